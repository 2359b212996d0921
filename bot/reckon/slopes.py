"""How a formula goes with one of its unknowns: whether it rises, or falls, all over a box.

Told by its derivative, else by its degree, else by the sign of a polynomial in which
what cancels is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from bot.figures.quantity import Interval
from bot.reckon.nodes import DivisionByZero, Node, Spans, derivative, exactly, interval
from bot.reckon.polynomial import Polynomial, TooLarge

__all__ = ["Slope", "slope"]


class Slope(Enum):
    """How a formula goes with one of its atoms, all over the box of all of them."""

    RISES = auto()
    FALLS = auto()
    EITHER = auto()  # the one or the other, as the other atoms are
    UNKNOWN = auto()

    def times(self, factor: Interval | None) -> Slope:
        """The slope multiplied by a factor that the atom is not in; None is any factor."""
        if self in (Slope.EITHER, Slope.UNKNOWN) or (factor is not None and factor.low >= 0):
            return self
        if factor is not None and factor.high <= 0:
            return Slope.FALLS if self is Slope.RISES else Slope.RISES
        return Slope.EITHER


MINUS = exactly(-1)


def slope(node: Node, atom: Node, spans: Spans) -> Slope:
    """How the formula goes with the atom, where no divisor may be zero."""
    if node is atom:
        return Slope.RISES
    left, right = node.operands
    if not right.has(atom):
        found = slope(left, atom, spans)
        return found.times(_between(right, spans)) if node.sign in "*/" else found
    if not left.has(atom):
        found = slope(right, atom, spans)
        if node.sign in "*/":
            found = found.times(_between(left, spans))
        return found.times(MINUS) if node.sign in "-/" else found
    return _steady(node, atom, spans) or _by_degree(node, atom, spans)


def _between(node: Node, spans: Spans) -> Interval | None:
    """Where it lies at most; None where interval arithmetic cannot tell."""
    try:
        return interval(node, spans)
    except DivisionByZero:
        return None


def _steady(node: Node, atom: Node, spans: Spans) -> Slope | None:
    """The sign of its derivative; None where interval arithmetic cannot tell."""
    try:
        steep = derivative(node, atom, spans)
    except DivisionByZero:
        return None
    if steep.low >= 0:
        return Slope.RISES
    return Slope.FALLS if steep.high <= 0 else None


def _by_degree(node: Node, atom: Node, spans: Spans) -> Slope:
    above, below = _degrees(node, atom)
    if above <= 1 and below <= 1:
        # Linear fractional in the atom, and so monotone, all others held.
        return Slope.EITHER
    try:
        return _of_quotient(node, atom, spans)
    except TooLarge:
        return Slope.UNKNOWN


def _degrees(node: Node, atom: Node) -> tuple[int, int]:
    """Degree of the atom above and below the line, nothing cancelled."""
    if node is atom or not node.has(atom):
        return int(node is atom), 0
    (a, b), (c, d) = (_degrees(operand, atom) for operand in node.operands)
    match node.sign:
        case "*":
            return a + c, b + d
        case "/":
            return a + d, b + c
        case _:
            return max(a + d, c + b), b + d


def _of_quotient(node: Node, atom: Node, spans: Spans) -> Slope:
    """The same of the formula as one polynomial over another. Raises TooLarge."""
    atoms = [each for each in spans if node.has(each)]
    places = {each: place for place, each in enumerate(atoms)}
    quotient = _quotient(node, places)
    above, below = _product(quotient.above, places), _product(quotient.below, places)
    above, below = above.without_common_powers(below)
    place, box = places[atom], [spans[each] for each in atoms]
    steep = above.slope(place) * below - above * below.slope(place)
    sign = steep.sign(box)
    if sign is not None:
        return Slope.RISES if sign >= 0 else Slope.FALLS
    # Where the atom is not in its slope, that is of one sign, all others held.
    return Slope.UNKNOWN if steep.degree(place) else Slope.EITHER


@dataclass(frozen=True)
class _Quotient:
    """Products of polynomials, above the line and below it, with no factor on both sides."""

    above: tuple[Polynomial, ...]
    below: tuple[Polynomial, ...] = ()

    def __truediv__(self, other: _Quotient) -> _Quotient:
        return _Quotient(*_apart((*self.above, *other.below), (*self.below, *other.above)))


def _quotient(node: Node, places: Mapping[Node, int]) -> _Quotient:
    if node in places:
        return _Quotient((Polynomial.unknown(places[node], len(places)),))
    if not node.operands:
        return _Quotient((Polynomial.constant(node.span.low, len(places)),))
    one, other = (_quotient(operand, places) for operand in node.operands)
    if node.sign == "/":
        return one / other
    if node.sign == "*":
        return one / _Quotient(other.below, other.above)
    # Over the line that both have in common; what only one has, the other is multiplied by.
    here, there = _apart(one.below, other.below)
    left = _product((*one.above, *there), places)
    right = _product((*other.above, *here), places)
    joined = left + right if node.sign == "+" else left - right
    return _Quotient((joined,)) / _Quotient((*one.below, *there))


def _apart(
    one: Sequence[Polynomial], other: Sequence[Polynomial]
) -> tuple[tuple[Polynomial, ...], tuple[Polynomial, ...]]:
    """What each of two products has that the other has not."""
    left, right = [], list(other)
    for factor in one:
        if factor in right:
            right.remove(factor)
        else:
            left.append(factor)
    return tuple(left), tuple(right)


def _product(factors: Iterable[Polynomial], places: Mapping[Node, int]) -> Polynomial:
    made = Polynomial.constant(Fraction(1), len(places))
    for factor in factors:
        made = made * factor
    return made
