"""The JSON of a reply: the keys that stay, numbers as plain decimals, bounds that hold."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import pytest

from bot.answers.answer import Caution, Comparison, Figure, Note, Option, Status
from bot.figures.period import Period
from tests.reply import made
from tests.reply.filed import filed
from tests.reply.made import answered, compared, held, missed, on_file, row, written

KEYS = {
    *("question", "status", "reading", "assumptions", "figures", "comparisons", "cautions"),
    *("options", "claims", "sources", "text"),
}
FIGURE = {
    *("series", "label", "period", "accumulation", "value", "low", "high", "unit", "text"),
    *("basis", "working", "sources", "realtime_start"),
}
SERIES = {
    *("indicator", "ref_area", "counterpart_area", "trade_flow", "product", "coverage"),
    *("seasonal_adjust", "measure", "transformation"),
}
COMPARISON = {
    *("kind", "value", "low", "high", "unit", "basis", "against", "text", "working", "sources"),
}
AGAINST = {"label", "period", "accumulation", "value", "low", "high", "unit", "basis"}
SOURCE = {"id", "publisher", "title", "published", "url", "locator"}
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def contract_of(*figures: Figure, **parts: Any) -> dict[str, Any]:
    said = json.loads(json.dumps(written(answered(*figures, **parts)).contract))
    assert isinstance(said, dict)
    return said


def test_a_stated_figure() -> None:
    november = held(made.TRADE, made.NOV)
    said = contract_of(november, comparisons=on_file(november))
    assert said.keys() >= KEYS
    figure = said["figures"][0]
    assert figure.keys() >= FIGURE
    assert figure["series"] == {
        "ref_area": "CN-XJ",
        "counterpart_area": "W1",
        "indicator": "TRADE",
        "trade_flow": "T",
        "product": "_T",
        "coverage": "OWN",
        "seasonal_adjust": "N",
        "measure": "LV",
        "transformation": "N",
    }
    assert {k: figure[k] for k in FIGURE - {"series"}} == {
        "label": "Xinjiang imports and exports",
        "period": "2021-11",
        "accumulation": "N",
        "value": "16030000000",
        "low": "16025000000",
        "high": "16035000000",
        "unit": "CNY",
        "text": "Xinjiang imports and exports, November 2021: 16.03 billion yuan",
        "basis": "stated",
        "working": None,
        "sources": ["xj-2021-11"],
        "realtime_start": "2021-12-27",
    }
    (source,) = said["sources"]
    assert source.keys() >= SOURCE
    assert {k: source[k] for k in SOURCE} == {
        "id": "xj-2021-11",
        "publisher": "Urumqi Customs",
        "title": "Xinjiang foreign trade, November and January-November 2021",
        "published": "2021-12-27",
        "url": None,
        "locator": "paragraph 1",
    }


def test_a_stated_change_with_what_it_implies() -> None:
    november = held(made.TRADE, made.NOV)
    change = contract_of(november, comparisons=on_file(november))["comparisons"][0]
    assert change.keys() >= COMPARISON
    assert {k: change[k] for k in COMPARISON - {"against", "text"}} == {
        "kind": "previous_period",
        "value": "48",
        "low": "47.5",
        "high": "48.5",
        "unit": "PT",
        "basis": "stated",
        "working": None,
        "sources": ["xj-2021-11"],
    }
    against = change["against"]
    assert against.keys() >= AGAINST
    assert against["basis"] == "computed"
    assert against["period"] == "2021-10"
    assert against["working"] == "16.03 billion yuan ÷ (1 + 48%)"
    exact = [Fraction("16.025") / Fraction("1.485"), Fraction("16.035") / Fraction("1.475")]
    low, high = Fraction(against["low"]), Fraction(against["high"])
    assert low <= exact[0] * 10**9 <= exact[1] * 10**9 <= high
    assert len(re.sub(r"\D", "", against["low"])) >= 12


def test_a_stated_change_on_a_period_of_which_nothing_is_known() -> None:
    change = contract_of(row(3), comparisons=(Comparison("previous_period", row(2)),))
    assert change["comparisons"][0]["against"] == {
        "label": "Xinjiang imports and exports",
        "period": "2021-10",
        "accumulation": "N",
        "value": None,
        "low": None,
        "high": None,
        "unit": None,
        "basis": None,
    }


def test_what_is_compared_with_no_period_is_against_nothing() -> None:
    said = contract_of(row(3), comparisons=(Comparison("record", row(1)),))
    assert said["comparisons"][0]["against"] is None


def test_a_computed_figure() -> None:
    share = compared("share", held(made.KAZAKHSTAN, made.YTD), held(made.TRADE, made.YTD))
    said = contract_of(share.figure, comparisons=(share,))
    figure = said["figures"][0]
    assert figure["basis"] == "computed"
    assert figure["unit"] == "PT"
    assert figure["accumulation"] == "YTD"
    assert figure["working"] == "62.33 billion yuan ÷ 137.66 billion yuan"
    assert figure["value"] == "45.278221705651605405"
    low, high = Fraction("62.325") / Fraction("137.665"), Fraction("62.335") / Fraction("137.655")
    assert Fraction(figure["low"]) <= low * 100 < high * 100 <= Fraction(figure["high"])
    assert Fraction(figure["high"]) - high * 100 < Fraction(1, 10**15)


def test_a_count_is_exact() -> None:
    trains = contract_of(held(made.TRAINS, made.YTD))["figures"][0]
    assert (trains["value"], trains["low"], trains["high"]) == ("11156", "11156", "11156")
    assert trains["unit"] == "NUM"


@pytest.mark.parametrize(
    ("number", "value", "low", "high", "unit"),
    [
        (15, "261800000000", "261700000000", "261900000000", "CNY"),  # around
        (88, "15600000000", "15600000000", "15700000000", "CNY"),  # over
        (7, "-1.3", "-1.35", "-1.25", "PT"),
        (11, "4.2", "4.15", "4.25", "PP"),
        (10, "87", "86.5", "87.5", "PT"),
        (12, "1", "1", "1", "_Z"),
        (60, "174000", "173500", "174500", "TEU"),
        (23, "1100000", "1050000", "1150000", "T"),
        (45, "22", "21.5", "22.5", "PT"),
        (56, "14520000000", "14515000000", "14525000000", "USD"),
    ],
)
def test_values_stand_in_their_plain_unit(
    number: int, value: str, low: str, high: str, unit: str
) -> None:
    figure = contract_of(row(number))["figures"][0]
    assert [figure[k] for k in ("value", "low", "high", "unit")] == [value, low, high, unit]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (32, "doubled"),
        (25, "rose"),
        (1, "record, says the source"),
    ],
)
def test_what_has_only_words_has_no_value(number: int, words: str) -> None:
    figure = contract_of(row(number))["figures"][0]
    assert (figure["value"], figure["low"], figure["high"]) == (None, None, None)
    assert words in figure["text"]


def test_a_percentage_is_given_as_printed_with_its_zeros() -> None:
    figure = row(7)
    assert figure.statement is not None
    printed = made.replaced(figure, value="-1.30", decimals=2)
    assert contract_of(printed)["figures"][0]["value"] == "-1.30"


def test_every_number_is_a_plain_decimal() -> None:
    """No exponent, no comma, no plus: whatever reads JSON can read it."""
    november = held(made.TRADE, made.NOV)
    october = held(made.TRADE, Period.of("2021-10"))
    said = contract_of(november, october, comparisons=on_file(november))
    things = [*said["figures"], *said["comparisons"], *said["related"]]
    things += [c["against"] for c in said["comparisons"] if c["against"]]
    for thing in things:
        for key in ("value", "low", "high"):
            assert thing[key] is None or NUMBER.fullmatch(thing[key]), (thing["text"], thing[key])


def test_sources_are_listed_once_and_named_by_id() -> None:
    said = contract_of(held(made.TRADE, Period.of("2019-11")))
    assert said["figures"][0]["sources"] == ["agenzianova-2020-01-10", "ecns-2019-12-03"]
    assert [s["id"] for s in said["sources"]] == ["agenzianova-2020-01-10", "ecns-2019-12-03"]
    assert [s["locator"] for s in said["sources"]] == [None, None]


def test_a_miss_has_every_key_too() -> None:
    answer = missed(
        Status.REFUSED,
        Note("refused_coverage", {"figure": row(15), "against": row(5)}),
        options=(
            Option(Note("ask", {"subject": made.TRADE, "period": made.YTD, "extra": ""}), "q"),
        ),
        cautions=(Caution("coverage_unknown", Note("coverage_unknown", {"subject": made.EU})),),
        assumptions=(Note("corrected", {"typed": "Kazahkstan", "read": "Kazakhstan"}),),
    )
    said = json.loads(json.dumps(written(answer).contract))
    assert said.keys() >= KEYS
    assert said["status"] == "refused"
    assert said["figures"] == []
    assert said["reading"] == ""
    assert said["assumptions"] == ['read "Kazahkstan" as Kazakhstan']
    assert said["options"] == [
        {"label": "Xinjiang imports and exports, January–November 2021", "question": "q"}
    ]
    assert said["cautions"] == [
        {
            "rule": "coverage_unknown",
            "text": "The source does not say on which basis it counts trade with the EU.",
            "figures": [],
            "counts": [],
        }
    ]
    assert said["text"] == written(answer).text


def test_claims_are_quoted_with_speaker_and_source() -> None:
    claims = tuple(filed().claims(made.TRADE))
    said = contract_of(claims=claims)
    assert said["claims"][0] == {
        "speaker": "Sun Tao, deputy director of statistics and analysis at the customs",
        "text": "booming China-Europe freight train services through Xinjiang",
        "source": "xj-2021-11",
        "period": None,
        "accumulation": None,
    }
    assert [s["id"] for s in said["sources"]] == ["xj-2021-11"]


@pytest.mark.parametrize("status", list(Status))
def test_the_status_is_one_of_the_words_of_the_contract(status: Status) -> None:
    assert written(missed(status, Note("help"))).contract["status"] == str(status)
