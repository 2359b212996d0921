""" "Look up figures here": what a colleague's message mentions, for who asks alone."""

from __future__ import annotations

import pytest

from bot.reply.check import problems
from tests.slack.conftest import Bot
from tests.support.slack import (
    BOT,
    ELSEWHERE,
    NEWSROOM,
    REPORTER,
    Caller,
    Json,
    mention,
    message_shortcut,
    press,
)

MESSAGES = {
    "Xinjiang trade Nov 2021": "16.03 billion yuan",
    "Morning all. What were freight trains through Xinjiang Jan-Nov 2021? Need it by noon.": "11,156",
    "Desk meeting at ten.\nXinjiang trade with Kazakhstan Jan-Nov 2021\nThanks": "62.33",
    "Copy says Xinjiang trade Nov. 2021 was a record": "16.03",
    "Urumqi Customs says Xinjiang's trade with Kazakhstan reached 62bn in Jan-Nov 2021": "62.33",
    "Dec 2021 Xinjiang trade": "December 2021",
    # As Slack writes "&", which is no end of a sentence.
    "Xinjiang imports &amp; exports in November 2021": "16.03 billion yuan",
}


@pytest.mark.parametrize("text", MESSAGES)
def test_what_it_mentions_is_answered_for_the_askers_eyes_only(bot: Bot, text: str) -> None:
    told = bot.ask(message_shortcut(bot.slack, text))
    assert (told.user, told.channel) == (REPORTER, NEWSROOM)
    assert MESSAGES[text] in told.text
    assert problems({"text": told.text, "blocks": told.blocks}) == []
    assert len(bot.slack.settle(0.2)) == 1


@pytest.mark.parametrize("text", ["", "lunch?", "See you at the meeting. Bring cake!", "x" * 5000])
def test_a_message_without_any_is_told_so(bot: Bot, text: str) -> None:
    told = bot.ask(message_shortcut(bot.slack, text))
    assert told.user == REPORTER
    assert "no question about figures" in told.text


SAYS = "Xinjiang trade Nov 2021"
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
WRITTEN: dict[str, Json] = {
    "a forwarded message": {"text": "", "attachments": [{"is_share": True, "text": SAYS}]},
    "a forwarded message with a word": {"text": "seen?", "attachments": [{"text": SAYS}]},
    "an alert of an app": {
        "text": "This content can't be displayed.",
        "user": None,
        "bot_id": "B0WIRE",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": SAYS}}],
    },
    "small print of an app": {
        "blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": SAYS}]}]
    },
    "an old integration's": {"text": "", "attachments": [{"fallback": SAYS, "text": None}]},
    "no more than is there": {"text": SAYS, "blocks": None, "attachments": None},
    "what people write": {"text": SAYS, "blocks": [RICH]},
}


@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_the_message_is_made_of_it_is_read(http: tuple[Caller, Bot], name: str) -> None:
    _, bot = http
    asked = message_shortcut(bot.slack, "")
    asked["message"].update(WRITTEN[name])
    told = bot.ask(asked)
    assert (told.user, "16.03 billion yuan" in told.text) == (REPORTER, True)


def test_a_message_without_any_word_is_told_so(http: tuple[Caller, Bot]) -> None:
    _, bot = http
    asked = message_shortcut(bot.slack, "")
    del asked["message"]["text"]
    assert "no question about figures" in bot.ask(asked).text


STORY = (
    "URUMQI, 27 Dec - Xinjiang's foreign trade hit 16.03 billion yuan in November, up 48 percent. "
    "From January to November, trade was 137.66 billion yuan, down 1.3 percent. "
    "Trade with Kazakhstan was 62.33 billion. Exports to the EU were 197.9 billion yuan, up 27.7%. "
    "11,156 China-Europe freight trains passed. Drug trade in Xinjiang fell in November."
)


