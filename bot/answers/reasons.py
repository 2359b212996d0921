"""Why: causal claims on file, told as their speakers' and never inferred."""

from __future__ import annotations

from bot.answers.answer import Note, Status
from bot.answers.asking import offer
from bot.answers.readings import PLAINEST
from bot.answers.request import Found, Miss, Request

__all__ = ["find_reasons"]


def find_reasons(request: Request) -> Found | Miss:
    """The claims on file about the subject; without one, no answer is made up.

    A claim about an area's total is no claim about one partner or product of it.
    """
    subject, catalogue = request.subject, request.catalogue
    claims = tuple(catalogue.claims(subject))
    whole = subject
    for dimension, plain in PLAINEST.items():
        if getattr(subject, dimension) not in plain:
            whole = whole.with_(dimension, plain[0])
    if claims and whole == subject:
        return Found(claims=claims, message=(Note("why_claims"),))
    wanted = {name: (getattr(whole, name),) for name in ("ref_area", "indicator", *PLAINEST)}
    told = catalogue.subjects(wanted)[:1] if claims else ()
    options = tuple(offer(total, None, catalogue, before="why") for total in told)
    note = Note("why_no_claim", {"subject": subject})
    return Miss(Status.UNSUPPORTED, (note,), options, closeness=1)
