"""Formulas as nodes, in which the same unknown is the same node wherever it stands.

Interval arithmetic on them takes two places of one unknown for two unknowns: what it
gives is never too narrow, and too wide where that matters (see ``bot.reckon.ranges``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from bot.figures.quantity import Interval

__all__ = [
    "DivisionByZero",
    "Formula",
    "Node",
    "Spans",
    "apply",
    "derivative",
    "exactly",
    "interval",
    "joined",
]


class DivisionByZero(ArithmeticError):
    """A divisor is zero, or may be."""


@dataclass(eq=False)
class Node:
    """A number, an unknown, or two nodes joined by a sign; equal ones are one and the same."""

    sign: str  # "" of a number or an unknown
    span: Interval  # of a number or an unknown
    operands: tuple[Node, ...] = ()

    @cached_property
    def unknowns(self) -> Counter[Node]:
        """The unknowns in it, with in how many places each is."""
        if self.operands:
            left, right = self.operands
            return left.unknowns + right.unknowns
        return Counter() if self.span.exact else Counter((self,))

    def has(self, part: Node) -> bool:
        """Whether any unknown of the part is in it."""
        return not part.unknowns.keys().isdisjoint(self.unknowns)


def exactly(number: Fraction | int) -> Interval:
    return Interval(Fraction(number), Fraction(number))


NOWHERE = exactly(0)
ONE = exactly(1)

Spans = Mapping[Node, Interval]
"""Where some nodes lie, whatever is in them."""


@dataclass
class Formula:
    """Makes nodes, each once."""

    _nodes: dict[object, Node] = field(default_factory=dict)

    def leaf(self, name: object, span: Interval) -> Node:
        """The number or unknown of that name, wherever it stands."""
        return self._nodes.setdefault(("", name), Node("", span))

    def joined(self, sign: str, left: Node, right: Node) -> Node:
        key = (sign, id(left), id(right))
        return self._nodes.setdefault(key, Node(sign, NOWHERE, (left, right)))


def apply(sign: str, left: Fraction, right: Fraction) -> Fraction:
    """Raises DivisionByZero."""
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


def joined(sign: str, a: Interval, b: Interval) -> Interval:
    """What two intervals can make that vary apart. Raises DivisionByZero."""
    if sign == "+":
        return Interval(a.low + b.low, a.high + b.high)
    if sign == "-":
        return Interval(a.low - b.high, a.high - b.low)
    if sign == "/" and b.spans_zero:
        raise DivisionByZero
    ends = [apply(sign, x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def interval(node: Node, spans: Spans) -> Interval:
    """The formula by interval arithmetic. Raises DivisionByZero."""
    if node in spans:
        return spans[node]
    if not node.operands:
        return node.span
    a, b = (interval(operand, spans) for operand in node.operands)
    return joined(node.sign, a, b)


def derivative(node: Node, atom: Node, spans: Spans) -> Interval:
    """Its derivative in an atom, by interval arithmetic. Raises DivisionByZero."""
    if node is atom:
        return ONE
    if not node.has(atom):
        return NOWHERE
    left, right = node.operands
    a, b = (derivative(operand, atom, spans) for operand in (left, right))
    if node.sign in "+-":
        return joined(node.sign, a, b)
    x, y = interval(left, spans), interval(right, spans)
    if node.sign == "*":
        return joined("+", joined("*", a, y), joined("*", x, b))
    # Of x / y it is (a - b x / y) / y.
    return joined("/", joined("-", a, joined("*", b, joined("/", x, y))), y)
