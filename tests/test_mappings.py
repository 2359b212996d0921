"""Open data as official publishers put it out, loaded by a mapping and asked about.

The mappings are in ``packages``; the files are those of ``../shared/datasets`` and are
not copied into the project.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.store.batches import batches
from bot.store.undoing import undo
from tests.cli.conftest import Shell
from tests.conftest import ROOT
from tests.store.packages import NOW, loaded
from tests.store.test_export import figures, told_apart

MAPPINGS = ROOT / "tests" / "packages"

Ask = Callable[..., Mapping[str, Any]]


EARLIER = re.compile(r"gdp-\d{4}-\d\d-\d\d")
"""Resources of releases that another has followed, which most questions need not have."""


def completed(
    name: str,
    shared: Path,
    folder: Path,
    data: str | None = None,
    without: re.Pattern[str] | None = None,
) -> Path:
    """The package of that name, with the files that its mapping speaks of, from its ``data``.

    ``without`` leaves resources of such names out.
    """
    package = Path(shutil.copytree(MAPPINGS / name, folder / name))
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    if without is not None:
        described["resources"] = [
            one for one in described["resources"] if not without.fullmatch(one["name"])
        ]
        (package / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    for resource in described["resources"]:
        file = package / resource["path"]
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            shutil.copyfile(shared / "datasets" / (data or name) / resource["path"], file)
    return package


@pytest.fixture(scope="module")
def ask(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a desk with one of the packages loaded."""
    databases: dict[str, Path] = {}

    def asked(name: str, question: str) -> Mapping[str, Any]:
        shell = Shell(ROOT)
        if name not in databases:
            folder = tmp_path_factory.mktemp(name)
            package = completed(name, shared, folder, without=EARLIER)
            database = folder / "figures.db"
            done = shell.figures("load", "--database", str(database), str(package))
            assert done.returncode == 0, done.stderr
            again = shell.figures("load", "--database", str(database), str(package))
            assert re.fullmatch(rf"{name}: [\d,]+ statements, as they were\n", again.stdout)
            databases[name] = database
        done = shell.figures("ask", "--json", "--database", str(databases[name]), question)
        assert done.returncode == 0, done.stderr
        reply: Mapping[str, Any] = json.loads(done.stdout)
        return reply

    return asked


ANSWERED = [
    # package, question, value in the plain unit, unit, period, words of the reply
    ("cpi-us", "US CPI May 2026", "335.123", "IX_1982_84", "2026-05", "335.123"),
    ("cpi-us", "CPI November 2025", "324.122", "IX_1982_84", "2025-11", "in November 2024"),
    ("oil-prices", "Brent June 2026", "85.4", "USD_BBL", "2026-06", "$85.40 a barrel"),
    ("oil-prices", "Brent 2025", "69.14", "USD_BBL", "2025", "$69.14 a barrel"),
    ("oil-prices", "Brent week 33 2026", "92.51", "USD_BBL", "2026-W33", "$92.51 a barrel"),
    ("oil-prices", "Brent 18 August 2026", "95.29", "USD_BBL", "2026-08-18", "$95.29 a barrel"),
    ("oil-prices", "WTI 20 April 2020", "-36.98", "USD_BBL", "2020-04-20", "−$36.98 a barrel"),
    ("us-china-trade", "US exports to China November 2019",
     "10103200000", "USD", "2019-11", "$10,103.2 million"),
    ("us-china-trade", "US trade balance with China January 2001",
     "-7240000000", "USD", "2001-01", "−$7,240.0 million"),
    ("ons-timeseries", "UK goods exports to Germany August 2014",
     "2459000000", "GBP", "2014-08", "£2,459 million"),
    ("ons-timeseries", "UK exports to Germany 2014 Q2",
     "7628000000", "GBP", "2014-Q2", "£7,628 million"),
    ("ons-timeseries", "UK exports to Germany 2013",
     "30686000000", "GBP", "2013", "£30,686 million"),
    ("sdmx-bis", "yen contracts derivatives against the US dollar 2019",
     "360639654074", "USD", "2019", "$360,639.654074 million"),
    ("gdp-worldbank", "Nigeria GDP 2010",
     "366990417129", "USD", "2010", "$366.99 billion"),
    ("gdp-worldbank", "Kosovo GDP 2023",
     "10438351483", "USD", "2023", "Kosovo"),
]  # fmt: skip


