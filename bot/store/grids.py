"""Files of tables, of whatever format, as rows of cells of text.

A cell is the text that stands in the file, without the white space around it. What its
columns mean is no matter here: that is the mapping's. The name of a file tells its
format: .xlsx is a workbook, and a .gz is read as what it was before it was compressed.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from bot.store import progress
from bot.store.faults import Refusal
from bot.store.mapping import Table
from bot.store.package import encoding_fault
from bot.store.sheets import NoSheet, is_workbook, sheet_rows

__all__ = ["Grid", "Unreadable", "grid", "opened", "text_fault"]

Grid = Iterator[tuple[int, list[str]]]
"""For each row, blank ones too, the line that it begins on and its cells."""

_BROKEN = (gzip.BadGzipFile, EOFError, zlib.error)


class Unreadable(Exception):
    """What a file is not, from some line on; the words say what to do."""

    def __init__(self, line: int, advice: str) -> None:
        super().__init__(advice)
        self.line = line


def grid(file: Path, table: Table) -> Grid:
    """The rows of a file of the table. Raises Unreadable where they cannot be told apart."""
    return _sheet(file, table) if is_workbook(file) else _text(file, table)


def opened(file: Path) -> IO[bytes]:
    """The bytes of a file, those within where it is compressed."""
    if file.suffix.lower() != ".gz":
        return progress.opened(file)
    return cast(IO[bytes], _Unpacked(progress.opened(file)))  # closed by who reads it


class _Unpacked(gzip.GzipFile):
    """What is within a compressed file, which is closed with it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(fileobj=file, mode="rb")
        self._file = file

    def close(self) -> None:
        super().close()
        self._file.close()


def text_fault(file: Path, shown: str, table: Table) -> Refusal | None:
    """What keeps the text of a file from being read; None also of what is no text."""
    if is_workbook(file):
        return None
    try:
        return encoding_fault(file, shown, table.encoding, opened)
    except _BROKEN:
        advice = "it is not what gzip writes, or it is cut off; compress the file anew"
        return Refusal(shown, 1, "file", "", advice)


def _sheet(file: Path, table: Table) -> Grid:
    said = table.dialect
    try:
        yield from enumerate(sheet_rows(file, name=said.sheet_name, number=said.sheet_number), 1)
    except NoSheet as fault:
        raise Unreadable(1, str(fault)) from None


def _text(file: Path, table: Table) -> Grid:
    encoding = "utf-8-sig" if table.encoding == "utf-8" else table.encoding
    dialect = table.dialect
    with TextIOWrapper(opened(file), encoding=encoding, newline="") as stream:
        reader = csv.reader(
            stream,
            delimiter=dialect.delimiter,
            quotechar=dialect.quote_char,
            doublequote=dialect.double_quote,
            escapechar=dialect.escape_char,
            skipinitialspace=dialect.skip_initial_space,
            strict=True,
        )
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader, None)
            except csv.Error as fault:
                raise Unreadable(
                    line, f"it is not CSV ({fault}); mend the quotes, or the dialect"
                ) from None
            if row is None:
                return
            yield line, list(map(str.strip, row))
