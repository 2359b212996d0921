"""House style: how a newsroom writes a number. One profile is one row of ``STYLES``.

Two kinds of number, two rules. A *stated* number keeps the publisher's digits:
"16.03 billion yuan" is never 16.030 or 16. Only an amount of money that was put out to the
last dollar is written as it would be in print: "$366.99 billion". A *computed* number
shows what its interval allows: rounded to the smallest power of ten that is at least a quarter
of the interval's width (the next smaller where that would fall outside), with
the bounds to one digit more behind it; where the interval is wider than a tenth
of the value, the range stands alone. However narrow its bounds, five significant
digits are shown of it and six of them, which are left out where they would leave out
the number shown; a number without width stands in full, or to four digits where it has
no end.

Percentage changes and multiples that are known more closely than anybody writes them
are rounded further, to the digits of a newspaper, as long as the whole interval rounds
to the same, with the bounds to four digits: "up about 5.2% (5.164–5.165%)". A
difference in points is that of the printed figures, with its bounds: "0.4 percentage
points (0.3–0.5)".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.answers.catalogue import Unit
from bot.figures.codes import PURE_NUMBER, Qualifier, UnitKind
from bot.figures.quantity import Interval
from bot.reply.numbers import (
    display_place,
    exact_decimal,
    round_to,
    significant,
    with_commas,
)

__all__ = [
    "AP",
    "ONS",
    "STYLES",
    "TIMES",
    "Amount",
    "Change",
    "Noun",
    "Style",
    "change",
    "change_stated",
    "coarse_range",
    "computed",
    "stated",
]

TIMES = Unit(PURE_NUMBER, UnitKind.OTHER, "time", "times", "")
"""What a ratio is in."""

Noun = tuple[str, str] | None
"""What a count counts, one and many: ("trip", "trips"). None leaves the unit's own name."""


@dataclass(frozen=True, slots=True)
class Style:
    """One house's habits; every field is text to print."""

    name: str
    percent: str  # "{}%" closed up, or "{} percent"
    minus: str
    dash: str  # between two numbers, days or months
    dash_repeats_sign: bool  # "$2.5 to $2.6 billion" rather than "$2.5–2.6 billion"
    day: str  # a date's day, month and year in order
    months: tuple[str, ...]  # as they stand beside a day
    scales: tuple[tuple[int, str], ...] = ((12, "trillion"), (9, "billion"), (6, "million"))
    about: str = "about {}"  # a computed value
    around: str = "around {}"  # the publisher's own vagueness, from here on
    over: str = "more than {}"
    nearly: str = "nearly {}"
    approximate: str = "approximately {}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STYLES = {
    style.name: style
    for style in (
        # As the United Kingdom's Office for National Statistics writes.
        Style(
            name="ons",
            percent="{}%",
            minus="\u2212",
            dash="\u2013",
            dash_repeats_sign=False,
            day="{day} {month} {year}",
            months=_MONTHS,
        ),
        # As the Associated Press writes, in the form that spells percent out.
        Style(
            name="ap",
            percent="{} percent",
            minus="-",
            dash=" to ",
            dash_repeats_sign=True,
            day="{month} {day}, {year}",
            months=(
                *("Jan.", "Feb.", "March", "April", "May", "June"),
                *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
            ),
        ),
    )
}
ONS, AP = STYLES["ons"], STYLES["ap"]

