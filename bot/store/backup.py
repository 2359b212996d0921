"""A copy of the figures, of one moment, while readers read and a load writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store.faults import BackupExists, DatabaseUnwritable
from bot.store.progress import Progress
from bot.store.reading import read_only

__all__ = ["Backup", "back_up"]


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    statements: int
    packages: int
    load: int | None  # the newest load that is in it
    size: int  # bytes


PAGES = 4_096
"""Pages copied between two words on how far it has come."""


def back_up(database: Path, file: Path, *, progress: Progress | None = None) -> Backup:
    """Copy the figures to a file that is not there yet.

    The copy is made beside it and takes its name when it is whole. ``progress`` is told how
    many pages of the file are copied. Raises NoFigures,
    NotFigures, OutdatedFigures, BackupExists, DatabaseUnwritable.
    """
    unfinished = file.with_name(f"{file.name}.part")
    with closing(read_only(database)) as connection:
        for taken in (file, unfinished):
            if taken.exists():
                raise BackupExists(taken)
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                # In a transaction: all pages are of one moment, whatever is written meanwhile.
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                connection.backup(copy, pages=PAGES, progress=_teller(progress))
                made = _looked_at(copy, unfinished)
            unfinished.rename(file)
        except sqlite3.Error as fault:
            raise DatabaseUnwritable(file, str(fault)) from fault
        finally:
            unfinished.unlink(missing_ok=True)
    return made


def _teller(progress: Progress | None) -> Callable[[int, int, int], object] | None:
    """What SQLite tells of the pages that are left and of all."""
    if progress is None:
        return None
    return lambda _status, left, total: progress("Copying", total - left, total)


def _looked_at(copy: sqlite3.Connection, file: Path) -> Backup:
    (statements,) = copy.execute("SELECT count(*) FROM statements").fetchone()
    packages, load = copy.execute(
        "SELECT count(DISTINCT package), max(id) FROM loads WHERE undone_at IS NULL"
    ).fetchone()
    return Backup(statements, packages, load, file.stat().st_size)
