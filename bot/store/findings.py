"""What the checks find in the figures, written with the load that brought them.

Runs at the end of the load's transaction (``after`` of ``loading.load``). Each
statement is looked at on the last day on which it was current, so that what was found
in a vintage is known to a reply as of its day; a finding holds from the day on which
all that it stands on could be seen to the day on which the first of it was revised.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from bot.answers.findings import Finding
from bot.checking.run import Check
from bot.store.catalogue import StoredCatalogue
from bot.store.reading import Reader
from bot.store.unaccompanied import Unaccompanied, unaccompanied

__all__ = ["Kept", "kept_findings", "newest_day", "write_findings"]

Kept = tuple[str, int, str]
"""Key, statement and values of a finding as it is kept."""

_HOLDS = """
SELECT
  max(max(sources.published,
      coalesce(CASE statements.conf_status WHEN 'E' THEN date(embargo_time) END, ''))),
  group_concat(statements.realtime_end)
FROM statements CROSS JOIN sources ON sources.id = statements.source
WHERE statements.id IN ({})
"""
"""The day from which all of some statements could be seen, and those on which they ended."""


def write_findings(connection: sqlite3.Connection, but: Unaccompanied | None = None) -> None:
    """Check every statement against what else is on file, and keep what is found.

    Findings of the last load go first, so that none is found in another. ``but`` is what is not
    looked at: if not given, all in which nothing can be found.
    """
    connection.execute("DELETE FROM findings")
    rows = [
        (finding.key, finding.statement.id, finding.kept, *_holds(finding, connection))
        for finding in _findings(connection, unaccompanied(connection) if but is None else but)
    ]
    connection.executemany(
        "INSERT INTO findings (key, statement, detail, valid_from, valid_to)"
        " VALUES (?, ?, ?, ?, ?)",
        rows,
    )


def kept_findings(connection: sqlite3.Connection) -> tuple[Kept, ...]:
    """What the last load's checks found."""
    return tuple(
        connection.execute("SELECT key, statement, detail FROM findings ORDER BY id").fetchall()
    )


def _holds(finding: Finding, connection: sqlite3.Connection) -> tuple[str, str | None]:
    """The days between which it holds; a figure told as revised has ended by the first."""
    numbers = ", ".join(str(statement.id) for statement in finding.statements)
    first, ends = connection.execute(_HOLDS.format(numbers)).fetchone()
    return first, min((end for end in (ends or "").split(",") if end > first), default=None)


def _findings(connection: sqlite3.Connection, but: Unaccompanied) -> tuple[Finding, ...]:
    run = Check()
    for end in _ends(connection):
        catalogue = StoredCatalogue(Reader(connection), end - timedelta(days=1))
        for statement in catalogue.closing(but.has):
            run.look(statement, catalogue)
    newest = newest_day(connection)
    if newest is not None:
        catalogue = StoredCatalogue(Reader(connection), newest)
        for statement in catalogue.every_statement(but.series, but.has):
            run.look(statement, catalogue)
    return run.checked().all_findings


def _ends(connection: sqlite3.Connection) -> Iterator[date]:
    """The days on which some statement was revised."""
    ends = connection.execute(
        "SELECT DISTINCT realtime_end FROM statements WHERE realtime_end IS NOT NULL ORDER BY 1"
    ).fetchall()
    return (date.fromisoformat(end) for (end,) in ends)


def newest_day(connection: sqlite3.Connection) -> date | None:
    """The day from which everything on file can be seen; None of an empty file."""
    (newest,) = connection.execute(
        "SELECT max(max(published), coalesce((SELECT max(date(embargo_time))"
        " FROM statements WHERE conf_status = 'E'), '')) FROM sources"
    ).fetchone()
    return date.fromisoformat(newest) if newest else None
