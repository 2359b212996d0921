"""How much it grew: the change as the publisher printed it, else worked out."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.answer import Comparison, Count, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.balances import how_it_moved
from bot.answers.comparing import as_stated, between, change, earlier_period, stated_comparisons
from bot.answers.forecasts import said_ahead
from bot.answers.levels import (
    in_own_unit,
    kind_for,
    missing_level,
    refusal,
    some_held,
    versus_period,
)
from bot.answers.making import from_statement, level, together
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import LENGTHS, WORD_FOR
from bot.answers.trends import has_what_was_named, trend_periods
from bot.figures.codes import NOT_APPLICABLE, Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.language.lexicon import Cue
from bot.reckon.publishers import best

__all__ = ["change_asked", "find_growth", "find_rate_trend", "kinds_asked"]


def find_growth(request: Request) -> Found | Miss:
    """The change over the span asked for: a year unless a month, a base or nothing else is."""
    kinds = kinds_asked(request)
    if request.base is not None and (request.question.rate or _growth_of_both(request)):
        return _two_rates(request, request.base, kinds)
    if request.base is not None:
        kind = kind_for(request.period, request.base)
        if kind not in kinds:
            return _on_base(request, request.base)
        kinds = (kind,)
    if request.settled.listed:
        return _of_each(request, kinds)
    for period in request.settled.candidates or request.settled.periods[-1:]:
        comparison = change_asked(request, period, kinds)
        if comparison is not None:
            return _found(request, comparison)
    return _missing(request, kinds)


def _growth_of_both(request: Request) -> bool:
    """ "Growth 2020 vs 2021": of what came before what it is compared with, its own growth."""
    later = request.base is not None and request.base.end > request.period.end
    return later and _GROWTH.search(request.question.text) is not None


_GROWTH = re.compile(r"\bgrowth\b", re.IGNORECASE)


def find_rate_trend(request: Request) -> Found | Miss:
    """A change that has a name, of one period after another: "inflation by month 2021"."""
    periods = trend_periods(request, levels=False)
    settled = replace(request.settled, periods=tuple(reversed(periods)), listed=True)
    question = request.question
    if question.rate is not None:
        # "By month" says of which periods, and not on which.
        cues = question.cues - ON_THE_PERIOD | {question.rate}
        request = replace(request, question=replace(question, cues=cues))
    kinds = kinds_asked(request)
    of_each = _of_each(replace(request, settled=settled, base=None), kinds)
    if isinstance(of_each, Miss) or not has_what_was_named(request, periods, of_each.figures):
        return _missing(request, kinds)
    shown = {figure.period.span for figure in of_each.figures}
    asked = next((grain for cue, grain in LENGTHS if cue in question.cues), None)
    notes = some_held(of_each.figures, settled.periods)
    if asked and not any(figure.period.grain == asked for figure in of_each.figures):
        notes = (Note("none_by", {"each": WORD_FOR[asked]}), *notes)
    return replace(
        of_each,
        notes=notes,
        # What is said of the choice of a year is not said of its months.
        searched=not shown & {p.span for p in request.settled.periods},
    )


def _two_rates(request: Request, base: Period, kinds: tuple[str, ...]) -> Found | Miss:
    """A change that has a name ("inflation") in two periods: rates differ in points."""
    for kind in kinds:
        here, there = (change_asked(request, period, (kind,)) for period in (request.period, base))
        if here is None or there is None:
            continue
        gap = between("difference", here.figure, there.figure)
        apart = (gap,) if isinstance(gap, Comparison) else ()
        return Found((here.figure, there.figure), apart, period=here.figure.period)
    return _missing(request, kinds)


def _of_each(request: Request, kinds: tuple[str, ...]) -> Found | Miss:
    """The change of each period listed, the newest first, all of one kind."""
    for kind in kinds:
        changes = [change_asked(request, p, (kind,)) for p in reversed(request.settled.periods)]
        held = tuple(c for c in changes if c is not None)
        if held:
            figures = tuple(c.figure for c in held)
            missing = {
                "held": Count.each(figures),
                "asked": Count.each(request.settled.periods),
            }
            notes = (Note("some_held", missing),) if len(held) < len(changes) else ()
            return Found(figures, held, notes=notes, period=figures[0].period)
    return _missing(request, kinds)


def _in_units(request: Request, period: Period, kinds: tuple[str, ...]) -> Comparison | None:
    """ "How many dollars did it rise": the change in its own unit."""
    figure = level(request.subject, period, request.catalogue)
    if figure is None or figure.unit != request.unit:
        return None
    for kind in kinds:
        base = earlier_period(period, kind, request.subject, request.catalogue)
        pair = together(figure, request.subject, base, request.catalogue) if base else None
        made = between("difference", *pair) if pair else None
        if isinstance(made, Comparison):
            return made
    return None


def change_asked(request: Request, period: Period, kinds: tuple[str, ...]) -> Comparison | None:
    """A change as stated, of any of the kinds, before one worked out."""
    if request.unit is not None:
        return _in_units(request, period, kinds)
    for find in (_stated, _computed, _ahead):
        for kind in kinds:
            if (comparison := find(request, period, kind)) is not None:
                return comparison
    return None


def kinds_asked(request: Request) -> tuple[str, ...]:
    """The changes that may be meant, the likeliest first.

    "Annual growth" of a quarter is that over a year. Whether what is seasonally adjusted rose
    or fell is told by its change on the period before, as its publisher does.
    """
    cues = request.cues
    if Cue.YEAR_EARLIER in cues or (Cue.YEARLY in cues and request.period.grain != "A"):
        return ("year_earlier",)
    if cues & ON_THE_PERIOD:
        return ("previous_period",)
    adjusted = request.subject.seasonal_adjust not in (RAW, NOT_APPLICABLE)
    if Cue.MOVED in cues and adjusted and not request.period.ytd:
        return ("previous_period", "year_earlier")
    return ("year_earlier", "previous_period")


RAW = "N"
"""SEASONAL_ADJUST: not adjusted."""


ON_THE_PERIOD = frozenset({Cue.PREVIOUS, Cue.MONTHLY, Cue.QUARTERLY, Cue.WEEKLY, Cue.DAILY})
"""Cues of a change on the period before: "on the month", "quarterly growth"."""


TRANSFORMATIONS = {
    "year_earlier": Transformation.GROWTH_YEAR,
    "previous_period": Transformation.GROWTH,
}
"""How a publisher states a change of each kind."""


def _stated(request: Request, period: Period, kind: str) -> Comparison | None:
    transformation = TRANSFORMATIONS[kind]
    held = [
        s
        for s in request.catalogue.statements(request.subject, period)
        if s.series.measure is Measure.LEVEL and s.series.transformation is transformation
    ]
    if not held:
        return None
    chosen = best(held, request.catalogue)
    beside = level(request.subject, period, request.catalogue, beside=from_statement(chosen))
    return as_stated(kind, chosen, beside, request.catalogue)


def _ahead(request: Request, period: Period, kind: str) -> Comparison | None:
    """The change that a publisher forecasts, on the level before it where that was measured."""
    statement = said_ahead(request, period, Measure.LEVEL, TRANSFORMATIONS[kind])
    if statement is None:
        return None
    base = statement.comparison_period
    there = level(request.subject, base, request.catalogue) if base else None
    return Comparison(kind, from_statement(statement), there)


def _computed(request: Request, period: Period, kind: str) -> Comparison | None:
    figure = level(request.subject, period, request.catalogue)
    base = earlier_period(period, kind, request.subject, request.catalogue)
    if figure is None or base is None or (kind == "previous_period" and period.ytd):
        return None
    pair = together(figure, request.subject, base, request.catalogue)
    made = change(kind, pair[0] if pair else figure, base, request.catalogue)
    return _as_growth(made, kind) if isinstance(made, Comparison) else None


def _as_growth(comparison: Comparison, kind: str) -> Comparison:
    transformation = Transformation.GROWTH_YEAR if kind == "year_earlier" else Transformation.GROWTH
    figure = replace(comparison.figure, measure=Measure.LEVEL, transformation=transformation)
    return replace(comparison, figure=figure)


def _found(request: Request, comparison: Comparison) -> Found:
    period = comparison.figure.period
    beside = level(request.subject, period, request.catalogue, beside=comparison.figure)
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


def _missing(request: Request, kinds: tuple[str, ...]) -> Miss:
    """Why there is no such change: no level, a rule against it, or no base."""
    figure = level(request.subject, request.period, request.catalogue)
    if figure is None:
        return missing_level(request)
    if request.unit is not None and request.unit != figure.unit:
        plain = find_growth(in_own_unit(request))
        shown = plain.figures[:1] if isinstance(plain, Found) else (figure,)
        note = Note("no_unit_for_that")
        return Miss(Status.NOT_HELD, (note,), related=shown, closeness=3)
    for kind in kinds:
        base = request.base or earlier_period(
            request.period, kind, request.subject, request.catalogue
        )
        there = level(request.subject, base, request.catalogue, beside=figure) if base else None
        refused = between(kind, figure, there) if there is not None else None
        if isinstance(refused, Refused) and there is not None:
            note = refusal(refused, figure, there)
            instead = how_it_moved(figure, there, request.catalogue)
            return Miss(Status.REFUSED, (note, *instead), related=(figure, there), closeness=4)
    values: dict[str, object] = {"subject": request.subject, "period": request.period}
    if request.base is not None:
        values |= {"against": "on", "base": request.base}
    else:
        on_the_period = kinds == ("previous_period",)
        values["against"] = "on the period before" if on_the_period else "on a year earlier"
    options = (offer(request.subject, request.period, request.catalogue),)
    return Miss(Status.NOT_HELD, (Note("no_growth", values),), options, (figure,), closeness=3)
