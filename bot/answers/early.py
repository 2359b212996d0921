"""Questions that need no reading: help, talk, unknown words, what is on file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Count, Note, Option, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import OF_STATUS, cautions_of
from bot.answers.making import from_statement
from bot.answers.published import Published, settle
from bot.answers.readings import combinations
from bot.answers.releases import all_releases, examples
from bot.answers.request import Found
from bot.answers.timing import CHANGED
from bot.figures.codes import NOT_APPLICABLE, UNSTATED, WORLD, Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.language.period_meaning import Latest, Meaning, Open
from bot.language.period_words import PARTS_OF_YEAR
from bot.language.question import Question
from bot.reckon.publishers import best

__all__ = ["names_months_badly", "without_figures"]

NOT_FIGURES: tuple[tuple[Cue, str], ...] = (
    (Cue.FORECAST, "unsupported_forecast"),
    (Cue.OPINION, "unsupported_opinion"),
    (Cue.TALK, "unsupported_talk"),
)

LONGEST_LISTING = 20
"""Figures listed at most: what one table can hold on a phone."""

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
        return _help(blank, catalogue)
    if Cue.FORGET in question.cues and not named:
        return replace(blank, status=Status.HELP, message=(Note("forgotten"),))
    for cue, key in NOT_FIGURES:
        if cue in question.cues:
            return replace(blank, status=Status.UNSUPPORTED, message=(Note(key),))
    if question.unknown:
        return _unknown(question, blank)
    if Cue.SOURCES in question.cues and _names_nothing(question):
        return all_releases(blank, catalogue)
    if question.cues & LISTED and not _run_of_one(question):
        return _on_file(question, blank, catalogue)
    if not named and not question.cues & OF_HOME:
        key = "why_what" if Cue.WHY in question.cues else "which_figure"
        return replace(blank, status=Status.UNSUPPORTED, message=(Note(key),))
    return None


def _names_nothing(question: Question) -> bool:
    """Whether no figure is named, nor any period but the latest."""
    periods = (*question.terms.periods, *question.against.periods)
    return not (question.terms.names or question.against.names or question.whole) and all(
        isinstance(phrase.meaning, Latest) for phrase in periods
    )


def _run_of_one(question: Question) -> bool:
    """Whether a list is of one measure over periods, or the source of one: no listing of all."""
    measured = any("indicator" in mention.dimensions for mention in question.terms.names)
    if Cue.SOURCE in question.cues:
        return measured
    of_each = len(question.terms.periods) > 1 or Cue.RANK in question.cues  # "list … by region"
    return Cue.LISTING in question.cues and measured and of_each


def _unknown(question: Question, blank: Answer) -> Answer:
    """Each word that could not be read, and the whole question with what may have been meant.

    Where nothing may, what is on file of whatever was read.
    """
    notes: list[Note] = []
    options: list[Option] = []
    for unknown in question.unknown:
        unfixed = _unfixed(unknown.word, question.text)
        if unfixed is not None:
            if unfixed not in notes:
                notes.append(unfixed)
            continue
        likely = tuple(_as_typed(unknown.word, name) for name in unknown.suggestions)
        notes.append(Note("unknown_word", {"word": unknown.word, "suggestions": likely}))
        for name in likely:
            text = question.text.replace(unknown.word, name, 1)
            options.append(Option(Note("ask_text", {"text": text}), text))
    if not options and all(note.key == "unknown_word" for note in notes):
        named = " ".join(mention.text for mention in question.terms.names)
        text = f"What do you have on {named}?" if named else "What do you have?"
        options.append(Option(Note("ask_text", {"text": text}), text))
    return replace(
        blank, status=Status.UNKNOWN, message=tuple(notes), options=tuple(options[:MOST_OPTIONS])
    )


_PART_OF_YEAR = re.compile(
    rf"\b(?:{'|'.join(sorted(PARTS_OF_YEAR))})\b(?:[- ]+(?:of|in|the|year))*(?:[- ]+\d{{4}}\S*)?",
    re.I,
)
_FISCAL_YEAR = re.compile(r"(?:\b(?:this|last|the) )?\b(?:financial|fiscal|tax) year\b", re.I)


def names_months_badly(question: Question) -> bool:
    """Whether all that is unread of it is a time that nobody can date, so that its months may
    follow."""
    unread = question.unknown
    return bool(unread) and all(_unfixed(one.word, question.text) for one in unread)


def _unfixed(word: str, text: str) -> Note | None:
    """What to say of a word for a time that nobody can date: a season, "early 2021"."""
    for found, key in ((_PART_OF_YEAR, "name_months"), (_FISCAL_YEAR, "no_fiscal_year")):
        for match in found.finditer(text):
            here = match.group()
            if found.search(word) or word.casefold() in re.split(r"[- ]+", here.casefold()):
                words = word if here.casefold() in word.casefold() else here
                return Note(key, {"words": words, "example": None})
    return None


def _as_typed(word: str, name: str) -> str:
    return name.capitalize() if word[:1].isupper() else name


def _help(blank: Answer, catalogue: Catalogue) -> Answer:
    """How to ask, with examples that can be asked of what is on file, and so can be pressed."""
    asked = tuple(examples(catalogue))
    ask = (Note("help_ask", {"examples": asked}),) if asked else ()
    more = ("help_kinds", "help_follow", "help_listing", "help_shortcuts")
    return replace(
        blank,
        status=Status.HELP,
        message=(Note("help"), *ask, *(Note(key) for key in more)),
        options=tuple(Option(Note("ask_text", {"text": text}), text) for text in asked),
    )


def _on_file(question: Question, blank: Answer, catalogue: Catalogue) -> Answer:
    """What is held on the names given: of a few subjects every period, else the newest of each."""
    terms, other = question.terms, question.against
    # "Everything on the EU in 2021" compares nothing.
    terms = replace(
        terms,
        names=(*terms.names, *other.names),
        periods=(*terms.periods, *other.periods),
    )
    question = replace(question, terms=terms)
    subjects = _listed(question, catalogue)
    periods = {s: _periods(s, question, catalogue) for s in subjects[:MOST_COUNTED]}
    periods = {subject: found for subject, found in periods.items() if found}
    count: int | None = sum(map(len, periods.values()))
    each = len(periods) == 1 or (count or 0) <= MOST_READ
    most = LONGEST_LISTING if len(periods) == 1 and (count or 0) > MOST_READ else MOST_READ
    held = {
        subject: _printed(subject, found, question, catalogue, most if each else 1)
        for subject, found in periods.items()
    }
    held = {subject: found for subject, found in held.items() if found}
    if not held:
        return replace(blank, status=Status.NOT_HELD, message=(Note("nothing_listed"),))
    if (count or 0) <= MOST_READ:
        count = sum(map(len, held.values()))
    elif question.cues & {Cue.SHARE, *CHANGED}:
        count = None  # not every period has one
    if len(held) == 1 or (count is not None and count <= LONGEST_LISTING):
        shown = [s for statements in held.values() for s in statements][:LONGEST_LISTING]
        key = "reading_listing"
    else:
        shown = [statements[0] for statements in held.values()][:LONGEST_LISTING]
        key = "reading_newest"
    if len(subjects) > MOST_COUNTED:
        key, count = "reading_series", len(subjects)
    if any(len(found) >= LONGEST_LOOK for found in periods.values()):
        count = None  # there may be more
    figures = tuple(from_statement(s) for s in shown)
    # What else there is to know of a figure is said where it is asked for.
    cautions = cautions_of(figures, Found(figures), catalogue)
    values = {"count": Count(count) if count is not None else None, "shown": Count.each(figures)}
    each_once = {f.subject: offer(f.subject, f.period, catalogue) for f in reversed(figures)}
    return replace(
        blank,
        status=Status.ANSWERED,
        figures=figures,
        cautions=tuple(c for c in cautions if c.rule in OF_STATUS.values()),
        reading=Note(key, values),
        options=tuple(each_once.values())[::-1][:MOST_OFFERED] if len(each_once) > 1 else (),
    )


MOST_OFFERED = 4
"""Figures of a list that can be asked for by a press, to show how it is asked."""

MOST_READ = 200
"""Periods of which every one is read, to count only those with a figure."""

MOST_COUNTED = 60
"""Subjects of which every period is counted; of more, it is said how many subjects there are."""


def _listed(question: Question, catalogue: Catalogue) -> list[Subject]:
    """The subjects that the names allow, the home area's own first, and then those of all others.

    Of partners, where these are asked for, all that is traded with one.
    """
    subjects: dict[Subject, None] = {}
    for combination in combinations(question.terms, catalogue.home_area):
        wanted = {d: (c,) for d, c in combination.codes.items() if d != "unit"}
        subjects |= dict.fromkeys(catalogue.subjects(wanted))
    if Cue.PARTNERS not in question.cues:
        return list(subjects)
    alone = (WORLD, UNSTATED, NOT_APPLICABLE)
    return [s for s in subjects if s.counterpart_area not in alone]


def _periods(subject: Subject, question: Question, catalogue: Catalogue) -> list[Period]:
    """The periods asked about in which anything was said of it, those with a level first."""
    levels = catalogue.periods(subject, limit=LONGEST_LOOK)
    others = catalogue.periods(subject, levels=False, limit=LONGEST_LOOK)
    # January and the year to January are one period.
    periods = list({p.span: p for p in reversed((*levels, *others))}.values())[::-1]
    asked = [phrase.meaning for phrase in question.terms.periods]
    if not asked:
        return periods
    published = Published([subject], catalogue)
    meant = [settled for m in asked if (settled := settle(m, published, None, levels=False))]
    named = [p for settled in meant for p in settled.periods]
    return [p for p in periods if _is_meant(p, asked, named)]


LONGEST_LOOK = 1000
"""Periods of one subject counted: more than twenty years of weeks."""


def _is_meant(period: Period, asked: Sequence[Meaning], named: Sequence[Period]) -> bool:
    """Whether it is a period asked for, within a year that is, or a November of any year."""
    if any(period.span == p.span or (p.grain == "A" and _is_within(period, p)) for p in named):
        return True
    own = (period.grain, period.number, period.ytd)
    return any(isinstance(m, Open) and own == (m.grain, m.number, m.ytd) for m in asked)


def _is_within(period: Period, whole: Period) -> bool:
    return whole.start <= period.start and period.end <= whole.end


def _printed(
    subject: Subject, periods: Sequence[Period], question: Question, catalogue: Catalogue, most: int
) -> list[Statement]:
    """What was printed of it in each of the periods, at most so many."""
    found: list[Statement] = []
    for period in periods:
        if len(found) == most:
            break
        found += _said(catalogue.statements(subject, period), question, catalogue)
    return found


def _said(
    statements: Sequence[Statement], question: Question, catalogue: Catalogue
) -> list[Statement]:
    """What was printed of a period: the level, or where there is none the first thing said.

    Of shares or changes, where these are asked for, only they.
    """
    held = [s for s in statements if s.value is not None]
    if Cue.SHARE in question.cues:
        return [s for s in held if s.series.measure is Measure.SHARE][:1]
    if question.cues & CHANGED:
        return [s for s in held if s.series.transformation is not Transformation.NONE][:1]
    levels = [s for s in held if s.series.is_level and s.quantity is not None]
    return [best(levels, catalogue)] if levels else held[:1]
