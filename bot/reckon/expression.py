"""Expressions over printed numbers: value, exact bounds, and the inputs to name as sources.

The same printed number may enter an expression twice (137.66 is both the
January–November figure and 93% of the year before). Its true value is one
number all the same, so bounds are taken with each *distinct* input varying once:
see ``bot.reckon.ranges``.

Inputs in percent enter as fractions (48% is 0.48); ``percent`` turns a result
back. A root, which is seldom a fraction, has bounds from just below to just above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from bot.figures.codes import PERCENT, POINTS
from bot.figures.quantity import Interval, Quantity
from bot.figures.statement import Statement, truncated
from bot.reckon.nodes import DivisionByZero, Formula, Node, apply
from bot.reckon.ranges import range_of
from bot.reckon.root import root

__all__ = [
    "ONE",
    "Constant",
    "DivisionByZero",
    "Expression",
    "Input",
    "Operation",
    "Root",
    "bounds",
    "inputs",
    "is_mean",
    "is_sum",
    "steps",
    "value",
]


class _Arithmetic:
    """Operators that build expressions, so that a formula reads as it is written."""

    __slots__ = ()

    def __add__(self, other: Expression | int) -> Expression:
        return Operation("+", self, _expression(other))  # type: ignore[arg-type]

    def __sub__(self, other: Expression | int) -> Expression:
        return Operation("-", self, _expression(other))  # type: ignore[arg-type]

    def __mul__(self, other: Expression | int) -> Expression:
        return Operation("*", self, _expression(other))  # type: ignore[arg-type]

    def __truediv__(self, other: Expression | int) -> Expression:
        return Operation("/", self, _expression(other))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Constant(_Arithmetic):
    """A number of the formula itself: the 1 in 1 + 48%."""

    number: Fraction


@dataclass(frozen=True, slots=True)
class Input(_Arithmetic):
    """A printed number; ``restated`` is where later releases have it, if anywhere else."""

    statement: Statement
    restated: Interval | None = None

    @property
    def scale(self) -> Fraction:
        return Fraction(1, 100) if self._is_rate else Fraction(1)

    @property
    def _is_rate(self) -> bool:
        return self.statement.series.unit in (PERCENT, POINTS)

    @property
    def number(self) -> Fraction:
        number = _quantity(self.statement).value
        return number * self.scale if self._is_rate else number

    @property
    def interval(self) -> Interval:
        printed, later = _quantity(self.statement).interval, self.restated
        low, high = printed.low, printed.high
        if later is not None:
            low, high = min(low, later.low), max(high, later.high)
        elif not self._is_rate:
            return printed
        return Interval(low * self.scale, high * self.scale)

    @property
    def cut(self) -> Interval:
        """Where the truth may also lie if digits were cut off and not rounded."""
        here = self.interval
        if here.exact:
            return here
        there = truncated(self.number, self.statement.printed_unit * self.scale)
        return Interval(min(here.low, there.low), max(here.high, there.high))


@dataclass(frozen=True, slots=True)
class Operation(_Arithmetic):
    """Two expressions joined by + - * or /."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Root(_Arithmetic):
    """The root of that degree of an expression that is not below zero."""

    of: Expression
    degree: int


Expression = Constant | Input | Operation | Root

ONE = Constant(Fraction(1))


def value(expression: Expression) -> Fraction:
    """The formula on the numbers as printed, a root to 50 decimals. Raises DivisionByZero."""
    terms: dict[Input, str] = {}
    if isinstance(expression, Operation) and _is_sum(expression, "+", terms):
        return _total([t.number if sign == "+" else -t.number for t, sign in terms.items()])
    match expression:
        case Constant(number):
            return number
        case Input():
            return expression.number
        case Root(of, degree):
            return root(value(of), degree).low
        case Operation(sign, left, right):
            return apply(sign, value(left), value(right))


def bounds(expression: Expression, *, cut: bool = False) -> Interval:
    """Where the truth lies, each distinct input varying once. Raises DivisionByZero.

    ``cut`` allows for digits that were cut off and not rounded.
    """
    terms: dict[Input, str] = {}
    if _is_sum(expression, "+", terms):
        return _sum_of(terms, cut=cut)
    return range_of(_node(expression, Formula(), cut=cut))


def is_sum(expression: Expression) -> bool:
    """Whether it adds and takes away printed numbers and does nothing else."""
    return _is_sum(expression, "+", {})


def _is_sum(expression: Expression, sign: str, terms: dict[Input, str]) -> bool:
    """Whether it is a sum of inputs of which none is there twice; ``terms`` gets their signs.

    So are nearly all formulas of many inputs, and their bounds are quickly told.
    """
    match expression:
        case Input() if expression not in terms:
            terms[expression] = sign
            return True
        case Operation("+" | "-" as join, left, right):
            other = sign if join == "+" else _OPPOSITE[sign]
            return _is_sum(left, sign, terms) and _is_sum(right, other, terms)
    return False


_OPPOSITE = {"+": "-", "-": "+"}


def _sum_of(terms: Mapping[Input, str], *, cut: bool) -> Interval:
    spans = [(sign, term.cut if cut else term.interval) for term, sign in terms.items()]
    low = [span.low if sign == "+" else -span.high for sign, span in spans]
    high = [span.high if sign == "+" else -span.low for sign, span in spans]
    return Interval(_total(low), _total(high))


def _total(numbers: Sequence[Fraction]) -> Fraction:
    """Their sum, over one denominator: added two by two each step would be reduced."""
    over = lcm(*(number.denominator for number in numbers))
    return Fraction(sum(n.numerator * (over // n.denominator) for n in numbers), over)


def _node(expression: Expression, formula: Formula, *, cut: bool) -> Node:
    match expression:
        case Constant(number):
            return formula.leaf(number, Interval(number, number))
        case Input():
            return formula.leaf(expression, expression.cut if cut else expression.interval)
        case Root(of, degree):
            # It rises with what it is of; beside that in one formula it counts as another unknown.
            inner = bounds(of, cut=cut)
            span = Interval(root(inner.low, degree).low, root(inner.high, degree).high)
            return formula.leaf(expression, span)
        case Operation(sign, left, right):
            one, other = _node(left, formula, cut=cut), _node(right, formula, cut=cut)
            return formula.joined(sign, one, other)


def inputs(expression: Expression) -> tuple[Statement, ...]:
    """The distinct statements the expression stands on, in reading order."""
    return tuple(dict.fromkeys(leaf.statement for leaf in _leaves(expression)))


def is_mean(expression: Expression) -> bool:
    """Whether it is a total divided among so many: of counts, no count."""
    return (
        isinstance(expression, Operation)
        and expression.sign == "/"
        and isinstance(expression.right, Constant)
    )


def steps(expression: Expression) -> int:
    """How many operations it takes: the fewer, the easier to check by hand."""
    if isinstance(expression, Operation):
        return 1 + steps(expression.left) + steps(expression.right)
    return 1 + steps(expression.of) if isinstance(expression, Root) else 0


def _leaves(expression: Expression) -> list[Input]:
    match expression:
        case Input():
            return [expression]
        case Operation(_, left, right):
            return _leaves(left) + _leaves(right)
        case Root(of):
            return _leaves(of)
        case _:
            return []


def _expression(other: Expression | int) -> Expression:
    return Constant(Fraction(other)) if isinstance(other, int) else other


def _quantity(statement: Statement) -> Quantity:
    quantity = statement.quantity
    if quantity is None:
        raise ValueError(f"statement {statement.id} has only words")
    return quantity
