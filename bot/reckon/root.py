"""Roots: of a growth over several years, the growth of each of them.

A root of a fraction is seldom a fraction. It is kept between two that are: whole numbers of a
unit so small that nobody reads it, found by whole-number arithmetic alone.
"""

from __future__ import annotations

from fractions import Fraction

from bot.figures.quantity import Interval

__all__ = ["root"]

PLACES = 50
"""Decimals to which a root is worked out: far more than the twelve digits anyone asks for."""


def root(number: Fraction, degree: int) -> Interval:
    """The root of a number of zero or more: exact where it is a fraction, else from below to above.

    Both ends only ever rise with the number. Raises ValueError for a number below zero.
    """
    if number < 0:
        raise ValueError(f"{number} is below zero and has no root here")
    above, below = (_whole_root(n, degree) for n in (number.numerator, number.denominator))
    if above**degree == number.numerator and below**degree == number.denominator:
        exact = Fraction(above, below)
        return Interval(exact, exact)
    unit = 10**PLACES
    count = _whole_root(number.numerator * unit**degree // number.denominator, degree)
    return Interval(Fraction(count, unit), Fraction(count + 1, unit))


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above the number: by Newton, from above."""
    if number < 2:
        return number
    here = 1 << -(-number.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * here + number // here ** (degree - 1)) // degree
        if nearer >= here:
            return here
        here = nearer
