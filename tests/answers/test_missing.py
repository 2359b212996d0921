"""Months of which the publisher says that there is no figure: said so, and never a zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import Newsroom, holds


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    made.release("first", "2021-12-27")
    made.says("first", "900", "2021-09")
    made.says("first", "", "2021-10", OBS_STATUS="M")
    made.says("first", "950", "2021-11")
    return made


def test_a_month_without_a_figure_says_that_none_was_published(room: Newsroom) -> None:
    words = "Urumqi Customs published no figure for Xinjiang imports and exports, October 2021."
    holds(room.ask("trade October 2021"), "not_held", None, words)
    holds(room.ask("trade August 2021"), "not_held", None, "none is on file and none follows")


def test_nothing_is_compared_with_it(room: Newsroom) -> None:
    reply = room.ask("trade November 2021")
    holds(reply, "answered", "950000000", "November 2021")
    assert reply.contract["comparisons"] == []


ADJUSTED = [
    # the question, what there is none of, what there is, and its figure
    ("unadjusted unemployment rate q4 2021", "not seasonally adjusted", "", "5.8%"),
    ("seasonally adjusted exports 2021", "seasonally adjusted", "not ", "35.89 billion"),
]


@pytest.mark.parametrize(("asked", "none", "held", "figure"), ADJUSTED)
def test_what_is_on_file_only_as_adjusted_otherwise_is_no_absence(
    asked: str, none: str, held: str, figure: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert reply.status == "not_held", reply.text
    assert f" that are {none}: those on file are {held}seasonally adjusted." in reply.text
    offered = desk_invented.ask(reply.contract["options"][0]["question"])
    assert figure in offered.text.split("\n")[0], offered.text
