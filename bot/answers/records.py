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
from bot.reckon.record import Candidate, Verdict, verdict

__all__ = ["find_record", "record_test"]

FURTHEST = 240
"""Periods of one length looked at: twenty years of months."""


def find_record(request: Request) -> Found | Miss:
    """The level, whether the source calls it a record, and whether that holds on file."""
    for period in request.settled.candidates or request.settled.periods[-1:]:
        figure = level(request.subject, period, request.catalogue)
        if figure is None:
            continue
        claims = [
            from_statement(s)
            for s in request.catalogue.statements(request.subject, period)
            if s.series.measure is Measure.RECORD
        ]
        outcome, strongest, tested = record_test(figure, request.catalogue)
        key = f"record_test_{outcome.value}"
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


def record_test(figure: Figure, catalogue: Catalogue) -> tuple[Verdict, Figure | None, int]:
    """The verdict over all earlier periods of the same length, with how many those are."""
    earlier = [
        candidate
        for period in earlier_periods(figure.subject, figure.period, catalogue)
        if (held := level(figure.subject, period, catalogue, figure.unit)) is not None
        and (candidate := _candidate(held)) is not None
    ]
    if figure.low is None or figure.high is None:
        return Verdict.UNDECIDED, None, 0
    outcome, strongest = verdict(Interval(figure.low, figure.high), earlier)
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
        same = [p.to_date for p in held if p.number == period.number]
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
