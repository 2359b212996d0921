"""What can be pressed below a reply: in whose eyes it ends, and that it needs no memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.check import problems
from bot.slack import answering
from bot.slack.presses import LONGEST_VALUE, Button
from tests.slack.conftest import Bot, over_http, over_socket
from tests.support.newsroom import Newsroom
from tests.support.slack import (
    COLLEAGUE,
    DIRECT,
    ELSEWHERE,
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

QUESTION = "Xinjiang trade Nov"
SAID = "16.03 billion yuan"
ORDER = ["share", "ask_option", "chart", "working", "source", "csv", "copy", "delete"]


@pytest.fixture(params=["http", "socket"])
def pellandia(
    request: pytest.FixtureRequest, slack: Slack, desk_invented: Desk, tmp_path: Path
) -> Iterator[Bot]:
    """A bot of an invented country, of which there are long series."""
    run = over_http if request.param == "http" else over_socket
    with run(slack, desk_invented, tmp_path) as (_, running):
        yield running


def button(message: Message, action_id: str) -> Json:
    found = message.buttons(action_id)
    assert found, f"no button {action_id} below {message.text!r}"
    return found[0]


def labelled(message: Message, label: str) -> Json:
    found = [b for b in message.buttons() if b["text"]["text"] == label]
    assert found, f"no button {label!r}: {[b['text']['text'] for b in message.buttons()]}"
    return found[0]


def test_a_private_reply_has_every_button_in_order_and_each_says_what_it_does(
    pellandia: Bot,
) -> None:
    private = pellandia.ask(command(pellandia.slack, "births 2021"))
    ids = [each["action_id"] for each in private.blocks[-1]["elements"]]
    assert list(dict.fromkeys(re.sub(r"_\d+$", "", each) for each in ids)) == ORDER
    assert problems({"text": private.text, "blocks": private.blocks}) == []
    for each in private.buttons():
        assert len(each["value"]) <= LONGEST_VALUE
        assert each["text"]["text"].strip()


def test_a_reply_for_all_cannot_be_shared_again(bot: Bot) -> None:
    assert not bot.ask(mention(QUESTION)).buttons("share")
    assert not bot.ask(direct(QUESTION)).buttons("share")


@pytest.mark.parametrize(
    ("action", "said"),
    [("working", "The working"), ("source", "Urumqi Customs"), ("copy", SAID)],
)
def test_what_is_for_reading_is_shown_to_who_pressed_alone(
    bot: Bot, action: str, said: str
) -> None:
    reply = bot.ask(mention(QUESTION))
    told = bot.ask(press(bot.slack, button(reply, action), reply, COLLEAGUE))
    assert (told.user, told.channel, told.thread) == (COLLEAGUE, NEWSROOM, reply.thread)
    assert said in told.whole
    assert problems({"text": told.text, "blocks": told.blocks}) == []


def test_in_a_direct_message_it_stands_below(bot: Bot) -> None:
    reply = bot.ask(direct(QUESTION))
    told = bot.ask(press(bot.slack, button(reply, "source"), reply))
    assert (told.channel, told.is_private) == (DIRECT, False)


@pytest.mark.parametrize("question", ["births 2021", "exports Dec 2021"])
def test_a_chart_stands_where_the_reply_stands_and_says_what_it_shows(
    pellandia: Bot, question: str
) -> None:
    slack = pellandia.slack
    reply = pellandia.ask(mention(question))
    chart = pellandia.ask(press(slack, button(reply, "chart"), reply, COLLEAGUE))
    assert (chart.channel, chart.thread, chart.is_private) == (NEWSROOM, reply.thread, False)
    assert chart.blocks[0]["type"] == "data_visualization"
    assert "chart: Pellandia" in chart.text, "who cannot see the picture is told nothing"
    assert problems({"text": chart.text, "blocks": chart.blocks}) == []
    assert [b["action_id"] for b in chart.buttons()] == ["delete"]
    pellandia.ask(press(slack, button(chart, "delete"), chart, REPORTER))
    assert chart.ts not in slack.deleted, "it is not the reporter's"
    pellandia.deliver(press(slack, button(chart, "delete"), chart, COLLEAGUE))
    slack.until(lambda: chart.ts in slack.deleted, "the deletion by who pressed")
    private = pellandia.ask(command(slack, question))
    assert pellandia.ask(press(slack, button(private, "chart"), private)).user == REPORTER


def test_a_chart_that_slack_refuses_becomes_words(pellandia: Bot) -> None:
    reply = pellandia.ask(mention("births 2021"))
    pellandia.slack.refuse("chat.postMessage", "invalid_blocks")
    chart = pellandia.ask(press(pellandia.slack, button(reply, "chart"), reply))
    assert "data_visualization" not in [b["type"] for b in chart.blocks]
    assert "highest" in chart.whole


def test_a_chart_that_slack_has_no_block_for_comes_as_a_picture_or_in_words(
    pellandia: Bot,
) -> None:
    reply = pellandia.ask(mention("policy rate"))
    pressed = press(pellandia.slack, button(reply, "chart"), reply)
    if find_spec("matplotlib") is None:
        assert "policy rate" in pellandia.ask(pressed).text
        return
    pellandia.deliver(pressed)
    pellandia.slack.until(lambda: bool(pellandia.slack.files), "a picture")
    (file,) = pellandia.slack.files
    assert (file["channel_id"], file["thread_ts"]) == (NEWSROOM, reply.thread)
    assert file["filename"].endswith(".png")
    assert "policy rate" in file["alt_txt"]


PARTNERS = ("KZ", "RU", "DE", "JP", "FR", "US")


def test_a_picture_of_which_there_is_much_to_tell_is_sent_all_the_same(
    slack: Slack, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    room = Newsroom(tmp_path)
    room.release("all", "2022-01-20")
    for number, partner in enumerate(PARTNERS):
        for month in range(24):
            if (number + month) % 5:
                period = f"{2020 + month // 12}-{month % 12 + 1:02}"
                room.says("all", f"{10 + month}.{number}", period, COUNTERPART_AREA=partner)
    question = "trend of Xinjiang trade with Kazakhstan, Russia, Germany, Japan, France and the US"
    with over_http(slack, room.desk(), tmp_path) as (_, bot):
        reply = bot.ask(mention(question))
        bot.deliver(press(slack, button(reply, "chart"), reply))
        slack.until(lambda: bool(slack.files) or len(slack.messages) > 1, "a picture or words")
    (file,) = slack.files
    assert file["filename"].endswith(".png")
    assert 500 < len(file["alt_txt"]) <= 1000


# files


def test_the_csv_of_a_reply_in_a_thread_goes_into_the_thread(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    bot.deliver(press(bot.slack, button(reply, "csv"), reply))
    bot.slack.until(lambda: bool(bot.slack.files), "a file")
    (file,) = bot.slack.files
    assert (file["channel_id"], file["thread_ts"]) == (NEWSROOM, reply.thread)
    assert file["filename"].endswith(".csv")
    assert "16030000000" in file["content"]


def test_who_waits_for_a_file_sees_that_it_comes(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.2)
    reply = bot.ask(mention(QUESTION))
    bot.slack.slow["files.getUploadURLExternal"] = 1.0
    told = bot.ask(press(bot.slack, button(reply, "csv"), reply, COLLEAGUE))
    assert not bot.slack.files
    assert (told.user, told.text) == (COLLEAGUE, "The CSV file is on its way.")
    bot.slack.until(lambda: bool(bot.slack.files), "a file")
    assert bot.slack.settle()[2:] == []


def test_the_csv_of_a_private_reply_goes_into_the_direct_message_and_that_is_said(
    bot: Bot,
) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, button(private, "csv"), private))
    bot.slack.until(lambda: bool(bot.slack.files), "a file")
    assert bot.slack.files[0]["channel_id"].startswith("D")
    _, opened, told = bot.slack.wait(3)
    assert opened.channel == REPORTER
    assert (told.user, told.channel) == (REPORTER, NEWSROOM)
    assert "in a direct message" in told.text


def test_where_no_file_is_taken_its_text_comes_instead(bot: Bot) -> None:
    bot.slack.refuse("files.getUploadURLExternal", "missing_scope")
    reply = bot.ask(mention(QUESTION))
    told = bot.ask(press(bot.slack, button(reply, "csv"), reply))
    assert "16030000000" in told.text


# follow-ups


def test_a_follow_up_goes_on_from_the_reply_it_stands_under(bot: Bot) -> None:
    reply = bot.ask(command(bot.slack, QUESTION))
    answer = bot.ask(press(bot.slack, labelled(reply, "Year to date"), reply))
    assert "137.66 billion yuan" in answer.text


def test_a_press_acts_on_its_own_reply_whatever_was_asked_since(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    bot.ask(mention("freight trains YTD", thread_ts=reply.thread))
    answer = bot.ask(press(bot.slack, labelled(reply, "Year to date"), reply))
    assert "137.66 billion yuan" in answer.text
    # The thread goes on from what was pressed.
    assert "62.33" in bot.ask(mention("with Kazakhstan?", thread_ts=reply.thread)).text


def test_it_carries_the_turns_it_went_on_from_and_the_day(bot: Bot) -> None:
    first = bot.ask(mention(QUESTION))
    then = bot.ask(mention("and YTD?", thread_ts=first.thread))
    carried = json.loads(button(then, "source")["value"])
    assert carried["q"].endswith("and YTD?")
    assert [turn.endswith(QUESTION) for turn in carried["t"]] == [True]
    assert carried["a"], "an answer of another day might be another"
    told = bot.ask(press(bot.slack, button(then, "copy"), then))
    assert "137.66 billion yuan" in told.text


def test_after_a_restart_with_an_empty_memory_every_button_still_works(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    with over_http(slack, desk, tmp_path) as (_, bot):
        reply = bot.ask(mention(QUESTION))
        then = bot.ask(mention("and YTD?", thread_ts=reply.thread))
    (tmp_path / "later").mkdir()
    with over_http(slack, desk, tmp_path / "later") as (_, bot):
        for action in ("working", "copy", "source"):
            told = bot.ask(press(slack, button(then, action), then))
            assert told.text
        slack.pass_time(10)
        assert "137.66" in bot.ask(press(slack, button(then, "copy"), then)).text


@pytest.mark.parametrize("channel", [NEWSROOM, ELSEWHERE])
def test_a_press_on_an_old_message_still_answers(bot: Bot, channel: str) -> None:
    private = bot.ask(command(bot.slack, QUESTION, channel))
    late = {
        **press(bot.slack, button(private, "copy"), private),
        "response_url": bot.slack.response_url(channel, expired=True),
    }
    told = bot.ask(late)
    assert SAID in told.text
    if channel == NEWSROOM:
        assert (told.way, told.user) == ("chat.postEphemeral", REPORTER)
    else:
        assert (told.way, told.channel) == ("chat.postMessage", REPORTER)


def test_a_button_carries_all_turns_or_is_none() -> None:
    before = tuple(f"{number}: freight trains & <tags>" for number in range(5))
    value = Button(q=QUESTION, t=before).value()
    assert value is not None
    assert tuple(json.loads(value)["t"]) == before
    assert not set("&<>") & set(value)
    assert Button(q=QUESTION, t=before * 20).value() is None, "another question without them"
    assert Button(q="&" * 500).value() is None


def test_what_cannot_be_read_takes_no_turn_from_a_thread(bot: Bot) -> None:
    thread = {"thread_ts": str(bot.ask(mention("China trade Nov 2021")).thread)}
    for _ in range(6):
        bot.ask(
            mention(f"<@U0BOT> {'she said so in the meeting, and he did not. ' * 10}", **thread)
        )
    reply = bot.ask(mention("and exports Nov 2011?", **thread))
    assert "China exports, November 2011: $174.46 billion" in reply.text
    told = bot.ask(press(bot.slack, button(reply, "copy"), reply))
    assert "China's exports" in told.text
    assert "174.46" in told.text


# sharing


def test_a_thread_below_a_shared_answer_goes_on_from_it(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, button(private, "share"), private))
    _, shared, left = bot.slack.wait(3)
    assert f"Shared by <@{REPORTER}>" in shared.text
    assert not left.buttons("share")
    assert left.buttons("copy"), "the other buttons are still of use"
    bot.slack.settle()  # nobody asks on within the moment that it takes to remember
    then = bot.ask(mention("and YTD?", thread_ts=shared.ts))
    assert "137.66 billion yuan" in then.text


# double clicks


def twice(bot: Bot, button: Json, message: Message, *people: str, apart: float) -> int:
    """How many answers come of pressing a button again so many seconds later."""
    before = len(bot.slack.settle())
    for user in people:
        bot.deliver(press(bot.slack, button, message, user))
        bot.slack.pass_time(apart)
    said = [each for each in bot.slack.settle(1)[before:] if not each.sent.get("replace_original")]
    return len(said)


@pytest.mark.parametrize("apart", [0.2, 3])
def test_a_double_click_is_one_press(bot: Bot, apart: float) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    share = button(private, "share")
    assert twice(bot, share, private, REPORTER, REPORTER, REPORTER, apart=apart / 2) == 1
    reply = bot.ask(mention(QUESTION))
    ytd = labelled(reply, "Year to date")
    assert twice(bot, ytd, reply, REPORTER, REPORTER, apart=apart) == 1


def test_presses_that_are_meant_are_all_answered(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    ytd = labelled(reply, "Year to date")
    assert twice(bot, ytd, reply, REPORTER, REPORTER, apart=10) == 2, "some seconds later"
    assert twice(bot, ytd, reply, REPORTER, COLLEAGUE, apart=0) == 2, "by two people"
    again = bot.ask(mention(QUESTION))
    bot.slack.pass_time(10)
    assert twice(bot, ytd, reply, REPORTER, apart=0) == 1
    assert twice(bot, labelled(again, "Year to date"), again, REPORTER, apart=0) == 1
    assert twice(bot, button(again, "copy"), again, REPORTER, apart=0) == 1
    assert twice(bot, button(again, "source"), again, REPORTER, apart=0) == 1


def test_clicking_on_and_on_is_answered_now_and_then(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    ytd = labelled(reply, "Year to date")
    assert twice(bot, ytd, reply, *[REPORTER] * 7, apart=2) == 3, "at 0, 6 and 12 seconds"


def test_the_second_click_may_come_to_another_bot(slack: Slack, desk: Desk, tmp_path: Path) -> None:
    with over_http(slack, desk, tmp_path) as (_, bot):
        reply = bot.ask(mention(QUESTION))
        clicks = [press(slack, labelled(reply, "Year to date"), reply) for _ in range(2)]
        bot.deliver(clicks[0])
    with over_http(slack, desk, tmp_path) as (_, bot):
        bot.deliver(clicks[1])
        assert len(slack.settle()) == 2


# deleting


def test_the_asker_deletes_a_reply_in_a_channel(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    bot.deliver(press(bot.slack, button(reply, "delete"), reply))
    bot.slack.until(lambda: reply.ts in bot.slack.deleted, "the deletion")
    assert len(bot.slack.settle()) == 1, "nothing more is said"


def test_nobody_else_can_and_is_told_so_aside(bot: Bot) -> None:
    reply = bot.ask(mention(QUESTION))
    told = bot.ask(press(bot.slack, button(reply, "delete"), reply, COLLEAGUE))
    assert told.user == COLLEAGUE
    assert f"Only <@{REPORTER}>, who asked for it" in told.text
    assert not bot.slack.deleted


def test_a_private_reply_is_deleted_by_its_address(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, button(private, "delete"), private))
    bot.slack.until(lambda: private.ts in bot.slack.deleted, "the deletion")


def test_a_private_reply_too_old_to_be_deleted_says_what_to_do(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    late = {
        **press(bot.slack, button(private, "delete"), private),
        "response_url": bot.slack.response_url(expired=True),
    }
    told = bot.ask(late)
    assert "Dismiss message" in told.text


def test_a_shared_answer_can_be_deleted_by_who_shared_it_only(bot: Bot) -> None:
    private = bot.ask(command(bot.slack, QUESTION))
    bot.deliver(press(bot.slack, button(private, "share"), private))
    shared = bot.slack.wait(3)[1]
    bot.ask(press(bot.slack, button(shared, "delete"), shared, COLLEAGUE))
    assert shared.ts not in bot.slack.deleted
    bot.deliver(press(bot.slack, button(shared, "delete"), shared))
    bot.slack.until(lambda: shared.ts in bot.slack.deleted, "the deletion")
