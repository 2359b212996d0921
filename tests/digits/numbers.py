"""The numbers of a text that are no period: digits, sign, scale word, percent, and what is beside.

Two numbers joined by a dash or by "to" are the ends of one range, and share what stands behind
the last: in "17.6-17.8 billion yuan" both are billions. A range in brackets with nothing behind
it ("about 10.8 billion yuan (10.79-10.87, computed)") is in the scale of the number before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

__all__ = ["Number", "numbers"]

SCALES = {"million": 6, "billion": 9, "trillion": 12}

_NUMBER = re.compile(
    r"(?P<sign>\u2212|(?<![\w.)])-)?"
    r"(?P<prefix>[$£€¥]|[A-Z]{1,3}\$)?"
    r"(?P<digits>(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"(?: (?P<scale>million|billion|trillion)\b)?"
    r"(?P<percent>%| percent\b)?"
)
_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_OPEN = re.compile(r"\(([^()]*)$")
_UP = re.compile(r"\b(up|rose|rises?|added)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(down|fell|falls?|took off|passed\b.* by)\b", re.IGNORECASE)
_LESS = re.compile(r"^(?: (?!to\b)[\w'-]+){0,3} (?:less|fewer|fall|lower)\b")
_SHORT = re.compile(r"^[^,;]{0,40}\bshort of\b")
_TO = re.compile(r"\bto an? (?:[^()]*?)\b(rise|fall)\b")
_TO_OF = re.compile(r"\bto a (rise|fall) of(?: [a-z]+)*\s*$")
_MORE = re.compile(r"^(?: (?!to\b)[\w'-]+){0,3} (?:more|rise|higher)\b")


@dataclass(frozen=True)
class Number:
    """One number as a text has it."""

    text: str
    start: int
    end: int
    value: Fraction  # with its sign, in the plain unit: 16.03 billion is 16,030,000,000
    place: int  # the power of ten of its last digit printed, in the plain unit
    scale: int  # the power of ten of its scale word, 0 without one
    percent: bool
    prefix: str
    ordinal: bool
    behind: str  # the text that follows
    times: bool = False  # so many times, as bounds of that too
    moved: int = 0  # 1 behind "up", -1 behind "down", 0 where no direction is said
    ends: tuple[Fraction, Fraction] | None = None  # of a range, both its ends
    bracketed: bool = False  # the bounds of the number before, without a unit of their own


def numbers(text: str) -> list[Number]:
    """Every number of the text, in order."""
    made: list[Number] = []
    for number in _ranges([_number(match, text) for match in _NUMBER.finditer(text)], text):
        directed = _directed(number, text)
        if number.bracketed and made:
            # "57.5 billion yuan less than imports (57.4-57.6)", "8% lower than in 2020 (7.9-8.1%)"
            of = next((n for n in reversed(made) if not _YEAR.fullmatch(n.text)), made[-1])
            directed = replace(directed, moved=of.moved, times=of.times)
        made.append(directed)
    return made


def _number(match: re.Match[str], text: str) -> Number:
    digits = match["digits"].replace(",", "")
    scale = SCALES.get(match["scale"] or "", 0)
    decimals = len(digits.partition(".")[2])
    sign = -1 if match["sign"] else 1
    return Number(
        text=match[0],
        start=match.start(),
        end=match.end(),
        value=sign * Fraction(digits) * Fraction(10) ** scale,
        place=scale - decimals,
        scale=scale,
        percent=bool(match["percent"]),
        prefix=match["prefix"] or "",
        ordinal=bool(match["ordinal"]),
        behind=text[match.end() :],
        times=text.startswith(" times", match.end()),
    )


def _ranges(found: list[Number], text: str) -> list[Number]:
    """The same with the ends of each range in one scale and unit."""
    made: list[Number] = []
    place = 0
    while place < len(found):
        here = found[place]
        there = found[place + 1] if place + 1 < len(found) else None
        between = text[here.end : there.start] if there is not None else ""
        # "From −£465 million to £0" is no range, and each of the two is whole; "down 30 to 80
        # percent, from £2,000 to £6,000 billion in 2020" has the range of what it is down from.
        whole = here.scale or there is None or not there.scale
        revised = between == " to " and text[: here.start].endswith("from ") and bool(whole)
        if there is not None and between in ("\u2013", " to ") and not revised:
            made += _joined(here, there, made, text)
            place += 2
        else:
            made.append(here)
            place += 1
    return made


def _joined(low: Number, high: Number, before: list[Number], text: str) -> tuple[Number, Number]:
    scale = high.scale
    opened = _OPEN.search(text[: low.start])
    bare = opened is not None and opened[0].endswith(("(", ", ")) and high.behind[:1] in (",", ")")
    if bare and not scale and before:
        scale = before[-1].scale  # its scale word is not said again
    low, high = (replace(_scaled(n, scale), bracketed=bare) for n in (low, high))
    ends = low.value, high.value
    low = replace(
        low, percent=low.percent or high.percent, behind=high.behind, times=high.times, ends=ends
    )
    prefix = low.prefix or high.prefix
    return replace(low, prefix=prefix), replace(high, prefix=prefix, ends=ends)


def _scaled(number: Number, scale: int) -> Number:
    more = scale - number.scale
    value = number.value * Fraction(10) ** more
    return replace(number, value=value, place=number.place + more, scale=scale)


def _directed(number: Number, text: str) -> Number:
    """With the direction that is said of it: "up about 48%", "1,828 fewer than deaths"."""
    before = text[: number.start]
    bracket = _OPEN.search(before)
    if bracket is not None and not re.search("[A-Za-z]", bracket[1]):
        before = before[: bracket.start()]  # "down about 5.2% (5.164-5.165%)"
    clause = re.split(r"[,;:](?!\d)|\. ", before)[-1]
    if _SHORT.match(number.behind):
        return number  # "fell 2 billion yuan short of 2020": so much was needed
    if "ontributed" in clause:
        way = _TO_OF.search(before) or _TO.search(number.behind)
        return replace(number, moved={"rise": 1, "fall": -1}[way[1]]) if way else number
    if _DOWN.search(clause) or _LESS.match(number.behind):
        return replace(number, moved=-1)
    if _UP.search(clause) or _MORE.match(number.behind):
        return replace(number, moved=1)
    return number
