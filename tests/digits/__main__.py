"""``make digits``: every digit of many thousand replies accounted for, over all packages.

python -m tests.digits [--count N] [--seed N]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.store.loading import load
from tests.conftest import PACKAGES
from tests.digits.asking import Run, ask_all, on_days
from tests.digits.filed import Filed
from tests.digits.making import mixed
from tests.digits.odd import odd
from tests.fuzz.making import seeds

ODD = "odd"
NAMES = (*PACKAGES, ODD)
PART = 1_000
"""Questions of one seed to one database: what one process asks at a time."""


def _part(folder: Path, seed: int, count: int) -> Run:
    """So many questions to one of the packages, or to odd figures of that seed."""
    name = NAMES[seed % len(NAMES)]
    database = folder / f"{name}.db"
    if name == ODD:
        database = folder / f"{name}-{seed}.db"
        made = odd(folder / f"{name}-{seed}", seed)
        load(database, [made], now=datetime.now(UTC), who="digits")
    filed = Filed(database)
    threads = mixed(seed, count, seeds(database), filed)
    return ask_all(filed, on_days(seed, threads, filed))


def main() -> int:
    """Ask, print the table, and end with 1 where a digit is not accounted for."""
    options = argparse.ArgumentParser(prog="python -m tests.digits", description=__doc__)
    options.add_argument("--count", type=int, default=60_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package, paths in PACKAGES.items():
            load(folder / f"{package}.db", paths, now=datetime.now(UTC), who="digits")
        parts = [min(PART, given.count - done) for done in range(0, given.count, PART)]
        total = Run()
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            places = range(given.seed, given.seed + len(parts))
            for run in pool.map(partial(_part, folder), places, parts):
                total.add(run)
                print(f"\r{total.asked:,} asked", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(total.table())
    if total.faults:
        print(total.examples())
    return int(bool(total.faults))


if __name__ == "__main__":
    sys.exit(main())
