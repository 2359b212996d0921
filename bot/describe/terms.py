"""Columns that are named as ours are, as those of SDMX: each is what its name says.

Texts of them that the desk has no code for are questions; none of such columns is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from bot.describe.areas import listed
from bot.describe.known import rows
from bot.describe.words import flow_in, seasonal_in
from bot.store.mapping import DECIMALS, PERIOD, TERMS, VALUE
from bot.store.questions import asked

__all__ = ["is_term", "status_in", "term_figures"]

_WITHOUT = frozenset(
    {"CONF_STATUS", "EMBARGO_TIME", "NOTE", "LOCATOR", "SHARE_OF", "COMPARISON_PERIOD"}
)
"""Terms that may be empty."""


def is_term(name: str) -> bool:
    """Whether a column's name is that of a column of statements.csv."""
    return name in TERMS and name not in (PERIOD, VALUE)


def status_in(text: str) -> str | None:
    """OBS_STATUS that a text says; nothing said is a figure as any other."""
    if not text:
        return "A"
    bare = text.strip("()[] ")
    for row in rows("statuses"):
        if re.fullmatch(row["PATTERN"], bare, re.IGNORECASE):
            return row["OBS_STATUS"]
    return None


@cache
def _codes(term: str) -> tuple[str, ...]:
    """The codes that every desk has for a term; none for one that has no list."""
    if term == "PRODUCT":
        return tuple(row["CODE"] for row in listed("products", ("CODE", "LABEL"), ("IN_SENTENCE",)))
    found = listed("codes", ("DIMENSION", "CODE", "LABEL"), ("IN_SENTENCE", "PREPOSITION"))
    codes = tuple(row["CODE"] for row in found if row["DIMENSION"] == term)
    return codes or {"CONF_STATUS": ("F", "C", "E")}.get(term, ())


_READ: Mapping[str, Callable[[str], str | None]] = {
    "OBS_STATUS": status_in,
    "TRADE_FLOW": flow_in,
    "SEASONAL_ADJUST": seasonal_in,
}


def term_figures(term: str, texts: Sequence[str]) -> dict[str, Any]:
    """The mapping of a column that is named by a term: not of areas, units or indicators."""
    if term == DECIMALS:
        # They may say how numbers are shown, and not how exact they are.
        return {
            "column": asked(
                "Are the numbers to be padded or rounded to the decimals that this column says? "
                "Then write DECIMALS; null leaves the column out"
            )
        }
    codes = {text: _code(term, text) for text in texts}
    if all(text == code for text, code in codes.items()):
        return {"column": term}
    return {
        "column": term,
        "codes": {
            text: asked(_which(term, text)) if code is None else code
            for text, code in codes.items()
        },
    }


def _code(term: str, text: str) -> str | None:
    if not text and term in _WITHOUT:
        return text
    if term == "UNIT_MULT":
        return text if re.fullmatch(r"-?\d{1,3}", text) else None
    if term == "EMBARGO_TIME":
        return text if _is_moment(text) else None
    known = _codes(term)
    if text in known or (not known and text):
        return text
    read = _READ.get(term)
    return read(text) if read is not None else None


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _which(term: str, text: str) -> str:
    shown = repr(text) if text else "an empty cell"
    if term == "UNIT_MULT":
        return f"Which power of ten is {shown}? Write 6 for millions, 3, or 0 for plain numbers"
    if term == "EMBARGO_TIME":
        return f"Which time is {shown}? Write it with its zone, as 2022-01-18T07:00:00+00:00"
    known = _codes(term)
    of = f"one of {', '.join(known)}" if 0 < len(known) <= 20 else "its code"
    return f"Which {term} is {shown}? Write {of}, or null to leave its rows out"
