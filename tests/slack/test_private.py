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
from tests.slack.test_window import Window
from tests.store.packages import TODAY
from tests.support.newsroom import Newsroom
from tests.support.slack import (
    BOT,
    COLLEAGUE,
    ELSEWHERE,
    NEWSROOM,
    REPORTER,
    Json,
    Slack,
    command,
    direct,
    mention,
    message_shortcut,
    press,
    submitted,
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
    told = bot.ask(moved)
    assert told.is_private, "what may be shared there is shown first"
    assert SECRET not in told.text
    assert [m for m in bot.slack.settle() if m.channel == ELSEWHERE and not m.is_private] == []


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


PUBLIC = "10.5 million yuan"
NOTE = f"what everybody may see, not what is restricted to <#{NEWSROOM}>."
LATEST = "Xinjiang trade"
BESIDE = "ask_option_5"
ASIDE = ("working", "source", "copy")


def test_a_file_in_the_direct_message_says_where_it_has_not_what_the_channel_has(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, LATEST))
    assert SECRET in private.text
    bot.deliver(press(bot.slack, private.buttons("csv")[0], private))
    bot.slack.until(lambda: bool(bot.slack.files), "a file")
    assert "10500000" in bot.slack.files[0]["content"]
    assert "16030000" not in bot.slack.files[0]["content"]
    _, opened, told = bot.slack.wait(3)
    assert (told.channel, told.is_private) == (NEWSROOM, True)
    assert f"I have sent you the file in a direct message. It has {NOTE}" in told.text
    assert NOTE in opened.text


def test_where_they_are_the_same_nothing_more_is_said(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, "Xinjiang trade Oct 2021"))
    bot.deliver(press(bot.slack, private.buttons("csv")[0], private))
    _, opened, told = bot.slack.wait(3)
    assert told.text == "I have sent you the file in a direct message."
    assert "restricted" not in opened.text


def test_what_is_for_the_channel_alone_gives_no_file_elsewhere_and_says_where_it_does(
    bot: Bot,
) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    told = bot.ask(press(bot.slack, private.buttons("csv")[0], private))
    assert (told.channel, told.is_private) == (NEWSROOM, True)
    assert f"What this shows is restricted to <#{NEWSROOM}>" in told.text
    assert not bot.slack.files
    assert len(bot.slack.settle()) == 2


def test_a_reply_that_has_to_go_into_the_direct_message_says_so_too(bot: Bot) -> None:
    late = bot.slack.response_url(expired=True)
    bot.slack.joined.discard(NEWSROOM)
    reply = bot.ask(command(bot.slack, LATEST, response_url=late))
    assert reply.channel == REPORTER
    assert PUBLIC in reply.text
    assert SECRET not in reply.whole
    assert reply.whole.count(NOTE) == 2, "on a phone and on a screen"
    barred = bot.ask(mention(LATEST))
    assert (barred.channel, NOTE in barred.whole, SECRET in barred.whole) == (REPORTER, True, False)


def test_what_the_window_posts_in_the_channel_is_what_it_showed(
    slack: Slack, tmp_path: Path
) -> None:
    """October has another number in the channel than for everybody."""
    room = Newsroom(tmp_path)
    room.release("free", "2021-11-20")
    room.release("held", "2021-12-20")
    room.says("free", "10.5", "2021-10", CONF_STATUS="F", EMBARGO_TIME="")
    room.says("free", "9.5", "2021-09", CONF_STATUS="F", EMBARGO_TIME="")
    room.says("held", "16.03", "2021-10", CONF_STATUS="C", EMBARGO_TIME="")
    room.has("audiences", {"SOURCE_ID": "held", "INDICATOR": "", "CHANNEL": NEWSROOM})
    with over_http(slack, room.desk(), tmp_path) as (_, bot):
        asked = "Xinjiang trade Oct 2021"
        assert SECRET in bot.ask(mention(asked)).text
        window = Window(bot)
        window.choose("area", "xinj")
        window.choose("measure", "imports and exports")
        window.choose("period", "oct")
        assert PUBLIC in window.shown
        window.send_to(NEWSROOM)
        sent = bot.ask(submitted(slack, window.view, window.values, NEWSROOM))
        assert (sent.channel, sent.is_private) == (NEWSROOM, False)
        assert PUBLIC in sent.text
        assert SECRET not in sent.whole
        # So has all that its buttons give; what the channel itself asks is the channel's.
        told = [bot.ask(press(slack, b, sent)) for b in sent.buttons() if b["action_id"] in ASIDE]
        assert [(m.is_private, "16.03" in m.whole) for m in told] == [(True, False)] * len(ASIDE)
        bot.deliver(press(slack, sent.buttons("csv")[0], sent))
        slack.until(lambda: bool(slack.files), "a file")
        assert (slack.files[0]["channel_id"], "16.03" in slack.files[0]["content"]) == (
            NEWSROOM,
            False,
        )
        assert SECRET in bot.ask(mention(asked, thread_ts=sent.ts)).text


def test_what_else_a_message_mentions_is_not_even_named_elsewhere(bot: Bot) -> None:
    text = "Xinjiang trade was up in Oct 2021.\nXinjiang trade Nov 2021"
    there = bot.ask(message_shortcut(bot.slack, text))
    named = "Xinjiang imports and exports, November 2021"
    assert (there.channel, named in there.text, bool(there.buttons(BESIDE))) == (
        NEWSROOM,
        True,
        True,
    )
    late = message_shortcut(bot.slack, text)
    late["response_url"] = bot.slack.response_url(expired=True)
    bot.slack.joined.discard(NEWSROOM)
    reply = bot.ask(late)
    assert (reply.channel, PUBLIC in reply.text) == (REPORTER, True)
    assert (named in reply.text, reply.buttons(BESIDE)) == (False, [])


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
