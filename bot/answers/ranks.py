"""Who is the largest, and where somebody stands: ranks stated, and partners set in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.answers.answer import Basis, Comparison, Figure, Note, Status
from bot.answers.comparing import stated_comparisons
from bot.answers.levels import missing_level
from bot.answers.making import from_statement, level
from bot.answers.published import Published, Settled
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import (
    ALL,
    NOT_APPLICABLE,
    UNSTATED,
    WORLD,
    Measure,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue

__all__ = ["find_rank"]

MOST = 20
"""Partners listed at most: what a table in a reply can hold on a phone."""


def find_rank(request: Request) -> Found | Miss:
    """The rank of the partner named; where none is, those that can be ranked in order.

    Ranked are partners where there are any, else areas: who has the most of it.
    """
    subject, catalogue = request.subject, request.catalogue
    if subject.counterpart_area not in (WORLD, NOT_APPLICABLE, UNSTATED):
        return _rank_of(request)
    if Cue.PARTNERS in request.cues or _has(catalogue.counterparts(subject, "counterpart_area")):
        return _in_order(request, "counterpart_area")
    if catalogue.counterparts(subject, "ref_area"):
        return _place_of(request) if _area_named(request) else _in_order(request, "ref_area")
    return _in_order(request, "product")


def _has(partners: Sequence[Subject]) -> bool:
    return any(p.counterpart_area not in (WORLD, UNSTATED, NOT_APPLICABLE) for p in partners)


def _area_named(request: Request) -> bool:
    """Whether the question is about one area's place among the others."""
    combination = request.reading.combination
    return combination.named("ref_area") and not combination.home


def _ranks(request: Request, period: Period) -> list[Statement]:
    return [
        s
        for s in request.catalogue.statements(request.subject, period)
        if s.series.measure is Measure.RANK
    ]


def _rank_of(request: Request) -> Found | Miss:
    periods = request.settled.candidates or request.settled.periods[-1:]
    for period in periods:
        stated = _ranks(request, period)
        if stated:
            figure = from_statement(stated[0])
            beside = level(request.subject, period, request.catalogue)
            others = stated_comparisons(beside, request.catalogue) if beside else []
            rest = [c for c in others if c.kind != "rank"]
            return Found(
                figures=(figure,),
                comparisons=(Comparison("rank", figure), *rest),
                related=(beside,) if beside else (),
                period=period,
            )
    figure_here = level(request.subject, request.period, request.catalogue)
    if figure_here is None:
        return missing_level(request)
    note = Note("no_rank", {"subject": request.subject, "period": request.period})
    return Miss(Status.NOT_HELD, (note,), related=(figure_here,), closeness=3)


def _in_order(request: Request, dimension: str) -> Found | Miss:
    """Those with a level in the period, largest first; groups and wholes are not ranked."""
    catalogue = request.catalogue
    ranked = _rivals(request, dimension)
    if not request.question.terms.periods:
        # No period was named: the newest in which these have figures, not the total.
        newest = Published(ranked, catalogue).latest(levels=False)
        request = replace(request, settled=Settled((newest,))) if newest else request
    found: list[tuple[Figure, Statement | None]] = []
    for other in ranked:
        ranks = [
            s
            for s in catalogue.statements(other, request.period)
            if s.series.measure is Measure.RANK
        ]
        figure = level(other, request.period, catalogue)
        if figure is None and ranks:
            figure = from_statement(ranks[0])
        if figure is not None:
            found.append((figure, ranks[0] if ranks else None))
    if not found:
        key = {"counterpart_area": "no_partners", "ref_area": "no_areas"}.get(dimension, "no_order")
        note = Note(key, {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), closeness=1)
    stated_first = [pair for pair in found if pair[1] is not None]
    smallest = Cue.LOW in request.cues
    if not smallest and (request.question.count == 1 or (stated_first and not _many(request))):
        found = stated_first or found
    if smallest:
        # A stated rank is from the top: from the bottom only the levels held can tell.
        found = sorted(((f, None) for f, _ in found), key=lambda pair: pair[0].value or 0)
    else:
        found.sort(key=lambda pair: (_rank(pair[1]), -(pair[0].value or 0)))
    found = found[: request.question.count or MOST]
    comparisons = [Comparison("rank", from_statement(s)) for _, s in found if s is not None]
    notes = () if comparisons else (Note("order_of_held", {"period": request.period}),)
    return Found(
        figures=tuple(f for f, _ in found),
        comparisons=tuple(comparisons),
        notes=notes,
        period=request.period,
    )


def _rivals(request: Request, dimension: str) -> list[Subject]:
    """Who is ranked: all that differ in the dimension, but for groups and wholes of others."""
    subject, catalogue = request.subject, request.catalogue
    others = [subject, *catalogue.counterparts(subject, dimension)]
    plain = {
        "counterpart_area": (WORLD, UNSTATED, NOT_APPLICABLE),
        "product": (ALL, NOT_APPLICABLE),
    }
    kept = [o for o in others if getattr(o, dimension) not in plain.get(dimension, (WORLD,))]
    if dimension == "product":
        return kept
    codes = {getattr(o, dimension) for o in kept}
    wholes = {whole for code in codes for whole in catalogue.groups(code)}
    return [
        o
        for o in kept
        if not catalogue.is_group(getattr(o, dimension)) and getattr(o, dimension) not in wholes
    ]


def _place_of(request: Request) -> Found | Miss:
    """An area's place among all on file, the largest first, with how many those are."""
    catalogue, period = request.catalogue, request.period
    figure = level(request.subject, period, catalogue)
    if figure is None or figure.low is None or figure.high is None:
        return missing_level(request)
    held = [
        other
        for subject in _rivals(request, "ref_area")
        if subject != request.subject
        and (other := level(subject, period, catalogue, figure.unit)) is not None
        and other.low is not None
        and other.high is not None
    ]
    above = [f for f in held if f.low is not None and f.low > figure.high]
    beside = [f for f in held if f not in above and f.high is not None and f.high > figure.low]
    place = len(above) + 1
    count = str(len(held) + 1)
    if beside:
        worst = place + len(beside)
        note = Note("place_between", {"best": place, "worst": worst, "count": count})
    else:
        note = Note("place_on_file", {"place": place, "count": count})
    ranks = Figure(
        subject=request.subject,
        measure=Measure.RANK,
        transformation=Transformation.NONE,
        unit=NOT_APPLICABLE,
        period=period,
        value=Fraction(place),
        low=Fraction(place),
        high=Fraction(place + len(beside)),
        basis=Basis.COMPUTED,
        sources=tuple(s for f in (figure, *held) for s in f.sources),
        realtime_start=max(f.realtime_start for f in (figure, *held) if f.realtime_start),
    )
    return Found((figure,), (Comparison("rank", ranks),), message=(note,), period=period)


def _rank(statement: Statement | None) -> int:
    return int(statement.value) if statement and statement.value else 1000


def _many(request: Request) -> bool:
    """Whether several are asked for: "top 5", "partners"."""
    text = request.question.text.lower()
    return (request.question.count or 0) > 1 or "partners" in text or "markets" in text
