"""What is on file, as the stages above the arithmetic see it: a door for the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from bot.figures.codes import Kind, UnitKind
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.holdings import Holdings

__all__ = ["Catalogue", "Claim", "Indicator", "Run", "Source", "Title", "Unit"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure, with the kind that decides the arithmetic it allows."""

    code: str
    label: str  # "China-Europe freight train trips"
    kind: Kind
    parent: str | None  # the indicator this one is a part of
    one: str | None  # the noun counted: "trip"
    many: str | None  # "trips"
    deficit: str | None = None  # "positive" or "negative": what a deficit is printed as


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is written."""

    code: str
    kind: UnitKind
    one: str  # "yuan", "tonne", "percentage point"
    many: str
    prefix: str  # "$" where the sign stands before the number, else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A release, with what a reader needs to find it."""

    id: str
    publisher: str
    published: date
    title: str | None
    url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody said of a cause; quoted as theirs, never computed with."""

    source: str
    locator: str | None
    kind: str
    subject: str
    speaker: str
    text: str
    period: Period | None = None  # of the growth or fall explained; None where it cannot be told


@dataclass(frozen=True, slots=True)
class Title:
    """An indicator of a catalogue, found by words of its title."""

    indicator: str
    ref_area: str
    title: str
    besides: int  # words of the title that say something and were not asked for


@dataclass(frozen=True, slots=True)
class Run:
    """All periods of one grain from one of them to another."""

    grain: str
    first: str  # codes, which sort as text as the periods do in time
    last: str


class Catalogue(Holdings, Protocol):
    """The figures as they stood on ``as_of``. Every method sees only what was current then.

    What the arithmetic asks (statements, comparisons, parts and wholes) is in Holdings.
    """

    @property
    def as_of(self) -> date: ...

    @property
    def home_area(self) -> str | None:
        """The area a question means when it names none."""
        ...

    def subjects(self, wanted: Mapping[str, Collection[str]]) -> Sequence[Subject]:
        """Subjects with statements on file whose every named dimension has one of the codes."""
        ...

    def periods(
        self,
        subject: Subject,
        *,
        levels: bool = True,
        ytd: bool | None = None,
        grain: str | None = None,
        number: int | None = None,
        year: int | None = None,
        before: Period | None = None,
        since: Period | None = None,
        limit: int = 1,
    ) -> Sequence[Period]:
        """Periods with a statement about the subject, the newest (by last day) first.

        ``levels`` keeps levels only; otherwise every measure counts. The others
        keep periods of that accumulation, grain ("M", "Q" …; the code's own
        grain, also where ytd), number in the year, year; ending before the day
        ``before`` ends, and ending no earlier than ``since`` ends.
        """
        ...

    def read_ahead(self, subjects: Sequence[Subject], period: Period) -> None:
        """Read at once what will be asked of each of many: nothing but time changes by it."""
        ...

    def level_units(self, subject: Subject) -> Collection[str]:
        """Units in which any level of the subject has ever been on file."""
        ...

    def newest(self, most: int) -> Sequence[tuple[Subject, Period]]:
        """The plainest measures, of what was loaded last first, each with its newest period."""
        ...

    def how_many(self, subject: Subject, run: Run) -> int:
        """Periods of the run of which a level with a number is stated, in whatever unit."""
        ...

    def furthest(self, subject: Subject, run: Run, *, lowest: bool) -> Period | None:
        """The period of the run whose level, as stated, goes furthest, or as good as furthest."""
        ...

    def reaching(
        self,
        subject: Subject,
        unit: str,
        bound: Fraction,
        within: Run | str,
        *,
        lowest: bool,
    ) -> Collection[Period] | None:
        """Periods of the run, or of the grains, of which a stated level may reach the bound.

        What is left out surely does not. None where that is not known.
        """
        ...

    @property
    def has_titles(self) -> bool:
        """Whether any indicator is found by a search of titles."""
        ...

    def titles(self, words: Sequence[str], maybe: Collection[str]) -> Sequence[Title]:
        """Indicators whose titles have all the words, those with the fewest others first.

        Words that they may have too put first those that do.
        """
        ...

    def near_titles(self, word: str, distance: int) -> Mapping[str, int]:
        """Words of titles within an optimal-string-alignment distance, with the distance."""
        ...

    def forecasts(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Publishers' forecasts about exactly those days; every other method leaves them out."""
        ...

    def forecast_periods(self, subject: Subject, limit: int = 1) -> Sequence[Period]:
        """Periods of which a publisher has made a forecast about the subject, the last first."""
        ...

    def counterparts(self, subject: Subject, dimension: str) -> Sequence[Subject]:
        """Subjects on file that differ from this one in that dimension only."""
        ...

    def members(self, group: str) -> frozenset[str]:
        """Areas stated to be within the group or area, directly or through another."""
        ...

    def is_group(self, area: str) -> bool:
        """Whether the area is a group of countries, not a place."""
        ...

    def of_kind(self, kind: str) -> frozenset[str]:
        """Areas that a name of theirs says are of that kind: "Heathrow Airport" is an airport."""
        ...

    def indicator(self, code: str) -> Indicator: ...

    def unit(self, code: str) -> Unit: ...

    def source(self, id: str) -> Source: ...

    def releases(self) -> Sequence[str]:
        """SOURCE_IDs of all of which anything can be seen, the newest first."""
        ...

    def claims(self, subject: Subject) -> Sequence[Claim]:
        """Causal claims on file about the subject's growth."""
        ...

    def label(self, dimension: str, code: str, *, in_sentence: bool = False) -> str:
        """The name of a code ("European Union"), or as it reads in a sentence ("the EU")."""
        ...

    def title(self, indicator: str, trade_flow: str) -> str:
        """What the indicator is called for that flow: "imports and exports", "exports"."""
        ...

    def typed(self, indicator: str, trade_flow: str) -> str:
        """What a question calls it: its title, or the code of one that is found by a search."""
        ...

    def preposition(self, trade_flow: str) -> str:
        """Between the flow and its partner: exports *to*, imports *from*, trade *with*."""
        ...

    def combined_january(self, subject: Subject) -> bool:
        """Whether the publisher's habit is to compare January and February combined."""
        ...

    def ratios(self) -> Sequence[tuple[str, str, str]]:
        """Indicators that make sense per unit of another: (numerator, denominator, label)."""
        ...

    def cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:
        """What checks found about the statement that holds now: (key, detail as JSON)."""
        ...

    def breaks(self, subject: Subject, first: Period, last: Period) -> Sequence[Period]:
        """Periods of the length of ``last``, after the first and before it, at which levels of
        the subject have a break (OBS_STATUS B): what is on both sides is not comparable."""
        ...

    def conversions(self, source: str) -> Sequence[Statement]:
        """The conversions into other units that a source printed, of whatever subject."""
        ...

    def every_conversion(self, unit: str) -> Sequence[Statement]:
        """The conversions into the unit that any source printed, of whatever subject."""
        ...

    def vintages(self, statement: Statement) -> Sequence[Statement]:
        """All that its publisher has stated of the very same thing, the oldest first."""
        ...

    def statement(self, id: int) -> Statement:
        """One statement by its number. Raises KeyError."""
        ...
