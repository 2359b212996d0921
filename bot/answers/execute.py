"""Executing a question: every reading it allows, and the answer they agree on.

One reading has data, or all give the same number: that is the answer, and what
was assumed is said. Several with different numbers: the reporter chooses. None:
the nearest miss says what is held.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.answers.answer import Answer, Code, Count, Figure, Note, Option, Status
from bot.answers.asking import offer, period_text, question_text
from bot.answers.balances import other_side
from bot.answers.catalogue import Catalogue
from bot.answers.cautions import of_answers
from bot.answers.compound import find_growth_rate
from bot.answers.contributions import find_contribution
from bot.answers.early import without_figures
from bot.answers.ever import as_record, asks_of_all, cannot_be_counted, find_changes
from bot.answers.growth import find_growth
from bot.answers.levels import LONGEST_LOOK, find_level, held_periods, versus_period
from bot.answers.lists import add_up, find_average, find_trend, is_average
from bot.answers.needed import find_needed, of_two
from bot.answers.published import Published
from bot.answers.ranks import find_rank, of_such_places, without_whole
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
from bot.answers.records import find_rate_record, find_record, find_share_record
from bot.answers.remainders import missed, not_on_file, what_is_left
from bot.answers.request import Found, Miss, Request
from bot.answers.shares import find_per, find_share
from bot.answers.sides import (
    as_exchange,
    as_pair,
    both_flows,
    both_sides,
    clash,
    each_period,
    part,
    periods_only,
    without_carriers,
)
from bot.answers.telling import (
    MOST_OPTIONS,
    Hit,
    distinct,
    each_once,
    extra_of,
    shown_alone,
    side_by_side,
    to_answer,
)
from bot.answers.timing import CHANGED, LENGTHS, RANKED, Timing, timing
from bot.figures.codes import PERCENT, UNSTATED, Measure, Transformation
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.language.follow import APART
from bot.language.lexicon import Cue
from bot.language.period_meaning import (
    Fixed,
    Latest,
    Open,
    OpenDay,
    PeriodPhrase,
    SameIn,
    ToDate,
)
from bot.language.question import Mention, Question, Terms

__all__ = ["answer"]

Finder = Callable[[Request], Found | Miss]


def _level(request: Request) -> Found | Miss:
    if request.base is not None:
        if request.settled.listed:
            # One of them against it would leave out the others.
            values = {"periods": request.settled.periods[:MOST_OPTIONS], "base": request.base}
            return Miss(Status.UNSUPPORTED, (Note("several_against", values),), closeness=3)
        return versus_period(request, request.base)
    found = find_level(request)
    if isinstance(found, Miss) and request.unit is None and is_average(request):
        # "Average rent 2025", where it is on file by the month.
        mean = find_average(request)
        return mean if isinstance(mean, Found) else found
    return found


FINDERS: tuple[tuple[frozenset[Cue], Finder], ...] = (
    (frozenset({Cue.WHY}), find_reasons),
    (frozenset({Cue.NEEDED}), find_needed),
    (frozenset({Cue.CONTRIBUTION}), find_contribution),
    (frozenset({Cue.GROWTH_RATE}), find_growth_rate),
    (frozenset({Cue.PER, Cue.PER_HEAD}), find_per),
    (frozenset({Cue.SHARE}), find_share),
    (frozenset({Cue.RANK, Cue.PARTNERS}), find_rank),
    (frozenset({Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST}), find_record),
    (frozenset({Cue.AVERAGE}), find_average),
    (frozenset({Cue.TREND}), find_trend),
    (frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS}), find_growth),
)
"""What is asked, the most particular first; the level where nothing of it is."""


WITHOUT_LEVELS = frozenset(
    {find_growth, find_share, find_rank, find_rate_record, find_share_record, find_changes}
    | {find_reasons}
)
"""Finders for which a period counts as published also where it has no level."""

WITHOUT_BASE = frozenset({find_rank, find_record, find_rate_record, find_share_record})
"""Finders that set nothing against another period."""

LISTING = frozenset({_level, find_trend, find_average})
"""Finders that take several periods at once."""


def answer(question: Question, catalogue: Catalogue) -> Answer:
    """The answer to a question. A miss of any kind is an answer too.

    An amount that was put to the desk is judged by whoever asked: the figure
    stands beside it.
    """
    found = _either_way(question, catalogue)
    if question.amount is None or found.status is not Status.ANSWERED or not found.figures:
        return found
    note = Note("beside_amount", {"amount": question.amount})
    return replace(found, message=(note, *found.message))


def _either_way(question: Question, catalogue: Catalogue) -> Answer:
    first = _answer(question, catalogue)
    if question.otherwise is None:
        return first
    second = _answer(question.otherwise, catalogue)
    return second if second.status in (Status.ANSWERED, Status.REFUSED) else first


def _answer(question: Question, catalogue: Catalogue) -> Answer:
    blank = Answer(question.text, Status.HELP, catalogue.as_of)
    early = without_figures(question, blank, catalogue)
    if early is not None:
        return early
    if (note := what_is_left(question)) is not None:
        return replace(blank, status=Status.UNSUPPORTED, message=(note,))
    question = of_two(as_record(periods_only(as_exchange(question, catalogue))))
    if cannot_be_counted(question):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("no_count"),))
    if Cue.PER not in question.cues:
        question = replace(question, terms=without_carriers(question.terms, catalogue))
    question = _in_own_percent(question, catalogue)
    pair = as_pair(question.terms, catalogue.home_area)
    if pair is not None:
        question = replace(question, terms=pair)
    if Cue.PLACES in question.cues:
        question = replace(question, terms=without_whole(question.terms, catalogue))
    if Cue.APART_ENDS in question.cues:
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("one_at_a_time"),))
    if question.against.periods and not question.against.names:
        if _finder(question) is find_rank and question.terms.periods:
            # "By place 2019 vs 2021": in each of the two.
            both = (*question.terms.periods, *question.against.periods)
            terms = replace(question.terms, periods=both)
            question = replace(question, terms=terms, against=Terms())
        elif _finder(question) in WITHOUT_BASE:
            return replace(blank, status=Status.UNSUPPORTED, message=(Note("record_against"),))
        elif question.cues & ONE_BASE and question.terms.periods and question.against.periods[1:]:
            return replace(blank, status=Status.UNSUPPORTED, message=(Note("one_against"),))
    parts = sides(question.terms)
    if question.against.names:
        parts = both_sides(question)
    most_grown = question.cues & RANKED and question.cues & CHANGED
    if most_grown and not _of_rates(question) and Cue.CONTRIBUTION not in question.cues:
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("levels_only"),))
    if any(cue in question.cues and question.cues & others for cue, others in ALONE.items()):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("one_at_a_time"),))
    if Cue.RANGE in question.cues and question.cues & OF_MANY:
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("range_of_these"),))
    if question.place is not None and (len(parts) > 1 or _finder(question) is not find_rank):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("no_nth_record"),))
    if len(parts) > 1 and question.cues & APART and _over_time(question):
        # The two would be listed, and what is between them left out.
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("one_at_a_time"),))
    most = question.cues & MOST and Cue.RANGE not in question.cues
    if len(parts) > 1 and most and not question.verdict:
        return _most_of(blank, question, parts, catalogue)
    if _one_at_a_time(question) and not _search_among(question):
        parts = [_dated(question, terms, catalogue) for terms in parts]
        of_each = [each_period(terms) for terms in parts]
        if any(len(each) > 1 and not _told_of_each(question, len(each)) for each in of_each):
            return _one_period(blank, question, parts[0], catalogue)
        parts = [dated for each in of_each for dated in each]
        if len(parts) > 1 and _each_against(question):
            question = replace(question, against=_in_that_year(question.against))
    added = Cue.SUM in question.cues
    if added and len(parts) > 1:
        parts = both_flows(parts) or parts
    if len(parts) == 1 and _takes_two(question):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("which_two"),))
    if len(bases := _bases(question)) > 1:
        # "Nov 2021 vs Nov 2020 and Nov 2019": against each of them.
        asked = [replace(question, against=Terms((), (base,))) for base in bases]
        each = [_one_side(one, terms, catalogue) for one in asked for terms in parts]
        return side_by_side(blank, replace(question, against=Terms()), each, catalogue)
    outcomes = _of_a_kind(
        [_one_side(question, terms, catalogue, sides=len(parts)) for terms in parts]
    )
    if added and (made := _added(blank, question, outcomes, catalogue)) is not None:
        return made
    if added and (kept := _without_sum(question, catalogue)) is not None:
        note = Note("refused_sum_of", {"what": Code("indicator", kept)})
        return replace(blank, status=Status.REFUSED, message=(note,), related=_shown(outcomes))
    if Cue.AVERAGE in question.cues and question.cues & NEVER_ADDED - {Cue.PER, Cue.PER_HEAD}:
        note = Note("refused_mean", {"what": "changes and shares"})
        return replace(blank, status=Status.REFUSED, message=(note,))
    if added and (len(parts) > 1 or question.cues & NEVER_ADDED or _several(outcomes[0])):
        return _not_added(blank, outcomes)
    if len(outcomes) == 1:
        return to_answer(blank, question, outcomes[0], catalogue)
    return side_by_side(blank, question, outcomes, catalogue)


def _one_at_a_time(question: Question) -> bool:
    """Whether it is told of one period at a time: not of a list, nor of an average over several."""
    finder = _finder(question)
    if finder is _level:
        return _each_against(question)
    return finder not in LISTING


def _told_of_each(question: Question, periods: int) -> bool:
    """Whether what is asked can be told of each of several periods that the thread is about."""
    searches = _finder(question) in (find_record, find_rate_record, find_share_record)
    return not question.inherited or not (searches or periods > MOST_PERIODS)


MOST_PERIODS = 12
"""Periods of a thread, of each of which the same is told: the months of a year."""


def _one_period(blank: Answer, question: Question, terms: Terms, catalogue: Catalogue) -> Answer:
    """That it is told of one period at a time, with the periods that there are figures for."""
    outcome = _one_side(_only_levels(question), terms, catalogue)
    figures = () if isinstance(outcome, Miss) else outcome[0].found.figures
    extra = extra_of(question)
    options = tuple(offer(f.subject, f.period, catalogue, extra) for f in figures[:MOST_OPTIONS])
    note = Note("one_period")
    return replace(blank, status=Status.UNSUPPORTED, message=(note,), options=options)


NAMED_ALONE = (Fixed, Open, OpenDay, ToDate, Latest, SameIn)
"""Meanings of phrases that name one period each, so that several side by side are a list."""


def _dated(question: Question, terms: Terms, catalogue: Catalogue) -> Terms:
    """Several periods named side by side with each as it is on file: "growth Nov and YTD"."""
    named = [phrase.meaning for phrase in terms.periods]
    if len(named) < 2 or all(isinstance(meaning, Fixed) for meaning in named):
        return terms
    if not all(isinstance(meaning, NAMED_ALONE) for meaning in named):
        return terms
    possible = combinations(part(question, terms), catalogue.home_area)
    held = next((h for c in possible if (h := readings(c, catalogue))), [])
    levels = _finder(question) not in WITHOUT_LEVELS
    when = timing(question, terms, held, catalogue, levels=levels) if held else None
    if when is None or not when.settled.listed:
        return terms
    phrases = (PeriodPhrase(p.code, 0, 0, Fixed(p)) for p in when.settled.periods)
    return replace(terms, periods=tuple(phrases))


ONE_BASE = frozenset({Cue.AVERAGE, Cue.SHARE})
"""What is set against one other period at most."""

OVER_PERIODS = RANKED | {Cue.AVERAGE, Cue.NEEDED, Cue.SUM, Cue.GROWTH_RATE, Cue.RANGE, Cue.SHARE}
"""What takes the periods behind "vs" together."""


def _bases(question: Question) -> tuple[PeriodPhrase, ...]:
    """The periods that each figure is set against, one at a time."""
    phrases = question.against.periods
    if question.against.names or question.cues & OVER_PERIODS:
        return ()
    between = phrases and phrases[0].text.casefold().startswith("between")
    return () if between and not question.terms.periods else phrases


def _each_against(question: Question) -> bool:
    """Whether each of several periods is set against another: "Q1, Q2 and Q3 2021 vs 2020"."""
    taken_together = question.cues & (OVER_PERIODS | {Cue.TOTAL})
    compared = question.against.periods and not question.against.names
    return bool(compared and _finder(question) is _level and not taken_together)


def _in_that_year(against: Terms) -> Terms:
    """A year after "vs" that stands for the last of several periods, for each of them instead."""
    periods = (
        replace(p, meaning=SameIn(int(p.text))) if p.text.isdigit() and len(p.text) == 4 else p
        for p in against.periods
    )
    return replace(against, periods=tuple(periods))


def _in_own_percent(question: Question, catalogue: Catalogue) -> Question:
    """ "Unemployment in percent": of what is measured in percent it is the unit, and no share.

    So it is of what adds up to no whole, where nobody states a unit: the reply says that.
    """
    if Cue.PERCENT not in question.cues:
        return question
    named = [
        reading.subject
        for terms in sides(question.terms)
        for combination in combinations(terms, catalogue.home_area)
        for reading in readings(combination, catalogue)
    ]
    units = {
        (series.unit, catalogue.adds_up(subject.indicator))
        for subject in named
        for series in catalogue.series(subject)
        if series.is_level
    }
    own = bool(units) and all(u == PERCENT or (u == UNSTATED and not adds) for u, adds in units)
    said = {Cue.PERCENT, Cue.SHARE} if own else {Cue.PERCENT}
    return replace(question, cues=question.cues - said)


def _of_a_kind(outcomes: list[list[Hit] | Miss]) -> list[list[Hit] | Miss]:
    """Of a side that can be read in several ways, those like the side that can be read in one.

    "Xinjiang growth vs China growth": where China's is of trade, so is Xinjiang's.
    """

    def kind(hit: Hit) -> tuple[str, str, str]:
        subject = hit.request.subject
        return subject.indicator, subject.trade_flow, subject.product

    clear = {kind(o[0]) for o in outcomes if not isinstance(o, Miss) and len(distinct(o)) == 1}
    return [
        [h for h in o if kind(h) in clear] or o if not isinstance(o, Miss) else o for o in outcomes
    ]


def _takes_two(question: Question) -> bool:
    """Whether a difference is asked for of one figure alone: repeating it would be no answer."""
    alone = not (question.against or question.whole or len(question.terms.periods) > 1)
    listed = len(question.terms.periods) > TWO and _finder(question) in LISTING
    return (
        (alone or listed)
        and bool(question.cues & APART)
        and not question.cues & (CHANGED | {Cue.SHARE})
    )


TWO = 2
"""Figures that there is a difference between."""


def _search_among(question: Question) -> bool:
    """Whether one of the periods named is looked for: "the highest of Nov 2019, 2021 and 2022"."""
    searches = _finder(question) in (find_record, find_rate_record, find_share_record)
    return searches and Cue.HIGHEST in question.cues and not question.verdict


PER_UNIT = frozenset({Cue.PER, Cue.PER_HEAD})
ENDS = frozenset({Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST})
ALONE: dict[Cue, frozenset[Cue]] = {
    Cue.GROWTH_RATE: PER_UNIT | ENDS | {Cue.SHARE, Cue.NEEDED, Cue.CONTRIBUTION},
    Cue.NEEDED: PER_UNIT | {Cue.SHARE, Cue.AVERAGE, Cue.RANGE, Cue.CONTRIBUTION},
    Cue.CONTRIBUTION: PER_UNIT | ENDS | {Cue.SHARE, Cue.AVERAGE},
    Cue.RANGE: PER_UNIT,
}
"""What is not worked out of what: no growth rate of a share, nothing needed per head."""

OF_MANY = frozenset({Cue.PARTNERS, Cue.WHICH, Cue.PLACES, Cue.PRODUCTS})
"""What asks about many partners or places at once."""

MOST = frozenset({Cue.RANK, Cue.HIGHEST})
"""What asks which of those named has the most, or with LOW the least."""


def _most_of(
    blank: Answer, question: Question, parts: Sequence[Terms], catalogue: Catalogue
) -> Answer:
    """Which of those named has the most or the least, all in one period: set in order."""
    plain = replace(question, cues=question.cues - {*MOST, *RANKED, Cue.PARTNERS})
    outcomes = [_one_side(plain, terms, catalogue) for terms in parts]
    hits = [o[0] for o in outcomes if not isinstance(o, Miss)]
    periods = {hit.found.period for hit in hits if hit.found.period is not None}
    if len(periods) > 1 and not question.terms.periods:
        # The newest that all of them have: one place's newest is not set beside another's last.
        common = min(periods, key=lambda p: p.end)
        phrase = PeriodPhrase(common.code, 0, 0, Fixed(common))
        parts = [replace(terms, periods=(phrase,)) for terms in parts]
        outcomes = [_one_side(plain, terms, catalogue) for terms in parts]
    answer = side_by_side(blank, plain, outcomes, catalogue)
    figures = [f for f in answer.figures if f.value is not None]
    if answer.status is not Status.ANSWERED or len(figures) < 2 or _unlike(figures):
        return answer
    lowest, worst = Cue.LOW in question.cues, Cue.WORST in question.cues
    figures.sort(key=lambda f: f.value or 0, reverse=not lowest)
    note = Note(
        "lowest_of_these" if lowest else "highest_of_these", {"subject": figures[0].subject}
    )
    first = (note,) if figures[0].value != figures[1].value and not worst else ()
    return replace(answer, figures=tuple(figures), message=(*answer.message, *first))


def _unlike(figures: Sequence[Figure]) -> bool:
    return len({(f.unit, f.period.span, f.measure, f.transformation) for f in figures}) > 1


NEVER_ADDED = frozenset(
    {Cue.SHARE, Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS, Cue.PER, Cue.PER_HEAD}
)
"""What is asked for that has no sum: shares, rates of change, ratios."""


def _several(outcome: list[Hit] | Miss) -> bool:
    return not isinstance(outcome, Miss) and len(outcome[0].found.figures) > 1


def _without_sum(question: Question, catalogue: Catalogue) -> str | None:
    """The indicator asked about, where it is no flow and so has no sum over time."""
    named = [code for m in question.terms.names for code in sorted(m.codes("indicator"))]
    return next((code for code in named if not catalogue.is_flow(code)), None)


def _added(
    blank: Answer, question: Question, outcomes: Sequence[list[Hit] | Miss], catalogue: Catalogue
) -> Answer | None:
    """The sum, where each of those named was found and no two have anything in common."""
    if question.cues & NEVER_ADDED or question.against:
        return None
    found = [o for o in outcomes if not isinstance(o, Miss) and len(distinct(o)) == 1]
    figures = [figure for outcome in found for figure in outcome[0].found.figures]
    total = add_up(figures, catalogue) if len(found) == len(outcomes) else None
    if total is None:
        return None
    answers = [to_answer(blank, question, outcome, catalogue) for outcome in found]
    made = to_answer(blank, question, [Hit(found[0][0].request, total)], catalogue)
    return replace(
        made,
        reading=Note("reading_several", {"readings": tuple(a.reading for a in answers)}),
        cautions=each_once((*made.cautions, *of_answers(answers))),
        assumptions=each_once(n for a in answers for n in a.assumptions),
    )


def _not_added(blank: Answer, outcomes: Sequence[list[Hit] | Miss]) -> Answer:
    """The desk adds nothing that a publisher does not: the figures stand side by side."""
    note = Note("refused_sum")
    return replace(blank, status=Status.REFUSED, message=(note,), related=_shown(outcomes))


def _shown(outcomes: Sequence[list[Hit] | Miss]) -> tuple[Figure, ...]:
    return tuple(
        figure
        for outcome in outcomes
        if not isinstance(outcome, Miss)
        for figure in shown_alone(outcome[0].found.figures, outcome[0].found.related)
    )


def _one_side(
    question: Question, terms: Terms, catalogue: Catalogue, *, sides: int = 1
) -> list[Hit] | Miss:
    """Every reading of one side, tier by tier: the first tier with data is the one.

    Where several ``sides`` are listed over many periods, each is looked for in fewer.
    """
    finder = _finder(question)
    nearest: Miss | None = None
    possible = combinations(part(question, terms), catalogue.home_area)
    clashing = clash(terms)
    for _, tier in groupby(possible, key=lambda c: c.guess):
        hits: list[Hit] = []
        requests = _requests(question, terms, list(tier), finder, catalogue)
        if isinstance(requests, Miss):
            nearest, requests = nearest or requests, []
        for request in (_in_fewer(request, sides) for request in requests):
            outcome = _in_own_unit(request, finder) or finder(request)
            if isinstance(outcome, Miss):
                outcome = missed(outcome, request)
            else:
                outcome = _in_unit_asked(outcome, request, finder)
            if isinstance(outcome, Found):
                hits.append(Hit(request, _on_other_side(request, outcome)))
            elif nearest is None or outcome.closeness > nearest.closeness:
                nearest = outcome
            elif outcome.closeness == nearest.closeness and request.reading.combination.taken:
                nearest = _both_missed(nearest, outcome)
        if hits and clashing and len(distinct(hits)) == 1:
            subject = hits[0].request.subject
            return Miss(
                Status.NOT_HELD, (clashing,), (offer(subject, None, catalogue),), closeness=2
            )
        if hits and all(_is_turned(hit) for hit in hits):
            return _whose(hits)
        if hits:
            return hits
        if nearest is not None and any(c.home for c in possible):
            # The home area has such figures, only not this one: no other area's stands in.
            elsewhere = _elsewhere(question, terms, possible, finder, catalogue)
            return replace(nearest, options=each_once((*nearest.options[:3], *elsewhere)))
        if nearest is not None and nearest.status is Status.REFUSED:
            return nearest
    if nearest is not None:
        return nearest
    left = not_on_file(part(question, terms), _plainly(question, catalogue), catalogue)
    if left is not None:
        return left
    nothing = _nothing(terms, possible, catalogue)
    if clashing is not None and nothing.message[0].key != "nothing_on_flow":
        return Miss(Status.NOT_HELD, (clashing,))
    return nothing


def _plainly(
    question: Question, catalogue: Catalogue
) -> Callable[[Terms], tuple[Figure, ...] | Miss]:
    """How much there is of other terms, whatever the question asks of its own."""
    plain = _only_levels(question)

    def ask(terms: Terms) -> tuple[Figure, ...] | Miss:
        outcome = _one_side(plain, terms, catalogue)
        return outcome if isinstance(outcome, Miss) else outcome[0].found.figures

    return ask


def _only_levels(question: Question) -> Question:
    """The question with all left out that it asks besides how much."""
    return replace(question, cues=frozenset(), against=Terms(), whole=Terms(), per=Terms())


def _elsewhere(
    question: Question,
    terms: Terms,
    possible: Sequence[Combination],
    finder: Finder,
    catalogue: Catalogue,
) -> list[Option]:
    """Of other areas the figure that the home area has not, for a period named with its year."""
    if not any(isinstance(phrase.meaning, Fixed) for phrase in terms.periods):
        return []
    others = [combination for combination in possible if not combination.home]
    requests = _requests(question, terms, others, finder, catalogue)
    if isinstance(requests, Miss) or len(requests) > MOST_OPTIONS:
        return []
    found = [(request, finder(request)) for request in requests]
    return [
        offer(request.subject, outcome.period, catalogue)
        for request, outcome in found
        if isinstance(outcome, Found) and outcome.figures
    ]


def _both_missed(first: Miss, second: Miss) -> Miss:
    """Two meanings of one name of which neither has the figure: what is held of each."""
    if first.status is not second.status or second.message[0] in first.message:
        return first
    return replace(
        first,
        message=(*first.message, *second.message),
        options=each_once((*first.options, *second.options)),
        related=each_once((*first.related, *second.related)),
    )


def _on_other_side(request: Request, found: Found) -> Found:
    """A deficit asked for that was a surplus: the figure is given, and that it was one is said."""
    if found.message or len(found.figures) != 1:
        return found
    note = other_side(found.figures[0], request.cues, request.catalogue)
    return replace(found, message=(note,)) if note is not None else found


def _is_turned(hit: Hit) -> bool:
    """Whether the figure is with a country whose own the words name; a group is a partner."""
    partner = hit.request.subject.counterpart_area
    turned = hit.request.reading.combination.turned
    return turned and not hit.request.catalogue.is_group(partner)


def _whose(hits: Sequence[Hit]) -> Miss:
    """ "China exports" where China's own are not on file: those to China are another thing."""
    options = tuple(
        offer(hit.request.subject, hit.found.period, hit.request.catalogue)
        for hit in distinct(hits)[:MOST_OPTIONS]
    )
    return Miss(Status.AMBIGUOUS, (Note("whose_flow"),), options, closeness=4)


