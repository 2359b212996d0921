"""Expressions: exact bounds, every distinct printed number varying once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.codes import Measure, Qualifier
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
from tests.properties.optimum import found_range
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


def test_a_divisor_that_goes_through_zero_between_its_ends() -> None:
    """1 to 3 less 1.9 to 2.1: at either end of the first it is not zero, in between it is."""
    x = Input(statement("2", mult=0, qualifier=Qualifier.AROUND))
    y = Input(statement("2.0", mult=0, number=2, qualifier=Qualifier.AROUND))
    with pytest.raises(DivisionByZero):
        bounds(x / (x - y))


WHOLE = Input(statement("800", mult=0, number=1))
SHARE = Input(statement("61.0", unit="PT", mult=0, number=2, measure=Measure.SHARE))
RISE = Input(growth("-40.9", "2021-11", "2020-11", number=3))
ROUGH = Input(statement("5", mult=0, number=4))
ROUGHER = Input(statement("1", mult=0, number=5))

REST = WHOLE / SHARE - WHOLE

CANCELS = [
    # a formula in which inputs come again, and what it comes to
    ("growth on the base that it implies", REST / (REST / (ONE + RISE)) - ONE, RISE),
    ("the part of the whole that its share implies", WHOLE / (WHOLE / SHARE), SHARE),
    ("the rest of that whole", REST / (WHOLE / SHARE), ONE - SHARE),
    ("a rise of what rose", (WHOLE + WHOLE * RISE) / WHOLE, ONE + RISE),
    ("a sum less one of it", (REST + ROUGH) - REST, ROUGH),
    (
        "two shares of one whole",
        ROUGH / (ROUGH + ROUGHER) - ROUGHER / (ROUGH + ROUGHER),
        ONE - ONE * 2 / (ONE + ROUGH / ROUGHER),
    ),
]


@pytest.mark.parametrize(
    ("formula", "plain"), [c[1:] for c in CANCELS], ids=[c[0] for c in CANCELS]
)
def test_what_cancels_makes_nothing_wider(formula: Expression, plain: Expression) -> None:
    assert bounds(formula) == bounds(plain)


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
        found = bounds(formula)
    except DivisionByZero:
        assert any(leaf.interval.low <= 0 for leaf in leaves)
        return
    assert truth in found
    quantities = [(leaf.statement, leaf.interval) for leaf in leaves]
    low, high = found_range(formula, {s.id: (i.low, i.high) for s, i in quantities})
    assert found.low <= low
    assert high <= found.high
    assert found.width <= (high - low) * Fraction(102, 100), "wider than need be"
