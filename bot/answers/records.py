"""Was it a record, and which is the highest: over what is held and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from bot.answers.answer import Comparison, Figure, Note, Option, Status
from bot.answers.asking import offer, period_text
from bot.answers.balances import Side, asked_side, other_side, sign_of
from bot.answers.catalogue import Catalogue
from bot.answers.extremes import (
    asked_lengths,
    extreme,
    is_claim,
    looked_among,
    names_one_of,
    names_period,
    newest_only,
    no_rates,
    rates_of,
    this_year,
)
from bot.answers.glance import Counted
from bot.answers.kept import RATES, End, Kept
from bot.answers.levels import missing_level
from bot.answers.making import from_statement
from bot.answers.published import Settled
from bot.answers.ranges import find_range
from bot.answers.request import Found, Miss, Request
from bot.answers.shares import find_share, whole_of
from bot.answers.spans import averages, since_then
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.language.lexicon import Cue
from bot.reckon.record import Candidate, Verdict, verdict

__all__ = [
    "average_beyond",
    "find_rate_record",
    "find_record",
    "find_share_record",
    "record_test",
]


def find_record(request: Request) -> Found | Miss:
    """The level, whether the source calls it a record, and whether that holds on file.

    Where no period is claimed to be one ("highest in 2024", "lowest since March"),
    the highest or lowest of those periods.
    """
    return _find(request, Kept(request.subject, request.catalogue))


ASKED_BY = {
    Transformation.GROWTH_YEAR: "annual growth",
    Transformation.GROWTH: "sequential growth",
}
"""The words that ask for a rate, in a question that the desk offers."""


def find_rate_record(request: Request) -> Found | Miss:
    """The same among the rates of change that a source states: "the highest inflation of 2020"."""
    series = request.catalogue.series(request.subject)
    held = {s.transformation for s in series if s.measure is Measure.LEVEL}
    asked = next(transformations for cue, transformations in RATES.items() if cue in request.cues)
    for transformation in (t for t in asked if t in held):
        kept = Kept(request.subject, request.catalogue, transformation)
        outcome = _find(_anchored(request, kept), kept)
        if not (isinstance(outcome, Miss) and outcome.status is Status.UNSUPPORTED):
            return outcome
    return no_rates(request)


def find_share_record(request: Request) -> Found | Miss:
    """The same among its shares of the whole, stated or worked out, of periods of any length."""

    whole = whole_of(request)

    def share(period: Period) -> Figure | None:
        key = ("share", request.subject, whole, period)
        return request.catalogue.remember(key, lambda: _share(request, period))

    kept = Kept(request.subject, request.catalogue, whole=whole, share=share)
    if whole is None or request.ratio_to is not None or not kept.any_length():
        return find_share(request)
    return _find(_anchored(request, kept), kept)


def _share(request: Request, period: Period) -> Figure | None:
    found = find_share(replace(request, settled=Settled((period,)), base=None, ratio_to=None))
    figure = found.figures[0] if isinstance(found, Found) and found.figures else None
    return figure if figure is not None and figure.period.span == period.span else None


def _anchored(request: Request, kept: Kept) -> Request:
    """Where no period is named, the newest with such a rate is the one whose like are looked at."""
    if names_period(request):
        return request
    possible = [
        p for grain in asked_lengths(request) for p in kept.alike(grain)
    ] or kept.any_length()
    newest = max(possible, key=lambda p: p.end, default=None)
    if newest is None:
        return request
    return replace(request, settled=replace(request.settled, periods=(newest,), candidates=()))


def _find(request: Request, kept: Kept) -> Found | Miss:
    if Cue.RANGE in request.cues:
        return find_range(request, kept)
    if _either_end(request, kept):
        return _which_end(request, kept)
    end = _end(request)
    if end is None:
        # "The largest surplus" of borrowing, where nothing says which sign a surplus has.
        return Miss(Status.REFUSED, (Note("no_sign", {"subject": request.subject}),), closeness=2)
    one = names_one_of(request)
    within = None if one is not None else looked_among(request, kept)
    if one is not None:
        outcome = _among_namesakes(request, one, kept, end)
    elif within:
        outcome = extreme(request, kept, within, end)
    elif _none_so_long(request):
        note = Note("none_within", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), closeness=1)
    else:
        outcome = _tested(request, kept, end)
    if isinstance(outcome, Miss):
        return outcome
    if outcome.searched:
        outcome = replace(outcome, again=_offered(request, kept, end))
    notes = [*outcome.notes]
    if Cue.BEST in request.cues and end.side is None:
        notes.append(Note("best_taken"))
    if outcome.period is not None and not request.settled.listed:
        notes += newest_only(kept, outcome.period)
    return replace(outcome, notes=tuple(notes))


def _none_so_long(request: Request) -> bool:
    """Whether periods of a length are looked for within a longer one that has none on file."""
    asked, period = set(asked_lengths(request)), request.period
    longer = period.grain not in asked or (period.ytd and period.span != period.alone.span)
    return bool(asked) and longer and not is_claim(request)


def _which_end(request: Request, kept: Kept) -> Miss:
    """ "Worst" is the highest of some figures and the lowest of others: ask, and show both."""
    notes = [Note("highest_or_lowest")]
    within = looked_among(request, kept)
    if within:
        found = [extreme(request, kept, within, End(low)) for low in (False, True)]
        ends = [f.figures[0] for f in found if isinstance(f, Found) and f.decided]
        if len(ends) == len(found):
            notes.append(Note("both_ends", {"highest": ends[0], "lowest": ends[1]}))
    options = tuple(_offered(request, kept, End(low)) for low in (False, True))
    return Miss(Status.AMBIGUOUS, tuple(notes), options, closeness=4)


def _offered(request: Request, kept: Kept, end: End) -> Option:
    """The question that asks for one end, in the periods that this one names.

    The largest of a side of zero is asked for by the end of all the numbers that it is.
    """
    grain = next((word for cue, word in GRAIN_WORDS.items() if cue in request.cues), "")
    listed = request.settled.periods[:MOST_OFFERED] if request.settled.listed else ()
    asked = end.key.replace("_", " ")
    if end.side is not None and not end.low:
        asked = "lowest" if end.lowest else "highest"
    words = " ".join(
        filter(
            None,
            (
                "share" if kept.whole is not None else ASKED_BY.get(kept.transformation),
                asked,
                grain,
                f"of {' and '.join(map(period_text, listed))}" if listed else None,
                f"since {period_text(request.since)}" if request.since else None,
            ),
        )
    )
    claimed = request.question.verdict
    period: Period | None = None
    if (claimed or names_period(request)) and not listed:
        period = Period.of(str(request.period.year)) if this_year(request) else request.period
    before = "was" if claimed else ""
    return offer(request.subject, period, request.catalogue, extra=words, before=before)


GRAIN_WORDS = {
    Cue.YEARLY: "year",
    Cue.QUARTERLY: "quarter",
    Cue.MONTHLY: "month",
    Cue.WEEKLY: "week",
    Cue.DAILY: "day",
}

MOST_OFFERED = 6
"""Periods of a list that an offered question names."""


# --- which end ---------------------------------------------------------------------------


def _end(request: Request) -> End | None:
    """The end asked for; None of a deficit or surplus whose sign nothing on file tells."""
    low, side = Cue.LOW in request.cues, asked_side(request.cues)
    if side is None:
        return End(low)
    sign = sign_of(side, request.subject, request.catalogue)
    return None if sign is None else End(low, side, sign)


def _either_end(request: Request, kept: Kept) -> bool:
    """Whether the best or the worst is asked for, and which end that is, only people know."""
    side = asked_side(request.cues)
    if Cue.WORST in request.cues:
        return side is not Side.DEFICIT  # the worst deficit is the largest
    adds_up = kept.levels and request.catalogue.is_flow(request.subject.indicator)
    return Cue.BEST in request.cues and not adds_up and side is not Side.SURPLUS


# --- a period claimed to be the record ---------------------------------------------------


def _tested(request: Request, kept: Kept, end: End) -> Found | Miss:
    """Whether the period is the record that it is claimed to be."""
    for period in request.settled.candidates or request.settled.periods[-1:]:
        figure = kept.at(period)
        if figure is None:
            continue
        if (other := other_side(figure, request.cues, request.catalogue)) is not None:
            return Found((figure,), message=(other,), period=period)
        return _judged(figure, request, kept, end)
    return missing_level(request) if kept.levels else no_rates(request)


def _judged(figure: Figure, request: Request, kept: Kept, end: End) -> Found | Miss:
    """The verdict on a figure, beside what its source claims."""
    claims = [
        from_statement(s)
        for s in request.catalogue.statements(request.subject, figure.period)
        if kept.levels and s.series.measure is Measure.RECORD
    ]
    outcome, strongest, tested = record_test(
        figure, request.catalogue, since=request.since, end=end, kept=kept
    )
    values = {
        "figure": figure,
        "count": tested.count(),
        "all": tested.count(figure),
        "against": strongest,
        "since": request.since,
        "lengths": _what(kept, figure.period),
        "yes": YES_OR_NO.get(outcome)
        if is_claim(request) and not _asks_of_others(request)
        else None,
    }
    if not tested and not kept.levels:
        return no_rates(request)
    if outcome is not Verdict.CONTRADICTED and kept.levels and end.side is None:
        beyond = average_beyond(figure, request.catalogue, since=request.since, end=end)
        if beyond is not None:
            return _by_average(figure, beyond, values, claims, end)
    note = Note(f"record_{end.key}_{outcome.value}", values)
    if not tested and request.since is not None:
        note = Note("record_nothing_between", values)
    comparisons = [Comparison("record", claim, strongest) for claim in claims]
    if not claims and strongest is not None and outcome is Verdict.CONTRADICTED:
        comparisons.append(Comparison("record", strongest, strongest))
    passed = _passed(figure, kept, end) if outcome is Verdict.HOLDS else ()
    return Found((figure,), tuple(comparisons), message=(note, *passed), period=figure.period)


def _by_average(
    figure: Figure, beyond: Figure, values: Mapping[str, object], claims: Sequence[Figure], end: End
) -> Found:
    """No record: over some stretch the average goes further, so some period of it does."""
    yes = YES_OR_NO[Verdict.CONTRADICTED] if values["yes"] is not None else None
    told = {"figure": figure, "against": beyond, "since": values["since"], "yes": yes}
    comparisons = [Comparison("record", claim, beyond) for claim in claims]
    return Found(
        (figure,),
        (Comparison("mean", beyond, figure), *comparisons),
        message=(Note(f"record_{end.key}_by_average", told),),
        period=figure.period,
    )


def _among_namesakes(request: Request, one: Period, kept: Kept, end: End) -> Found | Miss:
    """Whether a November is the lowest of all Novembers on file, or of those before it."""
    figure = kept.at(one)
    if figure is None:
        settled = replace(request.settled, periods=(one,), listed=False)
        return (
            missing_level(replace(request, settled=settled)) if kept.levels else no_rates(request)
        )
    to_that_time = _TO_THAT_TIME.search(request.question.text) is not None
    others = [p for p in kept.namesakes(one) if p.span != one.span]
    outcome, strongest, tested = record_test(
        figure,
        request.catalogue,
        since=request.since,
        end=end,
        kept=kept,
        periods=[p for p in others if p.end < one.end or not to_that_time],
    )
    if not tested:
        note = Note("only_one_of_length", {"figure": figure})
        return Miss(Status.NOT_HELD, (note,), related=(figure,), closeness=3)
    values = {
        "figure": figure,
        "alike": one,
        "count": tested.count(),
        "all": tested.count(figure),
        "against": strongest,
        "since": request.since,
        "to_then": "to that time" if to_that_time else None,
        "yes": YES_OR_NO.get(outcome),
    }
    key = "undecided_alike" if outcome is Verdict.UNDECIDED else outcome.value
    note = Note(f"record_{end.key}_{'alike' if outcome is Verdict.HOLDS else key}", values)
    return Found((figure,), message=(note,), period=one)


_TO_THAT_TIME = re.compile(
    r"\b(?:(?:to|by|until|till|up to|at) (?:that|the|this) (?:date|time|point|day)|until then)\b",
    re.IGNORECASE,
)


def _asks_of_others(request: Request) -> bool:
    """Whether "yes" would be that another was higher: "has it ever been higher"."""
    text = request.question.text.lower()
    return Cue.HIGHEST not in request.cues and re.search(r"\b(?:higher|lower)\b", text) is not None


def _what(kept: Kept, period: Period) -> str | None:
    """What a rate or share was set against, where that is of periods of any length."""
    if kept.levels or len({p.length for p in kept.rivals(period)}) < 2:
        return None
    return f"{rates_of(kept) if kept.whole is None else 'shares'} of periods of any length"


def average_beyond(
    figure: Figure, catalogue: Catalogue, *, since: Period | None = None, end: End | None = None
) -> Figure | None:
    """The mean over a stretch before the period that surely goes further than the figure.

    The furthest of them: it tells that some period of the stretch went further, not which.
    """
    end, after = end or End(), since_then(since)

    def before(stretch: Period) -> bool:
        return stretch.end < figure.period.start and after(stretch)

    return end.furthest([*averages(figure, before, catalogue, lowest=end.lowest)])


YES_OR_NO = {Verdict.HOLDS: "Yes", Verdict.CONTRADICTED: "No"}


def record_test(
    figure: Figure,
    catalogue: Catalogue,
    *,
    since: Period | None = None,
    end: End | None = None,
    kept: Kept | None = None,
    periods: Sequence[Period] | None = None,
) -> tuple[Verdict, Figure | None, Counted]:
    """The verdict over earlier periods of the same length, with what decides it and all of those.

    Or over the periods given.
    "The highest since November 2019" leaves that month out: it is the one before
    that was higher.
    """
    end = end or End()
    kept = kept or Kept(figure.subject, catalogue, figure.transformation)
    if figure.low is None or figure.high is None:
        return Verdict.UNDECIDED, None, Counted(())
    claimed = Interval(figure.low, figure.high)
    earlier = [
        period
        for period in (kept.before(figure.period) if periods is None else periods)
        if since is None or (period.start >= since.start and period.span != since.span)
    ]
    glance = kept.at_a_glance(earlier) if end.side is None else None
    if glance is None:
        candidates = _candidates(earlier, figure, kept, end)
        outcome, strongest = verdict(claimed, candidates, highest=not end.lowest)
        counted = Counted(tuple(c.of for c in candidates))
        return outcome, strongest.of if strongest else None, counted
    # Any that surely went further decides it, so where one did no rougher ones need be looked
    # at. Beside the figure others may count than by themselves, of another publisher.
    candidates = _candidates(glance.furthest(lowest=end.lowest), figure, kept, end)
    outcome, strongest = verdict(claimed, candidates, highest=not end.lowest)
    least = strongest.interval if outcome is Verdict.CONTRADICTED and strongest else claimed
    reached = glance.reaching(least.high if end.lowest else least.low, lowest=end.lowest)
    near = dict.fromkeys((*reached, *(c.of.period for c in candidates)))
    candidates = _candidates(near, figure, kept, end)
    outcome, strongest = verdict(claimed, candidates, highest=not end.lowest)
    counted = Counted(tuple(c.of for c in candidates), len(earlier) - len(candidates))
    return outcome, strongest.of if strongest else None, counted


def _candidates(
    periods: Iterable[Period], figure: Figure, kept: Kept, end: End
) -> list[Candidate[Figure]]:
    """The figures of the periods, of the unit of the one they are set against."""
    return [
        Candidate(Interval(held.low, held.high), held)
        for period in periods
        if (held := kept.at(period, figure)) is not None
        and end.may_be(held)
        and held.low is not None
        and held.high is not None
    ]


def _passed(figure: Figure, kept: Kept, end: End) -> tuple[Note, ...]:
    """What is to be said of a record that a later period has surely passed."""
    after = [p for p in kept.like(figure.period) if p.start > figure.period.end]
    glance = kept.at_a_glance(after) if end.side is None else None
    near = after if glance is None else glance.furthest(lowest=end.lowest)
    furthest = end.furthest(_beating(near, figure, kept, end))
    if glance is not None:
        # The one found so may not be the furthest that is sure, nor be so beside the figure.
        least = furthest or figure
        bound = (least.high if end.lowest else least.low) or Fraction(0)
        reached = glance.reaching(bound, lowest=end.lowest)
        furthest = end.furthest(_beating(reached, figure, kept, end))
    return (Note("record_passed", {"figure": furthest}),) if furthest else ()


def _beating(periods: Iterable[Period], figure: Figure, kept: Kept, end: End) -> list[Figure]:
    """Those of the periods that surely went further."""
    return [
        held
        for period in periods
        if (held := kept.at(period, figure)) is not None
        and end.surely_is(held)
        and end.surely_beats(held, figure)
    ]
