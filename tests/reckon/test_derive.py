"""Levels nobody stated, from the statements that imply them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.figures.codes import Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.statement import Statement
from bot.reckon.derive import Derivation, Level, derive
from tests.support.figures import TRADE, OnFile, growth, statement

BILLION = 10**9


def worked_out(period: str, *held: Statement, ytd: bool = False) -> Derivation | None:
    return derive(Level(TRADE, Period.of(period, ytd), "CNY"), OnFile(held))


def billions(found: Derivation | None) -> tuple[float, float]:
    assert found is not None, "a reporter would have been told that nothing follows"
    return (
        round(float(found.interval.low / BILLION), 2),
        round(float(found.interval.high / BILLION), 2),
    )


SO_FAR = statement("137.66", ytd=True, number=1)
FALL = growth("-1.3", "2021-11", "2020-11", number=2, ytd=True)
OF_LAST_YEAR = statement(
    "93", unit="PT", mult=0, ytd=True, number=3, measure=Measure.RATIO, against="2020"
)


def test_the_base_of_a_growth() -> None:
    assert billions(worked_out("2020-11", SO_FAR, FALL, ytd=True)) == (139.4, 139.55)


def test_the_year_of_which_a_figure_is_a_share() -> None:
    assert billions(worked_out("2020", SO_FAR, OF_LAST_YEAR)) == (147.22, 148.83)


def test_the_month_that_is_left_of_a_year() -> None:
    """December is the year less January-November; 137.66 enters both and is one number."""
    assert billions(worked_out("2020-12", SO_FAR, FALL, OF_LAST_YEAR)) == (7.69, 9.42)


def test_a_month_between_two_cumulative_figures() -> None:
    held = (
        statement("149.17", "2019-11", ytd=True),
        statement("131.5", "2019-10", ytd=True, number=2),
    )
    assert billions(worked_out("2019-11", *held)) == (17.61, 17.73)


def test_cumulative_from_months() -> None:
    months = [statement("1.0", f"2021-{m:02}", number=m) for m in range(1, 5)]
    assert billions(worked_out("2021-04", *months, ytd=True)) == (3.8, 4.2)
    assert billions(worked_out("2021-Q1", *months)) == (2.85, 3.15)


def test_exports_from_the_total_and_imports() -> None:
    total = statement("16.03")
    imports = statement("4.03", number=2, subject=TRADE.with_("TRADE_FLOW", "M"))
    exports = Level(TRADE.with_("TRADE_FLOW", "X"), Period.of("2021-11"), "CNY")
    found = derive(exports, OnFile([total, imports]))
    assert billions(found) == (11.99, 12.01)


def test_nothing_follows_from_another_unit() -> None:
    assert derive(Level(TRADE, Period.of("2020-11", True), "USD"), OnFile([SO_FAR, FALL])) is None


def test_prices_are_not_added() -> None:
    months = [statement("1.0", f"2021-{m:02}", number=m) for m in range(1, 4)]
    level = Level(TRADE, Period.of("2021-Q1"), "CNY")
    assert derive(level, OnFile(months, flow=False)) is None


def test_counts_lie_between_whole_numbers() -> None:
    """11,156 trips, up 26.8%: between 8,795 and 8,801 a year before."""
    trips = statement("11156", unit="NUM", mult=0, ytd=True)
    rise = growth("26.8", "2021-11", "2020-11", number=2, ytd=True)
    found = derive(Level(TRADE, Period.of("2020-11", True), "NUM"), OnFile([trips, rise]))
    assert found is not None
    assert found.interval == Interval(Fraction(8795), Fraction(8801))


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_no_derivation_from_nothing(depth: int) -> None:
    level = Level(TRADE, Period.of("2021-11"), "CNY")
    assert derive(level, OnFile([]), depth) is None


def test_a_stated_level_is_not_derived_again() -> None:
    found = worked_out(
        "2021-10", statement("16.03"), growth("48", "2021-11", "2021-10", number=2, yearly=False)
    )
    assert found is not None
    assert found.interval.low == Fraction("16025000000") / Fraction("1.485")
