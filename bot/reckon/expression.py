"""Expressions over printed numbers: value, exact bounds, and the inputs to name as sources.

The same printed number may enter an expression twice (137.66 is both the
January–November figure and 93% of the year before). Its true value is one
number all the same, so bounds are taken over the corners of the *distinct*
inputs: an input that occurs more than once is fixed at each of its ends in turn,
and interval arithmetic does the rest. Where the formula is linear fractional in
that input alone, it is monotone in it wherever no divisor can be zero, so the
extremes lie at the corners and the bounds are exact. A formula that is not
(x + 1/x) keeps the wider bounds of interval arithmetic, which are never too
narrow.

Inputs in percent enter as fractions (48% is 0.48); ``percent`` turns a result
back. A root, which is seldom a fraction, has bounds from just below to just above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from bot.figures.codes import PERCENT, POINTS
from bot.figures.quantity import Interval, Quantity
from bot.figures.statement import Statement, truncated
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
    "steps",
    "value",
]


class DivisionByZero(ArithmeticError):
    """A divisor is zero, or its interval contains zero."""


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
        return Fraction(1, 100) if self.statement.series.unit in (PERCENT, POINTS) else Fraction(1)

    @property
    def number(self) -> Fraction:
        return _quantity(self.statement).value * self.scale

    @property
    def interval(self) -> Interval:
        printed, later = _quantity(self.statement).interval, self.restated
        low, high = printed.low, printed.high
        if later is not None:
            low, high = min(low, later.low), max(high, later.high)
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
    match expression:
        case Constant(number):
            return number
        case Input():
            return expression.number
        case Root(of, degree):
            return root(value(of), degree).low
        case Operation(sign, left, right):
            return _apply(sign, value(left), value(right))


def bounds(expression: Expression, *, cut: bool = False) -> Interval:
    """Where the truth lies, each distinct input varying once. Raises DivisionByZero.

    ``cut`` allows for digits that were cut off and not rounded.
    """
    counts = Counter(_leaves(expression))
    spans = {leaf: leaf.cut if cut else leaf.interval for leaf in counts}
    repeated = [leaf for leaf, count in counts.items() if count > 1 and _monotone(expression, leaf)]
    corners = product(*((spans[leaf].low, spans[leaf].high) for leaf in repeated))
    results = [
        _interval(
            expression,
            spans | {leaf: Interval(at, at) for leaf, at in zip(repeated, corner, strict=True)},
        )
        for corner in corners
    ]
    return Interval(min(r.low for r in results), max(r.high for r in results))


def inputs(expression: Expression) -> tuple[Statement, ...]:
    """The distinct statements the expression stands on, in reading order."""
    return tuple(dict.fromkeys(leaf.statement for leaf in _leaves(expression)))


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


def _monotone(expression: Expression, leaf: Input) -> bool:
    """Whether the formula is linear fractional in the input, or in a root that rises with it."""
    above, below = _degrees(expression, leaf)
    return above <= 1 and below <= 1


def _degrees(expression: Expression, leaf: Input) -> tuple[int, int]:
    """Degree of the input above and below the line, nothing cancelled.

    A root of what is monotone in the input is counted on both sides of the line: nothing else
    that holds the input then makes a linear fractional formula with it.
    """
    if isinstance(expression, Root):
        highest = max(_degrees(expression.of, leaf))
        return highest, highest
    if not isinstance(expression, Operation):
        return (1, 0) if expression == leaf else (0, 0)
    (a, b), (c, d) = _degrees(expression.left, leaf), _degrees(expression.right, leaf)
    match expression.sign:
        case "*":
            return a + c, b + d
        case "/":
            return a + d, b + c
        case _:
            return max(a + d, c + b), b + d


def _interval(expression: Expression, spans: Mapping[Input, Interval]) -> Interval:
    match expression:
        case Constant(number):
            return Interval(number, number)
        case Input():
            return spans[expression]
        case Root(of, degree):
            inner = _interval(of, spans)
            return Interval(root(inner.low, degree).low, root(inner.high, degree).high)
        case Operation(sign, left, right):
            a, b = _interval(left, spans), _interval(right, spans)
            if sign == "/" and b.spans_zero:
                raise DivisionByZero
            ends = [_apply(sign, x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
            return Interval(min(ends), max(ends))


def _apply(sign: str, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            if right == 0:
                raise DivisionByZero
            return left / right


def _expression(other: Expression | int) -> Expression:
    return Constant(Fraction(other)) if isinstance(other, int) else other


def _quantity(statement: Statement) -> Quantity:
    quantity = statement.quantity
    if quantity is None:
        raise ValueError(f"statement {statement.id} has only words")
    return quantity
