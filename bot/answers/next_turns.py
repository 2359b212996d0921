"""The obvious next turns after one figure: its year to date, its month alone, a year earlier.

Each is a row of ``TURNS``: what it is called, and the period it asks for. Its text is that
period as a reporter would type it, so all else comes from the thread. Only a period of which
there is such a figure is offered: one that is stated, or a level that follows from others.

The chart of one figure is asked for likewise: by naming the newest periods of its length that
are on file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.answer import Answer, Figure, Status
from bot.answers.asking import period_text
from bot.answers.catalogue import Catalogue
from bot.answers.making import level
from bot.figures.codes import Kind, Measure, Transformation
from bot.figures.period import Period

__all__ = ["TURNS", "Turn", "charting", "next_turns"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that goes on from a figure. ``period`` gives what it asks for, None for nothing."""

    label: str
    period: Callable[[Period], Period | None]
    of_flows: bool = False  # what only a flow has: its sum since January


def _to_date(period: Period) -> Period | None:
    return None if period.ytd or period.grain not in "MQ" else period.to_date


def _alone(period: Period) -> Period | None:
    return period.alone if period.ytd and period.grain in "MQ" else None


TURNS = (
    Turn("Year to date", _to_date, of_flows=True),
    Turn("The month alone", _alone, of_flows=True),
    Turn("A year earlier", lambda period: period.years(-1)),
)
_OF_A_QUARTER = {"The month alone": "The quarter alone"}

FEWEST, MOST = 3, 20
"""Periods that make a chart of one figure: as many as it is worth, and as Slack's can hold."""

_PLAIN = frozenset({"previous_period", "year_earlier", "share"})
"""Comparisons that can be the figure asked for and are asked of any period in the same words."""


def next_turns(answer: Answer, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Label and text of each turn that has an answer; none after several figures, or none."""
    figure = _only(answer)
    if figure is None:
        return ()
    flow = catalogue.indicator(figure.subject.indicator).kind is Kind.FLOW
    found = []
    for turn in TURNS:
        period = turn.period(figure.period) if flow or not turn.of_flows else None
        if period is None or period.span == figure.period.span:
            continue
        if _held(figure, period, catalogue):
            quarter = figure.period.grain == "Q"
            label = _OF_A_QUARTER.get(turn.label, turn.label) if quarter else turn.label
            found.append((label, period_text(period)))
    return tuple(found)


def charting(answer: Answer, catalogue: Catalogue) -> str | None:
    """The turn whose reply has the chart of this one figure over its newest periods on file."""
    figure = _only(answer)
    if figure is None or not _is_level(figure) or figure.period.grain == "X":
        return None
    subject, period = figure.subject, figure.period
    held = catalogue.periods(
        subject,
        ytd=period.ytd,
        grain=period.grain,
        number=period.number if period.ytd else None,
        limit=MOST,
    )
    if len(held) < FEWEST or set(catalogue.level_units(subject)) != {figure.unit}:
        return None
    return ", ".join(period_text(p) for p in held)


def _only(answer: Answer) -> Figure | None:
    """The one figure that was asked for, where its like can be asked of another period."""
    if answer.status is not Status.ANSWERED or len(answer.figures) != 1:
        return None
    figure = answer.figures[0]
    own = [c.kind for c in answer.comparisons if c.figure == figure]
    usual = figure.measure in (Measure.LEVEL, Measure.SHARE) and set(own) <= _PLAIN
    made = figure.of or figure.over or figure.each
    return figure if usual and not made and figure.value is not None else None


def _held(figure: Figure, period: Period, catalogue: Catalogue) -> bool:
    """Whether there is such a figure for that period."""
    like = (figure.measure, figure.transformation, figure.unit, figure.share_of)
    for s in catalogue.statements(figure.subject, period):
        of = (s.series.measure, s.series.transformation, s.series.unit, s.series.share_of)
        if of == like and s.quantity is not None:
            return True
    if not _is_level(figure):
        return False
    return level(figure.subject, period, catalogue, figure.unit) is not None


def _is_level(figure: Figure) -> bool:
    return (figure.measure, figure.transformation) == (Measure.LEVEL, Transformation.NONE)