def _in_own_unit(request: Request, finder: Finder) -> Miss | None:
    """A unit asked for where only levels are converted."""
    if request.unit is None or finder is _level:
        return None
    figure = find_level(replace(request, base=None))
    held = figure.figures if isinstance(figure, Found) else ()
    if held and held[0].measure is Measure.LEVEL and held[0].unit == request.unit:
        return None  # it is in that unit as it stands
    if isinstance(figure, Miss) and finder is not find_growth:  # which shows the change instead
        held = _not_converted(figure)
    if held and finder in IN_OWN_UNIT:
        return Miss(Status.NOT_HELD, (Note("no_unit_for_that"),), related=held[:1], closeness=3)
    return None


def _in_unit_asked(outcome: Found, request: Request, finder: Finder) -> Found | Miss:
    """What was found, where its levels are in the unit asked for: no other stands in unsaid."""
    if request.unit is None or finder is _level:
        return outcome
    plain = [f for f in outcome.figures if (f.measure, f.transformation) == LEVELS]
    if all(f.unit == request.unit for f in plain):
        return outcome
    note = Note("no_unit_for_that")
    return Miss(Status.NOT_HELD, (note,), related=outcome.figures, closeness=3)


LEVELS = (Measure.LEVEL, Transformation.NONE)


def _not_converted(miss: Miss) -> tuple[Figure, ...]:
    """The level that no rate on file converts into the unit asked for."""
    return miss.related if miss.message[0].key == "no_rate" else ()


