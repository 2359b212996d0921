"""Was it a record? The claim as stated, tested over what is held and what follows from it."""

from __future__ import annotations

from bot.answers.answer import Comparison, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.levels import missing_level
from bot.answers.making import from_statement, level
from bot.answers.request import Found, Miss, Request
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
    """The level, whether the source calls it a record, and whether that holds on file."""
    if not request.question.terms.periods:
        return find_extreme(request)
    for period in request.settled.candidates or request.settled.periods[-1:]:
        figure = level(request.subject, period, request.catalogue)
        if figure is None:
            continue
        claims = [
            from_statement(s)
            for s in request.catalogue.statements(request.subject, period)
            if s.series.measure is Measure.RECORD
        ]
        highest = Cue.LOW not in request.cues
        outcome, strongest, tested = record_test(
            figure, request.catalogue, since=request.since, highest=highest
        )
        key = f"record_{'test' if highest else 'low'}_{outcome.value}"
        note = Note(key, {"figure": figure, "count": str(tested), "against": strongest})
        comparisons = [Comparison("record", claim, strongest) for claim in claims]
        if strongest is not None and not claims:
            comparisons.append(Comparison("record", strongest, strongest))
        return Found(
            figures=(figure,),
            comparisons=tuple(comparisons),
            message=(note,),
            period=period,
        )
    return missing_level(request)


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


def _candidate(figure: Figure) -> Candidate[Figure] | None:
    if figure.low is None or figure.high is None:
        return None
    return Candidate(Interval(figure.low, figure.high), figure)


def earlier_periods(subject: Subject, period: Period, catalogue: Catalogue) -> list[Period]:
    """Periods of the same length before this one in which anything at all is on file.

    A month counts also where only cumulative figures are held to it: the month
    may follow from two of them.
    """
    held = catalogue.periods(
        subject, levels=False, grain=period.grain, before=period, limit=FURTHEST
    )
    if period.ytd:
        same = [to for p in held if p.number == period.number and (to := p.to_date) is not None]
    else:
        same = [p.alone for p in held]
        same += [before for p in same if (before := p.shift(-1)) is not None]
        compared = [
            s.comparison_period
            for p in catalogue.periods(subject, levels=False, limit=FURTHEST)
            for s in catalogue.statements(subject, p)
        ]
        same += [p for p in compared if p and not p.ytd and p.grain == period.grain]
    return [p for p in dict.fromkeys(same) if p.end < period.end]


def find_extreme(request: Request) -> Found | Miss:
    """The highest or lowest of all periods of the newest one's length; several if undecided."""
    lowest = Cue.LOW in request.cues
    newest = request.period
    earlier = earlier_periods(request.subject, newest, request.catalogue)
    held = [
        figure
        for period in (newest, *earlier)
        if (figure := level(request.subject, period, request.catalogue)) is not None
        and (request.since is None or period.start >= request.since.start)
    ]
    ranged = [f for f in held if f.low is not None and f.high is not None]
    alike = [f for f in ranged if f.unit == ranged[0].unit]
    if not alike:
        return missing_level(request)
    count = {"count": str(len(alike))}
    sign = -1 if lowest else 1
    best = max(alike, key=lambda f: sign * (f.value or 0))
    word = "lowest" if lowest else "highest"
    rivals = [f for f in alike if f is not best and _may_beat(f, best, lowest=lowest)]
    if rivals:
        note = Note(f"{word}_undecided", count)
        return Found(figures=(best, *rivals), message=(note,), period=best.period)
    note = Note(f"{word}_on_file", {**count, "figure": best})
    return Found(figures=(best,), message=(note,), period=best.period)


def _may_beat(figure: Figure, best: Figure, *, lowest: bool) -> bool:
    if figure.low is None or figure.high is None or best.low is None or best.high is None:
        return False
    return figure.low < best.high if lowest else figure.high > best.low
