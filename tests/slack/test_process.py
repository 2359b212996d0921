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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.slack.manifest import OPTIONAL, SCOPES
from tests.conftest import ROOT
from tests.slack.conftest import PROXIES
from tests.support import slack as standin
from tests.support.processes import starter
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
    assert re.match(r"bot\.[a-z.]+\.(SettingsError|NotNow): The bot cannot start: ", last), last
    assert said in last
    assert "level=ERROR" not in log, "a library says the same beside it"
    assert "wrong" not in log, "what was set is repeated"


BOT_FOUND = (
    "(the bot token begins with xoxb- and stands on your app's page under "
    "Features > OAuth & Permissions > Bot User OAuth Token)."
)
APP_FOUND = (
    "(the app-level token begins with xapp- and is made on your app's page under "
    "Settings > Basic Information > App-Level Tokens, with the scope connections:write)."
)


@pytest.mark.parametrize(
    ("way", "code", "advice"),
    [
        ("apps.connections.open", "missing_scope", "with the scope connections:write"),
        ("apps.connections.open", "not_allowed_token_type", f"token belongs there {APP_FOUND}"),
        ("auth.test", "not_allowed_token_type", f"token belongs there {BOT_FOUND}"),
        ("auth.test", "invalid_auth", f"copy it once more {BOT_FOUND}"),
        ("apps.connections.open", "token_revoked", "generate another one and copy that"),
        ("auth.test", "account_inactive", "install the app to the workspace again"),
        ("auth.test", "token_revoked", "install the app to the workspace again"),
        ("auth.test", "internal_error", "start it again in a minute"),
        ("apps.connections.open", "org_login_required", "start it again in a minute"),
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


PAGE = b"<html><title>Welcome to the hotel's network</title></html>"


@contextmanager
def between(status: int, answer: bytes) -> Iterator[str]:
    """What stands between here and Slack and answers in its place; the address to call."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, PAGE),
        (403, PAGE),
        (502, PAGE),
        (200, b""),
        (200, b'{"message": "no"}'),
        (200, b"{ no"),
    ],
)
def test_a_page_in_place_of_slack_is_not_blamed_on_the_token(
    slack: Slack, databases: dict[str, Path], tmp_path: Path, status: int, answer: bytes
) -> None:
    with between(status, answer) as address:
        here = starter("socket", slack, databases["default"], tmp_path, SLACK_API_URL=address)
        with here as start:
            bot = start()
            ended = bot.ended()
    (line,) = bot.said.splitlines()
    assert line.startswith(
        f"The bot cannot start: what answered at {address} was not Slack (HTTP status"
        if answer != b"{ no"
        else f"The bot cannot start: what answered at {address} was not Slack (no JSON"
    )
    assert "TOKEN" not in line
    assert ended == 1, "who keeps it running is to try again"


@pytest.mark.parametrize(
    ("code", "status"), [("invalid_auth", 78), ("token_revoked", 78), ("service_unavailable", 1)]
)
def test_a_failed_start_is_one_line_and_a_status_that_says_whether_to_try_again(
    slack: Slack, databases: dict[str, Path], tmp_path: Path, code: str, status: int
) -> None:
    slack.refuse("auth.test", code, times=5)
    with starter("socket", slack, databases["default"], tmp_path) as start:
        bot = start()
        ended = bot.ended()
    assert len(bot.said.splitlines()) == 1, bot.said
    assert f"({code})" in bot.said
    assert ended == status


def test_where_nobody_answers_it_is_to_be_tried_again(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    nobody = "http://127.0.0.1:9/api/"
    with starter("socket", slack, databases["default"], tmp_path, SLACK_API_URL=nobody) as start:
        bot = start()
        ended = bot.ended()
    (line,) = bot.said.splitlines()
    assert line.startswith(f"The bot cannot start: Slack cannot be reached at {nobody}")
    assert ended == 1


def test_a_secret_unlike_slacks_is_doubted_in_the_log(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    unlike = "a-verification-token"
    with starter(
        "http", slack, databases["default"], tmp_path, SLACK_SIGNING_SECRET=unlike
    ) as start:
        bot = start().ready()
    assert "event=setting_doubtful setting=SLACK_SIGNING_SECRET" in bot.said
    assert unlike not in bot.said


def test_the_log_says_whose_bot_it_is_and_which_scopes_it_lacks(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    slack.granted = {"app_mentions:read", "chat:write", "commands"}
    with process("socket", slack, databases["default"], tmp_path) as bot:
        slack.connected()
        bot.terminate()
        _, log = bot.communicate(timeout=40)
    assert 'event=signed_in workspace="The Daily" bot=figures' in log
    (missing,) = (line for line in log.splitlines() if "event=scopes_missing" in line)
    assert "level=ERROR" in missing
    assert "scopes=files:write,im:history" in missing
    for to_do in ("install the app again", "paste its manifest anew", "README"):
        assert to_do in missing


@pytest.mark.parametrize(
    ("declined", "said"),
    [
        ({"channels:history", "groups:history"}, 'where="all channels"'),
        ({"channels:history"}, 'where="public channels"'),
        ({"groups:history"}, 'where="private channels"'),
        (set(), None),
    ],
)
def test_where_a_plain_reply_in_a_thread_cannot_reach_it_the_log_says_so(
    slack: Slack, databases: dict[str, Path], tmp_path: Path, declined: set[str], said: str | None
) -> None:
    slack.granted = {*SCOPES, *OPTIONAL} - declined
    with process("socket", slack, databases["default"], tmp_path) as bot:
        slack.connected()
        bot.terminate()
        _, log = bot.communicate(timeout=40)
    assert "scopes_missing" not in log, "what may be declined is called missing"
    told = [line for line in log.splitlines() if "event=thread_replies_off" in line]
    assert len(told) == (0 if said is None else 1)
    for line in told:
        assert "level=INFO" in line
        assert f"event=thread_replies_off {said}" in line
        assert "not granted, which is optional" in line
        assert [scope in line for scope in sorted(declined)] == [True] * len(declined)


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
