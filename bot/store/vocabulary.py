"""The names on file, as questions are read with them.

A measure, product or place of which every figure is held back (restricted, or under embargo
still) has no name: a word that only its names have is one that nobody knows.
"""

# ruff: noqa: S608 - what is put into SQL here are names and numbers of ours

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import partial
from itertools import product

from bot.figures.codes import Kind
from bot.language.spelling import WordList
from bot.language.vocabulary import Meaning
from bot.store.reading import Reader

__all__ = ["StoredVocabulary"]

_LOOK_UP = (
    "SELECT phrase, means FROM names WHERE phrase IN (SELECT value FROM json_each(?))"
    " ORDER BY phrase, means"
)


class StoredVocabulary:
    """The names of one database; satisfies ``bot.language.vocabulary.Vocabulary``."""

    def __init__(self, reader: Reader, held_back: Callable[[], frozenset[int]]) -> None:
        """``held_back``: the series of which no figure may be seen."""
        self._reader = reader
        self._held_back = held_back

    def lookup(self, phrases: Collection[str]) -> Mapping[str, tuple[Meaning, ...]]:
        """The meanings of those phrases that are names."""
        found: dict[str, tuple[Meaning, ...]] = {}
        asked = json.dumps(list(phrases))
        for phrase, means in self._reader.connection.execute(_LOOK_UP, (asked,)):
            meaning = _meaning(means)
            if self._secret.isdisjoint(meaning.codes):
                found[phrase] = (*found.get(phrase, ()), meaning)
        return found

    def near(self, word: str, distance: int) -> Mapping[str, int]:
        """Words of names within that distance (optimal string alignment), with theirs."""
        found = self._reader.remember(
            ("near", word, distance), lambda: self._word_list().near(word, distance)
        )
        secret = self._secret_words
        return {near: far for near, far in found.items() if near not in secret} if secret else found

    def held(self, meaning: Meaning) -> bool:
        """Whether some series on file, and not held back, has all the codes of the meaning."""
        key = ("held", self._held_back(), *meaning.codes)
        return self._reader.remember(key, partial(self._is_held, meaning))

    def kind(self, indicator: str) -> Kind:
        """What a measure is: the KIND of its row. Raises KeyError for one that has none."""
        return self._reader.remember(("kind", indicator), partial(self._find_kind, indicator))

    def _find_kind(self, indicator: str) -> Kind:
        row = self._reader.connection.execute(
            "SELECT kind FROM indicators WHERE code = ?", (indicator,)
        ).fetchone()
        if row is None:
            raise KeyError(indicator)
        return Kind(row[0])

    def secret_indicators(self) -> frozenset[str]:
        """Codes of the measures of which every series is held back."""
        return frozenset(code for dimension, code in self._secret if dimension == "indicator")

    @property
    def _secret(self) -> frozenset[tuple[str, str]]:
        """The measures, products and places of which every series is held back."""
        back = self._held_back()
        if not back:
            return frozenset()
        return self._reader.remember(("secret", back), lambda: self._find_secret(back))

    def _find_secret(self, back: frozenset[int]) -> frozenset[tuple[str, str]]:
        numbers = ", ".join(map(str, back))
        found: set[tuple[str, str]] = set()
        for dimension, ways in _NAMED.items():
            asked = " UNION ".join(
                f"SELECT one.{column} FROM series AS one WHERE one.id IN ({numbers}){only}"
                for column, only in ways
            )
            for (code,) in self._reader.connection.execute(asked).fetchall():
                if not self._is_seen([column for column, _ in ways], code, numbers):
                    found.add((dimension, code))
        return frozenset(found)

    def _is_seen(self, columns: Collection[str], code: str, back: str) -> bool:
        return any(
            self._reader.connection.execute(
                f"SELECT 1 FROM series WHERE {column} = ? AND id NOT IN ({back}) LIMIT 1", (code,)
            ).fetchone()
            for column in columns
        )

    @property
    def _secret_words(self) -> frozenset[str]:
        """Words that are in no name but those of such measures."""
        secret = self._secret
        if not secret:
            return frozenset()
        return self._reader.remember(("secret words", secret), self._find_secret_words)

    def _find_secret_words(self) -> frozenset[str]:
        words: dict[bool, set[str]] = {True: set(), False: set()}
        for phrase, means in self._reader.connection.execute("SELECT phrase, means FROM names"):
            secret = not self._secret.isdisjoint(_meaning(means).codes)
            words[secret].update(phrase.split())
        return frozenset(words[True] - words[False])

    def _is_held(self, meaning: Meaning) -> bool:
        """An area may be on either side of a series; each is looked up by its own index."""
        pairs = [(_COLUMNS.get(name, (name,)), code) for name, code in meaning.codes]
        values = tuple(code for _, code in pairs)
        for columns in product(*(columns for columns, _ in pairs)):
            where = " AND ".join(f"{column} = ?" for column in columns)
            back = ", ".join(map(str, self._held_back()))
            seen = f" AND id NOT IN ({back})" if back else ""
            sql = f"SELECT 1 FROM series WHERE {where}{seen} LIMIT 1"
            if self._reader.connection.execute(sql, values).fetchone() is not None:
                return True
        return False

    def _word_list(self) -> WordList:
        """The words of all names, read the first time that something is misspelt."""
        return self._reader.remember("words", self._words)

    def _words(self) -> WordList:
        return WordList(
            word for (word,) in self._reader.connection.execute("SELECT word FROM words")
        )


_PLACE = " AND (SELECT kind FROM areas WHERE code = one.{}) = 'place'"

_NAMED = {
    "indicator": [("indicator", "")],
    "product": [("product", " AND one.product NOT LIKE '\\_%' ESCAPE '\\'")],
    "area": [(name, _PLACE.format(name)) for name in ("ref_area", "counterpart_area")],
}
"""Dimensions of names that can be secret, with the columns of ``series`` that have them. Countries
and their parts are known to everybody, as is "all products"."""

_COLUMNS = {"area": ("ref_area", "counterpart_area")}
"""Columns of ``series`` that a dimension of a name stands for; else the one of its name."""


def _meaning(means: str) -> Meaning:
    pairs = (pair.partition("=") for pair in means.split())
    return Meaning(tuple((dimension.lower(), code) for dimension, _, code in pairs))
