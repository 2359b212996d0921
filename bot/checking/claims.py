"""Claims: records and ranks set beside the levels on file, and counts that are no whole number."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.catalogue import Catalogue
from bot.answers.findings import Finding
from bot.answers.making import level
from bot.answers.records import average_beyond, record_test
from bot.figures.codes import ALL, COUNT, NOT_APPLICABLE, UNSTATED, WORLD, Measure, Qualifier
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.record import Verdict as Record

__all__ = ["CHECKS", "record_contradicted"]


def record_contradicted(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A claim of a record with an earlier period on file that was surely higher."""
    if statement.series.measure is not Measure.RECORD:
        return
    figure = level(statement.series.subject, statement.period, catalogue)
    if figure is None:
        return
    outcome, strongest, _ = record_test(figure, catalogue)
    if outcome is not Record.CONTRADICTED or strongest is None:
        beyond = average_beyond(figure, catalogue)
        if beyond is not None:
            told = {"period": statement.period, "own": figure, "against": beyond}
            yield Finding("record_outdone", Verdict.INCONSISTENT, statement, told)
        return
    told = {
        "period": statement.period,
        "own": figure,
        "against_period": strongest.period,
        "against": strongest,
    }
    yield Finding("record_contradicted", Verdict.INCONSISTENT, statement, told)


def rank_contradicted(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A rank that levels on file rule out.

    Too high: more partners than the rank allows are surely larger. Too low: as many of its
    size, with itself, would be more than the whole.
    """
    if statement.series.measure is not Measure.RANK or statement.quantity is None:
        return
    rank = statement.quantity.value
    dimension = _ranked(statement.series.subject)
    if dimension is None or rank.denominator != 1 or rank < 1:
        return
    for own in _levels(statement.series.subject, statement, catalogue):
        if own.quantity is None:
            continue
        code = WORLD if dimension == "counterpart_area" else ALL
        whole = statement.series.subject.with_(dimension, code)
        for total in _levels(whole, own, catalogue):
            if total.quantity is not None and own.quantity.low * rank > total.quantity.high:
                yield _contradicted(statement, own, total)
                return
        larger = [
            other
            for peer in catalogue.counterparts(statement.series.subject, dimension)
            if not _is_whole(peer, dimension, catalogue)
            for other in _levels(peer, own, catalogue)[:1]
            if other.quantity is not None and other.quantity.low > own.quantity.high
        ]
        if len(larger) >= rank:
            yield _contradicted(statement, own, larger[0])
            return


def _contradicted(rank: Statement, own: Statement, other: Statement) -> Finding:
    told = {"rank": rank, "own": own, "other": other}
    return Finding("rank_contradicted", Verdict.INCONSISTENT, rank, told)


def _ranked(subject: Subject) -> str | None:
    """The dimension within which it is ranked, as a whole that it is part of has another code."""
    for dimension in ("product", "counterpart_area"):
        if getattr(subject, dimension) not in (ALL, WORLD, NOT_APPLICABLE, UNSTATED):
            return dimension
    return None


def _levels(subject: Subject, like: Statement, catalogue: Catalogue) -> list[Statement]:
    """Levels of the same days, and where it is a level, of its unit."""
    return [
        other
        for other in catalogue.statements(subject, like.period)
        if other.series.is_level
        and other.quantity is not None
        and (not like.series.is_level or other.series.unit == like.series.unit)
    ]


def _is_whole(peer: Subject, dimension: str, catalogue: Catalogue) -> bool:
    """Whether it is no peer but holds several: the world, a group, all products."""
    code = getattr(peer, dimension)
    group = dimension == "counterpart_area" and catalogue.is_group(code)
    return group or code in (ALL, WORLD, NOT_APPLICABLE, UNSTATED)


def not_whole(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:  # noqa: ARG001 - a check's shape
    """A rank, or a count printed to the unit, that is no whole number, or a rank below one."""
    series, quantity = statement.series, statement.quantity
    if quantity is None or statement.qualifier is not Qualifier.EXACT:
        return
    counted = series.measure is Measure.RANK or (
        series.is_level and series.unit == COUNT and statement.unit_mult == 0
    )
    least = 1 if series.measure is Measure.RANK else quantity.value
    if counted and (quantity.value.denominator != 1 or quantity.value < least):
        yield Finding("not_whole", Verdict.INCONSISTENT, statement, {"figure": statement})


CHECKS = (record_contradicted, rank_contradicted, not_whole)
