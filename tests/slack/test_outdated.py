"""Buttons below a reply whose figures have changed since, by a load, and of another day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.slack.conftest import Bot, over_http
from tests.support.newsroom import Newsroom
from tests.support.slack import NEWSROOM, REPORTER, Message, Slack, command, mention, press

CHANGED = "The figures on file have changed since that reply"


class Growing:
    """A bot, and a newsroom that goes on loading."""

    def __init__(self, room: Newsroom, bot: Bot) -> None:
        self.room, self.bot = room, bot

    def press(self, action: str, message: Message) -> Message:
        return self.bot.ask(press(self.bot.slack, message.buttons(action)[0], message))


@pytest.fixture
def growing(slack: Slack, tmp_path: Path) -> Iterator[Growing]:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-20")
    for month, value in ((9, "90"), (10, "100"), (11, "110")):
        room.says("first", value, f"2021-{month:02}")
    room.desk()
    desk = Desk(room.database, today=lambda: date(2022, 2, 1))
    with over_http(slack, desk, tmp_path) as (_, bot):
        yield Growing(room, bot)


def test_a_reply_that_would_be_another_is_not_shared_but_shown_first(growing: Growing) -> None:
    private = growing.bot.ask(command(growing.bot.slack, "Xinjiang trade"))
    assert "November 2021: 110 million yuan" in private.text
    growing.room.release("second", "2022-01-20")
    growing.room.says("second", "140", "2021-12")
    growing.room.desk()
    told = growing.press("share", private)
    assert (told.user, told.is_private) == (REPORTER, True)
    assert told.text.startswith(CHANGED)
    assert "December 2021: 140 million yuan" in told.text
    assert [m for m in growing.bot.slack.settle() if not m.is_private] == []
    growing.bot.deliver(press(growing.bot.slack, told.buttons("share")[0], told))
    _, _, shared, *_ = growing.bot.slack.wait(3)
    assert (shared.channel, shared.is_private) == (NEWSROOM, False)
    assert "December 2021: 140 million yuan" in shared.text


@pytest.mark.parametrize("action", ["working", "copy", "csv", "chart", "source"])
def test_nothing_is_shown_of_a_reply_whose_figure_was_corrected(
    growing: Growing, action: str
) -> None:
    reply = growing.bot.ask(mention("Xinjiang trade Nov 2021"))
    room = Newsroom(growing.room.database.parent)
    room.release("first", "2021-12-20")
    for month, value in ((9, "90"), (10, "100"), (11, "111")):
        room.says("first", value, f"2021-{month:02}")
    room.desk()
    told = growing.press(action, reply)
    assert told.is_private
    assert told.text.startswith(CHANGED)
    assert "111 million yuan" in told.text
    assert growing.bot.slack.files == []


def test_what_was_loaded_beside_it_leaves_a_reply_as_it_is(growing: Growing) -> None:
    reply = growing.bot.ask(mention("Xinjiang trade Nov 2021"))
    growing.room.release("second", "2022-01-20")
    growing.room.says("second", "7", "2021-12", TRADE_FLOW="X")
    growing.room.desk()
    assert "110" in growing.press("copy", reply).text


def test_buttons_below_a_reply_as_published_by_a_day_are_of_that_day(growing: Growing) -> None:
    room = growing.room
    room.release("second", "2022-01-20")
    for month, value in ((9, "95"), (10, "150"), (11, "170")):
        room.says("second", value, f"2021-{month:02}")
    room.says("first", "900", "2021-11", ACCUMULATION="YTD")
    room.says("second", "1234", "2021-11", ACCUMULATION="YTD")
    room.desk()
    asked = "Xinjiang trade Nov 2021 as published by 31 December 2021"
    reply = growing.bot.ask(mention(asked))
    assert "110 million yuan" in reply.text
    to_date = next(b for b in reply.buttons() if b["text"]["text"] == "Year to date")
    told = growing.bot.ask(press(growing.bot.slack, to_date, reply))
    assert told.text.startswith("As published by 31 December 2021")
    assert "900 million yuan" in told.text
    chart = growing.press("chart", reply)
    assert "170" not in chart.whole
    assert "110" in chart.whole
    typed = growing.bot.ask(mention("and October?", thread_ts=reply.thread))
    assert "100 million yuan" in typed.text
    assert typed.text.startswith("As published by 31 December 2021")
    newest = growing.bot.ask(mention("and the latest?", thread_ts=reply.thread))
    assert "170 million yuan" in newest.text
