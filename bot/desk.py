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

from bot.answers.answer import Answer, Note, Option, Status
from bot.answers.asking import question_text
from bot.answers.releases import (
    all_releases,
    asks_for_no_figure,
    asks_what_there_is,
    releases_in,
)
from bot.answers.revised import (
    first_day,
    not_borne_out,
    since_day,
    since_first,
    the_stated,
    with_revisions,
)
from bot.answers.titles import answer_titled
from bot.figures.period import Period
from bot.language.lexicon import Cue
from bot.language.mentions import Sentence, mentions
from bot.language.overheard import asks_for_figures
from bot.language.period_meaning import Fixed, Latest
from bot.language.periods import find_periods
from bot.language.question import Question
from bot.language.reading import read
from bot.language.revised import (
    asks_alike,
    asks_why,
    first_published,
    more_of_revision,
    of_revision,
)
from bot.language.several import questions_in
from bot.language.vintage import (
    FIRST_OF_ONE,
    ONE_DAY,
    Vintage,
    against_now,
    is_named,
    vintage,
    without_now,
)
from bot.language.words import fold
from bot.reply.reply import Reply, write
from bot.reply.style import ONS, Style
from bot.store.catalogue import StoredCatalogue, open_catalogue
from bot.threads import LONGEST_QUESTION, in_thread, with_way_back

__all__ = ["LONGEST_QUESTION", "Desk"]


