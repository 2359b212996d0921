"""The figures of a reply's JSON, each proved, and whether a number of the text is one of them.

A stated figure is proved by a statement on file that one of its sources prints; a computed one by
its working, whose numbers its sources print and which gives its value and lies within its bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any

from tests.digits.calendar import Span, code_span
from tests.digits.filed import Filed, Printed
from tests.digits.formula import DividesByZero, Leaf, Unreadable, Working
from tests.digits.house import Form, forms, half_up
from tests.digits.numbers import Number

__all__ = ["Entry", "entries"]

Json = dict[str, Any]
Bounds = tuple[Fraction, Fraction]

PERCENT, POINTS, COUNT, MULTIPLE, RANK = "PT", "PP", "NUM", "PN", "_Z"
CLOSE = Fraction(1, 10**18)
"""What may be lost by printing twenty significant digits, as a part of the value."""


@dataclass
class Entry:
    """One figure of the JSON with what proves it; ``faults`` are empty where it is proved."""

    json: Json
    filed: Filed
    day: date
    printed: list[Printed] = field(default_factory=list)  # as which it is on file
    widened: bool = False  # its bounds reach further than its working alone
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.json["value"] is None:
            return
        self.value, self.low, self.high = (Fraction(self.json[k]) for k in ("value", "low", "high"))
        if self.low > self.high:
            self.faults.append("its bounds are the wrong way round")
        if 0 < self.high - self.low <= 2 * CLOSE * abs(self.value):
            self.low = self.high = self.value  # exact, but for the digits left out
        if self.json["basis"] == "stated":
            self._prove_stated()
        elif self.json["basis"] == "computed":
            self._prove_computed()
        else:
            self.faults.append("it has no basis")

    @property
    def has_value(self) -> bool:
        return self.json["value"] is not None

    @property
    def unit(self) -> str:
        return str(self.json["unit"])

    @property
    def span(self) -> Span:
        """The days of its period."""
        return code_span(str(self.json["period"]), self.json["accumulation"] == "YTD")

    @property
    def spans(self) -> set[Span]:
        """Its period, and those that what it stands on is of or is compared with."""
        held = {s for p in self.printed for s in (p.span, p.compared) if s is not None}
        if self.json.get("period"):
            held.add(self.span)
        return held | {code_span(code, ytd=False) for code in self.json.get("periods", ())}

    # --- the proof ----------------------------------------------------------------------

    def _prove_stated(self) -> None:
        if self.json.get("working") is not None:
            self.faults.append("it is stated and has a working")
        sources = self.json.get("sources")
        held = self.filed.statements if sources is None else self.filed.printed(sources, self.day)
        self.printed = [p for p in held if self._is(p)]
        if not self.printed:
            self.faults.append(f"none of {sources} prints it")
        elif not any(p.interval == (self.low, self.high) for p in self.printed):
            self.faults.append("its bounds are not those of its printing")

    def _is(self, one: Printed) -> bool:
        alike = one.text is not None and one.unit == self.unit and one.value == self.value
        series = self.json.get("series")
        if alike and series is not None:
            own = tuple(series[name] for name in SUBJECT)
            made = series["measure"], series["transformation"]
            alike = own == one.subject and made == (one.measure, one.transformation)
        if alike and self.json.get("period"):
            alike = one.span == self.span
        return alike

    def _prove_computed(self) -> None:
        working, sources = self.json.get("working"), self.json.get("sources")
        if working is None:
            self.faults.append("it is computed and has no working")
            return
        held = self.filed.statements if sources is None else self.filed.printed(sources, self.day)
        try:
            formula = Working(working)
            found = {leaf: [p for p in held if self._has(leaf, p)] for leaf in formula.leaves}
            self.printed = [p for printed in found.values() for p in printed]
            for leaf, printed in found.items():
                if not printed and not leaf.constant:
                    self.faults.append(f"none of {sources} prints the {leaf.text} of its working")
            value = formula.value() * self._scale
            if abs(value - self.value) > abs(value) * CLOSE:
                self.faults.append(f"its working {working!r} gives {float(value)!r}")
            # A bare 12 may be a number of the formula or one that is printed: as either.
            bare = {leaf: [] if leaf.constant else held for leaf, held in found.items()}
            counted = {**found, **{leaf: [] for leaf in formula.factors if leaf.constant}}
            ways = [self._see_bounds(formula, way) for way in (found, bare, counted)]
            fewest: list[str] = min(ways, key=len)
            self.faults += fewest
        except Unreadable as error:
            self.faults.append(f"its working cannot be reckoned: {error}")

    def _has(self, leaf: Leaf, one: Printed) -> bool:
        """Whether the number of a working is this one as printed; of a decrease, its size."""
        if one.text is None or one.measure in ("RK", "RC"):
            return False
        if leaf.fraction != (one.unit in (PERCENT, POINTS)):
            return False
        if abs(one.value) != abs(leaf.number.value) or not _is_place(one.place, leaf.number):
            return False
        _, *names, prefix = self.filed.units.get(one.unit, ("", "", "", ""))
        if one.unit == COUNT:
            names = list(self.filed.nouns.get(one.subject[2], ()))
        named = leaf.number.behind.strip() in [name for name in names if name]
        nameless = not leaf.number.behind and (bool(prefix) or not any(names))
        return leaf.fraction or (leaf.number.prefix == prefix and (named or nameless))

    def _see_bounds(self, formula: Working, found: Mapping[Leaf, list[Printed]]) -> list[str]:
        """What is wrong with its bounds, which are what the working allows; of counts, in whole.

        They may be those where two numbers printed alike are two. Where one of the printed
        numbers was revised since, they reach further.
        """
        inner = self._reach(formula, found, narrow=True)
        try:
            outer = self._reach(formula, found, narrow=False)
        except DividesByZero:
            outer = self.low, self.high
        if self.unit == RANK:
            return []  # how far it may be off, the levels say that are counted beside it
        if self.unit == COUNT and not formula.is_mean:
            if ceil(inner[0]) > floor(inner[1]):
                return []  # of numbers printed alike the narrowest leave no whole one
            inner, outer = _whole(inner), _whole(outer)
        if self.low in {PERCENT: (0, -100), MULTIPLE: (0,)}.get(self.unit, ()):
            # No less than nothing, and no fall of more than all of it.
            inner, outer = (max(inner[0], self.low), inner[1]), (max(outer[0], self.low), outer[1])
        slack = max(map(abs, outer)) * CLOSE
        said = f"{float(self.low)!r} to {float(self.high)!r}"
        faults = []
        if self.low > inner[0] + slack or self.high < inner[1] - slack:
            within = " to ".join(repr(float(n)) for n in inner)
            faults.append(f"its bounds {said} leave out some of {within}")
        wider = self.low < outer[0] - slack or self.high > outer[1] + slack
        # At the rate of another period the bounds span all rates on file within its own.
        at_another_rate = self.json.get("rate_period") is not None
        if wider and not at_another_rate and not any(self._is_revised(p) for p in self.printed):
            within = " to ".join(repr(float(n)) for n in outer)
            faults.append(f"its bounds {said} go beyond {within}")
        self.widened |= wider and not faults
        if at_another_rate and not faults:
            self.low, self.high = outer  # the text is rounded as at that rate, and gives no bounds
        return faults

    def _reach(
        self, formula: Working, found: Mapping[Leaf, list[Printed]], *, narrow: bool
    ) -> Bounds:
        low, high = formula.bounds(partial(_interval, found, narrow=narrow), together=narrow)
        return low * self._scale, high * self._scale

    @property
    def _scale(self) -> int:
        """Percentages are reckoned as fractions."""
        return 100 if self.unit in (PERCENT, POINTS) else 1

    def _is_revised(self, one: Printed) -> bool:
        """Whether something published later by then is of the same subject."""
        days = self.filed.days[one.subject]
        return any(one.published < day <= self.day for day in days)

    # --- the text -----------------------------------------------------------------------

    def shows(self, number: Number, places: Sequence[int] = ()) -> bool:
        """Whether the number is this figure, as house style writes it.

        ``places`` are those of figures stated beside it, in whose digits it may be told too.
        """
        if not self.has_value or not self._in_unit(number):
            return False
        views = list(self._views(number))
        if self.json["basis"] == "stated":
            return any(
                value == number.value and _is_place(place, number)
                for value, place in self._stated(number)
            )
        told = [f for v, low, high, m in views for f in self._forms(v, low, high, m, number)]
        told += [Form((v,), p) for v, p in self._anew(places, number)]
        return any(_fits(form, number) for form in told)

    def _stated(self, number: Number) -> Iterator[tuple[Fraction, int]]:
        for one in self.printed:
            value = self.value
            if number.times and self.unit == PERCENT:
                yield from ((1 + value / 100, place) for place in range(one.place - 2, 1))
                continue
            if self._turned(number):
                yield abs(value), one.place
            if not number.moved:
                yield value, one.place

    def _turned(self, number: Number) -> bool:
        """Whether a direction is said, and is the figure's own."""
        return bool(number.moved) and number.moved * self.value >= 0

    def _views(self, number: Number) -> Iterator[tuple[Fraction, Fraction, Fraction, bool]]:
        """The value and bounds as they are said: a change by its size, a ratio as a multiple."""
        value, low, high, multiple = self.value, self.low, self.high, self.unit == MULTIPLE
        if number.times:
            if self.unit == PERCENT and self.json.get("kind") not in ("ratio", "fraction"):
                value, low, high = (1 + n / 100 for n in (value, low, high))
            elif self.unit == PERCENT:
                value, low, high = (n / 100 for n in (value, low, high))
            multiple = True
        elif number.percent and self.unit == MULTIPLE:
            value, low, high, multiple = value * 100, low * 100, high * 100, False
        if number.moved and not multiple:
            if self._turned(number):
                ends = (low, high) if number.moved > 0 else (-high, -low)
                yield abs(value), *ends, multiple
        else:
            yield value, low, high, multiple

    def _forms(
        self, value: Fraction, low: Fraction, high: Fraction, multiple: bool, number: Number
    ) -> list[Form]:
        return forms(
            value,
            low,
            high,
            change=bool(number.moved) and self.unit == PERCENT,
            multiple=multiple,
            points=self.unit == POINTS,
            whole=self.unit == COUNT,
        )

    def _anew(self, places: Sequence[int], number: Number) -> Iterator[tuple[Fraction, int]]:
        for place in places:
            if half_up(self.low, place) == half_up(self.high, place):
                yield half_up(self.low, place), place

    def _in_unit(self, number: Number) -> bool:
        """Whether what stands around the number is the figure's unit."""
        if number.times:
            return self.unit in (PERCENT, MULTIPLE) and not number.percent
        if number.percent != (self.unit == PERCENT):
            return number.percent and self.unit == MULTIPLE
        _, one, many, prefix = self.filed.units.get(self.unit, ("", "", "", ""))
        if number.prefix:
            return number.prefix == prefix
        if number.bracketed or self.unit == PERCENT:
            return True
        if prefix:
            return False
        own = [name for name in (one, many) if name]
        return not own or any(number.behind.startswith(f" {name}") for name in own)


