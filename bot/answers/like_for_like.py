"""Sides of one question on one footing: of one period, where each has one of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.answer import Note
from bot.answers.request import Miss
from bot.answers.telling import Hit, distinct
from bot.figures.period import Period
from bot.language.period_meaning import Fixed, PeriodPhrase
from bot.language.question import Question, Terms

__all__ = ["Outcome", "of_one_period"]

Outcome = list[Hit] | Miss


def of_one_period(
    question: Question,
    parts: Sequence[Terms],
    outcomes: Sequence[Outcome],
    ask: Callable[[Terms], Outcome],
) -> list[Outcome]:
    """What was found of a whole and its part, of a period that both have where none was named.

    Exports of December and exports to Norvia of the whole year are not set side by side: both
    are of the year. ``ask`` looks for one side's terms. What has no period in common stays.
    """
    named = question.terms.periods or question.against.periods
    shown = [_shown(outcome) for outcome in outcomes]
    found = [hit for hit in shown if hit is not None]
    periods = [hit.found.period for hit in found if hit.found.period is not None]
    one_measure = {(h.request.subject.indicator, h.request.subject.ref_area) for h in found}
    apart = len({p.span for p in periods}) > 1
    if named or not apart or len(found) < len(outcomes) or len(one_measure) > 1:
        return list(outcomes)
    for period in sorted(periods, key=lambda p: (p.end, p.days), reverse=True):
        again = [ask(replace(terms, periods=(_phrase(period),))) for terms in parts]
        if all(_shown(outcome) is not None for outcome in again):
            return [_noted(outcome) for outcome in again]
    return list(outcomes)


def _shown(outcome: Outcome) -> Hit | None:
    """What the answer shows of one side; None where it misses, or asks back."""
    if isinstance(outcome, Miss) or len(readings := distinct(outcome)) != 1:
        return None
    return readings[0]


def _phrase(period: Period) -> PeriodPhrase:
    return PeriodPhrase(period.code, 0, 0, Fixed(period))


def _noted(outcome: Outcome) -> Outcome:
    """The same with what was taken for the period that is not named."""
    if isinstance(outcome, Miss):
        return outcome
    note = Note("newest_of_both")
    return [
        replace(hit, found=replace(hit.found, notes=(*hit.found.notes, note))) for hit in outcome
    ]
