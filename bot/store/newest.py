"""The plainest measures on file: what to name first to who does not know what there is."""

# ruff: noqa: S608 - what is put into SQL here are our own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.figures.codes import ALL, NOT_APPLICABLE, WORLD, Measure, Transformation
from bot.figures.series import Subject

__all__ = ["DIMENSIONS", "LEVEL", "PLAIN", "plainest"]

DIMENSIONS = ", ".join(f"series.{name}" for name in Subject.dimensions())
LEVEL = (
    f"series.measure = '{Measure.LEVEL}' AND series.transformation = '{Transformation.NONE}'"
    " AND series.share_of IS NULL"
)
PLAIN = (
    f"(series.counterpart_area NOT IN ('{WORLD}', '{NOT_APPLICABLE}'))"
    f" + (series.product NOT IN ('{ALL}', '{NOT_APPLICABLE}')) + (series.coverage <> 'OWN')"
)
"""How much more is said of a subject than whose and what it is."""


def plainest(
    connection: sqlite3.Connection, home: str | None, most: int, *, spoken_of: str, as_of: str
) -> Sequence[Subject]:
    """Subjects with a level that can be seen, the home area's first, of these the plainest.

    ``spoken_of`` is the SQL for which series can be seen on the day ``as_of``.
    """
    rows = connection.execute(
        f"SELECT {DIMENSIONS} FROM series WHERE {LEVEL} AND {spoken_of}"
        f" GROUP BY {DIMENSIONS} ORDER BY series.ref_area = :home DESC, {PLAIN},"
        " series.ref_area, series.indicator, series.trade_flow = 'T' DESC,"
        " series.trade_flow LIMIT :most",
        {"home": home, "most": most, "as_of": as_of},
    )
    return tuple(Subject(*row) for row in rows.fetchall())
