"""What a connection remembers: what is asked for again and again, and nothing that has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.store import reading
from bot.store.reading import Reader, read_only
from tests.store.packages import SOURCE, loaded, package, stated


@pytest.fixture
def reader(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A connection that remembers two generations of ten."""
    monkeypatch.setattr(reading, "MOST_REMEMBERED", 10)
    desk = package(tmp_path / "desk", sources=[SOURCE], statements=[stated("1", "16.03")])
    loaded(database, desk)
    with closing(read_only(database)) as connection:
        yield Reader(connection)


def looked_up(reader: Reader, *keys: str) -> list[str]:
    """Of what one question asks for, what had to be looked up."""
    found: list[str] = []

    def look_up(key: str) -> str:
        found.append(key)
        return key

    reader.begin()
    for key in keys:
        assert reader.remember(key, partial(look_up, key)) == key
    reader.connection.execute("ROLLBACK")
    return found


def test_what_every_question_asks_for_is_looked_up_once(reader: Reader) -> None:
    asked = [looked_up(reader, "units", f"series {number}") for number in range(500)]
    assert asked == [["units", "series 0"], *([f"series {n}"] for n in range(1, 500))]


def test_what_nobody_asks_for_again_is_forgotten(reader: Reader) -> None:
    for number in range(40):
        looked_up(reader, f"series {number}")
    assert looked_up(reader, "series 39", "series 0") == ["series 0"]


def test_nothing_is_remembered_of_a_file_that_was_written(reader: Reader, database: Path) -> None:
    for number in range(15):  # in both generations
        looked_up(reader, "units", f"series {number}")
    with closing(sqlite3.connect(database)) as other, other:
        other.execute("UPDATE units SET name = 'francs' WHERE code = 'CNY'")
    assert looked_up(reader, "units", "series 0", "series 14") == ["units", "series 0", "series 14"]
