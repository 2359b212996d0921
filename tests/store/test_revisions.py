"""A release that looks botched stops a load before anything changes; a good one does not."""

from __future__ import annotations

import csv
import gzip
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.figures.period import Period
from bot.store.faults import LoadDoubted
from bot.store.loading import LoadReport
from bot.store.revisions import Printed, Revision
from tests.store.packages import as_of, loaded, package, source, stated

YEARS = range(1960, 2020)

Values = Mapping[str, str]


def release(folder: Path, code: str, published: str, values: Values, **cells: str) -> Path:
    """A package of yearly figures as one release gives them, by the year."""
    rows = [
        stated(year, value, SOURCE_ID=code, FREQ="A", TIME_PERIOD=year, **cells)
        for year, value in values.items()
    ]
    return package(folder, sources=[source(code, published)], statements=rows)


def grown(times: float = 1.0) -> dict[str, str]:
    """Sixty years of growth by a tenth a year."""
    return {str(year): f"{times * 1.1 ** (year - 1960):.4f}" for year in YEARS}


def shifted(by: int) -> dict[str, str]:
    values = grown(1.01)
    return {year: values.get(str(int(year) + by), "0.5") for year in values}


def some(count: int, times: float) -> dict[str, str]:
    """Every value revised by a little, and some of them by so much."""
    return {**grown(1.01), **dict(list(grown(times).items())[:count])}


@pytest.fixture
def on_file(database: Path, tmp_path: Path) -> Path:
    loaded(database, release(tmp_path / "yearly", "first", "2021-01-20", grown()), after=None)
    return database


def second(
    database: Path, values: Values, cells: Values | None = None, *, anyway: bool = False
) -> LoadReport:
    """The next release of those years, in the same package."""
    folder = database.parent / "yearly"
    release(folder, "second", "2022-01-20", values, **(cells or {}))
    return loaded(database, folder, after=None, anyway=anyway)


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


GOOD = {
    "by a hundredth": grown(1.01),
    "by nearly half": grown(1.95),
    "three of sixty doubled": some(3, 2.1),
    "four of sixty years gone": dict(list(grown(1.01).items())[2:]),
}

BOTCHED = {
    "every year shifted": (shifted(8), "of 60 values that it changes, 60 (100%) more than double"),
    "a scale slipped": (grown(1000), "60 (100%) more than double or halve"),
    "halved": (grown(0.4), "60 (100%) more than double or halve"),
    "nine of sixty": (some(9, 2.1), "of 60 values that it changes, 9 (15%) more than double"),
    "half a file": (
        dict(list(grown(1.01).items())[:30]),
        "of 60 rows that it has on file, 30 (50%) are no longer in its files",
    ),
}


@pytest.mark.parametrize("values", GOOD.values(), ids=GOOD)
def test_a_good_revision_is_loaded(on_file: Path, values: Values) -> None:
    report = second(on_file, values)
    assert report.packages[-1].revised == len(values)
    assert report.doubts == ()


@pytest.mark.parametrize(("values", "sentence"), BOTCHED.values(), ids=BOTCHED)
def test_a_botched_revision_stops(on_file: Path, values: Values, sentence: str) -> None:
    before = dump(on_file)
    with pytest.raises(LoadDoubted) as fault:
        second(on_file, values)
    said = str(fault.value)
    assert said.startswith("This looks like a slip and not like a revision, so nothing was loaded:")
    assert sentence in said
    assert said.endswith("If it is right as it is, load it with --anyway.")
    assert dump(on_file) == before


def test_a_botched_file_under_the_source_of_the_last_one_stops(on_file: Path) -> None:
    """It would count as corrections of our own, and overwrite what is on file."""
    folder, before = on_file.parent / "yearly", dump(on_file)
    release(folder, "first", "2021-01-20", shifted(8))
    with pytest.raises(LoadDoubted, match=r"source first: of 60 values that it changes, 60 \(100%"):
        loaded(on_file, folder, after=None)
    assert dump(on_file) == before
    assert loaded(on_file, folder, after=None, anyway=True).packages[-1].corrected == 60


