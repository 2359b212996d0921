"""The names on file, as questions are read with them.

Spelling: a word's near neighbours are looked for among words of about its
length only, and a set of the letters in each, kept as bits, throws out nearly
all of those before any distance is worked out: one edit changes at most two
letters of the set. That takes milliseconds at tens of thousands of words,
which are read the first time that something is misspelt.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from bot.language.spelling import distance
from bot.language.vocabulary import Meaning
from bot.store.reading import Reader

__all__ = ["StoredVocabulary"]

_LOOK_UP = (
    "SELECT phrase, means FROM names WHERE phrase IN (SELECT value FROM json_each(?))"
    " ORDER BY phrase, means"
)

Letters = int
"""Which letters a word has, one bit each (several share one beyond the alphabet)."""


class StoredVocabulary:
    """The names of one database; satisfies ``bot.language.vocabulary.Vocabulary``."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def lookup(self, phrases: Collection[str]) -> Mapping[str, tuple[Meaning, ...]]:
        """The meanings of those phrases that are names."""
        found: dict[str, tuple[Meaning, ...]] = {}
        asked = json.dumps(list(phrases))
        for phrase, means in self._reader.connection.execute(_LOOK_UP, (asked,)):
            found[phrase] = (*found.get(phrase, ()), _meaning(means))
        return found

    def near(self, word: str, distance: int) -> Mapping[str, int]:
        """Words of names within that distance (optimal string alignment), with theirs."""
        return self._reader.remember(("near", word, distance), lambda: self._near(word, distance))

    def _near(self, word: str, limit: int) -> Mapping[str, int]:
        by_length = self._reader.remember("words", self._words)
        letters, changed = _letters(word), 2 * limit
        found = {}
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other, others in by_length.get(length, ()):
                if (letters ^ others).bit_count() <= changed:
                    steps = distance(word, other, limit)
                    if steps is not None:
                        found[other] = steps
        return found

    def _words(self) -> Mapping[int, list[tuple[str, Letters]]]:
        by_length: dict[int, list[tuple[str, Letters]]] = {}
        for word, length in self._reader.connection.execute("SELECT word, length FROM words"):
            by_length.setdefault(length, []).append((word, _letters(word)))
        return by_length


def _meaning(means: str) -> Meaning:
    pairs = (pair.partition("=") for pair in means.split())
    return Meaning(tuple((dimension.lower(), code) for dimension, _, code in pairs))


def _letters(word: str) -> Letters:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
