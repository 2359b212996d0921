"""Deriving a level that nobody stated, from the statements that imply it.

Each rule is one equation between levels, read towards the level wanted. The
search applies rules to rules, to a small depth, and keeps formulas; it stops at
the first depth that gives any. Stated beats derived, then the fewest steps,
then the narrowest interval. New statements make new derivations possible
without a line here.

Levels of one derivation share coverage, unit and vintage. Coverage and unit
hold because a rule only ever walks within one subject, to a whole or part by
code, or to a sibling flow; what nobody says the coverage of is alike only
within one source. As to vintage, levels as stated are the current ones and go
together; but a rate speaks of the level as its own release has it, revised or
not, so whatever stands on a rate stands on that one source. The one exception
is a bare base: a level divided by its growth, which another may have printed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from bot.figures.codes import BALANCE, COUNT, UNKNOWN_COVERAGE, Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.expression import (
    ONE,
    DivisionByZero,
    Expression,
    Input,
    Operation,
    bounds,
    inputs,
    steps,
)
from bot.reckon.holdings import Holdings
from bot.reckon.parts import is_part
from bot.reckon.publishers import in_order, mixed
from bot.reckon.revisions import revised_since, widened

__all__ = [
    "FLOWS",
    "Derivation",
    "Level",
    "Rule",
    "Scaled",
    "by_rate",
    "derive",
    "others",
    "otherwise",
    "rules",
    "settle_counts",
    "stated",
]

NOWHERE = Interval(Fraction(0), Fraction(0))

DEEPEST = 3
"""How many rules may be applied one on the other."""


@dataclass(frozen=True, slots=True)
class Level:
    """The unknown: how much, of what, when, in which unit."""

    subject: Subject
    period: Period
    unit: str

    def at(self, period: Period) -> Level:
        return Level(self.subject, period, self.unit)

    def of(self, subject: Subject) -> Level:
        return Level(subject, self.period, self.unit)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A formula for a level, with its exact bounds."""

    level: Level
    formula: Expression
    interval: Interval


@dataclass(frozen=True, slots=True)
class Sum:
    """Levels that add up to the one wanted, each with its sign; the first has "+".

    ``bare`` says that none of them may stand on a rate; ``left`` that the first is a whole
    and the others are parts of it.
    """

    needed: tuple[Level, ...]
    signs: str
    bare: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Scaled:
    """A level that a printed rate turns into the one wanted.

    ``base`` says that the level wanted is what the rate was reckoned on, so
    that the level needed is divided by it.
    """

    needed: Level
    rate: Statement
    factor: Expression
    base: bool


Rule = Sum | Scaled


@dataclass(frozen=True, slots=True)
class Draft:
    """A formula for a level, with what decides whether it goes together with others.

    ``source`` is the one source of all its inputs, None where there are several;
    ``rated`` says that a rate is among them, ``mixed`` that publishers at odds are.
    """

    formula: Expression
    steps: int
    source: str | None
    publishers: frozenset[str]
    rated: bool
    mixed: bool = False

    @property
    def company(self) -> tuple[str | None, bool, frozenset[str]]:
        """What else it may go together with: of those alike only the best is of use."""
        return self.source, self.rated, self.publishers

    @property
    def rough(self) -> tuple[bool, int]:
        """What mixes publishers at odds last; the fewest steps first."""
        return self.mixed, self.steps


@dataclass(frozen=True, slots=True)
class Way(Draft):
    """A draft with its bounds, which take longest to work out.

    ``rivals`` are others of its company in as many steps, which are wider by themselves but
    may be narrower together with figures that they stand on too.
    """

    interval: Interval = NOWHERE
    rivals: tuple[Way, ...] = ()

    @property
    def order(self) -> tuple[bool, int, Fraction]:
        """Of as many steps the narrowest first."""
        return *self.rough, self.interval.width


def stated(
    level: Level, holdings: Holdings, beside: frozenset[str] = frozenset()
) -> list[Statement]:
    """The statements of exactly this level that carry a number, the one to use first.

    ``beside`` are the publishers with whose figures it will be put together.
    """
    found = [
        s
        for s in holdings.statements(level.subject, level.period)
        if s.series.is_level and s.series.unit == level.unit and s.quantity is not None
    ]
    return in_order(found, holdings, beside) if len(found) > 1 else found


