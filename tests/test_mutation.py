"""A part of ``make mutate``: decimal points moved in every figure, and ten clean releases."""

from __future__ import annotations

from pathlib import Path

from tests.mutation.__main__ import DAY, alarms, caught_of
from tests.mutation.clean import SEED
from tests.mutation.running import Desk, printed

MISSED = {
    # What a figure would have to be printed as for nobody to notice, and why.
    ("48", "4.8"),  # nothing else on file is of October, and September takes up the rest
    ("1.1", "11"),  # likely what was meant: it goes with the freight of Horgos
}


def test_a_decimal_point_in_the_wrong_place_is_caught(databases: dict[str, Path]) -> None:
    desk = Desk(databases["default"], DAY)
    before = desk.report()
    found = {
        (outcome.statement.value, outcome.text)
        for statement in desk.statements(SEED)
        if printed(statement)
        for outcome in caught_of(statement, desk, before, kinds=("×10", "÷10"))
        if not outcome.caught
    }
    assert found == MISSED


def test_clean_releases_raise_no_alarm(databases: dict[str, Path]) -> None:
    assert alarms(databases["default"], range(10)) == []
