"""The words of the period grammar, as tables. Keys are lower case."""

from __future__ import annotations

from typing import Final

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
ABBREVIATED: Final = frozenset(
    [*(names[0] for names in _MONTH_NAMES if len(names) > 1), "sept", "febr", "qtr", "wk"]
)

NUMBERS: Final = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
        1,
    )
}
ORDINALS: Final = {
    word: n
    for n, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"],
        1,
    )
}
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})

GRAINS: Final = {
    **dict.fromkeys(("month", "months", "mth", "mths", "mo", "mos"), "M"),
    **dict.fromkeys(("quarter", "quarters", "qtr", "qtrs"), "Q"),
    **dict.fromkeys(("semester", "semesters", "halfyear"), "S"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "A"),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), "W"),
    **dict.fromkeys(("day", "days"), "D"),
}
SINGULAR: Final = frozenset(
    {"month", "mth", "quarter", "qtr", "semester", "year", "yr", "week", "wk"}
)
PER_YEAR: Final = {"A": 1, "S": 2, "Q": 4, "M": 12, "W": 53}

QUARTER_NAMES: Final = frozenset({"quarter", "quarters", "qtr", "q"})
LETTERED: Final = {
    "q": "Q",
    "qtr": "Q",
    "quarter": "Q",
    "h": "S",
    "half": "S",
    "week": "W",
    "wk": "W",
}
YEAR_PREFIXES: Final = (
    ("full", "calendar", "year"),
    ("full", "year"),
    ("whole", "year"),
    ("calendar", "year"),
    ("calendar",),
    ("year",),
    ("cy",),
    ("all", "of"),
    ("whole", "of"),
)
FISCAL: Final = (("fiscal", "year"), ("financial", "year"), ("fiscal",), ("fy",))
TO_DATE: Final = (
    ("ytd",),
    ("year", "to", "date"),
    ("yr", "to", "date"),
    ("y", ".", "t", ".", "d"),
    ("cumulative",),
    ("cumulatively",),
)

TO: Final = (("up", "to"), ("to",), ("through",), ("thru",), ("until",), ("till",), ("-",), ("~",))
COMPARERS: Final = frozenset(
    {"vs", "v", "versus", "than", "against", "compared", "compare", "comparing", "relative"}
)
JOINERS: Final = frozenset({"and", "or", "&", ",", "/", "+", ";"})

TITLES: Final = frozenset({"mr", "mrs", "ms", "dr", "prof", "sir", "president", "minister"})
NUMBERED: Final = frozenset(
    # What stands before a number that is a name: a year-like number after it is no year.
    ["boeing", "airbus", "agenda", "vision", "expo", "windows", "iso", "hs", "code", "no", "number", "room", "page", "flight", "line", "paragraph", "para", "article", "section", "route", "model", "cop", "version", "chapter", "gate", "table"]
)
SLICES: Final = frozenset(
    # "early 2021" is less than 2021, so it is not read as 2021.
    ["early", "mid", "late", "pre", "post", "summer", "winter", "autumn", "spring", "midway", "halfway"]
)
SLICES_OF: Final = frozenset(
    ["half", "week", "weeks", "day", "days", "start", "beginning", "middle", "part", "rest", "most"]
)
UNITS: Final = frozenset(
    ["%", "percent", "percentage", "pct", "pc", "pp", "ppt", "points", "point", "thousand", "hundred", "million", "mn", "mln", "billion", "bn", "bln", "trillion", "tn", "yuan", "dollar", "dollars", "euro", "euros", "tenge", "rubles", "roubles", "ton", "tons", "tonne", "tonnes", "kg", "km", "teu", "teus", "miles", "hours", "times", "barrels"]
)
COUNTED: Final = frozenset(
    ["trains", "trips", "journeys", "runs", "services", "people", "persons", "workers", "jobs", "tourists", "visitors", "passengers", "containers", "wagons", "vehicles", "trucks", "cars", "companies", "firms", "enterprises", "countries", "cities", "partners", "items", "units", "pieces", "products", "days", "weeks", "months", "years"]
)
YEAR_PREPOSITIONS: Final = frozenset({"in", "during", "since", "year", "vs", "v", "versus"})
RANKED_BEFORE: Final = frozenset(
    ["top", "first", "last", "past", "next", "best", "biggest", "largest", "main", "leading", "bottom", "rank", "no", "number", "over", "about", "nearly", "around", "than", "least"]
)
