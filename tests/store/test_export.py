"""An export loads again to the same figures: packages of every kind, vintages of every kind.

The same means: in every table that packages' rows go into, the same rows, whose is whose, each
package's in the same order, and what is worked out from them. Numbers of rows and loads are
others: rows are told by their names.
"""

# ruff: noqa: S608 - what is put into SQL here are names of tables and columns

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store.batches import batches
from bot.store.export_files import export_packages, export_sdmx_csv
from bot.store.faults import ExportExists, ExportTangled, ExportUnwritable, NotOnFile
from bot.store.findings import write_findings
from bot.store.schema import DIMENSIONS
from bot.store.undoing import DERIVED, JOURNALED, undo
from tests.conftest import DATA, INVENTED
from tests.store.packages import loaded, package, source, stated
from tests.store.test_mapping import MONTH, VALUE, Table

Figures = dict[str, list[Any]]

_SERIES = " || '|' || ".join(f"series.{name}" for name in DIMENSIONS)
SERIES = f"({_SERIES} || '|' || coalesce(series.share_of, ''))"
STATEMENT = (
    f"(SELECT {SERIES} || period || coalesce(comparison_period, '') || sources.code"
    " || coalesce(key, '') || loads.package FROM statements JOIN series ON series.id = series"
    " JOIN sources ON sources.id = source JOIN loads ON loads.id = load"
    " WHERE statements.id = {})"
)
NAMED = {
    ("statements", "series"): f"(SELECT {SERIES} FROM series WHERE id = series)",
    ("statements", "load"): "(SELECT package FROM loads WHERE id = load)",
    ("findings", "statement"): STATEMENT.format("findings.statement"),
}
"""What stands for a number of a row."""

SOURCE = "(SELECT code FROM sources WHERE id = source)"


def figures(database: Path) -> Figures:
    """Every row of every table of figures, by names; a package's own rows in their order."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        found: Figures = {}
        for table in (*JOURNALED, *DERIVED):
            columns = [r["name"] for r in connection.execute(f"PRAGMA table_info({table})")]
            cells = {name: NAMED.get((table, name), name) for name in columns if name != "id"}
            if "source" in cells:
                cells["source"] = SOURCE
            selected = ", ".join(f'{sql} AS "{name}"' for name, sql in cells.items())
            rows = [dict(row) for row in connection.execute(f"SELECT {selected} FROM {table}")]
            if table == "findings":
                for row in rows:
                    row["detail"] = _without_numbers(json.loads(row["detail"]), connection)
            owned = "package" in cells and "id" in columns and table != "sources"
            key = (lambda row: str(row["package"])) if owned else repr
            found[table] = sorted(rows, key=key)
        return found


def _without_numbers(kept: Any, connection: sqlite3.Connection) -> Any:
    """A finding's values with its statements by their names."""
    if isinstance(kept, dict):
        return {name: _without_numbers(value, connection) for name, value in kept.items()}
    if isinstance(kept, list) and kept[:1] == ["meant"]:
        return ["meant", _without_numbers(kept[1], connection), *map(str, kept[2:])]
    if isinstance(kept, list):
        return [_without_numbers(value, connection) for value in kept]
    if isinstance(kept, int) and not isinstance(kept, bool):
        return connection.execute(f"SELECT {STATEMENT.format('?')}", (kept,)).fetchone()[0]
    return kept


def told_apart(one: Figures, other: Figures) -> list[str]:
    """The rows that only one of them has."""
    return [
        f"{table} {which}: {row}"
        for table in one
        for which, rows, others in (
            ("before", one[table], other[table]),
            ("after", other[table], one[table]),
        )
        for row in (set(map(repr, rows)) - set(map(repr, others)))
    ]


def round_trip(database: Path, folder: Path, **options: Any) -> Path:
    """Export, load into an empty file, and see that it is the same; the file."""
    export_packages(database, folder / "export")
    again = folder / "again.db"
    loaded(again, folder / "export", **options)
    before, after = figures(database), figures(again)
    assert told_apart(before, after) == []
    assert before == after, "the same rows in another order"
    return again


def test_the_shipped_packages(databases: dict[str, Path], tmp_path: Path) -> None:
    round_trip(databases["later"], tmp_path)


def test_packages_of_several_newsrooms(database: Path, tmp_path: Path) -> None:
    for folder in (DATA / "xinjiang", INVENTED, DATA / "xinjiang-later"):
        loaded(database, folder)
    again = round_trip(database, tmp_path)
    # And what is exported of it is the same to the byte.
    export_packages(again, tmp_path / "second")
    for file in sorted((tmp_path / "second").rglob("*.*")):
        same = tmp_path / "export" / file.relative_to(tmp_path / "second")
        assert file.read_bytes() == same.read_bytes(), file.name


