"""Cautions that go with figures: what their status warns of, and what checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Caution, Comparison, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.findings import OTHER_PUBLISHER, REVISED_BASE, rule_of, values_of
from bot.answers.making import from_derivation
from bot.answers.request import Found
from bot.figures.codes import (
    BREAK,
    FORECAST,
    UNKNOWN_COVERAGE,
    Measure,
    Qualifier,
    Transformation,
)
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.derive import Level, otherwise
from bot.reckon.expression import inputs
from bot.reckon.publishers import mixed

__all__ = ["OF_STATUS", "cautions_of", "of_answers", "of_comparisons", "of_units", "once"]

OF_STATUS = {
    "P": "provisional",
    "E": "estimated",
    BREAK: "break_in_series",
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
    bases = [c.against for c in found.comparisons if c.against]
    for figure in (*figures, *found.related, *claims, *bases):
        for statement in figure.sources:
            statements.setdefault(statement.id, statement)
    shown = {s.id for figure in (*figures, *found.related, *claims) for s in figure.sources}
    ends = [figure.period.end for figure in figures]
    cautions: list[Caution] = []
    several = len({figure.period.span for figure in figures}) > 1
    whose = _Whose(figures, statements.values())
    for statement in statements.values():
        rule = OF_STATUS.get(statement.status)
        first = statement.id not in shown and ends and statement.period.end <= min(ends)
        if rule and not (statement.status == BREAK and first):  # what comes after is like it
            told = {
                "period": statement.period,
                "among": statement.period if several else None,
                "of": whose.with_its_status(statement),
            }
            cautions.append(Caution(rule, Note(rule, told), (statement,)))
        for key, detail in catalogue.cautions(statement):
            if key == OTHER_PUBLISHER and not any(f.statement is statement for f in figures):
                continue  # of what a figure was worked out from, one publisher's is as good
            values = {"of": whose.alone(statement), **values_of(detail, catalogue)}
            cautions.append(Caution(rule_of(key), Note(key, values), (statement,)))
    for comparison in found.comparisons:
        if comparison.outdated is not None:
            cautions.append(_outdated(comparison, comparison.outdated, several=several))
    cautions += _crossed(found.comparisons, catalogue)
    for figure in (*figures, *(c.figure for c in found.comparisons), *found.related):
        cautions += _mixed(figure, catalogue)
    for figure in (*figures, *(c.figure for c in found.comparisons), *found.related, *bases):
        cautions += _limits_taken(figure)
    for figure in figures:
        cautions += _otherwise(figure, whose.alone(figure), catalogue)
        if figure.subject.coverage == UNKNOWN_COVERAGE:
            note = Note("coverage_unknown", {"subject": figure.subject})
            cautions.append(Caution("coverage_unknown", note))
    cautions += of_units(figures)
    raw = tuple(c.figure for c in found.comparisons if _raw_monthly_change(c.kind, c.figure))
    if raw:
        note = Note("not_seasonally_adjusted")
        cautions.append(Caution("not_seasonally_adjusted", note, raw))
    return once(cautions)


class _Whose:
    """Whose figure a caution is of, to be said where the reply stands on figures of several."""

    def __init__(self, figures: Iterable[Figure], statements: Iterable[Statement]) -> None:
        self._figures, self._statements = tuple(figures), tuple(statements)
        subjects = {f.subject for f in self._figures}
        subjects |= {s.series.subject for s in self._statements}
        self._several = len(subjects) > 1
        self._shown = {f.subject for f in self._figures}

    def alone(self, one: Statement | Figure) -> tuple[Subject, ...] | None:
        """Its subject; None where there is one only, or it is the one that is shown."""
        subject = one.subject if isinstance(one, Figure) else one.series.subject
        return self._told((subject,))

    def with_its_status(self, statement: Statement) -> tuple[Subject, ...] | None:
        """All whose figure for the period has this status; None where that needs no saying."""
        period = statement.period
        of_period = [s for s in self._statements if s.period == period]
        alike = [s for s in of_period if s.status == statement.status]
        shown = (f for f in self._figures if f.period == period)
        every = alike == of_period and all(any(s in alike for s in f.sources) for f in shown)
        return None if every else self._told(tuple(dict.fromkeys(s.series.subject for s in alike)))

    def _told(self, subjects: tuple[Subject, ...]) -> tuple[Subject, ...] | None:
        return subjects if self._several and self._shown != set(subjects) else None


def of_answers(answers: Sequence[Answer]) -> tuple[Caution, ...]:
    """The cautions of answers side by side, each once: whose it is, where it is not everyone's."""
    told: list[Caution] = []
    several = len({f.subject for answer in answers for f in answer.figures}) > 1
    for caution in (caution for answer in answers for caution in answer.cautions):
        its = [answer for answer in answers if caution in answer.cautions]
        values = caution.note.values
        if several and values.get("of") is None and len(its) < len(answers):
            subjects = tuple(dict.fromkeys(f.subject for a in its for f in a.figures))
            caution = replace(
                caution, note=replace(caution.note, values={**values, "of": subjects})
            )
        told.append(caution)
    return once(told)


