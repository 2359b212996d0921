"""The bench on tables of a few series: both ways of loading come to the same rows."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.bench import asking, bare
from tests.bench.__main__ import LATEST, SHOWN
from tests.bench.report import BRIEF, Line, brief, described, markdown
from tests.bench.running import figures, run, size
from tests.bench.tables import make

SERIES = 40


def test_what_is_measured_is_the_same_work(tmp_path: Path) -> None:
    files = [tmp_path / "T00.csv", tmp_path / "T01.csv"]
    for number, file in enumerate(files):
        make(file, number, SERIES, Random(number))  # noqa: S311 - of no secret
    plain, big = tmp_path / "plain.db", tmp_path / "big.db"
    said = ("--publisher", "A statistics office", "--published", "2014-10-15", "--area", "GB")
    run(figures("describe", *said, "--output", tmp_path / "package", *files))
    assert run(figures("load", "--database", big, tmp_path / "package")).memory > 0
    run(bare.arguments(plain, files))
    values = "SELECT period, value FROM statements ORDER BY 1, 2"
    with closing(sqlite3.connect(big)) as here, closing(sqlite3.connect(plain)) as there:
        rows = here.execute(values).fetchall()
        assert rows == there.execute(values).fetchall()
    assert bare.to_csv(plain, tmp_path / "plain.csv") == len(rows)
    assert size(big) > size(plain) > 0
    codes = asking.by_code(big)
    assert len(codes) == 2 * SERIES
    assert all(time > 0 for time in asking.asked(big, codes[:5]).times)
    assert asking.by_words(big)


def test_a_handler_that_does_nothing_is_reached() -> None:
    assert 0 < asking.empty_handler(times=3).median < 1000


def test_the_table_has_a_row_for_each_line() -> None:
    lines = [Line("loading", "20.0 s", "bare 5.0 s", 4.0, "at most 5", True), Line("more", "1 s")]
    told = described(lines, "some tables", 3_000_000)
    assert "3,000,000 statements: some tables" in markdown(told)
    assert "| loading | 20.0 s | bare 5.0 s | 4.00 | at most 5 |" in markdown(told)


def test_the_short_table_has_the_lines_that_it_is_to_have() -> None:
    told = json.loads(LATEST.read_text(encoding="utf-8"))
    measured = {line["what"] for line in told["lines"]}
    assert set(BRIEF) <= measured, "make bench measures no such thing"
    assert len(brief(told).splitlines()) == len(BRIEF) + 4


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_the_pages_show_the_newest_run(page: Path) -> None:
    told = json.loads(LATEST.read_text(encoding="utf-8"))
    assert SHOWN[page](told) in page.read_text(encoding="utf-8"), (
        "put in the table of docs/bench.json"
    )
