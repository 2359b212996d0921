"""Loading: what is written, that a second load writes nothing, and what readers see meanwhile."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.figures.period import Period
from bot.store.batches import is_stale
from bot.store.catalogue import open_catalogue
from bot.store.faults import (
    BadDescriptor,
    CircularRequirement,
    DatabaseBusy,
    DatabaseUnwritable,
    MissingRequirement,
    NoFigures,
    NoPackage,
    NotFigures,
    OutdatedFigures,
)
from bot.store.package import default_packages, open_package
from tests.conftest import DATA, INVENTED
from tests.store.packages import NOW, SOURCE, TODAY, as_of, loaded, package, stated


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def schema(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("CREATE")]


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name / "statements.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["xinjiang", "xinjiang-later"])
def test_every_shipped_row_is_on_file_as_printed(databases: dict[str, Path], name: str) -> None:
    with closing(sqlite3.connect(databases["later"])) as connection:
        on_file = dict(
            connection.execute("SELECT key, coalesce(value, '') FROM statements").fetchall()
        )
    for row in rows_of(name):
        assert on_file[f"{name}/{row['ID']}"] == row["OBS_VALUE"], f"statement {row['ID']}"


def test_a_second_load_changes_nothing(missing: Path) -> None:
    first = loaded(missing, DATA / "xinjiang")
    before, file = dump(missing), missing.read_bytes()
    second = loaded(missing, DATA / "xinjiang")
    assert first.changed
    assert not second.changed
    assert second.packages[-1].unchanged == len(rows_of("xinjiang"))
    assert dump(missing) == before
    assert missing.read_bytes() == file, "a load with nothing to do wrote to the file"


def test_a_file_that_says_the_same_otherwise_changes_no_figure(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "xinjiang"
    shutil.copytree(DATA / "xinjiang", copy)
    loaded(database, copy)
    before = [line for line in dump(database) if '"statements"' in line]
    file = copy / "statements.csv"
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\r\n".join([header, *reversed(lines)]) + "\r\n", encoding="utf-8")
    report = loaded(database, copy).packages[-1]
    assert (report.new, report.revised, report.corrected, report.removed) == (0, 0, 0, 0)
    assert report.unchanged == len(lines)
    assert [line for line in dump(database) if '"statements"' in line] == before
    assert not loaded(database, copy).changed, "the new hash was not recorded"


def test_a_load_is_recorded(database: Path) -> None:
    loaded(database, DATA / "xinjiang")
    with closing(sqlite3.connect(database)) as connection:
        batch = connection.execute(
            "SELECT package, path, loaded_at, loaded_by, new FROM loads ORDER BY id DESC LIMIT 1"
        ).fetchone()
        files = dict(connection.execute("SELECT file, sha256 FROM load_files").fetchall())
    assert batch == ("xinjiang", "xinjiang", NOW.isoformat(), "tests", len(rows_of("xinjiang")))
    assert {"datapackage.json", "statements.csv", "sources.csv"} <= files.keys()
    assert all(len(digest) == 64 for digest in files.values())


def test_what_a_package_requires_comes_first(missing: Path) -> None:
    report = loaded(missing, DATA / "xinjiang-later")
    assert [one.package for one in report.packages] == ["codes", "xinjiang", "xinjiang-later"]


def test_the_home_area_is_the_package_s(database: Path) -> None:
    loaded(database, DATA / "xinjiang")
    with as_of(database) as catalogue:
        assert catalogue.home_area == "CN-XJ"


def test_a_load_that_moves_home_says_so(database: Path) -> None:
    assert not any("name no area" in n for n in loaded(database, DATA / "xinjiang").notes)
    moved = [n for n in loaded(database, INVENTED).notes if "name no area" in n]
    assert len(moved) == 1
    assert "were about Xinjiang, and are about Pellandia from now on" in moved[0]


def test_a_table_that_a_package_drops_is_gone(database: Path, tmp_path: Path) -> None:
    names = [{"ALIAS": "the far west", "MEANS": "AREA=CN-XJ"}]
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], aliases=names))
    loaded(database, package(tmp_path / "desk", sources=[SOURCE]))
    with as_of(database) as catalogue:
        assert catalogue.vocabulary.lookup(["the far west"]) == {}


def test_rows_that_a_package_drops_are_gone(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    rows = [stated("1", "16.03"), stated("2", "10.83", TIME_PERIOD="2021-10")]
    names = [
        {"ALIAS": "the far west", "MEANS": "AREA=CN-XJ"},
        {"ALIAS": "XJ", "MEANS": "AREA=CN-XJ"},
    ]
    package(folder, sources=[SOURCE], statements=rows, aliases=names)
    loaded(database, folder)
    package(folder, sources=[SOURCE], statements=rows[:1], aliases=names[1:])
    report = loaded(database, folder).packages[-1]
    assert (report.removed, report.unchanged) == (1, 1)
    with as_of(database) as catalogue:
        (subject,) = catalogue.subjects({"ref_area": ["CN-XJ"]})
        assert [p.code for p in catalogue.periods(subject, limit=9)] == ["2021-11"]
        assert catalogue.vocabulary.lookup(["the far west"]) == {}
        assert catalogue.vocabulary.lookup(["xj"])


def test_a_newsroom_s_name_is_not_undone_by_a_newer_desk(missing: Path, tmp_path: Path) -> None:
    codes = tmp_path / "codes"
    shutil.copytree(open_package(DATA.parent / "bot" / "codes").folder, codes)
    port = {"CODE": "XX-PORT", "LABEL": "Erlian", "IN_SENTENCE": "", "KIND": "place"}
    loaded(missing, package(tmp_path / "ours", areas=[port]), codes=codes)
    with (codes / "areas.csv").open("a", encoding="utf-8") as stream:
        stream.write("XX-NEW,Newland,,country\nXX-PORT,Erenhot,,place\nXX-ALSO,Erlian,,place\n")
    loaded(missing, codes=codes)
    with as_of(missing) as catalogue:
        assert catalogue.label("area", "XX-PORT") == "Erlian"
        assert catalogue.label("area", "XX-NEW") == "Newland"
        assert set(catalogue.vocabulary.lookup(["erlian", "erenhot"])) == {"erlian"}


def test_what_is_stale(missing: Path, tmp_path: Path) -> None:
    copy = tmp_path / "xinjiang"
    shutil.copytree(DATA / "xinjiang", copy)
    assert is_stale(missing, [copy]), "there is no database"
    loaded(missing, copy)
    assert not is_stale(missing, [copy])
    with (copy / "aliases.csv").open("a", encoding="utf-8") as stream:
        stream.write("the far west,AREA=CN-XJ\n")
    assert is_stale(missing, [copy]), "a file of the package has changed"
    assert is_stale(missing, [DATA / "xinjiang-later"]), "it was never loaded"


def test_the_packages_loaded_by_default() -> None:
    assert [path.name for path in default_packages(DATA)] == ["xinjiang"]


# --- readers and other writers -----------------------------------------------------------


def test_a_reader_goes_on_reading_during_a_load(database: Path) -> None:
    loaded(database, DATA / "xinjiang")
    written, read = threading.Event(), threading.Event()

    def wait_for_the_reader(_: sqlite3.Connection) -> None:
        written.set()
        assert read.wait(20)

    load = threading.Thread(
        target=loaded,
        args=(database, DATA / "xinjiang-later"),
        kwargs={"after": wait_for_the_reader},
    )
    load.start()
    assert written.wait(20)
    wanted = {"ref_area": ["CN-XJ"], "counterpart_area": ["RCEP"]}
    with as_of(database) as catalogue:
        assert catalogue.subjects(wanted) == ()
        read.set()
        load.join()
        assert catalogue.subjects(wanted) == (), "a question saw two states of the file"
    with as_of(database) as catalogue:
        assert len(catalogue.subjects(wanted)) == 1


def test_labels_are_fresh_after_a_load(database: Path, tmp_path: Path) -> None:
    """What a connection remembers must not outlive what is on file."""
    area = {"CODE": "CN-XJ-BAKTU", "LABEL": "Baktu", "IN_SENTENCE": "", "KIND": "place"}
    folder = package(tmp_path / "names", areas=[area])
    loaded(database, folder)
    with as_of(database) as catalogue:
        assert catalogue.label("area", "CN-XJ-BAKTU") == "Baktu"
    package(folder, areas=[{**area, "LABEL": "Bakhty"}])
    loaded(database, folder)
    with as_of(database) as catalogue:
        assert catalogue.label("area", "CN-XJ-BAKTU") == "Bakhty"


def test_a_second_load_at_once_waits_or_says_so(database: Path) -> None:
    loaded(database)

    def load_another(_: sqlite3.Connection) -> None:
        with pytest.raises(DatabaseBusy, match="Nothing was changed; try again when it is done"):
            loaded(database, DATA / "xinjiang-later", wait=0.05)

    loaded(database, DATA / "xinjiang", after=load_another)
    assert loaded(database, DATA / "xinjiang-later").changed


def test_a_fault_at_the_end_undoes_the_whole_load(missing: Path) -> None:
    loaded(missing)
    before = dump(missing)

    def fail(_: sqlite3.Connection) -> None:
        raise RuntimeError("the checks broke")

    with pytest.raises(RuntimeError, match="the checks broke"):
        loaded(missing, DATA / "xinjiang", after=fail)
    assert dump(missing) == before


def test_a_database_put_in_the_place_of_another_is_read(database: Path, tmp_path: Path) -> None:
    loaded(database, DATA / "xinjiang")
    with as_of(database) as catalogue:
        assert catalogue.subjects({})
    other = tmp_path / "other.db"
    loaded(other)
    for end in ("", "-wal", "-shm"):
        Path(f"{database}{end}").unlink(missing_ok=True)
    other.rename(database)
    with as_of(database) as catalogue:
        assert catalogue.subjects({}) == ()


# --- what cannot be used -----------------------------------------------------------------


def test_no_database() -> None:
    with pytest.raises(NoFigures, match=r"There are no figures at .*nowhere\.db\. Load some first"):
        open_catalogue(Path("nowhere.db"), TODAY)


def test_an_empty_file_is_no_database(missing: Path) -> None:
    missing.touch()
    with pytest.raises(NoFigures):
        open_catalogue(missing, TODAY)
    assert is_stale(missing, [])
    assert loaded(missing).changed


@pytest.mark.parametrize("content", ["not a database, but long enough to be looked at" * 9, None])
def test_a_file_of_something_else_is_left_alone(missing: Path, content: str | None) -> None:
    if content is None:
        with closing(sqlite3.connect(missing)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    else:
        missing.write_text(content)
    before = missing.read_bytes()
    with pytest.raises(NotFigures, match="is not a file of the figures desk"):
        open_catalogue(missing, TODAY)
    with pytest.raises(NotFigures):
        loaded(missing)
    assert missing.read_bytes() == before


def test_a_database_of_a_newer_desk(database: Path) -> None:
    loaded(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OutdatedFigures, match="newer version of the desk"):
        open_catalogue(database, TODAY)
    with pytest.raises(OutdatedFigures):
        loaded(database, DATA / "xinjiang")


def test_a_database_of_an_earlier_desk_is_brought_up_to_date(database: Path) -> None:
    """Its tables are those of the first migration, and no view that this one knows."""
    loaded(database, DATA / "xinjiang")
    fresh = dump(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP VIEW current_figures")
        connection.execute("CREATE VIEW current_figures AS SELECT id FROM statements")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'plain_view'")
        connection.execute("DELETE FROM findings")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with pytest.raises(OutdatedFigures, match="Load a package once to bring it up to date"):
        open_catalogue(database, TODAY)
    assert is_stale(database, [DATA / "xinjiang"]), "figures run would not load it again"
    report = loaded(database, DATA / "xinjiang")
    assert not report.changed, "its figures were loaded again, though they are as they were"
    assert sorted(schema(dump(database))) == sorted(schema(fresh))
    with as_of(database) as catalogue:
        assert catalogue.subjects({})
    with closing(sqlite3.connect(database)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM findings").fetchone()
    assert found, "an earlier desk's findings stand, though the checks are others now"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnwritable, match="cannot be written"):
        loaded(tmp_path / "no such folder" / "figures.db")


def test_a_path_with_signs_of_an_address(tmp_path: Path) -> None:
    database = tmp_path / "50% of #1? yes & no.db"
    loaded(database, DATA / "xinjiang")
    with as_of(database) as catalogue:
        assert catalogue.subjects({})


def test_no_package(database: Path, tmp_path: Path) -> None:
    with pytest.raises(NoPackage, match=r"There is no datapackage\.json in"):
        loaded(database, tmp_path)


@pytest.mark.parametrize(
    ("descriptor", "sentence"),
    [
        ("{", "it is not JSON"),
        ("[]", "it is not a JSON object"),
        ('{"resources": []}', "it has no name"),
        ('{"name": "x", "figures": {"load": "always"}}', 'Write "default" or "on request"'),
        ('{"name": "x", "resources": []}', "it lists no resources"),
        ('{"name": "x", "resources": [{"name": "areas"}]}', "areas has no path"),
        (
            '{"name": "x", "resources": [{"name": "areas", "path": "a.csv"}]}',
            "there is no file a.csv",
        ),
        (
            '{"name": "x", "resources": [{"name": "areas", "path": "../a"}]}',
            "is outside the package",
        ),
        (
            '{"name": "x", "resources": [{"name": "notes", "path": "datapackage.json"}]}',
            "notes is not known",
        ),
    ],
)
def test_a_descriptor_that_cannot_be_used(
    database: Path, tmp_path: Path, descriptor: str, sentence: str
) -> None:
    (tmp_path / "datapackage.json").write_text(descriptor, encoding="utf-8")
    with pytest.raises(BadDescriptor, match=r"datapackage\.json: ") as fault:
        loaded(database, tmp_path)
    assert sentence in str(fault.value)


def test_a_requirement_that_is_not_there(database: Path, tmp_path: Path) -> None:
    asking = package(tmp_path / "a", figures={"requires": ["../b"]}, sources=[SOURCE])
    with pytest.raises(MissingRequirement, match="The package a requires the one in"):
        loaded(database, asking)


def test_a_requirement_by_its_name_is_told_that_it_is_a_path(
    database: Path, tmp_path: Path
) -> None:
    package(tmp_path / "places", sources=[SOURCE])
    asking = package(tmp_path / "gdp", figures={"requires": ["places"]}, sources=[SOURCE])
    with pytest.raises(MissingRequirement, match="not their names, by their paths from the folder"):
        loaded(database, asking)
    asking = package(tmp_path / "gdp", figures={"requires": "../places"}, sources=[SOURCE])
    with pytest.raises(BadDescriptor, match=r'by their paths from this one, as \["\.\./places"\]'):
        loaded(database, asking)


def test_packages_that_require_each_other(database: Path, tmp_path: Path) -> None:
    asking = package(tmp_path / "a", figures={"requires": ["../b"]}, sources=[SOURCE])
    package(tmp_path / "b", figures={"requires": ["../a"]}, sources=[SOURCE])
    with pytest.raises(CircularRequirement, match="requires itself"):
        loaded(database, asking)


def test_several_files_are_one_table(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", sources=[SOURCE], statements=[stated("1", "16.03")])
    header = (folder / "statements.csv").read_text(encoding="utf-8").splitlines()[0]
    second = stated("2", "12.4", TIME_PERIOD="2021-09")
    (folder / "more.csv").write_text(f"{header}\n{','.join(second.values())}\n", encoding="utf-8")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][1]["path"] = ["statements.csv", "more.csv"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert loaded(database, folder).packages[-1].new == 2
    with as_of(database) as catalogue:
        (subject,) = catalogue.subjects({})
        (found,) = catalogue.statements(subject, Period.of("2021-09"))
    assert (found.value, found.realtime_start) == ("12.4", date(2021, 12, 27))
