"""``figures load``: what it reports, and that a refused row keeps everything out."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import DATA


def statements(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    return int(count)


def rows(package: str) -> int:
    text = (DATA / package / "statements.csv").read_text(encoding="utf-8")
    return len(text.splitlines()) - 1


def test_a_load_says_what_is_new(shell: Shell) -> None:
    done = shell.figures("load", str(DATA / "xinjiang"))
    assert (done.returncode, done.stderr) == (0, "")
    count = rows("xinjiang")
    assert f"xinjiang: {count} statements: {count} new\n" in done.stdout
    assert statements(shell.folder / "figures.db") == count


def test_a_second_load_changes_nothing(shell: Shell) -> None:
    shell.figures("load", str(DATA / "xinjiang"))
    before = (shell.folder / "figures.db").read_bytes()
    done = shell.figures("load", str(DATA / "xinjiang"))
    assert done.stdout == f"xinjiang: {rows('xinjiang')} statements, as they were\n"
    assert (shell.folder / "figures.db").read_bytes() == before


def test_what_a_package_requires_is_loaded_first(shell: Shell) -> None:
    done = shell.figures("load", "--database", "later.db", str(DATA / "xinjiang-later"))
    names = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert names[-2:] == ["xinjiang", "xinjiang-later"]
    assert statements(shell.folder / "later.db") == rows("xinjiang") + rows("xinjiang-later")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The shipped package with two slips, in its fourth and its last line."""
    package = tmp_path / "slips" / "xinjiang"
    shutil.copytree(DATA / "xinjiang", package)
    file = package / "statements.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("16.03", "16,03").replace("16,03", '"16,03"')
    lines[-1] = lines[-1].replace(",CN", ",XN", 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return package


def test_every_refused_row_is_named_and_nothing_is_loaded(shell: Shell, broken: Path) -> None:
    last = len((broken / "statements.csv").read_text(encoding="utf-8").splitlines())
    done = shell.figures("load", str(broken))
    assert (done.returncode, done.stdout) == (1, "")
    assert "2 rows were refused, so nothing was loaded:" in done.stderr
    assert "xinjiang/statements.csv, line 4, OBS_VALUE '16,03'" in done.stderr
    assert f"xinjiang/statements.csv, line {last}, REF_AREA" in done.stderr
    assert "Traceback" not in done.stderr
    assert shell.figures("ask", "Xinjiang trade Nov").returncode == 1


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere", "There is no datapackage.json in nowhere. Give the folder of a data package."),
        (".", "There is no datapackage.json in .. Give the folder of a data package."),
    ],
)
def test_a_folder_that_is_no_package(shell: Shell, path: str, sentence: str) -> None:
    done = shell.figures("load", path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_no_folder_is_wrong_usage(shell: Shell) -> None:
    assert shell.figures("load").returncode == 2
