"""Follow-ups: a turn inherits from the thread what it leaves out.

"and exports?", "vs last year", "in dollars", "what about Kazakhstan" go on from
the turn before; a question that stands on its own does not. What a turn says
overrides, dimension by dimension.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.figures.period import Period
from bot.language.lexicon import Cue
from bot.language.period_meaning import (
    Before,
    Between,
    Fixed,
    Latest,
    Open,
    OpenBetween,
    PeriodPhrase,
    SameIn,
    ToDate,
    YearsBefore,
)
from bot.language.question import Mention, Question, Role, Terms
from bot.language.reader import CHANGES, LENGTHS, RATES
from bot.language.vocabulary import Meaning

__all__ = [
    "ALONE",
    "LOOKED_FOR",
    "about",
    "asked_with",
    "continues",
    "inherit",
    "merge_names",
    "named_period",
]

ALONE = frozenset(
    {Cue.HELP, Cue.TALK, Cue.FORECAST, Cue.OPINION, Cue.FORGET, Cue.SOURCES, Cue.LISTING}
)
"""Cues of turns that never go on from another."""


def continues(question: Question, earlier: Question) -> bool:
    """Whether the turn goes on from the one before."""
    if question.cues & ALONE or not earlier.terms:
        return False
    if question.cues == {Cue.GREETING} and not question.terms:
        return False
    if question.follows:
        return True
    measures = _indicators(question.terms.names)
    if not measures:
        return True
    held = _indicators(earlier.terms.names)
    if not held or measures < held:
        return not _stands_alone(question)  # one of several that could be meant
    if measures != held:
        # "deaths", after "births Arvale 2019": the measure alone is new.
        return not (question.terms.periods or _names(question, "area"))
    return not _stands_alone(question)


def _stands_alone(question: Question) -> bool:
    """Whether a turn that names a measure names its place or product and its period too."""
    return bool(question.terms.periods) and len(question.terms.names) > 1


def inherit(question: Question, earlier: Question) -> Question:
    """The turn with what it leaves out taken from the one before."""
    question = _as_of_now(question, earlier)
    if not continues(question, earlier):
        return question
    if earlier.against.names:
        return _of_both_sides(question, earlier)
    if (apart := _apart(question, earlier)) is not None:
        return apart
    if (both := _of_the_two(question, earlier)) is not None:
        return both
    names = merge_names(question.terms.names, earlier.terms.names)
    if question.cues & WITHOUT_CURRENCY and not _names(question, "unit"):
        # "Growth?" after "in dollars": a rate has no currency.
        names = tuple(m for n in names if (m := n.without({"unit"})) is not None)
    if question.cues & APART and len(question.terms.names) == 1 and not question.against:
        # "How much dearer is Arvale?": than what the thread is about.
        here, there = Terms(names, _periods(question, earlier)), Terms(earlier.terms.names)
        return replace(question, terms=here, against=there, inherited=True)
    if (among := _among_asked(question, earlier)) is not None:
        # "Which is the highest?" after several years: of these.
        cues = question.cues - {Cue.YEARLY}
        return replace(question, terms=Terms(names, among), cues=cues, inherited=True)
    several = earlier.hands or any(m.joined for m in names)
    if Cue.TOTAL in question.cues and not (question.terms.names or question.whole):
        flows = {code for m in names for code in m.codes("trade_flow")}
        if not several or flows >= {"X", "M"}:
            names = _of_both_flows(names)  # else the total of those several
    periods = _periods(question, earlier)
    if question.terms.names and question.against.names and question.against.periods:
        periods = question.terms.periods  # "exports vs imports Jan-Aug": that is of both
    otherwise = None
    if {Cue.THAT, Cue.SHARE} <= question.cues and question.terms.names:
        # "Germany's share of that": what the thread is about is the whole.
        whole = Terms(earlier.terms.names)
        return replace(question, terms=Terms(names, periods), whole=whole, inherited=True)
    if question.part_open and question.terms.names:
        # "Share of China?" in a thread about Xinjiang: China may be the whole.
        whole = Terms(question.terms.names)
        otherwise = replace(question, terms=Terms(earlier.terms.names, periods), whole=whole)
    if question.part_open and question.terms.periods and not question.terms.names and earlier.hand:
        # "What share of 2020?" in a thread about January-November 2021.
        whole = Terms((), question.terms.periods)
        dated = _periods(replace(question, terms=Terms()), earlier)
        return replace(question, terms=Terms(names, dated), whole=whole, inherited=True)
    of_unit = _names(question, "unit")
    if question.opens_of and Cue.SHARE in earlier.cues and question.terms.names and not of_unit:
        # "Share?" and then "of the Belt and Road countries".
        whole = Terms(question.terms.names)
        cues = question.cues | {Cue.SHARE}
        here = Terms(earlier.terms.names, periods)
        return replace(question, terms=here, whole=whole, cues=cues, inherited=True)
    if otherwise is None and question.terms.names and question.whole.names:
        otherwise = question  # "Kazakhstan's share of the Belt and Road" says all by itself
    year = None if earlier.cues & LISTS else _year_alone(question)  # of a list: the year
    dated_before = bool(earlier.terms.periods) or (earlier.hand is not None and earlier.hand.ytd)
    if otherwise is None and year and earlier.hand is not None and year != earlier.hand.year:
        # "And 2022?" after January-November 2021: the year, else those months of it.
        same = earlier.hand.years(year - earlier.hand.year)
        if same is not None and same.grain != "A" and dated_before:
            dated = (_fixed(question.terms.periods[0], same),)
            again = replace(question, terms=Terms(question.terms.names, dated))
            otherwise = inherit(again, earlier)
    cues = question.cues
    if cues == {Cue.PERCENT, Cue.SHARE} and earlier.against.periods and not question.terms:
        cues = frozenset({Cue.GROWTH})  # "percent?" after "vs 2019" is of the change
    rate = question.rate if _indicators(question.terms.names) else earlier.rate
    if Cue.LEVEL in cues and not question.terms:
        rate = None  # "how many?", after a share or a change, is the figure itself
    elif _asks_the_same(question):
        kept = KEPT - OF_THE_MEASURE if _measure_changes(question, earlier) else KEPT
        if earlier.rate is not None and question.rate is None and _same_measure(question, earlier):
            kept = kept - RATES  # "food price index", after "food inflation": the level
        if _year_alone(question):
            kept = kept | LENGTHS  # "2020?", after "quarterly 2021": by quarter too
        if earlier.cues & EACH and not question.cues & {Cue.TOTAL, Cue.LEVEL}:
            kept = kept | EACH | {Cue.AVERAGE}  # "and 2021?" after so many a day
        cues = cues | (earlier.cues & kept)
    if Cue.TOTAL in question.cues and any(m.joined for m in names) and not question.terms.names:
        cues = cues | {Cue.SUM}  # "total?" after two places: of the two together
    whole = question.whole or (earlier.whole if cues & OF_A_WHOLE else Terms())
    if Cue.CONTRIBUTION in question.cues and earlier.cues & RATES:
        # "Contribution of exports?" in a thread about the growth of trade: to that growth.
        cues = cues | (earlier.cues & RATES)
        whole = whole or (Terms(earlier.terms.names) if question.terms.names else whole)
    if Cue.RANGE in cues - question.cues:
        cues = cues | (earlier.cues & (OF_ONE_LENGTH | {Cue.YEARLY, Cue.RECORD, Cue.HIGHEST}))
    against = _as_asked(question.against, earlier)
    if Cue.NEEDED in cues - question.cues and question.terms.periods:
        # "And 2019?" after what December needs to equal 2020: to equal 2019.
        against, periods = Terms((), question.terms.periods), earlier.terms.periods
    elif cues & OVER_SEVERAL - question.cues and not question.terms.periods:
        against = earlier.against
    elif Cue.GROWTH in cues and not (against or earlier.hands) and _same_thing(question, earlier):
        against = Terms((), earlier.against.periods)  # "change?" after "vs 2019"
    if rate is not None and (question.cues & SEARCHES or _only_dated(question.against)):
        cues = cues | {rate}  # "vs November?", "highest?" of inflation are of the rates
    if Cue.GROWTH in cues and not cues & ON_WHICH and not _measure_changes(question, earlier):
        # "Arvale?", after a change on the quarter before, is of that and of no other.
        on_base = against or question.cues & (OVER_SEVERAL | SEARCHES) or _spans(periods)
        cues = cues | ({earlier.moved_on} if earlier.moved_on and not on_base else set())
    return replace(
        question,
        terms=Terms(names, periods),
        cues=cues,
        rate=rate,
        against=against,
        whole=whole,
        per=question.per or (earlier.per if Cue.PER in cues else Terms()),
        count=question.count or (earlier.count if Cue.RANK in cues else None),
        inherited=True,
        otherwise=otherwise,
        hand=earlier.hand,
    )


def _spans(periods: Sequence[PeriodPhrase]) -> bool:
    """Whether a run of periods is named, from one end of which to the other a change is."""
    return any(isinstance(p.meaning, Between | OpenBetween) for p in periods)


def _only_dated(against: Terms) -> bool:
    """Whether what it is set against is a period and no name."""
    return bool(against) and not against.names


def _as_asked(against: Terms, earlier: Question) -> Terms:
    """ "Vs August", where the thread has had an August: that one."""
    if len(against.periods) != 1 or against.names:
        return against
    match against.periods[0].meaning:
        case Open(grain, number, ytd, 0, False):
            alike = [
                p
                for p in earlier.asked
                if (p.grain, p.ytd) == (grain, ytd) and p.number == number and p != earlier.hand
            ]
        case _:
            return against
    return replace(against, periods=(_fixed(against.periods[0], alike[-1]),)) if alike else against


def _apart(question: Question, earlier: Question) -> Question | None:
    """ "Difference?" after two figures: that between them; None where it is of something else."""
    if not question.cues & APART or question.terms or question.against:
        return None
    names = earlier.terms.names
    if earlier.rate is not None and question.rate is None:
        # Of inflation the difference is one of rates.
        cues = question.cues | {earlier.rate}
        question = replace(question, cues=cues, rate=earlier.rate)
    if earlier.against.periods and not earlier.hands:
        here = Terms(names, _periods(question, earlier))
        return replace(question, terms=here, against=earlier.against, inherited=True)
    if len(earlier.hands) == TWO:
        first, last = _all_fixed(earlier.hands)
        against = Terms((), (first,))
        return replace(question, terms=Terms(names, (last,)), against=against, inherited=True)
    if earlier.hands or not earlier.before or any(m.joined for m in names):
        return None  # the figures of the turn before are several themselves
    here = Terms(names, _periods(question, earlier))
    if earlier.before.names == here.names and here.periods:
        there = Terms((), earlier.before.periods)
        return replace(question, terms=here, against=there, inherited=True)
    return replace(question, terms=earlier.before, against=here, inherited=True)


def _of_the_two(question: Question, earlier: Question) -> Question | None:
    """ "Which is bigger?", "combined", after two figures of one period: of these; else None."""
    one_of = Cue.HIGHEST in question.cues and _ONE_OF.search(question.text) is not None
    if (
        not (one_of or Cue.SUM in question.cues)
        or question.terms
        or question.against
        or question.cues & OF_ONE_LENGTH
    ):
        return None
    first, second = earlier.before.names, earlier.terms.names
    if len(earlier.asked) > 1 or len(first) != len(second):
        return None
    left = {m.meanings for m in first} - {m.meanings for m in second}
    came = [m for m in second if m.meanings not in {m.meanings for m in first}]
    if len(left) != 1 or len(came) != 1 or any(m.joined for m in (*first, *second)):
        return None
    names: list[Mention] = []
    for name in first:
        names += [name, replace(came[0], joined=True)] if name.meanings in left else [name]
    return replace(question, terms=Terms(tuple(names), _periods(question, earlier)), inherited=True)


TWO = 2
"""Figures that there is a difference between."""


def _of_both_sides(question: Question, earlier: Question) -> Question:
    """A turn after a comparison, of both its sides: "in dollars?" after exports vs imports.

    Where the turn names anew what set them apart, one thing is left. What cannot be asked of
    both goes on from neither.
    """
    here = replace(earlier, against=Terms(), before=Terms())
    there = replace(here, terms=Terms(earlier.against.names, earlier.terms.periods))
    if earlier.against.periods:
        # "Arvale 2020 vs Brenmoor 2019": the period in hand is that of the first.
        there = replace(here, terms=earlier.against, hand=None, hands=())
    if not continues(question, there):
        return question
    first, second = inherit(question, here), inherit(question, there)
    if _mean_the_same(first.terms, second.terms):
        return replace(first, otherwise=_otherwise(first, second))
    if first.against.names:
        return first
    if (first.whole, first.per, first.against) != (second.whole, second.per, second.against):
        return question
    added = question.cues & {Cue.SUM, Cue.TOTAL} and not question.terms.names
    if first.against or added:
        # "Vs last year?": of each of the two. "Together?": the one and the other.
        names = _side_by_side(first.terms.names, second.terms.names)
        if names is None or first.terms.periods != second.terms.periods:
            return question
        cues = first.cues | {Cue.SUM} if added else first.cues
        terms = replace(first.terms, names=names)
        return replace(first, terms=terms, cues=cues, otherwise=None)
    return _set_against(first, second)


def _mean_the_same(one: Terms, other: Terms) -> bool:
    """Whether the names mean the same, whatever was typed, in the same periods."""
    meant = [[m.meanings for m in terms.names] for terms in (one, other)]
    return meant[0] == meant[1] and one.periods == other.periods


def _set_against(first: Question, second: Question) -> Question:
    """The one with the names of the other as what it is set against."""
    periods = second.terms.periods if second.terms.periods != first.terms.periods else ()
    against = Terms(second.terms.names, periods)
    return replace(first, against=against, otherwise=_otherwise(first, second))


def _otherwise(first: Question, second: Question) -> Question | None:
    """The other way to read both sides; None where one of them has no other."""
    here, there = first.otherwise, second.otherwise
    if here is None or there is None:
        return None
    return here if _mean_the_same(here.terms, there.terms) else _set_against(here, there)


def _side_by_side(
    first: tuple[Mention, ...], second: tuple[Mention, ...]
) -> tuple[Mention, ...] | None:
    """The names of both, where one of each differs; None where more do."""
    meant = [m.meanings for m in first]
    others = [m for m in second if m.meanings not in meant]
    own = [m for m in first if m.meanings not in [o.meanings for o in second]]
    if len(own) != 1 or len(others) != 1 or own[0].dimensions != others[0].dimensions:
        return None
    place = first.index(own[0]) + 1
    return (*first[:place], replace(others[0], joined=True), *first[place:])


def _as_of_now(question: Question, earlier: Question) -> Question:
    """ "And now?" after 2019 is the newest: of months the newest month, of years to date that.

    "Now exports" only goes on: the word says when where it ends the turn.
    """
    said = _NOW.search(question.text)
    if said is None or not earlier.terms or question.terms.periods or question.against.periods:
        return question
    held = earlier.hand
    meant: ToDate | Latest = Latest()
    if held is not None and held.ytd:
        meant = ToDate()
    elif held is not None and held.grain in "MQ":
        meant = Latest(held.grain)
    phrase = PeriodPhrase(said[1], said.start(1), said.end(1), meant)
    return replace(question, terms=replace(question.terms, periods=(phrase,)))


_NOW = re.compile(
    r"\b((?:right )?now|at (?:the moment|present|this point))"
    r"[\s?!.]*$",
    re.IGNORECASE,
)


def _asks_the_same(question: Question) -> bool:
    """Whether a turn leaves open what is asked, so that it is what it was before."""
    says_nothing = not (question.cues - SAYS_NOTHING)
    return says_nothing and not question.against and not _names(question, "unit")


def _among_asked(question: Question, earlier: Question) -> tuple[PeriodPhrase, ...] | None:
    """The periods that the thread has asked about, where one of them is looked for.

    Of periods of different length those of which there are most: no year is set against a month.
    """
    if Cue.HIGHEST not in question.cues or question.terms or question.against:
        return None
    if not _ONE_OF.search(question.text) or question.cues & OF_ONE_LENGTH:
        return None
    alike = Counter(period.length for period in earlier.asked)
    length = max(alike, key=lambda one: alike[one], default=None)
    among = [period for period in earlier.asked if period.length == length]
    if len(among) < FEWEST:
        return None
    return _all_fixed(among)


OF_ONE_LENGTH = frozenset({Cue.QUARTERLY, Cue.MONTHLY, Cue.WEEKLY, Cue.DAILY})
"""What looks among all months, whatever the thread was about; "which year" may be of these."""

FEWEST = 2
"""Periods of which one can be the highest."""

_ONE_OF = re.compile(r"\b(?:which|of (?:these|those|them))\b", re.IGNORECASE)


def asked_with(question: Question, thread: Question) -> tuple[Period, ...]:
    """The periods that a thread has had of one and the same, with that of a turn more."""
    before = thread.asked if question.terms.names == thread.terms.names else ()
    hand = (question.hand,) if question.hand is not None else ()
    here = question.hands or hand
    return (*(p for p in before if p not in here), *here)


def _of_both_flows(names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "Total?" after imports and exports: the two together."""
    if not any(m.codes("trade_flow") & {"X", "M"} for m in names):
        return names
    kept: dict[tuple[Meaning, ...], Mention] = {}
    for name in names:
        rest = name.without({"trade_flow"})
        if rest is not None and "trade_flow" in name.dimensions:
            rest = replace(rest, joined=False, comma=False)  # "exports and imports" are one now
        if rest is not None:
            kept.setdefault(rest.meanings, rest)
    return (*kept.values(), Mention("total", (Meaning((("trade_flow", "T"),)),)))


