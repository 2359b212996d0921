"""What period phrases of one question lend each other.

* A year and a month kept apart by other words are one: in "nov exports 2021" both
  phrases mean November 2021; in "ytd trade nov" both mean January-November.
* Joined periods share the year behind them: "Oct and Nov 2021", "Q3 vs Q4 2021".
* A bare year beside a shorter period stands for that period in that year:
  "jan-nov 21 vs 2020", "2021 v 2020 jan-nov", "Nov 2021 and 2020", "YTD 2019 2020 2021".
* A year that leads is that of both, as is that of the first in a list: "2020 Q1 vs Q2",
  "March 2021 and April".
* "Jan-Nov 2019 to 2023" are those months of each of the years.
* "This quarter last year" is one quarter, four before the newest.

Any other year before ("Nov 2021 vs Oct") is left to the stage above, which knows the
period in hand. Phrases keep their places; two that are one have equal meanings.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.figures.period import Period
from bot.language.period_meaning import (
    Between,
    Fixed,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    PeriodPhrase,
    SameIn,
    ToDate,
)
from bot.language.period_part import Part, meaning, span
from bot.language.period_words import EQUALLED

__all__ = ["join"]

_WORDS = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_VERSUS = frozenset({"vs", "v", "versus", "than", "against", "compared", "compare", "对比"})
_AND = frozenset({"and", "or", "&", ",", "/", "+", "plus", "then", "alongside"})
_LONG_AND = re.compile(r"\b(?:as well as|along with|together with|and (?:also|then)|plus also)\b")
_FILLERS = frozenset(
    {"the", "in", "for", "of", "that", "those", "with", "to", "both", "-", ".", "as"}
)
_OF_YEAR = {"last year": 1, "this year": 0, "current year": 0}
_APART = _VERSUS | _AND | frozenset({"to", "from", "over", "on", "since", "with", ";", "?", "."})


def join(text: str, phrases: list[PeriodPhrase]) -> list[PeriodPhrase]:
    """The phrases of a text, each with what the others lend it."""
    for place in range(len(phrases) - 1):
        _make_one(text, phrases, place)
    pairs = range(len(phrases) - 1)
    for place in pairs:
        _share_years(text, phrases, place)
    for place in (*reversed(pairs), *pairs):  # years lend backwards, months forwards too
        _share(text, phrases, place)
    return phrases


def _gap(text: str, first: PeriodPhrase, second: PeriodPhrase) -> list[str]:
    return _WORDS.findall(_LONG_AND.sub("and", text[first.end : second.start].lower()))


# --- one period in two places ------------------------------------------------------------


def _make_one(text: str, phrases: list[PeriodPhrase], place: int) -> None:
    first, second = phrases[place], phrases[place + 1]
    whole = _united(first, second) or _united(second, first)
    if whole is None or _is_base(text, first):
        return
    gap = _gap(text, first, second)
    if EQUALLED & {*gap, *_WORDS.findall(text[: first.start].lower())[-1:]}:
        return  # "December to match 2020" is not December 2020
    apart = first.alternatives or second.alternatives
    if gap == [","] and _bare_year(first) is not None and not _is_listed(phrases, place):
        gap = []  # "2022, Jan-Nov"
    if apart or (gap and (gap[0] in _APART or gap[-1] in _APART)):
        # In "ytd exports to November" the first phrase settles what the second may mean.
        possible = (second.meaning, *second.alternatives) if second.alternatives else ()
        to_date = isinstance(second.meaning, Open) and second.meaning.ytd and bool(possible)
        of_year = to_date and _bare_year(first) is not None and gap[1:] and gap[-1] == "to"
        if not (whole in possible or of_year):
            return  # "2021 exports to June" are those to June 2021
        second = replace(second, alternatives=())
    phrases[place] = replace(first, meaning=whole)
    phrases[place + 1] = replace(second, meaning=whole)


def _is_listed(phrases: list[PeriodPhrase], place: int) -> bool:
    """Whether a year is one of several: "2021, 2022, Jan-Nov"."""
    return place > 0 and _bare_year(phrases[place - 1]) is not None


def _is_base(text: str, phrase: PeriodPhrase) -> bool:
    """Whether "last year" is what is compared with: of "vs last year November" it is no part."""
    before = _WORDS.findall(text[: phrase.start].lower())
    return _years_back(phrase) is not None and before[-1:] != [] and before[-1] in _VERSUS


def _united(named: PeriodPhrase, other: PeriodPhrase) -> Meaning | None:
    """A period without its year, and the year; a period, and "ytd"."""
    year = _bare_year(other)
    match named.meaning:
        case Open(back=0, of_year=False) | OpenBetween(last=int(), back=0, of_year=False) if (
            year is not None
        ):
            return _in_year(named.meaning, year)
        case ToDate(None, 0) if year is not None:
            return ToDate(year)
        case Open(back=0) | OpenBetween(back=0) if (back := _years_back(other)) is not None:
            return replace(named.meaning, back=back, of_year=True)
        case Open() if other.meaning == ToDate():
            return replace(named.meaning, ytd=True)
        case Fixed(period) if other.meaning == ToDate() and period.grain in "SQM":
            return Fixed(period.to_date or period)
    return None


def _years_back(phrase: PeriodPhrase) -> int | None:
    """How far "last year" or "this year" is back; the months of a year are found in it."""
    return _OF_YEAR.get(phrase.text.lower().removesuffix("'s"))


def _bare_year(phrase: PeriodPhrase) -> int | None:
    """The year, if the phrase is a year and nothing more ("full year 2020" says more)."""
    if phrase.text.lstrip("'").isdigit() and isinstance(phrase.meaning, Fixed):
        return phrase.meaning.period.year if phrase.meaning.period.grain == "A" else None
    return None


def _in_year(named: Meaning, year: int) -> Meaning | None:
    match named:
        case Open(grain, number, ytd):
            return meaning(Part(grain, number, year, ytd=ytd))
        case OpenBetween(grain, first, int(last)):
            return span(Part(grain, first), Part(grain, last, year))
        case Fixed(period):
            moved = period.years(year - period.year)
            return Fixed(moved) if moved else None
        case Between(Period() as first, Period() as last):
            begin, end = first.years(year - last.year), last.years(year - last.year)
            return Between(begin, end) if begin and end else None
    return None


# --- periods side by side ----------------------------------------------------------------


def _share_years(text: str, phrases: list[PeriodPhrase], place: int) -> None:
    first, second = phrases[place], phrases[place + 1]
    gap, year = text[first.end : second.start].strip().casefold(), _bare_year(second)
    match first.meaning, second.meaning:
        case Fixed(Period(ytd=True) as one), _ if (
            gap in _TO and year is not None and year > one.year
        ):
            named = Open(one.grain, one.number or 1, ytd=True)
            years = Between(Period.of(f"{one.year}"), Period.of(f"{year}"))
            phrases[place] = replace(first, meaning=named, alternatives=())
            phrases[place + 1] = replace(second, meaning=years, alternatives=())
        case Latest("M" | "Q" as grain, 0), Latest("A", 0) if gap in ("", "of", "in"):
            then = Latest(grain, _IN_A_YEAR[grain])
            phrases[place] = replace(first, meaning=then)
            phrases[place + 1] = replace(second, meaning=then)
        case _:
            return


_TO = frozenset({"to", "until", "till", "through", "-", "\N{EN DASH}"})
_IN_A_YEAR = {"M": 12, "Q": 4}


def _share(text: str, phrases: list[PeriodPhrase], place: int) -> None:
    first, second = phrases[place], phrases[place + 1]
    words = [w for w in _gap(text, first, second) if w not in _FILLERS]
    if not text[first.end : second.start].strip() and (both := _side_by_side(first, second)):
        phrases[place], phrases[place + 1] = both
        return
    if not words and _are_years_listed(text, first, second):
        words = ["and"]
    if len(words) not in (1, 2) or not all(w in _VERSUS or w in _AND for w in words):
        return
    versus = any(w in _VERSUS for w in words)
    earlier, later = _shared(first, second, versus)
    if earlier is not None:
        following = _following(first.meaning, second.meaning) if versus else None
        meant, *others = dict.fromkeys([earlier] if following is None else [following, earlier])
        phrases[place] = replace(first, meaning=meant, alternatives=tuple(others))
    if later is not None:
        phrases[place + 1] = replace(second, meaning=later, alternatives=())


def _are_years_listed(text: str, first: PeriodPhrase, second: PeriodPhrase) -> bool:
    """Whether nothing stands between two years but a space: "Nov 2019 2020 2021"."""
    side_by_side = not text[first.end : second.start].strip()
    return side_by_side and first.text[-4:].isdigit() and second.text[:4].isdigit()


def _shared(
    first: PeriodPhrase, second: PeriodPhrase, versus: bool
) -> tuple[Meaning | None, Meaning | None]:
    """What the first and the second phrase mean side by side; None where nothing changes."""
    back = _years_back(second)
    if isinstance(first.meaning, Open | OpenBetween) and first.meaning.of_year and back is not None:
        return None, replace(first.meaning, back=back)  # "June last year and this year"
    match first.meaning, second.meaning:
        case Open() as named, Fixed(period) if versus and _is_same_name(named, period):
            return None, None  # "Nov vs Nov 2020": the newest against that one
        case named, Fixed(period) if _is_bare(named) and period.grain in "SQM":
            return _in_year(first.meaning, period.year), None
        case named, Between(Period() as begin, Period() as end) if _is_bare(named):
            return (_in_year(first.meaning, end.year) if begin.grain in "SQM" else None), None
        case Fixed(period), Open(grain, number, False, 0, False) if (
            first.text[:4].isdigit() or not versus
        ) and _is_later_in_year(period, grain, number, versus=versus):
            return None, _in_year(second.meaning, period.year)  # "2020 Q1 vs Q2"
        case Fixed(period), Open(grain, 1, False, 0, False) if (
            not versus and grain == period.grain in "MQ" and not period.ytd
        ):
            after = period.shift(1)  # "Dec 2020 and Jan"
            return None, Fixed(after) if after and after.number == 1 else None
    before, behind = _bare_year(first), _bare_year(second)
    if before is not None and behind is not None:
        return None, None
    if isinstance(first.meaning, Fixed) and first.meaning.period.year == behind:
        return None, None  # "Q1 2020 and 2020": the quarter, and the year it is of
    if behind is not None and _is_to_date_of_a_year(first.meaning):
        return None, SameIn(behind)  # "YTD 2020 and 2021": so much of each year
    if before is not None and second.text[:1].isdigit() and _is_stretch(second.meaning):
        if isinstance(second.meaning, ToDate) and second.meaning.year:
            return ToDate(before), SameIn(second.meaning.year)
        return _shaped(second.meaning, before), None
    if behind is not None and (versus or not isinstance(first.meaning, ToDate | Latest)):
        return None, SameIn(behind) if _is_moving(first.meaning) else _shaped(first.meaning, behind)
    return None, None


def _side_by_side(
    first: PeriodPhrase, second: PeriodPhrase
) -> tuple[PeriodPhrase, PeriodPhrase] | None:
    """ "jan nov 2021" has lost its dash, "oct nov 2021" its "and"."""
    match first.meaning, second.meaning:
        case Open(grain, number, False, 0), Fixed(Period(ytd=False) as period) if (
            grain == period.grain in "MQ" and number != period.number
        ):
            if number == 1:
                whole = Fixed(period.to_date or period)
                return replace(first, meaning=whole), replace(second, meaning=whole)
            dated = _in_year(first.meaning, period.year)
            return (replace(first, meaning=dated, alternatives=()), second) if dated else None
    return None


def _is_later_in_year(period: Period, grain: str, number: int, *, versus: bool) -> bool:
    """Whether it comes later in the year that is of both, but for "2021 Jan vs Dec".

    The first month or quarter of a year is held against the last before, as in ``_following``.
    """
    alike = period.grain == grain and not period.ytd and (period.number or 0) < number
    wraps = period.number == 1 and {"M": 12, "Q": 4}.get(grain) == number
    return alike and not (versus and wraps)


def _is_bare(named: Meaning) -> bool:
    """Whether it is a period within a year that nothing says."""
    return isinstance(named, Open | OpenBetween) and not (named.back or named.of_year)


def _is_same_name(named: Open, period: Period) -> bool:
    return (named.grain, named.number, named.ytd) == (period.grain, period.number, period.ytd)


def _following(named: Meaning, beside: Meaning) -> Meaning | None:
    """Of "Jan vs Dec 2020", January 2021: the first of a year is held against the last before."""
    match named, beside:
        case Open(grain, 1, False), Fixed(Period(ytd=False) as period) if (
            grain == period.grain in "MQ"
        ):
            follows = period.shift(1)
            return Fixed(follows) if follows and follows.number == 1 else None
    return None


def _is_stretch(meant: Meaning) -> bool:
    """Whether it is months of a year, as in "2021 v 2020 jan-nov", and no quarter or month."""
    if isinstance(meant, Fixed):
        return meant.period.ytd
    return isinstance(meant, Between | OpenBetween | ToDate)


def _is_moving(meant: Meaning) -> bool:
    return isinstance(meant, ToDate | Latest)


def _is_to_date_of_a_year(meant: Meaning) -> bool:
    """Whether it is a year to date with its year, or the same of another year behind one."""
    return isinstance(meant, SameIn) or (isinstance(meant, ToDate) and meant.year is not None)


def _shaped(model: Meaning, year: int) -> Meaning | None:
    return (
        _in_year(model, year) if isinstance(model, Fixed | Between | Open | OpenBetween) else None
    )
