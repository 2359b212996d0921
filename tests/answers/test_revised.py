"""A figure as it was first published, and what its publisher has said of it since."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import Newsroom, headline

BIRTHS = (
    "As published by 18 March 2021, when it was first published; revised since to 31,364 births, "
    "on 16 September 2021:\nPellandia births, 2020: 31,247 births"
)
FIRST = [
    # turns, how the reply begins
    (["births 2020 as first published"], BIRTHS),
    (["first estimate of births 2020"], BIRTHS),
    (["original figure births 2020"], BIRTHS),
    (["births 2020 before revision"], BIRTHS),
    (["births 2020 before it was revised"], BIRTHS),
    (["what were births 2020 originally reported as?"], BIRTHS),
    (["when was births 2020 first published"], BIRTHS),
    (["births 2020", "as first published?"], BIRTHS),
    (["births 2020", "and the first estimate?"], BIRTHS),
    (
        ["CPI may 2021 as first published"],
        (
            "As published by 15 June 2021, when it was first published; no other figure has been "
            "published since:\nPellandia consumer price index, May 2021: 110.6"
        ),
    ),
    (["births 2025 as first published"], "I have no figure for Pellandia births, 2025"),
    (
        ["exports and imports 2021 as first published"],
        'I cannot read "as first published".\nOnly a single figure',
    ),
    (["births 2020 as first published", "now?"], "Pellandia births, 2020: 31,364 births"),
]


@pytest.mark.parametrize(("turns", "begins"), FIRST, ids=[" / ".join(t) for t, _ in FIRST])
def test_the_first_vintage_is_told_with_what_became_of_it(
    turns: list[str], begins: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith(begins), reply.text


REVISED = (
    "Revised; as published, the newest first: 31,364 births on 16 September 2021; "
    "31,247 births, provisional, on 18 March 2021.\nPellandia births, 2020: 31,364 births"
)
ASKED = [
    (["births 2020", "was it revised"], REVISED),
    (["births 2020", "has that been revised since?"], REVISED),
    (["has births 2020 been revised"], REVISED),
    (["revisions to births 2020"], REVISED),
    (["revision history of births 2020"], REVISED),
    (["how much was births 2020 revised"], REVISED),
    (["births 2020 revised vs first estimate"], REVISED),
    (
        ["was births 2021 revised?"],
        "No revision is on file: it is as it was published on 18 March 2022.",
    ),
    (
        ["was borrowing may 2021 revised down"],
        (
            "Revised; as published, the newest first: 332 million pellars on 21 July 2021; "
            "358 million pellars on 21 June 2021."
        ),
    ),
    (["was births 2020 revised", "and deaths?"], "Pellandia deaths, 2020: 33,192 deaths"),
    (
        ["births 2020 as published by 30 june 2021", "was it revised?"],
        "As published by 30 June 2021:\nNo revision is on file",
    ),
    (["has borrowing q2 2021 been revised"], "Pellandia government borrowing, second quarter"),
]


@pytest.mark.parametrize(("turns", "begins"), ASKED, ids=[" / ".join(t) for t, _ in ASKED])
def test_each_vintage_is_told_with_its_day(
    turns: list[str], begins: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith(begins), reply.text


def test_each_vintage_has_its_source_and_its_number(desk_invented: Desk) -> None:
    reply = desk_invented.ask("has births 2020 been revised")
    days = {source["published"] for source in reply.contract["sources"]}
    assert {"2021-03-18", "2021-09-16"} <= days, reply.text
    assert [f["value"] for f in reply.contract["notes"][0]["figures"]] == ["31364", "31247"]


def test_what_is_worked_out_is_said_to_have_no_revisions(desk_invented: Desk) -> None:
    reply = desk_invented.ask("has borrowing q2 2021 been revised")
    assert "revisions are told of a single figure that a publisher printed" in reply.text


@pytest.fixture
def thrice(tmp_path: Path) -> Newsroom:
    """A month that its publisher revised, said again, and revised once more."""
    newsroom = Newsroom(tmp_path)
    for code, day, value in (
        ("may", "2021-06-20", "100"),
        ("june", "2021-07-20", "110"),
        ("july", "2021-08-20", "110"),
        ("august", "2021-09-20", "105"),
    ):
        newsroom.release(code, day)
        newsroom.says(code, value, "2021-05", UNIT_MULT="6")
    newsroom.release("daily", "2021-07-01", publisher="Xinjiang Daily")
    newsroom.says("daily", "99", "2021-05", UNIT_MULT="6")
    return newsroom


def test_what_is_only_said_again_is_no_vintage_nor_is_anothers(thrice: Newsroom) -> None:
    reply = thrice.ask("has trade may 2021 been revised")
    told = (
        "105 million yuan on 20 September 2021; 110 million yuan on 20 July 2021; "
        "100 million yuan on 20 June 2021."
    )
    assert told in reply.text.split("\n")[0], reply.text
    reply = thrice.ask("has trade may 2021 been revised", as_of="2021-08-01")
    assert "105" not in reply.text
    assert headline(thrice.ask("trade may 2021 as first published")) == ("100000000", "2021-05")
