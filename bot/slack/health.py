"""Whether the bot could answer just now: the figures can be read and its memory written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from time import monotonic

from bot.desk import Desk
from bot.slack.logs import desk_log, fault, line
from bot.store.faults import StoreFault
from bot.store.state import State

__all__ = ["Health"]

FRESH = 2.0
"""Seconds that a finding is good for: who asks without end makes no work without end."""


class Health:
    """What works, by name. Safe to share between threads."""

    def __init__(self, desk: Desk, state: State, clock: Callable[[], datetime]) -> None:
        self._checks: dict[str, Callable[[], None]] = {
            "figures": desk.see_that_it_reads,
            "memory": lambda: state.see_that_it_writes(clock()),
        }
        self._lock = Lock()
        self._found: dict[str, bool] = {}
        self._at = 0.0

    def __call__(self) -> dict[str, bool]:
        """Each part and whether it works. Never raises."""
        with self._lock:
            if not self._found or monotonic() - self._at > FRESH:
                self._found = {name: _works(name, check) for name, check in self._checks.items()}
                self._at = monotonic()
            return dict(self._found)


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (OSError, sqlite3.Error, StoreFault) as error:
        desk_log.error(line("unwell", part=name, **fault(error)))
        return False
    return True
