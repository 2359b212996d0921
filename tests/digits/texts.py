"""Small things that are done to texts before their numbers are looked at."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tests.digits.calendar import Mention

__all__ = ["dates", "folded", "is_whole_number", "texts", "without"]


def without(text: str, named: Sequence[Mention]) -> str:
    """The text with blanks in place of the periods and days."""
    for mention in named:
        blank = "_" * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text


def folded(text: str) -> str:
    """Letters and digits alone, whatever their form."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(c for c in plain if c.isalnum())


def is_whole_number(cut: str, whole: str) -> bool:
    """Whether no number is cut where the text is, nor parted from its scale word."""
    behind = whole[len(cut) :]
    in_number = re.match(r"[\d.,]*\d|[%,.]?\d| (?:million|billion|trillion)|%", behind)
    return not (cut[-1:].isdigit() and in_number)


def dates(value: object) -> Iterator[date]:
    """The days in a piece of the JSON that are no periods."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("published", "realtime_start", "as_of") and inner:
                yield date.fromisoformat(inner)
            else:
                yield from dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from dates(inner)


def texts(blocks: Any) -> Iterator[str]:
    """Every text in the blocks but what a button asks."""
    if isinstance(blocks, dict):
        for key, inner in blocks.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            elif key != "value":
                yield from texts(inner)
    elif isinstance(blocks, list):
        for inner in blocks:
            yield from texts(inner)