def about(question: Question) -> Terms:
    """What a turn was about, its period as its answer had it; nothing where it was about two."""
    if question.against.names or any(m.joined for m in question.terms.names):
        return Terms()
    held = question.hand
    periods = question.terms.periods
    if question.hands:
        return Terms(question.terms.names, _all_fixed(question.hands))
    return Terms(
        question.terms.names, tuple(_fixed(p, held) for p in periods[:1]) if held else periods
    )


def named_period(question: Question) -> Period | None:
    """The period a turn names outright, where no answer says which one it came to."""
    fixed = (p.meaning.period for p in question.terms.periods if isinstance(p.meaning, Fixed))
    return next(fixed, None)


def _periods(question: Question, earlier: Question) -> tuple[PeriodPhrase, ...]:
    """The turn's own periods, dated by the thread; else those of the turn before, as they came out.

    In a thread about November 2021 "and exports?" is about that month, whichever
    November is the newest for exports; "and just October?" is of that year.
    """
    own, held = question.terms.periods, earlier.hand
    again = _asks_the_same(question) or question.cues & earlier.cues
    if not own and ((again and earlier.cues & OVER_SEVERAL) or Cue.RANGE in question.cues):
        return earlier.terms.periods
    if not own and Cue.NEEDED in question.cues and held is not None:
        # "How much more to reach 2020's total", in a thread about November: after November.
        return tuple(_fixed(p, held.to_date or held) for p in earlier.terms.periods[:1])
    if not own and again and earlier.cues & CHANGES and _spans(earlier.terms.periods):
        return earlier.terms.periods  # "arvale?", after growth since 2019: since then as well
    if not own:
        last = earlier.terms.periods[:1]
        if held is None or (_measure_changes(question, earlier) and _says_newest(last)):
            return earlier.terms.periods
        return _all_fixed(earlier.hands) or tuple(_fixed(p, held) for p in last)
    if held is None:
        return own
    if held.ytd and earlier.terms.periods and _is_years(own):
        return (*earlier.terms.periods[:1], *own)  # "since 2019?", after YTD: of each year
    if _names_year(earlier):
        own = tuple(_in_year_of(held, phrase) for phrase in own)
    first, *rest = own
    named = bool(earlier.terms.periods) and not _NOW.fullmatch(first.text)
    match first.meaning:
        case ToDate(None, 0) if named and held.grain == "M":
            dated = held.to_date or held
        case Before(grain, count) if held.grain == grain:
            dated = held.alone.shift(-count) or held
        case YearsBefore(count):
            dated = held.years(-count) or held
        case SameIn(year):
            dated = held.years(year - held.year) or held
        case _:
            return own
    return (_fixed(first, dated), *rest)


