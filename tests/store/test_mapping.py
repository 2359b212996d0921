"""Tables as they were published, loaded by the mapping in their datapackage.json."""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store.faults import BadDescriptor, LoadDoubted, RowsRefused
from tests.store.packages import loaded
from tests.store.test_vintages import counts

CONSTANTS: Mapping[str, Any] = {
    "SOURCE_ID": "first",
    "REF_AREA": "CN-XJ",
    "COUNTERPART_AREA": "W1",
    "INDICATOR": "TRADE",
    "TRADE_FLOW": "X",
    "PRODUCT": "_T",
    "SEASONAL_ADJUST": "N",
    "UNIT_MEASURE": "CNY",
    "UNIT_MULT": 6,
}
MONTH = {"name": "Month", "figures": {"column": "TIME_PERIOD"}}
VALUE = {"name": "Value", "type": "number", "figures": {"column": "OBS_VALUE"}}

Said = tuple[str, str, str | None, str]


class Table:
    """A file and its mapping, which a data editor changes again and again."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._folder = database.parent / "desk"
        self.releases = {"first": "2021-12-27"}

    def write(self, text: str | bytes, fields: list[Any], **resource: Any) -> Path:
        """The package, written anew. ``figures`` and ``schema`` are added to; the rest is as given."""
        self._folder.mkdir(exist_ok=True)
        raw = text if isinstance(text, bytes) else text.encode()
        (self._folder / "table.csv").write_bytes(raw)
        rows = [f"{code},Urumqi Customs,{day}\n" for code, day in self.releases.items()]
        header = "SOURCE_ID,PUBLISHER,PUBLISHED\n"
        (self._folder / "sources.csv").write_text(header + "".join(rows), encoding="utf-8")
        by_rows = {field.get("figures", {}).get("column") for field in fields}
        constants = {term: said for term, said in CONSTANTS.items() if term not in by_rows}
        figures = {"constants": constants, **resource.pop("figures", {})}
        schema = {"fields": fields, **resource.pop("schema", {})}
        table = {"name": "trade", "path": "table.csv", "schema": schema, "figures": figures}
        described = {
            "name": "desk",
            "resources": [{**table, **resource}, {"name": "sources", "path": "sources.csv"}],
        }
        file = self._folder / "datapackage.json"
        file.write_text(json.dumps(described), encoding="utf-8")
        return self._folder

    def load(self, text: str | bytes, fields: list[Any], **resource: Any) -> dict[str, int]:
        folder = self.write(text, fields, **copy.deepcopy(resource))
        return counts(loaded(self.database, folder).packages[-1])

    def refusals(self, text: str | bytes, fields: list[Any], **resource: Any) -> list[str]:
        folder = self.write(text, fields, **copy.deepcopy(resource))
        with pytest.raises(RowsRefused) as fault:
            loaded(self.database, folder)
        return [str(refusal) for refusal in fault.value.refusals]

    def said(self, day: str | None = None) -> list[Said]:
        """Flow, period, value and status of all that is on file."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(_SAID, {"day": day or "2026-01-01"}).fetchall()


_SAID = """
    SELECT trade_flow, period, value, status FROM statements
    JOIN series ON series.id = statements.series JOIN sources ON sources.id = statements.source
    WHERE published <= :day AND (realtime_end IS NULL OR realtime_end > :day)
    ORDER BY trade_flow, period, value
"""


@pytest.fixture
def table(database: Path) -> Table:
    return Table(database)


def a(period: str, value: str | None, flow: str = "X", status: str = "A") -> Said:
    return flow, period, value, status


def column(name: str, term: str | None = None, **figures: Any) -> dict[str, Any]:
    return {"name": name, "figures": {**({"column": term} if term else {}), **figures}}


