"""Files looked into one after the other, so that only what is needed of each stays in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.describe.opening import look_into
from bot.describe.shared import columns_of_several
from bot.describe.tables import Table, described

__all__ = ["tables_of"]


def tables_of(files: Sequence[Path], *, area: str | None, sheet: str | None) -> tuple[Table, ...]:
    """The tables of the files, in their order. Raises NoTable for the first that has none."""
    shared: frozenset[str] = frozenset()
    if len(files) > 1:
        from bot.describe.layout import lay_out

        headers = []
        for file in files:
            opened = look_into(file, sheet=sheet)
            layout = lay_out(opened.rows, opened.lines)
            headers.append(layout.header if layout else ())
        shared = columns_of_several(headers)
    return tuple(
        described(look_into(file, sheet=sheet), area=area, shared=shared) for file in files
    )
