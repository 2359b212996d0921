"""What a load changes: the largest revisions and corrections, and a release that looks botched.

A publisher's good revision changes most values by little. Where columns or years have
shifted, a scale is wrong or half a file is missing, many values more than double or
halve, or go. Of world GDP by the World Bank, 0 to 1.8% of the values that a good
vintage revises do so and up to 2.1% are withdrawn; of a botched one 15% and 13%.
A load stops above ``TOO_MANY``, where enough values change to tell. What it corrects in
place counts as well: a botched file may have been given the source of the one before.

Only levels of one sign are judged: a rate of 0.1 that becomes 0.3 is no wonder, and a
balance may be anything. Each release (source) is looked at by itself, so
that a botched one does not hide among good ones.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from math import floor
from typing import NamedTuple

__all__ = ["Printed", "Revised", "Revision", "Revisions", "gone"]

TOO_MANY = Fraction(1, 20)
"""The share of values above which a release is doubted."""

ENOUGH = 30
"""Values revised, or on file before, from which a share of them tells anything."""

FEWEST = 5
"""Values that more than double or halve, at the least, for a release to be doubted."""

FAR = 2
MOST = 10
EXAMPLES = 5
TIMES = 4
"""From how many times the old value a change is told as that, not in percent."""


class Printed(NamedTuple):
    """A number as text and its power of ten; without a number where none was given."""

    value: str | None
    unit_mult: int


class _Change(NamedTuple):
    size: float  # how many times the smaller the larger is; infinite across zero
    number: int  # counts down, so that of equals the first is kept
    series: int
    period: str
    old: Printed
    new: Printed
    level: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A number, and what it becomes: in another release of its publisher, or corrected."""

    series: str  # its name
    period: str  # TIME_PERIOD
    old: Printed
    new: Printed
    level: bool  # whether a change of it is told in percent

    def __str__(self) -> str:
        new = _shown(self.new)
        old = self.old.value if self.old.unit_mult == self.new.unit_mult else _shown(self.old)
        said = f"{self.series}, {self.period}: {old} → {new}"
        return f"{said}, {self.change}" if self.change else said

    @property
    def change(self) -> str:
        """By how much: in percent, to a tenth, or as so many times; empty across zero."""
        old, new = _exactly(self.old), _exactly(self.new)
        if not self.level or old <= 0 or new <= 0:
            return ""
        if new / old >= TIMES:
            return f"{_whole(new / old):,} times"
        tenths = _whole(abs(new / old - 1) * 1000)
        if not tenths:
            return "by less than 0.1%"
        return f"{'+' if new > old else chr(0x2212)}{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True, slots=True)
class Revised:
    """The largest changes that a package brings, and how many numbers it withdraws."""

    package: str
    largest: tuple[Revision, ...]
    withdrawn: int


@dataclass(slots=True)
class _Release:
    """What one release does with numbers on file."""

    revised: int = 0  # levels that change and keep their sign
    far: int = 0  # those of them that more than double or halve
    withdrawn: int = 0
    levels: list[_Change] = field(default_factory=list)  # a heap of the largest, as is the next
    others: list[_Change] = field(default_factory=list)


@dataclass(slots=True)
class Revisions:
    """Gathers what the statements of one package revise or correct."""

    package: str
    _releases: dict[int, _Release] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(0, -1))

    def add(
        self, series: int, period: str, source: int, old: Printed, new: Printed, *, level: bool
    ) -> None:
        """A number that the release with that id gives otherwise than what was there before."""
        if old.value is None:
            return
        release = self._releases.setdefault(source, _Release())
        if new.value is None:
            release.withdrawn += 1
            return
        before, after = _roughly(old), _roughly(new)
        if before == after:
            return
        size, judged = math.inf, level and before * after > 0
        if before * after > 0:
            size = max(before / after, after / before)
        if judged:
            release.revised += 1
            release.far += size > FAR
        kept = release.levels if judged else release.others
        change = _Change(size, next(self._numbers), series, period, old, new, level)
        if len(kept) < MOST:
            heapq.heappush(kept, change)
        else:
            heapq.heappushpop(kept, change)

    def told(self, connection: sqlite3.Connection) -> Revised:
        """For the report. Series must have their names by now."""
        releases = self._releases.values()
        changes = [change for release in releases for change in release.levels + release.others]
        withdrawn = sum(release.withdrawn for release in releases)
        return Revised(self.package, _named(connection, changes, MOST), withdrawn)

    def doubts(self, connection: sqlite3.Connection) -> Iterator[str]:
        """A paragraph for each release whose revisions look like none."""
        for source, release in self._releases.items():
            (code,) = connection.execute(
                "SELECT code FROM sources WHERE id = ?", (source,)
            ).fetchone()
            named = f"{self.package}, source {code}: of"
            before = release.revised + release.withdrawn
            if _too_many(release.far, release.revised):
                said = (
                    f"{named} {release.revised:,} values that it changes, "
                    f"{_part(release.far, release.revised)} more than double or halve. "
                    "See whether its columns, its years or its scale have shifted:"
                )
                examples = _named(connection, release.levels, EXAMPLES)
                yield "\n    ".join([said, *map(str, examples)])
            if _too_many(release.withdrawn, before):
                yield (
                    f"{named} {before:,} values that it changes, "
                    f"{_part(release.withdrawn, before)} are withdrawn. See whether it is whole."
                )


def gone(package: str, missing: int, held: int) -> Iterator[str]:
    """A sentence where many of the rows that a package has on file are no longer in its files."""
    if _too_many(missing, held):
        yield (
            f"{package}: of {held:,} rows that it has on file, {_part(missing, held)} are "
            "no longer in its files. See whether they are whole."
        )


def _too_many(part: int, whole: int) -> bool:
    return whole >= ENOUGH and part >= FEWEST and part > TOO_MANY * whole


def _named(
    connection: sqlite3.Connection, changes: Sequence[_Change], most: int
) -> tuple[Revision, ...]:
    """The largest changes, the largest first."""
    found = []
    for change in heapq.nlargest(most, changes):
        _, _, series, *printed = change
        name = "SELECT coalesce(name, 'series ' || id) FROM series WHERE id = ?"
        found.append(Revision(*connection.execute(name, (series,)).fetchone(), *printed))
    return tuple(found)


def _shown(printed: Printed) -> str:
    scale = f" with UNIT_MULT {printed.unit_mult}" if printed.unit_mult else ""
    return f"{printed.value}{scale}"


def _roughly(printed: Printed) -> float:
    return float(f"{printed.value}e{printed.unit_mult}")


def _exactly(printed: Printed) -> Fraction:
    return Fraction(printed.value or 0) * Fraction(10) ** printed.unit_mult


def _whole(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def _part(part: int, whole: int) -> str:
    return f"{part:,} ({_whole(Fraction(100 * part, whole))}%)"
