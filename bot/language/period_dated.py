"""Named periods with or without a year: Nov 21, 3Q21, first half of 2020, FY21, Jan-Nov."""

from __future__ import annotations

from dataclasses import replace

from bot.language.period_lexer import NUMBER, WORD
from bot.language.period_month import is_month
from bot.language.period_numeric import groups, numeric_part
from bot.language.period_part import (
    Part,
    Tokens,
    after,
    begins,
    count,
    ends,
    full_year,
    in_year,
    ordinal,
    short_year,
    year_of,
)
from bot.language.period_words import (
    ABBREVIATED,
    COMPARERS,
    COUNTED,
    GRAINS,
    IN_PERCENT,
    JOINERS,
    LETTERED,
    MONTHS,
    NUMBERED,
    QUARTER_NAMES,
    RANKED_BEFORE,
    UNITS,
    YEAR_PREFIXES,
    YEAR_PREPOSITIONS,
    word_set,
)

__all__ = ["bare_year", "named", "part", "relative_year", "year_behind"]

Read = tuple[Part, int]


def part(t: Tokens, i: int, *, evident: bool = False, days: bool = False) -> Read | None:
    """One period. ``evident``: "may" is a month here; ``days``: "Nov 30" is a day here."""
    if t[i].kind == NUMBER:
        return (
            numeric_part(t, i) or _year_first(t, i) or _day_first(t, i) or _name(t, i, evident)
            or bare_year(t, i)
        )  # fmt: skip
    if t[i].key in MONTHS:
        return _month(t, i, evident, days)
    return _name(t, i, evident) or _prefixed_year(t, i) or bare_year(t, i)


def _name(t: Tokens, i: int, evident: bool) -> Read | None:
    found = named(t, i, evident)
    return _with_year(t, *found) if found else None


def _with_year(t: Tokens, name: Part, j: int) -> Read | None:
    if name.year is not None:
        return name, j
    if dated := year_behind(t, j):
        year, end = dated
        return replace(name, year=year), end
    if relative := relative_year(t, j):
        back, hedged, end = relative
        of_year = any(token.key in _IN_HAND for token in t[j:end])
        return replace(name, back=back, hedged=hedged, of_year=of_year), end
    return None if _needs_year(t, j) else (name, j)


def _needs_year(t: Tokens, j: int) -> bool:
    # Bare "11m" is eleven million, "w48" and "s1" are models, "2h" is two hours.
    last, first = t[j - 1], t[j - 2]
    if last.key in ("m", "w"):
        return True
    if first.key in ("w", "s") and last.kind == NUMBER:
        return True
    return last.text == "h"


def named(t: Tokens, i: int, evident: bool = False) -> Read | None:
    """A period within a year, without the year."""
    if t[i].key in MONTHS:
        return (Part("M", MONTHS[t[i].key]), i + 1) if evident or is_month(t, i) else None
    if t[i].kind == WORD:
        found = _lettered(t, i)
        if found:
            return found
    elif t[i].is_whole and t[i + 1].glued and t[i + 1].kind == WORD:
        found = _number_letter(t, i)
        if found:
            return found
    return _ordinal(t, i) or _months_counted(t, i)


def _lettered(t: Tokens, i: int) -> Read | None:
    """Q3, H1, quarter 3, week 48, Q321; S1 and W48 are taken only with a year."""
    letter, number = t[i].key, t[i + 1]
    grain = LETTERED.get(letter)
    if grain is None or t[i + 1].kind != NUMBER or "." in number.key or "," in number.key:
        return None
    if letter in ("h", "s", "w") and not number.glued:
        return None
    digits = number.key
    if letter in ("q", "h") and len(digits) in (3, 5):  # Q321, H12021
        year = year_of(digits[1:])
        if year and in_year(int(digits[0]), grain):
            return Part(grain, int(digits[0]), year), i + 2
    if len(digits) <= 2 and in_year(int(digits), grain) and (grain == "W" or len(digits) == 1):
        return Part(grain, int(digits)), i + 2
    return None


