"""The desk: one pipeline from what a reporter types to the reply.

    text -> words -> question -> readings -> figures -> answer -> reply

Everything that can go wrong with a question is an answer; the desk raises only
where the figures themselves cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.answers.answer import Answer, Note, Status
from bot.answers.excluding import excluding
from bot.answers.thread import earlier_figure
from bot.answers.titles import answer_titled, by_title
from bot.language.elliptic import completed
from bot.language.flows import settled
from bot.language.follow import about, asked_with, inherit, named_period
from bot.language.lexicon import Cue
from bot.language.mentions import Sentence, mentions
from bot.language.overheard import asks_for_figures
from bot.language.question import Question, read
from bot.language.titled import TitledVocabulary, with_title
from bot.language.vintage import Vintage, vintage
from bot.language.vocabulary import Vocabulary
from bot.reply.reply import Reply, write
from bot.reply.style import ONS, Style
from bot.store.catalogue import StoredCatalogue, open_catalogue

__all__ = ["LONGEST_QUESTION", "Desk"]


def _now() -> datetime:
    return datetime.now(UTC)


LONGEST_QUESTION = 500
"""Characters of a question; nobody asks for one figure in more."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from one SQLite file of figures. Safe to share between threads."""

    database: Path
    style: Style = ONS
    today: Callable[[], date] = date.today
    now: Callable[[], datetime] = _now

    def ask(
        self,
        text: str,
        *,
        earlier: Sequence[str] = (),
        as_of: date | None = None,
        audience: str | None = None,
    ) -> Reply:
        """The reply to a message, going on from the earlier turns of its thread.

        ``audience`` is the id of the channel in which the reply will be seen: figures that are
        restricted to it are on file there. Everywhere else, and without one, they are not.
        ``as_of`` answers as on that day: only what was published by then counts. A day that
        has not come is today, since what is on file already may not be told before its day.
        Raises OSError or sqlite3.Error where the database cannot be read.
        """
        earlier = [said.text if (said := vintage(turn)) else turn for turn in earlier]
        past = vintage(text) if len(text) <= LONGEST_QUESTION else None
        if past is None:
            return self._reply(text, earlier, as_of, audience)
        if not past.sure:
            # "The price as of 30 November 2021" is that day's, where there is one.
            reply = self._reply(text, earlier, as_of, audience)
            if reply.status is not Status.NOT_HELD:
                return reply
        return self._reply(text, earlier, as_of, audience, past)

    def is_about_figures(self, text: str, *, audience: str | None = None) -> bool:
        """Whether a text that nobody has addressed to the desk asks for figures all the same.

        ``audience`` is that of ``ask``. Raises as that does.
        """
        if len(text) > LONGEST_QUESTION:
            return False
        with self._opened(audience) as catalogue:
            return asks_for_figures(text, catalogue.vocabulary)

    def mentioned_in(
        self, sentences: Sequence[str], *, audience: str | None = None
    ) -> tuple[Sentence, ...]:
        """The sentences of a story, each with what it mentions of figures, as questions.

        Of a sentence only what a question may be long is read. ``audience`` is that of
        ``ask``. Raises as that does.
        """
        with self._opened(audience) as catalogue:
            cut = (sentence[:LONGEST_QUESTION] for sentence in sentences)
            return tuple(mentions(tuple(cut), catalogue.vocabulary))

    def _opened(self, audience: str | None) -> AbstractContextManager[StoredCatalogue]:
        now = self.now()
        return open_catalogue(self.database, self.today(), audience=audience, now=now)

    def see_that_it_reads(self) -> None:
        """Read the figures as for a question.

        Raises OSError, sqlite3.Error or StoreFault where none could be answered.
        """
        with open_catalogue(self.database, self.today()) as catalogue:
            catalogue.vocabulary.lookup(["latest"])

    def _reply(
        self,
        text: str,
        earlier: Sequence[str],
        as_of: date | None,
        audience: str | None,
        past: Vintage | None = None,
    ) -> Reply:
        """The reply; ``past`` is what the question says of the day it is to be answered as on."""
        today = self.today()
        if past is not None:
            as_of = min(past.day, as_of or today)
        if as_of is not None:
            as_of = min(as_of, today)
        day, now = as_of or today, self.now()
        reopened = partial(open_catalogue, self.database, day, audience=audience, now=now)
        with reopened() as catalogue:
            if len(text) > LONGEST_QUESTION:
                shown = text[:LONGEST_QUESTION]
                miss = Answer(shown, Status.UNSUPPORTED, catalogue.as_of, (Note("too_long"),))
                return write(miss, catalogue, self.style, as_of=as_of, reopened=reopened)
            question = in_thread(past.text if past else text, earlier, catalogue)
            found = replace(answer_titled(question, catalogue), question=text)
            if past is not None:
                note = Note("published_by", {"published": as_of})
                found = replace(found, message=(note, *found.message))
            elif as_of is not None and as_of < today:
                note = Note("vintage", {"published": as_of})
                found = replace(found, assumptions=(*found.assumptions, note))
            return write(found, catalogue, self.style, as_of=as_of, reopened=reopened)


def in_thread(text: str, earlier: Sequence[str], catalogue: StoredCatalogue) -> Question:
    """The question read with what it inherits from the turns before it."""
    thread = Question("")
    for turn in earlier:
        if len(turn) > LONGEST_QUESTION:
            continue
        question = going_on(turn, thread, catalogue)
        if Cue.FORGET in question.cues:
            thread = Question("")
            continue
        if question.terms and not question.unknown:
            # Its figures say which period the thread is about; a turn that could
            # not be read leaves the thread where it was.
            figures = answer_titled(question, catalogue).figures
            hand = figures[0].period if figures else named_period(question) or thread.hand
            here = replace(question, hand=hand)
            # A turn that asks more of the same leaves what was before it.
            same = about(here) == about(thread)
            asked = asked_with(here, thread)
            thread = replace(here, before=thread.before if same else about(thread), asked=asked)
    return going_on(text, thread, catalogue)


def going_on(text: str, thread: Question, catalogue: StoredCatalogue) -> Question:
    """One turn, with what it takes from the thread so far; words of a title searched for."""
    question = _read(text, thread, catalogue.vocabulary, catalogue)
    found = by_title(question, text, catalogue.vocabulary, catalogue)
    if found is None:
        return question
    titled, meanings = found
    vocabulary = TitledVocabulary(catalogue.vocabulary, meanings)
    read = _read(titled.text, thread, vocabulary, catalogue)
    return with_title(read, titled, question.text, meanings)


def _read(
    text: str, thread: Question, vocabulary: Vocabulary, catalogue: StoredCatalogue
) -> Question:
    question = completed(read(text, vocabulary), thread.terms, vocabulary)
    question = settled(question, thread.terms, vocabulary)
    if Cue.FORGET in question.cues:
        return question
    question = excluding(question, thread, catalogue)
    return inherit(earlier_figure(question, thread, catalogue), thread)
