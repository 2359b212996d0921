"""The narrowest bounds that a formula allows, found by trying.

Independent of ``bot.reckon.expression.bounds``: the formula is evaluated at the
corners of the box that its distinct inputs span, at points inside, and wherever a
climb along the inputs leads. Every value found is one that the truth may have, so
the range of those found lies within the optimal bounds: bounds that contain all of
them and are hardly wider are as good as optimal.
"""

from __future__ import annotations

import operator
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from bot.figures.codes import PERCENT, POINTS
from bot.reckon.expression import Constant, Expression, Input, Operation, Root

__all__ = ["Box", "Pole", "found_range", "operations"]

Box = Mapping[int, tuple[Fraction, Fraction]]
"""For each statement where its number may lie, in its plain unit."""

Function = Callable[[Sequence[Any]], Any]

MOST_CORNERS = 256
INSIDE = 12
LINE = 9
"""Points tried at random, and along each input that occurs more than once."""

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Pole(ArithmeticError):
    """A divisor is zero somewhere in the box: the formula has no bounds."""


@dataclass(frozen=True)
class _Formula:
    value: Function
    divisors: tuple[Function, ...]
    ends: tuple[tuple[Fraction, Fraction], ...]
    again: tuple[int, ...]  # places of inputs that occur more than once


def found_range(expression: Expression, box: Box) -> tuple[Fraction, Fraction]:
    """The lowest and the highest value found. Raises Pole."""
    formula = _formula(expression, box)
    corners = _corners(formula)
    values = []
    signs: set[tuple[bool, ...]] = set()
    for corner in corners:
        below = [divisor(corner) for divisor in formula.divisors]
        if not all(below):
            raise Pole
        signs.add(tuple(each > 0 for each in below))
        values.append((formula.value(corner), corner))
    inside = list(_inside(formula, corners))
    signs |= {tuple(divisor(point) > 0 for divisor in formula.divisors) for point in inside}
    if len(signs) > 1:
        raise Pole
    low, high = min(v for v, _ in values), max(v for v, _ in values)
    margin = 1e-9 * max(abs(float(low)), abs(float(high)))
    for point in inside:
        near = formula.value(point)
        if not float(low) - margin <= near <= float(high) + margin:
            exact = [
                min(max(Fraction(at), ends[0]), ends[1])
                for at, ends in zip(point, formula.ends, strict=True)
            ]
            value = formula.value(exact)
            low, high = min(low, value), max(high, value)
    return low, high


def operations(expression: Expression) -> int:
    return (
        1 + operations(expression.left) + operations(expression.right)
        if isinstance(expression, Operation)
        else 0
    )


def _formula(expression: Expression, box: Box) -> _Formula:
    counts = Counter(each.statement.id for each in _inputs(expression))
    places = {number: place for place, number in enumerate(counts)}
    scales = {each.statement.id: _scale(each) for each in _inputs(expression)}
    ends = tuple(
        (box[number][0] * scales[number], box[number][1] * scales[number]) for number in counts
    )
    return _Formula(
        _function(expression, places),
        tuple(_function(each, places) for each in _divisors(expression)),
        ends,
        tuple(places[number] for number, count in counts.items() if count > 1),
    )


def _inputs(expression: Expression) -> Iterator[Input]:
    match expression:
        case Input():
            yield expression
        case Operation(_, left, right):
            yield from _inputs(left)
            yield from _inputs(right)


def _scale(leaf: Input) -> Fraction:
    percent = leaf.statement.series.unit in (PERCENT, POINTS)
    return Fraction(1, 100) if percent else Fraction(1)


def _divisors(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Operation):
        yield from _divisors(expression.left)
        yield from _divisors(expression.right)
        if expression.sign == "/" and not isinstance(expression.right, Constant):
            yield expression.right


def _function(expression: Expression, places: Mapping[int, int]) -> Function:
    match expression:
        case Constant(number):
            plain = int(number) if number.denominator == 1 else number
            return lambda _: plain
        case Input(statement):
            return operator.itemgetter(places[statement.id])
        case Operation(sign, left, right):
            join = _SIGNS[sign]
            one, other = _function(left, places), _function(right, places)
            return lambda point: join(one(point), other(point))
        case Root():
            raise NotImplementedError("no root is among what is derived")


def _corners(formula: _Formula) -> list[tuple[Fraction, ...]]:
    """All corners of the box where they are not too many, else those that climbing leads to."""
    distinct = [ends[:1] if ends[0] == ends[1] else ends for ends in formula.ends]
    number = 1
    for ends in distinct:
        number *= len(ends)
    if number <= MOST_CORNERS:
        return list(product(*distinct))
    tops = [
        _climbed(formula, [ends[at] for ends in formula.ends], best)
        for best in (min, max)
        for at in (0, 1)
    ]
    return list(dict.fromkeys(tops))


def _climbed(
    formula: _Formula, start: Sequence[Fraction], best: Callable[..., float]
) -> tuple[Fraction, ...]:
    """A corner from which no single input leads any further."""
    ends = [(float(low), float(high)) for low, high in formula.ends]
    chosen = [0 if each == low else 1 for each, (low, _) in zip(start, formula.ends, strict=True)]
    point = [pair[at] for pair, at in zip(ends, chosen, strict=True)]
    here = formula.value(point)
    moved = True
    while moved:
        moved = False
        for place, pair in enumerate(ends):
            before, point[place] = point[place], pair[1 - chosen[place]]
            there = formula.value(point)
            if there != here and best(here, there) == there:
                here, chosen[place], moved = there, 1 - chosen[place], True
            else:
                point[place] = before
    return tuple(pair[at] for pair, at in zip(formula.ends, chosen, strict=True))


def _inside(formula: _Formula, corners: Sequence[Sequence[Fraction]]) -> Iterator[list[float]]:
    """Points inside the box: some anywhere, and lines from corners along inputs used twice."""
    chance = random.Random(len(formula.ends))  # noqa: S311 - not for secrets
    ends = [(float(low), float(high)) for low, high in formula.ends]
    for _ in range(INSIDE):
        yield [chance.uniform(low, high) for low, high in ends]
    for place in formula.again:
        low, high = ends[place]
        for corner in (corners[0], corners[-1]):
            point = [float(each) for each in corner]
            for step in range(1, LINE):
                yield [*point[:place], low + (high - low) * step / LINE, *point[place + 1 :]]
