"""What a load lets in and remarks on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.store.packages import SOURCE, loaded, package, source, stated

LATER = source("later", "2022-03-20")


def notes(database: Path, folder: Path, *rows: dict[str, str]) -> tuple[str, ...]:
    package(folder, sources=[SOURCE, LATER], statements=rows)
    return loaded(database, folder).notes


def month(number: int, value: str, **cells: str) -> dict[str, str]:
    return stated(str(number), value, TIME_PERIOD=f"2021-{number:02}", **cells)


def test_the_shipped_packages_give_no_notes(missing: Path) -> None:
    assert loaded(missing, DATA / "xinjiang-later").notes == ()


def test_a_level_a_thousand_times_its_neighbour(database: Path, tmp_path: Path) -> None:
    assert notes(database, tmp_path / "desk", month(10, "12.4")) == ()
    november = month(11, "16.03", UNIT_MULT="12")
    (note,) = notes(database, tmp_path / "desk", month(10, "12.4"), november)
    assert note == (
        "desk, statement 11: 16.03 with UNIT_MULT 12 for 2021-11 is about 1,293 times 12.4 with "
        "UNIT_MULT 9 for 2021-10 (Xinjiang: imports and exports with the world, by traders "
        "registered there, yuan, monthly); if that is a slip, correct UNIT_MULT or OBS_VALUE and "
        "load again."
    )
    also = notes(
        database,
        tmp_path / "desk",
        month(10, "12.4"),
        november,
        stated("x", "5", MEASURE="RK", UNIT_MEASURE="_Z", UNIT_MULT="0"),
    )
    assert also == (), "what was on file already was noted again"


CASES = [
    # rows, the statements noted
    ([month(9, "12"), month(10, "1200"), month(11, "12")], ["10"]),
    ([month(9, "12"), month(10, "1199"), month(11, "12")], []),
    ([month(9, "12"), month(10, "0.12"), month(11, "12")], ["10"]),
    ([month(9, "1200"), month(10, "12"), month(11, "12")], ["9"]),
    ([month(8, "12"), month(9, "12"), month(10, "1200"), month(11, "1200")], ["10"]),
    ([month(10, "12"), month(11, "0"), month(9, "13")], []),
    ([month(10, "12"), month(11, "1200", COVERAGE="PORTS")], []),
    (
        [
            stated("dec", "400", TIME_PERIOD="2020-12-31", FREQ="D", ACCUMULATION="YTD"),
            stated("jan", "1", TIME_PERIOD="2021-01-01", FREQ="D", ACCUMULATION="YTD"),
        ],
        [],
    ),
]


@pytest.mark.parametrize(("rows", "noted"), CASES)
def test_which_of_a_run_is_noted(
    database: Path, tmp_path: Path, rows: list[dict[str, str]], noted: list[str]
) -> None:
    found = notes(database, tmp_path / "desk", *rows)
    assert [note.partition(":")[0] for note in found] == [f"desk, statement {id_}" for id_ in noted]


def test_a_correction_is_looked_at_too(database: Path, tmp_path: Path) -> None:
    assert notes(database, tmp_path / "desk", month(10, "12"), month(11, "16")) == ()
    (note,) = notes(database, tmp_path / "desk", month(10, "12"), month(11, "1600"))
    assert note.startswith("desk, statement 11: 1600")


@pytest.mark.parametrize(
    ("alias", "noted"),
    [
        ("us", True),
        ("US", True),
        ("may", True),
        ("November", True),
        ("Q3", True),
        ("week", True),
        ("million", True),
        ("the", True),
        ("up", True),
        ("Uncle Sam", False),
        ("the States", False),
        ("November rains", False),
    ],
)
def test_an_alias_that_is_an_ordinary_word(
    database: Path, tmp_path: Path, alias: str, noted: bool
) -> None:
    folder = package(tmp_path / "desk", aliases=[{"ALIAS": alias, "MEANS": "AREA=US"}])
    found = loaded(database, folder).notes
    assert len(found) == noted
    assert not noted or found[0].startswith(
        f"desk/aliases.csv, line 2: the alias {alias!r} is also"
    )


def test_notes_are_printed_beside_the_report(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", aliases=[{"ALIAS": "us", "MEANS": "AREA=US"}])
    done = subprocess.run(
        [sys.executable, "-m", "bot", "load", "--database", str(database), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Note" not in done.stdout
    assert done.stderr.startswith("Note: desk/aliases.csv, line 2: the alias 'us'")
