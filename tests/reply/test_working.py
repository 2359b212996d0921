"""Formulas that a reporter can check by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.reckon.expression import Constant, Expression, Input, Root
from bot.reply.labels import Voice
from bot.reply.style import AP, ONS
from bot.reply.working import formula, named
from tests.reply.filed import filed

VOICE = Voice(filed(), ONS)
ONE = Constant(Fraction(1))
HUNDRED = Constant(Fraction(100))


def printed(number: int) -> Input:
    return Input(filed().statement(number))


NOVEMBER, GROWTH, TO_DATE, OF_2020, FALL = (printed(n) for n in (3, 2, 5, 6, 7))
TO_NOV_2019, TO_OCT_2019 = printed(79), printed(73)
TRIPS, TRIPS_GROWTH, TONNES = printed(21), printed(22), printed(23)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (NOVEMBER, "16.03 billion yuan"),
        (NOVEMBER / (ONE + GROWTH), "16.03 billion yuan ÷ (1 + 48%)"),
        (TO_DATE / (ONE + FALL), "137.66 billion yuan ÷ (1 − 1.3%)"),
        (TO_NOV_2019 - TO_OCT_2019, "149.17 billion yuan − 131.5 billion yuan"),
        (TO_DATE / OF_2020, "137.66 billion yuan ÷ 93%"),
        (TO_DATE / OF_2020 - TO_DATE, "137.66 billion yuan ÷ 93% − 137.66 billion yuan"),
        (TRIPS / (ONE + TRIPS_GROWTH), "11,156 trips ÷ (1 + 26.8%)"),
        (TONNES / TRIPS, "1.1 million tonnes ÷ 11,156 trips"),
        (
            NOVEMBER - (TO_DATE - NOVEMBER),
            "16.03 billion yuan − (137.66 billion yuan − 16.03 billion yuan)",
        ),
        (
            NOVEMBER + (TO_DATE - NOVEMBER),
            "16.03 billion yuan + 137.66 billion yuan − 16.03 billion yuan",
        ),
        (
            (NOVEMBER + TO_DATE) / 2,
            "(16.03 billion yuan + 137.66 billion yuan) ÷ 2",
        ),
        (
            NOVEMBER / (TO_DATE / NOVEMBER),
            "16.03 billion yuan ÷ (137.66 billion yuan ÷ 16.03 billion yuan)",
        ),
        (
            NOVEMBER * (TO_DATE / NOVEMBER),
            "16.03 billion yuan × 137.66 billion yuan ÷ 16.03 billion yuan",
        ),
        (NOVEMBER * FALL, "16.03 billion yuan × (−1.3%)"),
        (NOVEMBER - FALL, "16.03 billion yuan + 1.3%"),
        (NOVEMBER * Constant(Fraction(1, 3)), "16.03 billion yuan × 1/3"),
        (NOVEMBER * Constant(Fraction(1, 4)), "16.03 billion yuan × 0.25"),
        (Root(NOVEMBER / TO_DATE, 4) - ONE, "(16.03 billion yuan ÷ 137.66 billion yuan)^(1/4) − 1"),
        (NOVEMBER * Root(TO_DATE, 2), "16.03 billion yuan × (137.66 billion yuan)^(1/2)"),
    ],
)
def test_parentheses_stand_only_where_they_are_needed(expression: Expression, text: str) -> None:
    assert formula(expression, VOICE) == text


def test_a_result_in_percent_needs_no_times_a_hundred() -> None:
    growth = (NOVEMBER / TO_DATE - ONE) * HUNDRED
    assert formula(growth, VOICE, "PT") == "16.03 billion yuan ÷ 137.66 billion yuan − 1"
    assert formula(growth, VOICE).endswith("× 100")


def test_a_formula_in_another_house_style() -> None:
    wire = Voice(filed(), AP)
    assert formula(TO_DATE / (ONE + FALL), wire) == "137.66 billion yuan ÷ (1 − 1.3 percent)"


def test_in_a_sentence_periods_say_more_than_numbers() -> None:
    assert named(TO_NOV_2019 - TO_OCT_2019, VOICE) == (
        "January–November 2019 less January–October 2019"
    )
    assert named(TO_DATE / (ONE + FALL), VOICE) == "137.66 billion yuan ÷ (1 − 1.3%)"
