"""Marks of notes behind names: France(1), Germany², Niger*. The name is told without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["note_of", "without_mark"]

_MARK = re.compile(
    r"(?P<name>.*[^\W\d_].*?)\s?"
    r"(?P<mark>\(\d{1,2}\)|\([a-z]\)|\[\w{1,2}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|[*†‡§]+"
    r"|(?:(?<=[a-z])|(?<=[a-z]\)))\d{1,2})"
)
_LONGEST = 120  # letters of a note that are shown


def without_mark(text: str) -> tuple[str, str]:
    """A name without the mark of a note, and the mark; that is empty where there is none."""
    found = _MARK.fullmatch(text)
    return (found["name"].strip(), found["mark"]) if found else (text, "")


def note_of(mark: str, lines: Iterable[Sequence[str]]) -> str:
    """What a line below the table says of a mark; empty where none does."""
    sign = mark.strip("()[]")
    for line in lines:
        text = " ".join(cell for cell in line if cell).strip()
        found = re.match(rf"[(\[]?{re.escape(sign)}[)\].:]?\s*(?P<said>[^\W\d_].+)", text)
        if found is not None:
            return found["said"][:_LONGEST]
    return ""
