"""What a figure may have been meant to be: the printed number with one usual slip undone.

It is nobody's number, so all there is to prove is that the printed one is on file and that one
slip leads from the one to the other: a decimal point, two digits swapped, a zero left out, a
sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.digits.entries import Entry, Json
from tests.digits.filed import Filed, Printed
from tests.digits.numbers import Number

__all__ = ["Supposed"]

FURTHEST = 9
"""Places that a decimal point may have slipped: from units to billions."""


class Supposed:
    """One such number, with the figure as printed that it is made of."""

    def __init__(self, json: Json, filed: Filed, day: date) -> None:
        self._value = Fraction(json["value"])
        self._printed = Entry(json["printed"], filed, day)
        self.faults = list(self._printed.faults)
        self._places = {
            place
            for one in self._printed.printed
            for value, place in _undone(one)
            if value == self._value
        }
        if not self._places:
            said = json["printed"]["text"]
            self.faults.append(f"no usual slip makes {json['text']} of {said}")

    def shows(self, number: Number) -> bool:
        """Whether the number of a text is it, with the digits that the slip leaves."""
        same = number.value == self._value
        return same and number.place in {min(place, number.scale) for place in self._places}


def _undone(one: Printed) -> Iterator[tuple[Fraction, int]]:
    """Every value that one slip undone gives, with the place of its last digit."""
    for power in range(-FURTHEST, FURTHEST + 1):
        yield one.value * Fraction(10) ** power, one.place + power
    yield -one.value, one.place
    digits = one.text or ""
    scale = Fraction(10) ** one.mult
    for at, digit in enumerate(digits):
        if not digit.isdigit():
            continue
        for zeroed in (f"{digits[: at + 1]}0{digits[at + 1 :]}", f"{digits[:at]}0{digits[at:]}"):
            decimals = len(zeroed.partition(".")[2])
            yield Fraction(zeroed) * scale, one.mult - decimals
        for then in range(at + 1, min(at + 3, len(digits))):
            if digits[then].isdigit():
                swapped = digits[:at] + digits[then] + digits[at + 1 : then] + digit
                yield Fraction(swapped + digits[then + 1 :]) * scale, one.place
