"""Ranks: as stated before worked out, and worked out of all that are on file."""

from __future__ import annotations

import pytest

from bot.desk import Desk

SAID = [
    # question, status, what the reply says, what it must not say
    ("Cedarport flights rank Jan 2025", "answered", "rank 4", "computed"),
    ("Birchport flights rank Jan 2025", "answered", "Number 2 of the 3", "rank 4"),
    ("Cedarport flights rank Feb 2025", "not_held", "no figure for Birchport", "ranked"),
    ("Cedarport flights rank March 2025", "answered", "Number 2 of the 3", "lacks"),
    ("which place had the most flights Feb 2025", "answered", "no figure for Birchport", "ranked"),
    ("which partner has the biggest trade deficit", "answered", "Kazakhstan: −$0.5", "Kyrgyzstan"),
    (
        "which partner has the biggest trade surplus",
        "answered",
        "only Kyrgyzstan shows a surplus",
        "",
    ),
    ("rank of Moonland oil price", "not_held", "nothing to rank", "ranked first"),
]


@pytest.mark.parametrize(("question", "status", "words", "never"), SAID)
def test_what_is_said(question: str, status: str, words: str, never: str, newsroom: Desk) -> None:
    reply = newsroom.ask(question)
    assert reply.status == status, reply.text
    assert words in reply.text, reply.text
    assert not never or never not in reply.text, reply.text


CHANGES = [
    # question, what the reply says, in this order
    (
        "births change by region",
        ["Brenmoor births: up about 1.3% on a year", "Arvale births: up", "Dunhollow births: down"],
    ),
    (
        "births growth by region 2020",
        ["Costerra births: down about 1.4%", "Dunhollow births: down"],
    ),
    ("births by region yoy", ["Brenmoor births: up about 1.3%", "the largest rise first"]),
    (
        "unemployment change by region",
        ["Dunhollow unemployment rate, seasonally adjusted: down 0.3 percentage points", "Arvale"],
    ),
    (
        "change in births by region 2019 to 2021",
        ["Arvale births: 13,288", "Arvale: down about 0.9% on 2019", "Dunhollow: down about 4.7%"],
    ),
    (
        "exports growth by partner",
        ["to Norvia: up about 27.3%", "to Quorland: up about 21.1%", "to Saltrea: up about 5.8%"],
    ),
]


@pytest.mark.parametrize(("question", "told"), CHANGES)
def test_changes_are_listed_as_levels_are(
    question: str, told: list[str], desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.status == "answered", reply.text
    places = [reply.text.find(words) for words in told]
    assert -1 not in places, reply.text
    assert places == sorted(places), reply.text


NOT_LISTED = [
    ("inflation by region", "not_held", "no figures by place for Pellandia consumer price index"),
    ("which region grew most births", "unsupported", "for no largest rise or fall"),
    ("births by region biggest rise", "unsupported", "for no largest rise or fall"),
]


@pytest.mark.parametrize(("question", "status", "words"), NOT_LISTED)
def test_whose_change_is_the_largest_is_not_looked_for(
    question: str, status: str, words: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert reply.status == status, reply.text
    assert words in reply.text, reply.text


def test_one_change_alone_is_no_order(desk_later: Desk) -> None:
    reply = desk_later.ask("freight trains growth by port")
    assert reply.text.startswith("Only one has such a change on file"), reply.text
    assert "up 8.1% on a year earlier" in reply.text, reply.text
