"""Statements held in memory as the store holds them: the newest of each publisher is current."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.figures.codes import Kind
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from tests.properties.truth import INDICATORS, PARENTS
from tests.support.figures import OnFile

__all__ = ["Held"]

Span = tuple[date, date]


class Held(OnFile):
    """What is on file after the last release, looked up as the store does, by its days."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        places: defaultdict[object, list[Statement]] = defaultdict(list)
        for each in statements:
            places[_place(each)].append(each)
        self._vintages = {place: _settled(said) for place, said in places.items()}
        current = [said[-1] for said in self._vintages.values()]
        super().__init__(sorted(current, key=lambda s: s.id), parents=PARENTS)
        self._about: defaultdict[tuple[Subject, Span], list[Statement]] = defaultdict(list)
        self._against: defaultdict[tuple[Subject, Span], list[Statement]] = defaultdict(list)
        self._of_whole: defaultdict[tuple[Subject, Span], list[Statement]] = defaultdict(list)
        self._years: set[tuple[Subject, int]] = set()
        self._odds: dict[Subject, Sequence[str]] = {}
        for each in self.current:
            subject = each.series.subject
            self._about[subject, each.period.span].append(each)
            self._years.add((subject, each.period.year))
            if each.comparison_period is not None:
                self._against[subject, each.comparison_period.span].append(each)
                self._years.add((subject, each.comparison_period.year))
            if each.series.whole is not None:
                self._of_whole[each.series.whole, each.period.span].append(each)

    @property
    def current(self) -> Sequence[Statement]:
        return self._statements

    def statements(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return self._about.get((subject, period.span), ())

    def compared_with(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return self._against.get((subject, period.span), ())

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return self._of_whole.get((subject, period.span), ())

    def speaks(self, subject: Subject, year: int) -> bool:
        return (subject, year) in self._years

    def at_odds(self, subject: Subject) -> Sequence[str]:
        if subject not in self._odds:
            self._odds[subject] = super().at_odds(subject)
        return self._odds[subject]

    def stated_on(self, statement: Statement, day: date) -> Statement | None:
        """What its publisher printed of the very same before, and had not yet printed anew."""
        before = self._vintages[_place(statement)][:-1]
        for each in before:
            if each.realtime_end is not None and each.realtime_start <= day < each.realtime_end:
                return each
        return None

    def is_flow(self, indicator: str) -> bool:
        return INDICATORS[indicator][0] is Kind.FLOW

    def adds_up(self, indicator: str) -> bool:
        return indicator in INDICATORS


def _place(statement: Statement) -> object:
    against = statement.comparison_period.code if statement.comparison_period else None
    return statement.series, statement.period.code, against, statement.publisher


def _settled(said: list[Statement]) -> list[Statement]:
    """The vintages of one place: what repeats the one before is none, each ends with the next."""
    kept: list[Statement] = []
    for each in sorted(said, key=lambda s: (s.realtime_start, s.id)):
        if kept and _cells(kept[-1]) == _cells(each):
            continue
        if kept:
            kept[-1] = replace(kept[-1], realtime_end=each.realtime_start)
        kept.append(each)
    return kept


def _cells(statement: Statement) -> object:
    return statement.value, statement.unit_mult, statement.decimals, statement.qualifier
