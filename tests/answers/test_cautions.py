"""Whose figure a caution is of, where a reply stands on the figures of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from tests.support.newsroom import MONTH, Newsroom

EXPORTS = {**MONTH, "TRADE_FLOW": "X"}
IMPORTS = {**MONTH, "TRADE_FLOW": "M"}
YTD = {"ACCUMULATION": "YTD"}
PROVISIONAL = {"OBS_STATUS": "P"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Provisional: exports of October and of the year, both of November."""
    made = Newsroom(tmp_path)
    made.release("first", "2022-01-10")
    made.says("first", "90", "2021-09", **EXPORTS)
    made.says("first", "40", "2021-09", **IMPORTS)
    made.says("first", "100", "2021-10", **EXPORTS, **PROVISIONAL)
    made.says("first", "50", "2021-10", **IMPORTS)
    made.says("first", "110", "2021-11", **EXPORTS, **PROVISIONAL)
    made.says("first", "60", "2021-11", **IMPORTS, **PROVISIONAL)
    made.says("first", "700", "2021-10", **EXPORTS, **YTD)
    made.says("first", "300", "2021-10", **IMPORTS, **YTD)
    made.says("first", "820", "2021-12", **EXPORTS, **YTD, **PROVISIONAL)
    made.says("first", "420", "2021-12", **IMPORTS, **YTD)
    return made


TOLD = [
    # one thing: nothing to tell apart
    ("exports Oct 2021", ["The figure for October 2021 is provisional"]),
    ("exports Oct and Nov 2021", ["The figure for November 2021 is", "The figure for October"]),
    # both, of which one is provisional
    ("exports and imports Oct 2021", ["October 2021 (Xinjiang exports) is provisional"]),
    # both are, and of October, on which it is told, one
    (
        "exports and imports Nov 2021",
        ["The figure for November 2021 is provisional", "October 2021 (Xinjiang exports) is"],
    ),
    # worked out for one from the year to date, stated for the other
    (
        "exports and imports 2021",
        ["January–December 2021 (Xinjiang exports) is provisional"],
    ),
]


@pytest.mark.parametrize(("asked", "cautions"), TOLD)
def test_a_caution_says_whose_figure_it_is_of(
    asked: str, cautions: list[str], newsroom: Newsroom
) -> None:
    reply = newsroom.ask(asked)
    told = [c["text"] for c in reply.contract["cautions"] if c["rule"] == "provisional"]
    assert len(told) == len(cautions), reply.text
    for text, words in zip(told, cautions, strict=True):
        assert words in text, reply.text


COPIED = [
    ("births 2021", "numbered 31,449 (provisional) in 2021", "Caution"),
    ("births 2021 vs 2019", "numbered 31,449 (provisional) in 2021", "Caution"),
    ("births 2019 vs 2021", "Caution: The figure for 2021 is provisional", "(provisional)"),
    ("exports h1 2021 vs h2 2021", "Caution: The figure for December 2021 is", "(provisional)"),
]


@pytest.mark.parametrize(("asked", "told", "never"), COPIED)
def test_the_sentence_to_copy_marks_its_own_figure_alone(
    asked: str, told: str, never: str, desk_invented: Desk
) -> None:
    copied = desk_invented.ask(asked).copy or ""
    assert told in copied
    assert never not in copied
