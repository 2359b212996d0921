"""Families: the levels of one measure of one area, by flow, partner and product, as on file.

They are set beside each other all at once (``bot.checking.fitting``), so that a load looks
one by one only at what may not go together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from decimal import Context, Decimal, localcontext
from functools import cache
from typing import NamedTuple

from bot.checking.fitting import Family, Key, Printed, is_plain
from bot.figures.codes import COUNT, FORECAST, MISSING, Kind, Qualifier
from bot.figures.statement import reach
from bot.store.catalogue import TRUNCATED

__all__ = ["PLAIN", "SeriesRow", "doubtful"]

PLAIN = ("A", "Q", "M")
"""Lengths that can be added up here: months make quarters, and both make years."""

_PRINTED = """
SELECT series, period, statements.value, unit_mult, decimals, qualifier, rounding = :truncated
FROM json_each(:series) AS asked CROSS JOIN statements ON series = asked.value
CROSS JOIN sources ON sources.id = statements.source
WHERE status <> :forecast AND (status <> :missing OR statements.value IS NOT NULL)
"""

DIGITS = 100
"""More than any sum of numbers printed has, so that none is rounded."""


class SeriesRow(NamedTuple):
    """A series, as much as tells whether anything stands beside it."""

    id: int
    indicator: str
    area: str
    freq: str
    accumulation: str
    unit: str
    flow: str
    share_of: str | None
    is_level: int
    partner: str
    product: str
    coverage: str
    seasonal: str
    kind: str

    @property
    def key(self) -> Key:
        """What tells its subject from others of the same measure, area and coverage."""
        return Key(self.flow, self.partner, self.product, self.seasonal)


def doubtful(
    series: Sequence[SeriesRow],
    connection: sqlite3.Connection,
    groups: Mapping[str, frozenset[str]],
    revised: Collection[int],
) -> Mapping[int, frozenset[str]] | None:
    """The periods of each of the series that are to be looked at; None where all are.

    The series are all levels of one unit, of one measure and area. A year's sum may have been
    printed before a month of it was revised, which is not asked here.
    """
    lasting = not any(one.id in revised for one in series)
    is_flow = series[0].kind == Kind.FLOW
    if any(one.freq not in PLAIN or one.accumulation != "N" for one in series):
        return None
    if is_flow and not lasting and len({one.freq for one in series}) > 1:
        return None
    with localcontext(Context(prec=DIGITS)):
        levels = _levels(series, connection)
        if levels is None:
            return None
        adds_up = series[0].kind in (Kind.FLOW, Kind.STOCK)
        family = Family(
            levels, lambda area: groups.get(area, frozenset()), adds_up, is_flow, lasting
        )
        found = family.doubtful()
    return {one.id: frozenset(codes) for one in series if (codes := found.get(one.key))}


def _levels(
    series: Sequence[SeriesRow], connection: sqlite3.Connection
) -> Mapping[Key, dict[str, list[Printed]]] | None:
    """What is printed of each subject; None where a period is no year, quarter or month, or a
    value is only words."""
    found: dict[Key, dict[str, list[Printed]]] = {one.key: {} for one in series}
    of_series = {one.id: found[one.key] for one in series}
    counted = series[0].unit == COUNT
    asked = {
        "series": json.dumps(list(of_series)),
        "truncated": TRUNCATED,
        "forecast": FORECAST,
        "missing": MISSING,
    }
    rows = connection.execute(_PRINTED, asked)
    for number, period, value, mult, decimals, qualifier, truncated in rows:
        if not is_plain(period):
            return None
        printed = of_series[number].setdefault(period, [])
        if value is None:
            continue
        how = Qualifier(qualifier or Qualifier.EXACT)
        if not how.has_number:
            return None
        amount = Decimal(value).scaleb(mult)
        sign = (amount > 0) - (amount < 0)
        exact = counted and mult == decimals
        down, up = reach(how, sign, exact=exact, truncated=bool(truncated))
        half = _half(mult - decimals)
        printed.append(Printed(amount - down * half, amount + up * half, sign < 0))
    return found


@cache
def _half(exponent: int) -> Decimal:
    """Half a unit of a digit."""
    return Decimal(5).scaleb(exponent - 1)
