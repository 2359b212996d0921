"""Series that no check has anything to set beside, so that a load need not look at them.

Of many an agency's series nothing else on file speaks: a level of one publisher, by itself
or by the year, the quarter and the month. Where it does not add up over time there is
nothing to compare; where it does, the lengths are added up here, all at once and roughly,
and only the years that do not fit to the last digit or so are looked at one by one: what a
year is made of tells nothing of another.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from bot.figures.codes import BALANCE, COUNT, Kind, Measure, Transformation
from bot.figures.statement import Statement

__all__ = ["Unaccompanied", "unaccompanied"]

_SERIES = """
SELECT series.id, indicator, ref_area, freq, accumulation, unit, trade_flow, share_of,
  measure = :level AND transformation = :none,
  counterpart_area || ' ' || product || ' ' || coverage || ' ' || seasonal_adjust
    || ' ' || trade_flow,
  indicators.kind
FROM series JOIN indicators ON indicators.code = series.indicator
ORDER BY indicator, ref_area
"""

_SOURCES = "SELECT DISTINCT series, source FROM statements"

_ODD = """
SELECT series FROM statements WHERE comparison_period IS NOT NULL
UNION SELECT series FROM statements WHERE instr(period, '/') > 0
UNION SELECT series FROM statements WHERE realtime_end IS NOT NULL
UNION SELECT statements.series FROM series JOIN statements ON statements.series = series.id
  WHERE unit = :count AND decimals > unit_mult
"""
"""Series of which any statement is a comparison, of an odd span, revised, or of a part of one."""

_TIED = """
SELECT code FROM indicators WHERE parent IS NOT NULL
UNION SELECT parent FROM indicators WHERE parent IS NOT NULL
UNION SELECT numerator FROM ratios UNION SELECT denominator FROM ratios
"""

_LEVELS = """
SELECT period, value, unit_mult, decimals FROM statements
WHERE series = ? AND value IS NOT NULL
"""

_PLAIN = ("A", "Q", "M")
"""Lengths that can be added up here: months make quarters, and both make years."""


class _Series(NamedTuple):
    id: int
    indicator: str
    area: str
    freq: str
    accumulation: str
    unit: str
    flow: str
    share_of: str | None
    is_level: int
    rest: str  # of the dimensions of its subject
    kind: str


@dataclass(frozen=True, slots=True)
class Unaccompanied:
    """What need not be looked at: whole series, and all but some years of others."""

    series: frozenset[int]
    years: Mapping[int, frozenset[str]]  # by series, those that are to be looked at

    def __bool__(self) -> bool:
        return bool(self.series or self.years)

    def has(self, statement: Statement) -> bool:
        """Whether the statement need not be looked at."""
        years = self.years.get(statement.series.id)
        if years is not None:
            return statement.period.code[:4] not in years
        return statement.series.id in self.series


def unaccompanied(connection: sqlite3.Connection) -> Unaccompanied:
    """What need not be looked at."""
    odd = {id_ for (id_,) in connection.execute(_ODD, {"count": COUNT})}
    publishers = _publishers(connection)
    tied = {code for (code,) in connection.execute(_TIED)}
    related = _related(connection)
    rows = connection.execute(_SERIES, {"level": Measure.LEVEL, "none": Transformation.NONE})
    found: set[int] = set()
    partly: dict[int, frozenset[str]] = {}
    for indicator, of_it in groupby(map(_Series._make, rows), key=lambda one: one.indicator):
        if indicator in tied:
            continue
        by_area = {area: list(group) for area, group in groupby(of_it, key=lambda one: one.area)}
        for area, series in by_area.items():
            company = not by_area.keys().isdisjoint(related.get(area, ()))
            if company or not _is_plain(series, odd, publishers):
                continue
            odd_years: frozenset[str] | None = frozenset()
            if series[0].kind == Kind.FLOW and len(series) > 1:
                odd_years = _odd_years(series, connection)
            if odd_years:
                partly |= {one.id: odd_years for one in series}
            elif odd_years is not None:
                found.update(one.id for one in series)
    return Unaccompanied(frozenset(found), partly)


def _publishers(connection: sqlite3.Connection) -> Mapping[int, set[str]]:
    """Who has stated anything of each series."""
    names = dict(connection.execute("SELECT id, publisher FROM sources"))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for series, source in connection.execute(_SOURCES):
        found[series].add(names[source])
    return found


def _related(connection: sqlite3.Connection) -> Mapping[str, set[str]]:
    """The groups that each area is in, and its members."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group, member in connection.execute("SELECT group_area, member FROM membership"):
        found[group].add(member)
        found[member].add(group)
    return found