def _number_letter(t: Tokens, i: int) -> Read | None:
    """3Q, 1H, 11M"""
    grain = {"q": "Q", "h": "S", "m": "M"}.get(t[i + 1].key)
    if grain is None or len(t[i].key) > 2 or not in_year(int(t[i].key), grain):
        return None
    return Part(grain, int(t[i].key), ytd=grain == "M"), i + 2


def _ordinal(t: Tokens, i: int) -> Read | None:
    """third quarter, first half, last quarter of 2020"""
    rank = ordinal(t, i)
    if rank is None:
        rank = (0, i + 1) if t[i].key in ("last", "final", "latter", "closing") else None
    if rank is None:
        return None
    number, j = rank
    j += t[j].key == "-"
    noun = t[j].key
    if noun in QUARTER_NAMES and number <= 4:
        return _last_needs_year(t, Part("Q", number or 4), number, j + 1)
    if noun == "half" and number <= 2:
        end = after(t, j, "half", "year") or j + 1
        return _last_needs_year(t, Part("S", number or 2), number, end)
    if noun == "month" and number <= 12:
        return _last_needs_year(t, Part("M", number or 12), 0, j + 1)
    return None


def _last_needs_year(t: Tokens, found: Part, number: int, j: int) -> Read | None:
    # "last quarter" is the newest on file, "last quarter of 2020" the fourth.
    if number or year_behind(t, j) or relative_year(t, j):
        return found, j
    return None


def _months_counted(t: Tokens, i: int) -> Read | None:
    """first eleven months, 11 months, first three quarters"""
    first = t[i].key in ("first", "1st", "initial", "opening")
    counted = count(t, i + first)
    if counted is None:
        return None
    number, j = counted
    j += t[j].key == "-"
    j += t[j].key in ("full", "calendar")
    unit = t[j].key
    if unit in GRAINS and GRAINS[unit] == "M" and 1 < number <= 12 and (first or _alone(t, i, j)):
        return Part("M", number, ytd=True), j + 1
    if first and unit in ("quarters", "qtrs") and 1 < number <= 4:
        return Part("Q", number, ytd=True), j + 1
    return None


_NOT_AFTER_MONTHS = word_set(
    "later straight running consecutive old long hence ago earlier before in away high low"
)
_NOT_BEFORE_MONTHS = word_set(
    "every each per within next coming another after than least most about around these few "
    "over past last - . /"
)


def _alone(t: Tokens, i: int, j: int) -> bool:
    """Whether "11 months" stands for January to November and not for some stretch of time."""
    if t[j].key not in ("months", "mths") or t[i - 1].key in _NOT_BEFORE_MONTHS:
        return False
    following = j + 1
    if t[following].key == "in":
        return bool(year_behind(t, following))
    if t[following].key == "of":
        return bool(year_behind(t, following) or relative_year(t, following))
    return t[following].key not in _NOT_AFTER_MONTHS


# --- the year ----------------------------------------------------------------------------


def year_behind(t: Tokens, j: int) -> tuple[int, int] | None:
    """The year after a month, quarter or half: 2021, 21, '21, -21, /21, of 2021, ", 2021"."""
    k = j + (t[j].key == "." and t[j].glued and t[j - 1].key in ABBREVIATED)
    if after(t, k, "'", "s"):
        k += 2  # "November's 2021 figure" is rare, "Q3's" is not; both read alike
    sign = t[k].key
    if sign in (",", "of", "in"):
        return _long_year(t, k + 1)
    if sign in ("-", "/", "_"):
        return _long_year(t, k + 1) or (_glued_year(t, k + 1) if t[k].glued else None)
    return _long_year(t, k) or _glued_year(t, k) or _spaced_year(t, k)


