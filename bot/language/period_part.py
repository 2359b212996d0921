"""One period with or without its year, while the grammar still puts it together.

Conventions of every reader in the period grammar: it takes the tokens and a
place, and returns what it read with the place after it, or None. Places past
the end hold blank tokens. Two-digit years are 2000-2069 and 1970-1999.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace

from bot.figures.period import Grain, Period, PeriodError
from bot.language.period_lexer import NUMBER, SIGN, WORD, Token
from bot.language.period_meaning import Between, Fixed, Meaning, Open, OpenBetween, OpenDay
from bot.language.period_words import NUMBERS, ORDINAL_ENDINGS, ORDINALS, PER_YEAR, Forms

__all__ = [
    "Part",
    "Tokens",
    "after",
    "any_of",
    "begins",
    "count",
    "ends",
    "full_year",
    "in_year",
    "is_year",
    "meaning",
    "ordinal",
    "short_year",
    "span",
    "year_of",
    "year_to_date",
]

Tokens = list[Token]

_FIRST_YEAR, _LAST_YEAR = 1800, 2099
_CODES = {"A": "{0:04}", "S": "{0:04}-S{1}", "Q": "{0:04}-Q{1}", "M": "{0:04}-{1:02}"}
_NOT_BEFORE_NUMBER = frozenset("$\u20ac\u00a3\u00a5+#@:=\\")

_NUMBERED_NAMES = frozenset("qhm")


@dataclass(frozen=True, slots=True)
class Part:
    """A period as far as it was typed. For a day, ``number`` is the month."""

    grain: Grain
    number: int
    year: int | None = None
    day: int = 0
    ytd: bool = False
    back: int = 0  # years before the newest: "last year" after a month
    hedged: bool = False  # "last year" may be the newest year or the one before
    of_year: bool = False  # "last year", "this year": back counts from the year in hand

    @property
    def period(self) -> Period | None:
        """The period, if the year is known and there is such a period."""
        if self.year is None:
            return None
        code = _CODES.get(self.grain, "").format(self.year, self.number)
        if self.grain == "D":
            code = f"{self.year:04}-{self.number:02}-{self.day:02}"
        elif self.grain == "W":
            code = f"{self.year:04}-W{self.number:02}"
        try:
            return Period.of(code, self.ytd)
        except PeriodError:
            return None


def meaning(part: Part) -> Meaning | None:
    """What the part means by itself; None if there is no such period."""
    if part.year is not None:
        period = part.period
        return Fixed(period) if period else None
    if part.grain == "D":
        return OpenDay(part.number, part.day) if 1 <= part.day <= _longest(part.number) else None
    return Open(part.grain, part.number, part.ytd, part.back, part.of_year)


def year_to_date(part: Part) -> Part:
    """The year up to and with that part; a month's last day counts as the month."""
    if part.grain == "D" and part.day == _last_day(part):
        part = replace(part, grain="M", day=0)
    return replace(part, ytd=True)


def span(first: Part, last: Part) -> Meaning | None:
    """From one part to another. From January (first quarter, 1 January) it is the year to date."""
    if first.ytd:
        return None
    first, last = _share_year(first, last)
    if _is_from_january(first) and (first.grain, first.year) == (last.grain, last.year):
        begins_later = (last.number, last.day) > (first.number, first.day)
        return meaning(year_to_date(last)) if begins_later else None
    if first.year is None or last.year is None:
        return _open_span(first, last)
    begin, end = first.period, last.period
    if begin and end and begin.start < end.start and begin.end < end.end:
        return Between(begin, end)
    return None


def _is_from_january(first: Part) -> bool:
    return first.number == 1 and (first.grain in "SQM" or (first.grain == "D" and first.day == 1))


def _share_year(first: Part, last: Part) -> tuple[Part, Part]:
    # "Nov 2020 to Mar" ends in 2021; "Nov to Mar 2021" begins in 2020.
    if first.grain == last.grain != "A":
        turns = (first.number, first.day) > (last.number, last.day)
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - turns)
        elif last.year is None and first.year is not None:
            last = replace(last, year=first.year + turns)
    return first, last


