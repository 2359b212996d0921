"""What is for named channels stays in them, whichever way it is asked for; what the log keeps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.slack.kept import kept
from bot.store.asked import asked
from tests.slack.conftest import Bot, over_http
from tests.store.packages import TODAY
from tests.support.newsroom import Newsroom
from tests.support.slack import (
    BOT,
    COLLEAGUE,
    ELSEWHERE,
    NEWSROOM,
    Json,
    Slack,
    command,
    direct,
    mention,
    press,
)

SECRET = "16.03 million yuan"
QUESTION = "Xinjiang trade Nov 2021"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Of a figure that is for #newsroom only."""
    room = Newsroom(tmp_path_factory.mktemp("newsroom"))
    room.release("free", "2021-11-20")
    room.release("held", "2021-12-20")
    room.says("free", "10.5", "2021-10", CONF_STATUS="F", EMBARGO_TIME="")
    room.says("held", "16.03", "2021-11", CONF_STATUS="C", EMBARGO_TIME="")
    room.has("audiences", {"SOURCE_ID": "held", "INDICATOR": "", "CHANNEL": NEWSROOM})
    return Desk(room.desk().database, today=lambda: TODAY)


Say = Callable[[Slack], Json]

ASKED: list[tuple[str, Say, bool]] = [
    ("a command there", lambda slack: command(slack, QUESTION), True),
    ("a mention there", lambda slack: mention(QUESTION), True),
    ("a thread there", lambda slack: mention(QUESTION, thread_ts="1640500000.1"), True),
    ("a command elsewhere", lambda slack: command(slack, QUESTION, ELSEWHERE), False),
    ("a mention elsewhere", lambda slack: mention(QUESTION, ELSEWHERE), False),
    ("a direct message", lambda slack: direct(QUESTION), False),
    ("a command in a direct message", lambda slack: command(slack, QUESTION, "D0REPORTER"), False),
]


@pytest.mark.parametrize(("say", "seen"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_each_place_sees_what_is_for_it(bot: Bot, say: Say, seen: bool) -> None:
    bot.slack.joined.add(ELSEWHERE)
    bot.ask(command(bot.slack, QUESTION))
    reply = bot.ask(say(bot.slack))
    told = reply.text + json.dumps(reply.blocks, ensure_ascii=False)
    assert (SECRET in told) == seen, reply.text


def test_a_share_is_asked_anew_for_the_channel(bot: Bot) -> None:
    bot.slack.joined.add(ELSEWHERE)
    reply = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, reply.buttons("share")[0], reply))
    (shared,) = [m for m in bot.slack.settle() if m.channel == NEWSROOM and not m.is_private]
    assert SECRET in shared.text
    # A button that is copied, or whose message was moved, gives elsewhere what is for there.
    moved = press(bot.slack, reply.buttons("share")[0], reply)
    moved["channel"]["id"] = moved["container"]["channel_id"] = ELSEWHERE
    bot.deliver(moved)
    (there,) = [m for m in bot.slack.settle() if m.channel == ELSEWHERE and not m.is_private]
    assert SECRET not in there.text


def test_the_thread_of_a_channel_is_its_own(bot: Bot) -> None:
    """A follow-up sees what its channel does, and what was asked of it elsewhere is not there."""
    bot.slack.joined.add(ELSEWHERE)
    first = bot.ask(mention(QUESTION, ts="1640500000.7"))
    assert SECRET in first.text
    again = bot.ask(mention("and the month before", thread_ts="1640500000.7"))
    assert "10.5 million yuan" in again.text
    other = bot.ask(mention(QUESTION, ELSEWHERE, ts="1640500000.8"))
    assert SECRET not in other.text
    assert SECRET not in bot.ask(mention("in Nov", ELSEWHERE, thread_ts="1640500000.8")).text


# --- the log of questions ------------------------------------------------------------------


def log(folder: Path) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    found = asked(folder / "state.db", datetime.now(UTC))
    return [(one.surface, one.status, one.text, one.unread) for one in found]


def test_the_log_has_what_was_asked_and_not_who(bot: Bot, tmp_path: Path) -> None:
    bot.ask(mention(f"{QUESTION} for <@{COLLEAGUE}>"))
    bot.ask(command(bot.slack, "trade in wibbles"))
    bot.ask(direct("Xinjiang trade Oct 2021"))
    bot.slack.settle()
    newest, second, first = log(tmp_path)
    assert newest == ("direct", "answered", "Xinjiang trade Oct 2021", ())
    assert second == ("command", "unknown", "trade in wibbles", ("wibbles",))
    assert first[2] == f"{QUESTION} for @someone"
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        kept_there = repr(connection.execute("SELECT * FROM questions").fetchall())
    assert "U0" not in kept_there
    assert NEWSROOM not in kept_there


def test_a_newsroom_may_want_no_texts(
    slack: Slack, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_http(slack, desk, tmp_path, FIGURES_LOG_QUESTIONS="off") as (_, bot):
        bot.ask(command(slack, "trade in wibbles"))
        told = bot.ask(command(slack, "help"))
        slack.settle()
    assert log(tmp_path) == [("command", "help", None, ()), ("command", "unknown", None, ())]
    assert "90 days" not in told.text


@pytest.mark.parametrize("text", ["help", ""])
def test_help_says_what_is_kept(bot: Bot, text: str) -> None:
    reply = bot.ask(command(bot.slack, text))
    assert "kept for 90 days" in reply.text
    assert "kept for 90 days" in json.dumps(reply.blocks)
    assert "kept for 90 days" not in bot.ask(command(bot.slack, "start over")).text


def test_what_failed_is_in_the_log_too(slack: Slack, tmp_path: Path) -> None:
    with over_http(slack, Desk(tmp_path / "none.db"), tmp_path) as (_, bot):
        bot.ask(mention(QUESTION))
        slack.settle()
    assert log(tmp_path) == [("mention", "failed", QUESTION, ())]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (f"<@{BOT}> trade in Nov", "trade in Nov"),
        (f"<@{BOT}|figures>  trade", "trade"),
        ("trade, says <@U0COLLEAGUE|ann>", "trade, says @someone"),
        ("trade for <#C0NEWSROOM|newsroom>", "trade for #channel"),
        ("<!subteam^S1|@desk> <!here> trade", "@group @group trade"),
        ("ask <mailto:ann@example.org|ann@example.org>", "ask (address)"),
        ("exports &gt; imports &amp; &lt;@U1&gt;", "exports > imports & <@U1>"),
        ("<https://example.org/trade>", "<https://example.org/trade>"),
    ],
)
def test_the_words_that_are_kept(typed: str, words: str) -> None:
    assert kept(typed, BOT) == words
