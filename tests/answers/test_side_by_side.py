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


CHANGES_APART = [
    (
        "compare arvale and costerra unemployment growth",
        "Arvale: fell by 0.9 percentage points less than Costerra",
    ),
    (
        "arvale vs costerra house price growth",
        "Arvale: rose by about 0.1 percentage points less than Costerra",
    ),
    (
        "compare births and deaths growth 2020",
        "Births: the change is about 10.3 percentage points below that of deaths",
    ),
    (
        "compare births and deaths growth 2021",
        "Births: the change is about 1.1 percentage points above that of deaths",
    ),
]


@pytest.mark.parametrize(("asked", "told"), CHANGES_APART)
def test_of_two_changes_it_is_plain_which_is_the_greater(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text, reply.text
    assert told in (reply.copy or ""), reply.copy


def test_a_rate_is_higher_or_lower_than_another(desk_invented: Desk) -> None:
    reply = desk_invented.ask("compare arvale and costerra unemployment")
    assert "Arvale: 2.1 percentage points lower than Costerra" in reply.text, reply.text


FROM_A_LIMIT = [
    ["exports january-august 2021 vs imports"],
    ["difference between exports and imports january-august 2021"],
    ["how many times imports were exports january-august 2021"],
    ["balance january-august 2021", "in dollars"],
]


@pytest.mark.parametrize("turns", FROM_A_LIMIT, ids=" | ".join)
def test_what_was_worked_out_from_more_than_so_much_says_so(turns: list[str], desk: Desk) -> None:
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    told = 'Worked out from "more than 20.88 billion yuan", taken as right to the last digit'
    assert told in reply.text, reply.text
    assert told in (reply.copy or ""), reply.copy
