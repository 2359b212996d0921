"""What is on file: offered where a word could not be read, and listed with its status."""

from __future__ import annotations

import pytest

from bot.desk import Desk

UNREAD = [
    ("arvale buses", "What do you have on arvale?", "Arvale births, 2021"),
    ("births in london", "What do you have on births?", "Pellandia births, 2021"),
    ("buses", "What do you have?", "Pellandia births, 2021"),
]


@pytest.mark.parametrize(("asked", "offered", "listed"), UNREAD)
def test_a_word_that_is_not_read_is_no_dead_end(
    asked: str, offered: str, listed: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert [option["question"] for option in reply.contract["options"]] == [offered], reply.text
    assert listed in desk_invented.ask(offered).text


def test_where_another_word_may_be_meant_that_is_offered(desk_invented: Desk) -> None:
    reply = desk_invented.ask("brths and deths 2021")
    questions = [option["question"] for option in reply.contract["options"]]
    assert not any(question.startswith("What do you have") for question in questions), reply.text


def test_a_list_says_what_of_it_is_provisional(desk_invented: Desk) -> None:
    text = desk_invented.ask("what do you have on Pellandia").text
    assert "2021 (Pellandia births and Pellandia deaths) is provisional" in text, text
