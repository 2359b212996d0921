"""The releases on file, asked for by themselves: all of them, or those of a stretch of days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import chain, zip_longest

from bot.answers.answer import Answer, Count, Note, Option, Status
from bot.answers.asking import question_text
from bot.answers.catalogue import Catalogue
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = [
    "all_releases",
    "asks_for_no_figure",
    "asks_what_there_is",
    "examples",
    "releases_in",
]

MOST_RELEASES = 30
"""Releases named at most."""

EXAMPLES, LOOKED_OVER = 3, 20
"""Examples given, and the measures on file among which they are looked for."""

_NO_FIGURE = frozenset({Cue.THAT, Cue.SOURCES, Cue.SOURCE, Cue.LISTING, Cue.TOTAL, Cue.LEVEL})


def asks_for_no_figure(question: Question) -> bool:
    """Whether nothing is asked for but what there is: the "what was" of "what was published"."""
    said = question.terms or question.against or question.whole or question.per
    return not (said or question.amount or question.unknown or question.cues - _NO_FIGURE)


def asks_what_there_is(question: Question) -> bool:
    """Whether it is what is on file, or the releases, that is asked for: "what do you have"."""
    asked = question.cues & {Cue.LISTING, Cue.SOURCES}
    return bool(asked) and asks_for_no_figure(question)


def all_releases(blank: Answer, catalogue: Catalogue) -> Answer:
    """The releases on file, the newest first, and how to ask for a figure with its own."""
    return _told(blank, "releases", None, catalogue)


def releases_in(blank: Answer, within: Period, catalogue: Catalogue) -> Answer:
    """Those of them that were published in the period, as on the catalogue's day."""
    return _told(blank, "releases_in", within, catalogue)


def _told(blank: Answer, key: str, within: Period | None, catalogue: Catalogue) -> Answer:
    held = [
        code
        for code in catalogue.releases()
        if within is None or within.start <= catalogue.source(code).published <= within.end
    ]
    if not held:
        none = Note("nothing_listed") if within is None else Note("none_in", {"period": within})
        return replace(blank, status=Status.NOT_HELD, message=(none,))
    shown = held[:MOST_RELEASES]
    values = {"count": Count(len(held)), "shown": Count(len(shown)) if shown != held else None}
    of_them = frozenset(shown) if within is not None else None
    asked = tuple(examples(catalogue, of_them))
    ask = (Note("releases_ask", {"examples": asked}),) if asked else ()
    return replace(
        blank,
        status=Status.HELP,
        message=(Note(key, {**values, "period": within}), *ask),
        releases=tuple(shown),
        options=tuple(Option(Note("ask_text", {"text": text}), text) for text in asked),
    )


def examples(catalogue: Catalogue, of: Collection[str] | None = None) -> list[str]:
    """The plainest questions that there are, of the home area's measures if it has any.

    Each of another measure where there are so many, else of other places too. ``of`` are the
    releases in which what they ask for is stated; without it, any.
    """
    questions: dict[str, list[str]] = {}
    for subject, period in catalogue.newest(LOOKED_OVER):
        if of is not None and not _is_in(of, subject, period, catalogue):
            continue
        example = question_text(subject, period, catalogue)
        questions.setdefault(subject.indicator, []).append(example)
    found = chain.from_iterable(zip_longest(*questions.values()))
    return [example for example in found if example is not None][:EXAMPLES]


def _is_in(of: Collection[str], subject: Subject, period: Period, catalogue: Catalogue) -> bool:
    """Whether a level of the subject for that period is stated in one of the releases."""
    return any(s.series.is_level and s.source in of for s in catalogue.statements(subject, period))
