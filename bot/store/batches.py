"""Which packages are on file, and whether their files have changed since.

Needs neither sqlite-utils nor pydantic, so that a start with nothing to load is quick.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from bot.store.faults import NoFigures, OutdatedFigures
from bot.store.package import CODES, fingerprint, in_order
from bot.store.reading import read_only

__all__ = ["is_stale", "recorded"]


def recorded(connection: sqlite3.Connection, package: str) -> Mapping[str, str]:
    """SHA-256 of each file of the package as it was last loaded; empty where it never was."""
    rows = connection.execute(
        "SELECT file, sha256 FROM load_files"
        " WHERE load = (SELECT max(id) FROM loads WHERE package = ?)",
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
