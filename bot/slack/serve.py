"""Running the bot until it is told to stop: in Socket Mode, or over HTTP.

Either way SIGTERM or SIGINT ends it gracefully: nothing new is taken in (Slack
delivers what it gets no acknowledgement for again, to whichever process is then
there), what was acknowledged is still answered, then the files are closed.
"""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Condition, Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.client import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from waitress.server import BaseWSGIServer, create_server

from bot.desk import Desk
from bot.language.ordinary import ordinary
from bot.reply.style import STYLES
from bot.settings import ForHttp, ForSocketMode, Settings, SettingsError
from bot.slack.app import build_app
from bot.slack.logs import desk_log, library_log, line, log_to
from bot.slack.web import LARGEST_BODY, SlackSite
from bot.slack.work import Work
from bot.store.state import State

__all__ = ["Socket", "close", "http_server", "serve_http", "serve_socket"]

PATIENCE = 20.0
"""Seconds that what is in hand may still take; hosts kill a process after about thirty."""

_THREADS = 24
_RECEIVE = 64 * 1024  # bytes: slack_sdk's own reader recurses once for every buffer it fills
_PING = 5.0  # seconds; a connection that died without a word is given up after four of them


class Socket(SocketModeHandler):
    """Bolt's Socket Mode, which can stop taking things in before it closes."""

    def __init__(self, app: App, settings: ForSocketMode) -> None:
        super().__init__(
            app,
            settings.app_token.get_secret_value(),
            logger=library_log("slack_sdk.socket_mode"),
            ping_interval=_PING,
            receive_buffer_size=_RECEIVE,
            concurrency=_THREADS,
        )
        self._leaving = False
        self._acknowledging = 0
        self._changed = Condition()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One envelope; once leaving, left unacknowledged, so that Slack sends it again."""
        with self._changed:
            if self._leaving:
                return
            self._acknowledging += 1
        try:
            super().handle(client, req)
        finally:
            with self._changed:
                self._acknowledging -= 1
                self._changed.notify_all()

    def leave(self, patience: float = 3.0) -> None:
        """Take nothing more in, finish acknowledging, and close the connection."""
        with self._changed:
            self._leaving = True
            self._changed.wait_for(lambda: self._acknowledging == 0, patience)
        # What follows only spares slack_sdk's threads the seconds that they wait for more.
        self.client.closed = True
        self.client.message_queue.put(None)
        session = self.client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)
        self.client.close()


def serve_socket(settings: Settings) -> None:
    """Answer in Slack through Socket Mode until a signal.

    Raises SettingsError, and StoreFault where the bot's memory cannot be opened.
    """
    complete = settings.for_socket_mode()
    log_to(level=complete.log_level)
    with _told_to_stop() as wait_for_signal, _running(complete) as app:
        connection = Socket(app, complete)
        try:
            with _refusals(complete, "SLACK_APP_TOKEN"):
                connection.client.connect()
            # Where the handshake failed, slack_sdk goes on trying by itself.
            connected = connection.client.is_connected()
            desk_log.info(line("connected" if connected else "connecting", mode="socket"))
            wait_for_signal()
        finally:
            connection.leave()


def serve_http(settings: Settings, port: int | None = None) -> None:
    """Answer in Slack over HTTP until a signal, on the port given or else the one set.

    Raises SettingsError, and StoreFault where the bot's memory cannot be opened.
    """
    complete = settings.for_http()
    log_to(level=complete.log_level)
    listening = _listen(complete.port if port is None else port)
    with _told_to_stop() as wait_for_signal, _running(complete) as app:
        server = http_server(app, complete, listening)
        Thread(target=server.run, name="http", daemon=True).start()
        desk_log.info(line("listening", mode="http", port=listening.getsockname()[1]))
        wait_for_signal()
        close(server)


def http_server(app: App, settings: ForHttp, listening: socket.socket) -> BaseWSGIServer:
    """The WSGI server over a socket already bound; its ``run`` serves until ``close``."""
    server = create_server(
        SlackSite(app, settings.signing_secret.get_secret_value()),
        sockets=[listening],
        threads=_THREADS,
        connection_limit=1000,
        max_request_body_size=LARGEST_BODY,
        asyncore_use_poll=True,  # select() knows no more than 1024 connections
        ident=None,
    )
    assert isinstance(server, BaseWSGIServer)  # noqa: S101 - one socket makes one server
    return server


def close(server: BaseWSGIServer) -> None:
    """Finish the requests in hand and listen no more."""
    server.task_dispatcher.shutdown()
    server.close()


@contextmanager
def _running(settings: ForSocketMode | ForHttp) -> Iterator[App]:
    """The app with its files open; at the end what is in hand is answered, then they close."""
    state, work = State(settings.state), Work()
    try:
        with _refusals(settings, "SLACK_BOT_TOKEN"):
            app = build_app(
                settings, Desk(settings.database, STYLES[settings.style]), state, _now, work
            )
        ordinary()  # read now, and not at the first slip of a reporter
        # What starting made stays: looking at it all again would hold up a reply by 50 ms.
        gc.freeze()
        yield app
        desk_log.info(line("stopping"))
    finally:
        undone = work.finish(PATIENCE)
        state.close()
        desk_log.info(line("stopped", undone=undone))


@contextmanager
def _refusals(settings: Settings, token: str) -> Iterator[None]:
    """Slack's refusals at the start as one sentence."""
    try:
        yield
    except SlackApiError as error:
        code = error.response.get("error")
        refused = f"Slack refuses {token} ({code}): copy it once more from your app's page"
        raise SettingsError(f"The bot cannot start: {refused}.") from None
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise SettingsError(
            f"The bot cannot start: Slack cannot be reached at {settings.api_url} ({reason})."
        ) from None


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], None]]:
    """Waits for the first SIGTERM or SIGINT; a second one ends the process as it always does."""
    signals = (signal.SIGTERM, signal.SIGINT)
    usual = {each: signal.getsignal(each) for each in signals}

    def restore(*_: object) -> None:
        for each, handler in usual.items():
            signal.signal(each, handler)

    # A lock or a queue would not do: Python may note a signal while the main thread
    # waits for one, and not wake it. A byte on a socket always does.
    ours, theirs = socket.socketpair()

    def wait() -> None:
        ours.recv(1)

    with ours, theirs:
        theirs.setblocking(False)
        before = signal.set_wakeup_fd(theirs.fileno())
        for each in signals:
            signal.signal(each, restore)
        try:
            yield wait
        finally:
            restore()
            signal.set_wakeup_fd(before)


def _listen(port: int) -> socket.socket:
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    try:
        return socket.create_server(("", port), family=family, dualstack_ipv6=both)
    except OSError as error:
        raise SettingsError(
            f"The bot cannot start: port {port} cannot be listened on "
            f"({error.strerror}); set PORT to a free one."
        ) from None


def _now() -> datetime:
    return datetime.now(UTC)