def derive(
    level: Level,
    holdings: Holdings,
    deepest: int = DEEPEST,
    beside: Sequence[Statement] = (),
) -> Derivation | None:
    """The best formula for a level that is not stated; None where none is to be had.

    ``beside`` is what it will be put together with: publishers at odds with those of it are
    the last choice.
    """
    if stated(level, holdings):
        return None
    last: Way | None = None
    for depth in range(1, deepest + 1):
        found = _ways(level, holdings, depth)
        for way in sorted(found, key=lambda w: w.order):
            if not way.mixed and not _clash(way, beside, holdings):
                return Derivation(level, way.formula, way.interval)
            last = last or way
    return Derivation(level, last.formula, last.interval) if last else None


def by_rate(level: Level, holdings: Holdings) -> Derivation | None:
    """The best formula for a level in one step from a level on file and a rate, if any."""
    drafts = (
        _drafted(level, formula, needed, rule, holdings)
        for rule in (*_by_growth(level, holdings), *_by_share(level, holdings))
        for formula, needed in _applied(rule, holdings, 0)
    )
    ways = [way for d in drafts if d is not None and (way := _worked_out(d, level.unit))]
    best = min(ways, key=lambda way: way.order, default=None)
    return Derivation(level, best.formula, best.interval) if best is not None else None


def otherwise(level: Level, found: Interval, holdings: Holdings) -> Derivation | None:
    """Another formula for a level worked out, in as many steps of search, that contradicts it.

    Of several the one with the fewest steps.
    """
    if stated(level, holdings):
        return None
    for depth in range(1, DEEPEST + 1):
        ways = _ways(level, holdings, depth)
        if ways:
            odd = [w for w in ways if not w.mixed and not w.interval.meets(found)]
            best = min(odd, key=lambda w: w.order, default=None)
            return Derivation(level, best.formula, best.interval) if best else None
    return None


def others(level: Level, holdings: Holdings, without: Statement) -> tuple[Expression, ...]:
    """Formulas for the level in one step from others, stated or themselves of one step.

    None of them stands on the statement left out: they say what it should be.
    """
    drafts = (
        _drafted(level, formula, needed, rule, holdings)
        for rule in rules(level, holdings)
        for formula, needed in _applied(rule, holdings, 1, rivals=False)
        if without not in inputs(formula)
    )
    ways = [way for d in drafts if d is not None and (way := _worked_out(d, level.unit))]
    return tuple(way.formula for way in sorted(ways, key=lambda way: way.order))


def _clash(way: Way, beside: Sequence[Statement], holdings: Holdings) -> bool:
    return bool(beside) and bool(mixed((*inputs(way.formula), *beside), holdings))


def settle_counts(unit: str, interval: Interval) -> Interval | None:
    """The interval, for counts between whole numbers; None where no whole number lies inside."""
    return interval.whole_numbers() if unit == COUNT else interval


def _ways(level: Level, holdings: Holdings, depth: int) -> tuple[Way, ...]:
    """The best ways to the level within so many rules, one for each source and one of several.

    A level may turn up in its own derivation; such a way is never the best, as
    without the turn it has fewer steps. So what is found depends on nothing but
    the level and the depth, and is found once.
    """
    key = ("ways", level.subject, level.period.span, level.unit, depth)
    return holdings.remember(key, lambda: _find_ways(level, holdings, depth))


def _find_ways(level: Level, holdings: Holdings, depth: int) -> tuple[Way, ...]:
    held = stated(level, holdings)
    if held:
        return _first_of_each(_way_of(statement) for statement in held)
    if depth == 0:
        return ()
    drafts = sorted(
        (
            draft
            for rule in rules(level, holdings)
            for formula, needed in _applied(rule, holdings, depth - 1)
            if (draft := _drafted(level, formula, needed, rule, holdings)) is not None
        ),
        key=lambda draft: draft.rough,
    )
    found: dict[Hashable, list[Way]] = {}
    for draft in drafts:
        known = found.setdefault(draft.company, [])
        if known and known[0].rough < draft.rough:
            continue  # its bounds need not be known
        way = _worked_out(draft, level.unit)
        if way is not None:
            known.append(way)
    best = (
        _with_rivals(sorted(ways, key=lambda way: way.order)) for ways in found.values() if ways
    )
    return tuple(sorted(best, key=lambda way: way.order))


