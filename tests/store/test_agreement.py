"""Rows of which each cell is right, and that cannot be: the load refuses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.store.faults import RowsRefused
from tests.store.packages import SOURCE, loaded, package, source, stated

YTD = {"ACCUMULATION": "YTD"}
MOON = {"CODE": "MOON", "LABEL": "Moon", "IN_SENTENCE": "the Moon", "KIND": "place"}


def refusals(database: Path, *folders: Path) -> list[str]:
    """What the load refuses, file and line first; empty where it loads."""
    try:
        loaded(database, *folders)
    except RowsRefused as fault:
        return [str(refusal) for refusal in fault.refusals]
    return []


# --- one source, one number --------------------------------------------------------------


def test_two_numbers_of_one_source_for_one_thing(database: Path, tmp_path: Path) -> None:
    rows = [stated("1", "16.03"), stated("2", "19.30")]
    folder = package(tmp_path / "desk", sources=[SOURCE], statements=rows)
    assert refusals(database, folder) == [
        (
            "desk/statements.csv, line 3, OBS_VALUE '19.30': 19.30 here, 16.03 on line 2, of the "
            "same source, series and period: keep one; a correction goes in the place of the "
            "wrong row"
        )
    ]


@pytest.mark.parametrize(
    ("second", "agrees"),
    [
        (stated("2", "16.04"), False),
        (stated("2", "16.0"), True),
        (stated("2", "16", OBS_QUALIFIER="GT"), True),
        (stated("2", "17", OBS_QUALIFIER="LT"), True),
        (stated("2", "17", OBS_QUALIFIER="GT"), False),
        (stated("2", "16.03", UNIT_MULT="6"), False),
        (stated("2", "16030", UNIT_MULT="6"), True),
        (stated("2", "2.52", UNIT_MEASURE="USD", MEASURE="XC"), True),
        (stated("2", "128.1", **YTD), True),
        (stated("2", "12.4", TIME_PERIOD="2021-10"), True),
        (stated("2", "12.4", SOURCE_ID="second"), True),
        (stated("2", "12.4", COVERAGE="PORTS"), True),
    ],
)
def test_what_one_source_may_say_beside_16_03(
    database: Path, tmp_path: Path, second: dict[str, str], agrees: bool
) -> None:
    sources = [SOURCE, source("second", "2022-01-20")]
    folder = package(tmp_path / "desk", sources=sources, statements=[stated("1", "16.03"), second])
    assert (refusals(database, folder) == []) == agrees


# --- what has not happened ---------------------------------------------------------------

EARLY = [
    # published 27 December 2021: cells, whether it may load
    ({"TIME_PERIOD": "2021-12"}, False),
    ({"TIME_PERIOD": "2021-12", **YTD}, False),
    ({"TIME_PERIOD": "2021-12", "TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT"}, False),
    ({"TIME_PERIOD": "2021", "FREQ": "A"}, False),
    ({"TIME_PERIOD": "2021", "FREQ": "A", "OBS_STATUS": "E"}, True),
    ({"TIME_PERIOD": "2022", "FREQ": "A", "OBS_STATUS": "F"}, True),
    ({"TIME_PERIOD": "2022", "FREQ": "A", "OBS_STATUS": "E"}, False),
    ({"TIME_PERIOD": "2021-12", "OBS_STATUS": "P"}, False),
    ({"TIME_PERIOD": "2021-12-27", "FREQ": "D"}, True),
    ({"TIME_PERIOD": "2021-12-27", "FREQ": "D", **YTD}, True),
    ({"TIME_PERIOD": "2021-12-28", "FREQ": "D"}, False),
    ({"TIME_PERIOD": "2021-01-01/P361D", "FREQ": "D"}, True),
    ({"TIME_PERIOD": "2021-01-01/P362D", "FREQ": "D"}, False),
    ({"TIME_PERIOD": "2021-W52", "FREQ": "W"}, True),  # 27 December is its Monday
    ({"TIME_PERIOD": "2022-W01", "FREQ": "W"}, False),
    ({"TIME_PERIOD": "2021", "FREQ": "A", "MEASURE": "RK", "UNIT_MEASURE": "_Z"}, True),
    ({"TIME_PERIOD": "2022", "FREQ": "A", "MEASURE": "RK", "UNIT_MEASURE": "_Z"}, False),
    ({"TIME_PERIOD": "2021-12", "INDICATOR": "LOAN_PRIME"}, True),  # a rate, set on the 20th
    ({"TIME_PERIOD": "2022-01", "INDICATOR": "LOAN_PRIME"}, False),
]


@pytest.mark.parametrize(("cells", "loads"), EARLY)
def test_a_figure_is_published_when_its_period_is_over(
    database: Path, tmp_path: Path, cells: dict[str, str], loads: bool
) -> None:
    rate = {"CODE": "LOAN_PRIME", "LABEL": "loan prime rate", "KIND": "rate"}
    folder = package(
        tmp_path / "desk",
        indicators=[{**rate, "PARENT": "", "ONE": "", "MANY": ""}],
        sources=[SOURCE],
        statements=[stated("1", "4", **cells)],
    )
    found = refusals(database, folder)
    assert (found == []) == loads, found
    assert loads or "after its source was published (2021-12-27)" in found[0]


def test_a_figure_to_date_is_told_how_to_be_written(database: Path, tmp_path: Path) -> None:
    row = stated("1", "4", TIME_PERIOD="2021-12", **YTD)
    folder = package(tmp_path / "desk", sources=[SOURCE], statements=[row])
    (said,) = refusals(database, folder)
    assert "or write the days it covers, as 2021-01-01/P361D" in said


# --- one code, one row; one name, one code -----------------------------------------------


def kazakhstan(**cells: str) -> dict[str, str]:
    row = {"CODE": "KZ", "LABEL": "Kazakhstan", "IN_SENTENCE": "", "KIND": "country"}
    return {**row, **cells}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (kazakhstan(), None),
        (kazakhstan(LABEL="Kasachstan"), "KZ is already Kazakhstan in codes/areas.csv"),
        (kazakhstan(KIND="group"), "the row of KZ in codes/areas.csv has country here"),
        (kazakhstan(CODE="KAZ"), "Kazakhstan is already the name of KZ in codes/areas.csv"),
        (kazakhstan(CODE="EUX", LABEL="The E.U."), "is already the name of EU in codes/areas.csv"),
        (kazakhstan(CODE="XX", LABEL="x", IN_SENTENCE="the world"), "the name of W1 in codes"),
        (MOON, None),
    ],
)
def test_an_area_beside_the_desk_s_own(
    database: Path, tmp_path: Path, row: dict[str, str], said: str | None
) -> None:
    found = refusals(database, package(tmp_path / "desk", areas=[row]))
    if said is None:
        assert found == []
    else:
        assert said in found[0]


def test_a_unit_and_a_measure_of_another_s_code(database: Path, tmp_path: Path) -> None:
    yuan = {"CODE": "CNY", "KIND": "currency", "ONE": "renminbi", "MANY": "yuan", "PREFIX": ""}
    trade = {"CODE": "TRADE", "LABEL": "trade", "KIND": "stock"}
    folder = package(tmp_path / "desk", units=[yuan], indicators=[trade])
    first, second = refusals(database, folder)
    assert "ONE 'renminbi': the row of CNY in codes/units.csv has yuan here" in first
    assert "KIND 'stock': the row of TRADE in codes/indicators.csv has flow here" in second


def test_two_areas_of_one_name_in_a_file(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", areas=[MOON, {**MOON, "CODE": "LUNA"}])
    assert refusals(database, folder) == [
        (
            "desk/areas.csv, line 3, LABEL 'Moon': Moon is already the name of MOON in "
            "desk/areas.csv; name one otherwise"
        )
    ]


def test_two_packages_of_one_load(database: Path, tmp_path: Path) -> None:
    first = package(tmp_path / "a", areas=[MOON])
    second = package(tmp_path / "b", areas=[{**MOON, "LABEL": "Luna"}])
    assert "MOON is already Moon in a/areas.csv" in refusals(database, first, second)[0]
    assert refusals(database, first) == []
    assert "MOON is already Moon in a/areas.csv" in refusals(database, second)[0]


def test_a_package_changes_and_gives_up_its_own(database: Path, tmp_path: Path) -> None:
    mars = {**MOON, "CODE": "MARS", "LABEL": "Mars", "IN_SENTENCE": ""}
    folder = package(tmp_path / "a", areas=[MOON, mars])
    assert refusals(database, folder) == []
    swapped = [{**MOON, "LABEL": "Mars", "IN_SENTENCE": ""}, {**mars, "LABEL": "Moon"}]
    assert refusals(database, package(folder, areas=swapped)) == []
    other = package(tmp_path / "b", areas=[{**MOON, "LABEL": "Luna"}])
    assert refusals(database, other) != []
    assert refusals(database, package(folder, areas=swapped[1:])) == []
    assert refusals(database, package(tmp_path / "b", areas=[{**MOON, "LABEL": "Luna"}])) != [], (
        "its form inside a sentence is the Moon, which is MARS now"
    )
    luna = {**MOON, "LABEL": "Luna", "IN_SENTENCE": ""}
    assert refusals(database, package(tmp_path / "b", areas=[luna])) == []


def test_a_percentage_is_never_of_what_adds_up(database: Path, tmp_path: Path) -> None:
    """So that no reply adds 1.5% and 1.6% up."""
    row = stated("1", "4.2", UNIT_MEASURE="PT", UNIT_MULT="0")
    with pytest.raises(RowsRefused) as caught:
        loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=[row]))
    assert "it is a percentage, and TRADE is a flow, which adds up" in str(caught.value)


# --- one source, one row -----------------------------------------------------------------

DAILY = {**SOURCE, "TITLE": "Trade in 2021", "URL": "https://example.org/1", "NOTE": "by hand"}


@pytest.mark.parametrize(
    ("column", "says", "stands"),
    [
        ("PUBLISHED", "2021-12-01", "2021-12-27"),
        ("PUBLISHER", "Urumqi customs", "Urumqi Customs"),
        ("TITLE", "", "Trade in 2021"),
        ("URL", "https://example.org/2", "https://example.org/1"),
        ("NOTE", "", "by hand"),
        ("ROUNDING", "truncated", "rounded"),
    ],
)
def test_what_another_package_says_of_a_source(
    database: Path, tmp_path: Path, column: str, says: str, stands: str
) -> None:
    one = package(tmp_path / "one", sources=[DAILY], statements=[stated("1", "16.03")])
    rows = [stated("1", "12.4", TIME_PERIOD="2021-10")]
    other = package(tmp_path / "other", sources=[{**DAILY, column: says}], statements=rows)
    loaded(database, one)
    expected = [
        (
            f"other/sources.csv, line 2, {column} {says!r}: the row of first in one/sources.csv has "
            f"{stands} here; repeat that row as it is, change it there, or give another release "
            "another SOURCE_ID"
        )
    ]
    assert refusals(database, other) == expected
    assert refusals(database, one, other) == expected, "both in one load"
    package(other, sources=[DAILY], statements=rows)
    assert refusals(database, other) == [], "a package may repeat another's source"
    mended = package(one, sources=[{**DAILY, column: says}], statements=[stated("1", "16.03")])
    assert refusals(database, mended) == [], "a package may change its own"


def test_a_source_that_moves_is_told(database: Path, tmp_path: Path) -> None:
    rows = [stated("1", "16.03")]
    folder = package(tmp_path / "desk", sources=[SOURCE], statements=rows)
    assert loaded(database, folder).notes == ()
    moved = {**SOURCE, "PUBLISHED": "2021-12-28", "PUBLISHER": "Customs"}
    assert loaded(database, package(folder, sources=[moved], statements=rows)).notes == (
        "desk: the date of first moved from 2021-12-27 to 2021-12-28.",
        "desk: the publisher of first moved from Urumqi Customs to Customs.",
    )
    named = {**moved, "TITLE": "Trade"}
    assert loaded(database, package(folder, sources=[named], statements=rows)).notes == ()


# --- one source in two packages ----------------------------------------------------------


def in_two(tmp_path: Path, *second: dict[str, str]) -> tuple[Path, Path]:
    """The first has 16.03 and 12.4 of a source, the second what is given of the same."""
    rows = [stated("1", "16.03"), stated("2", "12.4", TIME_PERIOD="2021-10")]
    return (
        package(tmp_path / "q1", sources=[SOURCE], statements=rows),
        package(tmp_path / "q2", sources=[SOURCE], statements=second),
    )


def test_two_packages_with_two_numbers_of_one_source(database: Path, tmp_path: Path) -> None:
    one, other = in_two(tmp_path, stated("a", "19.30"), stated("b", "12.5", TIME_PERIOD="2021-10"))
    expected = [
        (
            f"q2/statements.csv, line {line}, OBS_VALUE '{here}': {here} here, but first states "
            f"{there} in the package q1; one source cannot state two numbers of one thing. "
            "Correct the one that is wrong, or give this row the release it is of"
        )
        for line, here, there in ((2, "19.30", "16.03"), (3, "12.5", "12.4"))
    ]
    assert refusals(database, one, other) == expected, "in one load"
    loaded(database, one)
    assert refusals(database, other) == expected, "one after the other"


@pytest.mark.parametrize(
    ("cells", "loads"),
    [
        ({"OBS_VALUE": "16.03"}, True),
        ({"OBS_VALUE": "16.0", "DECIMALS": "1"}, True),
        ({"OBS_VALUE": "16", "DECIMALS": "0", "OBS_QUALIFIER": "GT"}, True),
        ({"OBS_VALUE": "16.04"}, False),
        ({"OBS_VALUE": "16030", "DECIMALS": "0", "UNIT_MULT": "6"}, True),
        ({"OBS_VALUE": "16.03", "UNIT_MULT": "6"}, False),
        ({"OBS_VALUE": "", "OBS_STATUS": "M"}, True),
        ({"OBS_VALUE": "19.30", "TIME_PERIOD": "2021-09"}, True),
    ],
)
def test_what_two_packages_may_have_of_one_source(
    database: Path, tmp_path: Path, cells: dict[str, str], loads: bool
) -> None:
    one, other = in_two(tmp_path, stated("a", "16.03") | cells)
    loaded(database, one)
    assert (refusals(database, other) == []) == loads
    assert refusals(database, one, other) == refusals(database, other)


def test_a_correction_against_another_package(database: Path, tmp_path: Path) -> None:
    """In one package alone it would be a second number; corrected in both it loads."""
    one, other = in_two(tmp_path, stated("a", "16", OBS_QUALIFIER="GT"))
    loaded(database, one, other)
    rows = [stated("1", "19.30"), stated("2", "12.4", TIME_PERIOD="2021-10")]
    package(one, sources=[SOURCE], statements=rows)
    (refused,) = refusals(database, one)
    assert "19.30 here, but first states 16 in the package q2" in refused
    package(other, sources=[SOURCE], statements=[stated("a", "19", OBS_QUALIFIER="GT")])
    assert refusals(database, one, other) == []


def test_two_tables_as_published_of_one_source(database: Path, tmp_path: Path) -> None:
    """Read many rows at a time, they are refused as any others."""
    one, other = (table_of(tmp_path / name, value) for name, value in (("q1", 110), ("q2", 115)))
    (refused,) = refusals(database, one, other)
    assert "115 here, but first states 110 in the package q1" in refused
    assert refusals(database, one, table_of(tmp_path / "q2", 110)) == []


def table_of(folder: Path, value: int) -> Path:
    """A package with a table of its own make: trade of November 2021."""
    package(folder, sources=[SOURCE])
    (folder / "trade.csv").write_text(f"Month,Exports\n2021-11,{value}\n", encoding="utf-8")
    constants = {
        "SOURCE_ID": "first",
        "REF_AREA": "CN-XJ",
        "INDICATOR": "TRADE",
        "TRADE_FLOW": "X",
        "SEASONAL_ADJUST": "N",
        "UNIT_MEASURE": "CNY",
        "UNIT_MULT": "6",
    }
    fields = [
        {"name": "Month", "type": "yearmonth", "figures": {"column": "TIME_PERIOD"}},
        {"name": "Exports", "type": "number", "figures": {"column": "OBS_VALUE"}},
    ]
    descriptor = {
        "name": folder.name,
        "resources": [
            {"name": "sources", "path": "sources.csv"},
            {
                "name": "trade",
                "path": "trade.csv",
                "schema": {"fields": fields},
                "figures": {"constants": constants},
            },
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder
