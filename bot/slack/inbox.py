"""What was acknowledged is answered: once, and also where the process is killed meanwhile.

Slack delivers again what got no acknowledgement, and only that. So what asks for an
answer is put into the bot's memory before it is acknowledged, and taken out once it is
answered. The process that took it in holds it, and says every few seconds that it still
lives; what nobody holds any more, another process takes up, or the next one at its start.
A reply that was posted a moment before the kill is then posted a second time: that is the
one repeat there can be, as Slack has no way to ask whether a message was taken.

Here, too, is where a repeated delivery ends: the same id comes in once within a day,
whichever process it comes to. So does the second click of a double click, which Slack
delivers under an id of its own. Where the memory fails, twice is better than never.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

from bot.slack.logs import desk_log, fault, line
from bot.slack.payloads import BY_PEOPLE
from bot.slack.work import Starts
from bot.store.state import Press, State, Waiting

__all__ = ["MOST_TRIES", "Held", "Inbox", "asks", "delivery_of"]

LEASE = timedelta(seconds=8)
"""How long what a process holds is its own without a word from it."""

BEAT = 2.0  # seconds from one word to the next

MOST_TRIES = 5
"""How often a question is taken up. One that ended the process so often would do so again."""

Body = Mapping[str, Any]

_NOT_KEPT = {"token", "message"}
"""Of a press: the old verification token, and the message that the button stands in."""


class Inbox:
    """The memory of what is in hand, for one process. Safe to share between threads."""

    def __init__(
        self,
        state: State,
        clock: Callable[[], datetime],
        *,
        lease: timedelta = LEASE,
        beat: float = BEAT,
    ) -> None:
        self._state = state
        self._clock = clock
        self._lease = lease
        self._beat = beat
        self._owner = secrets.token_hex(8)
        self._answered: set[str] = set()  # and not yet noted as such
        self._leaving = False
        self._stopped = Event()
        self._thread: Thread | None = None

    def accept(self, delivery: str, body: Body) -> bool:
        """Whether to go on with what was delivered: it is the first of its id, and of its press."""
        now = self._clock()
        try:
            if not asks(body):
                first = self._state.first_sight(delivery, now)
            else:
                kept = json.dumps(_kept(body))
                first = self._state.accept(
                    delivery, kept, self._owner, now, now + self._lease, _press(body, now)
                )
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))
            return True
        if not first:
            desk_log.info(line("delivered_again", kind=delivery.partition(":")[0]))
        return first

    def settle(self, delivery: str) -> None:
        """It is answered. Where that cannot be noted now, it is noted later: else another
        process would answer it again.
        """
        if not self._write(self._state.settle, delivery):
            self._answered.add(delivery)

    def release(self, delivery: str) -> None:
        """It will not be answered here."""
        self._write(self._state.release, delivery)

    def keep(self, take_up: Callable[[Waiting], None]) -> None:
        """From now on hold what is in hand, and take up what nobody holds."""
        self._thread = Thread(target=self._keep, args=(take_up,), name="inbox", daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """Take nothing more up; what is in hand is held until ``close``."""
        self._leaving = True

    def close(self) -> None:
        """Hold nothing any more."""
        self._leaving = True
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._settle_left()

    def _keep(self, take_up: Callable[[Waiting], None]) -> None:
        before: datetime | None = None
        while True:
            now = self._clock()
            try:
                self._state.hold(self._owner, now + self._lease)
                self._settle_left()
                # Where this process itself was held up, so may the others have been: they
                # speak first.
                if not self._leaving and (before is None or now - before < self._lease / 2):
                    self._take_up(take_up, now)
            except Exception as error:
                desk_log.error(line("memory_failed", **fault(error)))
            before = now
            if self._stopped.wait(self._beat):
                return

    def _take_up(self, take_up: Callable[[Waiting], None], now: datetime) -> None:
        found = self._state.take_up(self._owner, now, now + self._lease)
        if found:
            desk_log.warning(line("taken_up", questions=len(found)))
        for waiting in found:
            try:
                take_up(waiting)
            except Exception as error:
                desk_log.error(line("not_taken_up", **fault(error)))

    def _settle_left(self) -> None:
        for delivery in tuple(self._answered):
            if not self._write(self._state.settle, delivery):
                return
            self._answered.discard(delivery)

    def _write(self, write: Callable[[str], None], delivery: str) -> bool:
        """Whether it could be written."""
        try:
            write(delivery)
        except Exception as error:
            desk_log.error(line("memory_failed", **fault(error)))
            return False
        return True


@dataclass(frozen=True, slots=True)
class Held:
    """The work on one delivery: settled once its job is done, left to others if it is not begun."""

    work: Starts
    inbox: Inbox
    delivery: str | None
    lane: str = ""

    def start(self, job: Callable[[], None], /, lane: str = "") -> Future[None] | None:
        """Have the job done soon, in its own lane where no other is named. Never raises."""
        delivery, lane = self.delivery, lane or self.lane
        if delivery is None:
            return self.work.start(job, lane)

        def to_the_end() -> None:
            try:
                job()
            finally:
                self.inbox.settle(delivery)

        def ended(future: Future[None]) -> None:
            if future.cancelled():
                self.inbox.release(delivery)

        begun = self.work.start(to_the_end, lane)
        if begun is not None:
            begun.add_done_callback(ended)
        return begun


def delivery_of(body: Body) -> str | None:
    """What is the same when Slack delivers it again; None where nothing is."""
    if body.get("type") == "event_callback":
        event = body.get("event") or {}
        said = f"{event.get('channel')}{event.get('ts')}"
        return f"event:{body.get('event_id') or said}"
    trigger = body.get("trigger_id")
    kind = "command" if "command" in body else _KINDS.get(str(body.get("type")))
    return f"{kind}:{trigger}" if kind and trigger else None


_KINDS = {
    "block_actions": "press",
    "view_submission": "window",
    "message_action": "shortcut",
    "shortcut": "shortcut",
}


def asks(body: Body) -> bool:
    """Whether somebody waits for an answer to it. Only that is kept, and nothing overheard."""
    if "command" in body:
        return True
    kind = body.get("type")
    if kind == "event_callback":
        event = body.get("event") or {}
        to_the_bot = event.get("type") == "app_mention" or event.get("channel_type") == "im"
        said = not any(event.get(key) for key in ("bot_id", "edited", "hidden"))
        by_people = event.get("subtype") in BY_PEOPLE and event.get("user") is not None
        return to_the_bot and said and by_people
    if kind == "block_actions":
        # What is chosen in a window shows at once or not at all.
        in_window = (body.get("view") or {}).get("type") == "modal"
        return not in_window and any(action.get("value") for action in body.get("actions", ()))
    return kind in ("view_submission", "message_action")


def _press(body: Body, now: datetime) -> Press | None:
    """Which button of which message somebody pressed, and when they did; None for no press."""
    if body.get("type") != "block_actions":
        return None
    action, stands = body["actions"][0], body.get("container") or {}
    what = (
        (body.get("user") or {}).get("id"),
        *(stands.get(key) for key in ("channel_id", "message_ts", "view_id")),
        *(action.get(key) for key in ("action_id", "value")),
    )
    # What somebody pressed is not to be read in the memory.
    key = hashlib.sha256(json.dumps(what).encode()).hexdigest()
    try:
        # When it was pressed, by Slack's clock: what comes late may come close together.
        return Press(key, datetime.fromtimestamp(float(action["action_ts"]), UTC))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return Press(key, now)


def _kept(body: Body) -> dict[str, Any]:
    left_out = _NOT_KEPT if body.get("type") == "block_actions" else {"token"}
    return {key: value for key, value in body.items() if key not in left_out}
