"""How many people a rate is: the count that goes with it, where a name on file says which.

"Unemployment people" is an alias of the unemployed: so "how many people is that?", after the
unemployment rate, is the number of them. No likeness of names is gone by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.figures.codes import Kind
from bot.language.question import Mention, Question
from bot.language.vocabulary import Vocabulary
from bot.language.words import phrase_key

__all__ = ["asks_count", "counted"]

_PEOPLE = "people"

_HOW_MANY = re.compile(
    r"\b(?:how many|(?:the )?number of) (?:people|persons)\b"
    r"|\b\d[\d,.]*(?: ?(?:thousand|million|k|m))? (?:people|persons)\b"
    r"|^\W*(?:and |in |in terms of )?(?:people|persons)\W*$",
    re.IGNORECASE,
)


def asks_count(question: Question) -> bool:
    """Whether a number of people is asked for."""
    return _HOW_MANY.search(question.text) is not None


def counted(question: Question, vocabulary: Vocabulary) -> Question:
    """The question with each rate replaced by its count, where people are asked for."""
    if not asks_count(question):
        return question
    names = tuple(_count_of(mention, vocabulary) or mention for mention in question.terms.names)
    return replace(question, terms=replace(question.terms, names=names))


def _count_of(rate: Mention, vocabulary: Vocabulary) -> Mention | None:
    """What the name means with "people" in place of some of its words; None where nothing."""
    codes = rate.codes("indicator")
    if not codes or any(vocabulary.kind(code) is not Kind.RATE for code in codes):
        return None
    possible = {phrase_key(phrase): phrase for phrase in _of_people(rate.text)}
    found = vocabulary.lookup(list(possible))
    if len(set(found.values())) != 1:
        return None
    named = min(found, key=len)
    return replace(rate, text=possible[named], meanings=found[named])


def _of_people(name: str) -> Iterator[str]:
    words = name.split()
    for end in range(1, len(words) + 1):
        yield f"{' '.join(words[:end])} {_PEOPLE}"
