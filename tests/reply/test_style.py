"""Numbers as a reporter reads them: the publisher's digits, and computed ones with their bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.catalogue import Unit
from bot.figures.codes import Qualifier, UnitKind
from bot.figures.quantity import Interval
from bot.reply.english import article, ordinal
from bot.reply.numbers import display_place, plain, round_to
from bot.reply.style import (
    AP,
    ONS,
    STYLES,
    TIMES,
    Noun,
    change,
    change_stated,
    coarse_range,
    computed,
    stated,
)

YUAN = Unit("CNY", UnitKind.CURRENCY, "yuan", "yuan", "")
DOLLAR = Unit("USD", UnitKind.CURRENCY, "dollar", "dollars", "$")
EURO = Unit("EUR", UnitKind.CURRENCY, "euro", "euros", "€")
PERCENT = Unit("PT", UnitKind.PERCENT, "percent", "percent", "")
POINT = Unit("PP", UnitKind.POINTS, "percentage point", "percentage points", "")
COUNT = Unit("NUM", UnitKind.COUNT, "", "", "")
TONNE = Unit("T", UnitKind.MASS, "tonne", "tonnes", "")
TEU = Unit("TEU", UnitKind.OTHER, "TEU", "TEU", "")
PER_MWH = Unit("GBPMWH", UnitKind.OTHER, "per MWh", "per MWh", "£")
INDEX = Unit("IX", UnitKind.OTHER, "", "", "")
TRIP: Noun = ("trip", "trips")
EQ, AR, GT, LT = Qualifier.EXACT, Qualifier.AROUND, Qualifier.OVER, Qualifier.NEARLY

STATED = [
    # value, ×10^, unit, noun, qualifier, what is printed
    ("16.03", 9, YUAN, None, EQ, "16.03 billion yuan"),
    ("137.66", 9, YUAN, None, EQ, "137.66 billion yuan"),
    ("35.39", 12, YUAN, None, EQ, "35.39 trillion yuan"),
    ("16.50", 12, YUAN, None, EQ, "16.50 trillion yuan"),
    ("2.52", 9, DOLLAR, None, EQ, "$2.52 billion"),
    ("9", 9, DOLLAR, None, EQ, "$9 billion"),
    ("334.4", 9, DOLLAR, None, EQ, "$334.4 billion"),
    ("41", 9, DOLLAR, None, EQ, "$41 billion"),
    ("1", 9, DOLLAR, None, EQ, "$1 billion"),
    ("3.5", 6, EURO, None, EQ, "€3.5 million"),
    ("261.8", 9, YUAN, None, AR, "around 261.8 billion yuan"),
    ("15.6", 9, YUAN, None, GT, "more than 15.6 billion yuan"),
    ("100", 9, YUAN, None, LT, "nearly 100 billion yuan"),
    ("20.88", 9, YUAN, None, GT, "more than 20.88 billion yuan"),
    ("2.3", 9, DOLLAR, None, GT, "more than $2.3 billion"),
    ("11156", 0, COUNT, TRIP, EQ, "11,156 trips"),
    ("1941", 0, COUNT, TRIP, EQ, "1,941 trips"),
    ("1", 0, COUNT, TRIP, EQ, "1 trip"),
    ("0", 0, COUNT, TRIP, EQ, "0 trips"),
    ("2", 0, COUNT, TRIP, EQ, "2 trips"),
    ("12.4", 3, COUNT, TRIP, AR, "around 12,400 trips"),
    ("17", 3, COUNT, TRIP, AR, "around 17,000 trips"),
    ("17523", 0, COUNT, TRIP, EQ, "17,523 trips"),
    ("1", 6, COUNT, TRIP, EQ, "1 million trips"),
    ("11156", 0, COUNT, None, EQ, "11,156"),
    ("1.1", 6, TONNE, None, EQ, "1.1 million tonnes"),
    ("5.15", 6, TONNE, None, EQ, "5.15 million tonnes"),
    ("1", 0, TONNE, None, EQ, "1 tonne"),
    ("1", 6, TONNE, None, EQ, "1 million tonnes"),
    ("1.0", 0, TONNE, None, EQ, "1.0 tonnes"),
    ("174", 3, TEU, None, EQ, "174,000 TEU"),
    ("972", 3, TEU, None, EQ, "972,000 TEU"),
    ("1.135", 6, TEU, None, EQ, "1.135 million TEU"),
    ("1901949", 0, TEU, None, EQ, "1,901,949 TEU"),
    ("1135", 3, TEU, None, EQ, "1.135 million TEU"),
    # counted in wan (10^4) and yi (10^8), as Chinese sources print
    ("160.3", 8, YUAN, None, EQ, "16.03 billion yuan"),
    ("110", 4, TONNE, None, EQ, "1.10 million tonnes"),
    ("1.2", 4, COUNT, TRIP, EQ, "12,000 trips"),
    ("48", 0, PERCENT, None, EQ, "48%"),
    ("-1.3", 0, PERCENT, None, EQ, "−1.3%"),
    ("87", 0, PERCENT, None, EQ, "87%"),
    ("54.1", 0, PERCENT, None, EQ, "54.1%"),
    ("12.91", 0, PERCENT, None, EQ, "12.91%"),
    ("0.0", 0, PERCENT, None, EQ, "0.0%"),
    ("-0.0", 0, PERCENT, None, EQ, "0.0%"),
    (".5", 0, PERCENT, None, EQ, "0.5%"),
    ("-.5", 0, PERCENT, None, EQ, "−0.5%"),
    ("90", 0, PERCENT, None, GT, "more than 90%"),
    ("4.2", 0, POINT, None, EQ, "4.2 percentage points"),
    ("1", 0, POINT, None, EQ, "1 percentage point"),
    ("-1", 0, POINT, None, EQ, "−1 percentage point"),
    ("1.0", 0, POINT, None, EQ, "1.0 percentage points"),
    ("0", 0, POINT, None, EQ, "0 percentage points"),
    ("102.4", 0, INDEX, None, EQ, "102.4"),
    ("88.91", 0, PER_MWH, None, EQ, "£88.91 per MWh"),
    ("-4.12", 0, PER_MWH, None, EQ, "−£4.12 per MWh"),
    ("-14.52", 9, DOLLAR, None, EQ, "−$14.52 billion"),
    ("-3.2", 9, YUAN, None, EQ, "−3.2 billion yuan"),
    ("0.95", 9, YUAN, None, EQ, "0.95 billion yuan"),
    ("1234.5", 6, YUAN, None, EQ, "1,234.5 million yuan"),
    ("7.2345", 0, YUAN, None, EQ, "7.2345 yuan"),
    ("16030000000", 0, YUAN, None, EQ, "16,030,000,000 yuan"),
    ("1234567", 0, DOLLAR, None, EQ, "$1,234,567"),
    # put out to the last dollar
    ("366990417129", 0, DOLLAR, None, EQ, "$366.99 billion"),
    ("-18536999999999.5", 0, DOLLAR, None, EQ, "−$18.54 trillion"),
    ("62280312", 0, YUAN, None, EQ, "62.28 million yuan"),
    ("1411778724", 0, COUNT, TRIP, EQ, "1,411,778,724 trips"),
]


@pytest.mark.parametrize(("value", "mult", "unit", "noun", "qualifier", "printed"), STATED)
def test_a_stated_number_keeps_the_digits_of_its_publisher(
    value: str, mult: int, unit: Unit, noun: Noun, qualifier: Qualifier, printed: str
) -> None:
    amount = stated(ONS, value, unit, noun, unit_mult=mult, qualifier=qualifier)
    assert amount.text == printed
    assert amount.bounds is None


@pytest.mark.parametrize(
    ("value", "decimals", "mult", "printed"),
    [
        ("16.5", 2, 12, "16.50 trillion yuan"),
        ("9", 1, 9, "9.0 billion yuan"),
        ("16.03", 2, 9, "16.03 billion yuan"),
        ("16.03", 0, 9, "16.03 billion yuan"),
        ("9", 0, 9, "9 billion yuan"),
    ],
)
def test_zeros_that_were_printed_are_kept(
    value: str, decimals: int, mult: int, printed: str
) -> None:
    assert stated(ONS, value, YUAN, unit_mult=mult, decimals=decimals).text == printed


COMPUTED = [
    # value, low, high, unit, noun, what is printed
    ("10.831e9", "10.791e9", "10.871e9", YUAN, None, "about 10.8 billion yuan (10.79–10.87)"),
    ("139.473e9", "139.397e9", "139.549e9", YUAN, None, "about 139.5 billion yuan (139.40–139.55)"),
    ("8798.1", "8795", "8801", COUNT, TRIP, "about 8,800 trips (8,795–8,801)"),
    ("8798.1", "8798", "8799", COUNT, TRIP, "about 8,798 trips (8,798–8,799)"),
    ("8798.1", "8798", "8798", COUNT, TRIP, "8,798 trips"),
    ("17523", "17523", "17523", COUNT, TRIP, "17,523 trips"),
    ("1", "1", "1", COUNT, TRIP, "1 trip"),
    ("17.67e9", "17.565e9", "17.775e9", YUAN, None, "about 17.7 billion yuan (17.57–17.78)"),
    ("148.02e9", "147.2e9", "148.8e9", YUAN, None, "about 148 billion yuan (147.2–148.8)"),
    ("8.5e9", "7.69e9", "9.42e9", YUAN, None, "7.7–9.4 billion yuan"),
    ("10.36e9", "9.56e9", "11.17e9", YUAN, None, "9.6–11.2 billion yuan"),
    ("2.523e9", "2.519e9", "2.527e9", DOLLAR, None, "about $2.52 billion (2.519–2.527)"),
    ("2.1e9", "1.9e9", "2.3e9", DOLLAR, None, "$1.9–2.3 billion"),
    ("0.9e9", "0.8e9", "1.2e9", YUAN, None, "0.8–1.2 billion yuan"),
    ("999.96e6", "999.9e6", "1000.02e6", YUAN, None, "about 1.0000 billion yuan (0.99990–1.00002)"),
    ("845e3", "810e3", "880e3", TONNE, None, "about 850,000 tonnes (810,000–880,000)"),
    ("98.6", "94.1", "103.1", TONNE, None, "about 100 tonnes (94–103)"),
    ("30.0", "29.86", "30.11", PERCENT, None, "about 30.0% (29.86–30.11%)"),
    ("145", "140", "150", TONNE, None, "about 145 tonnes (140–150)"),
    ("87.035", "87.03", "87.04", PERCENT, None, "about 87.04% (87.03–87.04%)"),
    ("45.278", "45.273", "45.283", PERCENT, None, "about 45.28% (45.273–45.283%)"),
    ("0.3887", "0.38865", "0.38875", PERCENT, None, "about 0.3887% (0.38865–0.38875%)"),
    ("1.51955", "1.51954", "1.51956", TIMES, None, "about 1.5 times"),
    ("1.0735", "1.073", "1.074", TIMES, None, "about 1.07 times (1.073–1.074)"),
    ("1.0434", "1.0426", "1.0441", TIMES, None, "about 1.04 times (1.043–1.044)"),
    ("50.5", "50.5", "50.5", PERCENT, None, "50.5%"),
    ("15541437", "15541437", "15541437", COUNT, TRIP, "15,541,437 trips"),
    ("4.1", "4.03", "4.20", POINT, None, "4.1 percentage points (4.03–4.20)"),
    ("1", "0.9", "1.1", POINT, None, "1.0 percentage points (0.9–1.1)"),
    ("1", "0.96", "1.04", POINT, None, "1.0 percentage points (0.96–1.04)"),
    ("50", "50", "50", PERCENT, None, "50%"),
    ("0", "0", "0", YUAN, None, "0 yuan"),
    ("-14.52e9", "-14.6e9", "-14.44e9", DOLLAR, None, "about −$14.5 billion (−14.60 to −14.44)"),
    ("-2", "-5", "1", PERCENT, None, "−5 to 1%"),
    ("1e9", "-1e9", "3e9", YUAN, None, "−1 to 3 billion yuan"),
    ("32.16e12", "32.1e12", "32.2e12", YUAN, None, "about 32.2 trillion yuan (32.1–32.2)"),
    ("1234567", "1234000", "1235000", COUNT, TRIP, "about 1.235 million trips (1.234–1.235)"),
    ("2389402", "2389397", "2389408", YUAN, None, "about 2.3894 million yuan (2.38940–2.38941)"),
    ("2389412", "2389409", "2389415", YUAN, None, "about 2.3894 million yuan"),
    ("238937.5", "238937.1", "238938.2", YUAN, None, "about 238,940 yuan"),
]


@pytest.mark.parametrize(("value", "low", "high", "unit", "noun", "printed"), COMPUTED)
def test_a_computed_number_shows_what_its_interval_allows(
    value: str, low: str, high: str, unit: Unit, noun: Noun, printed: str
) -> None:
    ends = [Fraction(Decimal(number)) for number in (value, low, high)]
    assert computed(ONS, ends[0], ends[1], ends[2], unit, noun).full == printed


CHANGES = [
    ("48", "up 48%", "on"),
    ("-1.3", "down 1.3%", "on"),
    ("27.7", "up 27.7%", "on"),
    ("0", "unchanged", "from"),
    ("0.0", "unchanged", "from"),
    ("-0.0", "unchanged", "from"),
    ("100", "up 100%", "on"),
    ("300", "up 300%", "on"),
    ("425", "up 425% (5.25 times as much)", "on"),
    ("8", "up 8%", "on"),
    ("-34.9", "down 34.9%", "on"),
    (".4", "up 0.4%", "on"),
]


@pytest.mark.parametrize(("value", "printed", "join"), CHANGES)
def test_a_stated_change_is_worded_by_its_direction(value: str, printed: str, join: str) -> None:
    worded = change_stated(ONS, value, PERCENT)
    assert (worded.amount.text, worded.join) == (printed, join)


def test_a_stated_change_of_what_is_counted_is_so_many_times_as_many() -> None:
    worded = change_stated(ONS, "425", PERCENT, counted=True)
    assert worded.amount.text == "up 425% (5.25 times as many)"


def test_a_multiple_is_as_vague_as_the_growth_it_says_again() -> None:
    worded = change_stated(ONS, "338.9", PERCENT, decimals=1, qualifier=Qualifier.OVER)
    said = "up more than 338.9% (more than 4.389 times as much)"
    assert worded.amount.text == said


COMPUTED_CHANGES = [
    ("48.01", "47.5", "48.5", "up about 48% (47.5–48.5%)", "on"),
    ("-1.31", "-1.35", "-1.26", "down about 1.3% (1.26–1.35%)", "on"),
    ("-25", "-25.6", "-24.1", "down about 25% (24.1–25.6%)", "on"),
    ("60", "54", "67", "up 54–67%", "on"),
    ("0", "0", "0", "unchanged", "from"),
    ("0.05", "-0.2", "0.3", "changed by −0.2 to 0.3%", "on"),
    ("400", "395", "405", "about 5.0 times as much (4.95–5.05)", "as"),
    ("12.5", "12.5", "12.5", "up 12.5%", "on"),
    ("0", "-0.07", "0.07", "unchanged as printed (−0.07 to 0.07%)", "on"),
    ("5.16455", "5.1641", "5.1650", "up about 5.2% (5.164–5.165%)", "on"),
    ("5.15", "5.1496", "5.1504", "up about 5.15%", "on"),
    ("99.98", "99.975", "99.985", "up about 99.98% (99.975–99.985%)", "on"),
    ("-94.493", "-94.493", "-94.493", "down about 94.5%", "on"),
    ("151.955", "151.954", "151.956", "up about 152%", "on"),
    ("0.07", "0", "0.14", "up by at most 0.14%", "on"),
    ("-0.27", "-0.272", "-0.271", "down about 0.3% (0.271–0.272%)", "on"),
    ("0.032", "0.0319", "0.0321", "up about 0.03% (0.0319–0.0321%)", "on"),
    ("-0.04", "-0.05", "-0.03", "down 0.03–0.05%", "on"),
]


@pytest.mark.parametrize(("value", "low", "high", "printed", "join"), COMPUTED_CHANGES)
def test_a_computed_change_is_worded_by_its_direction(
    value: str, low: str, high: str, printed: str, join: str
) -> None:
    ends = [Fraction(Decimal(number)) for number in (value, low, high)]
    worded = change(ONS, ends[0], ends[1], ends[2], PERCENT)
    assert (worded.amount.full, worded.join) == (printed, join)


@pytest.mark.parametrize(
    ("value", "low", "high", "printed"),
    [
        ("17.67e9", "17.565e9", "17.775e9", "17.6–17.8 billion yuan"),
        ("15.7015e9", "15.693e9", "15.7097e9", "15.69–15.71 billion yuan"),
        ("8.5e9", "7.69e9", "9.42e9", "7.7–9.4 billion yuan"),
        ("16.03e9", "16.03e9", "16.03e9", "16.03 billion yuan"),
        ("10e9", "9.99e9", "10.001e9", "9.99–10.00 billion yuan"),
    ],
)
def test_a_range_in_a_sentence_is_no_finer_than_it_need_be(
    value: str, low: str, high: str, printed: str
) -> None:
    ends = [Fraction(Decimal(number)) for number in (value, low, high)]
    assert coarse_range(ONS, ends[0], ends[1], ends[2], YUAN) == printed


@pytest.mark.parametrize(
    ("unit", "value", "mult", "printed"),
    [
        (PERCENT, "48", 0, "48 percent"),
        (PERCENT, "-1.3", 0, "-1.3 percent"),
        (DOLLAR, "2.52", 9, "$2.52 billion"),
        (DOLLAR, "-14.52", 9, "-$14.52 billion"),
        (YUAN, "16.03", 9, "16.03 billion yuan"),
        (POINT, "1", 0, "1 percentage point"),
    ],
)
def test_another_house_writes_it_another_way(
    unit: Unit, value: str, mult: int, printed: str
) -> None:
    assert stated(AP, value, unit, unit_mult=mult).text == printed


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "printed"),
    [
        ("2.523e9", "2.519e9", "2.527e9", DOLLAR, "about $2.52 billion (2.519 to 2.527)"),
        ("2.1e9", "1.9e9", "2.3e9", DOLLAR, "$1.9 to $2.3 billion"),
        ("30.0", "29.86", "30.11", PERCENT, "about 30.0 percent (29.86 to 30.11 percent)"),
    ],
)
def test_another_house_writes_ranges_another_way(
    value: str, low: str, high: str, unit: Unit, printed: str
) -> None:
    ends = [Fraction(Decimal(number)) for number in (value, low, high)]
    assert computed(AP, ends[0], ends[1], ends[2], unit).full == printed


def test_styles_are_chosen_by_name() -> None:
    assert STYLES["ons"] is ONS
    assert STYLES["ap"] is AP


@pytest.mark.parametrize(
    ("text", "with_article"),
    [
        ("8% rise", "an 8% rise"),
        ("48% rise", "a 48% rise"),
        ("80% fall", "an 80% fall"),
        ("800% rise", "an 800% rise"),
        ("8.5% rise", "an 8.5% rise"),
        ("11% rise", "an 11% rise"),
        ("18% rise", "an 18% rise"),
        ("110% rise", "a 110% rise"),
        ("118% rise", "a 118% rise"),
        ("11,156-trip record", "an 11,156-trip record"),
        ("1,100-trip record", "a 1,100-trip record"),
        ("18,000-trip record", "an 18,000-trip record"),
        ("180,000-trip record", "a 180,000-trip record"),
        ("$8 billion deal", "an $8 billion deal"),
        ("$2 billion deal", "a $2 billion deal"),
        ("1.3% fall", "a 1.3% fall"),
        ("increase", "an increase"),
        ("rise", "a rise"),
    ],
)
def test_the_article_goes_by_how_the_number_is_spoken(text: str, with_article: str) -> None:
    assert article(text) == with_article


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (10, "tenth"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (33, "33rd"),
        (101, "101st"),
        (111, "111th"),
        (1002, "1,002nd"),
    ],
)
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


# --- rounding: once, half up, exact


@pytest.mark.parametrize(
    ("value", "place", "rounded"),
    [
        ("0.25", -1, "0.3"),
        ("0.35", -1, "0.4"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-0.25", -1, "-0.3"),
        ("-2.5", 0, "-3"),
        ("0.04", -1, "0.0"),
        ("-0.04", -1, "0.0"),
        ("1.005", -2, "1.01"),
        ("2.675", -2, "2.68"),
        ("15", 1, "2E+1"),
        ("0.2499999999999999999999999999", -1, "0.2"),
    ],
)
def test_halves_are_rounded_up(value: str, place: int, rounded: str) -> None:
    assert str(round_to(Fraction(Decimal(value)), place)) == rounded


@given(st.fractions(min_value=-(10**15), max_value=10**15), st.integers(-6, 6))
def test_rounding_never_moves_a_number_by_more_than_half_a_place(
    value: Fraction, place: int
) -> None:
    moved = abs(Fraction(round_to(value, place)) - value)
    assert moved <= Fraction(10) ** place / 2


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(-5, 3))
def test_rounding_agrees_with_decimal_half_up(value: Decimal, place: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP)
    assert round_to(Fraction(value), place) == expected


@given(st.fractions(min_value=0, max_value=10**12), st.fractions(min_value=0, max_value=10**6))
def test_the_place_shown_is_the_smallest_that_is_a_quarter_of_the_width(
    low: Fraction, width: Fraction
) -> None:
    interval = Interval(low, low + width + Fraction(1, 10**6))
    place = display_place(interval)
    quarter = interval.width / 4
    assert Fraction(10) ** (place - 1) < quarter <= Fraction(10) ** place


@given(
    st.fractions(min_value=-(10**13), max_value=10**13),
    st.fractions(min_value=0, max_value=10**12),
    st.sampled_from([YUAN, DOLLAR, PERCENT, POINT, TONNE, COUNT]),
)
def test_a_computed_number_is_never_minus_nothing(
    low: Fraction, width: Fraction, unit: Unit
) -> None:
    amount = computed(ONS, low + width / 3, low, low + width, unit)
    for words in (amount.text, amount.bounds or ""):
        assert "−0 " not in f"{words} "
        assert "−0.0%" not in words
        assert "E" not in words.replace("TEU", "")
        assert "-" not in words


@given(st.fractions(), st.sampled_from(["down", "up"]))
def test_bounds_in_json_are_rounded_outward(value: Fraction, direction: str) -> None:
    text = plain(value, direction)
    assert "E" not in text.upper()
    printed = Fraction(Decimal(text))
    assert printed <= value if direction == "down" else printed >= value
    assert abs(printed - value) <= abs(value) / 10**18


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(16030000000), "16030000000"),
        (Fraction("16.03"), "16.03"),
        (Fraction(0), "0"),
        (Fraction("-1.3"), "-1.3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.33333333333333333333"),
        (Fraction(-1, 3), "-0.33333333333333333333"),
        (Fraction(10**30), "1" + "0" * 30),
    ],
)
def test_numbers_in_json_are_plain(value: Fraction, text: str) -> None:
    assert plain(value) == text
