"""Words to question: what was named, for which periods, and what is asked of it.

    text -> items (cut) -> slips mended -> each item on its side (reader) -> question

Every word ends as a name, a period, a cue, a number, a filler, or as *unknown*.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.arranging import arrange
from bot.language.idioms import as_meant
from bot.language.mending import mended, unread
from bot.language.question import Question
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold

__all__ = ["read"]


def read(text: str, vocabulary: Vocabulary, *, suggesting: bool = True) -> Question:
    """The question that a message asks. Reads any text; raises nothing.

    Where nobody is to be told of words that are unread, ``suggesting`` is False: what may
    have been meant by each takes the longest to find.
    """
    folded = fold(text)
    text_mended, items, corrections = mended(folded, vocabulary)
    items = list(as_meant(items))
    question = arrange(items)
    return replace(
        question,
        text=folded,
        corrections=corrections,
        unknown=unread(text_mended, items, question.unknown, vocabulary, suggesting=suggesting),
    )