RELEASES = [source(f"r{n}", f"2022-0{n}-20") for n in range(1, 6)]
AWKWARD = 'said "about" it,\nin two lines\r\nor three\rand more; 完'
GROWTH = {"TRANSFORMATION": "G1", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
EMBARGO = {"CONF_STATUS": "E", "EMBARGO_TIME": "2022-01-18T23:30:00-05:00"}
FREE = {"CONF_STATUS": "F", "EMBARGO_TIME": ""}
RESTRICTED = {"CONF_STATUS": "C", "EMBARGO_TIME": ""}


class Editor:
    """A package that is changed and loaded again and again."""

    def __init__(self, database: Path, folder: Path) -> None:
        self.database, self.folder = database, folder

    def load(self, *rows: dict[str, str], **tables: Any) -> None:
        named = {"sources": RELEASES, **tables}
        loaded(
            self.database, package(self.folder, statements=rows, **named), anyway=True, after=None
        )


def an_id_that_goes_on(desk: Editor) -> None:
    for n in range(1, 4):
        desk.load(
            stated("1", f"16.0{n}", SOURCE_ID=f"r{n}"),
            stated("x/y z", "5", SOURCE_ID="r1", TRADE_FLOW="X"),
        )


def releases_loaded_backwards(desk: Editor) -> None:
    """The second and the third say the same as the first: on file all three."""
    rows = [stated(f"{n}", "16.03", SOURCE_ID=f"r{n}") for n in range(1, 4)]
    for upto in range(1, 4):
        desk.load(*rows[-upto:])


def a_value_that_comes_back(desk: Editor) -> None:
    values = ["16.0", "17.0", "16.0", "17.0"]
    desk.load(*(stated(f"{n}", v, SOURCE_ID=f"r{n}") for n, v in enumerate(values, 1)))


def a_correction_to_what_was_said_before(desk: Editor) -> None:
    first = stated("1", "16.03", SOURCE_ID="r1")
    desk.load(first, stated("2", "16.30", SOURCE_ID="r2"))
    desk.load(first, stated("2", "16.03", SOURCE_ID="r2"))


def a_figure_withdrawn(desk: Editor) -> None:
    desk.load(
        stated("1", "16.03", SOURCE_ID="r1"),
        stated("2", "", SOURCE_ID="r2", OBS_STATUS="M"),
        stated("3", "", SOURCE_ID="r1", OBS_QUALIFIER="UP", TIME_PERIOD="2021-10"),
    )


def notes_that_need_care(desk: Editor) -> None:
    desk.load(
        stated("1", "16.03", SOURCE_ID="r1", NOTE=AWKWARD, LOCATOR="page 1, 'table'"),
        stated("2", "16", SOURCE_ID="r1", OBS_QUALIFIER="GT"),
        sources=[
            {**RELEASES[0], "NOTE": AWKWARD, "TITLE": '"Trade", it says', "ROUNDING": "truncated"}
        ],
    )


def restricted_and_embargoed(desk: Editor) -> None:
    desk.load(
        stated("1", "16.03", SOURCE_ID="r1", **EMBARGO),
        stated(
            "2", "15.8", SOURCE_ID="r1", TIME_PERIOD="2021-10", CONF_STATUS="C", EMBARGO_TIME=""
        ),
        stated("3", "15.7", SOURCE_ID="r1", TIME_PERIOD="2021-09", **FREE),
        stated("4", "16.03", SOURCE_ID="r2", **FREE),
        stated("5", "15.6", SOURCE_ID="r2", TIME_PERIOD="2021-09", **EMBARGO),
        stated("6", "15.5", SOURCE_ID="r2", TIME_PERIOD="2021-08", **FREE),
        stated("7", "15.4", SOURCE_ID="r3", TIME_PERIOD="2021-08", **RESTRICTED),
    )


def other_kinds_of_statements(desk: Editor) -> None:
    share = {"MEASURE": "SH", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
    desk.load(
        stated("1", "48", COMPARISON_PERIOD="2021-10", SOURCE_ID="r1", **GROWTH),
        stated("2", "21", COMPARISON_PERIOD="_U", SOURCE_ID="r1", **GROWTH),
        stated("3", "21", COMPARISON_PERIOD="2021-09", SOURCE_ID="r2", **GROWTH),
        stated(
            "4",
            "45.3",
            COUNTERPART_AREA="KZ",
            SHARE_OF="COUNTERPART_AREA=W1",
            SOURCE_ID="r1",
            **share,
        ),
        stated("5", "137.66", ACCUMULATION="YTD", SOURCE_ID="r1"),
        stated("6", "-0.5", TIME_PERIOD="2021-01-01/P233D", SOURCE_ID="r1", UNIT_MULT="-3"),
    )


AREA = {"CODE": "CN-XJ-P", "LABEL": "Port", "IN_SENTENCE": "the Port", "KIND": "place"}


def a_code_that_gave_its_name_to_another(desk: Editor) -> None:
    """The figure of the earlier release is of the old code, and stays."""
    desk.load(stated("1", "16.03", SOURCE_ID="r1", REF_AREA="CN-XJ-P"), areas=[AREA])
    desk.load(
        stated("1", "17", SOURCE_ID="r2", REF_AREA="CN-XJ-Q"), areas=[{**AREA, "CODE": "CN-XJ-Q"}]
    )


def codes_that_nobody_has(desk: Editor) -> None:
    measures = [
        {"CODE": "ALL", "LABEL": "everything", "KIND": "flow", "PARENT": "", "PARTS": "all"},
        {"CODE": "PART", "LABEL": "a part of it", "KIND": "flow", "PARENT": "ALL", "PARTS": ""},
        {"CODE": "MW", "LABEL": "power", "KIND": "stock", "PARENT": "", "PARTS": "some"},
    ]
    codes = [
        {
            "DIMENSION": "OBS_STATUS",
            "CODE": "QQ",
            "LABEL": "odd",
            "IN_SENTENCE": "",
            "PREPOSITION": "",
        }
    ]
    units = [{"CODE": "MWH", "KIND": "other", "ONE": "MWh", "MANY": "MWh", "PREFIX": ""}]
    row = stated(
        "1", "16.03", SOURCE_ID="r1", INDICATOR="PART", OBS_STATUS="QQ", UNIT_MEASURE="MWH"
    )
    desk.load(row, indicators=measures, codes=codes, units=units, areas=[AREA])
    desk.load({**row, "OBS_VALUE": "16.04", "SOURCE_ID": "r2"}, indicators=measures[2:])


def two_titles_of_one_thing(desk: Editor) -> None:
    other = Editor(desk.database, desk.folder.with_name("the-other"))
    title = {"INDICATOR": "TRADE", "TRADE_FLOW": "X"}
    desk.load(stated("1", "16.03", SOURCE_ID="r1"), titles=[{**title, "TITLE": "sold abroad"}])
    releases = [source("other", "2022-01-20", publisher="Xinjiang Daily")]
    row = stated("1", "16.1", SOURCE_ID="other", TRADE_FLOW="X")
    other.load(row, titles=[{**title, "TITLE": "deliveries abroad"}], sources=releases)
    desk.load(
        stated("1", "16.03", SOURCE_ID="r1"), titles=[{**title, "TITLE": "goods sold abroad"}]
    )


def releases_shared_by_packages(desk: Editor) -> None:
    """One publisher's figures in two packages, each with the other's between its own."""
    other = Editor(desk.database, desk.folder.with_name("一 nother: package"))
    later = source("r2", "2022-02-20")
    other.load(stated("1", "17", SOURCE_ID="r2"), sources=[later])
    desk.load(
        stated("1", "16", SOURCE_ID="r1"),
        stated("3", "16", SOURCE_ID="r3"),
        sources=RELEASES[:1] + RELEASES[2:],
    )


def a_load_that_was_taken_back(desk: Editor) -> None:
    desk.load(stated("1", "16.03", SOURCE_ID="r1"))
    Editor(desk.database, desk.folder.with_name("taken-back")).load(
        stated("1", "17.03", SOURCE_ID="r2"), areas=[AREA]
    )
    undo(desk.database, batches(desk.database)[0].id, now=datetime(2026, 1, 3, tzinfo=UTC), who="x")


def a_release_dated_anew(desk: Editor) -> None:
    rows = [stated("1", "16.03", SOURCE_ID="r1"), stated("2", "15.70", SOURCE_ID="r2")]
    desk.load(*rows)
    desk.load(*rows, sources=[RELEASES[0], source("r2", "2022-01-01"), *RELEASES[2:]])


def a_table_whose_earlier_files_are_gone(desk: Editor) -> None:
    table = Table(desk.database)
    table.releases = {"first": "2021-12-27", "second": "2022-01-27", "third": "2022-02-27"}
    for release, number in (("first", "16.5"), ("second", "16.7"), ("third", "16.5")):
        text = f"Month,Value\n2021-10,15.0\n2021-11,{number}\n"
        loaded(desk.database, table.write(text, [MONTH, VALUE], figures=_of(release)))


def a_table_that_became_an_editor_s_file(desk: Editor) -> None:
    a_table_whose_earlier_files_are_gone(desk)
    row = stated("1", "16.9", SOURCE_ID="r4", TRADE_FLOW="X", UNIT_MULT="6")
    desk.folder = desk.database.parent / "desk"
    desk.load(row, sources=[*RELEASES, source("third", "2022-02-27")])


def _of(release: str) -> dict[str, Any]:
    from tests.store.test_mapping import CONSTANTS

    return {"constants": {**CONSTANTS, "SOURCE_ID": release}}


HISTORIES: list[Callable[[Editor], None]] = [
    an_id_that_goes_on,
    releases_loaded_backwards,
    a_value_that_comes_back,
    a_correction_to_what_was_said_before,
    a_figure_withdrawn,
    notes_that_need_care,
    restricted_and_embargoed,
    other_kinds_of_statements,
    a_code_that_gave_its_name_to_another,
    codes_that_nobody_has,
    two_titles_of_one_thing,
    releases_shared_by_packages,
    a_load_that_was_taken_back,
    a_release_dated_anew,
    a_table_whose_earlier_files_are_gone,
    a_table_that_became_an_editor_s_file,
]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda made: made.__name__.replace("_", " "))
def test_whatever_came_before(
    database: Path, tmp_path: Path, history: Callable[[Editor], None]
) -> None:
    history(Editor(database, tmp_path / "newsroom"))
    with closing(sqlite3.connect(database)) as connection:
        write_findings(connection)
        connection.commit()
    again = round_trip(database, tmp_path)
    # Loaded over what it was made of, it changes nothing, nor when it is loaded again.
    before = figures(again)
    report = loaded(again, tmp_path / "export")
    assert not report.changed
    report = loaded(database, tmp_path / "export")
    changed = {(p.new, p.revised, p.corrected, p.removed) for p in report.packages}
    assert changed == {(0, 0, 0, 0)}
    assert figures(database) == before


# --- SDMX-CSV, and what goes wrong ---------------------------------------------------------


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_sdmx_csv_has_every_statement(database: Path, tmp_path: Path) -> None:
    desk = Editor(database, tmp_path / "newsroom")
    desk.load(
        stated("1", "16.03", SOURCE_ID="r1", **EMBARGO),
        stated("2", "16.50", SOURCE_ID="r2", NOTE=AWKWARD, **FREE),
    )
    stream = io.StringIO(newline="")
    assert export_sdmx_csv(database, stream) == 2
    header = stream.getvalue().partition("\n")[0].split(",")
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"], "as SDMX-CSV 2.0 begins"
    first, second = table_of(stream.getvalue())
    assert list(first.values())[:3] == ["dataflow", "FIGURES:STATEMENTS(1.0)", "I"]
    given = stated("2", "16.50", SOURCE_ID="r2", NOTE=AWKWARD, **FREE)
    assert {name: second[name] for name in given} == given
    assert (second["PUBLISHER"], second["PUBLISHED"]) == ("Urumqi Customs", "2022-02-20")
    assert (first["CONF_STATUS"], first["EMBARGO_TIME"]) == ("E", "2022-01-19T04:30:00+00:00")


def test_sdmx_csv_of_some_packages(databases: dict[str, Path]) -> None:
    stream = io.StringIO(newline="")
    count = export_sdmx_csv(databases["later"], stream, names=["xinjiang-later"])
    assert len(table_of(stream.getvalue())) == count == 76


def test_one_package_with_what_it_needs_on_file(databases: dict[str, Path], tmp_path: Path) -> None:
    made = export_packages(databases["later"], tmp_path / "out", names=["xinjiang-later"])
    assert (dict(made.statements), made.missing) == ({"xinjiang-later": 76}, ("xinjiang",))
    again = tmp_path / "again.db"
    loaded(again, DATA / "xinjiang")
    loaded(again, tmp_path / "out")
    assert told_apart(figures(databases["later"]), figures(again)) == []


def test_packages_that_refer_to_each_other(database: Path, tmp_path: Path) -> None:
    desk, other = (Editor(database, tmp_path / name) for name in ("one", "other"))
    desk.load(stated("1", "16.03", SOURCE_ID="r1"), sources=RELEASES[:1], areas=[AREA])
    other.load(stated("1", "17", SOURCE_ID="r2", REF_AREA="CN-XJ-P"), sources=RELEASES[1:])
    desk.load(stated("1", "16.5", SOURCE_ID="r2"), sources=RELEASES[:1], areas=[AREA])
    with pytest.raises(ExportTangled, match="The packages one and other refer to each other"):
        export_packages(database, tmp_path / "out")
    assert not list(tmp_path.glob("out*"))


def test_nothing_is_overwritten(databases: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    with pytest.raises(ExportExists, match="overwrites nothing"):
        export_packages(databases["default"], tmp_path / "taken")
    assert [file.name for file in tmp_path.rglob("*")] == ["taken", "mine.txt"]


def test_a_package_that_is_not_on_file(databases: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(NotOnFile, match=r"No package cpi is on file\. There are xinjiang\."):
        export_packages(databases["default"], tmp_path / "out", names=["cpi"])


def test_a_folder_that_cannot_be_made(databases: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportUnwritable, match="cannot be written: Not a directory"):
        export_packages(databases["default"], tmp_path / "file" / "out")
