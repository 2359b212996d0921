"""Cases: questions with what must come of them, one JSON object a line.

pydantic guards the door: a key that is misspelt would otherwise be an
expectation that is never looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.answers.answer import Status
from bot.figures.period import Period, PeriodError

__all__ = ["Case", "Expected", "Fault", "FaultyCases", "read_cases"]


def _several(value: Any) -> Any:
    """One thing, or a list of them."""
    return value if isinstance(value, list) else [value]


def _period(value: Any) -> Any:
    if isinstance(value, str):
        try:
            Period.of(value)
        except PeriodError as error:
            raise ValueError(str(error)) from None
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What must come of the last turn. Of what is left out nothing is expected.

    ``value``, ``low`` and ``high`` are in the plain unit (yuan, not billions;
    percent as printed); a ``value`` of null expects words ("doubled"). They are
    of the comparison where ``kind`` is given, else of the first figure or of a
    comparison.
    """

    status: Annotated[tuple[Status, ...], BeforeValidator(_several), Field(min_length=1)]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    period: Annotated[str | None, BeforeValidator(_period)] = None
    accumulation: Annotated[str | None, Field(pattern="^(N|YTD)$")] = None
    kind: str | None = None
    values: tuple[Decimal, ...] = ()  # all of them among the figures, in any order
    says: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    never: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()

    @model_validator(mode="after")
    def _bounds_go_together(self) -> Expected:
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high go together")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        if self.low is not None and "value" in self.model_fields_set:
            raise ValueError("give a value, or low and high, not both")
        return self

    @property
    def names_number(self) -> bool:
        """Whether it says which number the answer must give."""
        return bool({"value", "low", "kind"} & self.model_fields_set)

    @property
    def answerable(self) -> bool:
        """Whether an answer is the one right outcome."""
        return self.status == (Status.ANSWERED,)


class Case(_Strict):
    """A thread of turns, as typed, of which the last one is judged."""

    id: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    expect: Expected
    as_of: date | None = None
    tags: tuple[str, ...] = ()
    why: str | None = None  # for people: what the expectation rests on


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a file, and where in it."""

    file: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}"


class FaultyCases(ValueError):
    """Lines of a file that are no cases: all of them, not the first alone."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def read_cases(file: Path) -> list[Case]:
    """The cases of a JSON Lines file; blank lines say nothing.

    Raises FaultyCases, which names each faulty line; OSError where the file cannot be read.
    """
    cases: list[Case] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            faults += [Fault(file, number, _told(one)) for one in error.errors()]
            continue
        if case.id in seen:
            what = f"the id {case.id!r} is on line {seen[case.id]} too: give each its own"
            faults.append(Fault(file, number, what))
        seen.setdefault(case.id, number)
        cases.append(case)
    if faults:
        raise FaultyCases(faults)
    if not cases:
        raise FaultyCases([Fault(file, 1, "there is no question in it")])
    return cases


_REMEDIES = {
    "extra_forbidden": "there is no such key: see docs/evaluation.md for those there are",
    "missing": "is missing",
    "json_invalid": "is not JSON: each line is one object, in double quotes",
}


def _told(error: Any) -> str:
    """One fault in words: the key, the value, and what is wrong with it."""
    # The last parts may be places in a list; the names say which key it is.
    key = ".".join(str(part) for part in error["loc"] if isinstance(part, str))
    what = _REMEDIES.get(error["type"], error["msg"].removeprefix("Value error, "))
    if error["type"] in _REMEDIES or isinstance(error["input"], dict):
        return f"{key or 'the line'}: {what}"
    return f"{key}: {error['input']!r}: {what}"
