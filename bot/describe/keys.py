"""Columns that hold what several would: the key in front of Eurostat's tables.

``unit,s_adj,geo\\TIME_PERIOD`` names the columns of its parts, and behind the backslash what
runs across. From here on each part has a column of its own, as the loader reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.store.mapping import Split
from bot.store.splitting import into_parts

__all__ = ["taken_apart"]

_KEY = re.compile(r"(?P<names>[\w ]+(?:,[\w ]+)+)\\[\w ]+")
_MOST_ABOVE = 40


def taken_apart(
    rows: Sequence[list[str]],
) -> tuple[Sequence[list[str]], dict[str, Any] | None]:
    """The rows with the parts of a key in columns of their own, and figures.split that says so."""
    for at, row in enumerate(rows[:_MOST_ABOVE]):
        found = _KEY.fullmatch(row[0]) if row else None
        if found is not None:
            names = [name.strip() for name in found["names"].split(",")]
            if len(set(names)) < len(names):
                return rows, None
            split = Split(column=row[0], into=tuple(names))
            below = [_apart(each, split) for each in rows[at + 1 :]]
            return (
                [*rows[:at], [*names, *row[1:]], *below],
                {"column": row[0], "into": names},
            )
    return rows, None


def _apart(row: list[str], split: Split) -> list[str]:
    """A row with its key taken apart; a note below the data stays as it is."""
    try:
        return into_parts(row, 0, split) if len(row) > 1 else row
    except ValueError:
        return row
