"""Periods and days as a text names them, and as TIME_PERIOD writes them.

A mention is taken out of the text before numbers are looked for. Whether there is such a day
or week at all is settled here; whether it is a period that the reply may speak of, by whoever
asks. A mention without its year ("up on October") is any year's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Mention", "Span", "code_span", "mentions"]

Span = tuple[date, date]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT = {"Jan.": 1, "Feb.": 2, "Aug.": 8, "Sept.": 9, "Oct.": 10, "Nov.": 11, "Dec.": 12}
NUMBERS = {name: n for n, name in enumerate(MONTHS, 1)} | SHORT
PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PART = "|".join(f"[{p[0].upper()}{p[0]}]{p[1:]}" for p in PARTS)

_M = "(?:" + "|".join(map(re.escape, sorted(NUMBERS, key=len, reverse=True))) + ")"
_YEAR = r"\d{3,4}(?![\d%]|[.,]\d)"  # behind a month or quarter, of a slip of the finger too
_Y = r"(?<![\d.,])\d{4}(?![\d%]|[.,]\d)"
_DASH = "(?:\u2013| to )"
_D = r"(?<![\d.,])\d{1,2}"

# The longest forms first: each takes what the shorter ones would take a part of.
_FORMS = (
    ("days", rf"(?P<d1>{_D}) (?P<m1>{_M})(?: (?P<y1>{_Y}))?\u2013(?P<d2>{_D}) (?P<m2>{_M}) (?P<y2>{_Y})"),
    ("days", rf"(?P<m1>{_M}) (?P<d1>{_D})(?:, (?P<y1>{_Y}))? to (?P<m2>{_M}) (?P<d2>{_D}), (?P<y2>{_Y})"),
    ("day", rf"(?P<d1>{_D}) (?P<m1>{_M}) (?P<y1>{_Y})"),
    ("day", rf"(?P<m1>{_M}) (?P<d1>{_D}), (?P<y1>{_Y})"),
    ("months", rf"(?P<m1>{_M}) (?P<y1>{_Y}){_DASH}(?P<m2>{_M}) (?P<y2>{_Y})"),
    ("months", rf"(?P<m1>{_M}){_DASH}(?P<m2>{_M}) (?P<y2>{_Y})"),
    ("months", rf"(?P<m1>{_M}){_DASH}(?P<m2>{_M})\b"),
    ("part", rf"\b(?P<n>{_PART}) (?P<of>quarter|half)(?: of (?P<y1>{_YEAR}))?"),
    ("week", rf"\b[Ww]eek (?P<n>\d+)(?: of (?P<y1>{_YEAR}))?"),
    ("months", rf"\b(?P<m1>{_M}) (?P<y1>{_YEAR})"),
    ("years", rf"(?P<y1>{_Y}){_DASH}(?P<y2>{_Y})"),
    ("years", rf"(?P<y1>{_Y})"),
    ("months", rf"\b(?P<m1>{_M})(?![\w.])"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)


@dataclass(frozen=True)
class Mention:
    """A period or day in a text; ``span`` is None where there is no such day."""

    start: int
    end: int
    text: str
    span: Span | None
    dated: bool  # its year is named
    of_days: bool  # a day or days, and not whole months

    def is_(self, span: Span) -> bool:
        """Whether it names these days, in whatever year where it names none."""
        if self.span is None:
            return False
        if self.dated:
            return self.span == span
        (a, b), (c, d) = self.span, span
        years = d.year - b.year
        return _moved(a, years) == c and _moved(b, years) == d


def mentions(text: str) -> list[Mention]:
    """All periods and days in the text, in order; none of them overlap."""
    found: list[Mention] = []
    taken = [False] * len(text)
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append(_mention(kind, match))
    return sorted(found, key=lambda m: m.start)


def _mention(kind: str, match: re.Match[str]) -> Mention:
    said = match.groupdict()
    dated = bool(said.get("y1") or said.get("y2"))
    try:
        span = _span(kind, said)
    except ValueError:
        span = None
    return Mention(match.start(), match.end(), match[0], span, dated, kind in ("day", "days"))


def _span(kind: str, said: dict[str, str | None]) -> Span:
    last_year = int(said.get("y2") or said.get("y1") or LEAP)
    first_year = int(said.get("y1") or last_year)
    match kind:
        case "day" | "days":
            first = date(first_year, NUMBERS[str(said["m1"])], int(str(said["d1"])))
            if kind == "day":
                return first, first
            last = date(last_year, NUMBERS[str(said["m2"])], int(str(said["d2"])))
            return _ordered(first, last)
        case "months":
            begin, end = NUMBERS[str(said["m1"])], NUMBERS[str(said.get("m2") or said["m1"])]
            return _ordered(date(first_year, begin, 1), _last_of(last_year, end))
        case "part":
            length = 3 if said["of"] == "quarter" else 6
            begin = (PARTS[str(said["n"]).lower()] - 1) * length + 1
            return date(last_year, begin, 1), _last_of(last_year, begin + length - 1)
        case "week":
            monday = date.fromisocalendar(last_year, int(str(said["n"])), 1)
            return monday, monday + timedelta(days=6)
    return _ordered(date(first_year, 1, 1), date(last_year, 12, 31))


LEAP = 2020
"""The year of a mention without one: a leap year of 53 weeks, which has every day and week."""


def _ordered(first: date, last: date) -> Span:
    if first > last:
        raise ValueError("a period that ends before it begins")
    return first, last


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _moved(day: date, years: int) -> date | None:
    if (day + timedelta(days=1)).day == 1:
        return _last_of(day.year + years, day.month)
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


_CODE = re.compile(
    r"(?P<y>\d{4})(?:-(?:(?P<m>\d\d)(?:-(?P<d>\d\d)(?:/P(?P<days>\d+)D)?)?"
    r"|Q(?P<q>\d)|S(?P<s>\d)|W(?P<w>\d\d)))?"
)


def code_span(code: str, ytd: bool) -> Span:
    """First and last day of a TIME_PERIOD."""
    match = _CODE.fullmatch(code)
    if match is None:
        raise ValueError(f"{code} is no TIME_PERIOD")
    year = int(match["y"])
    if match["days"]:
        first = date(year, int(match["m"]), int(match["d"]))
        span = first, first + timedelta(days=int(match["days"]) - 1)
    elif match["d"]:
        span = (date(year, int(match["m"]), int(match["d"])),) * 2
    elif match["w"]:
        monday = date.fromisocalendar(year, int(match["w"]), 1)
        span = monday, monday + timedelta(days=6)
    else:
        length, number = next(
            (n, int(match[g])) for n, g in ((1, "m"), (3, "q"), (6, "s"), (12, "y")) if match[g]
        )
        number = 1 if length == 12 else number
        span = date(year, (number - 1) * length + 1, 1), _last_of(year, number * length)
    return (date(span[1].year, 1, 1), span[1]) if ytd else span


def code_spans(value: object) -> Iterator[Span]:
    """Every period in a piece of the reply's JSON: "period" with "accumulation", and "periods"."""
    if isinstance(value, dict):
        if value.get("period"):
            yield code_span(value["period"], value.get("accumulation") == "YTD")
        yield from (code_span(code, ytd=False) for code in value.get("periods") or ())
        for inner in value.values():
            yield from code_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from code_spans(inner)
