"""Which of those named has the most or the least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Figure, Note, Status
from bot.answers.balances import asked_side, side_of, sign_of
from bot.answers.catalogue import Catalogue
from bot.answers.looking import one_side
from bot.answers.request import Miss
from bot.answers.telling import side_by_side
from bot.answers.timing import RANKED
from bot.figures.quantity import Interval
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, PeriodPhrase
from bot.language.question import Question, Terms

__all__ = ["MOST", "most_of"]

MOST = frozenset({Cue.RANK, Cue.HIGHEST})
"""What asks which of those named has the most, or with LOW the least."""


def most_of(
    blank: Answer, question: Question, parts: Sequence[Terms], catalogue: Catalogue
) -> Answer:
    """Which of those named has the most or the least: set in order.

    They are all of one period, unless each was named with its own of one length.
    """
    plain = replace(question, cues=question.cues - {*MOST, *RANKED, Cue.PARTNERS})
    outcomes = [one_side(plain, terms, catalogue) for terms in parts]
    hits = [o[0] for o in outcomes if not isinstance(o, Miss)]
    periods = {hit.found.period for hit in hits if hit.found.period is not None}
    if len(periods) > 1 and not question.terms.periods:
        # The newest that all of them have: one place's newest is not set beside another's last.
        common = min(periods, key=lambda p: p.end)
        phrase = PeriodPhrase(common.code, 0, 0, Fixed(common))
        parts = [replace(terms, periods=(phrase,)) for terms in parts]
        outcomes = [one_side(plain, terms, catalogue) for terms in parts]
    answer = side_by_side(blank, plain, outcomes, catalogue)
    figures = [f for f in answer.figures if f.value is not None]
    if (
        answer.status is not Status.ANSWERED
        or len(figures) < 2
        or _unlike(figures, own=bool(question.against.periods))
    ):
        return answer
    lowest, worst = Cue.LOW in question.cues, Cue.WORST in question.cues
    side = asked_side(question.cues)
    signs = {sign_of(side, f.subject, catalogue) for f in figures} if side is not None else set()
    turned = signs == {-1}  # the larger a deficit, the lower its number
    figures.sort(key=lambda f: f.value or 0, reverse=lowest is turned)
    apart = len({f.period.span for f in figures}) > 1
    told: dict[str, object] = {
        "subject": figures[0].subject,
        "in": figures[0].period if apart else None,
    }
    note = Note("lowest_of_these" if lowest else "highest_of_these", told)
    if side is not None and all(side_of(f, catalogue) is side for f in figures):
        told |= {"side": side.value}
        note = Note("smallest_side_of_these" if lowest else "largest_side_of_these", told)
    first = (note,) if _apart(*figures[:2]) and not worst else ()
    return replace(answer, figures=tuple(figures), message=(*answer.message, *first))


def _apart(one: Figure, other: Figure) -> bool:
    """Whether the one is surely on the far side of the other, as roughly as both are known."""
    if None in (one.low, one.high, other.low, other.high):
        return one.value != other.value
    here, there = Interval(one.low, one.high), Interval(other.low, other.high)  # type: ignore[arg-type]
    return one.value != other.value and (here.low >= there.high or here.high <= there.low)


def _unlike(figures: Sequence[Figure], *, own: bool) -> bool:
    """Whether they cannot be set in order.

    All are of one period; those named each with its ``own`` of one length.
    """

    def kind(figure: Figure) -> object:
        period = figure.period
        when = period.length if own else period.span
        return figure.unit, when, figure.measure, figure.transformation

    return len({kind(figure) for figure in figures}) > 1