def _long_year(t: Tokens, k: int) -> tuple[int, int] | None:
    k = after(t, k, "the", "year") or after(t, k, "year") or k
    if t[k].key == "'" and t[k + 1].glued:
        short = short_year(t, k + 1)
        return (short, k + 2) if short and ends(t, k + 2) else None
    year = full_year(t, k)
    # A number that is itself joined to others (2020-11) is not this period's year.
    return (year, k + 1) if year and ends(t, k + 1) else None


def _glued_year(t: Tokens, k: int) -> tuple[int, int] | None:
    year = short_year(t, k)
    return (year, k + 1) if year and t[k].glued and ends(t, k + 1) else None


def _spaced_year(t: Tokens, k: int) -> tuple[int, int] | None:
    year, following = short_year(t, k), t[k + 1]
    if year is None or not ends(t, k + 1) or following.key in UNITS or following.kind == NUMBER:
        return None
    if following.key in ("biggest", "largest", "top", "best", "smallest", "main", "leading"):
        return None
    if full_year(t, k + 2) and following.key == ",":
        return None
    return year, k + 1


_LAST_YEAR = {
    ("last", "year"): (1, True),
    ("this", "year"): (0, False),
    ("current", "year"): (0, False),
    ("the", "current", "year"): (0, False),
    ("the", "previous", "year"): (1, False),
    ("the", "prior", "year"): (1, False),
    ("the", "preceding", "year"): (1, False),
    ("the", "year", "before"): (1, False),
    ("previous", "year"): (1, False),
    ("prior", "year"): (1, False),
    ("a", "year", "ago"): (1, False),
    ("a", "year", "earlier"): (1, False),
    ("a", "year", "before"): (1, False),
    ("one", "year", "ago"): (1, False),
    ("one", "year", "earlier"): (1, False),
    ("two", "years", "ago"): (2, False),
    ("two", "years", "earlier"): (2, False),
    ("the", "year"): (0, False),
}
_IN_HAND = word_set("last this current ago")  # "the previous year" is another matter
_LAST_YEAR_WORDS = frozenset(keys[0] for keys in _LAST_YEAR)


def relative_year(t: Tokens, j: int) -> tuple[int, bool, int] | None:
    """ "last year", "of this year": years back, whether that is doubtful, the place after."""
    k = j + (t[j].key in ("of", "in", "from"))
    if t[k].kind != WORD or t[k].key not in _LAST_YEAR_WORDS:
        return None
    for keys, (back, hedged) in _LAST_YEAR.items():
        end = after(t, k, *keys)
        if end and ends(t, end) and t[end].key not in ("to", "so"):
            if keys == ("the", "year") and k == j:
                return None
            return back, hedged, end
    return None


def bare_year(t: Tokens, i: int) -> Read | None:
    """A year by itself, unless its neighbours make it a count, an amount or a name."""
    if t[i].key == "'" and t[i + 1].glued and begins(t, i):
        short = short_year(t, i + 1)
        return (Part("A", 1, short), i + 2) if short and ends(t, i + 2) else None
    year = full_year(t, i)
    if year is None or not begins(t, i) or not ends(t, i + 1):
        return None
    before, following = t[i - 1].key, t[i + 1].key
    if _is_among_numbers(t, i):
        return None
    if before in NUMBERED or (before == "." and t[i - 2].key in NUMBERED):
        return None
    dated = before in YEAR_PREPOSITIONS
    if following in UNITS and not (dated and following in IN_PERCENT):
        return None
    if following in COUNTED and not dated:
        return None
    return Part("A", 1, year), i + 1


def _is_among_numbers(t: Tokens, i: int) -> bool:
    """A telephone number ("+86 2021 5543"), or a code nobody knows ("2021-W60")."""
    for beside in (i - 1, i + 1):
        if t[beside].kind == NUMBER and len(t[beside].key) > 2 and not full_year(t, beside):
            return True
    sign, letters, digits = t[i + 1 : i + 4]
    if sign.key != "-" or letters.kind != WORD or digits.kind != NUMBER:
        return False
    return sign.glued and letters.glued and digits.glued


