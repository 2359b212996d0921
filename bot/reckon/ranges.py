"""The range of a formula whose unknowns lie each in an interval, every one varying once.

A part of the formula that has some unknowns to itself, in however many places, is one
unknown (an *atom*) with a range of its own. An atom in one place is left to interval
arithmetic. An atom in several is put at one of its ends: the one where the formula is
lowest or highest if it rises or falls with it all over the box, each of them in turn
if it does the one or the other as the other atoms are. With what is left (x + 1/x) the
box is cut up until what is found is hardly wider than it need be; it is never too
narrow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from bot.figures.quantity import Interval
from bot.reckon.nodes import (
    DivisionByZero,
    Node,
    Spans,
    derivative,
    exactly,
    interval,
    joined,
)
from bot.reckon.slopes import Slope, slope

__all__ = ["range_of"]

Box = dict[Node, Interval]

ENOUGH = Fraction(1, 100)
"""How much wider than need be a range may be before the box is cut up further."""

MOST_BOXES = 60


def range_of(node: Node) -> Interval:
    """The range of the formula. Raises DivisionByZero where a divisor may be zero."""
    if not node.operands:
        return node.span
    atoms = _atoms(node)
    spans = {atom: range_of(atom) for atom in atoms}
    again = [atom for atom, places in atoms.items() if places > 1]
    if not again:
        return interval(node, spans)
    _divisible(node, spans)
    slopes = {atom: slope(node, atom, spans) for atom in again}
    either = [atom for atom, way in slopes.items() if way is Slope.EITHER]
    settled = [
        {**spans, **corner, **end}
        for corner in _corners(either, spans)
        for end in _ends(slopes, spans)
    ]
    left = [atom for atom, way in slopes.items() if way is Slope.UNKNOWN]
    if left:
        return _cut_up(node, left, spans, settled)
    return _hull(interval(node, each) for each in settled)


def _hull(intervals: Iterable[Interval]) -> Interval:
    found = list(intervals)
    return Interval(min(each.low for each in found), max(each.high for each in found))


def _atoms(node: Node) -> Counter[Node]:
    """The largest parts with unknowns that are nowhere else, with in how many places each is."""
    places = Counter(_parts(node))
    found: Counter[Node] = Counter()

    def look(part: Node) -> None:
        own = part.unknowns
        if own and all(node.unknowns[one] == count * places[part] for one, count in own.items()):
            found[part] += 1
        elif own:
            for operand in part.operands:
                look(operand)

    for operand in node.operands:
        look(operand)
    return found


def _parts(node: Node) -> Iterator[Node]:
    for operand in node.operands:
        yield operand
        yield from _parts(operand)


def _divisible(node: Node, spans: Spans) -> None:
    """Raises DivisionByZero where a divisor may be zero, each unknown varying once."""
    if node in spans or not node.operands:
        return
    for operand in node.operands:
        _divisible(operand, spans)
    if node.sign == "/" and _may_be_zero(node.operands[1], spans):
        raise DivisionByZero


def _may_be_zero(node: Node, spans: Spans) -> bool:
    try:
        if not interval(node, spans).spans_zero:
            return False
    except DivisionByZero:
        pass
    return range_of(node).spans_zero


def _corners(atoms: Sequence[Node], spans: Spans) -> Iterator[Box]:
    """Each of the atoms at one of its ends, in every combination."""
    fixed = ([(atom, exactly(at)) for at in {spans[atom].low, spans[atom].high}] for atom in atoms)
    return map(dict, product(*fixed))


def _ends(slopes: Mapping[Node, Slope], spans: Spans) -> Iterator[Box]:
    """The atoms where the formula is lowest, and where it is highest."""
    rising = [atom for atom, way in slopes.items() if way is Slope.RISES]
    falling = [atom for atom, way in slopes.items() if way is Slope.FALLS]
    for lows, highs in ((rising, falling), (falling, rising)):
        yield {
            **{atom: exactly(spans[atom].low) for atom in lows},
            **{atom: exactly(spans[atom].high) for atom in highs},
        }


# --- what is left ------------------------------------------------------------------------------


def _cut_up(node: Node, left: Sequence[Node], spans: Spans, settled: Sequence[Box]) -> Interval:
    """The range by branch and bound in the atoms left, the others as settled.

    What is found in a corner of a box is reached; what the box may reach at most is not.
    """
    boxes = [{atom: spans[atom] for atom in left}]
    reached = _reached(node, boxes[0], settled)
    most = [_at_most(node, boxes[0], settled)]
    while len(boxes) < MOST_BOXES:
        beyond = [max(reached.low - each.low, each.high - reached.high) for each in most]
        worst = max(range(len(boxes)), key=beyond.__getitem__)
        if beyond[worst] <= reached.width * ENOUGH / 2:
            break
        box = boxes.pop(worst)
        most.pop(worst)
        for half in _halves(node, box, spans):
            boxes.append(half)
            most.append(_at_most(node, half, settled))
            reached = _hull((reached, _reached(node, half, settled)))
    return _hull(most)


def _reached(node: Node, box: Box, settled: Sequence[Box]) -> Interval:
    return _hull(
        interval(node, {**each, **corner})
        for corner in _corners(list(box), box)
        for each in settled
    )


def _at_most(node: Node, box: Box, settled: Sequence[Box]) -> Interval:
    return _hull(_enclosed(node, box, each) for each in settled)


def _enclosed(node: Node, box: Box, others: Box) -> Interval:
    """Where the formula lies in the box at most: as far as its slopes carry from the middle."""
    spans = {**others, **box}
    plain = interval(node, spans)
    middle = {atom: exactly((span.low + span.high) / 2) for atom, span in box.items()}
    found = interval(node, {**others, **middle})
    for atom, span in box.items():
        away = Interval(-span.width / 2, span.width / 2)
        found = joined("+", found, joined("*", derivative(node, atom, spans), away))
    return Interval(max(found.low, plain.low), min(found.high, plain.high))


def _halves(node: Node, box: Box, spans: Spans) -> tuple[Box, Box]:
    """The box cut across the atom along which the formula moves most."""

    def moves(atom: Node) -> Fraction:
        steep = derivative(node, atom, {**spans, **box})
        return max(abs(steep.low), abs(steep.high)) * box[atom].width

    atom = max(box, key=moves)
    span = box[atom]
    middle = (span.low + span.high) / 2
    return {**box, atom: Interval(span.low, middle)}, {**box, atom: Interval(middle, span.high)}
