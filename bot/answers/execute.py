"""Executing a question: every reading it allows, and the answer they agree on.

One reading has data, or all give the same number: that is the answer, and what
was assumed is said. Several with different numbers: the reporter chooses. None:
the nearest miss says what is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Note, Status
from bot.answers.catalogue import Catalogue
from bot.answers.declined import declined, takes_two
from bot.answers.each_change import as_list
from bot.answers.early import without_figures
from bot.answers.ever import as_record, cannot_be_counted
from bot.answers.finders import finder_of, search_among
from bot.answers.like_for_like import of_one_period
from bot.answers.looking import one_side, only_levels
from bot.answers.needed import of_two
from bot.answers.ordering import MOST, most_of
from bot.answers.own_units import in_own_currency, in_own_percent
from bot.answers.ranks import as_rank, find_rank, without_whole
from bot.answers.readings import sides
from bot.answers.remainders import what_is_left
from bot.answers.request import Miss
from bot.answers.several_periods import (
    bases_of,
    dated,
    each_against,
    in_that_year,
    one_at_a_time,
    one_period,
    told_of_each,
)
from bot.answers.sides import (
    as_exchange,
    as_pair,
    both_flows,
    both_sides,
    each_period,
    one_thing,
    periods_only,
    whole_and_part,
    without_carriers,
)
from bot.answers.statuses import of_status
from bot.answers.sums import NEVER_ADDED, sum_of
from bot.answers.telling import Hit, distinct, side_by_side, to_answer
from bot.answers.wholes import with_whole
from bot.figures.codes import NOT_APPLICABLE, UNSTATED, WORLD, Kind
from bot.language.counted import asks_count
from bot.language.lexicon import Cue
from bot.language.question import Mention, Question, Terms
from bot.language.vocabulary import Meaning

__all__ = ["answer"]


def answer(question: Question, catalogue: Catalogue) -> Answer:
    """The answer to a question. A miss of any kind is an answer too.

    An amount that was put to the desk is judged by whoever asked: the figure
    stands beside it.
    """
    found = of_status(question, _either_way(question, catalogue), catalogue)
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
    question = _of_trade(question, catalogue)
    question = periods_only(as_exchange(with_whole(question), catalogue))
    question = as_list(of_two(as_record(as_rank(question, catalogue))))
    if cannot_be_counted(question):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("no_count"),))
    if Cue.PER not in question.cues:
        question = replace(question, terms=without_carriers(question.terms, catalogue))
    question = in_own_currency(in_own_percent(question, catalogue), catalogue)
    if asks_count(question) and (rate := _rate_alone(question, catalogue)) is not None:
        return rate
    pair = as_pair(question.terms, catalogue.home_area)
    if pair is not None:
        question = replace(question, terms=pair)
    if Cue.PLACES in question.cues:
        question = replace(question, terms=without_whole(question.terms, catalogue))
    dates = question.against.periods and not question.against.names
    if dates and question.terms.periods and finder_of(question) is find_rank:
        # "By place 2019 vs 2021": in each of the two.
        both = (*question.terms.periods, *question.against.periods)
        question = replace(question, terms=replace(question.terms, periods=both), against=Terms())
    against = question.against.names
    parts = both_sides(question, catalogue) if against else sides(question.terms)
    if not against and one_thing(parts):
        parts = whole_and_part(question, catalogue)
    if (note := declined(question, parts)) is not None:
        return replace(blank, status=Status.UNSUPPORTED, message=(note,))
    most = question.cues & MOST and Cue.RANGE not in question.cues
    if len(parts) > 1 and most and not question.verdict:
        return most_of(blank, question, parts, catalogue)
    if one_at_a_time(question) and not search_among(question):
        parts = [dated(question, terms, catalogue) for terms in parts]
        of_each = [each_period(terms) for terms in parts]
        if any(len(each) > 1 and not told_of_each(question, len(each)) for each in of_each):
            return one_period(blank, question, parts[0], catalogue)
        parts = [one for each in of_each for one in each]
        if len(parts) > 1 and each_against(question):
            question = replace(question, against=in_that_year(question.against))
    if Cue.SUM in question.cues and len(parts) > 1:
        parts = both_flows(parts) or parts
    if len(parts) == 1 and takes_two(question):
        return replace(blank, status=Status.UNSUPPORTED, message=(Note("which_two"),))
    if len(bases := bases_of(question)) > 1:
        # "Nov 2021 vs Nov 2020 and Nov 2019": against each of them.
        asked = [replace(question, against=Terms((), (base,))) for base in bases]
        pairs = [(one, terms) for one in asked for terms in parts]
        if len(parts) == len(asked) and one_at_a_time(question):
            pairs = list(
                zip(asked, parts, strict=True)
            )  # "June and July 2021 vs June and July 2019"
        each = [one_side(one, terms, catalogue) for one, terms in pairs]
        return side_by_side(blank, replace(question, against=Terms()), each, catalogue)
    outcomes = _of_a_kind(
        [one_side(question, terms, catalogue, sides=len(parts)) for terms in parts]
    )
    if _on_different_bases(question, outcomes):
        for cue in (Cue.YEAR_EARLIER, Cue.PREVIOUS):
            on_one = replace(question, cues=question.cues | {cue})
            alike = [one_side(on_one, terms, catalogue, sides=len(parts)) for terms in parts]
            if not any(isinstance(outcome, Miss) for outcome in alike):
                question, outcomes = on_one, _of_a_kind(alike)
                break
    if len(parts) > 1:

        def again(terms: Terms) -> list[Hit] | Miss:
            return one_side(question, terms, catalogue, sides=len(parts))

        outcomes = of_one_period(question, parts, outcomes, again)
    if (total := sum_of(blank, question, outcomes, catalogue)) is not None:
        return total
    if Cue.TOTAL in question.cues and len(parts) > 1:
        # "Total deficit with Norvia and Saltrea": the sum where there is one, else each of them.
        summed = replace(question, cues=question.cues | {Cue.SUM})
        total = sum_of(blank, summed, outcomes, catalogue)
        if total is not None and total.status is Status.ANSWERED:
            return total
    if Cue.AVERAGE in question.cues and question.cues & NEVER_ADDED - {Cue.PER, Cue.PER_HEAD}:
        note = Note("refused_mean", {"what": "changes and shares"})
        return replace(blank, status=Status.REFUSED, message=(note,))
    if len(outcomes) == 1:
        return to_answer(blank, question, outcomes[0], catalogue)
    return side_by_side(blank, question, outcomes, catalogue)


def _of_trade(question: Question, catalogue: Catalogue) -> Question:
    """ "Who is the biggest trading partner": of what the desk's own area has partners in."""
    names = (*question.terms.names, *question.against.names, *question.whole.names)
    home = catalogue.home_area
    if home is None or names or Cue.PARTNERS not in question.cues:
        return question
    held = catalogue.subjects({"ref_area": (home,)})
    traded = {(s.indicator, s.trade_flow) for s in held if s.counterpart_area not in NOBODY}
    if not traded:
        return question
    # Where no total is on file by partner, of the exports and the imports which is asked.
    whole = {(indicator, flow) for indicator, flow in traded if flow == TOTAL_FLOW}
    meanings = tuple(
        Meaning((("indicator", indicator), ("trade_flow", flow)))
        for indicator, flow in sorted(whole or traded)
        if flow != BALANCE
    )
    named = replace(question.terms, names=(Mention("partner", meanings),))
    return replace(question, terms=named)


