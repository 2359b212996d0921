"""Tables as published load many rows at a time to what they load to row by row."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.store import loading
from bot.store.faults import RowsRefused
from bot.store.findings import write_findings
from bot.store.loading import LoadReport
from bot.store.mapped import Irregular
from bot.store.package import CODES, in_order
from bot.store.suspicions import odd_levels
from tests.store.packages import NOW, loaded

CONSTANTS: Mapping[str, Any] = {
    "REF_AREA": "CN-XJ", "COUNTERPART_AREA": "W1", "INDICATOR": "TRADE", "TRADE_FLOW": "X",
    "PRODUCT": "_T", "SEASONAL_ADJUST": "N", "UNIT_MEASURE": "CNY", "UNIT_MULT": 6,
}  # fmt: skip
OF_ALL = {term: said for term, said in CONSTANTS.items() if term != "COUNTERPART_AREA"}
WRITTEN = ["%Y", "%Y Q%q", "%Y %b"]
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
LABELS = [
    *(f"{year}" for year in range(2015, 2021)),
    *(f"{year} Q{quarter}" for year in range(2015, 2021) for quarter in range(1, 5)),
    *(f"{year} {month}" for year in range(2015, 2021) for month in MONTHS),
]
PARTNERS = ("W1", "KZ", "DE")
RELEASES = {"first": "2021-12-27", "other": "2021-12-27", "later": "2022-01-18"}

Lines = Sequence[Sequence[str]]


def package(
    folder: Path, tables: Mapping[str, tuple[Lines, Mapping[str, Any]]], columns: Lines = ()
) -> Path:
    """A package of tables, each with its lines and what stands in its resource."""
    folder.mkdir(exist_ok=True)
    resources = []
    for name, (lines, said) in tables.items():
        _write(folder / f"{name}.csv", lines)
        resources.append({"name": name, "path": f"{name}.csv", **said})
    if columns:
        _write(folder / "columns.csv", columns)
    releases = [[code, "Urumqi Customs", day] for code, day in RELEASES.items()]
    _write(folder / "sources.csv", [["SOURCE_ID", "PUBLISHER", "PUBLISHED"], *releases])
    resources.append({"name": "sources", "path": "sources.csv"})
    described = {"name": "desk", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def _write(file: Path, lines: Lines) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)


def down(source: str, **figures: Any) -> Mapping[str, Any]:
    """A table with a period in each row, and a column for the world and one for Kazakhstan."""
    numbers = {"column": "OBS_VALUE", "flags": {"p": "P", "..": "M"}}
    return {
        "schema": {
            "fields": [
                {"name": "When", "figures": {"column": "TIME_PERIOD", "formats": WRITTEN}},
                {"name": "W1", "figures": numbers},
                {"name": "KZ", "figures": {**numbers, "constants": {"COUNTERPART_AREA": "KZ"}}},
            ]
        },
        "figures": {"constants": {**CONSTANTS, "SOURCE_ID": source}, **figures},
    }


def made(seed: int, source: str) -> tuple[Lines, Mapping[str, Any]]:
    """A table with what tables have: gaps, marks, rows in any order, small and large numbers."""
    random = Random(seed)  # noqa: S311 - a table need not be a secret
    labels = random.sample(LABELS, random.randrange(1, len(LABELS)))
    if random.random() < 0.5:
        labels.sort(key=LABELS.index)

    def cell() -> str:
        number = f"{random.uniform(-2, 900) * 10 ** random.choice((0, 0, 0, 3)):.{seed % 3}f}"
        return random.choice([number, number, number, "", f"{number}p", ".."])

    rows = [[label, cell(), cell()] for label in labels]
    return [["When", "W1", "KZ"], *rows], down(source)


def both(tmp_path: Path, begun: Path, loads: Sequence[Path]) -> tuple[Path, Path]:
    """Two databases that are loaded with the same, one many rows at a time, one by row."""
    quick, slow = tmp_path / "quick.db", tmp_path / "slow.db"
    for database in (quick, slow):
        database.write_bytes(begun.read_bytes())
    for one in loads:
        assert told(run(quick, one, by_row=False)) == told(run(slow, one, by_row=True))
    return quick, slow


def told(report: LoadReport | str) -> object:
    """What a load says, in an order of its own: series are numbered as they come."""
    if isinstance(report, str):
        return report
    revised = {str(one) for package in report.revised for one in package.largest}
    doubts = sorted(doubt.partition("\n")[0] for doubt in report.doubts)
    return report.packages, sorted(report.notes), revised, doubts


def run(database: Path, package: Path, *, by_row: bool) -> LoadReport | str:
    wanted = in_order([CODES, package])
    try:
        return loading._load(
            database, wanted, NOW, "tests", write_findings, CODES.resolve(),
            60.0, False, True, None, by_row=by_row,
        )  # fmt: skip
    except Irregular:
        return run(database, package, by_row=True)
    except RowsRefused as refused:
        return str(refused)


def filed(database: Path) -> Sequence[tuple[Any, ...]]:
    """Everything on file, with the words for the numbers of rows."""
    with closing(sqlite3.connect(database)) as connection:
        statements = connection.execute(
            "SELECT series.name, statements.period, value, unit_mult, decimals, qualifier, status,"
            " comparison_period, sources.code, realtime_end, key, load, series.first_published"
            " FROM statements JOIN series ON series.id = series JOIN sources ON sources.id = source"
            " ORDER BY series.name, period, sources.code"
        ).fetchall()
        findings = connection.execute(
            "SELECT key, valid_from, valid_to, count(*) FROM findings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ).fetchall()
    return [*statements, *findings]


@pytest.mark.parametrize("seed", range(16))
def test_many_rows_at_a_time_or_one_by_one(seed: int, begun: Path, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    quick, slow = None, None
    for round_ in range(2):
        tables = {"here": made(seed + 100 * round_, "first")}
        if seed % 4 == 1:
            tables["beside"] = made(seed + 1, "other")  # of the same day
        if seed % 4 == 2:
            tables["after"] = made(seed + 2, "later")  # revises
        quick, slow = both(tmp_path, begun if quick is None else quick, [package(folder, tables)])
        assert filed(quick) == filed(slow)


def across(begun: Path, tmp_path: Path) -> tuple[Path, Path]:
    lines = [
        ["Partner", "2019", "2020", "2020 Q1"],
        ["W1", "4.25", "5.5", "1"],
        ["KZ", "", "2", "x"],
    ]
    said = {
        "schema": {
            "missingValues": ["", "x"],
            "fields": [{"name": "Partner", "figures": {"column": "COUNTERPART_AREA"}}],
        },
        "figures": {
            "constants": {**OF_ALL, "SOURCE_ID": "first"},
            "across": {"formats": WRITTEN},
        },
    }
    return both(tmp_path, begun, [package(tmp_path / "desk", {"wide": (lines, said)})])


def test_periods_across(begun: Path, tmp_path: Path) -> None:
    quick, slow = across(begun, tmp_path)
    assert filed(quick) == filed(slow)
    assert len(filed(quick)) == 4


def columned(folder: Path, columns: Lines) -> Path:
    lines = [["", "AAAA", "BBBB", "ZZZZ"], ["2020", "1.5", "2", "9"], ["2020 NOV", "1", "", "9"]]
    when = {"name": "", "figures": {"column": "TIME_PERIOD", "formats": WRITTEN}}
    said = {
        "schema": {"fieldsMatch": "subset", "fields": [when]},
        "figures": {
            "constants": {**CONSTANTS, "SOURCE_ID": "first"},
            "columns": {"path": "columns.csv", "missingValues": ["", "-"]},
        },
    }
    return package(folder, {"wide": (lines, said)}, columns)


def test_columns_listed_in_a_file(begun: Path, tmp_path: Path) -> None:
    columns = [["COLUMN", "COUNTERPART_AREA", "UNIT_MULT"], ["AAAA", "KZ", ""], ["BBBB", "DE", "9"]]
    quick, slow = both(tmp_path, begun, [columned(tmp_path / "desk", columns)])
    assert filed(quick) == filed(slow)
    found = {
        (row[0].split(" to ")[1].split(",")[0], row[1], row[2], row[3]) for row in filed(quick)
    }
    assert found == {
        ("Kazakhstan", "2020", "1.5", 6), ("Kazakhstan", "2020-11", "1", 6),
        ("Germany", "2020", "2", 9),
    }  # fmt: skip


REFUSED_COLUMNS = [
    ([["AAAA", "XX"]], "desk/columns.csv", "no area has the code XX"),
    ([["AAAA", "KZ"], ["AAAA", "DE"]], "desk/columns.csv, line 3", "line 2 has it already"),
    ([["CCCC", "KZ"]], "desk/wide.csv", "this column is missing"),
]


@pytest.mark.parametrize(("rows", "where", "words"), REFUSED_COLUMNS)
def test_columns_listed_wrongly(
    database: Path, tmp_path: Path, rows: Lines, where: str, words: str
) -> None:
    with pytest.raises(RowsRefused) as caught:
        loaded(database, columned(tmp_path / "desk", [["COLUMN", "COUNTERPART_AREA"], *rows]))
    assert words in str(caught.value)
    assert where in str(caught.value) or "datapackage.json" in str(caught.value)


def test_a_repeated_row_is_refused_with_both_its_lines(database: Path, tmp_path: Path) -> None:
    lines = [["When", "W1", "KZ"], ["2020", "1", "2"], ["2019", "1", "2"], ["2020", "1", "3"]]
    with pytest.raises(RowsRefused) as caught:
        loaded(database, package(tmp_path / "desk", {"here": (lines, down("first"))}))
    told = str(caught.value)
    assert "line 4" in told
    assert "line 2 has the same series and period" in told


@pytest.mark.parametrize("seed", range(8))
def test_a_level_far_from_the_next_is_noted_however_it_is_loaded(
    seed: int, begun: Path, tmp_path: Path
) -> None:
    """The series that a load passes over, as surely steady, are so."""
    database = tmp_path / "figures.db"
    database.write_bytes(begun.read_bytes())
    report = loaded(
        database, package(tmp_path / "desk", {"here": made(seed, "first")}), anyway=True
    )
    with closing(sqlite3.connect(database)) as connection:
        (load,) = connection.execute("SELECT max(id) FROM loads").fetchone()
        every = [id_ for (id_,) in connection.execute("SELECT id FROM series")]
        assert tuple(odd_levels(connection, every, [load], [])) == report.notes
