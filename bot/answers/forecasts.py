"""Forecasts: told where their very period is asked about and nothing is measured in it.

Everything else is blind to them: the newest period, records, sums, changes.
"""

from __future__ import annotations

from bot.answers.answer import Figure
from bot.answers.making import from_statement
from bot.answers.request import Request
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.statement import Statement
from bot.language.period_meaning import Fixed

__all__ = ["level_ahead", "said_ahead"]


def said_ahead(
    request: Request,
    period: Period,
    measure: Measure,
    transformation: Transformation = Transformation.NONE,
) -> Statement | None:
    """The newest forecast of that kind for a period which the question names outright."""
    if not _named(request, period):
        return None
    found = (
        s
        for s in request.catalogue.forecasts(request.subject, period)
        if (s.series.measure, s.series.transformation) == (measure, transformation)
        and s.quantity is not None
    )
    return max(found, key=lambda s: s.realtime_start, default=None)


def level_ahead(request: Request, period: Period) -> Figure | None:
    """The level forecast for a period which the question names outright."""
    statement = said_ahead(request, period, Measure.LEVEL)
    return from_statement(statement) if statement is not None else None


def _named(request: Request, period: Period) -> bool:
    question = request.question
    sides = (question.terms, question.against, question.whole)
    named = (phrase.meaning for side in sides for phrase in side.periods)
    return any(isinstance(m, Fixed) and m.period.span == period.span for m in named)
