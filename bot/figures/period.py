"""Periods, written as SDMX writes TIME_PERIOD, with their spans of days.

Conventions, here and everywhere:

* ``start`` and ``end`` are both inside the period.
* A year-to-date period carries the code of its last month (or quarter, or day)
  and ``ytd=True``: January–November 2021 is ``Period.of("2021-11", ytd=True)``.
* Two periods over the same days are one period, whatever their names: 2017-S1
  and 2017-06 year to date, 2021 and 2021-12 year to date. ``span`` compares
  them; ``names`` lists the other spellings.

Forms (SDMX 2.1, section 4.2.1, with ISO 8601 for dates and durations):

    2021  2021-A1  2021-S1  2021-Q3  2021-11  2021-M11  2021-W48  2021-11-30  2022-01-01/P233D
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["GRAINS", "Grain", "Period", "PeriodError", "span_of"]

Grain = str
"""SDMX FREQ letter of a period's length: A, S, Q, M, W, D, or "X" for an odd span."""

GRAINS = "ASQMWD"

SHORTEST_MONTH = 28
_MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}
_FORM = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:A1|S(?P<S>[12])|Q(?P<Q>[1-4])|W(?P<W>\d{2})|M?(?P<M>\d{2})(?:-(?P<D>\d{2}))?))?"
    r"(?:/P(?P<days>\d+)D)?",
    re.ASCII,
)


