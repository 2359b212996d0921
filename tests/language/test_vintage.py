"""Days by which a figure was published."""

from __future__ import annotations

from datetime import date

import pytest

from bot.figures.period import Period
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
    ("exports ytd as of 1 November 2021", "exports ytd", date(2021, 11, 1), False),
    ("exports as of 1 November 2021 ytd", "exports ytd", date(2021, 11, 1), False),
    ("ytd as of 1 November 2021", "ytd", date(2021, 11, 1), False),
    ("latest exports as of October 2021", "latest exports", date(2021, 10, 31), True),
    ("births 2020, published before 1 July 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published before July 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published prior to 1 July 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 released up to 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 released by 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published until 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published no later than 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published on or before 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 out by 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 that had been issued by June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 announced by 30 June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published at the end of June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published as of June 2021", "births 2020", date(2021, 6, 30), True),
    ("deaths 2020 reported before 1 July 2021", "deaths 2020", date(2021, 6, 30), True),
    ("births 2020 as of end June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 as of the end of June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 as of June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 as published in 2021", "births 2020", date(2021, 12, 31), True),
    ("births published by June 2021", "births", date(2021, 6, 30), True),
    ("permits issued by June 2021", "permits", date(2021, 6, 30), False),
    ("as published by 30 June 2021: births 2020", "births 2020", date(2021, 6, 30), True),
    ("as of June 2021, births 2020", "births 2020", date(2021, 6, 30), True),
    ("births 2020 published June 2021", "births 2020", date(2021, 6, 30), True),
    ("births 2020 released march 2021", "births 2020", date(2021, 3, 31), True),
    ("births 2020 put out march 2021", "births 2020", date(2021, 3, 31), True),
    ("births 2020 issued in march 2021", "births 2020", date(2021, 3, 31), True),
    ("births 2020 as reported in march 2021", "births 2020", date(2021, 3, 31), True),
    ("births 2020 reported march 2021", "births 2020", date(2021, 3, 31), True),
    ("births 2020 released 2021", "births 2020", date(2021, 12, 31), True),
    ("births published June 2021", "births", date(2021, 6, 30), True),
    ("exports released october 2021", "exports", date(2021, 10, 31), False),
    ("prisoners released 1 october 2021", "prisoners", date(2021, 10, 1), False),
    ("borrowing may 2021 released 21 june", "borrowing may 2021", date(2021, 6, 21), True),
    ("exports dec 2021 as of january", "exports dec 2021", date(2022, 1, 31), True),
    ("exports may 2021 as of may", "exports may 2021", date(2022, 5, 31), True),
    ("births 2020 as of april 2021 vs 2019", "births 2020 vs 2019", date(2021, 4, 30), True),
    ("births 2020 vs 2019 as of april 2021", "births 2020 vs 2019", date(2021, 4, 30), True),
]

HANDED = [
    # a turn, the period that its thread is about, the day; whether it is sure
    ("as of june 2021", "2021-05", date(2021, 6, 30), False),
    ("as of june", "2021-05", date(2021, 6, 30), False),
    ("as of 30 june?", "2021-05", date(2021, 6, 30), False),
    ("as of january", "2021-11", date(2022, 1, 31), False),
    ("as of march 2021", "2020", date(2021, 3, 31), False),
    ("and as published in june", "2021-05", date(2021, 6, 30), True),
]

UNREAD = {
    "births 2020 as published by 30 June 2021 vs now": "vs now",
    "births 2020 as published by 30 June 2021 and now": "and now",
    "how do births 2020 as known on 30 June 2021 compare with today": "with today",
    "births 2020 now vs as published by 30 June 2021": "vs as published by 30 June 2021",
    "births 2020 published after 1 July 2021": "published after 1 July 2021",
    "births 2020 published since May 2021": "published since May 2021",
    "births 2020 published between May and June 2021": "published between May and June 2021",
    "births 2020 published last month": "published last month",
    "births 2020 as published by 30 June 2021 vs 31 July 2021": "vs 31 July 2021",
    "births published in 2020 and 2021": "and 2021",
    "births 2020 published only after 30 June 2021": "published only after 30 June 2021",
    "births 2020 published by 30 June": "published by 30 June",
    "births 2020 as of 30 June": "as of 30 June",
    "latest exports as of October": "as of October",
    "exports released last month": "released last month",
    "births published in June": "published in June",
    "exports released 30 June": "released 30 June",
    "births 2020 as of april 2021 vs may 2021": "vs may 2021",
    "births 2020 vs births 2020 as of March 2021": "as of March 2021",
    "births 2020 as of March 2021 vs births 2020": "as of March 2021",
    "births 2020 vs 2020 as published by March 2021": "as published by March 2021",
    "births 2020 published this year": "published this year",
    "births 2020 in the March 2021 release": "March 2021 release",
    "births 2020 per the release of 18 March 2021": "release of 18 March 2021",
    "births 2020 published by 1 May 2021, as published by 1 June 2021": "as published by 1 June 2021",
}


@pytest.mark.parametrize(("text", "left", "day", "sure"), ASKED)
def test_a_day_of_publication_is_no_period(text: str, left: str, day: date, sure: bool) -> None:
    found = vintage(text)
    assert found is not None
    assert (found.text, found.day, found.sure) == (left, day, sure)


@pytest.mark.parametrize(("turn", "hand", "day", "sure"), HANDED)
def test_in_a_thread_a_month_after_its_period_is_of_publication(
    turn: str, hand: str, day: date, sure: bool
) -> None:
    found = vintage(turn, lambda: [Period.of(hand)])
    assert found is not None
    assert (found.day, found.sure, found.unread) == (day, sure, "")


def test_a_month_that_is_not_after_what_its_thread_is_about_stays_a_period() -> None:
    assert vintage("as of june 2021", lambda: [Period.of("2021-07")]) is None
    assert vintage("as of june 2021", lambda: [Period.of("2021-06")]) is None
    assert vintage("as of june") is None


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_said_of_publication_is_not_dropped(text: str) -> None:
    found = vintage(text)
    assert found is not None
    assert found.unread == UNREAD[text]


@pytest.mark.parametrize(
    "text",
    [
        *("exports ytd to 1 November 2021", "latest and as of October 2021 exports"),
        *("trade on 1 June 2023", "trade as of November 2021", "trade as of", "what is known"),
        *("trade 2021 as of November 2021", "deaths reported in 2020 and 2021"),
        *("deaths reported up to 2020", "deaths reported on 1 June 2021 and 2 June 2021"),
        *("permits issued 2020 and 2021", "the latest published births 2020"),
        *("latest release of births 2020", "what is in the release on births in 2020"),
    ],
)
def test_other_days_stay_periods(text: str) -> None:
    assert vintage(text) is None
