"""Figures that are restricted, or under embargo still: on file, and in no reply."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.store.packages import TODAY, as_of
from tests.support.newsroom import Newsroom

RESTRICTED = {"CONF_STATUS": "C", "EMBARGO_TIME": ""}
UNTIL_MARCH = {"CONF_STATUS": "E", "EMBARGO_TIME": "2026-03-10T09:30:00+00:00"}
FREE = {"CONF_STATUS": "F", "EMBARGO_TIME": ""}
SECRET = {"INDICATOR": "ZIRCONIUM", "COVERAGE": "_Z", "COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z"}
AFTER = date(2026, 3, 10)


@pytest.fixture(
    scope="module", params=[RESTRICTED, UNTIL_MARCH], ids=["restricted", "under embargo"]
)
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """October is for everybody; November, a measure of its own and its cause are held back."""
    newsroom = Newsroom(tmp_path_factory.mktemp("newsroom"))
    newsroom.release("first", "2021-11-20")
    newsroom.release("held", "2021-12-20")
    newsroom.says("first", "10.5", "2021-10", **FREE)
    newsroom.says("held", "16.03", "2021-11", **request.param)
    newsroom.says("held", "48", "2021-11", TRANSFORMATION="G1", UNIT_MEASURE="PT",
                  COMPARISON_PERIOD="2021-10", **{**request.param, "UNIT_MULT": "0"})  # fmt: skip
    newsroom.says("held", "77.7", "2021-11", **SECRET, **request.param)
    newsroom.has(
        "indicators",
        {"CODE": "ZIRCONIUM", "LABEL": "zirconium stockpile", "KIND": "stock", "PARENT": ""},
    )
    newsroom.has("aliases", {"ALIAS": "zircon heap", "MEANS": "INDICATOR=ZIRCONIUM"})
    newsroom.has(
        "claims",
        {
            "SOURCE_ID": "held", "LOCATOR": "", "KIND": "cause", "SUBJECT": "growth of trade",
            "SPEAKER": "Ms Wang", "PARAPHRASE": "new trains", "REF_AREA": "CN-XJ",
            "INDICATOR": "TRADE",
        },
    )  # fmt: skip
    newsroom.desk()
    return newsroom


ASKED = [
    "Xinjiang trade Nov 2021",
    "Xinjiang trade",
    "Xinjiang trade latest",
    "trend of Xinjiang trade",
    "Xinjiang trade Nov 2021 vs Oct 2021",
    "Xinjiang trade October 2021",
    "growth of Xinjiang trade Nov",
    "was November 2021 a record for Xinjiang trade?",
    "why did trade grow",
    "zirconium stockpile",
    "zircon heap Nov 2021",
    "zirconuim",
    "zirconium stockpiles of Xinjiang",
    "what do you have",
    "what do you have on Xinjiang",
    "Xinjiang",
    "help",
    "Xinjiang trade Nov 2021 as of 1 January 2030",
]


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("day", [None, date(2021, 12, 31), date(2030, 1, 1)])
def test_in_no_reply_of_any_day(newsroom: Newsroom, question: str, day: date | None) -> None:
    """2 January 2026 is today. A day to come is no way to see more."""
    desk = Desk(newsroom.database, today=lambda: TODAY)
    reply = desk.ask(question, as_of=day)
    said = repr(reply.contract).replace(repr(question), "").lower()
    typed = question.lower()
    for secret in ("16.03", "1603", "48%", "77.7", "wang", "new trains", "zircon", "stockpile"):
        words = [word for word in typed.split() if secret in word]
        left = said
        for word in words:
            left = left.replace(word, "")
        assert secret not in left, reply.text


def test_after_the_embargo_it_is_told(newsroom: Newsroom) -> None:
    embargoed = "E" in {row["CONF_STATUS"] for row in newsroom._rows}
    desk = Desk(newsroom.database, today=lambda: AFTER)
    told = {
        "Xinjiang trade Nov 2021": "16.03 million yuan",
        "zircon heap Nov 2021": "77.7 million yuan",
        "why did trade grow": "new trains",
    }
    for question, words in told.items():
        assert (words in desk.ask(question).text) == embargoed, question
        day_before = Desk(newsroom.database, today=lambda: date(2026, 3, 9))
        assert words not in day_before.ask(question).text
        # The desk of that day answers as of the day before as it would have done then.
        assert words not in desk.ask(question, as_of=date(2026, 3, 9)).text


def test_a_name_held_back_is_a_word_that_nobody_knows(newsroom: Newsroom) -> None:
    with as_of(newsroom.database) as catalogue:
        assert catalogue.vocabulary.lookup(["zirconium stockpile", "zircon heap"]) == {}
        assert catalogue.vocabulary.near("zirconuim", 2) == {}
        assert catalogue.vocabulary.lookup(["trade"])


@pytest.mark.parametrize("held", [RESTRICTED, UNTIL_MARCH], ids=["restricted", "under embargo"])
def test_what_was_held_back_before_is_news_to_everybody(
    tmp_path: Path, held: dict[str, str]
) -> None:
    """A cause is told of the period that its release was the first to tell of."""
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-10")
    newsroom.release("second", "2021-12-20")
    newsroom.says("first", "16", "2021-11", **held)
    newsroom.says("second", "10.5", "2021-10", **FREE)
    newsroom.says("second", "16.03", "2021-11", **FREE)
    newsroom.has(
        "claims",
        {
            "SOURCE_ID": "second", "LOCATOR": "", "KIND": "cause", "SUBJECT": "growth of trade",
            "SPEAKER": "Ms Wang", "PARAPHRASE": "new trains", "REF_AREA": "CN-XJ",
            "INDICATOR": "TRADE",
        },
    )  # fmt: skip
    reply = newsroom.ask("why did Xinjiang trade grow in November 2021")
    assert "Ms Wang, on growth of trade, October–November 2021: new trains" in reply.text
