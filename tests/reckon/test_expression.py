"""Expressions: exact bounds, every distinct printed number varying once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.quantity import Interval
from bot.figures.statement import Statement
from bot.reckon.expression import (
    Constant,
    DivisionByZero,
    Expression,
    Input,
    bounds,
    inputs,
    steps,
    value,
)
from tests.support.figures import growth, statement

ONE = Constant(Fraction(1))
BILLION = 10**9


def test_implied_october() -> None:
    """16.03 billion, up 48%: October was 10.79 to 10.87 billion."""
    november = Input(statement("16.03"))
    formula = november / (ONE + Input(growth("48", "2021-11", "2021-10", number=2)))
    assert float(value(formula) / BILLION) == pytest.approx(10.831, abs=0.001)
    found = bounds(formula)
    assert float(found.low / BILLION) == pytest.approx(10.791, abs=0.001)
    assert float(found.high / BILLION) == pytest.approx(10.871, abs=0.001)


def test_the_same_number_twice_is_one_number() -> None:
    """December 2020: 137.66 enters as the year's 93% and as January-November."""
    so_far = Input(statement("137.66", ytd=True, number=1))
    ratio = Input(statement("93", unit="PT", mult=0, ytd=True, number=2))
    fall = Input(growth("-1.3", "2021-11", "2020-11", number=3, ytd=True))
    found = bounds(so_far / ratio - so_far / (ONE + fall))
    assert float(found.low / BILLION) == pytest.approx(7.69, abs=0.01)
    assert float(found.high / BILLION) == pytest.approx(9.42, abs=0.01)


def test_a_number_less_itself_is_nothing() -> None:
    x = Input(statement("16.03"))
    assert bounds(x - x) == Interval(Fraction(0), Fraction(0))
    assert bounds(x / x).exact


def test_a_formula_with_a_turning_point_is_not_cut_short() -> None:
    """x + 1/x is lowest inside the interval, not at its ends."""
    x = Input(statement("1", mult=0))
    assert bounds(x + ONE / x).low <= 2


def test_division_by_what_may_be_zero() -> None:
    x, zero = Input(statement("16.03")), Input(statement("0.00", number=2))
    with pytest.raises(DivisionByZero):
        bounds(x / zero)


def test_inputs_and_steps() -> None:
    x, g = statement("16.03"), growth("48", "2021-11", "2021-10", number=2)
    formula = Input(x) / (ONE + Input(g))
    assert inputs(formula) == (x, g)
    assert steps(formula) == 2


def printed(truth: Fraction, decimals: int, number: int) -> Statement:
    """A true value as a publisher prints it: rounded half up."""
    scale = 10**decimals
    whole = (truth * scale + Fraction(1, 2)) // 1
    text = f"{int(whole) / scale:.{decimals}f}" if decimals else str(int(whole))
    return statement(text, mult=0, number=number)


TRUTHS = st.fractions(min_value=1, max_value=1000, max_denominator=10**6)


@given(
    st.lists(TRUTHS, min_size=2, max_size=4),
    st.lists(st.sampled_from("+-*/"), min_size=3, max_size=3),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.integers(0, 3),
)
def test_the_truth_lies_within_the_bounds(
    truths: list[Fraction], signs: list[str], again: list[int], decimals: int
) -> None:
    """Whatever is worked out from rounded numbers contains what the true ones give."""
    leaves = [Input(printed(t, decimals, n)) for n, t in enumerate(truths)]
    formula: Expression = leaves[0]
    truth = truths[0]
    for sign, place in zip(signs, again, strict=False):
        operand, exact = leaves[place % len(leaves)], truths[place % len(truths)]
        match sign:
            case "+":
                formula, truth = formula + operand, truth + exact
            case "-":
                formula, truth = formula - operand, truth - exact
            case "*":
                formula, truth = formula * operand, truth * exact
            case _:
                formula, truth = formula / operand, truth / exact
    try:
        assert truth in bounds(formula)
    except DivisionByZero:
        assert any(leaf.interval.low <= 0 for leaf in leaves)
