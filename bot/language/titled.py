"""Questions that name a title of a catalogue: "UK exports to Germany, Aug 2014".

Nothing of such a title is a name, and any word may be in it, also words that ask for
something elsewhere ("average weekly earnings"). So the words are taken as they stand,
periods and the smallest words aside, to be searched for; and once a title is found it
takes their place, so that the rest of the question is read as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.figures.codes import Kind
from bot.language.correction import NOTHING, Correction, Means, Near, Sense, correct
from bot.language.items import Item, cut
from bot.language.lexicon import CUES, Cue
from bot.language.period_words import SLICES
from bot.language.question import Question, Terms
from bot.language.reader import JOINTS
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import fold, words

__all__ = ["Titled", "TitledVocabulary", "meaning_one", "mended", "searched", "with_title"]

STAND_IN = "titlefoundbysearch"
"""What stands in a text for the words of a title: a word that nobody types."""

PARTS = frozenset({Cue.VERSUS, Cue.COMPARE})
"""Cues that part a question in two: no title reaches over them."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A question with the words of a title taken out of it."""

    words: tuple[str, ...]  # as they are looked for: a title has them all
    maybe: frozenset[str]  # words of the rest, which a title may have as well
    typed: str  # as they were typed
    text: str  # the rest, with STAND_IN in their place
    corrections: tuple[Correction, ...] = ()  # of words that no title has


class TitledVocabulary:
    """A vocabulary in which STAND_IN is a name as well."""

    def __init__(self, vocabulary: Vocabulary, meanings: Sequence[Meaning]) -> None:
        self._vocabulary = vocabulary
        self._meanings = tuple(meanings)

    def lookup(self, phrases: Collection[str]) -> Mapping[str, tuple[Meaning, ...]]:
        """As the vocabulary, and STAND_IN."""
        found = dict(self._vocabulary.lookup(phrases))
        return found | {STAND_IN: self._meanings} if STAND_IN in phrases else found

    def near(self, word: str, distance: int) -> Mapping[str, int]:
        """As the vocabulary."""
        return self._vocabulary.near(word, distance)

    def kind(self, indicator: str) -> Kind:
        """As the vocabulary."""
        return self._vocabulary.kind(indicator)

    def held(self, meaning: Meaning) -> bool:
        """As the vocabulary."""
        return self._vocabulary.held(meaning)


def searched(text: str, vocabulary: Vocabulary) -> Iterator[Titled]:
    """What may be words of a title, most of them first: all, then without those that ask."""
    items = cut(fold(text), vocabulary)
    ends = [i for i, item in enumerate(items) if PARTS & set(item.cues)]
    head = items[: ends[0]] if ends else items
    tried: set[tuple[int, ...]] = set()
    for takes in (_says_anything, _names):
        taken = tuple(place for place, item in enumerate(head) if takes(item))
        if taken and taken not in tried:
            tried.add(taken)
            yield _taken(items, taken)


MOST_MENDED = 3
"""Words of one question looked at for a slip."""


def mended(
    text: str,
    vocabulary: Vocabulary,
    near: Near,
    is_known: Callable[[str], bool],
    search: Search,
) -> tuple[str, tuple[Correction, ...]]:
    """The text with the words corrected that are nearly words of titles, and which those are.

    ``near`` finds words of titles within a distance, ``is_known`` tells whether any title has
    a word, and ``search`` what titles a text finds.
    """
    text = fold(text)
    strangers = [
        item
        for item in cut(text, vocabulary)
        if item.unknown and item.text.casefold() not in SLICES and not is_known(item.text)
    ]
    corrections: list[Correction] = []
    for place, item in reversed([*enumerate(strangers[:MOST_MENDED])]):
        others = (*strangers[:place], *strangers[MOST_MENDED:])
        found = correct(item.text, near, _meanings(text, item, others, vocabulary, search))
        if found is not None:
            corrections.insert(0, found)
            text = text[: item.start] + found.read + text[item.end :]
    return text, tuple(corrections)


Search = Callable[[str], tuple[Titled, object, bool] | None]
"""The words of a text that are of titles, what these can mean, and whether any title says no more
than they do; None where no title has them."""


def _meanings(
    text: str, item: Item, others: Sequence[Item], vocabulary: Vocabulary, search: Search
) -> Means:
    """What titles the text would find with a candidate at the item, other strangers aside."""

    def means(candidate: str) -> Sense | None:
        there = text[: item.start] + candidate + text[item.end :]
        longer = len(candidate) - len(item.text)
        for other in others:
            moved = longer if other.start > item.start else 0
            start, end = other.start + moved, other.end + moved
            there = there[:start] + " " * (end - start) + there[end:]
        found = search(there)
        if found is None:
            return None
        titled, meanings, bare = found
        if candidate not in titled.words:
            rest = [i for i in cut(fold(titled.text), vocabulary) if i.text == candidate]
            if not rest or rest[0].unknown:
                return None
            if rest[0].cues in ((Cue.FILLER,), (Cue.IS,)):
                return Sense(NOTHING)
        return Sense((meanings, titled.text), is_name=True, on_file=bare)

    return means


def _says_anything(item: Item) -> bool:
    return item.period is None and not item.amount and not set(item.cues) & JOINTS


def _names(item: Item) -> bool:
    return bool(item.meanings) or item.unknown


def _taken(items: Sequence[Item], taken: Sequence[int]) -> Titled:
    """The items with those of the title, and what joins them, as one."""
    kept: list[str] = []
    for place, item in enumerate(items):
        if place == taken[0]:
            kept.append(STAND_IN)
        inside = taken[0] <= place <= taken[-1] and bool(set(item.cues) & JOINTS)
        if place not in taken and not inside:
            kept.append(item.text)
    typed = " ".join(items[place].text for place in taken)
    others = (item.text for place, item in enumerate(items) if place not in taken)
    wanted = tuple(word for word in _keys(typed) if not _joins(word))
    maybe = {word for text in (typed, *others) for word in _keys(text)}
    return Titled(
        words=wanted or tuple(_keys(typed)),
        maybe=frozenset(maybe.difference(wanted)),
        typed=typed,
        text=" ".join(kept),
    )


def _joins(word: str) -> bool:
    """Whether it is a small word, as the first of "the UK": no title need have it."""
    return word in CUES and not set(CUES[word]) - JOINTS


def _keys(text: str) -> Iterator[str]:
    return (word.key for word in words(text) if not word.is_sign)


def with_title(
    question: Question, titled: Titled, text: str, meanings: Sequence[Meaning]
) -> Question:
    """The question with the words as they were typed, where the stand-in was read."""
    return replace(
        question,
        text=text,
        terms=_typed(question.terms, titled),
        against=_typed(question.against, titled),
        whole=_typed(question.whole, titled),
        per=_typed(question.per, titled),
        corrections=(*titled.corrections, *question.corrections),
        titled=tuple(meanings),
    )


def meaning_one(question: Question, meaning: Meaning) -> Question:
    """The question with the words of its title meaning that alone."""

    def of_one(terms: Terms) -> Terms:
        names = tuple(
            replace(mention, meanings=(meaning,))
            if mention.meanings == question.titled
            else mention
            for mention in terms.names
        )
        return replace(terms, names=names)

    return replace(
        question,
        terms=of_one(question.terms),
        against=of_one(question.against),
        whole=of_one(question.whole),
        per=of_one(question.per),
        titled=(meaning,),
    )


def _typed(terms: Terms, titled: Titled) -> Terms:
    names = tuple(
        replace(mention, text=titled.typed) if mention.text == STAND_IN else mention
        for mention in terms.names
    )
    return replace(terms, names=names)
