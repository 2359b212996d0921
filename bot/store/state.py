"""The bot's own memory, in a file of its own beside the figures.

See ``State`` for what is kept and for how long. Times are stored as UTC text.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlite_utils import Database, Migrations

from bot.store.faults import DatabaseUnwritable, NotState

__all__ = ["APPLICATION_ID", "ONE_PRESS", "QUESTIONS_KEPT", "Press", "State", "Waiting", "moment"]

ONE_PRESS = timedelta(seconds=5)
"""Pressed again within this, a button was clicked twice. Who means it reads the reply first."""

EVENTS_KEPT = timedelta(hours=24)
PRESSES_KEPT = timedelta(minutes=1)
THREADS_KEPT = timedelta(days=7)
QUESTIONS_KEPT = timedelta(days=90)
TURNS_KEPT = 50
WAIT = 10.0  # seconds for the other writers, of which each takes milliseconds
BRIEFLY = 1.5
"""Seconds of that where Slack waits for an acknowledgement, three at most, or one tries again."""

APPLICATION_ID = 0x46495354  # "FIST"

migrations = Migrations("state")


@migrations()
def first_tables(db: Database) -> None:
    """Events, threads and the log of questions."""
    events = db.table("events")
    events.create({"id": str, "seen_at": str}, pk="id")
    events.create_index(["seen_at"])
    turns = db.table("turns")
    turns.create({"id": int, "thread": str, "text": str, "at": str}, pk="id")
    turns.create_index(["thread"])
    turns.create_index(["at"])
    questions = db.table("questions")
    questions.create(
        {
            "id": int,
            "at": str,
            "surface": str,
            "status": str,
            "milliseconds": int,
            "text": str,
        },
        pk="id",
    )
    questions.create_index(["at"])


@migrations()
def words_not_read(db: Database) -> None:
    """Which words of a question could not be read, as a JSON list, which Datasette can count."""
    db.table("questions").add_column("unread", str)


@migrations()
def waiting_questions(db: Database) -> None:
    """What was acknowledged and is not answered yet; which delivery a turn is of."""
    db.table("inbox").create(
        {"delivery": str, "body": str, "at": str, "owner": str, "held_until": str, "tries": int},
        pk="delivery",
    )
    turns = db.table("turns")
    turns.add_column("delivery", str)
    turns.create_index(["thread", "delivery", "text"], unique=True)
    db.table("written").create({"id": int, "at": str}, pk="id")


@migrations()
def pressed_buttons(db: Database) -> None:
    """Which button was pressed a moment ago, and when by Slack's clock."""
    db.table("presses").create({"id": str, "pressed_at": str, "seen_at": str}, pk="id")


@dataclass(frozen=True, slots=True)
class Press:
    """One press: the same ``id`` for the same button of the same message and the same person."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was delivered and acknowledged, and is not settled: ``tries`` times before this one."""

    delivery: str
    body: str
    tries: int


