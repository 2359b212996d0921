"""What a question asks for: the finder that looks it up, and what each finder can take."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.answers.answer import Note, Status
from bot.answers.asking import offer
from bot.answers.compound import find_growth_rate
from bot.answers.contributions import find_contribution
from bot.answers.each_change import asks_of_each, find_each_change
from bot.answers.ever import asks_of_all, find_changes
from bot.answers.growth import find_growth, find_rate_trend
from bot.answers.levels import find_level, versus_period
from bot.answers.means import find_average, is_average
from bot.answers.needed import find_needed
from bot.answers.ranks import find_rank
from bot.answers.reasons import find_reasons
from bot.answers.records import find_rate_record, find_record, find_share_record
from bot.answers.request import Found, Miss, Request
from bot.answers.shares import find_per, find_share
from bot.answers.telling import MOST_OPTIONS
from bot.answers.timing import CHANGED, LENGTHS
from bot.answers.trends import find_trend
from bot.answers.wholes import is_of_change
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, Open, OpenDay, PeriodPhrase
from bot.language.question import Question

__all__ = [
    "IN_OWN_UNIT",
    "LISTING",
    "WITHOUT_BASE",
    "WITHOUT_LEVELS",
    "Finder",
    "finder_of",
    "level",
    "of_rates",
    "over_time",
    "search_among",
]

Finder = Callable[[Request], Found | Miss]


def level(request: Request) -> Found | Miss:
    """How much there is, set against another period where one is named."""
    if request.base is not None:
        if request.settled.listed:
            # One of them against it would leave out the others.
            values = {"periods": request.settled.periods[:MOST_OPTIONS], "base": request.base}
            return Miss(Status.UNSUPPORTED, (Note("several_against", values),), closeness=3)
        return versus_period(request, request.base)
    found = find_level(request)
    if isinstance(found, Miss) and request.unit is None and is_average(request):
        # "Average rent 2025", where it is on file by the month.
        mean = find_average(request)
        return mean if isinstance(mean, Found) else found
    if isinstance(found, Miss) and found.status is Status.NOT_HELD:
        return _with_mean(request, found)
    return found


def _with_mean(request: Request, miss: Miss) -> Miss:
    """The average of what is no sum, where it can be made: "Brent in the first quarter"."""
    subject, catalogue = request.subject, request.catalogue
    if request.settled.listed or request.unit or catalogue.is_flow(subject.indicator):
        return miss
    if not isinstance(find_average(request), Found):
        return miss
    mean = offer(subject, request.period, catalogue, "average")
    return replace(miss, options=(mean, *miss.options)[:MOST_OPTIONS])


FINDERS: tuple[tuple[frozenset[Cue], Finder], ...] = (
    (frozenset({Cue.WHY}), find_reasons),
    (frozenset({Cue.NEEDED}), find_needed),
    (frozenset({Cue.CONTRIBUTION}), find_contribution),
    (frozenset({Cue.GROWTH_RATE}), find_growth_rate),
    (frozenset({Cue.PER, Cue.PER_HEAD}), find_per),
    (frozenset({Cue.SHARE}), find_share),
    (frozenset({Cue.RANK, Cue.PARTNERS}), find_rank),
    (frozenset({Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST}), find_record),
    (frozenset({Cue.AVERAGE}), find_average),
    (frozenset({Cue.TREND}), find_trend),
    (frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS}), find_growth),
)
"""What is asked, the most particular first; the level where nothing of it is."""


WITHOUT_LEVELS = frozenset(
    {find_growth, find_share, find_rank, find_rate_record, find_share_record, find_changes}
    | {find_reasons, find_rate_trend, find_each_change}
)
"""Finders for which a period counts as published also where it has no level."""


WITHOUT_BASE = frozenset({find_rank, find_record, find_rate_record, find_share_record})
"""Finders that set nothing against another period."""


LISTING = frozenset({level, find_trend, find_rate_trend, find_average})
"""Finders that take several periods at once."""


IN_OWN_UNIT = frozenset(
    {find_growth, find_record, find_rate_record, find_share_record, find_share, find_rank}
    | {find_trend, find_rate_trend, find_needed, find_contribution, find_growth_rate, find_per}
    | {find_each_change}
)
"""Finders that convert nothing."""


def finder_of(question: Question) -> Finder:
    """The finder for what the question asks, and ``level`` where it asks how much there is."""
    of_balance = question.cues & {Cue.DEFICIT, Cue.SURPLUS} and Cue.RANK in question.cues
    if of_balance and not question.cues & {Cue.PARTNERS, Cue.WHICH}:
        return find_record  # "the biggest deficit" is a time, not a partner
    if asks_of_all(question):
        return find_changes
    if asks_of_each(question):
        return find_each_change
    if Cue.SHARE in question.cues and is_of_change(question):
        return find_contribution
    of_share = Cue.SHARE in question.cues and not question.cues & {*CHANGED, Cue.PER, Cue.WHY}
    if of_share and question.cues & {Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST} - {Cue.RANK}:
        return find_share_record
    for cues, finder in FINDERS:
        if cues & question.cues:
            if finder is find_record and question.cues & CHANGED:
                return find_rate_record
            # "Inflation by month" is of the rate; how a level changed its levels show.
            rates = question.rate is not None or Cue.YEAR_EARLIER in question.cues
            # "Growth by year" lists rates; how it has grown its levels show.
            by_length = any(cue in question.cues for cue, _ in LENGTHS)
            rates |= by_length and Cue.GROWTH in question.cues and Cue.MOVED not in question.cues
            return find_rate_trend if finder is find_trend and rates else finder
    lengths = {grain for cue, grain in LENGTHS if cue in question.cues}
    periods = question.terms.periods
    if lengths and periods and not all(_is_of(phrase, lengths) for phrase in periods):
        return find_trend  # "quarterly exports 2019"
    return level


def of_rates(question: Question) -> bool:
    """Whether a record is looked for among rates as stated: "the highest inflation", no "fall"."""
    return not question.cues & {Cue.MOVED, Cue.RANK, Cue.PARTNERS}


def search_among(question: Question) -> bool:
    """Whether one of the periods named is looked for: "the highest of Nov 2019, 2021 and 2022"."""
    searches = finder_of(question) in (find_record, find_rate_record, find_share_record)
    return searches and Cue.HIGHEST in question.cues and not question.verdict


def over_time(question: Question) -> bool:
    """Whether each month, quarter or year of what is named is asked about, not the whole of it."""
    lengths = {grain for cue, grain in LENGTHS if cue in question.cues}
    periods = (*question.terms.periods, *question.against.periods)
    shorter = lengths and not all(_is_of(phrase, lengths) for phrase in periods)
    return bool(shorter) or finder_of(question) in (find_trend, find_rate_trend)


def _is_of(phrase: PeriodPhrase, lengths: Collection[str]) -> bool:
    """Whether it names a period of just that length: "monthly trade Nov 2021" is of that month."""
    match phrase.meaning:
        case Fixed(period):
            return period.grain in lengths and not period.ytd
        case Open(grain=grain, ytd=ytd):
            return grain in lengths and not ytd
        case OpenDay():
            return "D" in lengths
        case _:
            return False