LONG = "Month,Value\n2021-09,15.1\n2021-10,16.20\n"
READ_LONG = [a("2021-09", "15.1"), a("2021-10", "16.20")]
FLOWS = {"Ausfuhr": "X", "Einfuhr": "M", "Transit": None}
READ: list[tuple[str, str | bytes, list[Any], dict[str, Any], list[Said]]] = [
    ("long", LONG, [MONTH, VALUE], {}, READ_LONG),
    (
        "a dimension with a dictionary, some of it left out",
        "Month,Flow,Value\n2021-09,Ausfuhr,15\n2021-09,Einfuhr,4\n2021-09,Transit,1\n",
        [MONTH, column("Flow", "TRADE_FLOW", codes=FLOWS), VALUE],
        {},
        [a("2021-09", "4", "M"), a("2021-09", "15")],
    ),
    (
        "a dimension as it stands",
        "Month,Flow,Value\n2021-09,M,4\n",
        [MONTH, column("Flow", "TRADE_FLOW"), VALUE],
        {},
        [a("2021-09", "4", "M")],
    ),
    (
        "a column that tells several things at once",
        "Month,Series,Value\n2021-09,S1,15\n2021-09,S2,4\n",
        [
            MONTH,
            column("Series", codes={"S1": {"TRADE_FLOW": "X"}, "S2": {"TRADE_FLOW": "M"}}),
            VALUE,
        ],
        {},
        [a("2021-09", "4", "M"), a("2021-09", "15")],
    ),
    (
        "columns that are series",
        "Month,Out,In\n2021-09,15,4\n2021-10,,5\n",
        [
            MONTH,
            column("Out", "OBS_VALUE", constants={"TRADE_FLOW": "X"}),
            column("In", "OBS_VALUE", constants={"TRADE_FLOW": "M"}),
        ],
        {},
        [a("2021-09", "4", "M"), a("2021-10", "5", "M"), a("2021-09", "15")],
    ),
    (
        "years across",
        "Flow,2018 [YR2018],2019 [YR2019],2020 [YR2020]\nM,4,5,..\nX,7,,9\n",
        [column("Flow", "TRADE_FLOW")],
        {
            "schema": {"missingValues": ["", ".."]},
            "figures": {"across": {"formats": ["%Y [yr2018]", "%Y [yr2019]", "%Y [yr2020]"]}},
        },
        [a("2018", "4", "M"), a("2019", "5", "M"), a("2018", "7"), a("2020", "9")],
    ),
    (
        "years, quarters and months in one column, Latin-1, a footer",
        ',GOODS,OTHER\n"2020",30,1\n"2021 Q3",8,2\n"2021 SEP",3,3\n\n"© Crown, £M"\n'.encode(
            "latin-1"
        ),
        [
            column("", "TIME_PERIOD", formats=["%Y", "%Y Q%q", "%Y %b"]),
            column("GOODS", "OBS_VALUE"),
        ],
        {
            "encoding": "iso-8859-1",
            "schema": {"fieldsMatch": ["subset"]},
            "figures": {"until": ""},
        },
        [a("2020", "30"), a("2021-09", "3"), a("2021-Q3", "8")],
    ),
    (
        "a title above a header of two rows, comments, semicolons and decimal commas",
        (
            "Aussenhandel;;\n;Ausfuhr;Einfuhr\nMonat;Mio;Mio\n# vorläufig\n09.2021;1.015,10;4,2\n"
            "10.2021;16,0;x\n"
        ),
        [
            column("Monat", "TIME_PERIOD", formats=["%m.%Y"]),
            {
                **column("Ausfuhr Mio", "OBS_VALUE"),
                "decimalChar": ",",
                "groupChar": ".",
            },
            {
                **column("Einfuhr Mio", "OBS_VALUE", constants={"TRADE_FLOW": "M"}),
                "decimalChar": ",",
                "missingValues": ["x"],
            },
        ],
        {"dialect": {"delimiter": ";", "headerRows": [2, 3], "commentChar": "#"}},
        [a("2021-09", "4.2", "M"), a("2021-09", "1015.10"), a("2021-10", "16.0")],
    ),
    (
        "no header, a column that is not read, the year and the month apart",
        "2020\tM09\tnote\t15\n2020\tM10\t\t16\n2020\tM13\t\t190\n",
        [
            column("year", "TIME_PERIOD", formats=["%Y M%m", "%Y M13"]),
            column("month", "TIME_PERIOD"),
            {"name": "remark"},
            column("value", "OBS_VALUE"),
        ],
        {"dialect": {"delimiter": "\t", "header": False}},
        [a("2020", "190"), a("2020-09", "15"), a("2020-10", "16")],
    ),
    ("UTF-16", LONG.encode("utf-16"), [MONTH, VALUE], {"encoding": "utf-16"}, READ_LONG),
    ("UTF-8 with a mark in front", LONG.encode("utf-8-sig"), [MONTH, VALUE], {}, READ_LONG),
    (
        "flags, and no number where none was given",
        "Month,Value\n2021-08,12.3p\n2021-09,..\n2021-10,-\n2021-11,NA\n",
        [MONTH, column("Value", "OBS_VALUE", flags={"p": "P", "..": "M"})],
        {"schema": {"missingValues": ["-", "NA"]}},
        [a("2021-08", "12.3", status="P"), a("2021-09", None, status="M")],
    ),
    (
        "numbers below zero in brackets, with a minus behind and a dash before",
        "Month,Value\n2021-08,(12.3) p\n2021-09,1.5-\n2021-10,\N{EN DASH}2\n2021-11,-\n",
        [
            MONTH,
            column(
                "Value",
                "OBS_VALUE",
                flags={"()": "-", "-": "-", "\N{EN DASH}": "-", "p": "P"},
            ),
        ],
        {"schema": {"missingValues": ["-"]}},
        [a("2021-08", "-12.3", status="P"), a("2021-09", "-1.5"), a("2021-10", "-2")],
    ),
    (
        "a year at the left, its months above and the whole year beside them",
        "Year,Jan,Feb,All\n2020,1,2,30\n2021,3,..,\n",
        [{**column("Year", "TIME_PERIOD"), "type": "year"}, column("All", "OBS_VALUE")],
        {
            "schema": {"missingValues": ["", ".."]},
            "figures": {"constants": CONSTANTS, "across": {"formats": ["%Y %b"]}},
        },
        [a("2020", "30"), a("2020-01", "1"), a("2020-02", "2"), a("2021-01", "3")],
    ),
    (
        "a quarter at the left and years above",
        "Quarter,2020,2021\nQ1,1,2\nQ2,3,4\n",
        [column("Quarter", "TIME_PERIOD")],
        {"figures": {"constants": CONSTANTS, "across": {"formats": ["Q%q %Y"]}}},
        [a("2020-Q1", "1"), a("2020-Q2", "3"), a("2021-Q1", "2"), a("2021-Q2", "4")],
    ),
    (
        "a column that holds what several would",
        "flow;unit\\time\t2019\t2020\nX; PC\t1\t2\nT;PC\t3\t4 p\n",
        [
            column("flow", codes={"X": {"SEASONAL_ADJUST": "N"}, "T": None}),
            column("unit", codes={"PC": {"UNIT_MULT": 6}}),
        ],
        {
            "dialect": {"delimiter": "\t"},
            "figures": {
                "constants": CONSTANTS,
                "across": {"formats": ["%Y"], "flags": {"p": "P"}},
                "split": {
                    "column": "flow;unit\\time",
                    "into": ["flow", "unit"],
                    "separator": ";",
                },
            },
        },
        [a("2019", "1"), a("2020", "2")],
    ),
    (
        "days that label months, and digits a machine dropped or made up",
        "Month,Value\n2021-09-15,15.1\n2021-10-15,16.199999999999999\n",
        [{**MONTH, "type": "date"}, VALUE],
        {"figures": {"constants": {**CONSTANTS, "FREQ": "M", "DECIMALS": 2}}},
        [a("2021-09", "15.10"), a("2021-10", "16.20")],
    ),
]


