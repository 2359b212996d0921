"""The comparisons that go with a figure: those stated, then those worked out.

Stated beats recomputed: the publisher's growth is shown as printed, and ours
only beside it, where the two differ after rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bot.answers.answer import Basis, Caution, Comparison, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.making import computed, from_statement, level
from bot.figures.codes import (
    BALANCE,
    NOT_APPLICABLE,
    PERCENT,
    POINTS,
    WORLD,
    Measure,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.quantity import Interval, Refused
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.compare import KINDS, Term, compare
from bot.reckon.expression import Expression, Input, is_sum
from bot.reckon.revisions import revised_since

__all__ = [
    "KIND_OF",
    "as_stated",
    "between",
    "change",
    "conversions",
    "earlier_period",
    "formula_of",
    "has_rate",
    "share_of_total",
    "stated_comparisons",
    "term",
]

KIND_OF: dict[tuple[Measure, Transformation], str] = {
    (Measure.LEVEL, Transformation.GROWTH): "previous_period",
    (Measure.LEVEL, Transformation.GROWTH_YEAR): "year_earlier",
    (Measure.LEVEL, Transformation.DIFFERENCE): "previous_period",
    (Measure.LEVEL, Transformation.DIFFERENCE_YEAR): "year_earlier",
    (Measure.SHARE, Transformation.NONE): "share",
    (Measure.SHARE, Transformation.DIFFERENCE): "previous_period",
    (Measure.SHARE, Transformation.DIFFERENCE_YEAR): "year_earlier",
    (Measure.RATIO, Transformation.NONE): "ratio",
    (Measure.RANK, Transformation.NONE): "rank",
    (Measure.RECORD, Transformation.NONE): "record",
    (Measure.CONVERSION, Transformation.NONE): "conversion",
}
"""Which relation a statement beside a level expresses."""


def formula_of(figure: Figure) -> Expression | None:
    """The figure as a formula: its statement, or its working; None for words only."""
    if figure.working is not None:
        return figure.working
    return Input(figure.statement) if figure.statement and figure.value is not None else None


def term(figure: Figure) -> Term | None:
    formula = formula_of(figure)
    if formula is None or figure.low is None or figure.high is None:
        return None
    signed = figure.subject.trade_flow == BALANCE
    interval = Interval(figure.low, figure.high)
    return Term(formula, interval, figure.unit, figure.period, signed)


def stated_comparisons(figure: Figure, catalogue: Catalogue) -> list[Comparison]:
    """What publishers say beside the figure about the same subject and days."""
    found: dict[tuple[str, str, str | None], Comparison] = {}
    ahead = any(s.is_forecast for s in figure.sources)
    said = catalogue.forecasts if ahead else catalogue.statements
    for statement in said(figure.subject, figure.period):
        kind = KIND_OF.get((statement.series.measure, statement.series.transformation))
        if kind is None:
            continue
        comparison = as_stated(kind, statement, figure, catalogue)
        found.setdefault((kind, statement.series.unit, statement.value), comparison)
    order = list(KIND_OF)
    return sorted(
        found.values(), key=lambda c: order.index((c.figure.measure, c.figure.transformation))
    )


def as_stated(
    kind: str, statement: Statement, beside: Figure | None, catalogue: Catalogue
) -> Comparison:
    """What a publisher says beside the level; worked out anew where the levels were revised since.

    A rate speaks of the levels of its day. Where one of them has been revised and the rate lies
    outside what they allow now, it says nothing of those shown.
    """
    said = from_statement(statement)
    comparison = Comparison(kind, said, _against(statement, beside, catalogue))
    if not _outdated(statement, beside, comparison.against, catalogue):
        return comparison
    outdated = replace(comparison, outdated=statement)
    against = comparison.against
    if beside is None or against is None or not _is_level(beside):
        return outdated
    if statement in (*beside.sources, *against.sources):
        return outdated
    made = between("fraction" if kind == "ratio" else kind, beside, against)
    if not isinstance(made, Comparison) or made.figure.unit != said.unit:
        return outdated
    if _meet(made.figure, said):
        return comparison
    figure = replace(
        made.figure,
        measure=said.measure,
        transformation=said.transformation,
        share_of=said.share_of,
    )
    return replace(outdated, figure=figure)


def _outdated(
    statement: Statement, here: Figure | None, there: Figure | None, catalogue: Catalogue
) -> bool:
    """Whether a level that the rate rests on has been revised since the rate was printed."""
    if statement.quantity is None or statement.is_forecast or statement.series.unit != PERCENT:
        return False
    levels = [s for f in (here, there) if f for s in f.sources if s.series.is_level]
    day = statement.realtime_start
    return any(revised_since(level, day, catalogue) is not None for level in levels)


def _is_level(figure: Figure) -> bool:
    return (figure.measure, figure.transformation) == (Measure.LEVEL, Transformation.NONE)


def _meet(one: Figure, other: Figure) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return Interval(one.low, one.high).meets(Interval(other.low, other.high))


def _against(statement: Statement, figure: Figure | None, catalogue: Catalogue) -> Figure | None:
    """What the statement compares with: the earlier level, or the whole of a share."""
    series = statement.series
    if series.measure is Measure.SHARE and series.transformation is Transformation.NONE:
        whole = series.whole
        said = from_statement(statement)
        return level(whole, statement.period, catalogue, beside=said) if whole else None
    if statement.comparison_period is None or series.measure not in (Measure.LEVEL, Measure.RATIO):
        return None
    unit = figure.unit if figure is not None and figure.measure is Measure.LEVEL else None
    said = from_statement(statement)
    return level(series.subject, statement.comparison_period, catalogue, unit, beside=said)


def between(kind: str, here: Figure, there: Figure) -> Comparison | Refused:
    """A comparison worked out between two figures, or the rule that forbids it."""
    a, b = term(here), term(there)
    if a is None or b is None:
        return Refused("refused_words_only")
    if any(s.is_forecast for s in (*here.sources, *there.sources)):
        return Refused("refused_forecast")
    if here.subject.coverage != there.subject.coverage:
        return Refused("refused_coverage")
    row = "points" if here.unit == PERCENT and kind in CHANGES else kind
    outcome = compare(row, a, b)
    if isinstance(outcome, Refused):
        return outcome
    formula, interval = outcome
    unit = KINDS[row].unit or here.unit
    figure = computed(
        formula,
        subject=here.subject,
        period=here.period,
        unit=POINTS if unit == PERCENT and row in DIFFERENCES else unit,
        measure=Measure.SHARE if kind == "share" else Measure.RATIO,
        transformation=Transformation.NONE,
        interval=interval,
    )
    return Comparison(kind, figure, there)


CHANGES = frozenset({"previous_period", "year_earlier", "other_period", "year_to_date"})
"""Kinds that are percent changes, but of a rate a difference in percentage points."""

DIFFERENCES = frozenset({"difference", "range"})
"""Kinds in their figures' own unit, but of rates in percentage points."""


