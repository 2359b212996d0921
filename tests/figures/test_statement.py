"""What a printed number leaves open, by how it was printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.figures.codes import Measure, Qualifier
from tests.support.figures import statement

PRINTED = [
    # value, unit, multiplier, qualifier, low, high
    ("16.03", "CNY", 9, "EQ", "16025000000", "16035000000"),
    ("9", "USD", 9, "EQ", "8500000000", "9500000000"),
    ("-1.3", "PT", 0, "EQ", "-1.35", "-1.25"),
    ("261.8", "CNY", 9, "AR", "261700000000", "261900000000"),
    ("15.6", "CNY", 9, "GT", "15600000000", "15700000000"),
    ("15.6", "CNY", 9, "LT", "15500000000", "15600000000"),
    ("11156", "NUM", 0, "EQ", "11156", "11156"),
    ("17", "NUM", 3, "AR", "16000", "18000"),
    ("12.4", "NUM", 3, "EQ", "12350", "12450"),
    ("1901949", "TEU", 0, "EQ", "1901948.5", "1901949.5"),
    ("16.50", "CNY", 12, "EQ", "16495000000000", "16505000000000"),
]


@pytest.mark.parametrize(("value", "unit", "mult", "qualifier", "low", "high"), PRINTED)
def test_interval(value: str, unit: str, mult: int, qualifier: str, low: str, high: str) -> None:
    quantity = statement(value, unit=unit, mult=mult, qualifier=Qualifier(qualifier)).quantity
    assert quantity is not None
    assert (quantity.low, quantity.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize("qualifier", ["AP", "UP", "DN"])
def test_words_are_never_a_base(qualifier: str) -> None:
    assert statement("100", qualifier=Qualifier(qualifier)).quantity is None


def test_a_rank_has_no_width_and_a_record_no_number() -> None:
    rank = statement("1", unit="_Z", mult=0, measure=Measure.RANK).quantity
    assert rank is not None
    assert rank.interval.exact
    assert statement("1", unit="_Z", mult=0, measure=Measure.RECORD).quantity is None


CUT_OFF = [
    # value, qualifier, low, high: of a source that cuts digits off
    ("16.03", "EQ", "16.03", "16.04"),
    ("-1.3", "EQ", "-1.4", "-1.3"),
    ("0.0", "EQ", "-0.1", "0.1"),
    ("15.6", "AR", "15.5", "15.7"),
]


@pytest.mark.parametrize(("value", "qualifier", "low", "high"), CUT_OFF)
def test_digits_cut_off_leave_the_next_one_open(
    value: str, qualifier: str, low: str, high: str
) -> None:
    printed = replace(
        statement(value, mult=0, qualifier=Qualifier(qualifier)), truncated=True
    ).quantity
    assert printed is not None
    assert (printed.low, printed.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(("value", "mult"), [("11156", 0), ("11.156", 3), ("1.1156", 4)])
def test_a_count_printed_to_the_unit_is_exact_however_it_is_spelt(value: str, mult: int) -> None:
    trips = statement(value, unit="NUM", mult=mult).quantity
    assert trips is not None
    assert trips.interval.low == trips.interval.high == 11156


def test_a_count_to_the_unit_has_nothing_cut_off() -> None:
    trips = replace(statement("11156", unit="NUM", mult=0), truncated=True).quantity
    assert trips is not None
    assert trips.interval.exact
