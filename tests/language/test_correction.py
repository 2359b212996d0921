"""Which slips are mended, which are asked about, and which words are left as they are."""

from __future__ import annotations

import pytest

from bot.language.inflection import other_number, same_word
from bot.language.reading import read
from tests.language.naming import Names

NAMES = Names(
    {
        "inflation": "INDICATOR=CPI TRANSFORMATION=G1Y",
        "consumer price index": "INDICATOR=CPI",
        "unemployment": "INDICATOR=UNEMP_RATE",
        "unemployed": "INDICATOR=UNEMPLOYED",
        "out of work": "INDICATOR=UNEMPLOYED",
        "imports": "INDICATOR=TRADE TRADE_FLOW=M",
        "exports": "INDICATOR=TRADE TRADE_FLOW=X",
        "nuclear power": "INDICATOR=GEN_NUCLEAR",
        "rail fares": "INDICATOR=FARES",
        "car registrations": "INDICATOR=CARS",
        "road deaths": "INDICATOR=DEATHS",
        "coal": "INDICATOR=COAL",
        "Kazakhstan".lower(): "AREA=KZ",
        "china": "AREA=CN",
    }
)

MENDED = [
    # question, typed, read
    ("inlfation dec", "inlfation", "inflation"),
    ("kazahkstan exports", "kazahkstan", "Kazakhstan"),
    ("Kazahkstan exports", "Kazahkstan", "Kazakhstan"),
    ("exprots to china", "exprots", "exports"),
    ("coals 2021", "coals", "coal"),
    ("mnay exports", "mnay", "many"),
    ("exports abuot 2021", "abuot", "about"),
]


@pytest.mark.parametrize(("question", "typed", "meant"), MENDED)
def test_a_slip_is_mended_and_said(question: str, typed: str, meant: str) -> None:
    found = read(question, NAMES)
    assert [(c.typed, c.read) for c in found.corrections] == [(typed, meant)]
    assert not found.unknown


LEFT = [
    # question, the complaint, what is offered
    ("top 3 reports of airlines", "airlines", ()),  # a word of English
    ("impacts 2021", "impacts", ()),  # however near "imports"
    ("was there deflation", "deflation", ()),  # the opposite
    ("reflation dec 2021", "reflation", ()),
    ("unclear power 2021", "unclear power", ("nuclear power",)),
    ("unemploymt q3", "unemploymt", ("unemployed", "unemployment")),  # as near to either
    ("unemploymed q3", "unemploymed", ("unemployed", "unemployment")),
    ("experts to china", "experts", ("exports",)),
    ("imports form china", "form", ("from",)),
    ("people out of wrok", "wrok", ("work",)),  # four letters of a name
    ("consumer prise index june", "consumer prise index", ("consumer price index",)),
    ("hybrd registrations oct", "hybrd", ()),  # registrations are on file
    ("deaths on the road 2020", "deaths on the road", ()),
    ("co2 emissions 2020", "co2 emissions", ()),
]


@pytest.mark.parametrize(("question", "word", "offered"), LEFT)
def test_what_is_no_slip_is_told(question: str, word: str, offered: tuple[str, ...]) -> None:
    found = read(question, NAMES)
    assert not found.corrections
    assert [(u.word, u.suggestions) for u in found.unknown] == [(word, offered)]


def test_strange_words_apart_are_told_apart() -> None:
    found = read("widgets in china, gadgets", NAMES)
    assert [u.word for u in found.unknown] == ["widgets", "gadgets"]


def test_a_possessive_without_its_apostrophe_is_no_slip() -> None:
    found = read("Kazakhstans exports", NAMES)
    assert not found.corrections
    assert not found.unknown
    assert [m.role for m in found.terms.names] == ["possessive", "plain"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("accelerates", "accelerated"),
        ("coals", "coal"),
        ("crashes", "crash"),
        ("rising", "rise"),
        ("studies", "studied"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("plane", "plans"), ("using", "sing"), ("form", "from")]
)
def test_different_words(one: str, other: str) -> None:
    assert not same_word(one, other)


@pytest.mark.parametrize(
    ("one", "many"), [("registration", "registrations"), ("journey", "journeys"), ("tax", "tax")]
)
def test_number(one: str, many: str) -> None:
    assert other_number(one) == many
