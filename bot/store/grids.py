"""Files of tables, of whatever format, as rows of cells of text.

A cell is the text that stands in the file, without the white space around it. What its
columns mean is no matter here: that is the mapping's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from bot.store.mapping import Table
from bot.store.progress import opened

__all__ = ["Grid", "Unreadable", "grid"]

Grid = Iterator[tuple[int, list[str]]]
"""For each row, blank ones too, the line that it begins on and its cells."""


class Unreadable(Exception):
    """What a file is not, from some line on; the words say what to do."""

    def __init__(self, line: int, advice: str) -> None:
        super().__init__(advice)
        self.line = line


def grid(file: Path, table: Table) -> Grid:
    """The rows of a file of the table. Raises Unreadable where they cannot be told apart."""
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
            yield line, [cell.strip() for cell in row]
