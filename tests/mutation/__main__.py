"""``make mutate``: the power of the checks, on the release that the project began from.

python -m tests.mutation [--source SOURCE_ID] [--releases N] [--every N]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.store.loading import load
from tests.conftest import PACKAGES
from tests.mutation.clean import SEED, add_release, mend
from tests.mutation.mutants import KINDS, mutants
from tests.mutation.running import Desk, Outcome, Report, printed

DAY = date(2026, 1, 2)

AIMS = {"×10": 95, "÷10": 95, "two digits swapped": 80, "one digit changed": 60}
"""Percent of the mutants of a kind that the checks are to catch."""

FLOORS = {**AIMS, "sign": 90, "two digits swapped": 70, "one digit changed": 55}
"""Percent below which something of the checks has been lost. Of a figure that nothing else
on file is tied to closely, a digit or two may change and nobody could tell."""


def outcomes_of(database: Path, source: str, place: int, every: int = 1) -> list[Outcome]:
    """Every mutant (or every so many) of one printed figure of the release, with what came of it."""
    desk = Desk(database, DAY)
    before = desk.report()
    statement = [s for s in desk.statements(source) if printed(s)][place]
    return caught_of(statement, desk, before, every=every)


def caught_of(
    statement: Statement,
    desk: Desk,
    before: Report,
    *,
    every: int = 1,
    kinds: Sequence[str] = KINDS,
) -> list[Outcome]:
    """The mutants of a figure, with what came of each beside what was reported before."""
    found = []
    for kind, text in list(mutants(statement.value or ""))[::every]:
        if kind in kinds:
            desk.change(statement, text)
            found.append(Outcome(statement, kind, text, caught=not desk.report() <= before))
            desk.undo()
    return found


def alarms(database: Path, seeds: Sequence[int]) -> list[tuple[int, str]]:
    """What the checks report of clean releases: each a false alarm, with the release's seed.

    Trade with the EU through the ports is truly more than the region's own: that it is not on
    one basis is no alarm.
    """
    desk = Desk(database, DAY)
    mend(desk)
    before = desk.report()
    found = []
    for seed in seeds:
        add_release(desk, seed)
        new = desk.report() - before
        found += [(seed, str(what[0])) for what in new if what[0] is not Verdict.UNDECIDABLE]
        desk.undo()
    return found


def table(outcomes: Sequence[Outcome]) -> str:
    """How many mutants of each kind are caught, in all and of each figure."""
    lines = [f"{'':<44}" + "".join(f"{kind:>20}" for kind in KINDS)]
    figures = dict.fromkeys(o.statement for o in outcomes)
    for figure in (None, *figures):
        of_it = [o for o in outcomes if figure in (None, o.statement)]
        made, caught = Counter(o.kind for o in of_it), Counter(o.kind for o in of_it if o.caught)
        cells = [
            f"{caught[kind]} of {made[kind]}" if figure else _percent(caught[kind], made[kind])
            for kind in KINDS
        ]
        name = "all" if figure is None else _name(figure)
        lines.append(f"{name:<44}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)


def _percent(part: int, whole: int) -> str:
    return f"{part} of {whole}, {100 * part / whole:.1f}%" if whole else "none"


def _name(statement: Statement) -> str:
    series = statement.series
    subject = series.subject
    partner = subject.counterpart_area if subject.counterpart_area not in ("W1", "_Z") else ""
    flow = subject.trade_flow if subject.trade_flow not in ("T", "_Z") else ""
    parts = (subject.indicator, flow, partner, series.measure, series.transformation)
    said = " ".join(p for p in parts if p and p != "N")
    return f"{statement.value} {series.unit} {said} {statement.period.code}"[:43]


def main() -> int:
    """Mutate, print the tables, and end with 1 where an aim is missed."""
    options = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    options.add_argument("--source", default=SEED)
    options.add_argument("--releases", type=int, default=200)
    options.add_argument("--every", type=int, default=1, help="take every so many mutants only")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "figures.db"
        load(database, PACKAGES["default"], now=datetime.now(UTC), who="mutate")
        count = sum(printed(s) for s in Desk(database, DAY).statements(given.source))
        work = partial(outcomes_of, database, given.source, every=given.every)
        outcomes: list[Outcome] = []
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            for done, found in enumerate(pool.map(work, range(count)), 1):
                outcomes += found
                print(f"\r{done} of {count} figures", end="", file=sys.stderr, flush=True)
            parts = [range(start, given.releases, 10) for start in range(10)]
            found_alarms = [a for part in pool.map(partial(alarms, database), parts) for a in part]
    print(file=sys.stderr)
    print(table(outcomes))
    never: list[Statement] = list(dict.fromkeys(o.statement for o in outcomes))
    never = [f for f in never if not any(o.caught for o in outcomes if o.statement == f)]
    print(f"figures that nothing can check: {[_name(f) for f in never] or 'none'}")
    crying = {seed for seed, _ in found_alarms}
    print(f"false alarms: in {len(crying)} of {given.releases} clean releases")
    for what, times in Counter(what for _, what in found_alarms).most_common():
        print(f"  {what}: {times}")
    below = {kind for kind, aim in AIMS.items() if _share(outcomes, kind) < aim}
    print(f"below what is aimed at: {', '.join(k for k in KINDS if k in below) or 'none'}")
    lost = [kind for kind, floor in FLOORS.items() if _share(outcomes, kind) < floor]
    if lost:
        print(f"below what they have caught: {', '.join(lost)}")
    return int(bool(lost) or len(crying) * 10 > given.releases)


def _share(outcomes: Sequence[Outcome], kind: str) -> float:
    """How many of that kind are caught, in percent."""
    made = [o.caught for o in outcomes if o.kind == kind]
    return 100 * sum(made) / len(made) if made else 100


if __name__ == "__main__":
    sys.exit(main())
