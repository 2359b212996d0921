"""Comparisons: their bounds, and what they refuse."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.figures.quantity import Interval, Refused
from bot.reckon.compare import Term, compare
from bot.reckon.expression import ONE, Expression, Input, bounds
from tests.support.figures import growth, statement

TRIPS = statement("11156", unit="NUM", mult=0, ytd=True)
RISE = growth("26.8", "2021-11", "2020-11", number=2, ytd=True)
LAST_YEAR = Input(TRIPS) / (ONE + Input(RISE))


def term(formula: Expression, unit: str = "NUM", *, signed: bool = False) -> Term:
    return Term(formula, bounds(formula), unit, signed=signed)


def between(kind: str, here: Term, there: Term) -> Interval:
    made = compare(kind, here, there)
    assert not isinstance(made, Refused), made
    return made[1]


def test_a_difference_of_counts_is_a_count() -> None:
    """11,156 trips less the 8,795 to 8,801 of a year before."""
    more = between("difference", term(Input(TRIPS)), term(LAST_YEAR))
    assert more == Interval(Fraction(2355), Fraction(2361))


def test_a_difference_of_means_of_counts_is_none() -> None:
    here, there = (term(Input(s) / 12) for s in (TRIPS, statement("9005", unit="NUM", mult=0)))
    assert between("difference", here, there) == Interval(Fraction(2151, 12), Fraction(2151, 12))


NOTHING = statement("0.0", "2021-11", number=1)
SOMETHING = statement("2.0", "2020-11", number=2)


@pytest.mark.parametrize("kind", ["year_earlier", "share", "ratio", "fraction"])
def test_a_balance_printed_as_zero_may_be_a_deficit(kind: str) -> None:
    """Of what is never below zero the fall is 100%; of a balance it cannot be told."""
    here, there = term(Input(NOTHING), "CNY"), term(Input(SOMETHING), "CNY")
    least = -1 if kind == "year_earlier" else 0
    assert between(kind, here, there).low == least
    signed = term(Input(NOTHING), "CNY", signed=True)
    assert compare(kind, signed, there) == Refused("refused_across_zero")
