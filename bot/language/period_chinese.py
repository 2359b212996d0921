"""Period phrases in Chinese: 2021年11月, 1-11月, 前11个月, 上半年, 第三季度, 去年同期, 今年以来.

Chinese has no spaces to cut at, so these phrases are found by one pattern and
the grammar never sees them. Numbers are digits or Chinese numerals up to 99.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.period_meaning import (
    Between,
    LastN,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    ToDate,
    YearsBefore,
)
from bot.language.period_part import Part, meaning, span, year_of, year_to_date

__all__ = ["find_chinese"]

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_N = "(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})"
_YEAR = "(?:[0-9]{4}|[0-9]{2}|[〇零一二三四五六七八九]{4})"

_FIXED_WORDS: dict[str, tuple[Meaning, ...]] = {
    **dict.fromkeys(
        ("今年以来", "年初以来", "年初至今", "今年至今", "今年累计", "累计", "今年"), (ToDate(),)
    ),
    **dict.fromkeys(
        ("去年同期", "去年同月", "上年同期", "上年同月", "去年同季", "一年前"), (YearsBefore(1),)
    ),
    **dict.fromkeys(("去年", "上年", "全年", "去年全年"), (Latest("A"),)),
    "前年": (Latest("A", 1),),
    **dict.fromkeys(("上个月", "上月", "本月", "这个月", "当月"), (Latest("M"),)),
    **dict.fromkeys(("上个季度", "上季度", "本季度"), (Latest("Q"),)),
    **dict.fromkeys(("最新", "最近一期"), (Latest(),)),
}

_PATTERN = re.compile(
    r"(?<![0-9.,])(?:"
    rf"(?P<from>[0-9]{{4}})年?[-~至到](?P<until>[0-9]{{4}})年"
    rf"|(?:(?P<year>{_YEAR})年|(?P<bare>[0-9]{{4}}) |(?P<relative>去年|上年|今年|截至|到) ?)?\s?(?:"
    rf"(?P<first>{_N})月?份?[-~至到](?P<last>{_N})月份?"
    rf"|(?P<count>前?{_N})个月"
    rf"|前(?P<months>{_N})月"
    rf"|(?P<month>{_N})月(?![饼亮球票])份?(?:(?P<day>{_N})[日号])?"
    rf"|前(?P<quarters>[二三2-3])(?:个)?季度"
    rf"|第?(?P<quarter>[一二三四1-4])季度?"
    rf"|(?P<half>[上下])半年)(?P<sum>累计)?"
    rf"|(?P<whole>{_YEAR})年(?![轻龄货])(?:全年|度)?(?P<since>以来)?"
    rf"|(?:近|过去|最近|这)(?P<several>{_N})个?(?P<unit>月|年|季度)"
    rf"|(?P<word>{'|'.join(sorted(_FIXED_WORDS, key=len, reverse=True))})"
    r")"
)


def find_chinese(text: str) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """Start, end and meanings of every phrase; no meanings where it names no period."""
    return [(m.start(), m.end(), _meanings(m)) for m in _PATTERN.finditer(text)]


def _meanings(m: re.Match[str]) -> tuple[Meaning, ...]:
    if m["word"]:
        return _FIXED_WORDS[m["word"]]
    if m["several"]:
        grain = {"月": "M", "年": "A", "季度": "Q"}[m["unit"]]
        number = _number(m["several"])
        return (LastN(number, grain),) if number > 1 else (Latest(grain),)
    if m["from"]:
        first, last = _year(m["from"]), _year(m["until"])
        found = span(Part("A", 1, first), Part("A", 1, last)) if first and last else None
        return (found,) if found else ()
    if m["whole"]:
        return _year_alone(m)
    return _dated(m)


def _year_alone(m: re.Match[str]) -> tuple[Meaning, ...]:
    year = _year(m["whole"])
    if year is None:
        return ()
    part = Part("A", 1, year)
    if m["since"]:
        return (Between(part.period, None),) if part.period else ()
    found = meaning(part)
    return (found,) if found else ()


def _dated(m: re.Match[str]) -> tuple[Meaning, ...]:
    written = m["year"] or m["bare"]
    year = _year(written) if written else None
    if written and year is None:
        return ()
    if m["first"]:
        first, last = _number(m["first"]), _number(m["last"])
        if not (1 <= first <= 12 and 1 <= last <= 12):
            return ()
        found = span(Part("M", first), Part("M", last, year))
    else:
        part = _part(m, year)
        found = meaning(part) if part else None
    if found is None:
        return ()
    if m["relative"] in ("去年", "上年") and isinstance(found, Open | OpenBetween):
        return replace(found, back=1, of_year=True), found
    if m["relative"] == "今年" and isinstance(found, Open | OpenBetween):
        return (replace(found, of_year=True),)
    return (found,)


def _part(m: re.Match[str], year: int | None) -> Part | None:
    cumulative = bool(m["sum"]) or m["relative"] in ("截至", "到")
    if counted := m["count"] or m["months"]:
        number = _number(counted.removeprefix("前"))
        return Part("M", number, year, ytd=True) if 1 <= number <= 12 else None
    if m["quarters"]:
        return Part("Q", _number(m["quarters"]), year, ytd=True)
    if m["quarter"]:
        part = Part("Q", _number(m["quarter"]), year)
    elif m["half"]:
        part = Part("S", 1 if m["half"] == "上" else 2, year)
    else:
        part = Part("M", _number(m["month"]), year)
        if not 1 <= part.number <= 12:
            return None
        if m["day"]:
            part = replace(part, grain="D", day=_number(m["day"]))
    return year_to_date(part) if cumulative else part


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, units = text.partition("十")
    if not ten:
        return _DIGITS[text[0]] if len(text) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)


def _year(text: str) -> int | None:
    return year_of("".join(str(_DIGITS.get(c, c)) for c in text))
