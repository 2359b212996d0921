"""The same words in a terminal: numbered options, colour only where there is any."""

from __future__ import annotations

import re

from bot.answers.answer import Caution, Note, Option, Status
from bot.reply.terminal import render
from tests.reply import made
from tests.reply.made import answered, held, missed, on_file, row, written

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TO_DATE = Option(
    Note("ask", {"subject": made.TRADE, "period": made.YTD, "extra": ""}),
    "Xinjiang imports and exports Jan-Nov 2021",
)


def test_plain_text_is_the_reply_with_its_options_numbered() -> None:
    november = held(made.TRADE, made.NOV)
    reply = written(answered(november, comparisons=on_file(november), options=(TO_DATE,)))
    shown = render(reply)
    assert shown == f"{reply.text}\n1. January–November 2021"
    assert not ANSI.search(shown)


def test_colour_changes_no_word() -> None:
    november = held(made.TRADE, made.NOV)
    reply = written(
        answered(
            november,
            comparisons=on_file(november),
            cautions=(Caution("provisional", Note("provisional", {"period": made.NOV})),),
            options=(TO_DATE,),
        )
    )
    coloured = render(reply, colour=True)
    assert ANSI.search(coloured)
    assert ANSI.sub("", coloured) == render(reply)
    assert "⚠ The figure for November 2021 is provisional" in render(reply)


def test_a_question_back_does_not_list_its_options_twice() -> None:
    reply = written(missed(Status.AMBIGUOUS, Note("several_readings"), options=(TO_DATE, TO_DATE)))
    assert render(reply) == reply.text


def test_several_figures_are_lines() -> None:
    reply = written(answered(row(3), row(5)))
    assert render(reply) == reply.text
    assert "November 2021: 16.03 billion yuan\n" in render(reply)