SUBJECT = (
    *("ref_area", "counterpart_area", "indicator", "trade_flow"),
    *("product", "coverage", "seasonal_adjust"),
)


def _interval(found: Mapping[Leaf, list[Printed]], leaf: Leaf, *, narrow: bool) -> Bounds:
    """Where the number lies, by how it was printed; where several are printed alike, by all."""
    scale = 100 if leaf.fraction else 1
    lows, highs = [], []
    for one in found[leaf]:
        low, high = one.interval
        if (one.value < 0) != (leaf.number.value < 0):
            low, high = -high, -low
        lows.append(low / scale)
        highs.append(high / scale)
    if not lows:
        return leaf.value, leaf.value
    return (max(lows), min(highs)) if narrow else (min(lows), max(highs))


def _whole(bounds: Bounds) -> Bounds:
    low, high = ceil(bounds[0]), floor(bounds[1])
    return (Fraction(low), Fraction(high)) if low <= high else bounds


def _is_place(place: int, number: Number) -> bool:
    """Whether a number printed to that place ends as this one does, in the scale it is in."""
    return number.place == min(place, number.scale)


def _fits(form: Form, number: Number) -> bool:
    held = number.ends or (number.value,)
    if len(set(form.numbers)) == 1 and len(held) == 1:
        return form.numbers[0] == held[0] and _is_place(form.place, number)
    if form.numbers != held:
        return False
    if _is_place(form.place, number):
        return True
    # A last decimal that is 0 in both ends is left out.
    coarser = form.place + 1
    unit = Fraction(10) ** coarser
    round_ = all(not n % unit for n in form.numbers)
    return form.place < number.scale and round_ and _is_place(coarser, number)


def entries(piece: Any, filed: Filed, day: date) -> list[Entry]:
    """Every figure in a piece of the JSON, those that it is compared with too."""
    found: list[Entry] = []
    if isinstance(piece, dict):
        if "value" in piece and "basis" in piece:
            found.append(Entry(piece, filed, day))
        for key, inner in piece.items():
            if key != "counts":
                found += entries(inner, filed, day)
    elif isinstance(piece, list):
        for inner in piece:
            found += entries(inner, filed, day)
    return found
