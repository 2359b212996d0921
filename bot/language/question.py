"""A question as it was read, and what it is made of: names, periods, and what is asked of them.

``bot.language.reading`` makes one of a text.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.figures.period import Period
from bot.language.correction import (
    Correction,
)
from bot.language.lexicon import (
    Cue,
)
from bot.language.periods import PeriodPhrase
from bot.language.unread import Unknown
from bot.language.vocabulary import Meaning

__all__ = ["Mention", "Question", "Role", "Scope", "Terms", "Unknown"]


class Role(StrEnum):
    """What the words before an area make of it."""

    PLAIN = "plain"
    WITH = "with"
    BETWEEN = "between"
    TO = "to"
    FROM = "from"
    OWNER = "owner"  # of, in, for
    POSSESSIVE = "possessive"  # 's, by: whose figure it is and nothing else
    BEFORE = "before"  # "China exports": China's, or those to China


class Scope(StrEnum):
    """How much of what a name stands for is meant."""

    ALL = "all"
    WITHOUT = "without"  # whatever is left without it: "excluding Kazakhstan"
    REST = "rest"  # what is left of it: "the rest of China"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the question, with everything it can mean."""

    text: str
    meanings: tuple[Meaning, ...]
    role: Role = Role.PLAIN
    joined: bool = False  # "and", "or" or a comma stands between it and the name before
    comma: bool = False  # of those, nothing but a comma
    scope: Scope = Scope.ALL

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions that any of its meanings names."""
        return frozenset(d for meaning in self.meanings for d, _ in meaning.codes)

    def codes(self, dimension: str) -> frozenset[str]:
        """The codes of one dimension that it can mean."""
        return frozenset(c for meaning in self.meanings for d, c in meaning.codes if d == dimension)

    def without(self, dimensions: Collection[str]) -> Mention | None:
        """The name for its other dimensions only; None where it has no others."""
        meanings = tuple(
            Meaning(tuple(pair for pair in meaning.codes if pair[0] not in dimensions))
            for meaning in self.meanings
        )
        kept = tuple(meaning for meaning in meanings if meaning.codes)
        return replace(self, meanings=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Terms:
    """The names and periods of one side of a question."""

    names: tuple[Mention, ...] = ()
    periods: tuple[PeriodPhrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.periods)


@dataclass(frozen=True, slots=True)
class Question:
    """What the reporter typed, read but not yet looked up."""

    text: str
    terms: Terms = Terms()
    cues: frozenset[Cue] = frozenset()
    against: Terms = Terms()  # what follows "vs"
    whole: Terms = Terms()  # what follows "share of", where the part stands before it
    per: Terms = Terms()  # what follows "per"
    count: int | None = None  # the 5 of "top 5"
    amount: str | None = None  # the "20bn" of "did trade hit 20bn": a number that was put to us
    place: int | None = None  # the 2 of "second largest"
    of_kind: frozenset[str] = frozenset()  # the kinds of place that are ranked: "airport"
    unknown: tuple[Unknown, ...] = ()
    corrections: tuple[Correction, ...] = ()
    follows: bool = False  # opens as a follow-up: "and exports?"
    inherited: bool = False  # something was taken from the turn before
    hand: Period | None = None  # the period its answer came to, once it has one
    hands: tuple[Period, ...] = ()  # all of them in order, where it was asked for several
    before: Terms = Terms()  # what the turn before it was about
    asked: tuple[Period, ...] = ()  # the periods its thread has had of the same, the last last
    rate: Cue | None = None  # the change that a name means by itself: "inflation"
    moved_on: Cue | None = None  # the change its answer came to: on the period before, on the year
    verdict: bool = False  # opens as a yes-or-no question: "was", "did", "is"
    opens_of: bool = False  # opens with "of": "of the Belt and Road countries?"
    part_open: bool = False  # "share of X" without a part: X is the part, or in a thread the whole
    titled: tuple[Meaning, ...] = ()  # titles of a catalogue that its words are of, if searched for
    otherwise: Question | None = None  # the other way to read it, where the first finds nothing

    @property
    def empty(self) -> bool:
        """Whether nothing of it says what is wanted."""
        cues = self.cues - {Cue.TOTAL}
        said = self.terms or self.against or self.whole or cues or self.unknown
        return not (said or self.amount)
