"""From a question asked in Slack to the reply in its place: the last guard.

Whatever goes wrong on the way, the one who asked is told something, and the log
has the reference that they were given. That a question is answered once however often
Slack delivers it, and also after a crash, is the ``inbox``'s to see to. Only a message
that nobody addressed to the bot may stay without a reply: one in a thread where it has
answered, if it is no question about figures.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Semaphore, Timer
from time import monotonic

from bot.answers.answer import Status
from bot.desk import LONGEST_QUESTION, Desk
from bot.reply.reply import Reply
from bot.slack import posts
from bot.slack.buttons import Standing
from bot.slack.choices import Choices
from bot.slack.kept import kept
from bot.slack.logs import desk_log, fault, line
from bot.slack.order import Order
from bot.slack.outbox import UNREADABLE, Outbox, Refused
from bot.slack.payloads import REPLY, Asked, key_of
from bot.slack.places import InChannel, Post, Posted, Private, audience_of
from bot.slack.presses import CHART, CSV, Deletion
from bot.slack.work import Starts
from bot.store.faults import StoreFault
from bot.store.state import State

__all__ = ["Answering"]

FAILED = "failed"
"""How a question ends that something went wrong with."""

AT_ONCE = 2
"""Questions answered at once. More would be no faster, as Python computes one thing at a time,
and would keep the threads waiting that acknowledge."""

PATIENCE = 2.0
"""Seconds after which the asker is told that a file is still to come."""

_MAY_BE_FILES = (CHART, CSV)

_NO_THREAD = frozenset(("thread_not_found", "cannot_reply_to_message"))
"""Slack's answers where a thread is gone or takes no more: there nobody would see anything."""

Finish = Callable[[Post, str | None], Post]

