"""Answers made for tests out of the shipped figures, as the stages below would make them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from bot.answers.answer import Answer, Comparison, Figure, Note, Status
from bot.answers.comparing import between, stated_comparisons
from bot.answers.making import computed, from_statement, level
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.figures.series import Subject
from bot.reckon.expression import Constant, Input
from bot.reply.reply import Reply, write
from bot.reply.style import ONS, Style
from tests.reply.filed import filed

TRADE = Subject("CN-XJ", "W1", "TRADE", "T", "_T", "OWN", "N")
EXPORTS = TRADE.with_("trade_flow", "X")
KAZAKHSTAN = TRADE.with_("counterpart_area", "KZ")
BELT_AND_ROAD = TRADE.with_("counterpart_area", "BRI")
EU = Subject("CN-XJ", "EU", "TRADE", "T", "_T", "UNK", "N")
EU_EXPORTS = EU.with_("trade_flow", "X")
EU_MACHINES = Subject("CN-XJ", "EU", "TRADE", "X", "MECH_ELEC", "PORTS", "N")
GERMANY = EU.with_("counterpart_area", "DE")
POLYSILICON = Subject("CN-XJ", "_U", "TRADE", "X", "POLYSILICON", "UNK", "N")
TRAINS = Subject("CN-XJ", "_Z", "TRAIN_TRIPS", "_Z", "_Z", "PORTS", "N")
FREIGHT = TRAINS.with_("indicator", "TRAIN_FREIGHT")
CHINA_TRAINS = Subject("CN", "_Z", "TRAIN_TRIPS", "_Z", "_Z", "_Z", "N")

NOV = Period.of("2021-11")
YTD = Period.of("2021-11", ytd=True)


def row(number: int) -> Figure:
    """The figure that a row of the shipped statements states."""
    return from_statement(filed().statement(number))


def held(subject: Subject, period: Period) -> Figure:
    """The level on file, stated or derived."""
    figure = level(subject, period, filed())
    assert figure is not None, f"no level of {subject} in {period.code}"
    return figure


def compared(kind: str, here: Figure, there: Figure) -> Comparison:
    """A comparison worked out."""
    found = between(kind, here, there)
    assert not isinstance(found, Refused), found
    return found


def implied_by(subject: Subject, later: int, growth: int) -> Figure:
    """The level that two rows, a level and its growth over the year, make of the year before."""
    level_there, rate = filed().statement(later), filed().statement(growth)
    assert rate.comparison_period is not None
    return computed(
        Input(level_there) / (Constant(Fraction(1)) + Input(rate)),
        subject=subject,
        period=rate.comparison_period,
        unit=level_there.series.unit,
    )


def on_file(figure: Figure) -> tuple[Comparison, ...]:
    """The comparisons that publishers state beside a figure."""
    return tuple(stated_comparisons(figure, filed()))


def answered(*figures: Figure, **parts: Any) -> Answer:
    return Answer("a question", Status.ANSWERED, date(2024, 12, 31), figures=figures, **parts)


def missed(status: Status, *message: Note, **parts: Any) -> Answer:
    return Answer("a question", status, date(2024, 12, 31), message=message, **parts)


def written(answer: Answer, style: Style = ONS) -> Reply:
    return write(answer, filed(), style)


def replaced(figure: Figure, **printed: Any) -> Figure:
    """A stated figure whose statement was printed another way."""
    assert figure.statement is not None
    return from_statement(replace(figure.statement, **printed))
