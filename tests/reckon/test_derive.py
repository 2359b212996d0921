"""Levels nobody stated, from the statements that imply them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from bot.figures.codes import UNKNOWN_COVERAGE, Kind, Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
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


@pytest.mark.parametrize("kind", [Kind.STOCK, Kind.RATE, Kind.INDEX, Kind.PRICE])
def test_only_flows_add_up_over_time(kind: Kind) -> None:
    months = [statement("1.0", f"2021-{m:02}", number=m) for m in range(1, 4)]
    level = Level(TRADE, Period.of("2021-Q1"), "CNY")
    assert derive(level, OnFile(months, kind=kind)) is None


PARTS = {"WESTBOUND": "TRADE", "EASTBOUND": "TRADE"}

ADD_UP = [
    (Kind.FLOW, True),
    (Kind.STOCK, True),
    (Kind.RATE, False),
    (Kind.INDEX, False),
    (Kind.PRICE, False),
]


@pytest.mark.parametrize(("kind", "adds"), ADD_UP)
def test_what_adds_up_over_flows_and_parts(kind: Kind, adds: bool) -> None:
    """An index of exports and one of imports make no index of trade."""
    level = Level(TRADE, Period.of("2021-11"), "CNY")
    flows = [
        statement("1.0", number=n, subject=TRADE.with_("TRADE_FLOW", flow))
        for n, flow in enumerate("XM", 1)
    ]
    parts = [
        statement("1.0", number=n, subject=TRADE.with_("INDICATOR", part))
        for n, part in enumerate(PARTS, 1)
    ]
    assert (derive(level, OnFile(flows, kind=kind)) is not None) is adds
    assert (derive(level, OnFile(parts, kind=kind, parents=PARTS)) is not None) is adds


def test_one_part_alone_is_not_the_whole() -> None:
    only = {"WESTBOUND": "TRADE"}
    part = statement("1.0", subject=TRADE.with_("INDICATOR", "WESTBOUND"))
    level = Level(TRADE, Period.of("2021-11"), "CNY")
    assert derive(level, OnFile([part], parents=only)) is None


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


def of_2019(value: str, period: str, number: int) -> Statement:
    """A year to date as a percentage of all of 2019."""
    return statement(
        value,
        period,
        unit="PT",
        mult=0,
        ytd=True,
        number=number,
        measure=Measure.RATIO,
        against="2019",
    )


def test_what_stands_on_one_figure_twice_may_be_narrower_than_the_narrowest_of_each() -> None:
    """January-August is a share of 2019, which follows from January-July or, wider, -September.

    But September is what January-September has more, and 5.4 billion is one number.
    """
    held = (
        statement("5.4", "2020-09", ytd=True, number=1),
        statement("4.60", "2020-07", ytd=True, number=2),
        of_2019("81.7", "2020-09", 3),
        of_2019("70.33", "2020-07", 4),
        of_2019("76.19", "2020-08", 5),
    )
    assert billions(worked_out("2019", *held)) == (6.53, 6.55)
    assert billions(worked_out("2020-09", *held)) == (0.36, 0.37)


# --- vintages -------------------------------------------------------------------------------


def test_a_month_is_not_what_a_revised_base_leaves() -> None:
    """July 2022 is not January-July as printed in 2022 less January-June as 2023 implies it."""
    held = (
        statement("115.5", "2022-07", ytd=True, number=1, source="aug-2022"),
        statement("149.62", "2023-06", ytd=True, number=2, source="jul-2023"),
        growth("65.2", "2023-06", "2022-06", ytd=True, number=3, source="jul-2023"),
    )
    assert worked_out("2022-07", *held) is None
    assert billions(worked_out("2022-06", *held, ytd=True)) == (90.54, 90.6)


def test_a_base_of_a_base_is_of_one_release() -> None:
    """Growth that one release printed is not applied to a base that another implies."""
    earlier = growth("3", "2020-11", "2019-11", number=4, ytd=True, source="nov-2020")
    assert worked_out("2019-11", SO_FAR, FALL, earlier, ytd=True) is None


def test_growth_is_not_applied_to_a_base_printed_before() -> None:
    """January-November 2021 as first printed, up 59.8%, is not January-November 2022."""
    rise = growth("59.8", "2022-11", "2021-11", number=4, ytd=True, source="dec-2022")
    assert worked_out("2022-11", SO_FAR, rise, ytd=True) is None
    together = growth("59.8", "2022-11", "2021-11", number=4, ytd=True)
    assert billions(worked_out("2022-11", SO_FAR, together, ytd=True)) == (219.9, 220.06)


def test_growth_goes_with_the_level_of_its_own_release() -> None:
    """Another's level is more precise, but the growth is of 137.66."""
    other = statement("136.912", ytd=True, number=9, source="another")
    assert billions(worked_out("2020-11", other, SO_FAR, FALL, ytd=True)) == (139.4, 139.55)


