"""The soak, short: what ``make soak`` measures over thousands of events holds for a few."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.__main__ import soak
from tests.soak.report import missed, table

SLOW = ("an acknowledgement", "one acknowledgement", "it took long")
"""What a busy machine may miss in so short a run."""


@pytest.mark.parametrize("mode", ["http", "socket"])
def test_nothing_is_lost_through_a_restart_and_a_kill(
    mode: str, databases: dict[str, Path], tmp_path: Path
) -> None:
    run = soak(mode, databases["default"], tmp_path, 120, seed=3)
    told = [what for what in missed(run) if not what.removeprefix(f"{mode}: ").startswith(SLOW)]
    assert not told, table([run])
    assert len(run.ledger.asked) > 40
    assert "kill of all" in run.disturbances
