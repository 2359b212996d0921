"""Rules for periods named by where they stand: last month, a year ago, past 6 months.

What each is relative to is the published series or the period in hand, never
today. Conventions:

* "this year" and "current year" are the year to date, "this month" the newest month;
* "last year" is the newest whole year (after "vs" the stage above makes it the same
  period a year earlier); "past year" may also be the last twelve months;
* "previous month" and "the month before" count from the period in hand, "last
  month" is the newest on file; "previous 3 months" is the newest three;
* "the year before" is the same period a year earlier.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.period_meaning import (
    Before,
    Fixed,
    LastN,
    Latest,
    Meaning,
    Open,
    SameIn,
    ToDate,
    YearsBefore,
)
from bot.language.period_part import Part, Tokens, after, any_of, count, full_year, short_year, span
from bot.language.period_spans import Result, dated
from bot.language.period_words import (
    COMPARERS,
    GRAINS,
    PER_YEAR,
    SINGULAR,
    TO_DATE,
    forms,
    word_set,
)

__all__ = ["ago", "coming", "newest", "phrase", "same", "stretch"]

_PHRASES: tuple[tuple[str, Meaning], ...] = (
    ("year so far", ToDate()),
    ("so far", ToDate()),
    ("so far this year", ToDate()),
    ("so far in the year", ToDate()),
    ("so far for the year", ToDate()),
    ("this year so far", ToDate()),
    ("this year to date", ToDate()),
    ("this calendar year", ToDate()),
    ("this year", ToDate()),
    ("current year", ToDate()),
    ("current year to date", ToDate()),
    ("to date", ToDate()),
    ("up to now", ToDate()),
    ("until now", ToDate()),
    ("till now", ToDate()),
    ("up to date", Latest()),
    ("most up to date", Latest()),
    ("most recently", Latest()),
    ("full year", Latest("A")),
    ("whole year", Latest("A")),
    ("year before last", Latest("A", 1)),
    ("month before last", Latest("M", 1)),
    ("quarter before last", Latest("Q", 1)),
    ("this time last year", YearsBefore(1)),
    ("that time last year", YearsBefore(1)),
    ("this time a year ago", YearsBefore(1)),
    ("this point last year", YearsBefore(1)),
    ("last year same period", YearsBefore(1)),
    ("last year same month", YearsBefore(1)),
    ("last year same time", YearsBefore(1)),
    ("last years same period", YearsBefore(1)),
)


def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]:
    table: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]] = {}
    for words, meant in sorted(_PHRASES, key=lambda row: -len(row[0].split())):
        keys = tuple(words.split())
        table[keys[0]] = (*table.get(keys[0], ()), (keys, meant))
    return table


PHRASES = _by_first_word()

_NOT_AFTER_SO_FAR = word_set("as this in for back away off")


def phrase(t: Tokens, i: int) -> Result | None:
    """A phrase of the table; "so far in 2021" with its year."""
    for keys, meant in PHRASES[t[i].key]:
        end = after(t, i, *keys)
        if not end:
            continue
        if keys == ("so", "far"):
            return _so_far(t, end)
        if keys == ("to", "date") and t[i - 1].key == "up":
            continue
        return end, (meant,)
    return None


def _so_far(t: Tokens, j: int) -> Result | None:
    k = j + (t[j].key in ("in", "for", ","))
    if year := full_year(t, k):
        return k + 1, (ToDate(year),)
    return None if t[j].key in _NOT_AFTER_SO_FAR else (j, (ToDate(),))


# --- last, latest, previous, this --------------------------------------------------------

_PREVIOUS = word_set("previous prev prior preceding")
_BY_ITSELF = word_set("latest newest recent")
_ADJECTIVES = word_set(
    "full complete calendar reported available whole published consecutive recorded few"
)


def newest(t: Tokens, i: int) -> Result | None:
    """ "last month", "latest", "past six months", "previous quarter", "last November" """
    j = i
    if t[i].key == "most":
        j += 1
        if t[j].key != "recent":
            return None
    kind = t[j].key
    j += 1
    found = _several(t, j, kind) or _one(t, j, kind) or _dated_newest(t, j, kind)
    if found is None and kind in _BY_ITSELF and (kind != "recent" or j > i + 1):
        return after(t, j, "period") or j, (Latest(),)
    return found


def _several(t: Tokens, j: int, kind: str) -> Result | None:
    counted = count(t, j)
    if counted is None or kind in ("this", "current"):
        return None
    number, k = counted
    k += t[k].key == "-"
    while t[k].key in _ADJECTIVES:
        k += 1
    return (_closing(t, k, number) if kind == "last" else None) or _listed(t, k, number)


def _closing(t: Tokens, k: int, number: int) -> Result | None:
    """ "last three months of 2020": the year's own last ones"""
    grain, j = GRAINS.get(t[k].key, ""), after(t, k + 1, "of")
    if not j or grain not in ("M", "Q"):
        return None
    year, length = full_year(t, j), PER_YEAR[grain]
    if year is None or number >= length:
        return None
    found = span(Part(grain, length - number + 1, year), Part(grain, length, year))
    return j + 1, (found,) if found else ()


