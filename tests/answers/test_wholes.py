"""What a share is of: the whole that was named, or none; never another in silence."""

from __future__ import annotations

import pytest

from bot.desk import Desk

LONGER = [
    # the same measure over longer, however the longer period is named
    ("what share of the year's exports came in december 2021", "equal to about 9.17% of 2021"),
    ("share of annual exports in december 2021", "equal to about 9.17% of 2021"),
    ("what share of 2021 exports came in december 2021", "equal to about 9.17% of 2021"),
    ("what share of 2021 exports came in the fourth quarter", "equal to about 27.1% of 2021"),
    ("how much of last year's exports came in december", "equal to about 9.17% of 2021"),
    ("what share of 2021's nights came in august", "equal to about 20.58% of 2021"),
    ("share of the quarter's exports in december 2021", "about 33.9% of the fourth quarter"),
    # where the words name whom it went to, that is the part
    ("what share of annual exports went to norvia in 2021", "about 19.36% of Pellandia exports"),
    # of a whole year that the month is not in, the same month of it, as "vs" takes it
    ("nights august 2021 as a percentage of 2019", "equal to about 91.64% of August 2019"),
    ("nights august 2021 as a percentage of 2021", "equal to about 20.58% of 2021"),
]


@pytest.mark.parametrize(("asked", "told"), LONGER)
def test_the_whole_is_the_one_that_was_named(asked: str, told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text.splitlines()[0], reply.text


def test_in_a_thread_the_same_month_of_another_year_is_meant(desk_invented: Desk) -> None:
    reply = desk_invented.ask("percent of 2019", earlier=["nights august 2021"])
    assert "equal to about 91.64% of August 2019" in reply.text, reply.text


@pytest.mark.parametrize(
    "asked",
    ["what share of exports came in december 2021", "what share of 2020 exports came in dec 2021"],
)
def test_a_whole_that_cannot_be_told_is_asked_for(asked: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert "I cannot tell of which longer period" in reply.text, reply.text
    assert "%" not in reply.text, reply.text
    typed = reply.contract["options"][0]["text"]
    assert "equal to about 9.17% of 2021" in desk_invented.ask(typed).text, typed
