"""What no check has anything to say of, so that a load need not look at it.

Of many an agency's series nothing else on file speaks: a level of one publisher, by itself
or by the year, the quarter and the month. Where it does not add up over time there is
nothing to compare; where it does, the lengths are added up here, all at once and roughly,
and only the years that do not fit to the last digit or so are looked at one by one: what a
year is made of tells nothing of another. Of levels by flow, partner and product the same is
asked by the family (see ``families``).

Whether a figure is the only one below zero is not asked of a subject by itself: in a catalogue
of net amounts it mostly is none.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from bot.figures.codes import BALANCE, COUNT, Kind, Measure, Transformation
from bot.figures.remainder import Remainder
from bot.store.catalogue import TRUNCATED
from bot.store.families import PLAIN, SeriesRow, doubtful

__all__ = ["Unaccompanied", "unaccompanied"]

_SERIES = """
SELECT series.id, indicator, ref_area, freq, accumulation, unit, trade_flow, share_of,
  measure = :level AND transformation = :none,
  counterpart_area, product, coverage, seasonal_adjust, indicators.kind
FROM series JOIN indicators ON indicators.code = series.indicator
ORDER BY indicator, ref_area
"""

_SOURCES = "SELECT DISTINCT series, source FROM statements"

_UNLIKE = """
SELECT series FROM statements WHERE comparison_period IS NOT NULL
UNION SELECT series FROM statements INDEXED BY statements_odd_spans WHERE instr(period, '/') > 0
UNION SELECT series FROM statements WHERE conf_status IS NOT NULL
UNION SELECT statements.series FROM series JOIN statements ON statements.series = series.id
  WHERE unit = :count AND decimals > unit_mult
"""
"""Series of which any statement is a comparison, of an odd span, held back, or of a part of one."""

# By itself SQLite would go through all statements in the order of their series.
_REVISED = """
SELECT DISTINCT series FROM statements INDEXED BY statements_ended WHERE realtime_end IS NOT NULL
"""

_TRUNCATED = "SELECT id FROM sources WHERE rounding = ?"

_TIED = """
SELECT code FROM indicators WHERE parent IS NOT NULL
UNION SELECT parent FROM indicators WHERE parent IS NOT NULL
UNION SELECT numerator FROM ratios UNION SELECT denominator FROM ratios
"""

# One row a series, since a row a level costs twice as much as what is done with it.
_LEVELS = """
SELECT group_concat(period, ' '), group_concat(value, ' '), group_concat(decimals, ' '),
  min(unit_mult), max(unit_mult), max(qualifier), min(source), max(source)
FROM statements WHERE series = ? AND value IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Unaccompanied:
    """What need not be looked at: whole series, and all but some years of others."""

    series: frozenset[int] = frozenset()
    years: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By series, those that are to be looked at."""
    periods: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By series, those that are to be looked at: of families, which are told apart further."""

    def __bool__(self) -> bool:
        return bool(self.series or self.years or self.periods)

    def has(self, series: int, period: str) -> bool:
        """Whether statements of the series about the period need not be looked at."""
        years = self.years.get(series)
        if years is not None:
            return period[:4] not in years
        periods = self.periods.get(series)
        if periods is not None:
            return period not in periods
        return series in self.series


def unaccompanied(connection: sqlite3.Connection) -> Unaccompanied:
    """What need not be looked at."""
    unlike = {id_ for (id_,) in connection.execute(_UNLIKE, {"count": COUNT})}
    revised = {id_ for (id_,) in connection.execute(_REVISED)}
    truncated = {id_ for (id_,) in connection.execute(_TRUNCATED, (TRUNCATED,))}
    publishers = _publishers(connection)
    tied = {code for (code,) in connection.execute(_TIED)}
    groups = _groups(connection)
    related = _related(groups)
    rows = connection.execute(_SERIES, {"level": Measure.LEVEL, "none": Transformation.NONE})
    found: set[int] = set()
    partly: dict[int, frozenset[str]] = {}
    periods: dict[int, frozenset[str]] = {}
    for indicator, of_it in groupby(map(SeriesRow._make, rows), key=lambda one: one.indicator):
        if indicator in tied:
            continue
        by_area = {area: list(group) for area, group in groupby(of_it, key=lambda one: one.area)}
        for area, series in by_area.items():
            company = not by_area.keys().isdisjoint(related.get(area, ()))
            if company or not _is_plain(series, unlike, publishers):
                continue
            odd_years = _odd_years(series, connection, revised, truncated)
            if odd_years:
                partly |= {one.id: odd_years for one in series}
                continue
            odd = doubtful(series, connection, groups, revised) if odd_years is None else {}
            if odd is not None:
                periods |= odd
                found.update(one.id for one in series if one.id not in odd)
    return Unaccompanied(frozenset(found), partly, periods)


def _publishers(connection: sqlite3.Connection) -> Mapping[int, Collection[str]]:
    """Who has stated anything of each series; nothing where there is but one publisher."""
    names = dict(connection.execute("SELECT id, publisher FROM sources"))
    if len(set(names.values())) < 2:
        return {}
    found: defaultdict[int, set[str]] = defaultdict(set)
    for series, source in connection.execute(_SOURCES):
        found[series].add(names[source])
    return found


