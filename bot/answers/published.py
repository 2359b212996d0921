"""Which period a phrase means: the calendar is what is published, not today's date.

"Nov" is the latest November on file for the series asked about, "YTD" its
latest cumulative figure, "latest" its newest period. What was chosen is always
said. A period that is named outright is taken as it is, held or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from bot.answers.answer import Count, Note
from bot.answers.catalogue import Catalogue
from bot.figures.period import Period, PeriodError
from bot.figures.series import Subject
from bot.language.period_meaning import (
    Before,
    Between,
    Fiscal,
    Fixed,
    LastN,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    OpenDay,
    SameIn,
    ToDate,
    YearsBefore,
)

__all__ = ["MONTHS", "Published", "Settled", "bounds_of", "made_of_shorter", "settle"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The periods a phrase came to, in order of time, with what is to be said of the choice."""

    periods: tuple[Period, ...]
    notes: tuple[Note, ...] = ()
    candidates: tuple[Period, ...] = ()  # older ones to try where the first is not held
    listed: bool = False  # several were asked for


class Published:
    """The periods on file for a few subjects taken together."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        catalogue: Catalogue,
        beside: Sequence[Subject] = (),
    ) -> None:
        self._subjects = subjects
        self._catalogue = catalogue
        self._beside = beside  # subjects of the same releases

    def newest_release(self) -> Period | None:
        """The newest period of these subjects and of those published beside them."""
        around = Published([*self._subjects, *self._beside], self._catalogue)
        return around.latest(levels=False)

    def newest(self, **filters: Any) -> Period | None:
        """The newest period on file, by its last day; of several, the shortest."""
        found = self.all(limit=1, **filters)
        return found[0] if found else None

    def all(self, limit: int = 1, **filters: Any) -> list[Period]:
        found = {
            period
            for subject in self._subjects
            for period in self._catalogue.periods(subject, limit=limit, **filters)
        }
        return sorted(found, key=lambda p: (p.end, -p.days), reverse=True)[:limit]

    def latest(self, levels: bool = True) -> Period | None:
        """The newest period of all; a month alone before the year to date that ends with it."""
        found = [self.newest(levels=levels, ytd=False), self.newest(levels=levels, ytd=True)]
        return _newest(found)

    def year_in_hand(self) -> int | None:
        """This year, as the series has it: that in which its newest period was published."""
        newest = self.latest(levels=False) or self.newest_release()
        if newest is None:
            return None
        said = (
            statement.realtime_start.year
            for subject in (*self._subjects, *self._beside)
            for statement in self._catalogue.statements(subject, newest)
        )
        return max(newest.year, min(said, default=newest.year))

    @property
    def adds_up(self) -> bool:
        """Whether all of it is flows, whose months make a year to date."""
        return all(self._catalogue.is_flow(subject.indicator) for subject in self._subjects)

    def to_date(self, levels: bool = True, year: int | None = None) -> Period | None:
        """The newest cumulative period: any that runs from the first of January counts.

        Of a stock, an index or a price it is the newest level (design: section 1).
        """
        if not self.adds_up:
            return self.newest(levels=levels, ytd=False, year=year)
        found = [
            self.newest(levels=levels, ytd=True, year=year),
            *(self.newest(levels=levels, ytd=False, grain=g, number=1, year=year) for g in "MQSA"),
        ]
        return _newest(found)

    def to_date_made(self, year: int | None = None) -> Period | None:
        """The year to the newest month or quarter: of a flow, its months or quarters make it."""
        if not self.adds_up:
            return None
        found = (self.newest(ytd=False, grain=grain, year=year) for grain in "MQ")
        newest = _newest(found)
        return newest.to_date if newest else None


def _newest(periods: Iterable[Period | None]) -> Period | None:
    found = [p for p in periods if p is not None]
    return max(found, key=lambda p: (p.end, -p.days)) if found else None


def settle(
    meaning: Meaning | None, published: Published, hand: Period | None, *, levels: bool = True
) -> Settled | None:
    """The period meant, or None where nothing on file can settle it.

    ``hand`` is the period under discussion (of this question or the turn
    before), to which "the month before" and "a year earlier" refer.
    """
    match meaning:
        case None | Latest(None):
            newest = published.latest(levels)
            key = "newest_taken" if meaning is None else "newest"
            return _one(newest, Note(key, {"period": newest})) if newest else None
        case Fixed(period):
            return _one(period)
        case Open():
            return _open(published, meaning, levels)
        case OpenDay(month, day):
            return _open_day(published, month, day, levels)
        case OpenBetween():
            return _open_between(published, meaning, levels)
        case ToDate(year, back):
            return _to_date(published, year, back, levels)
        case Latest("A", back):
            return _last_year(published, back)
        case Latest(grain, back):
            return _last(published, grain, back, levels)
        case Before(grain, count):
            return _before(published, grain, count, hand, levels)
        case YearsBefore(count):
            base = hand or published.latest(levels)
            earlier = base.years(-count) if base else None
            return _one(earlier, Note("year_before", {"period": earlier})) if earlier else None
        case SameIn(year):
            base = hand or published.latest(levels)
            same = base.years(year - base.year) if base else None
            return _one(same) if same else None
        case LastN(count, grain):
            return _last_several(published, count, grain, levels)
        case Between(first, last):
            return _between(published, first, last, levels)
        case Fiscal():
            return None
    raise AssertionError(meaning)


def _one(period: Period | None, *notes: Note) -> Settled | None:
    return Settled((period,), notes) if period is not None else None


def _to_date(published: Published, year: int | None, back: int, levels: bool) -> Settled | None:
    stated = published.to_date(levels, year)
    made = published.to_date_made(year)
    found = [p for p in (made, stated) if p is not None]
    if made is not None and stated is not None:
        if made.end <= stated.end:
            found = [stated]
        elif stated.whole_months == (stated.year, 1, 1):
            found = [made]  # January alone is no year to date where later months are on file
    if len(found) == 1 and not found[0].ytd and published.adds_up:
        # A rate of the first quarter is none of the year so far: those of each quarter are.
        first = found[0]
        quarters = published.all(
            limit=LONGEST_LIST, levels=levels, ytd=False, grain=first.grain, year=first.year
        )
        if len(quarters) > 1 and not back:
            return Settled(tuple(reversed(quarters)), listed=True)
    this_year = published.year_in_hand() if back else None
    if this_year is not None:
        found = [e for p in found if (e := p.years(this_year - back - p.year)) is not None]
    if not found:
        return None
    note = Note("latest_ytd" if published.adds_up else "newest", {"period": found[0]})
    if this_year is not None:
        note = _year_taken(this_year - back, back)
    return Settled((found[0],), (note,), candidates=tuple(found) if len(found) > 1 else ())


def _year_taken(year: int, back: int) -> Note:
    """Which year "this year" or "last year" is."""
    key = {0: "this_year_taken", 1: "last_year_taken"}.get(back, "year_taken")
    return Note(key, {"year": Period.of(f"{year:04}")})


def _open(published: Published, meaning: Open, levels: bool) -> Settled | None:
    """A period without its year: the newest of that name on file, else of any year around."""
    grain, number, ytd = meaning.grain, meaning.number, meaning.ytd
    if meaning.of_year:
        year = published.year_in_hand()
        named = Period.numbered(grain, year - meaning.back, number, ytd) if year else None
        return _one(named, _year_taken(named.year, meaning.back)) if named else None
    newest = published.newest(levels=levels, grain=grain, number=number, ytd=ytd)
    if newest is None and (ytd or number == 1):
        newest = _same_days(published, grain, number, levels)
    if newest is not None:
        chosen = newest.years(-meaning.back) if meaning.back else newest
        return _one(chosen, Note("latest_of_name", {"period": chosen})) if chosen else None
    latest = published.newest_release()
    if latest is None:
        return None
    years = range(latest.year - meaning.back, latest.year - meaning.back - YEARS_TRIED, -1)
    numbered = (Period.numbered(grain, year, number, ytd) for year in years)
    tried = [p for p in numbered if p is not None and p.end <= latest.end]
    if not tried:
        return None
    return Settled(
        tuple(tried[:1]), (Note("latest_of_name", {"period": tried[0]}),), candidates=tuple(tried)
    )


MONTHS = {"M": 1, "Q": 3, "S": 6}
"""Months of a period, by its grain."""

YEARS_TRIED = 4
"""How many years back a bare name is tried, where it can only be worked out."""


def _same_days(published: Published, grain: str, number: int, levels: bool) -> Period | None:
    """The newest period of those days under another name: January-June for a first half."""
    if grain not in MONTHS:
        return None
    month = number * MONTHS[grain]
    names = [("M", month, True), ("M", month, False)] if month == 1 else [("M", month, True)]
    if month % 3 == 0:
        names.append(("Q", month // 3, month > 3))
    if month % 6 == 0:
        names.append(("S", month // 6, month > 6))
    if month == 12:
        names.append(("A", 1, False))
    return _newest(published.newest(levels=levels, grain=g, number=n, ytd=y) for g, n, y in names)


def _open_day(published: Published, month: int, day: int, levels: bool) -> Settled | None:
    latest = published.newest(levels=levels, grain="D") or published.latest(levels)
    if latest is None:
        return None
    for year in (latest.year, latest.year - 1):
        try:
            wanted = Period.of(f"{year:04}-{month:02}-{day:02}")
        except PeriodError:
            continue
        if wanted.end <= latest.end:
            return _one(wanted, Note("latest_of_name", {"period": wanted}))
    return None


def _open_between(published: Published, meaning: OpenBetween, levels: bool) -> Settled | None:
    for first, last in bounds_of(meaning, published):
        # "Since January" runs to the newest on file, in the middle of a month too.
        if held := _between(published, first, last if meaning.last else None, levels):
            return held
    return None


def bounds_of(meaning: OpenBetween, published: Published) -> list[tuple[Period, Period]]:
    """First and last period of a run without its year, in the newest year first."""
    latest = published.newest_release()
    if latest is None:
        return []
    grain = meaning.grain
    if meaning.last is not None:
        last_number = meaning.last
    else:
        newest = published.newest(levels=False, grain=grain) or latest
        last_number = _number_ended(newest, grain)
    found = []
    this_year = published.year_in_hand() if meaning.of_year else None
    year_of_newest = (this_year or latest.year) - meaning.back
    for year in range(year_of_newest, year_of_newest - YEARS_TRIED, -1):
        last = Period.numbered(grain, year, last_number)
        begins = year if meaning.first <= last_number else year - 1
        first = Period.numbered(grain, begins, meaning.first)
        named = meaning.of_year and meaning.last is not None  # held or not
        if first is not None and last is not None and (named or last.end <= latest.end):
            found.append((first, last))
    return found


def _number_ended(period: Period, grain: str) -> int:
    """Which of the grain ended last by the end of the period."""
    if period.grain == grain:
        return period.number
    if grain not in MONTHS:
        return period.end.isocalendar().week
    after = period.end + timedelta(days=1)
    return (after.month - 1) // MONTHS[grain] or 12 // MONTHS[grain]


def _last(published: Published, grain: str | None, back: int, levels: bool) -> Settled | None:
    newest = published.newest(levels=levels, grain=grain, ytd=False)
    if newest is None:
        cumulative = published.newest(levels=levels, grain=grain)
        newest = cumulative.alone if cumulative else None
    if newest is None and grain == "Q" and (made := made_of_shorter(published, grain, levels)):
        newest = made.periods[0]  # "the last quarter" of what has months
    key = "counted_back" if back else "newest_of_length"
    if newest is not None and back:
        newest = newest.shift(-back)
    return _one(newest, Note(key, {"period": newest})) if newest else None


def made_of_shorter(published: Published, grain: str, levels: bool) -> Settled | None:
    """The newest quarter or year of a flow that months or quarters on file make up."""
    if not published.adds_up or grain not in "QA":
        return None
    for part in "MQ"[: "QA".index(grain) + 1]:
        held = published.all(limit=LONGEST_LIST, levels=levels, ytd=False, grain=part)
        ends = {p.end for p in held}
        for period in held:  # the newest first
            whole = Period.numbered(grain, period.year, _number_ended(period, grain))
            if whole is not None and whole.end == period.end and _steps(whole, part) <= ends:
                return _one(whole, Note("newest_of_length", {"period": whole}))
    return None


def _steps(whole: Period, part: str) -> set[date]:
    """The last days of the months or quarters that a year or quarter is made of."""
    numbered = (Period.numbered(part, whole.year, n) for n in range(1, 13))
    return {p.end for p in numbered if p and whole.start <= p.start and p.end <= whole.end}


def _last_several(published: Published, count: int, grain: str, levels: bool) -> Settled | None:
    """The newest and those right before it, held or not: a gap is said, never closed up."""
    newest = published.newest(levels=levels, grain=grain, ytd=False)
    if newest is None and grain == "Q" and (made := made_of_shorter(published, grain, levels)):
        newest = made.periods[0]
    if newest is None:
        return None
    back = [p for step in range(min(count, MOST_BACK)) if (p := newest.shift(-step))]
    newest_of_them = Note("newest_of_them", {"count": Count.each(back)})
    return Settled(tuple(back[::-1]), (newest_of_them,) * (count > MOST_BACK), listed=True)


MOST_BACK = 48
"""Periods of "the last 200 months" that are looked for: four years of months."""


def _last_year(published: Published, back: int) -> Settled | None:
    """ "Last year": the one before that of the newest release; "year before last" one more."""
    this_year = published.year_in_hand()
    if this_year is None:
        return None
    year = Period.of(f"{this_year - 1 - back:04}")
    return _one(year, _year_taken(year.year, 1 + back))


def _before(
    published: Published, grain: str, count: int, hand: Period | None, levels: bool
) -> Settled | None:
    if hand is not None and hand.grain == grain:
        earlier = hand.alone.shift(-count)
    else:
        newest = published.newest(levels=levels, grain=grain)
        earlier = newest.alone.shift(-count) if newest else None
    return _one(earlier, Note("period_before", {"period": earlier})) if earlier else None


def _between(
    published: Published, first: Period | None, last: Period | None, levels: bool
) -> Settled | None:
    grain = (first or last).grain if (first or last) else None  # type: ignore[union-attr]
    held: list[Period] = []
    # What ends after the first day may begin on it: a year begins with its January.
    since = Period.of(first.start.isoformat()) if first is not None else None
    for wanted in dict.fromkeys((grain, "M", "Q", "S", "A", None)):
        held = [
            p
            for p in published.all(limit=LONGEST_LIST, levels=levels, grain=wanted, since=since)
            if (first is None or p.start >= first.start or p.ytd)
            and (last is None or p.end <= last.end)
        ]
        alone = [p for p in held if not p.ytd]
        held = alone or held
        if held:
            break
    if not held:
        return None
    if first is not None and last is None and first.grain in MONTHS and published.adds_up:
        newest = max(held, key=lambda p: p.end)
        if all(p.ytd for p in held) and newest.start < first.start:
            # "Since March", where only years to date are on file: one less the other.
            return _one(Period.spanning(first.start, newest.end))
    notes = _gaps(held, first, last)
    if notes and published.adds_up and not any(p.ytd for p in held):
        notes += _cumulative(published, held, first, last, since, levels)
    return Settled(tuple(reversed(held)), notes, listed=True)


def _cumulative(
    published: Published,
    held: Sequence[Period],
    first: Period | None,
    last: Period | None,
    since: Period | None,
    levels: bool,
) -> tuple[Note, ...]:
    """Of a run held in part: the newest cumulative figure of each year in it, where there is one.

    What is missing of the months may be in those.
    """
    within = [
        p
        for p in published.all(limit=LONGEST_LIST, levels=levels, ytd=True, since=since)
        if (first is None or p.start >= first.start) and (last is None or p.end <= last.end)
    ]
    of_year: dict[int, Period] = {}
    for period in within:  # the newest first
        of_year.setdefault(period.year, period)
    spans = {p.span for p in held}
    told = tuple(p for p in of_year.values() if p.span not in spans)[:MOST_CUMULATIVE]
    return (Note("cumulative_too", {"periods": told}),) if told else ()


MOST_CUMULATIVE = 4
"""Years whose cumulative figure is named beside a run that has gaps."""


def _gaps(held: Sequence[Period], first: Period | None, last: Period | None) -> tuple[Note, ...]:
    """What is to be said where a run is held in part: to its end, or to the newest on file."""
    if first is None or (last is None and held[0].grain in "WD"):
        return ()  # days without a figure at the end of each week are no gap
    last = last or held[0]
    if held[0].grain != first.grain or held[0].ytd != first.ytd:
        # Months asked for and quarters held are not counted against each other.
        joined = all((after.start - here.end).days <= 1 for after, here in pairwise(held))
        whole = joined and held[-1].start <= first.start and held[0].end >= last.end
        return () if whole else (Note("gaps"),)
    asked = [first]
    while asked[-1].end < last.end and (after := asked[-1].shift(1)) is not None:
        if len(asked) == LONGEST_LIST:
            return (Note("gaps"),) if len(held) < LONGEST_LIST else ()
        asked.append(after)
    if len(held) >= len(asked):
        return ()
    return (Note("some_held", {"held": Count.each(held), "asked": Count.each(asked)}),)


LONGEST_LIST = 400
