"""Words that are nearly a name: when to read them as it, and when to ask.

A word is corrected only where it is one optimal-string-alignment step from a
known word (two from eight letters on), and no name on file that means something
else lies within one step more. Names of four letters or fewer, months, scale
words and words of English are never touched, since whoever writes "airports" does
not mean "imports"; of a short word the first letter is believed. No similarity
score is used: none is safe ("frieght" is as near "freight" as "million" is to
"billion"). Two words run together are parted where that can be done in one way only.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language.inflection import same_word
from bot.language.lexicon import CUES
from bot.language.ordinary import ordinary
from bot.language.period_words import word_set
from bot.language.spelling import WordList
from bot.language.vocabulary import Meaning
from bot.language.words import key

__all__ = [
    "NOTHING",
    "SHORTEST",
    "Correction",
    "Means",
    "Near",
    "Sense",
    "correct",
    "of_verb",
    "owner",
    "part",
    "suggestions",
]

NOTHING = "nothing"
"""What a filler means."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means in its place: names, cues, a period, or NOTHING."""

    what: object
    is_name: bool = False
    on_file: bool = False  # a name of something that there are figures of
    is_phrase: bool = False  # takes in words beside it


SHORTEST = 5
"""Letters of the shortest word that may be corrected."""

SHORTEST_PART = 2
"""Letters of the shorter of two words run together."""

LONG = 8
"""Letters from which two slips are allowed."""


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
    if not typed.isalpha():
        return None
    if len(typed) < SHORTEST:
        return _asking_word(word, near, means)
    allowed = _allowed(typed)
    close = _close(typed, allowed + 1, near)
    if typed in ordinary():
        close = {name: steps for name, steps in close.items() if same_word(typed, name)}
    fitting = _fitting(typed, close, means)
    if typed in ordinary():
        # "state" is no slip for the States.
        fitting = {
            n: (steps, sense) for n, (steps, sense) in fitting.items() if not _is_place(sense)
        }
    best = min((steps for steps, _ in fitting.values()), default=allowed + 1)
    named = any(sense.is_name for steps, sense in fitting.values() if steps == best)
    if best > (allowed if named else 1) or _says_nothing(typed, fitting, best):
        return None
    rivals = {
        repr(sense.what)
        for steps, sense in (*fitting.values(), *_shortened(typed, best, close, means).values())
        if steps == best or (steps == best + 1 and sense.on_file)
    }
    if len(rivals) != 1:
        return None
    read = _spelt(fitting, best)
    place = _is_place(fitting[read][1]) and not fitting[read][1].is_phrase
    return Correction(word, read.capitalize() if place or word[:1].isupper() else read)


def _asking_word(word: str, near: Near, means: Means) -> Correction | None:
    """A short word of asking with two letters swapped: "mnay"; no name, and no word as it is."""
    typed = key(word)
    if len(typed) != SHORTEST - 1 or typed in ordinary():
        return None
    if any((sense := means(name)) and sense.is_name for name in near(typed, 1)):
        return None
    meant = [name for name in _swaps(typed) if name in CUES and means(name) is not None]
    return Correction(word, meant[0]) if len(meant) == 1 else None


def _swaps(typed: str) -> tuple[str, ...]:
    """The word with each two neighbouring letters swapped."""
    swapped = (
        typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]
        for place in range(len(typed) - 1)
    )
    return tuple(dict.fromkeys(name for name in swapped if name != typed))


def _says_nothing(typed: str, fitting: Mapping[str, tuple[int, Sense]], best: int) -> bool:
    """Whether the word would be read as one that is skipped: what it said would be lost.

    Two letters swapped are the surest slip there is: "abuot" says what "about" does.
    """
    said = {name for name, (steps, sense) in fitting.items() if steps == best}
    return any(fitting[name][1].what == NOTHING and name not in _swaps(typed) for name in said)


def _shortened(
    typed: str, best: int, close: Mapping[str, int], means: Means
) -> dict[str, tuple[int, Sense]]:
    """Names as near that the word lacks two letters of: "unemploymt" may be either of two."""
    there = {
        name: steps
        for name, steps in close.items()
        if steps == best and len(name) - len(typed) > 1 and name[0] == typed[0]
    }
    meant = ((name, steps, means(name)) for name, steps in there.items())
    return {name: (steps, sense) for name, steps, sense in meant if sense and sense.is_name}


def owner(word: str, means: Means) -> str | None:
    """A place whose apostrophe was left out: "Chinas exports" are China's."""
    typed = key(word)
    if len(typed) < SHORTEST or not typed.endswith("s") or typed in ordinary():
        return None
    sense = means(typed.removesuffix("s"))
    return f"{word[:-1]}'s" if sense is not None and _is_place(sense) else None


def _is_place(sense: Sense) -> bool:
    """Whether the word names an area and nothing else."""
    meanings = sense.what if isinstance(sense.what, tuple) else ()
    return {d for m in meanings if isinstance(m, Meaning) for d, _ in m.codes} == {"area"}


def of_verb(word: str, means: Means) -> Correction | None:
    """The measure that a verb is of: "how much did the government borrow" is of its borrowing."""
    typed = key(word)
    if len(typed) < SHORTEST or not typed.isalpha():
        return None
    measure = f"{typed}ing"
    sense = means(measure)
    named = sense is not None and sense.is_name and sense.on_file
    return Correction(word, measure) if named else None


