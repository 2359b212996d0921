"""Digits: exact numbers to text, rounded at most once and always half up.

Conventions: a *place* is a power of ten by its exponent (−2 is hundredths). Half
up means away from zero at the half, as newspapers round: 0.25 to 0.3 and −0.25
to −0.3. Values are Fractions or Decimals; a binary float never appears.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from bot.figures.quantity import Interval

__all__ = ["display_place", "exact_decimal", "plain", "round_to", "significant", "with_commas"]

SIGNIFICANT = 20
"""Digits kept of a number that has no short decimal form."""

_ROUNDING = {"down": ROUND_FLOOR, "up": ROUND_CEILING, "half": ROUND_HALF_UP}


def round_to(value: Fraction, place: int) -> Decimal:
    """The multiple of 10^place nearest to the value, halves away from zero; never −0."""
    # In whole numbers, as it is asked dozens of times a reply: the floor of |value|/unit + 1/2.
    above, below = abs(value.numerator), value.denominator
    if place < 0:
        above *= 10**-place
    else:
        below *= 10**place
    count = (2 * above + below) // (2 * below)
    sign = "-" if value < 0 and count else ""
    return Decimal(f"{sign}{count}E{place}")


def display_place(interval: Interval) -> int:
    """The smallest power of ten that is at least a quarter of the interval's width.

    Raises ValueError for an interval without width: an exact number has no such place.
    """
    quarter = interval.width / 4
    if not quarter:
        raise ValueError("an exact number needs no rounding")
    place = len(str(quarter.numerator)) - len(str(quarter.denominator)) + 1
    while Fraction(10) ** (place - 1) >= quarter:
        place -= 1
    return place


def with_commas(number: Decimal) -> str:
    """The digits with thousands commas, a zero before the point and no sign."""
    return f"{number.copy_abs():,f}"


def exact_decimal(value: Fraction) -> Decimal | None:
    """The value as a decimal without zeros at its end, where that is finite and short."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > SIGNIFICANT:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator)
    short = digits.rstrip("0") or "0"
    if len(short) > SIGNIFICANT:
        return None
    sign = 1 if value < 0 else 0
    return Decimal((sign, tuple(map(int, short)), len(digits) - len(short) - places))


def significant(value: Fraction, digits: int, direction: str = "half") -> Decimal:
    """The value to so many significant digits, rounded "down", "up" or by "half"."""
    context = Context(prec=digits, rounding=_ROUNDING[direction], Emax=10**6, Emin=-(10**6))
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def plain(value: Fraction, direction: str = "half") -> str:
    """The value as a decimal string: no exponent, no commas, no zeros that say nothing.

    Exact where that is short, otherwise twenty significant digits; ``direction``
    says which way the rest is rounded ("down" for a lower bound, "up" for an upper).
    """
    number = exact_decimal(value)
    if number is None:
        number = significant(value, SIGNIFICANT, direction)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if number else "0"
