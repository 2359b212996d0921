"""Roots: kept between two fractions, in formulas too."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.quantity import Interval
from bot.reckon.expression import (
    ONE,
    Constant,
    Input,
    Root,
    bounds,
    inputs,
    steps,
    value,
)
from bot.reckon.root import root
from tests.reckon.test_expression import printed
from tests.support.figures import statement

NUMBERS = st.fractions(min_value=0, max_value=10**6, max_denominator=10**6)
DEGREES = st.integers(2, 40)


@pytest.mark.parametrize(
    ("number", "degree", "exact"),
    [("4", 2, "2"), ("121/100", 2, "11/10"), ("27/8", 3, "3/2"), ("0", 5, "0"), ("1", 9, "1")],
)
def test_a_root_that_is_a_fraction_is_exact(number: str, degree: int, exact: str) -> None:
    assert root(Fraction(number), degree) == Interval(Fraction(exact), Fraction(exact))


@given(NUMBERS, DEGREES)
def test_the_root_lies_between_the_two(number: Fraction, degree: int) -> None:
    found = root(number, degree)
    assert found.low**degree <= number <= found.high**degree
    assert found.width <= Fraction(1, 10**40)


@given(NUMBERS, NUMBERS, DEGREES)
def test_a_larger_number_has_no_smaller_root(one: Fraction, other: Fraction, degree: int) -> None:
    small, large = (root(number, degree) for number in sorted((one, other)))
    assert small.low <= large.low
    assert small.high <= large.high


def test_a_number_below_zero_has_none() -> None:
    with pytest.raises(ValueError, match="below zero"):
        root(Fraction(-1), 2)


def test_two_years_of_growth_by_hand() -> None:
    """137.66 after 149.17 two years before: 3.94% less each year."""
    now, before = Input(statement("137.66")), Input(statement("149.17", number=2))
    rate = Root(now / before, 2) - ONE
    assert float(value(rate)) == pytest.approx(-0.0393545, abs=1e-6)
    found = bounds(rate)
    assert found.low < value(rate) < found.high
    assert float(found.low) == pytest.approx((137.655 / 149.175) ** 0.5 - 1, abs=1e-12)
    assert float(found.high) == pytest.approx((137.665 / 149.165) ** 0.5 - 1, abs=1e-12)
    assert inputs(rate) == (now.statement, before.statement)
    assert steps(rate) == 3


TRUTHS = st.fractions(min_value=1, max_value=1000, max_denominator=10**6)


@given(TRUTHS, TRUTHS, DEGREES, st.integers(0, 3))
def test_the_true_rate_lies_within_the_bounds(
    now: Fraction, before: Fraction, years: int, decimals: int
) -> None:
    """Whatever two rounded levels allow contains the rate between the true ones."""
    here, there = (Input(printed(t, decimals, n)) for n, t in enumerate((now, before)))
    if there.interval.low <= 0:
        return
    found = bounds(Root(here / there, years))
    truth = root(now / before, years)
    assert found.low <= truth.high
    assert truth.low <= found.high


@given(TRUTHS, TRUTHS, st.integers(2, 6))
def test_a_number_on_both_sides_of_a_root_is_one_number(
    level: Fraction, other: Fraction, years: int
) -> None:
    """A year's figure worked out from a ratio to the other: the level cancels, and so do its bounds."""
    here, ratio = (Input(printed(t, 1, n)) for n, t in enumerate((level, other)))
    again = Root(here / (here / ratio), years) - ONE
    plain = Root(ratio, years) - ONE
    assert bounds(again) == bounds(plain)


def test_a_number_beside_its_own_root_is_not_cut_short() -> None:
    """The root of x less x is highest inside: at the ends alone it would be missed."""
    x = Input(statement("0", mult=0))
    found = bounds(Root(x + Constant(Fraction(1, 2)), 2) - x)
    assert found.high >= Fraction(3, 4)
