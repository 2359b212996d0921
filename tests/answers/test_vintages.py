"""Answers that only other data shows: forecasts, revisions, publishers at odds.

Each test makes the few rows it needs, loads them and asks as a reporter would.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import MONTH, Newsroom, headline, rules

DAILY = "Xinjiang Daily"
YTD = {**MONTH, "ACCUMULATION": "YTD"}
CHANGE = {"UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
ON_YEAR = {**CHANGE, "TRANSFORMATION": "G1Y"}
ON_MONTH = {**CHANGE, "TRANSFORMATION": "G1"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


# --- forecasts ---------------------------------------------------------------------------


@pytest.fixture
def outlook(newsroom: Newsroom) -> Newsroom:
    """Trade to November, and what the publisher expects of December and of the next year."""
    newsroom.release("first", "2021-12-10")
    for month, value in (("2021-09", "140"), ("2021-10", "150"), ("2021-11", "160")):
        newsroom.says("first", value, month)
    newsroom.says("first", "900", "2021-12", OBS_STATUS="F")
    newsroom.says("first", "2000", "2022", FREQ="A", OBS_STATUS="F")
    newsroom.says("first", "12.5", "2022", FREQ="A", OBS_STATUS="F", **ON_YEAR)
    return newsroom


@pytest.mark.parametrize(
    "question",
    ["trade", "trade latest", "trade last month", "highest month for trade", "trade trend"],
)
def test_a_forecast_is_neither_the_newest_nor_a_record(outlook: Newsroom, question: str) -> None:
    reply = outlook.ask(question)
    assert headline(reply) == ("160000000", "2021-11"), reply.text
    assert "900" not in reply.text
    assert "forecast" not in rules(reply)


def test_a_forecast_asked_for_by_its_period_says_what_it_is(outlook: Newsroom) -> None:
    reply = outlook.ask("trade 2022")
    assert headline(reply) == ("2000000000", "2022"), reply.text
    assert rules(reply) == ["forecast"]
    assert "The publisher's forecast, not a measured figure." in reply.text
    assert "Up 12.5% on a year earlier (stated)" in reply.text
    assert "not a measured figure" in str(reply.blocks)


def test_nothing_is_worked_out_from_a_forecast(outlook: Newsroom) -> None:
    assert outlook.ask("trade q4 2021").status == "not_held"
    reply = outlook.ask("trade dec 2021 vs nov 2021")
    assert reply.status == "refused", reply.text
    assert "I do not compute with forecasts" in reply.text
    reply = outlook.ask("trade growth 2022")
    assert headline(reply) == ("12.5", "2022")
    assert rules(reply) == ["forecast"]
    reply = outlook.ask("was december 2021 a record for trade")
    assert reply.status == "not_held"
    assert "is a forecast, no measured figure" in reply.text


def test_a_series_of_forecasts_alone_says_so(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-12-10")
    newsroom.says("first", "2000", "2022", FREQ="A", OBS_STATUS="F")
    reply = newsroom.ask("trade")
    assert reply.status == "not_held"
    assert "I have no measured figure" in reply.text
    assert reply.contract["options"][0]["question"] == "Xinjiang imports and exports 2022"


# --- publishers at odds ------------------------------------------------------------------


@pytest.fixture
def two_publishers(newsroom: Newsroom) -> Newsroom:
    """Customs has every month; a newspaper has its own figure for September alone."""
    newsroom.release("customs", "2021-12-10")
    newsroom.release("daily", "2021-12-20", publisher=DAILY)
    values = {"07": "100", "08": "120", "09": "130", "10": "150"}
    for month, value in values.items():
        newsroom.says("customs", value, f"2021-{month}")
    newsroom.says("daily", "144", "2021-09")
    return newsroom


def test_the_publisher_of_the_series_is_told_and_the_other_named(
    two_publishers: Newsroom,
) -> None:
    reply = two_publishers.ask("trade sept 2021")
    assert headline(reply) == ("130000000", "2021-09"), reply.text
    assert rules(reply)[0] == "inconsistent"
    assert "Xinjiang Daily gives another figure for September 2021: 144 million yuan." in reply.text


@pytest.mark.parametrize(
    ("question", "value"),
    [("trade q3 2021", "350000000"), ("trade july to september 2021", "350000000")],
)
def test_a_sum_keeps_to_one_publisher(two_publishers: Newsroom, question: str, value: str) -> None:
    reply = two_publishers.ask(question)
    assert headline(reply)[0] == value, reply.text
    assert "Daily" not in reply.text
    assert "mixed_publishers" not in rules(reply)


def test_a_change_keeps_to_one_publisher(two_publishers: Newsroom) -> None:
    reply = two_publishers.ask("trade oct 2021 vs sept 2021")
    assert reply.contract["comparisons"][0]["value"].startswith("15.38"), reply.text
    assert "130 million yuan" in reply.text
    assert "144" not in reply.text


def test_the_publisher_that_has_both_is_taken(two_publishers: Newsroom) -> None:
    two_publishers.says("daily", "170", "2021-11")
    reply = two_publishers.ask("trade nov 2021 vs sept 2021")
    assert headline(reply) == ("170000000", "2021-11")
    assert "144 million yuan" in reply.text, "customs has no November: the newspaper has both"
    assert "mixed_publishers" not in rules(reply)
    reply = two_publishers.ask("trade sept 2021 vs nov 2021")
    assert headline(reply) == ("144000000", "2021-09"), reply.text


def test_where_nobody_has_all_it_takes_the_reply_says_so(two_publishers: Newsroom) -> None:
    two_publishers.says("daily", "170", "2021-11")
    reply = two_publishers.ask("trade nov 2021 vs aug 2021")
    assert "mixed_publishers" in rules(reply), reply.text
    assert "figures of Urumqi Customs and Xinjiang Daily, which differ" in reply.text
    reply = two_publishers.ask("trade sept to nov 2021")
    assert "mixed_publishers" in rules(reply), reply.text


def test_publishers_that_agree_go_together(newsroom: Newsroom) -> None:
    newsroom.release("customs", "2021-12-10")
    newsroom.release("daily", "2021-12-20", publisher=DAILY)
    newsroom.says("customs", "130.2", "2021-09")
    newsroom.says("daily", "130", "2021-09")
    newsroom.says("daily", "150", "2021-10")
    reply = newsroom.ask("trade oct 2021 vs sept 2021")
    assert "130.2 million yuan" in reply.text, "the more precise of two that agree"
    assert "mixed_publishers" not in rules(reply)


# --- revisions ---------------------------------------------------------------------------


@pytest.fixture
def revised(newsroom: Newsroom) -> Newsroom:
    """June is up on June last year until a later release revises it to less."""
    newsroom.release("then", "2020-07-25")
    newsroom.release("first", "2021-07-25")
    newsroom.release("second", "2021-10-28")
    newsroom.says("then", "216.0", "2020-06")
    newsroom.says("first", "218.0", "2021-05")
    newsroom.says("first", "216.3", "2021-06")
    newsroom.says("first", "0.1", "2021-06", COMPARISON_PERIOD="2020-06", **ON_YEAR)
    newsroom.says("first", "-0.8", "2021-06", COMPARISON_PERIOD="2021-05", **ON_MONTH)
    newsroom.says("second", "215.5", "2021-06")
    return newsroom


BEFORE = "was on the figures before their revision; on those shown here it is"


def test_growth_on_figures_revised_since_is_worked_out_anew(revised: Newsroom) -> None:
    reply = revised.ask("trade june 2021")
    kinds = {c["kind"]: c for c in reply.contract["comparisons"]}
    assert kinds["year_earlier"]["value"].startswith("-0.23"), reply.text
    assert kinds["previous_period"]["value"].startswith("-1.14"), reply.text
    assert rules(reply).count("revised_base") == 2
    assert f"The stated +0.1% {BEFORE} −0.28 to −0.19%." in reply.text
    assert f"The stated −0.8% {BEFORE} about −1.15%" in reply.text
    assert "up 0.1%" not in reply.text.lower()


def test_asked_for_growth_alone_it_is_the_same(revised: Newsroom) -> None:
    reply = revised.ask("trade growth june 2021")
    assert reply.contract["figures"][0]["value"].startswith("-0.23"), reply.text
    assert "revised_base" in rules(reply)


def test_before_the_revision_the_growth_stands(revised: Newsroom) -> None:
    reply = revised.ask("trade june 2021", as_of="2021-10-01")
    assert "Up 0.1% on a year earlier (stated)" in reply.text
    assert "revised_base" not in rules(reply)


def test_a_revision_that_bears_the_growth_out_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-07-25")
    newsroom.release("second", "2021-10-28")
    newsroom.says("first", "200", "2020-06")
    newsroom.says("first", "220", "2021-06")
    newsroom.says("first", "10", "2021-06", COMPARISON_PERIOD="2020-06", **ON_YEAR)
    newsroom.says("second", "221", "2021-06")
    reply = newsroom.ask("trade june 2021")
    assert "Up 10% on a year earlier (stated" in reply.text, reply.text
    assert "revised_base" not in rules(reply)


def test_a_base_does_not_follow_from_growth_on_another_vintage(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-07-25")
    newsroom.release("second", "2021-10-28")
    newsroom.says("first", "220", "2021-06")
    newsroom.says("first", "10", "2021-06", COMPARISON_PERIOD="2020-06", **ON_YEAR)
    newsroom.says("second", "180", "2021-06")
    assert newsroom.ask("trade june 2020").status == "not_held"
    reply = newsroom.ask("trade june 2021")
    assert "The stated +10% was on the figures before their revision." in reply.text


def test_a_share_of_figures_revised_since(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-07-25")
    newsroom.release("second", "2021-10-28")
    kazakh = {"COUNTERPART_AREA": "KZ"}
    newsroom.says("first", "220.0", "2021-06")
    newsroom.says("first", "110.0", "2021-06", **kazakh)
    share = {**CHANGE, **kazakh, "MEASURE": "SH", "SHARE_OF": "COUNTERPART_AREA=W1"}
    newsroom.says("first", "50.0", "2021-06", **share)
    newsroom.says("second", "100.0", "2021-06", **kazakh)
    reply = newsroom.ask("Kazakhstan share of trade june 2021")
    assert reply.contract["figures"][0]["value"].startswith("45.45"), reply.text
    assert f"The stated 50.0% {BEFORE} about 45.45%" in reply.text
    reply = newsroom.ask("Kazakhstan share of trade june 2021", as_of="2021-10-01")
    assert headline(reply) == ("50.0", "2021-06")


@pytest.fixture
def stale_total(newsroom: Newsroom) -> Newsroom:
    """The total to May holds a May that June's release has revised, as June's total shows."""
    newsroom.release("may", "2021-06-20")
    newsroom.release("june", "2021-07-20")
    newsroom.says("may", "358", "2021-05")
    newsroom.says("may", "1078", "2021-05", **YTD)
    newsroom.says("june", "332", "2021-05")
    newsroom.says("june", "1326", "2021-06", **YTD)
    return newsroom


@pytest.mark.parametrize("question", ["trade may 2021", "trade jan to may 2021"])
def test_a_total_printed_before_its_month_was_revised(stale_total: Newsroom, question: str) -> None:
    reply = stale_total.ask(question)
    assert "revised_part" in rules(reply), reply.text
    assert "before the revision of May 2021, from 358 million yuan to 332 million" in reply.text
    assert "1,052 million yuan" in reply.text
    assert "revised_part" not in rules(stale_total.ask(question, as_of="2021-07-01"))


def test_a_difference_across_a_revision_is_as_wide_as_both_vintages(stale_total: Newsroom) -> None:
    reply = stale_total.ask("trade june 2021")
    figure = reply.contract["figures"][0]
    assert (figure["low"], figure["high"]) == ("247000000", "276000000"), reply.text
    assert "revised_part" in rules(reply)


# --- parts and wholes --------------------------------------------------------------------

KAZAKHSTAN = {"COUNTERPART_AREA": "KZ"}


@pytest.mark.parametrize(
    ("whole", "part", "cells", "warned"),
    [
        ("100", "120", {}, True),
        ("-210.9", "-158.9", {"TRADE_FLOW": "B"}, False),
        ("-138", "274", {"TRADE_FLOW": "B"}, False),
        ("100", "120", {"TRADE_FLOW": "B"}, False),
    ],
)
def test_only_what_cannot_be_negative_has_no_part_above_the_whole(
    newsroom: Newsroom, whole: str, part: str, cells: dict[str, str], warned: bool
) -> None:
    newsroom.release("first", "2021-12-10")
    newsroom.says("first", whole, "2021-11", **cells)
    newsroom.says("first", part, "2021-11", **KAZAKHSTAN, **cells)
    asked = "trade balance with Kazakhstan" if cells else "trade with Kazakhstan"
    reply = newsroom.ask(f"{asked} nov 2021")
    assert reply.status == "answered", reply.text
    assert ("part_exceeds_whole" in rules(reply)) == warned, reply.text


def test_net_flows_have_parts_above_the_whole(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-12-10")
    newsroom.says("first", "100", "2021-11")
    newsroom.says("first", "120", "2021-11", **KAZAKHSTAN)
    newsroom.says("first", "-20", "2021-11", COUNTERPART_AREA="KG")
    assert "part_exceeds_whole" not in rules(newsroom.ask("trade with Kazakhstan nov 2021"))


def test_a_balance_has_no_shares(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-12-10")
    newsroom.says("first", "100", "2021-11", TRADE_FLOW="B")
    newsroom.says("first", "80", "2021-11", TRADE_FLOW="B", **KAZAKHSTAN)
    assert "80%" not in newsroom.ask("trade balance with Kazakhstan nov 2021").text
    reply = newsroom.ask("Kazakhstan share of trade balance nov 2021")
    assert reply.status == "refused", reply.text


# --- causes ------------------------------------------------------------------------------

CLAIM = {
    "SOURCE_ID": "year",
    "LOCATOR": "page 1",
    "KIND": "cause",
    "SUBJECT": "fall in foreign trade",
    "SPEAKER": "an official",
    "PARAPHRASE": "closed borders",
    "REF_AREA": "CN-XJ",
    "INDICATOR": "TRADE",
}


@pytest.fixture
def explained(newsroom: Newsroom) -> Newsroom:
    """A release of one year's months, of which it gives a cause, and a later one of growth."""
    newsroom.release("old", "2020-01-20")
    newsroom.release("year", "2021-01-20")
    newsroom.release("month", "2021-02-20")
    newsroom.says("old", "90", "2019-12")
    newsroom.says("year", "91", "2019-12")
    for month in range(1, 13):
        newsroom.says("year", str(100 - month), f"2020-{month:02}")
    newsroom.says("month", "120", "2021-01")
    newsroom.has(
        "claims",
        CLAIM,
        {
            **CLAIM,
            "SOURCE_ID": "month",
            "SUBJECT": "growth of foreign trade",
            "PARAPHRASE": "open borders",
        },
    )
    return newsroom


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("why did trade fall in 2020", "closed borders"),
        ("why did trade fall in april 2020", "closed borders"),
        ("why did trade rise in april 2020", None),
        ("why did trade fall in 2019", None),
        ("why did trade fall in december 2019", None),  # the release only revised that
        ("why did trade grow", "open borders"),
        ("why did trade grow in january 2021", "open borders"),
        ("why did trade fall", None),
        ("why did trade change in february 2021", None),
        ("cause of trade", "open borders"),
    ],
)
def test_a_cause_is_told_of_its_period_and_its_direction(
    explained: Newsroom, question: str, told: str | None
) -> None:
    reply = explained.ask(question)
    assert (reply.status == "answered") == (told is not None), reply.text
    assert [claim["text"] for claim in reply.contract["claims"]] == ([told] if told else [])


