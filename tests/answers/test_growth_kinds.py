"""Contributions, growth a year on average, what is needed, ranges and multiples, in users' words.

A newsroom with round numbers, so that every answer can be checked in the head: trade by the
year from 2016 and by the month of 2022, its exports and imports, a price index, a rate, a
population, a ledger that crosses zero and trips that are counted to the unit.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import Newsroom, holds

YEARS = {
    "T": {"2016": "100", "2017": "110", "2018": "130", "2019": "120", "2020": "144", "2021": "180"},
    "X": {"2018": "95", "2019": "80", "2020": "90", "2021": "126"},
    "M": {"2018": "35", "2019": "40", "2020": "54", "2021": "54"},
}
MONTHS = ("10", "12", "15", "14", "13", "16", "17", "11", "12")
"""Trade by the month of 2022, January to September: 120 together."""

PLAIN = {"COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "PRODUCT": "_Z", "COVERAGE": "_Z"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made(tmp_path_factory.mktemp("round")).desk()


def made(folder: Path) -> Newsroom:
    room = Newsroom(folder)
    room.has(
        "indicators",
        {"CODE": "PRICES", "LABEL": "price index", "KIND": "index", "ONE": "", "MANY": ""},
        {"CODE": "JOBLESS", "LABEL": "jobless rate", "KIND": "rate", "ONE": "", "MANY": ""},
        {"CODE": "PEOPLE", "LABEL": "population", "KIND": "stock", "ONE": "", "MANY": ""},
        {"CODE": "LEDGER", "LABEL": "ledger balance", "KIND": "flow", "ONE": "", "MANY": ""},
        {"CODE": "TRIPS", "LABEL": "bus trips", "KIND": "flow", "ONE": "trip", "MANY": "trips"},
        {"CODE": "RAIN", "LABEL": "rainfall", "KIND": "flow", "ONE": "", "MANY": ""},
    )
    room.has("membership", {"GROUP": "CN", "MEMBER": "CN-XJ"})
    room.release("first", "2022-10-20")
    for flow, years in YEARS.items():
        for year, value in years.items():
            room.says("first", value, year, TRADE_FLOW=flow, FREQ="A")
    growth = {"TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
    room.says("first", "25.2", "2021", FREQ="A", COMPARISON_PERIOD="2020", **growth)
    for month, value in enumerate(MONTHS, 1):
        room.says("first", value, f"2022-{month:02}")
    for partner, then, now in (("KZ", "30", "48"), ("KG", "20", "20")):
        room.says("first", then, "2020", COUNTERPART_AREA=partner, FREQ="A")
        room.says("first", now, "2021", COUNTERPART_AREA=partner, FREQ="A")
    room.says("first", "70", "2021", COUNTERPART_AREA="EU", COVERAGE="PORTS", FREQ="A")
    others = {
        "PRICES": ("IX", {"2018": "100.0", "2020": "121.0"}),
        "JOBLESS": ("PT", {"2018": "5.0", "2021": "4.0"}),
        "PEOPLE": ("NUM", {"2018": "1000", "2021": "1331"}),
        "LEDGER": ("CNY", {"2018": "-5", "2020": "-2", "2021": "7"}),
        "TRIPS": ("NUM", {"2020": "1200"}),
    }
    for code, (unit, years) in others.items():
        for year, value in years.items():
            cells = {**PLAIN, "INDICATOR": code, "UNIT_MEASURE": unit, "UNIT_MULT": "0"}
            room.says("first", value, year, FREQ="A", **cells)
    trips = {**PLAIN, "INDICATOR": "TRIPS", "UNIT_MEASURE": "NUM", "UNIT_MULT": "0"}
    room.says("first", "1100", "2021-11", ACCUMULATION="YTD", **trips)
    rain = {**PLAIN, "INDICATOR": "RAIN", "UNIT_MEASURE": "T", "UNIT_MULT": "0"}
    for month, value, how in ((1, "20", "EQ"), (2, "12", "AR"), (3, "12.3", "EQ")):
        room.says("first", value, f"2022-{month:02}", OBS_QUALIFIER=how, **rain)
    return room


ANSWERED = [
    # question, kind of the first comparison, its value in whole units or percent, words
    # --- contribution
    ("how much did exports contribute to the growth of trade in 2021", "contribution", "25", "to a 25.2% rise in Xinjiang imports and exports"),
    ("contribution of exports to trade growth 2021", "contribution", "25", "25.2% on a year earlier (stated)"),
    ("exports' contribution to growth 2021", "contribution", "25", "contributed 25 percentage points"),
    ("how many percentage points did exports add to trade growth in 2021", "contribution", "25", "percentage points"),
    ("how much of the growth of trade in 2021 came from exports", "contribution", "25", "25.2% rise"),
    ("how much of the growth in 2021 came from exports", "contribution", "25", "25.2% rise"),
    ("how many points of trade growth in 2021 came from exports", "contribution", "25", "25.2% rise"),
    ("contribution of exports to trade growth 2020", "contribution", "8.3333", "to a rise of about 20%"),
    ("contribution of imports to trade growth 2021", "contribution", "0", "contributed \u22120.7 to 0.7 percentage points"),
    ("contribution of exports to trade growth 2019", "contribution", "-11.5385", "(10.7\u201312.4, computed) to a 6.9\u20138.4% fall in"),
    ("contribution of imports to trade growth 2019", "contribution", "3.8462", "added about 4 percentage points (3.1\u20134.6, computed), while Xinjiang imports and exports fell 6.9\u20138.4%"),
    ("Kazakhstan's contribution to growth 2021", "contribution", "12.5", "Xinjiang trade with Kazakhstan, 2021: contributed"),
    ("exports contribution to trade growth 2021 vs 2019", "contribution", "38.3333", "to a rise of about 50%"),
    ("contribution of exports to trade growth since 2019", "contribution", "38.3333", "2019"),
    # --- growth a year on average
    ("average annual trade growth 2017 to 2021", "growth_rate", "13.1019", "a year on average since 2017"),
    ("CAGR of trade since 2016", "growth_rate", "12.4746", "Working: (180 million yuan \u00f7 100 million yuan)^(1/5) \u2212 1"),
    ("trade compound annual growth rate 2016-2021", "growth_rate", "12.4746", "compounded"),
    ("trade grew on average a year between 2017 and 2021", "growth_rate", "13.1019", "Up about 64%"),
    ("how much did trade grow a year from 2018 to 2020", "growth_rate", "5.2469", "since 2018"),
    ("average yearly growth of trade over the past five years", "growth_rate", "12.4746", "since 2016"),
    ("trade CAGR 2021 vs 2019", "growth_rate", "22.4745", "since 2019"),
    ("price index average annual growth 2018 to 2020", "growth_rate", "10", "a year on average since 2018"),
    ("CAGR of population 2018 to 2021", "growth_rate", "10", "up 10% a year on average"),
    ("average annual growth of imports 2018 to 2021", "growth_rate", "15.5514", "since 2018"),
    # --- needed
    ("what does the rest of the year need to equal 2021", "needed", "60", "fourth quarter of 2022: needs 55\u201365 million yuan to equal 2021"),
    ("how much more trade to reach 2021's total", "needed", "60", "January\u2013September"),
    ("how much does trade need to match last year", "needed", "60", "to equal 2021"),
    ("how much does trade need in Q4 to match last year", "needed", "60", "to equal 2021"),
    ("trade needed in Oct-Dec 2022 to equal 2021", "needed", "60", "Working: 180 million yuan \u2212 "),
    ("what will the rest of 2022 have to be to match 2020", "needed", "24", "to equal 2020"),
    ("how far short of 2021 is trade", "needed", "60", "to equal 2021"),
    ("trade needed to beat the 2018 record", "needed", "10", "to equal 2018"),
    ("how much does trade need to reach 2017's total", "needed", "-10", "needs nothing more to equal 2017, passed already by 5\u201315 million yuan"),
    ("what does trade need in December to equal 2016", "needed", "-20", "passed already by 15\u201325 million yuan"),
    ("how much does trade need to match 2019", "needed", "0", "which it may have passed already"),
    ("what does December need to equal 2020 bus trips", "needed", "100", "December 2021: needs 100 trips to equal 2020 (computed)"),
    ("how much more did trade need in 2019 to equal 2018", "needed", "10", "2019: fell 9\u201311 million yuan short of 2018 (computed)"),
    # --- range
    ("range of monthly trade in 2022", "range", "7", "the highest is July 2022 and the lowest January 2022"),
    ("highest and lowest month of 2022 for trade", "range", "7", "from the lowest to the highest"),
    ("lowest and the highest month of trade in 2022", "range", "7", "Of the 9 months on file"),
    ("best and worst month for trade in 2022", "range", "7", "July 2022"),
    ("between what and what did trade move in 2022", "range", "7", "January 2022"),
    ("what range did trade have in 2022", "range", "7", "January\u2013September 2022: 6\u20138 million yuan"),
    ("highest and lowest year for trade", "range", "80", "the highest is 2021 and the lowest 2016"),
    ("range of the jobless rate", "range", "1", "percentage point"),
    # --- multiples
    ("how many times as much trade in 2021 as in 2016", "ratio", "1.8", "About 1.8 times as much as in 2016"),
    ("was trade in 2021 twice that of 2016", "ratio", "1.8", 'beside "twice"'),
    ("is trade in 2021 double 2016", "ratio", "1.8", 'beside "double"'),
    ("trade 2021 three times as much as 2016", "ratio", "1.8", 'beside "three times"'),
    ("exports 2021 more than half of trade", "share", "70", 'beside "half"'),
    ("is January-September 2022 more than half of 2021's trade", "fraction", "66.6667", 'beside "half"'),
]  # fmt: skip


@pytest.mark.parametrize(("question", "kind", "value", "words"), ANSWERED)
def test_what_is_worked_out(question: str, kind: str, value: str, words: str, desk: Desk) -> None:
    reply = desk.ask(question)
    assert reply.status == "answered", reply.text
    assert words in reply.text, reply.text
    first = reply.contract["comparisons"][0]
    assert first["kind"] == kind, reply.text
    size = Decimal(first["value"])
    if first["unit"] == "CNY":
        size /= 10**6
    assert abs(size - Decimal(value)) < Decimal("0.0001"), reply.text
    assert Decimal(first["low"]) <= Decimal(first["value"]) <= Decimal(first["high"])
    assert first["basis"] == "computed"
    assert first["working"]


NOT_ANSWERED = [
    # question, status, words of the reason, words of the levels shown with it
    ("contribution of exports to trade growth 2017", "not_held", "no figure for Xinjiang exports, 2017", ""),
    ("contribution of exports to growth in 2018", "not_held", "2017", "95 million"),
    ("contribution of trade to growth 2021", "not_held", "Name the whole", ""),
    ("contribution of the EU through the ports to trade growth 2021", "refused", "not counted on the same basis", "70 million"),
    ("contribution of imports to export growth 2021", "refused", "no such contribution", "126 million"),
    ("contribution of population to growth 2021", "not_held", "Name the whole", ""),
    ("contribution of exports to trade 2021", "ambiguous", "share", ""),
    ("biggest contributor to trade growth 2021", "unsupported", "one part", ""),
    ("average of growth rates of trade 2017 to 2021", "refused", "I do not average", ""),
    ("average trade growth 2017 to 2021", "refused", "I do not average", ""),
    ("average monthly growth of trade 2022", "refused", "I do not average", ""),
    ("average annual trade growth", "unsupported", "since when", ""),
    ("annualised trade growth Sep 2022", "unsupported", "since when", "12 million"),
    ("average annual trade growth 2020 to 2021", "refused", "two or more whole years apart", "180 million"),
    ("CAGR of trade Jan 2022 to Sep 2022", "unsupported", "since when", "120 million"),
    ("average annual growth of the jobless rate 2018 to 2021", "refused", "no growth rate of rates", "5.0%"),
    ("average annual growth of the ledger balance 2018 to 2021", "refused", "across zero", "7"),
    ("average annual growth of exports 2016 to 2021", "not_held", "nothing to compare with", "126 million"),
    ("average annual trade growth 2015 to 2021", "not_held", "no figure for", "180 million"),
    ("how much does trade need in dollars to match 2021", "not_held", "only in the unit", "180"),
    ("trade CAGR in dollars 2016 to 2021", "not_held", "only in the unit", ""),
    ("what does December need to equal 2021", "not_held", "what is left is the fourth quarter of 2022", "120"),
    ("how much does trade need to equal 2015", "not_held", "no figure for Xinjiang imports and exports, 2015", "120"),
    ("how much does population need to equal 2018", "refused", "does not add up", "1,000"),
    ("how much does the ledger balance need in 2021 to equal 2020", "refused", "below zero", "2"),
    ("how much does trade need to reach 200 million yuan", "unsupported", "not an amount", "12 million"),
    ("will trade match 2021", "unsupported", "no forecasts", ""),
    ("average annual growth of exports' share of trade 2018 to 2021", "unsupported", "one of them at a time", ""),
    ("highest CAGR of trade since 2016", "unsupported", "one of them at a time", ""),
    ("what monthly average of trade is needed to equal 2021", "unsupported", "one of them at a time", ""),
    ("what share does Kazakhstan need to match 2020", "unsupported", "one of them at a time", ""),
    ("range of trade in August 2022", "not_held", "no two figures", ""),
    ("range of exports in 2021", "not_held", "no two figures", ""),
    ("highest and lowest trading partner 2021", "unsupported", "over several periods", ""),
    ("how many times as much trade in 2021 as in 2015", "not_held", "nothing to compare with", "180 million"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "status", "reason", "level"), NOT_ANSWERED)
def test_what_is_not_worked_out_says_why(
    question: str, status: str, reason: str, level: str, desk: Desk
) -> None:
    reply = desk.ask(question)
    assert reply.status == status, reply.text
    assert reason in reply.text, reply.text
    assert level in reply.text, reply.text


THREADS = [
    # turns, kind, value, words
    (["contribution of exports to trade growth 2021", "and imports?"], "contribution", "0", "Xinjiang imports, 2021"),
    (["contribution of exports to trade growth 2021", "2020?"], "contribution", "8.3333", "Xinjiang exports, 2020"),
    (["trade growth 2021", "contribution of exports?"], "contribution", "25", "25.2% rise"),
    (["trade growth 2020", "how much did imports contribute?"], "contribution", "11.6667", "2020"),
    (["average annual trade growth 2018 to 2021", "and of exports?"], "growth_rate", "9.8709", "Xinjiang exports, 2021"),
    (["average annual trade growth 2018 to 2021", "since 2016?"], "growth_rate", "12.4746", "since 2016"),
    (["trade 2021", "CAGR since 2017?"], "growth_rate", "13.1019", "since 2017"),
    (["what does trade need in the rest of the year to equal 2021", "and 2020?"], "needed", "24", "to equal 2020"),
    (["what does the rest of the year need to equal 2021", "and to beat 2018?"], "needed", "10", "to equal 2018"),
    (["trade Sep", "how much more to reach 2021's total"], "needed", "60", "fourth quarter"),
    (["trade Jun 2022", "how much more to reach 2021's total"], "needed", "100", "second half of 2022"),
    (["range of monthly trade in 2022", "and 2021?"], None, None, ""),
    (["trade 2022 by month", "range?"], "range", "7", "July 2022"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "kind", "value", "words"), THREADS)
def test_a_thread_goes_on(
    turns: list[str], kind: str | None, value: str | None, words: str, desk: Desk
) -> None:
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    if kind is None or value is None:
        assert reply.status != "answered", reply.text
        return
    assert reply.status == "answered", reply.text
    assert words in reply.text, reply.text
    first = reply.contract["comparisons"][0]
    size = Decimal(first["value"]) / (10**6 if first["unit"] == "CNY" else 1)
    assert (first["kind"], abs(size - Decimal(value)) < Decimal("0.0001")) == (kind, True), (
        reply.text
    )


def test_ends_that_overlap_are_not_decided(desk: Desk) -> None:
    reply = desk.ask("range of rainfall in 2022")
    holds(reply, "answered", "20", "lowest cannot be decided: February 2022 or March 2022")
    assert [c["kind"] for c in reply.contract["comparisons"]] == []


def test_several_parts_are_told_one_by_one(desk: Desk) -> None:
    reply = desk.ask("contribution of exports and imports to trade growth 2020")
    assert reply.status == "answered", reply.text
    kinds = [c["kind"] for c in reply.contract["comparisons"]]
    assert kinds == ["contribution", "contribution"]
    total = sum((Decimal(str(c["value"])) for c in reply.contract["comparisons"]), Decimal(0))
    assert abs(total - 20) < Decimal("0.0001"), reply.text


def test_growth_beyond_300_percent_is_a_multiple(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2022-10-20")
    room.says("first", "1.00", "2019", FREQ="A")
    room.says("first", "36.00", "2021", FREQ="A")
    reply = room.ask("average annual trade growth 2019 to 2021")
    holds(reply, "answered", "500", "6.0 times as much each year as the year before, on average")


@pytest.mark.parametrize(
    "turns", [["unemployment change since q1 2021"], ["unemployment fall q4 2021", "since q1"]]
)
def test_a_change_in_points_is_told_once(turns: list[str], desk_invented: Desk) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.casefold().count("down 1.4 percentage points") == 1, reply.text
