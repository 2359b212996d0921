"""Comparisons as rows: what each refuses, and that the truth lies inside what it gives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.period import Period
from bot.figures.quantity import Interval, Refused
from bot.reckon.compare import Term, compare
from bot.reckon.expression import Expression, Input, bounds, value
from bot.reckon.root import root
from tests.reckon.test_expression import printed
from tests.support.figures import growth, statement

BILLION = 10**9


def term(
    formula: Expression, period: str = "2021", unit: str = "CNY", *, ytd: bool = False
) -> Term:
    return Term(formula, bounds(formula), unit, Period.of(period, ytd))


def level(text: str, number: int = 1, mult: int = 9) -> Input:
    return Input(statement(text, number=number, mult=mult))


def found(kind: str, here: Term, there: Term) -> tuple[Expression, Interval]:
    outcome = compare(kind, here, there)
    assert not isinstance(outcome, Refused), outcome
    return outcome


REFUSED = [
    # kind, here, its period and unit, there, its period and unit, rule
    ("growth_rate", "16", "2021", "CNY", "12", "2020", "CNY", "refused_years"),
    ("growth_rate", "16", "2021", "CNY", "12", "2021", "CNY", "refused_years"),
    ("growth_rate", "16", "2018", "CNY", "12", "2021", "CNY", "refused_years"),
    ("growth_rate", "16", "2021-11", "CNY", "12", "2019-10", "CNY", "refused_years"),
    ("growth_rate", "16", "2021-Q4", "CNY", "12", "2019", "CNY", "refused_years"),
    ("growth_rate", "16", "2021", "CNY", "12", "2017", "USD", "refused_units"),
    ("growth_rate", "16", "2021", "PT", "12", "2017", "PT", "refused_rate_growth"),
    ("growth_rate", "-16", "2021", "CNY", "12", "2017", "CNY", "refused_across_zero"),
    ("growth_rate", "16", "2021", "CNY", "0", "2017", "CNY", "refused_across_zero"),
    ("growth_rate", "0.0", "2021", "CNY", "3", "2017", "CNY", "refused_across_zero"),
    ("contribution", "3", "2021", "CNY", "-9", "2020", "CNY", "refused_across_zero"),
    ("contribution", "3", "2021", "CNY", "0", "2020", "CNY", "refused_across_zero"),
    ("contribution", "3", "2021", "CNY", "9", "2020", "USD", "refused_units"),
    ("needed", "16", "2020", "CNY", "12", "2021", "USD", "refused_units"),
    ("range", "16", "2020", "CNY", "12", "2021", "USD", "refused_units"),
]


@pytest.mark.parametrize(
    ("kind", "here", "when", "unit", "there", "then", "other", "rule"), REFUSED
)
def test_what_is_not_worked_out(
    kind: str, here: str, when: str, unit: str, there: str, then: str, other: str, rule: str
) -> None:
    outcome = compare(
        kind, term(level(here), when, unit), term(level(there, number=2), then, other)
    )
    assert outcome == Refused(rule)


@pytest.mark.parametrize(
    ("here", "there", "ytd", "years"),
    [("2021", "2017", False, 4), ("2021-11", "2019-11", True, 2), ("2021-Q3", "2018-Q3", False, 3)],
)
def test_growth_a_year_between_periods_of_one_name(
    here: str, there: str, ytd: bool, years: int
) -> None:
    """147.8 after 127.9: (147.8 / 127.9)^(1/4) - 1 is 3.68%."""
    now, then = level("147.8"), level("127.9", number=2)
    formula, interval = found("growth_rate", term(now, here, ytd=ytd), term(then, there, ytd=ytd))
    rate = root(Fraction(1478, 1279), years)
    assert rate.low - 1 <= value(formula) <= rate.high - 1
    assert interval.low < value(formula) < interval.high


def test_december_needs_the_total_less_what_there_is() -> None:
    """137.66 is 93% of 2020 and is January-November 2021: one number, entering twice."""
    so_far = Input(statement("137.66", ytd=True))
    total = so_far / Input(statement("93", unit="PT", mult=0, ytd=True, number=2))
    formula, interval = found("needed", term(total, "2020"), term(so_far, "2021-11", ytd=True))
    assert interval.low == Fraction("137.655") * (1 / Fraction("0.935") - 1) * BILLION
    assert interval.high == Fraction("137.665") * (1 / Fraction("0.925") - 1) * BILLION
    assert interval.low < value(formula) < interval.high


def test_a_part_and_its_growth_enter_once_each() -> None:
    """119.81, up 3.6%, of a whole of 137.66, down 1.3%: 2.94 to 3.03 points, by hand."""
    part, whole = level("119.81"), level("137.66", number=2)
    by = Input(growth("3.6", "2021-11", "2020-11", number=3))
    of_whole = Input(growth("-1.3", "2021-11", "2020-11", number=4))
    change = part - part / (by + 1)
    formula, interval = found("contribution", term(change), term(whole / (of_whole + 1)))
    ends = [
        Fraction(p) * (1 - 1 / (1 + Fraction(g))) * (1 + Fraction(f)) / Fraction(w)
        for p in ("119.805", "119.815")
        for g in ("0.0355", "0.0365")
        for f in ("-0.0135", "-0.0125")
        for w in ("137.655", "137.665")
    ]
    assert interval == Interval(min(ends), max(ends))
    assert float(value(formula)) == pytest.approx(0.02985, abs=1e-5)


TRUTHS = st.fractions(min_value=1, max_value=1000, max_denominator=10**6)


@given(st.lists(TRUTHS, min_size=4, max_size=4), st.integers(0, 3))
def test_the_truth_lies_inside(truths: list[Fraction], decimals: int) -> None:
    """Of the parts and wholes that rounded levels are printed of, whatever they are."""
    part, part_then, rest, rest_then = truths
    whole, whole_then = part + rest, part_then + rest_then
    p, p_then, _, w_then = (
        Input(printed(t, decimals, n)) for n, t in enumerate((part, part_then, whole, whole_then))
    )
    _, points = found("contribution", term(p - p_then), term(w_then))
    assert (part - part_then) / whole_then in points
    _, needed = found("needed", term(w_then), term(p))
    assert whole_then - part in needed
    if min(p.interval.low, p_then.interval.low) > 0:
        _, rate = found("growth_rate", term(p, "2021"), term(p_then, "2018"))
        exact = root(part / part_then, 3)
        assert rate.low <= exact.high - 1
        assert exact.low - 1 <= rate.high


@given(st.lists(TRUTHS, min_size=4, max_size=8))
def test_what_the_parts_contribute_is_the_growth_of_the_whole(truths: list[Fraction]) -> None:
    """In exact numbers the contributions of all parts add up to the growth."""
    half = len(truths) // 2
    now = [Input(statement(f"{float(t):.3f}", mult=0, number=n)) for n, t in enumerate(truths)]
    here, there = now[:half], now[half : 2 * half]
    whole_then: Expression = there[0]
    for part in there[1:]:
        whole_then = whole_then + part
    told = [
        value(found("contribution", term(a - b), term(whole_then))[0])
        for a, b in zip(here, there, strict=True)
    ]
    total = sum((value(a) for a in here), Fraction(0))
    assert sum(told) == total / value(whole_then) - 1
