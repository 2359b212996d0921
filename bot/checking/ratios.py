"""Ratios hard to believe: figures that, divided, are far from the same ratio elsewhere.

Which of the figures is off is not decided here; a slip of scale or unit is ten times
or more, and a ratio that would be like the others with one of those put right is told
with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bot.answers.answer import Code, Figure
from bot.answers.catalogue import Catalogue
from bot.answers.findings import Finding, Meant
from bot.answers.making import computed, from_statement, level
from bot.figures.codes import (
    ALL,
    BALANCE,
    NOT_APPLICABLE,
    PERCENT,
    UNSTATED,
    WORLD,
    Measure,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.expression import ONE, DivisionByZero, Expression, Input, bounds, inputs

__all__ = ["CHECKS", "implausible_ratio"]

FAR = 5
"""A ratio this many times the same ratio elsewhere is implausible: no two railways
load their trains so differently, while a slip of scale or unit is ten times or more."""

A_YEARS_MOVE = Fraction(6, 5)
"""By how much a quantity a unit may move in a year: a train is loaded as last year's was,
or a fifth more or less."""

A_YEARS_RATE = Fraction(11, 10)
"""The same of an exchange rate, for each year between two of them."""

NEWEST_COMPARED = 12

LARGE = Fraction(1, 10)
"""A share below this may well move five times."""


def implausible_ratio(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A quantity a unit far from the same elsewhere: tonnes a train here and at another port."""
    here = statement.series.subject
    for above, below, _ in catalogue.ratios():
        if here.indicator != above or not statement.series.is_level:
            continue
        own = _per(statement, below, catalogue)
        if own is None:
            continue
        for other in catalogue.counterparts(here, "ref_area"):
            for period in catalogue.periods(other, limit=NEWEST_COMPARED):
                for beside in catalogue.statements(other, period):
                    there = _per(beside, below, catalogue) if beside.series.is_level else None
                    if there is not None and _far(own, there, FAR):
                        told = {
                            "figure": _quotient(own),
                            "per": _unit_of(below, catalogue),
                            "other": _quotient(there),
                            "area": Code("ref_area", other.ref_area),
                            "period": period,
                            "meant": _meant(statement, own, there),
                        }
                        key = "implausible_ratio"
                        yield Finding(key, Verdict.IMPLAUSIBLE, statement, told)
                        return


def _per(statement: Statement, below: str, catalogue: Catalogue) -> Expression | None:
    subject = statement.series.subject.with_("indicator", below)
    divisor = level(subject, statement.period, catalogue)
    if divisor is None or divisor.statement is None or statement.quantity is None:
        return None
    formula = Input(statement) / Input(divisor.statement)
    return formula if _bounds(formula) is not None else None


def _quotient(formula: Expression, measure: Measure = Measure.RATIO) -> Figure:
    """One amount for each unit of another, as a figure of the first."""
    above = inputs(formula)[0]
    return computed(
        formula,
        subject=above.series.subject,
        period=above.period,
        unit=PERCENT if measure is Measure.SHARE else above.series.unit,
        measure=measure,
    )


def _unit_of(indicator: str, catalogue: Catalogue) -> str:
    return f"per {catalogue.indicator(indicator).one or 'unit'}"


def _bounds(formula: Expression) -> Interval | None:
    try:
        found = bounds(formula)
    except DivisionByZero:
        return None
    return found if found.low > 0 else None


def _far(here: Expression, there: Expression, times: Fraction | int) -> bool:
    one, other = _bounds(here), _bounds(there)
    return one is not None and other is not None and _apart(one, other, times)


def _apart(one: Interval, other: Interval, times: Fraction | int) -> bool:
    return one.high * times < other.low or other.high * times < one.low


def _meant(statement: Statement, here: Expression, there: Expression) -> Meant | None:
    """The statement as the ratio would be like the other, with its scale put right; None where
    no power of ten does that."""
    for power in (1, -1, 2, -2, 3, -3, 6, -6):
        meant = replace(statement, unit_mult=statement.unit_mult + power)
        divisor = inputs(here)[1]
        if not _far(Input(meant) / Input(divisor), there, CLOSE):
            return Meant(statement, statement.value or "", meant.unit_mult, statement.decimals)
    return None


CLOSE = 2
"""Two ratios are alike where neither is more than twice the other."""


