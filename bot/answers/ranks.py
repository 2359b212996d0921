"""Who is the largest, and where somebody stands: ranks stated, and partners set in order."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.comparing import stated_comparisons
from bot.answers.levels import missing_level
from bot.answers.making import from_statement, level
from bot.answers.published import Published, Settled
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import NOT_APPLICABLE, UNSTATED, WORLD, Measure
from bot.figures.period import Period
from bot.figures.statement import Statement
from bot.language.lexicon import Cue

__all__ = ["find_rank"]

MOST = 20
"""Partners listed at most: what a table in a reply can hold on a phone."""


def find_rank(request: Request) -> Found | Miss:
    """The rank of the partner named; where none is, the partners in order."""
    if request.subject.counterpart_area not in (WORLD, NOT_APPLICABLE, UNSTATED):
        return _rank_of(request)
    return _partners(request)


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


def _partners(request: Request) -> Found | Miss:
    """Partners with a level in the period, largest first; groups are not partners."""
    catalogue = request.catalogue
    partners = [
        other
        for other in catalogue.counterparts(request.subject, "counterpart_area")
        if other.counterpart_area not in (WORLD, UNSTATED)
        and not catalogue.is_group(other.counterpart_area)
    ]
    if not request.question.terms.periods:
        # No period was named: the newest in which partners have figures, not the total.
        newest = Published(partners, catalogue).latest(levels=False)
        request = replace(request, settled=Settled((newest,))) if newest else request
    found: list[tuple[Figure, Statement | None]] = []
    for other in partners:
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
        note = Note("no_partners", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), closeness=1)
    stated_first = [pair for pair in found if pair[1] is not None]
    smallest = Cue.LOW in request.cues
    if not smallest and (request.question.count == 1 or (stated_first and not _many(request))):
        found = stated_first or found
    if Cue.LOW in request.cues:
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


def _rank(statement: Statement | None) -> int:
    return int(statement.value) if statement and statement.value else 1000


def _many(request: Request) -> bool:
    """Whether several are asked for: "top 5", "partners"."""
    text = request.question.text.lower()
    return (request.question.count or 0) > 1 or "partners" in text or "markets" in text
