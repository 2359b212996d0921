"""What a publisher has said of a figure by and by: its first vintage, and each that revised it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers.answer import Answer, Note, Status
from bot.answers.catalogue import Catalogue
from bot.answers.making import from_statement
from bot.figures.statement import Statement

__all__ = ["first_day", "since_first", "the_stated", "with_revisions"]

_STATES = {"P": "provisional", "E": "estimated"}
"""What is said of a vintage beside its number, by its OBS_STATUS."""


def the_stated(found: Answer) -> Statement | None:
    """The statement that an answer gives, where it is one figure that a publisher printed."""
    if found.status is not Status.ANSWERED or len(found.figures) != 1:
        return None
    return found.figures[0].statement


def first_day(found: Answer, catalogue: Catalogue) -> date | None:
    """On which day the figure of an answer was first published; None where it is worked out."""
    statement = the_stated(found)
    return None if statement is None else _vintages(statement, catalogue)[0].realtime_start


def since_first(found: Answer, catalogue: Catalogue) -> Note | None:
    """That an answer gives its figure as first published, and what has become of it since.

    The catalogue is as on the day on which it is asked.
    """
    statement = the_stated(found)
    if statement is None:
        return None
    last = _vintages(statement, catalogue)[-1]
    then = statement.realtime_start
    if last.quantity == statement.quantity:
        kept = "no other figure has been published since"
        return Note("published_by", {"published": then, "first": "published", "kept": kept})
    now, day = from_statement(last), last.realtime_start
    return Note(
        "published_by",
        {"published": then, "first": "published", "now": now, "revised": day},
    )


def with_revisions(found: Answer, catalogue: Catalogue) -> Answer:
    """The answer with what its publisher said of the figure before, the newest first."""
    if found.status is not Status.ANSWERED:
        return found
    statement = the_stated(found)
    if statement is None:
        return replace(found, assumptions=(*found.assumptions, Note("revised_which")))
    said = _vintages(statement, catalogue)
    if len(said) == 1:
        note = Note("not_revised", {"published": said[0].realtime_start})
    else:
        same = len({one.quantity for one in said}) == 1
        lines = tuple(map(_line, reversed(said)))
        note = Note("published_again" if same else "revised", {"lines": lines})
    return replace(found, message=(note, *found.message))


def _line(statement: Statement) -> Note:
    return Note(
        "vintage_line",
        {
            "figure": from_statement(statement),
            "state": _STATES.get(statement.status),
            "published": statement.realtime_start,
        },
    )


def _vintages(statement: Statement, catalogue: Catalogue) -> Sequence[Statement]:
    """All that the publisher said of it, the oldest first; what only repeats is left out."""
    of_day: dict[date, Statement] = {}
    for one in catalogue.vintages(statement):
        finest = of_day.get(one.realtime_start)
        if finest is None or one.printed_unit < finest.printed_unit:
            of_day[one.realtime_start] = one
    said: list[Statement] = []
    for _, one in sorted(of_day.items()):
        before = said[-1] if said else None
        if before is None or (before.quantity, before.status) != (one.quantity, one.status):
            said.append(one)
    return said or [statement]
