"""What should not trip the bot: each gets a clear reply or a correct silence, and rings nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.slack.conftest import Bot
from tests.support.slack import (
    BOT,
    DIRECT,
    NEWSROOM,
    Message,
    command,
    direct,
    event,
    mention,
    press,
)

TEXTS = {
    "nothing": "",
    "white space": " \n\t ",
    "10,000 characters": "Xinjiang trade " * 667,
    "one word of 10,000 characters": "x" * 10_000,
    "control characters": "\x00\x07Xinjiang\x1b trade\x08 Nov\x7f",
    "emoji": "\U0001f682\U0001f682 freight trains YTD :train: \U0001f389",
    "SQL": "'; DROP TABLE statement; --",
    "SQL in a name": 'trade with Kazakhstan" OR 1=1 --',
    "everybody": "<!channel> <!here> <!everyone> trade <!subteam^S0DESK>",
    "everybody, escaped": "&lt;!channel&gt; trade in &lt;!here&gt;",
    "everybody, as a name": "trade in <!channel|channel> and <@U0COLLEAGUE>",
    "JSON": '{"q": "Xinjiang trade", "a": null',
    "signs": "??? … ——",
    "markup": "*Xinjiang* _trade_ ~Nov~ `2021`",
    "other scripts": "\u202eنفط trade 新疆 \u200b\ufeff Nov",
    "half a character": "Xinjiang \ud83d trade",
}
_PING = re.compile(r"<!|<@|<#|@channel|@here|@everyone")
_INSIDE = re.compile(r"Traceback|Error\b|Exception|sqlite|None\b")


def clear(message: Message) -> None:
    assert message.text.strip(), "the reply says nothing"
    assert not _PING.search(message.whole), f"this would ring people: {message.whole}"
    assert not _INSIDE.search(message.text), f"the bot's insides show: {message.text}"


def in_form(text: str) -> str:
    """As a form can carry it: half a character cannot come that way."""
    return text.encode(errors="replace").decode()


@pytest.mark.parametrize("name", TEXTS)
def test_odd_text_gets_a_clear_reply(bot: Bot, name: str) -> None:
    for number, payload in enumerate(
        (command(bot.slack, in_form(TEXTS[name])), mention(TEXTS[name]), direct(TEXTS[name]))
    ):
        bot.deliver(payload)
        clear(bot.slack.wait(number + 1)[number])
    assert len(bot.slack.settle(0.2)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("control characters", "16.03 billion yuan"),
        ("emoji", "11,156"),
        ("markup", "16.03 billion yuan"),
        ("half a character", "billion yuan"),
    ],
)
def test_what_can_be_read_through_it_is_answered(bot: Bot, text: str, said: str) -> None:
    assert said in bot.ask(direct(TEXTS[text])).text


DM: dict[str, Any] = {"type": "message", "channel": DIRECT, "channel_type": "im"}
SILENT = {
    "an edited message": {
        **DM,
        "subtype": "message_changed",
        "hidden": True,
        "message": {"type": "message", "user": "U0REPORTER", "text": "freight trains YTD"},
        "previous_message": {"type": "message", "user": "U0REPORTER", "text": "freight"},
        "user": None,
    },
    "a deleted message": {**DM, "subtype": "message_deleted", "hidden": True, "user": None},
    "another bot's message": {**DM, "text": "freight trains YTD", "bot_id": "B0OTHER"},
    "an old integration's message": {
        **DM,
        "subtype": "bot_message",
        "text": "freight trains YTD",
        "bot_id": "B0OTHER",
        "user": None,
    },
    "its own message": {**DM, "text": "freight trains YTD", "user": BOT},
    "its own file": {**DM, "subtype": "file_share", "text": "freight trains YTD", "user": BOT},
    "another bot's file": {
        **DM,
        "subtype": "file_share",
        "text": "freight trains YTD",
        "bot_id": "B0OTHER",
    },
    "somebody who joins": {**DM, "subtype": "channel_join", "text": "freight trains YTD"},
    "a notice": {**DM, "subtype": "channel_topic", "text": "freight trains YTD"},
    "a message of nobody": {**DM, "text": "freight trains YTD", "user": None},
    "another bot's mention": {
        "type": "app_mention",
        "channel": NEWSROOM,
        "text": f"<@{BOT}> freight trains YTD",
        "bot_id": "B0OTHER",
    },
    "a mention put in by an edit": {
        "type": "app_mention",
        "channel": NEWSROOM,
        "text": f"<@{BOT}> freight trains YTD",
        "edited": {"user": "U0REPORTER", "ts": "1640500001.000000"},
    },
    "talk in a channel": {
        "type": "message",
        "channel": NEWSROOM,
        "channel_type": "channel",
        "text": "freight trains YTD",
    },
    "an event nobody subscribed to": {"type": "reaction_added", "item": {"channel": NEWSROOM}},
    "a message without a channel": {"type": "message", "channel_type": "im", "text": "trade"},
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_no_question_is_met_with_silence(bot: Bot, name: str) -> None:
    bot.deliver(event(SILENT[name]))
    bot.deliver(mention("Xinjiang trade Nov"))
    assert ["16.03" in message.text for message in bot.slack.settle()] == [True]


def test_an_event_delivered_again_is_answered_once(bot: Bot) -> None:
    for payload in (mention("Xinjiang trade Nov"), direct("Xinjiang trade Nov")):
        for _ in range(3):
            bot.deliver(payload)
    assert len(bot.slack.settle()) == 2


def test_a_command_or_a_press_delivered_again_is_answered_once(bot: Bot) -> None:
    asked = command(bot.slack, "Xinjiang trade Nov")
    private = bot.ask(asked)
    bot.deliver(asked)
    pressed = press(bot.slack, private.buttons("share")[0], private)
    bot.deliver(pressed)
    bot.deliver(pressed)
    posted = [message for message in bot.slack.settle() if not message.is_private]
    assert len(posted) == 1
    assert len(bot.slack.messages) == 3  # the reply, the shared one, the reply without its button


def test_the_same_words_asked_twice_are_answered_twice(bot: Bot) -> None:
    bot.ask(direct("Xinjiang trade Nov"))
    bot.ask(direct("Xinjiang trade Nov"))