@pytest.mark.parametrize(
    ("text", "fields", "resource", "said"),
    [case[1:] for case in READ],
    ids=[case[0] for case in READ],
)
def test_a_table_is_read_as_it_was_published(
    table: Table, text: str | bytes, fields: list[Any], resource: dict[str, Any], said: list[Said]
) -> None:
    assert table.load(text, fields, **resource) == {"new": len(said)}
    assert table.said() == sorted(said)


def test_loading_twice_changes_nothing(table: Table) -> None:
    table.load(LONG, [MONTH, VALUE])
    before = table.database.read_bytes()
    loaded(table.database, table.write(LONG, [MONTH, VALUE]))
    assert table.database.read_bytes() == before
    # The same rows in another order are another file, and say the same.
    assert table.load("Month,Value\n2021-10,16.20\n2021-09,15.1\n", [MONTH, VALUE]) == {
        "unchanged": 2
    }


def test_a_corrected_cell_corrects_and_a_row_gone_is_removed(table: Table) -> None:
    table.load(LONG, [MONTH, VALUE])
    assert table.load("Month,Value\n2021-09,15.2\n", [MONTH, VALUE]) == {
        "corrected": 1,
        "removed": 1,
    }
    assert table.said() == [a("2021-09", "15.2")]


def test_the_file_of_the_next_release_revises(table: Table) -> None:
    table.load(LONG, [MONTH, VALUE])
    table.releases["second"] = "2022-01-20"
    later = {"figures": {"constants": {**CONSTANTS, "SOURCE_ID": "second"}}}
    text = "Month,Value\n2021-09,15.4\n2021-10,16.20\n2021-11,17\n"
    assert table.load(text, [MONTH, VALUE], **later) == {"revised": 1, "unchanged": 1, "new": 1}
    assert table.said("2022-01-01") == [a("2021-09", "15.1"), a("2021-10", "16.20")]
    assert table.said() == [a("2021-09", "15.4"), a("2021-10", "16.20"), a("2021-11", "17")]
    # Of the newer file a row gone is a slip of it; what was said before stays.
    assert table.load("Month,Value\n2021-09,15.4\n", [MONTH, VALUE], **later) == {
        "unchanged": 1,
        "removed": 1,
    }
    assert table.said("2022-01-01") == [a("2021-09", "15.1"), a("2021-10", "16.20")]


