"""Means, sums over years and rates of change that only other data shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.newsroom import Newsroom, headline

PLAIN = {
    "COUNTERPART_AREA": "_Z",
    "TRADE_FLOW": "_Z",
    "COVERAGE": "_Z",
    "UNIT_MEASURE": "NUM",
    "UNIT_MULT": "0",
}
ARRIVALS = {**PLAIN, "INDICATOR": "ARRIVALS", "FREQ": "A"}
FAILURES = {**PLAIN, "INDICATOR": "FAILURES"}
RENT = {**PLAIN, "INDICATOR": "RENT", "UNIT_MEASURE": "CNY"}
RATE = {**PLAIN, "INDICATOR": "RATE", "UNIT_MEASURE": "USD"}
PRICES = {**PLAIN, "INDICATOR": "PRICES"}
INFLATION = {**PRICES, "UNIT_MEASURE": "PT", "TRANSFORMATION": "G1Y"}
OUTPUT = {**PLAIN, "INDICATOR": "OUTPUT", "UNIT_MEASURE": "USD"}
GROWTH = {**OUTPUT, "SEASONAL_ADJUST": "S", "FREQ": "Q", "UNIT_MEASURE": "PT"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Arrivals by the year, failures by the month, rents, and output that is stated by growth."""
    room = Newsroom(tmp_path)
    room.has(
        "indicators",
        {"CODE": "ARRIVALS", "LABEL": "arrivals", "KIND": "flow"},
        {"CODE": "FAILURES", "LABEL": "failures", "KIND": "flow"},
        {"CODE": "PRICES", "LABEL": "price index", "KIND": "index"},
        {"CODE": "RENT", "LABEL": "average rent", "KIND": "price"},
        {"CODE": "RATE", "LABEL": "dollar exchange rate of the yuan", "KIND": "price"},
        {"CODE": "PEOPLE", "LABEL": "population", "KIND": "stock"},
        {"CODE": "OUTPUT", "LABEL": "output", "KIND": "flow"},
    )
    room.has(
        "aliases",
        {"ALIAS": "rent", "MEANS": "INDICATOR=RENT"},
        {"ALIAS": "output growth", "MEANS": "INDICATOR=OUTPUT TRANSFORMATION=G1"},
        {"ALIAS": "inflation", "MEANS": "INDICATOR=PRICES TRANSFORMATION=G1Y"},
        {"ALIAS": "yuan", "MEANS": "UNIT=CNY"},
        {"ALIAS": "dollar", "MEANS": "UNIT=USD"},
    )
    room.has("ratios", {"NUMERATOR": "OUTPUT", "DENOMINATOR": "PEOPLE", "LABEL": "output per head"})
    room.release("first", "2021-12-10")
    for year, value in (("2018", "400"), ("2019", "500"), ("2020", "660")):
        room.says("first", value, year, **ARRIVALS)
    for month, value in (
        ("2020-11", "20"),
        ("2020-12", "30"),
        ("2021-01", "40"),
        ("2021-02", "50"),
    ):
        room.says("first", value, month, **FAILURES)
        room.says("first", value, month, **RENT)
        room.says("first", f"0.{value}", month, **RATE)
    room.says("first", "2", "2020", **PLAIN, FREQ="A", INDICATOR="PEOPLE")
    room.says("first", "104", "2021-02", **PRICES)
    room.says("first", "4", "2021-02", **INFLATION)
    for quarter, growth, yearly in (("2021-Q1", "0.2", "1.0"), ("2021-Q2", "-0.1", "0.7")):
        room.says("first", growth, quarter, **GROWTH, TRANSFORMATION="G1")
        room.says("first", yearly, quarter, **GROWTH, TRANSFORMATION="G1Y")
    for area, value in (("CN-GD", "70"), ("KZ", "8"), ("CN", "900")):
        room.says("first", value, "2020", **ARRIVALS, REF_AREA=area)
    for area, value in (("CN-XJ", "30"), ("CN", "900"), ("KZ", "80")):
        room.says("first", value, "2020", **OUTPUT, FREQ="A", REF_AREA=area)
    return room


