"""Units, multipliers, kinds, flows and seasonal adjustment as titles and headers say them.

Two units in one text tell nothing: ``index £`` may be either. A text that may have been
cut off tells no unit that could have gone on (``£`` of what was ``£m``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.describe.known import alternatives, rows

__all__ = ["Unit", "adds_up_to_date", "flow_in", "is_derived", "kind_in", "seasonal_in", "unit_in"]

_LETTER = r"[^\W\d_]"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a text says of the unit of its numbers."""

    code: str | None  # UNIT_MEASURE; None where only the multiplier is told
    mult: int | None  # UNIT_MULT, the power of ten; None where nothing tells
    kind: str | None = None  # of the indicator, where the unit decides it
    words: str = ""  # as printed behind a number; of units that the desk's codes have not
    prefix: str = ""  # as printed before one
    said: str = ""  # the words of the text


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    unit: Unit
    bare: bool = False  # a currency without a multiplier
    doubted: bool = False  # a currency that may be something else than the unit
    settles: bool = False  # says what a plain "index" beside it is, or what is told of it


def unit_in(text: str, *, area: str | None = None, cut_off: bool = False) -> Unit | None:
    """The unit that a text tells; None where it tells none, or more than one.

    ``area``: the area that the figures are of, where known, for a dollar is not the same
    everywhere. ``cut_off``: the text may go on where it ends.
    """
    found = list(_all_in(text, area))
    if cut_off:
        found = [one for one in found if not (one.bare and one.end >= len(text.rstrip(" :.,;)")))]
    doubted = {one.unit.code for one in found if one.doubted}
    found = [one for one in found if not one.doubted]
    if any(one.bare and doubted - {one.unit.code} for one in found):
        return None  # of two currencies without a multiplier, either may be the unit
    if any(one.settles for one in found):
        found = [one for one in found if one.unit.code != "IX"]
    units = {(one.unit.code, one.unit.mult): one.unit for one in found}
    scales = [unit for unit in units.values() if unit.code is None]
    told = [unit for unit in units.values() if unit.code is not None]
    if len(told) == 1 and not scales:
        return told[0]
    return scales[0] if len(scales) == 1 and not told else None


def _all_in(text: str, area: str | None) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return False
        taken.append(match.span())
        return True

    for match in _base().finditer(text):
        if free(match):
            yield _Found(*match.span(), _index(match), settles=True)
    for match in _money().finditer(text):
        found = _currency(match, area)
        if not free(match):
            continue
        yield found if _is_unit(text, found) else replace(found, doubted=True)
    for row in rows("units"):
        for match in _quantity(row["PATTERN"], row["SCALED"]).finditer(text):
            if free(match):
                yield _of_row(row, match)
    for match in _scale_alone().finditer(text):
        if free(match):
            mult = _mult(match["scale"])
            counted = _counted().search(text) is not None
            yield _Found(
                *match.span(), Unit("NUM" if counted else None, mult, said=match.group().strip())
            )


@cache
def _base() -> re.Pattern[str]:
    """2010=100, 1982-84 = 100, Jan 1987=100, 2015 Q1 = 100, average 2015=100."""
    month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    year = r"(?:18|19|20)\d\d"
    return re.compile(
        rf"(?P<base>(?:{month}|q[1-4]\s+)?{year}(?:\s*[-–/]\s*\d{{2,4}})?(?:\s*q[1-4])?)"
        r"\s*=\s*100(?!\d|\.\d)",
        re.IGNORECASE,
    )


def _index(match: re.Match[str]) -> Unit:
    base = " ".join(match["base"].split())
    code = "IX_" + re.sub(r"[^A-Z0-9]+", "_", base.upper()).strip("_")
    return Unit(code, 0, "index", f"({base} = 100)", said=match.group())


@cache
def _money() -> re.Pattern[str]:
    """A currency with a multiplier before or behind it, and what it is paid for."""
    currency, per = alternatives("currencies"), alternatives("denominators")
    scale = alternatives("scales", BESIDE_CURRENCY="")
    short = alternatives("scales", BESIDE_CURRENCY="yes")
    priced = r"(?:(?:current|constant|chained)\s+)?(?:(?:19|20)\d\d\s+)?"
    forms = (
        rf"(?P<first>{scale})\s*(?:of\s+)?{priced}(?P<after>{currency})",
        rf"(?P<before>{currency})\s*[(,]?\s*(?P<scale>{scale})",
        rf"(?P<before2>{currency})\s?(?P<short>{short})",
        rf"(?P<before3>{currency})",
    )
    below = rf"(?:\s*(?:per|/|an?)\s*(?P<per>{per})(?!{_LETTER}))?"
    beside = rf"per\s+(?P<per2>{per})[\s,(]*(?P<after2>{currency})(?!{_LETTER})"
    ahead = rf"(?<!{_LETTER})(?<!\bper )(?<!/)"
    return re.compile(
        rf"{ahead}(?:(?:{'|'.join(forms)})(?!{_LETTER}){below}|{beside})", re.IGNORECASE
    )


