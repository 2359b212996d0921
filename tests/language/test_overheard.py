"""Plain replies in a thread with figures: what asks for one, and what people say to each other."""

from __future__ import annotations

import pytest

from bot.desk import Desk

ASKS = [
    *("and YTD?", "YTD", "what about Kazakhstan, YTD?", "Dec 2021?", "vs the month before?"),
    *("freight trains Jan-Nov 2021", "per day?", "is it a record?", "why?", "chart please"),
    *("Give me freight trains YTD", "show me YTD", "I meant October", "sorry I meant exports"),
    *("what about the total?", "how does that compare?", "source?", "exports?", "and exports?"),
    *("exports to the EU YTD", "yoy?", "vs last year?", "in dollars?", "in dollars"),
    *("what about Kazakhstan?", "Kazakhstan?", "per month?", "was it a record?", "growth?"),
    *("show me the trend", "what's the source?", "why did trade fall?", "trend?", "monthly?"),
    *("how much was trade in October?", "what was it in October?", "share of trade?"),
    *("what share of trade was with Kazakhstan?", "top partners YTD", "vs October"),
    *("and Kazahkstan?", "no I meant November", "same for exports", "a chart please", "graph?"),
    *("what were exports YTD?", "did exports fall in November?", "compared with October?"),
    *("and in 2020?", "imports please", "a year earlier?", "what about imports"),
    *(
        "trade excluding Kazakhstan YTD",
        "rank?",
        "top 5 partners?",
        "highest ever?",
        "and October?",
    ),
    *("month on month?", "Q3?", "2020?", "imports from the EU?", "how many trains in 2020?"),
]

TALK = [
    *("did you see the export numbers", "any update on trade?", "who has the China story?"),
    *("China is up too, no?", "Exports to the EU are up", "Could exports be higher?"),
    *("lol exports", "What's the growth story here?", "so exports fell in November?"),
    *("exports were a record", "exports fell in November", "trade is down", "Trade rose?"),
    *("is that right?", "are you in China?", "Kazakhstan", "who covers trade?"),
    *("have you got the trade story", "trade was up, right?", "big number", "that's a record"),
    *("nice growth", "more on trade later", "are exports in the lede?", "exports, really?"),
    *("our trade story is live", "need the trade copy by 5", "wow, a record"),
    *("what's the lede?", "is the total in?", "how come you know?", "share this?", "share?"),
    *("link it please", "it is what it is", "Xinjiang trade is a mess", "hmm trade"),
    *("trade it is then", "maybe exports instead?", "who says?", "does it matter?"),
    *("where is the chart?", "any news?", "no, imports are up", "isn't trade down?"),
    *("what happened here?", "can someone check exports?", "I think October", "you meant October?"),
    *("November it is", "and why us?", "what about us?", "use YTD", "October works", "why not?"),
    *("source please call me", "share price?", "off the record?", "I prefer October", "more?"),
    *("is this on the record?", "why did he say that", "and?", "help", "we said 2020"),
]


@pytest.mark.parametrize("text", ASKS)
def test_what_asks_is_heard(desk: Desk, text: str) -> None:
    assert desk.is_about_figures(text)


@pytest.mark.parametrize("text", TALK)
def test_what_people_say_to_each_other_is_theirs(desk: Desk, text: str) -> None:
    assert not desk.is_about_figures(text), f"the bot butts in on {text!r}"
