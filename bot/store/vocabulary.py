"""The names on file, as questions are read with them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial
from itertools import product

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
        return self._reader.remember(
            ("near", word, distance), lambda: self._word_list().near(word, distance)
        )

    def held(self, meaning: Meaning) -> bool:
        """Whether some series on file has all the codes of the meaning."""
        return self._reader.remember(("held", *meaning.codes), partial(self._is_held, meaning))

    def _is_held(self, meaning: Meaning) -> bool:
        """An area may be on either side of a series; each is looked up by its own index."""
        pairs = [(_COLUMNS.get(name, (name,)), code) for name, code in meaning.codes]
        values = tuple(code for _, code in pairs)
        for columns in product(*(columns for columns, _ in pairs)):
            where = " AND ".join(f"{column} = ?" for column in columns)
            sql = f"SELECT 1 FROM series WHERE {where} LIMIT 1"  # noqa: S608 - our own columns
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


_COLUMNS = {"area": ("ref_area", "counterpart_area")}
"""Columns of ``series`` that a dimension of a name stands for; else the one of its name."""


def _meaning(means: str) -> Meaning:
    pairs = (pair.partition("=") for pair in means.split())
    return Meaning(tuple((dimension.lower(), code) for dimension, _, code in pairs))