def _listed(t: Tokens, k: int, number: int) -> Result | None:
    unit = t[k].key
    if unit == "decade" or unit == "decades":
        return k + 1, (LastN(10 * number, "A"),)
    if end := after(t, k, "half", "years") or after(t, k, "half", "year"):
        return end, (LastN(number, "S"),)
    if unit not in GRAINS:
        return None
    return k + 1, (LastN(number, GRAINS[unit]) if number > 1 else Latest(GRAINS[unit]),)


def _one(t: Tokens, j: int, kind: str) -> Result | None:
    k = j
    while t[k].key in _ADJECTIVES:
        k += 1
    if t[k].key == "decade" and kind not in ("this", "current"):
        return k + 1, (LastN(10, "A"),)
    half = after(t, k, "half", "year")
    if not half and t[k].key not in SINGULAR:
        return None
    grain, end = ("S", half) if half else (GRAINS[t[k].key], k + 1)
    if kind in _PREVIOUS:
        return end, (YearsBefore(1) if grain == "A" else Before(grain, 1),)
    if grain != "A":
        return end, (Latest(grain),)
    if kind in ("this", "current"):
        return _this_years(t, end) or (end, (ToDate(),))
    if kind in ("past", "trailing", "rolling"):
        return end, (Latest("A"), LastN(12, "M"))
    return _last_year(t, j, end)


def _this_years(t: Tokens, end: int) -> Result | None:
    """ "this year's November" """
    k = after(t, end, "'", "s")
    inner = dated(t, k) if k else None
    if inner and inner[1] and isinstance(meant := inner[1][0], Open) and not meant.back:
        return inner[0], (replace(meant, of_year=True),)
    return None


def _last_year(t: Tokens, j: int, end: int) -> Result:
    """ "last year's November", "last year November"; "vs last year November" is two phrases"""
    k = after(t, end, "'", "s") or end
    inner = dated(t, k) if k > end or t[j - 2].key not in COMPARERS else None
    if inner and inner[1] and isinstance(meant := inner[1][0], Open) and not meant.back:
        others = () if t[j - 2].key in COMPARERS else (meant,)
        return inner[0], (replace(meant, back=1, of_year=True), *others)
    if cumulative := any_of(t, k, TO_DATE):
        return cumulative, (ToDate(None, 1), ToDate())
    return end, (Latest("A"),)


def _dated_newest(t: Tokens, j: int, kind: str) -> Result | None:
    """ "last November" is the newest one; "previous November" may be the one before it"""
    inner = dated(t, j)
    if inner is None or not inner[1]:
        return None
    end, (meant, *_) = inner
    if isinstance(meant, Open):
        others = (replace(meant, back=1),) if kind in _PREVIOUS else ()
        return end, (meant, *others)
    is_year = isinstance(meant, Fixed) and meant.period.grain == "A"
    return None if is_year else inner


