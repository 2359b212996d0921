"""The door: every bad cell is named with its file, line, column, value and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.faults import NoFigures, RowsRefused
from tests.store.packages import SOURCE, Rows, as_of, loaded, package, stated


def refused(database: Path, folder: Path, **tables: Rows) -> RowsRefused:
    with pytest.raises(RowsRefused) as fault:
        loaded(database, package(folder, figures=None, **tables))
    return fault.value


EVERY_REFUSAL = """\
3 rows were refused, so nothing was loaded:
  desk/statements.csv, line 3, OBS_VALUE '16,03': it is not a plain decimal number; write digits \
with a point, as 16.03, and powers of ten in UNIT_MULT
  desk/statements.csv, line 4, TIME_PERIOD '2021-13': '2021-13' is no date: no such month; correct it
  desk/statements.csv, line 4, SOURCE_ID 'nobody': no source has the code nobody; correct it, or \
add the source to sources.csv
  desk/statements.csv, line 4, REF_AREA 'XN-XJ': no area has the code XN-XJ; did you mean CN-XJ? \
Correct it, or add the area to areas.csv
  desk/statements.csv, line 5, ID '1': line 2 has it already; remove one of them"""


def test_every_bad_row_is_reported_and_none_is_loaded(missing: Path, tmp_path: Path) -> None:
    rows = [
        stated("1", "16.03"),
        stated("2", "16,03"),
        stated("3", "16.03", REF_AREA="XN-XJ", TIME_PERIOD="2021-13", SOURCE_ID="nobody"),
        stated("1", "2.52", UNIT_MEASURE="USD"),
    ]
    fault = refused(missing, tmp_path / "desk", sources=[SOURCE], statements=rows)
    assert str(fault) == EVERY_REFUSAL
    with pytest.raises(NoFigures):
        as_of(missing)


STATEMENT_CASES = [
    # column, value, other cells, advice
    ("FREQ", "Y", {}, "FREQ is one of A, D, M, Q, S, W; use one of these"),
    ("REF_AREA", "CN-XK", {}, "no area has the code CN-XK; did you mean CN-XJ"),
    ("REF_AREA", "", {}, "it is empty; fill it in"),
    ("REF_AREA", "CN XJ", {}, "a code has letters, digits"),
    ("COUNTERPART_AREA", "ATLANTIS", {}, "correct it, or add the area to areas.csv"),
    ("INDICATOR", "TRAID", {}, "no indicator has the code TRAID"),
    ("TRADE_FLOW", "Z", {}, "TRADE_FLOW is one of"),
    ("PRODUCT", "WIDGETS", {}, "add the product to products.csv"),
    ("COVERAGE", "ALL", {}, "COVERAGE is one of"),
    ("UNIT_MEASURE", "RMB", {}, "add the unit to units.csv"),
    ("SOURCE_ID", "fist", {}, "did you mean first? Correct it, or add the source to sources.csv"),
    ("MEASURE", "LEVEL", {}, "it is none of LV, SH, RT, RK, RC, XC; use one of these"),
    ("TRANSFORMATION", "YOY", {}, "it is none of N, G1, G1Y, D1, D1Y"),
    ("ACCUMULATION", "CUM", {}, "it is none of N, YTD"),
    ("OBS_QUALIFIER", "ABOUT", {}, "it is none of EQ, AR, GT, LT, AP, UP, DN, IM"),
    ("OBS_STATUS", "Z", {}, "OBS_STATUS is one of"),
    ("TIME_PERIOD", "Nov 2021", {}, "is not a TIME_PERIOD such as 2021, 2021-Q3 or 2021-11"),
    ("TIME_PERIOD", "2021-Q3", {}, "it is a period of FREQ Q, the row says M; correct either"),
    ("TIME_PERIOD", "2021-02-30", {"FREQ": "D"}, "is no date"),
    ("TIME_PERIOD", "2022-01-01/P233D", {"FREQ": "D", "ACCUMULATION": "YTD"}, "year to date"),
    ("COMPARISON_PERIOD", "last year", {}, "is not a TIME_PERIOD"),
    ("SHARE_OF", "COUNTERPART_AREA=W1", {}, "MEASURE SH, and no other"),
    ("SHARE_OF", "", {"MEASURE": "SH"}, "MEASURE SH, and no other"),
    ("SHARE_OF", "W1", {"MEASURE": "SH"}, "W1 is not a DIMENSION=CODE"),
    ("SHARE_OF", "PARTNER=W1", {"MEASURE": "SH"}, "the dimensions are REF_AREA"),
    ("SHARE_OF", "PRODUCT=_T TRADE_FLOW=T", {"MEASURE": "SH"}, "name the one that differs"),
    ("SHARE_OF", "PRODUCT=ALL", {"MEASURE": "SH"}, "no product has the code ALL"),
    ("UNIT_MULT", "billion", {}, "it is not a whole number; write one such as 0 or 9"),
    ("UNIT_MULT", "9.0", {}, "it is not a whole number"),
    ("DECIMALS", "-1", {}, "write 0 or more"),
    ("OBS_VALUE", "16.030", {"DECIMALS": "2"}, "3 digits after the point and DECIMALS says 2"),
    ("OBS_VALUE", "1.6e10", {"DECIMALS": "1"}, "it is not a plain decimal number"),
    ("OBS_VALUE", "NaN", {"DECIMALS": "0"}, "it is not a plain decimal number"),
    ("OBS_VALUE", "", {"DECIMALS": "0"}, "it is empty; give the number as printed"),
    ("OBS_VALUE", "5", {"DECIMALS": "0", "OBS_QUALIFIER": "UP"}, "go without a number"),
    ("OBS_VALUE", "0", {"DECIMALS": "0", "OBS_STATUS": "M"}, "go without a number"),
    ("CONF_STATUS", "secret", {}, "it is none of F, E, C"),
    ("EMBARGO_TIME", "", {"CONF_STATUS": "E"}, "give both or neither"),
    ("EMBARGO_TIME", "2022-01-18T07:00", {"CONF_STATUS": "E"}, "it is not a time with its zone"),
]


@pytest.mark.parametrize(("column", "value", "cells", "advice"), STATEMENT_CASES)
def test_a_statement_s_bad_cell(
    database: Path, tmp_path: Path, column: str, value: str, cells: dict[str, str], advice: str
) -> None:
    row = stated("1", "16.03", **{"CONF_STATUS": "", "EMBARGO_TIME": "", **cells, column: value})
    fault = refused(database, tmp_path / "desk", sources=[SOURCE], statements=[row])
    (refusal,) = fault.refusals
    assert (refusal.file, refusal.line, refusal.column, refusal.value) == (
        "desk/statements.csv",
        2,
        column,
        value,
    )
    assert advice in refusal.advice


TABLE_CASES: list[tuple[str, dict[str, str], str, str]] = [
    ("sources", {**SOURCE, "PUBLISHED": "27/12/2021"}, "PUBLISHED", "write it as 2021-12-27"),
    ("sources", {**SOURCE, "PUBLISHED": "2021-11-31"}, "PUBLISHED", "not a day of the calendar"),
    ("sources", {**SOURCE, "PUBLISHER": ""}, "PUBLISHER", "it is empty; fill it in"),
    ("sources", {**SOURCE, "URL": "www.example.org"}, "URL", "begin it with https://"),
    ("sources", {**SOURCE, "ROUNDING": "up"}, "ROUNDING", "it is none of rounded, truncated"),
    (
        "areas",
        {"CODE": "MOON", "LABEL": "Moon", "IN_SENTENCE": "the Moon", "KIND": "satellite"},
        "KIND",
        "it is none of country, subdivision, group, place",
    ),
    (
        "indicators",
        {"CODE": "TONS", "LABEL": "tons", "KIND": "amount", "PARENT": "", "ONE": "", "MANY": ""},
        "KIND",
        "it is none of flow, stock, rate, index, price",
    ),
    (
        "indicators",
        {"CODE": "TONS", "LABEL": "tons", "KIND": "flow", "PARENT": "FREIGHT"},
        "PARENT",
        "no indicator has the code FREIGHT",
    ),
    (
        "units",
        {"CODE": "BOX", "KIND": "crate", "ONE": "", "MANY": "", "PREFIX": ""},
        "KIND",
        "none of",
    ),
    ("codes", {"DIMENSION": "MOOD", "CODE": "A", "LABEL": "x"}, "DIMENSION", "none of FREQ"),
    ("membership", {"GROUP": "EU", "MEMBER": "XX"}, "MEMBER", "no area has the code XX"),
    ("titles", {"INDICATOR": "TRADE", "TRADE_FLOW": "Q", "TITLE": "q"}, "TRADE_FLOW", "is one of"),
    ("aliases", {"ALIAS": "XJ", "MEANS": "CN-XJ"}, "MEANS", "CN-XJ is not a DIMENSION=CODE"),
    ("aliases", {"ALIAS": "XJ", "MEANS": "AREA=XN"}, "MEANS", "no area has the code XN"),
    ("aliases", {"ALIAS": "XJ", "MEANS": ""}, "MEANS", "it is empty"),
    (
        "ratios",
        {"NUMERATOR": "TRADE", "DENOMINATOR": "TRANE", "LABEL": "x"},
        "DENOMINATOR",
        "TRANE",
    ),
    (
        "habits",
        {"REF_AREA": "CN", "INDICATOR": "_T", "HABIT": "LUNCH", "NOTE": ""},
        "HABIT",
        "it is none of JAN_FEB_COMBINED",
    ),
    (
        "claims",
        {
            "SOURCE_ID": "nobody",
            "LOCATOR": "",
            "KIND": "cause",
            "SUBJECT": "growth",
            "SPEAKER": "an official",
            "PARAPHRASE": "more trains",
            "REF_AREA": "CN-XJ",
            "INDICATOR": "TRADE",
        },
        "SOURCE_ID",
        "no source has the code nobody",
    ),
]


@pytest.mark.parametrize(("table", "row", "column", "advice"), TABLE_CASES)
def test_a_bad_cell_of_another_table(
    database: Path, tmp_path: Path, table: str, row: dict[str, str], column: str, advice: str
) -> None:
    fault = refused(database, tmp_path / "desk", **{table: [row]})
    (refusal,) = fault.refusals
    assert (refusal.file, refusal.line, refusal.column) == (f"desk/{table}.csv", 2, column)
    assert advice in refusal.advice


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"),
    [
        ("", 1, "file", "it is empty; give it a header"),
        ("ALIAS\nXJ\n", 1, "MEANS", "this column is missing; add it"),
        ("ALIAS,MEANS,MEANING\nXJ,AREA=CN-XJ,x\n", 1, "MEANING", "this column is not known here"),
        ("ALIAS,MEANS,ALIAS\nXJ,AREA=CN-XJ,x\n", 1, "ALIAS", "this column stands twice"),
        ("ALIAS,MEANS\nXJ,AREA=CN-XJ,\n", 2, "row", "it has 3 cells and the header has 2"),
        ('ALIAS,MEANS\n"X\nJ",AREA=CN-XJ\nBRI\n', 4, "row", "it has 1 cells and the header has 2"),
        ('ALIAS,MEANS\n"XJ"x,AREA=CN-XJ\n', 2, "row", "it is not CSV"),
        (
            "ALIAS;MEANS\nXJ;AREA=CN-XJ\n",
            1,
            "file",
            "this file is separated by semicolons; save it with commas",
        ),
        ('"ALIAS";"MEANS"\n"XJ";"AREA=CN-XJ"\n', 1, "file", "separated by semicolons"),
        ("ALIAS\tMEANS\nXJ\tAREA=CN-XJ\n", 1, "file", "separated by tabs"),
    ],
)
def test_a_file_that_is_no_table(
    database: Path, tmp_path: Path, text: str, line: int, column: str, advice: str
) -> None:
    folder = package(tmp_path / "desk", aliases=[{"ALIAS": "XJ", "MEANS": "AREA=CN-XJ"}])
    (folder / "aliases.csv").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(RowsRefused) as fault:
        loaded(database, folder)
    (refusal,) = fault.value.refusals
    assert (refusal.line, refusal.column) == (line, column)
    assert advice in refusal.advice


def test_a_file_in_another_encoding(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", aliases=[{"ALIAS": "x", "MEANS": "AREA=CN-XJ"}])
    (folder / "aliases.csv").write_bytes("ALIAS,MEANS\nÜrümqi,AREA=CN-XJ\n".encode("latin-1"))
    with pytest.raises(RowsRefused) as fault:
        loaded(database, folder)
    assert [str(refusal) for refusal in fault.value.refusals] == [
        "desk/aliases.csv, line 2, byte 1 '0xDC': it is not UTF-8; save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    "content",
    [
        "CODE,LABEL,IN_SENTENCE,KIND\nMOON,Mönd,,place\n".encode("latin-1"),
        b"CODE;LABEL;IN_SENTENCE;KIND\nMOON;Moon;;place\n",
        b"CODE,LABEL,IN_SENTENCE,KIND\nMOON,Moon,place\n",
        b"",
    ],
    ids=["not UTF-8", "semicolons", "a cell short", "empty"],
)
def test_a_file_that_cannot_be_read_is_reported_once(
    database: Path, tmp_path: Path, content: bytes
) -> None:
    """Not once more for every row of another file that has a code of it."""
    moon = {"CODE": "MOON", "LABEL": "Moon", "IN_SENTENCE": "", "KIND": "place"}
    folder = package(
        tmp_path / "desk",
        figures={"home_area": "MOON"},
        sources=[SOURCE],
        areas=[moon],
        aliases=[{"ALIAS": "the Moon", "MEANS": "AREA=MOON"}],
        statements=[stated(str(n), "1", REF_AREA="MOON", TIME_PERIOD=f"{n}") for n in (2019, 2020)],
    )
    (folder / "areas.csv").write_bytes(content)
    with pytest.raises(RowsRefused) as fault:
        loaded(database, folder)
    named = [(refusal.file, refusal.column) for refusal in fault.value.refusals]
    years = [("desk/statements.csv", "TIME_PERIOD")] * 2  # FREQ M, a slip of their own
    assert [file for file, _ in named[:1]] == ["desk/areas.csv"]
    assert named[1:] == years


def test_a_source_with_a_slip_is_reported_once(database: Path, tmp_path: Path) -> None:
    """Not once more for each of its statements."""
    bad = {**SOURCE, "PUBLISHED": "yesterday"}
    rows = [stated("1", "16.03"), stated("2", "2.52", UNIT_MEASURE="USD", MEASURE="XC")]
    fault = refused(database, tmp_path / "desk", sources=[bad], statements=rows)
    assert [refusal.column for refusal in fault.refusals] == ["PUBLISHED"]


def test_slips_of_several_packages_come_together(database: Path, tmp_path: Path) -> None:
    first = package(tmp_path / "a", sources=[{**SOURCE, "PUBLISHER": ""}])
    second = package(tmp_path / "b", aliases=[{"ALIAS": "XJ", "MEANS": "AREA=XN"}])
    with pytest.raises(RowsRefused) as fault:
        loaded(database, first, second)
    assert [refusal.file for refusal in fault.value.refusals] == ["a/sources.csv", "b/aliases.csv"]


def test_a_home_that_is_no_area(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", figures={"home_area": "XN-XJ"}, sources=[SOURCE])
    with pytest.raises(RowsRefused, match=r"figures\.home_area 'XN-XJ': no area has the code"):
        loaded(database, folder)


def test_a_list_that_nobody_listed_is_not_passed_over(database: Path, tmp_path: Path) -> None:
    folder = package(tmp_path / "desk", sources=[SOURCE])
    (folder / "areas.csv").write_text("CODE,LABEL,IN_SENTENCE,KIND\nMOON,Moon,,place\n", "utf-8")
    with pytest.raises(
        RowsRefused, match=r'add \{"name": "areas", "path": "areas\.csv"\} to resources'
    ):
        loaded(database, folder)


def test_codes_of_a_package_not_required_are_not_known(database: Path, tmp_path: Path) -> None:
    """What is loaded later in the same call is no more known than if it came another day."""
    asking = package(tmp_path / "a", aliases=[{"ALIAS": "the Moon", "MEANS": "AREA=MOON"}])
    moon = [{"CODE": "MOON", "LABEL": "Moon", "IN_SENTENCE": "", "KIND": "place"}]
    holding = package(tmp_path / "b", areas=moon)
    with pytest.raises(RowsRefused, match="no area has the code MOON"):
        loaded(database, asking, holding)
    loaded(database, holding, asking)


def test_what_is_no_row_is_not_counted_as_one(missing: Path, tmp_path: Path) -> None:
    folder = package(
        tmp_path / "desk", figures=None, sources=[SOURCE], statements=[stated("1", "16,03")]
    )
    for name in ("areas", "aliases"):
        (folder / f"{name}.csv").write_text("CODE\n", encoding="utf-8")
    with pytest.raises(RowsRefused) as fault:
        loaded(missing, folder)
    first, *_ = str(fault.value).splitlines()
    assert first == (
        "1 row was refused and 2 more things are to be put right, so nothing was loaded:"
    )
