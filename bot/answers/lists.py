"""Several figures at once: a trend, what is on file, an average."""

from __future__ import annotations

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.comparing import formula_of
from bot.answers.levels import missing_level, several_levels
from bot.answers.making import computed, level
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import Kind, Measure
from bot.figures.period import Period
from bot.reckon.expression import Expression

__all__ = ["find_average", "find_trend", "trend_periods"]

LONGEST_TREND = 20
"""Points of a trend: what a native chart can hold."""


def trend_periods(request: Request) -> list[Period]:
    """Periods of the trend, the newest first: those named, else the last that are held."""
    if request.settled.listed:
        return list(reversed(request.settled.periods))
    catalogue, subject = request.catalogue, request.subject
    named = request.settled.periods[-1]
    for grain in "MQ":
        if named.grain == "A":
            within = catalogue.periods(
                subject, ytd=False, grain=grain, year=named.year, limit=LONGEST_TREND
            )
            if within:
                return list(within)
    for ytd in (False, True):
        found = catalogue.periods(subject, ytd=ytd, limit=LONGEST_TREND)
        same = [p for p in found if p.grain == named.grain]
        if len(same) > 1:
            return same
    return [named]


def find_trend(request: Request) -> Found | Miss:
    """The levels of the periods, the newest first."""
    figures = [
        figure
        for period in trend_periods(request)
        if (figure := level(request.subject, period, request.catalogue))
    ]
    if not figures:
        return missing_level(request)
    one_unit = [f for f in figures if f.unit == figures[0].unit]
    return Found(figures=tuple(one_unit), period=one_unit[0].period)


def find_average(request: Request) -> Found | Miss:
    """The mean of the periods listed; a rate has none, and neither has a single period."""
    catalogue = request.catalogue
    if catalogue.indicator(request.subject.indicator).kind is Kind.RATE:
        note = Note("refused_mean", {"what": request.subject})
        return Miss(Status.REFUSED, (note,), closeness=2)
    if not request.settled.listed and (by_month := _a_month(request)) is not None:
        return by_month
    periods = trend_periods(request)
    listed = request.settled.listed or request.settled.periods[-1].grain == "A"
    figures = [f for p in periods if (f := level(request.subject, p, catalogue))]
    if not listed or len(figures) < 2:
        note = Note("no_average", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), related=tuple(figures[:1]), closeness=2)
    if len(figures) < len(periods) or len({(f.unit, f.period.grain) for f in figures}) > 1:
        return several_levels(request)
    mean = _mean(figures, request)
    return Found(
        figures=(mean,),
        comparisons=(Comparison("mean", mean),),
        related=tuple(figures),
        period=figures[0].period,
    )


def _a_month(request: Request) -> Found | None:
    """A flow over several months, by the month: January-November divided by eleven."""
    catalogue, period = request.catalogue, request.period
    months = period.end.month - period.start.month + 1
    whole_months = period.start.day == 1 and period.grain in "MQSA"
    flow = catalogue.indicator(request.subject.indicator).kind is Kind.FLOW
    if months < 2 or not whole_months or not flow:
        return None
    total = level(request.subject, period, catalogue)
    formula = formula_of(total) if total else None
    if total is None or formula is None:
        return None
    mean = computed(formula / months, subject=request.subject, period=period, unit=total.unit)
    return Found((mean,), (Comparison("mean", mean),), (total,), period=period)


def _mean(figures: list[Figure], request: Request) -> Figure:
    formulas = [f for figure in figures if (f := formula_of(figure)) is not None]
    total: Expression = formulas[0]
    for formula in formulas[1:]:
        total = total + formula
    newest, oldest = figures[0].period, figures[-1].period
    span = Period.of(f"{oldest.start.isoformat()}/P{(newest.end - oldest.start).days + 1}D")
    return computed(
        total / len(formulas),
        subject=request.subject,
        period=span,
        unit=figures[0].unit,
        measure=Measure.LEVEL,
    )
