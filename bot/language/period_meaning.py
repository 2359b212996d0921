"""What a period phrase can mean. Values only; nothing here knows today or what is on file.

Convention: a grain is an SDMX FREQ letter (A, S, Q, M, W, D), a number is the
place in the year that ``Period.number`` gives (11 for November, 3 for the third
quarter). "On file" in the docstrings below is for the stage above to find out.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.figures.period import Grain, Period

__all__ = [
    "Before",
    "Between",
    "Fiscal",
    "Fixed",
    "LastN",
    "Latest",
    "Meaning",
    "Open",
    "OpenBetween",
    "OpenDay",
    "PeriodPhrase",
    "SameIn",
    "ToDate",
    "YearsBefore",
]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Exactly that period: "Nov 2021", "Jan-Nov 2021", "first half of 2020", "2021"."""

    period: Period


@dataclass(frozen=True, slots=True)
class Open:
    """The year is left out: "Nov", "Q3", "Jan-Nov". The newest such period on file.

    ``back`` counts years before that: "the November before" has back 1. With
    ``of_year`` it counts from the year in hand, whichever November is the newest:
    "November last year" has back 1, "November this year" back 0.
    """

    grain: Grain
    number: int
    ytd: bool = False
    back: int = 0
    of_year: bool = False


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day without its year: "30 November", "Nov 5th"."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class OpenBetween:
    """A run of months (quarters, halves) without its year, both ends inside.

    "Mar-May" is 3 to 5; "Dec-Feb" is 12 to 2, so it begins in the year before it
    ends; "since March" has no last.
    """

    grain: Grain
    first: int
    last: int | None
    back: int = 0
    of_year: bool = False  # as in Open


@dataclass(frozen=True, slots=True)
class ToDate:
    """The newest year-to-date figure, of that year if one is named; ``back`` as in Open."""

    year: int | None = None
    back: int = 0


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest period on file, of that grain if one is named.

    ``back`` counts steps before it: "the month before last" is ``Latest("M", 1)``.
    """

    grain: Grain | None = None
    back: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """That many months (quarters, weeks) before the period in hand: "the month before".

    A count below zero is after it: "the month after" is -1.
    """

    grain: Grain
    count: int


@dataclass(frozen=True, slots=True)
class YearsBefore:
    """The same period as the one in hand, that many years earlier: "a year ago"."""

    count: int


@dataclass(frozen=True, slots=True)
class SameIn:
    """The same period as the one in hand, in that year: "the same month of 2020"."""

    year: int


@dataclass(frozen=True, slots=True)
class LastN:
    """The newest ``count`` periods of a grain, to be listed: "past 6 months"."""

    count: int
    grain: Grain


@dataclass(frozen=True, slots=True)
class Between:
    """Every period from first to last, both inside; None where that end is open."""

    first: Period | None
    last: Period | None


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year, as it is named: "FY21" (2021), "FY2021/22" (2021, to 2022).

    Whether 2021 is the year it begins or ends is the area's custom. "Q1 FY21" has
    grain Q and number 1.
    """

    year: int
    to: int | None = None
    grain: Grain = "A"
    number: int = 1


Meaning = (
    Fixed
    | Open
    | OpenDay
    | OpenBetween
    | ToDate
    | Latest
    | Before
    | YearsBefore
    | SameIn
    | LastN
    | Between
    | Fiscal
)


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """A stretch of the folded text that names a period. ``text`` is ``folded[start:end]``."""

    text: str
    start: int
    end: int
    meaning: Meaning
    alternatives: tuple[Meaning, ...] = ()  # other readings, where English has two

    @property
    def is_then(self) -> bool:
        """Whether it names a time ("a year ago"), not what something is set against."""
        said = self.text.casefold()
        return said.endswith("ago") or said.startswith(("this ", "that "))