def coming(t: Tokens, i: int) -> Result | None:
    """ "next November", "next 6 months": no figure can be held for it"""
    inner = dated(t, i + 1)
    return (inner[0], ()) if inner else None


# --- ago, the same, over -----------------------------------------------------------------

_LATER = word_set("after later afterwards")
_AGO = word_set("ago earlier before previously prior previous back")


def ago(t: Tokens, i: int) -> Result | None:
    """ "a year ago", "two months earlier", "the month before", "year-ago", "the month after" """
    counted = (1, i + 1) if t[i].key in ("a", "an") else count(t, i)
    number, j = counted or (1, i)
    j += t[j].key == "-"
    j += t[j].key in ("full", "calendar")
    unit = t[j].key
    if unit not in GRAINS and unit not in ("decade", "decades"):
        return None
    if counted is None and unit not in SINGULAR:
        return None
    end = j + 1 + (t[j + 1].key == "-")
    if t[end].key in _LATER and dated(t, end + 1) is None:
        # "The month after", "two months later"; "the month after May" is another matter.
        return end + 1, (_back(-number, GRAINS[unit]),) if unit in GRAINS else ()
    if t[end].key not in _AGO or (t[end].key == "previous" and counted):
        return None
    if unit.startswith("decade"):
        return end + 1, (YearsBefore(10 * number),)
    return end + 1, (_back(number, GRAINS[unit]),)


def _back(number: int, grain: str) -> Meaning:
    if grain == "A":
        return YearsBefore(number)
    if grain == "M" and number % 12 == 0 and number:
        return YearsBefore(number // 12)
    return Before(grain, number)


_SAME_OF = word_set("period time point span stretch months quarters figure")
_YEAR_EARLIER = forms(
    "last year, previous year, prior year, preceding year, past year, year before, year earlier, "
    "year ago, earlier year"
)


def same(t: Tokens, i: int) -> Result | None:
    """ "same month last year", "the same period of 2020", "same time a year ago" """
    j = i + 1
    counted = count(t, j)
    j = counted[1] if counted else j
    if t[j].key not in _SAME_OF and t[j].key not in GRAINS and t[j].key != "half":
        return None
    j = after(t, j, "half", "year") or j + 1
    while t[j].key in ("of", "in", "from", "as", "for", "the", "during", "("):
        j += 1
    if end := any_of(t, j, _YEAR_EARLIER):
        return end, (YearsBefore(1),)
    earlier = ago(t, j)
    if earlier and isinstance(earlier[1][0], YearsBefore):
        return earlier
    year = full_year(t, j) or (short_year(t, j + 1) if t[j].key == "'" else None)
    return (j + 1 + (t[j].key == "'"), (SameIn(year),)) if year else None


_EXTREMES = word_set("most least record time high low best worst ever peak once")


def _year_or_months(found: Result | None) -> Result | None:
    if found and found[1] == (Latest("A"),):
        return found[0], (Latest("A"), LastN(12, "M"))
    return found


def stretch(t: Tokens, i: int) -> Result | None:
    """ "highest in 11 months", "over two years", "over the past year" """
    word = t[i].key
    j = after(t, i, word, "the") or i + 1
    if word in ("over", "during", "within") and t[j].key in ("past", "last", "previous"):
        # "over last year" compares, "over the last year" does not.
        is_stretch = t[j].key == "past" or j > i + 1 or count(t, j + 1) is not None
        return _year_or_months(newest(t, j)) if is_stretch else None
    counted = count(t, i + 1)
    if counted is None:
        return None
    number, k = counted
    k += t[k].key in _ADJECTIVES
    grain = GRAINS.get(t[k].key)
    extreme = t[i - 1].key in _EXTREMES or t[i - 1].key.endswith("est")
    wide = word in ("over", "within") or (grain in ("A", "Q") and number > 1)
    if grain is None or not (extreme or wide) or t[k + 1].key in ("ago", "earlier", "before", "to"):
        return None
    return _listed(t, k, number)
