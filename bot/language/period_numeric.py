"""Periods written in digits: 2021-11, 11/2021, 11/21, 30.11.2021, 2019-21, 2021/22, 9/11.

Conventions for what digits alone leave open:

* Year first is year-month(-day), as ISO 8601 has it: 2011-12 is December 2011.
* "11/21" is November 2021; with a hyphen or a point it is nothing.
* "30/11/2021" and "11/30/2021" are the same day; where both orders give a day
  the day comes first and the other order is the alternative.
* "2019-21" and "2019-2021" are runs of years, "2021/22" and "2021/2022" fiscal years.
* Digits joined by such signs that fit none of this (telephone numbers, scores)
  are no period, and neither is any part of them.
"""

from __future__ import annotations

from bot.figures.period import Period, PeriodError
from bot.language.period_lexer import NUMBER
from bot.language.period_meaning import Between, Fiscal, Fixed, Meaning
from bot.language.period_part import (
    Part,
    Tokens,
    after,
    begins,
    ends,
    full_year,
    is_year,
    meaning,
    span,
)
from bot.language.period_words import COUNTED, UNITS

__all__ = ["groups", "numeric_part", "read_numeric"]

_SIGNS = ("-", "/", ".")
_NAMES = frozenset({("9", "11"), ("7", "11"), ("24", "7"), ("50", "50")})


def read_numeric(t: Tokens, i: int) -> tuple[int, tuple[Meaning, ...]] | None:
    """Numbers joined by signs: their meanings, none if they are no period."""
    joined = groups(t, i)
    if joined is None:
        return _run_together(t, i)
    if months := _month_run(t, i, joined):
        return months
    numbers, sign, j = joined
    if odd := _odd_span(t, i, j):
        return odd
    if not (begins(t, i) and ends(t, j)) or _is_amount(t, j, sign):
        return j, ()
    years = _years(numbers, sign)
    if years:
        return j, (years,)
    found = (meaning(part) for part in _dates(numbers, sign))
    return j, tuple(dict.fromkeys(m for m in found if m is not None))


def _run_together(t: Tokens, i: int) -> tuple[int, tuple[Meaning, ...]] | None:
    """ "202111": a year and a month, unless something is counted"""
    digits, j = t[i].key, i + 1
    if len(digits) != 6 or not digits.isdigit() or not (begins(t, i) and ends(t, j)):
        return None
    year, month = int(digits[:4]), int(digits[4:])
    if not is_year(year) or not 1 <= month <= 12 or t[j].key in UNITS | COUNTED:
        return None
    found = meaning(Part("M", month, year))
    return (j, (found,)) if found else None


def _month_run(
    t: Tokens, i: int, joined: tuple[list[str], str, int]
) -> tuple[int, tuple[Meaning, ...]] | None:
    """ "1-11/2022" """
    numbers, sign, j = joined
    year = full_year(t, j + 1)
    if sign != "-" or len(numbers) != 2 or max(map(len, numbers)) > 2 or t[j].key != "/":
        return None
    if year is None or not t[j].glued or not t[j + 1].glued:
        return None
    first, last = map(int, numbers)
    if not (begins(t, i) and ends(t, j + 2)) or not 1 <= first < last <= 12:
        return None
    found = span(Part("M", first), Part("M", last, year))
    return (j + 2, (found,)) if found else None


def numeric_part(t: Tokens, i: int) -> tuple[Part, int] | None:
    """A date in digits as the end of a range; only where it can be read one way."""
    joined = groups(t, i)
    if joined is None:
        return None
    numbers, sign, j = joined
    found = [part for part in _dates(numbers, sign) if meaning(part)]
    return (found[0], j) if len(found) == 1 else None


