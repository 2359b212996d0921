"""Delivering what happens as Slack does, while the bots are restarted, cut off and killed.

A plan is a list of disturbances, each at a share of the events: it begins in the midst of
them, and is over before the next one. Until the killing begins everything is graceful: a new
bot is up before an old one is told to stop. Then come kills, of one of two bots and of all
there are.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from urllib.error import URLError

from tests.soak.events import Happening, happenings
from tests.soak.ledger import Ledger
from tests.support.processes import Process
from tests.support.slack import Caller, Json, Slack

__all__ = ["Run", "drive"]

WORKERS = 8
MOST_UNANSWERED = 60
AGAIN = 0.06
"""The share of acknowledged events that Slack delivers again, as if it had not heard."""
WAITS = (0.2, 1.0, 3.0, 6.0, 12.0)
"""Seconds before each redelivery; Slack's own are spread over six minutes."""
PATIENCE = 3.0  # seconds that Slack waits for an acknowledgement
AFTER_A_KILL = 14.0  # seconds until everything that was in hand has been taken up


@dataclass
class Run:
    """One mode's part of the soak, and what was measured in it."""

    mode: str
    slack: Slack
    start: Callable[[], Process]
    count: int
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    bots: list[Process] = field(default_factory=list)  # that Slack reaches now
    memory: list[float] = field(default_factory=list)  # of the first bot, at 20% and at its end
    disturbances: list[str] = field(default_factory=list)
    back: list[float] = field(default_factory=list)  # seconds until all were connected again
    statuses: list[int] = field(default_factory=list)  # of those that were told to stop
    done: int = 0
    allowed: float = 0  # how many events may go before what is planned next
    drained: bool = True
    _turn: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # delivering

    def deliver(self, payload: Json, *, redelivered: bool) -> bool:
        """Whether it was acknowledged, at the first try or at one of those after it."""
        for retry in range(1 + len(WAITS) if redelivered else 1):
            if retry:
                time.sleep(WAITS[retry - 1])
            if (took := self._offer(payload, retry)) is not None:
                if not retry:
                    self.ledger.took.append(took)
                return True
            self.ledger.unacknowledged += 1
        return False

    def _offer(self, payload: Json, retry: int) -> float | None:
        if self.mode == "socket":
            return self.slack.offer(_envelope(payload), payload, retry=retry, seconds=PATIENCE)
        # What stands before the bots goes on to the next one where one takes no connection.
        with self._lock:
            self._turn += 1
            bots = self.bots[self._turn % len(self.bots) :] + self.bots if self.bots else []
        for bot in bots:
            started = time.monotonic()
            try:
                status, _ = Caller(bot.url, timeout=PATIENCE)(payload, retry=retry)
            except URLError as error:
                if isinstance(error.reason, ConnectionRefusedError):
                    continue
                return None
            except OSError:
                return None
            return time.monotonic() - started if status == 200 else None
        return None

    # disturbing

    def more(self) -> None:
        bot = self.start().ready()
        self.bots.append(bot)

    def retire(self) -> None:
        """One of the bots is told to stop, in the midst of it all; the first one stays."""
        self.disturbances.append("graceful restart")
        self._stop(self.bots.pop(1 if len(self.bots) > 2 else 0))

    def _stop(self, bot: Process) -> None:
        # What stands before the bots learns of it as Slack does: by what they no longer take.
        bot.stop()
        self.statuses.append(bot.ended())

    def weigh(self) -> None:
        self.memory.append(self.bots[0].memory)

    def begin_killing(self) -> None:
        self.drained = self.ledger.room(0, 120)
        time.sleep(1)
        self.ledger.killing = True

    def kill_one(self) -> None:
        self.disturbances.append("kill of one of two")
        self.bots.pop().kill()
        self.more()

    def kill_all(self) -> None:
        self.disturbances.append("kill of all")
        for bot in self.bots:
            bot.kill()
        self.bots.clear()
        time.sleep(0.5)
        self.more()

    def cut(self) -> None:
        """Slack ends a connection without a word of warning."""
        with self._cutting("connection closed"):
            self.slack.open_connections[0].close()

    def refresh(self) -> None:
        """Slack says that it will close a connection, and does."""
        with self._cutting("connection refreshed"):
            old = self.slack.open_connections[0]
            old.send('{"type": "disconnect", "reason": "refresh_requested"}')
            time.sleep(1)
            old.close()

    def away(self) -> None:
        """Slack takes no connection for a while."""
        with self._cutting("Slack away for 3 s"):
            self.slack.shut_socket()
            time.sleep(3)
            self.slack.open_socket()

    @contextmanager
    def _cutting(self, what: str) -> Iterator[None]:
        self.disturbances.append(what)
        self.ledger.cutting = True
        yield
        started = time.monotonic()
        while len(self.slack.open_connections) < len(self.bots):
            time.sleep(0.02)
            assert time.monotonic() < started + 60, "the bots never connected again"
        self.back.append(time.monotonic() - started)
        self.ledger.cutting = False


