"""SDMX-CSV, 1.0 and 2.x: which of its columns are concepts, and their codes without names.

It is read as the CSV that it is. The libraries for SDMX were tried and do not keep
what is printed: one reads 1.50 as the number 1.5 and the code 007 as 7, the other
knows neither version 1.0 nor a message without its structure at hand.

Version 1.0 begins with a column DATAFLOW, 2.x with STRUCTURE. Codes may have their names
with them: "A: Annual" in one cell, or in a column of their own beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.store.grids import Grid, Unreadable
from bot.store.sdmx import DATAFLOW

__all__ = ["concepts"]

_ABOUT = ("STRUCTURE", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY")
"""Columns about the message, which stand before those of concepts."""

_WITHDRAWN = ("D", "DELETE")
_NAMED = ": "


def concepts(rows: Grid) -> Grid:
    """The rows with a column for each concept, named by its id, after DATAFLOW.

    Raises Unreadable at a row that takes observations back, or says something of many.
    """
    line, header = next(rows, (1, []))
    if not header:
        return
    ids = [_id(name) for name in header]
    places = [place for place in _places(ids) if ids[place] not in _ABOUT]
    named = [_NAMED in header[place] or place <= 1 for place in range(len(header))]
    period, value = (ids.index(x) if x in ids else None for x in ("TIME_PERIOD", "OBS_VALUE"))
    action = ids.index("ACTION") if "ACTION" in ids else None
    yield line, [ids[place] for place in places]
    for line, row in rows:
        if len(row) != len(header):
            if any(row):
                raise Unreadable(line, _lengths(row, header))
            continue
        if action is not None and row[action].upper() in _WITHDRAWN:
            raise Unreadable(
                line,
                "its ACTION takes back what was published, which is not read; take such rows out, "
                "and load the message without the observations that are gone",
            )
        if period is not None and not row[period] and (value is None or not row[value]):
            raise Unreadable(
                line,
                "it has neither a period nor a value but says something of many observations; "
                "take it out, and write what it says in a column of their rows",
            )
        yield (
            line,
            [row[at].partition(_NAMED)[0] if named[at] else row[at] for at in places],
        )


def _id(name: str) -> str:
    """The id of a column: without its name, and without the mark of several values."""
    found = re.sub(r"\[.*\]$", "", name.partition(_NAMED)[0])
    return DATAFLOW if found == "STRUCTURE_ID" else found


def _places(ids: Sequence[str]) -> Iterator[int]:
    """Where ids and codes stand: every second column after the first ones where names do too."""
    if "STRUCTURE_NAME" not in ids:
        yield from range(len(ids))
        return
    begin = 1 + max(place for place, name in enumerate(ids) if name in (*_ABOUT, DATAFLOW))
    yield from range(begin)
    yield from range(begin, len(ids), 2)


def _lengths(row: Sequence[str], header: Sequence[str]) -> str:
    return f"it has {len(row)} cells and the header has {len(header)}; get the file anew"
