"""A column of the file whose cells hold what several columns would, taken apart.

Eurostat's tables have such a key in front, ``unit,s_adj,geo``: from the header on they are
read as if each of its parts had a column of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.mapping import Split

__all__ = ["into_parts", "split_header"]


def split_header(header: list[str], split: Split | None) -> list[str]:
    """The header with the parts in the place of the column. Raises ValueError with advice."""
    if split is None:
        return header
    if header.count(split.column) != 1:
        raise ValueError(
            f"figures.split takes the column {split.column!r} apart, and it does not stand there "
            "once; correct its name"
        )
    place = header.index(split.column)
    return [*header[:place], *split.into, *header[place + 1 :]]


def into_parts(row: Sequence[str], place: int, split: Split) -> list[str]:
    """A row with the parts of its cell at ``place``. Raises ValueError with advice."""
    parts = [part.strip() for part in row[place].split(split.separator)]
    if len(parts) != len(split.into):
        raise ValueError(
            f"it has {len(parts)} parts and figures.split names {len(split.into)}; mend it, or "
            "where the data end say so in figures.until"
        )
    return [*row[:place], *parts, *row[place + 1 :]]
