"""What the arithmetic asks of the figures on file: a door the store comes in by."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from bot.figures.period import Period
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from bot.reckon.expression import Expression

__all__ = ["Holdings"]

T = TypeVar("T")


class Holdings(Protocol):
    """Statements current at one date."""

    def statements(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """All statements (any measure, unit, frequency) about exactly those days."""
        ...

    def compared_with(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Statements whose COMPARISON_PERIOD is exactly those days."""
        ...

    def speaks(self, subject: Subject, year: int) -> bool:
        """Whether anything is stated about the subject in the year, or compared with it."""
        ...

    def series(self, subject: Subject) -> Sequence[Series]:
        """Every series that speaks about the subject."""
        ...

    def at_odds(self, subject: Subject) -> Sequence[str]:
        """Publishers whose levels of the subject differ, the one that states the most first."""
        ...

    def stated_on(self, statement: Statement, day: date) -> Statement | None:
        """What the statement's publisher stated of the very same thing on an earlier day."""
        ...

    def later_implies(self, statement: Statement) -> Expression | None:
        """What later releases make of a level that they do not bear out, as a check found."""
        ...

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Shares, stated for those days, of which the subject is the whole."""
        ...

    def parts(self, indicator: str) -> Sequence[str]:
        """All the parts of the indicator; none where what is on file may not be all of them."""
        ...

    def parent(self, indicator: str) -> str | None:
        """The indicator this one is a part of."""
        ...

    def groups(self, area: str) -> frozenset[str]:
        """Groups and areas that the area is within, directly or through another."""
        ...

    def is_flow(self, indicator: str) -> bool:
        """Whether the indicator is a flow, so that its periods add up."""
        ...

    def adds_up(self, indicator: str) -> bool:
        """Whether its flows and parts add up: a flow or a stock, no rate, index or price."""
        ...

    def remember(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What ``work_out`` gave, asked once for each key as long as these holdings last."""
        ...