def test_growth_printed_without_a_level_goes_with_the_level_another_printed() -> None:
    levels = (
        statement("137.7", ytd=True, number=8, source="one"),
        statement("137.66", ytd=True, number=9, source="another"),
    )
    assert billions(worked_out("2020-11", *levels, FALL, ytd=True)) == (139.4, 139.55)


def test_the_most_precise_of_several_levels_counts() -> None:
    held = (
        statement("149", "2019-11", ytd=True, number=1, source="one"),
        statement("149.17", "2019-11", ytd=True, number=2, source="two"),
        statement("131.5", "2019-10", ytd=True, number=3, source="three"),
    )
    assert billions(worked_out("2019-11", *held)) == (17.61, 17.73)


def test_nobody_knows_that_two_unknown_coverages_are_one() -> None:
    unknown = TRADE.with_("COVERAGE", UNKNOWN_COVERAGE)
    exports, imports = (unknown.with_("TRADE_FLOW", flow) for flow in "XM")
    level = Level(unknown, Period.of("2021-11"), "CNY")
    here = statement("1.0", number=1, subject=exports, source="one")
    there = statement("2.0", number=2, subject=imports, source="another")
    beside = statement("3", number=3, subject=imports, source="one")
    assert derive(level, OnFile([here, there])) is None
    assert billions(derive(level, OnFile([here, there, beside]))) == (3.45, 4.55)


# --- what is not positive -------------------------------------------------------------------

NO_BASE = [
    ("-5.0", "50"),  # a deficit "up 50%" has no base
    ("0.0", "50"),
    ("5.0", "-100"),
    ("5.0", "-120"),
]


@pytest.mark.parametrize(("level", "change"), NO_BASE)
def test_no_base_follows_from_zero_or_less(level: str, change: str) -> None:
    held = statement(level), growth(change, "2021-11", "2020-11", number=2)
    assert worked_out("2020-11", *held) is None


def test_a_deficit_does_not_grow_by_percent() -> None:
    held = statement("-5.0", "2020-11"), growth("50", "2021-11", "2020-11", number=2)
    assert worked_out("2021-11", *held) is None


# --- runs of months -------------------------------------------------------------------------

QUARTERS = [
    ("2021-S1", False, (1.9, 2.1)),
    ("2021-S2", False, (1.9, 2.1)),
    ("2021-06", True, (1.9, 2.1)),
    ("2021-09", True, (2.85, 3.15)),
    ("2021", False, (3.8, 4.2)),
    ("2021-04-01/P183D", False, (1.9, 2.1)),
]


@pytest.mark.parametrize(("period", "ytd", "expected"), QUARTERS)
def test_quarters_add_up(period: str, ytd: bool, expected: tuple[float, float]) -> None:
    quarters = [statement("1.0", f"2021-Q{q}", number=q) for q in range(1, 5)]
    assert billions(worked_out(period, *quarters, ytd=ytd)) == expected


def test_an_odd_run_of_months() -> None:
    """October and November are January-November less January-September, or the two months."""
    to_date = SO_FAR, statement("110.00", "2021-09", ytd=True, number=2)
    months = [statement("16.03", f"2021-{m}", number=m) for m in (10, 11)]
    assert billions(worked_out("2021-10-01/P61D", *to_date)) == (27.65, 27.67)
    assert billions(worked_out("2021-10-01/P61D", *months)) == (32.05, 32.07)


def test_an_odd_spelling_of_a_quarter() -> None:
    months = [statement("1.0", f"2021-{m}", number=m) for m in (10, 11, 12)]
    assert billions(worked_out("2021-10-01/P92D", *months)) == (2.85, 3.15)


@pytest.mark.parametrize("period", ["2020-W53", "2021-11-15", "2021-11-15/P20D", "2021-12-01/P62D"])
def test_days_that_are_no_run_of_months_of_a_year(period: str) -> None:
    assert worked_out(period, SO_FAR, FALL) is None


