"""What a share is of: the whole that was named, or none; never another in silence."""

from __future__ import annotations

import pytest

from bot.desk import Desk

LONGER = [
    # the same measure over longer, however the longer period is named
    ("what share of the year's exports came in december 2021", "equal to about 9.17% of 2021"),
    ("share of annual exports in december 2021", "equal to about 9.17% of 2021"),
    ("what share of 2021 exports came in december 2021", "equal to about 9.17% of 2021"),
    ("what share of 2021 exports came in the fourth quarter", "equal to about 27.1% of 2021"),
    ("how much of last year's exports came in december", "equal to about 9.17% of 2021"),
    ("what share of 2021's nights came in august", "equal to about 20.58% of 2021"),
    ("share of the quarter's exports in december 2021", "about 33.9% of the fourth quarter"),
    # where the words name whom it went to, that is the part
    ("what share of annual exports went to norvia in 2021", "about 19.36% of Pellandia exports"),
    # of a whole year that the month is not in, the same month of it, as "vs" takes it
    ("nights august 2021 as a percentage of 2019", "equal to about 91.64% of August 2019"),
    ("nights august 2021 as a percentage of 2021", "equal to about 20.58% of 2021"),
]


@pytest.mark.parametrize(("asked", "told"), LONGER)
def test_the_whole_is_the_one_that_was_named(asked: str, told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert told in reply.text.splitlines()[0], reply.text


def test_in_a_thread_the_same_month_of_another_year_is_meant(desk_invented: Desk) -> None:
    reply = desk_invented.ask("percent of 2019", earlier=["nights august 2021"])
    assert "equal to about 91.64% of August 2019" in reply.text, reply.text


@pytest.mark.parametrize(
    "asked",
    ["what share of exports came in december 2021", "what share of 2020 exports came in dec 2021"],
)
def test_a_whole_that_cannot_be_told_is_asked_for(asked: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    assert "I cannot tell of which longer period" in reply.text, reply.text
    assert "%" not in reply.text, reply.text
    typed = reply.contract["options"][0]["question"]
    assert "equal to about 9.17% of 2021" in desk_invented.ask(typed).text, typed


OF_CHANGES = [
    ("arvale's share of the rise in deaths in 2020", "about 42.87% of the rise."),
    ("how much of the fall in births in 2020 was in arvale", "about 32.08% of the fall."),
    ("what share of the rise in deaths 2021 vs 2019 was in arvale", "about 38.50% of the rise."),
    ("norvia's share of the increase in exports 2021", "19.9–20.2% of the rise."),
    # of more than the whole no percentage is given
    ("arvale's share of the increase in births 2021", "more than all of the rise."),
]


@pytest.mark.parametrize(("asked", "told"), OF_CHANGES)
def test_a_share_of_a_rise_is_of_the_rise(asked: str, told: str, desk_invented: Desk) -> None:
    reply = desk_invented.ask(asked)
    first, second, *_ = reply.text.splitlines()
    assert first.endswith(told), reply.text
    assert "contributed about" in second, reply.text
    assert "newest period" not in reply.text, reply.text


def test_a_part_that_went_the_other_way_has_no_share(desk_invented: Desk) -> None:
    reply = desk_invented.ask("costerra's share of the rise in births in 2021")
    assert reply.contract["status"] == "refused", reply.text
    assert "did not both go the same way" in reply.text, reply.text
    assert "%" not in reply.text, reply.text


def test_of_a_share_that_changed_the_share_is_said_to_have(desk_invented: Desk) -> None:
    reply = desk_invented.ask("how much did arvale's share of births rise in 2021")
    assert "share of Pellandia births up about 0.1948 percentage points" in reply.text, reply.text


def test_the_part_of_a_place_named_as_owner_may_be_the_trade_with_it(desk_invented: Desk) -> None:
    reply = desk_invented.ask("norvia's share of exports 2021")
    assert "about 19.36% of Pellandia exports" in reply.text, reply.text


def test_what_grew_is_of_the_area_around_where_the_measure_is_named(desk_invented: Desk) -> None:
    reply = desk_invented.ask("arvale contribution to births growth 2021")
    assert "a rise of about 0.3% in Pellandia births" in reply.text, reply.text


@pytest.mark.parametrize(
    "asked", ["share of the deficit with norvia", "how much of the deficit is with norvia"]
)
def test_no_share_of_a_deficit_is_given_and_the_newest_is_shown(
    asked: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(asked)
    assert "I give no share of a balance" in reply.text, reply.text
    assert "Pellandia trade balance with Norvia, 2021" in reply.text, reply.text


def test_a_total_of_two_is_their_sum(desk_invented: Desk) -> None:
    reply = desk_invented.ask("total deficit with norvia and saltrea 2021")
    assert "about −4.67 billion pellars" in reply.text.splitlines()[0], reply.text
