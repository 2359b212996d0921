"""Running the bot until it is told to stop: in Socket Mode, or over HTTP.

Either way SIGTERM or SIGINT ends it gracefully: nothing new is taken in (Slack
delivers what it gets no acknowledgement for again, to whichever process is then
there), what was acknowledged is still answered, then the files are closed.
"""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from json import JSONDecodeError
from threading import Thread

from slack_bolt import App
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from waitress.server import BaseWSGIServer, create_server

from bot.desk import Desk
from bot.language.ordinary import ordinary
from bot.reply.style import STYLES
from bot.settings import FOUND, ForHttp, ForSocketMode, Settings, SettingsError
from bot.slack.app import build_app, take_up
from bot.slack.garbage import short_pauses
from bot.slack.health import Health
from bot.slack.inbox import Inbox
from bot.slack.logs import desk_log, line, log_to, muted
from bot.slack.socketmode import Socket
from bot.slack.web import LARGEST_BODY, SlackSite
from bot.slack.work import Work
from bot.store.state import State

__all__ = ["NotNow", "close", "http_server", "serve_http", "serve_socket"]

PATIENCE = 20.0
"""Seconds that what is in hand may still take; hosts kill a process after about thirty."""

_THREADS = 24

_COPY = "copy it once more"
_ANEW = {
    "SLACK_BOT_TOKEN": "install the app to the workspace again and copy the new token",
    "SLACK_APP_TOKEN": "generate another one and copy that",
}
_ADVICE = {
    **dict.fromkeys(("invalid_auth", "not_authed"), _COPY),
    "not_allowed_token_type": "another kind of token belongs there",
    **dict.fromkeys(("missing_scope", "account_inactive", "token_revoked", "token_expired")),
    **dict.fromkeys(("user_removed_from_team", "team_disabled")),
}
"""What to do about a token, by Slack's code for why it is refused; None: another one is needed.
Other codes are of Slack's own troubles, or of what an administrator may lift: a later start may
succeed."""

_CODE = re.compile(r"\w+")


class NotNow(Exception):
    """The bot cannot start as things are, and may later; the message is the whole sentence."""


@dataclass(frozen=True, slots=True)
class Running:
    """The app with its files open."""

    app: App
    health: Health


def serve_socket(settings: Settings) -> None:
    """Answer in Slack through Socket Mode until a signal.

    Raises SettingsError, NotNow, and StoreFault where the bot's memory cannot be opened.
    """
    complete = settings.for_socket_mode()
    log_to(level=complete.log_level)
    with _told_to_stop() as wait_for_signal, _running(complete) as running:
        connection = Socket(running.app, complete)
        try:
            with _refusals(complete, "SLACK_APP_TOKEN"):
                connection.enter()
            wait_for_signal()
        finally:
            connection.leave()


def serve_http(settings: Settings, port: int | None = None) -> None:
    """Answer in Slack over HTTP until a signal, on the port given or else the one set.

    Raises SettingsError, NotNow, and StoreFault where the bot's memory cannot be opened.
    """
    complete = settings.for_http()
    log_to(level=complete.log_level)
    for name, why in complete.doubts().items():
        desk_log.warning(line("setting_doubtful", setting=name, because=why))
    listening = _listen(complete.port if port is None else port)
    with _told_to_stop() as wait_for_signal, _running(complete) as running:
        server = http_server(running.app, complete, listening, running.health)
        Thread(target=server.run, name="http", daemon=True).start()
        desk_log.info(line("listening", mode="http", port=listening.getsockname()[1]))
        wait_for_signal()
        close(server)


def http_server(
    app: App, settings: ForHttp, listening: socket.socket, health: Health
) -> BaseWSGIServer:
    """The WSGI server over a socket already bound; its ``run`` serves until ``close``."""
    server = create_server(
        SlackSite(app, settings.signing_secret.get_secret_value(), health),
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
def _running(settings: ForSocketMode | ForHttp) -> Iterator[Running]:
    """The app with its files open; at the end what is in hand is answered, then they close."""
    state, work = State(settings.state), Work()
    inbox = Inbox(state, _now)
    started = False
    try:
        with _refusals(settings, "SLACK_BOT_TOKEN"):
            desk = Desk(settings.database, STYLES[settings.style])
            app = build_app(settings, desk, state, _now, work, inbox)
        ordinary()  # read now, and not at the first slip of a reporter
        with short_pauses():
            inbox.keep(partial(take_up, app, inbox))
            started = True
            yield Running(app, Health(desk, state, _now))
        desk_log.info(line("stopping"))
    finally:
        inbox.leave()
        undone = work.finish(PATIENCE)
        if not undone:
            # Else what is still being sent is held until the process ends, and its file with it.
            inbox.close()
            state.close()
        if started:
            desk_log.info(line("stopped", undone=undone))


@contextmanager
def _refusals(settings: Settings, token: str) -> Iterator[None]:
    """What keeps Slack from being reached at the start, as one sentence."""
    try:
        with muted("slack_sdk.web"):  # it would say the same beside it, at length
            yield
    except SlackApiError as error:
        raise _refused(error, settings, token) from None
    except HTTPException:
        raise _not_slack(settings, "no HTTP") from None
    except (JSONDecodeError, UnicodeDecodeError):
        raise _not_slack(settings, "no JSON") from None
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise NotNow(
            f"The bot cannot start: Slack cannot be reached at {settings.api_url} ({reason})."
        ) from None


def _refused(error: SlackApiError, settings: Settings, token: str) -> SettingsError | NotNow:
    told = error.response.data if isinstance(error.response, SlackResponse) else None
    code = told.get("error") if isinstance(told, dict) else None
    # slack_sdk puts a page that is no JSON where Slack's code would stand.
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        status = getattr(error.response, "status_code", None)
        return _not_slack(settings, f"HTTP status {status}")
    if code in _ADVICE:
        return SettingsError(
            f"The bot cannot start: Slack refuses {token} ({code}): "
            f"{_ADVICE[code] or _ANEW[token]} ({FOUND[token]})."
        )
    return NotNow(
        f"The bot cannot start: Slack does not take {token} now ({code}); start it again in a "
        "minute, and if it stays so, ask an administrator of the workspace."
    )


def _not_slack(settings: Settings, seen: str) -> NotNow:
    return NotNow(
        f"The bot cannot start: what answered at {settings.api_url} was not Slack ({seen}). "
        "A proxy, a firewall or a network's sign-in page may stand between, or SLACK_API_URL "
        "names another server."
    )


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
    """The port, bound. Raises NotNow: the one before may only just be ending."""
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    try:
        return socket.create_server(("", port), family=family, dualstack_ipv6=both)
    except OSError as error:
        raise NotNow(
            f"The bot cannot start: port {port} cannot be listened on "
            f"({error.strerror}); set PORT to a free one."
        ) from None


def _now() -> datetime:
    return datetime.now(UTC)
