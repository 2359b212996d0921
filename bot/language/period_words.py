"""The words of the period grammar, as tables. Keys are lower case."""

from __future__ import annotations

from typing import Final

Forms = dict[str, tuple[tuple[str, ...], ...]]


def word_set(text: str) -> frozenset[str]:
    """The words of a text written with spaces."""
    return frozenset(text.split())


def forms(text: str) -> Forms:
    """Phrases written with commas, by their first word."""
    table: Forms = {}
    for phrase in text.split(", "):
        keys = tuple(phrase.split())
        table[keys[0]] = (*table.get(keys[0], ()), keys)
    return table


_MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february", "febr"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTHS: Final = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names}
ABBREVIATED: Final = frozenset([*(names[0] for names in _MONTH_NAMES), "sept", "febr", "qtr", "wk"])

_COUNTING = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBERS: Final = {word: n for n, word in enumerate(_COUNTING.split(), 1)}
_ORDER = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS: Final = {word: n for n, word in enumerate(_ORDER.split(), 1)}
ORDINAL_ENDINGS: Final = word_set("st nd rd th")

GRAINS: Final = {
    **dict.fromkeys(("month", "months", "mth", "mths", "mo", "mos"), "M"),
    **dict.fromkeys(("quarter", "quarters", "qtr", "qtrs"), "Q"),
    **dict.fromkeys(("semester", "semesters", "halfyear"), "S"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "A"),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), "W"),
    **dict.fromkeys(("day", "days"), "D"),
}
SINGULAR: Final = word_set("month mth quarter qtr semester year yr week wk day")
PER_YEAR: Final = {"A": 1, "S": 2, "Q": 4, "M": 12, "W": 53}

QUARTER_NAMES: Final = word_set("quarter quarters qtr q")
LETTERED: Final = {
    **dict.fromkeys(("q", "qtr", "quarter"), "Q"),
    **dict.fromkeys(("h", "half", "s"), "S"),
    **dict.fromkeys(("w", "wk", "week"), "W"),
}

YEAR_PREFIXES: Final = forms(
    "full calendar year, full year, whole year, entire year, calendar year, calendar, year, cy, "
    "all of, whole of, entire, whole, full"
)
FISCAL: Final = forms("fiscal year, financial year, fiscal, fy")
TO_DATE: Final = forms("ytd, year to date, yr to date, y . t . d, cumulative, cumulatively")
TO: Final = forms("up to, up until, to, through, through to, thru, until, till, -, - -, ~")
HYPHENED: Final = word_set("to through thru until till")

COMPARERS: Final = word_set("vs v versus than against compared compare comparing relative")
JOINERS: Final = word_set("and or & , / + ;")

TITLES: Final = word_set("mr mrs ms dr prof sir president minister")
NUMBERED: Final = word_set(
    # What stands before a number that is a name: a year-like number after it is no year.
    "boeing airbus agenda vision expo windows iso hs code no number room page flight line "
    "paragraph para article section route model cop version chapter gate table"
)
PARTS_OF_YEAR: Final = word_set(
    # "early 2021" is less than 2021, so it is not read as 2021; which months it is, nobody says.
    "early mid late end start beginning middle midway halfway summer winter autumn spring"
)
SLICES: Final = (PARTS_OF_YEAR - word_set("end start beginning middle")) | word_set("pre post")
SLICES_OF: Final = word_set("half week weeks day days start beginning middle part rest most")
EQUALLED: Final = word_set("equal match reach beat hit pass top exceed surpass overtake")
ROUGHLY: Final = word_set("than over under nearly almost about roughly exactly least")
UNITS: Final = word_set(
    "% percent percentage pct pc pp ppt points point thousand hundred million mn mln billion bn "
    "bln trillion tn yuan dollar dollars euro euros tenge rubles roubles ton tons tonne tonnes kg "
    "km teu teus miles hours times barrels"
)
IN_PERCENT: Final = word_set("percent percentage pct")
"""Of these, what may be how the answer is wanted: "births 2021 vs 2020 percent"."""
COUNTED: Final = word_set(
    "trains trips journeys runs services people persons workers jobs tourists visitors passengers "
    "containers wagons vehicles trucks cars companies firms enterprises countries cities partners "
    "items units pieces products days weeks months years"
)
YEAR_PREPOSITIONS: Final = word_set("in during since year vs v versus")
RANKED_BEFORE: Final = word_set(
    "top first last past next best biggest largest main leading bottom rank no number over about "
    "nearly around than least"
)
