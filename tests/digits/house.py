"""How a computed number is written, put down a second time from the docstring of ``bot.reply.style``.

Given its value and bounds, ``forms`` says every way in which it may stand: alone (with the bounds
in brackets), or as the range alone. A form is a number and the power of ten of its last digit.

    place    the smallest power of ten that is at least a quarter of the width
    alone    the value to that place, or to the next smaller where that leaves the bounds;
             never more than five significant digits
    bounds   one place smaller, and no smaller than the sixth digit of the value; to the place of
             the value where that was cut at five digits and lies beyond them
    range    where it is wider than a tenth of the value, at the place of bounds; in a sentence,
             where it is narrower, at the place itself
    exact    what has no width stands in full, or to four digits where it has no end
    changes  in percent, and multiples, known more closely than a newspaper writes them: to the
             first digit of the change or one decimal, whichever is finer, as long as both bounds
             round to the same there; the bounds then to four digits

Everything is rounded half up, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Form", "forms", "half_up", "quarter_place"]

MOST, FEWER, ENDLESS, ALL, SMALLEST = 5, 4, 4, 18, -6


LESS = 1 - Fraction(1, 10**15)
"""Bounds that do not end are printed a little too wide: what is just as wide as it may be is not
wider."""


@dataclass(frozen=True)
class Form:
    """One way of writing it: one number, or the two ends of a range."""

    numbers: tuple[Fraction, ...]
    place: int
    bracketed: bool = False  # the bounds behind a number, which have no scale of their own


def half_up(value: Fraction, place: int) -> Fraction:
    """The multiple of 10^place next to the value; a half goes away from zero."""
    unit = Fraction(10) ** place
    size = (abs(value) / unit + Fraction(1, 2)) // 1 * unit
    return -size if value < 0 else size


def quarter_place(low: Fraction, high: Fraction) -> int:
    """The smallest power of ten that is at least a quarter of the width."""
    place, quarter = 30, (high - low) / 4 * LESS
    while Fraction(10) ** (place - 1) >= quarter:
        place -= 1
    return place


def digit(value: Fraction, count: int) -> int:
    """The power of ten of its so-manieth significant digit."""
    place, size = 40, half_up(abs(value), -12)
    if not size:
        return 1 - count
    while Fraction(10) ** place > size:
        place -= 1
    return place - count + 1


def exact_place(value: Fraction) -> int | None:
    """The power of ten of the last digit of a number that ends; None of one that does not.

    What fills the twenty digits of the JSON does not end.
    """
    first = digit(value, 1) if value else 0
    for place in range(max(first, 0), first - ALL, -1):
        if value == half_up(value, place):
            return place
    return None


def forms(
    value: Fraction, low: Fraction, high: Fraction, *, change: bool, multiple: bool, points: bool,
    whole: bool,
) -> list[Form]:  # fmt: skip
    """All the ways in which a number with these bounds may stand.

    ``change`` is a change in percent, ``multiple`` so many times, ``whole`` a count; what is in
    ``points`` stands alone however wide its bounds are.
    """
    return list(_forms(value, low, high, change, multiple, points, whole))


def _forms(
    value: Fraction, low: Fraction, high: Fraction, change: bool, multiple: bool, points: bool,
    whole: bool,
) -> Iterator[Form]:  # fmt: skip
    paper = _newspaper(value, low, high, multiple) if change or multiple else None
    if low == high:
        end = exact_place(low)
        if paper is not None and (end is None or end < paper):
            yield Form((half_up(low, paper),), paper)
        else:
            place = digit(low, ENDLESS) if end is None else end
            yield Form((half_up(low, place),), place)
        return
    place = quarter_place(low, high)
    if whole and low.denominator == high.denominator == 1:
        place = max(place, 0)
    fine = max(place - 1, 0) if whole and low.denominator == high.denominator == 1 else place - 1
    wide = (high - low) * 10 * LESS > abs(value)
    value = min(max(value, low), high)
    if not value and not low:
        yield Form((Fraction(0),), 0)
        yield Form((Fraction(0), half_up(high, place)), place, bracketed=True)
        return
    yield Form((half_up(low, fine), half_up(high, fine)), fine)
    if not wide:
        yield Form((half_up(low, place), half_up(high, place)), place)
    if not value and low < 0 < high:
        yield Form((half_up(low, fine), half_up(high, fine)), fine, bracketed=True)
    if low == 0 or (low < 0 < high):
        yield Form((half_up(high, fine),), fine)  # "by at most"
    if wide and not (points and low >= 0):
        return
    beyond = False
    if paper is not None and paper > place:
        shown, ends = paper, max(place, digit(value, FEWER))
    else:
        shown, ends = max(place, digit(value, MOST)), fine
        beyond = shown > place and not low <= half_up(value, shown) <= high
        near = half_up(value, place)
        told_as_end = near in (half_up(low, fine), half_up(high, fine)) and near != value
        told_as_end &= (high - low) * 20 > abs(value)
        if shown == place and (told_as_end or not low <= near <= high):
            shown = place - 1
    yield Form((half_up(value, shown),), shown)
    ends = shown if beyond else max(ends, digit(value, MOST) - 1)
    yield Form((half_up(low, ends), half_up(high, ends)), ends, bracketed=True)


def _newspaper(value: Fraction, low: Fraction, high: Fraction, multiple: bool) -> int | None:
    """The place to which a newspaper writes a change, where both bounds round to the same there.

    To nothing, all or once only where it is exactly that.
    """
    whole = 1 if multiple else 100
    telling = abs(value) - 1 if multiple and 1 < abs(value) < 2 else abs(value)
    first = digit(half_up(telling, SMALLEST), 1)
    place = 0 if first > 1 else min(-1, first)
    while place > SMALLEST:
        ends = {half_up(low, place), half_up(high, place)}
        if len(ends) == 1 and (not ends & {Fraction(0), Fraction(whole)} or value in ends):
            return place
        place -= 1
    return None
