"""What was delivered, what was asked, and what came back for it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.soak.events import Happening
from tests.support.slack import Message

__all__ = ["Asked", "Ledger"]


@dataclass
class Asked:
    """A place of replies: what was asked for it, and what stands there."""

    kind: str
    killed: bool  # whether bots were killed from then on
    wanted: list[str] = field(default_factory=list)  # words of each reply
    replies: list[str] = field(default_factory=list)
    refused: int = 0  # not acknowledged, and told so by Slack
    cut_off: int = 0  # of these, while Slack itself had cut a connection

    @property
    def lost(self) -> int:
        return max(0, len(self.wanted) - self.refused - len(self.replies))

    @property
    def repeated(self) -> int:
        return max(0, len(self.replies) - len(self.wanted))

    @property
    def wrong(self) -> int:
        """Replies that say something else than they should."""
        return sum(not any(words in said for words in self.wanted) for said in self.replies)


@dataclass
class Ledger:
    """Safe to share between threads. ``heard`` is for the stand-in to call."""

    delivered: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    never_taken: Counter[str] = field(default_factory=Counter)
    asked: list[Asked] = field(default_factory=list)
    strays: list[Message] = field(default_factory=list)
    took: list[float] = field(default_factory=list)  # seconds of each acknowledgement
    unacknowledged: int = 0
    unanswered: int = 0  # questions, now
    killing: bool = False
    cutting: bool = False
    _places: dict[str, Asked] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def open(self, happening: Happening) -> Asked:
        with self._changed:
            asked = Asked(happening.kind, self.killing)
            self.asked.append(asked)
            for place in happening.places:
                self._places[place] = asked
            return asked

    def heard(self, message: Message) -> None:
        with self._changed:
            places = (message.user, message.thread, message.channel)
            found = next((self._places[p] for p in places if p and p in self._places), None)
            if found is None:
                self.strays.append(message)
                return
            with self._counting(found):
                found.replies.append(message.text)

    def expect(self, asked: Asked, words: str) -> None:
        with self._changed, self._counting(asked):
            asked.wanted.append(words)

    def refuse(self, asked: Asked) -> None:
        with self._changed, self._counting(asked):
            asked.refused += 1
            asked.cut_off += self.cutting

    @contextmanager
    def _counting(self, asked: Asked) -> Iterator[None]:
        before = asked.lost
        yield
        self.unanswered += asked.lost - before
        self._changed.notify_all()

    def wait(self, asked: Asked, seconds: float) -> bool:
        """Whether all that was asked there is answered within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: not asked.lost, seconds)

    def room(self, most: int, seconds: float) -> bool:
        """Whether no more than so many questions are unanswered within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.unanswered <= most, seconds)
