"""Where a reporter can ask, over HTTP and in Socket Mode: what comes back, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.reply.check import problems
from bot.slack.manifest import for_socket_mode
from tests.slack.conftest import Bot
from tests.support.slack import (
    BOT,
    COLLEAGUE,
    DIRECT,
    NEWSROOM,
    REPORTER,
    Json,
    Message,
    Slack,
    command,
    direct,
    mention,
    press,
)

Say = Callable[[Slack, str], Json]

SURFACES: dict[str, Say] = {
    "slash command": command,
    "mention": lambda _slack, text: mention(text),
    "direct message": lambda _slack, text: direct(text),
}
ANSWERS = [
    ("Xinjiang trade Nov", ["16.03 billion yuan", "November 2021", "48%", "Urumqi Customs"]),
    ("freight trains YTD", ["11,156", "2021", "26.8%", "Urumqi Customs"]),
]


def sound(message: Message) -> list[str]:
    return problems({"text": message.text, "blocks": message.blocks})


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(("question", "said"), ANSWERS)
def test_both_questions_are_answered_in_valid_block_kit(
    bot: Bot, surface: str, question: str, said: list[str]
) -> None:
    reply = bot.ask(SURFACES[surface](bot.slack, question))
    for words in said:
        assert words in reply.text, f"a phone's notification lacks {words!r}: {reply.text}"
        assert words in json.dumps(reply.blocks, ensure_ascii=False), f"the blocks lack {words!r}"
    assert sound(reply) == []
    assert len(bot.slack.settle()) == 1, "one question, one reply"


def test_a_slash_reply_is_the_askers_alone(bot: Bot) -> None:
    reply = bot.ask(command(bot.slack, "Xinjiang trade Nov"))
    assert (reply.way, reply.user, reply.channel) == ("response_url", REPORTER, NEWSROOM)
    assert not reply.sent["replace_original"]


@pytest.mark.parametrize("text", ["", "help"])
def test_the_command_alone_or_with_help_shows_how_to_ask(bot: Bot, text: str) -> None:
    reply = bot.ask(command(bot.slack, text))
    assert reply.is_private
    assert "I answer questions about official figures" in reply.text
    assert not reply.buttons("share"), "there is nothing in a help to share"


def test_a_mention_is_answered_in_its_thread(bot: Bot) -> None:
    asked = mention("Xinjiang trade Nov")
    reply = bot.ask(asked)
    assert (reply.channel, reply.thread) == (NEWSROOM, asked["event"]["ts"])
    assert not reply.is_private
    assert (reply.sent["unfurl_links"], reply.sent["unfurl_media"]) == (False, False)


def test_a_bare_mention_is_shown_how_to_ask(bot: Bot) -> None:
    assert "I answer questions about official figures" in bot.ask(mention("")).text


def test_a_direct_message_is_answered_where_it_stands(bot: Bot) -> None:
    reply = bot.ask(direct("Xinjiang trade Nov"))
    assert (reply.channel, reply.thread) == (DIRECT, None)
    assert not reply.buttons("share"), "a direct message has no channel to share to"


def test_a_direct_message_goes_on_until_told_to_start_over_as_help_says(bot: Bot) -> None:
    help_ = bot.ask(direct("help")).text
    assert 'A direct message goes on from your last one: write "start over" to begin anew.' in help_
    assert "62.33 billion yuan" in bot.ask(direct("Kazakhstan trade YTD")).text
    assert "Kazakhstan" in bot.ask(direct("the growth?")).text
    bot.ask(direct("start over"))
    assert "Kazakhstan" not in bot.ask(direct("the growth?")).text


def test_help_names_the_shortcuts_as_slack_does(bot: Bot) -> None:
    help_ = bot.ask(direct("help")).text
    for shortcut in for_socket_mode()["features"]["shortcuts"]:
        assert f'"{shortcut["name"]}"' in help_


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_however_people_write_a_question_it_is_answered(bot: Bot, subtype: str) -> None:
    """With a file, as what they do (/me), or in a thread and also to the conversation."""
    thread = "1640500000.000001" if subtype == "thread_broadcast" else None
    for payload in (
        direct("Xinjiang trade Nov", subtype=subtype, thread_ts=thread),
        mention("Xinjiang trade Nov", subtype=subtype, thread_ts=thread),
    ):
        reply = bot.ask(payload)
        assert "16.03 billion yuan" in reply.text
        in_channel = payload["event"]["channel"] == NEWSROOM
        assert reply.thread == (thread or (payload["event"]["ts"] if in_channel else None))
    assert len(bot.slack.settle()) == 2


def test_a_file_without_a_word_is_shown_how_to_ask(bot: Bot) -> None:
    bot.ask(direct("Xinjiang trade Nov"))
    reply = bot.ask(direct("", subtype="file_share", files=[{"id": "F1"}]))
    assert "I answer questions about official figures" in reply.text
    assert "137.66 billion yuan" in bot.ask(direct("and YTD?")).text


def test_a_direct_message_in_a_thread_is_answered_in_it(bot: Bot) -> None:
    reply = bot.ask(direct("Xinjiang trade Nov", thread_ts="1640500000.000001"))
    assert reply.thread == "1640500000.000001"
    read = [way for way, _ in bot.slack.calls if way.startswith("conversations.")]
    assert not read, f"reading the thread first needs scopes the bot has not: {read}"


# follow-ups


def test_a_thread_goes_on_from_what_was_asked_in_it(bot: Bot) -> None:
    first = bot.ask(mention("Xinjiang trade Nov"))
    then = bot.ask(mention("and YTD?", thread_ts=first.thread))
    assert then.thread == first.thread
    assert "137.66 billion yuan" in then.text


def test_another_thread_knows_nothing_of_it(bot: Bot) -> None:
    bot.ask(mention("freight trains Jan-Nov 2021"))
    other = bot.ask(mention("and the growth?"))
    assert "26.8%" not in other.text


def test_direct_messages_go_on_from_each_other(bot: Bot) -> None:
    bot.ask(direct("Xinjiang trade Nov"))
    assert "137.66 billion yuan" in bot.ask(direct("and YTD?")).text


def test_a_thread_of_a_direct_message_goes_on_from_what_was_asked_above(bot: Bot) -> None:
    reply = bot.ask(direct("Xinjiang trade Nov"))
    assert "137.66 billion yuan" in bot.ask(direct("and YTD?", thread_ts=reply.ts)).text


# sharing


def test_a_shared_answer_names_who_shared_it_and_leaves_no_button(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, "Xinjiang trade Nov"))
    (button,) = private.buttons("share")
    bot.deliver(press(bot.slack, button, private))
    _, shared, left = bot.slack.wait(3)
    assert (shared.channel, shared.thread, shared.is_private) == (NEWSROOM, None, False)
    assert "16.03 billion yuan" in shared.text
    for part in (shared.text, json.dumps(shared.blocks)):
        assert f"<@{REPORTER}>" in part
    assert left.sent["replace_original"] is True
    assert not left.buttons("share"), "the button would post it a second time"
    assert "16.03 billion yuan" in left.text


def test_a_share_button_needs_no_memory_and_keeps_to_its_day(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, "Xinjiang trade Nov"))
    (button,) = private.buttons("share")
    carried = json.loads(button["value"])
    assert carried["q"] == "Xinjiang trade Nov"
    # On the day after the sister release nothing later was known.
    button["value"] = json.dumps({"q": "Xinjiang trade Nov", "a": "2020-12-31"})
    bot.deliver(press(bot.slack, button, private))
    shared = bot.slack.wait(2)[1]
    assert "16.03 billion yuan" not in shared.text, "it was not published by then"


def test_sharing_where_the_bot_is_no_member_says_how_to_invite_it(bot: Bot) -> None:
    bot.slack.joined.discard(NEWSROOM)
    private = bot.ask(command(bot.slack, "Xinjiang trade Nov"))
    (button,) = private.buttons("share")
    told = bot.ask(press(bot.slack, button, private))
    assert told.user == REPORTER
    assert f"Invite me to <#{NEWSROOM}> first: /invite <@{BOT}>" in told.text
    # Once invited, the same button works.
    bot.slack.joined.add(NEWSROOM)
    bot.slack.pass_time(10)
    shared = bot.ask(press(bot.slack, button, private))
    assert (shared.channel, shared.is_private) == (NEWSROOM, False)


# buttons that ask

NOT_HELD = "Dec 2021 trade"


def option(message: Message) -> Json:
    buttons = message.buttons("ask_option_")
    assert buttons, f"nothing to press under {message.text!r}"
    return buttons[0]


def test_an_option_of_a_private_reply_is_answered_in_private(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, NOT_HELD))
    answer = bot.ask(press(bot.slack, option(private), private))
    assert answer.user == REPORTER
    assert not answer.sent["replace_original"], "the reply it came from is still being read"


def test_an_option_in_a_thread_is_answered_in_the_thread(bot: Bot) -> None:
    reply = bot.ask(mention(NOT_HELD))
    answer = bot.ask(press(bot.slack, option(reply), reply, COLLEAGUE))
    assert (answer.channel, answer.thread) == (NEWSROOM, reply.thread)


def test_an_option_of_a_direct_message_is_answered_below_it(bot: Bot) -> None:
    reply = bot.ask(direct(NOT_HELD))
    answer = bot.ask(press(bot.slack, option(reply), reply))
    assert (answer.channel, answer.thread) == (DIRECT, None)


def test_a_thread_goes_on_from_the_option_that_was_pressed(bot: Bot) -> None:
    reply = bot.ask(mention("freight trains YTD"))
    trade = {**option(bot.ask(mention(NOT_HELD))), "value": '{"q":"Xinjiang trade Nov","a":null}'}
    pressed = bot.ask(press(bot.slack, trade, reply))
    assert "16.03 billion yuan" in pressed.text
    assert "137.66 billion yuan" in bot.ask(mention("and YTD?", thread_ts=reply.thread)).text


def test_a_button_that_asks_nothing_is_acknowledged_in_silence(bot: Bot) -> None:
    reply = bot.ask(mention("Xinjiang trade Nov"))
    link = {"type": "button", "action_id": "open_source", "value": ""}
    bot.deliver(press(bot.slack, link, reply))
    bot.deliver(press(bot.slack, {**link, "action_id": "ask_option_9", "value": "?"}, reply))
    assert len(bot.slack.settle()) == 1
