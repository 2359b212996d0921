"""The sum of what is named, and what has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.adding import add_up
from bot.answers.answer import Answer, Code, Figure, Note, Status
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import of_answers, once
from bot.answers.request import Miss
from bot.answers.telling import Hit, distinct, each_once, shown_alone, to_answer
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = ["NEVER_ADDED", "sum_of"]

NEVER_ADDED = frozenset(
    {Cue.SHARE, Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS, Cue.PER, Cue.PER_HEAD}
)
"""What is asked for that has no sum: shares, rates of change, ratios."""


def sum_of(
    blank: Answer, question: Question, outcomes: Sequence[list[Hit] | Miss], catalogue: Catalogue
) -> Answer | None:
    """The sum that is asked for, or that there is none; None where none is asked for."""
    if Cue.SUM not in question.cues:
        return None
    if (made := _added(blank, question, outcomes, catalogue)) is not None:
        return made
    if (kept := _without_sum(question, catalogue)) is not None:
        note = Note("refused_sum_of", {"what": Code("indicator", kept)})
        return replace(blank, status=Status.REFUSED, message=(note,), related=_shown(outcomes))
    if len(outcomes) > 1 or question.cues & NEVER_ADDED or _several(outcomes[0]):
        return _not_added(blank, outcomes)
    return None


def _without_sum(question: Question, catalogue: Catalogue) -> str | None:
    """The indicator asked about, where it is no flow and so has no sum over time."""
    named = [code for m in question.terms.names for code in sorted(m.codes("indicator"))]
    return next((code for code in named if not catalogue.is_flow(code)), None)


def _added(
    blank: Answer, question: Question, outcomes: Sequence[list[Hit] | Miss], catalogue: Catalogue
) -> Answer | None:
    """The sum, where each of those named was found and no two have anything in common."""
    if question.cues & NEVER_ADDED or question.against:
        return None
    found = [o for o in outcomes if not isinstance(o, Miss) and len(distinct(o)) == 1]
    figures = [figure for outcome in found for figure in outcome[0].found.figures]
    total = add_up(figures, catalogue) if len(found) == len(outcomes) else None
    if total is None:
        return None
    answers = [to_answer(blank, question, outcome, catalogue) for outcome in found]
    made = to_answer(blank, question, [Hit(found[0][0].request, total)], catalogue)
    return replace(
        made,
        reading=Note("reading_several", {"readings": tuple(a.reading for a in answers)}),
        cautions=once((*made.cautions, *of_answers(answers))),
        assumptions=each_once(n for a in answers for n in a.assumptions),
    )


def _not_added(blank: Answer, outcomes: Sequence[list[Hit] | Miss]) -> Answer:
    """The desk adds nothing that a publisher does not: the figures stand side by side."""
    note = Note("refused_sum")
    return replace(blank, status=Status.REFUSED, message=(note,), related=_shown(outcomes))


def _shown(outcomes: Sequence[list[Hit] | Miss]) -> tuple[Figure, ...]:
    return tuple(
        figure
        for outcome in outcomes
        if not isinstance(outcome, Miss)
        for figure in shown_alone(outcome[0].found.figures, outcome[0].found.related)
    )


def _several(outcome: list[Hit] | Miss) -> bool:
    return not isinstance(outcome, Miss) and len(outcome[0].found.figures) > 1
