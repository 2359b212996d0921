"""Of several periods each is answered, in what was asked; what cannot be done is said."""

from __future__ import annotations

import pytest

from bot.desk import Desk

PER_LENGTH = [
    ("births per day 2019 and 2020", "about 87.82 births a day", "about 85.69 births a day"),
    ("nights a day Jul and Aug 2021", "16,765 nights a day", "17,939 nights a day"),
    ("deaths per week 2020 and 2021", "634.8 deaths a week", "631.3 deaths a week"),
    ("births a month in 2019 and 2020", "2,671 births a month", "2,614 births a month"),
    ("births per quarter 2019 and 2020", "8,013.25 births a quarter", "7,841 births a quarter"),
    ("births a quarter 2019 and 2020", "8,013.25 births a quarter", "7,841 births a quarter"),
    ("average nights a month 2020 and 2021", "160,700 nights a month", "225,200 nights a month"),
]


@pytest.mark.parametrize(("asked", "first", "second"), PER_LENGTH)
def test_so_much_a_day_is_of_each_period_and_no_mean_of_them(
    asked: str, first: str, second: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert len(reply.contract["figures"]) == 2, reply.text
    for told in (first, second):
        assert told in reply.text, reply.text
        assert told in (reply.copy or ""), reply.copy
    assert "a year (computed)" not in reply.text, reply.text


def test_eleven_months_of_three_years_are_each_divided_by_their_days(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade per day Jan-Nov 2021, 2022 and 2023")
    for told in ("412.16 million yuan a day", "656.9 million yuan a day", "959.67 million"):
        assert told in reply.text, reply.text


def test_months_are_averaged_where_a_month_is_asked_for(desk_invented: Desk) -> None:
    reply = desk_invented.ask("nights a month Jul and Aug 2021")
    assert "an average of about 537,900 nights a month" in reply.text, reply.text


FOLLOWED = [
    (["births per day 2019 and 2020", "and 2021?"], "86.16 births a day"),
    (["births per day 2019", "deaths?"], "84.09 deaths a day"),
    (["births per day 2019", "total 2020"], "31,364 births"),
]


@pytest.mark.parametrize(("turns", "told"), FOLLOWED)
def test_so_much_a_day_goes_on_in_a_thread(
    turns: list[str], told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert told in reply.text.splitlines()[0], reply.text


DOLLARS = [
    (
        "Xinjiang trade Jan-Nov 2021, 2022 and 2023 in dollars",
        ["about $21.6 billion", "$45.19 billion", "January–November 2022, into dollars: no source"],
    ),
    ("Xinjiang trade Jan-Feb 2022 and 2023 in dollars", ["$3.75 billion", "$6.4 billion"]),
    (
        "Xinjiang trade Jan-Nov 2019, 2020 and 2021 in dollars",
        [
            "$21.4 billion",
            "about $21.6 billion",
            "January–November 2020, into dollars: it is worked out",
        ],
    ),
    ("Xinjiang trade Jan-Nov 2022 and 2023 in dollars", ["$45.19 billion", "I cannot convert"]),
]


@pytest.mark.parametrize(("asked", "told"), DOLLARS)
def test_each_period_is_converted_or_named(asked: str, told: list[str], desk_later: Desk) -> None:
    reply = desk_later.ask(asked)
    assert reply.status == "answered", reply.text
    for words in told:
        assert words in reply.text, reply.text


IN_YUAN_ALONE = [
    ["Xinjiang trade Nov 2021 per day in dollars"],
    ["Xinjiang trade Nov 2021", "in dollars", "per day"],
    ["Xinjiang trade per month Jan-Nov 2022 and 2023 in dollars"],
    ["average monthly Xinjiang trade in dollars"],
    # The unit says in what, and leaves open what: it stays so much a day.
    ["average monthly Xinjiang trade Jan-Nov 2021", "in dollars"],
    ["Xinjiang trade Jan-Aug 2021 average", "dollars"],
    ["Xinjiang trade Nov 2021 daily average", "usd?"],
    ["Xinjiang trade per day Nov 2021", "Jan-Nov 2021 in dollars"],
    ["Xinjiang trade Jan-Nov 2021 and 2022 per day", "in dollars"],
    ["average of Xinjiang trade Jan-Nov 2021 and 2022", "in dollars"],
]


@pytest.mark.parametrize("turns", IN_YUAN_ALONE)
def test_an_average_is_not_given_in_yuan_for_dollars(turns: list[str], desk_later: Desk) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "not_held", reply.text
    assert "only in the unit it was printed in" in reply.text, reply.text


def test_an_average_in_its_own_unit_is_given(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade Nov 2021 per day in yuan")
    assert "534.3 million yuan a day" in reply.text, reply.text


OF_BOTH = [
    (
        "births by place 2019 vs 2021",
        ["Arvale births, 2019: 13,412", "Arvale births, 2021: 13,288"],
    ),
    ("rank of Arvale deaths 2019 vs 2020", ["2019: 11,873 deaths", "2020: 12,944 deaths"]),
    ("monthly nights Q1 2020 vs Q1 2021", ["March 2020: 101,400", "March 2021: 67,300"]),
    ("nights by month in 2020 and 2021", ["January 2020: 188,200", "December 2021: 152,900"]),
    ("quarterly nights 2020 and 2021", ["First quarter of 2020", "Fourth quarter of 2021"]),
    (
        "unemployed in Pellandia Q1, Q2 and Q3 2021 vs 2020",
        ["from 80,000 people in the first", "from 104,000 people in the second", "from 113,200"],
    ),
]


@pytest.mark.parametrize(("asked", "told"), OF_BOTH)
def test_neither_period_is_dropped(asked: str, told: list[str], desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert reply.status == "answered", reply.text
    assert "not every period between" not in reply.text, reply.text
    for words in told:
        assert words in reply.text, reply.text


REFUSED = [
    ("CPI per day H1 2020", "I have no figure a day for Pellandia consumer price index"),
    ("unemployed per day 2020", "I have no figure a day for Pellandia unemployed people"),
    ("highest nights July 2020 vs August 2021", "no highest, lowest or rank against another"),
    ("nights 2019 vs Q2 2021", "I do not compare periods of different lengths"),
    ("nights 2019 vs 2021 Q2", "I do not compare periods of different lengths"),
    ("births per day 2019 vs 2020 and 2021", "against one other period at a time"),
    ("average borrowing last year vs this year", '"last year" and "this year" both come to'),
    ("borrowing 2019 vs Sep 2021", "I do not compare periods of different lengths"),
    ("Pellandia borrowing last year vs this year", '"last year" and "this year" both come to'),
    ("nights this month vs last month", '"this month" and "last month" both come to'),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED)
def test_what_cannot_be_done_is_said(asked: str, words: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert reply.status != "answered", reply.text
    assert words in reply.text, reply.text
    assert "one and the same" not in reply.text, reply.text


@pytest.mark.parametrize("asked", ["Pellandia CPI Nov, Dec and YTD", "CPI YTD, Nov and Dec"])
def test_an_index_has_no_year_to_date(asked: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert 'nothing for "YTD", as this does not add up over time' in reply.text, reply.text


YEARS_FIRST = [
    "Xinjiang trade 2020 vs Nov 2021",
    "highest Xinjiang exports Jan-Aug 2021 vs Jan-Feb 2024",
]


@pytest.mark.parametrize("asked", YEARS_FIRST)
def test_a_year_is_a_year_and_no_record_stands_for_a_comparison(
    asked: str, desk_later: Desk
) -> None:
    assert desk_later.ask(asked).status in ("refused", "unsupported"), asked


COPIED = [
    ("Xinjiang trade 2020", "(147.2–148.8)", "first printed as 137.66 billion yuan"),
    ("Xinjiang trade Sept to Nov 2022", "(71.7–74.0)", "first printed as 219.4 billion yuan"),
]


@pytest.mark.parametrize(("asked", "lies", "caution"), COPIED)
def test_the_sentence_to_copy_carries_what_its_number_rests_on(
    asked: str, lies: str, caution: str, desk_later: Desk
) -> None:
    copied = desk_later.ask(asked).copy or ""
    assert lies in copied, copied
    assert caution in copied, copied


@pytest.mark.parametrize(
    "asked",
    [
        "exports minus imports each quarter of 2021",
        "quarterly exports minus imports 2021",
        "difference between exports and imports each month of 2021",
        "highest exports and lowest imports 2021",
        "highest exports in 2021 and lowest in 2020",
    ],
)
def test_what_cannot_be_worked_out_together_is_refused(asked: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert reply.text == "I do not work these out together: ask for one of them at a time."


def test_a_change_told_as_a_multiple_is_not_told_twice(desk_invented: Desk) -> None:
    reply = desk_invented.ask("nights in August 2021 as a multiple of January 2021")
    assert reply.text.count("15.36 times as many") == 1, reply.text
    assert {"ratio", "other_period"} <= {c["kind"] for c in reply.contract["comparisons"]}


# --- one period after another ----------------------------------------------------------------

RATES = [
    (["inflation by month 2024"], 12, "December 2024: up 1.8% on a year earlier"),
    (["inflation trend"], 12, "January 2024: up 2.1% on a year earlier"),
    (["inflation by month in Q1 2024"], 3, "March 2024: up 2.2% on a year earlier"),
    (["inflation Dec 2024", "by month"], 12, "June 2024: up 2.6% on a year earlier"),
    (["inflation 2024", "by month"], 12, "March 2024: up 2.2% on a year earlier"),
    (["price index by month 2024"], 3, "March 2024: 101.2"),
]


@pytest.mark.parametrize(("turns", "count", "told"), RATES)
def test_a_change_with_a_name_is_told_period_by_period(
    turns: list[str], count: int, told: str, newsroom: Desk
) -> None:
    reply = newsroom.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "answered", reply.text
    assert len(reply.contract["figures"]) == count, reply.text
    assert told in reply.text, reply.text


UP_TO = [
    ("oil price trend March 2025", "Moonland oil price\nMarch 2025: $68.9\nFebruary 2025: $69.4"),
    ("inflation trend June 2024", "June 2024: up 2.6% on a year earlier\nMay 2024"),
]


@pytest.mark.parametrize(("asked", "told"), UP_TO)
def test_a_trend_ends_in_the_period_named(asked: str, told: str, newsroom: Desk) -> None:
    reply = newsroom.ask(asked)
    assert told in reply.text, reply.text


NOT_ON_FILE = [
    (["oil price trend June 2026"], "oil price, June 2026: none is on file"),
    (["oil price by month June 2026"], "oil price, June 2026: none is on file"),
    (["oil price trend", "in June 2026?"], "oil price, June 2026: none is on file"),
    (["oil price by month 2025", "and 2026?"], "oil price, 2026: none is on file"),
    (["price index trend 2025"], "price index, 2025: none is on file"),
    (["inflation by month 2024", "and 2025?"], "price index, 2025: none is on file"),
    (["inflation trend Dec 2025"], "price index, December 2025: none is on file"),
]


@pytest.mark.parametrize(("turns", "told"), NOT_ON_FILE)
def test_no_trend_of_other_periods_stands_in_for_one_that_is_not_on_file(
    turns: list[str], told: str, newsroom: Desk
) -> None:
    reply = newsroom.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "not_held", reply.text
    assert told in reply.text, reply.text


@pytest.mark.parametrize("rate", ["growth", "yoy"])
def test_the_growth_of_one_period_against_that_of_another_is_of_two_rates(
    rate: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(f"Xinjiang trade Jan-Nov 2022 {rate} vs Jan-Nov 2023 {rate}")
    for told in ("2022: up 59.8%", "2023: up 47.4%", "12.4 percentage points higher"):
        assert told in reply.text, reply.text
    assert "31.55%" not in reply.text, reply.text
