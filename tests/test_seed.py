"""Every statement of the seed release can be asked for, and is answered as it was printed.

The questions are a reporter's; the expected values are read from the shipped
package itself, so the table cannot drift from the data.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import pytest

from bot.desk import Desk
from tests.conftest import DATA

SEED = "xj-2021-11"
STATEMENTS = (DATA / "xinjiang" / "statements.csv").read_text(encoding="utf-8")
ROWS = {
    row["ID"]: row for row in csv.DictReader(STATEMENTS.splitlines()) if row["SOURCE_ID"] == SEED
}

QUESTIONS = [
    ("1", "was November 2021 a record for Xinjiang trade?"),
    ("2", "Xinjiang trade Nov 2021 vs Oct"),
    ("2", "xinjiang trade nov mom"),
    ("3", "Xinjiang trade Nov"),
    ("3", "how much was xinjiang's foreign trade in november 2021"),
    ("4", "Xinjiang trade Nov in dollars"),
    ("5", "Xinjiang trade YTD"),
    ("5", "xinjiang imports and exports jan-nov 2021"),
    ("6", "Xinjiang trade Jan-Nov 2021 as a share of 2020"),
    ("7", "Xinjiang trade growth Jan-Nov 2021"),
    ("7", "Xinjiang trade YTD vs last year"),
    ("8", "Xinjiang trade with Belt and Road countries Jan-Nov 2021"),
    ("8", "BRI trade YTD"),
    ("9", "growth of trade with Belt and Road countries YTD"),
    ("10", "BRI share of Xinjiang trade YTD"),
    ("11", "how much did the BRI share grow YTD"),
    ("12", "Kazakhstan rank among Xinjiang's trading partners YTD"),
    ("13", "Kazakhstan rank Jan-Nov 2020"),
    ("14", "Kazakhstan trade YTD"),
    ("15", "EU trade YTD"),
    ("16", "how much did trade with the EU grow YTD"),
    ("17", "exports to the EU YTD"),
    ("18", "how much did exports to the EU grow"),
    ("19", "growth of imports from the EU YTD"),
    ("20", "imports from the EU YTD"),
    ("21", "freight trains YTD"),
    ("22", "freight trains growth YTD"),
    ("23", "freight volume YTD"),
    ("24", "freight volume growth YTD"),
    ("25", "growth of trade with Germany"),
    ("26", "growth of trade with Poland"),
    ("27", "growth of trade with the Netherlands"),
    ("28", "growth of trade with France"),
    ("29", "growth of trade with Hungary"),
    ("30", "growth of exports of raw plastics"),
    ("31", "growth of electric vehicle exports"),
    ("32", "how much did polysilicon exports grow"),
    ("33", "growth of exports of plastic products"),
    ("34", "shoes exports growth"),
    ("35", "growth in furniture exports"),
]

WORDS = {"AP": "doubled", "UP": "rose"}


def test_every_statement_is_asked_for() -> None:
    assert {number for number, _ in QUESTIONS} == set(ROWS)


@pytest.mark.parametrize(("number", "question"), QUESTIONS)
def test_statement(number: str, question: str, desk: Desk) -> None:
    row, reply = ROWS[number], desk.ask(question)
    said = f"{question!r} was answered:\n{reply.text}"
    assert reply.status == "answered", said
    assert any(_is(row, there) for there in _all(reply.contract)), f"{row}\n{said}"
    assert SEED in [s["id"] for s in reply.contract["sources"]], said
    assert "Urumqi Customs" in reply.text, said


def _all(contract: dict[str, Any]) -> list[dict[str, Any]]:
    return [*contract["figures"], *contract["comparisons"]]


def _is(row: dict[str, str], there: dict[str, Any]) -> bool:
    if there["basis"] != "stated" or row["SOURCE_ID"] not in there["sources"]:
        return False
    if row["MEASURE"] == "RC":
        return there.get("kind") == "record"
    if row["OBS_QUALIFIER"] in WORDS:
        return there["value"] is None and WORDS[row["OBS_QUALIFIER"]] in there["text"]
    value = Decimal(row["OBS_VALUE"]) * 10 ** int(row["UNIT_MULT"])
    if there["value"] is None or Decimal(there["value"]) != value:
        return False
    unit = there["unit"] == row["UNIT_MEASURE"]
    return bool(unit and there.get("period", row["TIME_PERIOD"]) == row["TIME_PERIOD"])
