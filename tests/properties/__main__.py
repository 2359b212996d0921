"""``make properties``: a hundred thousand numbers worked out, on as many cores as there are.

python -m tests.properties [--count N] [--seed N]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from tests.properties.judging import judge
from tests.properties.stored import judge_stored
from tests.properties.tally import Run

PART = 1_500
"""Numbers of one seed: what one process works out at a time."""

STORED = 8
"""One part in so many goes through the store."""


def _part(seed: int, count: int) -> Run:
    work: Callable[[int, int], Run] = judge if seed % STORED else judge_stored
    return work(seed, count)


def main() -> int:
    """Judge, print the table, and end with 1 where anything failed."""
    options = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__)
    options.add_argument("--count", type=int, default=120_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    parts = [min(PART, given.count - done) for done in range(0, given.count, PART)]
    total = Run()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for run in pool.map(_part, range(given.seed, given.seed + len(parts)), parts):
            total.add(run)
            print(f"\r{total.numbers:,} worked out", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(total.table())
    if failed := bool(total.failures or total.miscalled):
        print(f"\n{total.examples()}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