def _of_rates(question: Question) -> bool:
    """Whether a record is looked for among rates as stated: "the highest inflation", no "fall"."""
    return not question.cues & {Cue.MOVED, Cue.RANK, Cue.PARTNERS}


IN_OWN_UNIT = frozenset(
    {find_growth, find_record, find_rate_record, find_share_record, find_share, find_rank}
    | {find_trend, find_needed, find_contribution, find_growth_rate, find_per}
)
"""Finders that convert nothing."""


def _finder(question: Question) -> Finder:
    of_balance = question.cues & {Cue.DEFICIT, Cue.SURPLUS} and Cue.RANK in question.cues
    if of_balance and not question.cues & {Cue.PARTNERS, Cue.WHICH}:
        return find_record  # "the biggest deficit" is a time, not a partner
    if asks_of_all(question):
        return find_changes
    of_share = Cue.SHARE in question.cues and not question.cues & {*CHANGED, Cue.PER, Cue.WHY}
    if of_share and question.cues & {Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST} - {Cue.RANK}:
        return find_share_record
    for cues, finder in FINDERS:
        if cues & question.cues:
            rates = finder is find_record and question.cues & CHANGED
            return find_rate_record if rates else finder
    lengths = {grain for cue, grain in LENGTHS if cue in question.cues}
    periods = question.terms.periods
    if lengths and periods and not all(_is_of(phrase, lengths) for phrase in periods):
        return find_trend  # "quarterly exports 2019"
    return _level


