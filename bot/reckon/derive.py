"""Deriving a level that nobody stated, from the statements that imply it.

Each rule is one equation between levels, read towards the level wanted. The
search applies rules to rules, to a small depth, and keeps formulas; it stops at
the first depth that gives any. Stated beats derived, then the fewest steps,
then the narrowest interval. New statements make new derivations possible
without a line here.

Levels of one derivation share coverage, unit and vintage: a rule only ever
walks within one subject, to a whole or part by code, or to a sibling flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import product

from bot.figures.codes import COUNT, Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.expression import (
    Constant,
    DivisionByZero,
    Expression,
    Input,
    Operation,
    bounds,
    steps,
)
from bot.reckon.holdings import Holdings

__all__ = ["FLOWS", "Derivation", "Level", "derive", "settle_counts", "stated"]

DEEPEST = 3
"""How many rules may be applied one on the other."""

ONE = Constant(Fraction(1))


@dataclass(frozen=True, slots=True)
class Level:
    """The unknown: how much, of what, when, in which unit."""

    subject: Subject
    period: Period
    unit: str

    def at(self, period: Period) -> Level:
        return Level(self.subject, period, self.unit)

    def of(self, subject: Subject) -> Level:
        return Level(subject, self.period, self.unit)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A formula for a level, with its exact bounds."""

    level: Level
    formula: Expression
    interval: Interval


Template = tuple[tuple[Level, ...], "Join"]


@dataclass(frozen=True, slots=True)
class Join:
    """How the formulas of the levels needed make the formula wanted.

    ``signs`` adds and subtracts the levels in turn; ``factor`` then multiplies
    ("*") or divides ("/").
    """

    signs: str
    factor: tuple[str, Expression] | None = None

    def __call__(self, parts: tuple[Expression, ...]) -> Expression:
        joined = parts[0]
        for sign, part in zip(self.signs[1:], parts[1:], strict=True):
            joined = Operation(sign, joined, part)
        if self.factor:
            sign, by = self.factor
            joined = Operation(sign, joined, by)
        return joined


def stated(level: Level, holdings: Holdings) -> list[Statement]:
    """The statements of exactly this level that carry a number."""
    return [
        s
        for s in holdings.statements(level.subject, level.period)
        if s.series.is_level and s.series.unit == level.unit and s.quantity is not None
    ]


def derive(level: Level, holdings: Holdings, deepest: int = DEEPEST) -> Derivation | None:
    """The best formula for a level that is not stated; None where none is to be had."""
    for depth in range(1, deepest + 1):
        found = [
            Derivation(level, formula, interval)
            for formula in _formulas(level, holdings, depth, frozenset())
            if not isinstance(formula, Input) and (interval := _interval(level, formula))
        ]
        if found:
            return min(found, key=lambda d: (steps(d.formula), d.interval.width))
    return None


def settle_counts(unit: str, interval: Interval) -> Interval | None:
    """The interval, for counts between whole numbers; None where no whole number lies inside."""
    return interval.whole_numbers() if unit == COUNT else interval


def _interval(level: Level, formula: Expression) -> Interval | None:
    try:
        return settle_counts(level.unit, bounds(formula))
    except DivisionByZero:
        return None


def _formulas(
    level: Level, holdings: Holdings, depth: int, path: frozenset[Level]
) -> list[Expression]:
    """Formulas for the level within so many rules, none going in a circle."""
    known: list[Expression] = [Input(s) for s in stated(level, holdings)]
    if known or depth == 0:
        return known[:1]
    here = path | {level}
    found: list[Expression] = []
    for needed, join in _rules(level, holdings):
        if any(need in here for need in needed):
            continue
        parts = []
        for need in needed:
            formulas = _formulas(need, holdings, depth - 1, here)
            if not formulas:
                break
            parts.append(formulas)
        else:
            found += [join(chosen) for chosen in product(*parts)]
    return found[:MOST]


MOST = 24
"""Formulas kept for one level: enough to choose among, few enough to stay quick."""


def _rules(level: Level, holdings: Holdings) -> Iterator[Template]:
    yield from _by_growth(level, holdings)
    yield from _by_share(level, holdings)
    yield from _by_time(level, holdings)
    yield from _by_flow(level)
    yield from _by_part(level, holdings)


def _by_growth(level: Level, holdings: Holdings) -> Iterator[Template]:
    """A growth rate or a ratio ties two periods: base = level / (1 + g), level = base (1 + g)."""
    for later in holdings.compared_with(level.subject, level.period):
        if factor := _factor(later):
            yield (level.at(later.period),), Join("+", ("/", factor))
    for here in holdings.statements(level.subject, level.period):
        if here.comparison_period and (factor := _factor(here)):
            yield (level.at(here.comparison_period),), Join("+", ("*", factor))


