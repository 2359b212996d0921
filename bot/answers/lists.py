"""Several figures at once: a trend, what is on file, an average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice, pairwise

from bot.answers.answer import Basis, Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import between, formula_of
from bot.answers.instead import without_levels
from bot.answers.levels import find_level, held_periods, kind_for, missing_level, some_held
from bot.answers.making import computed, level
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import LENGTHS
from bot.figures.codes import WORLD, Kind, Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.reckon.expression import Expression

__all__ = [
    "WORDS",
    "add_up",
    "find_average",
    "find_trend",
    "has_what_was_named",
    "is_average",
    "trend_periods",
    "unlike",
]

LONGEST_TREND = 20
"""Points of a trend: what a native chart can hold."""


def trend_periods(request: Request, *, levels: bool = True) -> list[Period]:
    """Periods of the trend, the newest first: those named, else the last that are held.

    Those with a level, or with any figure where ``levels`` is False.
    With the period after "vs" those of both. Of periods longer than what is asked for ("by month
    in 2020 and 2021") it is the months, not the years.
    """
    if request.base is not None:
        here = trend_periods(replace(request, base=None), levels=levels)
        alone = replace(request, base=None, settled=Settled((request.base,)))
        there = trend_periods(alone, levels=levels)
        return sorted({p.span: p for p in (*here, *there)}.values(), key=_newest, reverse=True)
    asked = next((grain for cue, grain in LENGTHS if cue in request.cues), None)
    if request.settled.listed:
        listed = reversed(request.settled.periods)
        return [p for whole in listed for p in _parts_of(request, whole, asked) or [whole]]
    held = partial(request.catalogue.periods, request.subject, levels=levels, limit=LONGEST_TREND)
    named = request.settled.periods[-1]
    if asked is not None and asked != named.grain and request.question.terms.periods:
        return _held_inside(request, named, asked) if asked in "WD" else _inside(named, asked)
    open_to_all = levels and asked in ("A", "Q") and not request.question.terms.periods
    if asked and open_to_all and len(told := _told(request, asked)) > 1:
        return told
    if named.ytd and request.question.terms.periods:
        return _months_or_years(request, named)
    for grain in "MQ":
        if named.grain == "A" or named.ytd:
            within = held(ytd=False, grain=grain, year=named.year)
            if within:
                return list(within)
    if request.question.terms.periods:
        # A trend "in June" ends there, whatever came later.
        return [named, *held(ytd=named.ytd, grain=named.grain, before=named)]
    for ytd in (False, True):
        found = held(ytd=ytd, grain=named.grain)
        if len(found) > 1:
            return list(found)
    return [named]


def _told(request: Request, grain: str) -> list[Period]:
    """All years or quarters of which there is a figure, stated or worked out, the newest first."""
    held = request.catalogue.periods(request.subject, limit=LONGEST_MEAN)
    years = sorted({p.year for p in held}, reverse=True)
    whole = (Period.numbered(grain, year, n) for year in years for n in (4, 3, 2, 1))
    told = (p for p in whole if p and level(request.subject, p, request.catalogue) is not None)
    return list(islice(told, LONGEST_TREND))


def has_what_was_named(
    request: Request, periods: Sequence[Period], figures: Sequence[Figure]
) -> bool:
    """Whether there is a figure of the one period named, where the trend is one up to it.

    Where there is none, no trend of other periods stands in for it.
    """
    if request.settled.listed or request.base is not None or not request.question.terms.periods:
        return True
    named = request.settled.periods[-1].span
    return periods[0].span != named or any(f.period.span == named for f in figures)


def _newest(period: Period) -> tuple[date, int]:
    """In order of time; of those that end together the longest last."""
    return period.end, -period.days


def _parts_of(request: Request, whole: Period, grain: str | None) -> list[Period]:
    """The periods of a grain within a longer one; none where it is as short itself."""
    if grain is None or (whole.grain == grain and not whole.ytd):
        return []
    parts = _held_inside(request, whole, grain) if grain in "WD" else _inside(whole, grain)
    return [p for p in parts if p.span != whole.span]


def _months_or_years(request: Request, named: Period) -> list[Period]:
    """Of a year to date its months (or quarters), where two can be told; else those of each year.

    One month alone is no trend, and is not what was named.
    """
    catalogue, subject = request.catalogue, request.subject
    for grain in "MQ":
        inside = _inside(named, grain)
        if sum(level(subject, p, catalogue) is not None for p in inside) > 1:
            return inside
    held = catalogue.periods(subject, ytd=True, limit=LONGEST_MEAN)
    oldest = min((p.year for p in held), default=named.year)
    first = max(oldest, named.year - LONGEST_TREND + 1)
    years = range(named.year, first - 1, -1)
    return [same for year in years if (same := named.years(year - named.year)) is not None]


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
    around = _around(request)
    if around is not None and Cue.TREND not in request.cues:
        # "Annual?" in a thread about December 2021: the year that this is in.
        found = find_level(replace(request, settled=Settled((around,))))
        if isinstance(found, Miss):
            return found
        note = Note("length_taken", {"period": around, "asked": request.period})
        return replace(found, notes=(note, *found.notes), searched=True)
    periods = trend_periods(request)
    if around is not None:
        grain = around.grain
        periods = [p for p in _told(request, grain) if p.end <= around.end] or [around]
    figures = [f for p in periods if (f := level(request.subject, p, request.catalogue))]
    if not figures or not has_what_was_named(request, periods, figures):
        return without_levels(request, periods) or _not_by(request) or missing_level(request)
    one_unit = [f for f in figures if f.unit == figures[0].unit]
    notes = some_held(one_unit, periods[::-1])
    if not (notes or request.settled.listed or request.base):
        notes = gaps([f.period for f in one_unit])
    shown = {f.period.span for f in one_unit}
    of_length = any(cue in request.cues for cue, _ in LENGTHS)
    return Found(
        figures=tuple(one_unit),
        notes=notes,
        period=one_unit[0].period,
        # What is said of the choice of a year is not said of its months, or of all years.
        searched=not shown & {p.span for p in request.settled.periods}
        or (of_length and not request.question.terms.periods),
    )


def _around(request: Request) -> Period | None:
    """The year, quarter or month that the period named lies in, where such a length is asked for.

    None where what is named is as long itself, or is several.
    """
    asked = next((grain for cue, grain in LENGTHS if cue in request.cues), None)
    named = request.period
    several = request.settled.listed or request.base is not None
    if several or asked not in MONTHS_OF or not request.question.terms.periods:
        return None
    number = (named.end.month - 1) // MONTHS_OF[asked] + 1
    whole = Period.numbered(asked, named.end.year, number)
    if whole is None or whole.days <= named.days or named.start < whole.start:
        return None
    return whole


MONTHS_OF = {"A": 12, "Q": 3, "M": 1}
"""Lengths of period that a shorter one lies in, in months."""


def _not_by(request: Request) -> Miss | None:
    """Of a year that is on file, but not by month: say of which length there are figures."""
    figure = level(request.subject, request.period, request.catalogue)
    if figure is None:
        return None
    held = request.catalogue.periods(request.subject, limit=LONGEST_TREND)
    on_file = held_periods(held, LONGEST_TREND)
    notes = (Note("no_such_period", {"subject": request.subject}), on_file)
    return Miss(Status.NOT_HELD, notes, related=(figure,), closeness=2)


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
    values = {"subject": request.subject, "period": request.period, "each": WORDS[grain]}
    shown = (figure,) if figure is not None else ()
    return Miss(Status.REFUSED, (Note("no_each", values),), related=shown, closeness=4)


WORDS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "A": "year"}
"""The lengths that an average can be for, in a word."""

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


# --- a sum of several ----------------------------------------------------------------------


def add_up(figures: Sequence[Figure], catalogue: Catalogue) -> Found | None:
    """The sum of levels of which no two have anything in common; None where that is not sure.

    They are of one measure: of one subject in periods apart, or in one period of places (or
    partners) none of which is within another.
    """
    formulas = [formula for f in figures if (formula := formula_of(f)) is not None]
    if len(figures) < 2 or len(formulas) < len(figures) or not _are_levels(figures):
        return None
    subjects, first = tuple(dict.fromkeys(f.subject for f in figures)), figures[0]
    periods = sorted((f.period for f in figures), key=lambda p: p.start)
    kind = catalogue.indicator(first.subject.indicator).kind
    if len(subjects) == 1:
        apart = kind is Kind.FLOW and all(a.end < b.start for a, b in pairwise(periods))
    else:
        one_period = len({p.span for p in periods}) == 1 and len(subjects) == len(figures)
        apart = one_period and kind in (Kind.FLOW, Kind.STOCK) and _apart(subjects, catalogue)
    if not apart:
        return None
    total: Expression = formulas[0]
    for formula in formulas[1:]:
        total = total + formula
    one_place = len(subjects) == 1
    period = Period.spanning(periods[0].start, periods[-1].end) if one_place else first.period
    unbroken = not one_place or all((b.start - a.end).days == 1 for a, b in pairwise(periods))
    made = replace(
        computed(total, subject=first.subject, period=period, unit=first.unit),
        of=() if one_place else subjects,
        over=() if unbroken else tuple(periods),
    )
    return Found((made,), (Comparison("sum", made),), tuple(figures), period=first.period)


def _are_levels(figures: Sequence[Figure]) -> bool:
    """Whether all are measured levels in one unit."""
    plain = all(
        f.measure is Measure.LEVEL
        and f.transformation is Transformation.NONE
        and not f.each
        and not any(s.is_forecast for s in f.sources)
        for f in figures
    )
    return plain and len({f.unit for f in figures}) == 1


def _apart(subjects: Sequence[Subject], catalogue: Catalogue) -> bool:
    """Whether the subjects differ in one place alone, and nothing of one is within another.

    Of a group that is not known: what is on file of its members need not be all.
    """
    dimensions = [
        name
        for name in Subject.dimensions()
        if len({getattr(subject, name) for subject in subjects}) > 1
    ]
    if dimensions not in (["ref_area"], ["counterpart_area"]):
        return False
    areas = [getattr(subject, dimensions[0]) for subject in subjects]
    held = [{area, *catalogue.members(area)} for area in areas]
    known = not any(catalogue.is_group(area) for area in areas)
    parts = any(a != b and a.startswith(f"{b}-") for a in areas for b in areas)
    overlap = any(a & b for n, a in enumerate(held) for b in held[n + 1 :])
    return known and not overlap and not parts and WORLD not in areas