def _currency(match: re.Match[str], area: str | None) -> _Found:
    said = {key: value for key, value in match.groupdict().items() if value}
    word = next(said[key] for key in said if key.startswith(("before", "after")))
    scale = next((said[k] for k in said if k.startswith(("first", "scale", "short"))), None)
    per = next((said[key] for key in said if key.startswith("per")), None)
    row = next(r for r in rows("currencies") if _is(r["PATTERN"], word))
    code: str | None = row["CODE"]
    if area is not None and area in row["UNLESS"].split():
        code = None  # another currency of that name
    kind, words, prefix = None, "", ""
    if per is not None and code is not None:
        below = next(r for r in rows("denominators") if _is(r["PATTERN"], per))
        code, kind, words = f"{code}_{below['CODE']}", below["KIND"] or None, below["WORDS"]
        prefix = row["CODE"]
    mult = _mult(scale) if scale else 0
    unit = Unit(code, mult, kind, words, prefix, match.group().strip())
    return _Found(*match.span(), unit, bare=scale is None and per is None)


_SIGN = re.compile(r"[$£€¥₹]")
_BEFORE = re.compile(r"(?:current|constant|nominal|real|[=,(\[])\s*(?:(?:18|19|20)\d\d\s+)?$", re.I)
_AFTER = re.compile(r"\s*(?:$|[)\].])")
_SHORT = 5  # words of a name in which "in euros" is said of its numbers


def _stands_as_unit(text: str, found: _Found) -> bool:
    """Whether a currency without a multiplier stands where units do.

    A word for one may as well be what the title is about: bonds in euro, holdings of sterling.
    """
    if _SIGN.search(found.unit.said):
        return True
    before, after = text[: found.start].rstrip(), text[found.end :]
    if not before:
        return not after.strip() or after.lstrip()[0] in ",;("
    said_in = before.lower().endswith(" in") and len(text.split()) <= _SHORT
    return bool((said_in or _BEFORE.search(f"{before} ")) and _AFTER.match(after))


_MORE = re.compile(rf"\s?{_LETTER}|\s?/|\s+per\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\s*$")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d\s+$")


def _is_unit(text: str, found: _Found) -> bool:
    """Whether a currency is the unit, and not an amount of it or the other side of a rate.

    What goes on behind a currency alone may be a multiplier that is not known.
    """
    before, behind = text[: found.start], text[found.end :]
    if found.bare and (_MORE.match(behind) or not _stands_as_unit(text, found)):
        return False
    if _SIGN.search(found.unit.said) and not found.bare:
        return True  # the sign of an amount stands before it, and its multiplier behind
    return not _AMOUNT.search(before) or _YEAR.search(before) is not None


@cache
def _quantity(pattern: str, scaled: str) -> re.Pattern[str]:
    scale = alternatives("scales", BESIDE_CURRENCY="") + r"|\bth\b"
    beside = {
        "yes": rf"(?:(?P<scale>{scale})\s*(?:of\s+)?)?",
        "must": rf"(?P<scale>{scale})\s*(?:of\s+)?",
    }.get(scaled, "")
    return re.compile(rf"(?<!{_LETTER}){beside}(?:{pattern})(?!{_LETTER})", re.IGNORECASE)


def _of_row(cells: Mapping[str, str], match: re.Match[str]) -> _Found:
    scale = match.groupdict().get("scale")
    mult = 3 if cells["SCALED"] == "own" else _mult(scale) if scale else 0
    unit = Unit(cells["UNIT_MEASURE"], mult, cells["KIND"] or None, said=match.group().strip())
    return _Found(*match.span(), unit, settles=cells["SCALED"] == "change")


@cache
def _scale_alone() -> re.Pattern[str]:
    scale = alternatives("scales", BESIDE_CURRENCY="")
    return re.compile(rf"(?<![{{\w.,])(?P<scale>{scale})(?![\w.,]*\d|{_LETTER})", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """Words for things that are counted one by one."""
    words = next(row["PATTERN"] for row in rows("units") if row["SCALED"] == "must")
    return re.compile(rf"\b(?:number|count|headcount|employment|population|{words})\b", re.I)


def _mult(scale: str) -> int:
    if scale.strip().lower() == "th":
        return 3
    return int(next(r["UNIT_MULT"] for r in rows("scales") if _is(r["PATTERN"], scale)))


def _is(pattern: str, word: str) -> bool:
    return re.fullmatch(pattern, word.strip(), re.IGNORECASE) is not None


def seasonal_in(text: str) -> str | None:
    """SEASONAL_ADJUST that a text tells; None where it tells none, or several."""
    found = set()
    for row in rows("seasonal"):
        text, times = re.subn(row["PATTERN"], " ", text, flags=re.IGNORECASE)
        if times:
            found.add(row["SEASONAL_ADJUST"])
    return found.pop() if len(found) == 1 else None


def flow_in(name: str) -> str | None:
    """TRADE_FLOW that a name is, units beside it left aside; None where it is no flow."""
    unit = unit_in(name)
    name = name.replace(unit.said, " ") if unit is not None and unit.said else name
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|,.*|:.*", " ", name.replace("_", " "))
    for row in rows("flows"):
        if _is(row["PATTERN"], " ".join(bare.split())):
            return row["TRADE_FLOW"]
    return None


def is_derived(name: str) -> bool:
    """Whether a name is of something other than the levels that a table's title speaks of."""
    words = "|".join(row["PATTERN"] for row in rows("derived"))
    return re.search(rf"(?<!{_LETTER})(?:{words})(?!{_LETTER})|%", name, re.IGNORECASE) is not None


def kind_in(text: str) -> str | None:
    """KIND of an indicator that words other than its unit tell."""
    found = {r["KIND"] for r in rows("kinds") if re.search(r["PATTERN"], text, re.IGNORECASE)}
    return found.pop() if len(found) == 1 else None


def adds_up_to_date(text: str) -> bool:
    """Whether a text has words for figures that add up over the year."""
    return re.search(alternatives("cumulative"), text, re.IGNORECASE) is not None
