"""Deficits: which is the larger, whether one widened, and that a number below zero misleads nobody."""

from __future__ import annotations

import pytest

from bot.desk import Desk

ASKED = [
    # question, what the reply says, what it must not say
    (
        "which is bigger, the deficit with norvia or with saltrea",
        "The largest deficit of these: Pellandia trade balance with Norvia.",
        "",
    ),
    (
        "which is lower, the deficit with norvia or saltrea",
        "The smallest deficit of these: Pellandia trade balance with Saltrea.",
        "",
    ),
    (
        "is the deficit with saltrea larger than the deficit with norvia",
        "The larger deficit: Pellandia trade balance with Norvia.",
        " more than",
    ),
    (
        "by how much did the trade deficit shrink in 2021",
        "The deficit narrowed on 2020 by about 330 million pellars (320–340), computed.",
        "",
    ),
    ("did the trade deficit widen in 2021", "The deficit narrowed on 2020 by about 330", ""),
    ("deficit with saltrea 2021 vs 2020", "The deficit widened on 2020 by about 1.40 billion", ""),
    ("borrowing july 2021 vs july 2020", "It swung from a deficit in July 2020 to a surplus", ""),
    (
        "how much bigger was the trade deficit in november than december",
        "80–100 million pellars lower than in December 2021",
        " less than",
    ),
]


@pytest.mark.parametrize(("asked", "told", "never"), ASKED)
def test_a_deficit_is_told_as_one(asked: str, told: str, never: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text, reply.text
    assert not never or never not in reply.text, reply.text


def test_the_copied_sentence_says_which_deficit_is_the_larger(desk_invented: Desk) -> None:
    for asked in (ASKED[0][0], ASKED[2][0]):
        copied = desk_invented.ask(asked).copy or ""
        assert "deficit" in copied, copied
        assert "Norvia." in copied.rpartition("deficit")[2], copied


def test_the_working_of_a_multiple_is_the_ratio(desk_invented: Desk) -> None:
    text = desk_invented.ask("did borrowing triple in 2020").text
    assert "about 9.5 times as much as a year earlier" in text, text
    assert "Working: 4,703 million pellars ÷ 497 million pellars\n" in text, text