def _is_years(phrases: Sequence[PeriodPhrase]) -> bool:
    """Whether it is a run of years: "since 2019", "2019 to 2021"."""
    match [p.meaning for p in phrases]:
        case [Between(Period(grain="A"), last)]:
            return last is None or last.grain == "A"
    return False


def _in_year_of(held: Period, phrase: PeriodPhrase) -> PeriodPhrase:
    """A month, a quarter or a run of them without its year, in that of the period in hand."""
    match phrase.meaning:
        case Open(grain, number, ytd, 0, False):
            years = range(held.start.year, held.end.year + 1)
            named = [p for y in years if (p := Period.numbered(grain, y, number, ytd))]
            inside = [p for p in named if held.start <= p.start and p.end <= held.end]
            # Of a run across New Year the month in it, else that of the year in which it ends.
            dated = inside[0] if len(inside) == 1 else next(iter(named[::-1]), None)
            return _fixed(phrase, dated) if dated is not None else phrase
        case OpenBetween(grain, first, int(last), 0, False) if first <= last:
            begin = Period.numbered(grain, held.year, first)
            end = Period.numbered(grain, held.year, last)
            return replace(phrase, meaning=Between(begin, end))
        case _:
            return phrase


def _same_thing(question: Question, earlier: Question) -> bool:
    """Whether a turn names no period, and of names only a unit or the measure in hand again."""
    named = [m for m in question.terms.names if m.dimensions != {"unit"}]
    again = {m.meanings for m in earlier.terms.names}
    return not question.terms.periods and all(m.meanings in again for m in named)