def test_the_period_of_a_cause_is_said(explained: Newsroom) -> None:
    reply = explained.ask("why did trade fall in april 2020")
    assert "An official, on fall in foreign trade, 2020: closed borders" in reply.text
    assert reply.contract["claims"][0]["period"] == "2020"
    reply = explained.ask("why did trade fall in march 2021")
    assert "No source on file gives a cause of a fall in Xinjiang imports and exports" in reply.text
    assert "On file are causes of growth of foreign trade, January 2021." in reply.text
    assert explained.ask(reply.contract["options"][0]["question"]).status == "answered"


def test_a_package_may_say_of_which_period_a_cause_is_told(explained: Newsroom) -> None:
    explained.has("claims", {**CLAIM, "ACCUMULATION": "YTD", "TIME_PERIOD": "2020-06"})
    assert explained.ask("why did trade fall in june 2020").status == "answered"
    assert explained.ask("why did trade fall in july 2020").status == "unsupported"


def test_why_asked_of_a_figure_is_asked_of_its_period(explained: Newsroom) -> None:
    assert (
        explained.ask("trade april 2020", "why").contract["claims"][0]["text"]
        == CLAIM["PARAPHRASE"]
    )
    assert explained.ask("trade december 2019", "why").status == "unsupported"
    assert explained.ask("trade", "why").contract["claims"][0]["text"] == "open borders"


