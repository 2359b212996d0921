"""``make fuzz``: a million questions, in as many processes as there are cores.

python -m tests.fuzz [--count N] [--seed N]
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
from tests.fuzz.asking import Run, ask_all
from tests.fuzz.making import Seeds, seeds, threads

PART = 5_000
"""Questions of one seed: what one process asks at a time."""


def _part(database: Path, given: Seeds, seed: int, count: int) -> Run:
    return ask_all(database, threads(seed, count, given))


def main() -> int:
    """Ask, print the table, and end with 1 where a question failed or was too slow."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("--count", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "figures.db"
        load(database, PACKAGES["later"], now=datetime.now(UTC), who="fuzz")
        parts = [min(PART, given.count - done) for done in range(0, given.count, PART)]
        ask = partial(_part, database, seeds(database))
        total = Run()
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            for run in pool.map(ask, range(given.seed, given.seed + len(parts)), parts):
                total.add(run)
                print(f"\r{len(total.spent):,} asked", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(total.table())
    if failed := bool(total.slow or total.faults):
        print(total.examples())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
