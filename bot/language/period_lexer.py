"""Cutting a folded question into tokens for the period grammar.

Convention: letters and digits are always apart ("nov21" is two tokens, the
second one glued to the first), so the grammar sees 3Q21, Q3 21 and 2021Q3 as
the same kind of thing. A token list begins and ends with blank tokens, so that
looking ahead and behind never runs out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["AHEAD", "NUMBER", "SIGN", "WORD", "Token", "tokens"]

NUMBER, WORD, SIGN, BLANK = "number", "word", "sign", ""

AHEAD = 16
"""How many tokens the grammar may look ahead without asking whether they are there."""

_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>\S)"
)


class Token(NamedTuple):
    kind: str
    key: str  # lower case
    text: str  # as typed
    start: int
    end: int
    glued: bool  # no space before it

    @property
    def is_whole(self) -> bool:
        """Whether it is a plain whole number short enough to be part of a date."""
        return self.kind == NUMBER and len(self.key) <= 4 and self.key.isdigit()


def tokens(text: str) -> list[Token]:
    """The tokens, between one blank token and AHEAD of them."""
    found = [Token(BLANK, "", "", 0, 0, False)]
    place = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        typed = match.group()
        glued = start == place and start > 0
        found.append(Token(match.lastgroup or SIGN, typed.lower(), typed, start, end, glued))
        place = end
    found += [Token(BLANK, "", "", place, place, False)] * AHEAD
    return found