# --- what is missing ---------------------------------------------------------------------


@pytest.fixture
def gap(newsroom: Newsroom) -> Newsroom:
    """Months to June, but for March."""
    newsroom.release("first", "2021-07-20")
    for month in (1, 2, 4, 5, 6):
        newsroom.says("first", "100", f"2021-0{month}")
    return newsroom


@pytest.mark.parametrize("question", ["trade ytd", "trade jan-june 2021", "trade h1 2021"])
def test_a_sum_that_lacks_a_month_says_which(gap: Newsroom, question: str) -> None:
    reply = gap.ask(question)
    assert reply.status == "not_held", reply.text
    assert "none can be added up without March 2021" in reply.text


def test_january_is_the_year_to_date_while_nothing_later_is_on_file(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-02-20")
    newsroom.says("first", "100", "2021-01")
    assert headline(newsroom.ask("trade ytd")) == ("100000000", "2021-01")


def test_the_newest_cumulative_figure_stands_in_where_no_later_one_can_be_made(
    gap: Newsroom,
) -> None:
    gap.says("first", "420", "2021-04", **YTD)
    assert headline(gap.ask("trade ytd")) == ("620000000", "2021-06")


@pytest.fixture
def growth_only(newsroom: Newsroom) -> Newsroom:
    """Growth of three months, and never how much it was."""
    newsroom.release("first", "2021-07-20")
    for month, value in ((4, "1.5"), (5, "-0.4"), (6, "-2.5")):
        newsroom.says("first", value, f"2021-0{month}", **ON_YEAR)
    return newsroom


def test_where_only_growth_is_on_file_that_is_the_answer(growth_only: Newsroom) -> None:
    reply = growth_only.ask("trade")
    assert headline(reply) == ("-2.5", "2021-06"), reply.text
    assert reply.text.startswith("No level is on file for Xinjiang imports and exports.")
    assert "June 2021: down 2.5% on a year earlier" in reply.text
    reply = growth_only.ask("trade trend")
    assert [figure["value"] for figure in reply.contract["figures"]] == ["-2.5", "-0.4", "1.5"]


def test_asked_how_much_it_is_told_beside_the_miss(growth_only: Newsroom) -> None:
    reply = growth_only.ask("how much was trade in may 2021")
    assert reply.status == "not_held"
    assert "down 0.4% on a year earlier (stated)" in reply.text
    reply = growth_only.ask("how much was trade in 2020")
    assert "On file are only changes, shares or ranks, for June 2021, May 2021" in reply.text


# --- zero --------------------------------------------------------------------------------


@pytest.fixture
def nothing_traded(newsroom: Newsroom) -> Newsroom:
    newsroom.release("first", "2021-07-20")
    newsroom.says("first", "22359", "2021-06")
    newsroom.says("first", "71", "2021-05", **KAZAKHSTAN)
    newsroom.says("first", "0", "2021-06", **KAZAKHSTAN)
    newsroom.says("first", "0", "2020-06", **KAZAKHSTAN)
    return newsroom


def test_nothing_has_a_share_of_nothing(nothing_traded: Newsroom) -> None:
    reply = nothing_traded.ask("Kazakhstan share of trade june 2021")
    figure = reply.contract["figures"][0]
    assert (figure["value"], figure["low"], figure["unit"]) == ("0", "0", "PT"), reply.text
    assert "0% of Xinjiang imports and exports" in reply.text


def test_a_fall_to_nothing_is_all_of_it(nothing_traded: Newsroom) -> None:
    reply = nothing_traded.ask("trade with Kazakhstan june 2021 vs may 2021")
    assert reply.contract["comparisons"][0]["value"] == "-100", reply.text
    assert reply.contract["comparisons"][0]["low"] == "-100"
    assert "from 71 million yuan" in reply.text


def test_on_nothing_there_is_no_percentage(nothing_traded: Newsroom) -> None:
    reply = nothing_traded.ask("trade with Kazakhstan june 2021 yoy")
    assert reply.status == "refused", reply.text
    assert "on a base of zero: Xinjiang trade with Kazakhstan, June 2020: 0" in reply.text
    assert "June 2021: 0 million yuan" in reply.text or "June 2021: 0 yuan" in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "percentage change in trade balance, august 2021 vs july 2021",
        "trade balance growth aug 2021 on july 2021",
        "how much did the trade balance rise in august 2021 from july 2021",
        "trade balance aug 2021 mom",
    ],
)
def test_across_zero_both_levels_are_shown(newsroom: Newsroom, question: str) -> None:
    newsroom.release("first", "2021-09-20")
    balance = {"TRADE_FLOW": "B"}
    newsroom.says("first", "455", "2020-08", **balance)
    newsroom.says("first", "-147", "2021-07", **balance)
    newsroom.says("first", "231", "2021-08", **balance)
    reply = newsroom.ask(question)
    assert reply.status in ("refused", "answered"), reply.text
    assert "231 million" in reply.text
    assert "\u2212147 million" in reply.text
    assert "none follows" not in reply.text


