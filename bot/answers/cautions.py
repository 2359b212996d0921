"""Cautions that go with figures: what their status warns of, and what checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.answers.answer import Caution, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.checks import values
from bot.answers.request import Found
from bot.figures.codes import UNKNOWN_COVERAGE
from bot.figures.statement import Statement

__all__ = ["cautions_of"]

OF_STATUS = {
    "P": "provisional",
    "E": "estimated",
    "B": "break_in_series",
    "U": "low_reliability",
}
"""OBS_STATUS codes that a reporter must hear of, with the caution's rule."""


def cautions_of(
    figures: Iterable[Figure], found: Found, catalogue: Catalogue
) -> tuple[Caution, ...]:
    """Cautions on the statements the figures stand on, each said once."""
    statements: dict[int, Statement] = {}
    claims = [c.figure for c in found.comparisons if c.kind == "record"]
    bases = [c.against for c in found.comparisons if c.against and c.against.statement]
    for figure in (*figures, *found.related, *claims, *bases):
        for statement in figure.sources:
            statements.setdefault(statement.id, statement)
    cautions: list[Caution] = []
    for statement in statements.values():
        rule = OF_STATUS.get(statement.status)
        if rule:
            cautions.append(Caution(rule, Note(rule, {"period": statement.period})))
        for rule, detail in catalogue.cautions(statement):
            cautions.append(Caution(rule, Note(rule, values(rule, statement, detail, catalogue))))
    for figure in figures:
        cautions += _contradicted(figure, catalogue)
        if figure.subject.coverage == UNKNOWN_COVERAGE:
            note = Note("coverage_unknown", {"subject": figure.subject})
            cautions.append(Caution("coverage_unknown", note))
    if any(_raw_monthly_change(c.kind, c.figure) for c in found.comparisons):
        cautions.append(Caution("not_seasonally_adjusted", Note("not_seasonally_adjusted")))
    return tuple(_once(cautions))


def _contradicted(figure: Figure, catalogue: Catalogue) -> Iterator[Caution]:
    """What other publishers state of the very same level, where the two cannot both be true."""
    here = figure.statement
    if here is None or not here.series.is_level or here.quantity is None:
        return
    for other in catalogue.statements(figure.subject, figure.period):
        there = other.quantity
        same = other.series.is_level and other.series.unit == here.series.unit
        if same and there is not None and not there.interval.meets(here.quantity.interval):
            publisher = catalogue.source(other.source).publisher
            values = {"publisher": publisher, "period": other.period, "other": other}
            yield Caution("inconsistent", Note("inconsistent", values))


def _raw_monthly_change(kind: str, figure: Figure) -> bool:
    return (
        kind == "previous_period"
        and figure.period.grain in "MQ"
        and figure.subject.seasonal_adjust == "N"
    )


def _once(cautions: Iterable[Caution]) -> list[Caution]:
    kept: list[Caution] = []
    for caution in cautions:
        if caution not in kept:
            kept.append(caution)
    return kept
