"""What the checks find in the figures, written with the load that brought them.

Runs at the end of the load's transaction (``after`` of ``loading.load``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from bot.answers.checks import Finding, check
from bot.store.catalogue import StoredCatalogue
from bot.store.reading import Reader

__all__ = ["write_findings"]


def write_findings(connection: sqlite3.Connection) -> None:
    """Check every current statement against what else is on file, and keep what is found.

    A finding is valid from the day that all it stands on was published. Those of the last load
    go first, so that none is found in another.
    """
    connection.execute("DELETE FROM findings")
    rows = [
        (
            finding.rule,
            finding.statement.id,
            finding.detail_json,
            (finding.valid_from or finding.statement.realtime_start).isoformat(),
        )
        for finding in _findings(connection)
    ]
    connection.executemany(
        "INSERT INTO findings (rule, statement, detail, valid_from) VALUES (?, ?, ?, ?)", rows
    )


def _findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    (newest,) = connection.execute("SELECT max(published) FROM sources").fetchone()
    if newest is None:
        return
    catalogue = StoredCatalogue(Reader(connection), date.fromisoformat(newest))
    for statement in catalogue.every_statement():
        yield from check(statement, catalogue)
