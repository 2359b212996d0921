"""Fitting: levels that go together so plainly that no check has anything to say of them.

A long table by partner and flow has company for every figure: exports and imports make
trade, partners are parts of the world. The checks set every formula beside every figure,
which takes a thousandth of a second and more for each, and nearly all of it is right. What
they ask of levels alone is asked here of a whole family at once, in plain sums, and of what
may not hold all figures that stand together in it are named, to be looked at one by one.

Nothing is left out that a check would find: a no here means only that somebody has to look.
Whatever the checks come to ask of levels alone must be asked here too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from bot.checking import growths, ratios, wholes
from bot.figures.codes import ALL, BALANCE, NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.remainder import Remainder

__all__ = ["Family", "Key", "Levels", "Printed", "is_plain"]

NO_PART = (WORLD, ALL, NOT_APPLICABLE, UNSTATED)

TIED = ("T", "X", "M", BALANCE)
"""Flows that follow from one another: trade, exports, imports, balance."""

_PLAIN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)))?", re.ASCII)

MARGIN = 1 + 1e-9
"""More than binary floats are ever off."""


class Key(NamedTuple):
    """What tells apart the subjects of a family: all else they have in common."""

    flow: str
    partner: str
    product: str
    seasonal: str


class Printed(NamedTuple):
    """Between what the truth of a number printed lies, in its plain unit, and its sign."""

    low: Decimal
    high: Decimal
    negative: bool


Levels = Mapping[str, Sequence[Printed]]
"""By TIME_PERIOD all numbers printed of one subject; none where there are only words."""

_Cell = tuple[Decimal, Decimal]
"""The highest low and the lowest high of all that was printed of one level."""

_Share = tuple[str, float, float]
"""A period, and between what a part of the whole lies there."""


@dataclass(frozen=True)
class Family:
    """The levels of one measure of one area, of one unit, by one publisher.

    ``groups`` gives those that a partner is in. ``adds_up`` and ``is_flow`` are of the measure.
    ``lasting`` says that all of it was current at once from some day on, and ends on none.
    """

    levels: Mapping[Key, Levels]
    groups: Callable[[str], frozenset[str]]
    adds_up: bool
    is_flow: bool
    lasting: bool

    def doubtful(self) -> Mapping[Key, Collection[str]]:
        """By subject, the periods whose figures have to be looked at."""
        found: defaultdict[Key, set[str]] = defaultdict(set)
        for key, levels in self.levels.items():
            if any(map(Remainder.of, key)):
                found[key] |= levels.keys()  # it follows from its whole and its parts
        for key, code in self._unclear():
            # Whatever is tied to it by a relation is looked at with it.
            for one in self._kin(key):
                found[one] |= self._together(one, code)
        if self.adds_up:
            for key, code in (*self._above_wholes(), *self._odd_shares(), *self._odd_signs()):
                found[key].add(code)
        return found

    # --- what is tied -----------------------------------------------------------------

    def _kin(self, key: Key) -> Iterator[Key]:
        """The subject and those whose flows follow from its own, or it from theirs."""
        flows = dict.fromkeys((key.flow, *(TIED if self.adds_up else ())))
        return (one for flow in flows if (one := key._replace(flow=flow)) in self.levels)

    def _together(self, key: Key, code: str) -> set[str]:
        """The periods that may be summed with this one: those of its year."""
        if not self._summed:
            return {code} & self.levels[key].keys()
        return {other for other in self.levels[key] if other[:4] == code[:4]}

    @cached_property
    def _summed(self) -> bool:
        """Whether shorter periods make longer ones."""
        lengths = {_length(code) for levels in self.levels.values() for code in levels}
        return self.is_flow and len(lengths) > 1

    @cached_property
    def _cells(self) -> Mapping[Key, Mapping[str, _Cell]]:
        return {
            key: {
                code: (
                    printed[0][:2]
                    if len(printed) == 1
                    else (max(one.low for one in printed), min(one.high for one in printed))
                )
                for code, printed in levels.items()
                if printed
            }
            for key, levels in self.levels.items()
        }

    def _unclear(self) -> Iterator[tuple[Key, str]]:
        """Where numbers of one level differ, or levels that follow from one another do not meet."""
        for key, cells in self._cells.items():
            yield from ((key, code) for code, (low, high) in cells.items() if low > high)
            if self._summed:
                yield from ((key, year) for year in _years(cells) if not _adds_up(year, cells))
        if not self.adds_up:
            return
        for rest in {key._replace(flow="") for key in self._cells if key.flow in TIED}:
            flows = {flow: self._cells.get(rest._replace(flow=flow), {}) for flow in TIED}
            held = [flow for flow in TIED if flows[flow]]
            if len(held) < 3:
                continue  # nothing follows from two of them
            first = rest._replace(flow=held[0])
            codes = frozenset[str]().union(*flows.values())
            for code in codes:
                if not _flows_meet(*(flows[flow].get(code) for flow in TIED)):
                    yield first, code
            if self._summed:
                yield from ((first, year) for year in _uneven(flows.values()))

    # --- parts and wholes -------------------------------------------------------------

    def _above_wholes(self) -> Iterator[tuple[Key, str]]:
        """Parts that may be above their wholes, none of it being negative."""
        for key, cells in self._cells.items():
            if key.flow == BALANCE:
                continue
            for whole in self._wholes(key):
                there = self._cells.get(whole)
                if not there:
                    continue
                for code, (low, _) in cells.items():
                    for around in _around(code) if self._summed else (code,):
                        other = there.get(around)
                        if other and low > other[1] and not self._signed(key, whole, code):
                            yield key, code

    def _wholes(self, part: Key) -> Iterator[Key]:
        if part.partner not in NO_PART:
            for flow in dict.fromkeys((part.flow, "T")):
                yield part._replace(flow=flow, partner=WORLD, product=ALL)
            for group in self.groups(part.partner):
                yield part._replace(partner=group)
        if part.product not in NO_PART:
            yield part._replace(product=ALL)
        if part.flow in ("X", "M"):
            yield part._replace(flow="T")

    def _signed(self, part: Key, whole: Key, code: str) -> bool:
        """Whether the part, the whole or any partner beside it is surely known to be negative."""
        if not self.lasting:
            return False
        return bool(
            self._newly_negative[part]
            or self._newly_negative[whole]
            or code in self._negative[whole]
            or code in self._any_negative[part._replace(partner="")]
        )

    @cached_property
    def _negative(self) -> Mapping[Key, frozenset[str]]:
        return {
            key: frozenset(
                code for code, printed in levels.items() if any(one.negative for one in printed)
            )
            for key, levels in self.levels.items()
        }

    @cached_property
    def _newly_negative(self) -> Mapping[Key, bool]:
        """Whether anything negative is among the newest periods."""
        return {
            key: not codes.isdisjoint(self._newest(key, wholes.NEWEST_COMPARED))
            for key, codes in self._negative.items()
        }

    @cached_property
    def _any_negative(self) -> Mapping[Key, frozenset[str]]:
        found: defaultdict[Key, frozenset[str]] = defaultdict(frozenset)
        for key, codes in self._negative.items():
            found[key._replace(partner="")] |= codes
        return found

    def _newest(self, key: Key, limit: int, *, numbers: bool = True) -> Sequence[str]:
        """The periods that checks compare others with; all where that depends on the day."""
        held = [code for code, printed in self.levels[key].items() if printed or not numbers]
        if not self.lasting:
            return held
        return sorted(held, key=_newest_first)[:limit]

    # --- shares and signs -------------------------------------------------------------

    def _odd_shares(self) -> Iterator[tuple[Key, str]]:
        """Parts whose share of the whole may be far from what it is in other periods."""
        for key, levels in self.levels.items():
            whole = self.levels.get(_plain_whole(key) or key)
            if key.flow == BALANCE or whole is None or whole is levels:
                continue
            shares = list(_shares(levels, whole))
            newest = frozenset(self._newest(key, ratios.NEWEST_COMPARED, numbers=False))
            beside = [share for share in shares if share[0] in newest]
            if not beside:
                continue
            most, least = max(low for _, low, _ in beside), min(high for _, _, high in beside)
            for share in shares:
                code, low, high = share
                if _near(most, high) and _near(low, least):
                    continue
                if any(_far(share, other) for other in beside if other[0] != code):
                    yield key, code

    def _odd_signs(self) -> Iterator[tuple[Key, str]]:
        """What is below zero where nothing else is, as far as is known."""
        below: defaultdict[Key, set[tuple[Key, str]]] = defaultdict(set)
        if self.lasting:
            for key, levels in self.levels.items():
                below[key._replace(partner="")] |= {
                    (key, code)
                    for code in self._newest(key, growths.NEWEST_COMPARED)
                    if all(one.low < 0 for one in levels[code])
                }
        for key, levels in self.levels.items():
            if key.flow == BALANCE:
                continue
            beside = below[key._replace(partner="")]
            for code in self._negative[key]:
                surely = any(one.high < 0 for one in levels[code])
                if surely and len(beside) == ((key, code) in beside):
                    yield key, code


def is_plain(code: str) -> bool:
    """Whether a TIME_PERIOD is a year, a quarter or a month in its plainest form."""
    return _PLAIN.fullmatch(code) is not None


@cache
def _parsed(code: str) -> tuple[int, int, int]:
    """Year, last month and number of months of a plain period."""
    form = _PLAIN.fullmatch(code)
    if form is None:
        raise ValueError(f"{code} is no year, quarter or month")
    year, quarter, month = form.groups()
    if quarter:
        return int(year), int(quarter) * 3, 3
    return (int(year), int(month), 1) if month else (int(year), 12, 12)


def _length(code: str) -> int:
    return _parsed(code)[2]


def _newest_first(code: str) -> tuple[int, int, int]:
    year, month, length = _parsed(code)
    return -year, -month, length


def _years(codes: Iterable[str]) -> set[str]:
    return {code[:4] for code in codes}


@cache
def _around(code: str) -> tuple[str, ...]:
    """The period, the quarter and the year that it lies in."""
    year, month, length = _parsed(code)
    quarter = (f"{year:04}-Q{(month + 2) // 3}",) if length == 1 else ()
    return tuple(dict.fromkeys((code, *quarter, f"{year:04}")))


# --- sums --------------------------------------------------------------------------------


def _meet(one: _Cell, other: _Cell) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _flows_meet(
    total: _Cell | None, exports: _Cell | None, imports: _Cell | None, balance: _Cell | None
) -> bool:
    """Whether the flows follow from one another, two steps of reckoning included."""
    if total and exports and imports and not _meet(total, _plus(exports, imports)):
        return False
    if balance is None:
        return True
    ways = []
    if exports and imports:
        ways.append(_plus(exports, _less(imports)))
    if total and exports:
        ways.append(_plus(exports, exports, _less(total)))
    if total and imports:
        ways.append(_plus(total, _less(imports), _less(imports)))
    return all(_meet(balance, way) for way in ways)


def _plus(*cells: _Cell) -> _Cell:
    return sum((low for low, _ in cells), _ZERO), sum((high for _, high in cells), _ZERO)


def _less(cell: _Cell) -> _Cell:
    return -cell[1], -cell[0]


_ZERO = Decimal(0)


def _adds_up(year: str, cells: Mapping[str, _Cell]) -> bool:
    """Whether months make the quarters of a year and both make the year, however mixed.

    And whether none of what is in another is more than that, where none of it can be negative.
    """
    whole = cells.get(year)
    within: list[tuple[_Cell, _Cell]] = []
    quarters: list[list[_Cell]] = []  # each as it is stated and as its months make it
    for number in range(1, 5):
        stated = cells.get(f"{year}-Q{number}")
        named = (f"{year}-{month:02}" for month in range(3 * number - 2, 3 * number + 1))
        months = [cells[code] for code in named if code in cells]
        ways = [stated] if stated else []
        if len(months) == 3:
            ways.append(_plus(*months))
        if len(ways) == 2 and not _meet(*ways):
            return False
        within += [(month, around) for month in months for around in (stated, whole) if around]
        within += [(stated, whole)] if stated and whole else []
        quarters.append(ways)
    cells_of = (cell for pair in within for cell in pair)
    if any(part[0] > around[1] for part, around in within) and all(c[0] >= 0 for c in cells_of):
        return False
    if whole is None or not all(quarters):
        return True
    # A year is made of some quarters as stated and of the months of others: all ways at once.
    least = sum((min(high for _, high in ways) for ways in quarters), _ZERO)
    most = sum((max(low for low, _ in ways) for ways in quarters), _ZERO)
    return whole[0] <= least and most <= whole[1]


def _uneven(flows: Iterable[Collection[str]]) -> Iterator[str]:
    """Years of which one flow has other periods than another, unless but two have any.

    What the one lacks may follow from its other periods and from the other flows together.
    """
    years: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for codes in flows:
        of_year: defaultdict[str, set[str]] = defaultdict(set)
        for code in codes:
            of_year[code[:4]].add(code)
        for year, held in of_year.items():
            years[year].append(frozenset(held))
    return (year for year, held in years.items() if len(held) > 2 and len(set(held)) > 1)


# --- shares ------------------------------------------------------------------------------


def _plain_whole(part: Key) -> Key | None:
    """What its share is looked at of, as ``ratios.share_far`` has it."""
    if part.partner not in (WORLD, NOT_APPLICABLE, UNSTATED):
        return part._replace(partner=WORLD)
    if part.product not in (ALL, NOT_APPLICABLE, UNSTATED):
        return part._replace(product=ALL)
    return None


def _shares(part: Levels, whole: Levels) -> Iterator[_Share]:
    """The shares that are surely above zero: of others nothing is far."""
    for code, printed in part.items():
        for other in whole.get(code, ()):
            for one in printed:
                if one.low > 0 and other.low > 0:
                    yield code, _over(one.low, other.high), _over(one.high, other.low)
                elif one.high < 0 and other.high < 0:
                    yield code, _over(one.high, other.low), _over(one.low, other.high)


def _over(part: Decimal, whole: Decimal) -> float:
    return float(part) / float(whole)


def _near(low: float, high: float) -> bool:
    return high * ratios.FAR >= low * MARGIN


def _far(here: _Share, there: _Share) -> bool:
    """Whether they may be far from one another, and not both small."""
    (_, low, high), (_, least, most) = here, there
    if _near(least, high) and _near(low, most):
        return False
    return max(high, most) * MARGIN >= float(ratios.LARGE)