def change(
    kind: str, here: Figure, there_period: Period, catalogue: Catalogue
) -> Comparison | Refused | None:
    """The change on another period, worked out; None where that period has no level."""
    there = level(here.subject, there_period, catalogue, here.unit, beside=here)
    if there is None or _circular(here, there):
        return None
    return between(kind, here, there)


def earlier_period(
    period: Period, kind: str, subject: Subject, catalogue: Catalogue
) -> Period | None:
    """The period a year earlier, or the one before; of days the last before with a figure.

    None a year earlier than a span of more than a year: the two would have months in common.
    """
    if kind == "year_earlier":
        earlier = period.years(-1)
        return earlier if earlier is not None and earlier.end < period.start else None
    if period.grain == "D" and not period.ytd:
        before = catalogue.periods(subject, ytd=False, grain="D", before=period)
        near = [p for p in before if (period.start - p.end).days <= LONGEST_BREAK]
        return near[0] if near else None
    return period.shift(-1)


LONGEST_BREAK = 5
"""Days without a price: a long weekend."""


def _circular(here: Figure, there: Figure) -> bool:
    """Whether the other level was itself worked out from this one by a stated change."""
    return there.basis is Basis.COMPUTED and here.statement in there.sources


def share_of_total(figure: Figure, catalogue: Catalogue) -> Comparison | Refused | None:
    """The figure as a share of the same with all the world, where that is held."""
    subject = figure.subject
    if subject.counterpart_area in (WORLD, NOT_APPLICABLE) or subject.trade_flow == BALANCE:
        return None
    total = subject.with_("counterpart_area", WORLD)
    whole = level(total, figure.period, catalogue, figure.unit, beside=figure)
    return None if whole is None else between("share", figure, whole)


