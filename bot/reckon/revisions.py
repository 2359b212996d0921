"""Revisions: figures that were printed before another that they stand on was changed.

A publisher that revises a month seldom prints every total that it is in anew, and never the
growth rates of old releases. What was printed before and what was printed after are of two
vintages, and nothing that puts them together may claim more than both allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.statement import Statement
from bot.reckon.expression import (
    DivisionByZero,
    Expression,
    Input,
    Operation,
    Root,
    bounds,
)
from bot.reckon.holdings import Holdings

__all__ = ["restated", "revised_parts", "revised_since", "widened"]

Revision = tuple[Statement, Statement]
"""A figure as it was, and as it is."""


def revised_since(statement: Statement, day: date, holdings: Holdings) -> Statement | None:
    """The figure as its publisher had it on that day, where it has printed another since."""
    if statement.realtime_start <= day:
        return None
    then = holdings.stated_on(statement, day)
    if then is None or then.quantity is None or statement.quantity is None:
        return None
    here, there = Input(statement), Input(then)
    if statement.printed_unit != then.printed_unit:
        # More or fewer digits, cut off once, are no other figure.
        return None if here.cut.meets(there.cut) else then
    return None if here.interval.meets(there.interval) else then


def revised_parts(statement: Statement, holdings: Holdings) -> tuple[Revision, ...]:
    """The months of a sum (else its quarters, its halves) revised after it was printed."""
    run = statement.period.whole_months
    if run is None or not _is_sum(statement, holdings):
        return ()
    year, first, last = run
    for length in (1, 3, 6):
        if length > last - first:
            continue
        starts = range(first + (1 - first) % length, last - length + 2, length)
        parts = (Period.months(year, month, month + length - 1) for month in starts)
        found = tuple(r for part in parts for r in _revisions(statement, part, holdings))
        if found:
            return found
    return ()


def _is_sum(statement: Statement, holdings: Holdings) -> bool:
    series = statement.series
    return (
        series.is_level
        and statement.quantity is not None
        and holdings.is_flow(series.subject.indicator)
    )


def _revisions(whole: Statement, part: Period, holdings: Holdings) -> Iterator[Revision]:
    for now in holdings.statements(whole.series.subject, part):
        alike = now.series.is_level and now.series.unit == whole.series.unit
        if alike and now.publisher == whole.publisher:
            then = revised_since(now, whole.realtime_start, holdings)
            if then is not None:
                yield then, now
                return


def restated(statement: Statement, holdings: Holdings) -> Expression | None:
    """What later releases make of a level that its publisher has not printed anew."""
    parts = revised_parts(statement, holdings)
    if parts:
        formula: Expression = Input(statement)
        for then, now in parts:
            formula = formula - Input(then) + Input(now)
        return formula
    return holdings.later_implies(statement) if statement.series.is_level else None


def widened(formula: Expression, holdings: Holdings) -> Expression:
    """The formula with every level that later releases make another reaching to that too."""
    match formula:
        case Input(statement):
            later = holdings.remember(
                ("restated", statement), lambda: _restated_to(statement, holdings)
            )
            return Input(statement, later)
        case Operation(sign, left, right):
            return Operation(sign, widened(left, holdings), widened(right, holdings))
        case Root(of, degree):
            return Root(widened(of, holdings), degree)
        case _:
            return formula


def _restated_to(statement: Statement, holdings: Holdings) -> Interval | None:
    formula = restated(statement, holdings)
    try:
        return bounds(formula) if formula is not None else None
    except DivisionByZero:
        return None
