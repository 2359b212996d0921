"""Growth and signs that cannot be, or are hard to believe.

A total grows by no less than the slowest of its parts and no more than the fastest
(design: rule 7).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bot.answers.catalogue import Catalogue
from bot.answers.findings import Finding
from bot.figures.codes import ALL, BALANCE, NOT_APPLICABLE, WORLD, Measure, Transformation
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.derive import FLOWS
from bot.reckon.expression import ONE, Input, bounds

__all__ = ["CHECKS"]

FAR = 5
"""A total of so many times the period before is off by a scale."""


def growth_outside_parts(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """Growth of a total outside that of all its parts, of one release."""
    series, quantity = statement.series, statement.quantity
    if not series.is_growth or quantity is None or not catalogue.adds_up(series.subject.indicator):
        return
    for parts in _parts(series.subject, catalogue):
        for growths in product(*(_like(statement, part, catalogue) for part in parts)):
            # As they lie if digits were cut off: that is no contradiction.
            spans = [Input(g).cut for g in growths]
            own = Input(statement).cut
            below = own.high < min(span.low for span in spans)
            if below or own.low > max(span.high for span in spans):
                told = {"figure": statement, "parts": growths}
                for each in (statement, *growths):
                    yield Finding("growth_outside_parts", Verdict.INCONSISTENT, each, told)
                return


def _parts(subject: Subject, catalogue: Catalogue) -> Iterator[tuple[Subject, ...]]:
    """What the subject is the sum of: its flows, or the parts of its indicator if they are all."""
    flows = FLOWS.get(subject.trade_flow, ())
    if subject.trade_flow == "T":
        yield tuple(subject.with_("trade_flow", flow) for flow, _ in flows)
    parts = catalogue.parts(subject.indicator)
    if len(parts) > 1:
        yield tuple(subject.with_("indicator", part) for part in parts)


def _like(statement: Statement, part: Subject, catalogue: Catalogue) -> list[Statement]:
    """The same kind of growth of a part, on the same base, from the same release."""
    base = statement.comparison_period
    return [
        other
        for other in catalogue.statements(part, statement.period)
        if other.source == statement.source
        and other.quantity is not None
        and other.series.is_growth
        and other.series.transformation is statement.series.transformation
        and base is not None
        and other.comparison_period is not None
        and other.comparison_period.span == base.span
    ]


def implausible_change(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A total that is many times the period before, or a small part of it.

    Of one partner or product that may be; of the whole it is a slip.
    """
    series, quantity = statement.series, statement.quantity
    here = series.subject
    whole = here.counterpart_area in (WORLD, NOT_APPLICABLE) and here.product in (
        ALL,
        NOT_APPLICABLE,
    )
    if not series.is_growth or quantity is None or not whole:
        return
    if series.transformation is not Transformation.GROWTH or not catalogue.adds_up(here.indicator):
        return
    times = bounds(ONE + Input(statement))
    if times.low > FAR or times.high * FAR < 1:
        told = {"figure": statement}
        yield Finding("implausible_change", Verdict.IMPLAUSIBLE, statement, told)


def below_zero(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A level, a share, a ratio or a conversion below zero, of what else is always above it."""
    series, quantity = statement.series, statement.quantity
    here = series.subject
    plain = series.transformation is Transformation.NONE and series.measure in SIGNED_AS_LEVELS
    if not plain or quantity is None or quantity.high >= 0:
        return
    if here.trade_flow == BALANCE or not catalogue.adds_up(here.indicator):
        return
    if catalogue.indicator(here.indicator).deficit is not None:
        return
    others = (
        other.quantity
        for subject in (here, *catalogue.counterparts(here, "counterpart_area"))
        for period in catalogue.periods(subject, limit=NEWEST_COMPARED)
        for other in catalogue.statements(subject, period)
        if other.id != statement.id and other.series.is_level and other.quantity is not None
    )
    first = next(others, None)  # one by one, as the first that is below zero settles it
    if first and first.low >= 0 and all(other.low >= 0 for other in others):
        yield Finding("below_zero", Verdict.IMPLAUSIBLE, statement, {"figure": statement})


SIGNED_AS_LEVELS = (Measure.LEVEL, Measure.SHARE, Measure.RATIO, Measure.CONVERSION)

NEWEST_COMPARED = 12

CHECKS = (growth_outside_parts, implausible_change, below_zero)
