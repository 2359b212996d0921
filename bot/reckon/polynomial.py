"""Polynomials in several unknowns, exactly: whether one keeps its sign over a box.

What cancels in them is gone, which it is not in interval arithmetic: x(1 + g) - x
is xg, and grows with g wherever x is positive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb

from bot.figures.quantity import Interval

__all__ = ["MOST_TERMS", "Polynomial", "TooLarge"]

Powers = tuple[int, ...]

MOST_TERMS = 400
"""Terms beyond which a polynomial is not worked out."""


class TooLarge(ArithmeticError):
    """A polynomial has too many terms to be worked with."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of products of powers: the coefficient for the power of each unknown."""

    terms: Mapping[Powers, Fraction]

    @classmethod
    def constant(cls, number: Fraction, unknowns: int) -> Polynomial:
        return cls({(0,) * unknowns: number} if number else {})

    @classmethod
    def unknown(cls, place: int, unknowns: int) -> Polynomial:
        return cls({tuple(int(each == place) for each in range(unknowns)): Fraction(1)})

    def __add__(self, other: Polynomial) -> Polynomial:
        return self._joined(other, 1)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self._joined(other, -1)

    def __mul__(self, other: Polynomial) -> Polynomial:
        made: dict[Powers, Fraction] = {}
        if len(self.terms) * len(other.terms) > MOST_TERMS**2 // 4:
            raise TooLarge
        for powers, by in self.terms.items():
            for others, factor in other.terms.items():
                at = tuple(a + b for a, b in zip(powers, others, strict=True))
                made[at] = made.get(at, Fraction(0)) + by * factor
        return _kept(made)

    def _joined(self, other: Polynomial, sign: int) -> Polynomial:
        made = dict(self.terms)
        for powers, by in other.terms.items():
            made[powers] = made.get(powers, Fraction(0)) + sign * by
        return _kept(made)

    def degree(self, place: int) -> int:
        """The highest power of one unknown."""
        return max((powers[place] for powers in self.terms), default=0)

    def without_common_powers(self, other: Polynomial) -> tuple[Polynomial, Polynomial]:
        """The two, divided by every power of an unknown that all their terms have."""
        held = [*self.terms, *other.terms]
        least = [min(each) for each in zip(*held, strict=True)]
        return self._divided(least), other._divided(least)

    def _divided(self, powers: Sequence[int]) -> Polynomial:
        return Polynomial(
            {
                tuple(a - b for a, b in zip(each, powers, strict=True)): by
                for each, by in self.terms.items()
            }
        )

    def slope(self, place: int) -> Polynomial:
        """Its derivative in one unknown."""
        return Polynomial(
            {
                (*powers[:place], powers[place] - 1, *powers[place + 1 :]): by * powers[place]
                for powers, by in self.terms.items()
                if powers[place]
            }
        )

    def sign(self, box: Sequence[Interval]) -> int | None:
        """1 where it is nowhere below zero in the box, -1 where nowhere above, 0 where it is zero.

        None where it may be either. Told by its Bernstein coefficients, between which all its
        values in the box lie. Raises TooLarge.
        """
        if not self.terms:
            return 0
        found = _bernstein(self, box)
        if all(each >= 0 for each in found):
            return 1
        return -1 if all(each <= 0 for each in found) else None


def _kept(terms: Mapping[Powers, Fraction]) -> Polynomial:
    if len(terms) > MOST_TERMS:
        raise TooLarge
    return Polynomial({powers: by for powers, by in terms.items() if by})


def _bernstein(polynomial: Polynomial, box: Sequence[Interval]) -> list[Fraction]:
    """Its coefficients in the Bernstein basis of the box."""
    degrees = [max(powers[place] for powers in polynomial.terms) for place in range(len(box))]
    size = 1
    for degree in degrees:
        size *= degree + 1
    if size > MOST_TERMS * 4:
        raise TooLarge
    # One unknown after another: first as a polynomial in 0 to 1 across its interval, then
    # each power as what it adds to the coefficients of the basis.
    dense = {
        powers: polynomial.terms.get(powers, Fraction(0))
        for powers in product(*(range(degree + 1) for degree in degrees))
    }
    for place, (degree, span) in enumerate(zip(degrees, box, strict=True)):
        if degree:
            dense = _along(dense, place, degree, span)
    return list(dense.values())


def _along(
    dense: Mapping[Powers, Fraction], place: int, degree: int, span: Interval
) -> dict[Powers, Fraction]:
    weights = [
        [_weight(power, index, degree, span) for power in range(degree + 1)]
        for index in range(degree + 1)
    ]
    made = {}
    for powers in dense:
        row = weights[powers[place]]
        made[powers] = sum(
            (
                by * dense[(*powers[:place], power, *powers[place + 1 :])]
                for power, by in enumerate(row)
                if by
            ),
            Fraction(0),
        )
    return made


def _weight(power: int, index: int, degree: int, span: Interval) -> Fraction:
    """What x to that power, x in the interval, has as its Bernstein coefficient of that index."""
    low, width = span.low, span.width
    return sum(
        (
            comb(power, each)
            * low ** (power - each)
            * width**each
            * Fraction(comb(index, each), comb(degree, each))
            for each in range(min(power, index) + 1)
        ),
        Fraction(0),
    )
