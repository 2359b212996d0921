"""Tables that are easily misread: described, every question answered, loaded and asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import figures
from tests.describe.conftest import Folder, run

COMMON = {
    "seasonally adjusted": "N",
    "What is measured": "Widgets",
    "What kind of measure": "flow",
    "In which unit": "T",
    "In millions": "0",
    "Trade with whom": "W1",
    "Trade in which goods": "_T",
    "trade in goods as a whole": "TRADE",
    "Are these the areas": "REF_AREA",
}
"""Answers to what is asked of nearly every table, by words of the question."""


def answered(folder: Folder, answers: Mapping[str, Any]) -> None:
    """Write the answer of each question in its place, as an editor would."""

    def answer(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: answer(each) for key, each in value.items() if key != "to_mend"}
        if isinstance(value, list):
            return [answer(each) for each in value]
        if not isinstance(value, str) or not value.startswith("?"):
            return value
        found = next((words for words in answers if re.search(words, value)), None)
        assert found is not None, f"nobody expected the question {value}"
        return answers[found]

    folder.describe(answer(folder.described))
    for file in folder.path.glob("*.csv"):
        if file.name in ("indicators.csv", "sources.csv", "units.csv"):
            folder.write(file.name, [answer(row) for row in folder.read(file.name)])


def asked(database: Path, question: str) -> str:
    done = CliRunner().invoke(figures, ["ask", "--database", str(database), question])
    assert done.exit_code == 0, done.output
    return done.stdout


def described(tmp_path: Path, folder: Folder, text: str, name: str = "table.csv") -> str:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    # Where a column has the areas, nobody says one of all.
    area = () if "Germany" in text or "\\" in text else ("--area", "DE")
    found = run(
        str(file), "--publisher", "Office", "--published", "2021-06-01", *area,
        "--output", str(folder.path),
    )  # fmt: skip
    assert found.status == 0, found.said
    return found.said


def load(database: Path, folder: Folder) -> None:
    done = CliRunner().invoke(figures, ["load", "--database", str(database), str(folder.path)])
    assert done.exit_code == 0, done.output


MONTHS = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"
GRID = (
    f'"Freight, thousand tonnes"\nYear,{MONTHS},Total\n'
    "2018,100,110,120,130,140,150,160,170,180,190,200,210,1860\n"
    "2019,101,111,121,131,141,151,161,171,181,191,201,211,1872\n"
    "2020,102,112,122,132,142,152,162,172,182,192,202,,1672\n"
)
OF_DE = "Germany Widgets, "

TABLES: list[tuple[str, str, dict[str, Any], list[str], dict[str, str]]] = [
    # what it is, the file, answers besides the common ones, words of questions, replies
    (
        "years at the left, months above, and a year that is not over",
        GRID,
        {"'Total' the figure of the whole year": None},
        ["'Total' the figure of the whole year, in every row; in 2020 Dec has no figure"],
        {
            "widgets Mar 2019": OF_DE + "March 2019: 121,000 tonnes",
            "widgets 2018": OF_DE + "2018: about 1.86 million tonnes",
            "widgets 2020": "I have no figure for Germany Widgets, 2020",
        },
    ),
    (
        "the same with a year of its own that is in the file",
        "Year,Q1,Q2,Q3,Q4,Annual\n2017,1,2,3,4,10\n2018,1,2,3,5,11\n2019,2.5,2,3,4,11.5\n",
        {},
        [],
        {
            "widgets Q3 2018": OF_DE + "third quarter of 2018: 3 tonnes",
            "widgets 2019": OF_DE + "2019: 11.5 tonnes",
        },
    ),
    (
        "an average that is not that of whole years",
        "Area,Year,1,2,3,4,5,6,7,8,9,10,11,12,Average\nGermany,2019,1,2,3,4,5,6,7,8,9,10,11,12,6.5\n",
        {"'Average' the figure of the whole year": "OBS_VALUE", "What kind": "stock"},
        ["Is 'Average' the figure of the whole year, in every row? Write OBS_VALUE"],
        {
            "widgets Dec 2019": OF_DE + "December 2019: 12 tonnes",
            "widgets 2019": OF_DE + "2019: 6.5 tonnes",
        },
    ),
    (
        "months at the left, years above, and a total below",
        "Month,2018,2019\nJanuary,10,20\nFebruary,11,21\nMarch,12,22\nTotal,33,63\n",
        {},
        [],
        {
            "widgets Feb 2019": OF_DE + "February 2019: 21 tonnes",
            "widgets Mar 2018": OF_DE + "March 2018: 12 tonnes",
        },
    ),
    (
        "brackets around numbers below zero",
        'Quarter,"Current account, EUR million"\nQ1 2020,(350)\nQ2 2020,"1,200.5"\nQ3 2020,(95) p\n',
        {"brackets around a number mean, as in .350.": "-", "What kind": "stock"},
        ["What do brackets around a number mean"],
        {
            "widgets Q1 2020": OF_DE + "first quarter of 2020: −€350 million",
            "widgets Q2 2020": OF_DE + "second quarter of 2020: €1,200.5 million",
            "widgets Q3 2020": OF_DE + "third quarter of 2020: −€95 million\n⚠ The figure for the "
            "third quarter of 2020 is provisional",
        },
    ),
    (
        "brackets around what is estimated",
        "Month,Cars (number)\n2020-01,(20)\n2020-02,30\n",
        {"brackets around a number mean, as in .20.": "E", "In which unit": "NUM"},
        ["What do brackets around a number mean"],
        {
            "widgets Jan 2020": OF_DE
            + "January 2020: 20\n⚠ The figure for January 2020 is an estimate"
        },
    ),
    (
        "a minus behind, a dash before, and a dash alone",
        "Month,Change (%)\n2020-01,20.2-\n2020-02,\N{EN DASH}3.0\n2020-03,-\n2020-04,-1.5\n",
        {"does . beside a number mean": "-", "Does - alone": "-"},
        [
            "What does - beside a number mean, as in 20.2-? Most often that it is below zero",
            "What does \N{EN DASH} beside a number mean, as in \N{EN DASH}3.0?",
            "Does - alone in a cell mean that there is no figure?",
        ],
        {
            "widgets Jan 2020": OF_DE + "January 2020: −20.2%",
            "widgets Feb 2020": OF_DE + "February 2020: −3.0%",
            "widgets Apr 2020": OF_DE + "April 2020: −1.5%",
            "widgets Mar 2020": "I have no figure for Germany Widgets, March 2020",
        },
    ),
    (
        "rows in percent and rows in thousands",
        (
            "Country,Unit,1/2020,2/2020\nGermany,%,1.5,1.6\nGermany,Thousands,150,160\n"
            "Ireland,%,2.5,:\nIreland,Thousands,25,27 (p)\n"
        ),
        {
            "in '%'": "Jobless rate",
            "in 'Thousands'": "Jobless",
            "Which unit is 'Thousands'": "NUM",
            "What kind": "stock",
        },
        ["What is measured in table.csv in '%'", "What is measured in table.csv in 'Thousands'"],
        {
            "jobless rate Jan 2020 Ireland": "Ireland Jobless rate, January 2020: 2.5%",
            "jobless Feb 2020 Germany": "Germany Jobless, February 2020: 160,000",
            "jobless Feb 2020 Ireland": "Ireland Jobless, February 2020: 27,000\nUp 4–12% on January",
        },
    ),
    (
        "a unit in thousands and in millions is one measure",
        "Unit,Period,Value\nEUR million,2019,2\nEUR thousand,2020,3500\n",
        {},
        [],
        {"widgets 2020": OF_DE + "2020: €3.500 million"},
    ),
    (
        "the key in front of Eurostat's tables",
        (
            "unit,s_adj,geo\\TIME_PERIOD\t2020-01 \t2020-02 \n"
            "PC_ACT,NSA,DE\t12.3 p\t: \nPC_ACT,NSA,EU27_2020\t10.1 e\t10.0 \n"
            "THS_PER,NSA,EL\t1200 \t: c\nTHS_PER,NSA,FX9\t3 \t4 \n"
        ),
        {
            "unit is 'PC_ACT'": "PT",
            "of 'PC_ACT'": "0",
            "unit is 'THS_PER'": "NUM",
            "of 'THS_PER'": "3",
            "in 'PC_ACT'": "Jobless rate",
            "in 'THS_PER'": "Jobless",
            "What kind": "rate",
            "Which area is 'FX9'": None,
        },
        ["Which area is 'FX9'?"],
        {
            "jobless rate Jan 2020 Germany": "Germany Jobless rate, January 2020: 12.3%\n"
            "⚠ The figure for January 2020 is provisional",
            "jobless rate Feb 2020 Germany": "I have no figure for Germany Jobless rate, February",
            "jobless rate Jan 2020 EU": "European Union Jobless rate, January 2020: 10.1%\n"
            "⚠ The figure for January 2020 is an estimate",
            "jobless Jan 2020 Greece": "Greece Jobless, January 2020: 1.200 million",
        },
    ),
    (
        "areas with notes",
        (
            "Country,2019,2020\nFrance(1),138,81\nGermany\N{SUPERSCRIPT TWO},142,102\n"
            "Niger*,3,1\nItaly,4,5\n\n(1) With overseas departments\n"
        ),
        {
            "Is 'France.1.' FR": "FR",
            "Is 'Germany. DE": "DE",
            "Is 'Germany": "DE",
            "Is 'Niger.' NE": None,
        },
        [
            "Is 'France(1)' FR? Its note says 'With overseas departments'. Write FR if",
            "Is 'Niger*' NE? Its note * does not stand in the file.",
        ],
        {
            "widgets 2019 France": "France Widgets, 2019: 138 tonnes",
            "widgets 2020 Germany": "Germany Widgets, 2020: 102 tonnes",
            "widgets 2020 Italy": "Italy Widgets, 2020: 5 tonnes",
        },
    ),
    (
        "financial years as the days that they cover",
        "Year,Revenue (EUR million)\n2018-04-01/P365D,100.5\n2019-04-01/P366D,110.5\n",
        {},
        [],
        {"widgets April 2019 to March 2020": OF_DE + "April 2019–March 2020: €110.5 million"},
    ),
    (
        "numbers that are codes",
        (
            "Country,ISO numeric,Power code,Reference Period Code,Year,GDP (USD million)\n"
            "Germany,276,6,2015,2019,100.5\nFrance,250,6,2014,2019,90.5\nItaly,380,6,2015,2019,80.5\n"
        ),
        {"What does (?:this )?column": None},
        [
            "column 'ISO numeric', column: What does column 'ISO numeric' hold (276, 250, 380)?",
            "column 'Power code', column: What does this column say (6 in all rows)?",
            "column: What does column 'Reference Period Code' hold (2015, 2014)?",
        ],
        {"widgets 2019 France": "France Widgets, 2019: $90.5 million"},
    ),
]


@pytest.mark.parametrize(
    ("text", "answers", "questions", "replies"),
    [case[1:] for case in TABLES],
    ids=[case[0] for case in TABLES],
)
def test_a_table_is_described_answered_loaded_and_asked_about(
    tmp_path: Path,
    folder: Folder,
    text: str,
    answers: dict[str, Any],
    questions: list[str],
    replies: dict[str, str],
) -> None:
    name = "table.tsv" if "\t" in text else "table.csv"
    said = described(tmp_path, folder, text, name)
    assert [words for words in questions if words not in said] == [], said
    answered(folder, {**answers, **COMMON, **answers})
    load(tmp_path / "desk.db", folder)
    for question, begins in replies.items():
        reply = asked(tmp_path / "desk.db", question)
        assert reply.startswith(begins), reply


def test_a_row_amid_the_data_is_no_footer(tmp_path: Path, folder: Folder) -> None:
    text = (
        "Period,Tonnes\n2019,1200\n2019-01,100\n2019-02,100\n2019-03,100\n2019 Q1,300\n"
        "Jan-Jun 2019,600\n2020-01,101\nTotal,2501\n"
    )
    said = described(tmp_path, folder, text)
    assert (
        "What is row 7, with no period that can be read (Jan-Jun 2019,600)? Data come after."
    ) in said
    found = folder.described
    (table, *_) = found["resources"]
    assert table["figures"]["until"] == "Total"
    table["dialect"] = {"commentRows": [7]}
    folder.describe(found)
    answered(folder, COMMON)
    load(tmp_path / "desk.db", folder)
    assert asked(tmp_path / "desk.db", "widgets Jan 2020").startswith(
        OF_DE + "January 2020: 101 tonnes"
    )


def test_months_that_do_not_begin_with_the_year_are_asked_about(
    tmp_path: Path, folder: Folder
) -> None:
    months = MONTHS.split(",")
    names = ",".join([*months[3:], *months[:3]])
    numbers = ",".join(map(str, range(12)))
    said = described(tmp_path, folder, f"Year,{names}\n2017,{numbers}\n2018,{numbers}\n")
    assert (
        "The columns begin with Apr, and Jan comes later: is Year a financial year, so that Jan is "
        "of the calendar year after it? Then write a row for each calendar year in the file."
    ) in said


FINANCIAL = [
    "Financial year,Revenue\n2018/19,100.5\n2019/20,110.5\n",
    "Year,Revenue\n2018-19,100.5\n2019-20,110.5\n2020-21,1\n",
    "Year,Revenue\n2009-10,100.5\n2010-11,110.5\n2011-12,1\n",
    "Year,Revenue\nFY2018,100.5\nFY2019,110.5\n",
    "Year,Revenue\nFY19,100.5\nFY20 est,110.5\n",
    "Year,Revenue\n2018-2019,100.5\n2019-2020,110.5\n",
    "Country,2018/19,2019/20\nGermany,1,2\nFrance,2,3\n",
    "Country,2009/10,2010/11\nGermany,1,2\nFrance,2,3\n",
]


@pytest.mark.parametrize("text", FINANCIAL)
def test_financial_years_are_refused_with_what_to_write(tmp_path: Path, text: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text, "utf-8")
    found = run(str(file))
    assert found.status == 1, found.package
    assert "are financial years, as " in found.said
    assert "write each in the file as the days that it covers".lower() in found.said.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Fiscal year,Revenue\n2018,100.5\n2019,110.5\n",
        "Year ending March,Revenue\n2018,100.5\n2019,110.5\n",
        "Revenue by financial year\nYear,Revenue\n2018,100.5\n2019,110.5\n",
    ],
)
def test_years_that_a_table_calls_financial_are_asked_about(
    tmp_path: Path, folder: Folder, text: str
) -> None:
    said = described(tmp_path, folder, text)
    assert "2018 is then no calendar year: write each in the file as the days" in said


def test_one_measure_in_several_units_beside_others_is_to_be_kept_apart(
    tmp_path: Path, folder: Folder
) -> None:
    text = (
        "Series,Unit,Period,Value\nEmployment,%,2019,70.1\nEmployment,Thousands,2019,1500\n"
        "Vacancies,Thousands,2019,15\nEmployment,%,2020,71.1\nEmployment,Thousands,2020,1520\n"
    )
    said = described(tmp_path, folder, text)
    assert "'Employment' is in several units (%, Thousands), and a measure has one" in said
    found = folder.described
    fields = {field["name"]: field for field in found["resources"][0]["schema"]["fields"]}
    fields["Unit"]["figures"]["codes"]["%"] = None
    folder.describe(found)
    answered(folder, {"Which unit is": "NUM", **COMMON, "What kind": "stock"})
    load(tmp_path / "desk.db", folder)
    reply = asked(tmp_path / "desk.db", "employment 2020")
    assert reply.startswith("Germany Employment, 2020: 1.520 million"), reply
    text = "Year,Unit,Sales,Orders\n2019,EUR million,7,3\n2019,%,1.1,3\n2020,%,1.2,4\n"
    (tmp_path / "wide.csv").write_text(text, "utf-8")
    said = run(str(tmp_path / "wide.csv")).said
    assert "Each of the columns 'Sales' and 'Orders' is in several units (EUR million, %)" in said


@pytest.mark.parametrize(
    "names",
    ["H1,H2,Total", "Januar,Februar,Mai", "January-March,April-June", "1st quarter,2nd quarter"],
)
def test_parts_of_a_year_that_are_not_read_are_no_measures(
    tmp_path: Path, folder: Folder, names: str
) -> None:
    numbers = ",".join(str(place) for place, _ in enumerate(names.split(",")))
    said = described(tmp_path, folder, f"Year,{names}\n2018,{numbers}\n2019,{numbers}\n")
    first = names.split(",")[0]
    assert f"Are the columns '{first}', " in said
    assert "Then call them Jan to Dec or Q1 to Q4 in the file" in said


def test_a_half_beside_months_is_no_whole_year(tmp_path: Path, folder: Folder) -> None:
    numbers = ",".join(map(str, range(12)))
    text = f"Year,{MONTHS},Annual,HALF1\n2018,{numbers},66,15\n2019,{numbers},66,15\n2020,{numbers},66,15\n"
    said = described(tmp_path, folder, text)
    assert "What is 'HALF1', beside the columns of the parts of the year? Write null" in said
    assert "'Annual'" not in said.partition("Questions")[2]
