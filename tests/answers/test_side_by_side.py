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


A_WHOLE_AND_ITS_PART = [
    ("compare trade and BRI growth ytd", ["down 1.3%", "up 3.6%"]),
    ("compare BRI and trade growth ytd", ["up 3.6%", "down 1.3%"]),
    ("trade vs BRI growth ytd", ["down 1.3%", "up 3.6%"]),
    ("compare polysilicon and trade growth", ["doubled", "down 1.3%"]),
    ("difference between trade with kazakhstan and trade", ["62.33 billion", "137.66 billion"]),
    ("trade and trade with kazakhstan", ["137.66 billion", "62.33 billion"]),
    ("trade with kazakhstan vs total trade", ["62.33 billion", "137.66 billion"]),
]
ANOTHERS_WHOLE_AND_PART = [
    ("compare exports to norvia and exports growth", ["up about 27.3%", "up about 26.1%"]),
    ("compare exports and exports to norvia", ["35.89 billion", "6.95 billion"]),
    ("exports vs norvia", ["35.89 billion", "6.95 billion"]),
    ("exports to norvia compared with total exports 2020", ["5.46 billion", "28.46 billion"]),
    ("compare unemployment rate and inflation", ["up 5.2%", "of 2021: 5.8%"]),
]


@pytest.mark.parametrize(("asked", "told"), A_WHOLE_AND_ITS_PART)
def test_a_whole_stands_beside_its_part(asked: str, told: list[str], desk: Desk) -> None:
    reply = desk.ask(asked)
    first, second = (reply.text.find(number) for number in told)
    assert 0 <= first < second, reply.text


@pytest.mark.parametrize(("asked", "told"), ANOTHERS_WHOLE_AND_PART)
def test_so_it_does_in_another_newsroom(asked: str, told: list[str], desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert all(number in reply.text for number in told), reply.text


def test_a_part_named_after_the_whole_is_still_the_part_alone(desk: Desk) -> None:
    reply = desk.ask("and BRI?", earlier=["trade ytd"])
    assert reply.text.startswith("Xinjiang trade with the Belt and Road countries"), reply.text


def test_a_list_of_what_is_on_file_has_no_sentence_to_copy(desk: Desk, desk_invented: Desk) -> None:
    reply = desk.ask("what do you have on kazakhstan")
    assert reply.copy is None, reply.copy
    largest = "Kazakhstan was Xinjiang's largest trading partner (rank 1, implied by the source's"
    assert f"January–November 2020: {largest}" in reply.text, reply.text
    assert desk_invented.ask("what do you have on arvale").copy is None


def test_a_change_names_its_unit_once(desk_invented: Desk) -> None:
    text = desk_invented.ask("compare unemployment and births growth").text
    assert "down 1.6 percentage points on a year earlier (1.5–1.7, computed)" in text, text
    assert "up about 0.3% on a year earlier (computed)" in text, text


def test_what_doubled_did_so_from_a_year_earlier(desk: Desk) -> None:
    reply = desk.ask("compare polysilicon and trade growth")
    assert "doubled from a year earlier" in reply.text, reply.text


IN_ONE_BRACKET = [
    (
        "exports december 2021 growth",
        "on November (not seasonally adjusted, provisional), calculated",
    ),
    ("exports plus imports december 2021", "(6.65–6.67, provisional) in December 2021, calculated"),
    (
        "exports december 2021 vs november",
        "on November (calculated, not seasonally adjusted), from",
    ),
]


@pytest.mark.parametrize(("asked", "told"), IN_ONE_BRACKET)
def test_the_sentence_to_copy_says_what_is_ours_once_and_in_one_bracket(
    asked: str, told: str, desk_invented: Desk
) -> None:
    copied = desk_invented.ask(asked).copy or ""
    assert told in copied, copied
    assert "computed" not in copied, copied
    assert ") (" not in copied, copied


def test_no_caution_is_copied_of_a_month_that_the_sentence_leaves_out(desk_invented: Desk) -> None:
    copied = desk_invented.ask("exports december 2021 vs september 2021").copy or ""
    assert "November" not in copied, copied


def test_a_change_of_another_publisher_is_copied_with_its_own_name_or_not(
    desk_later: Desk,
) -> None:
    alone = desk_later.ask("china train trips 2023").copy or ""
    assert "numbered 17,523 in 2023, according to China Railway Container Transport" in alone, alone
    assert "6%" not in alone, alone
    asked = desk_later.ask("china train trips 2023 vs 2022").copy or ""
    assert "up 6% on a year earlier (according to China State Railway Group" in asked, asked


def test_no_span_of_more_than_a_year_changes_on_a_year_earlier(desk_invented: Desk) -> None:
    reply = desk_invented.ask("total", earlier=["borrowing since april 2020"])
    assert "April 2020–December 2021: about 6,483 million pellars" in reply.text, reply.text
    assert "year earlier" not in reply.text, reply.text


NO_MONEY = [
    ("births in pellars", "births are counted, and are not money"),
    ("unemployment rate in pellars", "that is no amount of money"),
    ("cpi in pellars", "that is no amount of money"),
    ("exports in dollars", "no source on file gives a rate for it"),
]


@pytest.mark.parametrize(("asked", "told"), NO_MONEY)
def test_what_is_no_money_has_no_rate_missing(asked: str, told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text, reply.text