MOST_RIVALS = 3
"""Ways kept beside the best of its company."""


def _with_rivals(ways: Sequence[Way]) -> Way:
    best, *others = ways
    return replace(best, rivals=tuple(others[:MOST_RIVALS])) if others else best


def _first_of_each(ways: Iterable[Way]) -> tuple[Way, ...]:
    first: dict[Hashable, Way] = {}
    for way in ways:
        first.setdefault(way.company, way)
    return tuple(first.values())


def _way_of(statement: Statement) -> Way:
    leaf = Input(statement)
    of_one = frozenset((statement.publisher,))
    return Way(leaf, 0, statement.source, of_one, rated=False, interval=leaf.interval)


def _applied(
    rule: Rule, holdings: Holdings, depth: int, *, rivals: bool = True
) -> Iterator[tuple[Expression, tuple[Way, ...]]]:
    """The rule on what it needs, the best of each and, if asked for, with rivals for it."""
    if isinstance(rule, Scaled):
        sign = "/" if rule.base else "*"
        for way in _scalable(rule, _ways(rule.needed, holdings, depth), holdings):
            for one in (way, *way.rivals) if rivals else (way,):
                yield Operation(sign, one.formula, rule.factor), (one,)
        return
    parts = []
    for need in rule.needed:
        ways = _ways(need, holdings, depth)
        if not ways:
            return
        parts.append(ways)
    for chosen in _together(parts, holdings):
        if rule.bare and any(way.rated for way in chosen):
            continue
        for ways in (chosen, *_varied(chosen)) if rivals else (chosen,):
            joined = ways[0].formula
            for sign, way in zip(rule.signs[1:], ways[1:], strict=True):
                joined = Operation(sign, joined, way.formula)
            yield joined, ways


def _varied(chosen: tuple[Way, ...]) -> Iterator[tuple[Way, ...]]:
    """The same with a rival for one of them: of many, one that stands on a figure of the rest."""
    for place, way in enumerate(chosen):
        rivals = way.rivals
        if rivals and len(chosen) > FEW:
            rest = {s for other in chosen if other is not way for s in inputs(other.formula)}
            rivals = tuple(r for r in rivals if not rest.isdisjoint(inputs(r.formula)))
        for rival in rivals:
            yield (*chosen[:place], rival, *chosen[place + 1 :])


FEW = 2
"""Levels of a sum for which every rival is tried, as what is built on the sum may share figures."""


def _scalable(rule: Scaled, ways: tuple[Way, ...], holdings: Holdings) -> list[Way]:
    """What the rate speaks of: the level as its own source has it, else a base's as stated.

    Growth on a base that another source printed is not applied: by the time the
    growth is printed the base has been revised. Nor is a level divided by growth
    that was printed before the level was revised.
    """
    own = [way for way in ways if way.source == rule.rate.source]
    if own:
        return own
    if not rule.base or rule.needed.subject.coverage == UNKNOWN_COVERAGE:
        return []
    bare = [way for way in ways if way.steps == 0 and not _outdates(way, rule.rate, holdings)]
    alike = (w for w in bare if not mixed((rule.rate, *inputs(w.formula)), holdings))
    return [next(alike, bare[0])] if bare else []


def _outdates(way: Way, rate: Statement, holdings: Holdings) -> bool:
    day = rate.realtime_start
    return any(revised_since(s, day, holdings) is not None for s in inputs(way.formula))


def _together(parts: list[tuple[Way, ...]], holdings: Holdings) -> Iterator[tuple[Way, ...]]:
    """One way to each level needed, in every manner that keeps to one vintage.

    The best levels that stand on no rate go together whatever their sources, and
    where that puts publishers at odds together, the best of each of those; besides,
    the best that one source gives of each.
    """
    free = _of_each(parts, lambda way: not way.rated)
    if free is not None:
        yield free
        at_odds = _at_odds(free, holdings)
        for publisher in at_odds:
            others = frozenset(at_odds) - {publisher}
            of_one = _of_each(parts, partial(_without, others))
            if of_one is not None:
                yield of_one
    for source in dict.fromkeys(w.source for w in parts[0] if w.source is not None):
        of_one = _of_each(parts, partial(_of_source, source))
        if of_one is not None:
            yield of_one


