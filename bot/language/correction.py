"""Words that are nearly a name: when to read them as it, and when to ask.

A word is corrected only where it is one optimal-string-alignment step from a
known word (two from eight letters on), and no name on file that means something
else lies within one step more. Words of four letters or fewer, months, scale
words and ordinary English words are never touched, and of a short word the first
letter is believed. No similarity score is used: none is safe ("frieght" is as
near "freight" as "million" is to "billion"). Two words run together are parted
where that can be done in one way only.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.language.lexicon import CUES
from bot.language.period_words import word_set
from bot.language.spelling import WordList
from bot.language.words import key

__all__ = ["NOTHING", "Correction", "Means", "Sense", "correct", "part", "suggestions"]

NOTHING = "nothing"
"""What a filler means."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means in its place: names, cues, a period, or NOTHING."""

    what: object
    is_name: bool = False
    on_file: bool = False  # a name of something that there are figures of


SHORTEST = 5
"""Letters of the shortest word that may be corrected."""

SHORTEST_PART = 2
"""Letters of the shorter of two words run together."""

LONG = 8
"""Letters from which two slips are allowed."""

ORDINARY = frozenset(
    Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8").split()
)
"""Words that people write and mean: never a slip for a name, and unknown where they are none."""

_MONTHS = tuple(name.casefold() for name in month_name if name)
_PERIOD_WORDS = word_set(
    "first second third fourth half quarter quarters month months year years week weeks latest "
    "since between previous past last recent"
)

Near = Callable[[str, int], Mapping[str, int]]
Means = Callable[[str], Sense | None]
Known = Callable[[str, str], bool]
"""Whether two words in place of one would both be read, and name something."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed and as read."""

    typed: str
    read: str


def correct(word: str, near: Near, means: Means) -> Correction | None:
    """The one thing the word can have been meant as, or None.

    ``near`` finds words of names within a distance; ``means`` tells what a
    candidate would mean in the word's place, None for nothing.
    """
    typed = key(word)
    if not _may_be_slip(typed):
        return None
    allowed = _allowed(typed)
    fitting = _fitting(typed, allowed + 1, near, means)
    best = min((steps for steps, _ in fitting.values()), default=allowed + 1)
    named = any(sense.is_name for steps, sense in fitting.values() if steps == best)
    if best > (allowed if named else 1) or _says_nothing(fitting, best):
        return None
    rivals = {
        repr(sense.what)
        for steps, sense in fitting.values()
        if steps == best or (steps == best + 1 and sense.on_file)
    }
    return Correction(word, _spelt(fitting, best)) if len(rivals) == 1 else None


def _says_nothing(fitting: Mapping[str, tuple[int, Sense]], best: int) -> bool:
    """Whether the word would be read as one that is skipped: what it said would be lost."""
    return any(sense.what == NOTHING for steps, sense in fitting.values() if steps == best)


def part(word: str, known: Known) -> Correction | None:
    """Two words that were typed as one: "novtrade", "beltand road"."""
    typed = key(word)
    if len(typed) <= SHORTEST or not typed.isalpha() or typed in ORDINARY:
        return None
    places = range(SHORTEST_PART, len(typed) - SHORTEST_PART + 1)
    found = [place for place in places if known(typed[:place], typed[place:])]
    if len(found) != 1:
        return None
    return Correction(word, f"{typed[: found[0]]} {typed[found[0] :]}")


def _may_be_slip(typed: str) -> bool:
    return len(typed) >= SHORTEST and typed.isalpha() and typed not in ORDINARY


def suggestions(word: str, near: Near, means: Means) -> tuple[str, ...]:
    """Up to three names that may have been meant, the nearest first.

    No further off than a correction may be: a stranger suggestion is worse than none.
    """
    typed = key(word)
    if not _may_be_slip(typed):
        return ()
    fitting = _fitting(typed, _allowed(typed), near, means)
    named = [name for name, (_, sense) in fitting.items() if sense.what != NOTHING]
    return tuple(sorted(named, key=lambda name: (fitting[name][0], name))[:3])


def _allowed(typed: str) -> int:
    return 2 if len(typed) >= LONG else 1


def _spelt(fitting: Mapping[str, tuple[int, Sense]], best: int) -> str:
    return min(name for name, (steps, _) in fitting.items() if steps == best)


def _fitting(typed: str, limit: int, near: Near, means: Means) -> dict[str, tuple[int, Sense]]:
    close = dict(near(typed, limit))
    close.update(_near_own_words(typed, limit))
    likely = {name: steps for name, steps in close.items() if _slip(typed, name)}
    meant = ((name, steps, means(name)) for name, steps in likely.items())
    return {name: (steps, sense) for name, steps, sense in meant if sense is not None}


def _slip(typed: str, name: str) -> bool:
    """Whether one can be a slip for the other, rather than another word.

    Nobody drops two letters by accident, and a prefix is no slip: "adjusted" is
    not "unadjusted", nor "services" "series". The first letter of a short word is
    seldom wrong: "sales" is not "Wales"; it may be missing, doubled or late.
    """
    if abs(len(typed) - len(name)) > 1:
        return False
    if typed[0] == name[0] or len(typed) >= LONG:
        return True
    return typed in (name[1:], name[1] + name[0] + name[2:]) or typed[1:] == name


@lru_cache(maxsize=4096)
def _near_own_words(typed: str, limit: int) -> dict[str, int]:
    return _own_words().near(typed, limit)


@lru_cache(maxsize=1)
def _own_words() -> WordList:
    """The desk's own words worth correcting to: short ones are too near everything."""
    cues = {word for phrase in CUES for word in phrase.split() if len(word) >= SHORTEST - 1}
    return WordList([*cues, *_MONTHS, *_PERIOD_WORDS])