def part(word: str, known: Known) -> Correction | None:
    """Two words that were typed as one: "novtrade", "beltand road"."""
    typed = key(word)
    if len(typed) <= SHORTEST or not typed.isalpha() or typed in ordinary():
        return None
    places = range(SHORTEST_PART, len(typed) - SHORTEST_PART + 1)
    found = [place for place in places if known(typed[:place], typed[place:])]
    if len(found) != 1:
        return None
    return Correction(word, f"{typed[: found[0]]} {typed[found[0] :]}")


def suggestions(word: str, near: Near, means: Means) -> tuple[str, ...]:
    """Up to three names that may have been meant, the nearest first.

    No further off than a correction may be: a stranger suggestion is worse than none.
    Of a word of English or a short one only what the words beside it speak for, and
    names that begin as it does.
    """
    typed = key(word)
    if not typed.isalpha() or len(typed) < SHORTEST - 1:
        return ()
    if len(typed) < SHORTEST or typed in ordinary():
        fitting = _spoken_for(typed, near, means)
    else:
        close = _close(typed, _allowed(typed), near)
        fitting = _fitting(typed, close, means)
        nearest = min((steps for steps, _ in fitting.values()), default=_allowed(typed))
        fitting |= _shortened(typed, nearest, close, means)
    named = [name for name, (_, sense) in fitting.items() if sense.what != NOTHING]
    return tuple(sorted(named, key=lambda name: (fitting[name][0], name))[:3])


def _spoken_for(typed: str, near: Near, means: Means) -> dict[str, tuple[int, Sense]]:
    """Words one slip away that make a phrase with their neighbours: a consumer "prise" index."""
    meant = ((name, means(name)) for name in _close(typed, 1, near))
    found = {
        name: (1, sense)
        for name, sense in meant
        if sense is not None and (sense.is_phrase or _begins_as(typed, name, sense))
    }
    phrases = {name: pair for name, pair in found.items() if pair[1].is_phrase}
    if phrases:
        return phrases
    joints = ((name, means(name)) for name in _swaps(typed) if name in CUES)
    return found | {name: (1, sense) for name, sense in joints if sense is not None}


def _allowed(typed: str) -> int:
    return 2 if len(typed) >= LONG else 1


def _spelt(fitting: Mapping[str, tuple[int, Sense]], best: int) -> str:
    return min(name for name, (steps, _) in fitting.items() if steps == best)


def _begins_as(typed: str, name: str, sense: Sense) -> bool:
    """Whether an autocorrected word may hide the name: "experts" to the EU."""
    return sense.is_name and sense.on_file and len(typed) >= SHORTEST and typed[0] == name[0]


def _close(typed: str, limit: int, near: Near) -> dict[str, int]:
    """Words of names and of asking within that distance, with theirs."""
    return {**near(typed, limit), **_near_own_words(typed, limit)}


def _fitting(typed: str, close: Mapping[str, int], means: Means) -> dict[str, tuple[int, Sense]]:
    """Those of the words that can have been meant, with what each would mean there."""
    likely = {name: steps for name, steps in close.items() if _slip(typed, name)}
    meant = ((name, steps, means(name)) for name, steps in likely.items())
    return {name: (steps, sense) for name, steps, sense in meant if sense is not None}


def _slip(typed: str, name: str) -> bool:
    """Whether one can be a slip for the other, rather than another word.

    Nobody drops two letters by accident, and a prefix is no slip: "adjusted" is
    not "unadjusted", "services" not "series", nor "reflation" "inflation". The first
    letter of a short word is seldom wrong: "sales" is not "Wales"; it may be missing,
    doubled or late.
    """
    if abs(len(typed) - len(name)) > 1 or _prefixed_unlike(typed, name):
        return False
    if typed[0] == name[0] or len(typed) >= LONG:
        return True
    return typed in (name[1:], name[1] + name[0] + name[2:]) or typed[1:] == name


_PREFIXES = {
    **dict.fromkeys(["in", "im", "en", "em", "un"], "in"),  # one letter off, and of one sense
    **{prefix: prefix for prefix in ("de", "re", "ex", "dis", "mis", "non", "pre", "sub")},
    **{prefix: prefix for prefix in ("over", "under", "out", "up", "down", "inter", "intra")},
}


def _prefixed_unlike(typed: str, name: str) -> bool:
    """Whether the words are one stem with prefixes of another sense before it."""
    stems = {typed[len(p) :]: sense for p, sense in _PREFIXES.items() if typed.startswith(p)}
    return any(
        name.startswith(p) and stems.get(name[len(p) :], sense) != sense
        for p, sense in _PREFIXES.items()
    )


@lru_cache(maxsize=4096)
def _near_own_words(typed: str, limit: int) -> dict[str, int]:
    return _own_words().near(typed, limit)


@lru_cache(maxsize=1)
def _own_words() -> WordList:
    """The desk's own words worth correcting to: short ones are too near everything."""
    cues = {word for phrase in CUES for word in phrase.split() if len(word) >= SHORTEST - 1}
    return WordList([*cues, *_MONTHS, *_PERIOD_WORDS])
