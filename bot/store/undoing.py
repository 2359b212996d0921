"""What it takes to take a load back, and doing so.

While a package is written, triggers note for each row that changes what it was
before: the old cell of a row that is altered, all cells of one that goes, the key of
one that comes. Rows that come with a number above every other of their table are not
noted one by one, only the number that they begin after, so that a first load of
millions of statements notes next to nothing. Going through the steps backwards puts
every row back as it was. What is worked out from the rows (names of series, the words
questions are read with, findings) is worked out again.

Only the newest load can be taken back, so that what it left is what is there. Steps
of the last few loads are kept.
"""

# ruff: noqa: S608 - what is put into SQL here are our own table and column names

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store.faults import NotUndone
from bot.store.findings import write_findings
from bot.store.lists import SHARED
from bot.store.naming import rename
from bot.store.reading import read_only
from bot.store.schema import CODE_LISTS
from bot.store.writing import transaction

__all__ = ["DERIVED", "JOURNALED", "KEPT", "RECORDS", "Undone", "journal", "undo"]

KEPT = 10
"""Loads that can be taken back, one after the other."""

JOURNALED = (
    *CODE_LISTS,
    *SHARED,
    "sources",
    "settings",
    "membership",
    "titles",
    "aliases",
    "synonyms",
    "claims",
    "habits",
    "ratios",
    "audiences",
    "series",
    "statements",
)
"""Tables that a package's rows go into."""

NUMBERED = ("statements",)
"""Of those, where every new row has a number above all that were there when its load began."""

DERIVED = ("names", "words", "titles_found", "findings")
"""Tables that are worked out from those."""

RECORDS = ("loads", "load_files", "undo_steps")
"""Tables that say what was done; a load that is taken back stays in them."""

_DERIVED_CELLS = {("series", "name")}

After = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Undone:
    """A load that was taken back."""

    load: int
    package: str
    loaded_at: str
    before: int | None  # the load of the package that is now its newest


@contextmanager
def journal(connection: sqlite3.Connection, load: int) -> Iterator[None]:
    """Note what the rows of JOURNALED were before each change made within this."""
    connection.execute(
        "DELETE FROM undo_steps WHERE load NOT IN"
        " (SELECT id FROM loads WHERE undone_at IS NULL ORDER BY id DESC LIMIT ?)",
        (KEPT,),
    )
    triggers = [sql for table in JOURNALED for sql in _triggers(connection, table, load)]
    for number, sql in enumerate(triggers):
        connection.execute(f"CREATE TEMP TRIGGER undo_{number} {sql}")
    yield
    for number in range(len(triggers)):
        connection.execute(f"DROP TRIGGER temp.undo_{number}")


