"""The range of several figures: the highest, the lowest, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.comparing import between
from bot.answers.extremes import extreme, looked_among
from bot.answers.kept import End, Kept
from bot.answers.request import Found, Miss, Request
from bot.figures.period import Period

__all__ = ["find_range"]


def find_range(request: Request, kept: Kept) -> Found | Miss:
    """Both ends of what is looked among; which is which is said where it can be told."""
    sought = replace(request, question=replace(request.question, verdict=False))
    periods = looked_among(sought, kept)
    if not periods:
        note = Note("no_range", {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), closeness=2)
    ends = [extreme(sought, kept, periods, End(low)) for low in (False, True)]
    for end in ends:
        if isinstance(end, Miss):
            return end
    highest, lowest = (end for end in ends if isinstance(end, Found))
    messages = (_named(highest, "highest"), _named(lowest, "lowest"))
    if highest.decided and lowest.decided:
        values = messages[0].values
        both = {"highest": highest.figures[0], "lowest": lowest.figures[0]}
        key = "range_on_file" if "count" in values else "range_listed"
        messages = (Note(key, {**values, **both}),)  # type: ignore[assignment]
    apart = _apart(highest.figures[0], lowest.figures[0], periods)
    told = _is_told(highest, "highest") and _is_told(lowest, "lowest")
    figures = tuple(dict.fromkeys((*highest.figures, *lowest.figures)))
    return Found(
        figures=figures,
        comparisons=(apart,)
        if apart is not None and told
        else (*highest.comparisons, *lowest.comparisons),
        message=messages,
        notes=highest.notes,
        period=apart.figure.period if apart is not None and told else None,
        searched=True,
        again=offer(
            request.subject,
            request.period if request.question.terms.periods else None,
            request.catalogue,
            "range",
        ),
    )


def _is_told(end: Found, key: str) -> bool:
    """Whether it is known which figure is at that end, or that several equal ones are."""
    return end.decided or end.message[0].key == f"{key}_joint"


def _named(end: Found, key: str) -> Note:
    """What was found of an end; where it cannot be told, the periods that it may be."""
    note = end.message[0]
    if note.key != f"{key}_undecided":
        return note
    return Note(f"{key}_of_several", {"periods": tuple(f.period for f in end.figures)})


def _apart(highest: Figure, lowest: Figure, periods: Sequence[Period]) -> Comparison | None:
    """How far the ends lie apart, over all the days from the first period to the last."""
    made = between("range", highest, lowest)
    if not isinstance(made, Comparison) or highest == lowest:
        return None
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    return replace(made, figure=replace(made.figure, period=Period.spanning(first, last)))
