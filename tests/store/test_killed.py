"""A load that is killed leaves the file as before or as after, never between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.packages import SOURCE, loaded, package, stated

ROWS = 3_000

LOAD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.store.loading import load
print("ready", flush=True)
load(Path(sys.argv[1]), [Path(sys.argv[2])], now=datetime.now(UTC), who="tests", after=None)
"""


def state(database: Path) -> tuple[int, int, int]:
    """Statements by their value's length, and loads: what tells before from after."""
    with closing(sqlite3.connect(database)) as connection:
        (broken,) = connection.execute("PRAGMA integrity_check").fetchone()
        assert broken == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (old,) = connection.execute(
            "SELECT count(*) FROM statements WHERE length(value) = 3"
        ).fetchone()
        (new,) = connection.execute(
            "SELECT count(*) FROM statements WHERE length(value) = 4"
        ).fetchone()
        (loads,) = connection.execute("SELECT count(*) FROM loads").fetchone()
    return old, new, loads


def test_killed_at_any_moment(database: Path, tmp_path: Path) -> None:
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("this system has no SIGKILL")
    folder = tmp_path / "big"
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(ROWS)]

    def write(value: str) -> None:
        rows = [stated(str(n), value, FREQ="D", TIME_PERIOD=day) for n, day in enumerate(days)]
        package(folder, sources=[SOURCE], statements=rows)

    write("100")
    loaded(database, folder, after=None)
    before = state(database)
    write("1000")
    took, after = 0.0, (0, ROWS, before[2] + 1)
    moments = [0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95]
    outcomes: list[tuple[int, int, int]] = []
    for moment in [None, *moments]:
        write("1000" if outcomes.count(after) % 2 == 0 else "100")
        was = state(database)
        started = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-c", LOAD, str(database), str(folder)], stdout=subprocess.PIPE
        ) as load:
            assert load.stdout is not None
            assert load.stdout.readline() == b"ready\n"
            began = time.monotonic()
            if moment is not None:
                time.sleep(took * moment)
                os.kill(load.pid, signal.SIGKILL)
            load.wait(60)
        if moment is None:
            took = time.monotonic() - began
            assert load.returncode == 0
        now = state(database)
        old, new, loads = was
        assert now in ((old, new, loads), (new, old, loads + 1)), (
            f"killed after {time.monotonic() - started:.2f} s: {now}, between {was} and the load"
        )
        outcomes.append(now)
    assert loaded(database, folder, after=None).packages[-1].package == "big"