def _at_odds(ways: tuple[Way, ...], holdings: Holdings) -> tuple[str, ...]:
    if len(frozenset().union(*(way.publishers for way in ways))) < 2:
        return ()
    return mixed((s for way in ways for s in inputs(way.formula)), holdings)


def _without(publishers: frozenset[str], way: Way) -> bool:
    return not way.rated and not way.publishers & publishers


def _of_source(source: str, way: Way) -> bool:
    return way.source == source


def _of_each(
    parts: Iterable[tuple[Way, ...]], fits: Callable[[Way], bool]
) -> tuple[Way, ...] | None:
    """The best way of each that fits; None where one has none."""
    found = [next(filter(fits, ways), None) for ways in parts]
    kept = tuple(way for way in found if way is not None)
    return kept if len(kept) == len(found) else None


def _drafted(
    level: Level, formula: Expression, needed: tuple[Way, ...], rule: Rule, holdings: Holdings
) -> Draft | None:
    """The formula, unless it mixes what must not be.

    A rate of change means nothing on a level of zero or less (design: rule 8).
    """
    sources = {way.source for way in needed}
    publishers = frozenset[str]().union(*(way.publishers for way in needed))
    if isinstance(rule, Scaled):
        sources.add(rule.rate.source)
        publishers |= {rule.rate.publisher}
        if needed[0].interval.low <= 0 or bounds(rule.factor).low <= 0:
            return None
    elif rule.left and level.subject.trade_flow != BALANCE and _exceeded(*needed):
        return None
    source = sources.pop() if len(sources) == 1 else None
    if source is None and level.subject.coverage == UNKNOWN_COVERAGE:
        return None
    if source is None and isinstance(rule, Sum):
        # One source's figures are of one vintage; several releases' need not be.
        formula = widened(formula, holdings)
    rated = isinstance(rule, Scaled) or any(way.rated for way in needed)
    at_odds = len(publishers) > 1 and bool(mixed(inputs(formula), holdings))
    return Draft(formula, steps(formula), source, publishers, rated, at_odds)


def _exceeded(whole: Way, *parts: Way) -> bool:
    """Whether the parts are surely more than their whole, though none is below zero.

    Then they are not counted alike, whatever their codes say.
    """
    least = sum(part.interval.low for part in parts)
    return all(part.interval.low >= 0 for part in parts) and least > whole.interval.high


def _worked_out(draft: Draft, unit: str) -> Way | None:
    """The draft with its bounds, unless it divides by zero or counts no whole number."""
    try:
        interval = settle_counts(unit, bounds(draft.formula))
    except DivisionByZero:
        return None
    if interval is None:
        return None
    return Way(
        draft.formula,
        draft.steps,
        draft.source,
        draft.publishers,
        draft.rated,
        draft.mixed,
        interval,
    )


def rules(level: Level, holdings: Holdings) -> tuple[Rule, ...]:
    """Every equation that gives the level from others, whether those are to be had or not."""
    key = ("rules", level.subject, level.period.span, level.unit)
    return holdings.remember(key, lambda: tuple(_rules(level, holdings)))


def _rules(level: Level, holdings: Holdings) -> Iterator[Rule]:
    yield from _by_growth(level, holdings)
    yield from _by_share(level, holdings)
    if holdings.is_flow(level.subject.indicator) and holdings.speaks(
        level.subject, level.period.year
    ):
        # Where nobody speaks of the subject, its periods follow from its flows and parts.
        yield from _by_time(level)
    if holdings.adds_up(level.subject.indicator):
        yield from _by_flow(level)
        yield from _by_part(level, holdings)
        yield from _by_remainder(level, holdings)


def _by_growth(level: Level, holdings: Holdings) -> Iterator[Rule]:
    """A growth rate or a ratio ties two periods: base = level / (1 + g), level = base (1 + g)."""
    for later in holdings.compared_with(level.subject, level.period):
        if factor := _factor(later):
            yield Scaled(level.at(later.period), later, factor, base=True)
    for here in holdings.statements(level.subject, level.period):
        if here.comparison_period and (factor := _factor(here)):
            yield Scaled(level.at(here.comparison_period), here, factor, base=False)


