"""A working as printed ("16.03 billion yuan ÷ (1 + 48%)"), parsed and reckoned by hand.

Percentages and percentage points count as fractions: 1 + 48% is 1.48. A number that stands
twice is one and the same number, so its two places move together when bounds are looked for,
unless two numbers are only printed alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.digits.numbers import Number, numbers

__all__ = ["ROOT", "DividesByZero", "Leaf", "Tree", "Unreadable", "Working", "value_of"]

Span = tuple[Fraction, Fraction]

_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[+\u00d7\u00f7()]|\u2212)|\^\(1/(?P<root>\d+)\)"
    r"|(?P<number>[^+\u2212\u00d7\u00f7()^]+))"
)
ROOT = "\u221a"
"""The sign of a root, printed as "^(1/3)"; on its right is the degree."""


class Unreadable(ValueError):
    """A working that cannot be parsed, or that divides by zero."""


class DividesByZero(Unreadable):
    """A working that may be anything, as a number below the line may be zero."""


@dataclass(frozen=True)
class Leaf:
    """One printed number of a working."""

    text: str
    number: Number
    fraction: bool  # a percentage or percentage points, which count by the hundred

    @property
    def value(self) -> Fraction:
        return self.number.value / (100 if self.fraction else 1)

    @property
    def constant(self) -> bool:
        """Whether it may be a number of the formula itself: 1, or 11 months."""
        number = self.number
        named = number.percent or number.prefix or number.scale or self.text != number.text
        return not named and number.value.denominator == 1


Tree = Leaf | tuple[str, "Tree", "Tree"]
"""A number, or two trees joined by a sign."""


NOTHING = Leaf("", numbers("0")[0], fraction=False)
"""What a negative number at the beginning is taken from."""


class Working:
    """A working, ready to be reckoned."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._place = 0
        self.tree = self._sum()
        if self._place != len(self._tokens):
            raise Unreadable(text)

    @property
    def leaves(self) -> list[Leaf]:
        return list(_leaves(self.tree))

    @property
    def is_mean(self) -> bool:
        """Whether it is divided by a number of its own, as a mean is: it need not be whole."""
        match self.tree:
            case ("\u00f7", _, Leaf() as parts):
                return parts.constant
        return False

    @property
    def factors(self) -> list[Leaf]:
        """Numbers that something is multiplied or divided by, as a sum is by its months."""
        return list(_factors(self.tree))

    def value(self) -> Fraction:
        return value_of(self.tree)

    def bounds(self, interval: Callable[[Leaf], Span], *, together: bool = True) -> Span:
        """The least and the most it can be.

        A number that stands twice moves ``together`` with itself, unless two numbers are only
        printed alike.
        """
        counts = Counter(self.leaves)
        repeated = [leaf for leaf, count in counts.items() if count > 1 and together]
        spans = {leaf: interval(leaf) for leaf in counts}
        ends: list[Fraction] = []
        for corner in product(*(spans[leaf] for leaf in repeated)):
            fixed = spans | {leaf: (at, at) for leaf, at in zip(repeated, corner, strict=True)}
            ends += _reckon(self.tree, fixed.__getitem__)
        return min(ends), max(ends)

    # The grammar: a sum of products of numbers and bracketed sums.

    def _sum(self) -> Tree:
        return self._joined("+\u2212", self._product)

    def _product(self) -> Tree:
        return self._joined("\u00d7\u00f7", self._factor)

    def _joined(self, signs: str, part: Callable[[], Tree]) -> Tree:
        tree = part()
        while (sign := self._next()) is not None and isinstance(sign, str) and sign in signs:
            self._place += 1
            tree = sign, tree, part()
        return tree

    def _factor(self) -> Tree:
        tree = self._alone()
        while self._next() == ROOT:
            self._place += 1
            tree = ROOT, tree, self._alone()
        return tree

    def _alone(self) -> Tree:
        token = self._next()
        self._place += 1
        if token == "(":
            tree = self._sum()
            if self._next() != ")":
                raise Unreadable("a bracket is not closed")
            self._place += 1
            return tree
        if token == "\u2212":  # a negative number
            inner = self._factor()
            return "\u2212", NOTHING, inner
        if not isinstance(token, Leaf):
            raise Unreadable(f"{token!r} where a number should be")
        if token.number.value < 0:  # the same number as without its sign
            text = token.text.lstrip("-\u2212")
            return "\u2212", NOTHING, Leaf(text, numbers(text)[0], token.fraction)
        return token

    def _next(self) -> str | Leaf | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None


def _tokens(text: str) -> list[str | Leaf]:
    found: list[str | Leaf] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        if match["root"]:
            found += [ROOT, _leaf(match["root"])]
        else:
            found.append(match["sign"] or _leaf(match["number"].strip()))
    if text[end:].strip():
        raise Unreadable(text)
    return found


def _leaf(text: str) -> Leaf:
    held = numbers(text)
    if len(held) != 1 or held[0].start != 0:
        raise Unreadable(f"{text!r} is not one number")
    fraction = held[0].percent or "percentage point" in held[0].behind
    return Leaf(text, held[0], fraction)


def value_of(tree: Tree) -> Fraction:
    """What a part of a working comes to."""
    return _reckon(tree, lambda leaf: (leaf.value, leaf.value))[0]


def _leaves(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield from [] if tree is NOTHING else [tree]
    else:
        yield from _leaves(tree[1])
        yield from [] if tree[0] == ROOT else _leaves(tree[2])


def _root(value: Fraction, degree: int) -> Fraction:
    """The root, cut at forty decimals."""
    if value < 0:
        raise Unreadable("a root of less than nothing")
    scaled = int(value * Fraction(10) ** (DECIMALS * degree))
    low, high = 0, 1
    while high**degree <= scaled:
        high *= 2
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= scaled else (low, middle)
    return Fraction(low, 10**DECIMALS)


DECIMALS = 40


def _factors(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        return
    if tree[0] in "\u00d7\u00f7" and isinstance(tree[2], Leaf):
        yield tree[2]
    yield from _factors(tree[1])
    yield from _factors(tree[2])


def _reckon(tree: Tree, span: Callable[[Leaf], Span]) -> Span:
    if isinstance(tree, Leaf):
        return (tree.value, tree.value) if tree is NOTHING else span(tree)
    sign, left, right = tree
    if sign == ROOT:
        (low, high), (degree, _) = _reckon(left, span), _reckon(right, lambda n: (n.value, n.value))
        return _root(low, int(degree)), _root(high, int(degree))
    (a, b), (c, d) = _reckon(left, span), _reckon(right, span)
    match sign:
        case "+":
            return a + c, b + d
        case "\u2212":
            return a - d, b - c
        case "\u00d7":
            ends = [a * c, a * d, b * c, b * d]
        case _:
            if c <= 0 <= d:
                raise DividesByZero("it divides by zero")
            ends = [a / c, a / d, b / c, b / d]
    return min(ends), max(ends)
