"""Why: causal claims on file, quoted as their speakers' and never inferred."""

from __future__ import annotations

from bot.answers.answer import Note, Status
from bot.answers.request import Found, Miss, Request

__all__ = ["find_reasons"]


def find_reasons(request: Request) -> Found | Miss:
    """The claims on file about the subject; without one, no answer is made up."""
    claims = tuple(request.catalogue.claims(request.subject))
    if not claims:
        note = Note("why_no_claim", {"subject": request.subject})
        return Miss(Status.UNSUPPORTED, (note,), closeness=1)
    return Found(claims=claims, message=(Note("why_claims"),))
