"""Open data as official publishers put it out, loaded by a mapping and asked about.

The mappings are in ``packages``; the files are those of ``../shared/datasets`` and are
not copied into the project.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.conftest import ROOT

MAPPINGS = ROOT / "tests" / "packages"

Ask = Callable[..., Mapping[str, Any]]


def completed(name: str, shared: Path, folder: Path) -> Path:
    """The package of that name, with the files that its mapping speaks of."""
    package = Path(shutil.copytree(MAPPINGS / name, folder / name))
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        file = package / resource["path"]
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            shutil.copyfile(shared / "datasets" / name / resource["path"], file)
    return package


@pytest.fixture(scope="module")
def ask(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a desk with one of the packages loaded."""
    databases: dict[str, Path] = {}

    def asked(name: str, question: str) -> Mapping[str, Any]:
        shell = Shell(ROOT)
        if name not in databases:
            folder = tmp_path_factory.mktemp(name)
            package = completed(name, shared, folder)
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
    ("gdp-worldbank", "Nigeria GDP 2010",
     "366990417129", "USD", "2010", "$366,990,417,129"),
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