@pytest.mark.parametrize(("package", "question", "value", "unit", "period", "words"), ANSWERED)
def test_open_data_answer(
    ask: Ask, package: str, question: str, value: str, unit: str, period: str, words: str
) -> None:
    reply = ask(package, question)
    assert reply["status"] == "answered", reply["text"]
    figure = reply["figures"][0]
    found = (figure["value"], figure["unit"], figure["period"], figure["basis"])
    assert found == (value, unit, period, "stated"), reply["text"]
    assert words in reply["text"], reply["text"]


def test_a_month_that_was_never_published_is_not_held(ask: Ask) -> None:
    reply = ask("cpi-us", "CPI October 2025")
    assert reply["status"] == "not_held", reply["text"]
    assert reply["figures"] == []
    words = "published no figure for United States consumer price index, October 2025."
    assert words in reply["text"], reply["text"]


def test_a_missing_observation_of_a_message_is_told(ask: Ask) -> None:
    reply = ask("sdmx-bis", "yen contracts derivatives 2012")
    assert reply["status"] == "not_held", reply["text"]
    assert "published no figure for Derivatives against all currencies" in reply["text"]


def test_the_same_data_as_sdmx_csv_changes_nothing(shared: Path, tmp_path: Path) -> None:
    """A message in XML with its scale on the data set; one in CSV whose mapping says it."""
    completed("sdmx-bis", shared, tmp_path)
    package = completed("sdmx-bis-csv", shared, tmp_path, "sdmx-bis")
    done = Shell(tmp_path).figures("load", str(package))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == [
        "sdmx-bis: 1,000 statements: 1,000 new",
        "sdmx-bis-csv: 1,000 statements: 1,000 unchanged",
    ]


EUROSTAT = {
    "name": "energy",
    "path": "estat_data.xml",
    "schema": {
        "fields": [
            {"name": "freq", "figures": {"column": "FREQ"}},
            {"name": "geo", "figures": {"column": "REF_AREA"}},
            {"name": "unit", "figures": {"column": "UNIT_MEASURE"}},
            {"name": "siec", "figures": {"codes": {"C0000X0350-0370": {"INDICATOR": "FUELS"}}}},
            {"name": "nrg_bal"},
            {"name": "OBS_FLAG", "figures": {"column": "OBS_STATUS", "codes": {"e": "E"}}},
        ]
    },
    "figures": {"constants": {"SEASONAL_ADJUST": "N", "UNIT_MULT": 0}},
}
RATES = {
    "name": "rates",
    "path": "exr-time-series.json",
    "schema": {
        "fieldsMatch": "subset",
        "fields": [
            {"name": "CURRENCY", "figures": {"column": "UNIT_MEASURE"}},
            {"name": "CURRENCY_DENOM", "figures": {"codes": {"EUR": {"INDICATOR": "EURO"}}}},
        ],
    },
    "figures": {"constants": {"REF_AREA": "W1", "SEASONAL_ADJUST": "N", "UNIT_MULT": 0}},
}
AGENCIES = [
    # mapping of a file, rows of indicators and units, series and their newest values
    (EUROSTAT, ("FUELS,solid fuels,stock", "GWH,other,GWh,GWh"),
     [("AL", "GWH", "A", "2022", "1668.153", "A")]),
    (RATES, ("EURO,euro exchange rate,price", "GWH,other,GWh,GWh"),
     [("W1", "NZD", "D", "2013-01-21", "1.5925", "A"), ("W1", "RUB", "D", "2013-01-21", "40.3", "A")]),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "lists", "expected"), AGENCIES)
