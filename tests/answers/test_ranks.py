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
