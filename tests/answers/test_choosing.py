"""A question back is answered by pressing, or by typing the number or the year of a choice."""

from __future__ import annotations

import pytest

from bot.desk import Desk

WHICH_YEAR = ["nights q1 2021 vs q4"]
LAST_YEARS = "Down about 25.2% on the fourth quarter of 2020"

TYPED = [
    ([*WHICH_YEAR, "2020"], LAST_YEARS),
    ([*WHICH_YEAR, "of 2020"], LAST_YEARS),
    ([*WHICH_YEAR, "2"], LAST_YEARS),
    ([*WHICH_YEAR, "2."], LAST_YEARS),
    ([*WHICH_YEAR, "2021"], "About 73.45% lower than in the fourth quarter"),
    (["borrowing may 2021", "vs december", "december 2020"], "Down about 35.9% on December 2020"),
    # and the thread goes on from what was chosen
    ([*WHICH_YEAR, "2", "arvale births 2021"], "Arvale births, 2021: 13,288"),
    ([*WHICH_YEAR, "2", "and q2"], "second quarter of 2021"),
    # choices beside a miss are numbered too
    (["borrowing 2020/21", "1"], "government borrowing, April 2020–March 2021"),
]


@pytest.mark.parametrize(("turns", "told"), TYPED, ids=lambda value: str(value)[:60])
def test_a_choice_may_be_typed(turns: list[str], told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert told in reply.text, reply.text


@pytest.mark.parametrize("turn", ["9", "0", "2020"])
def test_what_is_no_choice_chooses_nothing(turn: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(turn, earlier=["nights 2021"])
    assert "on the fourth quarter" not in reply.text, reply.text