_WORDED = {
    Qualifier.AROUND: "around",
    Qualifier.OVER: "over",
    Qualifier.NEARLY: "nearly",
    Qualifier.APPROXIMATE: "approximate",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in words and, where it was computed and is not exact, its bounds."""

    text: str  # "about 10.8 billion yuan"
    bounds: str | None = None  # "10.79–10.87"; None where the text says it all

    @property
    def full(self) -> str:
        return f"{self.text} ({self.bounds})" if self.bounds else self.text


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, with the word that joins it to what it is a change on."""

    amount: Amount  # "up 48%", "unchanged", "about 5.2 times as many"
    join: str  # "on" a year earlier, "from", "as"


def stated(
    style: Style,
    value: str,
    unit: Unit,
    noun: Noun = None,
    *,
    unit_mult: int = 0,
    decimals: int = 0,
    qualifier: Qualifier = Qualifier.EXACT,
    in_full: bool = False,
) -> Amount:
    """A printed number with the publisher's own digits and, where it is one, scale word.

    ``in_full``: all of them, also of an amount to the last dollar, as a formula needs them.
    """
    number = _padded(Decimal(value), decimals)
    power = _printed_power(style, number, unit_mult)
    if not in_full and unit.kind is UnitKind.CURRENCY and not unit_mult and _is_long(number):
        power = _largest_scale(style, number)
        number = round_to(Fraction(number), power - SCALED_DECIMALS)
    text = _named(style, _shift(number, unit_mult - power), power, unit, noun)
    return Amount(_vaguely(style, qualifier, text))


LONGEST_AMOUNT = 7
"""Significant digits of the longest amount of money that is printed in full."""

SCALED_DECIMALS = 2
"""Digits after the point of a longer one, which a machine put out."""


def _is_long(number: Decimal) -> bool:
    """Whether it has more significant digits before its point than a newspaper prints."""
    whole = str(abs(int(number)))
    return len(whole.rstrip("0")) > LONGEST_AMOUNT


def _vaguely(style: Style, qualifier: Qualifier, text: str) -> str:
    """The number as vaguely as the publisher put it: "more than 4.389"."""
    wording = _WORDED.get(qualifier)
    return str(getattr(style, wording)).format(text) if wording else text


def computed(
    style: Style,
    value: Fraction,
    low: Fraction,
    high: Fraction,
    unit: Unit,
    noun: Noun = None,
    *,
    moved: bool = False,
    coarsest: int | None = None,
) -> Amount:
    """A computed number: rounded with its bounds, or the range alone, or exact as it is.

    ``moved`` says that it is the size of a change. ``coarsest`` is the last place (a power of
    ten) of the numbers above that it lies between: it has no finer one, unless it would be 0.
    """
    interval = Interval(low, high)
    if coarsest is not None and value:
        least = min(coarsest, round_to(value, SMALLEST_PLACE).adjusted())
        if low == high or least > _places(interval, unit)[0]:
            return _to_place(style, value, interval, least, unit, noun)
    if low == high:
        return _exact(style, low, unit, noun, moved=moved)
    place, fine = _places(interval, unit)
    if not value and not low:
        return Amount(
            _exact(style, value, unit, noun).text, _bare_range(style, interval, place, 0, unit)
        )
    points = unit.kind is UnitKind.POINTS
    if interval.width * 10 > abs(value) and not (points and interval.low >= 0):
        return Amount(_range(style, interval, fine, unit, noun))
    value = min(max(value, low), high)
    coarse = _newspaper_place(interval, value, unit, moved=moved)
    if coarse is not None and coarse > place:
        number, fine = round_to(value, coarse), max(place, _finest(value, FEWER_DIGITS))
    else:
        number = _shown(interval, value, place)
        ends = {round_to(low, fine), round_to(high, fine)}
        far = number in ends and Fraction(number) != value and interval.width * 20 > abs(value)
        if far and number.as_tuple().exponent == place:
            number = round_to(value, place - 1)  # no middle is told as an end that is far from it
        if _finest(value, MOST_DIGITS) > place and Fraction(number) not in interval:
            fine = int(number.as_tuple().exponent)  # bounds of more digits would leave it out
    power = _power(style, number, unit)
    text = _named(style, _shift(number, -power), power, unit, noun)
    about = text if points and Fraction(number) == value else style.about.format(text)
    fine = max(fine, _finest(value, MOST_DIGITS) - 1)
    if round_to(low, fine) == round_to(high, fine):
        return Amount(about)  # told apart only by digits that nobody reads
    return Amount(about, _bare_range(style, interval, fine, power, unit))


def _to_place(
    style: Style, value: Fraction, interval: Interval, place: int, unit: Unit, noun: Noun
) -> Amount:
    """A number to that place, with its bounds to the next."""
    number = round_to(value, place)
    power = _power(style, number, unit)
    text = _named(style, _shift(number, -power), power, unit, noun)
    about = text if Fraction(number) == value else style.about.format(text)
    fine = place - 1
    if round_to(interval.low, fine) == round_to(interval.high, fine):
        return Amount(about)
    return Amount(about, _bare_range(style, interval, fine, power, unit))


def coarse_range(
    style: Style, value: Fraction, low: Fraction, high: Fraction, unit: Unit, noun: Noun = None
) -> str:
    """The range alone, for a sentence: "17.6–17.8 billion yuan"."""
    if low == high:
        return _exact(style, low, unit, noun).text
    interval = Interval(low, high)
    place, fine = _places(interval, unit)
    wide = interval.width * 10 > abs(value)
    same = round_to(low, place) == round_to(high, place)
    return _range(style, interval, fine if wide or same else place, unit, noun)


def change_stated(
    style: Style,
    value: str,
    unit: Unit,
    noun: Noun = None,
    *,
    decimals: int = 0,
    unit_mult: int = 0,
    qualifier: Qualifier = Qualifier.EXACT,
    counted: bool = False,
) -> Change:
    """A printed change: "up 48%", "down 1.3%", "unchanged"; beyond 300%, with the multiple."""
    number = Decimal(value)
    if not number:
        return Change(Amount("unchanged"), "from")
    size = stated(
        style,
        str(number.copy_abs()),
        unit,
        noun,
        unit_mult=unit_mult,
        decimals=decimals,
        qualifier=qualifier,
    ).text
    text = f"{'down' if number < 0 else 'up'} {size}"
    if _beyond(number, unit):
        ratio = _vaguely(style, qualifier, with_commas(1 + number / 100))
        text += f" ({ratio} times as {'many' if counted else 'much'})"
    return Change(Amount(text), "on")


def change(
    style: Style,
    value: Fraction,
    low: Fraction,
    high: Fraction,
    unit: Unit,
    noun: Noun = None,
    *,
    counted: bool = False,
    coarsest: int | None = None,
) -> Change:
    """A computed change, worded by its direction; beyond 300% as a multiple.

    ``coarsest`` is the last place that it may have, as of ``computed``.
    """
    if low == high == 0:
        return Change(Amount("unchanged"), "from")
    if low < 0 < high:
        interval = Interval(low, high)
        fine = _places(interval, unit)[1]
        if not value:  # the printed figures are equal, as far as they go
            power = _power(style, round_to(high, fine), unit)
            bounds = _bare_range(style, interval, fine, power, unit)
            return Change(Amount("unchanged as printed", bounds), "on")
        between = _range(style, interval, fine, unit, noun)
        return Change(Amount(f"changed by {between}"), "on")
    if _beyond(value, unit):
        amount = computed(style, 1 + value / 100, 1 + low / 100, 1 + high / 100, TIMES)
        much = "many" if counted else "much"
        return Change(Amount(f"{amount.text} as {much}", amount.bounds), "as")
    if high <= 0:
        value, low, high, direction = -value, -high, -low, "down"
    else:
        direction = "up"
    if not low and unit.kind is not UnitKind.POINTS:
        most = round_to(high, _places(Interval(low, high), unit)[1])
        power = _power(style, most, unit)
        text = _named(style, _shift(most, -power), power, unit, noun)
        return Change(Amount(f"{direction} by at most {text}"), "on")
    amount = computed(style, value, low, high, unit, noun, moved=True, coarsest=coarsest)
    return Change(Amount(f"{direction} {amount.text}", amount.bounds), "on")


def _beyond(percent: Decimal | Fraction, unit: Unit) -> bool:
    return unit.kind is UnitKind.PERCENT and percent > 300


def _exact(style: Style, value: Fraction, unit: Unit, noun: Noun, *, moved: bool = False) -> Amount:
    number = exact_decimal(value)
    coarse = _newspaper_place(Interval(value, value), value, unit, moved=moved)
    if coarse is not None and (number is None or int(number.as_tuple().exponent) < coarse):
        number = round_to(value, coarse)
    elif number is None:
        number = significant(value, 4)
    counted = unit.kind is UnitKind.COUNT and value.denominator == 1
    power = 0 if counted else _power(style, number, unit)
    text = _named(style, _shift(number, -power), power, unit, noun)
    return Amount(text if Fraction(number) == value else style.about.format(text))


def _places(interval: Interval, unit: Unit) -> tuple[int, int]:
    place = display_place(interval)
    fine = place - 1
    if unit.kind is UnitKind.COUNT and interval.low.denominator == interval.high.denominator == 1:
        return max(place, 0), max(fine, 0)
    return place, fine


MOST_DIGITS = 5
"""Significant digits shown of what was computed, however narrow its bounds."""


FEWER_DIGITS = 4
"""The same of the bounds of what is rounded as a newspaper would."""


def _finest(value: Fraction, digits: int) -> int:
    """The last place shown of a number of that size."""
    size = round_to(value, -12) or Decimal(1)
    return size.adjusted() - digits + 1


def _shown(interval: Interval, value: Fraction, place: int) -> Decimal:
    finest = _finest(value, MOST_DIGITS)
    return round_to(value, finest) if finest > place else _within(interval, value, place)


def _within(interval: Interval, value: Fraction, place: int) -> Decimal:
    """The value to that place; to the next finer one where rounding would leave the interval."""
    number = round_to(value, place)
    return number if Fraction(number) in interval else round_to(value, place - 1)


def _newspaper_place(interval: Interval, value: Fraction, unit: Unit, *, moved: bool) -> int | None:
    """The last place that a newspaper prints of a change in percent or a multiple, else None.

    The interval rounds to one number there, which is neither nothing, nor all, nor once.
    """
    if unit != TIMES and not (moved and unit.kind is UnitKind.PERCENT):
        return None
    whole = 100 if unit.kind is UnitKind.PERCENT else 1
    telling = abs(value) - 1 if unit == TIMES and 1 < abs(value) < 2 else abs(value)
    size = round_to(telling, SMALLEST_PLACE).adjusted()
    place = 0 if size > 1 else min(-1, size)
    while place > SMALLEST_PLACE:
        low, high = round_to(interval.low, place), round_to(interval.high, place)
        plain = {Fraction(low), Fraction(high)} & {Fraction(0), Fraction(whole)}
        if low == high and (not plain or value in plain):
            return place
        place -= 1
    return None


SMALLEST_PLACE = -6
"""Smaller changes are of no use to a newspaper."""


def _range(style: Style, interval: Interval, place: int, unit: Unit, noun: Noun) -> str:
    power = _power(style, round_to(max(abs(interval.low), abs(interval.high)), place), unit)
    low, high = _ends(interval, place, power)
    if low == high:
        return _named(style, _shift(low, -power), power, unit, noun)
    return _around(style, _joined(style, low, high, power, unit.prefix), power, unit, noun)


def _bare_range(style: Style, interval: Interval, place: int, power: int, unit: Unit) -> str:
    low, high = _ends(interval, place, power)
    text = _joined(style, low, high, power, "")
    return style.percent.format(text) if unit.kind is UnitKind.PERCENT else text


def _ends(interval: Interval, place: int, power: int) -> tuple[Decimal, Decimal]:
    """Both ends rounded to the place, without a last decimal that is 0 in both."""
    low, high = round_to(interval.low, place), round_to(interval.high, place)
    coarse = round_to(Fraction(low), place + 1), round_to(Fraction(high), place + 1)
    return coarse if place < power and coarse == (low, high) else (low, high)


def _joined(style: Style, low: Decimal, high: Decimal, power: int, prefix: str) -> str:
    # A dash beside a minus sign cannot be read: negative bounds take the word.
    signed = low < 0 or high < 0
    dash = " to " if signed else style.dash
    again = prefix if signed or style.dash_repeats_sign else ""
    first, last = (_signed(style, _shift(n, -power), p) for n, p in ((low, prefix), (high, again)))
    return f"{first}{dash}{last}"


def _named(style: Style, number: Decimal, power: int, unit: Unit, noun: Noun) -> str:
    return _around(style, _signed(style, number, unit.prefix), power, unit, noun)


def _around(style: Style, digits: str, power: int, unit: Unit, noun: Noun) -> str:
    """Digits with their sign, then the scale word and the name of the unit."""
    if unit.kind is UnitKind.PERCENT:
        return style.percent.format(digits)
    scale = dict(style.scales).get(power)
    one, many = noun if noun and unit.kind is UnitKind.COUNT else (unit.one, unit.many)
    single = scale is None and digits.lstrip(style.minus) == "1"
    signed = unit.prefix and unit.kind is UnitKind.CURRENCY  # "£" says pounds, not "per MWh"
    name = "" if signed else one if single else many
    return " ".join(part for part in (digits, scale, name) if part)


def _signed(style: Style, number: Decimal, prefix: str) -> str:
    return f"{style.minus if number < 0 else ''}{prefix}{with_commas(number)}"


def _padded(number: Decimal, decimals: int) -> Decimal:
    """The number with the decimals that were printed, where its text has lost zeros."""
    sign, digits, exponent = number.as_tuple()
    missing = max(0, decimals + int(exponent))
    return Decimal((sign, (*digits, *(0,) * missing), int(exponent) - missing))


def _shift(number: Decimal, power: int) -> Decimal:
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))


def _printed_power(style: Style, number: Decimal, unit_mult: int) -> int:
    """The publisher's scale where house style has a word for it, else the nearest with one."""
    if unit_mult == 0 or unit_mult in dict(style.scales):
        return unit_mult
    return _largest_scale(style, _shift(number, unit_mult))


def _power(style: Style, number: Decimal, unit: Unit) -> int:
    if unit.kind in (UnitKind.PERCENT, UnitKind.POINTS):
        return 0
    return _largest_scale(style, number)


def _largest_scale(style: Style, number: Decimal) -> int:
    return max((p for p, _ in style.scales if abs(number) >= Decimal(10) ** p), default=0)
