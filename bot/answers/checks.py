"""Checks: where statements on file disagree. Run when figures are loaded, and kept with them.

Each check looks at one statement beside what else is on file and returns a
finding or nothing. A finding names statements, never words: the caution is
worded when a reply stands on the statement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.answers.answer import Code, Figure
from bot.answers.catalogue import Catalogue
from bot.answers.making import computed, from_statement, level
from bot.answers.records import record_test
from bot.figures.codes import ALL, BALANCE, NOT_APPLICABLE, UNSTATED, WORLD, Measure
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.expression import DivisionByZero, Input
from bot.reckon.record import Verdict
from bot.reckon.revisions import base_implied

__all__ = ["CHECKS", "REVISED_BASE", "Finding", "check", "values"]

REVISED_BASE = "revised_base"
"""The rule of findings on levels that later growth does not bear out."""

FAR_APART = 5
"""A ratio this many times the same ratio elsewhere is implausible: no two railways
load their trains so differently, while a slip of scale or unit is ten times or more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about a statement, from the day all it stands on was published."""

    rule: str
    statement: Statement
    detail: dict[str, object] = field(default_factory=dict)
    valid_from: date | None = None

    @property
    def detail_json(self) -> str:
        return json.dumps(self.detail, sort_keys=True)


def check(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """All findings about one statement."""
    for one in CHECKS:
        found = one(statement, catalogue)
        if found is not None:
            yield found


def part_exceeds_whole(statement: Statement, catalogue: Catalogue) -> Finding | None:
    """A partner's level above the level with all the world, for the same days.

    Only of what adds up and cannot be below zero: a balance with one partner may well be more
    than that with all.
    """
    series, quantity = statement.series, statement.quantity
    partner = series.subject.counterpart_area
    if not series.is_level or quantity is None or partner in (WORLD, NOT_APPLICABLE, UNSTATED):
        return None
    if series.subject.trade_flow == BALANCE or not catalogue.adds_up(series.subject.indicator):
        return None
    total = series.subject.with_("counterpart_area", WORLD).with_("product", ALL)
    flows = dict.fromkeys((total.trade_flow, "T"))
    for flow in flows:
        same = total.with_("trade_flow", flow)
        for whole in (same, *catalogue.counterparts(same, "coverage")):
            for other in catalogue.statements(whole, statement.period):
                if (
                    other.series.is_level
                    and other.series.unit == series.unit
                    and other.quantity is not None
                    and quantity.low > other.quantity.high
                    and not _below_zero(statement, whole, catalogue)
                ):
                    return Finding(
                        "part_exceeds_whole",
                        statement,
                        {"whole": other.id},
                        max(statement.realtime_start, other.realtime_start),
                    )
    return None


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


def implausible_ratio(statement: Statement, catalogue: Catalogue) -> Finding | None:
    """A quantity a unit far from the same elsewhere. Which of the two is off is not decided."""
    here = statement.series.subject
    for above, below, _ in catalogue.ratios():
        if here.indicator != above or not statement.series.is_level:
            continue
        ratio = _per(statement, below, catalogue)
        if ratio is None:
            continue
        for other in catalogue.counterparts(here, "ref_area"):
            for period in catalogue.periods(other, limit=NEWEST_COMPARED):
                for beside in catalogue.statements(other, period):
                    there = _per(beside, below, catalogue) if beside.series.is_level else None
                    if there and _far(ratio, there):
                        return Finding(
                            "implausible_ratio",
                            statement,
                            {"below": below, "beside": beside.id},
                            max(s.realtime_start for s in (*ratio.sources, *there.sources)),
                        )
    return None


NEWEST_COMPARED = 12


def _per(statement: Statement, below: str, catalogue: Catalogue) -> Figure | None:
    subject = statement.series.subject.with_("indicator", below)
    divisor = level(subject, statement.period, catalogue)
    if divisor is None or divisor.statement is None or statement.quantity is None:
        return None
    try:
        return computed(
            Input(statement) / Input(divisor.statement),
            subject=statement.series.subject,
            period=statement.period,
            unit=statement.series.unit,
            measure=Measure.RATIO,
        )
    except DivisionByZero:
        return None


def _far(here: Figure, there: Figure) -> bool:
    if here.low is None or here.high is None or there.low is None or there.high is None:
        return False
    return here.high * FAR_APART < there.low or there.high * FAR_APART < here.low


def record_contradicted(statement: Statement, catalogue: Catalogue) -> Finding | None:
    """A claim of a record with an earlier period on file that was surely higher."""
    if statement.series.measure is not Measure.RECORD:
        return None
    figure = level(statement.series.subject, statement.period, catalogue)
    if figure is None:
        return None
    outcome, strongest, _ = record_test(figure, catalogue)
    if outcome is not Verdict.CONTRADICTED or strongest is None:
        return None
    days = [statement.realtime_start, *(s.realtime_start for s in strongest.sources)]
    return Finding(
        "record_contradicted",
        statement,
        {"period": strongest.period.code, "ytd": strongest.period.ytd},
        max(days),
    )


def revised_base(statement: Statement, catalogue: Catalogue) -> Finding | None:
    """A level that a later release's level and growth on it do not bear out: revised since."""
    series, quantity = statement.series, statement.quantity
    if not series.is_level or quantity is None:
        return None
    for growth in catalogue.compared_with(series.subject, statement.period):
        implied = _implied(growth, series.unit, catalogue)
        if implied is None or growth.realtime_start <= statement.realtime_start:
            continue
        if not _meets(implied, quantity.interval):
            days = (growth.realtime_start, *(s.realtime_start for s in implied.sources))
            return Finding(REVISED_BASE, statement, {"growth": growth.id}, max(days))
    return None


