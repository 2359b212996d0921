"""Statements made for tests, and a plain in-memory answer to what arithmetic asks of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from bot.figures.codes import Kind, Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from bot.reckon.expression import Expression
from bot.reckon.publishers import at_odds

T = TypeVar("T")

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
    source: str = "test",
    publisher: str = "office",
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
        source=source,
        publisher=publisher,
        locator=None,
        note=None,
        realtime_start=date(2022, 1, 1),
        realtime_end=None,
    )


def growth(
    value: str,
    period: str,
    against: str,
    *,
    number: int,
    ytd: bool = False,
    yearly: bool = True,
    source: str = "test",
    subject: Subject = TRADE,
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
        source=source,
        subject=subject,
    )


class OnFile:
    """Statements in a list: the whole of what the arithmetic may ask."""

    def __init__(
        self,
        statements: Iterable[Statement],
        *,
        kind: Kind = Kind.FLOW,
        parents: Mapping[str, str] | None = None,
        members: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self._statements = tuple(statements)
        self._kind = kind
        self._parents = parents or {}
        self._members = members or {}
        self._remembered: dict[Hashable, object] = {}

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

    def speaks(self, subject: Subject, year: int) -> bool:
        return any(
            s.series.subject == subject and year in (p.year for p in _about(s))
            for s in self._statements
        )

    def series(self, subject: Subject) -> Sequence[Series]:
        return [s.series for s in self._statements if s.series.subject == subject]

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [
            s
            for s in self._statements
            if s.series.whole == subject and s.period.span == period.span
        ]

    def at_odds(self, subject: Subject) -> Sequence[str]:
        return at_odds(
            s for s in self._statements if s.series.subject == subject and s.series.is_level
        )

    def stated_on(self, statement: Statement, day: date) -> Statement | None:
        return None

    def later_implies(self, statement: Statement) -> Expression | None:
        return None

    def parts(self, indicator: str) -> Sequence[str]:
        return [child for child, parent in self._parents.items() if parent == indicator]

    def parent(self, indicator: str) -> str | None:
        return self._parents.get(indicator)

    def groups(self, area: str) -> frozenset[str]:
        return frozenset(group for group, held in self._members.items() if area in held)

    def is_flow(self, indicator: str) -> bool:
        return self._kind is Kind.FLOW

    def adds_up(self, indicator: str) -> bool:
        return self._kind in (Kind.FLOW, Kind.STOCK)

    def remember(self, key: Hashable, work_out: Callable[[], T]) -> T:
        if key not in self._remembered:
            self._remembered[key] = work_out()
        return cast(T, self._remembered[key])


def _about(statement: Statement) -> Iterator[Period]:
    yield statement.period
    if statement.comparison_period is not None:
        yield statement.comparison_period
