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
    "Pellandia births, 2020, revised; as published, the newest first: 31,364 births on "
    "16 September 2021, up 117 births or about 0.4%, computed; 31,247 births, provisional, on "
    "18 March 2021.\nPellandia births, 2020: 31,364 births"
)
EXPORTS = (
    "Pellandia exports, September 2021, revised; as published, the newest first: 3.19 billion "
    "pellars on 9 November 2021, up 70–90 million pellars or 2.2–2.9%, computed; 3.11 billion "
    "pellars, provisional, on 9 October 2021.\nPellandia exports, September 2021: 3.19 billion"
)
ARVALE = (
    "Arvale births, 2020, revised; as published, the newest first: 13,191 births on "
    "16 September 2021, up 86 births or about 0.7%, computed; 13,105 births"
)
TODAY = "As of today, and no longer as published by {}:\n"
MORE = (
    *("up or down", "what was it before", "from what", "when?", "and by how much?", "how much"),
    *("in percent", "which way", "what was the previous figure?", "the old figure"),
    *("by how much in percent", "and now?", "what is it now"),
)
"""What is asked next of a revision."""

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
        (
            "No revision is on file of Pellandia births, 2021: it is as it was published on "
            "18 March 2022.\nPellandia births, 2021"
        ),
    ),
    (
        ["was borrowing may 2021 revised down"],
        (
            "Pellandia government borrowing, May 2021, revised; as published, the newest first: "
            "332 million pellars on 21 July 2021, down about 26 million pellars (25–27) or about "
            "7.3% (7.0–7.5%), computed; 358 million pellars on 21 June 2021."
        ),
    ),
    (
        ["was births 2020 revised", "and deaths?"],
        "No revision is on file of Pellandia deaths, 2020",
    ),
    (["were births in 2020 revised and by how much"], REVISED),
    (["by what percentage was births 2020 revised?"], REVISED),
    (["was births 2020 revised, and if so by how much"], REVISED),
    (["births 2020 original vs revised"], REVISED),
    (["what was births 2020 revised from"], REVISED),
    *((["births 2020", "was it revised", more], REVISED) for more in MORE),
    (["was exports september revised and by how much"], EXPORTS),
    (["exports september 2021", "was it revised", "by how much"], EXPORTS),
    (["exports september 2021 latest revision"], EXPORTS),
    (["most recent revision of exports september 2021"], EXPORTS),
    (["births 2020", "first published vs latest"], REVISED),
    (["births 2020 latest vs first published"], REVISED),
    (["births 2020 as first published vs now"], REVISED),
    (["how much has births 2020 been revised by since first published"], REVISED),
    (["exports september 2021 revised in november 2021?"], EXPORTS),
    (["was births 2020 revised by 30 december 2021"], REVISED),
    (["births 2020", "was it revised", "arvale"], ARVALE),
    (["births 2020", "was it revised", "arvale", "by how much?"], ARVALE),
    (["were births revised", "2020"], REVISED),
    (["births 2020", "was it revised", "vs 2019", "by how much"], "Pellandia births, 2020: down"),
    (["births 2020", "was it revised", "exports dec 2021"], "Pellandia exports, December 2021"),
    *(
        (["births 2020", "as first published", asked], TODAY.format("18 March 2021") + REVISED)
        for asked in ("and the revised figure", "was it revised", "by how much was it revised")
    ),
    (
        ["births 2020 as published by 30 june 2021", "was it revised?"],
        TODAY.format("30 June 2021") + REVISED,
    ),
    *(
        (
            [first, "as of 1 november 2021", "was it revised"],
            TODAY.format("1 November 2021") + EXPORTS,
        )
        for first in ("exports september 2021", "exports")
    ),
    (["exports", "as of 1 november 2021", "was it revised", "by how much"], EXPORTS),
    (
        ["exports september 2021", "as of 1 november 2021", "the latest revision"],
        TODAY.format("1 November 2021") + EXPORTS,
    ),
    (
        ["was births 2020 revised as of 30 june 2021"],
        (
            "As published by 30 June 2021; revised since to 31,364 births, on 16 September 2021:\n"
            "No revision of Pellandia births, 2020 was on file by then: it is as it was published "
            "on 18 March 2021."
        ),
    ),
    *(
        (["births 2020", "as first published", asked], TODAY.format("18 March 2021") + REVISED)
        for asked in ("by how much?", "up or down", "when")
    ),
    (
        ["births 2020 as first published", "arvale"],
        (
            "As published by 18 March 2021, when it was first published; revised since to 13,191 "
            "births, on 16 September 2021:\nArvale births, 2020: 13,105 births"
        ),
    ),
    (
        ["why was births 2020 revised"],
        f"{REVISED.split(chr(10))[0]}\nI have no reason for a revision on file.",
    ),
    (
        ["births 2020", "was it revised", "why?"],
        f"{REVISED.split(chr(10))[0]}\nI have no reason for a revision on file.",
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
    assert [f["value"] for f in reply.contract["notes"][0]["figures"]] == [
        "31364",
        *("117", "0.37443594585080167696", "31247"),
    ]


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
        "105 million yuan on 20 September 2021, down 4–6 million yuan or 3.7–5.4%, computed; "
        "110 million yuan on 20 July 2021, up 9–11 million yuan or 9.0–11.1%, computed; "
        "100 million yuan on 20 June 2021. Since first published up 4–6 million yuan or 4–6%, "
        "computed."
    )
    assert told in reply.text.split("\n")[0], reply.text
    reply = thrice.ask("has trade may 2021 been revised", as_of="2021-08-01")
    assert "105" not in reply.text
    assert headline(thrice.ask("trade may 2021 as first published")) == ("100000000", "2021-05")


