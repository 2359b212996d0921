"""Executing a question: every reading it allows, and the answer they agree on.

One reading has data, or all give the same number: that is the answer, and what
was assumed is said. Several with different numbers: the reporter chooses. None:
the nearest miss says what is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from bot.answers.answer import Answer, Caution, Comparison, Figure, Note, Option, Status
from bot.answers.asking import offer, question_text
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import cautions_of
from bot.answers.comparing import between
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
from bot.figures.codes import Measure
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.follow import merge_names
from bot.language.lexicon import Cue
from bot.language.period_meaning import Between, Fixed, Latest, Open, PeriodPhrase, ToDate
from bot.language.period_meaning import Meaning as Meaning_
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
    (frozenset({Cue.PER}), find_per),
    (frozenset({Cue.SHARE}), find_share),
    (frozenset({Cue.RANK, Cue.PARTNERS}), find_rank),
    (frozenset({Cue.RECORD, Cue.LOW}), find_record),
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
    first = _answer(question, catalogue)
    if question.otherwise is None:
        return first
    second = _answer(question.otherwise, catalogue)
    if second.status is Status.ANSWERED:
        return second
    missed = first.status is not Status.ANSWERED
    return second if missed and second.status is Status.REFUSED else first


def _answer(question: Question, catalogue: Catalogue) -> Answer:
    blank = Answer(question.text, Status.HELP, catalogue.as_of)
    early = without_figures(question, blank, catalogue)
    if early is not None:
        return early
    parts = sides(question.terms)
    if question.against.names:
        parts = _both_sides(question)
    if question.cues & RANKED and question.cues & CHANGED:
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("levels_only"),))
    parts = [dated for terms in parts for dated in _each_period(question, terms)]
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


RANKED = frozenset({Cue.RECORD, Cue.LOW, Cue.RANK})
CHANGED = frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS})


def _each_period(question: Question, terms: Terms) -> list[Terms]:
    """Periods named side by side, one at a time, where a change or a share of each is asked."""
    fixed = [p for p in terms.periods if isinstance(p.meaning, Fixed)]
    listing = _finder(question) in (_level, find_trend, find_average)
    if listing or len(fixed) < 2 or len(fixed) < len(terms.periods):
        return [terms]
    return [replace(terms, periods=(phrase,)) for phrase in fixed]


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
    clash = _clash(terms)
    for _, tier in groupby(possible, key=lambda c: c.guess):
        hits: list[_Hit] = []
        for request in _requests(question, terms, list(tier), finder, catalogue):
            outcome = _in_own_unit(request, finder) or finder(request)
            if isinstance(outcome, Found):
                hits.append(_Hit(request, outcome))
            elif nearest is None or outcome.closeness > nearest.closeness:
                nearest = outcome
        if hits and clash and len(_distinct(hits)) == 1:
            subject = hits[0].request.subject
            return Miss(Status.NOT_HELD, (clash,), (offer(subject, None, catalogue),), closeness=2)
        if hits:
            return hits
        if nearest is not None and any(c.home for c in possible):
            # The home area has such figures, only not this one: no other area's stands in.
            return nearest
        if nearest is not None and nearest.status is Status.REFUSED:
            return nearest
    return nearest or _nothing(terms, possible, catalogue)


def _part(question: Question, terms: Terms) -> Terms:
    """The names of the part: its own, and the measure or area named with the whole only."""
    if not question.whole.names:
        return terms
    return replace(terms, names=_lent(terms, question.whole))


def _clash(terms: Terms) -> Note | None:
    """Two measures named that no figure can be both of: "trade in containers"."""
    measures: dict[frozenset[str], str] = {}
    for mention in terms.names:
        codes = mention.codes("indicator")
        if codes and not mention.joined:
            measures.setdefault(codes, mention.text)
    apart = [
        (first, second)
        for first in measures
        for second in measures
        if not first & second and first != second
    ]
    if not apart:
        return None
    first, second = apart[0]
    return Note("two_measures", {"first": measures[first], "second": measures[second]})


def _in_own_unit(request: Request, finder: Finder) -> Miss | None:
    """A unit asked for where only levels are converted."""
    if request.unit is None or finder is _level:
        return None
    figure = find_level(replace(request, base=None))
    held = figure.figures if isinstance(figure, Found) else ()
    if held and finder in (find_growth, find_record, find_share, find_rank, find_trend):
        return Miss(Status.NOT_HELD, (Note("no_unit_for_that"),), related=held[:1], closeness=3)
    return None


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
    published = Published([s for r in held for s in r.kin], catalogue, _beside(held, catalogue))
    phrases, since = _without_since(question, terms.periods)
    terms = replace(terms, periods=phrases)
    meaning = phrases[0].meaning if phrases else _length(question.cues)
    settled = settle(meaning, published, None, levels=levels)
    if settled is None:
        settled = settle(meaning, published, None, levels=False)
    if settled is None:
        return []
    base, ratio_to = _base(question, settled, published), _ratio_to(question, settled, published)
    if isinstance(meaning, Between) and question.cues & CHANGES:
        # "Growth since 2019", "from Nov 2019 to Nov 2021": the last on the first.
        settled, base = _ends(meaning, settled, published, levels) or (settled, base)
    elif isinstance(meaning, Between) and not question.cues & LISTS:
        settled = _one_span(meaning, held, catalogue) or settled
    settled = _several_named(terms, settled, published, levels)
    return [
        Request(
            question,
            reading,
            settled,
            catalogue,
            base,
            ratio_to,
            since,
            _whole(question, reading),
        )
        for reading in held
    ]


LISTS = frozenset({Cue.TREND, Cue.AVERAGE, Cue.MONTHLY, Cue.QUARTERLY, Cue.YEARLY})


def _length(cues: frozenset[Cue]) -> Meaning_ | None:
    """The length of period asked for where none is named: "annual exports"."""
    for cue, grain in ((Cue.YEARLY, "A"), (Cue.QUARTERLY, "Q"), (Cue.MONTHLY, "M")):
        if cue in cues:
            return Latest(grain)
    return None


def _without_since(
    question: Question, phrases: tuple[PeriodPhrase, ...]
) -> tuple[tuple[PeriodPhrase, ...], Period | None]:
    """The phrases without the "since" of a record, and from when that has it looked for."""
    if not question.cues & RANKED:
        return phrases, None
    bounds = [p for p in phrases if isinstance(p.meaning, Between) and p.meaning.last is None]
    since = bounds[0].meaning.first if bounds and isinstance(bounds[0].meaning, Between) else None
    return tuple(p for p in phrases if p not in bounds), since


def _ends(
    meaning: Between, settled: Settled, published: Published, levels: bool
) -> tuple[Settled, Period] | None:
    """The period a change runs to and the one it runs from, of one length."""
    first, last = meaning.first, meaning.last
    if first is None:
        return None
    if last is None:
        newest = published.newest(levels=levels, grain=first.grain, ytd=first.ytd)
        last = newest or published.latest(levels)
    if last is None:
        return None
    base = first
    if first.grain == "A" and last.grain != "A":
        base = last.years(first.year - last.year) or first
    return Settled((last,), settled.notes), base


def _one_span(meaning: Between, held: Sequence[Reading], catalogue: Catalogue) -> Settled | None:
    """A run of months of one year, for a flow one period: "October-November 2021"."""
    first, last = meaning.first, meaning.last
    if first is None or last is None or first.year != last.year or first.grain == "A":
        return None
    if not all(catalogue.is_flow(r.subject.indicator) for r in held):
        return None
    days = (last.end - first.start).days + 1
    span = Period.of(f"{first.start.isoformat()}/P{days}D")
    for grain, per_year in (("Q", 4), ("S", 2)):
        for number in range(1, per_year + 1):
            same = Period.of(f"{first.year}-{grain}{number}")
            span = same if same.span == span.span else span
    return Settled((span,))


def _beside(held: Sequence[Reading], catalogue: Catalogue) -> list[Subject]:
    """The totals beside the subjects, whose newest release dates a bare "Nov" for all of them."""
    found = []
    for reading in held:
        subject = reading.subject
        wanted = {"ref_area": (subject.ref_area,), "indicator": (subject.indicator,), **PLAINEST}
        found += [s for s in catalogue.subjects(wanted) if s not in found]
    return found


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


def _ratio_to(question: Question, settled: Settled, published: Published) -> Period | None:
    """The period after "as a share of", of the year in hand where it names none."""
    phrases = question.whole.periods if Cue.SHARE in question.cues else ()
    if not phrases:
        return None
    here = settled.periods[-1]
    return _dated(phrases[0].meaning, here) or _last_of(settle(phrases[0].meaning, published, here))


def _base(question: Question, settled: Settled, published: Published) -> Period | None:
    """The period after "vs": the one named, of the length in hand."""
    here = settled.periods[-1]
    phrases = question.against.periods
    if not phrases or question.against.names:
        return None
    meaning = phrases[0].meaning
    if isinstance(meaning, Latest) and meaning.grain == "A":
        return here.years(-1 - meaning.back)
    if isinstance(meaning, ToDate) and meaning.year is not None and here.ytd:
        return here.years(meaning.year - here.year)
    main = question.terms.periods[0].meaning if question.terms.periods else None
    if isinstance(meaning, Open) and isinstance(main, Fixed):
        dated = _dated(meaning, here)
        if dated is not None and dated.start >= here.start:
            dated = dated.years(-1)
        if dated is not None:
            return dated.to_date if here.ytd and dated.grain == here.grain else dated
    base = _last_of(settle(meaning, published, here))
    if base is None:
        return None
    if isinstance(meaning, Fixed) and base.grain == "A" and here.grain != "A":
        return here.years(base.year - here.year)
    if here.ytd and not base.ytd and base.grain == here.grain:
        return base.to_date
    return base


def _dated(meaning: Meaning_, here: Period) -> Period | None:
    """A bare month, quarter or year to date in the year in hand."""
    match meaning:
        case Open("M", number, ytd, 0):
            return Period.of(f"{here.year:04}-{number:02}", ytd)
        case Open(grain, number, ytd, 0):
            return Period.of(f"{here.year:04}-{grain}{number}", ytd)
        case ToDate(None, 0):
            return here.to_date
        case _:
            return None


def _last_of(settled: Settled | None) -> Period | None:
    return settled.periods[-1] if settled else None


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
    """Two or more things asked for together: each figure, and each of those missed said.

    Of a list, what is held is answered; a comparison needs both its sides.
    """
    answers = [_to_answer(blank, question, outcome, catalogue) for outcome in outcomes]
    good = [a for a in answers if a.status is Status.ANSWERED]
    bad = [a for a in answers if a.status is not Status.ANSWERED]
    missed = _each_once(note for a in bad for note in a.message)
    if not good or (bad and question.against):
        shown = (*(f for a in bad for f in a.related), *(f for a in good for f in a.figures[:1]))
        return replace(
            bad[0],
            message=missed,
            related=_each_once(shown),
            cautions=_each_once(c for a in answers for c in a.cautions),
        )
    figures = _each_once(f for a in good for f in a.figures)
    return replace(
        good[0],
        message=(*missed, *_each_once(note for a in good for note in a.message)),
        figures=figures,
        comparisons=(
            *_set_apart(question, figures),
            *_each_once(c for a in good for c in a.comparisons),
        ),
        related=(),
        cautions=(*_unlike(figures), *_each_once(c for a in good for c in a.cautions)),
        assumptions=_each_once(n for a in good for n in a.assumptions),
        reading=Note("reading_several", {"readings": tuple(a.reading for a in good)}),
        options=(),
    )


def _set_apart(question: Question, figures: Sequence[Figure]) -> tuple[Comparison, ...]:
    """Two levels set against each other: how much more the first is, and how many times."""
    apart = question.against or question.cues & {Cue.DIFFERENCE, Cue.RATIO}
    if not apart or len(figures) != 2 or figures[0].period.span != figures[1].period.span:
        return ()
    if any(f.measure is not Measure.LEVEL or f.transformation != "N" for f in figures):
        return ()
    made = (between(kind, figures[0], figures[1]) for kind in ("difference", "ratio"))
    return tuple(c for c in made if isinstance(c, Comparison))


def _unlike(figures: Sequence[Figure]) -> tuple[Caution, ...]:
    """A warning where figures side by side are of different periods or kinds of change."""
    alike = {(f.period.span, f.transformation, f.measure) for f in figures}
    return (Caution("different_periods", Note("different_periods")),) if len(alike) > 1 else ()


T = TypeVar("T")


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    """The values without repeats, in order; they need not be hashable."""
    kept: list[T] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)
