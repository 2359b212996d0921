"""From what the readings found to the answer: one, several side by side, or a question back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.answers.answer import (
    Answer,
    Basis,
    Caution,
    Code,
    Comparison,
    Figure,
    Note,
    Option,
    Status,
)
from bot.answers.asking import question_text
from bot.answers.balances import larger_of
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import cautions_of, of_answers, of_comparisons, of_units, once
from bot.answers.comparing import between
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import PERCENT, POINTS, Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = [
    "MOST_OPTIONS",
    "Hit",
    "distinct",
    "each_once",
    "extra_of",
    "shown_alone",
    "side_by_side",
    "to_answer",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """A reading that found figures."""

    request: Request
    found: Found


def to_answer(
    blank: Answer, question: Question, outcome: list[Hit] | Miss, catalogue: Catalogue
) -> Answer:
    if isinstance(outcome, Miss):
        return replace(
            blank,
            status=outcome.status,
            message=outcome.message,
            options=outcome.options,
            related=outcome.related,
            cautions=outcome.cautions,
            assumptions=_corrections(question),
        )
    differing = distinct(outcome)
    if len(differing) > 1:
        return _ambiguous(blank, question, differing, catalogue)
    chosen = differing[0]
    found = chosen.found
    figures = found.figures
    return replace(
        blank,
        status=Status.ANSWERED,
        message=found.message,
        reading=_reading(chosen.request.subject, found),
        assumptions=(*_corrections(question), *_assumed(chosen, found)),
        figures=figures,
        comparisons=found.comparisons,
        related=found.related,
        cautions=(*found.cautions, *cautions_of(figures, found, catalogue)),
        options=found.options,
        claims=found.claims,
    )


def _corrections(question: Question) -> tuple[Note, ...]:
    return tuple(
        Note("corrected", {"typed": c.typed, "read": c.read}) for c in question.corrections
    )


def _assumed(chosen: Hit, found: Found) -> tuple[Note, ...]:
    areas = {Code("area", figure.subject.ref_area) for figure in found.figures}
    notes = [
        note
        for note in chosen.request.reading.notes
        # Of several areas, or of others, none was taken because none was named.
        if note.key not in OF_AREAS or areas <= {note.values["area"]}
    ]
    shown = {figure.period for figure in found.figures}
    for note in chosen.request.settled.notes if found.figures and not found.searched else ():
        if chosen.request.settled.listed:
            if "period" in note.values and note.values["period"] not in shown:
                continue  # of several named, the one that is not on file
        elif note.values.get("period") not in shown:
            # What was settled has given way to an older candidate: name the one shown.
            note = replace(note, values={**note.values, "period": found.period})
        notes.append(note)
    return (*notes, *found.notes)


OF_AREAS = frozenset({"home_area", "only_area", "other_area"})
"""Notes on whose figure it is, where the question does not say."""


def _reading(subject: Subject, found: Found) -> Note:
    """What the figures are of: of that subject, or of the same in the places that are listed."""
    values = {"subject": subject, **_periods(found)}
    of = {figure.subject for figure in found.figures}
    listed = of - {subject} and all(
        one.with_("ref_area", subject.ref_area) == subject for one in of
    )
    return Note("reading_places" if listed else "reading", values)


def _periods(found: Found) -> dict[str, object]:
    """The period that the figures are of; of a list both of two, and the first and the last."""
    spans = {figure.period.span: figure.period for figure in found.figures}
    several = sorted(spans.values(), key=lambda p: (p.end, p.start))
    if len(several) > 2:
        return {"periods": None, "first": several[0], "last": several[-1]}
    return {"periods": tuple(several) if len(several) > 1 else found.period}


def distinct(tried: Sequence[Hit]) -> list[Hit]:
    """Readings whose headlines differ; of equal ones the first."""
    kept: dict[object, Hit] = {}
    for attempt in tried:
        kept.setdefault(_sameness(attempt.found), attempt)
    printed = [hit for hit in kept.values() if _is_stated(hit)]
    return [h for h in kept.values() if h in printed or not any(_agrees(h, p) for p in printed)]


def _is_stated(hit: Hit) -> bool:
    return bool(hit.found.figures) and hit.found.figures[0].basis is Basis.STATED


def _agrees(hit: Hit, printed: Hit) -> bool:
    """Whether what was worked out for one reading is what a publisher printed for another."""
    here, there = hit.found.figures[:1], printed.found.figures[:1]
    if not here or not there or len(hit.found.figures) > 1:
        return False
    a, b = here[0], there[0]
    same = (a.unit, a.period.span, a.measure) == (b.unit, b.period.span, b.measure)
    bounds = (a.low, a.high, b.low, b.high)
    if not same or None in bounds:
        return False
    return Interval(a.low, a.high).meets(Interval(b.low, b.high))  # type: ignore[arg-type]


def _sameness(found: Found) -> object:
    if not found.figures:
        return found.claims
    # Words without a number ("rose", "doubled") are of the subject they are said of.
    return tuple(
        (f.value, f.low, f.high, f.unit, f.period.span, f.subject if f.value is None else None)
        for f in found.figures
    )


def _ambiguous(
    blank: Answer, question: Question, tried: Sequence[Hit], catalogue: Catalogue
) -> Answer:
    options = []
    for attempt in tried[:MOST_OPTIONS]:
        found = attempt.found
        subject = found.figures[0].subject if found.figures else attempt.request.subject
        if found.again is not None:
            options.append(found.again)
            continue
        extra = extra_of(question)
        note = Note("ask", {"subject": subject, "period": found.period, "extra": extra})
        options.append(Option(note, question_text(subject, found.period, catalogue, extra)))
    return replace(
        blank,
        status=Status.AMBIGUOUS,
        message=(Note("several_readings"),),
        options=tuple(options),
        assumptions=_corrections(question),
    )


MOST_OPTIONS = 5


def extra_of(question: Question) -> str:
    """The word for what is asked besides the figure, as an option asks for it again."""
    for cue in (Cue.GROWTH, Cue.PERCENT, Cue.SHARE, Cue.RANK, Cue.RECORD, Cue.TREND):
        if cue in question.cues:
            return cue.value
    return ""


def side_by_side(
    blank: Answer, question: Question, outcomes: Sequence[list[Hit] | Miss], catalogue: Catalogue
) -> Answer:
    """Two or more things asked for together: each figure, and each of those missed said.

    Of a list, what is held is answered; a comparison needs both its sides.
    """
    answers = [to_answer(blank, question, outcome, catalogue) for outcome in outcomes]
    good = [a for a in answers if a.status is Status.ANSWERED]
    bad = [a for a in answers if a.status is not Status.ANSWERED]
    missed = each_once(note for a in bad for note in a.message)
    if not good or (bad and question.against):
        shown = (
            *(f for a in bad for f in a.related),
            *(f for a in good for f in shown_alone(a.figures[:1], a.related)),
        )
        return replace(
            bad[0],
            message=missed,
            related=each_once(shown),
            cautions=of_answers(answers),
        )
    figures = each_once(f for a in good for f in a.figures)
    apart = _set_apart(question, figures)
    said = each_once(note for a in good for note in a.message)
    larger = larger_of(figures, question.cues, catalogue) if question.against else None
    if larger is not None:
        said = (larger, *(n for n in said if not n.key.endswith("_asked")))
    return replace(
        good[0],
        message=(*missed, *said),
        figures=figures,
        comparisons=(
            *apart,
            *each_once(c for a in good for c in a.comparisons),
        ),
        related=_rates_behind(good),
        cautions=once(
            (
                *_unlike(good),
                *of_units(figures),
                *of_comparisons(apart, catalogue),
                *of_answers(good),
            )
        ),
        assumptions=each_once(n for a in good for n in a.assumptions),
        reading=Note("reading_several", {"readings": tuple(a.reading for a in good)}),
        options=(),
    )


def _rates_behind(sides: Sequence[Answer]) -> tuple[Figure, ...]:
    """The rates whose changes in points stand beside changes in percent of something else.

    "Unemployment and inflation" asks as much for how high the one is as for the other.
    """
    moved = [f for side in sides for f in side.figures]
    if len({f.unit for f in moved}) < 2:
        return ()
    changed = {(f.subject, f.period) for f in moved if f.unit == POINTS}
    behind = (f for side in sides for f in side.related if f.measure is Measure.LEVEL)
    return each_once(f for f in behind if f.unit == PERCENT and (f.subject, f.period) in changed)


def shown_alone(figures: Sequence[Figure], related: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures where no comparison beside them says what they are.

    Of what is needed, or of a rate over some years, the levels that it is made of.
    """
    bare = any(f.statement is None and f.measure is Measure.RATIO for f in figures)
    return tuple(related if bare else figures)


