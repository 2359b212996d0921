"""Finding period phrases in a folded question.

Convention: nothing here reads the clock or knows what is on file; a phrase says
what was typed, and the stage above settles which period that is. Offsets count
characters of the folded text. At each place the rule that reads furthest wins.

The grammar, in which words may be joined by hyphens, [] is optional, "year" is
2021, and after a name also 21, '21, -21 or /21 (70 to 99 are 1970 to 1999)::

    phrase    = run | since | through | rolling | fiscal | to-date | relative | part
    part      = name ["of" | "in" | ","] [year | "last year" | "this year"] | year name
              | day | week | numeric | year
    name      = month | "Q" 1-4 | 1-4 "Q" | ordinal "quarter" | "H" 1-2 | 1-2 "H" | ordinal "half"
              | number "M" year | ["first"] number "months" | "first" number "quarters"
              | "last" ("month" | "quarter" | "half") "of" year | "week" number
    day       = number month [year] | month number "," year | month ordinal
    year      = 1800-2099 | ("full year" | "calendar year" | "year" | "CY" | "all of") year
    numeric   = see period_numeric
    run       = ["from" | "between"] part ("-" | "to" | "through" | "until" | "and") part
    since     = "since" part | part ("onwards" | "to now" | "to date")
    through   = ("through" | "until" | "up to") ["the end of"] part      up to it, from January
    rolling   = [number] unit ("to" | "ending" | "ended") part           "12 months to Nov 2021"
    fiscal    = ("FY" | "fiscal" | "financial year") year ["/" year] [name]
    to-date   = ("ytd" | "year to date") [["to" | "in" …] part] | part "ytd"
    relative  = ("last" | "latest" | "past" | "previous" | "this" …) ([number] unit | name)
              | (number | "a") unit ("ago" | "earlier" | "before") | "same" unit …

Decisions, where English leaves a choice:

* A run that begins with January (or the first quarter) in the same year is the
  year to date: "Jan-Nov 2021", and so is "11 months". "Jan" is January alone.
* A bare year is no year before a unit or a counted noun ("2021 trains", unless
  "in" stands before it), after a currency sign, or after a word that numbers
  things ("Boeing 2000", "Agenda 2030").
* "Nov 21" is November 2021; "21 Nov", "Nov 21st" and "Nov 5" are days.
* "early 2021", "mid-Nov", "first half of November", "next November" and a month
  before joined years name no period figures are held for: nothing in them is read.
* "may" and "march" are months where period_month finds them to be; "Jan Smith"
  has a month in it, for only the names on file can tell, and "Mr Jan Smith" none.
* "November last year" is the one before the newest on file; alone, not after
  "vs", it may also be the newest. "year to November" is the twelve months, or
  the months since January; "trade to November" is those too, or the
  month where nothing adds up.
* "11 months" counts from January; 3, 6 and 12 months may also be the newest ones.
* "since January" is the year to date, "through November" and "until November" too;
  "since March", "since 2019" and "2019 onwards" run to the newest period on file.
* "before" and "after" leave out the year or month they name.

Chinese phrases are read by period_chinese, and what phrases lend each other
("Oct and Nov 2021", "nov exports 2021") is in period_joins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.language import period_framed as framed
from bot.language import period_relative as relative
from bot.language.period_chinese import find_chinese
from bot.language.period_fiscal import fiscal
from bot.language.period_joins import join
from bot.language.period_lexer import BLANK, NUMBER, tokens
from bot.language.period_meaning import (
    Before,
    Between,
    Fiscal,
    Fixed,
    LastN,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    OpenDay,
    PeriodPhrase,
    SameIn,
    ToDate,
    YearsBefore,
)
from bot.language.period_numeric import read_numeric
from bot.language.period_part import Tokens, begins, ends
from bot.language.period_spans import Result, dated
from bot.language.period_words import (
    FISCAL,
    GRAINS,
    LETTERED,
    MONTHS,
    NUMBERS,
    ORDINALS,
    TO_DATE,
    YEAR_PREFIXES,
    word_set,
)

__all__ = [
    "Before",
    "Between",
    "Fiscal",
    "Fixed",
    "LastN",
    "Latest",
    "Meaning",
    "Open",
    "OpenBetween",
    "OpenDay",
    "PeriodPhrase",
    "SameIn",
    "ToDate",
    "YearsBefore",
    "find_periods",
]

DATED = word_set("last final latter closing initial opening '")
NEWEST = word_set(
    "last latest newest recent past trailing rolling previous prev prior preceding this "
    "current most"
)

Rule = Callable[[Tokens, int], Result | None]
_Found = tuple[int, int, tuple[Meaning, ...]]


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Which rules are tried at which word."""
    rows: tuple[tuple[Rule, list[str]], ...] = (
        (
            dated,
            [*MONTHS, *LETTERED, *ORDINALS, *NUMBERS, *YEAR_PREFIXES, *DATED],
        ),
        (framed.between, ["between"]),
        (framed.from_, ["from", "starting"]),
        (framed.to_date, list(TO_DATE)),
        (framed.since, ["since"]),
        (framed.through, ["through", "thru", "until", "till", "up"]),
        (framed.outside, ["before", "after"]),
        (framed.rolling, ["last", "past", "rolling", "trailing", "half", *NUMBERS, *GRAINS]),
        (fiscal, list(FISCAL)),
        (relative.phrase, list(relative.PHRASES)),
        (
            relative.newest,
            list(NEWEST),
        ),
        (relative.coming, ["next", "coming", "upcoming", "following"]),
        (relative.ago, ["a", "an", "couple", "decade", *NUMBERS, *GRAINS]),
        (relative.same, ["same", "corresponding", "equivalent", "comparable"]),
        (relative.stretch, ["over", "in", "for", "within", "during"]),
    )
    table: dict[str, tuple[Rule, ...]] = {}
    for rule, keys in rows:
        for key in dict.fromkeys(keys):
            table[key] = (*table.get(key, ()), rule)
    return table


