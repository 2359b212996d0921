"""Findings: what checks found in the figures on file, as it is kept and as it is said.

A finding is the key of a sentence and the values that fill it, as a Note is, about one
statement; it is told when a reply stands on that statement, and holds as long as every
statement in its values is current. Kept as JSON, it names statements by their numbers
and figures by their formulas: no number is kept that could go stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from fractions import Fraction
from typing import Any

from bot.answers.answer import Code, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.making import computed
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.expression import Constant, Expression, Input, Operation, Root

__all__ = [
    "IMPLIED",
    "OTHER_PUBLISHER",
    "REVISED_BASE",
    "Finding",
    "Meant",
    "follows",
    "rule_of",
    "values_of",
]

REVISED_BASE = "revised_base"
"""The key of findings on levels that later releases do not bear out."""

OTHER_PUBLISHER = "other_publisher"
"""The key of findings on levels of which another publisher has another figure."""

IMPLIED = "implied"
"""The value of such a finding that is what they make of it."""

_RULES = {
    "contradicts_itself": "inconsistent",
    "slip": "inconsistent",
    "other_publisher": "inconsistent",
    "less_than_part_of_it": "inconsistent",
    "growth_outside_parts": "inconsistent",
    "part_above_whole": "part_exceeds_whole",
    "record_outdone": "record_contradicted",
    "ratio_moved": "implausible_ratio",
    "share_far": "implausible_ratio",
    "rate_far": "implausible_ratio",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A statement as it may have been meant: with another number printed."""

    printed: Statement
    value: str
    unit_mult: int
    decimals: int

    @property
    def statement(self) -> Statement:
        return replace(
            self.printed, value=self.value, unit_mult=self.unit_mult, decimals=self.decimals
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about a statement."""

    key: str
    verdict: Verdict
    statement: Statement
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that must be current for it to hold."""
        used = (s for value in self.values.values() for s in _statements(value))
        return tuple(dict.fromkeys((self.statement, *used)))

    @property
    def note(self) -> Note:
        return Note(self.key, self.values)

    @property
    def kept(self) -> str:
        """The values as JSON, which ``values_of`` reads."""
        kept = {name: _kept(value) for name, value in self.values.items()}
        return json.dumps(kept, sort_keys=True)


def rule_of(key: str) -> str:
    """The rule of the contract that a finding comes under."""
    return _RULES.get(key, key)


def values_of(kept: str, catalogue: Catalogue) -> Mapping[str, object]:
    """The values of a finding as they were. Raises KeyError where a statement is not on file."""
    return {name: _value(value, catalogue) for name, value in json.loads(kept).items()}


def follows(statement: Statement, formula: Expression) -> Figure:
    """What a formula makes of the very thing that the statement states.

    Raises DivisionByZero.
    """
    series = statement.series
    return computed(
        formula,
        subject=series.subject,
        period=statement.period,
        unit=series.unit,
        measure=series.measure,
        transformation=series.transformation,
        share_of=series.share_of,
    )


def _statements(value: object) -> Iterator[Statement]:
    match value:
        case Statement():
            yield value
        case Meant(printed=printed):
            yield printed
        case Figure(sources=sources):
            yield from sources
        case Code():
            return
        case tuple():
            for one in value:
                yield from _statements(one)


# --- as JSON: ["statement", 177], ["figure", ["/", 177, ["+", "1", 178]], ...] ------------


def _kept(value: object) -> object:
    match value:
        case None | str():
            return value
        case Statement(id=id_):
            return ["statement", id_]
        case Figure(statement=Statement(id=id_)):
            return ["statement", id_]
        case Meant():
            return ["meant", value.printed.id, value.value, value.unit_mult, value.decimals]
        case Figure(working=working) if working is not None:
            subject, period = list(astuple(value.subject)), [value.period.code, value.period.ytd]
            measured = (value.unit, value.measure.value, value.transformation.value)
            rest = (value.share_of, value.each)
            return ["figure", _formula(working), subject, period, *measured, *rest]
        case Period():
            return ["period", value.code, value.ytd]
        case Code():
            return ["code", *value]
        case tuple():
            return ["several", *map(_kept, value)]
    raise TypeError(f"a finding keeps no {value!r}")


def _value(kept: Any, catalogue: Catalogue) -> object:
    match kept:
        case ["statement", int(id_)]:
            return catalogue.statement(id_)
        case ["meant", int(id_), value, unit_mult, decimals]:
            return Meant(catalogue.statement(id_), value, unit_mult, decimals)
        case ["figure", formula, subject, [code, ytd], unit, measure, moved, share_of, each]:
            figure = computed(
                _expression(formula, catalogue),
                subject=Subject(*subject),
                period=Period.of(code, ytd),
                unit=unit,
                measure=Measure(measure),
                transformation=Transformation(moved),
                share_of=share_of,
            )
            return replace(figure, each=each)
        case ["period", code, ytd]:
            return Period.of(code, ytd)
        case ["code", dimension, code]:
            return Code(dimension, code)
        case ["several", *several]:
            return tuple(_value(one, catalogue) for one in several)
    return kept


def _formula(expression: Expression) -> object:
    match expression:
        case Constant(number):
            return str(number)
        case Input(statement):
            return statement.id
        case Operation(sign, left, right):
            return [sign, _formula(left), _formula(right)]
        case Root(of, degree):
            return ["root", _formula(of), degree]


def _expression(kept: Any, catalogue: Catalogue) -> Expression:
    match kept:
        case ["root", of, int(degree)]:
            return Root(_expression(of, catalogue), degree)
        case [str(sign), left, right]:
            return Operation(sign, _expression(left, catalogue), _expression(right, catalogue))
        case int(id_):
            return Input(catalogue.statement(id_))
        case str(number):
            return Constant(Fraction(number))
    raise ValueError(f"no formula: {kept!r}")
