"""A load that is taken back leaves the figures, vintages, findings and names as they were."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.batches import batches, is_stale
from bot.store.faults import NoFigures, NotUndone
from bot.store.undoing import DERIVED, JOURNALED, KEPT, RECORDS, Undone, undo
from tests.conftest import DATA, INVENTED
from tests.store.packages import SOURCE, loaded, package, source, stated

LATER = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def held(database: Path) -> dict[str, list[str]]:
    """Every row of every table but those that say what was loaded, as text."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in RECORDS
        ]
        found = {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))  # noqa: S608
            for table in tables
        }
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found


def take_back(database: Path, load: int) -> Undone:
    return undo(database, load, now=LATER, who="an editor")


def newest(database: Path) -> int:
    return next(batch.id for batch in batches(database) if batch.undone_at is None)


def edited(folder: Path, table: str, old: str, new: str) -> None:
    file = folder / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def dropped(folder: Path, table: str, lines: slice) -> None:
    file = folder / f"{table}.csv"
    rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    del rows[lines]
    file.write_text("".join(rows), encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "a figure corrected": lambda f: edited(f, "statements", ",137.66,", ",137.67,"),
    "figures removed": lambda f: dropped(f, "statements", slice(2, 40)),
    "the last figures removed": lambda f: dropped(f, "statements", slice(-30, None)),
    "a release dated otherwise": lambda f: edited(f, "sources", "2021-12-27", "2021-12-24"),
    "a publisher renamed": lambda f: edited(f, "sources", "Urumqi Customs", "Urumchi Customs"),
    "a name of the area": lambda f: edited(f, "aliases", "\nXJ,", "\nXJX,"),
    "aliases removed": lambda f: dropped(f, "aliases", slice(2, None)),
    "areas dropped, which are anybody's then": lambda f: dropped(f, "areas", slice(-1, None)),
    "an area named otherwise": lambda f: edited(f, "areas", "Horgos", "Khorgos"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped package, to be edited."""
    return Path(shutil.copytree(DATA / "xinjiang", tmp_path / "data" / "xinjiang"))


def home_moved(folder: Path) -> None:
    file = folder / "datapackage.json"
    text = file.read_text(encoding="utf-8")
    assert '"CN-XJ"' in text
    file.write_text(text.replace('"CN-XJ"', '"CN"'), encoding="utf-8")


EDITS["the home area"] = home_moved


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_taken_back(database: Path, copy: Path, edit: Callable[[Path], None]) -> None:
    loaded(database, copy)
    before = held(database)
    edit(copy)
    report = loaded(database, copy, anyway=True)
    assert report.changed
    assert held(database) != before, "the edit changed nothing, so this shows nothing"
    take_back(database, newest(database))
    assert held(database) == before


def test_a_package_s_first_load_is_taken_back(database: Path) -> None:
    before = held(database)
    for folder in (DATA / "xinjiang-later", INVENTED):
        loaded(database, folder)
    while batches(database)[-1].id != newest(database):
        take_back(database, newest(database))
    assert held(database) == before


def test_a_revision_is_taken_back(databases: dict[str, Path], database: Path) -> None:
    loaded(database, DATA / "xinjiang")
    before = held(database)
    loaded(database, DATA / "xinjiang-later")
    after = held(database)
    take_back(database, newest(database))
    assert held(database) == before
    assert is_stale(database, [DATA / "xinjiang-later"]), "it counts as loaded still"
    assert not is_stale(database, [DATA / "xinjiang"])
    report = loaded(database, DATA / "xinjiang-later")
    assert report.packages[-1].loaded
    figures = {table: rows for table, rows in held(database).items() if table != "statements"}
    assert figures == {table: rows for table, rows in after.items() if table != "statements"}


def test_many_vintages_of_one_package_are_taken_back_one_by_one(
    database: Path, tmp_path: Path
) -> None:
    folder, states = tmp_path / "desk", [held(database)]
    releases = [source(f"r{n}", f"2022-0{n}-20") for n in range(1, 6)]
    for n in range(1, 6):
        rows = [stated(f"{k}", f"16.0{k}", SOURCE_ID=f"r{k}") for k in range(1, n + 1)]
        if n == 4:
            del rows[1]  # a figure that should never have been there
        package(folder, sources=releases[:n], statements=rows)
        loaded(database, folder)
        states.append(held(database))
    for state in reversed(states[:-1]):
        take_back(database, newest(database))
        assert held(database) == state


def test_what_was_done_stays_on_record(database: Path) -> None:
    loaded(database, DATA / "xinjiang")
    load = newest(database)
    undone = take_back(database, load)
    assert (undone.package, undone.before) == ("xinjiang", None)
    first = batches(database)[0]
    assert (first.id, first.package, first.loaded_by) == (load, "xinjiang", "tests")
    assert (first.undone_at, first.undone_by) == (LATER.isoformat(), "an editor")
    assert first.files["statements.csv"]


def refusal(database: Path, load: int) -> str:
    before = held(database)
    with pytest.raises(NotUndone) as fault:
        take_back(database, load)
    assert held(database) == before
    return str(fault.value)


def test_only_the_newest_load_is_taken_back(database: Path) -> None:
    loaded(database, DATA / "xinjiang-later")
    later = newest(database)
    said = refusal(database, later - 1)
    assert f"Load {later - 1} (xinjiang) is not the newest: load {later} (xinjiang-later)" in said
    assert f"figures undo {later}" in said
    assert "There is no load 99. figures loads lists" in refusal(database, 99)
    take_back(database, later)
    assert "was taken back already, on 2026-02-03" in refusal(database, later)


def test_the_last_loads_can_be_taken_back_and_no_more(database: Path, tmp_path: Path) -> None:
    for n in range(KEPT + 1):
        row = stated("1", f"16.{n:02}")
        loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=[row]), after=None)
    for _ in range(KEPT):
        undo(database, newest(database), now=LATER, who="an editor", after=None)
    assert "only the last 10 loads can be taken back" in refusal(database, newest(database))


def test_nothing_to_take_back_from(missing: Path) -> None:
    with pytest.raises(NoFigures):
        take_back(missing, 1)
    assert not missing.exists()


SHADOWS = "titles_found_"
"""What SQLite's full-text search keeps beside its table."""


def test_every_table_is_put_back_or_worked_out_again(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in rows if not name.startswith(("sqlite_", "_", SHADOWS))}
    assert names == {*JOURNALED, *DERIVED, *RECORDS}


def test_a_first_load_notes_no_row_of_its_own(database: Path, tmp_path: Path) -> None:
    """So that millions of statements do not make the file larger by what takes them back."""
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 12) for day in range(1, 29)]
    rows = [stated(str(n), "1", FREQ="D", TIME_PERIOD=day) for n, day in enumerate(days)]
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=rows))
    with closing(sqlite3.connect(database)) as connection:
        (steps,) = connection.execute(
            "SELECT count(*) FROM undo_steps WHERE load = (SELECT max(load) FROM undo_steps)"
        ).fetchone()
    assert steps < 50
