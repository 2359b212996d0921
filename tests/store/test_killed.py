"""A load that is killed leaves the file as before or as after, never between.

The loads run in processes of their own, which are killed with SIGKILL at random moments.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.undoing import RECORDS
from tests.store.packages import SOURCE, loaded, package, stated

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or not hasattr(signal, "SIGKILL"), reason="no fork or SIGKILL here"
)

KILLS = 50
ROWS = 1_000
NOTE = "n" * 3_000
"""So long that the load outgrows SQLite's cache and writes to the file before it is done."""

State = dict[str, list[str]]


def write(folder: Path, state: int) -> None:
    """The package in one of its two states; each differs from the other in every table."""
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(ROWS)]
    rows = [
        stated(str(n), f"{100 + state}", FREQ="D", TIME_PERIOD=day, NOTE=f"{state}{NOTE}")
        for n, day in enumerate(days)
    ]
    package(
        folder,
        areas=[{"CODE": "XX-P", "LABEL": f"Port {state}", "IN_SENTENCE": "", "KIND": "place"}],
        sources=[{**SOURCE, "NOTE": f"state {state}"}],
        aliases=[{"ALIAS": f"the port of {state}", "MEANS": "AREA=XX-P"}],
        statements=rows,
    )


def held(database: Path) -> State:
    """Every row of every table but those that say what was loaded; the file must be sound."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))  # noqa: S608
            for (name,) in names
            if name not in RECORDS
        }


def records(database: Path) -> tuple[int, int]:
    """Loads on record, and the last one that has its counts."""
    with closing(sqlite3.connect(database)) as connection:
        found: tuple[int, int] = connection.execute(
            "SELECT count(*), max(CASE WHEN new + corrected > 0 THEN id END) FROM loads"
        ).fetchone()
    return found


def load_and_kill(database: Path, folder: Path, after: float | None) -> tuple[float, bool]:
    """Load in another process and kill it so many seconds after it began, or let it end.

    How long it ran, and whether it was killed.
    """
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(tell, b"!")
            loaded(database, folder, after=None)
            os._exit(0)
        finally:
            os._exit(1)
    os.read(ready, 1)
    began = time.monotonic()
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ready)
    os.close(tell)
    killed = os.WIFSIGNALED(status)
    assert killed or os.WEXITSTATUS(status) == 0, "the load failed before it was killed"
    return time.monotonic() - began, killed


def test_killed_at_any_moment(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "big"
    states: list[State] = []
    took = 0.0
    for state in (0, 1):
        write(folder, state)
        took, _ = load_and_kill(database, folder, None)
        states.append(held(database))
    assert states[0] != states[1]
    now = 1
    moments = random.Random(5)  # noqa: S311 - moments, not secrets
    killed = 0
    for _ in range(KILLS):
        write(folder, 1 - now)
        before = records(database)
        moment = moments.uniform(0, 1.05 * took)
        _, cut_short = load_and_kill(database, folder, moment)
        killed += cut_short
        found = held(database)
        said = f"killed after {moment:.3f} of {took:.3f} s"
        assert found in states, f"{said}: the file is neither as before nor as after"
        loads = records(database)
        if found == states[now]:
            assert loads == before, f"{said}: the load is on record, its figures are not"
        else:
            assert loads[0] == before[0] + 1, f"{said}: the figures are there, the record is not"
            assert loads[1] > before[1]
            now = 1 - now
    assert killed > KILLS / 2, "most loads ended before they were killed, so this shows little"
    write(folder, 1 - now)
    assert loaded(database, folder, after=None).changed
    assert held(database) == states[1 - now]