def _triggers(connection: sqlite3.Connection, table: str, load: int) -> Iterator[str]:
    """What notes the changes of a table, but for the word CREATE and a name."""
    columns, key = _columns(connection, table)
    known = ""
    if key == "id":
        (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        _note(connection, load, table, last)
        known = f"{{}}.id <= {last}"
    came = f" WHEN {known.format('NEW')}" if known else ""
    went = f" WHEN {known.format('OLD')}" if known else ""
    cells = ", ".join(f"'{column}', OLD.{column}" for column in columns)
    if table not in NUMBERED:
        yield (
            f"AFTER INSERT ON {table}{came} BEGIN INSERT INTO undo_steps (load, tab, act, row)"
            f" VALUES ({load}, '{table}', 'remove', NEW.{key}); END"
        )
    yield (
        f"AFTER DELETE ON {table}{went} BEGIN INSERT INTO undo_steps (load, tab, act, old)"
        f" VALUES ({load}, '{table}', 'restore', json_object({cells})); END"
    )
    for column in columns:
        if column != key and (table, column) not in _DERIVED_CELLS:
            altered = f"OLD.{column} IS NOT NEW.{column}"
            when = f"{known.format('OLD')} AND {altered}" if known else altered
            yield (
                f"AFTER UPDATE OF {column} ON {table} WHEN {when} BEGIN"
                " INSERT INTO undo_steps (load, tab, act, cell, row, old)"
                f" VALUES ({load}, '{table}', 'set', '{column}', OLD.{key}, OLD.{column}); END"
            )


def _columns(connection: sqlite3.Connection, table: str) -> tuple[Sequence[str], str]:
    """The columns of a table, and which is its key."""
    rows = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    (key,) = (name for name, is_key in rows if is_key)
    return [name for name, _ in rows], key


def _note(connection: sqlite3.Connection, load: int, table: str, last: int) -> None:
    connection.execute(
        "INSERT INTO undo_steps (load, tab, act, row) VALUES (?, ?, 'remove above', ?)",
        (load, table, last),
    )


def undo(
    database: Path,
    load: int,
    *,
    now: datetime,
    who: str,
    after: After | None = write_findings,
    wait: float = 60.0,
) -> Undone:
    """Take back the newest load: its package, and all else on file, is as it was before it.

    ``now`` and ``who`` are recorded with the load, which stays on record. ``after`` and
    ``wait`` are as in ``loading.load``. Raises NotUndone, and the faults of a load.
    """
    read_only(database).close()  # nothing is made where there is no file
    with transaction(database, wait=wait) as (db, _):
        connection = db.conn
        undone = _to_undo(connection, load)
        connection.execute("DELETE FROM findings")
        _go_back(connection, load)
        connection.execute("DELETE FROM undo_steps WHERE load = ?", (load,))
        connection.execute(
            "UPDATE loads SET undone_at = ?, undone_by = ? WHERE id = ?",
            (now.isoformat(timespec="seconds"), who, load),
        )
        rename(db, labels_changed=True)
        connection.execute("ANALYZE series")
        if after is not None:
            after(connection)
    return undone


def _to_undo(connection: sqlite3.Connection, load: int) -> Undone:
    """The load, if it is one that can be taken back."""
    found = connection.execute(
        "SELECT package, loaded_at, undone_at FROM loads WHERE id = ?", (load,)
    ).fetchone()
    if found is None:
        raise NotUndone(f"There is no load {load}. figures loads lists those there are.")
    package, loaded_at, undone_at = found
    if undone_at is not None:
        raise NotUndone(f"Load {load} ({package}) was taken back already, on {undone_at[:10]}.")
    newer = connection.execute(
        "SELECT id, package FROM loads WHERE id > ? AND undone_at IS NULL ORDER BY id DESC", (load,)
    ).fetchall()
    if newer:
        raise NotUndone(_newest_first(load, package, newer))
    if connection.execute("SELECT 1 FROM undo_steps WHERE load = ?", (load,)).fetchone() is None:
        raise NotUndone(
            f"What load {load} ({package}) changed is no longer kept: only the last {KEPT} loads "
            "can be taken back. Load the earlier files of the package again, or a backup in "
            "the place of this file."
        )
    (before,) = connection.execute(
        "SELECT max(id) FROM loads WHERE package = ? AND id < ? AND undone_at IS NULL",
        (package, load),
    ).fetchone()
    return Undone(load, package, loaded_at, before)


def _newest_first(load: int, package: str, newer: Sequence[tuple[int, str]]) -> str:
    (newest, of), *more = newer
    others = f" and {len(more)} more" if more else ""
    after = f"load {newest} ({of}){others} came after it and may stand on what it brought"
    return (
        f"Load {load} ({package}) is not the newest: {after}. "
        f"Take back the newest first (figures undo {newest}), down to this one, and load again "
        "what should stay."
    )


def _go_back(connection: sqlite3.Connection, load: int) -> None:
    """Every row of JOURNALED as it was before the load."""
    keys = {table: _columns(connection, table)[1] for table in JOURNALED}
    above = connection.execute(
        "SELECT tab, row FROM undo_steps WHERE load = ? AND act = 'remove above'", (load,)
    ).fetchall()
    for table, last in above:
        connection.execute(f"DELETE FROM {table} WHERE id > ?", (last,))
    steps = connection.execute(
        "SELECT tab, act, cell, row, old FROM undo_steps WHERE load = ? ORDER BY id DESC", (load,)
    )
    for table, act, cell, row, old in steps:
        match act:
            case "set":
                connection.execute(
                    f"UPDATE {table} SET {cell} = ? WHERE {keys[table]} = ?", (old, row)
                )
            case "remove":
                connection.execute(f"DELETE FROM {table} WHERE {keys[table]} = ?", (row,))
            case "restore":
                cells = json.loads(old)
                marks = ", ".join("?" * len(cells))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", [*cells.values()]
                )