def _open_span(first: Part, last: Part) -> Meaning | None:
    if first.year is not None or last.year is not None or first.grain != last.grain:
        return None
    if first.grain not in "SQM" or first.number == last.number or last.ytd:
        return None
    return OpenBetween(first.grain, first.number, last.number, last.back, last.of_year)


def _longest(month: int) -> int:
    return monthrange(2000, month)[1]  # a leap year: 29 February is a day


def _last_day(part: Part) -> int:
    return monthrange(part.year or 2001, part.number)[1]


def after(t: Tokens, i: int, *keys: str) -> int:
    """The place after those words, hyphens between them or not; 0 if they are not there."""
    for n, key in enumerate(keys):
        if n and t[i].key == "-" and key != "-":
            i += 1
        if t[i].key != key:
            return 0
        i += 1
    return i


def any_of(t: Tokens, i: int, among: Forms) -> int:
    """The place after the longest of those phrases that stands here, or 0."""
    return max((after(t, i, *keys) for keys in among.get(t[i].key, ())), default=0)


def begins(t: Tokens, i: int) -> bool:
    """Whether a phrase may begin here: not inside a word, number, sum, address or name."""
    if not t[i].glued:
        return not (t[i].kind == NUMBER and t[i - 1].key in _NOT_BEFORE_NUMBER - {":", "="})
    before, sign = t[i - 1], t[i - 1].key
    if before.kind in (NUMBER, WORD):
        return False
    if sign in ("@", ".", "'") and t[i - 1].glued:
        return False
    if t[i].kind == NUMBER:
        inside = sign in ("-", ".", "/") and t[i - 1].glued and t[i - 2].kind == NUMBER
        return not (inside or sign in _NOT_BEFORE_NUMBER or (sign == "/" and t[i - 1].glued))
    return True


def ends(t: Tokens, j: int) -> bool:
    """Whether a phrase may end before this token: nothing glued on that makes it something else."""
    following, beyond = t[j], t[j + 1]
    if not following.glued:
        return True
    if following.kind != SIGN:
        return False
    if following.key in ("%", "@", "_"):
        return False
    if following.key in ("-", "/", ":", "+") and beyond.glued and beyond.kind == NUMBER:
        return t[j + 2].glued and t[j + 2].key in _NUMBERED_NAMES  # 1Q21-3Q21
    return not (following.key == "." and beyond.glued and beyond.kind == WORD)


def is_year(number: int) -> bool:
    """Whether a figure can be of that year."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


def year_of(digits: str) -> int | None:
    """The year that two or four digits are; None where a figure can be of no such year."""
    year = int(digits)
    if len(digits) == 2:
        return 2000 + year - 100 * (year >= 70)
    return year if is_year(year) else None


def full_year(t: Tokens, i: int) -> int | None:
    """A four-digit number that can be a year."""
    token = t[i]
    return year_of(token.key) if token.is_whole and len(token.key) == 4 else None


def short_year(t: Tokens, i: int) -> int | None:
    """A two-digit number as a year; the caller knows that it stands where a year stands."""
    token = t[i]
    return year_of(token.key) if token.is_whole and len(token.key) == 2 else None


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """ "third", "3rd" """
    if t[i].key in ORDINALS:
        return ORDINALS[t[i].key], i + 1
    if t[i].is_whole and t[i + 1].glued and t[i + 1].key in ORDINAL_ENDINGS:
        return int(t[i].key), i + 2
    return None


def count(t: Tokens, i: int) -> tuple[int, int] | None:
    """ "6", "six", "couple of" """
    if t[i].key in NUMBERS:
        return NUMBERS[t[i].key], i + 1
    if t[i].is_whole and 0 < int(t[i].key) < 1000:
        return int(t[i].key), i + 1
    if t[i].key == "couple":
        return 2, after(t, i, "couple", "of") or i + 1
    return None


def in_year(number: int, grain: Grain) -> bool:
    return 1 <= number <= PER_YEAR[grain]
