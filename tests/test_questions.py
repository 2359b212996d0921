"""Questions written from the reporter's side, by someone who had not seen the parser.

Each line of ``questions/frozen.jsonl`` is one thread of turns with what must come
of its last: a status (or several, where more than one is right), and for an
answer its value or the bounds it must lie in, with unit, period and, where the
number asked for is a comparison, its kind. The file is frozen: a question that
fails is reported, and never given a rule of its own.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.desk import Desk

FROZEN = Path(__file__).parent / "questions" / "frozen.jsonl"
RIGHT_AT_LEAST = 0.95
WRONG_AT_MOST = 1  # of 240: one follow-up that people read both ways

Json = dict[str, Any]


def outcome(question: Json, desk: Desk) -> tuple[str, str]:
    """Right, missed (no answer, or another refusal than expected) or wrong; with the reply."""
    *earlier, last = question["turns"]
    reply = desk.ask(last, earlier=earlier)
    expected = question["expect"]
    statuses = expected["status"]
    wanted = statuses if isinstance(statuses, list) else [statuses]
    said = f"{question['id']} {' / '.join(question['turns'])}: {reply.status}: {reply.text[:200]}"
    if reply.status not in wanted:
        return ("wrong" if reply.status == "answered" else "missed"), said
    if reply.status == "answered" and not _found(reply.contract, expected):
        return "wrong", said
    return "right", said


def _found(contract: Json, expected: Json) -> bool:
    if not {"value", "low", "kind"} & set(expected):
        return True
    figures, comparisons = contract["figures"][:1], contract["comparisons"]
    if any(_is(figure, expected) and _dated(figure, expected) for figure in figures):
        return True
    kinds = {expected["kind"]} if "kind" in expected else {c["kind"] for c in comparisons}
    return any(c["kind"] in kinds and _is(c, expected) for c in comparisons)


def _is(there: Json, expected: Json) -> bool:
    if expected.get("unit", there["unit"]) != there["unit"]:
        return False
    if "low" in expected:
        low, high = Fraction(expected["low"]), Fraction(expected["high"])
        return there["value"] is not None and low <= Fraction(there["value"]) <= high
    if "value" not in expected:
        return True
    if expected["value"] is None or there["value"] is None:
        return bool(expected["value"] == there["value"])
    return Fraction(there["value"]) == Fraction(expected["value"])


def _dated(there: Json, expected: Json) -> bool:
    return all(
        there[name] == expected[name] for name in ("period", "accumulation") if name in expected
    )


def test_frozen_questions(desk: Desk, desk_later: Desk) -> None:
    desks = {"default": desk, "later": desk_later}
    lines = FROZEN.read_text(encoding="utf-8").splitlines()
    ended = [outcome(q, desks[q["data"]]) for q in map(json.loads, lines)]
    wrong = [said for how, said in ended if how == "wrong"]
    missed = [said for how, said in ended if how == "missed"]
    right = len(ended) - len(wrong) - len(missed)
    report = f"{right} right, {len(missed)} missed, {len(wrong)} wrong of {len(ended)}\n"
    report += "\n".join(["WRONG", *wrong, "MISSED", *missed])
    assert len(wrong) <= WRONG_AT_MOST, report
    assert right >= RIGHT_AT_LEAST * len(ended), report
