"""Records, ends and sides of zero, in figures that the shipped packages have none of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import Newsroom, holds

SAID = [
    # question, status, first figure's value, what the reply says
    ("highest oil price", "answered", "75.2", "The highest of the 6 months on file: April 2025."),
    ("dearest oil", "answered", "75.2", "April 2025"),
    ("cheapest month for oil", "answered", "68.9", "The lowest of the 6 months on file: March"),
    (
        "lowest oil price ever",
        "answered",
        "61",
        "The lowest on file: 3 March 2025. Of the 6 months",
    ),
    ("lowest oil price this year", "answered", "61", "Of the 4 months, March 2025."),
    (
        "highest oil price this year",
        "answered",
        "75.2",
        "The highest of the 4 months on file: April",
    ),
    (
        "highest lake level",
        "answered",
        "900",
        "The highest of the 300 days on file: 1 January 2024",
    ),
    ("strongest quarter for punctuality", "answered", "93.4", "The highest of the 3 quarters"),
    (
        "best quarter for punctuality",
        "ambiguous",
        None,
        "the lowest: the fourth quarter of 2024, 88.0%",
    ),
    (
        "worst month for flights at Ashport",
        "ambiguous",
        None,
        "the highest: March 2025, 970 flights",
    ),
    ("best month for flights at Ashport", "answered", "970", '"best" taken as the highest'),
    ("highest inflation in 2024", "answered", "2.6", "The highest of the 12 rates on file: June"),
    ("lowest inflation since March 2024", "answered", "1.8", "The lowest of the 10 rates on file"),
    ("was June 2024 the highest inflation on record", "answered", "2.6", "Yes, on file: June 2024"),
    ("was inflation in May 2024 a record", "answered", "2.0", "No: May 2024 was not the highest"),
    ("has inflation ever fallen", "unsupported", None, "I count rises and falls of levels"),
    ("highest inflation", "answered", "2.6", "rates on file"),
    ("biggest rise in inflation", "unsupported", None, "no largest rise or fall"),
    ("biggest trade deficit", "answered", "-900000000", "The largest of the 2 deficits on file"),
    ("smallest trade deficit", "answered", "-200000000", "The smallest of the 2 deficits on file"),
    ("smallest trade surplus", "answered", "100000000", "The smallest of the 2 surpluses on file"),
    (
        "biggest budget surplus",
        "answered",
        "-40",
        "The largest of the 2 surpluses on file: January",
    ),
    ("smallest budget surplus", "answered", "-15", "March 2025"),
    (
        "biggest budget deficit",
        "answered",
        "120",
        "The largest of the 2 deficits on file: February",
    ),
    ("worst budget deficit", "answered", "120", "February 2025"),
    ("biggest ledger surplus", "refused", None, "I cannot tell deficits from surpluses"),
    ("was March 2025 the smallest trade deficit", "answered", "-200000000", "Yes, on file"),
    (
        "was April 2025 the biggest trade deficit",
        "answered",
        "100000000",
        "a surplus, not a deficit",
    ),
    ("budget surplus Jan 2025", "answered", "-40", "January 2025 was a surplus."),
    ("budget surplus Feb 2025", "answered", "120", "February 2025 was a deficit, not a surplus."),
    (
        "trade deficit April 2025",
        "answered",
        "100000000",
        "April 2025 was a surplus, not a deficit.",
    ),
    ("trade deficit March 2025", "answered", "-200000000", "−$0.2 billion"),
]


@pytest.mark.parametrize(("question", "status", "value", "words"), SAID)
def test_what_is_said(
    question: str, status: str, value: str | None, words: str, newsroom: Desk
) -> None:
    reply = newsroom.ask(question)
    holds(reply, status, value, words)
    assert "newest period on file" not in reply.text, "what was looked for was not the newest"


@pytest.mark.parametrize("question", [q for q, status, *_ in SAID if status == "ambiguous"])
def test_each_end_offered_is_answered(question: str, newsroom: Desk) -> None:
    options = newsroom.ask(question).options
    replies = [newsroom.ask(asked) for _, asked in options]
    assert [r.status for r in replies] == ["answered", "answered"]
    assert "The highest of" in replies[0].text
    assert "The lowest of" in replies[1].text


def test_a_rate_worked_out_is_no_stated_one(newsroom: Desk) -> None:
    reply = newsroom.ask("highest growth of the price index on the month")
    assert reply.status == "unsupported", reply.text


BY_AVERAGE = [
    # question, words of the reply: nobody printed a single month of September-November 2020
    ("was nov 2021 the highest since january 2020", "No: November 2021 was not the highest"),
    ("was nov 2021 the highest since january 2020", "16.8–16.9 billion yuan a month"),
    ("highest month since january 2020", "so one that is not on file was higher"),
    ("highest month of 2020", "over September–November 2020 the average was"),
    ("was nov 2021 a record?", "November 2019 was 17.6–17.8 billion yuan"),
]


@pytest.mark.parametrize(("question", "words"), BY_AVERAGE)
def test_what_no_single_month_tells_an_average_may(question: str, words: str, desk: Desk) -> None:
    reply = desk.ask(question)
    assert reply.status == "answered"
    assert words in reply.text


def test_of_what_adds_up_the_newest_twenty_years_are_looked_at(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release("long", "2021-12-27")
    for month in range(250):
        room.says("long", f"{900 - month}", f"{2001 + month // 12}-{month % 12 + 1:02}")
    holds(room.ask("highest trade"), "answered", "890000000", "the newest 240 looked at, and not")


def test_the_average_shows_its_working(desk: Desk) -> None:
    reply = desk.ask("was nov 2021 the highest since january 2020")
    mean = next(c for c in reply.contract["comparisons"] if c["kind"] == "mean")
    assert mean["working"] == (
        "(137.66 billion yuan ÷ (1 − 1.3%) − 97.4 billion yuan ÷ (1 + 9.5%)) ÷ 3"
    )
    assert set(mean["sources"]) == {"xj-2021-11", "people-2021-09-21"}
