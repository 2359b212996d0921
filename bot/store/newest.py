"""The plainest measures on file: what to name first to who does not know what there is.

What was loaded last comes first: who has just loaded a table looks for it, and readers for news.
"""

# ruff: noqa: S608 - what is put into SQL here are our own words; values are bound

from __future__ import annotations

import json
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


_PACKAGES = """
SELECT package FROM (
  SELECT package, max(loaded_at) AS loaded FROM loads WHERE undone_at IS NULL GROUP BY package
) AS loads
ORDER BY loaded DESC,
  (SELECT max(published) FROM sources
   WHERE sources.package = loads.package AND published <= :as_of) DESC,
  package
"""
"""Packages, the one that was loaded last first, of one load the one with the newest release."""

_PLAINEST = f"""
WITH of_load(load, place) AS MATERIALIZED (
  SELECT loads.id, packages.key FROM json_each(:packages) AS packages
  CROSS JOIN loads ON loads.package = packages.value
),
seen(series, load) AS MATERIALIZED (
  SELECT series.id, (
    SELECT coalesce(statements.load, 0) FROM statements
    CROSS JOIN sources ON sources.id = statements.source
    WHERE statements.series = series.id AND {{current}}
    ORDER BY statements.period DESC, statements.id DESC LIMIT 1
  ) FROM series WHERE {LEVEL} AND series.first_published <= :as_of
)
SELECT {DIMENSIONS} FROM seen CROSS JOIN series ON series.id = seen.series
LEFT JOIN of_load ON of_load.load = seen.load
WHERE seen.load IS NOT NULL
GROUP BY {DIMENSIONS}
ORDER BY min(coalesce(of_load.place, {{last}})), series.ref_area = :home DESC, {PLAIN},
  series.ref_area, series.indicator, series.trade_flow = 'T' DESC, {DIMENSIONS}
LIMIT :most
"""


def plainest(
    connection: sqlite3.Connection, home: str | None, most: int, *, current: str, as_of: str
) -> Sequence[Subject]:
    """Subjects with a level that can be seen: of what was loaded last first, then the home area's.

    Of these the plainest come first. A subject is of the package that its newest figure came
    in. ``current`` is the SQL for which statements can be seen and stand on the day ``as_of``.
    """
    packages = [package for (package,) in connection.execute(_PACKAGES, {"as_of": as_of})]
    rows = connection.execute(
        _PLAINEST.format(current=current, last=len(packages)),
        {"home": home, "most": most, "as_of": as_of, "packages": json.dumps(packages)},
    )
    return tuple(Subject(*row) for row in rows.fetchall())
