"""Days by which a figure was published."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.vintage import vintage

ASKED = [
    # question, what is left of it, the day, whether it can be nothing else
    ("trade nov 2021 as of 26 December 2021", "trade nov 2021", date(2021, 12, 26), True),
    ("as of 2023-06-01, trade growth", "trade growth", date(2023, 6, 1), False),
    ("trade as at 1 June 2023", "trade", date(2023, 6, 1), False),
    ("trade as known on 1 June 2023", "trade", date(2023, 6, 1), True),
    ("oil price reported on 1 June 2023", "oil price", date(2023, 6, 1), False),
    ("what did we know on 1 June 2023 of trade", "what is of trade", date(2023, 6, 1), True),
    ("what did we know about trade on 1 June 2023?", "what is trade", date(2023, 6, 1), True),
    ("as of 1 June 2023?", "that", date(2023, 6, 1), False),
]


@pytest.mark.parametrize(("text", "left", "day", "sure"), ASKED)
def test_a_day_of_publication_is_no_period(text: str, left: str, day: date, sure: bool) -> None:
    found = vintage(text)
    assert found is not None
    assert (found.text, found.day, found.sure) == (left, day, sure)


@pytest.mark.parametrize(
    "text", ["trade on 1 June 2023", "trade as of November 2021", "trade as of", "what is known"]
)
def test_other_days_stay_periods(text: str) -> None:
    assert vintage(text) is None
