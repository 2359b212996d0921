"""The bot as a process of its own: how it starts, or says why it cannot, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.slack.conftest import PROXIES
from tests.support import slack as standin
from tests.support.slack import Caller, Slack, mention

SERVE = {
    "socket": "serve_socket(Settings.read())",
    "http": "serve_http(Settings.read(), int(os.environ['LISTEN']))",
}


@contextmanager
def process(
    mode: str, slack: Slack, database: Path, folder: Path, **more: str
) -> Iterator[subprocess.Popen[str]]:
    code = (
        "import os; from bot.settings import Settings; from bot.slack.serve import serve_http, serve_socket; "
        + SERVE[mode]
    )
    environment = {k: v for k, v in os.environ.items() if k not in PROXIES}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": standin.SECRET,
        "SLACK_API_URL": slack.api_url,
        "FIGURES_DATABASE": str(database),
        "FIGURES_STATE": str(folder / "state.db"),
        "FIGURES_LOG_LEVEL": "DEBUG",
        "LISTEN": "0",
        **more,
    }
    bot = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield bot
    finally:
        if bot.poll() is None:
            bot.kill()
        bot.communicate()


def listening(bot: subprocess.Popen[str]) -> Caller:
    """A way to call the process, once it says on which port."""
    assert bot.stderr is not None
    for line in bot.stderr:
        if found := re.search(r"event=listening .*port=(\d+)", line):
            return Caller(f"http://127.0.0.1:{found[1]}")
    raise AssertionError("the bot never listened")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_answers_what_it_took_in(
    slack: Slack, databases: dict[str, Path], tmp_path: Path, told: signal.Signals
) -> None:
    slack.limit("chat.postMessage", times=3)
    with process("socket", slack, databases["default"], tmp_path) as bot:
        slack.deliver("events_api", mention("Xinjiang trade Nov"), seconds=20)
        bot.send_signal(told)
        out, log = bot.communicate(timeout=40)
    assert bot.returncode == 0, log
    assert ["16.03 billion yuan" in message.text for message in slack.messages] == [True]
    assert (out, "event=stopped undone=0" in log) == ("", True)


def test_over_http_too(slack: Slack, databases: dict[str, Path], tmp_path: Path) -> None:
    slack.limit("chat.postMessage", times=3)
    with process("http", slack, databases["default"], tmp_path) as bot:
        assert listening(bot)(mention("freight trains YTD")) == (200, "")
        bot.send_signal(signal.SIGTERM)
        bot.wait(timeout=40)
    assert bot.returncode == 0
    assert ["11,156" in message.text for message in slack.messages] == [True]


def test_a_thread_goes_on_over_six_turns_and_three_starts(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    sittings = [
        [("EU trade Jan-Nov 2021", "261.8 billion yuan"), ("and exports?", "197.9 billion yuan")],
        [("imports?", "63.9 billion yuan"), ("what about total trade", "261.8 billion yuan")],
        [("in Kazakhstan", "62.33 billion yuan"), ("the growth?", "Kazakhstan")],
    ]
    thread: dict[str, str] = {}
    asked = 0
    for starts, sitting in enumerate(sittings, 1):
        with process("socket", slack, databases["default"], tmp_path) as bot:
            slack.connected(starts)
            for text, words in sitting:
                slack.deliver("events_api", mention(text, **thread), seconds=20)
                asked += 1
                reply = slack.wait(asked)[-1]
                assert words in reply.text, f"to {text!r}: {reply.text}"
                thread = {"thread_ts": str(reply.thread)}
            bot.terminate()
            bot.communicate(timeout=40)


def test_at_its_most_talkative_the_log_holds_no_token(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    with process("socket", slack, databases["default"], tmp_path) as bot:
        slack.deliver("events_api", mention("Xinjiang trade Nov"), seconds=20)
        slack.wait()
        bot.terminate()
        out, log = bot.communicate(timeout=40)
    assert "event=answered" in log
    for secret in (slack.bot_token, slack.app_token, "standin-ticket", "Xinjiang"):
        assert secret not in out + log


@pytest.mark.parametrize(
    ("mode", "environment", "said"),
    [
        (
            "socket",
            {"SLACK_BOT_TOKEN": "xoxb-wrong"},
            "Slack refuses SLACK_BOT_TOKEN (invalid_auth)",
        ),
        (
            "socket",
            {"SLACK_APP_TOKEN": "xapp-wrong"},
            "Slack refuses SLACK_APP_TOKEN (invalid_auth)",
        ),
        ("socket", {"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is not set"),
        ("http", {"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
        ("socket", {"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack cannot be reached"),
    ],
)
def test_what_stops_the_start_is_said_in_one_sentence(
    slack: Slack,
    databases: dict[str, Path],
    tmp_path: Path,
    mode: str,
    environment: dict[str, str],
    said: str,
) -> None:
    with process(mode, slack, databases["default"], tmp_path, **environment) as bot:
        _, log = bot.communicate(timeout=60)
    last = log.strip().splitlines()[-1]
    assert last.startswith("bot.settings.SettingsError: The bot cannot start: ")
    assert said in last
    assert "wrong" not in log, "what was set is repeated"


@pytest.mark.parametrize(
    ("way", "code", "advice"),
    [
        ("apps.connections.open", "missing_scope", "with the scope connections:write"),
        ("apps.connections.open", "not_allowed_token_type", "another kind of token"),
        ("auth.test", "account_inactive", "install the app to the workspace again"),
        ("auth.test", "token_revoked", "install the app to the workspace again"),
    ],
)
def test_a_token_that_is_refused_is_told_what_to_do_about(
    slack: Slack, databases: dict[str, Path], tmp_path: Path, way: str, code: str, advice: str
) -> None:
    slack.refuse(way, code, times=5)
    with process("socket", slack, databases["default"], tmp_path) as bot:
        _, log = bot.communicate(timeout=60)
    last = log.strip().splitlines()[-1]
    assert code in last
    assert advice in last


def test_the_log_says_whose_bot_it_is_and_which_scopes_it_lacks(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    slack.granted = {"app_mentions:read", "chat:write", "commands"}
    with process("socket", slack, databases["default"], tmp_path) as bot:
        slack.connected()
        bot.terminate()
        _, log = bot.communicate(timeout=40)
    assert 'event=signed_in workspace="The Daily" bot=figures' in log
    assert "event=scopes_missing scopes=files:write,im:history" in log


def test_a_port_in_use_is_said_to_be_so(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with process("http", slack, databases["default"], tmp_path, LISTEN=port) as bot:
            _, log = bot.communicate(timeout=60)
    assert f"port {port} cannot be listened on" in log.strip().splitlines()[-1]


def test_client_credentials_in_the_environment_do_not_turn_it_to_oauth(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    credentials = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "made-up"}
    with process("socket", slack, databases["default"], tmp_path, **credentials):
        slack.deliver("events_api", mention("Xinjiang trade Nov"), seconds=20)
        assert "16.03 billion yuan" in slack.wait()[0].text
