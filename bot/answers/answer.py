"""The answer: what was found, as values. ``bot.reply`` turns it into words, JSON and blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from bot.answers.catalogue import Claim
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.expression import Expression

__all__ = [
    "Answer",
    "Basis",
    "Caution",
    "Comparison",
    "Count",
    "Figure",
    "Note",
    "Option",
    "Status",
]


class Status(StrEnum):
    """How a question ended; a miss is an answer too."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    NOT_HELD = "not_held"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"
    HELP = "help"


class Basis(StrEnum):
    """Whether a publisher printed the number or the desk worked it out."""

    STATED = "stated"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Stated: ``statement`` is set. Computed: ``working`` is, with its inputs inside.

    ``value``, ``low`` and ``high`` are in the plain unit (yuan; percent as
    printed), None where the statement has only words ("doubled", "rose").
    """

    subject: Subject
    measure: Measure
    transformation: Transformation
    unit: str
    period: Period
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    basis: Basis
    statement: Statement | None = None
    working: Expression | None = None
    share_of: str | None = None
    sources: tuple[Statement, ...] = ()  # the statements it stands on
    realtime_start: date | None = None  # the newest date of those
    over: tuple[Period, ...] = ()  # of a mean: its periods, where they make no one stretch
    of: tuple[Subject, ...] = ()  # of a sum of several subjects: each of them
    rate_of: Period | None = None
    """Of a conversion: the period of its rate, where that is not the figure's own. Its bounds
    then span the rates on file within its period, and are no promise."""
    each: str = ""  # of a mean of a flow: the grain of the period it is for, "M" a month

    def __hash__(self) -> int:
        """By what it is of: its numbers would take longer than all else."""
        return hash((self.subject, self.measure, self.transformation, self.unit, self.period))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation between the headline and something else; kind as in the JSON contract."""

    kind: str
    figure: Figure  # the compared value: +48 percent, a share, a rank, a conversion
    against: Figure | None = None  # what it is compared with
    outdated: Statement | None = None  # as it was stated, on figures revised since
    asked: bool = False  # whether it is what the question asked for, and not told beside it


class Code(NamedTuple):
    """A code to be said by its label: an area, an indicator, a unit."""

    dimension: str  # "area" for both dimensions of areas, "unit", or a dimension's name
    code: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, with each of them, so that it can be counted again.

    ``of`` holds figures, periods or subjects; of too many to name, none.
    """

    number: int
    of: tuple[object, ...] = ()

    @classmethod
    def each(cls, things: Iterable[object]) -> Count:
        """As many as there are of these."""
        found = tuple(things)
        return cls(len(found), found)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say, as a key of the reply's sentences and the values that fill it.

    Values may be Period, Subject, Figure, Statement, Code, Count, plain strings, or tuples of
    these. A number is never in a string: it is a Figure's, a Statement's or a Count.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning that goes with the reply: the rule's code and what to say.

    ``about`` are the statements it was found on, or the figures worked out that it is of: it
    goes wherever one of them is said or reckoned with. Empty, it is of the whole answer.
    """

    rule: str
    note: Note
    about: tuple[Statement | Figure, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """A question to ask next, or a reading to choose; ``question`` is text the desk can read."""

    label: Note
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a reply is made of."""

    question: str
    status: Status
    as_of: date
    message: tuple[Note, ...] = ()  # what a miss says, or lines that go before the figures
    reading: Note | None = None
    assumptions: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    related: tuple[Figure, ...] = ()  # the obvious next thing: the year to date beside a month
    cautions: tuple[Caution, ...] = ()
    options: tuple[Option, ...] = ()
    claims: tuple[Claim, ...] = ()
    releases: tuple[str, ...] = ()  # SOURCE_IDs that are asked for themselves