_RULES = _rules()
_NUMBER_RULES: tuple[Rule, ...] = (read_numeric, dated, framed.rolling, relative.ago)


def find_periods(text: str) -> tuple[PeriodPhrase, ...]:
    """The period phrases of a folded text, left to right, none overlapping another."""
    if text.isascii():
        found = list(_scan(tokens(text)))
    else:
        chinese = find_chinese(text)
        found = sorted([*chinese, *_scan(tokens(_without(text, chinese)))])
    phrases = [
        PeriodPhrase(text[start:end], start, end, meanings[0], meanings[1:])
        for start, end, meanings in found
        if meanings
    ]
    return tuple(join(text, phrases) if len(phrases) > 1 else phrases)


def _without(text: str, found: list[_Found]) -> str:
    for start, end, _ in found:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _scan(t: Tokens) -> Iterator[_Found]:
    i = 1
    while t[i].kind != BLANK:
        best = _furthest(t, i)
        if best is None:
            i += 1
            continue
        j, meanings = best
        if meanings and ends(t, j):
            yield t[i].start, _end(t, i, j), meanings
        i = j


def _furthest(t: Tokens, i: int) -> Result | None:
    if t[i].kind == NUMBER:
        rules = _NUMBER_RULES
    else:
        rules = _RULES.get(t[i].key, ())
        if not rules or not begins(t, i):
            return None
    best: Result | None = None
    for rule in rules:
        found = rule(t, i)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _end(t: Tokens, i: int, j: int) -> int:
    """Where the phrase ends, its 's or the bracket that closes "Nov (ytd)" with it."""
    quote, s = t[j], t[j + 1]
    if quote.key == "'" and quote.glued and s.key == "s" and s.glued and not t[j + 2].glued:
        return s.end
    if quote.key == ")" and any(token.key == "(" for token in t[i:j]):
        return quote.end
    return t[j - 1].end
