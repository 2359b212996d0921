"""Loads, readers and backups at once, each a process of its own, and a disk that is full."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.store.backup import back_up
from bot.store.export_files import export_packages
from bot.store.reading import read_only
from tests.conftest import DATA, INVENTED, ROOT
from tests.store.packages import SOURCE, loaded, package, stated

ROWS = 3_000


def write(folder: Path, value: str, rows: int = ROWS, release: str = "first") -> Path:
    """A package with a day's figure on each of many days, all of them that value."""
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(rows)]
    statements = [
        stated(str(n), value, FREQ="D", TIME_PERIOD=day, SOURCE_ID=release)
        for n, day in enumerate(days)
    ]
    sources = [{**SOURCE, "SOURCE_ID": release}]
    return package(folder, sources=sources, statements=statements)


def values(database: Path) -> dict[str, int]:
    """How many statements have which value; the file must be sound."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return dict(connection.execute("SELECT value, count(*) FROM statements GROUP BY 1"))


def started(*arguments: object, most: int | None = None) -> subprocess.Popen[str]:
    """``figures`` as a process; it may write no file of more than so many bytes."""
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    if most is not None:
        # In blocks of 1,024 bytes, and as a full disk would: an error, no signal.
        command = [
            "bash",
            "-c",
            f'trap "" XFSZ; ulimit -f {most // 1024}; exec "$@"',
            "-",
            *command,
        ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIGURES_")}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, warned = process.communicate(timeout=120)
    return process.returncode, said, warned


def test_loads_at_once_wait_for_each_other(missing: Path, tmp_path: Path) -> None:
    """The first of them makes the file."""
    packages = [
        *(write(tmp_path / f"desk-{n}", str(100 + n), 300, f"release-{n}") for n in range(3)),
        DATA / "xinjiang",
        INVENTED,
    ]
    loads = [started("load", "--database", missing, folder) for folder in packages]
    for folder, load in zip(packages, loads, strict=True):
        status, said, warned = ended(load)
        assert status == 0, f"{folder.name}: {warned}"
        # Of the two packages with a home, whichever comes last says that it moves it.
        assert all("name no area" in line for line in warned.splitlines()), warned
        assert f"{folder.name}: " in said
    found = values(missing)
    assert all(found[str(100 + n)] >= 300 for n in range(3))


def test_the_same_load_twice_at_once(database: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "desk", "100", 300)
    loads = [started("load", "--database", database, folder) for _ in range(3)]
    said = sorted(ended(load)[:2] for load in loads)
    assert said == [
        (0, "desk: 300 statements, as they were\n"),
        (0, "desk: 300 statements, as they were\n"),
        (0, "desk: 300 statements: 300 new\n"),
    ]
    assert values(database) == {"100": 300}


@contextmanager
def under_way(database: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A load in another process, from the moment at which it holds the file for writing."""
    load = started("load", "--database", database, folder)
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as other:
        while load.poll() is None:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                break
            other.execute("ROLLBACK")
    yield load
    assert ended(load)[0] == 0


def test_readers_go_on_during_a_load(database: Path, tmp_path: Path) -> None:
    loaded(database, write(tmp_path / "desk", "100"), after=None)
    write(tmp_path / "desk", "150")
    desk, during = Desk(database), 0
    with under_way(database, tmp_path / "desk") as load:
        while load.poll() is None:
            reply = desk.ask("Xinjiang trade 5 March 2003")
            during += load.poll() is None
            assert reply.contract["status"] == "answered"
            assert reply.contract["figures"][0]["value"] in ("100000000000", "150000000000")
            with closing(read_only(database)) as connection:
                rows = connection.execute("SELECT value, count(*) FROM statements GROUP BY 1")
                assert rows.fetchall() in ([("100", ROWS)], [("150", ROWS)])
    assert during > 5, "hardly a question was asked while the load ran"
    assert values(database) == {"150": ROWS}


def test_a_backup_during_a_load_is_as_before_it(database: Path, tmp_path: Path) -> None:
    loaded(database, write(tmp_path / "desk", "100"), after=None)
    write(tmp_path / "desk", "150")
    copies = 0
    with under_way(database, tmp_path / "desk") as load:
        while load.poll() is None:
            copy = tmp_path / f"copy-{copies}.db"
            back_up(database, copy)
            assert values(copy) in ({"100": ROWS}, {"150": ROWS})
            if not copies:
                assert values(copy) == {"100": ROWS}
            copies += 1
    assert copies > 1
    assert values(database) == {"150": ROWS}


# --- no space left -----------------------------------------------------------------------

KILOBYTE = 1024


def tables(database: Path) -> Sequence[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("most", [8, 64, 256])
def test_no_space_for_a_load(database: Path, tmp_path: Path, most: int) -> None:
    folder = write(tmp_path / "desk", "100")
    before = tables(database)
    load = started("load", "--database", database, folder, most=most * KILOBYTE)
    status, said, warned = ended(load)
    assert (status, said) == (1, "")
    assert f"{database} cannot be written: " in warned
    assert "Nothing was changed. See that its folder exists, may be written and has space" in warned
    assert "Traceback" not in warned
    assert tables(database) == before
    assert loaded(database, folder, after=None).changed, "it cannot be loaded once there is space"


def test_no_space_for_a_backup(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    done = started("backup", "--database", database, copy, most=64 * KILOBYTE)
    status, said, warned = ended(done)
    assert (status, said) == (1, "")
    assert f"{copy} cannot be written: " in warned
    assert list(tmp_path.glob("copy*")) == [], "half a backup was left"


@pytest.mark.parametrize("form", ["package", "sdmx-csv"])
def test_no_space_for_an_export(database: Path, tmp_path: Path, form: str) -> None:
    loaded(database, write(tmp_path / "desk", "100"), after=None)
    out = tmp_path / "out"
    arguments = ("--database", database, "--format", form, "--output", out)
    status, said, warned = ended(started("export", *arguments, most=64 * KILOBYTE))
    assert (status, said) == (1, "")
    assert warned == (
        f"{out} cannot be written: File too large. Nothing was left there. "
        "See that its folder exists, may be written and has space.\n"
    )
    assert list(tmp_path.glob("out*")) == [], "half an export was left"


def test_an_export_during_a_load_is_as_before_it(database: Path, tmp_path: Path) -> None:
    loaded(database, write(tmp_path / "desk", "100"), after=None)
    write(tmp_path / "desk", "150")
    copies = 0
    with under_way(database, tmp_path / "desk") as load:
        while load.poll() is None:
            out = tmp_path / f"out-{copies}"
            assert dict(export_packages(database, out).statements) == {"desk": ROWS}
            with (out / "desk" / "statements.csv").open(encoding="utf-8", newline="") as stream:
                found = {row["OBS_VALUE"] for row in csv.DictReader(stream)}
            assert found in ({"100"}, {"150"})
            if not copies:
                assert found == {"100"}
            copies += 1
    assert copies > 1
