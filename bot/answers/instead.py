"""What is on file of a subject without a level: its changes, shares, ranks.

A publisher may print how much something grew and never how much it was. Asked about plainly,
that is the answer; asked how much it was, it is told beside the miss.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import KIND_OF
from bot.answers.making import from_statement
from bot.answers.request import Found, Miss, Request
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.language.lexicon import Cue

__all__ = ["without_level", "without_level_on_file", "without_levels"]

MOST_TOLD, MOST_LISTED = 6, 20
"""Periods of what is on file that are named at most in a sentence, and in a list."""


def without_level(request: Request) -> Found | None:
    """What there is, where nothing but the subject was asked for; None where it has levels."""
    asked = request.question.terms.periods or request.unit or Cue.LEVEL in request.cues
    figures = () if asked else _told(request, request.period)
    if not figures:
        return None
    return Found(
        figures=figures[:1],
        comparisons=tuple(Comparison(_kind(figure), figure) for figure in figures),
        message=(Note("no_level", {"subject": request.subject}),),
        period=request.period,
    )


def without_levels(request: Request, periods: Sequence[Period]) -> Found | None:
    """The same of several periods, all of one kind: the changes, where there are any."""
    if len(periods) == 1:
        named = periods[0]
        periods = request.catalogue.periods(
            request.subject, levels=False, ytd=named.ytd, grain=named.grain, limit=MOST_LISTED
        )
    told = [figure for period in periods for figure in _told(request, period)[:1]]
    alike = tuple(figure for figure in told if _kind(figure) == _kind(told[0]))
    if not alike:
        return None
    message = (Note("no_level", {"subject": request.subject}),)
    return Found(figures=alike, message=message, period=alike[0].period)


def without_level_on_file(request: Request) -> Miss | None:
    """That there is no level, with what there is of the period, or else when there is any."""
    subject, catalogue = request.subject, request.catalogue
    if _has_level(subject, catalogue):
        return None
    values: dict[str, object] = {"subject": subject, "period": request.period}
    figures = _told(request, request.period)
    if figures:
        note = Note("no_level_then", values)
        return Miss(Status.NOT_HELD, (note,), related=figures, closeness=2)
    held = catalogue.periods(subject, levels=False, limit=MOST_TOLD)
    if not held:
        return None
    notes = (Note("not_held", values), Note("held_without_level", {"periods": tuple(held)}))
    options = tuple(offer(subject, period, catalogue, extra="growth") for period in held[:3])
    return Miss(Status.NOT_HELD, notes, options, closeness=1)


def _has_level(subject: Subject, catalogue: Catalogue) -> bool:
    """Whether levels are on file, or those that it is what is left of."""
    stated = any(series.is_level for series in catalogue.series(subject))
    return stated or any(remainders_in(subject))


def _told(request: Request, period: Period) -> tuple[Figure, ...]:
    """The numbers of the period, changes first; none where the subject has levels."""
    if _has_level(request.subject, request.catalogue):
        return ()
    order = list(KIND_OF)
    found = [
        from_statement(s)
        for s in request.catalogue.statements(request.subject, period)
        if s.quantity is not None and (s.series.measure, s.series.transformation) in KIND_OF
    ]
    return tuple(sorted(found, key=lambda f: order.index((f.measure, f.transformation))))


def _kind(figure: Figure) -> str:
    return KIND_OF[figure.measure, figure.transformation]
