"""Words that are nearly a name: when to read them as it, and when to ask.

A word is corrected only where it is one optimal-string-alignment step from a
known word (two from eight letters on), and everything known within one step
more would mean the same thing there. Words of four letters or fewer, months and
scale words are never touched. No similarity score is used: none is safe
("frieght" is as near "freight" as "million" is to "billion").
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language.lexicon import CUES
from bot.language.spelling import WordList
from bot.language.words import key

__all__ = ["NOTHING", "Correction", "Means", "correct", "suggestions"]

NOTHING = "nothing"
"""What a filler means."""

SHORTEST = 5
"""Letters of the shortest word that may be corrected."""

_MONTHS = tuple(name.casefold() for name in month_name if name)
_PERIOD_WORDS = [*_MONTHS, "quarter", "quarters", "month", "months", "latest", "since", "between"]

Near = Callable[[str, int], Mapping[str, int]]
Means = Callable[[str], object | None]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed and as read."""

    typed: str
    read: str


def correct(word: str, near: Near, means: Means) -> Correction | None:
    """The one thing the word can have been meant as, or None.

    ``near`` finds words of names within a distance; ``means`` tells what a
    candidate would mean in the word's place, None for nothing. A word that says
    nothing (NOTHING: "large", "made") is no rival to a name that is nearer.
    """
    typed = key(word)
    if len(typed) < SHORTEST or not typed.isalpha():
        return None
    allowed = _allowed(typed)
    fitting = _fitting(typed, allowed + 1, near, means)
    if not fitting:
        return None
    best = min(steps for steps, _ in fitting.values())
    rivals = {
        repr(meaning)
        for steps, meaning in fitting.values()
        if steps <= (best if meaning == NOTHING else best + 1)
    }
    if best > allowed or len(rivals) > 1:
        return None
    return Correction(word, _spelt(fitting, best))


def suggestions(word: str, near: Near, means: Means) -> tuple[str, ...]:
    """Up to three names that may have been meant, the nearest first.

    No further off than a correction may be: a stranger suggestion is worse than none.
    """
    typed = key(word)
    if len(typed) < SHORTEST or not typed.isalpha():
        return ()
    fitting = _fitting(typed, _allowed(typed), near, means)
    named = [name for name, (_, meaning) in fitting.items() if meaning != NOTHING]
    return tuple(sorted(named, key=lambda name: (fitting[name][0], name))[:3])


def _allowed(typed: str) -> int:
    return 2 if len(typed) >= 8 else 1


def _spelt(fitting: Mapping[str, tuple[int, object]], best: int) -> str:
    return min(name for name, (steps, _) in fitting.items() if steps == best)


def _fitting(typed: str, limit: int, near: Near, means: Means) -> dict[str, tuple[int, object]]:
    close = dict(near(typed, limit))
    close.update(_near_own_words(typed, limit))
    likely = {name: steps for name, steps in close.items() if _slip(typed, name)}
    meant = ((name, steps, means(name)) for name, steps in likely.items())
    return {name: (steps, meaning) for name, steps, meaning in meant if meaning is not None}


def _slip(typed: str, name: str) -> bool:
    """Whether one can be a slip for the other, rather than another word.

    Nobody drops two letters by accident, and a prefix is no slip: "adjusted" is
    not "unadjusted", nor "services" "series".
    """
    return abs(len(typed) - len(name)) <= 1


@lru_cache(maxsize=4096)
def _near_own_words(typed: str, limit: int) -> dict[str, int]:
    return _own_words().near(typed, limit)


@lru_cache(maxsize=1)
def _own_words() -> WordList:
    """The desk's own words worth correcting to: short ones are too near everything."""
    cues = {word for phrase in CUES for word in phrase.split() if len(word) >= SHORTEST - 1}
    return WordList([*cues, *_PERIOD_WORDS])