def _is_plain(
    series: Sequence[_Series], odd: Collection[int], publishers: Mapping[int, Collection[str]]
) -> bool:
    """Whether the series are the levels of one subject by one publisher, each length once."""
    first = series[0]
    if any(
        not one.is_level or one.share_of or (one.unit, one.rest) != (first.unit, first.rest)
        for one in series
    ):
        return False
    if len(series) > 1 and any(one.freq not in _PLAIN or one.accumulation != "N" for one in series):
        return False
    if any(one.id in odd for one in series):
        return False
    return len({name for one in series for name in publishers.get(one.id, ())}) <= 1


class _Level(NamedTuple):
    amount: float
    unit: float  # of the last digit printed


def _odd_years(series: Sequence[_Series], connection: sqlite3.Connection) -> frozenset[str] | None:
    """Years in which months do not make quarters or those years, as far as printing tells.

    None where one period is stated with two numbers.
    """
    held: dict[str, _Level] = {}
    for one in series:
        for period, value, mult, decimals in connection.execute(_LEVELS, (one.id,)):
            if period in held and held[period].amount != float(value) * 10.0**mult:
                return None
            held[period] = _Level(float(value) * 10.0**mult, 10.0 ** (mult - decimals))
    signed = series[0].flow == BALANCE or any(level.amount < 0 for level in held.values())
    held |= _quarters(held)
    return frozenset(
        period[:4]
        for period, parts in _wholes(held)
        if not _fits(held[period], _known(parts, held), signed=signed)
    )


def _wholes(held: Iterable[str]) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """Years and quarters, each with its parts in every length."""
    for period in held:
        year, dash, part = period.partition("-")
        if part.startswith("Q"):
            last = 3 * int(part[1:])
            yield period, [[f"{year}-{month:02}" for month in range(last - 2, last + 1)]]
        elif not dash:
            quarters = [f"{year}-Q{number}" for number in range(1, 5)]
            yield period, [quarters, [f"{year}-{month:02}" for month in range(1, 13)]]


def _quarters(held: Mapping[str, _Level]) -> Mapping[str, _Level]:
    """Quarters that only their months tell."""
    found = {}
    for year in {period[:4] for period in held}:
        for number in range(1, 5):
            months = [f"{year}-{month:02}" for month in range(3 * number - 2, 3 * number + 1)]
            if f"{year}-Q{number}" not in held and all(month in held for month in months):
                parts = [held[month] for month in months]
                found[f"{year}-Q{number}"] = _Level(
                    sum(part.amount for part in parts), sum(part.unit for part in parts)
                )
    return found


def _known(
    parts: Sequence[Sequence[str]], held: Mapping[str, _Level]
) -> Iterator[tuple[bool, Sequence[_Level]]]:
    """Of each length, whether all parts are on file, and those that are."""
    for of_one in parts:
        found = [held[part] for part in of_one if part in held]
        yield len(found) == len(of_one), found


def _fits(whole: _Level, lengths: Iterable[tuple[bool, Sequence[_Level]]], *, signed: bool) -> bool:
    for complete, parts in lengths:
        if not parts:
            continue
        slack = (whole.unit + sum(part.unit for part in parts)) / 2
        total = sum(part.amount for part in parts)
        # Each by itself is right to half its unit, and binary floats to far less.
        near = slack * (1 + 1e-6) + abs(whole.amount) * 1e-12
        if complete and abs(total - whole.amount) > near:
            return False
        if not complete and not signed and total > whole.amount + near:
            return False
    return True
