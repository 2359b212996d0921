"""Titles of catalogues, searched where a question names nothing that is on file.

Of the titles that have all its words one with no others that say anything is taken; so is
one that is the only one. Where there are more, whoever asked chooses: a title says in its
other words what it is of, and no rule knows which of them was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Note, Option, Status
from bot.answers.asking import question_text
from bot.answers.catalogue import Catalogue, Title
from bot.answers.execute import answer
from bot.answers.readings import combinations, readings, sides
from bot.answers.telling import MOST_OPTIONS, extra_of
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.question import Mention, Question, Terms
from bot.language.titled import Titled, meaning_one, mended, searched
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import phrase_key

__all__ = ["answer_titled", "by_title"]

FURTHEST = 25
"""Titles looked through for some that answer, the nearest first."""

MISSED = frozenset({Status.UNKNOWN, Status.NOT_HELD})


def by_title(
    question: Question, text: str, vocabulary: Vocabulary, catalogue: Catalogue
) -> Found | None:
    """The words of the text that are of titles, and what they can mean; None where none are.

    ``question`` is the text as read without: what it names and is on file comes first.
    """
    if not catalogue.has_titles or not (question.unknown or question.terms.names):
        return None
    if _on_file(question, catalogue):
        return None
    if not question.unknown and answer(question, catalogue).status not in MISSED:
        return None  # it needs no subject, or has one that follows from others
    return _searched(text, vocabulary, catalogue) or _misspelt(text, vocabulary, catalogue)


Found = tuple[Titled, tuple[Meaning, ...]]


def _searched(text: str, vocabulary: Vocabulary, catalogue: Catalogue) -> Found | None:
    found = _titles(text, vocabulary, catalogue)
    if found is None:
        return None
    titled, titles = found
    return titled, tuple(map(_meaning, _nearest(titles)))


def _titles(
    text: str, vocabulary: Vocabulary, catalogue: Catalogue
) -> tuple[Titled, Sequence[Title]] | None:
    for titled in searched(text, vocabulary):
        found = catalogue.titles(titled.words, titled.maybe)
        if found:
            return titled, found
    return None


def _misspelt(text: str, vocabulary: Vocabulary, catalogue: Catalogue) -> Found | None:
    """The same with words corrected that no title has."""

    def near(word: str, distance: int) -> Mapping[str, int]:
        return {**vocabulary.near(word, distance), **catalogue.near_titles(word, distance)}

    def is_known(word: str) -> bool:
        return bool(catalogue.titles((phrase_key(word),), ()))

    def search(there: str) -> tuple[Titled, object, bool] | None:
        found = _titles(there, vocabulary, catalogue)
        if found is None:
            return None
        titled, titles = found
        return titled, titles, not titles[0].besides

    there, corrections = mended(text, vocabulary, near, is_known, search)
    found = _searched(there, vocabulary, catalogue) if corrections else None
    if found is None:
        return None
    titled, meanings = found
    return replace(titled, corrections=corrections), meanings


def answer_titled(question: Question, catalogue: Catalogue) -> Answer:
    """The answer to any question: to one that names a title, of those that it may be."""
    if len(question.titled) < 2:
        return answer(question, catalogue)
    tried: list[Answer] = []
    missed: list[tuple[Answer, Meaning]] = []
    for meaning in question.titled:
        found = answer(meaning_one(question, meaning), catalogue)
        if found.status is Status.ANSWERED and found.figures:
            tried.append(found)
            if len(tried) == MOST_OPTIONS:
                break
        elif found.status is Status.NOT_HELD:
            missed.append((found, meaning))
    if not tried:
        none = _none_then(missed, catalogue)
        return none or answer(meaning_one(question, question.titled[0]), catalogue)
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
        assumptions=tuple(note for note in tried[0].assumptions if note.key == "corrected"),
        options=tuple(options),
    )


def _none_then(missed: Sequence[tuple[Answer, Meaning]], catalogue: Catalogue) -> Answer | None:
    """That none of several titles has a figure for the period, and what each of them has.

    None where fewer than two have anything, or where it is no period that they lack.
    """
    told = [found.message[0].values.get("period") for found, _ in missed if found.message]
    period = next((period for period in told if isinstance(period, Period)), None)
    held = {
        reading.subject: catalogue.periods(reading.subject)
        for _, meaning in missed[:MOST_OPTIONS]
        for combination in combinations(_terms_of(meaning), catalogue.home_area)
        for reading in readings(combination, catalogue)[:1]
    }
    offered = {subject: periods for subject, periods in held.items() if periods}
    if period is None or len(offered) < 2:
        return None
    return replace(
        missed[0][0],
        message=(Note("titles_not_held", {"period": period}),),
        related=(),
        options=tuple(_with_span(s, p[0], catalogue) for s, p in offered.items()),
    )


def _terms_of(meaning: Meaning) -> Terms:
    return Terms((Mention("", (meaning,)),))


def _with_span(subject: Subject, newest: Period, catalogue: Catalogue) -> Option:
    """The newest figure of a title, with since when there are such; where that can be told."""
    such = catalogue.periods(subject, grain=newest.grain, ytd=newest.ytd, limit=MOST_PERIODS)
    oldest = such[-1] if 1 < len(such) < MOST_PERIODS else None
    note = Note("ask_held", {"subject": subject, "period": newest, "oldest": oldest})
    return Option(note, question_text(subject, newest, catalogue))


MOST_PERIODS = 10_000
"""Periods of one title looked through: forty years of working days."""


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
