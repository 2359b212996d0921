"""Questions that need no reading: help, talk, unknown words, what is on file."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Answer, Note, Option, Status
from bot.answers.asking import question_text
from bot.answers.catalogue import Catalogue
from bot.answers.making import from_statement
from bot.answers.published import Published, settle
from bot.answers.readings import Combination, combinations, readings
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.language.question import Question
from bot.reckon.derive import best

__all__ = ["without_figures"]

NOT_FIGURES: tuple[tuple[Cue, str], ...] = (
    (Cue.FORECAST, "unsupported_forecast"),
    (Cue.OPINION, "unsupported_opinion"),
    (Cue.TALK, "unsupported_talk"),
)

LONGEST_LISTING = 20
"""Figures listed at most: what one table can hold on a phone."""

EXAMPLES = 3
MOST_OPTIONS = 5

LISTED = frozenset({Cue.LISTING, Cue.SOURCES, Cue.SOURCE})
"""What asks for what is on file; the source of a figure in hand comes with the figure."""

OF_HOME = frozenset({Cue.PARTNERS, Cue.RANK, Cue.RECORD, Cue.LOW})
"""What can be asked without naming anything: "top partners" are the home area's."""


def without_figures(question: Question, blank: Answer, catalogue: Catalogue) -> Answer | None:
    """The answer to a question that needs no reading; None for all others."""
    named = bool(question.terms or question.against or question.whole)
    if question.cues == {Cue.GREETING} and not named:
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("unsupported_talk"),))
    if question.empty or (Cue.HELP in question.cues and not named):
        return replace(blank, status=Status.HELP, message=_help(catalogue))
    if Cue.FORGET in question.cues and not named:
        return replace(blank, status=Status.HELP, message=(Note("forgotten"),))
    for cue, key in NOT_FIGURES:
        if cue in question.cues:
            return replace(blank, status=Status.UNSUPPORTED, message=(Note(key),))
    if question.unknown:
        return _unknown(question, blank)
    if question.cues & LISTED and not _run_of_one(question):
        return _on_file(question, blank, catalogue)
    if not named and not question.cues & OF_HOME:
        key = "why_what" if Cue.WHY in question.cues else "which_figure"
        return replace(blank, status=Status.UNSUPPORTED, message=(Note(key),))
    return None


def _run_of_one(question: Question) -> bool:
    """Whether a list is of one measure over periods, or the source of one: no listing of all."""
    measured = any("indicator" in mention.dimensions for mention in question.terms.names)
    if Cue.SOURCE in question.cues:
        return measured
    return Cue.LISTING in question.cues and measured and len(question.terms.periods) > 1


def _unknown(question: Question, blank: Answer) -> Answer:
    """Each word that could not be read, and the whole question with what may have been meant."""
    notes = []
    options = []
    for unknown in question.unknown:
        likely = tuple(_as_typed(unknown.word, name) for name in unknown.suggestions)
        notes.append(Note("unknown_word", {"word": unknown.word, "suggestions": likely}))
        for name in likely:
            text = question.text.replace(unknown.word, name, 1)
            options.append(Option(Note("ask_text", {"text": text}), text))
    return replace(
        blank, status=Status.UNKNOWN, message=tuple(notes), options=tuple(options[:MOST_OPTIONS])
    )


def _as_typed(word: str, name: str) -> str:
    return name.capitalize() if word[:1].isupper() else name


def _help(catalogue: Catalogue) -> tuple[Note, ...]:
    """How to ask, with examples that can be asked of what is on file."""
    examples = tuple(_examples(catalogue))
    ask = (Note("help_ask", {"examples": examples}),) if examples else ()
    return (Note("help"), *ask, Note("help_follow"))


def _examples(catalogue: Catalogue) -> list[str]:
    """The plainest questions there are: a measure of the home area each, its newest period."""
    home = catalogue.home_area
    found: dict[str, str] = {}
    for reading in readings(Combination({"ref_area": home} if home else {}), catalogue):
        newest = Published([reading.subject], catalogue).latest()
        if newest is not None:
            example = question_text(reading.subject, newest, catalogue)
            found.setdefault(reading.subject.indicator, example)
    return list(found.values())[:EXAMPLES]


def _on_file(question: Question, blank: Answer, catalogue: Catalogue) -> Answer:
    """What is held on the names given: each subject with the newest of its figures."""
    subjects: list[Subject] = []
    for combination in combinations(question.terms, catalogue.home_area):
        # The home area's own come first, and then those of all others.
        wanted = {d: (c,) for d, c in combination.codes.items() if d != "unit"}
        subjects += [s for s in catalogue.subjects(wanted) if s not in subjects]
    settled = None
    if subjects and question.terms.periods:
        published = Published(subjects, catalogue)
        settled = settle(question.terms.periods[0].meaning, published, None, levels=False)
    figures = []
    for subject in subjects:
        period = settled.periods[-1] if settled else _newest(subject, catalogue)
        if period is None:
            continue
        figures += [from_statement(s) for s in _printed(subject, period, catalogue)]
    if not figures:
        return replace(blank, status=Status.NOT_HELD, message=(Note("nothing_listed"),))
    shown = tuple(figures[:LONGEST_LISTING])
    count = {"count": str(len(figures)), "shown": str(len(shown))}
    return replace(
        blank,
        status=Status.ANSWERED,
        figures=shown,
        reading=Note("reading_listing", count),
    )


def _newest(subject: Subject, catalogue: Catalogue) -> Period | None:
    """The newest period with a level, or where there is none with anything at all."""
    published = Published([subject], catalogue)
    return published.latest() or published.latest(levels=False)


def _printed(subject: Subject, period: Period, catalogue: Catalogue) -> list[Statement]:
    """What was printed of it: the level, or where there is none the first thing said."""
    held = [s for s in catalogue.statements(subject, period) if s.value is not None]
    levels = [s for s in held if s.series.is_level and s.quantity is not None]
    return [best(levels)] if levels else held[:1]