def _groups(connection: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    """The groups and areas that each area is in, directly or through another."""
    direct: defaultdict[str, set[str]] = defaultdict(set)
    for group, member in connection.execute("SELECT group_area, member FROM membership"):
        direct[member].add(group)
    found = {}
    for area in direct:
        around: set[str] = set()
        ahead = {area}
        while ahead:
            ahead = set().union(*(direct.get(one, set()) for one in ahead)) - around
            around |= ahead
        found[area] = frozenset(around)
    return found


def _related(groups: Mapping[str, frozenset[str]]) -> Mapping[str, set[str]]:
    """The groups that each area is in, and its members."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for member, of_it in groups.items():
        for group in of_it:
            found[group].add(member)
            found[member].add(group)
    return found


def _is_plain(
    series: Sequence[SeriesRow], unlike: Collection[int], publishers: Mapping[int, Collection[str]]
) -> bool:
    """Whether the series are the levels of one measure by one publisher, each length once."""
    first = series[0]
    if Remainder.of(first.area) or Remainder.of(first.indicator):
        return False
    if any(
        not one.is_level or one.share_of or (one.unit, one.coverage) != (first.unit, first.coverage)
        for one in series
    ):
        return False
    if len(series) > 1 and any(one.freq not in PLAIN or one.accumulation != "N" for one in series):
        return False
    if any(one.id in unlike for one in series):
        return False
    return len({name for one in series for name in publishers.get(one.id, ())}) <= 1


_Level = tuple[float, float]
"""An amount, and the unit of the last digit printed of it."""


def _odd_years(
    series: Sequence[SeriesRow],
    connection: sqlite3.Connection,
    revised: Collection[int],
    truncated: Collection[int],
) -> frozenset[str] | None:
    """Years in which months do not make quarters or those years, as far as printing tells.

    None where that is not so quickly told: of several subjects; where one period is stated
    with two numbers; of numbers that are not simply rounded, or in units of two sizes; of sums
    that may have been printed before a month of them was revised.
    """
    if len({one.key for one in series}) > 1:
        return None
    if series[0].kind != Kind.FLOW or len(series) == 1:
        return frozenset()
    if any(one.id in revised for one in series):
        return None
    held: dict[str, _Level] = {}
    signed = series[0].flow == BALANCE
    counted = series[0].unit == COUNT
    for one in series:
        told = connection.execute(_LEVELS, (one.id,)).fetchone()
        periods, values, printed = (column.split() if column else [] for column in told[:3])
        if not periods:
            continue
        mult, other_mult, qualifier, *sources = told[3:]
        if qualifier or mult != other_mult or _any_within(truncated, *sources):
            return None
        scale = 10.0**mult
        units = {digits: _last_digit(mult, int(digits), counted=counted) for digits in set(printed)}
        levels = [
            (float(value) * scale, units[digits])
            for value, digits in zip(values, printed, strict=True)
        ]
        found = dict(zip(periods, levels, strict=True))
        if len(found) < len(levels) and any(
            found[period][0] != level[0] for period, level in zip(periods, levels, strict=True)
        ):
            return None
        if any(found[period][0] != held[period][0] for period in held.keys() & found.keys()):
            return None
        held |= found
        signed = signed or any(level[0] < 0 for level in levels)
    return frozenset(
        year for year in {period[:4] for period in held} if not _adds_up(year, held, signed=signed)
    )


def _any_within(numbers: Collection[int], first: int, last: int) -> bool:
    return any(first <= number <= last for number in numbers)


def _last_digit(mult: int, decimals: int, *, counted: bool) -> float:
    """The unit of the last digit of a number with that UNIT_MULT and DECIMALS; 0 if exact."""
    return 0.0 if counted and mult == decimals else 10.0 ** (mult - decimals)


@cache
def _quarters(year: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The quarters of a year, each with its months."""
    return tuple(
        (f"{year}-Q{number}", tuple(f"{year}-{3 * number - back:02}" for back in (2, 1, 0)))
        for number in range(1, 5)
    )


def _adds_up(year: str, held: Mapping[str, _Level], *, signed: bool) -> bool:
    """Whether months make the quarters of a year, and both make the year."""
    whole = held.get(year)
    quarters: list[_Level] = []
    months: list[_Level] = []
    for quarter, its_months in _quarters(year):
        stated = held.get(quarter)
        parts = [held[month] for month in its_months if month in held]
        if stated is not None:
            if parts and not _fits(stated, parts, complete=len(parts) == 3, signed=signed):
                return False
            quarters.append(stated)
        elif len(parts) == 3:
            quarters.append((sum(part[0] for part in parts), sum(part[1] for part in parts)))
        months += parts
    if whole is None:
        return True
    by_quarter = not quarters or _fits(whole, quarters, complete=len(quarters) == 4, signed=signed)
    by_month = not months or _fits(whole, months, complete=len(months) == 12, signed=signed)
    return by_quarter and by_month


def _fits(whole: _Level, parts: Sequence[_Level], *, complete: bool, signed: bool) -> bool:
    """Whether the parts are the whole, or without all of them no more than it."""
    total = sum(part[0] for part in parts)
    slack = (whole[1] + sum(part[1] for part in parts)) / 2
    # Each by itself is right to half its unit, and binary floats to far less.
    near = slack * (1 + 1e-6) + abs(whole[0]) * 1e-12
    if complete:
        return abs(total - whole[0]) <= near
    return signed or total <= whole[0] + near