def of_comparisons(comparisons: Iterable[Comparison], catalogue: Catalogue) -> tuple[Caution, ...]:
    """What to say of what was worked out from figures that stand side by side."""
    made = [c.figure for c in comparisons]
    found = [*(_mixed(f, catalogue) for f in made), *(_limits_taken(f) for f in made)]
    return once(caution for cautions in found for caution in cautions)


def of_units(figures: Iterable[Figure]) -> tuple[Caution, ...]:
    """A warning where levels of one measure are listed in different units."""
    units: dict[str, set[str]] = {}
    for figure in figures:
        level = figure.measure in (Measure.LEVEL, Measure.CONVERSION)
        if level and figure.transformation is Transformation.NONE:
            units.setdefault(figure.subject.indicator, set()).add(figure.unit)
    apart = any(len(of_one) > 1 for of_one in units.values())
    return (Caution("different_units", Note("different_units")),) if apart else ()


def _crossed(comparisons: Iterable[Comparison], catalogue: Catalogue) -> Iterator[Caution]:
    """Breaks in a series between the two ends of what was worked out from them."""
    for comparison in comparisons:
        figure, against = comparison.figure, comparison.against
        if figure.statement is not None or against is None or against.subject != figure.subject:
            continue
        first, last = sorted((against.period, figure.period), key=lambda p: p.end)
        if first.grain != last.grain or first.shift(1) == last:
            continue
        for period in catalogue.breaks(figure.subject, first, last):
            told = {"period": period, "among": None}
            yield Caution(OF_STATUS[BREAK], Note(OF_STATUS[BREAK], told), (figure,))


def _outdated(comparison: Comparison, said: Statement, *, several: bool) -> Caution:
    """A stated change or share that no longer describes the levels shown."""
    anew = comparison if comparison.figure.statement is not said else None
    among = said.period if several else None
    told = {"statement": said, "anew": anew, "among": among}
    return Caution(REVISED_BASE, Note("outdated", told), (comparison.figure,))


def _otherwise(
    figure: Figure, of: tuple[Subject, ...] | None, catalogue: Catalogue
) -> Iterator[Caution]:
    """What another way of working a level out makes of it, where the two cannot both be true."""
    worked_out = figure.working is not None and not figure.each and not figure.of
    is_level = (figure.measure, figure.transformation) == (Measure.LEVEL, Transformation.NONE)
    if not worked_out or not is_level or figure.low is None or figure.high is None:
        return
    level = Level(figure.subject, figure.period, figure.unit)
    other = otherwise(level, Interval(figure.low, figure.high), catalogue)
    if other is not None:
        told = {"period": figure.period, "of": of, "other": from_derivation(other)}
        yield Caution("inconsistent", Note("worked_otherwise", told), (figure,))


def _mixed(figure: Figure, catalogue: Catalogue) -> Iterator[Caution]:
    """What was worked out from figures of publishers that differ where both have one."""
    publishers = mixed(figure.sources, catalogue) if figure.working is not None else ()
    if publishers:
        note = Note("mixed_publishers", {"publishers": publishers})
        yield Caution("mixed_publishers", note, (figure,))


def _limits_taken(figure: Figure) -> Iterator[Caution]:
    """What was worked out from a limit: "more than 20.88 billion" names no upper end."""
    if figure.working is not None:
        for statement in inputs(figure.working):
            if statement.qualifier in LIMITS:
                note = Note("limit_taken", {"statement": statement})
                yield Caution("limit_taken", note, (figure,))


LIMITS = frozenset({Qualifier.OVER, Qualifier.NEARLY})
"""Qualifiers that give one end: the other is taken to be the next printable number."""


def _raw_monthly_change(kind: str, figure: Figure) -> bool:
    return (
        kind == "previous_period"
        and figure.period.grain in "MQ"
        and figure.subject.seasonal_adjust == "N"
    )


def once(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """Each caution once, about all that it was found on."""
    kept: list[Caution] = []
    for caution in cautions:
        if caution not in kept:
            kept.append(caution)
            continue
        place = kept.index(caution)
        about = tuple(dict.fromkeys((*kept[place].about, *caution.about)))
        # Of the whole answer once is of the whole answer.
        whole = not kept[place].about or not caution.about
        kept[place] = replace(caution, about=() if whole else about)
    return tuple(kept)
