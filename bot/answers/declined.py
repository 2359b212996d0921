"""What is asked for together and is not worked out together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Note
from bot.answers.finders import LISTING, WITHOUT_BASE, finder_of, of_rates, over_time
from bot.answers.ranks import find_rank
from bot.answers.timing import CHANGED, RANKED
from bot.answers.trends import find_trend
from bot.language.follow import APART
from bot.language.lexicon import Cue
from bot.language.question import Question, Terms

__all__ = ["declined", "takes_two"]

ONE_BASE = frozenset({Cue.AVERAGE, Cue.SHARE})
"""What is set against one other period at most."""

PER_UNIT = frozenset({Cue.PER, Cue.PER_HEAD})
ENDS = frozenset({Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST})
ALONE: dict[Cue, frozenset[Cue]] = {
    Cue.GROWTH_RATE: PER_UNIT | ENDS | {Cue.SHARE, Cue.NEEDED, Cue.CONTRIBUTION},
    Cue.NEEDED: PER_UNIT | {Cue.SHARE, Cue.AVERAGE, Cue.RANGE, Cue.CONTRIBUTION},
    Cue.CONTRIBUTION: PER_UNIT | ENDS | {Cue.SHARE, Cue.AVERAGE},
    Cue.RANGE: PER_UNIT,
}
"""What is not worked out of what: no growth rate of a share, nothing needed per head."""

OF_MANY = frozenset({Cue.PARTNERS, Cue.WHICH, Cue.PLACES, Cue.PRODUCTS})
"""What asks about many partners or places at once."""

TWO = 2
"""Figures that there is a difference between."""


def declined(question: Question, parts: Sequence[Terms]) -> Note | None:
    """Why nothing is worked out of what is asked for together; None where something may be.

    ``parts`` are the terms of each figure that is asked about.
    """
    cues, finder = question.cues, finder_of(question)
    if Cue.APART_ENDS in cues:
        return Note("one_at_a_time")
    if question.against.periods and not question.against.names:
        if finder in WITHOUT_BASE:
            return Note("record_against")
        if cues & ONE_BASE and question.terms.periods and question.against.periods[1:]:
            return Note("one_against")
    most_grown = cues & RANKED and cues & CHANGED and Cue.CONTRIBUTION not in cues
    if most_grown and not of_rates(question):
        return Note("levels_only")
    if any(cue in cues and cues & others for cue, others in ALONE.items()):
        return Note("one_at_a_time")
    if {Cue.SHARE, Cue.TREND} <= cues and finder is not find_trend:
        return Note("one_at_a_time")  # the newest share is no course of shares
    if Cue.PLACES in cues and len(parts) > 1:
        # Which places have more of the one than of the other is not looked for.
        return Note("one_at_a_time")
    if Cue.RANGE in cues and cues & OF_MANY:
        return Note("range_of_these")
    if question.place is not None and (len(parts) > 1 or finder is not find_rank):
        return Note("no_nth_record")
    if len(parts) > 1 and cues & APART and over_time(question):
        # The two would be listed, and what is between them left out.
        return Note("one_at_a_time")
    return None


def takes_two(question: Question) -> bool:
    """Whether a difference is asked for of one figure alone: repeating it would be no answer."""
    alone = not (question.against or question.whole or len(question.terms.periods) > 1)
    listed = len(question.terms.periods) > TWO and finder_of(question) in LISTING
    return (
        (alone or listed)
        and bool(question.cues & APART)
        and not question.cues & (CHANGED | {Cue.SHARE})
    )