def _over_time(question: Question) -> bool:
    """Whether each month, quarter or year of what is named is asked about, not the whole of it."""
    lengths = {grain for cue, grain in LENGTHS if cue in question.cues}
    periods = (*question.terms.periods, *question.against.periods)
    shorter = lengths and not all(_is_of(phrase, lengths) for phrase in periods)
    return bool(shorter) or _finder(question) is find_trend


def _is_of(phrase: PeriodPhrase, lengths: Collection[str]) -> bool:
    """Whether it names a period of just that length: "monthly trade Nov 2021" is of that month."""
    match phrase.meaning:
        case Fixed(period):
            return period.grain in lengths and not period.ytd
        case Open(grain=grain, ytd=ytd):
            return grain in lengths and not ytd
        case OpenDay():
            return "D" in lengths
        case _:
            return False


def _requests(
    question: Question,
    terms: Terms,
    tier: Sequence[Combination],
    finder: Finder,
    catalogue: Catalogue,
) -> list[Request] | Miss:
    held = [reading for combination in tier for reading in readings(combination, catalogue)]
    if question.of_kind:
        such = of_such_places(held, question, catalogue)
        if held and not such:
            note = Note("none_of_kind", {"kinds": tuple(sorted(question.of_kind))})
            return Miss(Status.NOT_HELD, (note,), closeness=3)
        held = list(such)
    if not held:
        return []
    when = timing(question, terms, held, catalogue, levels=finder not in WITHOUT_LEVELS)
    if when is None and any(remainders_in(held[0].subject)):
        return []  # no period has both the whole and its parts: it is as if none were on file
    if when is None:
        return _no_such_period(held[0].subject, catalogue)
    if when.either is not None:
        return _change_or_to_date(held[0].subject, *when.either, catalogue)
    compared = question.against.periods and not question.against.names
    if compared and when.base is None and Cue.NEEDED not in question.cues:
        # What it is to be set against is on file for nothing: it does not stand alone instead.
        note = Note("no_against", {"subject": held[0].subject})
        return Miss(Status.NOT_HELD, (note,), closeness=1)
    if compared and (twice := _named_twice(question, when)) is not None:
        return Miss(Status.REFUSED, (twice,), closeness=4)
    if len(held) > 1 and len(held) * len(when.settled.periods) > MOST_LOOKED_UP:
        # A list of every measure there is answers nothing.
        return Miss(Status.UNSUPPORTED, (Note("which_figure"),))
    return [
        Request(
            question,
            reading,
            when.settled,
            catalogue,
            when.base,
            when.ratio_to,
            when.since,
            _whole(question, reading),
        )
        for reading in held
    ]


