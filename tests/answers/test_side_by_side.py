"""What stands side by side is called what it is, in the reply and in the sentence to copy."""

from __future__ import annotations

import pytest

from bot.desk import Desk

LATER_IN_ITS_YEAR = [
    ("house price Q1 2021 vs Q4 2021", "lower than in the fourth quarter of 2021"),
    ("unemployment Q1 2021 vs Q4 2021", "higher than in the fourth quarter of 2021"),
    ("cpi January 2021 vs December 2021", "lower than in December 2021"),
    ("nights January 2021 vs December 2021", "lower than in December 2021"),
    ("exports December 2021 vs September 2021", "on September 2021"),
]


@pytest.mark.parametrize(("asked", "told"), LATER_IN_ITS_YEAR)
def test_no_reader_takes_a_later_period_for_the_one_before(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text, reply.text
    assert told in (reply.copy or ""), reply.copy


def test_the_period_just_before_needs_no_year(desk_invented: Desk) -> None:
    reply = desk_invented.ask("exports November 2021")
    assert "on October (computed, not seasonally adjusted)" in reply.text, reply.text
