"""The sentence that a reporter pastes: what it says, and what it never leaves out."""

from __future__ import annotations

import pytest

from bot.desk import Desk

COPIED = [
    (
        "Xinjiang trade Nov",
        (
            "Xinjiang's imports and exports were 16.03 billion yuan in November 2021, "
            "up 48% on October (not seasonally adjusted), according to Urumqi Customs. "
            "Caution: The source calls November 2021 a record. On file, November 2019 was "
            "17.6–17.8 billion yuan (January–November 2019 less January–October 2019), "
            "so it is not an all-time record."
        ),
    ),
    (
        "freight trains YTD",
        (
            "Xinjiang's China-Europe freight train trips, through the ports, numbered 11,156 in "
            "January–November 2021, up 26.8% on a year earlier, according to Urumqi Customs."
        ),
    ),
    (
        "Xinjiang trade Oct 2021",
        (
            "Xinjiang's imports and exports were about 10.8 billion yuan (10.79–10.87) in October 2021, "
            "calculated from figures by Urumqi Customs."
        ),
    ),
    (
        "Xinjiang trade Aug 2020",
        (
            "Xinjiang's imports and exports were more than 15.6 billion yuan in August 2020, "
            "up 31.5% on a year earlier, according to People's Daily Online."
        ),
    ),
    (
        "growth of Belt and Road trade share YTD",  # the level's growth is not the share's
        None,
    ),
    (
        "Belt and Road share of Xinjiang trade YTD",
        (
            "Xinjiang's trade with the Belt and Road countries was 87% of Xinjiang imports and exports "
            "in January–November 2021, according to Urumqi Customs."
        ),
    ),
    (
        "who is Xinjiang's largest trading partner",
        (
            "Xinjiang's trade with Kazakhstan was 62.33 billion yuan in January–November 2021, "
            "according to Urumqi Customs."
        ),
    ),
    (
        "Kazakhstan rank",
        (
            "Kazakhstan was Xinjiang's largest trading partner in January–November 2021, "
            "according to Urumqi Customs."
        ),
    ),
    (
        "exports, imports and balance China Nov 2011",
        (
            "In November 2011, China's exports were $174.46 billion, China's imports were "
            "$159.94 billion and China's trade balance was $14.52 billion, "
            "according to China.org.cn."
        ),
    ),
    (
        "Xinjiang trade past 6 months",
        (
            "Xinjiang's imports and exports were 16.03 billion yuan in November 2021, compared with "
            "about 10.8 billion yuan (10.79–10.87, calculated) in October 2021, according to Urumqi Customs."
        ),
    ),
    (
        "Xinjiang trade as share of China Nov",
        (
            "Xinjiang imports and exports, November 2021: about 0.431% of China imports and exports "
            "(0.4302–0.4316%), "
            "calculated from figures by Urumqi Customs and People's Daily Online."
        ),
    ),
    (
        "Xinjiang trade YTD vs Jan-Nov 2019",
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021, "
            "according to Urumqi Customs and Agenzia Nova. That is down about 7.7% on "
            "January–November 2019 (calculated), from 149.17 billion yuan in January–November 2019."
        ),
    ),
    (
        "Xinjiang trade YTD vs a year earlier",
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021, "
            "down 1.3% on a year earlier, according to Urumqi Customs."
        ),
    ),
    (
        "Xinjiang trade YTD vs 2020 and 2019",
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021, "
            "down 1.3% on a year earlier, according to Urumqi Customs and Agenzia Nova. "
            "That is down about 7.7% on January–November 2019 (calculated), "
            "from 149.17 billion yuan in January–November 2019."
        ),
    ),
    (
        "Xinjiang trade YTD 2019 2020 2021",
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021, "
            "compared with about 139.5 billion yuan (139.40–139.55, calculated) in January–November 2020 and "
            "149.17 billion yuan in January–November 2019, "
            "according to Urumqi Customs and Agenzia Nova."
        ),
    ),
    (
        "Xinjiang trade 2020 and Jan-Nov 2021",  # no year is compared with eleven months
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021 and "
            "Xinjiang's imports and exports were about 148 billion yuan (147.2–148.8, calculated) "
            "in 2020, according to Urumqi Customs."
        ),
    ),
    (
        "Xinjiang trade YTD as known on 31 December 2021",
        (
            "Xinjiang's imports and exports were 137.66 billion yuan in January–November 2021, "
            "down 1.3% on a year earlier, according to Urumqi Customs, "
            "as published by 31 December 2021."
        ),
    ),
    ("how much was trade with Germany", None),
    ("trade in widgets", None),
    ("EU share of Xinjiang trade", None),
    ("why did Xinjiang trade grow", None),
    ("help", None),
]


