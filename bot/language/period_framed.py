"""Rules for dates with a word in front: between, from, since, through, ytd, FY, 12 months to.

A rule reads as those of ``period_spans`` do.
"""

from __future__ import annotations

from dataclasses import replace

from bot.figures.period import Period
from bot.language.period_dated import part, relative_year
from bot.language.period_meaning import (
    Between,
    Fixed,
    Meaning,
    Open,
    OpenBetween,
    ToDate,
)
from bot.language.period_part import (
    Part,
    Tokens,
    after,
    any_of,
    count,
    meaning,
    short_year,
    span,
    year_to_date,
)
from bot.language.period_spans import (
    Result,
    at_the_end_of,
    beginning,
    compared,
    dated,
    is_slice,
    joined_by_to,
    onward,
    run,
)
from bot.language.period_words import (
    GRAINS,
    TO_DATE,
    forms,
    word_set,
)

__all__ = ["between", "from_", "outside", "rolling", "since", "through", "to_date"]

_CHANGES = word_set(
    "change changed changes rise rose risen up down fall fell fallen grow grew grown growth "
    "increase increased decrease decreased drop dropped decline declined jump jumped go went "
    "move moved"
)
_DIFFERENCES = word_set("difference gap comparison compare comparing differ change changes")
_UP_TO = forms("through, thru, until, till, up to, up until, through to")
_TO_DATE_OF = forms("as of, in, for, of, ending, at, up to, to, through, thru, until, till, -, ~")


def between(t: Tokens, i: int) -> Result | None:
    """ "between 2019 and 2021"; a difference between two periods is no run of them"""
    if t[i - 1].key in _DIFFERENCES:
        return None
    first = part(t, i + 1, evident=True)
    if first is None:
        return None
    joint = after(t, first[1], "and") or joined_by_to(t, first[1])
    return run(t, *first, joint) if joint else None


def from_(t: Tokens, i: int) -> Result | None:
    """ "from Oct to Nov", "from 2019 on": by itself "from" is no part of a period"""
    starting = t[i].key == "starting"
    first = part(t, i + 1 + (starting and t[i + 1].key in ("in", "from", "with")))
    if first is None:
        return None
    if end := after(t, first[1], "on") or (first[1] if starting else 0):
        begun = beginning(first[0])
        return (end, (begun,)) if begun else None
    found = run(t, *first)
    if found is None:
        return onward(t, *first)
    if not found[1]:
        return found
    end, (meant, *others) = found
    cumulative = isinstance(meant, Open) or (isinstance(meant, Fixed) and meant.period.ytd)
    if cumulative and t[i - 1].key in _CHANGES and (change := _ends_of(t, first)):
        others.append(change)
    return end, (meant, *others)


def _ends_of(t: Tokens, first: tuple[Part, int]) -> Meaning | None:
    # "rose from January to November": over those months, or between the two.
    begin, j = first
    last = part(t, at_the_end_of(t, joined_by_to(t, j)), evident=True)
    if last is None or last[0].grain != "M":
        return None
    end = last[0]
    if end.year is None:
        return OpenBetween("M", begin.number, end.number, end.back)
    return Between(replace(begin, year=begin.year or end.year).period, end.period)


def to_date(t: Tokens, i: int) -> Result | None:
    """ "ytd", "year to date to November", "YTD 2021", "ytd nov" """
    j = any_of(t, i, TO_DATE)
    if not j:
        return None
    k = j + (t[j].key in (":", "-", "("))
    k = any_of(t, k, _TO_DATE_OF) or k
    k = at_the_end_of(t, k)
    short = short_year(t, k + 1) if t[k].key == "'" else short_year(t, k) if t[k].glued else None
    if short:
        return k + 1 + (t[k].key == "'"), (ToDate(short),)
    inner = dated(t, k)
    if inner and len(inner[1]) >= 1:
        end, (meant, *_) = inner
        if isinstance(meant, Open):
            return end, (replace(meant, ytd=True),)
        if isinstance(meant, Fixed) and meant.period.grain == "A" and not meant.period.ytd:
            return end, (ToDate(meant.period.year),)
        if isinstance(meant, Fixed) and meant.period.grain in "SQMD":
            return end, (Fixed(meant.period.to_date or meant.period),)
    if relative := relative_year(t, j):
        back, hedged, end = relative
        return end, (ToDate(None, back), *([ToDate()] if hedged and not compared(t, i) else []))
    return j, (ToDate(),)


