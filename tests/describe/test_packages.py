"""Whole packages as ``figures describe --output`` writes them: asked about, answered, loaded."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store.faults import QuestionsOpen, RowsRefused
from bot.store.loading import load
from tests.conftest import ROOT
from tests.describe.conftest import Folder, run
from tests.test_mappings import completed

TRADE = "Month;Exports;Imports\nJanuary 2001;1,187.5;8,427.5\nFebruary 2001;1,289.8;6,375.6\n"
ANSWERS = {
    "REF_AREA": "US",
    "COUNTERPART_AREA": "CN",
    "PRODUCT": "_T",
    "INDICATOR": "TRADE",
    "SEASONAL_ADJUST": "N",
    "UNIT_MEASURE": "USD",
    "UNIT_MULT": "6",
}
PUBLISHED = ("--publisher", "Statistics Office", "--published", "2021-12-27")


def loaded(database: Path, *packages: Path) -> None:
    load(database, packages, now=datetime(2027, 1, 1, tzinfo=UTC), who="tests")


def figures_on(database: Path, *, with_indicator: bool = True) -> list[tuple[Any, ...]]:
    """Every statement: its series, period, value and what was printed of it."""
    dimensions = "freq ref_area counterpart_area trade_flow product seasonal_adjust unit"
    columns = [f"series.{name}" for name in dimensions.split()]
    columns += [
        "period",
        "value",
        "unit_mult",
        "decimals",
        "coalesce(qualifier, 'EQ')",
        "statements.status",
    ]
    if with_indicator:
        columns.append("series.indicator")
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            f"SELECT {', '.join(columns)} FROM statements JOIN series ON series.id = series"  # noqa: S608
            " ORDER BY 1, 2, 3, 4, 8, 9"
        ).fetchall()


def written(file: Path, folder: Folder, *options: str) -> str:
    found = run(str(file), "--output", str(folder.path), *options)
    assert (found.status, found.package) == (0, {}), found.said
    return found.said


@pytest.fixture
def trade(tmp_path: Path) -> Path:
    file = tmp_path / "trade.csv"
    file.write_text(TRADE, encoding="utf-8")
    return file


def test_the_questions_of_a_package_are_refused_all_at_once(
    trade: Path, folder: Folder, tmp_path: Path
) -> None:
    said = written(trade, folder)
    assert (folder.path / "trade.csv").read_text("utf-8") == TRADE
    database = tmp_path / "figures.db"
    with pytest.raises(QuestionsOpen) as fault:
        loaded(database, folder.path)
    words = str(fault.value)
    assert words.startswith("The package package cannot be loaded before 9 questions are answered:")
    for question in (
        "package/datapackage.json, trade, REF_AREA: Which area are these figures of?",
        "package/datapackage.json, trade, UNIT_MEASURE: In which unit are the numbers?",
        "package/sources.csv, line 2, PUBLISHER: Who published it?",
        "package/sources.csv, line 2, PUBLISHED: On which day was it published?",
    ):
        assert question in words, words
        assert question.partition("/")[2].removeprefix("datapackage.json, ") in said, said
    assert not database.exists()


def test_with_its_questions_answered_a_package_loads(
    trade: Path, folder: Folder, tmp_path: Path
) -> None:
    written(trade, folder, *PUBLISHED)
    folder.answer_constants(**ANSWERS)
    loaded(tmp_path / "figures.db", folder.path)
    exports = (
        "M",
        "US",
        "CN",
        "X",
        "_T",
        "N",
        "USD",
        "2001-01",
        "1187.5",
        6,
        1,
        "EQ",
        "A",
        "TRADE",
    )
    assert exports in figures_on(tmp_path / "figures.db")


def test_a_compressed_table_loads(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "trade.csv.gz"
    file.write_bytes(gzip.compress(TRADE.encode()))
    written(file, folder, *PUBLISHED)
    folder.answer_constants(**ANSWERS)
    loaded(tmp_path / "figures.db", folder.path)
    assert len(figures_on(tmp_path / "figures.db")) == 4
    (folder.path / "trade.csv.gz").write_bytes(gzip.compress(TRADE.encode())[:40])
    with pytest.raises(RowsRefused) as fault:
        loaded(tmp_path / "figures.db", folder.path)
    assert "it is not what gzip writes, or it is cut off; compress the file anew" in str(
        fault.value
    )


def test_where_everything_is_told_there_is_no_question(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(
        '"Title","Unemployment rate SA (%)"\n"CDID","MGSX"\n"Release date","2023-06-30"\n'
        '"2020","4.6"\n"2021","4.5"\n',
        encoding="utf-8",
    )
    said = written(file, folder, "--publisher", "Statistics Office", "--area", "GB")
    assert "No question is left." in said
    loaded(tmp_path / "figures.db", folder.path)
    (row,) = [row for row in figures_on(tmp_path / "figures.db") if row[7] == "2021"]
    assert row[-1] == "MGSX"
    assert folder.read("sources.csv")[0]["PUBLISHED"] == "2023-06-30"
    assert folder.described["figures"]["home_area"] == "GB"


def test_nothing_is_written_over(trade: Path, folder: Folder) -> None:
    folder.path.mkdir()
    found = run(str(trade), "--output", str(folder.path))
    assert found.status == 1
    assert "a description overwrites nothing. Name another folder" in found.said
    assert list(folder.path.iterdir()) == []


def test_an_area_that_is_none_is_refused(trade: Path) -> None:
    found = run(str(trade), "--area", "XX")
    assert found.status == 1
    assert "There is no area XX among the desk's codes" in found.said


CATALOGUE_TITLES = {f"AA{n:02}": f"Sales of thing {n}: SA £m" for n in range(60)}


def catalogue(titles: Mapping[str, str], value: int = 1) -> str:
    """A table with a block of titles below it."""
    rows = ["," + ",".join(titles)]
    for year in range(2000, 2008):
        quarters = [[value + year + n + q for n in range(len(titles))] for q in range(4)]
        sums = [sum(quarter) for quarter in zip(*quarters, strict=True)]
        rows.append(",".join([f'"{year}"', *map(str, sums)]))
        rows += [
            ",".join([f'"{year} Q{q}"', *map(str, each)]) for q, each in enumerate(quarters, 1)
        ]
    rows += ["", "© Crown Copyright", ""]
    for code, title in titles.items():
        rows += [f'{code},"{title}"', ",seasonal_adjustment='SA'", ",base_period='-'"]
    return "\n".join(rows) + "\n"


def test_a_catalogue_asks_nothing_of_its_series(folder: Folder, tmp_path: Path) -> None:
    titles = {
        **CATALOGUE_TITLES,
        "AA57": "Sales of thing 1: SA £m",  # told apart by its code
        "AA58": "Sales of no stated unit",
        "AA59": "Sales: NSA £m",  # and the block says SA
    }
    file = tmp_path / "sales.csv"
    file.write_bytes(catalogue(titles).encode("iso-8859-1"))
    said = written(file, folder, *PUBLISHED, "--area", "GB")
    assert "No question is left." in said
    assert "60 series, found by a search of their titles" in said
    (table, *_) = folder.described["resources"]
    assert (table["encoding"], table["figures"]["until"]) == ("iso-8859-1", "")
    assert table["figures"]["columns"] == "columns/sales.csv"
    assert [field["name"] for field in table["schema"]["fields"]] == [""]
    columns = {row["COLUMN"]: row for row in folder.read("columns/sales.csv")}
    assert columns["AA01"] == {
        "COLUMN": "AA01", "INDICATOR": "AA01", "SEASONAL_ADJUST": "S", "UNIT_MEASURE": "GBP",
        "UNIT_MULT": "6",
    }  # fmt: skip
    assert (columns["AA58"]["UNIT_MEASURE"], columns["AA58"]["UNIT_MULT"]) == ("_U", "0")
    assert columns["AA59"]["SEASONAL_ADJUST"] == "_U"
    indicators = {row["CODE"]: row for row in folder.read("indicators.csv")}
    assert indicators["AA57"]["LABEL"] == "Sales of thing 1: SA £m (AA57)"
    assert {row["FOUND_BY"] for row in indicators.values()} == {"search"}
    assert {row["KIND"] for row in indicators.values()} == {"flow"}
    (unit,) = folder.read("units.csv")
    assert unit["ONE"] == "(unit not stated)"
    (code,) = folder.read("codes.csv")
    assert (code["DIMENSION"], code["CODE"]) == ("SEASONAL_ADJUST", "_U")


def test_a_title_that_may_be_cut_off_tells_no_unit(folder: Folder, tmp_path: Path) -> None:
    titles = {
        code: f"{title:<30}".replace(" ", "x")[:30] + " £m"
        for code, title in CATALOGUE_TITLES.items()
    }
    titles["AA01"] = titles["AA01"][:-3] + "x: £"  # as long as the others: the rest may be gone
    titles["AA02"] = "Pay in £"
    file = tmp_path / "sales.csv"
    file.write_bytes(catalogue(titles).encode("iso-8859-1"))
    written(file, folder, *PUBLISHED, "--area", "GB")
    units = {row["COLUMN"]: row["UNIT_MEASURE"] for row in folder.read("columns/sales.csv")}
    assert (units["AA01"], units["AA02"], units["AA03"]) == ("_U", "GBP", "GBP")


def test_a_series_of_two_files_is_one_where_they_agree(folder: Folder, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(catalogue(CATALOGUE_TITLES).encode("iso-8859-1"))
    changed = catalogue(CATALOGUE_TITLES).replace('"2000 Q2",2002', '"2000 Q2",2009')
    assert changed != catalogue(CATALOGUE_TITLES)
    second.write_bytes(changed.encode("iso-8859-1"))
    found = run(str(first), str(second), "--output", str(folder.path), *PUBLISHED, "--area", "GB")
    assert found.status == 0, found.said
    assert "1 series stand in several files with other numbers" in found.said
    codes = {row["CODE"]: row["LABEL"] for row in folder.read("indicators.csv")}
    assert len(codes) == 61
    assert codes["AA00.FIRST"] == "Sales of thing 0: SA £m (AA00.FIRST)"
    assert codes["AA00.SECOND"] == "Sales of thing 0: SA £m (AA00.SECOND)"
    assert len(folder.read("sources.csv")) == 2


def workbook(file: Path) -> None:
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["Prices of goods"])
    sheet = book.create_sheet("Data")
    sheet.append(["Prices of goods, not seasonally adjusted"])
    sheet.append([])
    sheet.append(["Month", "Price (£)", "Change on the month, %"])
    for month, price in enumerate((0.1 + 0.2, 85.4, 1234.5), 1):
        sheet.append([date(2021, month, 1), price, 0.125])
        sheet.cell(sheet.max_row, 2).number_format = "#,##0.00"
        sheet.cell(sheet.max_row, 3).number_format = "0.0%"
    book.save(file)


def test_a_workbook(folder: Folder, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    file = tmp_path / "prices.xlsx"
    workbook(file)
    said = written(file, folder, *PUBLISHED, "--area", "GB")
    assert "sheet Data (not read: Notes)" in said
    (table, *_) = folder.described["resources"]
    assert table["dialect"] == {"sheetName": "Data", "headerRows": [3]}
    folder.answer("indicators.csv", LABEL="price of goods", KIND="price")
    rows = folder.read("indicators.csv")
    rows[1]["LABEL"] = "change of prices"
    folder.write("indicators.csv", rows)
    loaded(tmp_path / "figures.db", folder.path)
    described = folder.described
    described["resources"][0]["dialect"]["sheetName"] = "Prices"
    other = Folder(tmp_path / "other")
    shutil.copytree(folder.path, other.path)
    other.describe(described)
    with pytest.raises(RowsRefused, match="it has no sheet Prices; its sheets are Notes, Data"):
        loaded(tmp_path / "figures.db", other.path)
    values = {(row[6], row[7]): row[8] for row in figures_on(tmp_path / "figures.db")}
    assert values["GBP", "2021-01"] == "0.30"
    assert values["GBP", "2021-02"] == "85.40"
    assert values["GBP", "2021-03"] == "1234.50"
    assert values["PT", "2021-01"] == "12.5"


def test_a_workbook_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    file = tmp_path / "prices.xlsx"
    file.write_bytes(b"PK\x03\x04")
    found = run(str(file))
    assert found.status == 1
    assert "Install the desk's extra xlsx" in found.said


OPEN = [
    # package, file, options, answers to constants, to indicators.csv
    (
        "oil-prices", "data/brent-monthly.csv", {"REF_AREA": "W1", "SEASONAL_ADJUST": "N"},
        [{"LABEL": "Brent crude oil price"}],
    ),
    (
        "oil-prices", "data/wti-weekly.csv", {"REF_AREA": "W1", "SEASONAL_ADJUST": "N"},
        [{"LABEL": "WTI crude oil price"}],
    ),
    (
        "oil-prices", "data/brent-daily.csv", {"REF_AREA": "W1", "SEASONAL_ADJUST": "N"},
        [{"LABEL": "Brent crude oil price"}],
    ),
    ("us-china-trade", "usa-china-trade-data.csv", ANSWERS, []),
    (
        "cpi-us", "data/cpiai.csv", {"REF_AREA": "US", "SEASONAL_ADJUST": "N"},
        [{"LABEL": "consumer price index"}],
    ),
    (
        "gdp-worldbank", "data/gdp.csv", {"SEASONAL_ADJUST": "N", "DECIMALS": "0"},
        [{"LABEL": "gross domestic product", "KIND": "flow"}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "constants", "indicators"), OPEN)
def test_open_data_described_and_answered_are_as_with_the_mapping_made_by_hand(
    shared: Path,
    folder: Folder,
    tmp_path: Path,
    name: str,
    path: str,
    constants: dict[str, str],
    indicators: list[dict[str, str]],
) -> None:
    written(shared / "datasets" / name / path, folder)
    by_hand = completed(name, shared, tmp_path / "by-hand")
    mapping = json.loads((by_hand / "datapackage.json").read_text("utf-8"))
    described = folder.described
    table = described["resources"][0]
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    if "Inflation" in fields:  # worked out by whoever made the file: not to be read
        del fields["Inflation"]["figures"]
        folder.write("indicators.csv", folder.read("indicators.csv")[:1])
    folder.describe(described)
    folder.answer_constants(**constants)
    folder.answer("sources.csv", PUBLISHER="A publisher", PUBLISHED="2026-08-20")
    for answers in indicators:
        folder.answer("indicators.csv", **answers)
    if "Country Code" in fields:
        codes = next(
            field["figures"]["codes"]
            for field in json.loads((by_hand / "gdp.schema.json").read_text("utf-8"))["fields"]
            if field["name"] == "Country Code"
        )
        mine = fields["Country Code"]["figures"]["codes"]
        known = {text: code for text, code in mine.items() if not code.startswith("?")}
        assert len(known) > 210
        assert {text: codes[text] for text in known} == known
        described = folder.described
        own = described["resources"][0]["schema"]["fields"]
        next(f for f in own if f["name"] == "Country Code")["figures"]["codes"] = codes
        described["resources"].append({"name": "areas", "path": "areas.csv"})
        (folder.path / "areas.csv").write_bytes((by_hand / "areas.csv").read_bytes())
        folder.describe(described)
    loaded(tmp_path / "described.db", folder.path)
    # By hand, all but this one table is left out.
    mapping["resources"] = [
        each
        for each in mapping["resources"]
        if each["path"] == path or ("figures" not in each and each["name"] != "statements")
    ]
    (by_hand / "datapackage.json").write_text(json.dumps(mapping), encoding="utf-8")
    (by_hand / "statements.csv").unlink(missing_ok=True)
    loaded(tmp_path / "by-hand.db", by_hand)
    mine, theirs = (
        figures_on(tmp_path / database, with_indicator=False)
        for database in ("described.db", "by-hand.db")
    )
    assert len(mine) > 200
    assert mine == theirs


def test_the_trade_file_of_the_uk_asks_nothing(shared: Path, folder: Folder) -> None:
    file = shared / "datasets" / "ons-timeseries" / "plain" / "MRET.csv"
    said = written(
        file, folder, "--publisher", "Office for National Statistics", "--published", "2014-10-09",
        "--area", "GB",
    )  # fmt: skip
    assert "No question is left." in said
    columns = {row["COLUMN"]: row for row in folder.read("columns/mret.csv")}
    assert len(columns) == 806
    indicators = {row["CODE"]: row for row in folder.read("indicators.csv")}
    by_hand = json.loads(
        (ROOT / "tests/packages/ons-timeseries/datapackage.json").read_text("utf-8")
    )
    for field in by_hand["resources"][0]["schema"]["fields"][1:]:
        column = columns[field["name"]]
        assert column["SEASONAL_ADJUST"] == "S", column
        assert column["UNIT_MEASURE"] in ("GBP", "_U"), column
        assert indicators[column["INDICATOR"]]["KIND"] == "flow"
    assert (columns["BOKG"]["UNIT_MEASURE"], columns["BOKG"]["UNIT_MULT"]) == ("GBP", "6")


def test_a_column_that_is_answered_with_null_is_left_out(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "trips.csv"
    file.write_text("Year,Desk,Trips (%)\n2018,a,1.5\n2019,b,2.5\n2020,b,3.5\n", "utf-8")
    written(file, folder, *PUBLISHED, "--area", "US")
    folder.answer("indicators.csv", LABEL="trips")
    described = folder.described
    table = described["resources"][0]
    (desk,) = (field for field in table["schema"]["fields"] if field["name"] == "Desk")
    assert desk["figures"]["column"].startswith("? What does column 'Desk' hold (a, b)?")
    desk["figures"]["column"] = None
    table["figures"]["constants"]["SEASONAL_ADJUST"] = "N"
    folder.describe(described)
    loaded(tmp_path / "figures.db", folder.path)
    assert len(figures_on(tmp_path / "figures.db")) == 3
