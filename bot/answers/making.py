"""Making figures: from a statement, or from a formula over statements."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.answers.answer import Basis, Figure
from bot.answers.catalogue import Catalogue
from bot.figures.codes import PERCENT, POINTS, Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.derive import Derivation, Level, derive, settle_counts, stated
from bot.reckon.expression import Expression, bounds, inputs, is_mean, value
from bot.reckon.publishers import mixed, publishers_of

__all__ = ["computed", "from_derivation", "from_statement", "level", "together"]


def from_statement(statement: Statement) -> Figure:
    """The figure as a publisher printed it."""
    quantity = statement.quantity
    series = statement.series
    return Figure(
        subject=series.subject,
        measure=series.measure,
        transformation=series.transformation,
        unit=series.unit,
        period=statement.period,
        value=quantity.value if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        basis=Basis.STATED,
        statement=statement,
        share_of=series.share_of,
        sources=(statement,),
        realtime_start=statement.realtime_start,
    )


def computed(
    formula: Expression,
    *,
    subject: Subject,
    period: Period,
    unit: str,
    measure: Measure = Measure.LEVEL,
    transformation: Transformation = Transformation.NONE,
    share_of: str | None = None,
    interval: Interval | None = None,
) -> Figure:
    """A figure worked out by a formula, with its exact bounds. Raises DivisionByZero."""
    scale = Fraction(100) if unit in (PERCENT, POINTS) else Fraction(1)
    if interval is None:
        exact = bounds(formula)
        counted = not is_mean(formula)
        interval = (settle_counts(unit, exact) if counted else None) or exact
    used = inputs(formula)
    return Figure(
        subject=subject,
        measure=measure,
        transformation=transformation,
        unit=unit,
        period=period,
        value=value(formula) * scale,
        low=interval.low * scale,
        high=interval.high * scale,
        basis=Basis.COMPUTED,
        working=formula,
        share_of=share_of,
        sources=used,
        realtime_start=max(s.realtime_start for s in used),
    )


def from_derivation(found: Derivation) -> Figure:
    return computed(
        found.formula,
        subject=found.level.subject,
        period=found.level.period,
        unit=found.level.unit,
        interval=found.interval,
    )


def _units(subject: Subject, catalogue: Catalogue) -> Iterator[str]:
    """Units in which levels of the subject, its parts or its wholes are on file, its own first.

    One by one, as its own are mostly enough; some more than once.
    """
    own = catalogue.series(subject)
    yield from dict.fromkeys(s.unit for s in own if s.is_level)
    parent = catalogue.parent(subject.indicator)
    related = {*catalogue.parts(subject.indicator)}
    if parent is not None:
        related |= {parent, *catalogue.parts(parent)}
    kin = [
        *catalogue.counterparts(subject, "trade_flow"),
        *(subject.with_("indicator", code) for code in sorted(related - {subject.indicator})),
    ]
    wholes = [s.whole for s in own if s.whole is not None]
    made_of = [one for _, whole, parts in remainders_in(subject) for one in (whole, *parts)]
    for other in (*made_of, *kin, *wholes):
        yield from (s.unit for s in catalogue.series(other) if s.is_level)


def level(
    subject: Subject,
    period: Period,
    catalogue: Catalogue,
    unit: str | None = None,
    beside: Figure | None = None,
) -> Figure | None:
    """The level stated for the period, else derived, else None.

    ``beside`` is the figure that it will be put together with: where publishers differ, the
    level of the same one is preferred.
    """
    if beside is not None:
        return _level(subject, period, catalogue, unit, beside)
    key = ("level", subject, period, unit)
    return catalogue.remember(key, lambda: _level(subject, period, catalogue, unit, None))


def _level(
    subject: Subject,
    period: Period,
    catalogue: Catalogue,
    unit: str | None,
    beside: Figure | None,
) -> Figure | None:
    if unit is None:
        held = next(
            (
                s
                for s in catalogue.statements(subject, period)
                if s.series.is_level and s.quantity is not None
            ),
            None,
        )
        unit = held.series.unit if held is not None else None
    used = beside.sources if beside is not None else ()
    if unit is not None:
        found = stated(Level(subject, period, unit), catalogue, publishers_of(used))
        if found:
            return from_statement(found[0])
    tried: set[str] = set()
    for code in [unit] if unit else _units(subject, catalogue):
        if code in tried:
            continue
        tried.add(code)
        derived = derive(Level(subject, period, code), catalogue, beside=used)
        if derived is not None:
            return from_derivation(derived)
    return None


def together(
    here: Figure, subject: Subject, period: Period, catalogue: Catalogue
) -> tuple[Figure, Figure] | None:
    """The figure and another level to set it against, of one publisher where one has both.

    The figure gives way to another publisher's of the same where only that one has the other.
    """
    there = level(subject, period, catalogue, here.unit, beside=here)
    if there is None:
        return None
    if mixed((*here.sources, *there.sources), catalogue):
        again = level(here.subject, here.period, catalogue, here.unit, beside=there)
        if again is not None and not mixed((*again.sources, *there.sources), catalogue):
            return again, there
    return here, there