def _measure_changes(question: Question, earlier: Question) -> bool:
    """Whether another measure is asked about: the newest of one is not the newest of all."""
    measures = _indicators(question.terms.names)
    return bool(measures) and measures != _indicators(earlier.terms.names)


def _same_measure(question: Question, earlier: Question) -> bool:
    """Whether the measure of the turn before is named again."""
    measures = _indicators(question.terms.names)
    return bool(measures) and measures == _indicators(earlier.terms.names)


def _says_newest(phrases: tuple[PeriodPhrase, ...]) -> bool:
    return any(isinstance(p.meaning, Latest | ToDate) for p in phrases)


def _year_alone(question: Question) -> int | None:
    """The year, where a turn names one and no other period."""
    if len(question.terms.periods) != 1 or question.against or question.whole:
        return None
    match question.terms.periods[0].meaning:
        case Fixed(Period(grain="A") as year):
            return year.year
        case _:
            return None


def _names_year(question: Question) -> bool:
    """Whether a period or a run of them is named with its year."""
    return any(isinstance(p.meaning, Fixed | Between) for p in question.terms.periods)


def _fixed(phrase: PeriodPhrase, period: Period) -> PeriodPhrase:
    return replace(phrase, meaning=Fixed(period))


def _all_fixed(periods: Iterable[Period]) -> tuple[PeriodPhrase, ...]:
    return tuple(PeriodPhrase(p.code, 0, 0, Fixed(p)) for p in periods)