def test_the_file_of_an_older_release_in_the_place_of_a_newer(table: Table) -> None:
    """It would make old figures current: the load stops before it loses the newer ones."""
    table.releases["second"] = "2022-01-20"
    later = {"figures": {"constants": {**CONSTANTS, "SOURCE_ID": "second"}}}
    table.load("Month,Value\n2021-09,15.4\n2021-10,16.2\n", [MONTH, VALUE], **later)
    with pytest.raises(LoadDoubted, match=r"second, published on 2022-01-20, is gone .* 2 rows"):
        table.load("Month,Value\n2021-09,15.1\n", [MONTH, VALUE])
    assert table.said() == [a("2021-09", "15.4"), a("2021-10", "16.2")]


REFUSED: list[tuple[str | bytes, list[Any], dict[str, Any], list[str]]] = [
    (
        "Month,Value\n2021-09,15\nSept 2021,16\n2021-10,n/a\n",
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 3, Month 'Sept 2021': it is not a period such as 2021, 2021-Q3, "
                "2021-11 or 2021-11-30; correct it, or say in datapackage.json in which formats the "
                "column is written"
            ),
            (
                "desk/table.csv, line 4, Value 'n/a': it is not a number with decimalChar '.' and no "
                "groupChar; correct it, say in datapackage.json how numbers are written, or list the "
                "text in missingValues or flags"
            ),
        ],
    ),
    (
        "Year,Jan\n20x0,15\n",
        [column("Year", "TIME_PERIOD")],
        {"figures": {"constants": CONSTANTS, "across": {"formats": ["%Y %b"]}}},
        [
            (
                "desk/table.csv, line 2, Year '20x0 Jan': it is not a period written as %Y %b; "
                "correct it, or add its format in datapackage.json"
            )
        ],
    ),
    (
        '"a,b",2020\n"X,Y,Z",15\n',
        [column("a", "TRADE_FLOW"), {"name": "b"}],
        {
            "figures": {
                "constants": {k: v for k, v in CONSTANTS.items() if k != "TRADE_FLOW"},
                "across": {"formats": ["%Y"]},
                "split": {"column": "a,b", "into": ["a", "b"]},
            }
        },
        [
            (
                "desk/table.csv, line 2, a,b 'X,Y,Z': it has 3 parts and figures.split names 2; "
                "mend it, or where the data end say so in figures.until"
            )
        ],
    ),
    (
        "Month,Value\n2021-09,($15)\n",
        [MONTH, {**VALUE, "bareNumber": False}],
        {},
        [
            (
                "desk/table.csv, line 2, Value '($15)': it is not a number with decimalChar '.' and no "
                "groupChar; correct it, say in datapackage.json how numbers are written, or list the "
                'text in missingValues or flags, or {"()": "-"} in flags where it is below zero'
            )
        ],
    ),
    (
        "Month,Flow,Value\n2021-09,Export,15\n2021-09,Z,15\n",
        [MONTH, column("Flow", "TRADE_FLOW", codes={"Export": "Q", "Import": "M"}), VALUE],
        {},
        [
            (
                "desk/table.csv, line 2, Flow 'Export': read as TRADE_FLOW Q: TRADE_FLOW is one of B, "
                "M, T, X, _Z; use one of these"
            ),
            (
                "desk/table.csv, line 3, Flow 'Z': it is not among the codes of this column; add it "
                "there, with null if its rows are to be left out"
            ),
        ],
    ),
    (
        "Month,Value\n2021-09,15\n2021-09,15\n",
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 3, Value '15': line 2 has the same series and period (2021-09) "
                "already; remove one of them, or map the column in which they differ"
            )
        ],
    ),
    (
        "Month,Value\n2021-12,15\n2022-01,16\n",
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 2, Month '2021-12': it ends on 2021-12-31, after its source was "
                "published (2021-12-27); correct it, or PUBLISHED in sources.csv, or write the days it "
                "covers, as 2021-12-01/P27D. A forecast has OBS_STATUS F, an estimate E"
            ),
            (
                "desk/table.csv, line 3, Month '2022-01': it begins on 2022-01-01, after its source "
                "was published (2021-12-27); correct it, or PUBLISHED in sources.csv. A forecast has "
                "OBS_STATUS F, an estimate E"
            ),
        ],
    ),
    (
        "Month,Value,Remark\n2021-09,15,\n",
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 1, Remark 'Month,Value,Remark': this column is not among the "
                'fields; add it there, or "fieldsMatch": "subset" to leave out what is not listed'
            )
        ],
    ),
    (
        "Month;Value\n2021-09;15\n",
        [MONTH, VALUE],
        {"schema": {"fieldsMatch": "subset"}},
        [
            f"desk/table.csv, line 1, {name} 'Month;Value': this column is missing; correct the "
            "field's name, delimiter or headerRows"
            for name in ("Month", "Value")
        ],
    ),
    (
        "Month,Value\n2021-09,15\n\nSource: customs\n",
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 4, row 'Source: customs': it has 1 cells and the header has 2; "
                "mend it, or where the data end say so in figures.until"
            )
        ],
    ),
    (
        "Month,Value\n2021-09,15\n2021-10,16\n",
        [MONTH, VALUE],
        {"figures": {"constants": {**CONSTANTS, "REF_AREA": "XN-XJ"}}},
        [
            (
                "desk/datapackage.json, line 1, constant REF_AREA 'XN-XJ': no area has the code XN-XJ; "
                "did you mean CN-XJ? Correct it, or add the area to areas.csv (it is of all of "
                "desk/table.csv, first on line 2)"
            )
        ],
    ),
    (
        "Month,Value\n2021-09,15£\n".encode("latin-1"),
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 2, byte 11 '0xA3': it is not UTF-8; save the file as UTF-8, or "
                "correct the encoding in datapackage.json"
            )
        ],
    ),
    (
        'Month,Value\n2021-09,"15\n',
        [MONTH, VALUE],
        {},
        [
            (
                "desk/table.csv, line 2, row '': it is not CSV (unexpected end of data); mend the "
                "quotes, or the dialect"
            )
        ],
    ),
    (
        "",
        [MONTH, VALUE],
        {},
        ["desk/table.csv, line 1, file '': it ends before its header; correct it, or headerRows"],
    ),
]