def _meets(figure: Figure, interval: Interval) -> bool:
    if figure.low is None or figure.high is None:
        return True
    return Interval(figure.low, figure.high).meets(interval)


def _implied(growth: Statement, unit: str, catalogue: Catalogue) -> Figure | None:
    """What a level printed beside a growth rate makes of the level it grew from."""
    formula, base = base_implied(growth, unit, catalogue), growth.comparison_period
    if formula is None or base is None:
        return None
    try:
        return computed(formula, subject=growth.series.subject, period=base, unit=unit)
    except DivisionByZero:
        return None


CHECKS: tuple[Callable[[Statement, Catalogue], Finding | None], ...] = (
    part_exceeds_whole,
    implausible_ratio,
    record_contradicted,
    revised_base,
)
"""Every check that is run on a load."""


# --- what a stored finding says ----------------------------------------------------------


def values(
    rule: str, statement: Statement, detail_json: str, catalogue: Catalogue
) -> dict[str, object]:
    """The values that word a stored finding."""
    return _VALUES[rule](statement, json.loads(detail_json), catalogue)


def _part_values(
    statement: Statement, detail: dict[str, object], catalogue: Catalogue
) -> dict[str, object]:
    whole = catalogue.statement(int(str(detail["whole"])))
    return {"part": from_statement(statement), "whole": from_statement(whole)}


def _ratio_values(
    statement: Statement, detail: dict[str, object], catalogue: Catalogue
) -> dict[str, object]:
    below = str(detail["below"])
    beside = catalogue.statement(int(str(detail["beside"])))
    there = _per(beside, below, catalogue)
    return {
        "figure": _per(statement, below, catalogue),
        "per": f"per {catalogue.indicator(below).one or 'unit'}",
        "other": there,
        "area": Code("ref_area", beside.series.subject.ref_area),
        "period": beside.period,
    }


def _record_values(
    statement: Statement, detail: dict[str, object], catalogue: Catalogue
) -> dict[str, object]:
    period = Period.of(str(detail["period"]), bool(detail["ytd"]))
    return {
        "period": statement.period,
        "against_period": period,
        "against": level(statement.series.subject, period, catalogue),
    }


def _revised_values(
    statement: Statement, detail: dict[str, object], catalogue: Catalogue
) -> dict[str, object]:
    growth = catalogue.statement(int(str(detail["growth"])))
    implied = _implied(growth, statement.series.unit, catalogue)
    return {
        "figure": from_statement(statement),
        "period": statement.period,
        "implied": implied,
    }


_VALUES = {
    "part_exceeds_whole": _part_values,
    "implausible_ratio": _ratio_values,
    "record_contradicted": _record_values,
    REVISED_BASE: _revised_values,
}
