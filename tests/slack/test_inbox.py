"""What was acknowledged by a bot that is no more is answered by the next one, in its place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from slack_bolt import App

from bot.desk import Desk
from bot.slack.app import build_app, take_up
from bot.slack.inbox import MOST_TRIES, Inbox, delivery_of
from bot.slack.work import Work
from bot.store.state import State, Waiting
from tests.slack.conftest import Bot, now, over_http, settings
from tests.support.slack import (
    DIRECT,
    NEWSROOM,
    REPORTER,
    Json,
    Message,
    Slack,
    command,
    direct,
    event,
    mention,
    plain_reply,
    press,
)

QUESTION = "Xinjiang trade Nov"
SAID = "16.03 billion yuan"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MESSAGE = Message("chat.postMessage", NEWSROOM, "1640600000.000900", "", [], {})
BUTTON = {"type": "button", "action_id": "ask_option_0", "value": '{"q":"Xinjiang trade Nov"}'}
HALF_HOUR = 31 * 60

Say = Callable[[Slack], Json]


def waiting(state: State) -> tuple[Waiting, ...]:
    """What another process would take up in an hour."""
    return state.take_up("nobody", now() + timedelta(hours=1), now() + timedelta(hours=2))


ASKED: dict[str, tuple[Say, str]] = {
    "a command": (lambda slack: command(slack, QUESTION), "response_url"),
    "a mention": (lambda _: mention(QUESTION), "chat.postMessage"),
    "a direct message": (lambda _: direct(QUESTION), "chat.postMessage"),
    "a press": (lambda slack: press(slack, BUTTON, MESSAGE), "chat.postMessage"),
}


def left_behind(folder: Path, payload: Json, tries: int = 0) -> None:
    """As if a bot had acknowledged it and been killed."""
    state = State(folder / "state.db")
    delivery = delivery_of(payload)
    assert delivery is not None
    moment = now()
    assert state.accept(delivery, json.dumps(payload), "dead", moment, LONG_AGO)
    for _ in range(tries):
        state.take_up("dead", moment, LONG_AGO)
    state.close()


@pytest.fixture
def started(slack: Slack, desk: Desk, tmp_path: Path) -> Callable[[], None]:
    """Starts a bot on the files, and ends it once it has nothing in hand."""

    def start() -> None:
        complete = settings(slack, tmp_path).for_http()
        state, work = State(complete.state), Work()
        inbox = Inbox(state, now)
        app: App = build_app(complete, desk, state, now, work, inbox)
        inbox.keep(partial(take_up, app, inbox))
        slack.settle(1)
        inbox.leave()
        assert work.finish(20) == 0
        inbox.close()
        assert state.take_up("nobody", now(), now()) == (), "something still waits"
        state.close()

    return start


@pytest.mark.parametrize("name", ASKED)
def test_what_was_asked_is_answered_by_the_next_bot_once(
    slack: Slack, tmp_path: Path, started: Callable[[], None], name: str
) -> None:
    say, way = ASKED[name]
    left_behind(tmp_path, say(slack))
    started()
    started()
    assert [(m.way, SAID in m.text) for m in slack.messages] == [(way, True)]


def test_an_address_for_private_replies_may_have_ended_meanwhile(
    slack: Slack, tmp_path: Path, started: Callable[[], None]
) -> None:
    left_behind(tmp_path, command(slack, QUESTION))
    slack.pass_time(HALF_HOUR)
    started()
    assert [(m.way, m.user, SAID in m.text) for m in slack.messages] == [
        ("chat.postEphemeral", REPORTER, True)
    ]


def test_a_follow_up_is_read_as_it_was_the_first_time(
    slack: Slack, desk: Desk, tmp_path: Path, started: Callable[[], None]
) -> None:
    with over_http(slack, desk, tmp_path) as (_, bot):
        thread = bot.ask(mention("Xinjiang trade Nov 2021")).thread
        asked = mention("the month before", thread_ts=thread)
        said = bot.ask(asked).text
    _wait_again(tmp_path, asked)
    started()
    assert slack.messages[-1].text == said
    assert len(slack.messages) == 3


@pytest.mark.parametrize("_again", range(4))
def test_a_conversation_that_waited_is_read_in_its_order(
    slack: Slack, tmp_path: Path, started: Callable[[], None], _again: int
) -> None:
    first = mention(QUESTION)
    thread = first["event"]["ts"]
    for asked in (first, mention("and YTD?", thread_ts=thread)):
        left_behind(tmp_path, asked)
    left_behind(tmp_path, mention("with Kazakhstan?", thread_ts=thread))
    started()
    said = sorted(m.text.partition("\n")[0] for m in slack.messages)
    for words, reply in zip(
        ("137.66 billion", "16.03 billion", "62.33 billion"), said, strict=True
    ):
        assert words in reply, said


def _wait_again(folder: Path, payload: Json) -> None:
    """As if the kill had come after the reply was posted, and before that was noted."""
    with closing(sqlite3.connect(folder / "state.db")) as connection, connection:
        connection.execute(
            "INSERT INTO inbox VALUES (?, ?, ?, 'dead', '', 0)",
            (delivery_of(payload), json.dumps(payload), now().isoformat()),
        )


def test_a_question_that_ends_every_bot_is_said_to_have_failed(
    slack: Slack, tmp_path: Path, started: Callable[[], None]
) -> None:
    left_behind(tmp_path, mention(QUESTION), tries=MOST_TRIES)
    started()
    (told,) = slack.messages
    assert "Something went wrong on my side" in told.text


def test_what_cannot_be_read_any_more_holds_nobody_up(
    slack: Slack, tmp_path: Path, started: Callable[[], None]
) -> None:
    left_behind(tmp_path, {**command(slack, QUESTION), "command": "/renamed"})
    left_behind(tmp_path, mention(QUESTION))
    started()
    assert [SAID in m.text for m in slack.messages] == [True]


KEPT: dict[str, tuple[Say, bool]] = {
    **{name: (say, True) for name, (say, _) in ASKED.items()},
    "a message with a file": (lambda _: direct(QUESTION, subtype="file_share"), True),
    "an edit": (
        lambda _: event(
            {
                "type": "message",
                "channel": DIRECT,
                "channel_type": "im",
                "subtype": "message_changed",
            }
        ),
        False,
    ),
    "another bot's message": (lambda _: direct(QUESTION, bot_id="B0X"), False),
    "what colleagues say": (lambda _: plain_reply("the deal is off", "1640500000.1"), False),
    "an unknown event": (lambda _: event({"type": "link_shared", "channel": NEWSROOM}), False),
    "a link's button": (
        lambda slack: press(slack, {"type": "button", "action_id": "source_link"}, MESSAGE),
        False,
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_only_what_asks_for_an_answer_is_kept_and_only_until_then(
    slack: Slack, tmp_path: Path, name: str
) -> None:
    say, kept = KEPT[name]
    state = State(tmp_path / "state.db")
    inbox, payload = Inbox(state, now), say(slack)
    delivery = delivery_of(payload)
    assert delivery is not None
    assert inbox.accept(delivery, {**payload, "token": "legacy", "message": {"text": "all of it"}})
    assert not inbox.accept(delivery, payload), "it was delivered before"
    stored = (tmp_path / "state.db").read_bytes() + (tmp_path / "state.db-wal").read_bytes()
    assert (payload.get("team_id", "T0").encode() in stored) == kept
    assert b"legacy" not in stored
    inbox.settle(delivery)
    assert waiting(state) == ()
    state.close()


def test_every_surface_leaves_nothing_behind(bot: Bot, tmp_path: Path) -> None:
    for say, _ in ASKED.values():
        bot.ask(say(bot.slack))
    bot.deliver(press(bot.slack, {"type": "button", "action_id": "source_link"}, MESSAGE))
    bot.deliver(press(bot.slack, {**BUTTON, "action_id": "of_another_version"}, MESSAGE))
    bot.slack.settle()
    state = State(tmp_path / "state.db")
    found = waiting(state)
    state.close()
    assert found == ()


def test_what_was_answered_while_the_memory_could_not_be_written_is_not_answered_again(
    tmp_path: Path,
) -> None:
    state = State(tmp_path / "state.db")
    inbox = Inbox(state, now)
    asked = mention(QUESTION)
    delivery = delivery_of(asked)
    assert delivery is not None
    assert inbox.accept(delivery, asked)
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        inbox.settle(delivery)
        other.execute("ROLLBACK")
    inbox.close()
    assert waiting(state) == ()
    state.close()