def _set_apart(question: Question, figures: Sequence[Figure]) -> tuple[Comparison, ...]:
    """Two figures of a kind set against each other: how much more the first is, how many times."""
    apart = question.against or question.cues & {Cue.DIFFERENCE, Cue.RATIO}
    if not apart or len(figures) != 2:
        return ()
    here, there = figures
    alike = (here.measure, here.transformation) == (there.measure, there.transformation)
    if not alike or here.period.span != there.period.span:
        return ()
    levels = here.measure is Measure.LEVEL and here.transformation == "N"
    kinds = ("difference", "ratio") if levels else ("difference",)
    if Cue.RATIO in question.cues:
        kinds = kinds[::-1]
    made = (between(kind, here, there) for kind in kinds)
    return tuple(replace(c, asked=True) for c in made if isinstance(c, Comparison))


def _unlike(sides: Sequence[Answer]) -> tuple[Caution, ...]:
    """A warning where what stands side by side is of different periods or kinds of change."""
    one = len({frozenset(f.subject for f in side.figures) for side in sides}) == 1

    def when(period: Period) -> object:
        # Periods of one length that were asked for of the same things are what they are.
        return period.length if one else period.span

    alike = {
        frozenset((when(f.period), f.transformation, f.measure) for f in side.figures)
        for side in sides
    }
    return (Caution("different_periods", Note("different_periods")),) if len(alike) > 1 else ()


T = TypeVar("T")


def each_once(values: Iterable[T]) -> tuple[T, ...]:
    """The values without repeats, in order; they need not be hashable."""
    kept: list[T] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)
