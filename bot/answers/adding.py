"""The sum of several levels, of which no two have anything in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers.answer import Comparison, Figure
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import formula_of
from bot.answers.making import computed
from bot.answers.request import Found
from bot.figures.codes import WORLD, Kind, Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reckon.expression import Expression

__all__ = ["add_up"]


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
