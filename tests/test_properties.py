"""A few hundred numbers of true series; ``make properties`` works out a hundred thousand.

What a reporter would be told must contain the truth and be hardly wider than need be,
and no publisher that rounds or cuts digits off may be said to contradict itself.
"""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from bot.figures.quantity import Interval
from bot.reckon.agree import Verdict
from bot.reckon.expression import Input
from tests.properties.judging import Judge, judge
from tests.properties.stored import judge_stored
from tests.properties.tally import Run
from tests.properties.truth import KINDS, make


def test_the_truth_lies_within_what_is_worked_out() -> None:
    run = judge(1001, 600)
    assert not run.failures, f"{run.table()}\n{run.examples()}"
    assert not run.miscalled, f"{run.table()}\n{run.examples()}"
    # It is to reach every kind of system and of relation, or it tests little.
    assert set(run.systems) == set(KINDS), run.table()
    assert run.rounded[Verdict.ROUNDING], run.table()
    assert run.cut[Verdict.TRUNCATION], run.table()
    assert not run.cut[Verdict.INCONSISTENT], run.table()


def test_the_same_through_the_store() -> None:
    run = judge_stored(1003, 100, together=4)
    assert not run.failures, f"{run.table()}\n{run.examples()}"
    assert not run.miscalled, f"{run.table()}\n{run.examples()}"
    assert run.stored >= 100


WRONG = [
    # how far the ends of the true interval are moved, and what is said of it
    (Fraction(0), None),
    (Fraction(1, 20), "times as wide as need be"),
    (Fraction(-1, 20), "may be"),
    (Fraction(-3, 5), "the truth lies outside"),
]


@pytest.mark.parametrize(("moved", "said"), WRONG)
def test_an_interval_that_is_wrong_is_found_out(moved: Fraction, said: str | None) -> None:
    run = Run()
    judged = _first_with_levels(run)
    printed = next(p for p in judged.printed if p.statement.series.is_level and p.low < p.high)
    formula = Input(printed.statement) + Input(printed.statement)
    low, high = 2 * printed.low, 2 * printed.high
    by = (high - low) * moved
    interval = Interval(low - by, high + by) if low - by <= high + by else Interval(high, high + 1)
    judged.number("twice it", formula, interval, 2 * printed.truth, whole=False)
    assert any(said in failure for failure in run.failures) if said else not run.failures


def _first_with_levels(run: Run) -> Judge:
    for number in range(20):
        chance = random.Random(number)  # noqa: S311 - not for secrets
        judged = Judge(make("money", chance), chance, run, "a test")
        if any(p.statement.series.is_level and p.low < p.high for p in judged.printed):
            return judged
    raise AssertionError("no system has a level")