_READ = frozenset((Status.ANSWERED, Status.AMBIGUOUS, Status.NOT_HELD, Status.REFUSED))
"""How a question ends that was read as one about figures."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What every listener needs.

    ``bot`` is the bot's own user id; ``keeps_texts`` whether the log of questions has their words.
    ``late`` where it was acknowledged long since, by a process that is no more, and
    ``given_up`` where a question was taken up again and again and each time ended the
    process: then the asker is told that it failed.
    """

    desk: Desk
    state: State
    clock: Callable[[], datetime]
    outbox: Outbox
    work: Starts
    bot: str
    keeps_texts: bool = False
    late: bool = False
    given_up: bool = False
    asking: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))
    choices: Choices = field(default_factory=Choices)
    order: Order = field(default_factory=Order)

    def answer(self, asked: Asked, finish: Finish | None = None) -> None:
        """Answer where the question belongs, or say aside why not.

        ``finish`` adds to the reply what is to be said of it there, given the channel whose
        restricted figures may be in it, None for nobody's.
        """
        if asked.quiet and not self._concerns_us(asked):
            return
        started = monotonic()
        reference = secrets.token_hex(3)
        if self.given_up:
            desk_log.error(line("given_up", surface=asked.surface, ref=reference))
            self.order.leave(asked.thread or "", asked.id or "")
            self._say_failed(asked, reference, figures=False)
            return
        with self._meanwhile(asked, reference):
            self._answer(asked, started, reference, finish)

    def _answer(
        self,
        asked: Asked,
        started: float,
        reference: str,
        finish: Finish | None,
    ) -> None:
        first = asked
        try:
            turns = self._earlier(asked)
            draft = _Draft(self, asked, turns, finish)
            if draft.is_outdated:
                asked = replace(
                    asked, wants=REPLY, place=asked.aside, shared_by=None, outdated=True
                )
                draft = _Draft(self, asked, turns, finish)
            reply, post = draft.reply, draft.post
        except Exception as error:
            desk_log.error(line("not_answered", ref=reference, **fault(error)))
            if not asked.quiet:
                unread = isinstance(error, OSError | sqlite3.Error | StoreFault)
                self._say_failed(asked, reference, figures=unread)
            self._log_question(asked, FAILED, _since(started))
            return
        if asked.quiet:
            if reply.status not in _READ:
                return
            self._remember(asked, asked.thread, ())
        if post is None:  # the reply has no longer what the button was to show
            self.tell(asked.aside, posts.nothing_to_show(asked.wants), reference)
            return
        if post.file is not None and isinstance(asked.place, Private):
            # No file can be for one person's eyes in a channel.
            post = draft.alone()
            if post.file is None:
                self.tell(asked.aside, post, reference)
                return
            asked = replace(asked, place=InChannel(asked.aside.user))
        delivered = self._deliver(asked, post, draft, reference)
        if delivered and asked.shared_by:
            self._mark_shared(asked, draft)
        took = _since(started)
        event = "answered" if delivered else "answered_aside"
        status = reply.status.value
        desk_log.info(line(event, surface=asked.surface, status=status, ms=took, ref=reference))
        self._log_question(first, status, took, reply.unread)

    def delete(self, deletion: Deletion) -> None:
        """Take a reply away for who asked for it; others are told aside that they cannot."""
        reference = secrets.token_hex(3)
        aside = deletion.aside
        if aside.user != deletion.asker:
            self.tell(aside, posts.not_yours(deletion.asker), reference)
            return
        try:
            self.outbox.delete(deletion.channel, deletion.ts, aside.response_url)
        except Exception as error:
            code = error.code if isinstance(error, Refused) else None
            desk_log.warning(line("not_deleted", ref=reference, slack=code, **fault(error)))
            self.tell(aside, posts.cannot_delete(private=deletion.ts is None), reference)

    def ask(self, asked: Asked, turns: tuple[str, ...], audience: str | None) -> Reply:
        """The desk's reply, at most a few at once."""
        as_of = asked.as_of or self.desk.today()
        with self.asking:
            return self.desk.ask(asked.text, earlier=turns, as_of=as_of, audience=audience)

    def tell(self, aside: Private, post: Post, reference: str) -> None:
        """Tell one person something by whichever way is open; the log has it where none is."""
        try:
            self.outbox.put(post, aside)
        except Exception as error:
            desk_log.critical(line("reply_lost", ref=reference, **fault(error)))

    def _deliver(self, asked: Asked, post: Post, draft: _Draft, reference: str) -> bool:
        """Put the post in its place; whether it got there."""
        try:
            posted = self.outbox.put(post, asked.place, draft.alone)
        except Exception as error:
            code = error.code if isinstance(error, Refused) else None
            if asked.link is not None and self._by_address(asked.link, post, reference):
                return True
            desk_log.error(line("not_posted", ref=reference, slack=code, **fault(error)))
            self._say_why(asked, draft, None if code == UNREADABLE else code, reference)
            return False
        if posted is not None:
            self._take_up(asked, posted, draft.turns)
        elsewhere = asked.aside.channel is not None and asked.place == InChannel(asked.aside.user)
        if post.file is not None and elsewhere:
            self.tell(asked.aside, posts.file_sent(draft.without), reference)
        return True

    @contextmanager
    def _meanwhile(self, asked: Asked, reference: str) -> Iterator[None]:
        """Tell the asker that a file is on its way, where drawing or sending it takes long."""
        if asked.wants not in _MAY_BE_FILES:
            yield
            return
        told = (asked.aside, posts.on_its_way(asked.wants), reference)
        timer = Timer(PATIENCE, self.tell, told)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _by_address(self, response_url: str, post: Post, reference: str) -> bool:
        """Post by the address that came with a channel somebody chose: it needs no membership."""
        try:
            self.outbox.answer_to(post, response_url)
        except Exception as error:
            desk_log.warning(line("way_closed", way="address", ref=reference, **fault(error)))
            return False
        return True

    def _take_up(self, asked: Asked, posted: Posted, turns: tuple[str, ...]) -> None:
        """Let a thread below what was posted for all, or a direct message, go on from it."""
        if (
            asked.wants != REPLY
            or asked.thread is not None
            or not isinstance(asked.place, InChannel)
        ):
            return
        shown_to_all = audience_of(asked.place) is not None
        key = key_of(posted.channel, posted.ts if shown_to_all else None)
        self._remember(asked, key, turns)

    def _say_why(self, asked: Asked, draft: _Draft, code: str | None, reference: str) -> None:
        if asked.place == asked.aside:  # every private way has been tried
            return
        # Who asked in a channel still gets the answer; who only shared one has it already.
        answer = None if asked.shared_by else draft.for_asker()
        channel = asked.place.channel or ""
        why = posts.cannot_post(code, channel, self.bot, reference, answer)

        def direct() -> Post:
            alone = None if asked.shared_by else draft.alone()
            return posts.cannot_post(code, channel, self.bot, reference, alone)

        aside = replace(asked.aside, thread=None) if code in _NO_THREAD else asked.aside
        try:
            self.outbox.put(why, aside, direct)
        except Exception as error:
            desk_log.critical(line("reply_lost", ref=reference, **fault(error)))

    def _say_failed(self, asked: Asked, reference: str, *, figures: bool) -> None:
        sorry = posts.failed(reference, figures=figures)
        in_place = not asked.shared_by and asked.wants == REPLY
        if in_place and asked.place != asked.aside:
            try:
                self.outbox.put(sorry, asked.place)
            except Exception as error:
                desk_log.error(line("not_posted", ref=reference, **fault(error)))
            else:
                return
        self.tell(asked.aside, sorry, reference)

    def _mark_shared(self, asked: Asked, draft: _Draft) -> None:
        # So that a second press does not post it twice. The sharing itself is done.
        url, channel = asked.aside.response_url, asked.aside.channel
        if url is None or channel is None:
            return
        try:
            self.outbox.replace(posts.was_shared(draft.reply, channel, draft.standing), url)
        except Exception as error:
            desk_log.warning(line("button_left", **fault(error)))

    def _concerns_us(self, asked: Asked) -> bool:
        """Whether a message is about figures, in a thread where the bot has answered.

        Not where that cannot be known: nobody has called the bot.
        """
        try:
            answered = asked.thread is not None and bool(self.state.turns(asked.thread))
            return answered and self.desk.is_about_figures(asked.text, audience=asked.audience)
        except Exception as error:
            desk_log.error(line("thread_not_read", **fault(error)))
            return False

    def _earlier(self, asked: Asked) -> tuple[str, ...]:
        """The turns that this one goes on from. It is remembered before it is answered, so
        that the next, however soon, finds it.
        """
        if asked.thread is None:
            return asked.turns or ()
        if asked.id is None:
            return self._in_turn(asked, asked.thread)
        self.order.wait(asked.thread, asked.id)
        try:
            return self._in_turn(asked, asked.thread)
        finally:
            self.order.leave(asked.thread, asked.id)

    def _in_turn(self, asked: Asked, thread: str) -> tuple[str, ...]:
        try:
            turns = self.state.turns(thread, before=asked.id)
            if not turns and asked.opened_from:
                turns = self.state.turns(asked.opened_from)
                for turn in turns:
                    self.state.add_turn(thread, turn, self.clock(), asked.id)
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))
            turns = ()
        # A button has its own turns with it: it takes nothing from those of the thread,
        # but the thread goes on from what was pressed.
        carried = asked.turns if asked.turns is not None else turns
        if not asked.quiet and asked.wants == REPLY:
            missing = () if carried == turns[len(turns) - len(carried) :] else carried
            self._remember(asked, thread, missing)
        return carried

    def _remember(self, asked: Asked, thread: str | None, turns: tuple[str, ...]) -> None:
        """Keep the question as the newest turn of a thread, after those turns."""
        if thread is None or len(asked.text) > LONGEST_QUESTION:
            return
        try:
            for turn in (*turns, asked.text):
                self.state.add_turn(thread, turn, self.clock(), asked.id)
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))

    def _log_question(
        self, asked: Asked, status: str, took: int, unread: Sequence[str] = ()
    ) -> None:
        if asked.wants != REPLY:
            return
        try:
            words = (kept(asked.text, self.bot), unread) if self.keeps_texts else ()
            self.state.log_question(asked.surface, status, took, self.clock(), *words)
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))


