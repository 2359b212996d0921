"""What is missing to equal another period: its total less what there is so far.

"December needs 9.6-11.2 billion yuan to equal 2020": the total of 2020 less January-November.
It is arithmetic on what is on file and foretells nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.answers.answer import Code, Comparison, Figure, Note, Option, Status
from bot.answers.asking import period_text, question_text
from bot.answers.comparing import formula_of
from bot.answers.left import rest_of, same_of, so_far
from bot.answers.levels import missing_level, refusal
from bot.answers.making import computed, level
from bot.answers.published import Published, Settled
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import Measure
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.language.lexicon import Cue
from bot.language.question import Question
from bot.reckon.compare import Term, compare
from bot.reckon.derive import settle_counts
from bot.reckon.expression import bounds
from bot.reckon.revisions import widened

__all__ = ["find_needed", "of_two"]


def find_needed(request: Request) -> Found | Miss:
    """How much is left to come, in what is left of a period of whole months."""
    catalogue, subject, target = request.catalogue, request.subject, request.base
    if target is None:
        shown = _shown(level(subject, request.period, catalogue))
        note = Note("needed_what" if request.question.amount is None else "needed_amount")
        return Miss(Status.UNSUPPORTED, (note,), related=shown, closeness=1)
    if not catalogue.is_flow(subject.indicator):
        levels = (level(subject, period, catalogue) for period in (request.period, target))
        note = Note("refused_needed", {"what": Code("indicator", subject.indicator)})
        return Miss(Status.REFUSED, (note,), related=_shown(*levels), closeness=1)
    asked = request.period
    whole = same_of(target, asked.year)
    months = asked.whole_months or asked.by_years
    if whole is None or not months or asked.start < whole.start or asked.end > whole.end:
        note = Note("needed_within", {"period": asked, "target": target})
        return Miss(Status.UNSUPPORTED, (note,), closeness=2)
    aim = level(subject, target, catalogue)
    begun = _begun(request, whole, aim)
    if aim is None:
        note = Note("no_against", {"subject": subject, "period": target})
        return Miss(Status.NOT_HELD, (note,), related=_shown(begun), closeness=3)
    if whole.span == target.span:
        return _refused(Refused("refused_same"), aim, aim)
    if begun is None and asked.start == whole.start:
        note = Note("needs_all", {"period": asked, "target": target})
        return Miss(Status.NOT_HELD, (note,), related=(aim,), closeness=3)
    if begun is None:
        before = Period.spanning(whole.start, asked.start - DAY)
        return missing_level(replace(request, settled=Settled((before,))))
    return _less(request, aim, begun, whole)


def of_two(question: Question) -> Question:
    """What exports need to match imports is the difference of two figures on file.

    Where only one side has names, as in "needed to equal trade 2020", they are of both.
    """
    here, there = question.terms, question.against
    if Cue.NEEDED not in question.cues or not there.names:
        return question
    if not here.names:
        return replace(
            question, terms=replace(here, names=there.names), against=replace(there, names=())
        )
    return replace(question, cues=question.cues - {Cue.NEEDED} | {Cue.DIFFERENCE})


def _less(request: Request, aim: Figure, begun: Figure, whole: Period) -> Found | Miss:
    """What is to be equalled less what there is, where that is what was asked about."""
    if request.unit not in (None, aim.unit):
        note = Note("no_unit_for_that")
        return Miss(Status.NOT_HELD, (note,), related=(aim, begun), closeness=3)
    if any(figure.low is not None and figure.low < 0 for figure in (aim, begun)):
        return _refused(Refused("refused_needed_below_zero"), aim, begun)
    complete = begun.period.end == whole.end
    remains = whole if complete else rest_of(whole, begun.period)
    made = _made(aim, begun, remains, request)
    if isinstance(made, Refused):
        return _refused(made, aim, begun)
    passed = made.high is not None and made.high <= 0
    named = not any(note.key == "left_after" for note in request.settled.notes)
    if remains.span != request.period.span and named and not passed:
        note = Note("needed_more_left", {"asked": request.period, "left": remains})
        options = (_offer(request, remains, aim.period),)
        return Miss(Status.NOT_HELD, (note,), options, (begun, aim), closeness=3)
    return Found(
        figures=(made,),
        comparisons=(Comparison("needed", made, aim),),
        related=(aim, begun),
        period=remains,
        notes=() if named else (Note("left_after", {"held": begun.period}),),
        searched=not named,
        again=_offer(request, remains, aim.period),
    )


DAY = timedelta(days=1)


def _shown(*levels: Figure | None) -> tuple[Figure, ...]:
    return tuple(figure for figure in levels if figure is not None)


def _begun(request: Request, whole: Period, aim: Figure | None) -> Figure | None:
    """What there is of the whole: all before what is asked about, else all that is on file."""
    catalogue, subject, asked = request.catalogue, request.subject, request.period
    periods = list(so_far(whole, Published([subject], catalogue)))
    if asked.start > whole.start and asked.end == whole.end:
        before = Period.spanning(whole.start, asked.start - DAY)
        periods = [before, *(p for p in periods if p.end < before.end)]
    for unit in dict.fromkeys((aim.unit if aim is not None else None, None)):
        for period in periods:
            found = level(subject, period, catalogue, unit, beside=aim)
            if found is not None:
                return found
    return None


def _made(aim: Figure, begun: Figure, period: Period, request: Request) -> Figure | Refused:
    """The one less the other. Several releases' figures need not be of one vintage."""
    formulas = [formula_of(figure) for figure in (aim, begun)]
    several = len({s.source for figure in (aim, begun) for s in figure.sources}) > 1
    terms = []
    for figure, formula in zip((aim, begun), formulas, strict=True):
        if formula is None:
            return Refused("refused_words_only")
        taken = widened(formula, request.catalogue) if several else formula
        terms.append(Term(taken, bounds(taken), figure.unit, figure.period))
    outcome = compare("needed", *terms)
    if isinstance(outcome, Refused):
        return outcome
    formula, interval = outcome
    return computed(
        formula,
        subject=request.subject,
        period=period,
        unit=aim.unit,
        measure=Measure.RATIO,
        interval=settle_counts(aim.unit, interval) or interval,
    )


def _refused(refused: Refused, here: Figure, there: Figure) -> Miss:
    related = (here, there) if here != there else (here,)
    return Miss(Status.REFUSED, (refusal(refused, here, there),), related=related, closeness=4)


def _offer(request: Request, period: Period, target: Period) -> Option:
    """The question that asks what the period needs."""
    subject, catalogue = request.subject, request.catalogue
    extra = f"needed in {period_text(period)} to equal {period_text(target)}"
    label = Note("ask_needed", {"period": period, "target": target})
    return Option(label, question_text(subject, None, catalogue, extra))
