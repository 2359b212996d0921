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
from bot.figures.period import Period
from bot.figures.quantity import Interval, Refused
from bot.reckon.expression import ONE, DivisionByZero, Expression, Root, bounds, is_mean, value

__all__ = ["KINDS", "Kind", "Term", "compare"]

Guard = Callable[["Term", "Term"], Refused | None]
Formula = Callable[["Term", "Term"], Expression]

SAME = ""
"""The unit of a result that is in its inputs' own unit."""


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a comparison: a formula with its bounds, its unit and its period.

    ``signed`` says that it may be on either side of zero, as a balance may.
    """

    formula: Expression
    interval: Interval
    unit: str
    period: Period | None = None
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


def base_above_zero(here: Term, there: Term) -> Refused | None:  # noqa: ARG001 - a guard's shape
    return Refused("refused_across_zero") if there.interval.low <= 0 else None


def above_zero(here: Term, there: Term) -> Refused | None:
    """Nothing grows at a rate from or to zero or less, year after year."""
    low = min(here.interval.low, there.interval.low)
    return Refused("refused_across_zero") if low <= 0 else None


def no_rate_of_rates(here: Term, there: Term) -> Refused | None:
    return Refused("refused_rate_growth") if PERCENT in (here.unit, there.unit) else None


def years_apart(here: Term, there: Term) -> Refused | None:
    """Over two whole years or more, between periods of one name: no year is made of months."""
    return None if _years(here, there) >= FEWEST_YEARS else Refused("refused_years")


FEWEST_YEARS = 2
"""Years over which a growth rate may be told a year (design: rule 10)."""


def _years(here: Term, there: Term) -> int:
    """The whole years between two periods of one name; 0 where there are none."""
    if here.period is None or there.period is None:
        return 0
    count = here.period.year - there.period.year
    moved = there.period.years(count)
    return count if moved is not None and moved.span == here.period.span else 0


def _growth(here: Term, there: Term) -> Expression:
    return here.formula / there.formula - ONE


def _growth_a_year(here: Term, there: Term) -> Expression:
    return Root(here.formula / there.formula, _years(here, there)) - ONE


def _quotient(here: Term, there: Term) -> Expression:
    return here.formula / there.formula


def _difference(here: Term, there: Term) -> Expression:
    return here.formula - there.formula


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
        # The change of a part, and the whole before it changed.
        Kind("contribution", (same_unit, base_above_zero), _quotient, POINTS),
        Kind(
            "growth_rate",
            (same_unit, no_rate_of_rates, years_apart, above_zero),
            _growth_a_year,
            PERCENT,
            ALL_OF_IT,
        ),
        # What is to be equalled, and what there is of it so far.
        Kind("needed", (same_unit,), _difference, SAME),
        # The highest of several, and the lowest.
        Kind("range", (same_unit,), _difference, SAME),
    )
}


def compare(kind: str, here: Term, there: Term) -> tuple[Expression, Interval] | Refused:
    """The formula of the comparison with its bounds, or the rule that forbids it."""
    row = KINDS[kind]
    for guard in row.guards:
        if refused := guard(here, there):
            return refused
    formula = row.formula(here, there)
    try:
        found = bounds(formula)
    except DivisionByZero:
        return Refused("refused_across_zero")
    if row.least is not None and found.low < row.least <= found.high:
        found = Interval(row.least, found.high)
    if row.formula is _difference and here.counted and there.counted:
        found = found.whole_numbers() or found
    return formula, found
