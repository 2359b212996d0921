"""A few thousand made-up questions; ``make fuzz`` asks a million of them.

None may raise, end without a reply, or make a message that Slack would refuse.
Of time only the median is held here: what else the machine does shows in the rest.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.fuzz.asking import ask_all
from tests.fuzz.making import seeds, threads

EACH = 1_500


@pytest.mark.parametrize("seed", [101, 102])
def test_made_up_questions(seed: int, databases: dict[str, Path]) -> None:
    database = databases["later"]
    run = ask_all(database, threads(seed, EACH, seeds(database)))
    assert not run.faults, f"{run.table()}\n{run.examples()}"
    assert len(run.spent) == EACH
    assert statistics.median(run.spent) < 0.02, run.table()
    # They are to reach every way a question can end, or they test little.
    assert len(run.ended) == 7, run.table()


def test_a_seed_makes_the_same_questions_again(databases: dict[str, Path]) -> None:
    given = seeds(databases["later"])
    assert list(threads(7, 50, given)) == list(threads(7, 50, given))