def test_messages_of_other_agencies_load(
    shared: Path,
    tmp_path: Path,
    mapping: dict[str, Any],
    lists: tuple[str, str],
    expected: list[tuple[str, ...]],
) -> None:
    shutil.copy(shared / "datasets" / "sdmx-bis" / "data" / mapping["path"], tmp_path)
    constants = {"SOURCE_ID": "newest", **mapping["figures"]["constants"]}
    tables = {
        "sources": "SOURCE_ID,PUBLISHER,PUBLISHED\nnewest,An agency,2024-12-20\n",
        "indicators": f"CODE,LABEL,KIND\n{lists[0]}\n",
        "units": f"CODE,KIND,ONE,MANY,PREFIX\n{lists[1]},\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    listed = [{"name": name, "path": f"{name}.csv"} for name in tables]
    described = {
        "name": "agency",
        "resources": [{**mapping, "figures": {"constants": constants}}, *listed],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    done = Shell(tmp_path).figures("load", "datapackage.json")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "figures.db")) as connection:
        found = connection.execute(
            "SELECT ref_area, unit, freq, max(period), value, coalesce(status, 'A') FROM statements"
            " JOIN series ON series.id = statements.series GROUP BY series.id ORDER BY unit"
        ).fetchall()
    assert found == expected


def test_no_percentage_across_zero(ask: Ask) -> None:
    reply = ask("oil-prices", "WTI 20 April 2020 vs 17 April 2020")
    assert reply["status"] == "refused", reply["text"]
    assert "−$36.98 a barrel" in reply["text"]
    assert "%" not in reply["text"]


FURTHEST = [
    ("lowest WTI", "-36.98", "2020-04-20", "The lowest of the 10,226 days on file"),
    ("lowest WTI day in 2020", "-36.98", "2020-04-20", "The lowest of the 252 days on file"),
    ("lowest WTI in 2020", "-36.98", "2020-04-20", "The lowest on file: 20 April 2020."),
]


@pytest.mark.parametrize(("question", "value", "period", "words"), FURTHEST)
def test_a_negative_price_is_the_lowest(
    ask: Ask, question: str, value: str, period: str, words: str
) -> None:
    reply = ask("oil-prices", question)
    figure = reply["figures"][0]
    assert (figure["value"], figure["period"]) == (value, period), reply["text"]
    assert words in reply["text"], reply["text"]


# --- world GDP, release by release ----------------------------------------------------------

BOTCHED = "2024-10-20"