def _prefixed_year(t: Tokens, i: int) -> Read | None:
    """full year 2020, calendar year 2020, CY20, all of 2020"""
    for keys in YEAR_PREFIXES.get(t[i].key, ()):
        j = after(t, i, *keys)
        if not j:
            continue
        j = after(t, j, "of") or j
        if keys == ("year",) and t[j - 1].key == "of":
            continue
        year = full_year(t, j) or (short_year(t, j) if keys == ("cy",) else None)
        if year and ends(t, j + 1):
            return Part("A", 1, year), j + 1
    return None


def _year_first(t: Tokens, i: int) -> Read | None:
    """2021 Nov, 2021-Nov, 2021Q3, 2021-M11, 2021's third quarter, 2021 full year"""
    year = full_year(t, i)
    if year is None or groups(t, i):
        return None
    j = after(t, i + 1, "'", "s") or i + 1
    if t[j].key in ("-", "/", "_", ":") and t[j].glued and t[j + 1].glued:
        j += 1
    if end := after(t, j, "full", "year") or after(t, j, "as", "a", "whole"):
        return Part("A", 1, year), end
    if after(t, j, "a", "1") and t[j].glued and t[j + 1].glued:  # SDMX's 2021-A1
        return Part("A", 1, year), j + 2
    inner = named(t, j) or _sdmx_month(t, j)
    if inner is None or not ends(t, inner[1]) or year_behind(t, inner[1]):
        return None
    return replace(inner[0], year=year), inner[1]


def _sdmx_month(t: Tokens, j: int) -> Read | None:
    number = t[j + 1]
    if t[j].key == "m" and number.glued and number.is_whole and in_year(int(number.key), "M"):
        return Part("M", int(number.key)), j + 2
    return None


# --- days --------------------------------------------------------------------------------


def _month(t: Tokens, i: int, evident: bool, days: bool) -> Read | None:
    found = named(t, i, evident)
    if found is None:
        return None
    return _day_behind(t, found[0].number, i + 1, days) or _with_year(t, *found)


def _day_behind(t: Tokens, month: int, j: int, days: bool) -> Read | None:
    """Nov 30, 2021; Nov 30th; Nov 5 at the end of what is said"""
    j += t[j].key == "." and t[j].glued and t[j - 1].key in ABBREVIATED
    rank = ordinal(t, j)
    if rank is None and t[j].is_whole and len(t[j].key) <= 2:
        rank = int(t[j].key), j + 1
    if rank is None or not 1 <= rank[0] <= 31 or t[j].glued:
        return None
    day, end = rank
    k = end + (t[end].key == ",")
    if (year := full_year(t, k)) and ends(t, k + 1):
        return Part("D", month, year, day), k + 1
    if not ends(t, end):
        return None
    if end > j + 1 or days or (len(t[j].key) == 1 and _stops(t, end)):
        return Part("D", month, None, day), end
    return None


def _day_first(t: Tokens, i: int) -> Read | None:
    """30 November 2021, 30th of Nov, 30-Nov-21"""
    rank = ordinal(t, i) or ((int(t[i].key), i + 1) if t[i].is_whole else None)
    if rank is None or not 1 <= rank[0] <= 31 or not begins(t, i):
        return None
    day, j = rank
    if j == i + 1 and (t[i - 1].key in RANKED_BEFORE or len(t[i].key) > 2):
        return None
    j = after(t, j, "of") or j + (t[j].key in ("-", "/") and t[j].glued)
    if t[j].key not in MONTHS:
        return None
    month = MONTHS[t[j].key]
    dated = year_behind(t, j + 1)
    if dated:
        return Part("D", month, dated[0], day), dated[1]
    if t[j].key in ("may", "march", "mar") and j == i + 1 and not _stops(t, j + 1):
        return None
    return Part("D", month, None, day), j + 1


def _stops(t: Tokens, j: int) -> bool:
    key = t[j].key
    return t[j].kind not in (WORD, NUMBER) or key in COMPARERS or key in JOINERS or key in (
        "to", "through", "until", "till",
    )  # fmt: skip
