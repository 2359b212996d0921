"""Periods: every form of TIME_PERIOD, the days it covers, and its other names."""

from __future__ import annotations

from datetime import date

import pytest

from bot.figures.period import Period, PeriodError

SPANS = [
    ("2021", False, "2021-01-01", "2021-12-31"),
    ("2021-A1", False, "2021-01-01", "2021-12-31"),
    ("2021-S2", False, "2021-07-01", "2021-12-31"),
    ("2021-Q3", False, "2021-07-01", "2021-09-30"),
    ("2021-11", False, "2021-11-01", "2021-11-30"),
    ("2021-M11", False, "2021-11-01", "2021-11-30"),
    ("2020-02", False, "2020-02-01", "2020-02-29"),
    ("2021-W48", False, "2021-11-29", "2021-12-05"),
    ("2021-11-30", False, "2021-11-30", "2021-11-30"),
    ("2022-01-01/P233D", False, "2022-01-01", "2022-08-21"),
    ("2021-11", True, "2021-01-01", "2021-11-30"),
    ("2021-Q2", True, "2021-01-01", "2021-06-30"),
]


@pytest.mark.parametrize(("code", "ytd", "start", "end"), SPANS)
def test_days(code: str, ytd: bool, start: str, end: str) -> None:
    period = Period.of(code, ytd)
    assert period.span == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "code",
    ["", "21", "2021-13", "2021-00", "2021-Q5", "2021-S3", "2021-02-30", "2021-W54", "Nov 2021",
     "2022-01/P3D", "2021-11-", "2021/11", "\uff12\uff10\uff12\uff11"],
)  # fmt: skip
def test_what_is_no_period(code: str) -> None:
    with pytest.raises(PeriodError):
        Period.of(code)


SAME_DAYS = [
    (("2017-S1", False), ("2017-06", True)),
    (("2021", False), ("2021-12", True)),
    (("2021-Q1", False), ("2021-03", True)),
    (("2021-01", False), ("2021-01", True)),
    (("2021-Q2", True), ("2021-S1", False)),
]


@pytest.mark.parametrize(("one", "other"), SAME_DAYS)
def test_equal_spans_are_one_period(one: tuple[str, bool], other: tuple[str, bool]) -> None:
    assert Period.of(*other) in Period.of(*one).names()
    assert Period.of(*one) in Period.of(*other).names()


def test_a_month_alone_has_one_name() -> None:
    assert Period.of("2021-11").names() == (Period.of("2021-11"),)


STEPS = [
    ("2021-01", False, -1, "2020-12"),
    ("2021-Q1", False, -1, "2020-Q4"),
    ("2021-S1", False, 3, "2022-S2"),
    ("2021", False, -1, "2020"),
    ("2021-W01", False, -1, "2020-W53"),
    ("2021-03-01", False, -1, "2021-02-28"),
    ("2021-11", True, -1, "2020-11"),
]


@pytest.mark.parametrize(("code", "ytd", "count", "expected"), STEPS)
def test_steps(code: str, ytd: bool, count: int, expected: str) -> None:
    assert Period.of(code, ytd).shift(count) == Period.of(expected, ytd)


def test_a_year_earlier() -> None:
    assert Period.of("2022-01-01/P233D").years(-1) == Period.of("2021-01-01/P233D")
    assert Period.of("2020-02-29").years(-1) is None
    assert Period.of("2020-01-15/P56D").years(-1) == Period.of("2019-01-15/P55D")  # to 10 March
    assert Period.of("2020-02-10/P20D").years(-1) is None  # to 29 February
    assert Period.of("2020-W53").years(-1) is None


RUNS = [
    (1, 12, "2021", False),
    (7, 12, "2021-S2", False),
    (4, 6, "2021-Q2", False),
    (11, 11, "2021-11", False),
    (1, 11, "2021-11", True),
    (10, 11, "2021-10-01/P61D", False),
    (2, 4, "2021-02-01/P89D", False),
]


@pytest.mark.parametrize(("first", "last", "code", "ytd"), RUNS)
def test_runs_of_months(first: int, last: int, code: str, ytd: bool) -> None:
    run = Period.months(2021, first, last)
    assert run == Period.of(code, ytd)
    assert run.whole_months == (2021, first, last)


TO_DATE = [
    ("2021-11", ("2021-11", True)),
    ("2021-W48", ("2021-W48", True)),
    ("2020-W53", None),  # begins in the year before it ends
    ("2021-10-01/P61D", None),
]


@pytest.mark.parametrize(("code", "expected"), TO_DATE)
def test_the_year_to_date(code: str, expected: tuple[str, bool] | None) -> None:
    assert Period.of(code).to_date == (Period.of(*expected) if expected else None)


@pytest.mark.parametrize(
    ("code", "count", "moved"),
    [
        ("2020-12-01/P90D", -1, "2019-12-01/P91D"),  # December to February, a leap year earlier
        ("2019-12-01/P91D", 1, "2020-12-01/P90D"),
        ("2020-04-01/P365D", -1, "2019-04-01/P366D"),
        ("2020-10-01/P182D", -1, "2019-10-01/P183D"),
        ("2021-02-01/P59D", -1, "2020-02-01/P60D"),
    ],
)
def test_whole_months_stay_whole_months_years_earlier(code: str, count: int, moved: str) -> None:
    assert Period.of(code).years(count) == Period.of(moved)


@pytest.mark.parametrize(
    ("code", "year"),
    [("2020-W53", 2020), ("2009-W53", 2009), ("2015-W01", 2015), ("2021-11", 2021), ("2021", 2021)],
)
def test_a_week_is_named_by_its_own_year(code: str, year: int) -> None:
    """Week 53 of 2020 ends in January 2021."""
    assert Period.of(code).named_year == year
