"""``figures export``: what an editor sees, and what can be piped on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Shell


def test_packages_go_into_a_folder(shell: Shell, databases: dict[str, Path]) -> None:
    done = shell.figures("export", "--database", str(databases["later"]), "--output", "copy")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "xinjiang: 105 statements\nxinjiang-later: 76 statements\n"
    done = shell.figures("load", "--database", "again.db", "copy")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "codes: names and codes\nxinjiang: 105 statements: 105 new\n"
        "xinjiang-later: 76 statements: 76 new\n"
    )
    asked = ("ask", "Xinjiang trade YTD", "and exports?")
    there = shell.figures(*asked, "--database", str(databases["later"]))
    assert shell.figures(*asked, "--database", "again.db").stdout == there.stdout


def test_one_package_says_what_it_stands_on(shell: Shell, databases: dict[str, Path]) -> None:
    arguments = ("--package", "xinjiang-later", "--output", "copy")
    done = shell.figures("export", "--database", str(databases["later"]), *arguments)
    assert (done.returncode, done.stdout) == (0, "xinjiang-later: 76 statements\n")
    assert done.stderr == (
        "Note: it stands on what xinjiang brought, which must be on file before it is loaded.\n"
    )


def test_sdmx_csv_goes_to_standard_output_or_a_file(shell: Shell, filled: str) -> None:
    done = shell.figures("export", "--database", filled, "--format", "sdmx-csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("STRUCTURE,STRUCTURE_ID,ACTION,ID,SOURCE_ID,")
    assert len(done.stdout.splitlines()) == 106
    arguments = ("--format", "sdmx-csv", "--output", "figures.csv")
    to_file = shell.figures("export", "--database", filled, *arguments)
    assert (to_file.returncode, to_file.stdout) == (0, "figures.csv: 105 statements\n")
    assert (shell.folder / "figures.csv").read_text(encoding="utf-8") == done.stdout
    again = shell.figures("export", "--database", filled, *arguments)
    assert again.returncode == 1
    assert "There is already something at figures.csv" in again.stderr


def test_packages_need_a_folder(shell: Shell, filled: str) -> None:
    done = shell.figures("export", "--database", filled)
    assert done.returncode == 2
    assert "Packages need a folder: name one with --output." in done.stderr


def test_a_damaged_file_is_named(shell: Shell, filled: str) -> None:
    damaged = Path(shutil.copy(filled, shell.folder / "damaged.db"))
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("DROP VIEW current_figures")
        connection.execute("DROP TABLE ratios")
        connection.commit()
    done = shell.figures("export", "--database", "damaged.db", "--output", "copy")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "damaged.db cannot be read as figures: no such table: ratios.\n"
    assert not list(shell.folder.glob("copy*")), "half an export was left"
