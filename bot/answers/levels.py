"""How much: the level asked for, with what compares it, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.answer import Basis, Code, Comparison, Count, Figure, Note, Option, Status
from bot.answers.asking import offer
from bot.answers.balances import how_it_moved
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import (
    as_stated,
    between,
    change,
    conversions,
    earlier_period,
    has_rate,
    share_of_total,
    stated_comparisons,
)
from bot.answers.forecasts import level_ahead
from bot.answers.instead import without_level, without_level_on_file
from bot.answers.making import from_statement, level, together
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import MISSING, Measure, Qualifier, Transformation, UnitKind
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.language.period_meaning import ToDate
from bot.reckon.publishers import mixed

__all__ = [
    "LONGEST_LOOK",
    "find_level",
    "held_periods",
    "in_own_unit",
    "missing_level",
    "refusal",
    "several_levels",
    "some_held",
    "versus_period",
    "words_only",
]


def find_level(request: Request) -> Found | Miss:
    """The level in the period, with every comparison that can be made of it."""
    if request.unit is not None:
        return _in_unit(request, request.unit)
    if request.settled.listed:
        return several_levels(request)
    figure = _first_held(request)
    if figure is None:
        return without_level(request) or missing_level(request)
    found = _found(figure, request.catalogue)
    return replace(found, comparisons=(*_since_december(request, figure), *found.comparisons))


def _found(figure: Figure, catalogue: Catalogue) -> Found:
    """The level with everything that can be said beside it."""
    return Found(
        figures=(figure,),
        comparisons=comparisons_of(figure, catalogue),
        related=_related(figure, catalogue),
        options=_next(figure, catalogue),
        period=figure.period,
    )


def _first_held(request: Request) -> Figure | None:
    for period in request.settled.candidates or (request.period,):
        figure = level(request.subject, period, request.catalogue)
        if figure is not None:
            return figure
    return level_ahead(request, request.period)


def comparisons_of(figure: Figure, catalogue: Catalogue) -> tuple[Comparison, ...]:
    """Stated comparisons first; of the usual ones, those not stated are worked out."""
    found = stated_comparisons(figure, catalogue)
    kinds = {(c.kind, c.figure.measure) for c in found}
    before, year_before = (
        earlier_period(figure.period, kind, figure.subject, catalogue)
        for kind in ("previous_period", "year_earlier")
    )
    usual = [("year_earlier", year_before)]
    if before != year_before and not _combined(figure, catalogue):
        usual.insert(0, ("previous_period", before))
    for kind, period in usual:
        if period is None or (kind, Measure.LEVEL) in kinds:
            continue
        made = change(kind, figure, period, catalogue)
        if isinstance(made, Comparison) and not _mixes(made, catalogue):
            found.append(made)
    if not any(kind == "share" for kind, _ in kinds):
        share = share_of_total(figure, catalogue)
        if isinstance(share, Comparison) and not _mixes(share, catalogue):
            found.append(share)
    return tuple(found)


def _mixes(comparison: Comparison, catalogue: Catalogue) -> bool:
    """Whether it puts publishers at odds together: what nobody asked for need not be told."""
    return bool(mixed(comparison.figure.sources, catalogue))


def _since_december(request: Request, figure: Figure) -> tuple[Comparison, ...]:
    """The year to date of a stock, an index or a price: its change since the year before ended."""
    phrases = request.question.terms.periods
    asked = phrases and isinstance(phrases[0].meaning, ToDate)
    if not asked or request.catalogue.is_flow(figure.subject.indicator):
        return ()
    new_year = Period.of(f"{figure.period.year:04}-01-01")
    ended = request.catalogue.periods(
        figure.subject, grain=figure.period.grain, ytd=False, before=new_year
    )
    # The last of the year before, or none: no earlier one stands in for it.
    latest = 1 if figure.period.grain in "MQSA" else 7
    made = [
        change("year_to_date", figure, p, request.catalogue)
        for p in ended
        if (new_year.start - p.end).days <= latest
    ]
    return tuple(c for c in made if isinstance(c, Comparison))


def _combined(figure: Figure, catalogue: Catalogue) -> bool:
    """January and February of a publisher that compares them combined."""
    return (
        figure.period.grain == "M"
        and figure.period.number <= 2
        and catalogue.combined_january(figure.subject)
    )


def _related(figure: Figure, catalogue: Catalogue) -> tuple[Figure, ...]:
    """Beside a month, the year to date; the second look every reporter takes."""
    if figure.period.ytd or figure.period.grain not in "MQ":
        return ()
    to_date = figure.period.to_date
    if to_date is None or to_date.span == figure.period.span:
        return ()
    cumulative = level(figure.subject, to_date, catalogue, figure.unit, beside=figure)
    if cumulative is None or cumulative.basis is Basis.COMPUTED:
        return ()
    growth = [
        as_stated("year_earlier", s, cumulative, catalogue).figure
        for s in catalogue.statements(figure.subject, to_date)
        if s.series.is_growth and s.series.transformation is Transformation.GROWTH_YEAR
    ]
    return (cumulative, *growth[:1])


def _next(figure: Figure, catalogue: Catalogue) -> tuple[Option, ...]:
    if figure.period.ytd or figure.period.grain != "M":
        return ()
    to_date = figure.period.to_date
    held = level(figure.subject, to_date, catalogue, figure.unit) if to_date else None
    return (offer(figure.subject, to_date, catalogue),) if to_date and held else ()


# --- in another unit ---------------------------------------------------------------------


def in_own_unit(request: Request) -> Request:
    """The request without the unit that it asks for."""
    combination = request.reading.combination
    codes = {k: v for k, v in combination.codes.items() if k != "unit"}
    plain = replace(request.reading, combination=replace(combination, codes=codes))
    return replace(request, reading=plain)


def _in_unit(request: Request, unit: str) -> Found | Miss:
    found = find_level(in_own_unit(request))
    if isinstance(found, Miss) or not found.figures:
        return found
    if len(found.figures) > 1:
        return _each_in_unit(request, found, unit)
    figure = found.figures[0]
    if figure.unit == unit:
        return found
    own = _printed_in(figure, unit, request.catalogue)
    if own is not None:
        kept = tuple(c for c in found.comparisons if c.kind != "conversion")
        with_own = (Comparison("conversion", own, figure), *kept)
        return replace(found, figures=(own,), comparisons=with_own)
    made = conversions(figure, unit, request.catalogue)
    if made is None:
        note = _no_rate(figure, unit, request.catalogue)
        return Miss(Status.NOT_HELD, (note,), related=(figure,), closeness=3)
    comparison, caution = made
    return replace(
        found,
        figures=(comparison.figure,),
        comparisons=(comparison, *found.comparisons),
        cautions=(caution,) if caution else (),
    )


def _each_in_unit(request: Request, found: Found, unit: str) -> Found | Miss:
    """Several periods in another unit, each by itself; those without a rate are named."""
    converted: list[Found] = []
    without: list[Figure] = []
    for figure in found.figures:
        alone = replace(request, base=None, settled=Settled((figure.period,)))
        outcome = _in_unit(alone, unit)
        if isinstance(outcome, Found) and outcome.figures[:1]:
            converted.append(outcome)
        else:
            without.append(figure)
    message = tuple(_no_rate(figure, unit, request.catalogue) for figure in without)
    if not converted:
        return Miss(Status.NOT_HELD, message, related=tuple(without), closeness=3)
    figures = tuple(f for each in converted for f in each.figures)
    made = (c for each in converted for c in each.comparisons if c.kind == "conversion")
    return Found(
        figures,
        tuple(made),
        related=tuple(without),
        message=message,
        cautions=tuple(c for each in converted for c in each.cautions),
        notes=found.notes,
        period=figures[0].period,
    )


def _no_rate(figure: Figure, unit: str, catalogue: Catalogue) -> Note:
    """That no source gives a rate; or that one does, and not for what is worked out so."""
    values = {
        "unit": Code("unit", unit),
        "subject": figure.subject,
        "period": figure.period,
        "why": _no_money(figure, unit, catalogue),
    }
    return Note("no_rate_for_that" if has_rate(figure, unit, catalogue) else "no_rate", values)


def _no_money(figure: Figure, unit: str, catalogue: Catalogue) -> Note:
    """Why there is no rate into a currency: births are counted; of money none is on file."""
    own = catalogue.unit(figure.unit)
    counted = catalogue.indicator(figure.subject.indicator).many
    if catalogue.unit(unit).kind is not UnitKind.CURRENCY or own.kind is UnitKind.CURRENCY:
        return Note("no_rate_given")
    if own.kind is UnitKind.COUNT and counted:
        return Note("counted_no_money", {"counted": counted})
    named = own.kind is UnitKind.OTHER and (own.one or own.prefix)  # "pounds per tonne"
    return Note("no_rate_given" if named else "no_money")


def _printed_in(figure: Figure, unit: str, catalogue: Catalogue) -> Figure | None:
    """The same in another unit, as a publisher printed it."""
    for statement in catalogue.statements(figure.subject, figure.period):
        series = statement.series
        converts = series.is_level or series.measure is Measure.CONVERSION
        if series.unit == unit and converts and statement.quantity is not None:
            return from_statement(statement)
    return None


# --- none held ---------------------------------------------------------------------------


def missing_level(request: Request) -> Miss:
    """Not on file and not derivable: say what is."""
    subject, catalogue, period = request.subject, request.catalogue, request.period
    only = words_only(request)
    if only is not None:
        return _only_words(only, subject, catalogue)
    ahead = level_ahead(request, period)
    if ahead is not None:
        note = Note("only_forecast", {"figure": ahead})
        return Miss(Status.NOT_HELD, (note,), (offer(subject, period, catalogue),), closeness=2)
    instead = without_level_on_file(request)
    if instead is not None:
        return instead
    to_date = None if period.ytd else period.to_date
    cumulative = level(subject, to_date, catalogue) if to_date else None
    other = to_date is not None and to_date.span != period.span  # a year is no year to date
    if other and cumulative is not None and cumulative.basis is Basis.STATED:
        values = {"subject": subject, "period": period, "figure": cumulative}
        return Miss(
            Status.NOT_HELD,
            (Note("not_held_ytd_only", values),),
            (offer(subject, cumulative.period, catalogue),),
            (cumulative,),
            closeness=2,
        )
    held = near_periods(subject, period, catalogue) or _of_its_parts(request)
    values = {"subject": subject, "period": period}
    not_held = _none_published(request) or _gap(request) or Note("not_held", values)
    if not held:
        return Miss(Status.NOT_HELD, (not_held,))
    last = _last_by_then(request) if not _makes_up(held[0], period) else None
    told = (not_held, Note("last_by_then", {"figure": last})) if last else (not_held,)
    offered = dict.fromkeys((*((last.period,) if last else ()), *held))
    return Miss(
        Status.NOT_HELD,
        (*told, held_periods(held)),
        tuple(offer(subject, p, catalogue) for p in list(offered)[:3]),
        related=(last,) if last else (),
        closeness=1,
    )


def _last_by_then(request: Request) -> Figure | None:
    """Of what is measured on single days, and not added up, the last figure before: a Friday's
    price on a Sunday, a rate between two decisions. It is said to be of its own day."""
    subject, catalogue, period = request.subject, request.catalogue, request.period
    if catalogue.is_flow(subject.indicator):
        return None
    held = catalogue.periods(subject, grain="D", before=_day_after(period), limit=1)
    return level(subject, held[0], catalogue) if held else None


def near_periods(subject: Subject, period: Period, catalogue: Catalogue) -> list[Period]:
    """Periods on file, the nearest to the one asked for first; those longer than a day within it,
    which it is made of, before all others.
    """
    held = [*catalogue.periods(subject, limit=LONGEST_LOOK)]
    if len(held) >= LONGEST_LOOK:
        # There are more than the newest, and those may be far from what is asked for.
        held += catalogue.periods(subject, before=period, limit=NAMED)
        held += _next_after(subject, period, catalogue)
        for grain in "MQ":
            held += catalogue.periods(subject, grain=grain, before=_day_after(period), limit=NAMED)

    def nearness(other: Period) -> tuple[bool, int, bool]:
        apart = abs((other.end - period.end).days)
        return not _makes_up(other, period), apart, other.grain != period.grain

    return sorted(dict.fromkeys(held), key=nearness)


def _makes_up(part: Period, period: Period) -> bool:
    """Whether it is a month or more of the period: a day or a week tells little of it."""
    within = period.start <= part.start and part.end <= period.end
    return within and part.grain not in "DW"


def _next_after(subject: Subject, period: Period, catalogue: Catalogue) -> Sequence[Period]:
    """The first few periods on file that end with the one asked for or later.

    What is on file is read from the newest back: looked for in ever longer stretches.
    """
    days = FIRST_STRETCH
    while days <= LAST_STRETCH:
        end = Period.of((period.end + timedelta(days=days)).isoformat())
        found: list[Period] = []
        while page := catalogue.periods(subject, since=period, before=end, limit=LONGEST_LOOK):
            found += page
            end = page[-1]
            if len(page) < LONGEST_LOOK:
                break
        if len(found) >= NAMED:
            return found[-NAMED:]
        days *= 4
    return found[-NAMED:]


FIRST_STRETCH, LAST_STRETCH = 31, 31 * 4**6
"""Days behind a period in which others are looked for, at first and at most: some 350 years."""


def _day_after(period: Period) -> Period:
    return Period.of((period.end + DAY).isoformat())


def _of_its_parts(request: Request) -> list[Period]:
    """Periods of a balance or a total that nobody states: the newest that all its flows have."""
    kin, catalogue = request.reading.kin, request.catalogue
    if request.subject in kin:
        return []
    flows = [catalogue.periods(subject, limit=LONGEST_LOOK) for subject in kin]
    common = [p for p in flows[0] if all(p in others for others in flows[1:])]
    return [p for p in common[:NAMED] if level(request.subject, p, catalogue) is not None]


def _none_published(request: Request) -> Note | None:
    """That the publisher gave no figure for the period, where it is on file that it gave none."""
    subject, period = request.subject, request.period
    for statement in request.catalogue.statements(subject, period):
        if statement.status == MISSING and statement.series.is_level:
            values = {"subject": subject, "period": period, "publisher": statement.publisher}
            return Note("none_published", values)
    return None


def _gap(request: Request) -> Note | None:
    """Of a sum that cannot be made, the months (or quarters) it lacks, where most are held.

    Of a sum over years, whichever of the years it lacks.
    """
    subject, catalogue, period = request.subject, request.catalogue, request.period
    if not catalogue.is_flow(subject.indicator):
        return None
    run = period.whole_months
    if run is None:
        if len(period.by_years) > MOST_YEARS:
            return None
        missing = tuple(p for p in period.by_years if level(subject, p, catalogue) is None)
        values = {"subject": subject, "period": period, "missing": missing[:NAMED]}
        return Note("not_held_gap", values) if missing else None
    year, first, last = run
    for length in (1, 3):
        starts = range(first, last + 1, length)
        if (first - 1) % length or last % length:
            continue
        parts = [Period.months(year, month, month + length - 1) for month in starts]
        unstated = [p for p in parts if not _stated(subject, p, catalogue)]
        if len(unstated) * 2 > len(parts) or period.days <= parts[0].days:
            continue
        missing = tuple(p for p in unstated if level(subject, p, catalogue) is None)
        if missing:
            values = {"subject": subject, "period": period, "missing": missing}
            return Note("not_held_gap", values)
    return None


MOST_YEARS = 12
"""Years of a sum of which it is told which are missing: of more, a list says nothing."""


def _stated(subject: Subject, period: Period, catalogue: Catalogue) -> bool:
    held = catalogue.statements(subject, period)
    return any(s.series.is_level and s.quantity is not None for s in held)


NAMED = 6
"""Periods on file named where the one asked for is not: the nearest."""

LONGEST_LOOK = 200
"""Periods on file that are looked at: where there are as many, there may be more."""


def held_periods(periods: Sequence[Period], most: int = LONGEST_LOOK) -> Note:
    """The first few of the periods on file, and how many more there are.

    ``most`` is how many were looked for.
    """
    rest = periods[NAMED:]
    return Note(
        "held_periods",
        {
            "periods": tuple(periods[:NAMED]),
            "more": Count.each(rest) if rest and len(periods) < most else None,
            "most": Count.each(rest) if rest and len(periods) >= most else None,
        },
    )


def _only_words(statement: Statement, subject: Subject, catalogue: Catalogue) -> Miss:
    key = "words_only" if statement.qualifier is Qualifier.APPROXIMATE else "direction_only"
    note = Note(key, {"statement": statement, "subject": subject, "period": statement.period})
    options = (offer(subject, statement.period, catalogue, extra="growth"),)
    return Miss(Status.NOT_HELD, (note,), options, closeness=2)


def words_only(request: Request) -> Statement | None:
    """The statement of a direction, where the subject has nothing better for the period."""
    catalogue, subject = request.catalogue, request.subject
    if any(s.is_level for s in catalogue.series(subject)):
        return None
    for period in (request.period, *catalogue.periods(subject, levels=False, limit=3)):
        held = catalogue.statements(subject, period)
        if period == request.period and any(s.quantity is not None for s in held):
            return None
        for statement in held:
            if not statement.qualifier.has_number:
                return statement
    return None


# --- several, and against another period -------------------------------------------------


def several_levels(request: Request) -> Found | Miss:
    """The level in each of the periods, the newest first."""
    found = [
        figure
        for period in reversed(request.settled.periods)
        if (
            figure := level(request.subject, period, request.catalogue)
            or level_ahead(request, period)
        )
    ]
    if not found:
        return _none_of(request)
    notes = some_held(found, request.settled.periods)
    return Found(figures=tuple(found), notes=notes, period=found[0].period)


def _none_of(request: Request) -> Miss:
    """None of the periods asked for is on file: each of them is named."""
    miss = missing_level(request)
    others = tuple(p for p in request.settled.periods if p != request.period)
    first, *rest = miss.message
    if first.key == "not_held":
        values = {**first.values, "period": (*others, request.period)}
        return replace(miss, message=(replace(first, values=values), *rest))
    if not others:
        return miss
    note = Note("not_held", {"subject": request.subject, "period": others})
    return replace(miss, message=(note, *miss.message))


def some_held(found: Sequence[Figure], asked: Sequence[Period]) -> tuple[Note, ...]:
    """How many of the periods asked for have figures, and which have none."""
    held = {f.period.span for f in found}
    missing = tuple(p for p in asked if p.span not in held)
    if not missing:
        return ()
    named = missing if len(missing) <= NAMED else None
    values = {"held": Count.each(found), "asked": Count.each(asked), "missing": named}
    return (Note("some_held", values),)


def versus_period(request: Request, base: Period) -> Found | Miss:
    """The level against that of another period; a stated change before one worked out."""
    found = find_level(request)
    if isinstance(found, Miss) or not found.figures:
        return found
    figure = found.figures[0]
    kind = kind_for(figure.period, base)
    stated = [c for c in found.comparisons if c.kind == kind and _is_change_on(c, base)]
    if stated:
        rest = tuple(c for c in found.comparisons if c not in stated)
        told = _asked((*_apart(request, figure, base), *stated))
        return replace(found, comparisons=(*told, *rest))
    pair = together(figure, figure.subject, base, request.catalogue)
    there = pair[1] if pair else level(figure.subject, base, request.catalogue)  # unit: refused
    if pair and pair[0] != figure:
        figure = pair[0]
        found = _found(figure, request.catalogue)
    beyond = _rest_of(figure, base) if Cue.DIFFERENCE in request.cues else None
    if beyond is not None and request.catalogue.is_flow(figure.subject.indicator):
        left = find_level(replace(request, base=None, settled=Settled((beyond,))))
        if isinstance(left, Found):
            return left
    if there is not None and not _alike(figure.period, base):
        rule = "refused_same" if figure.period.span == base.span else "refused_spans"
        note = refusal(Refused(rule), figure, there)
        return Miss(Status.REFUSED, (note,), related=(figure, there), closeness=4)
    if there is None:
        note = Note("no_against", {"subject": figure.subject, "period": base})
        return Miss(Status.NOT_HELD, (note,), found.options, (figure,), closeness=3)
    made = between(kind, figure, there)
    if isinstance(made, Refused) and not _percentage_asked(request):
        # Across zero there is no percentage, but the difference is what it is.
        made = between("difference", figure, there)
    if isinstance(made, Refused):
        note = refusal(made, figure, there)
        instead = how_it_moved(figure, there, request.catalogue)
        return Miss(Status.REFUSED, (note, *instead), related=(figure, there), closeness=4)
    gap = between("difference", figure, there)
    extra = (gap,) if isinstance(gap, Comparison) and made.kind != "difference" else ()
    rest = tuple(c for c in found.comparisons if c.kind != kind)
    times = between("ratio", figure, there) if Cue.RATIO in request.cues else None
    first = (times,) if isinstance(times, Comparison) else ()
    return replace(found, comparisons=(*_asked((*first, made, *extra)), *rest))


def _asked(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    return tuple(replace(comparison, asked=True) for comparison in comparisons)


def _rest_of(figure: Figure, base: Period) -> Period | None:
    """What a longer period has that a shorter one in it has not, where that is one stretch.

    January to November less January to August is September to November.
    """
    longer, shorter = sorted((figure.period, base), key=lambda p: p.days, reverse=True)
    if longer.days == shorter.days:
        return None
    if longer.start == shorter.start:
        return Period.spanning(shorter.end + DAY, longer.end)
    return Period.spanning(longer.start, shorter.start - DAY) if longer.end == shorter.end else None


DAY = timedelta(days=1)


def _apart(request: Request, figure: Figure, base: Period) -> tuple[Comparison, ...]:
    """The difference in the figure's own unit, or how many times it is, where that is asked for."""
    kinds = [kind for cue, kind in APART if cue in request.cues]
    there = level(figure.subject, base, request.catalogue, figure.unit) if kinds else None
    if there is None:
        return ()
    made = (between(kind, figure, there) for kind in kinds)
    return tuple(c for c in made if isinstance(c, Comparison))