def _named_twice(question: Question, when: Timing) -> Note | None:
    """ "This month vs last month" come to one month, as what is on file has them: say so.

    Whoever words a period in two ways means two. Two dates of one and the same are one.
    """
    here, there = question.terms.periods[:1], question.against.periods[:1]
    period = when.settled.periods[-1]
    if not here or when.settled.listed or when.base is None or when.base.span != period.span:
        return None
    dated = all(isinstance(phrase.meaning, Fixed) for phrase in (*here, *there))
    if dated or here[0].text.casefold() == there[0].text.casefold():
        return None
    values = {"words": here[0].text, "other_words": there[0].text, "period": period}
    return Note("one_for_both", values)


def _in_fewer(request: Request, sides: int) -> Request:
    """The request over its newest periods only, where all the sides together have too many."""
    most = MOST_LOOKED_UP // sides
    settled = request.settled
    if not settled.listed or len(settled.periods) <= most:
        return request
    note = Note("newest_of_them", {"count": Count.each(settled.periods[-most:])})
    settled = replace(settled, periods=settled.periods[-most:], notes=(*settled.notes, note))
    return replace(request, settled=settled)


def _change_or_to_date(subject: Subject, first: Period, last: Period, catalogue: Catalogue) -> Miss:
    """ "Exports from January to July, change": July on January, or all of them on the year?"""
    change = question_text(subject, last, catalogue)
    on_first = Option(
        Note("ask_change", {"period": last, "against_period": first}),
        f"{change} vs {period_text(first)}",
    )
    to_date = Option(
        Note("ask_year_earlier", {"period": last.to_date}),
        question_text(subject, last.to_date, catalogue, "growth"),
    )
    return Miss(Status.AMBIGUOUS, (Note("change_or_to_date"),), (on_first, to_date), closeness=4)


