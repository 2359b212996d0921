"""``figures questions``: what a data editor sees of what was asked."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.state import State
from tests.cli.conftest import Shell

NOW = datetime.now(UTC)
ASKED = [
    ("mention", "answered", 12, "Xinjiang trade Nov", ()),
    ("command", "unknown", 7, "trade in widgets", ("widgets",)),
    ("direct", "not_held", 1204, "Xinjiang trade 1999", ()),
    ("command", "unknown", 6, "Widgets and gizmos", ("Widgets", "gizmos")),
    ("mention", "help", 3, "", ()),
    ("command", "ambiguous", 9, "=SUM(trade)", ()),
]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    file = tmp_path / "state.db"
    memory = State(file)
    for place, (surface, status, took, text, unread) in enumerate(ASKED):
        memory.log_question(surface, status, took, NOW + timedelta(seconds=place), text, unread)
    memory.close()
    return file


def test_newest_first_with_what_they_come_to(shell: Shell, state: Path) -> None:
    done = shell.figures("questions")
    *lines, blank, ended, words = done.stdout.splitlines()
    assert [line.split("  ")[-1] for line in lines[::-1] if "help" not in line] == [
        text for *_, text, _ in ASKED if text
    ]
    assert "not_held    1,204 ms  Xinjiang trade 1999" in lines[3]
    assert blank == ""
    assert ended == (
        "6 questions in the last 90 days: unknown 2, ambiguous 1, help 1, not_held 1, answered 1"
    )
    assert words == "Words that could not be read: widgets 2, gizmos 1"
    assert (done.returncode, done.stderr) == (0, "")


def test_those_without_an_answer(shell: Shell, state: Path) -> None:
    done = shell.figures("questions", "--unanswered", "--limit", "2")
    assert "answered  " not in done.stdout
    assert len(done.stdout.splitlines()) == 5, "two of them, and what all four come to"
    assert "4 questions without an answer in the last 90 days" in done.stdout


def test_a_spreadsheet_gets_text_and_no_formula(shell: Shell, state: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(shell.figures("questions", "--csv").stdout)))
    assert len(rows) == len(ASKED)
    assert rows[0]["text"] == "'=SUM(trade)"
    assert (rows[2]["status"], rows[2]["unread"]) == ("unknown", "Widgets, gizmos")


def _as_an_earlier_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("ALTER TABLE questions DROP COLUMN unread")


def _without_texts(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE questions SET text = NULL, unread = NULL")


def _old(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE questions SET at = '2020-01-01T00:00:00.000+00:00'")


def _of_something_else(file: Path) -> None:
    file.write_text("no database")


def _gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        (_as_an_earlier_version, 0, "6 questions in the last 90 days"),
        (_without_texts, 0, "(its words are not kept)"),
        (_old, 0, "No questions in the last 90 days."),
        (_of_something_else, 1, "state.db is not a file of the bot's own memory."),
        (_gone, 1, "There is no memory of the bot's at state.db."),
    ],
)
def test_files_of_every_kind(
    shell: Shell, state: Path, change: Callable[[Path], None], status: int, words: str
) -> None:
    change(state)
    done = shell.figures("questions")
    assert done.returncode == status
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert (shell.folder / "state.db").exists() == (change is not _gone), "reading made a file"


def test_the_file_that_is_named(shell: Shell, state: Path) -> None:
    other = state.rename(state.with_name("other.db"))
    assert "6 questions" in shell.figures("questions", "--state", other.name).stdout
    set_there = {"FIGURES_STATE": other.name}
    assert "6 questions" in shell.figures("questions", settings=set_there).stdout