@pytest.mark.parametrize(("values", "sentence"), BOTCHED.values(), ids=BOTCHED)
def test_what_was_looked_at_is_loaded_anyway(on_file: Path, values: Values, sentence: str) -> None:
    report = second(on_file, values, anyway=True)
    assert report.packages[-1].revised == len(values)
    assert sentence in report.doubts[0]


def test_values_withdrawn_by_the_publisher(on_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "yearly"
    rows = [
        stated(year, value, SOURCE_ID="second", FREQ="A", TIME_PERIOD=year)
        for year, value in grown(1.01).items()
    ]
    missing = {"OBS_VALUE": "", "OBS_STATUS": "M", "DECIMALS": "0"}
    rows = [{**row, **missing} if n < 20 else row for n, row in enumerate(rows)]
    package(folder, sources=[source("second", "2022-01-20")], statements=rows)
    with pytest.raises(
        LoadDoubted, match=r"of 60 values that it changes, 20 \(33%\) are withdrawn"
    ):
        loaded(on_file, folder, after=None)


def test_the_examples_are_the_largest(on_file: Path) -> None:
    with pytest.raises(LoadDoubted) as fault:
        second(on_file, {**some(9, 2.1), "2019": "9.9"})
    examples = [line for line in str(fault.value).splitlines() if "→" in line]
    assert len(examples) == 5
    assert examples[0].endswith(", 2019: 276.8015 → 9.9 with UNIT_MULT 9, −96.4%")


@pytest.mark.parametrize(
    "cells",
    [
        {"TRADE_FLOW": "B"},
        {"TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"},
        {"MEASURE": "RK", "UNIT_MEASURE": "NUM", "UNIT_MULT": "0"},
    ],
    ids=["a balance", "growth", "a rank"],
)
def test_what_may_be_anything_is_not_judged(
    database: Path, tmp_path: Path, cells: dict[str, str]
) -> None:
    """A growth of 0.1% that becomes 0.3% is a revision like others."""
    first = {year: str(int(year) % 7 + 1) for year in grown()}
    loaded(database, release(tmp_path / "yearly", "first", "2021-01-20", first, **cells))
    other = {year: str(int(value) * 3) for year, value in first.items()}
    assert second(database, other, cells).doubts == ()


def test_a_few_values_tell_nothing(database: Path, tmp_path: Path) -> None:
    few = dict(list(grown().items())[:25])
    loaded(database, release(tmp_path / "yearly", "first", "2021-01-20", few), after=None)
    report = second(database, {year: f"{float(value) * 3:.4f}" for year, value in few.items()})
    assert report.packages[-1].revised == 25


def test_a_botched_release_does_not_hide_among_good_ones(database: Path, tmp_path: Path) -> None:
    """Five releases in one load: the bad one is judged by itself."""
    releases = [source(f"r{n}", f"202{n}-01-20") for n in range(6)]
    rows = [
        stated(f"{n}-{year}", value, SOURCE_ID=f"r{n}", FREQ="A", TIME_PERIOD=year)
        for n in range(6)
        for year, value in (some(9, 2.1) if n == 3 else grown(1 + n / 100)).items()
    ]
    folder = package(tmp_path / "all", sources=releases, statements=rows)
    with pytest.raises(LoadDoubted) as fault:
        loaded(database, folder, after=None)
    assert "all, source r3: of 60 values" in str(fault.value)


@pytest.mark.parametrize(
    ("old", "new", "level", "said"),
    [
        (Printed("16.03", 9), Printed("15.70", 9), True, "16.03 → 15.70 with UNIT_MULT 9, −2.1%"),
        (Printed("100", 0), Printed("100.05", 0), True, "100 → 100.05, +0.1%"),
        (Printed("100", 0), Printed("100.049", 0), True, "100 → 100.049, by less than 0.1%"),
        (
            Printed("2", 9),
            Printed("2100", 6),
            True,
            "2 with UNIT_MULT 9 → 2100 with UNIT_MULT 6, +5.0%",
        ),
        (Printed("10", 0), Printed("39.99", 0), True, "10 → 39.99, +299.9%"),
        (Printed("10", 0), Printed("125", 0), True, "10 → 125, 13 times"),
        (Printed("-3", 0), Printed("2", 0), True, "-3 → 2"),
        (Printed("0.1", 0), Printed("0.3", 0), False, "0.1 → 0.3"),
    ],
)
def test_a_revision_in_words(old: Printed, new: Printed, level: bool, said: str) -> None:
    assert str(Revision("Trade", "2021", old, new, level)) == f"Trade, 2021: {said}"


# --- world GDP as the World Bank has revised it --------------------------------------------


@pytest.fixture(scope="module")
def gdp(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Packages of the dated files: five good vintages, and a sixth with its years shifted."""
    files = sorted((shared / "datasets" / "gdp-worldbank" / "vintages").glob("gdp_*.csv.gz"))
    assert len(files) == 6
    places: dict[str, str] = {}
    vintages: list[list[dict[str, str]]] = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            vintages.append(list(csv.DictReader(stream)))
        places.update((row["Country Code"], row["Country Name"]) for row in vintages[-1])
    folder = tmp_path_factory.mktemp("gdp")
    named = package(
        folder / "places",
        areas=[
            {"CODE": f"WB-{code}", "LABEL": f"{name} ({code})", "IN_SENTENCE": "", "KIND": "place"}
            for code, name in places.items()
        ],
        indicators=[{"CODE": "GDP", "LABEL": "gross domestic product", "KIND": "flow"}],
    )
    assert named.is_dir()

    def written(number: int) -> Path:
        day = files[number].name.split("_")[1]
        release = source(f"wdi-{day}", day, publisher="World Bank")
        rows = [
            stated(
                f"{row['Country Code']}-{row['Year']}",
                row["Value"],
                SOURCE_ID=release["SOURCE_ID"],
                FREQ="A",
                REF_AREA=f"WB-{row['Country Code']}",
                COUNTERPART_AREA="_Z",
                INDICATOR="GDP",
                TRADE_FLOW="_Z",
                PRODUCT="_Z",
                COVERAGE="_Z",
                UNIT_MEASURE="USD",
                UNIT_MULT="0",
                TIME_PERIOD=row["Year"],
                LOCATOR="",
            )
            for row in vintages[number]
        ]
        requires = {"requires": ["../places"]}
        return package(folder / f"gdp-{day}", figures=requires, sources=[release], statements=rows)

    return written


def test_the_good_vintages_of_gdp_load_and_the_botched_one_stops(
    database: Path, gdp: Callable[[int], Path]
) -> None:
    for number in range(5):
        report = loaded(database, gdp(number), after=None)
        assert report.doubts == (), f"vintage {number} is as published"
        assert bool(report.packages[-1].revised) == (number > 0)
    botched = gdp(5)
    before = dump(database)
    with pytest.raises(LoadDoubted) as fault:
        loaded(database, botched, after=None)
    said = "wdi-2024-10-20: of 10,025 values that it changes, 1,659 (17%) more than double or halve"
    assert said in str(fault.value)
    assert dump(database) == before
    assert nigeria(database, "2013-06-30") == "228637855746.94"


def nigeria(database: Path, day: str) -> str | None:
    """Its GDP of 2010 as it was known on that day."""
    with as_of(database, day) as catalogue:
        (subject,) = catalogue.subjects({"ref_area": ["WB-NGA"]})
        (found,) = catalogue.statements(subject, Period.of("2010"))
    return found.value
