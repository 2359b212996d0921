"""Reading a question in its thread: turn by turn, with what each leaves to the ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Figure, Note, Option, Status
from bot.answers.asking import offer
from bot.answers.early import names_months_badly
from bot.answers.excluding import excluding
from bot.answers.sides import contrasted
from bot.answers.thread import chosen, earlier_figure, text_of_total
from bot.answers.titles import answer_titled, by_title
from bot.figures.codes import Transformation
from bot.figures.period import Period
from bot.language.counted import counted
from bot.language.elliptic import completed
from bot.language.flows import settled
from bot.language.follow import ALONE, LOOKED_FOR, about, asked_with, inherit, named_period
from bot.language.in_unit import in_unit
from bot.language.lexicon import Cue
from bot.language.of_thread import of_thread
from bot.language.period_meaning import Fixed
from bot.language.question import Question
from bot.language.reading import read
from bot.language.several import questions_in
from bot.language.titled import TitledVocabulary, with_title
from bot.language.vocabulary import Vocabulary
from bot.store.catalogue import StoredCatalogue

__all__ = ["LONGEST_QUESTION", "Threaded", "in_thread", "with_way_back"]

LONGEST_QUESTION = 500
"""Characters of a question; nobody asks for one figure in more."""


@dataclass(frozen=True, slots=True)
class Threaded:
    """A question read in its thread."""

    question: Question
    bearing: tuple[int, ...]  # places of the turns that it may depend on: the rest say nothing
    goes_on: tuple[bool, ...]  # of each turn, whether it goes on from those before it
    back: Figure | None = None  # the last figure found, where the turn gone on from found nothing
    adrift: bool = False  # leaves out what it is about, and no turn before it could be read


def in_thread(text: str, earlier: Sequence[str], catalogue: StoredCatalogue) -> Threaded:
    """The question read with what it inherits from the turns before it."""
    thread = Question("")
    bearing: list[int] = []
    found: Figure | None = None
    lost = unread = undated = False
    goes_on: list[bool] = []
    offered: tuple[Option, ...] = ()
    for place, turn in enumerate(earlier):
        turn = chosen(turn, offered, catalogue.vocabulary) or turn
        offered = ()
        if len(turn) > LONGEST_QUESTION or questions_in(turn, catalogue.vocabulary):
            goes_on.append(True)
            continue  # of several questions none was answered
        question = _going_on(turn, thread, catalogue)
        if Cue.FORGET in question.cues:
            thread, bearing, found, lost = Question(""), [], None, False
            goes_on.append(False)
            continue
        bears = bool(question.terms) and (not question.unknown or names_months_badly(question))
        unread, undated = bool(question.unknown), names_months_badly(question)
        goes_on.append(not bears or question.inherited)
        if bears:
            bearing.append(place)
            # Its figures say which period the thread is about; a turn that could
            # not be read leaves the thread where it was.
            reply = answer_titled(question, catalogue)
            figures = reply.figures
            offered = () if reply.status is Status.ANSWERED else reply.options
            lost = any(note.key in NOTHING for note in reply.message) and not figures
            found = figures[0] if figures else found
            hand = figures[0].period if figures else named_period(question) or thread.hand
            here = contrasted(question)
            here = replace(
                here, hand=hand, hands=_listed(here, figures), moved_on=_moved_on(figures)
            )
            # A turn that asks more of the same leaves what was before it.
            same = about(here) == about(thread)
            asked = asked_with(here, thread)
            thread = replace(here, before=thread.before if same else about(thread), asked=asked)
    text = chosen(text, offered, catalogue.vocabulary) or text
    question = _going_on(text, thread, catalogue)
    back = found if lost and question.inherited else None
    adrift = unread and not bearing and _leaves_out(question)
    # After "summer 2021" its months may follow, and nothing that stands on them.
    adrift = adrift or (undated and question.inherited and not question.terms.periods)
    return Threaded(question, tuple(bearing), tuple(goes_on), back, adrift)


def _leaves_out(question: Question) -> bool:
    """Whether it names nothing: "vs 2019", "a year earlier"."""
    named = question.terms.names or question.against.names or question.whole.names
    return not (named or question.unknown or question.cues & ALONE or question.empty)


NOTHING = frozenset({"nothing_on", "nothing_on_basis", "nothing_on_flow", "nothing_so_adjusted"})
"""Notes that of what was named there is nothing at all."""


def with_way_back(found: Answer, read: Threaded, catalogue: StoredCatalogue) -> Answer:
    """The answer, where it finds nothing as the turn before it did, with how to go on from there.

    Of what goes on from a question that could not be read there is none: no other stands in.

    "Same for 2020", after "and China?" found nothing, is of China too: a figure of Kazakhstan's
    is none that was asked for, and so it is offered.
    """
    if read.adrift:
        note = Note("goes_on_from_unread")
        return Answer(found.question, Status.UNSUPPORTED, found.as_of, (note,))
    stuck = not found.figures and any(note.key in NOTHING for note in found.message)
    if read.back is None or not stuck:
        return found
    option = offer(read.back.subject, read.back.period, catalogue)
    rest = tuple(one for one in found.options if one.question != option.question)
    note = Note("goes_on_from_nothing")
    return replace(found, message=(*found.message, note), options=(option, *rest))


def _listed(question: Question, figures: Sequence[Figure]) -> tuple[Period, ...]:
    """The periods that the reply listed, the oldest first; none where one alone was asked for."""
    phrases = question.terms.periods
    if not phrases or question.cues & LOOKED_FOR:
        return ()
    came = [(f.subject, p) for f in figures for p in (f.over or (f.period,))]
    periods = {p.span: p for _, p in came}
    named = [p.meaning.period for p in phrases if isinstance(p.meaning, Fixed)]
    if len(named) == len(phrases) > 1:
        # Of those named one may not be on file for this, and yet for what is asked next.
        spans = {p.span: p for p in named}
        if periods.keys() <= spans.keys() or Cue.AVERAGE in question.cues:
            periods = spans
    elif len(set(came)) == len({subject for subject, _ in came}):
        return ()  # each of several places in its own newest period
    if len(periods) < FEWEST:
        return ()
    return tuple(sorted(periods.values(), key=lambda p: (p.end, p.start)))


FEWEST = 2
"""Periods that are several."""


def _moved_on(figures: Sequence[Figure]) -> Cue | None:
    """What the changes told are on, so that what follows is told of the same; None of levels."""
    asked = {ON_WHICH.get(figure.transformation) for figure in figures}
    return asked.pop() if len(asked) == 1 else None


ON_WHICH = {
    Transformation.GROWTH: Cue.PREVIOUS,
    Transformation.DIFFERENCE: Cue.PREVIOUS,
    Transformation.GROWTH_YEAR: Cue.YEAR_EARLIER,
    Transformation.DIFFERENCE_YEAR: Cue.YEAR_EARLIER,
}
"""What asks for the change that a figure is."""


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
    question = of_thread(settled(question, thread.terms, vocabulary), thread)
    if Cue.FORGET in question.cues:
        return question
    if (whole := text_of_total(question, thread, catalogue)) is not None:
        question = replace(read(whole, vocabulary), text=question.text, follows=True)
    question = excluding(question, thread, catalogue)
    question = in_unit(earlier_figure(question, thread, catalogue), thread)
    return counted(inherit(question, thread), vocabulary)
