"""SDMX messages as tables: a row an observation, a column for each concept by its id.

Dimensions, measures and attributes are columns alike, and what is said of a data set,
a group or a series stands on each of its rows. DATAFLOW, the first column, names the
data set that a row is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.store import sdmx_csv, sdmx_json, sdmx_ml
from bot.store.grids import Grid, grid
from bot.store.mapping import Table
from bot.store.sdmx import CSV, ML, content, delimiter

__all__ = ["Preamble", "message_grid", "preamble"]


class Preamble(NamedTuple):
    """What a message says of itself; None where it does not."""

    sender: str | None
    prepared: str | None  # ISO 8601, date or time
    dataflow: str | None


def preamble(file: Path, format_: str) -> Preamble:
    """What the message says of itself. Raises Unreadable."""
    if format_ == CSV:
        return Preamble(None, None, None)
    said = (sdmx_ml if format_ == ML else sdmx_json).preamble(content(file))
    return Preamble(*said)


def message_grid(file: Path, table: Table) -> Grid:
    """The rows of a message, its header first. Raises Unreadable."""
    if table.format == CSV:
        sign = delimiter(file) or table.dialect.delimiter
        dialect = table.dialect.model_copy(update={"delimiter": sign})
        return sdmx_csv.concepts(grid(file, table.model_copy(update={"dialect": dialect})))
    return _tabled((sdmx_ml if table.format == ML else sdmx_json).observations(content(file)))


def _tabled(found: Iterable[tuple[int, Mapping[str, str]]]) -> Grid:
    rows = list(found)
    header = list(dict.fromkeys(name for _, row in rows for name in row))

    def told() -> Iterator[tuple[int, list[str]]]:
        yield 1, header
        for line, row in rows:
            yield line, [row.get(name, "") for name in header]

    return told()
