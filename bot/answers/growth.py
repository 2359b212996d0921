"""How much it grew: the change as the publisher printed it, else worked out."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.comparing import between, change, earlier_period, stated_comparisons
from bot.answers.levels import kind_for, missing_level, refusal, versus_period
from bot.answers.making import from_statement, level
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.language.lexicon import Cue

__all__ = ["find_growth"]


def find_growth(request: Request) -> Found | Miss:
    """The change over the span asked for: a year unless a month, a base or nothing else is."""
    kinds = _kinds(request.cues)
    if request.base is not None and request.question.rate is not None:
        return _two_rates(request, request.base, kinds)
    if request.base is not None:
        kind = kind_for(request.period, request.base)
        if kind not in kinds:
            return _on_base(request, request.base)
        kinds = (kind,)
    if request.settled.listed:
        return _of_each(request, kinds)
    for period in request.settled.candidates or request.settled.periods[-1:]:
        comparison = _change(request, period, kinds)
        if comparison is not None:
            return _found(request, comparison)
    return _missing(request)


def _two_rates(request: Request, base: Period, kinds: tuple[str, ...]) -> Found | Miss:
    """A change that has a name ("inflation") in two periods: rates differ in points."""
    for kind in kinds:
        here, there = (_change(request, period, (kind,)) for period in (request.period, base))
        if here is None or there is None:
            continue
        gap = between("difference", here.figure, there.figure)
        apart = (gap,) if isinstance(gap, Comparison) else ()
        return Found((here.figure, there.figure), apart, period=here.figure.period)
    return _missing(request)


def _of_each(request: Request, kinds: tuple[str, ...]) -> Found | Miss:
    """The change of each period listed, the newest first, all of one kind."""
    for kind in kinds:
        changes = [_change(request, p, (kind,)) for p in reversed(request.settled.periods)]
        held = tuple(c for c in changes if c is not None)
        if held:
            missing = {"held": str(len(held)), "asked": str(len(changes))}
            notes = (Note("some_held", missing),) if len(held) < len(changes) else ()
            figures = tuple(c.figure for c in held)
            return Found(figures, held, notes=notes, period=figures[0].period)
    return _missing(request)


def _in_units(request: Request, period: Period, kinds: tuple[str, ...]) -> Comparison | None:
    """ "How many dollars did it rise": the change in its own unit."""
    figure = level(request.subject, period, request.catalogue)
    if figure is None or figure.unit != request.unit:
        return None
    for kind in kinds:
        base = earlier_period(period, kind, request.subject, request.catalogue)
        there = level(request.subject, base, request.catalogue) if base is not None else None
        made = between("difference", figure, there) if there is not None else None
        if isinstance(made, Comparison):
            return made
    return None


def _change(request: Request, period: Period, kinds: tuple[str, ...]) -> Comparison | None:
    """A change as stated, of any of the kinds, before one worked out."""
    if request.unit is not None:
        return _in_units(request, period, kinds)
    for find in (_stated, _computed):
        for kind in kinds:
            if (comparison := find(request, period, kind)) is not None:
                return comparison
    return None


def _kinds(cues: frozenset[Cue]) -> tuple[str, ...]:
    if Cue.YEAR_EARLIER in cues:
        return ("year_earlier",)
    if cues & ON_THE_PERIOD:
        return ("previous_period",)
    return ("year_earlier", "previous_period")


ON_THE_PERIOD = frozenset({Cue.PREVIOUS, Cue.MONTHLY, Cue.QUARTERLY, Cue.WEEKLY, Cue.DAILY})
"""Cues of a change on the period before: "on the month", "quarterly growth"."""


def _stated(request: Request, period: Period, kind: str) -> Comparison | None:
    transformation = {
        "year_earlier": Transformation.GROWTH_YEAR,
        "previous_period": Transformation.GROWTH,
    }[kind]
    held = [
        s
        for s in request.catalogue.statements(request.subject, period)
        if s.series.measure is Measure.LEVEL and s.series.transformation is transformation
    ]
    if not held:
        return None
    figure = from_statement(held[0])
    base = held[0].comparison_period
    there = level(request.subject, base, request.catalogue) if base else None
    return Comparison(kind, figure, there)


def _computed(request: Request, period: Period, kind: str) -> Comparison | None:
    figure = level(request.subject, period, request.catalogue)
    base = earlier_period(period, kind, request.subject, request.catalogue)
    if figure is None or base is None or (kind == "previous_period" and period.ytd):
        return None
    made = change(kind, figure, base, request.catalogue)
    return _as_growth(made, kind) if isinstance(made, Comparison) else None


def _as_growth(comparison: Comparison, kind: str) -> Comparison:
    transformation = Transformation.GROWTH_YEAR if kind == "year_earlier" else Transformation.GROWTH
    figure = replace(comparison.figure, measure=Measure.LEVEL, transformation=transformation)
    return replace(comparison, figure=figure)


def _found(request: Request, comparison: Comparison) -> Found:
    period = comparison.figure.period
    beside = level(request.subject, period, request.catalogue)
    around = beside or comparison.figure
    others = [c for c in stated_comparisons(around, request.catalogue) if c.kind != comparison.kind]
    related = (beside,) if beside else ()
    return Found(
        figures=(comparison.figure,),
        comparisons=(comparison, *others),
        related=(*related, *_to_date(request, period)),
        period=period,
    )


def _to_date(request: Request, period: Period) -> tuple[Figure, ...]:
    to_date = None if period.ytd else period.to_date
    if to_date is None:
        return ()
    cumulative = _stated(request, to_date, "year_earlier")
    return (cumulative.figure,) if cumulative and cumulative.figure.period.ytd else ()


def _on_base(request: Request, base: Period) -> Found | Miss:
    found = versus_period(request, base)
    if isinstance(found, Miss) or not found.comparisons:
        return found
    headline = found.comparisons[0]
    if headline.figure.statement is None and headline.kind in ("year_earlier", "previous_period"):
        headline = _as_growth(headline, headline.kind)
    return replace(
        found,
        figures=(headline.figure,),
        comparisons=(headline, *found.comparisons[1:]),
        related=found.figures,
    )


def _missing(request: Request) -> Miss:
    figure = level(request.subject, request.period, request.catalogue)
    if figure is None:
        return missing_level(request)
    refused = change(
        "year_earlier", figure, request.period.years(-1) or request.period, request.catalogue
    )
    if isinstance(refused, Refused):
        base = level(request.subject, request.period.years(-1) or request.period, request.catalogue)
        note = refusal(refused, figure, base or figure)
        return Miss(Status.REFUSED, (note,), related=(figure,), closeness=4)
    on_the_period = _kinds(request.cues) == ("previous_period",)
    span = "on the period before" if on_the_period else "on a year earlier"
    note = Note(
        "no_growth", {"subject": request.subject, "period": request.period, "against": span}
    )
    options = (offer(request.subject, request.period, request.catalogue),)
    return Miss(Status.NOT_HELD, (note,), options, (figure,), closeness=3)
