"""The yardstick of loading: the rows of the tables, with executemany into two plain tables.

    python -m tests.bench.bare DATABASE FILE [FILE ...]

Nothing is checked, nothing has an index, and nothing can be asked or taken back.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.bench.tables import ENCODING, MONTHS

MONTH = {name: f"{number:02}" for number, name in enumerate(MONTHS, 1)}


def main(database: str, *files: str) -> None:
    """Load the files."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE series (id INTEGER PRIMARY KEY, file, code, freq)")
        connection.execute("CREATE TABLE statements (series INTEGER, period TEXT, value TEXT)")
        series: dict[tuple[str, str, str], int] = {}
        for file in files:
            rows = _rows(Path(file), series)
            connection.executemany("INSERT INTO statements VALUES (?, ?, ?)", rows)
        connection.executemany(
            "INSERT INTO series VALUES (?, ?, ?, ?)", ((id_, *key) for key, id_ in series.items())
        )
        connection.commit()


def _rows(file: Path, series: dict[tuple[str, str, str], int]) -> Iterator[tuple[int, str, str]]:
    with file.open(encoding=ENCODING, newline="") as stream:
        reader = csv.reader(stream)
        codes = next(reader)[1:]
        for row in reader:
            if not any(row):
                return  # what follows are titles
            period, freq = _period(row[0])
            for code, value in zip(codes, row[1:], strict=True):
                if value:
                    key = (file.name, code, freq)
                    yield series.setdefault(key, len(series) + 1), period, value


def _period(label: str) -> tuple[str, str]:
    year, _, part = label.partition(" ")
    if not part:
        return year, "A"
    if part.startswith("Q"):
        return f"{year}-{part}", "Q"
    return f"{year}-{MONTH[part]}", "M"


def to_csv(database: Path, file: Path) -> int:
    """What was loaded as one CSV file; how many rows."""
    count = 0
    with closing(sqlite3.connect(database)) as connection, file.open("w", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["series", "period", "value"])
        rows = connection.execute("SELECT series, period, value FROM statements")
        while some := rows.fetchmany(100_000):
            out.writerows(some)
            count += len(some)
    return count


def arguments(database: Path, files: Sequence[Path]) -> list[str]:
    """The command that runs this."""
    return [sys.executable, "-m", "tests.bench.bare", str(database), *map(str, files)]


if __name__ == "__main__":
    main(*sys.argv[1:])
