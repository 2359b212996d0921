"""What a reader sees who opens the file in Datasette: names for codes, links, a plain view."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def connection(databases: dict[str, Path]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(databases["later"])) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [row["name"] for row in rows if not row["name"].startswith(("sqlite_", "_"))]


def test_foreign_keys_hold(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_linked_to_has_a_name(connection: sqlite3.Connection) -> None:
    """Datasette labels a link with the column called name or title of the table it leads to."""
    pointed_at = set()
    for table in tables(connection):
        for key in connection.execute(f"PRAGMA foreign_key_list('{table}')"):
            pointed_at.add(key["table"])
    for table in sorted(pointed_at - {"statements"}):
        columns = [row["name"] for row in connection.execute(f"PRAGMA table_info('{table}')")]
        assert "name" in columns, f"{table} has no column to label it by"
        names = connection.execute(f"SELECT name FROM {table}")  # noqa: S608 - our own table
        empty = sum(row["name"] is None for row in names)
        assert empty == 0, f"{empty} rows of {table} would be shown without a name"


def test_series_read_as_a_person_says_them(connection: sqlite3.Connection) -> None:
    names = [row["name"] for row in connection.execute("SELECT name FROM series")]
    assert (
        "Xinjiang: imports and exports with the world, by traders registered there, yuan, monthly"
        in names
    )
    assert len(set(names)) == len(names), "two series have one name"


def test_the_view_of_current_figures(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT * FROM current_figures").fetchall()
    (held,) = connection.execute(
        "SELECT count(*) FROM statements WHERE realtime_end IS NULL"
    ).fetchone()
    assert len(rows) == held > 100
    (november,) = [
        row
        for row in rows
        if (row["area"], row["partner"], row["period"], row["unit"], row["accumulation"])
        == ("Xinjiang", "world", "2021-11", "yuan", "the period alone")
    ]
    assert november["figure"] == "imports and exports"
    assert (november["value"], november["unit_mult"]) == ("16.03", 9)
    assert november["number"] == 16_030_000_000
    assert november["title"] == "Xinjiang foreign trade, November and January-November 2021"
    assert (november["publisher"], november["published"]) == ("Urumqi Customs", "2021-12-27")


def test_trips_are_counted_in_trips(connection: sqlite3.Connection) -> None:
    units = {
        row["unit"]
        for row in connection.execute(
            "SELECT unit FROM current_figures WHERE figure LIKE '%train trips' AND measure = 'level'"
            " AND transformation = 'as measured'"
        )
    }
    assert units == {"trips"}


def test_the_view_says_what_kind_of_statement_each_is(connection: sqlite3.Connection) -> None:
    found = {
        row["statement"]: row["share_of"]
        for row in connection.execute("SELECT * FROM current_figures WHERE partner <> 'RCEP'")
        if row["product"] in ("all products", "not applicable")
    }
    assert found == {
        "level": None,
        "change on a year earlier": None,
        "change on the previous period": None,
        "share": "world",
        "share, difference from a year earlier": "world",
        "rank": None,
        "ratio to another period": None,
        "claim of a record": None,
        "the source's own conversion": None,
    }


def test_the_view_has_no_codes_in_it(connection: sqlite3.Connection) -> None:
    for row in connection.execute("SELECT * FROM current_figures"):
        assert not {"_U", "_Z", "_T"} & {*map(str, tuple(row))}, tuple(row)