def _factor(statement: Statement) -> Expression | None:
    if statement.quantity is None:
        return None
    if statement.series.is_growth:
        return ONE + Input(statement)
    return Input(statement) if statement.series.measure is Measure.RATIO else None


def _by_share(level: Level, holdings: Holdings) -> Iterator[Rule]:
    """A share ties a part to its whole: part = share x whole, whole = part / share."""
    for here in holdings.statements(level.subject, level.period):
        whole = here.series.whole
        if _is_share(here) and whole is not None:
            yield Scaled(level.of(whole), here, Input(here), base=False)
    for there in holdings.shares_of(level.subject, level.period):
        if _is_share(there):
            yield Scaled(level.of(there.series.subject), there, Input(there), base=True)


def _is_share(statement: Statement) -> bool:
    series = statement.series
    return (
        series.measure is Measure.SHARE
        and series.transformation == "N"
        and statement.quantity is not None
    )


def _by_time(level: Level) -> Iterator[Rule]:
    """Flows add up, wherever a period is a run of whole months.

    Over years each year's part does, where it follows from levels alone: what rates of
    several years imply is of as many vintages.
    """
    run = level.period.whole_months
    if run is None:
        parts = [level.at(each) for each in level.period.by_years]
        if len(parts) > 1:
            yield Sum(tuple(parts), "+" * len(parts), bare=True)
        return
    year, first, last = run

    def part(first: int, last: int) -> Level:
        return level.at(Period.months(year, first, last))

    if first > 1:
        yield Sum((part(1, last), part(1, first - 1)), "+-")
    elif last > 1:
        yield Sum((part(1, last - 1), part(last, last)), "++")
    if last > first:
        yield _sum([part(month, month) for month in range(first, last + 1)])
    if first == 1 and last < 12:
        yield Sum((part(1, last + 1), part(last + 1, last + 1)), "+-")
    if first == 1 and last in (6, 9):
        yield Sum((part(1, 12), part(last + 1, 12)), "+-")
    for length in (3, 6):
        if (first - 1) % length == 0 and last % length == 0 and last - first >= length:
            yield _sum([part(m, m + length - 1) for m in range(first, last, length)])


def _sum(parts: list[Level]) -> Sum:
    return Sum(tuple(parts), "+" * len(parts))


FLOWS = {
    "T": (("X", "+"), ("M", "+")),
    "X": (("T", "+"), ("M", "-")),
    "M": (("T", "+"), ("X", "-")),
    "B": (("X", "+"), ("M", "-")),
}
"""Total trade is exports and imports; the balance is exports less imports."""


def _by_flow(level: Level) -> Iterator[Rule]:
    parts = FLOWS.get(level.subject.trade_flow)
    if parts:
        subjects = (level.of(level.subject.with_("trade_flow", flow)) for flow, _ in parts)
        yield Sum(tuple(subjects), "".join(sign for _, sign in parts))


def _by_part(level: Level, holdings: Holdings) -> Iterator[Rule]:
    """An indicator is the sum of its parts, and a part what the others leave.

    Only where the package says that the parts on file are all there are.
    """
    here = level.subject
    parent = holdings.parent(here.indicator)
    parts = list(holdings.parts(here.indicator))
    if len(parts) > 1:
        yield _sum([level.of(here.with_("indicator", child)) for child in parts])
    others = [c for c in holdings.parts(parent) if c != here.indicator] if parent else []
    if parent and others:
        needed = [level.of(here.with_("indicator", code)) for code in (parent, *others)]
        yield Sum(tuple(needed), "+" + "-" * len(others))


def _by_remainder(level: Level, holdings: Holdings) -> Iterator[Rule]:
    """What is called a whole less some parts is just that, where they are its parts by code."""
    for dimension, whole, parts in remainders_in(level.subject):
        codes = [getattr(part, dimension) for part in parts]
        if all(is_part(dimension, code, getattr(whole, dimension), holdings) for code in codes):
            needed = (level.of(whole), *(level.of(part) for part in parts))
            yield Sum(needed, "+" + "-" * len(parts), left=True)
