"""Words that are nearly a name: mended where one thing alone can be meant, else told as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.language.correction import (
    NOTHING,
    Correction,
    Means,
    Sense,
    correct,
    of_verb,
    owner,
    part,
    suggestions,
)
from bot.language.items import Item, cut
from bot.language.lexicon import (
    CUES,
    SCALES,
    Cue,
)
from bot.language.period_words import SLICES
from bot.language.periods import PeriodPhrase, find_periods
from bot.language.unread import Unknown, gathered
from bot.language.vocabulary import Vocabulary
from bot.language.words import key

__all__ = ["mended", "unread"]


MOST_MENDED = 5
"""Words of one question looked at for a slip; a text with more of them is no question."""

_ASKED_OF_VERB = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)

MOST_SUGGESTED = 10
"""Unread words of a text for which names are suggested; none where there are more."""


def mended(text: str, vocabulary: Vocabulary) -> tuple[str, list[Item], tuple[Correction, ...]]:
    """The text with its slips mended, its items, and what was mended.

    A mended text is read anew: "electirc vehicle" is a name only once its first
    word is right. Its second was right as it stood, and is no correction.
    """
    items = cut(text, vocabulary)
    corrections: list[Correction] = []
    strangers = [i for i in items if i.unknown and i.text.casefold() not in SLICES]
    typed = text
    for item in reversed(strangers[:MOST_MENDED]):
        means = _meanings(text, item, vocabulary)
        owned = owner(item.text, means)
        found = None if owned else correct(item.text, vocabulary.near, means)
        if found is None and owned is None and _ASKED_OF_VERB.search(text[: item.start]):
            found = of_verb(item.text, means)
        found = found or part(item.text, _known(text, item, vocabulary))
        if owned is not None:
            text = text[: item.start] + owned + text[item.end :]
        elif found is not None and found.read.casefold() != item.text.casefold():
            corrections.insert(0, found)
            text = text[: item.start] + found.read + text[item.end :]
    return text, (cut(text, vocabulary) if text != typed else items), tuple(corrections)


def _meanings(text: str, item: Item, vocabulary: Vocabulary) -> Means:
    """What the text would say at the item with a candidate in its place."""

    def means(candidate: str) -> Sense | None:
        if candidate in SCALES:
            return None
        there = _put(text, item, candidate, vocabulary)
        if not there or there[0].unknown:
            return None
        if there[0].cues in ((Cue.FILLER,), (Cue.IS,)):
            return Sense(NOTHING)
        meanings = there[0].meanings
        on_file = any(vocabulary.held(meaning) for meaning in meanings)
        asked = tuple(cue for cue in there[0].cues if cue is not Cue.MOVED)  # "grow" is "growth"
        what = meanings or asked or _meant(there[0].period)
        wide = there[0].start < item.start or there[0].end > item.start + len(candidate)
        return Sense(what, bool(meanings), on_file, wide)

    return means


def _known(text: str, item: Item, vocabulary: Vocabulary) -> Callable[[str, str], bool]:
    """Whether two words in the item's place would both be read, one of them as what is asked of."""

    def known(first: str, second: str) -> bool:
        if not (_is_word(first, vocabulary) and _is_word(second, vocabulary)):
            return False
        there = _put(text, item, f"{first} {second}", vocabulary)
        if any(i.unknown or i.number is not None for i in there):
            return False
        return any(i.meanings or i.period for i in there)

    return known


def _is_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it can be read at all: a quick look before the whole text is read anew."""
    return text in CUES or bool(vocabulary.near(text, 0)) or bool(find_periods(text))


def _put(text: str, item: Item, words_there: str, vocabulary: Vocabulary) -> list[Item]:
    """The items that other words in the item's place would make."""
    changed = text[: item.start] + words_there + text[item.end :]
    end = item.start + len(words_there)
    return [i for i in cut(changed, vocabulary) if i.start < end and item.start < i.end]


def _meant(phrase: PeriodPhrase | None) -> object:
    """The period a phrase means, however it is written."""
    return None if phrase is None else phrase.meaning


def unread(
    text: str,
    items: Sequence[Item],
    loose: Sequence[Unknown],
    vocabulary: Vocabulary,
    *,
    suggesting: bool,
) -> tuple[Unknown, ...]:
    """The words that could not be read, and those that count nothing, as they are told."""
    strangers = [item for item in items if item.unknown]
    suggesting = suggesting and len(strangers) <= MOST_SUGGESTED
    unknown = [
        _suggested(text, item, vocabulary)
        if suggesting and place < MOST_MENDED
        else Unknown(item.text, start=item.start)
        for place, item in enumerate(strangers)
    ]
    said = [(item.start, item.end) for item in items if item.meanings or item.period]
    return gathered(text, [*unknown, *loose], said, lambda w: bool(vocabulary.near(key(w), 0)))


def _suggested(text: str, item: Item, vocabulary: Vocabulary) -> Unknown:
    """The word with what may have been meant, and the place of the phrase that would make."""
    likely = suggestions(item.text, vocabulary.near, _meanings(text, item, vocabulary))
    phrase = None
    for name in likely[:1]:
        there = _put(text, item, name, vocabulary)[0]
        longer = len(name) - len(item.text)
        if there.start < item.start or there.end > item.end + longer:
            phrase = (there.start, there.end - longer)
    return Unknown(item.text, likely, item.start, phrase)