def test_of_a_story_the_first_figure_is_answered_and_the_others_are_buttons(bot: Bot) -> None:
    told = bot.ask(message_shortcut(bot.slack, STORY))
    assert told.text.startswith("Xinjiang imports and exports, November 2021: 16.03 billion yuan")
    others = [b for b in told.buttons() if b["action_id"].startswith("ask_option_5")]
    pressed = [bot.ask(press(bot.slack, button, told)).text for button in others]
    for number, text in zip(("137.66", "62.33", "197.9", "11,156"), pressed, strict=True):
        assert number in text.split("\n", maxsplit=1)[0]
    assert problems({"text": told.text, "blocks": told.blocks}) == []


def test_no_more_than_five_others_are_named(bot: Bot) -> None:
    months = ("Nov 2021", "Jan-Nov 2021", "Nov 2019", "Jan-Nov 2019", "Jan-Aug 2021", "2020")
    text = "\n".join(f"Xinjiang trade {month}" for month in (*months, "Oct 2021", "Jan-Nov 2020"))
    told = bot.ask(message_shortcut(bot.slack, text))
    assert len([b for b in told.buttons() if b["action_id"].startswith("ask_option_5")]) == 5


@pytest.mark.parametrize("before", ["Meeting notes. " * 60, "Cake at ten!\n" * 150])
def test_a_figure_far_down_is_found(http: tuple[Caller, Bot], before: str) -> None:
    _, bot = http
    told = bot.ask(message_shortcut(bot.slack, f"{before}Xinjiang trade fell in November 2021."))
    assert "16.03 billion yuan" in told.text


def test_of_an_endless_message_it_says_how_much_was_read(http: tuple[Caller, Bot]) -> None:
    _, bot = http
    told = bot.ask(message_shortcut(bot.slack, "Cake at ten!\n" * 300 + "Xinjiang trade Nov"))
    assert "the first 200 sentences of that message" in told.text


def test_what_cannot_be_read_is_no_figure(bot: Bot) -> None:
    told = bot.ask(message_shortcut(bot.slack, "Xinjiang passenger train trips Jan-Nov 2021"))
    assert 'I cannot read "passenger".' in told.text
    assert "11,156" not in told.text
    assert told.buttons("share") == []


def test_what_is_passed_over_is_said(bot: Bot) -> None:
    told = bot.ask(
        message_shortcut(bot.slack, "Xinjiang trade fell in November 2021, hurt by <b> & floods")
    )
    assert "16.03" in told.text
    assert 'Of that sentence I passed over "hurt", "b" and "floods".' in told.text
    assert problems({"text": told.text, "blocks": told.blocks}) == []


@pytest.mark.parametrize("with_buttons", [True, False])
def test_a_reply_of_its_own_is_answered_with_its_headline(bot: Bot, with_buttons: bool) -> None:
    """The total stands in the reply's caution, before which it came to nothing."""
    reply = bot.ask(mention("exports to the EU YTD"))
    asked = message_shortcut(bot.slack, reply.text)
    asked["message"].update(user=BOT, blocks=reply.blocks if with_buttons else [])
    told = bot.ask(asked)
    assert told.text.startswith(reply.text.split("\n", maxsplit=1)[0])
    assert "passed over" not in told.text


def test_it_stands_in_the_thread_of_the_message_and_works_where_the_bot_is_not(bot: Bot) -> None:
    told = bot.ask(
        message_shortcut(bot.slack, "Xinjiang trade Nov", ELSEWHERE, thread="1640500000.000001")
    )
    assert (told.way, told.channel, told.user) == ("response_url", ELSEWHERE, REPORTER)
    assert told.thread == "1640500000.000001"


def test_it_is_answered_once(bot: Bot) -> None:
    for text in ("Xinjiang trade Nov", "lunch?"):
        asked = message_shortcut(bot.slack, text)
        bot.deliver(asked)
        bot.deliver(asked)
    assert len(bot.slack.settle()) == 2
