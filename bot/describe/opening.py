"""What a file is by its bytes: its encoding, its delimiter, and its rows as cells of text."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from bot.describe.keys import taken_apart
from bot.describe.known import rows
from bot.store.faults import StoreFault
from bot.store.grids import opened
from bot.store.sheets import NoSheet, is_workbook, sheet_names, sheet_rows

__all__ = ["NoTable", "Opened", "look_into"]

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOK = 200  # rows that tell the delimiter: those of a footer are of another width
_ODD = ("utf-16", "utf-32")


class NoTable(StoreFault):
    """A file that no table can be read from; the message says what to do."""

    def __init__(self, file: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{file}: {problem}. {remedy[0].upper()}{remedy[1:]}.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's rows and how they were read."""

    file: Path
    encoding: str | None  # as a resource states it; None of a workbook
    dialect: Mapping[str, Any]  # what of Table Dialect has to be stated
    rows: Sequence[list[str]]  # of cells without the white space around them
    lines: Sequence[int]  # on which each row begins, as a text editor counts
    seen: tuple[str, ...]  # what to tell
    split: Mapping[str, Any] | None = None  # figures.split, of a table with a key in front


def look_into(file: Path, *, sheet: str | None = None) -> Opened:
    """The rows of a CSV, TSV or XLSX file. Raises NoTable, MissingLibrary and OSError."""
    found = _workbook(file, sheet) if is_workbook(file) else _text(file)
    apart, split = taken_apart(found.rows)
    if split is None:
        return found
    seen = f"column {split['column']!r} taken apart into {', '.join(split['into'])}"
    return replace(found, rows=apart, split=split, seen=(*found.seen, seen))


def _text(file: Path) -> Opened:
    try:
        with opened(file) as stream:
            raw = stream.read()
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise NoTable(file, "it is not what gzip writes", "compress the file anew") from None
    _see_that_it_is_text(file, raw)
    encoding, said = _encoding(raw)
    text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    if not text.strip():
        raise NoTable(file, "it is empty", "give a file with a table in it")
    delimiter = _delimiter(text)
    if delimiter is None:
        raise NoTable(
            file,
            "no commas, semicolons, tabs or bars divide its rows into columns",
            "save the table as CSV or XLSX",
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, ends = list[list[str]](), [0]
    try:
        for row in reader:
            found.append([cell.strip() for cell in row])
            ends.append(reader.line_num)
    except csv.Error as fault:
        raise NoTable(file, f"it is not CSV ({fault})", "mend the quotes in it") from None
    dialect = {} if delimiter == "," else {"delimiter": delimiter}
    seen = (said, f"columns told apart by {_DELIMITERS[delimiter]}")
    lines = [end + 1 for end in ends[: len(found)]]
    return Opened(file, encoding, dialect, found, lines, seen)


def _see_that_it_is_text(file: Path, raw: bytes) -> None:
    if not raw.strip():
        raise NoTable(file, "it is empty", "give a file with a table in it")
    for row in rows("signatures"):
        if raw.startswith(bytes.fromhex(row["HEX"])):
            raise NoTable(file, f"it is {row['WHAT']}, not a table", row["ADVICE"])
    if raw.startswith(b"PK\x03\x04"):
        what = "a workbook" if _has_workbook(raw) else "an archive"
        advice = "name it with .xlsx" if what == "a workbook" else "unpack it and give the table"
        raise NoTable(file, f"it is {what}", advice)
    begin = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if begin.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        what = "XML" if begin.startswith(b"<?xml") else "a web page"
        raise NoTable(file, f"it is {what}, not a table", "save its table as CSV or XLSX")
    if begin.startswith((b"{", b"[{")):
        raise NoTable(file, "it is JSON, not a table", "save its table as CSV or XLSX")
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTable(file, "it is no text", "save the table as CSV or XLSX")


def _has_workbook(raw: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except BadZipFile:
        return False


def _encoding(raw: bytes) -> tuple[str, str]:
    """The encoding as a resource states it, and in words."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "encoded as UTF-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", "encoded as UTF-8"
    try:
        raw.decode("windows-1252")
    except UnicodeDecodeError:
        return "iso-8859-1", "encoded as ISO-8859-1 (Latin-1)"
    if any(0x80 <= byte <= 0x9F for byte in set(raw)):
        return "windows-1252", "encoded as Windows-1252"
    return "iso-8859-1", "encoded as ISO-8859-1 (Latin-1)"


def _delimiter(text: str) -> str | None:
    """The delimiter by which the most rows come to one and the same width.

    Tabs come before others that divide as many, which may stand within cells.
    """
    best: tuple[int, bool, int, str] | None = None
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
                if widths.total() >= _LOOK:
                    break
        except csv.Error:
            continue
        wide = {width: times for width, times in widths.items() if width > 1}
        if wide:
            width = max(wide, key=lambda w: (wide[w], w))
            found = (wide[width], delimiter == "\t", width, delimiter)
            best = max(best, found) if best else found
    return best[-1] if best else None


def _workbook(file: Path, sheet: str | None) -> Opened:
    if not file.stat().st_size:
        raise NoTable(file, "it is empty", "give a file with a table in it")
    try:
        names = sheet_names(file)
        tried = [sheet] if sheet is not None else list(names)
        for name in tried:
            found = list(sheet_rows(file, name=name))
            if len(found) > 1 and max(map(len, found)) > 1:
                break
        else:
            raise NoTable(file, "none of its sheets has a table", "give one that has")
    except NoSheet as fault:
        raise NoTable(file, str(fault), "name one of its sheets, or save it anew") from None
    others = [other for other in names if other != name]
    seen = [f"sheet {name}" + (f" (not read: {', '.join(others)})" if others else "")]
    dialect = {} if name == names[0] else {"sheetName": name}
    return Opened(file, None, dialect, found, range(1, len(found) + 1), tuple(seen))
