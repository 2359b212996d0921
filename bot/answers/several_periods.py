"""Several periods named of one thing: what is told of each, and what of all together."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Answer, Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.finders import LISTING, WITHOUT_LEVELS, finder_of, level
from bot.answers.looking import one_side, only_levels
from bot.answers.readings import combinations, readings
from bot.answers.records import find_rate_record, find_record, find_share_record
from bot.answers.request import Miss
from bot.answers.shares import find_share
from bot.answers.sides import part
from bot.answers.telling import MOST_OPTIONS, extra_of
from bot.answers.timing import RANKED, timing
from bot.figures.period import Period
from bot.language.lexicon import Cue
from bot.language.period_meaning import (
    Between,
    Fixed,
    Latest,
    Open,
    OpenDay,
    PeriodPhrase,
    SameIn,
    ToDate,
)
from bot.language.question import Question, Terms

__all__ = [
    "bases_of",
    "dated",
    "each_against",
    "in_that_year",
    "one_at_a_time",
    "one_period",
    "told_of_each",
]


def one_at_a_time(question: Question) -> bool:
    """Whether it is told of one period at a time: not of a list, nor of an average over several."""
    finder = finder_of(question)
    if finder is level:
        return each_against(question)
    return finder not in LISTING


def told_of_each(question: Question, periods: int) -> bool:
    """Whether what is asked can be told of each of several periods that the thread is about."""
    searches = finder_of(question) in (find_record, find_rate_record, find_share_record)
    return not question.inherited or not (searches or periods > MOST_PERIODS)


MOST_PERIODS = 12
"""Periods of a thread, of each of which the same is told: the months of a year."""


def one_period(blank: Answer, question: Question, terms: Terms, catalogue: Catalogue) -> Answer:
    """That it is told of one period at a time, with the periods that there are figures for."""
    outcome = one_side(only_levels(question), terms, catalogue)
    figures = () if isinstance(outcome, Miss) else outcome[0].found.figures
    extra = extra_of(question)
    options = tuple(offer(f.subject, f.period, catalogue, extra) for f in figures[:MOST_OPTIONS])
    note = Note("one_period")
    return replace(blank, status=Status.UNSUPPORTED, message=(note,), options=options)


def _each_between(first: Period, last: Period) -> list[Period]:
    """The periods of a range, one by one."""
    periods = [first]
    while (after := periods[-1].shift(1)) is not None and after.end <= last.end:
        if len(periods) == MOST_PERIODS:
            break
        periods.append(after)
    return periods


NAMED_ALONE = (Fixed, Open, OpenDay, ToDate, Latest, SameIn)
"""Meanings of phrases that name one period each, so that several side by side are a list."""


def dated(question: Question, terms: Terms, catalogue: Catalogue) -> Terms:
    """Several periods named side by side with each as it is on file: "growth Nov and YTD"."""
    named = [phrase.meaning for phrase in terms.periods]
    match named:
        case [Between(Period() as first, Period() as last)] if finder_of(question) is find_share:
            each = _each_between(first, last)
            return replace(terms, periods=tuple(PeriodPhrase(p.code, 0, 0, Fixed(p)) for p in each))
    if len(named) < 2 or all(isinstance(meaning, Fixed) for meaning in named):
        return terms
    if not all(isinstance(meaning, NAMED_ALONE) for meaning in named):
        return terms
    possible = combinations(part(question, terms), catalogue.home_area)
    held = next((h for c in possible if (h := readings(c, catalogue))), [])
    levels = finder_of(question) not in WITHOUT_LEVELS
    when = timing(question, terms, held, catalogue, levels=levels) if held else None
    if when is None or not when.settled.listed:
        return terms
    phrases = (PeriodPhrase(p.code, 0, 0, Fixed(p)) for p in when.settled.periods)
    return replace(terms, periods=tuple(phrases))


OVER_PERIODS = RANKED | {Cue.AVERAGE, Cue.NEEDED, Cue.SUM, Cue.GROWTH_RATE, Cue.RANGE, Cue.SHARE}
"""What takes the periods behind "vs" together."""


def bases_of(question: Question) -> tuple[PeriodPhrase, ...]:
    """The periods that each figure is set against, one at a time."""
    phrases = question.against.periods
    if question.against.names or question.cues & OVER_PERIODS:
        return ()
    between = phrases and phrases[0].text.casefold().startswith("between")
    return () if between and not question.terms.periods else phrases


def each_against(question: Question) -> bool:
    """Whether each of several periods is set against another: "Q1, Q2 and Q3 2021 vs 2020"."""
    taken_together = question.cues & (OVER_PERIODS | {Cue.TOTAL})
    compared = question.against.periods and not question.against.names
    return bool(compared and finder_of(question) is level and not taken_together)


def in_that_year(against: Terms) -> Terms:
    """A year after "vs" that stands for the last of several periods, for each of them instead."""
    periods = (
        replace(p, meaning=SameIn(int(p.text))) if p.text.isdigit() and len(p.text) == 4 else p
        for p in against.periods
    )
    return replace(against, periods=tuple(periods))
