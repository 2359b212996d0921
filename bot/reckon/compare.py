"""Comparisons: one row a kind, with what it needs, its formula and its unit together.

A row's guard says why not before anything is divided; its formula is built over
printed numbers, so bounds and working come with it. Wording belongs to
``bot.reply`` and is keyed by the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bot.figures.codes import COUNT, PERCENT, POINTS, PURE_NUMBER
from bot.figures.quantity import Interval, Refused
from bot.reckon.expression import ONE, DivisionByZero, Expression, bounds, is_mean, value

__all__ = ["KINDS", "Kind", "Term", "compare"]

Guard = Callable[["Term", "Term"], Refused | None]
Formula = Callable[[Expression, Expression], Expression]

SAME = ""
"""The unit of a result that is in its inputs' own unit."""


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a comparison: a formula with its bounds and its unit.

    ``signed`` says that it may be on either side of zero, as a balance may.
    """

    formula: Expression
    interval: Interval
    unit: str
    signed: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is a whole number: a count, and no mean of counts."""
        return self.unit == COUNT and not is_mean(self.formula)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of comparison."""

    name: str
    guards: tuple[Guard, ...]
    formula: Formula
    unit: str
    least: Fraction | None = None  # what it cannot fall below, both its terms being positive


def same_unit(here: Term, there: Term) -> Refused | None:
    return None if here.unit == there.unit else Refused("refused_units")


def both_positive(here: Term, there: Term) -> Refused | None:
    """No percentage on a base of zero or less, nor across zero (design: rule 8).

    What is printed as zero is none of it: its share is 0%, and its fall 100%. But a balance
    printed as zero may be a deficit.
    """
    if not value(there.formula):
        return Refused("refused_zero_base")
    below = here.interval.low < 0 and (here.signed or value(here.formula))
    if there.interval.low <= 0 or below:
        return Refused("refused_across_zero")
    return None


def part_within_whole(here: Term, there: Term) -> Refused | None:
    """A share above 100% is never a reply (design: rule 6)."""
    if here.interval.low > there.interval.high:
        return Refused("refused_share_above_whole")
    return None


def no_rates(here: Term, there: Term) -> Refused | None:
    """Two rates differ by points; one is no part of the other (design: rule 5)."""
    return Refused("refused_rates") if PERCENT in (here.unit, there.unit) else None


def base_not_zero(here: Term, there: Term) -> Refused | None:  # noqa: ARG001 - a guard's shape
    if not value(there.formula):
        return Refused("refused_zero_base")
    return Refused("refused_across_zero") if there.interval.spans_zero else None


def _growth(here: Expression, there: Expression) -> Expression:
    return here / there - ONE


def _quotient(here: Expression, there: Expression) -> Expression:
    return here / there


def _difference(here: Expression, there: Expression) -> Expression:
    return here - there


NOTHING, ALL_OF_IT = Fraction(0), Fraction(-1)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("previous_period", (same_unit, both_positive), _growth, PERCENT, ALL_OF_IT),
        Kind("year_earlier", (same_unit, both_positive), _growth, PERCENT, ALL_OF_IT),
        Kind("other_period", (same_unit, both_positive), _growth, PERCENT, ALL_OF_IT),
        Kind(
            "share",
            (same_unit, no_rates, both_positive, part_within_whole),
            _quotient,
            PERCENT,
            NOTHING,
        ),
        Kind("ratio", (same_unit, no_rates, both_positive), _quotient, PURE_NUMBER, NOTHING),
        Kind("fraction", (same_unit, both_positive), _quotient, PERCENT, NOTHING),
        Kind("difference", (same_unit,), _difference, SAME),
        Kind("points", (same_unit,), _difference, POINTS),
        Kind("year_to_date", (same_unit, both_positive), _growth, PERCENT, ALL_OF_IT),
        Kind("per", (base_not_zero,), _quotient, SAME),
    )
}


def compare(kind: str, here: Term, there: Term) -> tuple[Expression, Interval] | Refused:
    """The formula of the comparison with its bounds, or the rule that forbids it."""
    row = KINDS[kind]
    for guard in row.guards:
        if refused := guard(here, there):
            return refused
    formula = row.formula(here.formula, there.formula)
    try:
        found = bounds(formula)
    except DivisionByZero:
        return Refused("refused_across_zero")
    if row.least is not None and found.low < row.least <= found.high:
        found = Interval(row.least, found.high)
    if row.name == "difference" and here.counted and there.counted:
        found = found.whole_numbers() or found
    return formula, found