@pytest.mark.parametrize(("text", "fields", "resource", "told"), REFUSED)
def test_what_cannot_be_read_is_refused_where_it_stands(
    table: Table, text: str | bytes, fields: list[Any], resource: dict[str, Any], told: list[str]
) -> None:
    assert table.refusals(text, fields, **resource) == told
    assert table.said() == []


def without(*terms: str) -> dict[str, Any]:
    return {"constants": {key: CONSTANTS[key] for key in CONSTANTS if key not in terms}}


UNUSABLE: list[tuple[list[Any], dict[str, Any], str]] = [
    (
        [MONTH, VALUE],
        {"figures": without("UNIT_MULT", "REF_AREA")},
        (
            "REF_AREA of the field 'Value' is not said; add it to constants, or a column for it; "
            "UNIT_MULT of the field 'Value' is not said"
        ),
    ),
    ([VALUE], {}, "no field has TIME_PERIOD as its column; say which has, or add figures.across"),
    ([MONTH], {}, "no field has OBS_VALUE as its column"),
    (
        [MONTH],
        {"figures": {"constants": CONSTANTS, "across": {}}},
        "TIME_PERIOD has a column and figures.across, whose formats do not read the two; write",
    ),
    (
        [VALUE],
        {"figures": {"constants": CONSTANTS, "across": {"formats": ["%Y"]}}},
        "OBS_VALUE has a column and figures.across, and no field has TIME_PERIOD; say which",
    ),
    (
        [MONTH, VALUE],
        {
            "dialect": {"header": False},
            "figures": {"constants": CONSTANTS, "split": {"column": "a,b", "into": ["a", "b"]}},
        },
        "figures.split reads the header, and dialect.header is false; correct one",
    ),
    (
        [MONTH, column("Value", "OBS_VALU")],
        {},
        "schema.fields[Value].figures.column 'OBS_VALU': it is no column of statements; use one of",
    ),
    (
        [MONTH, {**VALUE, "figures": {"column": "OBS_VALUE", "flag": {}}}],
        {},
        "schema.fields[Value].figures.flag: this key is not known here; correct its name",
    ),
    (
        [MONTH, VALUE],
        {"figures": {"constants": {**CONSTANTS, "AREA": "CN"}}},
        "figures.constants.AREA 'CN': it cannot be a constant; use one of SOURCE_ID,",
    ),
    (
        [column("Month", "TIME_PERIOD", formats=["%H"]), VALUE],
        {},
        "schema.fields[Month].figures.formats[1] '%H': %H is not read here; write it with %Y",
    ),
    (
        [{**MONTH, "type": "date", "format": "any"}, VALUE],
        {},
        "schema.fields[Month]: its format 'any': it has no year; write it with %Y, %y or %G",
    ),
    (
        [MONTH, VALUE],
        {"encoding": "ansi-9"},
        "encoding 'ansi-9': it is no encoding; write one such",
    ),
    (
        [MONTH, VALUE],
        {"encoding": "base64"},
        "encoding 'base64': it is no encoding; write one such",
    ),
    ([MONTH, VALUE], {"dialect": {"delimiter": "::"}}, "dialect.delimiter '::': it is not one"),
    (
        [MONTH, {"name": "Value", "figures": {"codes": {"x": "X"}}}],
        {},
        "schema.fields[Value].figures: its codes are of no column; add column, or give objects",
    ),
    (
        [{**MONTH, "figures": {"column": "TIME_PERIOD", "flags": {"p": "P"}}}, VALUE],
        {},
        "schema.fields[Month].figures: flags go with column OBS_VALUE only",
    ),
    ([MONTH, MONTH, VALUE], {}, "the field 'Month' stands twice; remove one"),
    ([{"name": "Month", "figures": {"column": "MONTH"}}, VALUE], {}, "column 'MONTH': "),
]


