"""Read-only connections to the figures, kept open between questions.

Opening one costs 0.4 to 0.7 ms, as much as all the SQL of a question, so a few
stay open for each file. Each is one question's at a time, whatever its thread.
What a connection has looked up it remembers (labels, units) until PRAGMA
data_version says that another connection has written to the file.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast

from bot.store.faults import NoFigures, NotFigures, OutdatedFigures
from bot.store.version import APPLICATION_ID, SCHEMA_VERSION

__all__ = ["Reader", "borrow", "read_only"]

T = TypeVar("T")

Place = tuple[int, str, int, int]
"""Process, path, device and inode: what makes a connection usable for a question."""

MOST_IDLE = 16
"""Connections kept open for one file; more questions at once open their own."""

MOST_REMEMBERED = 16_000
"""Look-ups remembered for one connection before a new generation of them begins."""

FORGOTTEN_AT_ONCE = 200
"""Look-ups forgotten with each question: to let go of a whole generation takes 50 ms and more."""


def read_only(database: Path) -> sqlite3.Connection:
    """A new read-only connection. Raises NoFigures, NotFigures, OutdatedFigures."""
    if not database.is_file():
        raise NoFigures(database)
    address = f"{database.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _check(connection, database)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, database: Path) -> None:
    try:
        application, version, tables = connection.execute(
            "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
            " FROM pragma_application_id, pragma_user_version"
        ).fetchone()
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError):
            raise
        raise NotFigures(database) from fault
    if not tables:
        raise NoFigures(database)
    if application != APPLICATION_ID:
        raise NotFigures(database)
    if version != SCHEMA_VERSION:
        raise OutdatedFigures(database, newer=version > SCHEMA_VERSION)


UNKNOWN = object()


class Reader:
    """A connection, and what it has looked up."""

    __slots__ = ("_before", "_forgotten", "_place", "_remembered", "_version", "connection")

    def __init__(self, connection: sqlite3.Connection, place: Place | None = None) -> None:
        self.connection = connection
        self._place = place
        self._version: int | None = None
        self._remembered: dict[Hashable, object] = {}
        self._before: dict[Hashable, object] = {}
        """The generation before: of it stays what is asked for again before the next one."""
        self._forgotten: dict[Hashable, object] = {}
        """What has not been asked for again, and goes little by little."""

    def begin(self) -> None:
        """Start one question: everything it reads is of one moment."""
        self.connection.execute("BEGIN")
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._remembered, self._before, self._version = {}, {}, version
        elif len(self._remembered) > MOST_REMEMBERED:
            self._forgotten = self._before
            self._remembered, self._before = {}, self._remembered
        for _ in range(min(len(self._forgotten), FORGOTTEN_AT_ONCE)):
            self._forgotten.popitem()

    def remember(self, key: Hashable, look_up: Callable[[], T]) -> T:
        """What ``look_up`` found, asked once for each key until the file changes.

        What depends on the date asked about has it in its key.
        """
        found = self._remembered.get(key, UNKNOWN)
        if found is UNKNOWN:
            found = self._before.pop(key, UNKNOWN)
            if found is UNKNOWN:
                found = look_up()
            self._remembered[key] = found
        return cast(T, found)

    def give_back(self) -> None:
        """End the question. A connection that was not borrowed is left as it is."""
        if self._place is None:
            return
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        with _lock:
            idle = _idle.get(self._place)
            if idle is not None and len(idle) < MOST_IDLE:
                idle.append(self)
                return
        self.connection.close()


_idle: dict[Place, list[Reader]] = {}
_lock = threading.Lock()


def borrow(database: Path) -> Reader:
    """A connection for one question, which must be given back.

    Raises NoFigures, NotFigures, OutdatedFigures.
    """
    try:
        status = os.stat(database)
    except OSError:
        raise NoFigures(database) from None
    # A file put in the place of another is another file; a forked process
    # must not use its parent's connections.
    place = (os.getpid(), str(database), status.st_dev, status.st_ino)
    with _lock:
        idle = _idle.get(place)
        if idle is None:
            _forget_all_but(place)
            idle = _idle[place] = []
        reader = idle.pop() if idle else None
    if reader is None:
        reader = Reader(read_only(database), place)
    reader.begin()
    return reader


def _forget_all_but(place: Place | None) -> None:
    """One file's connections are kept, since a desk answers from one."""
    for other in [known for known in _idle if known != place]:
        readers = _idle.pop(other)
        if other[0] == os.getpid():
            for reader in readers:
                reader.connection.close()
        else:
            _parents.extend(readers)


_parents: list[Reader] = []
"""A parent process's connections: never used, and never closed from here."""

atexit.register(_forget_all_but, None)
