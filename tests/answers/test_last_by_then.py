"""Of what is set or measured on single days, the last before a day or month without one."""

from __future__ import annotations

import pytest

from bot.desk import Desk

BY_THEN = [
    # what was set on a day, between two such days: the last, as of its own day
    (
        "policy rate 15 November 2021",
        "The last by then: Pellandia policy rate, 7 October 2021: 0.75%.",
    ),
    (
        "policy rate November 2021",
        "The last by then: Pellandia policy rate, 7 October 2021: 0.75%.",
    ),
    ("policy rate 2021", "The last by then: Pellandia policy rate, 9 December 2021: 1.25%."),
]


@pytest.mark.parametrize(("asked", "told"), BY_THEN)
def test_between_two_days_the_last_is_named_as_that_of_its_day(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert reply.contract["status"] == "not_held", reply.text
    assert told in reply.text.splitlines(), reply.text
    assert reply.text.splitlines()[-3].startswith("1. "), reply.text


@pytest.mark.parametrize("asked", ["policy rate 2018", "births 2018", "nights 15 May 2021"])
def test_what_adds_up_or_came_later_is_no_last_by_then(asked: str, desk_invented: Desk) -> None:
    assert "by then" not in desk_invented.ask(asked).text


def test_on_file_is_what_is_near_however_much_is_newer(newsroom: Desk) -> None:
    text = newsroom.ask("lake level 15 December 2023").text
    assert "On file: 1 January 2024, 2 January 2024, 3 January 2024" in text, text
