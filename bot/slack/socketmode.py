"""Socket Mode: the bot's connection to Slack, made again whenever it ends.

slack_sdk's client reads and writes the connection. When to connect is decided here:
at once where Slack says that it will close or a connection ends, then after 1, 2, 4 …
seconds, so that the bot is back within moments of Slack. Where each new connection ends as
soon as it is made, as when Socket Mode is switched off for the app, the waits grow too. The
log has one line when the connection is lost and one when it is there again, and slack_sdk's
own lines of every try are left out. What was on its way when a connection ended, Slack
delivers again.
"""

from __future__ import annotations

import json
import logging
import socket
from contextlib import suppress
from functools import partial
from itertools import count
from logging import ERROR, WARNING
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin.client import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.settings import ForSocketMode
from bot.slack.logs import desk_log, fault, line

__all__ = ["Socket"]

THREADS = 24
LONGEST_WAIT = 30.0  # seconds between two tries
_RECEIVE = 64 * 1024  # bytes: slack_sdk's own reader recurses once for every buffer it fills
_PING = 3.0  # seconds; a connection that died without a word is given up after four of them
_LOOK = 0.5  # seconds between two looks at whether the connection is there
_SHORT = 10.0  # seconds; a connection that lasts less is no sign that the next one will
_DISCONNECT, _LOOKED_AT = '"disconnect"', 200
_USUAL = frozenset(("", "warning", "refresh_requested"))
"""Why Slack ends connections every few hours."""
_MEND = {"link_disabled": "turn Socket Mode on, on the app's page under Settings > Socket Mode"}
"""What to do, by Slack's reason for ending each connection."""


