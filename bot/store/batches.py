"""Which packages are on file, whether their files have changed since, and every load of them.

Needs neither sqlite-utils nor pydantic, so that a start with nothing to load is quick.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store.faults import NoFigures, OutdatedFigures
from bot.store.package import CODES, fingerprint, in_order
from bot.store.reading import read_only

__all__ = ["COUNTS", "Batch", "batches", "is_stale", "recorded"]

COUNTS = ("new", "revised", "corrected", "removed", "unchanged")
"""What a load does with the statements of a package."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One load of one package, as it is recorded. Times are ISO 8601."""

    id: int
    package: str
    loaded_at: str
    loaded_by: str
    counts: Mapping[str, int]  # by the names in COUNTS
    files: Mapping[str, str]  # SHA-256 of each, by its path within the package
    undone_at: str | None
    undone_by: str | None


def batches(database: Path) -> tuple[Batch, ...]:
    """Every load on record, the newest first. Raises NoFigures, NotFigures, OutdatedFigures."""
    with closing(read_only(database)) as connection:
        connection.execute("BEGIN")
        files: dict[int, dict[str, str]] = {}
        for load, file, digest in connection.execute(
            "SELECT load, file, sha256 FROM load_files ORDER BY load, file"
        ):
            files.setdefault(load, {})[file] = digest
        rows = connection.execute(
            "SELECT id, package, loaded_at, loaded_by, undone_at, undone_by,"
            " new, revised, corrected, removed, unchanged FROM loads ORDER BY id DESC"
        ).fetchall()
    return tuple(
        Batch(
            id_,
            package,
            at,
            by,
            dict(zip(COUNTS, counts, strict=True)),
            files.get(id_, {}),
            undone_at,
            undone_by,
        )
        for id_, package, at, by, undone_at, undone_by, *counts in rows
    )


def recorded(connection: sqlite3.Connection, package: str) -> Mapping[str, str]:
    """SHA-256 of each file of the package as it was last loaded; empty where it never was.

    A load that was taken back does not count.
    """
    rows = connection.execute(
        "SELECT file, sha256 FROM load_files"
        " WHERE load = (SELECT max(id) FROM loads WHERE package = ? AND undone_at IS NULL)",
        (package,),
    )
    return dict(rows.fetchall())


def is_stale(database: Path, packages: Sequence[Path], *, codes: Path = CODES) -> bool:
    """Whether a load of these packages would change anything: no such database, tables of an
    earlier version, or a file of theirs that differs from the one last loaded.

    Raises NotFigures, and OutdatedFigures where the tables are of a newer version.
    """
    wanted = in_order([codes, *packages])
    try:
        connection = read_only(database)
    except NoFigures:
        return True
    except OutdatedFigures as fault:
        if fault.newer:
            raise
        return True
    with closing(connection):
        return any(recorded(connection, package.name) != fingerprint(package) for package in wanted)
