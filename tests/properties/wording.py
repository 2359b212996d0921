"""A formula in words: what it stands on, and its numbers as printed."""

from __future__ import annotations

from bot.figures.codes import PERCENT, Measure
from bot.figures.statement import Statement
from bot.reckon.expression import Constant, Expression, Input, Operation, Root, inputs

__all__ = ["in_words", "worked_out_from"]


def worked_out_from(formula: Expression) -> str:
    """What a formula for a level stands on: "growth and periods"."""
    kinds = {_kind(statement) for statement in inputs(formula)}
    found: list[str] = [kind for kind in ("growth", "ratio", "share") if kind in kinds]
    levels = [statement for statement in inputs(formula) if statement.series.is_level]
    if len({statement.series.subject.trade_flow for statement in levels}) > 1:
        found.append("flows")
    if len({statement.series.subject.indicator for statement in levels}) > 1:
        found.append("parts")
    if len({statement.period.span for statement in levels}) > 1:
        found.append("periods")
    return " and ".join(found)


def _kind(statement: Statement) -> str:
    if statement.series.is_growth:
        return "growth"
    return {Measure.RATIO: "ratio", Measure.SHARE: "share"}.get(statement.series.measure, "level")


def in_words(formula: Expression) -> str:
    """The formula with its numbers as printed."""
    match formula:
        case Constant(number):
            return str(number)
        case Input(statement):
            unit = "%" if statement.series.unit == PERCENT else f"e{statement.unit_mult}"
            return f"{statement.qualifier}{statement.value}{unit}"
        case Operation(sign, left, right):
            return f"({in_words(left)} {sign} {in_words(right)})"
        case Root(of, degree):
            return f"{in_words(of)}^(1/{degree})"