class _Client(SocketModeClient):
    """slack_sdk's client, which says when it wants a new connection instead of making one.

    It counts what it has received and not yet dealt with.
    """

    def __init__(self, **settings: Any) -> None:
        self.wanted = Event()
        self.lost = False
        self.because = ""  # Slack's reason for ending the connection
        self._in_hand = 0
        self._changed = Condition()
        super().__init__(**settings)

    def enqueue_message(self, message: str) -> None:
        self._count(1)
        self.because = _reason(message) or self.because
        super().enqueue_message(message)

    def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        try:
            super().run_message_listeners(message, raw_message)
        finally:
            self._count(-1)

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        # Without force it only means that the connection is gone, which is seen anyway.
        if force:  # Slack has sent a message that says so, which is dealt with hereby
            self._count(-1)
            self.wanted.set()

    def quiet(self, patience: float) -> None:
        """Wait until nothing is in hand, at most so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_hand == 0, patience)

    def _count(self, more: int) -> None:
        with self._changed:
            self._in_hand += more
            self._changed.notify_all()

    def _on_close(self, code: int, reason: str | None = None) -> None:  # noqa: ARG002
        self.lost = True
        self.wanted.set()

    def renew(self) -> None:
        """Make a new connection, and close the one before it only then. Raises what fails."""
        old = self.current_session
        if old is not None:
            # slack_sdk closes it once the new one stands, but waits until its reader has
            # waited for more in vain; for so long it would read nothing of the new one.
            old.close = partial(_end, old)  # type: ignore[method-assign]
        with self.connect_operation_lock:
            self.wss_uri = self.issue_new_wss_url()
            self.connect()


class Socket(SocketModeHandler):
    """Bolt's Socket Mode, which stays connected, and can stop taking things in before it closes."""

    client: _Client

    def __init__(self, app: App, settings: ForSocketMode) -> None:
        # Not the base class's __init__, which makes a client of its own.
        self.app = app
        self.app_token = settings.app_token.get_secret_value()
        self._ended = Event()
        self._made = 0.0
        self._short = 0  # connections one after the other that lasted no time
        self.client = _Client(
            app_token=self.app_token,
            logger=_silent(),
            web_client=app.client,
            proxy=app.client.proxy,
            auto_reconnect_enabled=True,
            ping_interval=_PING,
            receive_buffer_size=_RECEIVE,
            concurrency=THREADS,
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
        self._watch = Thread(target=self._stay_connected, name="connection", daemon=True)

    def enter(self) -> None:
        """Connect, and from now on stay connected.

        Raises SlackApiError where Slack refuses the token, OSError where it cannot be reached.
        """
        self.client.connect()
        self._made = monotonic()
        connected = self.client.is_connected()
        desk_log.info(line("connected" if connected else "connecting", mode="socket"))
        self.client.wanted.clear()
        self._watch.start()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One envelope; once left, unacknowledged, so that Slack sends it again."""
        if self._ended.is_set():
            return
        try:
            super().handle(client, req)
        except SlackClientNotConnectedError:
            # It is in hand all the same; Slack will deliver it again, and hear that it is.
            desk_log.info(line("not_acknowledged", kind=req.type))
        except Exception as error:
            desk_log.error(line("request_failed", kind=req.type, **fault(error)))

    def leave(self, patience: float = 3.0) -> None:
        """Close the connection in a moment when nothing that came by it is unacknowledged.

        Slack cannot be told to send no more: what comes until then is taken in, so that
        what is cut off is only what is on its way in that very moment.
        """
        self.client.quiet(patience)
        self._ended.set()
        self.client.wanted.set()
        # What follows only spares slack_sdk's threads the seconds that they wait for more.
        self.client.closed = True
        self.client.message_queue.put(None)
        if self.client.current_session is not None:
            _wake(self.client.current_session)
        if self._watch.is_alive():
            self._watch.join(patience)
        self.client.close()

    def _stay_connected(self) -> None:
        while not self._ended.is_set():
            asked = self.client.wanted.wait(_LOOK)
            self.client.wanted.clear()
            if self._ended.is_set():
                return
            if asked or not self.client.is_connected():
                self._connect_again()

    def _connect_again(self) -> None:
        because, self.client.because = self.client.because, ""
        unusual = because not in _USUAL
        lost = unusual or self.client.lost or not self.client.is_connected()
        started = monotonic()
        if lost:
            told = line(
                "disconnected", mode="socket", because=because or None, do=_MEND.get(because)
            )
            desk_log.log(ERROR if unusual else WARNING, told)
        self._short = self._short + 1 if started - self._made < _SHORT else 0
        if self._short > 1 and self._ended.wait(min(LONGEST_WAIT, 2.0 ** (self._short - 2))):
            return
        for tries in count():
            failed = self._try()
            if self._ended.is_set():
                return
            if failed is None:
                break
            if tries == 0:
                event = "not_connected" if lost else "disconnected"
                desk_log.warning(line(event, mode="socket", **failed))
                lost = True
            if self._ended.wait(min(LONGEST_WAIT, 2.0**tries)):
                return
        self._made = monotonic()
        event = "connected" if lost else "connection_renewed"
        desk_log.info(line(event, mode="socket", seconds=round(monotonic() - started, 1)))

    def _try(self) -> dict[str, str] | None:
        """Connect; why that failed, None where it did not."""
        self.client.lost = False
        try:
            self.client.renew()
        except Exception as error:
            return fault(error)
        return None if self.client.is_connected() else {"fault": "handshake"}


def _reason(message: str) -> str:
    """Why Slack ends the connection, where a message says that it will; else nothing."""
    if _DISCONNECT not in message[:_LOOKED_AT]:
        return ""
    told = json.loads(message)
    return str(told.get("reason") or "") if told.get("type") == "disconnect" else ""


def _end(connection: Connection) -> None:
    _wake(connection)
    connection.disconnect()


def _wake(connection: Connection) -> None:
    """Have whoever waits for more to read wait no longer."""
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _silent() -> logging.Logger:
    log = logging.getLogger("slack_sdk.socket_mode")
    log.setLevel(logging.CRITICAL)
    return log