MOST_LOOKED_UP = 48
"""Figures looked up for one question whose words leave open which."""


def _no_such_period(subject: Subject, catalogue: Catalogue) -> Miss:
    """Nothing on file is of the length asked for: say what is."""
    ahead = catalogue.forecast_periods(subject, limit=LONGEST_LOOK)
    if ahead and not catalogue.periods(subject, levels=False):
        note = Note("only_forecasts", {"subject": subject, "periods": tuple(reversed(ahead))})
        options = tuple(offer(subject, period, catalogue) for period in ahead[:MOST_OPTIONS])
        return Miss(Status.NOT_HELD, (note,), options)
    held = held_periods(catalogue.periods(subject, limit=LONGEST_LOOK))
    note = Note("no_such_period", {"subject": subject})
    return Miss(Status.NOT_HELD, (note, held))


def _whole(question: Question, reading: Reading) -> Combination | None:
    terms = question.per if Cue.PER in question.cues else question.whole
    if not terms.names:
        return None
    possible = combinations(terms, None)
    fitting = [c for c in possible if c.codes.get("ref_area") == reading.subject.ref_area]
    return next(iter(fitting or possible), None)


def _nothing(terms: Terms, possible: Sequence[Combination], catalogue: Catalogue) -> Miss:
    """No subject on file fits the names: say which names, and what is held near them."""
    if not terms.names:
        return Miss(Status.UNSUPPORTED, (Note("which_figure"),))
    first = possible[0].codes if possible else {}
    near = _mirrored(first, catalogue)
    asked = _asked_for(first)
    note = Note("nothing_on", {"subject": asked or tuple(map(_what, terms.names))})
    for dropped in ("product", "counterpart_area", "trade_flow", "coverage", "ref_area"):
        if dropped not in first:
            continue
        codes = {d: c for d, c in first.items() if d not in (dropped, "unit")}
        if dropped == "ref_area" and catalogue.home_area:
            codes["ref_area"] = catalogue.home_area
        for reading in readings(Combination(codes), catalogue)[:1]:
            newest = Published([reading.subject], catalogue).latest()
            near.append(offer(reading.subject, newest, catalogue))
            if asked is not None:
                note = _told_apart(asked, reading.subject, dropped, catalogue) or note
    near += _own_of_partner(first, catalogue)
    near = near or _with_partners(first, catalogue)
    return Miss(Status.NOT_HELD, (note,), tuple(near[:3]))