class PeriodError(ValueError):
    """A text that is not a TIME_PERIOD."""


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days. Make one with :meth:`of`, which checks the code."""

    code: str
    ytd: bool
    grain: Grain
    start: date
    end: date

    def __hash__(self) -> int:
        """By its name alone, as it is looked up all the time."""
        return hash((self.code, self.ytd))

    @staticmethod
    def of(code: str, ytd: bool = False) -> Period:
        """The period a TIME_PERIOD names. Raises PeriodError for anything else."""
        return _parse(code, ytd)

    @staticmethod
    def numbered(grain: Grain, year: int, number: int, ytd: bool = False) -> Period | None:
        """The month, quarter, half or week of that number; None where the year has none."""
        names = {"M": f"{number:02}", "W": f"W{number:02}"}
        try:
            return Period.of(f"{year:04}-{names.get(grain, f'{grain}{number}')}", ytd)
        except PeriodError:
            return None

    @staticmethod
    def months(year: int, first: int, last: int) -> Period:
        """A run of whole months of one year under its plainest name.

        Odd runs are named by their days: October and November 2021 are
        ``2021-10-01/P61D``.
        """
        return _run(year, first, last)

    @staticmethod
    def spanning(first: date, last: date) -> Period:
        """The days from first to last under their plainest name: 2021-Q4, else 2021-10-15/P20D."""
        span = Period.of(f"{first.isoformat()}/P{(last - first).days + 1}D")
        run = span.whole_months
        return Period.months(*run) if run else span

    @property
    def whole_months(self) -> tuple[int, int, int] | None:
        """Year, first and last month of a run of whole months; None of any other period."""
        year, first, last = self.end.year, self.start.month, self.end.month
        if self.start.year != year or self.span != span_of((first, last), year):
            return None
        return year, first, last

    @property
    def by_years(self) -> tuple[Period, ...]:
        """A run of whole months cut at the turn of each year; empty of any other period."""
        start, end = self.start, self.end
        if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
            return ()
        years = range(start.year, end.year + 1)
        return tuple(
            _run(
                year,
                start.month if year == start.year else 1,
                end.month if year == end.year else 12,
            )
            for year in years
        )

    @property
    def span(self) -> tuple[date, date]:
        return self.start, self.end

    @property
    def year(self) -> int:
        return self.end.year

    @property
    def named_year(self) -> int:
        """The year in its name: of a week that of most of its days, as ISO 8601 has it."""
        return self.end.isocalendar().year if self.grain == "W" else self.year

    @property
    def number(self) -> int:
        """Which one in its year: 11 for November, 3 for the third quarter, 1 for a year."""
        if self.grain in _MONTHS:
            return (self.end.month - 1) // _MONTHS[self.grain] + 1
        if self.grain == "W":
            return self.end.isocalendar().week
        return self.end.timetuple().tm_yday

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def length(self) -> tuple[str, int]:
        """How long it is, in months or, if shorter than any month, in days."""
        if self.days < SHORTEST_MONTH:
            return "days", self.days
        years = self.end.year - self.start.year
        return "months", years * 12 + self.end.month - self.start.month + 1

    @property
    def to_date(self) -> Period | None:
        """The year-to-date period that ends with this one.

        None where there is none: of an odd span, and of a week that begins in
        the year before.
        """
        if self.grain == "X" or self.alone.start.year != self.end.year:
            return None
        return Period.of(self.code, ytd=True)

    @property
    def alone(self) -> Period:
        """The period of the code by itself, without the months before it."""
        return Period.of(self.code)

    def names(self) -> tuple[Period, ...]:
        """Every spelling of these same days, this one first."""
        others = []
        for grain, length in _MONTHS.items():
            if self.end.day != monthrange(self.end.year, self.end.month)[1]:
                break
            if self.end.month % length:
                continue
            code = _code(grain, self.end.year, self.end.month // length)
            others += [Period.of(code), Period.of(code, ytd=True)]
        same = [p for p in others if p.span == self.span and p != self]
        return (self, *same)

    def shift(self, count: int) -> Period | None:
        """The period ``count`` steps of its own length later; a year-to-date period steps by years.

        None where there is no such period (week 53, 29 February, odd spans by steps).
        """
        if self.ytd:
            return self.years(count)
        if self.grain in _MONTHS:
            per_year = 12 // _MONTHS[self.grain]
            place = self.year * per_year + self.number - 1 + count
            return Period.of(_code(self.grain, place // per_year, place % per_year + 1))
        if self.grain == "D":
            return Period.of((self.start + timedelta(days=count)).isoformat())
        if self.grain == "W":
            iso = (self.start + timedelta(weeks=count)).isocalendar()
            return Period.of(f"{iso.year}-W{iso.week:02}")
        return None

    def years(self, count: int) -> Period | None:
        """The same period ``count`` years later, or None where that year has none.

        A run of whole months stays one, however long its February is.
        """
        if self.grain == "X":
            return self._days_moved(count)
        moved = re.sub(r"^\d{4}", f"{int(self.code[:4]) + count:04}", self.code)
        try:
            return Period.of(moved, self.ytd)
        except PeriodError:
            return None

    def _days_moved(self, count: int) -> Period | None:
        """An odd span between the same two days of other years."""
        last = self.end.day
        if self.start.day == 1 and last == monthrange(self.end.year, self.end.month)[1]:
            last = monthrange(self.end.year + count, self.end.month)[1]
        try:
            first = self.start.replace(year=self.start.year + count)
            end = self.end.replace(year=self.end.year + count, day=last)
        except ValueError:
            return None
        return Period.of(f"{first.isoformat()}/P{(end - first).days + 1}D")


def span_of(months: tuple[int, int], year: int) -> tuple[date, date]:
    """First and last day of a run of months of one year."""
    first, last = months
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _code(grain: Grain, year: int, number: int) -> str:
    return {
        "A": f"{year:04}",
        "S": f"{year:04}-S{number}",
        "Q": f"{year:04}-Q{number}",
        "M": f"{year:04}-{number:02}",
    }[grain]


@lru_cache(maxsize=4096)
def _run(year: int, first: int, last: int) -> Period:
    for grain, length in _MONTHS.items():
        if last - first + 1 == length and last % length == 0:
            return Period.of(_code(grain, year, last // length))
    if first == 1:
        return Period.of(_code("M", year, last), ytd=True)
    start, end = span_of((first, last), year)
    return Period.of(f"{start.isoformat()}/P{(end - start).days + 1}D")


@lru_cache(maxsize=65536)
def _parse(code: str, ytd: bool) -> Period:
    form = _FORM.fullmatch(code)
    if form is None:
        raise PeriodError(f"{code!r} is not a TIME_PERIOD such as 2021, 2021-Q3 or 2021-11")
    try:
        grain, start, end, name = _days(form)
    except ValueError as error:
        raise PeriodError(f"{code!r} is no date: {error}") from None
    if ytd:
        if grain == "X" or start.year != end.year:
            raise PeriodError(f"{code!r} cannot be a year to date")
        start = date(end.year, 1, 1)
    return Period(name, ytd, grain, start, end)


def _days(form: re.Match[str]) -> tuple[Grain, date, date, str]:
    year = int(form["year"])
    if form["days"]:
        if not form["D"]:
            raise ValueError("a duration needs a start date")
        start = date(year, int(form["M"]), int(form["D"]))
        end = start + timedelta(days=int(form["days"]) - 1)
        return "X", start, end, form.group()
    if form["D"]:
        day = date(year, int(form["M"]), int(form["D"]))
        return "D", day, day, day.isoformat()
    if form["W"]:
        monday = date.fromisocalendar(year, int(form["W"]), 1)
        return "W", monday, monday + timedelta(days=6), form.group()
    for grain in "SQM":
        if form[grain]:
            number, length = int(form[grain]), _MONTHS[grain]
            if not 1 <= number <= 12 // length:
                raise ValueError("no such month")
            start, end = span_of(((number - 1) * length + 1, number * length), year)
            return grain, start, end, _code(grain, year, number)
    return "A", date(year, 1, 1), date(year, 12, 31), f"{year:04}"
