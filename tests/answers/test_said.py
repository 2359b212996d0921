"""What a reply says of itself is so: whose figure it took, and what is read before what."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.terminal import render
from tests.support.newsroom import Newsroom

JOBLESS = {
    "INDICATOR": "JOBLESS",
    "COUNTERPART_AREA": "_Z",
    "TRADE_FLOW": "_Z",
    "COVERAGE": "_Z",
    "UNIT_MEASURE": "PT",
    "UNIT_MULT": "0",
}
ONLY = "the only area with such figures on file"


def jobless(folder: Path, home: str | None, *areas: str) -> Newsroom:
    """The jobless rate of some areas, each with its own number."""
    room = Newsroom(folder, home)
    room.release("first", "2021-12-10")
    room.has("indicators", {"CODE": "JOBLESS", "LABEL": "jobless rate", "KIND": "rate"})
    for number, area in enumerate(areas):
        room.says("first", f"{5 + number}.1", "2021-11", REF_AREA=area, **JOBLESS)
    return room


WHOSE = [
    # home, areas on file, question, what is said and what is not
    (None, ["KZ"], "jobless rate", [f"Kazakhstan, {ONLY}"], ["by place"]),
    (None, ["KZ", "DE", "CN", "JP"], "list of jobless rate by country", ["by place"], [ONLY]),
    (None, ["KZ", "DE", "CN", "JP"], "which country has the highest jobless rate", ["by place"],
     [ONLY, "as no area was named"]),
    ("CN", ["KZ", "DE", "CN", "JP"], "jobless rate", ["China, as no area was named"], [ONLY]),
    ("CN", ["KZ", "DE"], "jobless rate by country", ["by place"], ["no such figure for China"]),
]  # fmt: skip


@pytest.mark.parametrize(("home", "areas", "question", "said", "unsaid"), WHOSE)
def test_whose_figure_it_is(
    tmp_path: Path, home: str, areas: list[str], question: str, said: list[str], unsaid: list[str]
) -> None:
    reply = jobless(tmp_path, home, *areas).ask(question)
    assert reply.status == "answered", reply.text
    for words in said:
        assert words in reply.text, reply.text
    for words in unsaid:
        assert words not in reply.text, reply.text


def test_one_of_several_areas_is_not_called_the_only_one(tmp_path: Path) -> None:
    """Of four areas one has a figure for October."""
    room = jobless(tmp_path, None, "KZ", "DE", "CN", "JP")
    room.says("first", "9.9", "2021-10", REF_AREA="KZ", **JOBLESS)
    reply = room.ask("jobless rate Oct 2021")
    assert reply.status == "answered", reply.text
    assert "Kazakhstan" in reply.text
    assert ONLY not in reply.text, reply.text


BREAKS = ["trade Nov 2021", "growth of trade Nov 2021", "trade Nov 2021 vs Oct 2021"]


@pytest.mark.parametrize("question", BREAKS)
def test_a_break_is_told_before_what_crosses_it(tmp_path: Path, question: str) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    room.says("first", "10", "2021-10")
    room.says("first", "16", "2021-11", OBS_STATUS="B")
    reply = room.ask(question)
    break_ = "There is a break in the series at November 2021: figures from before it are not"
    for text in (reply.text, render(reply), repr(reply.blocks)):
        headline, _, rest = text.partition("break in the series")
        assert break_ in text
        assert "10 million yuan" not in headline, text
        assert "10 million yuan" in rest, text


def test_two_months_without_a_year_are_of_one_year_or_the_next(tmp_path: Path) -> None:
    """Exports end in 2011, and trade goes on to 2021: the October is not that of trade."""
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    for period, value in (("2021-10", "90"), ("2021-11", "95")):
        room.says("first", value, period)
    room.says("first", "50", "2011-11", TRADE_FLOW="X")
    reply = room.ask("exports Nov vs Oct")
    assert "no figure for Xinjiang exports, October 2011" in reply.text, reply.text
    room.says("first", "40", "2011-10", TRADE_FLOW="X")
    reply = room.ask("exports Nov vs Oct")
    assert "from 40 million yuan in October" in reply.text, reply.text


SEVERAL = [
    # question, how its reading names the periods, what else it says
    ("trade Aug, Oct and Nov 2021", "August 2021 to November 2021", ""),
    ("trade Oct and Nov 2021", "October 2021 and November 2021", ""),
    ("trade since July 2021", "July 2021 to November 2021", "on file for 4 of the 5 periods"),
    ("trade since 2020", "July 2021 to November 2021", "not every period between has a figure"),
    ("trade Nov 2021", "November 2021", ""),
]


@pytest.mark.parametrize(("question", "periods", "more"), SEVERAL)
def test_the_reading_of_a_list_names_its_first_and_last(
    tmp_path: Path, question: str, periods: str, more: str
) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    for period in ("2021-07", "2021-08", "2021-10", "2021-11"):
        room.says("first", period[-2:], period)
    reply = room.ask(question)
    assert reply.status == "answered", reply.text
    assert f"traders registered there, {periods} (" in f"{reply.contract['reading']} (", reply.text
    assert more in reply.text, reply.text


def test_a_place_without_figures_is_called_by_its_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    room.says("first", "5", "2021-11")
    assert "I have nothing on file for Uzbekistan." in room.ask("uzbekistan?").text


LATER = [
    # question, what is said of the earlier figure beside the later
    ("trade Oct 2021 vs Nov 2021", "lower than in November"),
    ("trade Nov 2021 vs Oct 2021", "on October"),
    ("jobless rate Oct 2021 vs Nov 2021", "2.0 percentage points higher than in November"),
]


@pytest.mark.parametrize(("question", "said"), LATER)
def test_nothing_is_up_on_what_came_later(tmp_path: Path, question: str, said: str) -> None:
    room = jobless(tmp_path, "CN-XJ")
    for period, value, rate in (("2021-10", "10", "7.1"), ("2021-11", "16", "5.1")):
        room.says("first", value, period)
        room.says("first", rate, period, **JOBLESS)
    reply = room.ask(question)
    assert said in reply.text, reply.text
    assert "on November" not in reply.text, reply.text


def test_a_balance_not_to_be_had_says_which_are(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    for flow, value in (("X", "70"), ("M", "20")):
        room.says("first", value, "2021-11", TRADE_FLOW=flow)
    reply = room.ask("trade surplus 2019")
    assert reply.status == "not_held", reply.text
    assert "On file: November 2021." in reply.text, reply.text
    assert room.ask(reply.options[0][1]).status == "answered", reply.options


def test_exports_to_one_partner_are_offered_where_there_are_no_others(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "US")
    room.release("first", "2021-12-10")
    room.says("first", "5", "2021-11", REF_AREA="US", TRADE_FLOW="X", COUNTERPART_AREA="CN")
    reply = room.ask("exports")
    assert reply.text.splitlines() == [
        "I have nothing on file for United States exports.",
        "1. United States exports to China, November 2021",
    ]
    assert room.ask(reply.options[0][1]).status == "answered"


def test_no_rank_where_many_lack_a_figure_counts_them(tmp_path: Path) -> None:
    """Eight of ten have a figure only for the month before."""
    areas = ["KZ", "DE", "CN", "JP", "FR", "IT", "US", "RU", "IN", "BR"]
    room = jobless(tmp_path, "KZ", "KZ", "DE")
    for area in areas[2:]:
        room.says("first", "3", "2021-10", REF_AREA=area, **JOBLESS)
    reply = room.ask("Kazakhstan rank in jobless rate Nov 2021")
    assert "I have no figure for 8 of the others, which may stand before or after." in reply.text
    assert "Germany" not in reply.text, reply.text


CROSSED = [
    # question, whether it is set against a figure from before the break
    ("trade Nov 2021", True),
    ("trade Nov 2021 vs Mar 2021", True),
    ("growth of trade Nov 2021 on a year earlier", True),
    ("trade Aug 2021 vs Nov 2021", False),
    ("trade Oct 2021 vs Aug 2021", False),
]


@pytest.mark.parametrize(("question", "crossed"), CROSSED)
def test_what_crosses_a_break_says_so(tmp_path: Path, question: str, crossed: bool) -> None:
    """The series breaks in July: neither figure compared has it."""
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    for period, value in (("2020-11", "10"), ("2021-03", "11"), ("2021-08", "15")):
        room.says("first", value, period)
    room.says("first", "14", "2021-07", OBS_STATUS="B")
    for period, value in (("2021-10", "15"), ("2021-11", "16")):
        room.says("first", value, period)
    text = room.ask(question).text
    words = "There is a break in the series at July 2021: figures from before it are not strictly"
    assert (words in text) == crossed, text


CORRECTED = [
    # question, what was changed, and what was right as it stood
    ("hospital admisions q3 2021", 'read "admisions" as admissions', 'read "hospital"'),
    ("house prics Dunhollow", 'read "prics" as price', 'read "house"'),
]


@pytest.mark.parametrize(("question", "said", "unsaid"), CORRECTED)
def test_a_word_that_was_right_is_not_corrected(
    question: str, said: str, unsaid: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert said in reply.text, reply.text
    assert unsaid not in reply.text, reply.text


ONCE = [
    ("exports Q1 2021 vs Q2 2021", "8.99 billion"),
    ("births 2020 vs 2019 difference", "32,053"),
    ("births 2019 and 2020 vs 2021", "31,449"),
]


@pytest.mark.parametrize(("question", "base"), ONCE)
def test_what_two_lines_compare_with_is_said_once(
    question: str, base: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.text.count(base) == 1, reply.text
    assert (reply.copy or "").count(base) == 1, reply.copy