def _own_of_partner(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of Xinjiang's trade with China, China's own trade: it may be what was meant."""
    if not {"indicator", "counterpart_area"} <= codes.keys():
        return []
    own = {d: code for d, code in codes.items() if d not in ("counterpart_area", "unit")}
    own["ref_area"] = codes["counterpart_area"]
    return [
        offer(reading.subject, Published([reading.subject], catalogue).latest(), catalogue)
        for reading in readings(Combination(own), catalogue)[:1]
    ]


def _with_partners(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of a place's exports, where none are on file of all to everybody: those to a partner."""
    if "counterpart_area" in codes or not {"indicator", "ref_area"} <= codes.keys():
        return []
    wanted = {d: (code,) for d, code in codes.items() if d != "unit"}
    held = catalogue.subjects({"product": PLAINEST["product"], **wanted})
    return [offer(s, Published([s], catalogue).latest(), catalogue) for s in held]


def _what(mention: Mention) -> Code | str:
    """A name as a sentence says it: a place by its own name, anything else as it was typed."""
    codes = [meaning.codes for meaning in mention.meanings]
    place = len(codes) == 1 and len(codes[0]) == 1 and codes[0][0][0] == "area"
    return Code("area", codes[0][0][1]) if place else mention.text


def _mirrored(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of the EU's imports from Xinjiang, Xinjiang's exports to the EU: another count of them."""
    sides = {"ref_area": "counterpart_area", "counterpart_area": "ref_area"}
    if codes.get("trade_flow") not in OTHER_SIDE or not sides.keys() <= codes.keys():
        return []
    turned = {sides.get(d, d): code for d, code in codes.items() if d != "unit"}
    turned["trade_flow"] = OTHER_SIDE[codes["trade_flow"]]
    return [
        offer(reading.subject, Published([reading.subject], catalogue).latest(), catalogue)
        for reading in readings(Combination(turned), catalogue)[:1]
    ]


OTHER_SIDE = {"X": "M", "M": "X"}


def _told_apart(asked: Subject, held: Subject, dropped: str, catalogue: Catalogue) -> Note | None:
    """What is not held, where something of the very same name is: a balance of what has no
    flows, a figure on another basis."""
    if dropped == "coverage":
        return Note("nothing_on_basis", {"subject": asked})
    titles = {catalogue.title(s.indicator, s.trade_flow) for s in (asked, held)}
    if dropped != "trade_flow" or len(titles) > 1:
        return None
    flow = Code("trade_flow", asked.trade_flow)
    return Note("nothing_on_flow", {"what": flow, "subject": held})


def _asked_for(codes: Mapping[str, str]) -> Subject | None:
    """The subject that was named, what was left out filled in plainly; None without a measure."""
    if "indicator" not in codes or "ref_area" not in codes:
        return None
    plain = {dimension: order[0] for dimension, order in PLAINEST.items()}
    filled = {"coverage": COVERAGES[0], "seasonal_adjust": "N", **plain, **codes}
    return Subject(**{name: filled[name] for name in Subject.dimensions()})
