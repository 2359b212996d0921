"""Which publishers differ, and whose figure is used."""

from __future__ import annotations

from bot.reckon.publishers import at_odds, best, in_order, mixed
from tests.support.figures import OnFile, statement

CUSTOMS = [
    statement("12", "2021-10", number=1, publisher="customs"),
    statement("16.03", "2021-11", number=2, publisher="customs"),
]
DAILY = statement("17", "2021-11", number=3, publisher="daily")
AGENCY = statement("16", "2021-11", number=4, publisher="agency")


def test_those_that_cannot_both_be_right_are_at_odds() -> None:
    assert at_odds([*CUSTOMS, DAILY]) == ("customs", "daily")
    assert at_odds([*CUSTOMS, AGENCY]) == ()
    assert at_odds([*CUSTOMS, AGENCY, DAILY]) == ("customs", "daily")


def test_of_two_at_odds_the_one_that_states_most_comes_first() -> None:
    held = OnFile([*CUSTOMS, DAILY])
    assert best([DAILY, CUSTOMS[1]], held) == CUSTOMS[1]
    assert best([DAILY, CUSTOMS[1]], held, frozenset({"daily"})) == DAILY


def test_of_two_that_agree_the_more_precise_comes_first() -> None:
    held = OnFile([*CUSTOMS, AGENCY])
    assert in_order([AGENCY, CUSTOMS[1]], held) == [CUSTOMS[1], AGENCY]
    assert in_order([AGENCY, CUSTOMS[1]], held, frozenset({"agency"})) == [CUSTOMS[1], AGENCY]


def test_only_those_at_odds_are_mixed() -> None:
    held = OnFile([*CUSTOMS, DAILY])
    assert mixed([CUSTOMS[0], DAILY], held) == ("customs", "daily")
    assert mixed([CUSTOMS[0], AGENCY], held) == ()
    assert mixed(CUSTOMS, held) == ()
