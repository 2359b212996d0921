"""What one reading asks for, and how it can end: found, or missed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.answer import Caution, Comparison, Figure, Note, Option, Status
from bot.answers.catalogue import Catalogue, Claim
from bot.answers.published import Settled
from bot.answers.readings import Combination, Reading
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = ["Found", "Miss", "Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """One subject, in the periods meant, and what is asked of it."""

    question: Question
    reading: Reading
    settled: Settled
    catalogue: Catalogue
    base: Period | None = None  # the period after "vs"
    ratio_to: Period | None = None  # the period after "as a share of"
    since: Period | None = None  # where a record is looked for from
    whole: Combination | None = None  # the names after "share of"

    @property
    def subject(self) -> Subject:
        return self.reading.subject

    @property
    def period(self) -> Period:
        return self.settled.periods[-1]

    @property
    def cues(self) -> frozenset[Cue]:
        return self.question.cues

    @property
    def unit(self) -> str | None:
        return self.reading.combination.codes.get("unit")


@dataclass(frozen=True, slots=True)
class Found:
    """Figures for one reading, the headline first."""

    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    related: tuple[Figure, ...] = ()
    message: tuple[Note, ...] = ()
    cautions: tuple[Caution, ...] = ()
    options: tuple[Option, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    period: Period | None = None
    searched: bool = False  # the period was found among others, not settled by the question
    decided: bool = False  # of a search: the first figure alone is what was looked for
    again: Option | None = None  # of a search: the question that asks for this reading alone


@dataclass(frozen=True, slots=True)
class Miss:
    """Why there is no figure, and what there is instead."""

    status: Status
    message: tuple[Note, ...]
    options: tuple[Option, ...] = ()
    related: tuple[Figure, ...] = ()
    cautions: tuple[Caution, ...] = ()
    closeness: int = 0  # how near it came: the nearest miss is the one told
