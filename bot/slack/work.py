"""Answering off the acknowledgement's path: a pool of threads of its own.

Slack wants an acknowledgement within three seconds, and Bolt gives it from its
listener threads. A reply may wait far longer, for a rate limit above all; so a
listener only hands it to this pool, whose line has no end and loses nothing. Slack takes
about one message a second in a channel: where many ask in one, most of them wait in a pool
apart, so that nobody waits for them elsewhere. As Python
computes one thing at a time, answering begins when nothing is just being acknowledged:
where two hundred ask at once, all are acknowledged first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Condition, Lock
from typing import Protocol

from bot.slack.logs import desk_log, fault, line

__all__ = ["Starts", "Work"]

LISTENERS = 24

MOST_OF_ONE = 8
"""Jobs of one lane that are done beside those of all others."""

CROWD = 8
"""Threads for whatever is more than that in any lane."""

LONGEST_WAIT = 0.5
"""Seconds that an answer lets acknowledgements pass, should they never end."""


class Starts(Protocol):
    """Whatever has jobs done."""

    def start(self, job: Callable[[], None], /, lane: str = "") -> Future[None] | None:
        """Have the job done soon. Never raises.

        Jobs of a ``lane``, such as a channel that they post in, may hold each other up; those of
        none hold up nothing.
        """


class Work:
    """Jobs in hand. ``threads`` bounds how many wait for Slack at once.

    ``listeners`` are the threads of Bolt's own, each held for the milliseconds of an
    acknowledgement. They are here because what one of them has taken in, but not
    yet handed on, is in hand too.
    """

    def __init__(self, threads: int = 24) -> None:
        self.listeners = ThreadPoolExecutor(LISTENERS, thread_name_prefix="acknowledge")
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._crowd = ThreadPoolExecutor(CROWD, thread_name_prefix="crowd")
        self._in_lane: Counter[str] = Counter()
        self._lock = Lock()
        self._acknowledging = 0
        self._changed = Condition()
        self._in_hand: set[Future[None]] = set()

    def start(self, job: Callable[[], None], /, lane: str = "") -> Future[None] | None:
        """Have the job done soon; the job in hand, None where it is done already.

        Never raises: what called this has still to acknowledge.
        """
        with self._lock:
            crowded = lane and self._in_lane[lane] >= MOST_OF_ONE
        try:
            pool = self._crowd if crowded else self._pool
            future = pool.submit(self._after_acknowledging, job)
        except RuntimeError:  # the pool is closed: the desk is shutting down
            _guarded(job)
            return None
        with self._lock:
            self._in_hand.add(future)
            self._in_lane[lane] += 1
        future.add_done_callback(lambda done: self._done(done, lane))
        return future

    def finish(self, patience: float) -> int:
        """Wait for what is in hand, at most so many seconds; how many jobs were left undone."""
        self.listeners.shutdown(wait=True)
        with self._lock:
            in_hand = set(self._in_hand)
        _, undone = wait(in_hand, timeout=patience)
        for pool in (self._pool, self._crowd):
            pool.shutdown(wait=False, cancel_futures=True)
        return len(undone)

    @contextmanager
    def acknowledging(self) -> Iterator[None]:
        """While something is acknowledged, which goes before all answering."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        with self._changed:
            self._acknowledging += more
            if not self._acknowledging:
                self._changed.notify_all()

    def _after_acknowledging(self, job: Callable[[], None]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._acknowledging, LONGEST_WAIT)
        _guarded(job)

    def _done(self, future: Future[None], lane: str) -> None:
        with self._lock:
            self._in_hand.discard(future)
            self._in_lane[lane] -= 1
            if not self._in_lane[lane]:
                del self._in_lane[lane]


def _guarded(job: Callable[[], None]) -> None:
    try:
        job()
    except Exception as error:
        desk_log.error(line("job_failed", **fault(error)))
