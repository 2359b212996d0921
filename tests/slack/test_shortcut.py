""" "Look up figures here": what a colleague's message mentions, for who asks alone."""

from __future__ import annotations

import pytest

from bot.reply.check import problems
from tests.slack.conftest import Bot
from tests.support.slack import ELSEWHERE, NEWSROOM, REPORTER, message_shortcut

MESSAGES = {
    "Xinjiang trade Nov 2021": "16.03 billion yuan",
    "Morning all. What were freight trains through Xinjiang Jan-Nov 2021? Need it by noon.": "11,156",
    "Desk meeting at ten.\nXinjiang trade with Kazakhstan Jan-Nov 2021\nThanks": "62.33",
    "Copy says Xinjiang trade Nov. 2021 was a record": "16.03",
    "Urumqi Customs says Xinjiang's trade with Kazakhstan reached 62bn in Jan-Nov 2021": "62.33",
    "Dec 2021 Xinjiang trade": "December 2021",
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