@pytest.mark.parametrize(("fields", "resource", "told"), UNUSABLE)
def test_a_mapping_that_cannot_be_used_says_why(
    table: Table, fields: list[Any], resource: dict[str, Any], told: str
) -> None:
    folder = table.write(LONG, fields, **resource)
    with pytest.raises(BadDescriptor) as fault:
        loaded(table.database, folder)
    text = str(fault.value)
    assert "desk/datapackage.json: the mapping of the resource trade cannot be used:\n" in text
    assert told in text, text
    assert text.endswith("\nCorrect it there."), text


# --- held back: restricted, or under embargo ------------------------------------------------

UNTIL = "2022-01-18T09:30:00+01:00"
HELD = {"CONF_STATUS": "E", "EMBARGO_TIME": UNTIL}


def confidential(database: Path) -> list[tuple[str, str | None, str | None]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            "SELECT period, conf_status, embargo_time FROM statements ORDER BY period"
        ).fetchall()


def test_a_whole_table_under_embargo(table: Table) -> None:
    table.load(LONG, [MONTH, VALUE], figures={"constants": {**CONSTANTS, **HELD}})
    ends = "2022-01-18 08:30:00"
    assert confidential(table.database) == [("2021-09", "E", ends), ("2021-10", "E", ends)]


def test_some_rows_held_back(table: Table) -> None:
    text = f"Month,Value,For,Until\n2021-09,1,all,\n2021-10,2,press,{UNTIL}\n2021-11,3,desk,\n"
    held = column("For", "CONF_STATUS", codes={"all": "F", "press": "E", "desk": "C"})
    table.load(text, [MONTH, VALUE, held, column("Until", "EMBARGO_TIME")])
    assert confidential(table.database) == [
        ("2021-09", None, None),
        ("2021-10", "E", "2022-01-18 08:30:00"),
        ("2021-11", "C", None),
    ]


