"""Executing a question: every reading it allows, and the answer they agree on.

One reading has data, or all give the same number: that is the answer, and what
was assumed is said. Several with different numbers: the reporter chooses. None:
the nearest miss says what is held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answers.answer import Answer, Caution, Figure, Note, Option, Status
from bot.answers.asking import offer, question_text
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import cautions_of
from bot.answers.early import without_figures
from bot.answers.growth import find_growth
from bot.answers.levels import find_level, versus_period
from bot.answers.lists import find_average, find_trend
from bot.answers.published import Published, Settled, settle
from bot.answers.ranks import find_rank
from bot.answers.readings import (
    COVERAGES,
    PLAINEST,
    Combination,
    Reading,
    combinations,
    readings,
    sides,
)
from bot.answers.reasons import find_reasons
from bot.answers.records import find_record
from bot.answers.request import Found, Miss, Request
from bot.answers.shares import find_per, find_share
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.follow import merge_names
from bot.language.lexicon import Cue
from bot.language.period_meaning import Between, Fixed, Latest, Open
from bot.language.question import Mention, Question, Terms
from bot.language.vocabulary import Meaning

__all__ = ["answer"]

Finder = Callable[[Request], Found | Miss]


def _level(request: Request) -> Found | Miss:
    if request.base is not None:
        return versus_period(request, request.base)
    return find_level(request)


FINDERS: tuple[tuple[frozenset[Cue], Finder], ...] = (
    (frozenset({Cue.WHY}), find_reasons),
    (frozenset({Cue.RECORD}), find_record),
    (frozenset({Cue.PER}), find_per),
    (frozenset({Cue.SHARE}), find_share),
    (frozenset({Cue.RANK, Cue.PARTNERS}), find_rank),
    (frozenset({Cue.AVERAGE}), find_average),
    (frozenset({Cue.TREND}), find_trend),
    (frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS}), find_growth),
)
"""What is asked, the most particular first; the level where nothing of it is."""

WITHOUT_LEVELS = frozenset({find_growth, find_share, find_rank, find_reasons})
"""Finders for which a period counts as published also where it has no level."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading that found figures."""

    request: Request
    found: Found


def answer(question: Question, catalogue: Catalogue) -> Answer:
    """The answer to a question. A miss of any kind is an answer too."""
    blank = Answer(question.text, Status.HELP, catalogue.as_of)
    early = without_figures(question, blank, catalogue)
    if early is not None:
        return early
    parts = sides(question.terms)
    if question.against.names:
        parts = _both_sides(question)
    added = Cue.SUM in question.cues
    if added and len(parts) > 1:
        parts = _both_flows(parts) or parts
    outcomes = [_one_side(question, terms, catalogue) for terms in parts]
    if Cue.AVERAGE in question.cues and question.cues & NEVER_ADDED:
        note = Note("refused_mean", {"what": "changes and shares"})
        return replace(blank, status=Status.REFUSED, message=(note,))
    if added and (len(parts) > 1 or question.cues & NEVER_ADDED or _several(outcomes[0])):
        return _not_added(blank, outcomes)
    if len(outcomes) == 1:
        return _to_answer(blank, question, outcomes[0], catalogue)
    return _side_by_side(blank, question, outcomes, catalogue)


# --- adding up ---------------------------------------------------------------------------

NEVER_ADDED = frozenset({Cue.SHARE, Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS, Cue.PER})
"""What is asked for that has no sum: shares, rates of change, ratios."""

EXPORTS_AND_IMPORTS = {"X", "M"}


def _both_flows(parts: Sequence[Terms]) -> list[Terms] | None:
    """Exports plus imports are total trade, which is asked for instead; nothing else is added."""
    flows = {code for terms in parts for m in terms.names for code in m.codes("trade_flow")}
    if flows != EXPORTS_AND_IMPORTS:
        return None
    names = tuple(kept for m in parts[0].names if (kept := m.without({"trade_flow"})) is not None)
    total = Mention("total", (Meaning((("trade_flow", "T"),)),))
    return [replace(parts[0], names=(*names, total))]


def _several(outcome: list[_Hit] | Miss) -> bool:
    return not isinstance(outcome, Miss) and len(outcome[0].found.figures) > 1


def _not_added(blank: Answer, outcomes: Sequence[list[_Hit] | Miss]) -> Answer:
    """The desk adds nothing that a publisher does not: the figures stand side by side."""
    shown = [
        figure
        for outcome in outcomes
        if not isinstance(outcome, Miss)
        for figure in outcome[0].found.figures
    ]
    note = Note("refused_sum")
    return replace(blank, status=Status.REFUSED, message=(note,), related=tuple(shown))


# --- one side ----------------------------------------------------------------------------