def test_no_other_change_is_spoken_of_than_the_one_asked(newsroom: Newsroom) -> None:
    newsroom.release("first", "2021-09-20")
    newsroom.says("first", "455", "2020-08")
    newsroom.says("first", "231", "2021-08")
    reply = newsroom.ask("trade aug 2021 mom")
    assert "I have no change on the period before" in reply.text
    reply = newsroom.ask("trade growth aug 2021 on june 2021")
    assert "year earlier" not in reply.text.split("Source")[0].split("\n")[0]


# --- what is not on file -----------------------------------------------------------------


def test_what_is_not_held_is_told_apart_from_what_is(newsroom: Newsroom) -> None:
    trips = {"INDICATOR": "TRIPS", "TRADE_FLOW": "_Z", "COUNTERPART_AREA": "_Z", "PRODUCT": "_Z"}
    trips |= {"UNIT_MEASURE": "NUM", "UNIT_MULT": "0", "COVERAGE": "_Z"}
    measure = {"CODE": "TRIPS", "LABEL": "ferry trips", "KIND": "flow"}
    newsroom.has("indicators", {**measure, "PARENT": "", "ONE": "trip", "MANY": "trips"})
    newsroom.release("first", "2021-07-20")
    newsroom.says("first", "120", "2021-06", **trips)
    reply = newsroom.ask("ferry trips balance june 2021")
    assert reply.status == "not_held", reply.text
    assert reply.text.startswith("I have no trade balance of Xinjiang ferry trips on file.")


