"""Agreement: what the rest of the figures say a printed number should be.

A relation is a printed number beside a formula for it from other statements: a
total and its parts, a share and the two levels, growth and what it grew from.
The two agree where their intervals meet. Where they meet only if digits were cut
off rather than rounded, the publisher may truncate. Where they do not meet, and
all of it is of one release, the release contradicts itself; across releases a
figure has been revised, which is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.derive import Level, others, stated
from bot.reckon.expression import (
    ONE,
    DivisionByZero,
    Expression,
    Input,
    Operation,
    Root,
    bounds,
    inputs,
)
from bot.reckon.holdings import Holdings
from bot.reckon.publishers import mixed

__all__ = ["AGREE", "Relation", "Verdict", "relations"]


class Verdict(StrEnum):
    """How a printed number and the formula for it go together."""

    EXACT = "exact"
    ROUNDING = "rounding"  # within what rounding leaves open
    TRUNCATION = "truncation"  # only if digits were cut off
    REVISED = "revised"  # of several releases of one publisher, the older revised since
    PUBLISHERS = "publishers"  # two publishers do not count alike
    INCONSISTENT = "inconsistent"  # of one release
    IMPLAUSIBLE = "implausible"  # no contradiction, but hard to believe
    UNDECIDABLE = "undecidable"  # not on one basis, so neither is wrong


AGREE = (Verdict.EXACT, Verdict.ROUNDING)


@dataclass(frozen=True, slots=True)
class Relation:
    """A printed number, and what other statements make of it."""

    statement: Statement
    formula: Expression
    at_odds: bool = False  # of publishers that do not count alike

    @property
    def statements(self) -> frozenset[int]:
        """All that it ties together: whichever of them it is looked at from, it is one relation."""
        return frozenset((self.statement.id, *(s.id for s in inputs(self.formula))))

    @property
    def verdict(self) -> Verdict | None:
        """None where the formula divides by what may be zero."""
        printed = Input(self.statement)
        try:
            computed = bounds(self.formula)
            cut = bounds(self.formula, cut=True)
        except DivisionByZero:
            return None
        if computed.exact and printed.interval.exact and computed == printed.interval:
            return Verdict.EXACT
        if computed.meets(printed.interval):
            return Verdict.ROUNDING
        if cut.meets(printed.cut):
            return Verdict.TRUNCATION
        if len({self.statement.source, *(s.source for s in inputs(self.formula))}) > 1:
            return Verdict.PUBLISHERS if self.at_odds or self._two_say else Verdict.REVISED
        return Verdict.INCONSISTENT

    @property
    def _two_say(self) -> bool:
        """Whether two publishers state the very same thing: neither revises the other."""
        if not isinstance(self.formula, Input):
            return False
        return self.formula.statement.publisher != self.statement.publisher

    @property
    def interval(self) -> Interval:
        """What follows for the number. Raises DivisionByZero."""
        return bounds(self.formula)

    def with_(self, old: Statement, new: Statement) -> Relation:
        """The relation as it would be with another statement in the place of one."""
        statement = new if self.statement == old else self.statement
        return Relation(statement, _put(self.formula, old, new), self.at_odds)


def _put(formula: Expression, old: Statement, new: Statement) -> Expression:
    match formula:
        case Input(statement) if statement == old:
            return Input(new)
        case Operation(sign, left, right):
            return Operation(sign, _put(left, old, new), _put(right, old, new))
        case Root(of, degree):
            return Root(_put(of, old, new), degree)
        case _:
            return formula


def relations(statement: Statement, holdings: Holdings) -> Iterator[Relation]:
    """Every relation of the number with what else is on file, in one step or two."""
    if statement.quantity is None or statement.is_forecast:
        return
    for formula in _formulas(statement, holdings):
        if statement not in inputs(formula):
            at_odds = bool(mixed((statement, *inputs(formula)), holdings))
            yield Relation(statement, formula, at_odds)


def _formulas(statement: Statement, holdings: Holdings) -> Iterator[Expression]:
    series, period, base = statement.series, statement.period, statement.comparison_period
    subject = series.subject
    if series.is_level:
        level = Level(subject, period, series.unit)
        yield from (Input(s) for s in stated(level, holdings) if s.id != statement.id)
        yield from others(level, holdings, statement)
    elif series.is_growth and base is not None:
        for here, there in _pairs(subject, period, subject, base, statement, holdings):
            yield here / there - ONE
    elif series.measure is Measure.RATIO and base is not None:
        for here, there in _pairs(subject, period, subject, base, statement, holdings):
            yield here / there
    elif series.measure is Measure.SHARE and series.whole is not None:
        of_one = _shares(subject, series.whole, period, statement, holdings)
        if series.transformation is Transformation.NONE:
            yield from of_one
        elif base is not None:
            of_other = _shares(subject, series.whole, base, statement, holdings)
            yield from (here - there for here, there in product(of_one, of_other))


def _shares(
    part: Subject, whole: Subject, period: Period, statement: Statement, holdings: Holdings
) -> list[Expression]:
    pairs = _pairs(part, period, whole, period, statement, holdings)
    return [here / there for here, there in pairs]


def _pairs(
    here: Subject,
    period: Period,
    there: Subject,
    base: Period,
    statement: Statement,
    holdings: Holdings,
) -> Iterator[tuple[Expression, Expression]]:
    """The two levels that a rate ties together, in each unit in which both are to be had."""
    for unit in _units(here, holdings):
        one = _levels(Level(here, period, unit), statement, holdings)
        other = _levels(Level(there, base, unit), statement, holdings)
        yield from product(one, other)


def _levels(level: Level, statement: Statement, holdings: Holdings) -> list[Expression]:
    """The level as stated, else as it follows without the statement that is looked at."""
    held: Iterable[Expression] = [Input(s) for s in stated(level, holdings)]
    return list(held) or list(others(level, holdings, statement))


def _units(subject: Subject, holdings: Holdings) -> list[str]:
    return list(dict.fromkeys(s.unit for s in holdings.series(subject) if s.is_level))
