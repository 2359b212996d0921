"""The bot in Slack, whole: the real app, desk and files, against a stand-in for Slack."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.settings import Settings
from bot.slack.app import build_app
from bot.slack.health import Health
from bot.slack.serve import close, http_server
from bot.slack.socketmode import Socket
from bot.slack.work import Work
from bot.store.state import State
from tests.support import slack as standin
from tests.support.slack import Caller, Json, Message, Slack

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


@dataclass(frozen=True)
class Bot:
    """A running bot and the Slack it is in."""

    slack: Slack
    deliver: Callable[[Json], float]  # hands it a payload; the seconds its acknowledgement took
    answered: Callable[[Json], Any]  # the JSON that a payload's acknowledgement holds

    def ask(self, payload: Json) -> Message:
        """The one reply to a payload."""
        before = len(self.slack.messages)
        self.deliver(payload)
        return self.slack.wait(before + 1)[before]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def slack() -> Iterator[Slack]:
    with standin.running() as running:
        yield running


def settings(slack: Slack, folder: Path, **more: str) -> Settings:
    """What would stand in ``.env``, for the stand-in."""
    environment = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": standin.SECRET,
        "SLACK_API_URL": slack.api_url,
        "FIGURES_STATE": str(folder / "state.db"),
        **more,
    }
    return Settings.read(environment, folder / "no.env")


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def over_http(slack: Slack, desk: Desk, folder: Path, **more: str) -> Iterator[tuple[Caller, Bot]]:
    complete = settings(slack, folder, **more).for_http()
    state, work = State(complete.state), Work()
    app = build_app(complete, desk, state, now, work)
    listening = socket.create_server(("127.0.0.1", 0))
    caller = Caller(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server = http_server(app, complete, listening, Health(desk, state, now))
    threading.Thread(target=server.run, daemon=True).start()

    def deliver(payload: Json) -> float:
        started = time.monotonic()
        status, body = caller(payload)
        assert (status, body) == (200, ""), f"Slack got {status} {body!r} for an acknowledgement"
        return time.monotonic() - started

    def answered(payload: Json) -> Any:
        status, body = caller(payload)
        assert status == 200, f"Slack got {status} {body!r}"
        return json.loads(body) if body else None

    try:
        yield caller, Bot(slack, deliver, answered)
    finally:
        close(server)
        assert work.finish(20) == 0, "some questions were never answered"
        state.close()


@contextmanager
def over_socket(slack: Slack, desk: Desk, folder: Path) -> Iterator[tuple[Socket, Bot]]:
    complete = settings(slack, folder).for_socket_mode()
    state, work = State(complete.state), Work()
    connection = Socket(build_app(complete, desk, state, now, work), complete)
    connection.enter()

    def deliver(payload: Json) -> float:
        return slack.deliver(_kind(payload), payload)

    def answered(payload: Json) -> Any:
        return slack.asked(_kind(payload), payload)

    try:
        yield connection, Bot(slack, deliver, answered)
    finally:
        connection.leave()
        assert work.finish(20) == 0, "some questions were never answered"
        state.close()


def _kind(payload: Json) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload["type"] == "event_callback" else "interactive"


@pytest.fixture(params=["http", "socket"])
def bot(request: pytest.FixtureRequest, slack: Slack, desk: Desk, tmp_path: Path) -> Iterator[Bot]:
    """The bot, once over HTTP and once in Socket Mode."""
    run = over_http if request.param == "http" else over_socket
    with run(slack, desk, tmp_path) as (_, running):
        yield running


@pytest.fixture
def http(slack: Slack, desk: Desk, tmp_path: Path) -> Iterator[tuple[Caller, Bot]]:
    with over_http(slack, desk, tmp_path) as running:
        yield running
