"""Statements made for tests, and a plain in-memory answer to what arithmetic asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.figures.codes import Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement

TRADE = Subject("CN-XJ", "W1", "TRADE", "T", "_T", "OWN", "N")


def statement(
    value: str | None,
    period: str = "2021-11",
    *,
    number: int = 1,
    subject: Subject = TRADE,
    unit: str = "CNY",
    mult: int = 9,
    ytd: bool = False,
    measure: Measure = Measure.LEVEL,
    transformation: Transformation = Transformation.NONE,
    qualifier: Qualifier = Qualifier.EXACT,
    against: str | None = None,
    share_of: str | None = None,
) -> Statement:
    """One statement; decimals are those printed in the value."""
    decimals = len(value.partition(".")[2]) if value else 0
    series = Series(0, subject, "M", measure, transformation, unit, ytd, share_of)
    return Statement(
        id=number,
        series=series,
        period=Period.of(period, ytd),
        comparison_period=Period.of(against, ytd) if against else None,
        value=value,
        unit_mult=mult,
        decimals=decimals,
        qualifier=qualifier,
        status="A",
        source="test",
        locator=None,
        note=None,
        realtime_start=date(2022, 1, 1),
        realtime_end=None,
    )


def growth(
    value: str, period: str, against: str, *, number: int, ytd: bool = False, yearly: bool = True
) -> Statement:
    kind = Transformation.GROWTH_YEAR if yearly else Transformation.GROWTH
    return statement(
        value,
        period,
        number=number,
        unit="PT",
        mult=0,
        ytd=ytd,
        transformation=kind,
        against=against,
    )


class OnFile:
    """Statements in a list: the whole of what the arithmetic may ask."""

    def __init__(self, statements: Iterable[Statement], *, flow: bool = True) -> None:
        self._statements = tuple(statements)
        self._flow = flow

    def statements(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [
            s
            for s in self._statements
            if s.series.subject == subject and s.period.span == period.span
        ]

    def compared_with(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [
            s
            for s in self._statements
            if s.series.subject == subject
            and s.comparison_period is not None
            and s.comparison_period.span == period.span
        ]

    def series(self, subject: Subject) -> Sequence[Series]:
        return [s.series for s in self._statements if s.series.subject == subject]

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [
            s
            for s in self._statements
            if s.series.whole == subject and s.period.span == period.span
        ]

    def children(self, indicator: str) -> Sequence[str]:
        return ()

    def parent(self, indicator: str) -> str | None:
        return None

    def is_flow(self, indicator: str) -> bool:
        return self._flow
