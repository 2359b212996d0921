"""From a question asked in Slack to the reply in its place: the last guard.

Whatever goes wrong on the way, the one who asked is told something, and the log
has the reference that they were given. That a question is answered once however often
Slack delivers it, and also after a crash, is the ``inbox``'s to see to.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Semaphore
from time import monotonic

from bot.desk import LONGEST_QUESTION, Desk
from bot.reply.reply import Reply
from bot.slack import posts
from bot.slack.logs import desk_log, fault, line
from bot.slack.outbox import Outbox, Refused
from bot.slack.payloads import BUTTON, Asked
from bot.slack.places import Post
from bot.slack.work import Starts
from bot.store.faults import StoreFault
from bot.store.state import State

__all__ = ["Answering"]

AT_ONCE = 2
"""Questions answered at once. More would be no faster, as Python computes one thing at a time,
and would keep the threads waiting that acknowledge."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What every listener needs. ``bot`` is the bot's own user id.

    ``given_up`` where a question was taken up again and again and each time ended the
    process: then the asker is told that it failed.
    """

    desk: Desk
    state: State
    clock: Callable[[], datetime]
    outbox: Outbox
    work: Starts
    bot: str
    given_up: bool = False
    asking: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    def answer(self, asked: Asked) -> None:
        """Answer where the question belongs, or say aside why not."""
        started = monotonic()
        reference = secrets.token_hex(3)
        if self.given_up:
            desk_log.error(line("given_up", surface=asked.surface, ref=reference))
            self._say_failed(asked, reference, figures=False)
            return
        try:
            as_of = asked.as_of or self.desk.today()
            earlier = self._earlier(asked)
            with self.asking:
                reply = self.desk.ask(asked.text, earlier=earlier, as_of=as_of)
            post = _post(asked, reply, as_of)
        except Exception as error:
            desk_log.error(line("not_answered", ref=reference, **fault(error)))
            unread = isinstance(error, OSError | sqlite3.Error | StoreFault)
            self._say_failed(asked, reference, figures=unread)
            return
        delivered = self._deliver(asked, post, reference)
        if delivered and asked.shared_by:
            self._mark_shared(asked, reply)
        took = round((monotonic() - started) * 1000)
        event = "answered" if delivered else "answered_aside"
        status = reply.status.value
        desk_log.info(line(event, surface=asked.surface, status=status, ms=took, ref=reference))
        self._log_question(asked, status, took)

    def _deliver(self, asked: Asked, post: Post, reference: str) -> bool:
        """Put the post in its place; whether it got there."""
        try:
            self.outbox.put(post, asked.place)
        except Exception as error:
            code = error.code if isinstance(error, Refused) else None
            desk_log.error(line("not_posted", ref=reference, slack=code, **fault(error)))
            self._say_why(asked, post, code, reference)
            return False
        return True

    def _say_why(self, asked: Asked, post: Post, code: str | None, reference: str) -> None:
        if asked.place == asked.aside:  # every private way has been tried
            return
        # Who asked in a channel still gets the answer; who only shared one has it already.
        answer = None if asked.shared_by else post
        channel = asked.place.channel or ""
        why = posts.cannot_post(code or "", channel, self.bot, answer)
        self._tell(asked, why or posts.failed(reference), reference)

    def _say_failed(self, asked: Asked, reference: str, *, figures: bool) -> None:
        sorry = posts.failed(reference, figures=figures)
        if not asked.shared_by and asked.place != asked.aside:
            try:
                self.outbox.put(sorry, asked.place)
            except Exception as error:
                desk_log.error(line("not_posted", ref=reference, **fault(error)))
            else:
                return
        self._tell(asked, sorry, reference)

    def _tell(self, asked: Asked, post: Post, reference: str) -> None:
        try:
            self.outbox.put(post, asked.aside)
        except Exception as error:
            desk_log.critical(line("reply_lost", ref=reference, **fault(error)))

    def _mark_shared(self, asked: Asked, reply: Reply) -> None:
        # So that a second press does not post it twice. The sharing itself is done.
        url, channel = asked.aside.response_url, asked.aside.channel
        if url is None or channel is None:
            return
        try:
            self.outbox.replace(posts.was_shared(reply, channel), url)
        except Exception as error:
            desk_log.warning(line("button_left", **fault(error)))

    def _earlier(self, asked: Asked) -> tuple[str, ...]:
        """The turns that this one goes on from. It is remembered before it is answered, so
        that the next, however soon, finds it.
        """
        if asked.thread is None:
            return ()
        try:
            turns = self.state.turns(asked.thread, before=asked.id)
            if not turns and asked.opened_from:
                turns = self.state.turns(asked.opened_from)
                for turn in turns:
                    self.state.add_turn(asked.thread, turn, self.clock(), asked.id)
            if len(asked.text) <= LONGEST_QUESTION:
                self.state.add_turn(asked.thread, asked.text, self.clock(), asked.id)
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))
            return ()
        # A button's question is whole: it takes nothing from the turns before it.
        return () if asked.surface == BUTTON else turns

    def _log_question(self, asked: Asked, status: str, took: int) -> None:
        try:
            self.state.log_question(asked.surface, status, took, self.clock())
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))


def _post(asked: Asked, reply: Reply, as_of: date) -> Post:
    if asked.shared_by:
        return posts.shared(reply, asked.shared_by)
    channel = asked.place.channel or ""
    if asked.place == asked.aside and not channel.startswith("D"):
        return posts.shareable(reply, as_of)
    return posts.of(reply)
