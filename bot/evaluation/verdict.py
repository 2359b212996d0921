"""The verdict on one reply: right, refused or asked rightly or needlessly, or wrong.

Wrong is an answer where none could be given, or another number than the one
expected. A refusal is never wrong: it costs the reporter time, not a correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bot.answers.answer import Status
from bot.evaluation.cases import Case, Expected
from bot.figures.period import Period
from bot.reply.reply import Reply

__all__ = ["Outcome", "Verdict", "judge"]

Json = dict[str, Any]


class Outcome(StrEnum):
    """How a case ended, from the reporter's side."""

    RIGHT = "right"
    REFUSED_RIGHTLY = "refused rightly"
    REFUSED_NEEDLESSLY = "refused needlessly"
    REFUSED_OTHERWISE = "refused otherwise"  # rightly refused, but for another reason than is so
    ASKED_NEEDLESSLY = "asked needlessly"
    WRONG = "wrong"


GOOD = (Outcome.RIGHT, Outcome.REFUSED_RIGHTLY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case, how it ended, and why that is not what was expected; "" where it is."""

    case: Case
    reply: Reply
    outcome: Outcome
    reason: str = ""


def judge(case: Case, reply: Reply) -> Verdict:
    """The verdict on the reply to the last turn of a case."""
    outcome, reason = _outcome(case.expect, reply)
    return Verdict(case, reply, outcome, reason)


def _outcome(expected: Expected, reply: Reply) -> tuple[Outcome, str]:
    wanted = " or ".join(expected.status)
    if reply.status not in expected.status:
        reason = f"{reply.status} where {wanted} was expected"
        if reply.status is Status.ANSWERED:
            return Outcome.WRONG, reason
        if reply.status is Status.AMBIGUOUS:
            return Outcome.ASKED_NEEDLESSLY, reason
        if {Status.ANSWERED, Status.AMBIGUOUS} & set(expected.status):
            return Outcome.REFUSED_NEEDLESSLY, reason
        return Outcome.REFUSED_OTHERWISE, reason
    missed = _unsaid(expected, reply.text)
    if reply.status is Status.ANSWERED:
        missed = _not_found(expected, reply.contract) or missed
        return (Outcome.WRONG, missed) if missed else (Outcome.RIGHT, "")
    if missed:
        return Outcome.REFUSED_OTHERWISE, missed
    return (Outcome.RIGHT if reply.status is Status.AMBIGUOUS else Outcome.REFUSED_RIGHTLY), ""


def _unsaid(expected: Expected, text: str) -> str:
    """What the reply should say and does not, or says and should not."""
    said = text.casefold()
    for words in expected.says:
        if words.casefold() not in said:
            return f"the reply does not say {words!r}"
    for words in expected.never:
        if words.casefold() in said:
            return f"the reply says {words!r}"
    return ""


# --- the number expected ------------------------------------------------------------------


def _not_found(expected: Expected, contract: Json) -> str:
    """Which expected number the answer does not give; "" where it gives all."""
    there = [Fraction(f["value"]) for f in contract["figures"] if f["value"] is not None]
    absent = [value for value in expected.values if Fraction(value) not in there]
    if absent:
        return f"{_plain(absent[0])} is not among the figures"
    if not expected.names_number:
        return ""
    given = [c for c in contract["comparisons"] if expected.kind in (None, c["kind"])]
    first = contract["figures"][:1] if expected.kind is None or given else []
    if any(_is(f, expected) and _of_period(f, expected) for f in first):
        return ""
    if any(_is(comparison, expected) for comparison in given):
        return ""
    return f"{_wanted(expected)} was expected"


def _is(number: Json, expected: Expected) -> bool:
    """Whether a figure or comparison of the contract has the value and unit expected."""
    if expected.unit is not None and expected.unit != number["unit"]:
        return False
    value = None if number["value"] is None else Fraction(number["value"])
    if expected.low is not None and expected.high is not None:
        return value is not None and Fraction(expected.low) <= value <= Fraction(expected.high)
    if "value" not in expected.model_fields_set:
        return True
    return value == (None if expected.value is None else Fraction(expected.value))


def _of_period(figure: Json, expected: Expected) -> bool:
    """Whether it is of those days; periods over the same days are one, whatever their names."""
    if expected.period is None:
        return expected.accumulation in (None, figure["accumulation"])
    here = Period.of(figure["period"], figure["accumulation"] == "YTD")
    ytd = expected.accumulation == "YTD" if expected.accumulation else here.ytd
    return here.span == Period.of(expected.period, ytd).span


def _wanted(expected: Expected) -> str:
    """The number expected, in words."""
    if expected.low is not None and expected.high is not None:
        number = f"{_plain(expected.low)} to {_plain(expected.high)}"
    elif "value" in expected.model_fields_set:
        number = "words" if expected.value is None else _plain(expected.value)
    else:
        number = "a comparison"
    parts = (number, expected.unit, expected.kind, expected.period, expected.accumulation)
    return " ".join(part for part in parts if part)


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
