"""Final or provisional: the figure on file, if it is what was asked for.

A figure that is still provisional is not given for the final one, nor the final for the
provisional: the reply says which it is, and shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.answer import Answer, Note, Status
from bot.answers.catalogue import Catalogue
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = ["of_status"]

STATUSES = frozenset({Cue.FINAL, Cue.PROVISIONAL})

NOT_FINAL = frozenset({"P", "E"})
"""OBS_STATUS of what its publisher means to revise: provisional and estimated."""


def of_status(question: Question, found: Answer, catalogue: Catalogue) -> Answer:
    """The answer, where its figures have the status asked for; else that they have another."""
    asked = question.cues & STATUSES
    if not asked or found.status is not Status.ANSWERED or not found.figures:
        return found
    used = [statement for figure in found.figures for statement in figure.sources]
    for cue in sorted(asked):
        if (note := _other(cue, used, catalogue)) is not None:
            return replace(
                found,
                status=Status.NOT_HELD,
                message=(note,),
                figures=(),
                comparisons=(),
                related=found.figures,
                cautions=tuple(c for c in found.cautions if set(c.about) & {*used}),
                reading=None,
                assumptions=(),
                options=(),
            )
    return found


def _other(cue: Cue, used: Sequence[Statement], catalogue: Catalogue) -> Note | None:
    """What the figures are instead; None where they are what was asked for."""
    unsettled = any(s.status in NOT_FINAL for s in used)
    if cue is Cue.FINAL:
        return Note("not_final") if unsettled else None
    if unsettled:
        return None
    before = next((e for s in used if (e := _earlier(s, catalogue)) is not None), None)
    day = before.realtime_start if before is not None else None
    return Note("not_provisional", {"day": day})


def _earlier(statement: Statement, catalogue: Catalogue) -> Statement | None:
    """What its publisher stated before it of the very same thing, where that was another number."""
    before = catalogue.stated_on(statement, statement.realtime_start - timedelta(days=1))
    return before if before is not None and before.value != statement.value else None