@pytest.mark.parametrize("turns", [("trade 2020 by month",), ("trade 2020", "by month")])
def test_a_year_that_has_no_months_is_no_cumulative_figure(
    newsroom: Newsroom, turns: tuple[str, ...]
) -> None:
    newsroom.release("first", "2021-07-20")
    newsroom.says("first", "1200", "2020", FREQ="A")
    newsroom.says("first", "1100", "2019", FREQ="A")
    reply = newsroom.ask(*turns)
    assert reply.status == "not_held", reply.text
    assert "cumulative" not in reply.text
    assert "no figure of that length" in reply.text
    assert "On file: 2020 and 2019." in reply.text


def test_from_day_to_day_too_a_publisher_is_kept_to(newsroom: Newsroom) -> None:
    newsroom.release("office", "2021-12-10")
    newsroom.release("daily", "2021-12-20", publisher=DAILY)
    newsroom.says("office", "100", "2021-12-08", FREQ="D")
    newsroom.says("office", "110", "2021-12-09", FREQ="D")
    newsroom.says("daily", "105", "2021-12-08", FREQ="D")
    reply = newsroom.ask("trade 9 december 2021 vs 8 december 2021")
    assert reply.contract["comparisons"][0]["value"] == "10", reply.text


def test_two_ways_of_working_it_out_that_differ_are_both_told(newsroom: Newsroom) -> None:
    """October by the growth of November is 100, by the cumulative figures 120."""
    newsroom.release("first", "2021-12-20")
    ytd = {"ACCUMULATION": "YTD"}
    newsroom.says("first", "1000", "2021-09", **ytd)
    newsroom.says("first", "1120", "2021-10", **ytd)
    newsroom.says("first", "150", "2021-11")
    growth = {"UNIT_MEASURE": "PT", "UNIT_MULT": "0", "TRANSFORMATION": "G1"}
    newsroom.says("first", "50.0", "2021-11", COMPARISON_PERIOD="2021-10", **growth)
    reply = newsroom.ask("trade october 2021")
    assert "inconsistent" in rules(reply), reply.text
    assert "Worked out another way, the figure for October 2021 would be" in reply.text


STATUSES = [
    # question, status, what the reply says, what it must not say
    ("final births 2020", "answered", "births, 2020: 31,364", "provisional"),
    ("births 2020 final figures", "answered", "births, 2020: 31,364", ""),
    ("final births 2021", "not_held", "there is no final one yet", "births in 2020"),
    ("provisional births 2021", "answered", "births, 2021: 31,449", "is not provisional"),
    ("provisional births 2020", "not_held", 'add "as of 18 March 2021"', "31,247"),
    ("revised births 2020", "answered", "31,247 births, provisional, on 18 March 2021", ""),
    ("revised imports Dec 2021", "answered", "No revision is on file", ""),
    ("final quarter exports 2021", "unknown", 'I cannot read "final"', "35.89"),
    ("exports final quarter of 2021", "answered", "fourth quarter of 2021: about 9.71", ""),
]


@pytest.mark.parametrize(("question", "status", "words", "never"), STATUSES)
def test_a_figure_of_another_status_is_not_given_for_it(
    question: str, status: str, words: str, never: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.status == status, reply.text
    assert words in reply.text, reply.text
    assert not never or never not in reply.text.split("Source:")[0], reply.text
