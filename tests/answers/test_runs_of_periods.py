"""Runs of periods: since when, of which length, and which of two years is meant."""

from __future__ import annotations

import pytest

from bot.desk import Desk

SINCE = [
    # what the months leave out is on file by the year to date, and is named
    (
        "Xinjiang trade since 2022",
        ["November 2022: 24.51 billion yuan", "January–September 2024, January–November 2023"],
    ),
    # a run with nothing in it is that, and no matter of length
    ("Xinjiang trade since 2030", ["I have no figure for Xinjiang imports and exports since 2030"]),
    ("Xinjiang trade 2012 to 2013", ["no figure for Xinjiang imports and exports from 2012 to 2"]),
    ("Xinjiang trade before 2001", ["no figure for Xinjiang imports and exports up to 2000."]),
]


@pytest.mark.parametrize(("asked", "told"), SINCE)
def test_a_run_says_what_is_on_file_in_it(asked: str, told: list[str], desk_later: Desk) -> None:
    text = desk_later.ask(asked).text
    for each in told:
        assert each in text, text


def test_the_year_to_date_since_a_year_is_of_the_same_months_of_each(desk: Desk) -> None:
    for asked in ("Xinjiang trade YTD since 2019", "trade year to date 2019 to 2021"):
        reply = desk.ask(asked)
        periods = [figure["period"] for figure in reply.contract["figures"]]
        assert periods == ["2021-11", "2020-11", "2019-11"], reply.text
        assert all(f["accumulation"] == "YTD" for f in reply.contract["figures"]), reply.text


LENGTHS = [
    # months that make a quarter do, stated or not
    ("nights by quarter", "Fourth quarter of 2021: about 551,500 nights"),
    ("quarterly exports", "Pellandia exports, fourth quarter of 2021: about 9.71 billion pellars"),
    ("hospital admissions by year", "2021: 309,399 admissions (computed)"),
    # what cannot be told of that length is told of no other in silence
    ("births by month", "I have no figure of that length for Pellandia births."),
    ("hospital admissions weekly", "I have no figure of that length"),
    ("inflation by quarter", "none on file by the quarter"),
]


