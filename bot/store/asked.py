"""The log of questions, as a data editor reads it: what was asked, and how it ended."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store.faults import NoState, NotState
from bot.store.state import APPLICATION_ID, QUESTIONS_KEPT, moment

__all__ = ["TOLD", "AskedOnce", "asked", "statuses", "unread_words"]

TOLD = frozenset(("answered", "help"))
"""How a question ends that got what it asked for."""


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """One question of the log."""

    at: str  # UTC
    surface: str
    status: str
    milliseconds: int
    text: str | None  # None where texts are not kept
    unread: tuple[str, ...]  # words that could not be read


def asked(path: Path, now: datetime, *, unanswered: bool = False) -> tuple[AskedOnce, ...]:
    """The questions of the last 90 days, the newest first; those that got no answer, if asked for.

    Raises NoState, NotState.
    """
    if not path.is_file():
        raise NoState(path)
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise NotState(path)
            found = _read(connection, moment(now - QUESTIONS_KEPT))
    except sqlite3.DatabaseError as fault:
        raise NotState(path) from fault
    return tuple(one for one in found if not unanswered or one.status not in TOLD)


def _read(connection: sqlite3.Connection, since: str) -> list[AskedOnce]:
    columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(questions)")}
    unread = "unread" if "unread" in columns else "NULL"  # of a bot of an earlier version
    rows = connection.execute(
        f"SELECT at, surface, status, milliseconds, text, {unread} FROM questions"  # noqa: S608 - our own column
        " WHERE at >= ? ORDER BY at DESC, id DESC",
        (since,),
    )
    return [
        AskedOnce(at, surface, status, took, text, tuple(json.loads(words or "[]")))
        for at, surface, status, took, text, words in rows
    ]


def statuses(questions: Iterable[AskedOnce]) -> Mapping[str, int]:
    """How many ended in each way, the commonest first."""
    return dict(Counter(one.status for one in questions).most_common())


def unread_words(questions: Iterable[AskedOnce]) -> Mapping[str, int]:
    """How many had each word that could not be read, the commonest first."""
    words = Counter(word for one in questions for word in {w.casefold() for w in one.unread})
    return dict(words.most_common())