ON_WHICH = RATES - {Cue.GROWTH}
"""What says on what a change is: on a year earlier, on the period before."""

LISTS = LENGTHS | {Cue.TREND, Cue.LISTING, Cue.SOURCES}
"""What lists: the year that follows is a whole one."""

SEARCHES = frozenset({Cue.RECORD, Cue.LOW, Cue.BEST, Cue.WORST, Cue.HIGHEST})
"""What looks for the highest or the lowest."""

WITHOUT_CURRENCY = RATES | {Cue.SHARE, Cue.RANK, Cue.PARTNERS}
"""What is asked for in no unit of money: rates, shares and ranks."""

APART = frozenset({Cue.DIFFERENCE, Cue.RATIO})
"""What takes two figures."""

SAYS_NOTHING = frozenset({Cue.VERSUS, Cue.LEVEL, Cue.TOTAL, Cue.SOURCE, Cue.GREETING, Cue.THAT})
"""Cues that leave open what is asked, so that it goes on being what it was."""

EACH = frozenset({Cue.EACH_DAY, Cue.EACH_WEEK, Cue.EACH_MONTH, Cue.EACH_QUARTER, Cue.EACH_YEAR})
"""What asks for so much a day, a month, a year."""

OVER_SEVERAL = frozenset({Cue.GROWTH_RATE, Cue.NEEDED, Cue.RANGE})
"""What is asked of two periods or more: the one that its answer came to is not what it is of."""

