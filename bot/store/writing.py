"""The one way to write to the figures: a transaction that brings the tables up to date first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store.faults import DatabaseBusy, DatabaseUnwritable, NotFigures, OutdatedFigures
from bot.store.schema import migrate
from bot.store.version import APPLICATION_ID, SCHEMA_VERSION

__all__ = ["transaction"]

CACHE = 65_536
"""Kibibytes of the file that are kept in memory while it is written."""


@contextmanager
def transaction(
    database: Path, *, wait: float, keep: bool = True
) -> Iterator[tuple[Database, bool]]:
    """The file for writing, made where it is missing; all that is done in it counts, or nothing.

    With it comes whether its tables were of an earlier version, and so what was worked out
    from them. Without ``keep`` nothing that is done counts, and no file is made.

    ``wait`` is how many seconds another writer may take to end. Readers go on
    meanwhile with what was there before (write-ahead log). Raises DatabaseBusy,
    DatabaseUnwritable, NotFigures, OutdatedFigures.
    """
    file = database if keep or database.exists() else ":memory:"
    try:
        with closing(sqlite3.connect(file, timeout=wait, isolation_level=None)) as connection:
            yield from _in_transaction(connection, database, keep=keep)
    except sqlite3.DatabaseError as fault:
        raise _plain(fault, database) from fault


def _in_transaction(
    connection: sqlite3.Connection, database: Path, *, keep: bool
) -> Iterator[tuple[Database, bool]]:
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    _check(connection, database)
    if keep:
        db.enable_wal()
    connection.execute(f"PRAGMA cache_size = {-CACHE}")
    # Looked up row by row, references would take half the time of a load: all are checked below.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        outdated = _version(connection) != SCHEMA_VERSION
        if outdated:
            migrate(db)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        before = connection.total_changes
        yield db, outdated
        if connection.total_changes > before or outdated:
            _check_references(connection)
    except BaseException:
        db.rollback()
        raise
    if keep:
        db.commit()
    else:
        db.rollback()


def _check_references(connection: sqlite3.Connection) -> None:
    """That every row refers to one that is there, whatever was written."""
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, other, _ = broken
        raise sqlite3.IntegrityError(f"row {row} of {table} refers to no row of {other}")


def _check(connection: sqlite3.Connection, database: Path) -> None:
    """That the file is the desk's, before anything of it is changed."""
    application, tables = connection.execute(
        "SELECT application_id, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id"
    ).fetchone()
    if tables and application != APPLICATION_ID:
        raise NotFigures(database)
    if _version(connection) > SCHEMA_VERSION:
        raise OutdatedFigures(database, newer=True)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _plain(fault: sqlite3.DatabaseError, database: Path) -> Exception:
    said = str(fault)
    if "locked" in said or "busy" in said:
        return DatabaseBusy(database)
    if any(words in said for words in ("unable to open", "readonly", "full", "disk I/O")):
        return DatabaseUnwritable(database, said)
    if "not a database" in said or "malformed" in said:
        return NotFigures(database)
    return fault
