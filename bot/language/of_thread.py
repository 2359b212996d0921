"""A name with several meanings in a thread: "surplus", after borrowing, is the budget's.

By itself the word may be the trade balance as well, and is asked about.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.follow import continues
from bot.language.question import Mention, Question

__all__ = ["of_thread"]

_MEASURE = "indicator"


def of_thread(question: Question, thread: Question) -> Question:
    """The question with each name that may be several measures read as the one in hand."""
    held = {code for mention in thread.terms.names for code in mention.codes(_MEASURE)}
    if not held or not continues(question, thread):
        return question
    names = tuple(_of(held, mention) for mention in question.terms.names)
    return replace(question, terms=replace(question.terms, names=names))


def _of(held: set[str], mention: Mention) -> Mention:
    """The name with those of its meanings that are of a measure in hand, where some are."""
    if len(mention.codes(_MEASURE)) < 2:
        return mention
    kept = tuple(m for m in mention.meanings if dict(m.codes).get(_MEASURE) in held)
    return replace(mention, meanings=kept or mention.meanings)
