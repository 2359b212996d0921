"""The published calendar: periods with a statement, the newest first, by index alone.

Within one series all codes are of one grain and sort as text as they do in
time, so the newest are read from the end of an index range and reading stops
when there are enough. Odd spans (2022-01-01/P233D) sort by their first day;
there are few, and an index of their own finds them. Bounds in SQL may take in
a little too much; the exact test is made on the period itself.
"""

# ruff: noqa: S608 - what is put into SQL here is our own text; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby, islice

from bot.figures.period import Period
from bot.figures.series import Series

__all__ = ["LAST_TEXT", "Wanted", "newest", "newest_first"]

ODD = "X"

LAST_TEXT = "~"
"""Sorts after every character of a code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which periods are asked for; None leaves it open."""

    grain: str | None = None
    number: int | None = None
    year: int | None = None
    before: Period | None = None
    since: Period | None = None

    def fits(self, period: Period) -> bool:
        """Whether a period is one of those."""
        return (
            (self.grain is None or self.grain == period.grain)
            and (self.number is None or self.number == period.number)
            and (self.year is None or self.year == period.year)
            and (self.before is None or period.end < self.before.end)
            and (self.since is None or period.end >= self.since.end)
        )

    def bounds(self, grain: str) -> tuple[str, str]:
        """The first and last code that can fit, among codes of one grain."""
        low, high = "", LAST_TEXT
        if self.year is not None:
            # A week is named after the year of its Thursday, maybe the one before its last day's.
            low, high = f"{self.year - (grain == 'W'):04}", f"{self.year:04}{LAST_TEXT}"
        if self.since is not None:
            low = max(low, _code_at(self.since.end, grain, latest=False))
        if self.before is not None:
            high = min(high, _code_at(self.before.end, grain, latest=True))
        return low, high


def _code_at(day: date, grain: str, *, latest: bool) -> str:
    """A code no later (or no earlier) than any of the grain that ends about that day."""
    if grain in "DMA":
        return day.isoformat()[: {"D": 10, "M": 7, "A": 4}[grain]]
    if latest:
        return f"{day.year:04}{LAST_TEXT}"
    return f"{day.year - (grain == 'W'):04}"


def newest_first(
    connection: sqlite3.Connection,
    series: Iterable[Series],
    wanted: Wanted,
    *,
    current: str,
    as_of: str,
    limit: int,
) -> tuple[Period, ...]:
    """Periods in which any of the series has a statement, by last day, the shortest of one day
    first.

    ``current`` is the SQL that keeps statements current at ``:as_of``.
    """
    asked = list(series)
    if not asked:
        return ()
    # What a run has twice stands there side by side: several publishers, or comparisons.
    runs = [
        _regular(connection, one, wanted, current, as_of)
        for one in asked
        if wanted.grain in (None, one.freq)
    ]
    if wanted.grain in (None, ODD):
        runs.append(_odd(connection, asked, wanted, current, as_of))
    if len(runs) == 1:
        return tuple(islice((period for period, _ in groupby(runs[0])), limit))
    return tuple(islice(_once(merge(*runs, key=newest)), limit))


def _regular(
    connection: sqlite3.Connection, series: Series, wanted: Wanted, current: str, as_of: str
) -> Iterator[Period]:
    low, high = wanted.bounds(series.freq)
    codes = connection.execute(
        "SELECT statements.period FROM statements"
        " CROSS JOIN sources ON sources.id = statements.source"
        " WHERE statements.series = :series AND statements.period BETWEEN :low AND :high"
        f" AND instr(statements.period, '/') = 0 AND {current}"
        " ORDER BY statements.period DESC",
        {"series": series.id, "low": low, "high": high, "as_of": as_of},
    )
    periods = (Period.of(code, series.ytd) for (code,) in codes)
    return (period for period in periods if wanted.fits(period))


def _odd(
    connection: sqlite3.Connection,
    series: Sequence[Series],
    wanted: Wanted,
    current: str,
    as_of: str,
) -> Iterator[Period]:
    codes = connection.execute(
        "SELECT statements.period FROM statements INDEXED BY statements_odd_spans"
        " CROSS JOIN sources ON sources.id = statements.source"
        f" WHERE statements.series IN ({', '.join(str(one.id) for one in series)})"
        f" AND instr(statements.period, '/') > 0 AND {current}",
        {"as_of": as_of},
    )
    periods = (Period.of(code) for (code,) in codes)
    return iter(sorted(filter(wanted.fits, periods), key=newest))


def newest(period: Period) -> tuple[int, int]:
    """What sorts periods by their last day, the newest first and the shortest first of one day."""
    return -period.end.toordinal(), period.days


def _once(periods: Iterable[Period]) -> Iterator[Period]:
    seen: set[Period] = set()
    for period in periods:
        if period not in seen:
            seen.add(period)
            yield period
