"""Titles of catalogues, searched where a question names nothing that is on file.

Of the titles that have all its words one with no others that say anything is taken; so is
one that is the only one. Where there are more, whoever asked chooses: a title says in its
other words what it is of, and no rule knows which of them was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Note, Option, Status
from bot.answers.asking import question_text
from bot.answers.catalogue import Catalogue, Title
from bot.answers.execute import answer
from bot.answers.readings import combinations, readings, sides
from bot.answers.telling import MOST_OPTIONS, extra_of
from bot.language.question import Question
from bot.language.titled import Titled, meaning_one, searched
from bot.language.vocabulary import Meaning, Vocabulary

__all__ = ["answer_titled", "by_title"]

FURTHEST = 25
"""Titles looked through for some that answer, the nearest first."""

MISSED = frozenset({Status.UNKNOWN, Status.NOT_HELD})


def by_title(
    question: Question, text: str, vocabulary: Vocabulary, catalogue: Catalogue
) -> tuple[Titled, tuple[Meaning, ...]] | None:
    """The words of the text that are of titles, and what they can mean; None where none are.

    ``question`` is the text as read without: what it names and is on file comes first.
    """
    if not catalogue.has_titles or not (question.unknown or question.terms.names):
        return None
    if _on_file(question, catalogue):
        return None
    if not question.unknown and answer(question, catalogue).status not in MISSED:
        return None  # it needs no subject, or has one that follows from others
    for titled in searched(text, vocabulary):
        found = catalogue.titles(titled.words, titled.maybe)
        if found:
            return titled, tuple(map(_meaning, _nearest(found)))
    return None


def answer_titled(question: Question, catalogue: Catalogue) -> Answer:
    """The answer to any question: to one that names a title, of those that it may be."""
    if len(question.titled) < 2:
        return answer(question, catalogue)
    tried = []
    for meaning in question.titled:
        found = answer(meaning_one(question, meaning), catalogue)
        if found.status is Status.ANSWERED and found.figures:
            tried.append(found)
            if len(tried) == MOST_OPTIONS:
                break
    if not tried:
        return answer(meaning_one(question, question.titled[0]), catalogue)
    if len(tried) == 1 or len({_headline(one) for one in tried}) == 1:
        return tried[0]
    options = [_option(one, question, catalogue) for one in tried]
    return replace(
        tried[0],
        status=Status.AMBIGUOUS,
        message=(Note("several_titles"),),
        reading=None,
        figures=(),
        comparisons=(),
        related=(),
        cautions=(),
        claims=(),
        assumptions=(),
        options=tuple(options),
    )


def _headline(found: Answer) -> object:
    first = found.figures[0]
    return first.value, first.low, first.high, first.unit, first.period.span


def _option(found: Answer, question: Question, catalogue: Catalogue) -> Option:
    first = found.figures[0]
    extra = extra_of(question)
    note = Note("ask", {"subject": first.subject, "period": first.period, "extra": extra})
    return Option(note, question_text(first.subject, first.period, catalogue, extra))


def _on_file(question: Question, catalogue: Catalogue) -> bool:
    """Whether all that is named can be read, and anything on file is about it."""
    if question.unknown:
        return False
    return any(
        readings(combination, catalogue)
        for terms in sides(question.terms)
        for combination in combinations(terms, catalogue.home_area)
    )


def _nearest(found: Sequence[Title]) -> Sequence[Title]:
    """The titles that the words may be: those with no other words, if there are any."""
    bare = [title for title in found if not title.besides]
    return bare or found[:FURTHEST]


def _meaning(title: Title) -> Meaning:
    return Meaning((("area", title.ref_area), ("indicator", title.indicator)))
