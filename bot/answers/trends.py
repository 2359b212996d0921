"""Several figures of one thing after another: a trend, a year by month, each year to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice, pairwise

from bot.answers.answer import Figure, Note, Status
from bot.answers.instead import without_levels
from bot.answers.levels import find_level, held_periods, missing_level, some_held
from bot.answers.making import level
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import LENGTHS
from bot.figures.period import Period
from bot.language.lexicon import Cue

__all__ = ["LONGEST_TREND", "find_trend", "has_what_was_named", "trend_periods"]

LONGEST_TREND = 20
"""Points of a trend: what a native chart can hold."""

MOST_LOOKED_AT = 400
"""Periods on file looked at for those within a longer one."""


def trend_periods(request: Request, *, levels: bool = True) -> list[Period]:
    """Periods of the trend, the newest first: those named, else the last that are held.

    Those with a level, or with any figure where ``levels`` is False.
    With the period after "vs" those of both. Of periods longer than what is asked for ("by month
    in 2020 and 2021") it is the months, not the years.
    """
    if request.base is not None:
        here = trend_periods(replace(request, base=None), levels=levels)
        alone = replace(request, base=None, settled=Settled((request.base,)))
        there = trend_periods(alone, levels=levels)
        return sorted({p.span: p for p in (*here, *there)}.values(), key=_newest, reverse=True)
    asked = next((grain for cue, grain in LENGTHS if cue in request.cues), None)
    if request.settled.listed and (longer := _made_of_listed(request, asked)):
        return longer
    if request.settled.listed:
        listed = reversed(request.settled.periods)
        return [p for whole in listed for p in _parts_of(request, whole, asked) or [whole]]
    held = partial(request.catalogue.periods, request.subject, levels=levels, limit=LONGEST_TREND)
    named = request.settled.periods[-1]
    if asked is not None and asked != named.grain and request.question.terms.periods:
        return _held_inside(request, named, asked) if asked in "WD" else _inside(named, asked)
    made = levels or request.catalogue.is_flow(request.subject.indicator)
    open_to_all = made and asked in ("A", "Q") and not request.question.terms.periods
    if asked and open_to_all and len(told := _told(request, asked)) > 1:
        return told
    if named.ytd and request.question.terms.periods:
        return _months_or_years(request, named)
    for grain in "MQ":
        if named.grain == "A" or named.ytd:
            within = held(ytd=False, grain=grain, year=named.year)
            if within:
                return list(within)
    if request.question.terms.periods:
        # A trend "in June" ends there, whatever came later.
        return [named, *held(ytd=named.ytd, grain=named.grain, before=named)]
    for ytd in (False, True):
        found = held(ytd=ytd, grain=named.grain)
        if len(found) > 1:
            return list(found)
    return [named]


def _made_of_listed(request: Request, asked: str | None) -> list[Period]:
    """The quarters or years that listed months make: "quarterly since 2020", the newest first."""
    listed = request.settled.periods
    shorter = {"A": "MQ", "Q": "M"}.get(asked or "", "")
    if not shorter or any(p.ytd or p.grain not in shorter for p in listed):
        return []
    if not request.catalogue.is_flow(request.subject.indicator):
        return []
    return _inside(Period.spanning(listed[0].start, listed[-1].end), asked or "")


def _told(request: Request, grain: str) -> list[Period]:
    """All years or quarters of which there is a figure, stated or worked out, the newest first."""
    held = request.catalogue.periods(request.subject, limit=MOST_LOOKED_AT)
    years = sorted({p.year for p in held}, reverse=True)
    whole = (Period.numbered(grain, year, n) for year in years for n in (4, 3, 2, 1))
    told = (p for p in whole if p and level(request.subject, p, request.catalogue) is not None)
    return list(islice(told, LONGEST_TREND))


def has_what_was_named(
    request: Request, periods: Sequence[Period], figures: Sequence[Figure]
) -> bool:
    """Whether there is a figure of the one period named, where the trend is one up to it.

    Where there is none, no trend of other periods stands in for it.
    """
    if request.settled.listed or request.base is not None or not request.question.terms.periods:
        return True
    named = request.settled.periods[-1].span
    return periods[0].span != named or any(f.period.span == named for f in figures)


def _newest(period: Period) -> tuple[date, int]:
    """In order of time; of those that end together the longest last."""
    return period.end, -period.days


def _parts_of(request: Request, whole: Period, grain: str | None) -> list[Period]:
    """The periods of a grain within a longer one; none where it is as short itself."""
    if grain is None or (whole.grain == grain and not whole.ytd):
        return []
    parts = _held_inside(request, whole, grain) if grain in "WD" else _inside(whole, grain)
    return [p for p in parts if p.span != whole.span]


def _months_or_years(request: Request, named: Period) -> list[Period]:
    """Of a year to date its months (or quarters), where two can be told; else those of each year.

    One month alone is no trend, and is not what was named.
    """
    catalogue, subject = request.catalogue, request.subject
    for grain in "MQ":
        inside = _inside(named, grain)
        if sum(level(subject, p, catalogue) is not None for p in inside) > 1:
            return inside
    held = catalogue.periods(subject, ytd=True, limit=MOST_LOOKED_AT)
    oldest = min((p.year for p in held), default=named.year)
    first = max(oldest, named.year - LONGEST_TREND + 1)
    years = range(named.year, first - 1, -1)
    return [same for year in years if (same := named.years(year - named.year)) is not None]


def _inside(whole: Period, grain: str) -> list[Period]:
    """All periods of the grain within a longer one, held or not, the newest first."""
    years = range(whole.start.year, whole.end.year + 1)
    named = (Period.numbered(grain, year, n) for year in years for n in range(1, 13))
    inside = (p for p in named if p and whole.start <= p.start and p.end <= whole.end)
    return list(inside)[::-1]


def _held_inside(request: Request, whole: Period, grain: str) -> list[Period]:
    """Those on file: weeks and days are many, and none is worked out from other periods."""
    held = request.catalogue.periods(
        request.subject, ytd=False, grain=grain, year=whole.year, limit=MOST_LOOKED_AT
    )
    return [p for p in held if whole.start <= p.start and p.end <= whole.end]


def find_trend(request: Request) -> Found | Miss:
    """The levels of the periods, the newest first."""
    around = _around(request)
    if around is not None and Cue.TREND not in request.cues:
        # "Annual?" in a thread about December 2021: the year that this is in.
        found = find_level(replace(request, settled=Settled((around,))))
        if isinstance(found, Miss):
            return found
        note = Note("length_taken", {"period": around, "asked": request.period})
        return replace(found, notes=(note, *found.notes), searched=True)
    periods = trend_periods(request)
    if around is not None:
        grain = around.grain
        periods = [p for p in _told(request, grain) if p.end <= around.end] or [around]
    figures = [f for p in periods if (f := level(request.subject, p, request.catalogue))]
    if not figures or not has_what_was_named(request, periods, figures):
        return without_levels(request, periods) or _not_by(request) or missing_level(request)
    one_unit = [f for f in figures if f.unit == figures[0].unit]
    notes = some_held(one_unit, periods[::-1])
    if not (notes or request.settled.listed or request.base):
        notes = gaps([f.period for f in one_unit])
    shown = {f.period.span for f in one_unit}
    of_length = any(cue in request.cues for cue, _ in LENGTHS)
    return Found(
        figures=tuple(one_unit),
        notes=notes,
        period=one_unit[0].period,
        # What is said of the choice of a year is not said of its months, or of all years.
        searched=not shown & {p.span for p in request.settled.periods}
        or (of_length and not request.question.terms.periods),
    )


def _around(request: Request) -> Period | None:
    """The year, quarter or month that the period named lies in, where such a length is asked for.

    None where what is named is as long itself, or is several.
    """
    asked = next((grain for cue, grain in LENGTHS if cue in request.cues), None)
    named = request.period
    several = request.settled.listed or request.base is not None
    if several or asked not in MONTHS_OF or not request.question.terms.periods:
        return None
    number = (named.end.month - 1) // MONTHS_OF[asked] + 1
    whole = Period.numbered(asked, named.end.year, number)
    if whole is None or whole.days <= named.days or named.start < whole.start:
        return None
    return whole


MONTHS_OF = {"A": 12, "Q": 3, "M": 1}
"""Lengths of period that a shorter one lies in, in months."""


def _not_by(request: Request) -> Miss | None:
    """Of a year that is on file, but not by month: say of which length there are figures."""
    figure = level(request.subject, request.period, request.catalogue)
    if figure is None:
        return None
    held = request.catalogue.periods(request.subject, limit=LONGEST_TREND)
    on_file = held_periods(held, LONGEST_TREND)
    notes = (Note("no_such_period", {"subject": request.subject}), on_file)
    return Miss(Status.NOT_HELD, notes, related=(figure,), closeness=2)


def gaps(periods: Sequence[Period]) -> tuple[Note, ...]:
    """What is to be said where periods between those listed have no figure."""
    missing: list[Period] = []
    listed = {p.span for p in periods}
    for later, earlier in pairwise(periods):
        between = earlier.shift(1)
        while between is not None and between.end < later.start and len(missing) <= MOST_MISSING:
            missing += [between] if between.span not in listed else []
            between = between.shift(1)
    if not missing:
        return ()
    if len(missing) > MOST_MISSING or periods[0].grain == "D":
        return (Note("gaps"),)
    return (Note("no_figure_for", {"periods": tuple(reversed(missing))}),)


MOST_MISSING = 6
"""Periods without a figure that are named; of more it is said that there are some."""
