"""When: the periods of a question, settled against what its readings have on file.

The main period comes first; from it hang the base of a comparison ("vs"), the
whole that a figure is a share of in time ("as a share of 2020"), and the day
from which a record is looked for ("since 2019").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answers.answer import Note
from bot.answers.catalogue import Catalogue
from bot.answers.left import left
from bot.answers.published import MONTHS, Published, Settled, bounds_of, made_of_shorter, settle
from bot.answers.readings import PLAINEST, Reading
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.period_meaning import (
    Between,
    Fixed,
    Latest,
    Meaning,
    Open,
    OpenBetween,
    PeriodPhrase,
    SameIn,
    ToDate,
    YearsBefore,
)
from bot.language.question import Question, Terms

__all__ = ["CHANGED", "LENGTHS", "RANKED", "WORD_FOR", "Timing", "timing"]


def _since(phrase: PeriodPhrase) -> bool:
    return phrase.text.casefold().startswith("since")


LENGTHS = (
    (Cue.YEARLY, "A"),
    (Cue.QUARTERLY, "Q"),
    (Cue.MONTHLY, "M"),
    (Cue.WEEKLY, "W"),
    (Cue.DAILY, "D"),
)
"""Words for a length of period, with its grain."""

WORD_FOR = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "A": "year"}
"""A length of period in a word, by its grain."""

RANKED = frozenset({Cue.RECORD, Cue.LOW, Cue.RANK, Cue.BEST, Cue.WORST})
CHANGED = frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS})


@dataclass(frozen=True, slots=True)
class Timing:
    """The periods asked about, and those they are set against."""

    settled: Settled
    base: Period | None = None
    ratio_to: Period | None = None
    since: Period | None = None
    either: tuple[Period, Period] | None = None
    """First and last month of "from January to July", where a change is asked for: the change
    may be of the last on the first, or of all those months on a year earlier."""


def timing(
    question: Question,
    terms: Terms,
    held: Sequence[Reading],
    catalogue: Catalogue,
    *,
    levels: bool,
) -> Timing | None:
    """The periods meant; None where nothing on file is of the length asked for.

    ``levels`` says whether only periods with a level count as published.
    """
    published = Published([s for r in held for s in r.kin], catalogue, _beside(held, catalogue))
    if Cue.NEEDED in question.cues:
        remaining = left(terms.periods, question.against.periods, published)
        return Timing(*remaining) if remaining is not None else None
    terms = _later_of_two(question, terms)
    if not published.adds_up:
        terms = replace(terms, periods=tuple(map(_alone, terms.periods)))
    phrases, since = _without_since(question, _to_date_beside(terms.periods, published))
    meaning = phrases[0].meaning if phrases else _length(question.cues)
    meaning = _dated_by_whole(meaning, question)
    if isinstance(meaning, ToDate) and _since(phrases[0]) and not published.adds_up:
        meaning = OpenBetween("M", 1, None)  # "Brent since January" is no year to date
    shifted = question.rate is not None and Cue.VERSUS not in question.cues
    then = shifted or (bool(phrases) and phrases[0].is_then)
    if isinstance(meaning, YearsBefore) and question.cues & CHANGED and not then:
        # "Change on a year earlier": the base of the change, not the period asked about; but
        # "inflation a year earlier", "growth a year ago" are the rates of then.
        phrases, meaning = phrases[1:], None
    phrases = _then(phrases, published, levels)
    meaning = phrases[0].meaning if phrases else meaning
    each = _in_each_year(meaning, phrases, question, published)
    each = each or _each_to_date(phrases, published, levels)
    if each is not None:
        return Timing(each)
    settled = settle(meaning, published, None, levels=levels)
    if settled is None:
        settled = settle(meaning, published, None, levels=False)
    if settled is None and not phrases:
        if question.cues & CHANGED:
            settled = settle(None, published, None, levels=False)
        elif isinstance(meaning, Latest) and meaning.grain is not None:
            settled = made_of_shorter(published, meaning.grain, levels)
    as_one = _as_one(question, held, published, catalogue, levels)
    if settled is None and _run(meaning, published) and meaning is not None:
        settled = as_one(meaning, None)  # none of its months is on file, but it may follow whole
    if settled is None:
        return None
    if meaning is None and question.cues & CHANGED and not settled.candidates:
        settled = _in_any_length(settled, published, levels)
    run = _run(meaning, published) if meaning is not None else None
    here = as_one(meaning, None) if run is not None and meaning is not None else None
    base = _base(question, here or settled, as_one)
    ratio_to = _ratio_to(question, settled, published)
    ranked = bool(question.cues & RANKED)  # "the highest growth this year" is of one period
    either = None if ranked or Cue.GROWTH_RATE in question.cues else _either(question, phrases)
    if either is not None and published.adds_up and not _dates_both(phrases[0]):
        return Timing(settled, either=either)
    set_against = ranked or question.against.periods
    span = None if set_against else _span_of_change(question, phrases, published)
    span = Between(*either) if either else span
    if span is not None:
        # "Growth since 2019", "from Nov 2019 to Nov 2021": the last on the first.
        yearly = Cue.GROWTH_RATE in question.cues and published.adds_up
        settled, base = _ends(span, settled, published, levels, yearly) or (settled, base)
    elif meaning is not None and _run(meaning, published):
        settled = as_one(meaning, None) or settled
    listed = replace(terms, periods=_closed(phrases, published))
    settled = _several_named(listed, settled, as_one, adds_up=published.adds_up)
    if published.adds_up and question.cues & TOTALLED:
        settled = _added_up(settled) or settled
        if len(phrases) == 1 and not question.cues & (LISTS | CHANGES | {Cue.SHARE}):
            run = _run(meaning, published)
            whole = _one_span(run, held, catalogue, "MQSA") if run is not None else None
            settled = whole or settled
    return Timing(settled, base, ratio_to, since)


def _later_of_two(question: Question, terms: Terms) -> Terms:
    """ "Did it more than double between 2021 and 2023": it is the later that is set against."""
    periods = question.against.periods
    between = len(periods) == 2 and periods[0].text.casefold().startswith("between")
    return replace(terms, periods=periods[1:]) if between and not terms.periods else terms


def _alone(phrase: PeriodPhrase) -> PeriodPhrase:
    """ "Prices to June": of what does not add up, the month that ends it."""
    match phrase.meaning, phrase.alternatives:
        case Open(ytd=True), (Open(ytd=False) as month, *_):
            return replace(phrase, meaning=month)
        case Fixed(Period(ytd=True)), (Fixed(Period(ytd=False)) as month, *_):
            return replace(phrase, meaning=month)
    return phrase


def _then(
    phrases: tuple[PeriodPhrase, ...], published: Published, levels: bool
) -> tuple[PeriodPhrase, ...]:
    """ "December a year ago": one period, and not both."""
    match phrases:
        case (
            PeriodPhrase(meaning=Open() as named) as phrase,
            PeriodPhrase(meaning=YearsBefore(n)),
        ) if phrases[1].is_then:
            here = _last_of(settle(named, published, None, levels=levels))
            then = here.years(-n) if here is not None else None
            return (replace(phrase, meaning=Fixed(then)),) if then is not None else phrases
    return phrases


def _in_each_year(
    meaning: Meaning | None,
    phrases: Sequence[PeriodPhrase],
    question: Question,
    published: Published,
) -> Settled | None:
    """ "January-November each year": from the first year on file that has it to the last."""
    if not isinstance(meaning, Open) or len(phrases) != 1 or meaning.back or meaning.of_year:
        return None
    if not {Cue.TREND, Cue.YEARLY} <= question.cues:
        return None
    name = {"grain": meaning.grain, "number": meaning.number, "ytd": meaning.ytd}
    years = [period.year for period in published.all(limit=LONGEST_RUN, **name)]
    if len(years) < 2:
        return None
    asked = range(max(years[-1], years[0] - LONGEST_RUN), years[0] + 1)
    named = (Period.numbered(meaning.grain, y, meaning.number, meaning.ytd) for y in asked)
    return Settled(tuple(p for p in named if p is not None), listed=True)


def _to_date_beside(
    phrases: tuple[PeriodPhrase, ...], published: Published
) -> tuple[PeriodPhrase, ...]:
    """ "Nov 2021 and YTD": the year to date beside a month is that to its end."""
    named = [p.meaning.period for p in phrases if isinstance(p.meaning, Fixed)]
    months = [period for period in named if period.grain in MONTHS and not period.ytd]
    to_date = max(months, key=lambda p: p.end).to_date if months else None
    if to_date is None or not published.adds_up:
        return phrases
    return tuple(
        replace(p, meaning=Fixed(to_date)) if p.meaning == ToDate() and not _since(p) else p
        for p in phrases
    )


def _each_to_date(
    phrases: Sequence[PeriodPhrase], published: Published, levels: bool
) -> Settled | None:
    """ "YTD 2019, 2020 and 2021", "YTD since 2019": as many months of each as the newest has."""
    years = _years_to_date([p.meaning for p in phrases], published, levels)
    if len(years) < 2:
        return None
    for year in sorted(years, reverse=True):
        newest = settle(ToDate(year), published, None, levels=levels)
        if newest is not None and not newest.listed:
            model = newest.periods[-1]
            same = (model.years(each - model.year) for each in sorted(years))
            return Settled(tuple(p for p in same if p is not None), listed=True)
    return None


def _years_to_date(meanings: Sequence[Meaning], published: Published, levels: bool) -> list[int]:
    """The years of which the year to date is asked for; none where something else is too."""
    match meanings:
        case [ToDate(None, 0), Between(Period(grain="A") as first, last)] | [
            Between(Period(grain="A") as first, last),
            ToDate(None, 0),
        ] if last is None or last.grain == "A":
            newest = published.to_date(levels) if last is None else last
            end = newest.year if newest is not None else first.year
            return list(range(max(first.year, end - LONGEST_RUN), end + 1))
    years = [m.year for m in meanings if isinstance(m, SameIn | ToDate) and _dates_year(m)]
    return [y for y in years if y is not None] if len(years) == len(meanings) else []


def _dates_year(meaning: ToDate | SameIn) -> bool:
    return isinstance(meaning, SameIn) or (meaning.year is not None and not meaning.back)


TOTALLED = frozenset({Cue.SUM, Cue.TOTAL})
"""What asks for one figure of a run of periods: "total imports 2021 to 2023"."""

LISTS = frozenset({Cue.TREND, Cue.AVERAGE, Cue.HIGHEST, *(cue for cue, _ in LENGTHS)})


def _dated_by_whole(meaning: Meaning | None, question: Question) -> Meaning | None:
    """A bare month in the year of the whole: "November's share of January-November 2021"."""
    whole = question.whole.periods[0].meaning if question.whole.periods else None
    if not (isinstance(meaning, Open) and meaning.back == 0 and not meaning.of_year):
        return meaning
    match whole:
        case Fixed(Period(year=year)):
            pass
        case ToDate(int() as year):
            pass
        case _:
            return meaning
    dated = Period.numbered(meaning.grain, year, meaning.number, meaning.ytd)
    return Fixed(dated) if dated is not None else meaning


def _length(cues: frozenset[Cue]) -> Meaning | None:
    """The length of period asked for where none is named: "annual exports"."""
    return next((Latest(grain) for cue, grain in LENGTHS if cue in cues), None)


def _without_since(
    question: Question, phrases: tuple[PeriodPhrase, ...]
) -> tuple[tuple[PeriodPhrase, ...], Period | None]:
    """The phrases without the "since" of a record, and from when that has it looked for."""
    if not question.cues & RANKED:
        return phrases, None
    bounds = [p for p in phrases if isinstance(p.meaning, Between) and p.meaning.last is None]
    since = bounds[0].meaning.first if bounds and isinstance(bounds[0].meaning, Between) else None
    return tuple(p for p in phrases if p not in bounds), since


def _span_of_change(
    question: Question, phrases: Sequence[PeriodPhrase], published: Published
) -> Between | None:
    """From when to when a change is asked for, where it is: "since Nov 2019", "from Oct to Nov"."""
    if not question.cues & CHANGES:
        return None
    named = next((p.meaning for p in phrases if not isinstance(p.meaning, Between)), None)
    for phrase in phrases:
        match phrase.meaning:
            case Between(first, None) if named is not None and first is not None:
                here = _last_of(settle(named, published, None))
                return Between(first, here)
            case Between():
                return phrase.meaning
            case OpenBetween():
                bounds = bounds_of(phrase.meaning, published)
                return Between(*bounds[0]) if bounds else None
            case ToDate(None, 0) if _since(phrase):
                # "Risen since January": of a flow the year to date, else the newest on January.
                newest = published.newest(levels=Cue.SHARE not in question.cues, ytd=False)
                alone = not published.adds_up or Cue.SHARE in question.cues
                if newest is not None and alone:
                    grain = newest.grain if newest.grain in MONTHS else "M"
                    return Between(Period.numbered(grain, newest.year, 1), newest)
            case ToDate(None, 0) if not published.adds_up:
                return _this_year(published)
            case _:
                continue
    return None


def _this_year(published: Published) -> Between | None:
    """ "Change this year" of what does not add up: the newest on the last of the year before."""
    newest = published.newest(ytd=False)
    if newest is not None and newest.grain not in MONTHS:
        newest = published.newest(ytd=False, grain="M") or newest
    if newest is None or newest.grain not in MONTHS:
        return None
    last = 12 // MONTHS[newest.grain]
    return Between(Period.numbered(newest.grain, newest.year - 1, last), newest)


def _ends(
    meaning: Between, settled: Settled, published: Published, levels: bool, yearly: bool = False
) -> tuple[Settled, Period] | None:
    """The period a change runs to and the one it runs from, of one length.

    ``yearly`` says that of flows it is to be as much of a year as is on file.
    """
    first, last = meaning.first, meaning.last
    if first is None:
        return None
    if last is None:
        of_year = {"number": first.number} if first.ytd else {}  # January-November again
        newest = published.newest(levels=levels, grain=first.grain, ytd=first.ytd, **of_year)
        latest = published.to_date(levels) if yearly and first.grain == "A" else None
        latest = latest or published.latest(levels)
        last = newest if newest and newest.end > first.end else latest
    if last is None:
        return None
    base = first
    if first.grain == "A" and last.grain != "A":
        base = last.years(first.year - last.year) or first
    return Settled((last,), settled.notes), base


def _run(meaning: Meaning | None, published: Published) -> Between | None:
    """The run of periods a phrase names, its year filled in where it names none."""
    if isinstance(meaning, OpenBetween) and meaning.last is not None:
        bounds = bounds_of(meaning, published)
        return Between(*bounds[0]) if bounds else None
    return meaning if isinstance(meaning, Between) else None


def _one_span(
    meaning: Between, held: Sequence[Reading], catalogue: Catalogue, grains: str = "MQS"
) -> Settled | None:
    """A run of months, for a flow one period: "October-November 2021", "the year to November"."""
    first, last = meaning.first, meaning.last
    if first is None or last is None or first.grain not in grains:
        return None
    if not all(catalogue.is_flow(r.subject.indicator) for r in held):
        return None
    return Settled((Period.spanning(first.start, last.end),))


def _as_one(
    question: Question,
    held: Sequence[Reading],
    published: Published,
    catalogue: Catalogue,
    levels: bool,
) -> AsOne:
    """How a phrase beside the first is settled: a run of months of a flow is one period."""

    def settled(meaning: Meaning, hand: Period | None) -> Settled | None:
        run = None if question.cues & LISTS else _run(meaning, published)
        one = _one_span(run, held, catalogue) if run is not None else None
        return one or settle(meaning, published, hand, levels=levels)

    return settled


AsOne = Callable[[Meaning, Period | None], Settled | None]


def _either(question: Question, phrases: Sequence[PeriodPhrase]) -> tuple[Period, Period] | None:
    """January and July of "from January to July", where a change is asked for."""
    if not phrases or not question.cues & CHANGES or question.against:
        return None
    match phrases[0].meaning:
        case Fixed(Period(ytd=True) as period) if _FROM_TO.match(phrases[0].text):
            first = Period.numbered(period.grain, period.year, 1)
            return (first, period.alone) if first and first != period.alone else None
        case _:
            return None


_FROM_TO = re.compile(r"(?:from|between)\b.*\b(?:to|and|until|till|through)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _dates_both(phrase: PeriodPhrase) -> bool:
    """Whether both ends have their year: a year to date is not spelt out like that."""
    return len(_YEAR.findall(phrase.text)) > 1


def _in_any_length(settled: Settled, published: Published, levels: bool) -> Settled:
    """Also the newest longer periods, which may have the change asked: "up on the year"."""
    shortest = settled.periods[-1]
    lengths = LONGER.get(shortest.grain, "") if not shortest.ytd else ""
    if not lengths:
        return settled
    longer = (published.newest(levels=levels, grain=grain, ytd=False) for grain in lengths)
    candidates = (*settled.periods, *(p for p in longer if p is not None))
    return replace(settled, candidates=candidates)


LONGER = {"D": "MQA", "W": "MQA", "M": "QA", "Q": "A"}
"""Grains of longer periods, by that of the newest on file."""


def _added_up(settled: Settled) -> Settled | None:
    """Periods listed one after the other, as the one that they make: for a sum of flows."""
    periods = settled.periods
    if len(periods) < 2 or any(p.ytd for p in periods):
        return None
    if any((b.start - a.end).days != 1 for a, b in pairwise(periods)):
        return None
    return Settled((Period.spanning(periods[0].start, periods[-1].end),))


def _beside(held: Sequence[Reading], catalogue: Catalogue) -> list[Subject]:
    """The totals beside the subjects, whose newest release dates a bare "Nov" for all of them."""
    found = []
    for reading in held:
        subject = reading.subject
        wanted = {"ref_area": (subject.ref_area,), "indicator": (subject.indicator,), **PLAINEST}
        found += [s for s in catalogue.subjects(wanted) if s not in found]
    return found


CHANGES = frozenset({Cue.GROWTH, Cue.DIFFERENCE, Cue.RATIO})


def _in_the_year(meaning: Open | OpenBetween, year: int, as_one: AsOne) -> Period | None:
    """A month, a year to date or a run of months that add up, in that year."""
    if isinstance(meaning, Open):
        return Period.numbered(meaning.grain, year, meaning.number, meaning.ytd)
    if meaning.last is None:
        return None
    begins = year if meaning.first <= meaning.last else year - 1
    first = Period.numbered(meaning.grain, begins, meaning.first)
    made = as_one(Between(first, Period.numbered(meaning.grain, year, meaning.last)), None)
    return made.periods[0] if made is not None and not made.listed else None


def _closed(phrases: tuple[PeriodPhrase, ...], published: Published) -> tuple[PeriodPhrase, ...]:
    """ "January to June since 2019": to the newest year on file."""
    newest = published.latest(levels=False)
    match phrases:
        case (PeriodPhrase(meaning=Open() | OpenBetween()) as named, since) if newest is not None:
            match since.meaning:
                case Between(Period(grain="A") as first, None) if first.year <= newest.year:
                    last = Period.of(f"{newest.year:04}")
                    return (named, replace(since, meaning=Between(first, last)))
    return phrases


def _several_named(terms: Terms, settled: Settled, as_one: AsOne, *, adds_up: bool) -> Settled:
    """Two or more periods named side by side are listed; a year beside a bare name dates it."""
    if len(terms.periods) < 2:
        return settled
    years = _years_of([phrase.meaning for phrase in terms.periods[1:]])
    main = terms.periods[0].meaning
    if years and isinstance(main, Open | OpenBetween) and main.back == 0 and not main.of_year:
        # "Jan-Nov for 2021, 2022 and 2023": the name in each of those years.
        named = (_in_the_year(main, year, as_one) for year in years)
        dated = tuple(sorted((p for p in named if p is not None), key=lambda p: p.end))
        if dated:
            return Settled(dated, listed=len(dated) > 1)
    periods, notes = list(settled.periods), list(settled.notes)
    for phrase in terms.periods[1:]:
        more = as_one(phrase.meaning, periods[-1])
        if more is None:
            notes.append(Note("unplaced", {"words": phrase.text}))
            continue
        met = {p.span for p in periods}  # "H1" and "January to June" are one
        periods += [p for p in more.periods if p.span not in met]
        notes += [note for note in more.notes if note not in notes]
    periods.sort(key=lambda p: p.end)
    if not adds_up and len(periods) < len(terms.periods):
        # "Nov, Dec and YTD" of an index: it has none, and one of the months is not it.
        to_date = [p for p in terms.periods if isinstance(p.meaning, ToDate) and not _since(p)]
        notes = [Note("no_to_date", {"words": phrase.text}) for phrase in to_date] + notes
    return Settled(tuple(periods), tuple(notes), listed=len(periods) > 1)


LONGEST_RUN = 60
"""Years of one run at most."""


def _years_of(meanings: Sequence[Meaning]) -> list[int]:
    """The years, where all that is named is years: "2021, 2022 and 2023", "from 2019 to 2021"."""
    years: list[int] = []
    for meant in meanings:
        match meant:
            case Fixed(Period(grain="A") as year):
                years.append(year.year)
            case Between(Period(grain="A") as first, Period(grain="A") as last):
                years += range(first.year, min(last.year, first.year + LONGEST_RUN) + 1)
            case _:
                return []
    return years


def _ratio_to(question: Question, settled: Settled, published: Published) -> Period | None:
    """The period after "as a share of", of the year in hand where it names none."""
    phrases = question.whole.periods if Cue.SHARE in question.cues else ()
    if not phrases:
        return None
    here = settled.periods[-1]
    return _dated(phrases[0].meaning, here) or _last_of(settle(phrases[0].meaning, published, here))


def _base(question: Question, settled: Settled, as_one: AsOne) -> Period | None:
    """The period after "vs": the one named, of the length in hand."""
    here = settled.periods[-1]
    phrases = question.against.periods
    if not phrases or question.against.names:
        return None
    meaning = phrases[0].meaning
    if isinstance(meaning, Latest) and meaning.grain == "A":
        return here.years(-1 - meaning.back)
    unworded = not question.terms.periods or question.inherited
    if isinstance(meaning, Latest) and meaning.grain == here.grain and unworded and not here.ytd:
        return here.alone.shift(-1 - meaning.back)  # "higher than last month": than that before
    if isinstance(meaning, ToDate) and meaning.year is not None and here.ytd:
        return here.years(meaning.year - here.year)
    main = question.terms.periods[0].meaning if question.terms.periods else None
    if isinstance(meaning, Open) and isinstance(main, Fixed):
        dated = _before(meaning, here)
        if dated is not None:
            return dated
    base = _years_earlier(meaning, here) or _last_of(as_one(meaning, here))
    if base is not None and isinstance(meaning, Open) and isinstance(main, Open):
        # "Nov vs Oct", of what has its newest November in an older year: the October before it.
        far = abs(base.year - here.year) > 1 and not meaning.back
        base = _before(meaning, here) or base if far else base
    if base is None:
        return None
    if isinstance(meaning, Fixed) and base.grain == "A" and here.grain != "A":
        same = here.years(base.year - here.year)
        return base if same == here or _WHOLE.search(phrases[0].text) else same
    if here.ytd and not base.ytd and base.grain == here.grain:
        return base.to_date
    return base


def _before(meaning: Meaning, here: Period) -> Period | None:
    """The last of that name before the period in hand, as it is to date where that is."""
    dated = _dated(meaning, here)
    if dated is not None and dated.start >= here.start:
        dated = dated.years(-1)
    if dated is None:
        return None
    return dated.to_date if here.ytd and dated.grain == here.grain else dated


_WHOLE = re.compile(r"\b(?:full|whole|entire|all)\b", re.I)
"""What says that a year is meant as a whole, and not the same months of it."""


def _years_earlier(meaning: Meaning, here: Period) -> Period | None:
    """After "vs", "November last year" is that of the year before the period in hand."""
    match meaning:
        case Open(grain, number, ytd, back, True) if back:
            return Period.numbered(grain, here.year - back, number, ytd)
        case _:
            return None


def _dated(meaning: Meaning, here: Period) -> Period | None:
    """A bare month, quarter or year to date in the year in hand."""
    match meaning:
        case Open(grain, number, ytd, 0, False):
            return Period.numbered(grain, here.year, number, ytd)
        case ToDate(None, 0):
            return here.to_date
        case _:
            return None


def _last_of(settled: Settled | None) -> Period | None:
    return settled.periods[-1] if settled else None
