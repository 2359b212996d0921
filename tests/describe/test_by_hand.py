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
    found = run(
        str(file), "--publisher", "Office", "--published", "2021-06-01", "--area", "DE",
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
