"""The highest or the lowest of several periods: which are looked among, and which it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.answers.answer import Basis, Comparison, Count, Figure, Note, Status
from bot.answers.glance import Counted
from bot.answers.kept import EVERY, End, Kept
from bot.answers.levels import missing_level, some_held
from bot.answers.making import level
from bot.answers.means import unlike
from bot.answers.request import Found, Miss, Request
from bot.answers.spans import averages, since_then
from bot.answers.timing import CHANGED, LENGTHS
from bot.figures.codes import Transformation
from bot.figures.period import Period
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, Open, ToDate

__all__ = [
    "asked_lengths",
    "extreme",
    "is_claim",
    "looked_among",
    "names_one_of",
    "names_period",
    "newest_only",
    "no_rates",
    "rates_of",
    "this_year",
]


def is_claim(request: Request) -> bool:
    """Whether a yes or a no is asked for, and not which is the highest."""
    return request.question.verdict or not request.cues & SOUGHT


SOUGHT = frozenset({Cue.HIGHEST, Cue.RANK})
"""What looks for a record, where none is claimed."""


def no_rates(request: Request) -> Miss:
    """Of one rate alone there is no highest."""
    note = Note("no_rates", {"subject": request.subject})
    return Miss(Status.UNSUPPORTED, (note,), closeness=1)


def newest_only(kept: Kept, period: Period) -> tuple[Note, ...]:
    """What is to be said where more periods like that one are on file than are looked at."""
    looked_at = kept.looked_at(period)
    return (Note("newest_only", {"count": Count.each(looked_at)}),) if looked_at else ()


def looked_among(request: Request, kept: Kept) -> list[Period] | None:
    """The periods among which the highest is looked for; None where one is claimed to be it."""
    if _one_by_one(request):
        return list(request.settled.periods)
    if request.settled.listed:
        listed = request.settled.periods
        return [p for p in listed if not p.ytd] or list(listed)
    claimed = request.question.verdict  # "was Nov a record", "are prices at a record"
    if names_period(request):
        return None if is_claim(request) else _inside(request, kept)
    return None if claimed else _since(request, _all_alike(request, kept))


def _since(request: Request, periods: Iterable[Period]) -> list[Period]:
    since = request.since
    return [p for p in periods if since is None or p.start >= since.start]


def _all_alike(request: Request, kept: Kept) -> list[Period]:
    """What is looked among where no period is named: periods of one length, those asked for.

    Else of the newest; but of years to date, and where the newest is the only one, of
    whatever length most are on file. Rates and shares are looked for in every length.
    """
    asked = asked_lengths(request)
    if asked:
        return [p for grain in asked for p in kept.alike(grain)]
    if not kept.levels:
        return kept.any_length()
    here = [request.period, *kept.before(request.period)]
    if request.period.ytd or not kept.has(here, ENOUGH):
        return kept.usual() or here
    return here


def asked_lengths(request: Request) -> list[str]:
    """The grains of the lengths asked for: also "highest exports month", where no change is."""
    asked = [grain for cue, grain in LENGTHS if cue in request.cues]
    if asked or request.cues & CHANGED:
        return asked
    text = request.question.text
    for phrase in request.question.terms.periods:
        text = text.replace(phrase.text, " ")
    return [GRAIN_OF[word] for word in _LENGTH_WORD.findall(text.lower())][:1]


GRAIN_OF = {"year": "A", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
_LENGTH_WORD = re.compile(rf"\b({'|'.join(GRAIN_OF)})\b")

ENOUGH = 2
"""Figures among which one can be the highest."""


def names_one_of(request: Request) -> Period | None:
    """The period said to be the highest of its namesakes: "was Nov 2019 the lowest November"."""
    phrases = [p.meaning for p in request.question.terms.periods]
    fixed = [m.period for m in phrases if isinstance(m, Fixed)]
    names = [m for m in phrases if isinstance(m, Open) and m.back == 0]
    if len(fixed) != 1 or len(names) != 1:
        return None
    here, name = fixed[0], names[0]
    same = (here.grain, here.number, here.ytd) == (name.grain, name.number, name.ytd)
    return here if same else None


def _namesakes(request: Request, kept: Kept) -> list[Period] | None:
    """The Novembers among which "highest Nov" is looked for; None where another thing is meant."""
    phrases = request.question.terms.periods
    if len(phrases) - (request.since is not None) != 1 or asked_lengths(request):
        return None
    if not any(isinstance(p.meaning, Open) and p.meaning.back == 0 for p in phrases):
        return None
    found = _since(request, kept.namesakes(request.period))
    enough = ENOUGH if kept.levels else 1
    return found if kept.has(found, enough) else None


def _of_one_name(periods: Sequence[Period]) -> bool:
    """Whether what is looked among is one month (or the like) of several years."""
    first = (periods[0].grain, periods[0].number, periods[0].ytd)
    return len(periods) > 1 and all((p.grain, p.number, p.ytd) == first for p in periods[1:])


def names_period(request: Request) -> bool:
    """Whether a period is named, besides that since when a record is looked for."""
    return len(request.question.terms.periods) > (request.since is not None)


def _one_by_one(request: Request) -> bool:
    """Whether the periods are named one by one: "Nov 2019, Nov 2021 and Nov 2022"."""
    named = len(request.question.terms.periods) - (request.since is not None)
    return request.settled.listed and named > 1


def window(request: Request) -> Period:
    """The period named; "this year" of what does not add up is the year to its newest figure."""
    named = request.period
    return Period.spanning(date(named.year, 1, 1), named.end) if this_year(request) else named


def this_year(request: Request) -> bool:
    phrases = request.question.terms.periods
    return not request.period.ytd and any(isinstance(p.meaning, ToDate) for p in phrases)


def _inside(request: Request, kept: Kept) -> list[Period] | None:
    """The shorter periods with a figure within the one named: the months of 2024."""
    if (namesakes := _namesakes(request, kept)) is not None:
        return namesakes
    whole = window(request)
    asked = asked_lengths(request)
    if not kept.levels and not asked:
        within = [p for p in kept.any_length() if _within(p, whole)]
        return within if len(within) > 1 else None
    for grain in asked or "MQWDA":
        inside = [p for p in kept.alike(grain) if _within(p, whole)]
        if kept.at_a_glance(inside) is not None:
            return inside
        found = [p for p in inside if kept.at(p) is not None]
        if len(found) > 1:
            return found
    return None


def _within(period: Period, whole: Period) -> bool:
    return whole.start <= period.start and period.end <= whole.end


def extreme(request: Request, kept: Kept, periods: Sequence[Period], end: End) -> Found | Miss:
    """The highest or lowest of the periods; several where equal, or where it is undecided."""
    glance = kept.at_a_glance(periods) if end.side is None else None
    near = periods if glance is None else glance.furthest(lowest=end.lowest)
    more = len(periods) - len(near)  # which surely go less far
    held = [figure for period in near if (figure := kept.at(period)) is not None]
    known = [f for f in held if f.low is not None and f.high is not None]
    if not known:
        return missing_level(request) if kept.levels else no_rates(request)
    alike = [f for f in known if f.unit == known[0].unit]
    if _one_by_one(request) and (apart := unlike(known)):
        note = Note(f"no_record_{apart}")
        return Miss(Status.REFUSED, (note,), related=tuple(known), closeness=4)
    every = Counted(tuple(alike), more)
    if len(every) == 1 and not kept.levels and len(kept.any_length()) < ENOUGH:
        return no_rates(request)
    if len(every) == 1:
        note = Note(_only_one(alike[0], kept), {"figure": alike[0]})
        return Miss(Status.NOT_HELD, (note,), related=tuple(alike), closeness=3)
    possible = [f for f in alike if end.may_be(f)]
    sure = [f for f in possible if end.surely_is(f)]
    winner = end.furthest(sure or possible)
    if winner is None:
        note = Note(f"none_{end.side}", {"subject": request.subject, "count": Count.each(alike)})
        return Miss(Status.NOT_HELD, (note,), related=tuple(alike[:MOST_SHOWN]), closeness=3)
    notes = some_held(held, periods) if _one_by_one(request) else ()
    found = Found(period=winner.period, notes=notes, searched=True)
    count = {"count": Counted(tuple(sure), more).count(), "all": every.count()}
    equal = [f for f in sure if f is not winner and f.value == winner.value]
    rivals = [f for f in possible if f is not winner and end.may_beat(f, winner)]
    stated = all(f.basis is Basis.STATED for f in (winner, *equal))
    if equal and stated and rivals == equal:
        when = tuple(f.period for f in (winner, *equal))
        looked = _looked_at(request, kept, periods)
        key = "joint_listed" if _one_by_one(request) else "joint"
        note = Note(f"{end.key}_{key}", {**count, **looked, "periods": when})
        return replace(found, figures=(winner, *equal), message=(note,))
    wordless = [f for f in held if f.low is None or f.high is None]
    if rivals or wordless or not sure:
        note = Note(f"{end.key}_undecided", count)
        return replace(found, figures=(winner, *rivals, *wordless), message=(note,))
    if _one_by_one(request):
        others = [f for f in alike if f is not winner]
        note = Note(f"{end.key}_listed", {"figure": winner})
        return replace(found, figures=(winner, *others), message=(note,), decided=True)
    note = Note(
        f"only_{end.side}" if end.side and len(sure) == 1 else f"{end.key}_on_file",
        {**count, "figure": winner, **_looked_at(request, kept, periods)},
    )
    found = replace(found, figures=(winner,), message=(note,), decided=True)
    return (
        _beyond(found, winner, request, kept, end)
        or _beyond_by_average(found, winner, request, kept, end)
        or found
    )


MOST_SHOWN = 6
"""Figures shown where none of them is what was looked for."""


def _only_one(figure: Figure, kept: Kept) -> str:
    """How to say that there is no other: of its length, where others are on file."""
    periods = kept.any_length() if not kept.levels else kept.on_file(ENOUGH)
    others = any(p.span != figure.period.span for p in periods)
    return "only_one_of_length" if others else "only_one_on_file"


def _looked_at(request: Request, kept: Kept, periods: Sequence[Period]) -> dict[str, object]:
    """What was looked among: "months", "January–November figures", rates "of any length"."""
    grains = {p.grain for p in periods if not p.ytd}
    one = len(grains) == 1 and not any(p.ytd for p in periods)
    if not kept.levels:
        what = "shares" if kept.whole is not None else "rates" if one else rates_of(kept)
        return {"lengths": what} if one else {"lengths": what, "any": "periods of any length"}
    if request.settled.listed:
        return {}
    if _of_one_name(periods) and periods[0].grain != "A":
        return {"alike": periods[0]}
    return {"lengths": LENGTH_WORDS.get(next(iter(grains)), "")} if one else {}


def rates_of(kept: Kept) -> str:
    """What rates over periods of any length are called."""
    return "yearly rates" if kept.transformation is Transformation.GROWTH_YEAR else "rates"


LENGTH_WORDS = {
    "A": "years",
    "S": "half-years",
    "Q": "quarters",
    "M": "months",
    "W": "weeks",
    "D": "days",
}


def _beyond(found: Found, winner: Figure, request: Request, kept: Kept, end: End) -> Found | None:
    """The same with a figure of another length that goes further, of what does not add up.

    The mean of a year cannot be above its highest day: where it is, some of its
    months are missing, and which is the highest is not to be told. A day can be
    above every month, and is what was asked for, unless that was a month.
    """
    catalogue, grain = request.catalogue, winner.period.grain
    if not kept.levels or catalogue.is_flow(winner.subject.indicator) or request.settled.listed:
        return None
    longer, _, shorter = LONGEST_FIRST.partition(grain)
    if asked_lengths(request):
        shorter = ""
    bound = (winner.low if end.lowest else winner.high) or Fraction(0)
    reach = catalogue.reaching(
        winner.subject, winner.unit, bound, longer + shorter, lowest=end.lowest
    )
    since = request.since
    whole = window(request) if names_period(request) else None

    def looked_at(period: Period) -> bool:
        return (whole is None or _within(period, whole)) and (
            since is None or period.start >= since.start
        )

    earliest, spans = None, None
    if reach is not None:
        found_there = [p for p in reach if looked_at(p)]
        if not found_there:
            return None
        earliest = min(found_there, key=lambda p: p.end)
        spans = {p.span for p in found_there}
    further = [
        figure
        for other in (*longer, *shorter)
        for period in catalogue.periods(
            winner.subject, ytd=False, grain=other, since=earliest, limit=EVERY
        )
        if looked_at(period)
        and (spans is None or period.span in spans)
        and (figure := level(winner.subject, period, catalogue, winner.unit)) is not None
        and end.surely_is(figure)
        and end.surely_beats(figure, winner)
    ]
    beyond = end.furthest(further)
    if beyond is None:
        return None
    values = {**found.message[0].values, "beyond": beyond}
    if beyond.period.grain in shorter:
        note = Note(f"{end.key}_but", values)
        return replace(
            found,
            figures=(beyond, winner),
            message=(note,),
            period=beyond.period,
            decided=False,
        )
    return replace(
        found,
        figures=(winner, beyond),
        message=(Note("beyond_on_file", values),),
        decided=False,
    )


def _beyond_by_average(
    found: Found, winner: Figure, request: Request, kept: Kept, end: End
) -> Found | None:
    """The same of a flow, where over some stretch nobody printed by the month the average beats it.

    One of those months went further, and which is not to be told.
    """
    if not kept.levels or request.settled.listed or end.side is not None:
        return None
    whole, after = window(request) if names_period(request) else None, since_then(request.since)

    def looked_at(stretch: Period) -> bool:
        return after(stretch) and (whole is None or _within(stretch, whole))

    beyond = end.furthest([*averages(winner, looked_at, request.catalogue, lowest=end.lowest)])
    if beyond is None:
        return None
    values = {**found.message[0].values, "beyond": beyond}
    return replace(
        found,
        figures=(winner,),
        comparisons=(Comparison("mean", beyond, winner),),
        message=(Note(f"{end.key}_beyond_on_file", values),),
        decided=False,
    )


LONGEST_FIRST = "ASQMWD"
"""Lengths of period in the order of their length."""
