"""Which of those named has the most or the least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Figure, Note, Status
from bot.answers.catalogue import Catalogue
from bot.answers.looking import one_side
from bot.answers.request import Miss
from bot.answers.telling import side_by_side
from bot.answers.timing import RANKED
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, PeriodPhrase
from bot.language.question import Question, Terms

__all__ = ["MOST", "most_of"]

MOST = frozenset({Cue.RANK, Cue.HIGHEST})
"""What asks which of those named has the most, or with LOW the least."""


def most_of(
    blank: Answer, question: Question, parts: Sequence[Terms], catalogue: Catalogue
) -> Answer:
    """Which of those named has the most or the least, all in one period: set in order."""
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
    if answer.status is not Status.ANSWERED or len(figures) < 2 or _unlike(figures):
        return answer
    lowest, worst = Cue.LOW in question.cues, Cue.WORST in question.cues
    figures.sort(key=lambda f: f.value or 0, reverse=not lowest)
    note = Note(
        "lowest_of_these" if lowest else "highest_of_these", {"subject": figures[0].subject}
    )
    first = (note,) if figures[0].value != figures[1].value and not worst else ()
    return replace(answer, figures=tuple(figures), message=(*answer.message, *first))


def _unlike(figures: Sequence[Figure]) -> bool:
    return len({(f.unit, f.period.span, f.measure, f.transformation) for f in figures}) > 1