def groups(t: Tokens, i: int) -> tuple[list[str], str, int] | None:
    """Numbers glued together by one sign, the sign, and the place after them."""
    if t[i].kind != NUMBER or "," in t[i].key:
        return None
    if "." in t[i].key:
        return t[i].key.split("."), ".", i + 1
    sign = t[i + 1].key
    if sign not in _SIGNS:
        return None
    numbers, j = [t[i].key], i + 1
    while len(numbers) < 6 and t[j].key == sign and t[j].glued and t[j + 1].glued:
        if t[j + 1].kind != NUMBER:
            break
        numbers.append(t[j + 1].key)
        j += 2
    return (numbers, sign, j) if len(numbers) > 1 else None


def _dates(numbers: list[str], sign: str) -> list[Part]:
    if any(not n.isdigit() or len(n) > 4 for n in numbers):
        return []
    sizes, values = [len(n) for n in numbers], [int(n) for n in numbers]
    if len(numbers) == 2:
        return _months(sizes, values, sign, tuple(numbers))
    if len(numbers) != 3:
        return []
    first, second, third = values
    if sizes[0] == 4 and is_year(first) and max(sizes[1:]) <= 2:
        return _days(first, (second, third))
    if max(sizes[:2]) <= 2 and (sizes[2] == 4 and is_year(third)):
        return _days(third, (second, first), (first, second))
    if max(sizes[:2]) <= 2 and sizes[2] == 2 and sign in "/.":
        return _days(2000 + third - 100 * (third >= 70), (second, first), (first, second))
    return []


def _months(sizes: list[int], values: list[int], sign: str, numbers: tuple[str, ...]) -> list[Part]:
    first, second = values
    if sizes[0] == 4 and is_year(first) and sizes[1] <= 2 and (sign != "." or sizes[1] == 2):
        return _month(first, second)
    if sizes[1] == 4 and is_year(second) and sizes[0] <= 2:
        return _month(second, first)
    if sign == "/" and sizes[1] == 2 and sizes[0] <= 2 and numbers not in _NAMES:
        return _month(2000 + second - 100 * (second >= 70), first)
    return []


def _month(year: int, month: int) -> list[Part]:
    return [Part("M", month, year)] if 1 <= month <= 12 else []


def _days(year: int, *orders: tuple[int, int]) -> list[Part]:
    return [
        Part("D", month, year, day)
        for month, day in dict.fromkeys(orders)
        if 1 <= month <= 12 and 1 <= day <= 31
    ]


def _years(numbers: list[str], sign: str) -> Meaning | None:
    if [len(n) for n in numbers] not in ([4, 2], [4, 4]) or not "".join(numbers).isdigit():
        return None
    first = int(numbers[0])
    last = int(numbers[1]) if len(numbers[1]) == 4 else first // 100 * 100 + int(numbers[1])
    if not (is_year(first) and is_year(last) and first < last):
        return None
    if len(numbers[1]) == 2 and int(numbers[1]) <= 12:
        return None  # a month
    if sign == "/":
        return Fiscal(first, last) if last == first + 1 else None
    return Between(Period.of(f"{first}"), Period.of(f"{last}")) if sign == "-" else None


def _is_amount(t: Tokens, j: int, sign: str) -> bool:
    # "2021.11 yuan", "1/10 of exports"
    return t[j].key in UNITS or (sign == "/" and t[j].key == "of" and not full_year(t, j + 1))


def _odd_span(t: Tokens, i: int, j: int) -> tuple[int, tuple[Meaning, ...]] | None:
    # SDMX's form for odd spans, as the replies print it: 2022-01-01/P233D.
    if not after(t, j, "/", "p") or not t[j + 2].is_whole or t[j + 3].key != "d":
        return None
    day = groups(t, i)[0]  # type: ignore[index]
    code = f"{'-'.join(day)}/P{t[j + 2].key}D"
    if not is_year(int(day[0])):
        return j + 4, ()
    try:
        return j + 4, (Fixed(Period.of(code)),)
    except (PeriodError, OverflowError):
        return j + 4, ()