def test_a_mark_that_holds_a_row_back(table: Table) -> None:
    text = "Month,Value,For\n2021-09,1,all\n2021-10,2,press\n"
    held = column("For", codes={"all": {"CONF_STATUS": "F"}, "press": HELD})
    table.load(text, [MONTH, VALUE, held])
    assert confidential(table.database) == [
        ("2021-09", None, None),
        ("2021-10", "E", "2022-01-18 08:30:00"),
    ]


def test_an_embargo_that_is_half_said(table: Table) -> None:
    half = {**CONSTANTS, "CONF_STATUS": "E"}
    (said,) = table.refusals(LONG, [MONTH, VALUE], figures={"constants": half})
    assert said.startswith("desk/datapackage.json, line 1, constant EMBARGO_TIME '': ")
    assert "CONF_STATUS E, and no other, goes with a time" in said
    text = f"Month,Value,For,Until\n2021-09,1,F,{UNTIL}\n2021-10,2,E,\n2021-11,3,E,18 January\n"
    fields = [MONTH, VALUE, column("For", "CONF_STATUS"), column("Until", "EMBARGO_TIME")]
    first, second, third = table.refusals(text, fields)
    assert first.startswith(f"desk/table.csv, line 2, Until '{UNTIL}': CONF_STATUS E, and no other")
    assert second.startswith("desk/table.csv, line 3, Until '': CONF_STATUS E, and no other")
    assert third.startswith("desk/table.csv, line 4, Until '18 January': it is not a time")


# --- a schema in a file of its own ----------------------------------------------------------


