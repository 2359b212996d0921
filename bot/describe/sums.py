"""What the numbers of one series tell about its kind, where it has years and shorter periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Calendar", "adds_up", "calendar_of", "is_centred", "within_rounding"]

_YEARS = 5  # years that a sum has to hold in
_QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """Rows of a table that belong together, by their places."""

    years: Sequence[tuple[int, Sequence[int]]]  # a year's row and those of its quarters
    months: Sequence[tuple[int, Sequence[int]]]  # and those of its months
    middles: Sequence[tuple[int, int]]  # a quarter's row and that of its month in the middle


def calendar_of(periods: Sequence[str]) -> Calendar:
    """Which rows are parts of which, given the TIME_PERIOD of each."""
    at: Mapping[str, int] = {code: place for place, code in enumerate(periods)}

    def parts(year: str, names: Sequence[str]) -> list[int]:
        return [at[name] for name in (f"{year}-{each}" for each in names) if name in at]

    quarters = [f"Q{n}" for n in range(1, 5)]
    months = [f"{n:02}" for n in range(1, 13)]
    years = [code for code in at if len(code) == 4]
    middles = []
    for code, place in at.items():
        year, _, part = code.partition("-")
        month = f"{year}-{int(part[1]) * 3 - 1:02}" if part.startswith("Q") else ""
        if month in at:
            middles.append((place, at[month]))
    return Calendar(
        [(at[y], parts(y, quarters)) for y in years if len(parts(y, quarters)) == 4],
        [(at[y], parts(y, months)) for y in years if len(parts(y, months)) == 12],
        middles,
    )


def adds_up(calendar: Calendar, values: Sequence[Decimal | None]) -> bool:
    """Whether every year is the sum of its parts, in enough years, by more than chance.

    Within rounding: half a unit of the last digit for the year and for each part. A year
    that could as well be the mean of them, or nothing at all, tells nothing.
    """
    told: set[int] = set()  # years, by their rows
    for groups in (calendar.years, calendar.months):
        for place, parts in groups:
            year = values[place]
            held = [value for value in (values[part] for part in parts) if value is not None]
            if year is None or len(held) < len(parts):
                continue
            if not within_rounding(year, held):
                return False
            total, room = sum(held, Decimal()), _room(year, held)
            if abs(total - total / len(held)) > 2 * room:
                told.add(place)
    return len(told) >= _YEARS


def within_rounding(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a number is the sum of others, as far as their rounding allows to tell."""
    return abs(whole - sum(parts, Decimal())) <= _room(whole, parts)


def _room(whole: Decimal, parts: Sequence[Decimal]) -> Decimal:
    return _half(whole) + sum((_half(value) for value in parts), Decimal())


def is_centred(calendar: Calendar, values: Sequence[Decimal | None]) -> bool:
    """Whether each quarter is what stands for its month in the middle: three months each."""
    pairs = [(values[quarter], values[month]) for quarter, month in calendar.middles]
    held = [(a, b) for a, b in pairs if a is not None and b is not None]
    same = sum(a == b for a, b in held)
    return (
        len(held) >= _QUARTERS
        and same * 100 >= len(held) * 98
        and len({a for a, _ in held}) > len(held) // 4
    )


def _half(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