NOBODY = frozenset({WORLD, NOT_APPLICABLE, UNSTATED})
"""Whom a figure is with that is with all, or with none."""

TOTAL_FLOW, BALANCE = "T", "B"
"""Exports and imports together, and the one less the other: no partner is the biggest in that."""


def _rate_alone(question: Question, catalogue: Catalogue) -> Answer | None:
    """That a rate is no number of people, with the rate; None where what is asked of is none."""
    codes = {code for m in question.terms.names for code in m.codes("indicator")}
    if not codes or any(catalogue.indicator(code).kind is not Kind.RATE for code in codes):
        return None
    outcome = one_side(only_levels(question), question.terms, catalogue)
    shown = () if isinstance(outcome, Miss) else outcome[0].found.figures[:1]
    blank = Answer(question.text, Status.NOT_HELD, catalogue.as_of)
    return replace(blank, message=(Note("rate_not_count"),), related=shown)


def _on_different_bases(question: Question, outcomes: Sequence[list[Hit] | Miss]) -> bool:
    """Whether the change of one side is on the month before, that of another on a year earlier."""
    if Cue.GROWTH not in question.cues or question.cues & {Cue.YEAR_EARLIER, Cue.PREVIOUS}:
        return False
    hits = [hit for outcome in outcomes if not isinstance(outcome, Miss) for hit in outcome]
    return len({f.transformation for hit in hits for f in hit.found.figures}) > 1


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