def _one_side(question: Question, terms: Terms, catalogue: Catalogue) -> list[_Hit] | Miss:
    """Every reading of one side, tier by tier: the first tier with data is the one."""
    finder = _finder(question)
    nearest: Miss | None = None
    possible = combinations(_part(question, terms), catalogue.home_area)
    for _, tier in groupby(possible, key=lambda c: c.guess):
        hits: list[_Hit] = []
        for request in _requests(question, terms, list(tier), finder, catalogue):
            outcome = finder(request)
            if isinstance(outcome, Found):
                hits.append(_Hit(request, outcome))
            elif nearest is None or outcome.closeness > nearest.closeness:
                nearest = outcome
        if hits:
            return hits
        if nearest is not None and nearest.status is Status.REFUSED:
            return nearest
    return nearest or _nothing(terms, possible, catalogue)


def _part(question: Question, terms: Terms) -> Terms:
    """The names of the part: its own, and the measure or area named with the whole only."""
    if not question.whole.names:
        return terms
    return replace(terms, names=_lent(terms, question.whole))


def _finder(question: Question) -> Finder:
    for cues, finder in FINDERS:
        if cues & question.cues:
            return finder
    return _level


def _requests(
    question: Question,
    terms: Terms,
    tier: Sequence[Combination],
    finder: Finder,
    catalogue: Catalogue,
) -> list[Request]:
    held = [reading for combination in tier for reading in readings(combination, catalogue)]
    if not held:
        return []
    levels = finder not in WITHOUT_LEVELS
    published = Published([s for r in held for s in r.kin], catalogue)
    meaning = terms.periods[0].meaning if terms.periods else None
    settled = settle(meaning, published, None, levels=levels)
    if settled is None:
        settled = settle(meaning, published, None, levels=False)
    if settled is None:
        return []
    settled = _several_named(terms, settled, published, levels)
    base = _base(question, settled, published)
    if isinstance(meaning, Between) and question.cues & CHANGES and len(settled.periods) > 1:
        # "Growth since 2019", "from Nov 2019 to Nov 2021": the last on the first.
        base, settled = settled.periods[0], Settled(settled.periods[-1:])
    return [
        Request(question, reading, settled, catalogue, base, _whole(question, reading))
        for reading in held
    ]


CHANGES = frozenset({Cue.GROWTH, Cue.DIFFERENCE, Cue.RATIO})


def _several_named(terms: Terms, settled: Settled, published: Published, levels: bool) -> Settled:
    """Two or more periods named side by side are listed; a year beside a bare name dates it."""
    if len(terms.periods) < 2 or settled.listed:
        return settled
    periods = list(settled.periods)
    for phrase in terms.periods[1:]:
        more = settle(phrase.meaning, published, periods[-1], levels=levels)
        if more is None:
            continue
        year = more.periods[-1]
        if year.grain == "A" and isinstance(terms.periods[0].meaning, Open) and len(periods) == 1:
            dated = periods[0].years(year.year - periods[0].year)
            periods = [dated] if dated else periods
            return Settled(tuple(periods))
        periods += [p for p in more.periods if p not in periods]
    periods.sort(key=lambda p: p.end)
    return Settled(tuple(periods), listed=len(periods) > 1)


def _base(question: Question, settled: Settled, published: Published) -> Period | None:
    """The period after "vs": the one named, of the length in hand."""
    here = settled.periods[-1]
    phrases = question.against.periods
    ratio_to = question.whole.periods if Cue.SHARE in question.cues else ()
    if ratio_to:
        found = settle(ratio_to[0].meaning, published, here)
        return found.periods[-1] if found else None
    if not phrases or question.against.names:
        return None
    meaning = phrases[0].meaning
    if isinstance(meaning, Latest) and meaning.grain == "A":
        return here.years(-1 - meaning.back)
    if isinstance(meaning, Open) and (meaning.grain, here.grain) in (("M", "M"), ("Q", "Q")):
        number_before = meaning.number < here.number
        year = here.year if number_before else here.year - 1
        return Period.of(
            f"{year:04}-{meaning.number:02}"
            if meaning.grain == "M"
            else f"{year:04}-Q{meaning.number}",
            meaning.ytd or here.ytd,
        )
    found = settle(meaning, published, here)
    if found is None:
        return None
    base = found.periods[-1]
    if isinstance(meaning, Fixed) and base.grain == "A" and here.grain != "A":
        return here.years(base.year - here.year)
    if here.ytd and not base.ytd and base.grain == here.grain:
        return base.to_date
    return base


def _whole(question: Question, reading: Reading) -> Combination | None:
    terms = question.per if Cue.PER in question.cues else question.whole
    if not terms.names:
        return None
    possible = combinations(terms, None)
    fitting = [c for c in possible if c.codes.get("ref_area") == reading.subject.ref_area]
    return next(iter(fitting or possible), None)


def _both_sides(question: Question) -> list[Terms]:
    """The sides of "imports vs exports EU": what only one of them names holds for both."""
    here, there = question.terms, question.against
    first = Terms(_lent(here, there), here.periods or there.periods)
    second = Terms(merge_names(there.names, here.names), there.periods or here.periods)
    return [*sides(first), second]


