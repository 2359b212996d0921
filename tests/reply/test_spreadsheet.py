"""The figures as CSV: what a spreadsheet gets, and what it must never run."""

from __future__ import annotations

import csv
import io

import pytest

from bot.desk import Desk
from bot.reply.spreadsheet import COLUMNS, safe


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_stated_figure_with_all_it_takes_to_find_it(desk: Desk) -> None:
    first, *rest = rows(desk.ask("Xinjiang trade Nov").csv)
    assert tuple(first) == COLUMNS
    assert first == first | {
        "kind": "figure",
        "label": "Xinjiang imports and exports, November 2021",
        "area": "Xinjiang",
        "flow": "imports and exports",
        "period": "2021-11",
        "year to date": "no",
        "stated": "16.03",
        "unit": "CNY",
        "multiplied by": "1000000000",
        "number": "16030000000",
        "low": "16025000000",
        "high": "16035000000",
        "stated or computed": "stated",
        "working": "",
        "published": "2021-12-27",
        "locator": "paragraph 1",
    }
    assert "not an all-time record" in first["cautions"]
    october = next(row for row in rest if row["period"] == "2021-10")
    assert october["working"] == "16.03 billion yuan ÷ (1 + 48%)"
    assert (october["stated"], october["stated or computed"]) == ("", "computed")


def test_a_fall_stays_a_negative_number(desk: Desk) -> None:
    found = [row for row in rows(desk.ask("Xinjiang trade YTD").csv) if row["unit"] == "PT"]
    assert "-1.3" in [row["number"] for row in found]
    assert "-1.3" in [row["stated"] for row in found]


def test_words_stay_words(desk: Desk) -> None:
    reply = desk.ask("exports of electric vehicles growth Jan-Nov 2021")
    (row,) = rows(reply.csv)[:1]
    assert (row["number"], row["low"], row["high"]) == ("", "", ""), reply.text
    assert row["stated"] == "doubled"


def test_a_trend_is_a_row_for_each_period(desk_invented: Desk) -> None:
    found = rows(desk_invented.ask("exports trend").csv)
    assert [row["period"] for row in found[:2]] == ["2021-12", "2021-11"]
    assert len(found) == 12


@pytest.mark.parametrize("asked", ["trade in widgets", "EU share of Xinjiang trade", "help"])
def test_where_there_is_no_figure_there_is_no_csv(asked: str, desk: Desk) -> None:
    assert desk.ask(asked).csv == ""


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+48%", "'+48%"),
        ("-1.3%", "'-1.3%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =HYPERLINK(1)", "' =HYPERLINK(1)"),
        ("\t=1", "'\t=1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-1.3", "-1.3"),
        ("-16030000000", "-16030000000"),
        ("16.03", "16.03"),
        ("Xinjiang, own", "Xinjiang, own"),
        ("\u22121.3%", "\u22121.3%"),
        ("", ""),
    ],
)
def test_no_cell_is_run_and_no_number_is_changed(cell: str, shown: str) -> None:
    assert safe(cell) == shown