@pytest.mark.parametrize(("asked", "sentence"), COPIED)
def test_the_sentence(asked: str, sentence: str | None, desk: Desk) -> None:
    reply = desk.ask(asked)
    if sentence is not None or not reply.contract["figures"]:
        assert reply.copy == sentence, reply.text
    else:
        assert "up 3.6%" not in (reply.copy or ""), reply.text


INVENTED = [
    (
        "unemployment rate q4 21",
        (
            "Pellandia's unemployment rate, seasonally adjusted, stood at 5.8% in the fourth quarter "
            "of 2021, according to Pellandia Statistics Bureau."
        ),
    ),
    (
        "births in Arvale 2021",
        (
            "Arvale's births numbered 13,288 (provisional) in 2021, "
            "according to Pellandia Statistics Bureau."
        ),
    ),
    (
        "births and deaths 2021",
        (
            "In 2021, Pellandia's births numbered 31,449 and Pellandia's deaths numbered 32,920, "
            "according to Pellandia Statistics Bureau; some of these are provisional."
        ),
    ),
]


@pytest.mark.parametrize(("asked", "sentence"), INVENTED)
def test_rates_counts_and_what_is_not_final(asked: str, sentence: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert reply.copy == sentence, reply.text


def test_a_caution_that_changes_the_meaning_goes_with_it(desk: Desk) -> None:
    copied = desk.ask("EU trade YTD").copy
    assert copied is not None
    assert copied.startswith("Xinjiang's trade with the EU, coverage not stated, was around 261.8")
    assert "Caution: " in copied
    assert "more than the whole" in copied


def test_whether_it_was_a_record_goes_with_it(desk: Desk) -> None:
    copied = desk.ask("was November 2021 a record for Xinjiang trade?").copy or ""
    assert "November 2021 was not the highest on file." in copied
    assert "so it is not an all-time record" in copied


def test_what_is_no_part_of_the_sentence_has_no_caution_in_it(desk_later: Desk) -> None:
    copied = desk_later.ask("Xinjiang trade Nov 2021 vs Nov 2022").copy or ""
    assert "about 34.6% lower than in November 2022 (calculated)" in copied
    assert "first printed as 16.03 billion yuan" in copied
    assert "137.66" not in copied, "the year to date, which the sentence does not give"


GOES_WITH = [
    # What is said, what a stated change was made from, and what ours is worked out from.
    (
        "borrowing Jan-May 2021",
        ["first printed as 1,078 million", "before the revision of May"],
        [],
    ),
    ("imports Dec 2021 vs Nov 2021", ["figure for November 2021 is provisional"], []),
    ("borrowing May 2021", [], ["Caution"]),  # the doubts are of January to May
    ("imports Dec 2021", ["(provisional)"], ["Caution"]),  # no change on November is said
    ("cpi Dec 2021", ["up 5.2% on a year earlier"], ["easonally"]),
]
GOES_WITH_LATER = [
    ("Xinjiang trade Nov 2022 vs Nov 2021", ["up 56.1%", "first printed as 16.03"], ["219.4"]),
    ("Xinjiang trade Nov 2022", ["up 56.1%", "first printed as 16.03"], ["219.4"]),
    ("Xinjiang trade growth Jan-Nov 2021", ["down 1.3%", "first printed as 137.66"], []),
    ("Xinjiang trade Nov 2021", ["up 48%", "not an all-time record"], ["137.66"]),
]


@pytest.mark.parametrize(
    ("later", "asked", "said", "unsaid"),
    [(later, *row) for later, rows in ((0, GOES_WITH), (1, GOES_WITH_LATER)) for row in rows],
)
def test_a_caution_goes_with_what_it_is_of(
    later: int,
    asked: str,
    said: list[str],
    unsaid: list[str],
    desk_invented: Desk,
    desk_later: Desk,
) -> None:
    copied = (desk_later if later else desk_invented).ask(asked).copy or ""
    assert all(words in copied for words in said), copied
    assert not any(words in copied for words in unsaid), copied


def test_a_side_set_against_another_says_how_far_apart(desk: Desk) -> None:
    copied = desk.ask("Xinjiang vs China trade Nov 2021").copy or ""
    assert "about 3.70 trillion yuan less than China (calculated)" in copied


def test_every_number_of_the_sentence_is_in_the_reply(desk: Desk) -> None:
    for asked, _ in COPIED:
        reply = desk.ask(asked)
        for number in (reply.copy or "").split():
            if number[:1].isdigit():
                bare = number.strip(".,;()")
                assert bare in reply.text, f"{asked}: {number} is not in\n{reply.text}"
