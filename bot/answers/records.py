"""Was it a record? The claim as stated, tested over what is held and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Basis, Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.levels import missing_level
from bot.answers.making import from_statement, level
from bot.answers.published import MONTHS
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import LENGTHS
from bot.figures.codes import Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.reckon.record import Candidate, Verdict, verdict

__all__ = ["find_record", "record_test"]

FURTHEST = 240
"""Periods of one length looked at: twenty years of months."""


def find_record(request: Request) -> Found | Miss:
    """The level, whether the source calls it a record, and whether that holds on file.

    Where no period is claimed to be one ("highest in 2024", "lowest since March"),
    the highest or lowest of those periods.
    """
    if Cue.WORST in request.cues or (Cue.BEST in request.cues and not _adds_up(request)):
        return _which_end(request)
    within = _looked_among(request)
    if within is not None:
        return find_extreme(request, within)
    lowest = _lowest(request)
    for period in request.settled.candidates or request.settled.periods[-1:]:
        figure = level(request.subject, period, request.catalogue)
        if figure is None:
            continue
        claims = [
            from_statement(s)
            for s in request.catalogue.statements(request.subject, period)
            if s.series.measure is Measure.RECORD
        ]
        outcome, strongest, tested = record_test(
            figure, request.catalogue, since=request.since, highest=not lowest
        )
        key = f"record_{_kind(request)}_{outcome.value}"
        note = Note(
            key,
            {
                "figure": figure,
                "count": str(tested),
                "all": str(tested + 1),
                "against": strongest,
            },
        )
        comparisons = [Comparison("record", claim, strongest) for claim in claims]
        if not claims and strongest is not None and outcome is Verdict.CONTRADICTED:
            comparisons.append(Comparison("record", strongest, strongest))
        passed = _passed(figure, request.catalogue, highest=not lowest)
        return Found(
            figures=(figure,),
            comparisons=tuple(comparisons),
            message=(note, *passed) if outcome is Verdict.HOLDS else (note,),
            period=period,
        )
    return missing_level(request)


def _kind(request: Request) -> str:
    """Which sentences tell of it: a deficit is the larger the lower the balance."""
    if _is_deficit(request):
        return "surplus" if Cue.LOW in request.cues else "deficit"
    return "low" if Cue.LOW in request.cues else "test"


def _lowest(request: Request) -> bool:
    """Whether the lowest figure is looked for, as the record deficit is."""
    return (Cue.LOW in request.cues) != _is_deficit(request)


def _is_deficit(request: Request) -> bool:
    return Cue.DEFICIT in request.cues and request.subject.trade_flow == "B"


def _adds_up(request: Request) -> bool:
    return request.catalogue.is_flow(request.subject.indicator)


def _which_end(request: Request) -> Miss:
    """ "Worst" is the highest of some figures and the lowest of others: ask."""
    subject, period = request.subject, request.period
    named = period if request.question.terms.periods else None
    options = tuple(
        offer(subject, named, request.catalogue, extra=extra) for extra in ("highest", "lowest")
    )
    return Miss(Status.AMBIGUOUS, (Note("highest_or_lowest"),), options, closeness=4)


def _looked_among(request: Request) -> list[Period] | None:
    """The periods among which the highest is looked for; None where one is claimed to be it."""
    if request.settled.listed:
        listed = request.settled.periods
        return [p for p in listed if not p.ytd] or list(listed)
    verdict = request.question.verdict  # "was Nov a record", "are prices at a record"
    since = request.since
    if len(request.question.terms.periods) > (since is not None):
        sought = {Cue.HIGHEST, Cue.RANK} & request.cues
        return _inside(request) if sought and not verdict else None
    if verdict:
        return None
    earlier = earlier_periods(request.subject, request.period, request.catalogue)
    return [p for p in (request.period, *earlier) if since is None or p.start >= since.start]


def _inside(request: Request) -> list[Period] | None:
    """The shorter periods on file within the one named: the months of 2024."""
    catalogue, whole = request.catalogue, request.period
    asked = [grain for cue, grain in LENGTHS if cue in request.cues]
    for grain in asked or "MQWDA":
        held = catalogue.periods(
            request.subject, levels=False, ytd=False, grain=grain, limit=FURTHEST
        )
        found = [p for p in held if whole.start <= p.start and p.end <= whole.end]
        if len(found) > 1:
            return found
    return None


def record_test(
    figure: Figure,
    catalogue: Catalogue,
    *,
    since: Period | None = None,
    highest: bool = True,
) -> tuple[Verdict, Figure | None, int]:
    """The verdict over earlier periods of the same length, with how many those are."""
    earlier = [
        candidate
        for period in earlier_periods(figure.subject, figure.period, catalogue)
        if (since is None or period.start >= since.start)
        and (held := level(figure.subject, period, catalogue, figure.unit)) is not None
        and (candidate := _candidate(held)) is not None
    ]
    if figure.low is None or figure.high is None:
        return Verdict.UNDECIDED, None, 0
    outcome, strongest = verdict(Interval(figure.low, figure.high), earlier, highest=highest)
    return outcome, strongest.of if strongest else None, len(earlier)


def _passed(figure: Figure, catalogue: Catalogue, *, highest: bool) -> tuple[Note, ...]:
    """What is to be said of a record that a later period has surely passed."""
    later = [
        held
        for period in _alike(figure.subject, figure.period, catalogue)
        if period.start > figure.period.end
        and (held := level(figure.subject, period, catalogue, figure.unit)) is not None
        and _surely_beats(held, figure, lowest=not highest)
    ]
    sign = 1 if highest else -1
    furthest = max(later, key=lambda f: sign * (f.value or 0), default=None)
    return (Note("record_passed", {"figure": furthest}),) if furthest else ()


def _candidate(figure: Figure) -> Candidate[Figure] | None:
    if figure.low is None or figure.high is None:
        return None
    return Candidate(Interval(figure.low, figure.high), figure)


def earlier_periods(subject: Subject, period: Period, catalogue: Catalogue) -> list[Period]:
    """Periods of the same length before this one of which a level may be known."""
    return [p for p in _alike(subject, period, catalogue) if p.end < period.end]


def _alike(subject: Subject, period: Period, catalogue: Catalogue) -> list[Period]:
    """Periods of the same length of which a level is on file or may follow, in no order.

    A month may follow from two longer periods of which one ends, or begins, a
    month before the other: so every period that begins or ends one on file
    counts, and one that something on file is compared with.
    """
    held = catalogue.periods(subject, levels=False, limit=FURTHEST)
    compared = [s.comparison_period for p in held for s in catalogue.statements(subject, p)]
    known = list(dict.fromkeys([*held, *(p for p in compared if p is not None)]))
    if period.ytd:
        years = dict.fromkeys(p.year for p in known)
        found = [Period.numbered(period.grain, year, period.number, ytd=True) for year in years]
    elif period.grain in MONTHS:
        found = [edge for p in known for edge in _edges(p, period.grain)]
    else:
        found = [p for p in known if p.grain == period.grain]
    return list(dict.fromkeys(p for p in found if p is not None))


def _edges(period: Period, grain: str) -> list[Period | None]:
    """The month (quarter, half, year) with which a period begins, that before it, and its last."""
    first = Period.numbered(grain, period.start.year, (period.start.month - 1) // MONTHS[grain] + 1)
    last = Period.numbered(grain, period.end.year, (period.end.month - 1) // MONTHS[grain] + 1)
    before = first.shift(-1) if first is not None else None
    return [before, first, last]


def find_extreme(request: Request, periods: Sequence[Period]) -> Found | Miss:
    """The highest or lowest of the periods; several where equal, or where it is undecided."""
    lowest = _lowest(request)
    held = [
        figure
        for period in periods
        if (figure := level(request.subject, period, request.catalogue)) is not None
    ]
    ranged = [f for f in held if f.low is not None and f.high is not None]
    alike = [f for f in ranged if f.unit == ranged[0].unit]
    if not alike:
        return missing_level(request)
    if len(alike) == 1:
        note = Note("only_one_on_file", {"figure": alike[0]})
        return Miss(Status.NOT_HELD, (note,), related=tuple(alike), closeness=3)
    count = {"count": str(len(alike))}
    sign = -1 if lowest else 1
    best = max(alike, key=lambda f: sign * (f.value or 0))
    word = "lowest" if Cue.LOW in request.cues else "highest"
    word = {"lowest": "smallest", "highest": "largest"}[word] if _is_deficit(request) else word
    equal = [f for f in alike if f is not best and f.value == best.value]
    rivals = [f for f in alike if f is not best and _may_beat(f, best, lowest=lowest)]
    if equal and all(f.basis is Basis.STATED for f in (best, *equal)) and rivals == equal:
        note = Note(f"{word}_joint", count)
        return Found(figures=(best, *equal), message=(note,), period=best.period, searched=True)
    if rivals:
        note = Note(f"{word}_undecided", count)
        return Found(figures=(best, *rivals), message=(note,), period=best.period, searched=True)
    beyond = _beyond(best, request, lowest=lowest)
    if beyond is not None:
        # The mean of a year cannot be above its highest day.
        note = Note("beyond_on_file", {"count": str(len(alike)), "figure": beyond})
        return Found(figures=(best, beyond), message=(note,), period=best.period, searched=True)
    note = Note(f"{word}_on_file", {**count, "figure": best})
    return Found(figures=(best,), message=(note,), period=best.period, searched=True)


def _beyond(best: Figure, request: Request, *, lowest: bool) -> Figure | None:
    """A figure of longer periods that is further out, of what does not add up over time."""
    if _adds_up(request) or request.question.terms.periods or request.since is not None:
        return None
    catalogue, subject = request.catalogue, request.subject
    others = [
        figure
        for grain in "ASQMW"
        if grain != best.period.grain
        for period in catalogue.periods(subject, ytd=False, grain=grain, limit=FURTHEST)
        if (figure := level(subject, period, catalogue, best.unit)) is not None
    ]
    further = [f for f in others if _surely_beats(f, best, lowest=lowest)]
    sign = -1 if lowest else 1
    return max(further, key=lambda f: sign * (f.value or 0), default=None)


def _may_beat(figure: Figure, best: Figure, *, lowest: bool) -> bool:
    if figure.low is None or figure.high is None or best.low is None or best.high is None:
        return False
    return figure.low < best.high if lowest else figure.high > best.low


def _surely_beats(figure: Figure, best: Figure, *, lowest: bool) -> bool:
    if figure.low is None or figure.high is None or best.low is None or best.high is None:
        return False
    return figure.high < best.low if lowest else figure.low > best.high