@pytest.mark.parametrize(("asked", "told"), LENGTHS)
def test_a_length_that_is_asked_for_is_that_which_is_told(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text, reply.text


def test_months_that_leave_a_gap_make_no_quarter(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade quarterly")
    assert reply.contract["status"] == "not_held", reply.text


ON_WHICH = [
    # what follows is a later part of the same year, or of the one before: asked where both are held
    ("nights Q1 2021 vs Q2", "ambiguous", ["second quarter of 2021", "second quarter of 2020"]),
    ("nights Mar 2020 vs Dec", "ambiguous", ["March 2020 on December 2020", "on December 2019"]),
    # one of them only is on file
    (
        "exports Q1 2021 vs Q2",
        "answered",
        ["7.3% lower than in the second quarter of 2021 (7.0–7.7%"],
    ),
    ("exports first half of 2021 vs second half", "answered", ["than in the second half"]),
    # the last month is the one before the newest
    ("exports vs last month", "answered", ["Up 1.2–1.9% on November"]),
    ("is inflation higher than last month", "answered", ["up 0.3 percentage points on November"]),
    ("unemployment vs last quarter", "answered", ["Down 0.4 percentage points on the third"]),
    # an earlier part is that of the same year
    ("nights Q3 2021 vs Q2", "answered", ["149% on the second quarter"]),
]


@pytest.mark.parametrize(("asked", "status", "told"), ON_WHICH)
def test_what_it_is_compared_with_is_of_one_year_or_asked_about(
    asked: str, status: str, told: list[str], desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert reply.contract["status"] == status, reply.text
    for each in told:
        assert each in reply.text, reply.text


ON_THE_YEAR = [
    ("exports growth on the previous year", "Pellandia exports, 2021: up about 26.1% on a year"),
    ("exports growth previous year", "Pellandia exports, 2021: up about 26.1% on a year earlier"),
    ("exports 2021 growth on previous year", "Pellandia exports, 2021: up about 26.1%"),
    ("births growth year before", "Pellandia births, 2021: up about 0.3% on a year earlier"),
    # a time, and not what it is set against
    ("births growth a year ago", "Pellandia births, 2020: down about 2.1% on a year earlier"),
    ("inflation a year ago", "December 2020: up 0.5% on a year earlier"),
]


@pytest.mark.parametrize(("asked", "told"), ON_THE_YEAR)
def test_growth_on_the_previous_year_is_no_change_on_the_month(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text.splitlines()[0], reply.text


LIMITS = [
    ("Xinjiang trade balance Jan-Aug 2021", '"more than 20.88 billion yuan"', True),
    ("Xinjiang trade Aug 2019", '"more than 15.6 billion yuan"', True),
    # the figure itself says "more than"; only what was worked out from it is warned of
    ("Xinjiang trade Aug 2020", '"more than 15.6 billion yuan"', False),
]


@pytest.mark.parametrize(("asked", "limit", "copied"), LIMITS)
def test_a_number_without_an_end_is_said_where_it_is_worked_with(
    asked: str, limit: str, copied: bool, desk: Desk
) -> None:
    reply = desk.ask(asked)
    assert f"Worked out from {limit}, taken as right to the last digit" in reply.text, reply.text
    assert (f"Worked out from {limit}" in (reply.copy or "")) is copied, reply.copy


TO_JUNE = "Pellandia government borrowing, January\N{EN DASH}June 2021: 1,326 million pellars"
TO_A_MONTH = [
    # turns, how the reply begins
    (["borrowing to june 2021"], TO_JUNE),
    (["borrowing up to june 2021"], TO_JUNE),
    (["2021 borrowing to june"], TO_JUNE),
    (["borrowing so far 2021", "to june"], TO_JUNE),
    (["borrowing q1 2021", "and to june?"], TO_JUNE),
    (["borrowing to june 2021 vs 2020"], f"{TO_JUNE}\nDown about 48.94% on a year earlier"),
    (["borrowing to june 2021 vs to june 2020"], f"{TO_JUNE}\nDown about 48.94% on a year"),
    (["borrowing may 2021", "change to june"], "Pellandia government borrowing, June 2021: 274"),
    (["borrowing may to june 2021"], "Pellandia government borrowing, May\N{EN DASH}June 2021"),
    (["cpi to june 2021"], "Pellandia consumer price index, June 2021: 110.7"),
    (["unemployment to q2 2021"], "Pellandia unemployment rate, seasonally adjusted, second"),
]


@pytest.mark.parametrize(
    ("turns", "begins"), TO_A_MONTH, ids=[" / ".join(t) for t, _ in TO_A_MONTH]
)
def test_to_a_month_is_from_january_of_what_adds_up(
    turns: list[str], begins: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith(begins), reply.text


YEAR_BEFORE = [
    ("nights dec 2020-feb 2021", "December 2019\N{EN DASH}February 2020: about 602,500 nights"),
    ("borrowing april 2020 to march 2021", "April 2019\N{EN DASH}March 2020: about 870 million"),
    ("hospital admissions q4 2020 to q1 2021", "October 2019\N{EN DASH}March 2020: 154,616"),
]


@pytest.mark.parametrize(("asked", "told"), YEAR_BEFORE)
def test_months_across_a_leap_year_are_the_same_a_year_before(
    asked: str, told: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask("year before", earlier=[asked])
    assert told in reply.text.split("\n")[0], reply.text


UNFIXED = ["summer 2021", "last summer", "winter 2020-21", "end of 2021", "mid 2021", "mid-2021"]


@pytest.mark.parametrize("when", [*UNFIXED, "early 2021", "summer of 2021", "late may 2021"])
def test_a_season_is_not_guessed_and_what_to_type_is_said(when: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(f"borrowing {when}")
    assert not reply.contract["figures"], reply.text
    said = f'I cannot read "{when}", which has no fixed beginning and end: name the months'
    assert reply.text.startswith(said), reply.text
    assert reply.text.count("\n") == 0, reply.text


@pytest.mark.parametrize("when", ["2020/21", "fy21", "FY 2020/21", "financial year 2020-21"])
def test_a_financial_year_is_asked_for_by_its_months(when: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(f"borrowing {when}")
    assert reply.status == "not_held", reply.text
    assert f'I cannot tell which months "{when}" is' in reply.text
    assert "as in April 2020\N{EN DASH}March 2021" in reply.text
    answered = desk_invented.ask(reply.contract["options"][0]["question"])
    assert "April 2020\N{EN DASH}March 2021: about 4,857 million" in answered.text, answered.text


EACH_YEAR = [
    (
        "nights january to june since 2019",
        ["January–June 2021: about 721,000", "January–June 2019"],
    ),
    ("nights july to august since 2019", ["July–August 2021: about 1.0758", "July–August 2019"]),
    ("nights december since 2019", ["December 2021: 152,900", "December 2019: 213,600"]),
    ("nights december to february since 2019", ["December 2020–February 2021: about 120,000"]),
]


@pytest.mark.parametrize(("asked", "told"), EACH_YEAR)
def test_a_name_since_a_year_is_of_each_year(
    asked: str, told: list[str], desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert len(reply.contract["figures"]) in (2, 3), reply.text
    for each in told:
        assert each in reply.text, reply.text


def test_after_a_season_its_months_may_follow_and_nothing_that_stands_on_them(
    desk_invented: Desk,
) -> None:
    season = ["nights summer 2021"]
    months = desk_invented.ask("june to august 2021", earlier=season)
    assert "June–August 2021: about 1.3856 million nights" in months.text, months.text
    for turn in ("vs 2019", "growth"):
        adrift = desk_invented.ask(turn, earlier=season)
        assert "I could not read the question before this one" in adrift.text, adrift.text


RATES = [
    ("births growth by year", ["2021: up about 0.3% on a year", "2020: down about 2.1%"]),
    (
        "nights growth by quarter",
        ["Fourth quarter of 2021: down about 61.44%", "5.4 times as many as"],
    ),
    ("exports growth by month 2021", ["September 2021: up about 14.3% on the period before"]),
    # how it has moved its levels show
    ("how did nights change by month 2021", ["December 2021: 152,900 nights"]),
]


@pytest.mark.parametrize(("asked", "told"), RATES)
def test_growth_by_month_is_growth(asked: str, told: list[str], desk_invented: Desk) -> None:
    text = desk_invented.ask(asked).text
    for each in told:
        assert each in text, text
