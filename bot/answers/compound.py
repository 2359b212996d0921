"""How much a year on average: the growth over some years as the same growth in each of them.

It is the compound rate, by the two ends alone. The mean of the rates of single years is another
number, which the desk does not give (a rate has no mean).
"""

from __future__ import annotations

from bot.answers.answer import Comparison, Note, Option, Status
from bot.answers.asking import offer, period_text, question_text
from bot.answers.comparing import between
from bot.answers.levels import kind_for, missing_level, refusal
from bot.answers.making import level, together
from bot.answers.request import Found, Miss, Request
from bot.figures.period import Period
from bot.figures.quantity import Refused

__all__ = ["find_growth_rate"]


def find_growth_rate(request: Request) -> Found | Miss:
    """The compound rate between the two periods, which must be two years or more apart."""
    catalogue, subject, period = request.catalogue, request.subject, request.period
    base = request.base or _before_listed(request)
    here = level(subject, period, catalogue)
    if base is None:
        note = Note("which_years", {"subject": subject})
        shown = (here,) if here is not None else ()
        return Miss(Status.UNSUPPORTED, (note,), related=shown, closeness=1)
    if here is None:
        return missing_level(request)
    pair = together(here, subject, base, catalogue)
    there = pair[1] if pair else level(subject, base, catalogue)  # in another unit: refused
    here = pair[0] if pair else here
    if there is None:
        note = Note("no_against", {"subject": subject, "period": base})
        options = (offer(subject, period, catalogue),)
        return Miss(Status.NOT_HELD, (note,), options, (here,), closeness=3)
    made = between("growth_rate", here, there)
    if isinstance(made, Refused):
        note = refusal(made, here, there)
        options = (offer(subject, period, catalogue, "growth"),)
        return Miss(Status.REFUSED, (note,), options, (here, there), closeness=4)
    whole = between(kind_for(period, base), here, there)
    return Found(
        figures=(made.figure,),
        comparisons=(made, *((whole,) if isinstance(whole, Comparison) else ())),
        related=(here,),
        notes=(Note("compound_rate"),),
        period=period,
        searched=True,  # of the years between it is of no account which are on file
        again=_again(request, base),
    )


def _again(request: Request, base: Period) -> Option:
    """The question that asks for this reading alone."""
    years = f"CAGR {period_text(base)} to {period_text(request.period)}"
    note = Note("ask", {"subject": request.subject, "period": request.period, "extra": "CAGR"})
    return Option(note, question_text(request.subject, None, request.catalogue, years))


def _before_listed(request: Request) -> Period | None:
    """Of "the last five years", the year before them: growth in each of the five is on it."""
    listed = request.settled.periods
    return listed[0].shift(-1) if request.settled.listed and len(listed) > 1 else None
