"""Typing slips: a letter in place of the digit that it looks like, a month that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.describe.known import rows
from bot.describe.periods import is_period, shape, wordless

__all__ = ["AGAIN", "almost_period", "digits_meant", "looks_like", "not_a_period"]

AGAIN = "mend the cell in the file and describe it anew"
"""What is done of every slip, as questions have it."""

_GRAINS = {"a": "year", "s": "half-year", "q": "quarter", "m": "month", "w": "week", "d": "day"}


@cache
def _alike() -> dict[str, str]:
    return {row["LETTER"]: row["DIGIT"] for row in rows("digit_like")}


@cache
def _runs() -> re.Pattern[str]:
    letters = "".join(map(re.escape, _alike()))
    return re.compile(rf"[\d{letters}]*\d[\d{letters}]*", re.ASCII)


def digits_meant(text: str) -> str | None:
    """The text with digits for the letters among its digits that look like some.

    ``I95.2`` is 195.2 and ``Oct 2O24`` is Oct 2024; None where no letter is like that.
    """
    table = str.maketrans(_alike())
    meant = _runs().sub(lambda found: found[0].translate(table), text)
    return meant if meant != text else None


def looks_like(text: str) -> str:
    """Which letters of a text look like which digits, in words."""
    meant = digits_meant(text) or text
    pairs = dict.fromkeys((a, b) for a, b in zip(text, meant, strict=True) if a != b)
    return " and ".join(f"{letter} looks like the digit {digit}" for letter, digit in pairs)


def almost_period(label: str, shapes: Iterable[str]) -> bool:
    """Whether a text that is no period is written as those are, or was meant to be one.

    ``shapes`` are those of the periods beside it: 2025-13 is written as 2025-12 is, and
    Total 2025 as no month is.
    """
    meant = digits_meant(label)
    if meant is not None and is_period(meant):
        return True
    return any(map(str.isdigit, label)) and wordless(label) and shape(label) in set(shapes)


def not_a_period(line: int, name: str, label: str, grains: Iterable[str]) -> str:
    """What is to be said of such a text. ``grains`` are the FREQs of the periods beside it."""
    thing = " or ".join(dict.fromkeys(_GRAINS.get(each.lower(), "period") for each in grains))
    return f"Line {line}, {name or 'first column'} {label!r}: that is no {thing or 'period'}"
