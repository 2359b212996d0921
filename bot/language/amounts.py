"""Amounts that are put to the desk in other words than a number with its scale.

"Below 6%", "fell by half", "rose fivefold", "more than doubled": whoever asks judges, with the
figure beside it. "45% of" begins a share, and "third quarter" a period: neither is an amount.
"""

from __future__ import annotations

import re

from bot.language.lexicon import NUMBER_WORDS

__all__ = ["LOOSELY", "MULTIPLIED", "part_at", "rate_at"]

_PERCENT = r"(?:%|percentage points?|percent|per cent|pct|pp)"
_TIMES = "|".join([*NUMBER_WORDS, r"\d+"])
_RATE = re.compile(
    rf"(?:\d+(?:[.,]\d+)*\s*{_PERCENT}|(?:{_TIMES})[ -]?fold)(?!\w)(?!\s+of\b)", re.IGNORECASE
)
_PART = re.compile(
    r"(?:(?:by|in) )?(?:(?:a )?half|a third|a quarter|two[ -]thirds|three[ -]quarters)\b"
    r"(?! (?:quarter|half|year|of)\b)",
    re.IGNORECASE,
)

MULTIPLIED = frozenset(
    f"{stem}{end}"
    for stem in ("doubl", "tripl", "trebl", "quadrupl", "halv")
    for end in ("e", "ed")
)
"""What says by itself how far something moved."""

LOOSELY = frozenset(
    ["more than", "less than", "nearly", "almost", "about", "roughly", "around", "close to"]
)
"""What stands before it where it is so many times and more, or not quite."""


def rate_at(text: str, start: int) -> int | None:
    """Where the percentage or multiple that begins there ends; None where none begins."""
    found = _RATE.match(text, start)
    return found.end() if found else None


def part_at(text: str, start: int) -> int | None:
    """Where the part that something moved by ends: "by half", "a third"; None where none begins."""
    found = _PART.match(text, start)
    return found.end() if found else None
