"""``make bench``: loading millions of statements and asking, beside their yardsticks.

python -m tests.bench [--json FILE]

Takes some minutes. Prints the table, writes it as JSON, and ends with 1 where a target of it
is missed.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import asking, bare
from tests.bench.report import Line, brief, described, markdown
from tests.bench.running import figures, run, size
from tests.bench.tables import tables
from tests.conftest import DATA, ROOT

LATEST = ROOT / "docs" / "bench.json"
SHOWN = {ROOT / "docs" / "speed.md": markdown, ROOT / "README.md": brief}
"""The pages that show the run, and how."""

BEGIN, END = "<!-- make bench -->", "<!-- to here -->"
COLD = 9
"""Times that ``figures ask`` is started."""


def main() -> int:
    """Measure everything in one run."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--json", type=Path, default=LATEST)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, what = tables(folder / "tables")
        big, small = folder / "big.db", folder / "small.db"
        lines = [*_loading(folder, files, big)]
        for database in (big, small):
            run(figures("load", "--database", database, DATA / "xinjiang"))
        lines += [*_asking(big, small)]
        with closing(sqlite3.connect(big)) as connection:
            (statements,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    measured = described(lines, what, statements)
    given.json.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(markdown(measured))
    if given.json == LATEST:
        show(measured)
    missed = [line.what for line in lines if line.met is False]
    if missed:
        print(f"\nMissed: {'; '.join(missed)}.")
    return int(bool(missed))


def show(measured: dict[str, Any]) -> None:
    """Put the run into the pages that show it, between their marks."""
    for page, written in SHOWN.items():
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        text = f"{before}{BEGIN}\n{written(measured)}\n{END}{after}"
        page.write_text(text, encoding="utf-8")


def _loading(folder: Path, files: list[Path], big: Path) -> Iterator[Line]:
    said = ("--publisher", "A statistics office", "--published", "2014-10-15", "--area", "GB")
    package, plain, utils = folder / "catalogue", folder / "plain.db", folder / "utils.db"
    _tell("describing the tables")
    description = run(figures("describe", *said, "--output", package, *files))
    yield Line("`figures describe`", _took(description.seconds))
    _tell("a bare executemany")
    least = run(bare.arguments(plain, files))
    _tell("figures load")
    load = run(figures("load", "--database", big, package))
    beside = f"bare `executemany` {_took(least.seconds)}"
    yield _within("`figures load`", _took(load.seconds), beside, load.seconds / least.seconds, 5)
    rows = bare.to_csv(plain, folder / "plain.csv")
    _tell(f"sqlite-utils insert, {rows:,} rows")
    insert = [sys.executable, "-m", "sqlite_utils", "insert", str(utils), "statements"]
    other = run([*insert, str(folder / "plain.csv"), "--csv"])
    beside = f"`sqlite-utils insert` {_took(other.seconds)}"
    yield Line("the same", _took(load.seconds), beside, load.seconds / other.seconds)
    memory = load.memory / 1e6
    yield Line("memory of the load", f"{memory:,.0f} MB", target="under 500 MB", met=memory < 500)
    ratio = size(big) / size(plain)
    beside = f"two plain tables {size(plain) / 1e6:,.0f} MB"
    yield _within("the file", f"{size(big) / 1e6:,.0f} MB", beside, ratio, 3)
    _tell("the same again")
    again = run(figures("load", "--database", big, package))
    yield Line("`figures load`, nothing new", _took(again.seconds))


def _asking(big: Path, small: Path) -> Iterator[Line]:
    _tell("asking")
    codes, words, shipped = asking.by_code(big), asking.by_words(big), asking.shipped()
    (text, _), *_ = codes
    cold = median(run(figures("ask", "--database", big, text)).seconds for _ in range(COLD))
    yield Line("`figures ask`, cold", f"{cold:.2f} s", target="under 0.4 s", met=cold < 0.4)
    handler = asking.empty_handler()
    select = asking.bare_sql(big, codes)
    alone, there = asking.asked(small, shipped), asking.asked(big, shipped)
    yield Line("a question, the shipped figures alone", _both(alone))
    beside = f"alone {alone.median:.2f} ms"
    ratio = there.median / alone.median
    yield _within("the same, beside the millions", _both(there), beside, ratio, 1.5)
    found = asking.asked(big, codes)
    met = found.median < 2 and found.p99 < 10
    target = "median under 2 ms, 99% under 10 ms"
    beside = f"bare SQL {select.median:.2f} ms"
    ratio = found.median / select.median
    yield Line("a question about the millions, by code", _both(found), beside, ratio, target, met)
    beside = f"an empty Bolt handler {handler.median:.2f} ms"
    yield Line("the same", _both(found), beside, found.median / handler.median)
    searched = asking.asked(big, words)
    yield Line("by words of a title", _both(searched), beside, searched.median / handler.median)
    every = asking.Spent([*there.times, *found.times, *searched.times])
    met = every.median < 2 and every.p99 < 10
    yield Line("all questions at that size", _both(every), target=target, met=met)


def _within(what: str, measured: str, beside: str, ratio: float, most: float) -> Line:
    return Line(what, measured, beside, ratio, f"at most {most:g}", ratio <= most)


def _took(seconds: float) -> str:
    return f"{seconds:,.1f} s"


def _both(spent: asking.Spent) -> str:
    return f"{spent.median:.2f} ms, 99% {spent.p99:.2f} ms"


def _tell(doing: str) -> None:
    print(f"{doing} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
