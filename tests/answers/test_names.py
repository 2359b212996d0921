"""Names and words of asking that only other data shows: kinds of place, flows, units."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.newsroom import Newsroom, headline

PASSENGERS = {
    "INDICATOR": "FLYERS",
    "COUNTERPART_AREA": "_Z",
    "TRADE_FLOW": "_Z",
    "COVERAGE": "_Z",
    "UNIT_MEASURE": "NUM",
    "UNIT_MULT": "0",
}
DOMESTIC = {**PASSENGERS, "INDICATOR": "FLYERS_DOM"}
RATE = {**PASSENGERS, "INDICATOR": "JOBLESS", "UNIT_MEASURE": "PT"}
POWER = {**PASSENGERS, "INDICATOR": "POWER", "UNIT_MEASURE": "GWH"}


def powered(flow: str, partner: str = "W1") -> dict[str, str]:
    return {**POWER, "TRADE_FLOW": flow, "COUNTERPART_AREA": partner}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Airports, regions' jobless, and power bought and sold."""
    room = Newsroom(tmp_path)
    room.has(
        "areas",
        {"CODE": "X-ALT", "LABEL": "Altay Airport", "IN_SENTENCE": "", "KIND": "place"},
        {"CODE": "X-KOR", "LABEL": "Korla Airport", "IN_SENTENCE": "", "KIND": "place"},
        {"CODE": "X-YIN", "LABEL": "Yining Airport", "IN_SENTENCE": "", "KIND": "place"},
        {"CODE": "X-ILI", "LABEL": "Ilistan", "IN_SENTENCE": "", "KIND": "subdivision"},
        {"CODE": "X-BAY", "LABEL": "Bayland", "IN_SENTENCE": "", "KIND": "subdivision"},
    )
    room.has(
        "membership",
        *({"GROUP": "CN-XJ", "MEMBER": code} for code in ("X-ALT", "X-KOR", "X-YIN", "X-ILI")),
        {"GROUP": "CN-XJ", "MEMBER": "X-BAY"},
        {"GROUP": "X-ILI", "MEMBER": "X-YIN"},
    )
    room.has(
        "indicators",
        {
            "CODE": "FLYERS",
            "LABEL": "air passengers",
            "KIND": "flow",
            "ONE": "passenger",
            "MANY": "passengers",
        },
        {
            "CODE": "FLYERS_DOM",
            "LABEL": "domestic passengers",
            "KIND": "flow",
            "ONE": "",
            "MANY": "",
        },
        {"CODE": "JOBLESS", "LABEL": "jobless rate", "KIND": "rate", "ONE": "", "MANY": ""},
        {"CODE": "POWER", "LABEL": "power trade", "KIND": "flow", "ONE": "", "MANY": ""},
    )
    room.has("units", {"CODE": "GWH", "KIND": "other", "ONE": "GWh", "MANY": "GWh", "PREFIX": ""})
    room.has("titles", {"INDICATOR": "POWER", "TRADE_FLOW": "M", "TITLE": "power imports"})
    room.has("aliases", {"ALIAS": "passengers", "MEANS": "INDICATOR=FLYERS"})
    room.release("first", "2021-12-10")
    room.says("first", "900", "2021-11", **PASSENGERS)
    room.says("first", "300", "2021-11", **DOMESTIC)
    for area, value in (("X-ALT", "200"), ("X-KOR", "400"), ("X-YIN", "300")):
        room.says("first", value, "2021-11", REF_AREA=area, **PASSENGERS)
    for area, value in (("X-ILI", "5.1"), ("X-BAY", "6.2"), ("CN-XJ", "5.6"), ("CN", "4.9")):
        room.says("first", value, "2021-11", REF_AREA=area, **RATE)
    for flow, value in (("M", "80"), ("X", "20")):
        room.says("first", value, "2021-11", **powered(flow))
        room.says("first", str(int(value) // 4), "2021-11", **powered(flow, "KZ"))
    return room


IN_ORDER = [
    # question, who comes in which order
    ("which airport had the most passengers in november", ["X-KOR", "X-YIN", "X-ALT"]),
    ("passengers by airport", ["X-KOR", "X-YIN", "X-ALT"]),
    ("busiest airport nov 2021", ["X-KOR", "X-YIN", "X-ALT"]),
    ("top 2 airports", ["X-KOR", "X-YIN"]),
    ("quietest airport november", ["X-ALT", "X-YIN", "X-KOR"]),
    ("jobless rates by region nov 2021", ["X-BAY", "X-ILI"]),
    ("region with the lowest jobless rate", ["X-ILI", "X-BAY"]),
    ("list jobless rate by region", ["X-BAY", "X-ILI"]),
    ("second busiest airport nov 2021", ["X-YIN"]),
    ("2nd quietest airport nov 2021", ["X-YIN"]),
]


@pytest.mark.parametrize(("question", "areas"), IN_ORDER)
def test_places_in_order(newsroom: Newsroom, question: str, areas: list[str]) -> None:
    reply = newsroom.ask(question)
    assert reply.status == "answered", reply.text
    assert [f["series"]["ref_area"] for f in reply.contract["figures"]] == areas


def test_a_place_among_those_of_its_kind(newsroom: Newsroom) -> None:
    reply = newsroom.ask("Yining Airport rank among Xinjiang airports nov 2021")
    assert "Number 2 of the 3 on file" in reply.text, reply.text


def test_a_kind_of_place_beside_a_name_is_a_part_of_it(newsroom: Newsroom) -> None:
    reply = newsroom.ask("Ilistan region jobless rate")
    assert headline(reply) == ("5.1", "2021-11"), reply.text


def test_no_region_passes_for_a_port(newsroom: Newsroom) -> None:
    reply = newsroom.ask("which port had the most passengers nov 2021")
    assert reply.status == "not_held", reply.text
    assert "I know no port among the places on file." in reply.text


def test_no_second_of_times(newsroom: Newsroom) -> None:
    assert newsroom.ask("second highest month for passengers").status == "unsupported"


FIGURES = [
    (["passengers used Korla Airport in nov"], "unknown"),
    (["how many passengers used Korla Airport in nov"], "400"),
    (["national jobless rate nov 2021"], "4.9"),
    (["power imports nov 2021 in GWh"], "80"),
    (["power imports nov 2021", "exports?"], "20"),
    (["power imports nov 2021", "from Kazakhstan", "exports?"], "5"),
    (["power imports from Kazakhstan nov 2021", "as a share of total imports"], "25"),
    (["power imports nov 2021", "balance"], "-60"),
    (["passengers nov 2021", "exports"], "not_held"),
    (["air passengers nov 2021", "domestic"], "300"),
]


@pytest.mark.parametrize(("turns", "value"), FIGURES)
def test_words_that_others_give_their_sense(
    newsroom: Newsroom, turns: list[str], value: str
) -> None:
    reply = newsroom.ask(*turns)
    found = reply.contract["figures"][0]["value"] if reply.status == "answered" else reply.status
    assert found == value, reply.text


def test_both_flows_of_one_measure(newsroom: Newsroom) -> None:
    reply = newsroom.ask("power imports vs exports nov 2021")
    assert [f["value"] for f in reply.contract["figures"]] == ["80", "20"], reply.text
    measures = {f["series"]["indicator"] for f in reply.contract["figures"]}
    assert measures == {"POWER"}


def test_the_difference_with_what_the_thread_is_about(newsroom: Newsroom) -> None:
    reply = newsroom.ask("jobless rate Ilistan nov 2021", "how much higher is Bayland")
    difference = reply.contract["comparisons"][0]
    assert (difference["kind"], difference["value"]) == ("difference", "1.1"), reply.text


def test_one_measure_minus_another(newsroom: Newsroom) -> None:
    reply = newsroom.ask("passengers minus domestic passengers nov 2021")
    difference = reply.contract["comparisons"][0]
    assert (difference["kind"], difference["value"]) == ("difference", "600"), reply.text


def test_the_rest_of_a_whole_itself_is_asked_about(newsroom: Newsroom) -> None:
    reply = newsroom.ask("passengers nov 2021", "the rest")
    assert reply.status == "unsupported", reply.text
    assert "The rest without what?" in reply.text


def test_most_within_a_name_asks_who_is_the_largest(newsroom: Newsroom) -> None:
    for partner, value in (("W1", "90"), ("KZ", "30"), ("DE", "40")):
        newsroom.says("first", value, "2021-11", TRADE_FLOW="X", COUNTERPART_AREA=partner)
    reply = newsroom.ask("who do we sell most to nov 2021")
    partners = [f["series"]["counterpart_area"] for f in reply.contract["figures"]]
    assert partners == ["DE", "KZ"], reply.text


def test_a_price_keeps_its_sign_and_its_unit(newsroom: Newsroom) -> None:
    newsroom.has(
        "units",
        {"CODE": "GWH", "KIND": "other", "ONE": "GWh", "MANY": "GWh", "PREFIX": ""},
        {"CODE": "PMWH", "KIND": "other", "ONE": "per MWh", "MANY": "per MWh", "PREFIX": "£"},
    )
    newsroom.says("first", "88.91", "2021-11", **{**DOMESTIC, "UNIT_MEASURE": "PMWH"})
    newsroom.says("first", "80.11", "2021-10", **{**DOMESTIC, "UNIT_MEASURE": "PMWH"})
    reply = newsroom.ask("domestic passengers oct 2021")
    assert "£80.11 per MWh" in reply.text


def test_many_releases_of_one_publisher_are_counted(newsroom: Newsroom) -> None:
    for month in range(1, 11):
        newsroom.release(f"m{month}", f"2021-{month + 1:02}-15")
        newsroom.says(f"m{month}", "10", f"2021-{month:02}", **PASSENGERS)
    reply = newsroom.ask("passengers Jan to Oct 2021")
    assert reply.contract["figures"][0]["value"] == "100"
    lines = [line for line in reply.text.splitlines() if line.startswith("Source:")]
    assert lines == [
        "Source: Urumqi Customs, 15 February 2021, paragraph 1",
        "Source: Urumqi Customs, 9 more releases, 15 March 2021 to 15 November 2021",
    ]
    assert len(reply.contract["sources"]) == 10


def test_sides_are_named_in_full_once(newsroom: Newsroom) -> None:
    reply = newsroom.ask("Korla Airport vs Altay Airport passengers nov 2021")
    assert reply.text.splitlines()[:5] == [
        "November 2021",
        "Korla Airport air passengers: 400 passengers",
        "Altay Airport air passengers: 200 passengers",
        "Korla Airport: 200 passengers more than Altay Airport (computed)",
        "Korla Airport: 2 times as many as Altay Airport (computed)",
    ]


IN_PERCENT = [
    # turns, the unit and value of the first figure
    (["jobless in percent Ilistan nov 2021"], ("PT", "5.1")),
    (["jobless rate Ilistan in % nov 2021"], ("PT", "5.1")),
    (["jobless rate percentage Ilistan nov 2021", "and Bayland?"], ("PT", "6.2")),
    (["power imports from Kazakhstan in percent nov 2021"], ("PT", "25")),
]


@pytest.mark.parametrize(("turns", "figure"), IN_PERCENT)
def test_percent_is_the_unit_of_what_is_measured_in_it(
    newsroom: Newsroom, turns: list[str], figure: tuple[str, str]
) -> None:
    newsroom.has(
        "aliases",
        {"ALIAS": "passengers", "MEANS": "INDICATOR=FLYERS"},
        {"ALIAS": "jobless", "MEANS": "INDICATOR=JOBLESS"},
    )
    reply = newsroom.ask(*turns)
    assert reply.status == "answered", reply.text
    first = reply.contract["figures"][0]
    assert (first["unit"], first["value"]) == figure, reply.text


KINDS = [
    # question, its status and a code that it is answered of
    ("price of Amber nov 2021", "answered", "AMBER_OIL"),
    ("Amber prices nov 2021", "answered", "AMBER_OIL"),
    ("what did Amber cost in november 2021", "answered", "AMBER_OIL"),
    ("Amber index nov 2021", "answered", "AMBER_IND"),
    ("Amber nov 2021", "ambiguous", None),
    ("price of passengers nov 2021", "unknown", None),
    ("Amber rate nov 2021", "unknown", None),
]


@pytest.mark.parametrize(("question", "status", "code"), KINDS)
def test_a_word_for_the_kind_says_which_measure(
    newsroom: Newsroom, question: str, status: str, code: str | None
) -> None:
    """Amber is two things: the kind that the word names is meant."""
    newsroom.has(
        "indicators",
        {"CODE": "AMBER_OIL", "LABEL": "Amber crude oil", "KIND": "price", "ONE": "", "MANY": ""},
        {
            "CODE": "AMBER_IND",
            "LABEL": "Amber business climate",
            "KIND": "index",
            "ONE": "",
            "MANY": "",
        },
        *newsroom.rows("indicators"),
    )
    newsroom.has(
        "aliases",
        {"ALIAS": "Amber", "MEANS": "INDICATOR=AMBER_OIL"},
        {"ALIAS": "Amber", "MEANS": "INDICATOR=AMBER_IND"},
        {"ALIAS": "passengers", "MEANS": "INDICATOR=FLYERS"},
    )
    for indicator, value in (("AMBER_OIL", "85.4"), ("AMBER_IND", "101.7")):
        newsroom.says("first", value, "2021-11", **{**PASSENGERS, "INDICATOR": indicator})
    reply = newsroom.ask(question)
    assert reply.status == status, reply.text
    if code is not None:
        assert [f["series"]["indicator"] for f in reply.contract["figures"]] == [code], reply.text


@pytest.mark.parametrize("question", ["largest partners October 2030", "top partners", "rank"])
def test_nothing_named_has_no_empty_name(tmp_path: Path, question: str) -> None:
    """All that is on file is trade of another place, with one partner."""
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    room.says("first", "5", "2021-11", REF_AREA="CN", TRADE_FLOW="X", COUNTERPART_AREA="KZ")
    reply = room.ask(question)
    assert reply.status == "unsupported", reply.text
    assert reply.text.startswith("Which figure? Name a measure, an area or a partner"), reply.text
