"""Quantities: exact numbers with the interval that their printing leaves open.

A number printed with d decimals at scale 10^k says only that the truth lies
within half a unit of its last digit. Every value here is a Fraction; nothing is
ever a binary float, and nothing is rounded before it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

__all__ = ["Interval", "Quantity", "Refused"]


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval cannot run from {self.low} down to {self.high}")

    @property
    def width(self) -> Fraction:
        return self.high - self.low

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __contains__(self, number: Fraction) -> bool:
        return self.low <= number <= self.high

    @property
    def spans_zero(self) -> bool:
        return self.low <= 0 <= self.high

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def whole_numbers(self) -> Interval | None:
        """The interval between the first and last whole number inside; None where there is none."""
        low, high = ceil(self.low), floor(self.high)
        return Interval(Fraction(low), Fraction(high)) if low <= high else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a plain unit (yuan, not billions; percent as printed) with its interval."""

    value: Fraction
    interval: Interval
    unit: str

    @property
    def low(self) -> Fraction:
        return self.interval.low

    @property
    def high(self) -> Fraction:
        return self.interval.high


@dataclass(frozen=True, slots=True)
class Refused:
    """A computation that is not allowed, with the rule that forbids it.

    A value, never an exception: the desk says it to the reporter.
    ``rule`` is a key of the reply's sentences.
    """

    rule: str
