"""The codes of remainders: "A excluding B" is A_X_B."""

from __future__ import annotations

import pytest

from bot.figures.remainder import Remainder, remainders_in
from tests.support.figures import TRADE

CODES = [
    ("W1_X_BRI", Remainder("W1", ("BRI",))),
    ("CN_X_CN-XJ", Remainder("CN", ("CN-XJ",))),
    ("_T_X_0803", Remainder("_T", ("0803",))),
    ("TRAIN_TRIPS_X_TRAIN_TRIPS_WESTBOUND", Remainder("TRAIN_TRIPS", ("TRAIN_TRIPS_WESTBOUND",))),
    ("W1_X_EU_X_KZ", Remainder("W1", ("EU", "KZ"))),
    ("W1", None),
    ("_X_BRI", None),
    ("W1_X_", None),
    ("MAX_XEROX", None),
]


@pytest.mark.parametrize(("code", "found"), CODES)
def test_a_code_is_read(code: str, found: Remainder | None) -> None:
    assert Remainder.of(code) == found


def test_a_code_is_written_the_same_whatever_the_order() -> None:
    assert Remainder.without("W1", ["KZ", "KG", "KZ"]) == "W1_X_KG_X_KZ"


def test_a_subject_is_taken_apart() -> None:
    subject = TRADE.with_("COUNTERPART_AREA", "W1_X_BRI")
    assert list(remainders_in(subject)) == [
        ("counterpart_area", TRADE, (TRADE.with_("COUNTERPART_AREA", "BRI"),))
    ]
    assert not list(remainders_in(TRADE))
