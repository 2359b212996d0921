"""Parts and wholes: a part above its whole, and a longer period with less than a shorter one.

Only of what adds up and is never below zero: a balance with one partner may well be
more than that with all, and a month of net flows more than its year.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from bot.answers.answer import Figure
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import formula_of
from bot.answers.findings import Finding
from bot.answers.spans import runs
from bot.figures.codes import ALL, BALANCE, NOT_APPLICABLE, UNKNOWN_COVERAGE, UNSTATED, WORLD
from bot.figures.period import Period
from bot.figures.quantity import Interval, Quantity
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.expression import DivisionByZero, Expression, Input, bounds

__all__ = ["CHECKS", "part_exceeds_whole", "within_year"]

NEWEST_COMPARED = 12

A_REVISION = Fraction(1, 10)
"""How much less a later release may make of a longer period before it is no revision."""

FAR = 5
"""How many times the rate of most of a year that of its other months can hardly be."""


def part_exceeds_whole(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A part of what its subject is part of, for the same days or some of them, above the whole.

    With the same coverage both cannot be so; with another, no share may be computed.
    """
    quantity = statement.quantity
    here = statement.series.subject
    if quantity is None or not statement.series.is_level or not _adds_up(here, catalogue):
        return
    for whole in _wholes(here, catalogue):
        for other, there in _levels_around(statement, whole, catalogue):
            # Of digits cut off the whole may lie higher than of digits rounded.
            if quantity.low <= max(there.high, Input(other).cut.high) or _below_zero(
                statement, whole, catalogue
            ):
                continue
            told = {"part": statement, "whole": other}
            if _same_basis(here, whole):
                for each in (statement, other):
                    yield Finding("part_above_whole", Verdict.INCONSISTENT, each, told)
            else:
                yield Finding("part_exceeds_whole", Verdict.UNDECIDABLE, statement, told)
            return


def _adds_up(subject: Subject, catalogue: Catalogue) -> bool:
    return subject.trade_flow != BALANCE and catalogue.adds_up(subject.indicator)


def _same_basis(part: Subject, whole: Subject) -> bool:
    return part.coverage == whole.coverage != UNKNOWN_COVERAGE


def _wholes(part: Subject, catalogue: Catalogue) -> tuple[Subject, ...]:
    """What the subject is part of by its codes: partners, products and coverages, areas, parents.

    A region is only set beside the country on one coverage: a country's trade is not counted
    where its goods pass.
    """
    return catalogue.remember(("wholes", part), lambda: tuple(_find_wholes(part, catalogue)))


def _find_wholes(part: Subject, catalogue: Catalogue) -> Iterator[Subject]:
    flows = tuple(dict.fromkeys((part.trade_flow, "T")))
    if part.counterpart_area not in (WORLD, NOT_APPLICABLE, UNSTATED):
        total = part.with_("counterpart_area", WORLD).with_("product", ALL)
        for flow in flows:
            same = total.with_("trade_flow", flow)
            yield from (same, *catalogue.counterparts(same, "coverage"))
        for group in sorted(catalogue.groups(part.counterpart_area)):
            yield part.with_("counterpart_area", group)
    if part.product not in (ALL, NOT_APPLICABLE, UNSTATED):
        yield part.with_("product", ALL)
    if part.trade_flow in ("X", "M"):
        yield part.with_("trade_flow", "T")
    for area in sorted(catalogue.groups(part.ref_area)):
        yield part.with_("ref_area", area)
    parent = catalogue.parent(part.indicator)
    if parent is not None:
        yield part.with_("indicator", parent)


def _levels_around(
    statement: Statement, whole: Subject, catalogue: Catalogue
) -> Iterator[tuple[Statement, Quantity]]:
    """Levels of the whole for the same days; of flows for longer periods of that year too."""
    periods = [statement.period]
    if catalogue.is_flow(whole.indicator) and catalogue.series(whole):
        year = statement.period.year
        held = catalogue.periods(whole, year=year, limit=NEWEST_COMPARED)
        periods += [p for p in held if _within(statement.period, p)]
    for period in periods:
        for other in catalogue.statements(whole, period):
            alike = other.series.is_level and other.series.unit == statement.series.unit
            if alike and other.quantity is not None:
                yield other, other.quantity


def _within(shorter: Period, longer: Period) -> bool:
    inside = longer.start <= shorter.start and shorter.end <= longer.end
    return inside and shorter.days < longer.days


def _below_zero(part: Statement, whole: Subject, catalogue: Catalogue) -> bool:
    """Whether the part, the whole or any partner beside it is ever negative, as net flows are."""
    here = part.series.subject
    held = [
        (subject, period)
        for subject in (here, whole)
        for period in catalogue.periods(subject, limit=NEWEST_COMPARED)
    ]
    beside = catalogue.counterparts(here, "counterpart_area")
    held += [(subject, part.period) for subject in (here, whole, *beside)]
    return any(
        statement.series.is_level and statement.quantity and statement.quantity.value < 0
        for subject, period in held
        for statement in catalogue.statements(subject, period)
    )


