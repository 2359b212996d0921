"""Reading a question in its thread: turn by turn, with what each leaves to the ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.excluding import excluding
from bot.answers.thread import earlier_figure
from bot.answers.titles import answer_titled, by_title
from bot.language.elliptic import completed
from bot.language.flows import settled
from bot.language.follow import about, asked_with, inherit, named_period
from bot.language.lexicon import Cue
from bot.language.question import Question, read
from bot.language.several import questions_in
from bot.language.titled import TitledVocabulary, with_title
from bot.language.vocabulary import Vocabulary
from bot.store.catalogue import StoredCatalogue

__all__ = ["LONGEST_QUESTION", "Threaded", "in_thread"]

LONGEST_QUESTION = 500
"""Characters of a question; nobody asks for one figure in more."""


@dataclass(frozen=True, slots=True)
class Threaded:
    """A question read in its thread."""

    question: Question
    bearing: tuple[int, ...]  # places of the turns that it may depend on: the rest say nothing
    goes_on: tuple[bool, ...]  # of each turn, whether it goes on from those before it


def in_thread(text: str, earlier: Sequence[str], catalogue: StoredCatalogue) -> Threaded:
    """The question read with what it inherits from the turns before it."""
    thread = Question("")
    bearing: list[int] = []
    goes_on: list[bool] = []
    for place, turn in enumerate(earlier):
        if len(turn) > LONGEST_QUESTION or questions_in(turn, catalogue.vocabulary):
            goes_on.append(True)
            continue  # of several questions none was answered
        question = _going_on(turn, thread, catalogue)
        if Cue.FORGET in question.cues:
            thread, bearing = Question(""), []
            goes_on.append(False)
            continue
        bears = bool(question.terms) and not question.unknown
        goes_on.append(not bears or question.inherited)
        if bears:
            bearing.append(place)
            # Its figures say which period the thread is about; a turn that could
            # not be read leaves the thread where it was.
            figures = answer_titled(question, catalogue).figures
            hand = figures[0].period if figures else named_period(question) or thread.hand
            here = replace(question, hand=hand)
            # A turn that asks more of the same leaves what was before it.
            same = about(here) == about(thread)
            asked = asked_with(here, thread)
            thread = replace(here, before=thread.before if same else about(thread), asked=asked)
    return Threaded(_going_on(text, thread, catalogue), tuple(bearing), tuple(goes_on))


def _going_on(text: str, thread: Question, catalogue: StoredCatalogue) -> Question:
    """One turn, with what it takes from the thread so far; words of a title searched for."""
    question = _read(text, thread, catalogue.vocabulary, catalogue)
    found = by_title(question, text, catalogue.vocabulary, catalogue)
    if found is None:
        return question
    titled, meanings = found
    vocabulary = TitledVocabulary(catalogue.vocabulary, meanings)
    read = _read(titled.text, thread, vocabulary, catalogue)
    return with_title(read, titled, question.text, meanings)


def _read(
    text: str, thread: Question, vocabulary: Vocabulary, catalogue: StoredCatalogue
) -> Question:
    question = completed(read(text, vocabulary), thread.terms, vocabulary)
    question = settled(question, thread.terms, vocabulary)
    if Cue.FORGET in question.cues:
        return question
    question = excluding(question, thread, catalogue)
    return inherit(earlier_figure(question, thread, catalogue), thread)
