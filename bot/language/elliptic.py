"""Half a name in a thread: "domestic", after "air passengers", is domestic passengers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language.question import Mention, Question, Terms
from bot.language.reading import read
from bot.language.unread import Unknown
from bot.language.vocabulary import Vocabulary
from bot.language.words import phrase_key

__all__ = ["completed"]


def completed(question: Question, thread: Terms, vocabulary: Vocabulary) -> Question:
    """The question with words that only the thread makes a name of read as that name."""
    text = question.text
    for unknown in reversed(question.unknown):
        whole = None if unknown.suggestions else _whole(unknown, thread.names, vocabulary)
        if whole is None:
            return question
        text = text[: unknown.start] + whole + text[unknown.end :]
    if text == question.text:
        return question
    again = read(text, vocabulary)
    return question if again.unknown else again


def _whole(unknown: Unknown, names: Sequence[Mention], vocabulary: Vocabulary) -> str | None:
    """The one name that the words make with some of a measure's in the thread."""
    measures = [m.text for m in names if "indicator" in m.dimensions]
    possible = {phrase_key(p): p for text in measures for p in _joined(unknown.word, text)}
    found = vocabulary.lookup(list(possible))
    meanings = set(found.values())
    return possible[min(found, key=len)] if len(meanings) == 1 else None


def _joined(word: str, name: str) -> Iterator[str]:
    words = name.split()
    for place in range(len(words)):
        yield f"{word} {' '.join(words[place:])}"
        yield f"{' '.join(words[: place + 1])} {word}"