def ratio_moved(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """Growth of a quantity and of its units, stated side by side, that would move their ratio far.

    Freight up 302% on trains up 26.8% would have each train carry three times as much.
    """
    series = statement.series
    yearly = series.is_growth and series.transformation is Transformation.GROWTH_YEAR
    if not yearly or statement.quantity is None:
        return
    for above, below, _ in catalogue.ratios():
        if series.subject.indicator != above:
            continue
        units = series.subject.with_("indicator", below)
        for beside in catalogue.statements(units, statement.period):
            alike = beside.series.transformation is series.transformation
            if not alike or not beside.series.is_growth or beside.quantity is None:
                continue
            moved = (ONE + Input(statement)) / (ONE + Input(beside))
            found = _bounds(moved)
            if found and (found.low > A_YEARS_MOVE or found.high * A_YEARS_MOVE < 1):
                told = {
                    "above": statement,
                    "below": beside,
                    "per": _unit_of(below, catalogue),
                }
                for each in (statement, beside):
                    yield Finding("ratio_moved", Verdict.IMPLAUSIBLE, each, told)
                return


def share_far(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A share of the whole, stated or of two stated levels, far from the same in other periods."""
    subject, period = statement.series.subject, statement.period
    if subject.trade_flow == BALANCE or not catalogue.adds_up(subject.indicator):
        return
    for whole in _plain_wholes(statement):
        here = _share(statement, whole, period, catalogue)
        own = _bounds(here) if here is not None else None
        if here is None or own is None:
            continue
        for other, there, beside in _newest_shares(subject, whole, catalogue):
            if other.span == period.span or not _apart(own, beside, FAR):
                continue
            if max(own.high, beside.high) < LARGE:
                continue
            told = {"here": _as_share(here), "there": _as_share(there)}
            yield Finding("share_far", Verdict.IMPLAUSIBLE, statement, told)
            return


def _newest_shares(
    subject: Subject, whole: Subject, catalogue: Catalogue
) -> tuple[tuple[Period, Expression, Interval], ...]:
    """What any share of the whole is compared with: those of the newest periods."""
    return catalogue.remember(
        ("newest shares", subject, whole),
        lambda: tuple(
            (period, share, between)
            for period in catalogue.periods(subject, levels=False, limit=NEWEST_COMPARED)
            for statement in catalogue.statements(subject, period)
            if (share := _share(statement, whole, period, catalogue)) is not None
            and (between := _bounds(share)) is not None
        ),
    )


def _as_share(formula: Expression) -> Figure:
    if isinstance(formula, Input):
        return from_statement(formula.statement)
    return _quotient(formula, Measure.SHARE)


def _plain_wholes(statement: Statement) -> Iterator[Subject]:
    subject = statement.series.subject
    stated = statement.series.whole
    if stated is not None:
        yield stated
        return
    if subject.counterpart_area not in (WORLD, NOT_APPLICABLE, UNSTATED):
        yield subject.with_("counterpart_area", WORLD)
    elif subject.product not in (ALL, NOT_APPLICABLE, UNSTATED):
        yield subject.with_("product", ALL)


def _share(
    statement: Statement, whole: Subject, period: Period, catalogue: Catalogue
) -> Expression | None:
    series = statement.series
    if statement.quantity is None or series.transformation is not Transformation.NONE:
        return None
    if series.measure is Measure.SHARE and series.whole == whole:
        return Input(statement)
    if not series.is_level or series.unit == PERCENT:
        return None
    around = level(whole, period, catalogue, series.unit)
    if around is None or around.statement is None:
        return None
    return Input(statement) / Input(around.statement)


def rate_far(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A source's own conversion at a rate far from the nearest that another source printed."""
    series = statement.series
    if series.measure is not Measure.CONVERSION or statement.quantity is None:
        return
    for own, here in _rates(statement, catalogue):
        others = [
            (abs((period.end - statement.period.end).days), there)
            for unit, period, there in _every_rate(series.unit, catalogue)
            if unit == own and statement.source not in {s.source for s in inputs(there)}
        ]
        if not others:
            return
        days, nearest = min(others, key=lambda pair: pair[0])
        years = days // 365 + 1
        if _far(here, nearest, A_YEARS_RATE**years):
            other = _quotient(nearest)
            told = {
                "figure": _quotient(here),
                "period": statement.period,
                "unit": Code("unit", series.unit),
                "other": other,
                "against_period": other.period,
            }
            yield Finding("rate_far", Verdict.IMPLAUSIBLE, statement, told)
            return


def _rates(statement: Statement, catalogue: Catalogue) -> Iterator[tuple[str, Expression]]:
    """The units in which the source printed the level too, each with what one unit comes to."""
    for own in catalogue.statements(statement.series.subject, statement.period):
        same = own.source == statement.source and own.series.is_level
        if same and own.quantity is not None:
            yield own.series.unit, Input(own) / Input(statement)


def _every_rate(unit: str, catalogue: Catalogue) -> tuple[tuple[str, Period, Expression], ...]:
    """Every rate that a source on file implies of the unit, with the unit that it is in."""
    return catalogue.remember(
        ("rates", unit),
        lambda: tuple(
            (own, statement.period, rate)
            for statement in catalogue.every_conversion(unit)
            if statement.quantity is not None
            for own, rate in _rates(statement, catalogue)
        ),
    )


CHECKS = (implausible_ratio, ratio_moved, share_far, rate_far)