def test_a_schema_in_a_file_of_its_own(table: Table) -> None:
    folder = table.write(LONG, [])
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"][0]["schema"] = "trade.schema.json"
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(BadDescriptor, match=r"there is no file trade\.schema\.json"):
        loaded(table.database, folder)
    schema = folder / "trade.schema.json"
    schema.write_text(json.dumps({"fields": [MONTH, VALUE]}), encoding="utf-8")
    loaded(table.database, folder)
    assert table.said() == READ_LONG
    assert not loaded(table.database, folder).changed
    without = {"fields": [MONTH, VALUE], "missingValues": ["15.1"]}
    schema.write_text(json.dumps(without), encoding="utf-8")
    assert loaded(table.database, folder).changed, "a change of the schema went unnoticed"
    assert table.said() == READ_LONG[1:]


ENDS: list[tuple[str, str, str, int | None]] = [
    # what it is, the file, figures.until, the line that is data all the same
    ("the name of a flow that stands above too", "X,2021-09,1\nM,2021-09,2\nM,2021-10,\n", "M", 3),
    ("a note amid the data", "X,2021-09,1\nNote\nX,2021-10,2\n", "Note", 4),
    ("an empty line amid the data", "X,2021-09,1\n\nX,2021-10,2\n", "", 4),
    ("a note", "X,2021-09,1\nX,2021-10,2\nNote: of 2021,,\nX,2021-09\n", "Note", None),
    ("a total that is no flow", "X,2021-09,1\nTotal,2021-09,1\n", "Total", None),
    (
        "a second table, of the change in percent",
        "X,2021-09,1\n\nChange in percent\nFlow,Month,Percent\nX,2021-10,2\n",
        "",
        None,
    ),
    ("a second table without a header", "X,2021-09,1\nPercent,,\nX,2021-09,7\n", "Percent", None),
    ("a note with a quote that is not closed", 'X,2021-09,1\nNote\n"X,2021-10,2\n', "Note", None),
]


@pytest.mark.parametrize(
    ("text", "until", "line"), [case[1:] for case in ENDS], ids=[c[0] for c in ENDS]
)
def test_no_data_are_left_out_in_silence_where_they_are_said_to_end(
    table: Table, text: str, until: str, line: int | None
) -> None:
    fields = [column("Flow", "TRADE_FLOW"), MONTH, VALUE]
    constants = {term: said for term, said in CONSTANTS.items() if term != "TRADE_FLOW"}
    said = {"figures": {"constants": constants, "until": until}}
    text = f"Flow,Month,Value\n{text}"
    if line is None:
        assert table.load(text, fields, **said)["new"] in (1, 2)
        return
    (refusal,) = table.refusals(text, fields, **said)
    assert refusal.startswith(
        f"desk/table.csv, line {line}, figures.until {until!r}: by that the data end above this "
        "line, but it is data as well, and would be left out with all that is below"
    ), refusal


def test_a_constant_beside_a_column_of_the_same_is_refused(table: Table) -> None:
    text, fields = "Flow,Month,Value\nX,2021-09,1\n", [column("Flow", "TRADE_FLOW"), MONTH, VALUE]
    folder = table.write(text, fields, figures={"constants": dict(CONSTANTS)})
    with pytest.raises(BadDescriptor) as fault:
        loaded(table.database, folder)
    assert (
        "TRADE_FLOW is a constant of the table, and the field 'Flow' says it of each row; take "
        "TRADE_FLOW out of constants, or read the field as another column"
    ) in str(fault.value)


def test_a_list_of_what_to_mend_may_stay_once_it_is_empty(table: Table) -> None:
    assert table.load(LONG, [MONTH, VALUE], figures={"to_mend": []})["new"] == 2
    folder = table.write(LONG, [MONTH, VALUE], figures={"to_mend": ["mended"]})
    with pytest.raises(BadDescriptor) as fault:
        loaded(table.database, folder)
    assert "what is listed here is still to be done; once it is, take it out" in str(fault.value)
