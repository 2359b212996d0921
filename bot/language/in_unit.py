"""A unit asked for in a thread: "in dollars", after so much a day, is of so much a day.

The unit says in what, and leaves open what: without this the whole period's total would stand
where an average stood, under a number that nobody would take for another thing.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.follow import EACH, SAYS_NOTHING, continues
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = ["in_unit"]

HOW_MUCH = frozenset({Cue.TOTAL, Cue.LEVEL})
"""What asks for the amount itself, whatever was asked before."""


def in_unit(question: Question, thread: Question) -> Question:
    """The question with the average that the thread is about, where it names a unit for it."""
    dimensions = [mention.dimensions for mention in question.terms.names]
    if not any("unit" in named for named in dimensions) or question.cues & HOW_MUCH:
        return question
    if question.cues - SAYS_NOTHING or question.against or not continues(question, thread):
        return question
    unit_alone = all(named == {"unit"} for named in dimensions) and not question.terms.periods
    if not thread.cues & EACH and not (unit_alone and Cue.AVERAGE in thread.cues):
        return question
    return replace(question, cues=question.cues | (thread.cues & (EACH | {Cue.AVERAGE})))
