"""``figures load --dry-run`` and ``--anyway``: what would change, and that nothing does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import DATA
from tests.store.packages import package, source, stated

XINJIANG = "Xinjiang: imports and exports with the world, by traders registered there"

FIRST, SECOND = source("first", "2021-12-27"), source("second", "2022-01-20")
GROWTH = {"TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
ON_FILE = [
    stated("1", "16.03"),
    stated("2", "10.83", TIME_PERIOD="2021-10"),
    stated("3", "12.4", TIME_PERIOD="2021-09"),
    stated("4", "48", **GROWTH),
    stated("5", "9.9", TIME_PERIOD="2021-08"),
    stated("6", "11.2", TIME_PERIOD="2021-07"),
]
NEXT = [
    *ON_FILE[:4],
    stated("5", "9.8", TIME_PERIOD="2021-08"),
    stated("7", "15.70", SOURCE_ID="second"),
    stated("8", "10.84", TIME_PERIOD="2021-10", SOURCE_ID="second"),
    stated("9", "", TIME_PERIOD="2021-09", SOURCE_ID="second", OBS_STATUS="M"),
    stated("10", "46", SOURCE_ID="second", **GROWTH),
    stated("11", "17.1", TIME_PERIOD="2021-12", SOURCE_ID="second"),
]


@pytest.fixture
def begun(shell: Shell) -> bytes:
    """The file of the figures with one release of a package on it."""
    package(shell.folder / "desk", sources=[FIRST], statements=ON_FILE)
    assert shell.figures("load", "desk").returncode == 0
    return (shell.folder / "figures.db").read_bytes()


def test_what_would_change(shell: Shell, begun: bytes) -> None:
    package(shell.folder / "desk", sources=[FIRST, SECOND], statements=NEXT)
    done = shell.figures("load", "--dry-run", "desk")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "desk: 10 statements: 1 new, 4 revised, 1 corrected, 4 unchanged, 1 removed",
        f"  {XINJIANG}, change on a year earlier, percent, monthly, 2021-11: 48 → 46",
        f"  {XINJIANG}, yuan, monthly, 2021-11: 16.03 → 15.70 with UNIT_MULT 9, −2.1%",
        f"  {XINJIANG}, yuan, monthly, 2021-08: 9.9 → 9.8 with UNIT_MULT 9, −1.0%",
        f"  {XINJIANG}, yuan, monthly, 2021-10: 10.83 → 10.84 with UNIT_MULT 9, +0.1%",
        "  withdrawn: 1",
        "This was a dry run: nothing was changed.",
    ]
    assert (shell.folder / "figures.db").read_bytes() == begun
    assert len(shell.figures("loads", "--json").stdout.splitlines()) == 2
    assert shell.figures("load", "desk").stdout.splitlines() == done.stdout.splitlines()[:1]


def test_what_the_checks_would_newly_find(shell: Shell) -> None:
    shell.figures("load", str(DATA / "xinjiang"))
    done = shell.figures("load", "--dry-run", str(DATA / "xinjiang-later"))
    _, _, found = done.stdout.partition("The checks would newly find:\n")
    lines = found.splitlines()
    assert "first printed as 16.03 billion yuan: the base has been revised since." in lines[0]
    assert "The source calls November 2021 a record" not in found, "that was found before"
    assert shell.figures("ask", "Xinjiang trade Nov").stdout.count("revised since") == 0


def test_without_a_file_none_is_made(shell: Shell) -> None:
    done = shell.figures("load", "--dry-run", str(DATA / "xinjiang"))
    assert done.returncode == 0
    assert "xinjiang: 105 statements: 105 new" in done.stdout
    assert list(shell.folder.iterdir()) == []


def test_nothing_would_change(shell: Shell, begun: bytes) -> None:
    done = shell.figures("load", "--dry-run", "desk")
    assert done.stdout.splitlines()[-2:] == [
        "desk: 6 statements, as they were",
        "This was a dry run: nothing was changed.",
    ]


def test_a_refused_row_is_refused_as_by_a_load(shell: Shell, begun: bytes) -> None:
    package(shell.folder / "desk", sources=[FIRST], statements=[stated("1", "16,03")])
    dry, real = shell.figures("load", "--dry-run", "desk"), shell.figures("load", "desk")
    assert (dry.returncode, dry.stdout, dry.stderr) == (1, "", real.stderr)
    assert "desk/statements.csv, line 2, OBS_VALUE '16,03'" in dry.stderr
    assert (shell.folder / "figures.db").read_bytes() == begun


def yearly(folder: Path, release: dict[str, str], times: int) -> None:
    rows = [
        stated(str(year), str(year * times), FREQ="A", TIME_PERIOD=str(year))
        | {"SOURCE_ID": release["SOURCE_ID"]}
        for year in range(1980, 2020)
    ]
    package(folder, sources=[release], statements=rows)


def test_a_botched_revision_stops_unless_told_otherwise(shell: Shell) -> None:
    yearly(shell.folder / "desk", FIRST, 1)
    shell.figures("load", "desk")
    before = (shell.folder / "figures.db").read_bytes()
    yearly(shell.folder / "desk", SECOND, 3)
    sentence = "of 40 values that it changes, 40 (100%) more than double or halve"
    stopped = shell.figures("load", "desk")
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert sentence in stopped.stderr
    assert len(re.findall(r"^    Xinjiang: .* → .*, \+200\.0%$", stopped.stderr, re.M)) == 5
    assert stopped.stderr.endswith("If it is right as it is, load it with --anyway.\n")
    dry = shell.figures("load", "--dry-run", "desk")
    assert (dry.returncode, dry.stderr) == (1, stopped.stderr)
    assert "desk: 40 statements: 40 revised" in dry.stdout
    assert (shell.folder / "figures.db").read_bytes() == before
    assert shell.figures("load", "--dry-run", "--anyway", "desk").returncode == 0
    done = shell.figures("load", "--anyway", "desk")
    assert (done.returncode, done.stdout) == (0, "desk: 40 statements: 40 revised\n")
