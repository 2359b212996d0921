"""The lists of words and marks that descriptions go by: CSV files in ``rows``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["alternatives", "rows"]

_FOLDER = Path(__file__).parent / "rows"


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one list, by column; an empty cell is an empty text."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def alternatives(name: str, **only: str) -> str:
    """The patterns of a list as one, the longest first, of rows whose columns are as said."""
    patterns = [row["PATTERN"] for row in rows(name) if all(row[k] == v for k, v in only.items())]
    return "|".join(sorted(patterns, key=len, reverse=True))
