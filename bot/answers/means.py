"""The average of several periods, and so much a day, month or year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers.answer import Basis, Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.comparing import between, formula_of
from bot.answers.levels import find_level, kind_for, missing_level
from bot.answers.making import computed, level
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import WORD_FOR
from bot.answers.trends import LONGEST_TREND
from bot.figures.codes import Kind, Measure
from bot.figures.period import Period
from bot.language.lexicon import Cue
from bot.reckon.expression import Expression

__all__ = ["find_average", "is_average", "unlike"]


def find_average(request: Request) -> Found | Miss:
    """The mean over the periods asked for; a rate has none, and neither has a single period.

    Of a price, an index or a rate, the figure that a publisher gives for the
    whole of a longer period is its mean.
    """
    if request.base is not None:
        return _two_averages(request, request.base)
    catalogue = request.catalogue
    kind = catalogue.indicator(request.subject.indicator).kind
    if kind is not Kind.RATE and (parted := _by_the_length(request, kind)) is not None:
        return parted
    if kind not in (Kind.FLOW, Kind.STOCK):
        given = _itself(request) or _given(request)
        if given is not None:
            return given
    if kind is Kind.RATE:
        note = Note("refused_mean", {"what": request.subject})
        return Miss(Status.REFUSED, (note,), closeness=2)
    years = _all_years(request) if kind in (Kind.FLOW, Kind.STOCK) else []
    if kind is Kind.FLOW and not request.settled.listed and not years:
        part = _part_of_flow(request)
        if part is not None:
            return part
    periods = years or _within(request)
    if any(note.key in ("some_held", "gaps") for note in request.settled.notes):
        return _no_mean(request)
    figures = [f for p in periods if (f := level(request.subject, p, catalogue))]
    if len(figures) < 2:
        note = Note("no_average", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), related=tuple(figures[:1]), closeness=2)
    if len(figures) < len(periods):
        return _no_mean(request, tuple(figures))
    if (apart := unlike(figures)) is not None:
        note = Note(f"no_mean_{apart}", {"subject": request.subject})
        shown = tuple(figures[:LONGEST_TREND])
        return Miss(Status.REFUSED, (note,), related=shown, closeness=3)
    mean = _mean(figures, request)
    return Found(
        figures=(mean,),
        comparisons=(Comparison("mean", mean),),
        related=tuple(figures),
        period=None if mean.over else mean.period,
        searched=bool(years),
    )


def _two_averages(request: Request, base: Period) -> Found | Miss:
    """The average of two periods, and the change of the one on the other."""
    here = find_average(replace(request, base=None))
    there = find_average(replace(request, base=None, settled=Settled((base,))))
    if isinstance(here, Miss) or isinstance(there, Miss):
        return here if isinstance(here, Miss) else there
    if len(here.figures) > 1:
        return Miss(Status.UNSUPPORTED, (Note("one_at_a_time"),), closeness=3)
    figures = (*here.figures[:1], *there.figures[:1])
    made = between(kind_for(request.period, base), *figures)
    moved = (made,) if isinstance(made, Comparison) else ()
    return Found(figures, moved, period=here.period)


def _by_the_length(request: Request, kind: Kind) -> Found | Miss | None:
    """ "Births per day 2019 and 2020": so many a day of each year, and not a mean of the years.

    None where the periods named are of the length asked for, so that the mean over them is meant.
    Only of a flow is there so much a day: an index has that of each day on file, or none.
    """
    grain = next((grain for cues, grain in LENGTH_OF_MEAN if request.cues & cues), None)
    if grain is None:
        return None
    listed = request.settled.periods if request.settled.listed else ()
    alike = all(p.grain == grain and not p.ytd for p in listed)
    if kind is not Kind.FLOW:
        shorter = GRAINS[GRAINS.index(grain) :]
        none_held = EACH & request.cues - YEAR and not any(
            request.catalogue.periods(request.subject, grain=each, ytd=False, limit=1)
            for each in shorter
        )
        return _not_by_the_length(request, grain) if none_held or not alike else None
    if alike:
        return None
    found: list[Found] = []
    for period in reversed(listed):
        alone = replace(request, settled=Settled((period,)))
        parted = _part_of_flow(alone)
        if level(request.subject, period, request.catalogue) is None:
            return missing_level(alone)
        if not isinstance(parted, Found):
            return _not_by_the_length(alone, grain)
        found.append(parted)
    figures = tuple(f for each in found for f in each.figures)
    return Found(figures, period=figures[0].period)


def _not_by_the_length(request: Request, grain: str) -> Miss:
    figure = level(request.subject, request.period, request.catalogue)
    values = {"subject": request.subject, "period": request.period, "each": WORD_FOR[grain]}
    shown = (figure,) if figure is not None else ()
    return Miss(Status.REFUSED, (Note("no_each", values),), related=shown, closeness=4)


GRAINS = "AQMWD"
"""Lengths of period, the longest first."""


def unlike(figures: Sequence[Figure]) -> str | None:
    """What keeps figures from being put together: their "units", or their periods' "lengths"."""
    if len({f.unit for f in figures}) > 1:
        return "units"
    return "lengths" if len({f.period.length for f in figures}) > 1 else None


def _no_mean(request: Request, figures: tuple[Figure, ...] = ()) -> Miss:
    """Of periods with one missing there is no mean."""
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


def _itself(request: Request) -> Found | None:
    """What is an average by its name ("average rent") and was asked for as one: the figure.

    The word then belongs to the name, however it was shortened.
    """
    if request.settled.listed or not is_average(request):
        return None
    found = find_level(request)
    return found if isinstance(found, Found) and found.figures else None


