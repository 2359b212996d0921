"""When Slack or the bot itself fails: the answer still arrives, or the asker hears why not."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.slack.conftest import Bot, over_http
from tests.support.slack import (
    ARCHIVED,
    BOT,
    ELSEWHERE,
    NEWSROOM,
    REPORTER,
    Slack,
    command,
    direct,
    mention,
    press,
)

QUESTION = "Xinjiang trade Nov"
SAID = "16.03 billion yuan"


@pytest.mark.parametrize("way", ["chat.postMessage", "response_url"])
def test_refused_blocks_are_made_plainer_until_slack_takes_them(bot: Bot, way: str) -> None:
    bot.slack.refuse(way, "invalid_blocks")
    payload = command(bot.slack, QUESTION) if way == "response_url" else mention(QUESTION)
    reply = bot.ask(payload)
    assert (SAID in reply.text, reply.blocks) == (True, [])
    assert len(bot.slack.settle()) == 1


@pytest.mark.parametrize("way", ["chat.postMessage", "response_url"])
def test_a_rate_limit_is_waited_for(bot: Bot, way: str) -> None:
    bot.slack.limit(way, times=4)
    payload = command(bot.slack, QUESTION) if way == "response_url" else direct(QUESTION)
    reply = bot.ask(payload)
    assert (SAID in reply.text, bool(reply.blocks)) == (True, True)
    assert len(bot.slack.settle()) == 1


BUSY = 30
SOON = 2.0  # seconds, where those who are limited wait for three


def test_a_channel_that_slack_slows_down_slows_down_no_other(bot: Bot) -> None:
    bot.slack.limit("chat.postMessage", times=BUSY, after="3", channel=NEWSROOM)
    for _ in range(BUSY):
        bot.deliver(mention(QUESTION))
    asked = time.monotonic()
    bot.deliver(direct(QUESTION))
    first = bot.slack.wait(1)[0]
    took = time.monotonic() - asked
    assert first.channel != NEWSROOM, "a direct message waited for all of the busy channel"
    assert SAID in first.text
    assert took < SOON, f"a direct message waited {took:.1f} s for a busy channel"
    assert len(bot.slack.wait(BUSY + 1, seconds=60)) == BUSY + 1


def test_an_expired_response_url_gives_way_to_an_ephemeral_message(bot: Bot) -> None:
    late = bot.slack.response_url(expired=True)
    reply = bot.ask(command(bot.slack, QUESTION, response_url=late))
    assert (reply.way, reply.user) == ("chat.postEphemeral", REPORTER)
    assert SAID in reply.text


def test_where_that_is_barred_too_it_comes_as_a_direct_message(bot: Bot) -> None:
    late = bot.slack.response_url(ELSEWHERE, expired=True)
    reply = bot.ask(command(bot.slack, QUESTION, ELSEWHERE, response_url=late))
    assert (reply.way, reply.channel) == ("chat.postMessage", REPORTER)
    assert SAID in reply.text


def test_a_response_url_used_up_gives_way_as_well(bot: Bot) -> None:
    url = bot.slack.response_url()
    ways = [bot.ask(command(bot.slack, QUESTION, response_url=url)).way for _ in range(6)]
    assert ways == ["response_url"] * 5 + ["chat.postEphemeral"]


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (ELSEWHERE, f"Invite me to <#{ELSEWHERE}> first: /invite <@{BOT}>"),
        ("C0UNKNOWN", "I cannot see <#C0UNKNOWN>. Invite me to it first"),
        (ARCHIVED, f"<#{ARCHIVED}> is archived"),
    ],
)
def test_who_asked_where_the_bot_may_not_post_gets_the_answer_and_the_reason(
    bot: Bot, channel: str, said: str
) -> None:
    told = bot.ask(mention(QUESTION, channel))
    assert told.channel == REPORTER or told.user == REPORTER
    assert said in told.text
    assert SAID in told.text
    assert said in told.whole
    assert len(bot.slack.settle()) == 1


CODES = [
    *("thread_not_found", "cannot_reply_to_message", "message_limit_exceeded", "no_permission"),
    *("fatal_error", "a_code_of_next_year"),
]


@pytest.mark.parametrize("code", CODES)
def test_an_answer_that_slack_does_not_take_there_is_given_aside_whatever_the_reason(
    bot: Bot, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    bot.slack.refuse("chat.postMessage", code)
    told = bot.ask(mention(QUESTION))
    assert (told.user, told.channel) == (REPORTER, NEWSROOM)
    assert SAID in told.text
    assert f"I could not post this in <#{NEWSROOM}>. Slack's reason: {code}." in told.text
    assert f"Slack's reason: {code}." in json.dumps(told.blocks)
    assert told.blocks, "nothing is left of its form"
    assert reference(told.text) in caplog.text
    assert len(bot.slack.settle()) == 1


def test_who_asked_in_a_thread_is_told_there_why_it_is_not_answered(bot: Bot) -> None:
    """At the channel's root they would wait in vain; in a thread that is gone, too."""
    parent = "1640500000.000001"
    for code, thread in (("msg_blocked", parent), ("thread_not_found", None)):
        bot.slack.refuse("chat.postMessage", code)
        told = bot.ask(mention(QUESTION, thread_ts=parent))
        assert (told.user, told.thread, code in told.text) == (REPORTER, thread, True)
    bot.slack.refuse("chat.postMessage", "msg_blocked")
    told = bot.ask(mention(QUESTION))
    assert told.thread is None, "Slack shows it in no thread that has yet to begin"


