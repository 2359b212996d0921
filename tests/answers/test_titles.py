"""Words of titles that are misspelt: read as what they nearly are, and the reply says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.store.packages import TODAY
from tests.support.newsroom import Newsroom

TITLES = {
    # code, title, value in November, and whether everybody may see it
    "ABCA": ("Claimant count: total", "812", "F"),
    "ABCB": ("Producer output index, dairy", "104.2", "F"),
    "ABCC": ("Vacancies in wholesale", "77", "F"),
    "ABCD": ("Vacancies in retailing", "78", "F"),
    "ABCE": ("Lorry inspections", "12", "F"),
    "ABCF": ("Lorries inspected abroad", "13", "F"),
    "ABCG": ("Zirconium stockpile", "5", "C"),
    "ABCH": ("Plating works", "6", "F"),
    "ABCI": ("Slating works", "7", "F"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    room = Newsroom(tmp_path_factory.mktemp("titles"))
    room.release("first", "2021-12-10")
    room.has(
        "indicators",
        *(
            {"CODE": code, "LABEL": title, "KIND": "stock", "FOUND_BY": "search"}
            for code, (title, *_) in TITLES.items()
        ),
    )
    for code, (_, value, status) in TITLES.items():
        room.says(
            "first", value, "2021-11", INDICATOR=code, COUNTERPART_AREA="_Z", TRADE_FLOW="_Z",
            COVERAGE="_Z", UNIT_MEASURE="NUM", UNIT_MULT="0", CONF_STATUS=status,
        )  # fmt: skip
    room.desk()
    return Desk(room.database, today=lambda: TODAY)


READ = [
    # question, value, what the reply says was corrected
    ("claimant count", "812", None),
    ("claiment count", "812", 'read "claiment" as claimant'),
    ("Claiment count Nov 2021", "812", 'read "Claiment" as Claimant'),
    ("vacancies in wholesail", "77", 'read "wholesail" as wholesale'),
    ("vacncies in wholesale", "77", 'read "vacncies" as vacancies'),
    ("vacncies in wholesail", "77", 'read "vacncies" as vacancies, read "wholesail" as wholesale'),
    ("higest claimant count", None, 'read "higest" as highest'),
    ("what was the claiment count in November 2021", "812", 'read "claiment" as claimant'),
]


@pytest.mark.parametrize(("question", "value", "corrected"), READ)
def test_a_slip_is_mended_and_told(
    desk: Desk, question: str, value: str | None, corrected: str | None
) -> None:
    reply = desk.ask(question)
    if value is not None:
        assert [f["value"] for f in reply.contract["figures"][:1]] == [value], reply.text
    said = reply.text.casefold()
    for each in (corrected or "").casefold().split(", "):
        assert each in said, reply.text
    assert corrected or 'read "' not in said, reply.text


LEFT = [
    # what is no slip, or may be of several words
    ("claims count", "claims"),  # a word of English: whoever writes it means it
    ("clmt count", "clmt"),
    ("vacancies in widgets", "widgets"),
    ("xlating works", "xlating"),  # plating, or slating
    ("zirconum stockpile", "zirconum"),  # nobody may know that there is one
    ("zirconium stockpile", "zirconium"),
]


@pytest.mark.parametrize(("question", "word"), LEFT)
def test_what_is_no_slip_or_not_sure_is_asked_about(desk: Desk, question: str, word: str) -> None:
    reply = desk.ask(question)
    assert reply.status == "unknown", reply.text
    assert word in reply.text, reply.text
    assert reply.contract["figures"] == [], reply.text


def test_a_thread_goes_on_from_the_word_as_it_was_read(desk: Desk) -> None:
    reply = desk.ask("and in October 2021?", earlier=["claiment count"])
    assert "Claimant count: total" in reply.text, reply.text
    assert reply.status == "not_held", reply.text


def test_of_several_titles_without_the_period_each_is_offered_with_its_own(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release("first", "2021-12-10")
    titled = {"DDA": "Ferry crossings to Jersey", "DDB": "Ferry crossings to Guernsey"}
    room.has(
        "indicators",
        *(
            {"CODE": code, "LABEL": title, "KIND": "flow", "FOUND_BY": "search"}
            for code, title in titled.items()
        ),
    )
    counted = {"COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "COVERAGE": "_Z",
               "UNIT_MEASURE": "NUM", "UNIT_MULT": "0"}  # fmt: skip
    for code, periods in {
        "DDA": ("2019-11", "2020-02", "2021-11"),
        "DDB": ("2018", "2020"),
    }.items():
        for number, period in enumerate(periods):
            freq = "M" if "-" in period else "A"
            room.says("first", str(70 + number), period, INDICATOR=code, FREQ=freq, **counted)
    reply = room.ask("ferry crossings March 1985")
    assert reply.status == "not_held", reply.text
    assert reply.text.splitlines() == [
        (
            "Several series have these words in their titles, and the nearest have no figure for "
            "March 1985. On file of them:"
        ),
        "1. Xinjiang Ferry crossings to Jersey: November 2019 to November 2021",
        "2. Xinjiang Ferry crossings to Guernsey: 2018 to 2020",
    ]
    for _, question in reply.options:
        assert room.ask(question).status == "answered", question
    held = room.ask("ferry crossings February 2020")
    assert "to Jersey, February 2020: 71" in held.text, held.text
