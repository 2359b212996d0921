"""The verdict on a reply, from the reporter's side: right, refused, asked, or wrong."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import Desk
from bot.evaluation.cases import Case, Expected
from bot.evaluation.report import Tally, evaluate, misses, table
from bot.evaluation.verdict import Outcome, Verdict, judge

NOVEMBER = "Xinjiang trade Nov 2021"  # 16.03 billion yuan; October follows from the 48% stated
NONE_HELD = "Xinjiang trade Nov 2020"
UNREAD = "trade in widgets Nov 2021"

VERDICTS: list[tuple[str, dict[str, Any], Outcome]] = [
    # asked, what the file expects, how it ends
    (NOVEMBER, {"status": "answered"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "value": "16030000000"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "value": "16.03e9", "unit": "CNY"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "value": "16040000000"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "value": "16030000000", "unit": "USD"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "value": None, "kind": "record"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "value": None, "kind": "previous_period"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "value": "16030000000", "period": "2021-11"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "value": "16030000000", "period": "2021-10"}, Outcome.WRONG),
    (
        NOVEMBER,
        {"status": "answered", "value": "16030000000", "accumulation": "YTD"},
        Outcome.WRONG,
    ),
    (NOVEMBER, {"status": "answered", "low": "16e9", "high": "17e9"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "low": "17e9", "high": "18e9"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "kind": "previous_period", "value": "48"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "kind": "previous_period", "value": "84"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "kind": "share"}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "values": ["16030000000"]}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "values": ["16030000000", "1"]}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "says": "URUMQI customs"}, Outcome.RIGHT),
    (NOVEMBER, {"status": "answered", "says": ["Urumqi Customs", "Beijing"]}, Outcome.WRONG),
    (NOVEMBER, {"status": "answered", "never": "16.03 billion"}, Outcome.WRONG),
    (NOVEMBER, {"status": "not_held"}, Outcome.WRONG),
    (NOVEMBER, {"status": ["not_held", "answered"]}, Outcome.RIGHT),
    (NONE_HELD, {"status": "not_held"}, Outcome.REFUSED_RIGHTLY),
    (NONE_HELD, {"status": "not_held", "says": "November 2020"}, Outcome.REFUSED_RIGHTLY),
    (NONE_HELD, {"status": "not_held", "says": "Mongolia"}, Outcome.REFUSED_OTHERWISE),
    (NONE_HELD, {"status": "answered", "value": "1"}, Outcome.REFUSED_NEEDLESSLY),
    (NONE_HELD, {"status": "ambiguous"}, Outcome.REFUSED_NEEDLESSLY),
    (NONE_HELD, {"status": "unknown"}, Outcome.REFUSED_OTHERWISE),
    (UNREAD, {"status": "unknown", "says": "widgets"}, Outcome.REFUSED_RIGHTLY),
]


@pytest.mark.parametrize(("asked", "expect", "outcome"), VERDICTS)
def test_verdict(asked: str, expect: dict[str, Any], outcome: Outcome, desk: Desk) -> None:
    case = Case.model_validate({"id": "1", "turns": [asked], "expect": expect})
    verdict = judge(case, desk.ask(asked))
    assert verdict.outcome is outcome, f"{verdict.reason}\n{verdict.reply.text}"
    assert bool(verdict.reason) == (outcome not in (Outcome.RIGHT, Outcome.REFUSED_RIGHTLY))


def test_a_question_back_is_right_where_it_was_expected_and_needless_where_not(desk: Desk) -> None:
    asked = "Jan-Nov 2021"
    reply = desk.ask(asked)
    assert reply.status == "ambiguous", reply.text
    ends = {
        wanted: judge(
            Case.model_validate({"id": "1", "turns": [asked], "expect": {"status": wanted}}), reply
        ).outcome
        for wanted in ("ambiguous", "answered", "not_held")
    }
    assert ends == {
        "ambiguous": Outcome.RIGHT,
        "answered": Outcome.ASKED_NEEDLESSLY,
        "not_held": Outcome.ASKED_NEEDLESSLY,
    }


def judged(desk: Desk, *expected: dict[str, Any]) -> list[Verdict]:
    """The verdicts on one question under several expectations."""
    cases = (
        Case(id=str(n), turns=(NOVEMBER,), expect=Expected.model_validate(e), tags=("level",))
        for n, e in enumerate(expected)
    )
    return list(evaluate(cases, desk))


RIGHT = {"status": "answered", "value": "16030000000"}
WRONG = {"status": "answered", "value": "16040000000"}


def test_one_wrong_number_undoes_ten_right_ones(desk: Desk) -> None:
    assert Tally.of("all", judged(desk, *[RIGHT] * 10, WRONG)).score == 0
    assert Tally.of("all", judged(desk, RIGHT)).score == 1
    assert Tally.of("all", judged(desk, WRONG)).score == -10


def test_the_table_counts_by_file_and_tag(desk: Desk) -> None:
    verdicts = judged(desk, RIGHT, WRONG, {"status": "not_held"})
    first, *rows = table([("questions.jsonl", verdicts)]).splitlines()
    assert first == "questions.jsonl: 2 of 2 that have an answer answered (100.0%)"
    counts = ["3", "1", "0", "0", "0", "0", "2", "-6.333"]
    assert [row.split() for row in rows[-2:]] == [["all", *counts], ["level", *counts]]


def test_a_miss_is_explained_and_the_wrong_ones_come_first(desk: Desk) -> None:
    expected = Expected.model_validate(RIGHT)
    needless = Case(id="later", turns=(NONE_HELD,), expect=expected, why="row 9")
    wrong = Case(id="first", turns=(NOVEMBER,), expect=Expected.model_validate(WRONG))
    worst, other = misses(evaluate([needless, wrong], desk))
    assert worst.splitlines()[:2] == [
        "wrong: first: Xinjiang trade Nov 2021",
        "  16,040,000,000 was expected",
    ]
    assert "16.03 billion yuan" in worst
    assert other.splitlines()[0] == "refused needlessly: later: Xinjiang trade Nov 2020"
    assert other.splitlines()[-1] == "  expected because: row 9"