def test_where_no_period_was_named_the_others_that_were_revised_are_told(
    desk_invented: Desk,
) -> None:
    reply = desk_invented.ask("were births revised")
    told = "Of other periods, revised since first published: 2020. Name the period"
    assert told in reply.text, reply.text
    again = [o["question"] for o in reply.contract["options"] if "revised" in o["question"]]
    assert again == ["Pellandia births 2020 revised?"], reply.text
    assert desk_invented.ask(again[0]).text.startswith(REVISED)
    assert "Of other periods" not in desk_invented.ask("was births 2021 revised").text


def test_the_copied_sentence_says_that_it_was_revised_since(desk_invented: Desk) -> None:
    reply = desk_invented.ask("births 2020 as first published")
    assert reply.copy == (
        "Pellandia's births numbered 31,247 (provisional) in 2020, according to Pellandia "
        "Statistics Bureau, as published by 18 March 2021 and revised since to 31,364 births, on "
        "16 September 2021."
    )


def test_two_figures_have_no_one_first_day(desk_invented: Desk) -> None:
    reply = desk_invented.ask("births 2021 vs 2020 as first published")
    assert reply.status == "unknown", reply.text
    assert "Only a single figure" in reply.text


def test_what_later_releases_imply_is_told_of_the_first_figure_too(desk_later: Desk) -> None:
    reply = desk_later.ask("trade november 2021 as first published")
    assert "no other figure has been published since, though later releases imply one" in reply.text
    assert "Later releases imply 15.69–15.71 billion yuan" in reply.text
    assert "Caution: Later releases imply 15.69" in (reply.copy or "")
    reply = desk_later.ask("was trade november 2021 revised")
    assert "27 December 2021, though later releases imply another." in reply.text


def test_digits_more_are_no_revision(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-06-20")
    newsroom.release("second", "2021-07-20")
    newsroom.says("first", "3.1", "2021-05")
    newsroom.says("second", "3.12", "2021-05")
    reply = newsroom.ask("was trade may 2021 revised")
    assert "not revised, but published again" in reply.text, reply.text
    assert "computed" not in reply.text.split("\n")[0]


AS_OF = [
    # turns, first figure's value, its period
    (["borrowing ytd as of 1 july 2021"], "1078000000", "2021-05"),
    (["exports ytd as of 1 november 2021"], "26100000000", "2021-09"),
    (["exports", "ytd as of 1 november 2021"], "26100000000", "2021-09"),
    (["latest exports as of october 2021"], "3110000000", "2021-09"),
]


@pytest.mark.parametrize(
    ("turns", "value", "period"), AS_OF, ids=[" / ".join(t) for t, *_ in AS_OF]
)
def test_a_day_behind_ytd_or_latest_is_one_of_publication(
    turns: list[str], value: str, period: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith("As published by "), reply.text
    figure = reply.contract["figures"][0]
    assert (figure["value"], figure["period"]) == (value, period), reply.text


def test_where_there_is_a_year_to_that_day_it_is_told(desk_invented: Desk) -> None:
    reply = desk_invented.ask("exports ytd as of 30 september 2021")
    assert headline(reply)[0] == "26180000000", reply.text
    assert "As published by" not in reply.text


def test_what_goes_on_from_a_year_to_date_is_as_of_its_day_too(desk_later: Desk) -> None:
    reply = desk_later.ask("since 2019", earlier=["trade ytd as of 31 december 2021"])
    assert reply.text.startswith("As published by 31 December 2021:"), reply.text
    assert "2022" not in reply.text


def test_no_later_vintage_is_called_the_first(thrice: Newsroom) -> None:
    """June came out after May was revised: what goes on from its first day is May's second."""
    thrice.says("july", "90", "2021-06", UNIT_MULT="6")
    reply = thrice.ask("trade june 2021 as first published", "may 2021")
    assert headline(reply)[0] == "110000000", reply.text
    assert reply.text.startswith(
        "As published by 20 August 2021; revised since to 105 million yuan, on 20 September 2021:"
    ), reply.text


@pytest.mark.parametrize(
    "turns",
    [
        ["births by region 2020", "were they revised"],
        ["births 2020", "was it revised", "by region"],
        ["were births in Arvale, Brenmoor, Costerra and Dunhollow 2020 revised"],
    ],
    ids=" / ".join,
)
def test_of_several_figures_each_is_told(turns: list[str], desk_invented: Desk) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    first, second, *_ = reply.text.split("\n")
    assert first.startswith(ARVALE), reply.text
    told = "Brenmoor births, 2020, not revised, but published again, the newest first: 8,702 births"
    assert second.startswith(told), reply.text


def test_as_of_a_day_a_question_on_a_revision_is_of_that_day(thrice: Newsroom) -> None:
    turns = ("trade may 2021 as of 1 july 2021", "was it revised")
    reply = thrice.ask(*turns, as_of="2021-08-01")
    assert "110 million yuan on 20 July 2021" in reply.text, reply.text
    assert "105" not in reply.text
    assert "As of today" not in reply.text
    assert "105 million yuan on 20 September 2021" in thrice.ask(*turns).text
