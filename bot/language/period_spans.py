"""Rules for dates: one period, a run of them, the year up to one, since, before, fiscal years.

A rule reads one kind of phrase at a place and returns the place after it and
its meanings, the first one meant and the others possible. No meaning at all
says that the words are about time but name no period that a figure can be held
for ("early 2021"); they are passed over whole, so that no part of them is read
as something else.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.period_dated import part, year_behind
from bot.language.period_fiscal import fiscal
from bot.language.period_meaning import (
    Between,
    Fiscal,
    Fixed,
    LastN,
    Meaning,
    Open,
    OpenBetween,
    ToDate,
)
from bot.language.period_numeric import groups, read_numeric
from bot.language.period_part import (
    Part,
    Tokens,
    after,
    any_of,
    begins,
    ends,
    full_year,
    meaning,
    ordinal,
    short_year,
    span,
    year_to_date,
)
from bot.language.period_words import (
    ABBREVIATED,
    COMPARERS,
    EQUALLED,
    GRAINS,
    HYPHENED,
    JOINERS,
    MONTHS,
    QUARTER_NAMES,
    ROUGHLY,
    SLICES,
    SLICES_OF,
    TO,
    TO_DATE,
    forms,
    word_set,
)

__all__ = [
    "Result",
    "at_the_end_of",
    "beginning",
    "compared",
    "dated",
    "is_slice",
    "joined_by_to",
    "onward",
    "run",
]

Result = tuple[int, tuple[Meaning, ...]]

_ONWARDS = forms(
    "onwards, onward, to date, to now, until now, till now, to present, to the present, to today, "
    "- now, - present, - date, - today, and after"
)
_NOT_TO_DATE_AFTER = word_set(
    "compared compare comparing relative up down back similar equal equivalent close closer next "
    "due on over forward it that this move moved switch switched go going goes turn change "
    "changed set jump skip shift"
)

_TO_WHOM = word_set("who whom where which")


def dated(t: Tokens, i: int) -> Result | None:
    """A period or a run of periods, with what may stand behind it (ytd, so far, onwards)."""
    if not begins(t, i):
        return None
    days = _day_run(t, i)
    if days:
        return days
    first = _first(t, i)
    if first is None:
        return None
    if is_slice(t, i):
        return first[1], ()
    found = run(t, *first) or _single(t, i, *first)
    if found and not ends(t, found[0]):
        return found[0], ()
    return found


def _first(t: Tokens, i: int) -> tuple[Part, int] | None:
    return part(t, i) or _shared_noun(t, i)


def _shared_noun(t: Tokens, i: int) -> tuple[Part, int] | None:
    """The "first" of "first and second quarter"."""
    rank = ordinal(t, i)
    if rank is None:
        return None
    number, j = rank
    k = j
    while t[k].key in JOINERS or t[k].key in ("to", "-", "the", "vs", "versus", "v"):
        k += 1
    other = ordinal(t, k)
    if k == j or other is None:
        return None
    noun = t[other[1]].key
    if noun in QUARTER_NAMES and number <= 4:
        return Part("Q", number), j
    return (Part("S", number), j) if noun in ("half", "halves") and number <= 2 else None


def is_slice(t: Tokens, i: int) -> bool:
    """early 2021, first week of November: less than what is named."""
    k = i - 1
    k -= t[k].key == "-"
    if t[k].key == "the":
        k -= 1
    if t[k].key == "of" and t[k - 1].key == "half" and t[k - 2].key in ROUGHLY:
        return False  # "more than half of 2020" is a share of the year
    if t[k].key == "of" and t[k - 1].key == "rest" and any(w.key in EQUALLED for w in t[i:]):
        return False  # the rest of 2021 is to come to what another year came to
    return t[k].key in SLICES or (t[k].key == "of" and t[k - 1].key in SLICES_OF)


def run(t: Tokens, first: Part, j: int, joint: int = 0) -> Result | None:
    k = joint or joined_by_to(t, j) or _both(t, first, j)
    if not k:
        return None
    k = at_the_end_of(t, k)
    last = (
        _last_quarter_digit(t, first, k)
        or (_last_short_year(t, first, k) if joint else None)
        or part(t, k, evident=True, days=first.grain == "D")
    )
    if last is None:
        return None
    found = span(first, last[0])
    if found is None:
        return None
    joined = groups(t, last[1])
    if joined and last[0].year is None and full_year(t, last[1]):
        if not full_year(t, joined[2] - 1):
            return joined[2], ()  # "Jan-Nov 2020-21"
        return last[1], (found,)  # "Jan-Nov 2019-2021": in each of the years behind it
    found, end = cumulative(t, found, last[1])
    return end, (found, *_doubtful_run(t, j, last[0], found))


def joined_by_to(t: Tokens, j: int) -> int:
    """The place after the "to" of a run, or 0: "Jan.-Nov." and "January-to-November" too."""
    j += t[j].key == "." and t[j].glued and t[j - 1].key in ABBREVIATED
    if t[j].key == "-" and t[j + 1].key in HYPHENED and t[j + 2].key == "-":
        return j + 3
    return any_of(t, j, TO)


def at_the_end_of(t: Tokens, k: int) -> int:
    k = after(t, k, "the") or k
    return after(t, k, "end", "of") or after(t, k, "end", "-") or after(t, k, "end") or k


def _both(t: Tokens, first: Part, j: int) -> int:
    # China's statistics take January and February together.
    if (first.grain, first.number) != ("M", 1) or first.year is not None:
        return 0
    if t[j].key in ("/", "+", "&") and MONTHS.get(t[j + 1].key) == 2:
        return j + 1
    if t[j].key == "and" and MONTHS.get(t[j + 1].key) == 2:
        following = (year_behind(t, j + 2) or (0, j + 2))[1]
        return j + 1 if t[following].key in ("combined", "together") else 0
    return 0


def _last_short_year(t: Tokens, first: Part, k: int) -> tuple[Part, int] | None:
    # "between 2019 and 21"
    year = short_year(t, k)
    return (Part("A", 1, year), k + 1) if year and first.grain == "A" and ends(t, k + 1) else None


def _last_quarter_digit(t: Tokens, first: Part, k: int) -> tuple[Part, int] | None:
    # "Q1-3 2021"
    if first.grain != "Q" or not t[k].glued or not t[k].is_whole or len(t[k].key) != 1:
        return None
    if not first.number < int(t[k].key) <= 4 or t[k + 1].glued:
        return None
    dated = year_behind(t, k + 1)
    last = Part("Q", int(t[k].key), dated[0] if dated else None)
    return last, dated[1] if dated else k + 1


def _doubtful_run(t: Tokens, j: int, last: Part, found: Meaning) -> tuple[Meaning, ...]:
    if last.hedged and isinstance(found, Open | OpenBetween) and not compared(t, j - 1):
        return (replace(found, back=0, of_year=False),)
    return ()


def compared(t: Tokens, i: int) -> bool:
    """Whether what begins here is compared with something, so that "last year" is its last."""
    before = t[i - 1].key
    return before in COMPARERS or (before in ("with", "to") and t[i - 2].key in COMPARERS)


def _single(t: Tokens, i: int, found: Part, j: int) -> Result | None:
    if found.year is None:
        if named_by_years := _fiscal_part(t, found, j):
            return named_by_years
        if found.grain in "SQ" and (inside := _inside(t, j)):
            return inside, ()
    if lasting := onward(t, found, j):
        return lasting
    meant = meaning(found)
    if meant is None:
        return j, ()
    if found.grain == "A" and (end := after(t, j, "so", "far")):
        return end, (ToDate(found.year),)
    meant, end = cumulative(t, meant, j)
    if end > j:
        return end, (meant,)
    if found.hedged and isinstance(meant, Open) and not compared(t, i):
        return j, (meant, replace(meant, back=0, of_year=False))
    if found.ytd and t[j - 1].key == "months" and t[i].key not in ("first", "1st"):
        return j, (meant, *_perhaps_newest(found))
    if t[i - 1].key == "to" and not _to_belongs_before(t, i - 1):
        return j, (*_perhaps_to_date(found), meant)
    return j, (meant,)


def _to_belongs_before(t: Tokens, i: int) -> bool:
    """Whether "to" is of the words before it: "compared to June", "who do we sell to June 2021"."""
    return t[i - 1].key in _NOT_TO_DATE_AFTER or any(word.key in _TO_WHOM for word in t[:i])


def _perhaps_newest(found: Part) -> tuple[Meaning, ...]:
    # Statisticians count "11 months" from January, but everyone counts back 3, 6 or 12.
    counts_back = found.year is None and found.number in (3, 6, 12) and not found.back
    return (LastN(found.number, found.grain),) if counts_back else ()


def _perhaps_to_date(found: Part) -> tuple[Meaning, ...]:
    # "trade to November": of the year up to it; of what does not add up, the month.
    if found.grain not in "SQM" or found.ytd or found.number == 1:
        return ()
    cumulative = meaning(year_to_date(found))
    return (cumulative,) if cumulative else ()


def _fiscal_part(t: Tokens, found: Part, j: int) -> Result | None:
    """ "Q1 FY21", "Q1 2019/20"; a month before years joined in another way is not read"""
    behind = fiscal(t, j)
    if behind is None and groups(t, j) and full_year(t, j):
        behind = read_numeric(t, j)
    if behind is None:
        return None
    end, meanings = behind
    if len(meanings) == 1 and isinstance(meanings[0], Fiscal) and meanings[0].grain == "A":
        return end, (replace(meanings[0], grain=found.grain, number=found.number),)
    return end, ()


def _inside(t: Tokens, j: int) -> int:
    """ "first half of November", "second half of the decade": the place after, or 0"""
    k = after(t, j, "of", "the") or after(t, j, "of") or after(t, j, "in")
    if not k:
        return 0
    month = part(t, k, evident=True) if t[k].key in MONTHS else None
    if month:
        return month[1]
    return k + 1 if t[k].key in GRAINS or t[k].key in ("decade", "century") else 0


def onward(t: Tokens, found: Part, j: int) -> Result | None:
    end = any_of(t, j, _ONWARDS)
    if not end or not (begun := beginning(found)):
        return None
    if found.grain == "A" and after(t, j, "to", "date") == end:
        return end, (ToDate(found.year), begun)
    return end, (begun,)


def beginning(found: Part) -> Meaning | None:
    """From that period to the newest; from January it is the year to date."""
    if found.ytd or (found.grain in "DW" and found.year is None):
        return None
    if found.year is None:
        if (found.grain, found.number) == ("M", 1):
            return ToDate(None, found.back)
        return OpenBetween(found.grain, found.number, None, found.back, found.of_year)
    return Between(found.period, None) if found.period else None


def cumulative(t: Tokens, meant: Meaning, j: int) -> tuple[Meaning, int]:
    """The year to date, if "ytd" stands behind: "Nov ytd", "2021 (ytd)", "Nov ytd 2021"."""
    end = any_of(t, j + (t[j].key in (",", "-", "(")), TO_DATE)
    if not end or (t[j].key == "," and _is_short(meant)):
        return meant, j  # "Nov, YTD" lists two
    if isinstance(meant, Open):
        dated = year_behind(t, end)
        if dated:
            whole = meaning(Part(meant.grain, meant.number, dated[0], ytd=True))
            return (whole, dated[1]) if whole else (meant, j)
        return replace(meant, ytd=True), end
    if isinstance(meant, Fixed) and meant.period.grain == "A" and not meant.period.ytd:
        return ToDate(meant.period.year), end
    if isinstance(meant, Fixed) and meant.period.grain in "SQMD":
        return Fixed(meant.period.to_date or meant.period), end
    return meant, j


def _is_short(meant: Meaning) -> bool:
    """Whether it is a month, a quarter or a half, and not the year to the end of one."""
    if isinstance(meant, Fixed):
        return meant.period.grain in "SQM" and not meant.period.ytd
    return isinstance(meant, Open) and not meant.ytd


def _day_run(t: Tokens, i: int) -> Result | None:
    """ "1-11 November 2021", "Nov 1-11, 2021"; without a year it is passed over"""
    k = i + (t[i].key in MONTHS)
    joined = groups(t, k)
    if joined is None or joined[1] != "-" or len(joined[0]) != 2:
        return None
    days, j = [int(n) for n in joined[0] if len(n) <= 2 and 1 <= int(n) <= 31], joined[2]
    name = t[i].key if k > i else t[j].key
    if len(days) != 2 or name not in MONTHS:
        return None
    j += k == i
    dated = year_behind(t, j)
    if dated is None:
        return j, ()
    first, last = (Part("D", MONTHS[name], dated[0], day) for day in days)
    found = span(first, last)
    return dated[1], (found,) if found else ()
