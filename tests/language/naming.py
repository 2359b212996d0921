"""Names for tests: a vocabulary in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.figures.codes import Kind
from bot.language.spelling import WordList
from bot.language.vocabulary import Meaning

__all__ = ["Names"]


class Names:
    """Names with what they mean, as rows of aliases have it; all of it is on file."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {name: tuple(map(_meaning, m.split("|"))) for name, m in names.items()}
        self._words = WordList(word for name in names for word in name.split())

    def lookup(self, phrases: Collection[str]) -> Mapping[str, tuple[Meaning, ...]]:
        return {phrase: self._names[phrase] for phrase in phrases if phrase in self._names}

    def near(self, word: str, distance: int) -> Mapping[str, int]:
        return self._words.near(word, distance)

    def kind(self, indicator: str) -> Kind:
        return Kind.PRICE if indicator == "BRENT" else Kind.FLOW

    def held(self, meaning: Meaning) -> bool:
        return any(
            set(meaning.codes) <= set(there.codes)
            for meanings in self._names.values()
            for there in meanings
        )


def _meaning(means: str) -> Meaning:
    pairs = (pair.partition("=") for pair in means.split())
    return Meaning(tuple((dimension.lower(), code) for dimension, _, code in pairs))
