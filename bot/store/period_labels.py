"""Periods as files label them, read into TIME_PERIOD codes.

A format says how, in the directives of strptime:

    %Y 2021   %y 98   %m 3 or 03   %b Mar   %B March   %d 7 or 07
    %q a quarter, 1 to 4   %G and %V an ISO week's year and number

All other characters stand for themselves; case makes no difference. %b and %B
are English, and each reads the other's names too. %y is 1969 to 2068. Without a
format a label is a TIME_PERIOD already (2021, 2021-Q3, 2021-11, 2021-W48,
2021-11-30).

The finest directive tells the frequency: "%Y Q%q" is quarterly. Where FREQ is
stated and coarser, a label is any day (or month) of its period, as of a
monthly series that is dated 2020-01-15: the period is the one it lies in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from bot.figures.period import GRAINS, Period, PeriodError

__all__ = ["MONTH_WORDS", "ends_a_label", "format_fault", "labelled"]

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
MONTH_WORDS = (*_MONTHS, *(name[:3] for name in _MONTHS), "sept")
_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_PATTERNS = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": rf"(?P<b>{_MONTH})\.?",
    "B": rf"(?P<b>{_MONTH})\.?",
    "q": r"(?P<q>[1-4])",
    "G": r"(?P<Y>\d{4})",
    "V": r"(?P<V>\d{1,2})",
    "%": "%",
}
_DIRECTIVE = re.compile(r"%(.)|([^%]+)|(%$)")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$")
"""What follows a day where it is written as the moment it begins at, as SDMX may."""

_PIVOT = 69  # POSIX: two digits from here on are of the 20th century

_HOLDS: dict[str, Callable[[date], str]] = {
    "A": lambda day: f"{day.year:04}",
    "S": lambda day: f"{day.year:04}-S{(day.month + 5) // 6}",
    "Q": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "M": lambda day: f"{day.year:04}-{day.month:02}",
    "W": lambda day: "{:04}-W{:02}".format(*day.isocalendar()[:2]),
}
"""The period of each frequency that a day lies in."""


@lru_cache(maxsize=4096)
def labelled(text: str, formats: tuple[str, ...], freq: str | None) -> tuple[str, str]:
    """TIME_PERIOD and FREQ of a label; ``formats`` are tried in turn.

    ``freq`` is what is stated, None where the label tells. Raises ValueError with
    what is wrong and what to do.
    """
    period = _read(" ".join(text.split()), formats)
    if freq is None or period.grain in (freq, "X") or freq not in tuple(GRAINS):
        return period.code, freq or period.grain
    coarser = GRAINS.index(freq) < GRAINS.index(period.grain)
    if not coarser or period.grain == "W" or (freq == "W" and period.grain != "D"):
        raise ValueError(
            f"it is a period of FREQ {period.grain}, and FREQ says {freq}; "
            "correct either, or give the format in which it is written"
        )
    return _HOLDS[freq](period.start), freq


def _read(text: str, formats: Sequence[str]) -> Period:
    if not formats:
        try:
            return Period.of(_MIDNIGHT.sub("", text))
        except PeriodError:
            raise ValueError(
                "it is not a period such as 2021, 2021-Q3, 2021-11 or 2021-11-30; correct it, "
                "or say in datapackage.json in which formats the column is written"
            ) from None
    for form in formats:
        found = _pattern(form).fullmatch(text)
        period = found and _period({k: v for k, v in found.groupdict().items() if v})
        if period:
            return period
    written = " or ".join(formats)
    raise ValueError(
        f"it is not a period written as {written}; correct it, or add its format in "
        "datapackage.json"
    )


def ends_a_label(text: str, formats: Sequence[str]) -> bool:
    """Whether a text is the last part of a label, after a space: Jan, of "%Y %b"."""
    text = " ".join(text.split())
    return any(
        _pattern(form[place + 1 :]).fullmatch(text) is not None
        for form in formats
        for place, sign in enumerate(form)
        if sign == " " and form[place + 1 :].strip()
    )


def _period(parts: dict[str, str]) -> Period | None:
    """The period that the parts of a label name; None where the calendar has none."""
    year = int(parts["Y"]) if "Y" in parts else _century(int(parts["y"]))
    month = int(parts.get("m", 0))
    if "b" in parts:
        month = 1 + next(
            place for place, name in enumerate(_MONTHS) if name[:3] == parts["b"][:3].lower()
        )
    if "d" in parts:
        code = f"{year:04}-{month:02}-{int(parts['d']):02}"
    elif "b" in parts or "m" in parts:
        code = f"{year:04}-{month:02}"
    elif "q" in parts:
        code = f"{year:04}-Q{parts['q']}"
    elif "V" in parts:
        code = f"{year:04}-W{int(parts['V']):02}"
    else:
        code = f"{year:04}"
    try:
        return Period.of(code)
    except PeriodError:
        return None


def _century(year: int) -> int:
    return year + (1900 if year >= _PIVOT else 2000)


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    pattern, pieces = "", _DIRECTIVE.findall(form)
    for place, (directive, literal, _) in enumerate(pieces):
        if literal:
            pattern += re.escape(literal)
            continue
        piece = _PATTERNS[directive]
        beside = pieces[max(place - 1, 0) : place] + pieces[place + 1 : place + 2]
        if any(other in _PATTERNS for other, *_ in beside):
            # Between digits and digits only their number tells where one ends.
            piece = piece.replace("{1,2}", "{2}")
        pattern += piece
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def format_fault(form: str) -> str | None:
    """What is wrong with a format and what to do; None of one that can be read with."""
    names = [directive for directive, literal, _ in _DIRECTIVE.findall(form) if not literal]
    unknown = [name for name in names if name not in _PATTERNS]
    if unknown:
        known = ", ".join(f"%{name}" for name in _PATTERNS if name != "%")
        return f"%{unknown[0]} is not read here; write it with {known}"
    told = {"Y" if name in "yG" else "m" if name in "bB" else name for name in names} - {"%"}
    if len(told) != len([name for name in names if name != "%"]):
        return "it tells one part twice; write each part of a period once"
    if "Y" not in told:
        return "it has no year; write it with %Y, %y or %G"
    if told not in ({"Y"}, {"Y", "q"}, {"Y", "m"}, {"Y", "V"}, {"Y", "m", "d"}):
        return (
            "its parts make no period; write a year, a year and a quarter, month or week, or a day"
        )
    if ("G" in names) != ("V" in names):
        return "an ISO week has a year of its own; write %G with %V and only with it"
    return None
