"""How much a part added to the growth of the whole, in percentage points.

The change of the part over the whole before it: of the growth of the whole, so much is the
part's. What the parts of a whole added comes to the growth of the whole. Where that fell, a
part that fell with it has a share in the fall, below zero as the fall is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Caution, Code, Comparison, Figure, Note, Option, Status
from bot.answers.asking import offer
from bot.answers.comparing import between, earlier_period, formula_of, term
from bot.answers.growth import change_asked, kinds_asked
from bot.answers.levels import kind_for, missing_level, refusal
from bot.answers.making import computed, level, together
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.answers.shares import on_another_coverage, whole_of, within
from bot.answers.timing import CHANGED
from bot.answers.wholes import is_of_change
from bot.figures.codes import PERCENT, POINTS, Measure, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.reckon.compare import Term, compare
from bot.reckon.expression import bounds

__all__ = ["find_contribution"]

TOLD = {
    "refused_not_part": "refused_not_contributing",
    "refused_balance": "refused_contribution_of_balance",
}
"""What is said of a rule where a contribution is asked for and not a share."""


def find_contribution(request: Request) -> Found | Miss:
    """The part's change over the whole before, where the part is within it by code."""
    catalogue, question = request.catalogue, request.question
    unnamed = question.whole.names and not question.terms.names
    if unnamed or question.cues & OF_MANY:
        return Miss(Status.UNSUPPORTED, (Note("which_part"),), closeness=4)
    if not request.cues & CHANGED:
        return _share_or_growth(request)
    if is_of_change(question) and request.ratio_to is not None and not question.terms.periods:
        # "How much of the rise in births in 2021 was in Arvale": the part's in that year.
        settled = Settled((request.ratio_to,))
        found = find_contribution(replace(request, settled=settled, ratio_to=None))
        return replace(found, searched=True) if isinstance(found, Found) else found
    whole = whole_of(request)
    if whole is None or whole == request.subject or _is_guessed(request, whole):
        note = Note("no_whole_grown", {"subject": request.subject})
        return Miss(Status.NOT_HELD, (note,), (_offer_growth(request),), closeness=1)
    if not catalogue.adds_up(request.subject.indicator):
        what = Code("indicator", request.subject.indicator)
        note = Note("refused_kind_contributing", {"what": what})
        return Miss(Status.REFUSED, (note,), related=_held(request, whole), closeness=4)
    nearest: Miss | None = None
    for period in request.settled.candidates or request.settled.periods[-1:]:
        outcome = _in(request, whole, period)
        if isinstance(outcome, Found):
            return outcome
        if nearest is None or outcome.closeness > nearest.closeness:
            nearest = outcome
    return nearest or missing_level(request)


OF_MANY = frozenset({Cue.RANK, Cue.PARTNERS, Cue.WHICH})
"""What asks which of many parts it was."""


def _share_or_growth(request: Request) -> Miss:
    """ "Contribution to trade" may be a share of it, or what was added to its growth."""
    options = tuple(
        offer(request.subject, request.period, request.catalogue, extra)
        for extra in ("share", "contribution to growth")
    )
    return Miss(Status.AMBIGUOUS, (Note("share_or_growth"),), options, closeness=4)


def _is_guessed(request: Request, whole: Subject) -> bool:
    """Whether the whole is of a larger area that nobody named: trade contributes to much else.

    Where the part's own measure is named as what grew, the area around it is meant.
    """
    named = request.whole.codes if request.whole else {}
    own = named.get("indicator") == request.subject.indicator or is_of_change(request.question)
    return whole.ref_area != request.subject.ref_area and "ref_area" not in named and not own


def _offer_growth(request: Request) -> Option:
    return offer(request.subject, request.period, request.catalogue, "growth")


def _held(request: Request, whole: Subject) -> tuple[Figure, ...]:
    """The two levels, for who is refused to see."""
    subjects = (request.subject, whole)
    found = (level(s, request.period, request.catalogue) for s in subjects)
    return tuple(figure for figure in found if figure is not None)


def _in(request: Request, whole: Subject, period: Period) -> Found | Miss:
    """The contribution to the growth of one period."""
    catalogue = request.catalogue
    part = level(request.subject, period, catalogue)
    if part is None:
        return missing_level(request)
    pair = together(part, whole, period, catalogue)
    part = pair[0] if pair else part
    around = pair[1] if pair else on_another_coverage(whole, period, part.unit, catalogue)
    if around is None:
        return _lacking(request, whole, period, (part,), whole)
    refused = within(part.subject, around.subject, catalogue)
    if refused is not None:
        return _refused(refused, part, around)
    nearest: Miss | None = None
    for kind in _kinds(request, period):
        base = request.base or earlier_period(period, kind, request.subject, catalogue)
        outcome = _since(request, part, around, base, kind) if base is not None else None
        if isinstance(outcome, Found):
            return outcome
        nearest = nearest or outcome
    return nearest or _lacking(request, whole, period, (part, around), whole)


def _kinds(request: Request, period: Period) -> tuple[str, ...]:
    return (kind_for(period, request.base),) if request.base else kinds_asked(request)