# --- within a year -----------------------------------------------------------------------


def within_year(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A period with less than a shorter one in it; or with so much more that it is hard to believe.

    Cumulative figures never fall within a year. Levels that a growth rate or a ratio implies
    count as well as those printed.
    """
    subject = statement.series.subject
    base = statement.comparison_period
    if not catalogue.is_flow(subject.indicator) or subject.trade_flow == BALANCE:
        return
    for year in dict.fromkeys(p.year for p in (statement.period, base) if p is not None):
        for finding in _of_year(subject, year, catalogue):
            if finding.statement.id == statement.id:
                yield finding


def _of_year(subject: Subject, year: int, catalogue: Catalogue) -> tuple[Finding, ...]:
    key = ("within year", subject, year)
    return catalogue.remember(key, lambda: tuple(_year(subject, year, catalogue)))


def _year(subject: Subject, year: int, catalogue: Catalogue) -> Iterator[Finding]:
    for unit in dict.fromkeys(s.unit for s in catalogue.series(subject) if s.is_level):
        held = runs(subject, unit, year, catalogue)
        if all(figure.low is not None and figure.low >= 0 for figure in held):
            for longer, shorter in permutations(held, 2):
                if _within(shorter.period, longer.period):
                    yield from _pair(longer, shorter)


def _pair(longer: Figure, shorter: Figure) -> Iterator[Finding]:
    whole, part = formula_of(longer), formula_of(shorter)
    if whole is None or part is None:
        return
    rest, own = bounds(whole - part), bounds(part)
    statements = tuple(dict.fromkeys((*longer.sources, *shorter.sources)))
    of_one = len({s.source for s in statements}) == 1
    days = longer.period.days, shorter.period.days
    if (less := _surely_less(whole - part)) and (of_one or less > own.low * A_REVISION):
        key, verdict = "less_than_part_of_it", Verdict.INCONSISTENT
    elif _is_total(longer.subject) and days[1] * 2 > days[0] and _far(rest, own, days):
        key, verdict = "implausible_rest", Verdict.IMPLAUSIBLE
    else:
        return
    for statement in statements:
        yield Finding(key, verdict, statement, {"longer": longer, "shorter": shorter})


def _surely_less(rest: Expression) -> Fraction | None:
    """By how much at least the rest is below zero, even if digits were cut off; else None."""
    try:
        most = bounds(rest, cut=True).high
    except DivisionByZero:
        return None
    return -most if most < 0 else None


def _is_total(subject: Subject) -> bool:
    """Whether it is of all partners and products: of one alone, most may come in one season."""
    partner, what = subject.counterpart_area, subject.product
    return partner in (WORLD, NOT_APPLICABLE) and what in (ALL, NOT_APPLICABLE)


def _far(rest: Interval, own: Interval, days: tuple[int, int]) -> bool:
    longer, shorter = days
    return rest.low * shorter > FAR * own.high * (longer - shorter)


# --- a region beside its country ---------------------------------------------------------

TWICE = 2
"""No region has twice what its country has, on whatever basis each is counted."""

NEAR = 2
"""Years within which a level of the country may stand beside one of the region."""


def implausible_size(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """An area's level more than twice that of the area around it, on another coverage.

    What is counted on another basis may be more than the whole, but hardly that much more.
    Flows are set beside each other by the day.
    """
    here, quantity = statement.series.subject, statement.quantity
    if quantity is None or not statement.series.is_level or not _adds_up(here, catalogue):
        return
    around = sorted(a for a in catalogue.groups(here.ref_area) if not catalogue.is_group(a))
    if not around:
        return
    wanted = {
        name: (getattr(here, name),)
        for name in ("indicator", "trade_flow", "counterpart_area", "product")
    }
    for whole in catalogue.subjects({**wanted, "ref_area": tuple(around)}):
        if whole.coverage == here.coverage:
            continue  # a part of it: see part_exceeds_whole
        other = _nearest(statement, whole, catalogue)
        if other is None or other.quantity is None:
            continue
        days, others = (
            (statement.period.days, other.period.days)
            if catalogue.is_flow(here.indicator)
            else (1, 1)
        )
        if quantity.low / days > TWICE * other.quantity.high / others > 0:
            told = {"figure": statement, "other": other}
            yield Finding("implausible_size", Verdict.IMPLAUSIBLE, statement, told)
            return


def _nearest(statement: Statement, whole: Subject, catalogue: Catalogue) -> Statement | None:
    periods = catalogue.periods(whole, limit=NEWEST_COMPARED * NEAR)
    near = sorted(periods, key=lambda p: (abs((p.end - statement.period.end).days), -p.days))
    for period in near:
        if abs(period.year - statement.period.year) > NEAR:
            continue
        for other in catalogue.statements(whole, period):
            if other.series.is_level and other.series.unit == statement.series.unit:
                return other
    return None


CHECKS = (part_exceeds_whole, within_year, implausible_size)