def test_an_answer_that_is_none_of_slacks_is_not_quoted(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.slack.garble("chat.postMessage")
    told = bot.ask(mention(QUESTION))
    assert (told.user, SAID in told.text) == (REPORTER, True)
    assert f"I could not post this in <#{NEWSROOM}>. Slack did not take it." in told.text
    assert "html" not in told.whole
    assert reference(told.text) in caplog.text


def test_a_way_that_fails_unheard_of_leaves_the_others(bot: Bot) -> None:
    bot.slack.limit("response_url", after="soon")
    reply = bot.ask(command(bot.slack, QUESTION))
    assert (reply.way, reply.user, SAID in reply.text) == ("chat.postEphemeral", REPORTER, True)


def test_in_a_direct_message_too(bot: Bot) -> None:
    bot.slack.refuse("chat.postMessage", "thread_not_found")
    told = bot.ask(direct(QUESTION, thread_ts="1640500000.1"))
    assert "in our direct messages. Slack's reason: thread_not_found." in told.text
    assert SAID in told.text


def test_a_file_that_slack_does_not_take_there_is_given_aside_in_words(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    bot.slack.refuse("files.getUploadURLExternal", "missing_scope")
    bot.slack.refuse("chat.postMessage", "thread_not_found")
    told = bot.ask(press(bot.slack, reply.buttons("csv")[0], reply))
    assert (told.user, "thread_not_found" in told.text) == (REPORTER, True)
    assert "16030000000" in told.text


def test_a_share_that_slack_does_not_take_says_so_to_who_pressed(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.slack.refuse("chat.postMessage", "message_limit_exceeded")
    told = bot.ask(press(bot.slack, private.buttons("share")[0], private))
    assert told.user == REPORTER
    assert "Slack's reason: message_limit_exceeded." in told.text
    assert SAID not in told.text, "they have it already"


# faults of the bot's own


def reference(text: str) -> str:
    found = re.search(r"with the reference ([0-9a-f]{6})", text)
    assert found, f"no reference to quote: {text}"
    return found[1]


def _broken() -> date:
    raise ValueError("a fault that repeats what was asked: Xinjiang trade Nov")


ASKED: dict[str, Callable[[Slack], dict[str, object]]] = {
    "command": lambda slack: command(slack, QUESTION),
    "mention": lambda _slack: mention(QUESTION),
    "direct message": lambda _slack: direct(QUESTION),
}


@pytest.mark.parametrize("surface", ASKED)
def test_a_crash_still_replies_and_the_log_has_the_reference(
    slack: Slack,
    databases: dict[str, Path],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    surface: str,
) -> None:
    desk = Desk(databases["default"], today=_broken)
    with over_http(slack, desk, tmp_path) as (_, bot):
        reply = bot.ask(ASKED[surface](slack))
    assert "Something went wrong on my side" in reply.text
    assert reference(reply.text) in caplog.text
    assert QUESTION not in caplog.text, "the log repeats what a reporter asked"


def test_figures_that_cannot_be_read_are_said_to_be_so(slack: Slack, tmp_path: Path) -> None:
    with over_http(slack, Desk(tmp_path / "none.db"), tmp_path) as (_, bot):
        reply = bot.ask(command(slack, QUESTION))
    assert "I cannot get at my figures just now" in reply.text
    assert str(tmp_path) not in reply.text


def test_a_share_that_fails_is_told_to_the_one_who_pressed_only(
    slack: Slack, desk: Desk, databases: dict[str, Path], tmp_path: Path
) -> None:
    with over_http(slack, desk, tmp_path) as (_, bot):
        private = bot.ask(command(slack, QUESTION))
    (tmp_path / "later").mkdir()
    with over_http(slack, Desk(databases["default"], today=_broken), tmp_path / "later") as (
        _,
        bot,
    ):
        button = {**private.buttons("share")[0], "value": '{"q":"Xinjiang trade Nov","a":null}'}
        told = bot.ask(press(slack, button, private))
    assert told.user == REPORTER
    assert not [m for m in slack.settle() if m.channel == NEWSROOM and not m.is_private]


def test_a_memory_that_fails_costs_no_answer(bot: Bot, tmp_path: Path) -> None:
    for file in tmp_path.glob("state.db*"):
        file.write_bytes(b"this is no database" * 1000)
    assert SAID in bot.ask(direct(QUESTION)).text


def test_a_memory_that_somebody_else_holds_costs_neither_acknowledgement_nor_answer(
    bot: Bot, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        took = bot.deliver(command(bot.slack, QUESTION))
        (reply,) = bot.slack.wait()
        other.execute("ROLLBACK")
    assert (took < 2.5, SAID in reply.text) == (True, True), took


def test_the_log_holds_no_message_no_token_and_no_hook(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    asked = command(bot.slack, "polysilicon exports Nov")
    bot.ask(asked)
    bot.ask(mention("polysilicon exports Nov"))
    bot.slack.settle(0.1)
    assert "event=answered surface=command" in caplog.text
    for secret in ("polysilicon", "xoxb-", "xapp-", asked["response_url"]):
        assert secret not in caplog.text, f"{secret} stands in the log"