# --- what is left of a whole ----------------------------------------------------------------

ROAD = TRADE.with_("COUNTERPART_AREA", "BRI")
ELSEWHERE = TRADE.with_("COUNTERPART_AREA", "W1_X_BRI")
OF_ROAD = statement("119.81", ytd=True, number=11, subject=ROAD)
ROAD_ROSE = growth("3.6", "2021-11", "2020-11", number=12, ytd=True, subject=ROAD)


def left(
    subject: Subject, period: str, *held: Statement, ytd: bool = True, **options: Any
) -> Derivation | None:
    return derive(Level(subject, Period.of(period, ytd), "CNY"), OnFile(held, **options))


def test_what_is_left_is_the_whole_less_the_part() -> None:
    assert billions(left(ELSEWHERE, "2021-11", SO_FAR, OF_ROAD)) == (17.84, 17.86)


def test_both_may_themselves_be_derived() -> None:
    """139.40-139.55 a year before, of which 115.59-115.71: 23.69-23.96 elsewhere."""
    held = (SO_FAR, FALL, OF_ROAD, ROAD_ROSE)
    assert billions(left(ELSEWHERE, "2020-11", *held)) == (23.69, 23.96)


def test_it_goes_on_from_there() -> None:
    """October and November elsewhere: each side's difference of two cumulative figures."""
    earlier = (
        statement("110.00", "2021-09", ytd=True, number=13),
        statement("100.00", "2021-09", ytd=True, number=14, subject=ROAD),
    )
    held = (SO_FAR, OF_ROAD, *earlier)
    assert billions(left(ELSEWHERE, "2021-10-01/P61D", *held, ytd=False)) == (7.83, 7.87)


def test_several_parts_are_all_taken_away() -> None:
    places = [
        statement(value, ytd=True, number=n, subject=TRADE.with_("COUNTERPART_AREA", code))
        for n, (code, value) in enumerate((("KZ", "62.33"), ("KG", "10.00")), 20)
    ]
    subject = TRADE.with_("COUNTERPART_AREA", "W1_X_KG_X_KZ")
    assert billions(left(subject, "2021-11", SO_FAR, *places)) == (65.31, 65.34)
    assert left(subject, "2021-11", SO_FAR, places[0]) is None


def test_a_part_above_its_whole_leaves_nothing_but_of_a_balance() -> None:
    more = statement("261.8", ytd=True, number=11, subject=ROAD)
    assert left(ELSEWHERE, "2021-11", SO_FAR, more) is None
    balances = [
        statement(value, number=n, subject=subject.with_("TRADE_FLOW", "B"))
        for n, (value, subject) in enumerate((("5.0", TRADE), ("7.0", ROAD)), 1)
    ]
    balance = ELSEWHERE.with_("TRADE_FLOW", "B")
    assert billions(left(balance, "2021-11", *balances, ytd=False)) == (-2.1, -1.9)


def test_only_a_part_by_code_is_taken_away() -> None:
    country = TRADE.with_("REF_AREA", "CN")
    whole = statement("3720", number=1, subject=country)
    part = statement("16.03", number=2)
    subject = country.with_("REF_AREA", "CN_X_CN-XJ")
    assert left(subject, "2021-11", whole, part, ytd=False) is None
    within = {"CN": ["CN-XJ"]}
    found = left(subject, "2021-11", whole, part, ytd=False, members=within)
    assert billions(found) == (3703.47, 3704.47)


@pytest.mark.parametrize(("kind", "adds"), ADD_UP)
def test_something_is_left_only_of_what_adds_up(kind: Kind, adds: bool) -> None:
    assert (left(ELSEWHERE, "2021-11", SO_FAR, OF_ROAD, kind=kind) is not None) is adds


def test_a_stated_remainder_is_not_worked_out() -> None:
    said = statement("18", ytd=True, number=30, subject=ELSEWHERE)
    assert left(ELSEWHERE, "2021-11", SO_FAR, OF_ROAD, said) is None


def test_a_whole_and_a_part_at_odds_are_the_last_choice() -> None:
    """Two offices differ on the total: the part is taken from the total of its own office."""
    other = statement("140.000", ytd=True, number=31, source="ministry", publisher="ministry")
    found = left(ELSEWHERE, "2021-11", other, SO_FAR, OF_ROAD)
    assert billions(found) == (17.84, 17.86)
