"""Cautions that go with figures: what their status warns of, and what checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.answers.answer import Caution, Comparison, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.checks import REVISED_BASE, values
from bot.answers.making import computed
from bot.answers.request import Found
from bot.figures.codes import FORECAST, UNKNOWN_COVERAGE
from bot.figures.statement import Statement
from bot.reckon.publishers import mixed
from bot.reckon.revisions import restated, revised_parts

__all__ = ["cautions_of"]

OF_STATUS = {
    "P": "provisional",
    "E": "estimated",
    "B": "break_in_series",
    "U": "low_reliability",
    FORECAST: "forecast",
}
"""OBS_STATUS codes that a reporter must hear of, with the caution's rule."""


def cautions_of(
    figures: Iterable[Figure], found: Found, catalogue: Catalogue
) -> tuple[Caution, ...]:
    """Cautions on the statements the figures stand on, each said once."""
    figures = tuple(figures)
    statements: dict[int, Statement] = {}
    claims = [c.figure for c in found.comparisons if c.kind == "record"]
    bases = [c.against for c in found.comparisons if c.against and c.against.statement]
    for figure in (*figures, *found.related, *claims, *bases):
        for statement in figure.sources:
            statements.setdefault(statement.id, statement)
    cautions: list[Caution] = []
    several = len({figure.period.span for figure in figures}) > 1
    for statement in statements.values():
        rule = OF_STATUS.get(statement.status)
        if rule:
            told = {"period": statement.period, "among": statement.period if several else None}
            cautions.append(Caution(rule, Note(rule, told)))
        cautions += _revised_parts(statement, catalogue)
        for rule, detail in catalogue.cautions(statement):
            cautions.append(Caution(rule, Note(rule, values(rule, statement, detail, catalogue))))
    for comparison in found.comparisons:
        if comparison.outdated is not None:
            cautions.append(_outdated(comparison, comparison.outdated, several=several))
    for figure in (*figures, *(c.figure for c in found.comparisons), *found.related):
        cautions += _mixed(figure, catalogue)
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


def _revised_parts(statement: Statement, catalogue: Catalogue) -> Iterator[Caution]:
    """A sum printed before a month of it was revised, with what the revision makes of it."""
    revisions = revised_parts(statement, catalogue)
    formula = restated(statement, catalogue) if revisions else None
    if formula is None:
        return
    series = statement.series
    anew = computed(formula, subject=series.subject, period=statement.period, unit=series.unit)
    then, now = revisions[0] if len(revisions) == 1 else (None, None)
    told = {
        "period": statement.period,
        "parts": tuple(part.period for _, part in revisions),
        "then": then,
        "now": now,
        "computed": anew,
    }
    yield Caution("revised_part", Note("revised_part", told))


def _outdated(comparison: Comparison, said: Statement, *, several: bool) -> Caution:
    """A stated change or share that no longer describes the levels shown."""
    anew = comparison if comparison.figure.statement is not said else None
    among = said.period if several else None
    told = {"statement": said, "anew": anew, "among": among}
    return Caution(REVISED_BASE, Note("outdated", told))


def _mixed(figure: Figure, catalogue: Catalogue) -> Iterator[Caution]:
    """What was worked out from figures of publishers that differ where both have one."""
    publishers = mixed(figure.sources, catalogue) if figure.working is not None else ()
    if publishers:
        yield Caution("mixed_publishers", Note("mixed_publishers", {"publishers": publishers}))


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
