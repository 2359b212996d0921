"""SDMX messages loaded by a mapping: the same release in every form, and what agencies do."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store.faults import BadDescriptor, RowsRefused
from tests.conftest import ROOT
from tests.store.messages import FORMS, generic, specific
from tests.store.packages import loaded
from tests.store.test_vintages import counts

CONSTANTS: Mapping[str, Any] = {
    "SOURCE_ID": "first",
    "COUNTERPART_AREA": "W1",
    "INDICATOR": "TRADE",
    "PRODUCT": "_T",
}
FIRST = "SOURCE_ID,PUBLISHER,PUBLISHED\nfirst,Urumqi Customs,2021-12-27\n"
_SAID = """
    SELECT series.trade_flow, period, value, unit_mult, decimals, coalesce(qualifier, 'EQ'),
    coalesce(status, 'A'), series.unit
    FROM statements JOIN series ON series.id = statements.series ORDER BY statements.id
"""

Said = tuple[str, str, str | None, int, int, str, str, str]


class Messages:
    """A desk that loads one message after another by a mapping."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._folder = database.parent / "desk"

    def load(self, name: str, message: str | bytes, **resource: Any) -> dict[str, int]:
        """``figures`` and ``fields`` are the mapping's; the rest is the resource's as given."""
        self._folder.mkdir(exist_ok=True)
        raw = message if isinstance(message, bytes) else message.encode()
        (self._folder / name).write_bytes(raw)
        (self._folder / "sources.csv").write_text(FIRST, encoding="utf-8")
        schema = {"fields": resource.pop("fields", []), **resource.pop("schema", {})}
        constants = {**CONSTANTS, **resource.pop("constants", {})}
        table = {
            "name": "trade",
            "path": name,
            "schema": schema,
            "figures": {"constants": constants},
        }
        (self._folder / "indicators.csv").write_text(RATE, encoding="utf-8")
        lists = [{"name": each, "path": f"{each}.csv"} for each in ("sources", "indicators")]
        described = {"name": "desk", "resources": [{**table, **resource}, *lists]}
        (self._folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        return counts(loaded(self.database, self._folder).packages[-1])

    def refusals(self, name: str, message: str | bytes, **resource: Any) -> list[str]:
        with pytest.raises(RowsRefused) as fault:
            self.load(name, message, **resource)
        return [str(refusal) for refusal in fault.value.refusals]

    def said(self) -> list[Said]:
        """All that is on file, in the order in which it came."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(_SAID).fetchall()

    def values(self) -> list[tuple[str, str | None, int, str]]:
        """Period, value, multiplier and status."""
        return [(each[1], each[2], each[3], each[6]) for each in self.said()]


@pytest.fixture
def desk(database: Path) -> Messages:
    return Messages(database)


RELEASE: list[Said] = [
    ("X", "2021-10", "1.50", 6, 2, "EQ", "A", "CNY"),
    ("X", "2021-11", None, 6, 0, "EQ", "M", "CNY"),
    ("M", "2021-10", "100", 6, 0, "EQ", "P", "CNY"),
]


@pytest.mark.parametrize("form", FORMS)
def test_a_release_is_the_same_in_every_form(desk: Messages, form: str) -> None:
    name, message = FORMS[form]
    assert desk.load(name, message)["new"] == 3
    assert desk.said() == RELEASE
    assert desk.load(name, message)["unchanged"] == 3, "the second load changes nothing"


def one(cells: str, attributes: str = 'UNIT_MULT="6" UNIT_MEASURE="CNY"') -> str:
    """A message of one series of exports with these observations."""
    series = '<Series FREQ="M" REF_AREA="CN-XJ" TRADE_FLOW="X" SEASONAL_ADJUST="N">\n'
    return specific(f"{series}{cells}</Series>", attributes=attributes)


def obs(value: str, period: str = "2021-10", more: str = "") -> str:
    return f'<Obs TIME_PERIOD="{period}" OBS_VALUE="{value}" {more}/>\n'


def rows(*lines: str, header: str = "OBS_VALUE") -> str:
    """SDMX-CSV of exports in October 2021 with these cells."""
    said = "FREQ,REF_AREA,TRADE_FLOW,SEASONAL_ADJUST,TIME_PERIOD"
    cells = [f"XJ:TRADE(1.0),M,CN-XJ,X,N,{line}\n" for line in lines]
    return f"DATAFLOW,{said},{header}\n{''.join(cells)}"


UNITS = {"column": "UNIT_MEASURE"}
MILLIONS = {"UNIT_MEASURE": "CNY", "UNIT_MULT": "6"}

SCALES: list[tuple[str, dict[str, Any], str, int]] = [
    # message, mapping, value, multiplier
    (one(obs("1.50")), {}, "1.50", 6),
    # the publisher says millions, and has written them out
    (one(obs("1500000")), {"constants": {"UNIT_MULT": 0}}, "1500000", 0),
    # millions are in the unit, or in the unit and beside it: they are millions once
    (one(obs("1.50"), 'unit="MIO_CNY"'),
     {"fields": [{"name": "unit", "figures": {"codes": {"MIO_CNY": MILLIONS}}}]}, "1.50", 6),
    (one(obs("1.50"), 'unit="MIO_CNY" UNIT_MULT="6"'),
     {"fields": [{"name": "unit", "figures": {"codes": {"MIO_CNY": MILLIONS}}}]}, "1.50", 6),
    (one(obs("1.50"), 'unit="MIO_CNY" UNIT_MULT="9"'),
     {"fields": [{"name": "unit", "figures": {"codes": {"MIO_CNY": MILLIONS}}}]}, "1.50", 6),
    # a unit without a multiplier of its own has the message's
    (one(obs("1.50"), 'unit="CNY" UNIT_MULT="9"'),
     {"fields": [{"name": "unit", "figures": {**UNITS, "codes": {"MIO_CNY": MILLIONS, "CNY": "CNY"}}}]},
     "1.50", 9),
    # on the data set, and otherwise on an observation
    (one(obs("1.50", more='UNIT_MULT="3"')), {}, "1.50", 3),
    # as machines write numbers
    (one(obs("1.5E3")), {}, "1500", 6),
    (one(obs("2.50e-3")), {}, "0.00250", 6),
    (one(obs("1.50", more='DECIMALS="1"')), {}, "1.50", 6),
    (one(obs("1.5", more='DECIMALS="3"')), {}, "1.5", 6),
    (one(obs("0.30000000000000004", more='DECIMALS="1"')),
     {"fields": [{"name": "DECIMALS", "figures": {"column": "DECIMALS"}}]}, "0.3", 6),
    (rows('2021-10,"1,50",CNY,6', header="OBS_VALUE,UNIT_MEASURE,UNIT_MULT"),
     {"fields": [{"name": "OBS_VALUE", "decimalChar": ",", "figures": {"column": "OBS_VALUE"}}]}, "1.50", 6),
]  # fmt: skip


@pytest.mark.parametrize(("message", "mapping", "value", "multiplier"), SCALES)
def test_a_number_keeps_its_digits_and_its_scale(
    desk: Messages, message: str, mapping: dict[str, Any], value: str, multiplier: int
) -> None:
    desk.load("m.xml" if message.startswith("<") else "m.csv", message, **mapping)
    decimals = len(value.partition(".")[2])
    assert [(each[2], each[3], each[4]) for each in desk.said()] == [(value, multiplier, decimals)]


MISSING = [
    # value, status, what is on file: value, status, note
    ("1.50", "A", ("1.50", "A", None)),
    ("1.50", "", ("1.50", "A", None)),
    ("0", "A", ("0", "A", None)),
    ("", "M", (None, "M", None)),
    ("NaN", "M", (None, "M", None)),
    ("NaN", "", (None, "M", None)),
    ("NaN", "A", (None, "M", None)),
    ("", "Q", (None, "M", "OBS_STATUS Q")),
    ("NaN", "L", (None, "M", "OBS_STATUS L")),
    ("", "A", None),  # a message that only says how it is flagged
    ("", "", None),
    ("1.50", "W", ("1.50", "W", None)),
]


@pytest.mark.parametrize(("value", "status", "expected"), MISSING)
def test_a_missing_observation_is_missing(
    desk: Messages, value: str, status: str, expected: tuple[str | None, str, str | None] | None
) -> None:
    header = "OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT"
    desk.load("m.csv", rows(f"2021-10,{value},{status},CNY,6", header=header))
    with closing(sqlite3.connect(desk.database)) as connection:
        found = connection.execute(
            "SELECT value, coalesce(status, 'A'), note FROM statements"
        ).fetchall()
    assert found == ([expected] if expected else [])


def test_an_agencys_own_flags_and_names_are_mapped(desk: Messages) -> None:
    """As Eurostat writes: ids in lower case, flags of its own, and only where there are any."""
    fields = [
        {"name": "freq", "figures": {"column": "FREQ"}},
        {"name": "geo", "figures": {"column": "REF_AREA", "codes": {"XJ": "CN-XJ", "EU27_2020": None}}},
        {"name": "unit", "figures": {"codes": {"MIO_EUR": {"UNIT_MEASURE": "EUR", "UNIT_MULT": 6}}}},
        {"name": "s_adj", "figures": {"column": "SEASONAL_ADJUST", "codes": {"NSA": "N"}}},
        {"name": "OBS_FLAG", "figures": {"column": "OBS_STATUS", "codes": {"p": "P", "be": "B"}}},
    ]  # fmt: skip
    constants = {"TRADE_FLOW": "X"}
    key = 'freq="M" unit="MIO_EUR" s_adj="NSA"'
    flagged = specific(
        f'<Series geo="XJ" {key}>{obs("1.50")}{obs("7", "2021-11", "OBS_FLAG=&quot;p&quot;")}</Series>'
        f'<Series geo="EU27_2020" {key}>{obs("9")}</Series>'.replace("&quot;", '"'),
        attributes="",
    )
    desk.load("m.xml", flagged, fields=fields, constants=constants)
    assert desk.values() == [("2021-10", "1.50", 6, "A"), ("2021-11", "7", 6, "P")]
    plain = specific(f'<Series geo="XJ" {key}>{obs("1.60")}</Series>', attributes="")
    desk.load("m.xml", plain, fields=fields, constants=constants)
    assert desk.values() == [("2021-10", "1.60", 6, "A")]


PERIODS = [
    ("M", "2021-M10", "2021-10"),
    ("A", "2020-A1", "2020"),
    ("S", "2021-S1", "2021-S1"),
    ("Q", "2021-Q3", "2021-Q3"),
    ("D", "2021-10-05T00:00:00", "2021-10-05"),
    ("D", "2021-10-05T00:00:00Z", "2021-10-05"),
    ("M", "2021-10-01", "2021-10"),
    ("W", "2021-W48", "2021-W48"),
]


@pytest.mark.parametrize(("freq", "written", "period"), PERIODS)
def test_periods_as_sdmx_writes_them(desk: Messages, freq: str, written: str, period: str) -> None:
    desk.load("m.xml", one(obs("1", written)).replace('FREQ="M"', f'FREQ="{freq}"'))
    assert [each[0] for each in desk.values()] == [period]


def test_data_sets_of_one_message_are_told_apart(desk: Messages) -> None:
    first = one(obs("1.50")).partition("<mes:DataSet")
    again = first[2].replace('OBS_VALUE="1.50"', 'OBS_VALUE="7"').replace('"X"', '"M"')
    both = "".join(first).replace("</mes:StructureSpecificData>", f"<mes:DataSet{again}")
    desk.load("m.xml", both, fields=[{"name": "DATAFLOW"}])
    assert [each[:3] for each in desk.said()] == [("X", "2021-10", "1.50"), ("M", "2021-10", "7")]


def test_series_may_be_of_another_dimension_than_time(desk: Messages) -> None:
    """Cross-sections: a series is of one month, its observations of flows."""
    series = '<Series FREQ="M" REF_AREA="CN-XJ" SEASONAL_ADJUST="N" TIME_PERIOD="2021-10">'
    flows = '<Obs TRADE_FLOW="X" OBS_VALUE="1.50"/><Obs TRADE_FLOW="M" OBS_VALUE="100"/>'
    more = 'UNIT_MULT="6" UNIT_MEASURE="CNY"'
    desk.load("m.xml", specific(f"{series}{flows}</Series>", "TRADE_FLOW", more))
    assert [each[:3] for each in desk.said()] == [("X", "2021-10", "1.50"), ("M", "2021-10", "100")]


def test_a_message_may_be_in_another_encoding(desk: Messages) -> None:
    message = one(obs("1.50"), 'UNIT_MULT="6" UNIT_MEASURE="CNY" NOTE="révisé"')
    desk.load("m.xml", message.replace("UTF-8", "ISO-8859-1").encode("iso-8859-1"))
    with closing(sqlite3.connect(desk.database)) as connection:
        assert connection.execute("SELECT note FROM statements").fetchall() == [("révisé",)]


CSV_MORE = "OBS_VALUE,UNIT_MEASURE,UNIT_MULT"
DELETED = specific(
    f'<Series FREQ="M" REF_AREA="CN-XJ" TRADE_FLOW="X" SEASONAL_ADJUST="N">{obs("1")}</Series>'
).replace("Replace", "Delete")
TWO_NAMESPACES = specific(
    f'<Series FREQ="M">{obs("1")}</Series></mes:DataSet>\n'
    '<o:DataSet xmlns:o="urn:other" ss:structureRef="S" ss:dataScope="DataStructure" '
    f'ss:action="Replace"><Series FREQ="M">{obs("2")}</Series></o:DataSet><mes:DataSet '
    'ss:structureRef="S" ss:dataScope="DataStructure" ss:action="Replace">'
)

REFUSED: list[tuple[str, str | bytes, dict[str, Any], str]] = [
    # file, message, mapping, what is said: as a pattern
    ("m.xml", one(obs("1,50")), {}, r"m\.xml, line 16, OBS_VALUE '1,50': it is not a number"),
    ("m.xml", one(obs("1")).replace("CN-XJ", "CN-XY"), {},
     r"m\.xml, line 16, REF_AREA 'CN-XY': no area has the code CN-XY"),
    ("m.json", FORMS["SDMX-JSON 1.0, series"][1].replace(b"100, 2", b'"1OO", 2'), {},
     r"m\.json, line 7, OBS_VALUE '1OO': it is not a number"),
    ("m.csv", rows("2021-10,1,CNY,6", "2021-11,x,CNY,6", header=CSV_MORE), {},
     r"m\.csv, line 3, OBS_VALUE 'x': it is not a number"),
    ("m.xml", one(obs("1"), 'UNIT_MULT="6"'), {},
     r"line 1, header '.*': UNIT_MEASURE of the field 'OBS_VALUE' is not said; add it"),
    ("m.xml", one(obs("1"), 'UNIT_MULT="" UNIT_MEASURE="CNY"'), {}, r"UNIT_MULT '': it is empty"),
    ("m.xml", one(obs("1"), 'UNIT_MULT="6" UNIT_MEASURE="CNY" COLLECTION="S"'), {},
     r"COLLECTION '.*': this column is not among the fields; add it there, or"),
    ("m.xml", one(obs("1", more='CONF_STATUS="N"')), {}, r"CONF_STATUS 'N': it is none of F, E, C"),
    ("m.csv", rows("2021-10,1,CNY,6,D", header=f"{CSV_MORE},ACTION"), {},
     r"line 2, row '': its ACTION takes back what was published"),
    ("m.csv", rows(",,CNY,6", header=CSV_MORE), {}, r"line 2, row '': it has neither a period nor"),
    ("m.csv", rows("2021-10,1,CNY", header=CSV_MORE), {}, r"line 2, row '': it has 8 cells and the"),
    ("m.xml", DELETED, {}, r"line 15, row '': its data set takes back what was published"),
    ("m.json", FORMS["SDMX-JSON 1.0, series"][1].replace(b"Information", b"Delete"), {},
     r"its data set takes back what was published"),
    ("m.xml", TWO_NAMESPACES, {}, r"pysdmx read 1 of its 2 observations; get its data sets as"),
    ("m.csv", "", {"format": "sdmx-csv"}, r"it ends before its header"),
    ("m.xml", "", {"format": "sdmx-ml"}, r"it is not XML"),
    ("m.json", "", {"format": "sdmx-json"}, r"it is not JSON"),
    ("m.xml.gz", FORMS["SDMX-ML, packed"][1][:99], {"format": "sdmx-ml"}, r"it is not XML"),
    ("m.xml", one(obs("1"))[:-40], {}, r"line 18, row '': it is not XML"),
    ("m.xml", one(obs("1")).replace("v2_1", "v2_0"), {}, r"it is SDMX-ML 2\.0; get the data as SDMX"),
    ("m.xml", one(obs("1")).replace("StructureSpecificData", "Structure"), {},
     r"it describes data and has none; get the data message"),
    ("m.json", FORMS["SDMX-JSON 1.0, series"][1][:-20], {}, r"line \d+, row '': it is not JSON"),
    ("m.json", FORMS["SDMX-JSON 1.0, series"][1].replace(b'"0:1"', b'"0:9"'), {},
     r"line 6, row '': it is not as SDMX-JSON has to be"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "message", "mapping", "pattern"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(
    desk: Messages, name: str, message: str | bytes, mapping: dict[str, Any], pattern: str
) -> None:
    refused = "\n".join(desk.refusals(name, message, **mapping))
    assert re.search(pattern, refused), refused


def test_a_scale_is_said_in_one_place(desk: Messages) -> None:
    unit = {"name": "unit", "figures": {"codes": {"MIO_CNY": MILLIONS}}}
    with pytest.raises(BadDescriptor) as fault:
        desk.load("m.xml", one(obs("1")), fields=[unit], constants={"UNIT_MULT": 0})
    assert "UNIT_MULT is a constant and said by the field 'unit'; keep one" in str(fault.value)


def test_columns_that_are_not_listed_are_left_out_where_the_mapping_says_so(
    desk: Messages,
) -> None:
    message = one(obs("1.50"), 'UNIT_MULT="6" UNIT_MEASURE="CNY" COLLECTION="S"')
    desk.load("m.xml", message, schema={"fieldsMatch": "subset"})
    assert desk.values() == [("2021-10", "1.50", 6, "A")]


def test_without_the_library_the_load_says_what_to_install(
    desk: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pysdmx.io.xml.sdmx21.reader.generic", None)
    (refused,) = desk.refusals("m.xml", generic(""))
    assert "install the desk's extra sdmx" in refused
    assert ".venv/bin/python -m pip install --editable '.[sdmx]'" in refused


def test_the_mapping_of_the_documentation_loads(desk: Messages) -> None:
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"(?ms)^```json\n(.*?)^```$", page.partition("## Load SDMX")[2])
    said = json.loads(shown)
    constants = {"SEASONAL_ADJUST": said["figures"]["constants"]["SEASONAL_ADJUST"]}
    key = 'FREQ="M" geo="DE" TIME_FORMAT="P1M"'
    told = []
    for indicator, series in (
        ("TRADE", f'<Series {key} unit="MIO_EUR">{obs("1.50")}</Series>'),
        (
            "JOBLESS_RATE",
            f'<Series {key} unit="PC" UNIT_MULT="6">{obs("2.0", more=FLAGGED)}</Series>',
        ),
    ):
        message = specific(series, attributes="")
        here = {**constants, "INDICATOR": indicator}
        desk.load("rates.xml", message, schema=said["schema"], constants=here)
        told += [(each[2], each[3], each[6], each[7]) for each in desk.said()]
    assert ("1.50", 6, "A", "EUR") in told
    assert ("2.0", 0, "P", "PT") in told


RATE = "CODE,LABEL,KIND\nJOBLESS_RATE,jobless rate of the messages,rate\n"
FLAGGED = 'OBS_FLAG="p"'
