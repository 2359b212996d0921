"""What words ask together that each alone asks otherwise, and on which side each name stands."""

from __future__ import annotations

import pytest

from bot.language.lexicon import Cue
from bot.language.question import Question, Terms
from bot.language.reading import read
from tests.language.naming import Names

NAMES = Names(
    {
        "trade": "INDICATOR=TRADE",
        "exports": "INDICATOR=TRADE TRADE_FLOW=X",
        "imports": "INDICATOR=TRADE TRADE_FLOW=M",
        "exports and imports": "INDICATOR=TRADE TRADE_FLOW=T",
        "eu": "AREA=EU",
        "kazakhstan": "AREA=KZ",
    }
)

KINDS = (Cue.CONTRIBUTION, Cue.GROWTH_RATE, Cue.NEEDED, Cue.RANGE, Cue.APART_ENDS)

ASKED = [
    ("average annual growth of trade 2017 to 2021", Cue.GROWTH_RATE),
    ("trade grew on average a year 2017 to 2021", Cue.GROWTH_RATE),
    ("growth of trade per annum since 2017", Cue.GROWTH_RATE),
    ("trade CAGR", Cue.GROWTH_RATE),
    ("compound annual growth of trade", Cue.GROWTH_RATE),
    ("average trade growth", None),
    ("average of annual growth of trade", None),
    ("average monthly growth of trade", None),
    ("average annual trade", None),
    ("what does December need to equal 2020", Cue.NEEDED),
    ("how much more trade to reach 2020's total", Cue.NEEDED),
    ("trade to beat 2019", Cue.NEEDED),
    ("did trade manage to match 2019", None),
    ("I need trade Nov", None),
    ("trade needed asap", None),
    ("highest and lowest month of trade", Cue.RANGE),
    ("lowest to highest month of trade", Cue.RANGE),
    ("best and the worst month for trade", Cue.RANGE),
    ("biggest and smallest month for trade", Cue.RANGE),
    ("range of trade", Cue.RANGE),
    ("highest month of trade", None),
    ("record low of trade", None),
    ("highest exports and lowest imports", Cue.APART_ENDS),
    ("highest trade in 2021 and lowest in 2020", Cue.APART_ENDS),
    ("highest exports ever and lowest", Cue.RANGE),
    ("highest trade 2021 and the lowest", Cue.RANGE),
    ("contribution of exports to trade growth", Cue.CONTRIBUTION),
    ("how much did exports add to trade growth", Cue.CONTRIBUTION),
    ("how many points of trade growth came from exports", Cue.CONTRIBUTION),
    ("exports added to imports", None),
    ("share of trade that came from Kazakhstan", None),
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_what_is_asked(text: str, asked: Cue | None) -> None:
    question = read(text, NAMES)
    assert [cue for cue in KINDS if cue in question.cues] == ([asked] if asked else [])
    assert not question.unknown or asked is None


def test_what_will_be_needed_is_no_forecast() -> None:
    assert Cue.FORECAST not in read("what will December need to match 2020", NAMES).cues
    assert Cue.FORECAST in read("will trade match 2020", NAMES).cues


SIDES = [
    # text, names of the part, names of the whole, periods of the one, of what it is set against
    ("contribution of exports to the EU to trade growth 2021", "exports EU", "trade", "2021", ""),
    ("how much did exports contribute to the growth of trade in 2021", "exports", "trade", "2021", ""),
    ("Kazakhstan's contribution to growth in 2021", "Kazakhstan's", "", "2021", ""),
    ("how much of the growth of trade in 2021 came from exports", "exports", "trade", "2021", ""),
    ("contribution of exports and imports to trade growth", "exports imports", "trade", "", ""),
    ("what does trade need in December to equal 2020", "trade", "", "December", "2020"),
    ("how much does trade need to equal 2020 in December", "trade", "", "December", "2020"),
    ("how far short of 2020 is trade", "trade", "", "", "2020"),
    ("how many times as much trade as in 2016", "trade", "", "", "2016"),
    ("trade 2021 double 2016", "trade", "", "2021", "2016"),
    ("trade grew on average a year 2017 to 2021", "trade", "", "2017 to 2021", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "whole", "periods", "against"), SIDES)
def test_which_side_each_name_is_on(
    text: str, part: str, whole: str, periods: str, against: str
) -> None:
    question = read(text, NAMES)
    assert names(question.terms) == part
    assert names(question.whole) == whole
    assert dates(question.terms) == periods
    assert dates(question.against) == against


def names(terms: Terms) -> str:
    return " ".join(mention.text for mention in terms.names)


def dates(terms: Terms) -> str:
    return " ".join(phrase.text for phrase in terms.periods)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("is trade 2021 twice that of 2016", "twice"),
        ("trade 2021 three times as much as 2016", "three times"),
        ("exports more than half of trade", "half"),
        ("trade 2021 vs 2016", None),
        ("trade doubled in 2021", None),
        ("has trade doubled since 2020", "doubled"),
        ("is trade above $40 billion in 2023", "$40 billion"),
        ("trade above $100", "$100"),
        ("is trade below $90?", "$90"),
        ("is trade above 60", "60"),
        ("trade over 3 quarters", None),
    ],
)
def test_a_multiple_put_to_the_desk_is_kept_to_stand_beside(text: str, amount: str | None) -> None:
    question: Question = read(text, NAMES)
    assert question.amount == amount
    assert not question.unknown