def conversions(
    figure: Figure, unit: str, catalogue: Catalogue
) -> tuple[Comparison, Caution | None] | None:
    """The figure in another currency, at a rate the same source printed; None without one.

    So are the sum of two figures and the balance of two, which are both in that currency at the
    one rate: what a publisher printed of exports it did of imports too.
    """
    formula = formula_of(figure)
    printed = _made_of(figure)
    pair = _pair(printed[0], figure.unit, unit, catalogue) if printed else None
    if pair is None or formula is None:
        return None
    ours, theirs = pair
    converted = computed(
        formula * Input(theirs) / Input(ours),
        subject=figure.subject,
        period=figure.period,
        unit=unit,
        measure=Measure.CONVERSION,
    )
    if theirs.period.span == figure.period.span:
        return Comparison("conversion", converted, figure), None
    rough, other = _at_other_rates(converted, figure, formula, theirs.period, catalogue)
    values = {"rate": theirs.period, "period": figure.period, "other": other}
    values["other_rate"] = other.rate_of if other is not None else None
    caution = Caution("rate_of_month", Note("rate_of_month", values))
    return Comparison("conversion", rough, figure), caution


def _made_of(figure: Figure) -> tuple[Statement, ...]:
    """The levels, printed by one source for the figure's own period, that it is or adds up.

    None where it is made of anything else: a rate of its period says nothing of another's.
    """
    used = figure.sources
    alike = {(s.source, s.series.unit, s.period.span) for s in used}
    of_its_own = [(unit, span) for _, unit, span in alike] == [(figure.unit, figure.period.span)]
    levels = all(s.series.is_level and not s.is_forecast for s in used)
    added = figure.working is None or is_sum(figure.working)
    return used if of_its_own and levels and added else ()


def has_rate(figure: Figure, unit: str, catalogue: Catalogue) -> bool:
    """Whether a source that the figure rests on gives a rate into another currency."""
    return any(_pair(s, figure.unit, unit, catalogue) is not None for s in figure.sources)


def _at_other_rates(
    converted: Figure, figure: Figure, formula: Expression, rate: Period, catalogue: Catalogue
) -> tuple[Figure, Figure | None]:
    """The conversion with bounds that span every rate on file within the figure's period.

    One month's rate is not that of eleven: its own bounds would promise what nobody knows.
    With it the same at the rate that is furthest off, where there is another.
    """
    converted = replace(converted, rate_of=rate)
    others = [
        replace(
            computed(
                formula * Input(theirs) / Input(ours),
                subject=figure.subject,
                period=figure.period,
                unit=converted.unit,
                measure=Measure.CONVERSION,
            ),
            rate_of=theirs.period,
        )
        for ours, theirs in _rates_within(figure, converted.unit, catalogue)
        if theirs.period != rate
    ]
    ends = [(f.low, f.high) for f in (converted, *others)]
    low = min(low for low, _ in ends if low is not None)
    high = max(high for _, high in ends if high is not None)
    furthest = max(others, key=lambda f: _apart(f, converted), default=None)
    return replace(converted, low=low, high=high), furthest


def _apart(one: Figure, other: Figure) -> Fraction:
    return abs((one.value or Fraction(0)) - (other.value or Fraction(0)))


def _rates_within(
    figure: Figure, unit: str, catalogue: Catalogue
) -> Iterator[tuple[Statement, Statement]]:
    """Levels with their conversions, of whatever source, for periods within the figure's."""
    for theirs in catalogue.every_conversion(unit):
        within = figure.period.start <= theirs.period.start <= theirs.period.end
        if theirs.quantity is None or not within or theirs.period.end > figure.period.end:
            continue
        for ours in catalogue.statements(theirs.series.subject, theirs.period):
            alike = ours.source == theirs.source and ours.series.unit == figure.unit
            if alike and ours.series.is_level and ours.quantity is not None:
                yield ours, theirs


def _pair(
    statement: Statement, unit: str, wanted: str, catalogue: Catalogue
) -> tuple[Statement, Statement] | None:
    """A level and its conversion printed by the same source, whose quotient is its rate.

    Of the same subject before another, of the same period before one around it.
    """
    found: list[tuple[tuple[bool, bool, bool], Statement, Statement]] = []
    for theirs in catalogue.conversions(statement.source):
        if theirs.series.unit != wanted or theirs.quantity is None:
            continue
        for ours in catalogue.statements(theirs.series.subject, theirs.period):
            alike = ours.source == theirs.source and ours.series.unit == unit
            if alike and ours.series.is_level and ours.quantity is not None:
                here, there = statement.period, theirs.period
                near = (
                    there.span != here.span,
                    theirs.series.subject != statement.series.subject,
                    there.year != here.year,
                )
                found.append((near, ours, theirs))
    if not found:
        return None
    _, ours, theirs = min(found, key=lambda pair: pair[0])
    return ours, theirs
