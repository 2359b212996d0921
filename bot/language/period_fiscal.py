"""Fiscal years, which only the area's own custom can date: FY21, FY2021/22, fiscal 2021 Q1."""

from __future__ import annotations

from dataclasses import replace

from bot.language.period_dated import named
from bot.language.period_lexer import NUMBER
from bot.language.period_meaning import Fiscal, Meaning
from bot.language.period_part import Tokens, any_of, full_year, short_year
from bot.language.period_words import FISCAL

__all__ = ["fiscal"]


def fiscal(t: Tokens, i: int) -> tuple[int, tuple[Meaning, ...]] | None:
    """ "FY21", "FY2021/22", "fiscal 2021", "FY21 Q1" """
    j = any_of(t, i, FISCAL)
    if not j:
        return None
    j += t[j].key in ("-", "'")
    year = full_year(t, j) or short_year(t, j)
    if year is None:
        return None
    found, end = Fiscal(year), j + 1
    if t[end].key in ("/", "-") and t[end].glued and t[end + 1].glued and t[end + 1].kind == NUMBER:
        second = full_year(t, end + 1) or short_year(t, end + 1)
        if second != year + 1:
            return end + 2, ()
        found, end = Fiscal(year, second), end + 2
    inner = named(t, end)
    if inner and inner[0].grain in "SQ" and inner[0].year is None and not inner[0].ytd:
        return inner[1], (replace(found, grain=inner[0].grain, number=inner[0].number),)
    return end, (found,)