def since(t: Tokens, i: int) -> Result | None:
    """ "since 2019", "since Nov 2020", "since January", "since the start of the year" """
    j = after(t, i, "since", "the") or i + 1
    for word in ("start", "beginning", "turn"):
        k = after(t, j, word, "of")
        if not k:
            continue
        if end := after(t, k, "the", "year") or after(t, k, "this", "year") or after(t, k, "year"):
            return end, (ToDate(),)
        j = k
    j = after(t, j, "last") or j
    found = part(t, j, evident=True)
    if found is None:
        return None
    whole = run(t, *found)
    if whole and whole[1] and isinstance(whole[1][0], Fixed):
        return whole[0], (Between(whole[1][0].period, None),)  # "since Jan-Nov 2019"
    begun = beginning(found[0])
    sliced = t[j - 1].key != "of" and is_slice(t, j)
    return found[1], (begun,) if begun and not sliced else ()


def through(t: Tokens, i: int) -> Result | None:
    """ "through November", "up to Nov 2021": the year to date; "until 2020": every year to it"""
    j = any_of(t, i, _UP_TO)
    found = part(t, at_the_end_of(t, j), evident=True) if j else None
    if found is None or found[0].grain == "W":
        return None
    last, end = found
    if last.grain != "A":
        meant = meaning(last if last.number == 1 and last.grain == "M" else year_to_date(last))
        return end, (meant,) if meant else ()
    year = Period.of(f"{last.year}")
    if t[i].key in ("through", "thru"):
        return end, (Between(None, year), Fixed(year))
    return end, (Between(None, year),)


def outside(t: Tokens, i: int) -> Result | None:
    """ "before 2020", "after Nov 2021" """
    found = part(t, i + 1, evident=True)
    if found is None:
        return None
    last, end = found
    period = last.period
    if period is None or period.ytd:
        return end, ()
    neighbour = period.shift(-1 if t[i].key in ("before", "pre") else 1)
    if neighbour is None:
        return end, ()
    return end, (Between(None, neighbour) if t[i].key == "before" else Between(neighbour, None),)


_ENDING = forms("ending, ended, ending in, ended in, up to, to, through, thru, until, till")


def rolling(t: Tokens, i: int) -> Result | None:
    """ "12 months to Nov 2021", "quarter ended June", "year to November" """
    j = i + (t[i].key in ("last", "past", "rolling", "trailing"))
    counted = count(t, j)
    number, j = counted or (1, j)
    j += t[j].key == "-"
    unit = "half-year" if after(t, j, "half", "year") else t[j].key
    length = number * {"M": 1, "Q": 3, "A": 12}.get(GRAINS.get(unit, ""), 6 * (unit == "half-year"))
    j = after(t, j, "half", "year") or j + 1
    k = any_of(t, j, _ENDING)
    last = part(t, at_the_end_of(t, k), evident=True) if k and length > 1 else None
    if last is None or last[0].grain not in "QM" or last[0].ytd:
        return None
    end = (
        last[0] if last[0].grain == "M" else replace(last[0], grain="M", number=last[0].number * 3)
    )
    found = _as_named(end, length) or _months_ending(end, length)
    if found is None:
        return last[1], ()
    if counted is None and GRAINS.get(unit) == "A" and (other := meaning(year_to_date(end))):
        return last[1], tuple(dict.fromkeys((found, other)))
    return last[1], (found,)


def _as_named(end: Part, length: int) -> Meaning | None:
    # The three months to June are the second quarter, and figures are held for that.
    grain = {3: "Q", 6: "S"}.get(length)
    if grain is None or end.number % length:
        return None
    return meaning(replace(end, grain=grain, number=end.number // length))


def _months_ending(end: Part, length: int) -> Meaning | None:
    if end.year is None:
        first = Part("M", (end.number - length) % 12 + 1)
        return span(first, end) if length <= 12 else None
    place = end.year * 12 + end.number - length
    return span(Part("M", place % 12 + 1, place // 12), end) if place >= 12 else None