@pytest.fixture(scope="module")
def gdp(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which the dated files were loaded in order, each in the last one's place."""
    folder = tmp_path_factory.mktemp("vintages")
    package = completed("gdp-worldbank", shared, folder)
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    dated = [one for one in described["resources"] if EARLIER.fullmatch(one["name"])]
    assert len(dated) == 5
    for release in dated:
        only(release, package, described)
        report = loaded(folder / "figures.db", package, after=None)
        assert report.doubts == (), release["name"]
    return folder


def only(table: Mapping[str, Any], package: Path, described: Mapping[str, Any]) -> None:
    """Have the package hold that table alone, as when a file takes the place of another."""
    lists = [one for one in described["resources"] if not one["name"].startswith("gdp")]
    said = {**described, "resources": [table, *lists]}
    (package / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")


def nigeria(folder: Path, day: str | None = None) -> tuple[str, str]:
    """Its GDP of 2010 as it was known on that day, and how the reply begins."""
    desk = Desk(folder / "figures.db")
    reply = desk.ask("Nigeria GDP 2010", as_of=date.fromisoformat(day) if day else None)
    assert reply.contract["status"] == "answered", reply.text
    return reply.contract["figures"][0]["value"], reply.text.partition("\n")[0].partition(": ")[2]


KNOWN = [
    ("2012-09-20", "196837602740", "$196.84 billion"),
    ("2013-06-27", "196837602740", "$196.84 billion"),
    ("2013-06-30", "228637855747", "$228.64 billion"),
    ("2015-08-15", "228637855747", "$228.64 billion"),
    ("2015-08-16", "369062464570", "$369.06 billion"),
    ("2018-01-14", "369062464570", "$369.06 billion"),
]


@pytest.mark.parametrize(("day", "value", "words"), KNOWN)
def test_every_earlier_value_is_still_known(gdp: Path, day: str, value: str, words: str) -> None:
    assert nigeria(gdp, day) == (value, words)


def test_a_botched_release_stops_and_the_current_one_does_not(
    gdp: Path, shared: Path, tmp_path: Path
) -> None:
    shutil.copytree(gdp, tmp_path, dirs_exist_ok=True)
    database, package = tmp_path / "figures.db", tmp_path / "gdp-worldbank"
    shipped = json.loads((MAPPINGS / "gdp-worldbank" / "datapackage.json").read_text("utf-8"))
    (current,) = (one for one in shipped["resources"] if one["name"] == "gdp")
    (file,) = (shared / "datasets" / "gdp-worldbank" / "vintages").glob(f"gdp_{BOTCHED}_*.csv.gz")
    shutil.copyfile(file, package / "vintages" / "botched.csv.gz")
    source = f"wdi-{BOTCHED}"
    constants = {**current["figures"]["constants"], "SOURCE_ID": source}
    botched = {**current, "path": "vintages/botched.csv.gz", "figures": {"constants": constants}}
    only(botched, package, shipped)
    with (package / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{source},World Bank,{BOTCHED},,,\n")

    before = figures(database)
    done = Shell(ROOT).figures("load", "--database", str(database), str(package))
    assert (done.returncode, done.stdout) == (1, "")
    said = r"source wdi-2024-10-20: of 9,286 values that it changes, 1,659 \(18%\) more than double"
    assert re.search(said, done.stderr), done.stderr
    assert "so nothing was loaded" in done.stderr
    assert "load it with --anyway" in done.stderr
    assert figures(database) == before

    loaded(database, package, anyway=True, after=None)
    assert figures(database) != before
    undo(database, batches(database)[0].id, now=NOW, who="tests", after=None)
    assert figures(database) == before

    only(current, package, shipped)
    shutil.copyfile(MAPPINGS / "gdp-worldbank" / "sources.csv", package / "sources.csv")
    assert loaded(database, package, after=None).doubts == ()
    assert nigeria(tmp_path) == ("366990417129", "$366.99 billion")
    for day, value, words in KNOWN:
        assert nigeria(tmp_path, day) == (value, words)

    # All of them in one package, loaded at once, are the same.
    whole = completed("gdp-worldbank", shared, tmp_path / "whole")
    loaded(tmp_path / "whole.db", whole, after=None)
    assert told_apart(figures(database), figures(tmp_path / "whole.db")) == []


PAGE = ROOT / "data" / "README.md"
EXAMPLE = re.compile(r"(?ms)^`([a-z./]+)`:\n\n```[a-z]+\n(.*?)^```$")
SHOWN = re.compile(r"(?ms)^```console\n(.*?)^```$")


def test_the_example_of_the_documentation_loads_and_answers(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## Load a table as it was published")[2]
    files = EXAMPLE.findall(page)
    assert [name for name, _ in files] == ["datapackage.json", "trade.csv", "sources.csv"]
    (tmp_path / "customs").mkdir()
    for name, text in files:
        (tmp_path / "customs" / name).write_text(text, encoding="utf-8")
    shown = SHOWN.search(page)
    assert shown is not None
    shell = Shell(tmp_path)
    for command in re.split(r"(?m)^\$ figures ", shown[1])[1:]:
        line, _, output = command.partition("\n")
        arguments = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', line)]
        done = shell.figures(*arguments)
        assert (done.returncode, done.stdout) == (0, output), done.stderr