def is_average(request: Request) -> bool:
    """Whether the measure is an average by its name, whose longer periods have a mean too."""
    subject = request.subject
    name = request.catalogue.title(subject.indicator, subject.trade_flow)
    return bool(AVERAGES.intersection(name.casefold().split()))


AVERAGES = frozenset({"average", "mean"})
"""Words that make the name of a measure that of an average."""


def _all_years(request: Request) -> list[Period]:
    """The years on file without a gap, the newest first, where an average year is asked for.

    Of what is on file by the year alone any average is one of years.
    """
    phrases = (*request.question.terms.periods, *request.question.against.periods)
    if phrases or request.settled.listed or EACH & request.cues - YEAR:
        return []
    if not request.cues & YEAR and _shortest(request):
        return []
    held = request.catalogue.periods(
        request.subject, ytd=False, grain="A", limit=LONGEST_MEAN, levels=True
    )
    run = list(held[:1])
    for later, earlier in pairwise(held):
        if later.shift(-1) != earlier:
            break
        run.append(earlier)
    return run if len(run) > 1 else []


YEAR = frozenset({Cue.YEARLY, Cue.EACH_YEAR})
"""Cues of an average year."""

QUARTER = frozenset({Cue.QUARTERLY, Cue.EACH_QUARTER})
"""Cues of an average quarter."""

EACH = frozenset({Cue.EACH_DAY, Cue.EACH_WEEK, Cue.EACH_MONTH, Cue.MONTHLY, *QUARTER, *YEAR})
"""Cues of how long a period an average is for."""


LENGTH_OF_MEAN: tuple[tuple[frozenset[Cue], str], ...] = (
    (frozenset({Cue.EACH_DAY, Cue.DAILY}), "D"),
    (frozenset({Cue.EACH_WEEK, Cue.WEEKLY}), "W"),
    (frozenset({Cue.EACH_MONTH, Cue.MONTHLY}), "M"),
    (QUARTER, "Q"),
    (YEAR, "A"),
)
"""What asks for how long a period an average is to be, with its grain."""


def _shortest(request: Request) -> int | None:
    """The months of the shortest periods on file, months or quarters; None where all are longer."""
    for grain, months in (("M", 1), ("Q", 3)):
        if request.catalogue.periods(request.subject, grain=grain, limit=1):
            return months
    return None


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
        if newest is None or newest.start <= whole.start:
            continue
        steps: list[Period] = []
        here: Period | None = newest
        while here is not None and here.start >= whole.start:
            steps.append(here)
            here = here.shift(-1)
        if steps and steps[-1].start == whole.start:
            return steps
    return []


LONGEST_MEAN = 400
"""Periods looked at for the last of a mean."""


def _part_of_flow(request: Request) -> Found | Miss | None:
    """A flow by the month (quarter, day, if that is asked): January-November divided by eleven.

    Where no length is asked for it is that of the shortest periods on file: what is on file by
    the year alone is not divided.
    """
    cues, period = request.cues, request.period
    if cues & {Cue.EACH_DAY, Cue.DAILY}:
        return _divided(request, period.days, "D") if period.grain != "D" else None
    if Cue.EACH_WEEK in cues:
        return _divided(request, period.days, "W", 7) if period.grain not in "DW" else None
    if Cue.WEEKLY in cues or period.start.day != 1 or period.grain not in "MQSAX":
        return None
    if cues & QUARTER:
        length = 3
    elif cues & YEAR:
        length = 12
    else:
        asked = cues & {Cue.EACH_MONTH, Cue.MONTHLY}
        length = 1 if asked else _shortest(request) or 0
    measured, months = period.length
    if measured != "months" or not length or (length == 12 and months == 12):
        return _one_figure(request)
    if months <= length or months % length:
        return None
    return _divided(request, months // length, {1: "M", 3: "Q", 12: "A"}[length])


def _divided(request: Request, parts: int, grain: str, each: int = 1) -> Found | None:
    """The total divided by the days, months or quarters that it is of, so many at a time."""
    total = level(request.subject, request.period, request.catalogue)
    formula = formula_of(total) if total else None
    if total is None or formula is None:
        return None
    share = (formula * each if each > 1 else formula) / parts
    mean = computed(share, subject=request.subject, period=request.period, unit=total.unit)
    mean = replace(mean, each=grain)
    return Found((mean,), (Comparison("mean", mean),), (total,), period=request.period)


def _one_figure(request: Request) -> Miss | None:
    """That the figure of a year is one, and so has no average."""
    figure = level(request.subject, request.period, request.catalogue)
    if figure is None:
        return None
    note = Note("one_figure", {"figure": figure})
    options = (offer(request.subject, request.period, request.catalogue),)
    return Miss(Status.REFUSED, (note,), options, (figure,), closeness=3)


def _mean(figures: list[Figure], request: Request) -> Figure:
    formulas = [f for figure in figures if (f := formula_of(figure)) is not None]
    total: Expression = formulas[0]
    for formula in formulas[1:]:
        total = total + formula
    over = sorted((figure.period for figure in figures), key=lambda p: p.start)
    mean = computed(
        total / len(formulas),
        subject=request.subject,
        period=Period.spanning(over[0].start, over[-1].end),
        unit=figures[0].unit,
        measure=Measure.LEVEL,
    )
    grains = {period.grain for period in over if not period.ytd}
    if request.catalogue.is_flow(request.subject.indicator) and len(grains) == 1:
        mean = replace(mean, each=grains.pop())
    unbroken = all((b.start - a.end).days == 1 for a, b in pairwise(over))
    return mean if unbroken else replace(mean, over=tuple(over))