Disturbance = tuple[float, Callable[[], None]]


def plan(run: Run, *, brief: bool) -> list[Disturbance]:
    """What is done to the bots, at which share of the events."""
    graceful: list[Disturbance]
    kills: list[Disturbance]
    cuts: list[Disturbance]
    if brief:
        graceful = [(0.05, run.more), (0.25, run.retire)]
        kills = [(0.5, run.begin_killing), (0.6, run.kill_all)]
        cuts = [(0.15, run.refresh), (0.35, run.cut)]
    else:
        begins = (0.06, 0.12, 0.24, 0.3, 0.36, 0.42)
        graceful = [(0.02, run.more), (0.2, run.weigh)]
        graceful += [(share, run.more) for share in begins]
        graceful += [(share + 0.03, run.retire) for share in begins]
        kills = [
            (0.52, run.begin_killing),
            *((share, run.kill_one) for share in (0.56, 0.64, 0.72)),
        ]
        kills += [(0.8, run.weigh), (0.82, run.kill_all), (0.91, run.kill_all)]
        cuts = [(share, run.refresh) for share in (0.04, 0.17, 0.34, 0.6, 0.86)]
        cuts += [(share, run.cut) for share in (0.08, 0.22, 0.28, 0.4, 0.68, 0.95)]
        cuts += [(0.47, run.away)]
    planned = [*graceful, *kills, *(cuts if run.mode == "socket" else ())]
    return sorted(planned, key=lambda planned: planned[0])


def drive(run: Run, *, brief: bool = False) -> None:
    """Deliver everything, disturb the bots meanwhile, and wait until nothing is unanswered."""
    run.slack.heard = run.ledger.heard
    run.more()
    happening = happenings(run.slack, run.count, run.seed)
    lock, random = threading.Lock(), Random(run.seed)  # noqa: S311 - of no secret
    recent: deque[tuple[str, Json]] = deque(maxlen=200)
    disturber = threading.Thread(target=_disturb, args=(run, plan(run, brief=brief)))

    def work() -> None:
        while True:
            with lock:
                each = next(happening, None)
            if each is None:
                return
            run.ledger.room(MOST_UNANSWERED, 60)
            while run.done >= run.allowed:
                time.sleep(0.02)
            _happen(run, each, recent, random)

    with ThreadPoolExecutor(WORKERS) as workers:
        futures = [workers.submit(work) for _ in range(WORKERS)]
        disturber.start()
        for future in futures:
            future.result()
    run.done = run.count
    disturber.join()
    run.ledger.room(0, 120)
    time.sleep(AFTER_A_KILL)  # for what would come a second time
    for bot in run.bots:
        bot.stop()
    run.statuses += [bot.ended() for bot in run.bots]


def _happen(
    run: Run, happening: Happening, recent: deque[tuple[str, Json]], random: Random
) -> None:
    ledger = run.ledger
    asked = ledger.open(happening) if happening.places else None
    for turn in happening.turns:
        ledger.delivered[happening.kind] += 1
        run.done += 1
        if asked is not None and turn.words is not None:
            ledger.expect(asked, turn.words)
        if not run.deliver(turn.payload, redelivered=happening.redelivered):
            if happening.redelivered:
                ledger.never_taken[happening.kind] += 1
            elif asked is not None:
                ledger.refuse(asked)  # Slack tells who asked
            continue
        if happening.redelivered:
            recent.append((happening.kind, turn.payload))
        if recent and random.random() < AGAIN:
            kind, payload = random.choice(recent)
            if run.deliver(payload, redelivered=True):
                ledger.again[kind] += 1
        if asked is not None and len(happening.turns) > 1:
            ledger.wait(asked, 60)


def _disturb(run: Run, planned: list[Disturbance]) -> None:
    shares = [share for share, _ in planned]
    for (share, disturb), then in zip(planned, [*shares[1:], 2.0], strict=True):
        run.allowed = share * run.count + 1
        while run.done < share * run.count:
            time.sleep(0.01)
        run.allowed = then * run.count
        disturb()


def _envelope(payload: Json) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload["type"] == "event_callback" else "interactive"