class _Draft:
    """A reply in the making, for whichever eyes it is to be."""

    def __init__(
        self,
        answering: Answering,
        asked: Asked,
        turns: tuple[str, ...],
        finish: Finish | None,
    ) -> None:
        self._answering = answering
        self._finish = finish
        self._asked = asked
        self.turns = turns
        private = asked.place == asked.aside
        self.standing = Standing(
            as_of=asked.as_of or answering.desk.today(),
            asker=asked.aside.user,
            shareable=private and asked.audience is not None,
            everybody=asked.everybody,
        )
        self.without: str | None = None
        """The channel whose restricted figures ``alone`` had to leave out."""
        self._stands_under = answering.ask(asked, turns, asked.sight)
        self.reply = self._shown(self._stands_under, asked.sight)
        self.post = self._post(self.reply, self.standing, asked.sight)

    @property
    def is_outdated(self) -> bool:
        """Whether the reply that is to be shown again has other figures than it had."""
        asked = self._asked
        is_other = asked.imprint not in ("", self._stands_under.imprint)
        return is_other and (asked.wants != REPLY or asked.shared_by is not None)

    def _ask(self, audience: str | None) -> Reply:
        return self._shown(self._answering.ask(self._asked, self.turns, audience), audience)

    def _shown(self, reply: Reply, audience: str | None) -> Reply:
        """The reply; of a chart of one figure, that of the turn which lists its periods."""
        asked, answering = self._asked, self._answering
        if asked.wants != CHART or reply.points is not None or reply.chart_turn is None:
            return reply
        listed = replace(asked, text=reply.chart_turn)
        return answering.ask(listed, (*self.turns, asked.text), audience)

    def _post(self, reply: Reply, standing: Standing, sight: str | None) -> Post | None:
        if self._asked.shared_by:
            return posts.shared(reply, self._asked.shared_by, standing)
        post = posts.wanted(self._asked.wants, reply, standing)
        if post and self._asked.outdated:
            return posts.outdated(post)
        if post and self._asked.wants == REPLY and self._answering.keeps_texts and _teaches(reply):
            post = posts.noted(post)
        return self._finish(post, sight) if post and self._finish else post

    def for_asker(self) -> Post:
        """The same for the asker where they asked, who has yet to see it."""
        post = self._post(self.reply, self.standing, self._asked.sight)
        return post or posts.nothing_to_show(self._asked.wants)

    def alone(self) -> Post:
        """The same as nobody's channel may see it, for a direct message."""
        reply, sight = self.reply, self._asked.sight
        if sight is not None:
            reply = self._ask(None)
            if (reply.text, reply.contract) != (self.reply.text, self.reply.contract):
                self.without = sight
        standing = Standing(self.standing.as_of, self.standing.asker)
        post = self._post(reply, standing, None)
        if self.without is None:
            return post or posts.nothing_to_show(self._asked.wants)
        return posts.for_everybody(post, self.without) if post else posts.only_in(self.without)


def _teaches(reply: Reply) -> bool:
    """Whether it is a help. "Start over" ends as one too, but in a single sentence."""
    return reply.status is Status.HELP and len(reply.parts.messages) > 1


def _since(started: float) -> int:
    """Milliseconds."""
    return round((monotonic() - started) * 1000)
