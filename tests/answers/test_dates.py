"""Which year "last year" and "this year" are, in figures that the shipped packages have none of.

All of them were published in June 2025, so that this year is 2025.
"""

from __future__ import annotations

import pytest

from bot.desk import Desk
from tests.support.newsroom import holds

SAID = [
    # question, status, first figure's value, what the reply says
    ("oil price december last year", "answered", "71.5", "last year taken as 2024"),
    ("december oil price last year", "answered", "71.5", "last year taken as 2024"),
    ("oil price last year's november", "answered", "70.1", "last year taken as 2024"),
    ("oil price march this year", "answered", "68.9", "this year taken as 2025"),
    ("oil price december this year", "not_held", None, "December 2025"),
    ("oil price december", "answered", "71.5", "the latest December on file"),
    ("oil price march last year", "not_held", None, "March 2024"),
    ("punctuality q4 last year", "answered", "88.0", "last year taken as 2024"),
    ("punctuality q4 this year", "not_held", None, "the fourth quarter of 2025"),
    ("price index february last year", "answered", "101", "last year taken as 2024"),
    ("price index february this year", "not_held", None, "February 2025"),
]


@pytest.mark.parametrize(("question", "status", "value", "words"), SAID)
def test_the_year_is_that_of_the_newest_release(
    question: str, status: str, value: str | None, words: str, newsroom: Desk
) -> None:
    holds(newsroom.ask(question), status, value, words)
