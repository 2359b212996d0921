"""Periods, days and subjects by the names a reporter would give them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reply.english import joined, possessive
from bot.reply.labels import Voice
from bot.reply.style import AP, ONS
from tests.reply import made
from tests.reply.filed import filed

VOICE = Voice(filed(), ONS)
WIRE = Voice(filed(), AP)


@pytest.mark.parametrize(
    ("code", "ytd", "name"),
    [
        ("2021", False, "2021"),
        ("2021-11", False, "November 2021"),
        ("2021-11", True, "January–November 2021"),
        ("2021-01", True, "January 2021"),
        ("2021-12", True, "January–December 2021"),
        ("2021", True, "January–December 2021"),
        ("2021-Q3", False, "third quarter of 2021"),
        ("2021-Q3", True, "January–September 2021"),
        ("2017-S1", False, "first half of 2017"),
        ("2017-06", True, "January–June 2017"),
        ("2021-S2", False, "second half of 2021"),
        ("2021-W48", False, "week 48 of 2021"),
        ("2021-11-30", False, "30 November 2021"),
        ("2021-11-15", True, "1 January–15 November 2021"),
        ("2022-01-01/P233D", False, "1 January–21 August 2022"),
        ("2021-03-01/P92D", False, "March–May 2021"),
        ("2021-12-20/P17D", False, "20 December 2021–5 January 2022"),
        ("2021-12-01/P62D", False, "December 2021–January 2022"),
    ],
)
def test_a_period_is_named_as_in_print(code: str, ytd: bool, name: str) -> None:
    assert VOICE.period(Period.of(code, ytd)) == name


@pytest.mark.parametrize(
    ("code", "ytd", "name"),
    [
        ("2021-10", False, "October"),
        ("2021-11", True, "January–November"),
        ("2021-Q3", False, "third quarter"),
        ("2020-11", False, "November 2020"),
        ("2020-11", True, "January–November 2020"),
        ("2020", False, "2020"),
    ],
)
def test_beside_a_period_of_the_same_year_the_year_goes_without_saying(
    code: str, ytd: bool, name: str
) -> None:
    assert VOICE.period(Period.of(code, ytd), beside=Period.of("2021-11")) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2021-Q3", "the third quarter of 2021"),
        ("2021-S1", "the first half of 2021"),
        ("2021-11", "November 2021"),
        ("2021", "2021"),
        ("2021-W48", "week 48 of 2021"),
    ],
)
def test_in_a_sentence_quarters_and_halves_take_their_article(code: str, name: str) -> None:
    assert VOICE.the(Period.of(code)) == name


def test_days_are_written_in_the_style_of_the_house() -> None:
    assert VOICE.day(date(2021, 12, 27)) == "27 December 2021"
    assert WIRE.day(date(2021, 12, 27)) == "Dec. 27, 2021"
    assert WIRE.period(Period.of("2021-11-15", ytd=True)) == "Jan. 1 to Nov. 15, 2021"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (made.TRADE, "Xinjiang imports and exports"),
        (made.EXPORTS, "Xinjiang exports"),
        (made.TRADE.with_("trade_flow", "M"), "Xinjiang imports"),
        (made.TRADE.with_("trade_flow", "B"), "Xinjiang trade balance"),
        (made.KAZAKHSTAN, "Xinjiang trade with Kazakhstan"),
        (made.BELT_AND_ROAD, "Xinjiang trade with the Belt and Road countries"),
        (made.EU, "Xinjiang trade with the EU, coverage not stated"),
        (made.EU.with_("coverage", "PORTS"), "Xinjiang trade with the EU, through the ports"),
        (made.EU_EXPORTS.with_("coverage", "OWN"), "Xinjiang exports to the EU"),
        (
            made.EU.with_("coverage", "OWN").with_("trade_flow", "M"),
            "Xinjiang imports from the EU",
        ),
        (made.POLYSILICON, "Xinjiang exports of polysilicon, coverage not stated"),
        (
            made.EU_MACHINES,
            "Xinjiang exports to the EU of mechanical and electrical products, through the ports",
        ),
        (made.TRAINS, "Xinjiang China-Europe freight train trips, through the ports"),
        (made.CHINA_TRAINS, "China's China-Europe freight train trips"),
        (
            made.TRAINS.with_("ref_area", "CN-XJ-HORGOS"),
            "Horgos China-Europe freight train trips, through the ports",
        ),
        (
            made.TRADE.with_("seasonal_adjust", "S"),
            "Xinjiang imports and exports, seasonally adjusted",
        ),
        (
            made.TRADE.with_("counterpart_area", "NL"),
            "Xinjiang trade with the Netherlands",
        ),
    ],
)
def test_a_subject_says_only_what_sets_it_apart(subject: Subject, name: str) -> None:
    assert VOICE.subject(subject) == name


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
    ],
)
def test_lists_in_a_sentence(texts: tuple[str, ...], text: str) -> None:
    assert joined(texts) == text


def test_whose() -> None:
    assert possessive("Xinjiang") == "Xinjiang's"
    assert possessive("the Netherlands") == "the Netherlands'"