LOOKED_FOR = OVER_SEVERAL | SEARCHES
"""What comes to one of several periods, or to all of them at once."""

KEPT = frozenset(
    {
        Cue.WHY,
        Cue.GROWTH,
        Cue.YEAR_EARLIER,
        Cue.PREVIOUS,
        Cue.SHARE,
        Cue.PERCENT,
        Cue.RANK,
        Cue.PARTNERS,
        Cue.PER,
        Cue.TREND,
        *OVER_SEVERAL,
        Cue.CONTRIBUTION,
    }
)
"""What is asked goes on being asked: after "EU growth", "and exports?" is about growth."""


OF_A_WHOLE = frozenset({Cue.SHARE, Cue.CONTRIBUTION})
"""What is asked of a part and a whole."""

OF_THE_MEASURE = frozenset({Cue.SHARE, Cue.PERCENT, Cue.RANK, Cue.PARTNERS, Cue.PER})
"""What is asked of one measure, and not of another that the next turn names."""


def merge_names(new: tuple[Mention, ...], old: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The new names, and of the old ones those whose every dimension is not named anew."""
    named = {d for mention in new for d in mention.dimensions}
    measure = _indicators(new)
    kept: list[Mention] = []
    whole: list[Mention] = []  # of those kept, the ones that nothing is taken from
    for mention in old:
        dimensions = mention.dimensions
        if "indicator" in dimensions and measure and measure != _indicators((mention,)):
            continue
        if dimensions & named - {"area", "indicator"}:
            trimmed = mention.without(named - {"area"})
            if trimmed is not None:
                kept.append(trimmed)
        elif "area" in dimensions and "area" in named:
            if _area_stays(mention, new, old):
                kept.append(mention)
                whole.append(mention)
        elif not (dimensions <= named and "indicator" in dimensions):
            kept.append(mention)
            whole.append(mention)
    return (*(_as_kept(m, whole, old) for m in kept), *new)


def _as_kept(mention: Mention, whole: Sequence[Mention], old: tuple[Mention, ...]) -> Mention:
    """A name as the next turn has it: joined to the one that it was listed with, if that is kept.

    Two places named side by side stay so, and are no partners of each other.
    """
    leader = _leader(mention, old)
    joined = mention.joined and leader is not None and {mention, leader} <= set(whole)
    role = _settled_role(mention, old)
    return replace(mention, joined=joined, comma=joined and mention.comma, role=role)


def _leader(mention: Mention, names: Sequence[Mention]) -> Mention | None:
    """The name of a kind that stands before it."""
    before = names[: names.index(mention)] if mention in names else ()
    alike = (m for m in reversed(before) if m.dimensions & mention.dimensions)
    return next(alike, None)


def _settled_role(mention: Mention, old: tuple[Mention, ...]) -> Role:
    """Whose an area was, said without the flow: "imports from the EU" had it as the partner.

    So that "and exports?" asks for exports to it, not for its own.
    """
    flows = {code for m in old for code in m.codes("trade_flow")}
    if mention.role not in (Role.FROM, Role.TO):
        return mention.role
    partner = (mention.role, flows) in ((Role.FROM, {"M"}), (Role.TO, {"X"}))
    return Role.WITH if partner else Role.OWNER


def _area_stays(mention: Mention, new: tuple[Mention, ...], old: tuple[Mention, ...]) -> bool:
    """Of "Xinjiang trade with Kazakhstan", a new area replaces the partner; Xinjiang stays.

    Of places named side by side a new one replaces all.
    """
    areas = [m for m in old if "area" in m.dimensions]
    first = _listed_first(areas)
    fresh = [m for m in new if "area" in m.dimensions]
    if any(m.text.casefold() == mention.text.casefold() for m in fresh):
        return False
    return len(areas) > len(first) and len(fresh) == 1 and any(mention is m for m in first)


def _listed_first(areas: Sequence[Mention]) -> Sequence[Mention]:
    """The first area, and those joined to it: "Xinjiang and China" of their trade with others.

    A comma alone joins nothing here: "Xinjiang, Kazakhstan" may be whose and with whom.
    """
    apart = (n for n, m in enumerate(areas) if n and (m.comma or not m.joined))
    return areas[: next(apart, len(areas))]


def _names(question: Question, dimension: str) -> bool:
    return any(dimension in m.dimensions for m in question.terms.names)


def _indicators(mentions: tuple[Mention, ...]) -> set[str]:
    return {code for mention in mentions for code in mention.codes("indicator")}
