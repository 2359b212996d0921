"""Tables as people have them: what is proposed for each, and what is asked."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from tests.describe.conftest import Described, run


def looked_at(
    tmp_path: Path, text: str | bytes, name: str = "table.csv", *options: str
) -> Described:
    file = tmp_path / name
    raw = text if isinstance(text, bytes) else text.encode()
    file.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    found = run(str(file), *options)
    assert found.status == 0, found.said
    return found


PERIODS = [
    # labels of the periods, what the field says, FREQ
    (["2014", "2014 Q1", "2014 AUG"], {"formats": ["%Y", "%Y Q%q", "%Y %b"]}, None),
    (["January 2001", "February 2001"], {"format": "%b %Y"}, None),
    (["Aug-14", "Sep-14"], {"format": "%b-%y"}, None),
    (["10.2021", "11.2021"], {"format": "%m.%Y"}, None),
    (["2021-Q3", "2021-Q4"], {"format": "%Y-Q%q"}, None),
    (["3Q21", "4Q21"], {"format": "%qQ%y"}, None),
    (["2021-W48", "2021-W49"], {"format": "%G-W%V"}, None),
    (["201401", "201402"], {"format": "%Y%m"}, None),
    (["2014", "2015"], {"type": "year"}, None),
    (["2014-08", "2014-09"], {"type": "yearmonth"}, None),
    (["2020-01-15", "2020-02-15", "2020-03-15"], {"type": "date"}, "M"),
    (["2019-06-30", "2020-06-30", "2021-06-30"], {"type": "date"}, "A"),
    (["2020-03-31", "2020-06-30", "2020-09-30"], {"type": "date"}, "Q"),
    (["2020-01-03", "2020-01-10", "2020-01-17"], {"type": "date"}, "W"),
    (["2020-01-03", "2020-01-06", "2020-01-07"], {"type": "date"}, "D"),
    (["1/31/2020", "2/29/2020", "3/31/2020"], {"format": "%m/%d/%Y"}, "M"),
    (["31/1/2020", "29/2/2020", "31/3/2020"], {"format": "%d/%m/%Y"}, "M"),
    (["3/4/2020", "4/4/2020", "5/4/2020"], {"formats": ["? How is 3/4/2020"]}, "? How often"),
    (["2021-03", "2021-06", "2021-09"], {"type": "yearmonth"}, "? The months stand 3 apart"),
    (["2020-01-03", "2020-02-09"], {"type": "date"}, "? How often"),
    (["2020-01-03", "2020-02-09", "2021-01-01"], {"type": "date"}, "? Its dates stand"),
]  # fmt: skip


def begins(said: Any, expected: Any) -> bool:
    """Whether it is what is expected; of a question, whether it begins so."""
    if isinstance(expected, list):
        return len(said) == len(expected) and all(map(begins, said, expected))
    if isinstance(expected, str) and expected.startswith("?"):
        return str(said).startswith(expected)
    return bool(said == expected)


@pytest.mark.parametrize(("labels", "field", "freq"), PERIODS)
def test_periods(
    tmp_path: Path, labels: list[str], field: dict[str, Any], freq: str | None
) -> None:
    rows = "".join(f"{label},{place}.5\n" for place, label in enumerate(labels, 1))
    found = looked_at(tmp_path, f"When,Value\n{rows}")
    said = {**found.fields["When"], **found.of("When")}
    assert said["column"] == "TIME_PERIOD"
    assert all(begins(said.get(key), value) for key, value in field.items()), said
    assert begins(found.constants.get("FREQ"), freq), found.constants


def test_periods_in_two_columns(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Month,Year,Trips\nJan,2020,5\nFeb,2020,6\n")
    for name in ("Month", "Year"):
        assert found.of(name) == {"column": "TIME_PERIOD", "formats": ["%b %Y"]}


def test_periods_across_the_header(tmp_path: Path) -> None:
    text = "Country,2000,2001\nGermany,1.5,2.5\nFrance,..,1.25\nGeorgia,3.5,4\n"
    found = looked_at(tmp_path, text)
    assert found.table["figures"]["across"] == {"formats": ["%Y"]}
    assert found.table["schema"]["missingValues"] == ["", ".."]
    codes = {"Germany": "DE", "France": "FR", "Georgia": "GE"}
    assert found.of("Country") == {"column": "REF_AREA", "codes": codes}


UNITS = [
    # name of the column, UNIT_MEASURE, UNIT_MULT, whether the kind is asked for
    ("Exports of cars (£M)", "GBP", "6", True),
    ("Sales, $ million", "USD", "6", True),
    ("Sales, USD mn", "USD", "6", True),
    ("Revenue (EUR bn)", "EUR", "9", True),
    ("Revenue in 100 million yuan", "CNY", "8", True),
    ("Pay (£)", "GBP", "0", True),
    ("Freight in thousand tonnes", "T", "3", True),
    ("Unemployed (000s)", "NUM", "3", True),
    ("Visitors (thousands)", "NUM", "3", True),
    ("Unemployment, %", "PT", "0", False),
    ("Producer prices, 2010=100", "IX_2010", "0", False),
    ("Index 1982-84=100", "IX_1982_84", "0", False),
    ("Oil (US dollars per barrel)", "USD_BBL", "0", False),
    ("Output index, % change", "PT", "0", False),
    ("Output (thousands)", "? In which unit", "3", True),
    ("Cost, £ mill", "? In which unit", "? In millions", True),
    ("Index, £", "? In which unit", "? In millions", True),
    ("USD per EUR", "? In which unit", "? In millions", True),
    ("Prices in yen or $", "? In which unit", "? In millions", True),
    ("Value in euros", "EUR", "0", True),
    ("GDP (constant 2015 USD)", "USD", "0", True),
    ("Assets of funds held: bonds in euro", "? In which unit", "? In millions", True),
    ("Investment in euro (once ECU) bills", "? In which unit", "? In millions", True),
    ("Flow, 80% of it estimated", "? In which unit", "? In millions", True),
    ("Food and tobacco: SITC 0+1 £M", "GBP", "6", True),
    ("Sterling exchange rate: £1 = US dollar", "? In which unit", "? In millions", False),
    ("Value", "? In which unit", "? In millions", True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "unit", "mult", "kind_asked"), UNITS)
def test_units_in_names(tmp_path: Path, name: str, unit: str, mult: str, kind_asked: bool) -> None:
    found = looked_at(tmp_path, f'Year,"{name}"\n2014,12.5\n2015,13.5\n')
    said = found.constants
    assert begins(said["UNIT_MEASURE"], unit), said
    assert begins(said["UNIT_MULT"], mult), said
    assert ("What kind of measure" in found.questions) == kind_asked, found.said


def test_a_dollar_is_not_the_same_everywhere(tmp_path: Path) -> None:
    text = "Year,Sales ($ million)\n2014,12.5\n2015,13.5\n"
    assert looked_at(tmp_path, text).constants["UNIT_MEASURE"] == "USD"
    australian = looked_at(tmp_path, text, "table.csv", "--area", "AU").constants
    assert australian["UNIT_MEASURE"].startswith("? In which unit")
    assert (australian["UNIT_MULT"], australian["REF_AREA"]) == ("6", "AU")


NUMBERS = [
    # cells, delimiter, what the field says of them
    (["1,187.5", "987.5"], ";", {"groupChar": ","}),
    (["1.215,40", "12,30"], ";", {"decimalChar": ",", "groupChar": "."}),
    (["12,5", "1234"], ";", {"decimalChar": ","}),
    (["1\N{NO-BREAK SPACE}234,5", "2"], ";", {"decimalChar": ",", "groupChar": "\N{NO-BREAK SPACE}"}),
    (["1'234.5", "2"], ",", {"groupChar": "'"}),
    (["1,23,456.78", "2.50"], ";", {"groupChar": ","}),
    (["$1.50", "$2.25"], ",", {"bareNumber": False}),
    (["0.123", "1.234"], ",", {}),
    (["1.234", "1234"], ",", {}),
    (["1.234", "2.345"], ",", {"decimalChar": "? What is . in the numbers, as in 1.234"}),
    (["1,234", "2,345"], ";", {"decimalChar": "? What is , in the numbers, as in 1,234"}),
    (["1,004", "1050"], ";", {"decimalChar": "? What is , in the numbers, as in 1,004"}),
    (["1.5", "1,25"], ";", {"decimalChar": "? What is"}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "delimiter", "said"), NUMBERS)
def test_marks_of_numbers(
    tmp_path: Path, cells: list[str], delimiter: str, said: dict[str, Any]
) -> None:
    rows = "".join(f"{year}{delimiter}{cell}\n" for year, cell in enumerate(cells, 2000))
    found = looked_at(tmp_path, f"Year{delimiter}Value\n{rows}")
    field = found.fields["Value"]
    keys = ("decimalChar", "groupChar", "bareNumber")
    assert {key for key in keys if key in field} == set(said), field
    assert all(begins(field[key], value) for key, value in said.items()), field


def test_flags_and_missing_values(tmp_path: Path) -> None:
    text = (
        "Year,Trips\n2016,12.5\n2017,13.0 (p)\n2018,14.0e\n2019,15.5r\n2020,n/a\n2021,x\n2022,3.5*\n"
        "2023,4.5†\n\n* = estimated by the office\nx = not available\n"
    )
    found = looked_at(tmp_path, text)
    flags = found.of("Trips")["flags"]
    known = {"(p)": "P", "e": "E", "r": "A", "*": "E"}
    assert {flag: flags[flag] for flag in known} == known
    assert flags["†"].startswith("? What does † beside a number mean, as in '4.5†' on line 9?")
    assert found.table["schema"]["missingValues"] == ["", "n/a", "x"]
    assert found.table["figures"]["until"] == ""


def test_a_mark_that_may_be_nil_is_asked_about(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Year,Trips\n2016,12.5\n2017,-\n2018,3.5\n")
    (_, asked) = found.table["schema"]["missingValues"]
    assert asked.startswith("? Does - alone in a cell mean that there is no figure?")


def test_titles_above_and_notes_below(tmp_path: Path) -> None:
    text = (
        "Retail sales\nPublished: 15 October 2014\n\nMonth;All;Food\n;£m;£m\nAug-14;12,5;13\n"
        "Sep-14;11,5;12\nSource: Statistics Office\n"
    )
    found = looked_at(tmp_path, text)
    assert found.table["dialect"] == {"delimiter": ";", "headerRows": [4, 5]}
    assert found.table["figures"]["until"] == "Source: Statistics Office"
    assert list(found.fields) == ["Month", "All £m", "Food £m"]
    assert found.constants["UNIT_MEASURE"] == "GBP"
    assert "Who published" not in found.questions
    assert "which day" not in found.questions


def test_rows_of_metadata_under_the_header(tmp_path: Path) -> None:
    text = (
        '"Title","GDP: CVM SA £m","Unemployment rate SA (%)"\n"CDID","ABMI","MGSX"\n"PreUnit","£",""\n'
        '"Unit","m","%"\n"Release date","30-06-2023","30-06-2023"\n"Important notes",,\n'
        '"2020","100","4.6"\n"2021","110","4.5"\n'
    )
    found = looked_at(tmp_path, text)
    assert found.table["dialect"] == {"commentRows": [2, 3, 4, 5, 6]}
    both = [found.of(name)["constants"] for name in ("GDP: CVM SA £m", "Unemployment rate SA (%)")]
    assert [each["INDICATOR"] for each in both] == ["ABMI", "MGSX"]
    assert [each["UNIT_MEASURE"] for each in both] == ["GBP", "PT"]
    assert found.constants["SEASONAL_ADJUST"] == "S"
    assert "What is measured" not in found.questions
    assert "which day" not in found.questions


def test_without_a_header(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "1913-1-01,9.8\n1913-2-01,9.8\n1913-3-01,9.9\n")
    assert found.table["dialect"] == {"header": False}
    assert list(found.fields) == ["column 1", "column 2"]


AREAS = [
    ("Country", ["Germany", "United States", "Côte d'Ivoire"], {"Germany": "DE", "Côte d'Ivoire": "CI"}),
    ("iso3", ["DEU", "USA", "XYZ"], {"DEU": "DE", "USA": "US", "XYZ": "? Which area is 'XYZ'"}),
    ("Country", ["Germany", "France", "Elbonia"], {"Elbonia": "? Which area is 'Elbonia'"}),
    ("M49", ["276", "840", "4"], {"276": "DE", "840": "US", "4": "AF"}),
    ("Country", ["England", "Wales", "United Kingdom"], {"Wales": "GB-WLS", "United Kingdom": "GB"}),
    ("State", ["CA", "DE", "GA"], {"CA": "? Which area is 'CA'", "DE": "? Which area is 'DE'"}),
    ("geo", ["CA", "DE", "FR"], {"CA": "CA", "DE": "DE"}),
    ("Area", ["Georgia", "Texas", "Ohio"], {"Texas": "US-TX", "Georgia": "? Which area is"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "texts", "codes"), AREAS)
def test_areas(tmp_path: Path, name: str, texts: list[str], codes: dict[str, str]) -> None:
    rows = "".join(f"{text},{year},1.5\n" for text in texts for year in (2000, 2001))
    found = looked_at(tmp_path, f"{name},Year,Population (millions)\n{rows}").of(name)
    assert found["column"] == "REF_AREA"
    read = found.get("codes") or dict(zip(texts, texts, strict=True))
    assert all(begins(read[text], code) for text, code in codes.items()), found


def test_of_two_columns_of_one_area_one_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f'"{name}",{code},2000,1.5\n'
        for name, code in (
            ("Germany", "DEU"),
            ("Korea, Rep.", "KOR"),
            ("World", "WLD"),
            ("Chad", "FRA"),
        )
    )
    found = looked_at(tmp_path, f"Country Name,Country Code,Year,Value\n{rows}")
    assert found.of("Country Name") == {}
    codes = found.of("Country Code")["codes"]
    assert {codes[code] for code in ("DEU", "KOR", "WLD")} == {"DE", "KR", "W1"}
    assert codes["FRA"].startswith("? Which area is 'FRA' (Chad)?")  # the columns disagree


def test_flows_and_partners(tmp_path: Path) -> None:
    text = "Year,Reporter,Partner,Exports (USD mn),Imports (USD mn)\n2019,China,Germany,1.5,2.5\n2020,China,France,2.5,3.5\n"
    found = looked_at(tmp_path, text)
    assert found.of("Reporter")["column"] == "REF_AREA"
    assert found.of("Partner")["column"] == "COUNTERPART_AREA"
    assert found.of("Exports (USD mn)")["constants"] == {"TRADE_FLOW": "X"}
    assert found.of("Imports (USD mn)")["constants"] == {"TRADE_FLOW": "M"}
    assert found.constants["INDICATOR"].startswith("? Is this trade in goods as a whole?")


def test_growth_of_exports_is_no_flow(tmp_path: Path) -> None:
    text = 'Month,"Exports, % change on year"\n2019-10,12.5\n2019-11,13\n2019-12,14\n'
    found = looked_at(tmp_path, text)
    assert "TRADE_FLOW" not in found.constants
    assert found.constants["UNIT_MEASURE"] == "PT"


@pytest.mark.parametrize("name", ["Trips, Jan-Nov", "Trips, year to date", "Cumulative trips"])
def test_figures_to_date_are_asked_about(tmp_path: Path, name: str) -> None:
    found = looked_at(tmp_path, f'Month,"{name} (000s)"\n2019-10,12.5\n2019-11,13\n')
    assert found.constants["ACCUMULATION"].startswith("? Does each figure add up all since January")
    assert "ACCUMULATION" not in looked_at(tmp_path, "Year,Trips\n2019,1\n2020,2\n").constants


def test_series_named_in_a_column(tmp_path: Path) -> None:
    text = (
        "Area,Series,Unit,Period,Value\nGB,Car output,thousand tonnes,2021-Q1,13\n"
        "GB,Car sales,GBP million,2021-Q1,12\n"
    )
    found = looked_at(tmp_path, text)
    assert found.of("Series")["codes"] == {"Car output": "CAR_OUTPUT", "Car sales": "CAR_SALES"}
    assert found.of("Unit")["codes"]["GBP million"] == {"UNIT_MEASURE": "GBP", "UNIT_MULT": "6"}


def test_a_column_that_tells_rows_apart_is_asked_about(tmp_path: Path) -> None:
    rows = "".join(f"{y},{sex},NE,{y - 2000}.5\n" for y in (2019, 2020) for sex in ("Men", "Women"))
    found = looked_at(tmp_path, f"Year,Sex,Note,Unemployed (000s)\n{rows}")
    assert found.of("Sex")["column"].startswith(
        "? What does column 'Sex' hold (Men, Women), by which alone some rows are told apart?"
    )
    assert found.of("Note") == {}


def test_columns_named_as_ours_are_ours(tmp_path: Path) -> None:
    text = (
        "FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,"
        "OBS_STATUS,CONF_STATUS,EMBARGO_TIME,SEASONAL_ADJUST,DER_CURR_LEG2\n"
        "Q,JP,W1,B1GQ,JPY,9,2020-Q1,135000.5,A,F,,Y,USD\n"
        "Q,JP,W1,B1GQ,JPY,9,2020-Q2,125000.1,P,E,2022-01-18T07:00:00+00:00,Y,EUR\n"
        "Q,KR,W1,B1GQ,KRW,12,2020-Q1,480.2,?!,C,,Y,USD\n"
    )
    found = looked_at(tmp_path, text)
    terms = text.partition("\n")[0].split(",")
    own = [name for name in terms if name not in ("UNIT_MEASURE", "DER_CURR_LEG2")]
    assert {name: found.of(name).get("column") for name in own} == {name: name for name in own}
    assert found.of("UNIT_MEASURE")["codes"]["KRW"] == {"UNIT_MEASURE": "KRW"}
    assert found.of("OBS_STATUS")["codes"]["?!"].startswith("? Which OBS_STATUS is '?!'")
    assert found.of("DER_CURR_LEG2")["column"].startswith("? What does column 'DER_CURR_LEG2' hold")
    assert set(found.constants) == {"SOURCE_ID"}


def test_a_code_of_a_unit_says_no_power_of_ten(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Year,UNIT_MEASURE,Value\n2019,USD,1.5\n2020,PT,2.5\n")
    codes = found.of("UNIT_MEASURE")["codes"]
    assert codes["PT"] == {"INDICATOR": "TABLE_PT", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
    assert codes["USD"]["INDICATOR"] == "TABLE_USD"  # percent and dollars are of two measures
    assert codes["USD"]["UNIT_MULT"].startswith("? In millions, thousands of 'USD'?")


OTHERS = [
    # name of a column, its texts, what the mapping has of it, or the start of the question
    ("Type", ["Actual", "Provisional", "Forecast"], {"Actual": "A", "Provisional": "P", "Forecast": "F"}),
    ("Flag", ["", "p", "zz"], {"": "A", "p": "P", "zz": "? Which OBS_STATUS is 'zz'?"}),
    ("Type", ["A", "B", "C"], "? What does column 'Type' hold (A, B, C)?"),
    ("Base", ["2010=100", "2015=100", "2015=100"], {"2010=100": {"UNIT_MEASURE": "IX_2010", "UNIT_MULT": "0"}}),
    ("Base", ["first", "second", "second"], "? What does column 'Base' hold (first, second)?"),
    ("Multiplier", ["x", "x", "x"], "? What does this column say (x in all rows)?"),
    ("Remark", ["x", "x", "x"], None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "texts", "said"), OTHERS)
def test_no_column_is_dropped_in_silence(
    tmp_path: Path, name: str, texts: list[str], said: Any
) -> None:
    rows = "".join(f"{year},{text},{year - 2000}.5\n" for year, text in enumerate(texts, 2018))
    found = looked_at(tmp_path, f"Year,{name},Trips\n{rows}")
    assert name in found.said
    if said is None:
        assert found.of(name) == {}
        assert f"column {name!r} says the same in all rows: x" in found.said
    elif isinstance(said, str):
        assert begins(found.of(name)["column"], said), found.of(name)
    else:
        codes = found.of(name)["codes"]
        assert all(begins(codes[text], code) for text, code in said.items()), codes


def yearly(of: str) -> str:
    quarters = {(y, q): 3 * y + 7 * q - 5000 for y in range(2000, 2007) for q in range(1, 5)}
    rows = [f"{y} Q{q},{value}\n" for (y, q), value in quarters.items()]
    for year in range(2000, 2007):
        parts = [quarters[year, q] for q in range(1, 5)]
        whole = sum(parts) if of == "sums" else parts[-1] if of == "ends" else sum(parts) / 4
        rows.append(f"{year},{whole:.0f}\n")
    return "Period,Trips (thousands)\n" + "".join(rows)


@pytest.mark.parametrize(("of", "asked"), [("sums", False), ("ends", True), ("means", True)])
def test_years_that_are_the_sums_of_their_quarters_make_a_flow(
    tmp_path: Path, of: str, asked: bool
) -> None:
    found = looked_at(tmp_path, yearly(of))
    assert ("What kind of measure" in found.questions) == asked, found.said


def test_sums_that_come_about_by_rounding_make_no_flow(tmp_path: Path) -> None:
    rows = [f"{y},1\n" + "".join(f"{y} Q{q},0\n" for q in range(1, 5)) for y in range(2000, 2010)]
    found = looked_at(tmp_path, "Period,Trips (thousands)\n" + "".join(rows))
    assert "What kind of measure" in found.questions


def test_decimals_whose_zeros_were_cut_off(tmp_path: Path) -> None:
    prices = [f"{18 + n / 100:.2f}".rstrip("0").rstrip(".") for n in range(120)]
    rows = "".join(f"{1990 + n // 12}-{n % 12 + 1:02},{price}\n" for n, price in enumerate(prices))
    assert looked_at(tmp_path, f"Month,Price\n{rows}").constants["DECIMALS"] == "2"
    as_printed = rows.replace("18.1\n", "18.10\n")
    assert "DECIMALS" not in looked_at(tmp_path, f"Month,Price\n{as_printed}").constants


def test_decimals_that_a_machine_wrote_are_asked_about(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Year,GDP (USD)\n2000,3521418059.923445\n2001,2813571753.8725324\n")
    assert found.constants["DECIMALS"].startswith("? How many digits after the point are meant")


ENCODED = [
    ("Pfund £;Größe\n".encode("iso-8859-1"), "iso-8859-1"),
    ("Pfund €;Größe\n".encode("windows-1252"), "windows-1252"),
    ("Pfund £;Größe\n".encode(), None),
    ("Pfund £;Größe\n".encode("utf-8-sig"), None),
]


@pytest.mark.parametrize(("header", "encoding"), ENCODED)
def test_encodings(tmp_path: Path, header: bytes, encoding: str | None) -> None:
    found = looked_at(tmp_path, b"Jahr;" + header + b"2000;1,5;2\n2001;1,6;3\n")
    assert found.table.get("encoding") == encoding
    assert list(found.fields)[2] == "Größe"


def test_compressed_and_with_tabs(tmp_path: Path) -> None:
    found = looked_at(
        tmp_path, "Quarter\tGDP growth %\nQ1 2020\t-2.5\nQ2 2020\t−19.8\n", "gdp.tsv.gz"
    )
    assert found.table["path"] == "gdp.tsv.gz"
    assert found.table["dialect"] == {"delimiter": "\t"}
    assert found.constants["SOURCE_ID"] == "gdp"


REFUSED = [
    ("report.csv", b"%PDF-1.7\n%\xe2\xe3", "it is a PDF, not a table. Copy its table"),
    (
        "old.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
        "it is a workbook in the old XLS format",
    ),
    ("chart.png", b"\x89PNG\r\n\x1a\n\x00", "it is a picture, not a table"),
    ("empty.csv", b"", "it is empty. Give a file with a table in it"),
    ("blank.csv", b"\n\n  \n", "it is empty"),
    ("page.csv", b"<!DOCTYPE html><html>", "it is a web page, not a table"),
    ("data.csv", b'{"data": [1, 2]}', "it is JSON, not a table"),
    ("noise.csv", b"a\x00b\x01c", "it is no text"),
    ("prose.csv", b"Some words\nand some more words\n", "divide its rows into columns"),
    ("names.csv", b"Name,Town\nAnna,Bonn\nBen,Ulm\n", "no table of figures was found in it"),
    ("fiscal.csv", b"Year,Spend\n2009/10,12\n2010/11,13\n", "are financial years, as 2009/10"),
    ("broken.csv.gz", b"\x1f\x8b\x08\x00broken", "it is not what gzip writes"),
    ("sheet.xlsx", b"no workbook at all", "it cannot be read as a workbook"),
    ("quotes.csv", b'Year,Value\n2000,"1.5\n2001,2\n', "it is not CSV"),
]


@pytest.mark.parametrize(("name", "raw", "words"), REFUSED)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, raw: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    found = run(str(file))
    assert (found.status, found.package) == (1, {})
    assert found.said.startswith(f"{file}: ")
    assert words in found.said, found.said
