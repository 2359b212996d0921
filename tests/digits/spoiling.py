"""Ways of spoiling the desk, each of which the account must notice: a test that can fail.

Each is a context that puts something else in the place of a part of the desk and puts the part
back after. What is spoilt gives replies that look right.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.answers import making
from bot.answers.answer import Count
from bot.figures.quantity import Interval
from bot.reckon import compare, expression
from bot.reply import (
    blocks,
    comparisons,
    contract,
    labels,
    numbers,
    sentences,
    sourcing,
    style,
    tables,
    words,
    working,
)

__all__ = ["WAYS"]

Way = Callable[[], AbstractContextManager[None]]


@contextmanager
def _instead(old: Any, new: Any) -> Iterator[None]:
    """The new in the place of the old in every module of the desk that has it."""
    places = [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("bot.")
        for name, value in list(vars(module).items())
        if value is old
    ]
    for module, name in places:
        setattr(module, name, new)
    try:
        yield
    finally:
        for module, name in places:
            setattr(module, name, old)


@contextmanager
def _within(holder: Any, name: str, new: Any) -> Iterator[None]:
    """The new in the place of one attribute, or of one entry of a table."""
    table = isinstance(holder, dict)
    old = holder[name] if table else getattr(holder, name)

    def put(value: Any) -> None:
        if table:
            holder[name] = value
        else:
            setattr(holder, name, value)

    put(new)
    try:
        yield
    finally:
        put(old)


def _half_even(value: Fraction, place: int) -> Decimal:
    rounded = round(value / Fraction(10) ** place)
    return Decimal((int(rounded < 0), tuple(map(int, str(abs(rounded)))), place))


def _cut(value: Fraction, place: int) -> Decimal:
    count = int(abs(value) / Fraction(10) ** place)
    return Decimal((int(value < 0 and count > 0), tuple(map(int, str(count))), place))


def _place(more: int) -> Way:
    old = numbers.display_place
    return lambda: _instead(old, lambda interval: old(interval) + more)


def _worded(change: Callable[[str], str]) -> Way:
    old = style._around
    return lambda: _instead(old, lambda *given: change(old(*given)))


def _bounds_of_half() -> AbstractContextManager[None]:
    old = style._bare_range

    def narrower(house: Any, interval: Interval, *rest: Any) -> str:
        quarter = interval.width / 4
        return old(house, Interval(interval.low + quarter, interval.high - quarter), *rest)

    return _instead(old, narrower)


def _turned_change() -> AbstractContextManager[None]:
    old = style.change
    return _instead(
        old,
        lambda house, value, low, high, *rest, **named: old(
            house, -value, -high, -low, *rest, **named
        ),
    )


def _turned_stated() -> AbstractContextManager[None]:
    old = style.change_stated
    return _instead(
        old, lambda house, value, *rest, **named: old(house, str(-Decimal(value)), *rest, **named)
    )


def _one_decimal() -> AbstractContextManager[None]:
    old = style._padded

    def rounded(number: Decimal, decimals: int) -> Decimal:
        padded = old(number, decimals)
        return padded.quantize(Decimal("0.1")) if decimals > 1 else padded

    return _instead(old, rounded)


def _of_value_alone(formula: Any, **_: Any) -> Interval:
    return Interval(expression.value(formula), expression.value(formula))


def _kind(name: str, formula: Any) -> Way:
    return lambda: _within(compare.KINDS, name, replace(compare.KINDS[name], formula=formula))


def _year_before() -> AbstractContextManager[None]:
    old = labels.Voice.period

    def named(voice: Any, period: Any, beside: Any = None) -> str:
        return old(voice, period.years(-1) or period, beside)

    return _within(labels.Voice, "period", named)


def _day_later() -> AbstractContextManager[None]:
    old = sourcing.Cited.text

    def told(cited: Any, voice: Any) -> str:
        later = cited.source.published + timedelta(days=1)
        return old(replace(cited, source=replace(cited.source, published=later)), voice)

    return _within(sourcing.Cited, "text", told)


def _rows_swapped() -> AbstractContextManager[None]:
    old = tables.tabulated

    def swapped(figures: Sequence[Any], voice: Any, compared: Any = ()) -> Any:
        table = old(figures, voice, compared)
        first, *others = table.rows
        if not others:
            return table
        second, *rest = others
        rows = ((first[0], *second[1:]), (second[0], *first[1:]), *rest)
        return replace(table, rows=rows)

    return _within(words, "tabulated", swapped)


def _header_alone() -> AbstractContextManager[None]:
    old = blocks._header_block
    return _within(
        blocks,
        "_header_block",
        lambda text: old(re.sub(r"(?<=: )\d", lambda d: str((int(d[0]) + 1) % 10), text)),
    )


def _dearer() -> AbstractContextManager[None]:
    old = comparisons.bracketed
    return _instead(old, lambda *given: (old(*given) or "").replace("$", "€") or None)


WAYS: dict[str, Way] = {
    "halves are rounded to even": lambda: _instead(numbers.round_to, _half_even),
    "digits are cut and not rounded": lambda: _instead(numbers.round_to, _cut),
    "one digit too many": _place(-1),
    "one digit too few": _place(1),
    "six digits and not five": lambda: _within(style, "MOST_DIGITS", 6),
    "billions for millions": _worded(lambda text: text.replace("million", "billion")),
    "percent for percentage points": _worded(lambda text: re.sub(" percentage points?", "%", text)),
    "commas left out": lambda: _instead(numbers.with_commas, lambda n: f"{n.copy_abs():f}"),
    "signs left out": lambda: _within(style, "_signed", _unsigned),
    "a stated figure rounded": _one_decimal,
    "up for down": _turned_change,
    "up for down as stated": _turned_stated,
    "bounds of half the width": _bounds_of_half,
    "bounds left out of account": lambda: _instead(expression.bounds, _of_value_alone),
    "binary floats": lambda: _within(
        making, "value", lambda formula: Fraction(float(expression.value(formula)))
    ),
    "growth that is no growth": _kind(
        "year_earlier", lambda here, there: here.formula / there.formula
    ),
    "a difference the other way": _kind(
        "difference", lambda here, there: there.formula - here.formula
    ),
    "another sign in the working": lambda: _within(working._SIGNS, "-", "+"),
    "no working": lambda: _within(contract, "_working", lambda *_: None),
    "no sources": lambda: _within(contract, "_sources", lambda *_: []),
    "no figures of cautions": lambda: _within(
        contract, "_numbers", lambda *_: {"figures": [], "counts": []}
    ),
    "one more than were counted": lambda: _within(
        sentences._FORMS[Count], "", lambda count, _: str(count.number + 1)
    ),
    "a year before": _year_before,
    "a day later": _day_later,
    "two rows of a table swapped": _rows_swapped,
    "another digit in the header alone": _header_alone,
    "another currency": _dearer,
}
"""What is done to the desk, by what is wrong then."""


def _unsigned(house: Any, number: Decimal, prefix: str) -> str:
    return f"{prefix}{numbers.with_commas(number)}"
