"""What a stranger meets with a first table: a slip of typing, a last row, a month that is none.

None of it may become a number on file that nobody typed, or be left out in silence: each
question names the line, and each answer that it offers does what it says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import figures
from tests.describe.conftest import Described, Folder, run
from tests.describe.test_by_hand import COMMON, answered, asked, load

HEADER = "Town,Month,Passengers\n"
ROWS = (
    "Ashford,2024-11,201\nBeeston,2024-11,310\nCorby,2024-11,87\nAshford,2024-12,190\n"
    "Beeston,2024-12,295\nCorby,2024-12,80\n"
)


def looked_at(tmp_path: Path, text: str, *options: str) -> Described:
    file = tmp_path / "bus.csv"
    file.write_text(text, "utf-8")
    found = run(str(file), "--publisher", "Office", "--published", "2025-02-01", *options)
    assert found.status == 0, found.said
    return found


SLIPS: list[tuple[str, str, str, list[str], list[str]]] = [
    # what it is, what stands in the table, what was typed, words of the question, words that
    # would invite a wrong number
    ("I for 1", "295", "I95.2", ["Line 6 has 'I95.2' where a number", "I looks like the digit 1"], ["A nothing"]),
    ("l for 1", "190", "l90", ["Line 5 has 'l90' where a number should", "l looks like the digit 1"], ["A nothing"]),
    ("O for 0", "80", "O5", ["Line 7 has 'O5' where a number should be", "O looks like the digit 0"], ["A nothing"]),
    ("B for 8", "80", "B0", ["Line 7 has 'B0' where a number should be", "B looks like the digit 8"], ["A nothing"]),
    ("within the digits", "310", "3l0", ["Line 3 has '3l0' where a number should be", "Mend the cell"], ["alone in a cell"]),
    ("two of them", "201", "2Ol", ["Line 2 has '2Ol' where", "O looks like the digit 0 and l looks like"], ["alone in a cell"]),
    ("behind the digits", "80", "8O", ["Line 7 has '8O'. Is O a mark beside 8, or is it a slip for 80?", "mend the cell"], ["A nothing"]),
    ("a letter like no digit", "310", "x310", ["What does x beside a number mean, as in 'x310' on line 3?", "If it is a slip, mend"], []),
    ("a letter like no digit within", "310", "3x0", ["Line 3 has '3x0' where a number should be. If it is a slip, mend"], ["alone in a cell"]),
    ("in the last row", "80\n", "I80.5\n", ["Line 7 has 'I80.5' where a number should be"], ["A nothing", "Where do the data end"]),
    ("a comma amid whole numbers", "310", '"41,2"', ["Line 3 has '41,2' amid whole numbers: is that 41.2 or 412?"], []),
    ("a comma amid thousands", "310", '"1,204"\nDerby,2024-11,"1,500"\nDerby,2024-12,"1,20"', ["Line 5 has '1,20' amid numbers such as 1,204: is that 1.20 or 120?"], []),
    ("a comma amid points", "310", '"41,2"\nDerby,2024-11,15.5', ["Line 3 has '41,2' amid numbers such as 15.5: is that 41.2 or 412? Mend the cell"], []),
    ("a month that is none", "Corby,2024-11", "Corby,2024-13", ["Line 4, Month '2024-13': that is no month. Mend the cell in the file"], ["Where do the data end"]),
    ("the same in the first row", "Ashford,2024-11", "Ashford,2024-00", ["Line 2, Month '2024-00': that is no month"], []),
    ("the same in the last row", "Corby,2024-12", "Corby,2024-13", ["Line 7, Month '2024-13': that is no month"], ["Where do the data end"]),
    ("the same of a town of its own", "Corby,2024-12", "Derby,2024-13", ["Line 7, Month '2024-13': that is no month"], []),
    ("O for 0 in a month", "Beeston,2024-11", "Beeston,2O24-11", ["Line 3, Month '2O24-11': that is no month"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "typed", "words", "never"), [case[1:] for case in SLIPS], ids=[c[0] for c in SLIPS]
)
def test_a_slip_is_named_with_its_line_and_loads_nothing(
    tmp_path: Path, folder: Folder, printed: str, typed: str, words: list[str], never: list[str]
) -> None:
    text = HEADER + ROWS.replace(printed, typed, 1)
    found = looked_at(tmp_path, text, "--output", str(folder.path))
    assert [each for each in words if each not in found.questions] == [], found.questions
    assert [each for each in never if each in found.questions] == [], found.questions
    assert "until" not in folder.described["resources"][0]["figures"], "rows would be left out"
    # Whoever takes the question out without mending the cell is stopped by the load.
    answers = {
        "beside a number": "E", "Is . a mark beside": "E", "where a number should be": "-",
        "amid": ".", "Which area is": "DE", "In which unit": "NUM",
    }  # fmt: skip
    if "beside" not in words[0]:
        answered(folder, {**answers, **COMMON, **answers})
        done = CliRunner().invoke(
            figures, ["load", "--database", str(tmp_path / "desk.db"), str(folder.path)]
        )
        assert done.exit_code == 1, done.output
        assert "refused" in done.stderr, done.stderr


def test_numbers_with_decimal_commas_are_read_without_a_question(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Monat;Wert\n2024-11;41,2\n2024-12;50\n2025-01;38,7\n2025-02;9,1\n")
    assert found.fields["Wert"]["decimalChar"] == ","
    assert "decimal mark" not in found.questions


MARKS = [
    "Month,Number\n2024-10,12 p\n2024-11,13 p\n2024-12,14e\n",
    "Month,Number\n2024-10,B12\n2024-11,13\n2024-12,14\n\nB = a break in the series\n",
]


@pytest.mark.parametrize("text", MARKS)
def test_marks_that_are_known_or_explained_are_no_slips(tmp_path: Path, text: str) -> None:
    found = looked_at(tmp_path, text)
    assert "slip" not in found.questions
    assert "looks like" not in found.questions


TAILS: list[tuple[str, str, list[str], Any]] = [
    # what it is, the last lines, words of the question, figures.until
    ("a row without a figure", "Corby,2025-01,\n", [], None),
    ("two of them", "Ashford,2025-01,\nCorby,2025-01,n/a\n", [], None),
    ("a town that stands in no other row", "Derby,2025-01,\n", [
        "Line 8 ('Derby,2025-01,') has no number. If it is data without a figure, take this question out",
        "or say in figures.until how the first cell there begins",
    ], None),
    ("a note that begins as a town does", "Corby is a town in the Midlands,,\n", [
        "Line 8 ('Corby is a town in the Midlands,,') is none of them. If it is a note or a total, take the lines from there on out of the file",
    ], "Corby is a town in the Midlands"),
    ("a town alone", "Corby,,\n", ["Line 8 ('Corby,,') is none of them"], None),
    ("a note", "Source: Office\n", [], "Source: Office"),
    ("a total", "Total,,1163\n", [], "Total"),
    ("a total with a year", "Total,in 2024,1163\n", ["Line 8 ('Total,in 2024,1163') has no period that can be read"], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tail", "words", "until"), [case[1:] for case in TAILS], ids=[case[0] for case in TAILS]
)
def test_the_last_lines_are_quoted_with_every_answer(
    tmp_path: Path, tail: str, words: list[str], until: Any
) -> None:
    found = looked_at(tmp_path, HEADER + ROWS + tail)
    if until is not None and not words:
        assert found.table["figures"].get("until") == until
    elif until is None:
        assert "until" not in found.table["figures"], found.table["figures"]
    if until is None or not words:
        assert ("Where do the data end" in found.questions) == bool(words), found.questions
        assert [each for each in words if each not in found.questions] == [], found.questions


def test_a_last_row_without_a_figure_loses_no_other(tmp_path: Path, folder: Folder) -> None:
    text = "area,month,rent\nLeeds,2024-01,1021\nYork,2024-01,1104\nLeeds,2024-02,1078\nYork,2024-02,\n"
    found = looked_at(tmp_path, text, "--output", str(folder.path))
    assert "1 row at the end without a figure" in found.said
    answered(folder, {"'Leeds'": "DE", "'York'": "FR", **COMMON})
    load(tmp_path / "desk.db", folder)
    reply = asked(tmp_path / "desk.db", "widgets Jan 2024 France")
    assert reply.startswith("France Widgets, January 2024: 1,104 tonnes"), reply
    assert "no figure" in asked(tmp_path / "desk.db", "widgets Feb 2024 France")


@pytest.mark.parametrize(
    "heading", ["Town", "City", "county", "District", "Local authority", "Borough name", "State"]
)
def test_a_column_of_places_is_proposed_with_codes_to_fill_in(tmp_path: Path, heading: str) -> None:
    found = looked_at(tmp_path, HEADER.replace("Town", heading) + ROWS)
    assert found.of(heading)["column"] == "REF_AREA"
    for town in ("Ashford", "Beeston", "Corby"):
        assert f"Which area is '{town}'? Write its code" in found.of(heading)["codes"][town]
    assert "REF_AREA" not in found.constants
    assert "Which area are these figures of" not in found.questions


def test_a_town_is_not_taken_for_the_country_or_state_of_its_name(tmp_path: Path) -> None:
    text = HEADER + ROWS.replace("Ashford", "New York").replace("Corby", "Luxembourg")
    found = looked_at(tmp_path, text)
    assert all(code.startswith("? Which area is") for code in found.of("Town")["codes"].values())


NAMESAKES = [
    ("County", ["Delaware", "Ohio", "Kent", "Essex", "Rutland"], False),
    ("County", ["Delaware", "Ohio", "Texas", "Nevada", "Utah"], True),
    ("City", ["New York", "Washington", "Luxembourg"], False),
    ("State", ["New York", "Ohio", "Texas"], True),
]


@pytest.mark.parametrize(("heading", "names", "known"), NAMESAKES)
def test_districts_are_known_where_nearly_all_are(
    tmp_path: Path, heading: str, names: list[str], known: bool
) -> None:
    rows = "".join(f"{name},2024-11,{n}1\n{name},2024-12,{n}2\n" for n, name in enumerate(names, 1))
    found = looked_at(tmp_path, f"{heading},Month,Passengers\n{rows}")
    codes = found.of(heading)["codes"]
    assert all(code.startswith("US-") == known for code in codes.values()), codes


def test_of_a_column_that_nothing_tells_the_usual_answers_are_named(tmp_path: Path) -> None:
    found = looked_at(tmp_path, HEADER.replace("Town", "Depot") + ROWS)
    for words in (
        "What does column 'Depot' hold (Ashford, Beeston, Corby)",
        "REF_AREA (places that the figures are of)",
        "COUNTERPART_AREA (partner countries)",
        "PRODUCT (goods)",
        "take the constant of that name out below",
    ):
        assert words in found.of("Depot")["column"]


def test_an_answer_that_a_constant_contradicts_is_refused(tmp_path: Path, folder: Folder) -> None:
    text = HEADER.replace("Town", "Depot") + ROWS
    looked_at(tmp_path, text, "--output", str(folder.path))
    answers = {"What does column": "REF_AREA", "Which area are these": "DE", "In which unit": "NUM"}
    answered(folder, {**answers, **COMMON, **answers})
    done = CliRunner().invoke(
        figures, ["load", "--database", str(tmp_path / "desk.db"), str(folder.path)]
    )
    assert done.exit_code == 1
    assert (
        "REF_AREA is a constant of the table, and the field 'Depot' says it of each row; take "
        "REF_AREA out of constants"
    ) in done.stderr


TITLES = [
    ("Bus passengers, January 2025, number", "Bus passengers, January 2025"),
    ("Bus passengers (count)", "Bus passengers"),
    ("Bus passengers: numbers", "Bus passengers"),
    ("Number of bus passengers", "Number of bus passengers"),
    ("Number", "Number"),
    ("Births, thousands", "Births, thousands"),
]


@pytest.mark.parametrize(("printed", "title"), TITLES)
def test_a_title_has_no_word_that_is_only_its_unit(
    tmp_path: Path, printed: str, title: str
) -> None:
    found = looked_at(tmp_path, f'"{printed}"\n{HEADER}{ROWS}')
    assert found.table["title"] == title


PERIODS = [
    # labels of the periods in turn, and what is said of the one that is none
    (["January 2024", "Febuary 2024", "March 2024"], "What is row 3, with no period that can be read (Febuary 2024,2)? Data come after. If it is data, mend it"),
    (["January 2024", "March 2024", "Aprill 2024"], "Line 4 ('Aprill 2024,3') has no period that can be read"),
    (["2022", "202", "2024"], "What is row 3, with no period that can be read (202,2)?"),
    (["2023-Q1", "2023-Q5", "2023-Q3"], "Line 3, Month '2023-Q5': that is no quarter"),
    (["31/01/2024", "31/02/2024", "31/03/2024"], "Line 3, Month '31/02/2024': that is no day"),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "words"), PERIODS)
def test_a_period_that_is_none_is_asked_about_wherever_it_stands(
    tmp_path: Path, labels: list[str], words: str
) -> None:
    rows = "".join(f"{label},{number}\n" for number, label in enumerate(labels, 1))
    found = looked_at(tmp_path, f"Month,Passengers\n{rows}", "--area", "DE")
    assert words in found.questions, found.questions
    assert "until" not in found.table["figures"]


def test_a_month_that_is_none_at_the_head_of_a_column_is_named(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "Town,2023-11,2023-13,2024-01\nAshford,1,2,3\nCorby,4,5,6\n")
    assert "Line 1, column '2023-13': that is no month. Mend the name" in found.questions
