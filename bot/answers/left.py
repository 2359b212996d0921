"""What is left of a period that is to come to what another came to.

"What does December need to equal 2020" is about December of the year in hand, which nobody
has published: it is not the newest December on file, but what follows the newest cumulative
figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.answers.answer import Note
from bot.answers.published import MONTHS, Published, Settled, settle
from bot.figures.period import Period
from bot.language.period_meaning import (
    Between,
    Fixed,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    PeriodPhrase,
    SameIn,
    ToDate,
    YearsBefore,
)

__all__ = ["left", "rest_of", "same_of", "so_far"]


def left(
    phrases: Sequence[PeriodPhrase], targets: Sequence[PeriodPhrase], published: Published
) -> tuple[Settled, Period | None] | None:
    """The period that is left, and the one to be equalled; None where nothing is published.

    ``phrases`` name what is left, or what it is left of, or what there is so far. Where they
    name none of these it is what follows the newest cumulative figure.
    """
    found = [p for p in (published.to_date(), published.latest()) if p is not None]
    newest = max(found, key=lambda period: period.end, default=None)
    if newest is None:
        return None
    meanings = [phrase.meaning for phrase in phrases]
    years = [year for m in meanings if (year := _year(m)) is not None]
    year = years[0] if years else newest.year
    target = _target(targets[0].meaning, year, published) if targets else None
    whole = same_of(target, year) if target is not None else None
    if target is None or whole is None:
        return Settled((newest,)), None
    if whole.span == target.span and not years:
        whole = same_of(target, year + 1) or whole  # "to equal 2020", with 2020 the newest year
    named = next((p for m in meanings if (p := _named(m, whole.year))), whole)
    if named.span != whole.span:
        begins = named.start == whole.start and named.end < whole.end
        return Settled((rest_of(whole, named) if begins else named,)), target
    held = next(iter(so_far(whole, published)), whole)
    if held.end == whole.end:
        return Settled((whole,)), target
    return Settled((rest_of(whole, held),), (Note("left_after", {"held": held}),)), target


def same_of(target: Period, year: int) -> Period | None:
    """The period of that year which is to come to what the target came to."""
    return target.years(year - target.year)


def rest_of(whole: Period, begun: Period) -> Period:
    """What is left of a period after its beginning, which is shorter."""
    return Period.spanning(begun.end + DAY, whole.end)


DAY = timedelta(days=1)


def so_far(whole: Period, published: Published) -> tuple[Period, ...]:
    """How much of the period there may be on file, from its first day on, the most first."""
    newest = published.latest()
    ends = [newest.end] if newest is not None else []
    if (whole.start.month, whole.start.day) == (1, 1):
        settled = settle(ToDate(whole.year), published, None)
        periods = (*settled.periods[-1:], *settled.candidates) if settled is not None else ()
        ends = [period.end for period in periods]
    reached = sorted({min(end, whole.end) for end in ends if end >= whole.start}, reverse=True)
    return tuple(Period.spanning(whole.start, end) for end in reached)


def _year(meaning: Meaning) -> int | None:
    match meaning:
        case Fixed(period):
            return period.year
        case ToDate(int() as year):
            return year
        case Between(_, Period() as last):
            return last.year
        case _:
            return None


def _target(meaning: Meaning, year: int, published: Published) -> Period | None:
    """The period to be equalled; "last year" is the one before that of what is left."""
    match meaning:
        case Latest("A", back):
            return Period.of(f"{year - 1 - back:04}")
        case YearsBefore(count):
            return Period.of(f"{year - count:04}")
        case SameIn(earlier):
            return Period.of(f"{earlier:04}")
        case _:
            settled = settle(meaning, published, None)
            return settled.periods[-1] if settled is not None and not settled.listed else None


def _named(meaning: Meaning, year: int) -> Period | None:
    """The period a phrase names, in the year in hand where it names none."""
    match meaning:
        case Fixed(period):
            return period
        case Open(grain, number, ytd):
            return Period.numbered(grain, year, number, ytd)
        case Between(Period() as first, Period() as last):
            return Period.spanning(first.start, last.end)
        case OpenBetween(grain, first, int(last)) if grain in MONTHS and first <= last:
            begin, end = (Period.numbered(grain, year, number) for number in (first, last))
            return Period.spanning(begin.start, end.end) if begin and end else None
        case _:
            return None
