"""Several figures at once: a trend, what is on file, an average."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answers.answer import Basis, Comparison, Figure, Note, Status
from bot.answers.comparing import formula_of
from bot.answers.levels import missing_level, some_held
from bot.answers.making import computed, level
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import LENGTHS
from bot.figures.codes import Kind, Measure
from bot.figures.period import Period
from bot.language.lexicon import Cue
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
    asked = next((grain for cue, grain in LENGTHS if cue in request.cues), None)
    if asked is not None and asked != named.grain and request.question.terms.periods:
        return _held_inside(request, named, asked) if asked in "WD" else _inside(named, asked)
    for grain in "MQ":
        if named.grain == "A" or named.ytd:
            within = catalogue.periods(
                subject, ytd=False, grain=grain, year=named.year, limit=LONGEST_TREND
            )
            if within:
                return list(within)
    for ytd in (False, True):
        found = catalogue.periods(subject, ytd=ytd, grain=named.grain, limit=LONGEST_TREND)
        if len(found) > 1:
            return list(found)
    return [named]


def _inside(whole: Period, grain: str) -> list[Period]:
    """All periods of the grain within a longer one, held or not, the newest first."""
    year = (Period.numbered(grain, whole.start.year, n) for n in range(1, 13))
    inside = (p for p in year if p and whole.start <= p.start and p.end <= whole.end)
    return list(inside)[::-1]


def _held_inside(request: Request, whole: Period, grain: str) -> list[Period]:
    """Those on file: weeks and days are many, and none is worked out from other periods."""
    held = request.catalogue.periods(
        request.subject, ytd=False, grain=grain, year=whole.year, limit=LONGEST_MEAN
    )
    return [p for p in held if whole.start <= p.start and p.end <= whole.end]


def find_trend(request: Request) -> Found | Miss:
    """The levels of the periods, the newest first."""
    periods = trend_periods(request)
    figures = [f for p in periods if (f := level(request.subject, p, request.catalogue))]
    if not figures:
        return missing_level(request)
    one_unit = [f for f in figures if f.unit == figures[0].unit]
    notes = some_held(one_unit, periods[::-1]) or gaps([f.period for f in one_unit])
    return Found(figures=tuple(one_unit), notes=notes, period=one_unit[0].period)


def gaps(periods: Sequence[Period]) -> tuple[Note, ...]:
    """What is to be said where periods between those listed have no figure."""
    missing: list[Period] = []
    listed = {p.span for p in periods}
    for later, earlier in pairwise(periods):
        between = earlier.shift(1)
        while between is not None and between.end < later.start and len(missing) <= MOST_MISSING:
            missing += [between] if between.span not in listed else []
            between = between.shift(1)
    if not missing:
        return ()
    if len(missing) > MOST_MISSING or periods[0].grain == "D":
        return (Note("gaps"),)
    return (Note("no_figure_for", {"periods": tuple(reversed(missing))}),)


MOST_MISSING = 6
"""Periods without a figure that are named; of more it is said that there are some."""


def find_average(request: Request) -> Found | Miss:
    """The mean over the periods asked for; a rate has none, and neither has a single period.

    Of a price, an index or a rate, the figure that a publisher gives for the
    whole of a longer period is its mean.
    """
    catalogue = request.catalogue
    kind = catalogue.indicator(request.subject.indicator).kind
    if kind not in (Kind.FLOW, Kind.STOCK) and (given := _given(request)) is not None:
        return given
    if kind is Kind.RATE:
        note = Note("refused_mean", {"what": request.subject})
        return Miss(Status.REFUSED, (note,), closeness=2)
    if kind is Kind.FLOW and not request.settled.listed:
        part = _part_of_flow(request)
        if part is not None:
            return part
    periods = _within(request)
    if any(note.key == "some_held" for note in request.settled.notes):
        return _no_mean(request)
    figures = [f for p in periods if (f := level(request.subject, p, catalogue))]
    if len(figures) < 2:
        note = Note("no_average", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), related=tuple(figures[:1]), closeness=2)
    if len(figures) < len(periods) or len({(f.unit, f.period.grain) for f in figures}) > 1:
        return _no_mean(request, tuple(figures))
    mean = _mean(figures, request)
    return Found(
        figures=(mean,),
        comparisons=(Comparison("mean", mean),),
        related=tuple(figures),
        period=figures[0].period,
    )


def _no_mean(request: Request, figures: tuple[Figure, ...] = ()) -> Miss:
    """Of periods with one missing, or in several units, there is no mean."""
    note = Note("no_mean", {"subject": request.subject})
    return Miss(Status.NOT_HELD, (note,), related=figures[:LONGEST_TREND], closeness=3)


def _given(request: Request) -> Found | None:
    """The publisher's own figure for a quarter, half or year, where it prints one."""
    period = request.period
    if request.settled.listed or period.ytd or period.grain not in "QSA":
        return None
    figure = level(request.subject, period, request.catalogue)
    if figure is None or figure.basis is not Basis.STATED:
        return None
    return Found((figure,), period=period)


def _within(request: Request) -> list[Period]:
    """The periods whose mean it is, the newest first: those listed, else all that make up one."""
    if request.settled.listed:
        return list(reversed(request.settled.periods))
    whole = request.period
    for grain in "MQWD":
        held = request.catalogue.periods(
            request.subject, ytd=False, grain=grain, since=whole, limit=LONGEST_MEAN
        )
        newest = next((p for p in held if p.end == whole.end), None)
        if newest is None or newest.span == whole.span:
            continue
        steps: list[Period] = []
        here: Period | None = newest
        while here is not None and here.start >= whole.start:
            steps.append(here)
            here = here.shift(-1)
        if steps[-1].start == whole.start:
            return steps
    return []


LONGEST_MEAN = 400
"""Periods looked at for the last of a mean."""


def _part_of_flow(request: Request) -> Found | None:
    """A flow by the month (quarter, if that is asked): January-November divided by eleven."""
    catalogue, period = request.catalogue, request.period
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    length = 3 if Cue.QUARTERLY in request.cues else 12 if Cue.YEARLY in request.cues else 1
    if months <= length or months % length or period.start.day != 1 or period.grain not in "MQSAX":
        return None
    if Cue.WEEKLY in request.cues or Cue.DAILY in request.cues:
        return None
    total = level(request.subject, period, catalogue)
    formula = formula_of(total) if total else None
    if total is None or formula is None:
        return None
    parts = months // length
    mean = computed(formula / parts, subject=request.subject, period=period, unit=total.unit)
    return Found((mean,), (Comparison("mean", mean),), (total,), period=period)


def _mean(figures: list[Figure], request: Request) -> Figure:
    formulas = [f for figure in figures if (f := formula_of(figure)) is not None]
    total: Expression = formulas[0]
    for formula in formulas[1:]:
        total = total + formula
    newest, oldest = figures[0].period, figures[-1].period
    span = Period.spanning(oldest.start, newest.end)
    return computed(
        total / len(formulas),
        subject=request.subject,
        period=span,
        unit=figures[0].unit,
        measure=Measure.LEVEL,
    )
