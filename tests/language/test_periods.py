"""Period phrases: a table of forms with their readings, properties, and the time it takes.

``periods.tsv`` holds a question, a tab, and the readings of its phrases from left
to right, joined by `` | ``. The phrases stand in [brackets] in the question; a
question without brackets is one phrase as a whole, or, where the reading is a
single hyphen, has none. A reading is written so::

    2021-11            Fixed        2021-11 ytd     ... the year up to it
    Nov, Q3, S1        Open         Jan-Nov         ... up to it
    Nov last year, Nov this year    ... of the year in hand        Nov less 1   ... before that
    30 Nov             OpenDay      Mar..May        OpenBetween
    2019..2021         Between      2019.. and ..2021 are open at an end
    to date            ToDate       latest, latest M                Latest
    1 M before, 1 M after   Before  1 year before                   YearsBefore
    same in 2020       SameIn       last 6 M                        LastN
    FY2021/2022 Q1     Fiscal       "a or b"        a, with b as an alternative
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.figures.period import Period
from bot.language.periods import (
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
    SameIn,
    ToDate,
    YearsBefore,
    find_periods,
)
from bot.language.words import fold

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# --- the notation of the table -----------------------------------------------------------


def written(meaning: Meaning) -> str:
    match meaning:
        case Fixed(period):
            return _period(period)
        case Open(grain, number, ytd, back, of_year):
            name = f"{_name(grain, 1)}-{_name(grain, number)}" if ytd else _name(grain, number)
            return name + _back(back, of_year)
        case OpenDay(month, day):
            return f"{day} {MONTHS[month - 1]}"
        case OpenBetween(grain, first, last, back, of_year):
            name = f"{_name(grain, first)}..{_name(grain, last) if last else ''}"
            return name + _back(back, of_year)
        case ToDate(year, back):
            return "to date" + (f" in {year}" if year else "") + _back(back)
        case Latest(grain, back):
            return "latest" + (f" {grain}" if grain else "") + (f" less {back}" if back else "")
        case Before(grain, count):
            return f"{abs(count)} {grain} {'before' if count > 0 else 'after'}"
        case YearsBefore(count):
            return f"{count} year{'s' * (count > 1)} before"
        case SameIn(year):
            return f"same in {year}"
        case LastN(count, grain):
            return f"last {count} {grain}"
        case Between(begin, end):
            return f"{_period(begin)}..{_period(end)}"
        case Fiscal(year, to, grain, number):
            span = f"FY{year}/{to}" if to else f"FY{year}"
            return span if grain == "A" else f"{span} {grain}{number}"


def _period(period: Period | None) -> str:
    return "" if period is None else period.code + " ytd" * period.ytd


def _name(grain: str, number: int) -> str:
    return MONTHS[number - 1] if grain == "M" else f"{grain}{number}"


def _back(years: int, of_year: bool | None = None) -> str:
    if of_year is False:
        return f" less {years}" if years else ""
    this_year = " this year" if of_year else ""
    return {0: this_year, 1: " last year"}.get(years, f" {years} years back")


def marked(text: str) -> tuple[str, str]:
    """The question with its phrases in brackets, and their readings."""
    shown, place, readings = "", 0, []
    for phrase in find_periods(text):
        shown += f"{text[place : phrase.start]}[{phrase.text}]"
        place = phrase.end
        readings.append(" or ".join(map(written, (phrase.meaning, *phrase.alternatives))))
    return shown + text[place:], " | ".join(readings) or "-"


# --- the table ---------------------------------------------------------------------------


def _rows() -> Iterator[tuple[str, str]]:
    table = Path(__file__).with_name("periods.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            question, readings = line.split("\t")
            yield question, readings


ROWS = list(_rows())


@pytest.mark.parametrize(("question", "readings"), ROWS)
def test_reading(question: str, readings: str) -> None:
    expected = question if "[" in question or readings == "-" else f"[{question}]"
    typed = re.sub(r"[\[\]]", "", question)
    folded = fold(typed)
    got = marked(folded)
    assert got == (fold(expected), readings), (
        f"{typed!r} should be read as {fold(expected)!r}: {readings}; "
        f"the desk reads {got[0]!r}: {got[1]}"
    )


def test_table_is_large_enough_and_has_no_row_twice() -> None:
    questions = [re.sub(r"[\[\]]", "", question) for question, _ in ROWS]
    twice = sorted({q for q in questions if questions.count(q) > 1})
    assert not twice
    assert len([r for _, r in ROWS if r != "-"]) >= 300
    assert len([r for _, r in ROWS if r == "-"]) >= 60


def test_phrases_stand_where_they_say() -> None:
    for question, _ in ROWS:
        text, place = fold(re.sub(r"[\[\]]", "", question)), 0
        for phrase in find_periods(text):
            assert text[phrase.start : phrase.end] == phrase.text
            assert phrase.start >= place, f"{text!r}: {phrase.text!r} overlaps the phrase before"
            place = phrase.end


# --- properties --------------------------------------------------------------------------

years = st.integers(1971, 2068)
LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth")


@given(years, st.integers(1, 12))
def test_month_reads_back_in_every_common_form(year: int, month: int) -> None:
    short, long, yy = MONTHS[month - 1], LONG[month - 1], f"{year % 100:02}"
    forms = (
        f"{short} {year}", f"{long} {year}", f"{short} {yy}", f"{short} '{yy}", f"{short}{yy}",
        f"{short.lower()}-{yy}", f"{short.upper()}-{year}", f"{short}. {year}", f"{long}, {year}",
        f"{year}-{month:02}", f"{month:02}/{year}", f"{month}/{yy}", f"{year}/{month:02}",
        f"{year}M{month:02}", f"{year} {short.lower()}", f"{long} of {year}", f"{year}年{month}月",
    )  # fmt: skip
    for form in forms:
        if form not in ("9/11", "7/11"):
            assert marked(form) == (f"[{form}]", f"{year}-{month:02}")


@given(years, st.integers(2, 12))
def test_year_to_date_reads_back_in_every_common_form(year: int, month: int) -> None:
    short, long, yy = MONTHS[month - 1], LONG[month - 1], f"{year % 100:02}"
    forms = (
        f"Jan-{short} {year}", f"January to {long} {year}", f"January through {long} {year}",
        f"jan-{short.lower()} {yy}", f"first {month} months of {year}", f"{month}M{yy}",
        f"{short} {year} YTD", f"YTD {short} {year}", f"{year}年1-{month}月", f"{month} months {year}",
    )  # fmt: skip
    for form in forms:
        assert marked(form) == (f"[{form}]", f"{year}-{month:02} ytd")


@given(years, st.integers(1, 4))
def test_quarter_and_half_read_back_in_every_common_form(year: int, quarter: int) -> None:
    yy, name = f"{year % 100:02}", ORDINALS[quarter - 1]
    for form in (
        f"Q{quarter} {year}", f"{quarter}Q{yy}", f"{year}Q{quarter}", f"{year}-Q{quarter}",
        f"{name} quarter of {year}", f"Q{quarter} '{yy}", f"{year}年第{quarter}季度",
    ):  # fmt: skip
        assert marked(form) == (f"[{form}]", f"{year}-Q{quarter}")
    half = (quarter + 1) // 2
    for form in (f"H{half} {year}", f"{half}H{yy}", f"{ORDINALS[half - 1]} half of {year}"):
        assert marked(form) == (f"[{form}]", f"{year}-S{half}")


@given(years)
def test_year_reads_back(year: int) -> None:
    for form in (f"{year}", f"full year {year}", f"CY{year}", f"'{year % 100:02}", f"{year}年"):
        assert marked(form) == (f"[{form}]", f"{year}")


@given(st.dates())
def test_day_reads_back_in_the_forms_of_a_release(day: object) -> None:
    iso = str(day)
    if "1800" <= iso[:4] <= "2099":
        assert marked(iso) == (f"[{iso}]", iso)
        form = f"{int(iso[8:])} {LONG[int(iso[5:7]) - 1]} {iso[:4]}"
        assert marked(form) == (f"[{form}]", iso)


TYPED = " ".join(re.sub(r"[\[\]]", "", question) for question, _ in ROWS)
PIECES = st.sampled_from(sorted({*TYPED.split(), *"-/,.'(s0", "00", "99999", "1.5"}))


@settings(max_examples=2000)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_heaps_of_words_raise_nothing(pieces: list[str], joint: str) -> None:
    text = fold(joint.join(pieces))
    place = 0
    for phrase in find_periods(text):
        assert place <= phrase.start < phrase.end <= len(text)
        assert phrase.text == text[phrase.start : phrase.end]
        place = phrase.end


@settings(max_examples=400)
@given(st.text())
def test_any_text_raises_nothing(text: str) -> None:
    find_periods(text)
    find_periods(fold(text))


# --- time --------------------------------------------------------------------------------


def test_takes_well_under_a_millisecond() -> None:
    texts = [fold(re.sub(r"[\[\]]", "", question)) for question, _ in ROWS]
    spent = []
    for text in texts:
        start = time.perf_counter()
        find_periods(text)
        spent.append(time.perf_counter() - start)
    # On a desk computer it is about 0.03 ms; the limit leaves room for a busy one.
    assert statistics.median(spent) < 0.001


def test_long_text_takes_no_longer_than_its_length() -> None:
    text = "first second third 1-2-3 jan to may to from between year " * 400
    start = time.perf_counter()
    find_periods(text)
    assert time.perf_counter() - start < 2