@pytest.mark.parametrize(
    ("question", "value", "period", "words"),
    [
        ("average arrivals a month 2020", "55", "2020", "55 a month"),
        (
            "average arrivals",
            "520",
            "2018-01-01/P1096D",
            "2018\u20132020: an average of 520 a year",
        ),
        ("average failures Jan-Feb 2021", "45", "2021-02", "45 a month"),
        ("avg rent", "50", "2021-02", "average rent, February 2021"),
        ("total arrivals 2018-2020", "1560", "2018-01-01/P1096D", "Working: 400"),
        ("sum of arrivals 2019 to 2020", "1160", "2019-01-01/P731D", "Working: 500"),
        ("failures from Nov 2020 to Feb 2021 total", "140", "2020-11-01/P120D", "computed"),
        (
            "Xinjiang plus Kazakhstan arrivals 2020",
            "668",
            "2020",
            "Xinjiang and Kazakhstan arrivals",
        ),
        ("annual output growth Q2", "0.7", "2021-Q2", "Down 0.1% on the period before"),
        ("yuan against dollar", "0.5", "2021-02", "dollar exchange rate of the yuan"),
        ("yuan vs dollar Dec 2020", "0.3", "2020-12", "dollar exchange rate of the yuan"),
        ("output per head 2020", "15", "2020", "15 per"),
        ("output per capita", "15", "2020", "15 per"),
        ("did output shrink in Q2", "-0.1", "2021-Q2", "Up 0.7% on a year earlier"),
    ],
)
def test_means_and_sums(
    newsroom: Newsroom, question: str, value: str, period: str, words: str
) -> None:
    reply = newsroom.ask(question)
    assert reply.status == "answered", reply.text
    assert headline(reply) == (value, period), reply.text
    assert words in reply.text


@pytest.mark.parametrize(
    ("question", "status", "words"),
    [
        ("average arrivals 2020", "refused", "one figure for that, which is no average"),
        ("total arrivals 2017-2020", "not_held", "none can be added up without 2017"),
        ("China plus Guangdong arrivals 2020", "refused", "do not add these up"),
        ("Xinjiang output as % of Kazakhstan output", "refused", "80"),
    ],
)
def test_no_mean_and_no_sum(newsroom: Newsroom, question: str, status: str, words: str) -> None:
    reply = newsroom.ask(question)
    assert (reply.status, words in reply.text) == (status, True), reply.text


def test_a_mean_of_counts_is_no_count(tmp_path: Path) -> None:
    """About 100 and about 200 and about 200 are 500 in all, give or take 150: not 117 each."""
    room = Newsroom(tmp_path)
    room.has("indicators", {"CODE": "ARRIVALS", "LABEL": "arrivals", "KIND": "flow"})
    room.release("first", "2021-12-10")
    for year, value in (("2018", "1"), ("2019", "2"), ("2020", "2")):
        room.says("first", value, year, **{**ARRIVALS, "UNIT_MULT": "2"})
    (mean,) = room.ask("average arrivals").contract["figures"]
    assert [mean[end][:7] for end in ("low", "high")] == ["116.666", "216.666"], mean


def test_growth_so_far_this_year_is_that_of_each_quarter(newsroom: Newsroom) -> None:
    reply = newsroom.ask("output growth this year")
    assert [f["period"] for f in reply.contract["figures"]] == ["2021-Q2", "2021-Q1"]


def test_a_level_named_after_its_rate_is_the_level(newsroom: Newsroom) -> None:
    assert headline(newsroom.ask("inflation Feb 2021")) == ("4", "2021-02")
    assert headline(newsroom.ask("inflation Feb 2021", "price index")) == ("104", "2021-02")


def test_a_year_of_what_is_an_average_by_name_is_the_mean_of_its_months(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.has("indicators", {"CODE": "RENT", "LABEL": "average rent", "KIND": "price"})
    room.release("first", "2021-02-10")
    for month in range(1, 13):
        room.says("first", str(100 + month), f"2020-{month:02}", **RENT)
    assert headline(room.ask("average rent 2020")) == ("106.5", "2020")
    assert room.ask("average rent 2019").status == "not_held"
    assert room.ask("average rent 2020 in dollars").status != "answered"
