"""A statement: one number, or one claim, that a publisher printed.

One row is one statement, not one observation: growth without a level, a share,
a rank, a record are statements of their own. ``value`` is the text as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.figures.codes import COUNT, FORECAST, Measure, Qualifier
from bot.figures.period import Period
from bot.figures.quantity import Interval, Quantity
from bot.figures.series import Series

__all__ = ["Statement", "printed_interval", "reach", "truncated"]


NOT_READ = Quantity(Fraction(0), Interval(Fraction(0), Fraction(0)), "")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one series in one period."""

    id: int
    series: Series
    period: Period
    comparison_period: Period | None
    value: str | None  # OBS_VALUE as printed, None for a direction or a missing figure
    unit_mult: int  # UNIT_MULT: power of ten
    decimals: int  # DECIMALS printed
    qualifier: Qualifier
    status: str  # OBS_STATUS
    source: str  # SOURCE_ID
    publisher: str  # of the source
    locator: str | None
    note: str | None
    realtime_start: date  # when this became the publisher's current statement
    realtime_end: date | None  # when it ceased to be; None while it is
    truncated: bool = False  # ROUNDING of the source: digits are cut off, not rounded
    _number: Quantity | None = field(default=NOT_READ, init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """By its number alone, as it is looked up all the time."""
        return hash(self.id)

    @property
    def is_forecast(self) -> bool:
        """Whether nothing was measured: no newest figure, no record, nothing to compute with."""
        return self.status == FORECAST

    @property
    def printed_unit(self) -> Fraction:
        """One unit of the last digit printed: 0.01 billion of 16.03 billion."""
        return Fraction(10) ** (self.unit_mult - self.decimals)

    @property
    def quantity(self) -> Quantity | None:
        """The number in its plain unit with its interval; None where there are only words."""
        if self._number is NOT_READ:
            # A derivation asks for it again and again, and it never changes.
            object.__setattr__(self, "_number", self._read())
        return self._number

    def _read(self) -> Quantity | None:
        if self.value is None or not self.qualifier.has_number:
            return None
        if self.series.measure is Measure.RECORD:
            return None
        number = Fraction(Decimal(self.value)) * Fraction(10) ** self.unit_mult
        return Quantity(number, printed_interval(self, number), self.series.unit)


def printed_interval(statement: Statement, number: Fraction) -> Interval:
    """Where the truth lies, given how the number was printed.

    As printed: half a unit of the last digit either way, or one unit away from
    zero where the source cuts digits off; an exact count or a rank has no
    width. "Around" is one unit either way, "over" reaches one unit up, "nearly"
    one unit down.
    """
    exact = statement.series.measure is Measure.RANK or _is_exact_count(statement)
    sign = (number > 0) - (number < 0)
    down, up = reach(statement.qualifier, sign, exact=exact, truncated=statement.truncated)
    half = statement.printed_unit / 2
    return Interval(number - down * half, number + up * half)


def reach(qualifier: Qualifier, sign: int, *, exact: bool, truncated: bool) -> tuple[int, int]:
    """How far below and above a number the truth may lie, in halves of its last digit's unit.

    ``sign`` is that of the number: -1, 0, or 1.
    """
    match qualifier:
        case Qualifier.AROUND:
            return 2, 2
        case Qualifier.OVER:
            return 0, 2
        case Qualifier.NEARLY:
            return 2, 0
    if exact:
        return 0, 0
    if truncated:
        return (2 if sign <= 0 else 0), (2 if sign >= 0 else 0)
    return 1, 1


def truncated(number: Fraction, unit: Fraction) -> Interval:
    """Where a number lies whose digits were cut off: up to one unit further from zero.

    Of what is printed as zero either way.
    """
    sign = (number > 0) - (number < 0)
    down, up = reach(Qualifier.EXACT, sign, exact=False, truncated=True)
    return Interval(number - down * unit / 2, number + up * unit / 2)


def _is_exact_count(statement: Statement) -> bool:
    """Whether a count was printed to the unit: 11,156, or 11.156 thousand."""
    return statement.series.unit == COUNT and statement.printed_unit == 1
