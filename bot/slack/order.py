"""The order of a conversation: a question is read after those that were asked before it.

Several may come at once: where a connection was lost, or another process had acknowledged
them and is no more. Each is answered by a thread of its own; what a follow-up goes on from
has to be remembered by then. So each waits until those before it are remembered, which
takes milliseconds, and never for long: an answer out of its order is better than none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

__all__ = ["Order"]

PATIENCE = 2.0
"""Seconds that a question waits for those before it at most."""

STALE = 10.0
"""Seconds after which no question waits for one any more: it will not be read."""

MOST = 500
"""Conversations after which those are looked for of which nobody has taken leave."""


@dataclass(frozen=True, slots=True)
class _Unread:
    ts: float
    since: float = field(default_factory=monotonic)


class Order:
    """The questions of each conversation that are yet to be read. Safe to share between threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._unread: dict[str, dict[str, _Unread]] = {}

    def enter(self, conversation: str, question: str, ts: float) -> None:
        """A question has come, by its id; ``ts`` is when it was asked, by Slack's clock."""
        with self._changed:
            if len(self._unread) > MOST:
                self._forget_stale()
            self._unread.setdefault(conversation, {})[question] = _Unread(ts)

    def wait(self, conversation: str, question: str) -> None:
        """Wait until no question of the conversation that was asked before it is unread."""
        with self._changed:
            own = self._unread.get(conversation, {}).get(question)
            if own is not None:
                self._changed.wait_for(lambda: not self._is_behind(conversation, own), PATIENCE)

    def leave(self, conversation: str, question: str) -> None:
        """It is read; once more does no harm."""
        with self._changed:
            unread = self._unread.get(conversation, {})
            if unread.pop(question, None) is None:
                return
            if not unread:
                del self._unread[conversation]
            self._changed.notify_all()

    def _is_behind(self, conversation: str, own: _Unread) -> bool:
        others = self._unread.get(conversation, {}).values()
        return any(other.ts < own.ts and not _stale(other) for other in others)

    def _forget_stale(self) -> None:
        kept = {
            conversation: {q: one for q, one in unread.items() if not _stale(one)}
            for conversation, unread in self._unread.items()
        }
        self._unread = {conversation: unread for conversation, unread in kept.items() if unread}


def _stale(one: _Unread) -> bool:
    return monotonic() - one.since > STALE
