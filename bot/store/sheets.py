"""Workbooks (XLSX) as rows of cells of text, as a reader of the sheet sees them.

A workbook keeps numbers in binary: 0.1 + 0.2 stands there as 0.30000000000000004. The
text is that number to the 15 digits that a spreadsheet shows at most, with the zeros and
the percent sign that the cell's format adds; it is never cut to fewer digits than are
held. A date is written as ISO writes it (2021-11-30), with its time where it has one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from bot.store.faults import MissingLibrary

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["NoSheet", "is_workbook", "sheet_names", "sheet_rows"]

_SUFFIXES = (".xlsx", ".xlsm")
_DIGITS = 15  # what a binary number is sure to hold, and what a spreadsheet shows at most
_ZEROS = re.compile(r"0\.(0+)")
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class NoSheet(ValueError):
    """What a file is not, or has not; the words say what to do."""


def is_workbook(file: Path) -> bool:
    """Whether the file's name says that it is a workbook that can be read."""
    return file.suffix.lower() in _SUFFIXES


def sheet_names(file: Path) -> tuple[str, ...]:
    """The names of the sheets with cells, in order. Raises NoSheet and MissingLibrary."""
    book = _opened(file)
    try:
        return tuple(sheet.title for sheet in book.worksheets)
    finally:
        book.close()


def sheet_rows(file: Path, *, name: str | None = None, number: int = 1) -> Iterator[list[str]]:
    """The rows of one sheet, all of one width. Raises NoSheet and MissingLibrary.

    ``name`` comes before ``number``, which counts from 1.
    """
    book = _opened(file)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        wanted = name if name is not None else dict(enumerate(sheets, 1)).get(number)
        if wanted is None or wanted not in sheets:
            listed = ", ".join(sheets)
            said = name if name is not None else f"number {number}"
            raise NoSheet(f"it has no sheet {said}; its sheets are {listed}")
        sheet: Any = sheets[wanted]
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        with _quiet():
            rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    finally:
        book.close()
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_width(row) for row in rows), default=0)
    return ((row + [""] * width)[:width] for row in rows)


def _width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def _quiet() -> warnings.catch_warnings[None]:
    """Warnings of the library are of what it does not keep when it writes; this only reads."""
    return warnings.catch_warnings(action="ignore")


def _opened(file: Path) -> Workbook:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingLibrary(file, "xlsx") from None
    try:
        with _quiet():
            return load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as fault:
        raise NoSheet(f"it cannot be read as a workbook ({fault}); save it anew as XLSX") from None


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()


def _number(value: int | float, shown: str) -> str:
    form = _LITERALS.sub("", shown.partition(";")[0])
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
    percent = "%" in form
    if percent:
        exact = exact.scaleb(2)
    text = f"{exact.normalize():f}" if exact else "0"
    zeros = _ZEROS.search(form)
    if zeros and "E" not in form.upper():
        whole, _, part = text.partition(".")
        text = f"{whole}.{part.ljust(len(zeros[1]), '0')}"
    return f"{text}%" if percent else text
