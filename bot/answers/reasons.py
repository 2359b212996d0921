"""Why: causal claims on file, told as their speakers' and never inferred.

A claim explains a rise or a fall in one period. It is told of that period and those within it,
and never as the cause of the contrary.
"""

from __future__ import annotations

from bot.answers.answer import Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Claim
from bot.answers.readings import PLAINEST
from bot.answers.request import Found, Miss, Request
from bot.figures.period import Period
from bot.language.direction import Direction, direction

__all__ = ["find_reasons"]


def find_reasons(request: Request) -> Found | Miss:
    """The claims on file about what is asked; without one, no answer is made up.

    A claim about an area's total is no claim about one partner or product of it.
    """
    subject, catalogue = request.subject, request.catalogue
    claims = tuple(catalogue.claims(subject))
    whole = subject
    for dimension, plain in PLAINEST.items():
        if getattr(subject, dimension) not in plain:
            whole = whole.with_(dimension, plain[0])
    if whole == subject:
        told = _fitting(claims, request)
        if told:
            return Found(claims=told, message=(Note("why_claims"),), period=_asked(request))
        return _none(request, _newest(claims, request))
    wanted = {name: (getattr(whole, name),) for name in ("ref_area", "indicator", *PLAINEST)}
    about = catalogue.subjects(wanted)[:1] if claims else ()
    options = tuple(offer(total, None, catalogue, before="why") for total in about)
    note = Note("why_no_claim", {"subject": subject})
    return Miss(Status.UNSUPPORTED, (note,), options, closeness=1)


def _fitting(claims: tuple[Claim, ...], request: Request) -> tuple[Claim, ...]:
    """Those whose period covers the one asked, in the direction asked; else the newest release's.

    Asked why it fell, nobody is told why it grew.
    """
    asked = _asked(request)
    if asked is None:
        kept = _newest(claims, request)
    else:
        kept = tuple(claim for claim in claims if _covers(claim.period, asked))
    way = direction(request.question.text)
    return tuple(claim for claim in kept if way in (None, *_ways(claim)))


def _ways(claim: Claim) -> tuple[Direction, ...]:
    way = direction(claim.subject)
    return (way,) if way is not None else tuple(Direction)


def _asked(request: Request) -> Period | None:
    """The period asked about, or that of the figures the thread is about; None for neither."""
    if not request.question.terms.periods:
        return request.question.hand
    periods = request.settled.periods
    return periods[0] if len(periods) == 1 else Period.spanning(periods[0].start, periods[-1].end)


def _covers(period: Period | None, asked: Period) -> bool:
    return period is not None and period.start <= asked.start and asked.end <= period.end


def _newest(claims: tuple[Claim, ...], request: Request) -> tuple[Claim, ...]:
    """The claims of the newest release that has any."""
    published = {claim.source: request.catalogue.source(claim.source).published for claim in claims}
    newest = max(published.values(), default=None)
    return tuple(claim for claim in claims if published[claim.source] == newest)


def _none(request: Request, beside: tuple[Claim, ...]) -> Miss:
    """No claim of that; of what the newest release gives the cause, that can be asked instead."""
    keys = {Direction.UP: "why_no_rise", Direction.DOWN: "why_no_fall", None: "why_no_claim"}
    key = keys[direction(request.question.text)]
    notes = [Note(key, {"subject": request.subject, "period": _asked(request)})]
    for what, period in dict.fromkeys((claim.subject, claim.period) for claim in beside):
        notes.append(Note("why_on_file", {"what": what, "period": period}))
    options = tuple(
        offer(request.subject, period, request.catalogue, before="why")
        for period in dict.fromkeys(claim.period for claim in beside)
    )
    return Miss(Status.UNSUPPORTED, tuple(notes), options, closeness=1)
