"""Looking up one side of a question: every reading of it, the most likely first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from bot.answers.answer import Count, Figure, Note, Option, Status
from bot.answers.asking import offer, period_text, question_text
from bot.answers.balances import told_side
from bot.answers.catalogue import Catalogue
from bot.answers.finders import IN_OWN_UNIT, WITHOUT_LEVELS, Finder, finder_of, level
from bot.answers.growth import find_growth
from bot.answers.levels import find_level
from bot.answers.making import level as level_of
from bot.answers.nothing import no_such_period, nothing_on_file
from bot.answers.ranks import of_such_places
from bot.answers.readings import Combination, Reading, combinations, readings
from bot.answers.remainders import missed, not_on_file
from bot.answers.request import Found, Miss, Request
from bot.answers.sides import clash, part
from bot.answers.telling import MOST_OPTIONS, Hit, distinct, each_once, extra_of
from bot.answers.timing import Timing, timing
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, Open, PeriodPhrase
from bot.language.question import Question, Terms

__all__ = ["one_side", "only_levels"]

MOST_LOOKED_UP = 48
"""Figures looked up for one question whose words leave open which."""


def one_side(
    question: Question, terms: Terms, catalogue: Catalogue, *, sides: int = 1
) -> list[Hit] | Miss:
    """Every reading of one side, tier by tier: the first tier with data is the one.

    Where several ``sides`` are listed over many periods, each is looked for in fewer.
    """
    finder = finder_of(question)
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
                hits.append(Hit(request, _with_its_side(request, outcome)))
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
    nothing = nothing_on_file(terms, possible, catalogue)
    if clashing is not None and nothing.message[0].key != "nothing_on_flow":
        return Miss(Status.NOT_HELD, (clashing,))
    return nothing


def _plainly(
    question: Question, catalogue: Catalogue
) -> Callable[[Terms], tuple[Figure, ...] | Miss]:
    """How much there is of other terms, whatever the question asks of its own."""
    plain = only_levels(question)

    def ask(terms: Terms) -> tuple[Figure, ...] | Miss:
        outcome = one_side(plain, terms, catalogue)
        return outcome if isinstance(outcome, Miss) else outcome[0].found.figures

    return ask


def only_levels(question: Question) -> Question:
    """The question with all left out that it asks besides how much."""
    return replace(question, cues=frozenset(), against=Terms(), whole=Terms(), per=Terms())


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
    subject = held[0].subject
    dated = _of_one_year(question, terms, subject, catalogue)
    if isinstance(dated, Miss):
        return dated
    terms = dated
    compared_with = _on_that_year(question, terms, subject, catalogue)
    if isinstance(compared_with, Miss):
        return compared_with
    question = compared_with
    when = timing(question, terms, held, catalogue, levels=finder not in WITHOUT_LEVELS)
    if when is None and any(remainders_in(held[0].subject)):
        return []  # no period has both the whole and its parts: it is as if none were on file
    if when is None:
        return no_such_period(held[0].subject, terms.periods, catalogue)
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
    if not here and Cue.TOTAL in question.cues and when.base == period:
        return Note("which_two")  # "exports to Norvia vs total 2021": of what, nobody says
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


def _whole(question: Question, reading: Reading) -> Combination | None:
    terms = question.per if Cue.PER in question.cues else question.whole
    if not terms.names:
        return None
    # Of a name of several measures the part's own: the deficit with a partner is that of trade.
    own = reading.subject.indicator
    possible = sorted(combinations(terms, None), key=lambda c: c.codes.get("indicator") != own)
    fitting = [c for c in possible if c.codes.get("ref_area") == reading.subject.ref_area]
    return next(iter(fitting or possible), None)


def _of_one_year(
    question: Question, terms: Terms, subject: Subject, catalogue: Catalogue
) -> Terms | Miss:
    """ "Q1 vs Q4 2020": that of the same year, or the next one? Asked where both are held."""
    against = [phrase.meaning for phrase in question.against.periods]
    match terms.periods[:1], against:
        case (
            (PeriodPhrase(meaning=Fixed(after), alternatives=(Fixed(same),)) as phrase,),
            [Fixed(base)],
        ) if (after.grain, after.number, after.ytd) == (same.grain, same.number, same.ytd):
            held = [p for p in (after, same) if level_of(subject, p, catalogue) is not None]
        case _:
            return terms
    if len(held) < 2:
        meant = held[0] if held else same
        one = replace(phrase, meaning=Fixed(meant), alternatives=())
        return replace(terms, periods=(one, *terms.periods[1:]))
    return _which_year(question, subject, [(period, base) for period in held], catalogue)


def _on_that_year(
    question: Question, terms: Terms, subject: Subject, catalogue: Catalogue
) -> Question | Miss:
    """ "Q1 2021 vs Q2": that of 2021, or the one before? Asked where both are held."""
    against = question.against
    match [phrase.meaning for phrase in terms.periods], against.periods:
        case (
            [Fixed(here)],
            [PeriodPhrase(meaning=Open(back=0, of_year=False) as later) as phrase],
        ) if later.grain == here.grain and later.number > here.number and not here.ytd:
            named = (
                Period.numbered(later.grain, year, later.number, later.ytd)
                for year in (here.year, here.year - 1)
            )
            bases = [p for p in named if p and level_of(subject, p, catalogue) is not None]
        case _:
            return question
    if len(bases) > 1:
        return _which_year(question, subject, [(here, base) for base in bases], catalogue)
    one = tuple(replace(phrase, meaning=Fixed(base)) for base in bases)
    return replace(question, against=replace(against, periods=one)) if one else question


def _which_year(
    question: Question,
    subject: Subject,
    pairs: Sequence[tuple[Period, Period]],
    catalogue: Catalogue,
) -> Miss:
    options = tuple(
        Option(
            Note("ask_change", {"period": period, "against_period": base}),
            f"{question_text(subject, period, catalogue, extra_of(question))}"
            f" vs {period_text(base)}",
        )
        for period, base in pairs
    )
    return Miss(Status.AMBIGUOUS, (Note("of_which_year"),), options, closeness=4)


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


def _with_its_side(request: Request, found: Found) -> Found:
    """A deficit asked for that was a surplus: the figure is given, and that it was one is said."""
    if found.message or len(found.figures) != 1:
        return found
    verdict = request.question.verdict
    note = told_side(found.figures[0], request.cues, request.catalogue, verdict=verdict)
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
    if request.unit is None or finder is level:
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
    if request.unit is None or finder is level:
        return outcome
    plain = [f for f in outcome.figures if (f.measure, f.transformation) == LEVELS]
    if all(f.unit == request.unit for f in plain):
        return outcome
    note = Note("no_unit_for_that")
    return Miss(Status.NOT_HELD, (note,), related=outcome.figures, closeness=3)


LEVELS = (Measure.LEVEL, Transformation.NONE)


def _not_converted(miss: Miss) -> tuple[Figure, ...]:
    """The level that no rate on file converts into the unit asked for."""
    return miss.related if miss.message[0].key in NO_RATE else ()


NO_RATE = frozenset({"no_rate", "no_rate_for_that"})