def _factor(statement: Statement) -> Expression | None:
    if statement.quantity is None:
        return None
    if statement.series.is_growth:
        return ONE + Input(statement)
    return Input(statement) if statement.series.measure is Measure.RATIO else None


def _by_share(level: Level, holdings: Holdings) -> Iterator[Template]:
    """A share ties a part to its whole: part = share x whole, whole = part / share."""
    for here in holdings.statements(level.subject, level.period):
        whole = here.series.whole
        if _is_share(here) and whole is not None:
            yield (level.of(whole),), Join("+", ("*", Input(here)))
    for there in holdings.shares_of(level.subject, level.period):
        if _is_share(there):
            yield (level.of(there.series.subject),), Join("+", ("/", Input(there)))


def _is_share(statement: Statement) -> bool:
    series = statement.series
    return (
        series.measure is Measure.SHARE
        and series.transformation == "N"
        and statement.quantity is not None
    )


def _by_time(level: Level, holdings: Holdings) -> Iterator[Template]:
    """Flows add up within a year: to date = to date before + the period alone."""
    if not _adds_over_time(level.subject, holdings):
        return
    period = level.period
    before = _to_date_before(period)
    if not period.ytd and before is not None:
        yield (level.at(period.to_date), level.at(before)), Join("+-")
    if period.start.month == 1 and period.start.day == 1 and period.grain in "MQSA":
        months = [Period.of(f"{period.year}-{m:02}") for m in range(1, period.end.month + 1)]
        if len(months) > 1:
            yield (level.at(months[-2].to_date), level.at(months[-1])), Join("++")
            yield tuple(level.at(m) for m in months), Join("+" * len(months))
        if period.end.month < 12:
            following = Period.of(f"{period.year}-{period.end.month + 1:02}")
            yield (level.at(following.to_date), level.at(following)), Join("+-")
            rest = _rest_of_year(period)
            if rest:
                yield (level.at(Period.of(str(period.year))), level.at(rest)), Join("+-")
    elif period.grain in "QS":
        length = 3 if period.grain == "Q" else 6
        first = period.end.month - length + 1
        alone = [Period.of(f"{period.year}-{first + i:02}") for i in range(length)]
        yield tuple(level.at(m) for m in alone), Join("+" * length)
    if period.grain == "A":
        quarters = [Period.of(f"{period.year}-Q{q}") for q in range(1, 5)]
        yield tuple(level.at(q) for q in quarters), Join("++++")


def _adds_over_time(subject: Subject, holdings: Holdings) -> bool:
    return holdings.is_flow(subject.indicator)


def _to_date_before(period: Period) -> Period | None:
    """January up to the eve of the period, where it begins within a year."""
    if period.grain not in "MQS" or (period.start.month, period.start.day) == (1, 1):
        return None
    eve = period.start - timedelta(days=1)
    return Period.of(f"{eve.year}-{eve.month:02}", ytd=True)


def _rest_of_year(period: Period) -> Period | None:
    return {6: Period.of(f"{period.year}-S2"), 9: Period.of(f"{period.year}-Q4")}.get(
        period.end.month
    )


FLOWS = {
    "T": (("X", "+"), ("M", "+")),
    "X": (("T", "+"), ("M", "-")),
    "M": (("T", "+"), ("X", "-")),
    "B": (("X", "+"), ("M", "-")),
}
"""Total trade is exports and imports; the balance is exports less imports."""


def _by_flow(level: Level) -> Iterator[Template]:
    parts = FLOWS.get(level.subject.trade_flow)
    if parts:
        subjects = [level.of(level.subject.with_("trade_flow", flow)) for flow, _ in parts]
        yield tuple(subjects), Join("".join(sign for _, sign in parts))


def _by_part(level: Level, holdings: Holdings) -> Iterator[Template]:
    """An indicator is the sum of its parts, and a part what the others leave."""
    here = level.subject
    children = holdings.children(here.indicator)
    if children:
        yield (
            tuple(level.of(here.with_("indicator", c)) for c in children),
            Join("+" * len(children)),
        )
    parent = holdings.parent(here.indicator)
    if parent:
        others = [c for c in holdings.children(parent) if c != here.indicator]
        needed = [level.of(here.with_("indicator", c)) for c in (parent, *others)]
        yield tuple(needed), Join("+" + "-" * len(others))