def _since(request: Request, part: Figure, whole: Figure, base: Period, kind: str) -> Found | Miss:
    """The contribution to the change since another period."""
    catalogue, period = request.catalogue, part.period
    if period.length != base.length or period.span == base.span:
        return _refused(Refused("refused_spans"), part, _at(part, base, request) or part)
    part_before, whole_before = _at(part, base, request), _at(whole, base, request)
    if part_before is None or whole_before is None:
        lacking = part if part_before is None else whole
        return _lacking(request, whole.subject, base, (part, whole), lacking.subject)
    made = _made(part, part_before, whole_before)
    if isinstance(made, Refused):
        return _refused(made, whole, whole_before)
    growth = _growth(request, whole, whole_before, kind)
    if isinstance(growth, Refused):
        return _refused(growth, whole, whole_before)
    told: tuple[Note, ...] = ()
    if is_of_change(request.question):
        share = _share_of_change(part, part_before, whole, whole_before)
        if isinstance(share, Miss):
            return share
        told = (share,)
    plain = growth.transformation is Transformation.NONE
    return Found(
        figures=(made,),
        comparisons=(Comparison("contribution", made, growth),),
        message=told,
        related=(part, part_before, whole, whole_before) if plain else (part, whole, growth),
        cautions=_unadjusted(made, kind),
        period=period,
        again=offer(request.subject, period, catalogue, "contribution to growth"),
    )


def _share_of_change(
    part: Figure, part_before: Figure, whole: Figure, whole_before: Figure
) -> Note | Miss:
    """What part of a rise or a fall was the part's: where both went one way, for sure."""
    moved = between("difference", part, part_before)
    around = between("difference", whole, whole_before)
    if isinstance(moved, Refused):
        return _refused(moved, part, part_before)
    if isinstance(around, Refused):
        return _refused(around, whole, whole_before)
    here, there = moved.figure, around.figure
    ways = _way(here), _way(there)
    if None in ways or ways[0] != ways[1]:
        note = Note("refused_share_of_change", {"part": here, "whole": there})
        levels = (part, part_before, whole, whole_before)
        return Miss(Status.REFUSED, (note,), related=levels, closeness=5)
    if here.working is None or there.working is None:
        return _refused(Refused("refused_words_only"), part, whole)
    share = computed(
        here.working / there.working,
        subject=part.subject,
        period=part.period,
        unit=PERCENT,
        measure=Measure.RATIO,
    )
    values: dict[str, object] = {"part": here, "whole": there, "figure": share, "way": ways[0]}
    if share.low is not None and share.low > WHOLE:
        # More than the whole is no share of it: the other parts went the other way.
        return Note("more_than_change", values)
    return Note("share_of_change", values)


WHOLE = 100
"""All of it, in percent."""


def _way(figure: Figure) -> str | None:
    """A rise or a fall; None where it may be either, or neither."""
    if figure.low is None or figure.high is None or figure.low <= 0 <= figure.high:
        return None
    return "rise" if figure.low > 0 else "fall"


def _unadjusted(made: Figure, kind: str) -> tuple[Caution, ...]:
    """The warning that goes with the change of a raw month on the one before."""
    raw = made.subject.seasonal_adjust == RAW and made.period.grain in "MQ"
    if kind != "previous_period" or not raw:
        return ()
    return (Caution("not_seasonally_adjusted", Note("not_seasonally_adjusted")),)


RAW = "N"
"""SEASONAL_ADJUST: not adjusted."""


def _at(figure: Figure, base: Period, request: Request) -> Figure | None:
    pair = together(figure, figure.subject, base, request.catalogue)
    return pair[1] if pair else None


def _made(part: Figure, part_before: Figure, whole_before: Figure) -> Figure | Refused:
    """The change of the part over the whole before."""
    here, there = formula_of(part), formula_of(part_before)
    around = term(whole_before)
    if here is None or there is None or around is None:
        return Refused("refused_words_only")
    change = here - there
    outcome = compare("contribution", Term(change, bounds(change), part.unit), around)
    if isinstance(outcome, Refused):
        return outcome
    formula, interval = outcome
    return computed(
        formula,
        subject=part.subject,
        period=part.period,
        unit=POINTS,
        measure=Measure.RATIO,
        interval=interval,
    )


def _growth(request: Request, whole: Figure, before: Figure, kind: str) -> Figure | Refused:
    """The growth of the whole: as stated, else worked out."""
    of_whole = _asked_of(request, whole.subject)
    found = change_asked(of_whole, whole.period, (kind,)) if kind != "other_period" else None
    if found is not None and found.figure.value is not None:
        return found.figure
    made = between(kind, whole, before)
    return made.figure if isinstance(made, Comparison) else made


def _asked_of(request: Request, subject: Subject) -> Request:
    return replace(request, reading=replace(request.reading, subject=subject))


def _refused(refused: Refused, here: Figure, there: Figure) -> Miss:
    note = refusal(Refused(TOLD.get(refused.rule, refused.rule)), here, there)
    return Miss(Status.REFUSED, (note,), related=(here, there), closeness=5)


def _lacking(
    request: Request,
    whole: Subject,
    period: Period,
    shown: Sequence[Figure],
    lacking: Subject,
) -> Miss:
    """Which of the levels that it takes is not on file."""
    values = {"subject": request.subject, "whole": whole, "lacking": lacking, "period": period}
    note = Note("no_contribution", values)
    return Miss(Status.NOT_HELD, (note,), (_offer_growth(request),), tuple(shown), closeness=3)
