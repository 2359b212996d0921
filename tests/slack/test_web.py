"""The HTTP door: who is let in, and what everybody else is told."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.slack.health import FRESH
from bot.slack.web import LARGEST_BODY
from tests.slack.conftest import Bot, over_http
from tests.support.slack import Caller, Slack, mention

Http = tuple[Caller, Bot]

BODY = json.dumps(mention("freight trains YTD")).encode()


def stale() -> str:
    return str(int(time.time()) - 6 * 60)


def announce(caller: Caller, size: int) -> tuple[int, str]:
    """The answer to the head of a request alone: its body is never waited for."""
    port = int(caller.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n"
        connection.sendall(head.encode())
        answer = connection.recv(4096).decode()
    return int(answer.split()[1]), answer


DOORS: dict[str, tuple[int, Callable[[Caller], tuple[int, str]]]] = {
    "a forged signature": (401, lambda caller: Caller(caller.url, "another secret").send(BODY)),
    "no signature": (401, lambda caller: caller.send(BODY, signature="")),
    "a signature that can be none": (401, lambda caller: caller.send(BODY, signature="v0=\xe9")),
    "a stale signature": (401, lambda caller: caller.send(BODY, timestamp=stale())),
    "one from the future": (401, lambda c: c.send(BODY, timestamp=str(int(time.time()) + 3600))),
    "a timestamp in words": (401, lambda caller: caller.send(BODY, timestamp="yesterday")),
    "an infinite timestamp": (401, lambda caller: caller.send(BODY, timestamp="inf")),
    "no timestamp": (401, lambda caller: caller.send(BODY, timestamp="")),
    "bytes that are no text": (401, lambda caller: caller.send(b"\xff\xfe\x00")),
    "forged bytes": (401, lambda caller: caller.send(b"\xff", signature="v0=00")),
    "JSON cut short": (400, lambda caller: caller.send(BODY[:40])),
    "JSON that is no object": (400, lambda caller: caller.send(b"[1, 2]")),
    "a body too large": (413, lambda caller: announce(caller, LARGEST_BODY + 1)),
    "another path": (404, lambda caller: caller.send(BODY, path="/")),
    "a path below": (404, lambda caller: caller.send(BODY, path="/slack/events/x")),
    "another method": (405, lambda caller: caller.send(b"", method="GET")),
    "a put": (405, lambda caller: caller.send(b"", method="PUT")),
    "health, written to": (405, lambda caller: caller.send(b"", path="/health")),
}


@pytest.mark.parametrize("name", DOORS)
def test_what_is_not_slacks_is_turned_away(http: Http, name: str) -> None:
    caller, bot = http
    status, send = DOORS[name]
    found, said = send(caller)
    assert found == status, said
    assert "Traceback" not in said
    # The bot is as well as before, and none of this was answered in Slack.
    bot.ask(mention("Xinjiang trade Nov"))
    assert len(bot.slack.settle(0.1)) == 1


def test_slacks_own_request_is_let_in(http: Http) -> None:
    caller, bot = http
    assert caller.send(BODY) == (200, "")
    assert "11,156" in bot.slack.wait()[0].text


def test_slack_may_verify_the_address(http: Http) -> None:
    caller, _ = http
    asked = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"})
    status, said = caller.send(asked.encode())
    assert (status, json.loads(said)) == (200, {"challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"})


def health(caller: Caller) -> tuple[int, dict[str, str]]:
    status, said = caller.send(b"", path="/health", method="GET")
    return status, json.loads(said)


def test_health_says_so_as_json(http: Http) -> None:
    caller, _ = http
    status, said = health(caller)
    assert (status, said["status"], said["figures"], said["memory"]) == (200, "ok", "ok", "ok")


def gone(database: Path) -> None:
    database.unlink()


def no_database(database: Path) -> None:
    database.unlink()
    database.write_bytes(b"this is no database" * 1000)


def empty(database: Path) -> None:
    database.unlink()
    database.touch()


@pytest.mark.parametrize("harm", [gone, no_database, empty])
def test_health_fails_where_no_question_could_be_answered(
    slack: Slack,
    databases: dict[str, Path],
    tmp_path: Path,
    harm: Callable[[Path], None],
) -> None:
    database = tmp_path / "figures.db"
    shutil.copy(databases["default"], database)
    with over_http(slack, Desk(database), tmp_path) as (caller, bot):
        bot.ask(mention("Xinjiang trade Nov"))
        harm(database)
        status, said = health(caller)
        assert (status, said["figures"], said["memory"]) == (503, "failing", "ok")
        assert str(tmp_path) not in str(said)


def test_health_fails_where_the_memory_cannot_be_written(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    with over_http(slack, desk, tmp_path) as (caller, _):
        with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
            connection.execute("DROP TABLE written")
        status, said = health(caller)
    assert (status, said["figures"], said["memory"]) == (503, "ok", "failing")


def test_health_recovers(slack: Slack, databases: dict[str, Path], tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    with over_http(slack, Desk(database), tmp_path) as (caller, _):
        assert health(caller)[0] == 503
        shutil.copy(databases["default"], database)
        time.sleep(FRESH)
        assert health(caller)[0] == 200


def test_a_caller_who_hangs_up_harms_nobody(http: Http) -> None:
    caller, bot = http
    port = int(caller.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{")
    bot.ask(mention("Xinjiang trade Nov"))


def test_what_is_turned_away_is_not_written_to_the_log(
    http: Http, caplog: pytest.LogCaptureFixture
) -> None:
    caller, _ = http
    Caller(caller.url, "another secret").send(BODY)
    assert "signature_refused because=signature" in caplog.text
    assert "freight" not in caplog.text
