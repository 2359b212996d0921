"""``figures loads``, ``undo`` and ``backup``: what an editor sees and what is then on file."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import DATA


@pytest.fixture
def loaded(shell: Shell, databases: dict[str, Path]) -> Path:
    """The figures with the later releases, as a file of one's own: three loads."""
    return Path(shutil.copy(databases["later"], shell.folder / "figures.db"))


def test_the_loads_are_listed_newest_first(shell: Shell, loaded: Path) -> None:
    done = shell.figures("loads")
    assert (done.returncode, done.stderr) == (0, "")
    heads = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert heads == [f"{n}: 2026-01-02 00:00:00 UTC, by tests" for n in (3, 2, 1)]
    assert re.search(r"^  xinjiang-later: 76 statements: 76 new$", done.stdout, re.MULTILINE)
    assert re.search(r"^  codes: names and codes$", done.stdout, re.MULTILINE)
    assert re.search(r"\bstatements\.csv [0-9a-f]{8}\b", done.stdout)


def test_the_loads_for_programs(shell: Shell, loaded: Path) -> None:
    lines = [json.loads(line) for line in shell.figures("loads", "--json").stdout.splitlines()]
    assert [line["package"] for line in lines] == ["xinjiang-later", "xinjiang", "codes"]
    assert lines[0]["counts"]["new"] == 76
    assert len(lines[0]["files"]["statements.csv"]) == 64


def test_a_load_is_taken_back(shell: Shell, loaded: Path) -> None:
    asked = ("ask", "Xinjiang trade with RCEP YTD")
    done = shell.figures("undo", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Load 3 of xinjiang-later, 2026-01-02 00:00:00 UTC, is taken back: nothing of the package "
        "is on file now. Put its files right before the folder is loaded again.\n"
    )
    assert re.search(r"^  taken back \d{4}-", shell.figures("loads").stdout, re.MULTILINE)
    without = shell.figures(*asked).stdout
    shell.figures("load", "--database", "other.db", str(DATA / "xinjiang"))
    assert shell.figures(*asked, "--database", "other.db").stdout == without


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        ("2", "Load 2 (xinjiang) is not the newest"),
        ("4", "There is no load 4. figures loads lists those there are."),
    ],
)
def test_a_load_that_cannot_be_taken_back(
    shell: Shell, loaded: Path, load: str, sentence: str
) -> None:
    before = loaded.read_bytes()
    done = shell.figures("undo", load)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)
    assert loaded.read_bytes() == before


def test_a_backup_is_the_figures(shell: Shell, loaded: Path) -> None:
    done = shell.figures("backup", "monday.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"monday\.db: 181 statements of 3 packages, up to load 3, \d+\.\d MB\n", done.stdout
    )
    with (
        closing(sqlite3.connect(loaded)) as figures,
        closing(sqlite3.connect(shell.folder / "monday.db")) as copy,
    ):
        assert list(copy.iterdump()) == list(figures.iterdump())
    asked = shell.figures("ask", "--database", "monday.db", "Xinjiang trade Nov").stdout
    assert asked == shell.figures("ask", "Xinjiang trade Nov").stdout
    assert list(shell.folder.glob("*.part*")) == []


def test_a_backup_overwrites_nothing(shell: Shell, loaded: Path) -> None:
    notes = shell.folder / "notes.txt"
    notes.write_text("not to be lost")
    done = shell.figures("backup", "notes.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a backup overwrites nothing. Name another file" in done.stderr
    assert notes.read_text() == "not to be lost"


def test_a_backup_with_nowhere_to_go(shell: Shell, loaded: Path) -> None:
    done = shell.figures("backup", "no such folder/monday.db")
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("command", [["loads"], ["undo", "1"], ["backup", "copy.db"]])
def test_without_figures(shell: Shell, command: list[str]) -> None:
    done = shell.figures(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There are no figures at figures.db" in done.stderr
    assert list(shell.folder.iterdir()) == []
