"""Plain replies in a thread where the bot has answered: figures questions, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.conftest import Bot
from tests.support.slack import (
    BOT,
    COLLEAGUE,
    NEWSROOM,
    command,
    mention,
    plain_reply,
    press,
)

QUESTION = "Xinjiang trade Nov"

QUESTIONS = {
    "and YTD?": "137.66 billion yuan",
    "YTD": "137.66 billion yuan",
    "what about Kazakhstan, YTD?": "62.33 billion yuan",
    "Dec 2021?": "",
    "vs the month before?": "48%",
    "freight trains Jan-Nov 2021": "11,156",
    "Give me freight trains YTD": "11,156",
    "sorry I meant October": "October 2021",
    "source?": "Urumqi Customs",
    "is it a record?": "November 2019",
    "why?": "",
}
CHATTER = [
    *("thanks!", "Great, thank you", "ok", "lol", "I'll file in ten minutes", "can you sub this?"),
    *("what do you think?", "let's lead with that", "see you tomorrow", ":+1:", "hello"),
    *("who is on the desk tonight", "why did he say that", "https://example.org/story", "help"),
    *(
        "I will be back at 5",
        "no worries",
        "call me",
        "is this on the record?",
        "yes",
        "no",
        "and?",
    ),
    *("thanks for the trade numbers", "I am in Kazakhstan", "Nov works for me", "it fell"),
    *("exports look high", "can you use exports instead", "we said 2020"),
    *("Nice one", "that is what I needed", "did you see the game last night", "five minutes"),
    *(
        "any update on trade?",
        "lol exports",
        "so exports fell in November?",
        "China is up too, no?",
    ),
    *("Can we get this up by Friday?", "the total is too high for a lead", "good question"),
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_in_the_thread_is_answered_without_a_mention(bot: Bot, text: str) -> None:
    first = bot.ask(mention(QUESTION))
    then = bot.ask(plain_reply(text, first.thread or "", user=COLLEAGUE))
    assert (then.channel, then.thread, then.is_private) == (NEWSROOM, first.thread, False)
    assert QUESTIONS[text] in then.text


@pytest.mark.parametrize("text", CHATTER)
def test_talk_between_colleagues_is_left_alone(bot: Bot, text: str) -> None:
    first = bot.ask(mention(QUESTION))
    bot.deliver(plain_reply(text, first.thread or "", user=COLLEAGUE))
    said = [message.text for message in bot.slack.settle(0.3)]
    assert len(said) == 1, f"{text!r} was answered: {said[1:]}"
    # And is not remembered as a turn.
    assert "137.66" in bot.ask(mention("and YTD?", thread_ts=first.thread)).text


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_a_question_with_a_file_or_also_sent_to_the_channel_is_one_like_any_other(
    bot: Bot, subtype: str
) -> None:
    first = bot.ask(mention(QUESTION))
    then = bot.ask(plain_reply("and YTD?", first.thread or "", subtype=subtype, user=COLLEAGUE))
    assert (then.channel, then.thread) == (NEWSROOM, first.thread)
    assert "137.66 billion yuan" in then.text
    bot.deliver(plain_reply("", first.thread or "", subtype="file_share"))
    assert len(bot.slack.settle()) == 2, "a file alone asks nothing of it"


def test_what_names_a_colleague_is_theirs(bot: Bot) -> None:
    first = bot.ask(mention(QUESTION))
    bot.deliver(plain_reply(f"<@{COLLEAGUE}> exports YTD?", first.thread or ""))
    assert len(bot.slack.settle()) == 1


def test_a_thread_in_which_the_bot_has_not_answered_is_none_of_its_business(bot: Bot) -> None:
    bot.deliver(plain_reply("freight trains YTD", "1640500000.000001"))
    bot.deliver(plain_reply("freight trains YTD", "", channel=NEWSROOM, thread_ts=None))
    assert bot.slack.settle() == []


def test_a_mention_that_comes_as_a_message_too_is_answered_once(bot: Bot) -> None:
    first = bot.ask(mention(QUESTION))
    asked = mention("and YTD?", thread_ts=first.thread)
    twin = plain_reply(f"<@{BOT}> and YTD?", first.thread or "", ts=asked["event"]["ts"])
    for payload in (twin, asked, twin):
        bot.deliver(payload)
    assert len(bot.slack.settle()) == 2


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_with_a_file_or_sent_to_the_channel_as_well_it_is_answered_once_in_its_thread(
    bot: Bot, subtype: str
) -> None:
    first = bot.ask(mention(QUESTION))
    asked = mention("and YTD?", thread_ts=first.thread, subtype=subtype)
    ts = asked["event"]["ts"]
    said = f"<@{BOT}> and YTD?"
    for payload in (plain_reply(said, first.thread or "", ts=ts, subtype=subtype), asked, asked):
        bot.deliver(payload)
    _, then = bot.slack.settle()
    assert (then.thread, "137.66 billion yuan" in then.text) == (first.thread, True)


def test_a_plain_reply_below_a_shared_answer_goes_on_from_it(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, private.buttons("share")[0], private))
    shared = bot.slack.wait(3)[1]
    then = bot.ask(plain_reply("and YTD?", shared.ts, user=COLLEAGUE))
    assert "137.66 billion yuan" in then.text


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER"},
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "channel_join"},
        {"edited": {"user": COLLEAGUE, "ts": "1640500001.000000"}},
    ],
)
def test_bots_edits_and_notices_are_passed_over(bot: Bot, more: dict[str, Any]) -> None:
    first = bot.ask(mention(QUESTION))
    bot.deliver(plain_reply("and YTD?", first.thread or "", **more))
    assert len(bot.slack.settle()) == 1