def _lent(here: Terms, there: Terms) -> tuple[Mention, ...]:
    """The names of a side with those of the other that name what it leaves open."""
    own = {dimension for mention in here.names for dimension in mention.dimensions}
    return (*here.names, *(m for m in there.names if not m.dimensions & own))


# --- none, one or several ----------------------------------------------------------------


def _nothing(terms: Terms, possible: Sequence[Combination], catalogue: Catalogue) -> Miss:
    """No subject on file fits the names: say which names, and what is held near them."""
    near: list[Option] = []
    first = possible[0].codes if possible else {}
    for dropped in ("product", "counterpart_area", "trade_flow", "coverage", "ref_area"):
        if dropped not in first:
            continue
        codes = {d: c for d, c in first.items() if d not in (dropped, "unit")}
        if dropped == "ref_area" and catalogue.home_area:
            codes["ref_area"] = catalogue.home_area
        for reading in readings(Combination(codes), catalogue)[:1]:
            newest = Published([reading.subject], catalogue).latest()
            near.append(offer(reading.subject, newest, catalogue))
    asked = _asked_for(first) or ", ".join(mention.text for mention in terms.names)
    return Miss(Status.NOT_HELD, (Note("nothing_on", {"subject": asked}),), tuple(near[:3]))


def _asked_for(codes: Mapping[str, str]) -> Subject | None:
    """The subject that was named, what was left out filled in plainly; None without a measure."""
    if "indicator" not in codes or "ref_area" not in codes:
        return None
    plain = {dimension: order[0] for dimension, order in PLAINEST.items()}
    filled = {"coverage": COVERAGES[0], "seasonal_adjust": "N", **plain, **codes}
    return Subject(**{name: filled[name] for name in Subject.dimensions()})


def _to_answer(
    blank: Answer, question: Question, outcome: list[_Hit] | Miss, catalogue: Catalogue
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
    distinct = _distinct(outcome)
    if len(distinct) > 1:
        return _ambiguous(blank, question, distinct, catalogue)
    chosen = distinct[0]
    found = chosen.found
    figures = found.figures
    return replace(
        blank,
        status=Status.ANSWERED,
        message=found.message,
        reading=Note("reading", {"subject": chosen.request.subject, "periods": found.period}),
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


def _assumed(chosen: _Hit, found: Found) -> tuple[Note, ...]:
    notes = list(chosen.request.reading.notes)
    for note in chosen.request.settled.notes if found.figures else ():
        # What was settled may have given way to an older candidate: name the one shown.
        notes.append(replace(note, values={**note.values, "period": found.period}))
    return (*notes, *found.notes)


def _distinct(tried: Sequence[_Hit]) -> list[_Hit]:
    """Readings whose headlines differ; of equal ones the first."""
    kept: dict[object, _Hit] = {}
    for attempt in tried:
        kept.setdefault(_sameness(attempt.found), attempt)
    return list(kept.values())


def _sameness(found: Found) -> object:
    if not found.figures:
        return found.claims
    return tuple((f.value, f.low, f.high, f.unit, f.period.span) for f in found.figures)


def _ambiguous(
    blank: Answer, question: Question, tried: Sequence[_Hit], catalogue: Catalogue
) -> Answer:
    options = []
    for attempt in tried[:MOST_OPTIONS]:
        found = attempt.found
        subject = found.figures[0].subject if found.figures else attempt.request.subject
        extra = _extra(question)
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


def _extra(question: Question) -> str:
    for cue in (Cue.GROWTH, Cue.SHARE, Cue.RANK, Cue.RECORD, Cue.TREND):
        if cue in question.cues:
            return cue.value
    return ""


def _side_by_side(
    blank: Answer, question: Question, outcomes: Sequence[list[_Hit] | Miss], catalogue: Catalogue
) -> Answer:
    """Two or more things asked for together: each figure, and those missed said."""
    answers = [_to_answer(blank, question, outcome, catalogue) for outcome in outcomes]
    good = [a for a in answers if a.status is Status.ANSWERED]
    if len(good) < len(answers):
        bad = next(a for a in answers if a.status is not Status.ANSWERED)
        shown: tuple[Figure, ...] = tuple(f for a in good for f in a.figures[:1])
        return replace(bad, related=(*bad.related, *shown))
    figures = tuple(f for a in good for f in a.figures)
    cautions: list[Caution] = []
    for caution in (c for a in good for c in a.cautions):
        if caution not in cautions:
            cautions.append(caution)
    return replace(
        good[0],
        figures=figures,
        comparisons=tuple(c for a in good for c in a.comparisons),
        related=(),
        cautions=tuple(cautions),
        assumptions=_merged(good),
        reading=Note("reading_several", {"readings": tuple(a.reading for a in good)}),
        options=(),
    )


def _merged(answers: Sequence[Answer]) -> tuple[Note, ...]:
    notes: list[Note] = []
    for note in (n for a in answers for n in a.assumptions):
        if note not in notes:
            notes.append(note)
    return tuple(notes)
