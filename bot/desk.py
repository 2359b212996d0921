"""The desk: one pipeline from what a reporter types to the reply.

    text -> words -> question -> readings -> figures -> answer -> reply

Everything that can go wrong with a question is an answer; the desk raises only
where the figures themselves cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.answers.answer import Answer, Note, Status
from bot.answers.execute import answer
from bot.language.follow import about, inherit, named_period
from bot.language.lexicon import Cue
from bot.language.question import Question, read
from bot.reply.reply import Reply, write
from bot.reply.style import ONS, Style
from bot.store.catalogue import StoredCatalogue, open_catalogue

__all__ = ["LONGEST_QUESTION", "Desk"]

LONGEST_QUESTION = 500
"""Characters of a question; nobody asks for one figure in more."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from one SQLite file of figures. Safe to share between threads."""

    database: Path
    style: Style = ONS
    today: Callable[[], date] = date.today

    def ask(self, text: str, *, earlier: Sequence[str] = (), as_of: date | None = None) -> Reply:
        """The reply to a message, going on from the earlier turns of its thread.

        ``as_of`` answers as on that day: only what was published by then counts.
        Raises OSError or sqlite3.Error where the database cannot be read.
        """
        with open_catalogue(self.database, as_of or self.today()) as catalogue:
            if len(text) > LONGEST_QUESTION:
                shown = text[:LONGEST_QUESTION]
                miss = Answer(shown, Status.UNSUPPORTED, catalogue.as_of, (Note("too_long"),))
                return write(miss, catalogue, self.style, as_of=as_of)
            question = in_thread(text, earlier, catalogue)
            found = replace(answer(question, catalogue), question=text)
            return write(found, catalogue, self.style, as_of=as_of)


def in_thread(text: str, earlier: Sequence[str], catalogue: StoredCatalogue) -> Question:
    """The question read with what it inherits from the turns before it."""
    thread = Question("")
    for turn in earlier:
        if len(turn) > LONGEST_QUESTION:
            continue
        question = read(turn, catalogue.vocabulary)
        if Cue.FORGET in question.cues:
            thread = Question("")
            continue
        question = inherit(question, thread)
        if question.terms and not question.unknown:
            # Its figures say which period the thread is about; a turn that could
            # not be read leaves the thread where it was.
            figures = answer(question, catalogue).figures
            hand = figures[0].period if figures else named_period(question) or thread.hand
            here = replace(question, hand=hand)
            # A turn that asks more of the same leaves what was before it.
            same = about(here) == about(thread)
            thread = replace(here, before=thread.before if same else about(thread))
    question = read(text, catalogue.vocabulary)
    return question if Cue.FORGET in question.cues else inherit(question, thread)