def _now() -> datetime:
    return datetime.now(UTC)


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
        What goes on from a question about what had been published by a day is of that day too.
        Raises OSError or sqlite3.Error where the database cannot be read.
        """
        thread = self._turns(earlier, as_of, audience)
        plain, revised = self._plainly(text, thread, audience)
        past = self._day_of(plain, thread, audience)
        thread, asked, carried = self._in_turn(plain, thread, as_of, audience)
        left: date | None = None
        if revised and past is None and carried is not None:
            asked, carried, left = self._as_of_now(asked, thread, carried, as_of, audience)
        reply = partial(self._reply, text, thread, as_of, audience, revised=revised, left=left)
        if past is None:
            return reply(carried, asked)
        if not past.sure:
            # "The price as of 30 November 2021" is that day's, where there is one.
            of_day = reply(asked=plain)
            if of_day.status is not Status.NOT_HELD:
                return of_day
        return reply(past)

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

    def _turns(self, typed: Sequence[str], as_of: date | None, audience: str | None) -> Turns:
        """The turns of a thread, each with the day of publication that it names."""
        thread = Turns()
        for turn in typed:
            plain, revised = self._plainly(turn, thread, audience)
            day = self._day_of(plain, thread, audience)
            left = False
            if revised and day is None:
                known, asked, carried = self._in_turn(plain, thread, as_of, audience)
                if carried is not None:
                    plain, kept, _ = self._as_of_now(asked, known, carried, as_of, audience)
                    left = kept is None
            thread = thread.with_turn(turn, plain, day, revised=revised, left=left)
        return thread

    def _plainly(self, text: str, thread: Turns, audience: str | None) -> tuple[str, bool]:
        """The figure of which a turn asks whether it has been revised; any other as it is.

        With it is told whether it asks so: what goes on from such a question does too, where it
        asks for more of the revision or names another figure, and for nothing else.
        """
        if len(text) > LONGEST_QUESTION:
            return text, False
        cut = of_revision(text)
        if cut is None and not (thread.revised or thread.first):
            return text, False
        with self._opened(audience) as catalogue:
            if cut is not None and not is_named(cut[1], text, catalogue.vocabulary):
                return cut[0], True
            # "And now?", after a figure as first published, is that figure and no more.
            plain = not thread.revised and without_now(text) is not None
            if more_of_revision(text) and not plain:
                return "that", True
            return text, thread.revised and asks_alike(
                in_thread(text, thread.bare, catalogue).question
            )

    def _as_of_now(
        self,
        asked: str,
        thread: Turns,
        past: Vintage,
        as_of: date | None,
        audience: str | None,
    ) -> tuple[str, Vintage | None, date | None]:
        """A question on the revision of what a thread had as of a day: of the same figure today.

        With the question the day that it is still as of, where nothing of today is the same,
        and that which it has left.
        """
        today, now = self.today(), self.now()
        today = min(as_of or today, today)
        if past.unread or past.day >= today:
            return asked, past, None
        opened = partial(open_catalogue, self.database, audience=audience, now=now)
        with opened(past.day) as then:
            found = answer_titled(in_thread(past.text, thread.bare, then).question, then)
            stated = the_stated(found)
        if stated is None:
            return asked, past, None
        with opened(today) as catalogue:
            named = question_text(stated.series.subject, stated.period, catalogue)
            for text, before in ((past.text, thread.bare), (named, ())):
                found = answer_titled(in_thread(text, before, catalogue).question, catalogue)
                same = the_stated(found)
                alike = same is not None and same.series == stated.series
                if same is not None and alike and same.period.span == stated.period.span:
                    return text, None, past.day
        return asked, past, None

    def _day_of(self, text: str, thread: Turns, audience: str | None) -> Vintage | None:
        """The day of publication that a turn names, going on from the turns before it."""
        if len(text) > LONGEST_QUESTION:
            return None
        if (cut := first_published(text)) is not None:
            return self._first_day(text, *cut, thread, audience)

        def about() -> Question:
            """What the thread is about."""
            with self._opened(audience) as catalogue:
                return in_thread("that", thread.bare, catalogue).question

        def in_hand() -> Sequence[Period]:
            periods = about().terms.periods if thread.typed else ()
            return [p.meaning.period for p in periods if isinstance(p.meaning, Fixed)]

        past = vintage(text, in_hand)
        if past is None or past.sure or (past.unread and not past.word):
            return past
        with self._opened(audience) as catalogue:
            alone = not thread.typed and past.text != "that"
            if alone and self._names_none(past.text, catalogue):
                return replace(past, sure=True)  # "what was announced in March 2021"
            if past.word:
                named = is_named(past.word, text, catalogue.vocabulary)
                past = replace(past, sure=not named)
                return None if named and past.unread else past
            if not past.of_thread:
                return past
            # "Debt as of June" is what it came to in June; of what adds up nothing is "as of".
            measures = {c for m in about().terms.names for c in m.codes("indicator")}
            return replace(past, sure=bool(measures) and all(map(catalogue.is_flow, measures)))

    def _first_day(
        self, text: str, rest: str, words: str, thread: Turns, audience: str | None
    ) -> Vintage | None:
        """The day on which the figure that a turn asks for was first published."""
        with self._opened(audience) as catalogue:
            if is_named(words, text, catalogue.vocabulary):
                return None
            turn = in_thread(rest, thread.bare, catalogue)
            found = answer_titled(turn.question, catalogue)
            day = first_day(found, catalogue)
        if day is not None:
            return Vintage(rest, day, sure=True, said=words, first=True)
        if found.status is not Status.ANSWERED:
            return Vintage(rest, date.max, sure=True, said=words, first=True)
        return Vintage("that", date.max, sure=True, unread=words, said=words, hint=FIRST_OF_ONE)

    def _names_none(self, asked: str, catalogue: StoredCatalogue) -> bool:
        """Whether a text asks for no figure: the "what was" of "what was published"."""
        return asks_for_no_figure(read(asked, catalogue.vocabulary, suggesting=False))

    def _is_of_releases(self, asked: str, past: Vintage, catalogue: StoredCatalogue) -> bool:
        """Whether it is the releases of or until a day that are asked for, and no figure.

        What was on file by a day is listed as it is of today.
        """
        question = read(asked, catalogue.vocabulary, suggesting=False)
        listed = past.within is None and Cue.LISTING in question.cues
        return asks_for_no_figure(question) and not listed

    def _in_turn(
        self, text: str, thread: Turns, as_of: date | None, audience: str | None
    ) -> tuple[Turns, str, Vintage | None]:
        """The thread and the question as they are to be read, and the day that it is as of.

        What an earlier turn said of its day holds as long as every turn goes on from it. Asking
        for what is known now, or for the newest, leaves it, and what follows is of today too.
        """
        if len(text) > LONGEST_QUESTION or not any(thread.days):
            return thread, text, None
        turns = (*thread.typed, text)
        timeless = [without_now(turn) for turn in turns]
        plain = (*thread.bare, text)
        bare = [
            shown if left is None else left for shown, left in zip(plain, timeless, strict=True)
        ]
        with self._opened(audience) as catalogue:
            turn = in_thread(bare[-1], bare[:-1], catalogue)
        # "What do you have" goes on from nothing, and yet it is asked as of the day.
        as_before = turn.question.inherited or asks_what_there_is(turn.question)
        goes_on = (*turn.goes_on, as_before)
        named = (*turn.bearing, len(thread.typed)) if turn.question.terms else turn.bearing
        first = min(named, default=None)
        past: Vintage | None = None
        known = list(plain)
        for place, day in enumerate((*thread.days, None)):
            left = timeless[place]
            if day is not None:
                past = day if self._is_past(day, thread, place, as_of, audience) else None
            elif place in thread.left:
                past = None
            elif past is not None and goes_on[place] and left is not None:
                known[place], past = left, None
            elif not goes_on[place] or _wants_newest(turns[place]):
                # What was on file by a day is gone on from by naming a figure.
                listed = past is not None and past.within is None and place == first
                past = past if listed and not _wants_newest(turns[place]) else None
        thread = replace(thread, bare=tuple(known[:-1]))
        if past is not None:
            against = against_now(text)
            past = replace(past, text=known[-1], unread=against, hint=against and ONE_DAY)
        return thread, known[-1], past

    def _is_past(
        self, day: Vintage, thread: Turns, place: int, as_of: date | None, audience: str | None
    ) -> bool:
        """Whether a turn was answered as of its day, and not with the figure of that day."""
        if day.sure:
            return True
        itself = self._reply(thread.typed[place], thread.until(place), as_of, audience)
        return itself.status is Status.NOT_HELD

    def _reply(
        self,
        text: str,
        thread: Turns,
        as_of: date | None,
        audience: str | None,
        past: Vintage | None = None,
        asked: str | None = None,
        *,
        revised: bool = False,
        left: date | None = None,
    ) -> Reply:
        """The reply; ``past`` is what the question says of the day it is to be answered as on.

        ``asked`` is what is read in place of the text, where that is not the same. ``revised``
        says that its revisions are asked for, ``left`` as of which day the thread had been.
        """
        today = self.today()
        present = min(as_of or today, today)
        if past is not None and not past.unread:
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
            if past is not None and past.unread:
                told = Note("unknown_word", {"word": past.unread, "suggestions": ()})
                hint = (Note(past.hint),) if past.hint else ()
                miss = Answer(text, Status.UNKNOWN, catalogue.as_of, (told, *hint))
                return write(miss, catalogue, self.style, as_of=as_of, reopened=reopened)
            asked = past.text if past else asked or text
            if past is not None and asked == "that" and thread.bare:
                before = read(thread.bare[-1], catalogue.vocabulary, suggesting=False)
                if asks_what_there_is(before):  # "what do you have", "as of 30 June 2020"
                    thread, asked = Turns(), thread.bare[-1]
            if (
                past is not None
                and not thread.typed
                and self._is_of_releases(asked, past, catalogue)
            ):
                blank = Answer(text, Status.HELP, catalogue.as_of)
                if past.within is not None:
                    listed = releases_in(blank, past.within, catalogue)
                else:
                    listed = all_releases(blank, catalogue)
                    note = Note("published_by", {"published": as_of})
                    listed = replace(listed, message=(note, *listed.message))
                return write(listed, catalogue, self.style, as_of=as_of, reopened=reopened)
            several = questions_in(asked, catalogue.vocabulary)
            if several:
                several = _each_dated(several, asked, past, catalogue)
            bearing: tuple[int, ...] = ()
            if several:
                found = _one_at_a_time(text, several, catalogue)
            else:
                turn = in_thread(asked, thread.bare, catalogue)
                found = replace(answer_titled(turn.question, catalogue), question=text)
                found = with_way_back(found, turn, catalogue)
                bearing = turn.bearing
            if revised:
                then = day < today
                found = with_revisions(found, catalogue, then=then, why=asks_why(text))
            if past is not None and not (past.first and past.day == date.max):
                note = Note("published_by", {"published": day})
                if past.first or revised:
                    with open_catalogue(
                        self.database, present, audience=audience, now=now
                    ) as later:
                        first = since_first(found, later) if past.first else None
                        note = first or since_day(found, day, later)
                        found = not_borne_out(found, later)
                found = replace(found, message=(note, *found.message))
            elif left is not None and day == today:
                note = Note("told_today", {"published": left})
                found = replace(found, message=(note, *found.message))
            elif as_of is not None and as_of < today:
                note = Note("vintage", {"published": as_of})
                found = replace(found, assumptions=(*found.assumptions, note))
            context = [thread.typed[place] for place in bearing]
            return write(
                found, catalogue, self.style, as_of=as_of, context=context, reopened=reopened
            )


MOST_QUESTIONS = 5
"""Questions of one message that are offered: as many as a reply has buttons for."""


def _one_at_a_time(text: str, questions: tuple[str, ...], catalogue: StoredCatalogue) -> Answer:
    """The answer to a message of several questions: each of them, to be asked on its own."""
    shown = questions[:MOST_QUESTIONS]
    note = Note("several_questions" if shown == questions else "many_questions")
    options = tuple(Option(Note("ask_text", {"text": one}), one) for one in shown)
    return Answer(text, Status.AMBIGUOUS, catalogue.as_of, (note,), options=options)


def _each_dated(
    questions: tuple[str, ...], text: str, past: Vintage | None, catalogue: StoredCatalogue
) -> tuple[str, ...]:
    """The questions of a message, each with the day of publication that holds for all of them."""
    if past is not None:
        when = f"as published by {past.day.day} {past.day:%B %Y}"
        return tuple(f"{one} {when}" for one in questions)
    day = vintage(text)
    if day is None or day.unread or not fold(text).startswith(day.said):
        return questions
    found = questions_in(day.text, catalogue.vocabulary) or questions
    return tuple(f"{one} {day.said}" for one in found)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns before a question: as typed, without their days of publication, and these."""

    typed: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    days: tuple[Vintage | None, ...] = ()
    left: frozenset[int] = frozenset()  # places of those that left the day that the thread was of
    revised: bool = False  # whether the last asked for revisions

    def with_turn(
        self, turn: str, plain: str, day: Vintage | None, *, revised: bool, left: bool
    ) -> Turns:
        """One turn more, read as ``plain``.

        What it said of publication and could not be read was not answered.
        """
        unread = day is not None and bool(day.unread)
        bare = "" if unread else day.text if day else plain
        return Turns(
            (*self.typed, turn),
            (*self.bare, bare),
            (*self.days, None if unread else day),
            self.left | {len(self.typed)} if left else self.left,
            revised,
        )

    @property
    def first(self) -> bool:
        """Whether the last asked for a figure as first published, and so what became of it."""
        last = self.days[-1] if self.days else None
        return last is not None and last.first

    def until(self, place: int) -> Turns:
        left = frozenset(one for one in self.left if one < place)
        return Turns(self.typed[:place], self.bare[:place], self.days[:place], left)


def _wants_newest(text: str) -> bool:
    return any(isinstance(phrase.meaning, Latest) for phrase in find_periods(fold(text)))