APART = ((Cue.DIFFERENCE, "difference"), (Cue.RATIO, "ratio"))
"""What is asked for beside a stated change, with the kind of comparison that it is."""


def _percentage_asked(request: Request) -> bool:
    """Whether a change is asked for in percent, or a plain "vs" that a difference answers too."""
    return Cue.DIFFERENCE not in request.cues


def _alike(period: Period, base: Period) -> bool:
    """Whether two periods are of one length, and not the same."""
    months = [
        (p.end.year - p.start.year) * 12 + p.end.month - p.start.month for p in (period, base)
    ]
    short = max(period.days, base.days) < SHORTEST_MONTH
    length = period.days == base.days if short else months[0] == months[1]
    return length and period.span != base.span


SHORTEST_MONTH = 28


def kind_for(period: Period, base: Period) -> str:
    if (earlier := period.years(-1)) and earlier.span == base.span:
        return "year_earlier"
    if (before := period.shift(-1)) and before.span == base.span:
        return "previous_period"
    return "other_period"


def refusal(refused: Refused, here: Figure, there: Figure) -> Note:
    """Why two figures cannot be put together, with both."""
    values: dict[str, object] = {"figure": here, "against": there, "part": here, "whole": there}
    return Note(refused.rule, values)


def _is_change_on(comparison: Comparison, base: Period) -> bool:
    if comparison.figure.basis is Basis.COMPUTED:
        return comparison.against is not None and comparison.against.period.span == base.span
    statement = comparison.figure.statement
    return bool(
        statement
        and statement.comparison_period
        and statement.comparison_period.span == base.span
        and statement.series.measure is Measure.LEVEL
    )
