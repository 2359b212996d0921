"""The checks that no formula is, each on a small release: what is found, and what is let be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.checking.run import Checked, check
from bot.store.catalogue import open_catalogue
from tests.store.packages import TODAY
from tests.support.newsroom import Newsroom

Row = tuple[str, str, str, dict[str, str]]
"""Release, value, period, and the other cells that are not those of Xinjiang's trade in yuan."""

YTD = {"ACCUMULATION": "YTD"}
NO = {"COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "PRODUCT": "_Z", "COVERAGE": "PORTS"}
TRIPS = {**NO, "INDICATOR": "TRIPS", "UNIT_MEASURE": "NUM", "UNIT_MULT": "0"}
FREIGHT = {**NO, "INDICATOR": "FREIGHT", "UNIT_MEASURE": "T", "UNIT_MULT": "6"}
AT_PORT = {"REF_AREA": "CN-XJ-HORGOS"}
GROWTH = {"UNIT_MEASURE": "PT", "UNIT_MULT": "0", "TRANSFORMATION": "G1Y"}
ON_2020 = {**GROWTH, "COMPARISON_PERIOD": "2020-11"}
ON_OCTOBER = {**GROWTH, "TRANSFORMATION": "G1", "COMPARISON_PERIOD": "2021-10"}
EXPORTS, IMPORTS = {"TRADE_FLOW": "X"}, {"TRADE_FLOW": "M"}
KZ, KG = {"COUNTERPART_AREA": "KZ"}, {"COUNTERPART_AREA": "KG"}
RANK = {"MEASURE": "RK", "UNIT_MEASURE": "_Z", "UNIT_MULT": "0"}
SHARE = {
    "MEASURE": "SH",
    "UNIT_MEASURE": "PT",
    "UNIT_MULT": "0",
    "SHARE_OF": "COUNTERPART_AREA=W1",
}
DOLLARS = {"MEASURE": "XC", "UNIT_MEASURE": "USD"}
RATIO = {
    "MEASURE": "RT",
    "UNIT_MEASURE": "PT",
    "UNIT_MULT": "0",
    "COMPARISON_PERIOD": "2020",
}

FOUND: dict[str, tuple[str, list[Row]]] = {
    "a partner above the world": (
        "part_above_whole",
        [("one", "623.3", "2021-11", KZ), ("one", "137.6", "2021-11", {})],
    ),
    "a partner above the world, on another basis": (
        "part_exceeds_whole",
        [("one", "261.8", "2021-11", {**KZ, "COVERAGE": "PORTS"}), ("one", "137.6", "2021-11", {})],
    ),
    "a port above its region, in fewer months": (
        "part_above_whole",
        [
            ("one", "5.15", "2021-07", {**FREIGHT, **AT_PORT, **YTD}),
            ("one", "1.1", "2021-11", {**FREIGHT, **YTD}),
        ],
    ),
    "exports above exports and imports": (
        "part_above_whole",
        [("one", "64.1", "2021-11", EXPORTS), ("one", "6.38", "2021-11", {})],
    ),
    "less in eleven months than in ten": (
        "less_than_part_of_it",
        [("one", "131.5", "2021-10", YTD), ("one", "14.9", "2021-11", YTD)],
    ),
    "less in a year, by a ratio, than in eleven months of it, by growth": (
        "less_than_part_of_it",
        [
            ("one", "137.66", "2021-11", YTD),
            ("one", "-1.3", "2021-11", {**ON_2020, **YTD}),
            ("one", "930", "2021-11", {**RATIO, **YTD}),
        ],
    ),
    "a December of ten times its year's rate": (
        "implausible_rest",
        [
            ("one", "137.66", "2021-11", YTD),
            ("one", "-1.3", "2021-11", {**ON_2020, **YTD}),
            ("one", "9.3", "2021-11", {**RATIO, **YTD}),
        ],
    ),
    "a region's trains ten times its country's": (
        "implausible_size",
        [
            ("one", "111560", "2021-11", {**TRIPS, **YTD}),
            ("one", "12400", "2020", {**TRIPS, "REF_AREA": "CN", "COVERAGE": "_Z", "FREQ": "A"}),
        ],
    ),
    "tonnes a train": (
        "implausible_ratio",
        [
            ("one", "1.1", "2021-11", FREIGHT),
            ("one", "11156", "2021-11", TRIPS),
            ("one", "0.5", "2021-11", {**FREIGHT, **AT_PORT}),
            ("one", "363", "2021-11", {**TRIPS, **AT_PORT}),
        ],
    ),
    "freight that trebles on as many trains": (
        "ratio_moved",
        [
            ("one", "302", "2021-11", {**FREIGHT, **ON_2020}),
            ("one", "26.8", "2021-11", {**TRIPS, **ON_2020}),
        ],
    ),
    "a largest partner of a tenth of its share": (
        "share_far",
        [
            ("one", "6.2", "2021-11", KZ),
            ("one", "137.6", "2021-11", {}),
            ("one", "45.8", "2021-10", {**KZ, **SHARE}),
        ],
    ),
    "a dollar of 63 yuan": (
        "rate_far",
        [
            ("one", "16.03", "2021-11", {}),
            ("one", "0.252", "2021-11", DOLLARS),
            ("two", "97.4", "2021-08", YTD),
            ("two", "15.06", "2021-08", {**DOLLARS, **YTD}),
        ],
    ),
    "a total that grows less than both its flows": (
        "growth_outside_parts",
        [
            ("one", "3.0", "2021-11", ON_2020),
            ("one", "27.7", "2021-11", {**EXPORTS, **ON_2020}),
            ("one", "37.6", "2021-11", {**IMPORTS, **ON_2020}),
        ],
    ),
    "a total that is six times the month before": (
        "implausible_change",
        [("one", "480", "2021-11", ON_OCTOBER)],
    ),
    "a level below zero of what never was": (
        "below_zero",
        [("one", "-16.03", "2021-11", {}), ("one", "15.2", "2021-10", {})],
    ),
    "dollars below zero": (
        "below_zero",
        [("one", "16.03", "2021-11", {}), ("one", "-2.52", "2021-11", DOLLARS)],
    ),
    "a third-largest partner that two as large leave no room for": (
        "rank_contradicted",
        [
            ("one", "3", "2021-11", {**KZ, **RANK}),
            ("one", "62.33", "2021-11", KZ),
            ("one", "137.66", "2021-11", {}),
        ],
    ),
    "a largest partner with another larger": (
        "rank_contradicted",
        [
            ("one", "1", "2021-11", {**KZ, **RANK}),
            ("one", "62.33", "2021-11", KZ),
            ("one", "70.1", "2021-11", KG),
        ],
    ),
    "a tenth of a rank": ("not_whole", [("one", "0.1", "2021-11", {**KZ, **RANK})]),
    "no rank at all": ("not_whole", [("one", "0", "2021-11", {**KZ, **RANK})]),
    "a part of a trip": ("not_whole", [("one", "1115.6", "2021-11", TRIPS)]),
}

LET_BE: dict[str, list[Row]] = {
    "a balance with one partner above that with all": [
        ("one", "9.0", "2021-11", {**KZ, "TRADE_FLOW": "B"}),
        ("one", "2.0", "2021-11", {"TRADE_FLOW": "B"}),
    ],
    "a little less in eleven months than another release had in ten": [
        ("one", "131.5", "2021-10", YTD),
        ("two", "130.9", "2021-11", YTD),
    ],
    "freight up a little more than trains": [
        ("one", "30.2", "2021-11", {**FREIGHT, **ON_2020}),
        ("one", "26.8", "2021-11", {**TRIPS, **ON_2020}),
    ],
    "a yuan a little dearer three months on": [
        ("one", "16.03", "2021-11", {}),
        ("one", "2.52", "2021-11", DOLLARS),
        ("two", "97.4", "2021-08", YTD),
        ("two", "15.06", "2021-08", {**DOLLARS, **YTD}),
    ],
    "a partner of five times its trade a year before": [
        ("one", "425", "2021-11", {**KG, **ON_2020})
    ],
    "a second-largest partner": [
        ("one", "2", "2021-11", {**KZ, **RANK}),
        ("one", "62.33", "2021-11", KZ),
        ("one", "70.1", "2021-11", KG),
        ("one", "137.66", "2021-11", {}),
    ],
    "a total that grows as its flows do": [
        ("one", "30", "2021-11", ON_2020),
        ("one", "27.7", "2021-11", {**EXPORTS, **ON_2020}),
        ("one", "37.6", "2021-11", {**IMPORTS, **ON_2020}),
    ],
    "thousands of trips, rounded": [("one", "11.2", "2021-11", {**TRIPS, "UNIT_MULT": "3"})],
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Two releases, trains and their freight, a region with its port and its country."""
    newsroom = Newsroom(tmp_path)
    newsroom.release("one", "2022-01-20")
    newsroom.release("two", "2022-01-25", "Xinjiang Daily")
    newsroom.has(
        "indicators",
        *({"CODE": c, "LABEL": c.lower(), "KIND": "flow"} for c in ("TRIPS", "FREIGHT")),
    )
    newsroom.has("ratios", {"NUMERATOR": "FREIGHT", "DENOMINATOR": "TRIPS", "LABEL": "tonnes"})
    newsroom.has("areas", {"CODE": "CN-XJ-HORGOS", "LABEL": "Horgos", "KIND": "place"})
    inside = [("CN", "CN-XJ"), ("CN-XJ", "CN-XJ-HORGOS")]
    newsroom.has(
        "membership",
        *({"GROUP": g, "MEMBER": m, "SOURCE_ID": "", "NOTE": ""} for g, m in inside),
    )
    return newsroom


def found(newsroom: Newsroom, rows: list[Row]) -> tuple[Checked, Any]:
    """What is found in the rows, and the desk that has loaded them."""
    for release, value, period, cells in rows:
        newsroom.says(release, value, period, **{"UNIT_MULT": "9", **cells})
    desk = newsroom.desk()
    with open_catalogue(newsroom.database, TODAY) as catalogue:
        return check(tuple(catalogue.every_statement()), catalogue), desk


@pytest.mark.parametrize("case", FOUND)
def test_what_cannot_be_is_found(case: str, newsroom: Newsroom) -> None:
    key, rows = FOUND[case]
    checked, _ = found(newsroom, rows)
    assert key in {finding.key for finding in checked.findings}


@pytest.mark.parametrize("case", LET_BE)
def test_what_may_be_is_let_be(case: str, newsroom: Newsroom) -> None:
    checked, _ = found(newsroom, LET_BE[case])
    assert not checked.findings, [finding.key for finding in checked.findings]
    assert not checked.disagreements


def test_a_source_that_cuts_digits_off_is_taken_at_its_word(newsroom: Newsroom) -> None:
    """Four months of 1.09 printed as 1.0 are 4.36, printed as 4.3: rounded, that cannot be."""
    newsroom.release("cut", "2022-01-27", ROUNDING="truncated")
    rows: list[Row] = [("cut", "1.0", f"2021-{month:02}", {}) for month in range(1, 5)]
    checked, desk = found(newsroom, [*rows, ("cut", "4.3", "2021-04", YTD)])
    assert not checked.disagreements
    (figure,) = desk.ask("trade april 2021").contract["figures"]
    assert (figure["value"], figure["low"], figure["high"]) == (
        "1000000000",
        "1000000000",
        "1100000000",
    )
