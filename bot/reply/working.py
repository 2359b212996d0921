"""Working: a formula that a reporter can check by hand, with its printed numbers.

Convention: numbers stand as printed but without "around" or "more than"; percent
as percent, so 1 + 48% is 1.48. A root is the power of a fraction, as a spreadsheet takes it:
(147.8 ÷ 127.9)^(1/4). Parentheses stand only where they are needed.
"""

from __future__ import annotations

from fractions import Fraction

from bot.figures.codes import PERCENT, POINTS, Qualifier
from bot.figures.statement import Statement
from bot.reckon.expression import Constant, Expression, Input, Operation, Root, inputs
from bot.reply.labels import Voice
from bot.reply.numbers import exact_decimal, with_commas
from bot.reply.style import stated

__all__ = ["formula", "named"]

_SIGNS = {"+": "+", "-": "\u2212", "*": "\u00d7", "/": "\u00f7"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_HUNDRED = Constant(Fraction(100))


def formula(expression: Expression, voice: Voice, unit: str = "") -> str:
    """The formula in print. ``unit`` is the result's: percent needs no "× 100" to be said."""
    match expression:
        case Operation("*", inner, constant) if unit in (PERCENT, POINTS) and constant == _HUNDRED:
            return _written(inner, voice)
        case Operation("*", constant, inner) if unit in (PERCENT, POINTS) and constant == _HUNDRED:
            return _written(inner, voice)
    return _written(expression, voice)


def named(expression: Expression, voice: Voice) -> str:
    """A sum or difference of one subject's periods by their names; else the formula in numbers.

    "January–November 2019 less January–October 2019" says more in a sentence
    than the two numbers do.
    """
    leaves = inputs(expression)
    one_subject = len({(s.series.subject, s.series.unit) for s in leaves}) == 1
    # A month as it was and as it is have one name.
    apart = len({s.period.span for s in leaves}) == len(leaves)
    told = one_subject and apart and _only_sums(expression)
    if not told or not isinstance(expression, Operation):
        return formula(expression, voice)
    return _names(expression, voice)


def _names(expression: Expression, voice: Voice) -> str:
    match expression:
        case Input(statement):
            return voice.the(statement.period)
        case Operation(sign, left, right):
            word = "plus" if sign == "+" else "less"
            last = _names(right, voice)
            last = f"({last})" if isinstance(right, Operation) else last
            return f"{_names(left, voice)} {word} {last}"
    raise AssertionError(expression)


def _only_sums(expression: Expression) -> bool:
    match expression:
        case Input():
            return True
        case Operation(sign, left, right):
            return sign in "+-" and _only_sums(left) and _only_sums(right)
    return False


def _written(expression: Expression, voice: Voice) -> str:
    match expression:
        case Constant(number):
            return _number(number, voice)
        case Input(statement):
            return _printed(statement, voice)
        case Root(of, degree):
            return f"({_written(of, voice)})^(1/{degree})"
        case Operation(sign, left, right):
            negative = sign in "+-" and _is_negative(right)
            if negative:  # 1 + −1.3% reads 1 − 1.3%
                sign = "-" if sign == "+" else "+"
            last = _operand(right, voice, _STRENGTH[sign], after=sign in "-/")
            last = last.removeprefix(voice.style.minus) if negative else last
            first = _operand(left, voice, _STRENGTH[sign], after=False)
            return f"{first} {_SIGNS[sign]} {last}"


def _operand(expression: Expression, voice: Voice, strength: int, *, after: bool) -> str:
    text = _written(expression, voice)
    if isinstance(expression, Operation):
        own = _STRENGTH[expression.sign]
        return f"({text})" if own < strength or (after and own == strength) else text
    return f"({text})" if strength > 1 and _is_negative(expression) else text


def _is_negative(expression: Expression) -> bool:
    return isinstance(expression, Input | Constant) and expression.number < 0


def _number(number: Fraction, voice: Voice) -> str:
    exact = exact_decimal(number)
    sign = voice.style.minus if number < 0 else ""
    if exact is not None:
        return sign + with_commas(exact)
    return f"{sign}{abs(number.numerator):,}/{number.denominator:,}"


def _printed(statement: Statement, voice: Voice) -> str:
    if statement.value is None:
        raise ValueError(f"statement {statement.id} has no number to compute with")
    return stated(
        voice.style,
        statement.value,
        voice.unit(statement.series.unit),
        voice.noun(statement.series.subject.indicator),
        unit_mult=statement.unit_mult,
        decimals=statement.decimals,
        qualifier=Qualifier.EXACT,
        in_full=True,
    ).text
