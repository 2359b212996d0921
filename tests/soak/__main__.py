"""``make soak``: ten thousand events, half over HTTP and half over Socket Mode.

python -m tests.soak [--count N] [--seed N] [--mode http|socket]

Takes some minutes. Prints the table, and ends with 1 where a target of it is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.store.loading import load
from tests.conftest import PACKAGES
from tests.soak.driving import Run, drive
from tests.soak.report import missed, table
from tests.support import slack as standin
from tests.support.processes import starter

BRIEF = 1000
"""Below so many events there is one restart and one kill."""


def main() -> int:
    """Run both modes, print the table, and say what is missed."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--mode", choices=("http", "socket"))
    given = options.parse_args()
    modes = [given.mode] if given.mode else ["http", "socket"]
    runs = []
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "figures.db"
        load(database, PACKAGES["default"], now=datetime.now(UTC), who="soak")
        for mode in modes:
            print(f"{mode} …", file=sys.stderr, flush=True)
            runs.append(soak(mode, database, Path(name), given.count // len(modes), given.seed))
    print(table(runs))
    told = [what for run in runs for what in missed(run)]
    if told:
        print(f"\nMissed: {'; '.join(told)}.")
    return int(bool(told))


def soak(mode: str, database: Path, folder: Path, count: int, seed: int) -> Run:
    """One mode, in a folder of its own."""
    place = folder / mode
    place.mkdir()
    with standin.running() as slack, starter(mode, slack, database, place) as start:
        slack.rates = True
        run = Run(mode, slack, start, count, seed)
        drive(run, brief=count < BRIEF)
    return run


if __name__ == "__main__":
    sys.exit(main())