class State:
    """What the bot remembers between messages. Safe to share between threads and processes.

    Kept, and nothing else:

    * ``events``: the ids of Slack's deliveries, for 24 hours, to tell a repeated
      delivery. No content.
    * ``presses``: a code (a hash) of who pressed which button where, and when, for a minute,
      to tell a double click.
    * ``inbox``: what Slack delivered and the bot acknowledged, as it came, from then until
      it is answered, which is a moment; through a crash until another process has
      answered it, for 24 hours at most. Each row is held by one process, which says
      every few seconds that it still is there.
    * ``turns``: what was asked in a thread, as typed, the last 20 turns of each,
      until 7 days after the thread's last turn, so that a follow-up can inherit
      what it leaves out. ``forget`` removes a thread at once.
    * ``questions``: when, on which surface, with which status and how fast a
      question was answered, for 90 days; its text and the words of it that could not be
      read only where the caller gives them.

    A thread's key is its channel's id and its timestamp; no user, token or name of
    a channel is kept, save by what is in the inbox. What has expired is deleted whenever
    something is written. Methods raise sqlite3.Error where the file cannot be
    used after the start, or is kept from being written for longer than there is time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it where it is missing. Raises DatabaseUnwritable, NotState."""
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = threading.Lock()
        # The threads of one process wait here in line: SQLite's own wait is no line, and
        # where two hundred questions come at once it keeps some waiting for long.
        self._writers = threading.Lock()
        try:
            self._prepare()
        except sqlite3.OperationalError as fault:
            raise DatabaseUnwritable(path, str(fault)) from fault
        except sqlite3.DatabaseError as fault:
            raise NotState(path) from fault

    def first_sight(self, event_id: str, now: datetime) -> bool:
        """Whether this delivery is the first of its id within 24 hours.

        True exactly once, however many threads and processes ask.
        """
        with self._writing(BRIEFLY) as connection:
            _expire(connection, now)
            added = connection.execute(
                "INSERT OR IGNORE INTO events (id, seen_at) VALUES (?, ?)", (event_id, moment(now))
            )
            return added.rowcount == 1

    def accept(
        self,
        delivery: str,
        body: str,
        owner: str,
        now: datetime,
        held_until: datetime,
        press: Press | None = None,
    ) -> bool:
        """Keep what was delivered, held by its owner, until it is settled.

        False, and nothing is kept, where the same was delivered within 24 hours, or where it
        is a press and the same was pressed, and kept, less than ``ONE_PRESS`` ago.
        """
        with self._writing(BRIEFLY) as connection:
            _expire(connection, now)
            added = connection.execute(
                "INSERT OR IGNORE INTO events (id, seen_at) VALUES (?, ?)", (delivery, moment(now))
            )
            if added.rowcount != 1 or (press and not _first_press(connection, press, now)):
                return False
            connection.execute(
                "INSERT INTO inbox (delivery, body, at, owner, held_until, tries)"
                " VALUES (?, ?, ?, ?, ?, 0)",
                (delivery, body, moment(now), owner, moment(held_until)),
            )
            return True

    def settle(self, delivery: str) -> None:
        """Forget what was kept of a delivery: it is answered. Does not wait for long."""
        with self._writing(BRIEFLY) as connection:
            connection.execute("DELETE FROM inbox WHERE delivery = ?", (delivery,))

    def hold(self, owner: str, until: datetime) -> None:
        """Say that the owner is still there and has in hand what it holds."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE inbox SET held_until = ? WHERE owner = ?", (moment(until), owner)
            )

    def release(self, delivery: str) -> None:
        """Leave a delivery to whichever process comes for it."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE inbox SET owner = '', held_until = '' WHERE delivery = ?", (delivery,)
            )

    def take_up(self, owner: str, now: datetime, held_until: datetime) -> tuple[Waiting, ...]:
        """Take over what nobody holds any more, the oldest first."""
        with self._writing() as connection:
            _expire(connection, now)
            found = connection.execute(
                "SELECT delivery, body, tries FROM inbox WHERE held_until < ? ORDER BY at, rowid",
                (moment(now),),
            ).fetchall()
            connection.executemany(
                "UPDATE inbox SET owner = ?, held_until = ?, tries = tries + 1 WHERE delivery = ?",
                [(owner, moment(held_until), delivery) for delivery, _, _ in found],
            )
            return tuple(Waiting(delivery, body, tries + 1) for delivery, body, tries in found)

    def see_that_it_writes(self, now: datetime) -> None:
        """Write something of no meaning. Raises sqlite3.Error where nothing can be written."""
        with self._writing() as connection:
            connection.execute("REPLACE INTO written (id, at) VALUES (1, ?)", (moment(now),))

    def turns(self, thread: str, before: str | None = None) -> tuple[str, ...]:
        """What was asked in the thread, in order; only what was before a delivery's own turn.

        A question that is taken up again finds the thread as it found it the first time.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT text FROM turns WHERE thread = ?1 AND NOT EXISTS"
                " (SELECT 1 FROM turns AS own WHERE own.thread = ?1 AND own.delivery = ?2"
                "  AND own.id <= turns.id) ORDER BY id",
                (thread, before),
            )
            return tuple(text for (text,) in rows)

    def add_turn(self, thread: str, text: str, now: datetime, delivery: str | None = None) -> None:
        """Remember one more turn of a thread, which makes the whole thread last longer.

        The same turn of the same delivery is remembered once.
        """
        with self._writing() as connection:
            _expire(connection, now)
            connection.execute("UPDATE turns SET at = ? WHERE thread = ?", (moment(now), thread))
            connection.execute(
                "INSERT OR IGNORE INTO turns (thread, text, at, delivery) VALUES (?, ?, ?, ?)",
                (thread, text, moment(now), delivery),
            )
            connection.execute(
                "DELETE FROM turns WHERE thread = ?1 AND id NOT IN"
                " (SELECT id FROM turns WHERE thread = ?1 ORDER BY id DESC LIMIT ?2)",
                (thread, TURNS_KEPT),
            )

    def forget(self, thread: str) -> None:
        """Forget what was asked in a thread."""
        with self._writing() as connection:
            connection.execute("DELETE FROM turns WHERE thread = ?", (thread,))

    def log_question(
        self,
        surface: str,
        status: str,
        milliseconds: int,
        now: datetime,
        text: str | None = None,
        unread: Sequence[str] = (),
    ) -> None:
        """Note that a question was answered; its words only where a desk wants those kept."""
        words = json.dumps(list(unread), ensure_ascii=False) if unread else None
        with self._writing() as connection:
            _expire(connection, now)
            connection.execute(
                "INSERT INTO questions (at, surface, status, milliseconds, text, unread)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (moment(now), surface, status, milliseconds, text, words),
            )

    def close(self) -> None:
        """Close the file; no method may be called afterwards."""
        with self._lock:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def _prepare(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=WAIT, isolation_level=None)) as connection:
            application, tables = connection.execute(
                "SELECT application_id, (SELECT count(*) FROM sqlite_master)"
                " FROM pragma_application_id"
            ).fetchone()
            if tables and application != APPLICATION_ID:
                raise NotState(self._path)
            db = Database(connection, recursive_triggers=False, execute_plugins=False)
            db.enable_wal()
            connection.execute("BEGIN IMMEDIATE")
            try:
                migrations.apply(db)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            except BaseException:
                db.rollback()
                raise
            db.commit()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = sqlite3.connect(
                self._path, timeout=WAIT, isolation_level=None, check_same_thread=False
            )
            # A crash of the machine may lose the last turns, never the file.
            connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield connection
        finally:
            with self._lock:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    @contextmanager
    def _writing(self, patience: float = WAIT) -> Iterator[sqlite3.Connection]:
        """Write, once the others have: so many seconds are waited for all of them together."""
        until = monotonic() + patience
        with self._connection() as connection, self._in_line(patience):
            left = max(0.0, until - monotonic())
            connection.execute(f"PRAGMA busy_timeout = {round(left * 1000)}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _in_line(self, patience: float) -> Iterator[None]:
        if not self._writers.acquire(timeout=patience):
            raise sqlite3.OperationalError("database is locked")
        try:
            yield
        finally:
            self._writers.release()


def _first_press(connection: sqlite3.Connection, press: Press, now: datetime) -> bool:
    before = connection.execute(
        "SELECT pressed_at FROM presses WHERE id = ?", (press.id,)
    ).fetchone()
    if before and abs(press.at - datetime.fromisoformat(before[0])) < ONE_PRESS:
        return False
    connection.execute(
        "REPLACE INTO presses (id, pressed_at, seen_at) VALUES (?, ?, ?)",
        (press.id, moment(press.at), moment(now)),
    )
    return True


def _expire(connection: sqlite3.Connection, now: datetime) -> None:
    for sql, kept in (
        ("DELETE FROM events WHERE seen_at < ?", EVENTS_KEPT),
        ("DELETE FROM presses WHERE seen_at < ?", PRESSES_KEPT),
        ("DELETE FROM inbox WHERE at < ?", EVENTS_KEPT),
        ("DELETE FROM turns WHERE at < ?", THREADS_KEPT),
        ("DELETE FROM questions WHERE at < ?", QUESTIONS_KEPT),
    ):
        connection.execute(sql, (moment(now - kept),))


def moment(at: datetime) -> str:
    """A time as it is kept, which sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
