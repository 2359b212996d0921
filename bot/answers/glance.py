"""Thousands of days or weeks, each with its level as stated: which can be the highest or lowest.

Looked at one by one they would take a second. Where the store can tell that each has a level
of its own, it also tells which few of them can go furthest; these are compared exactly, and
the rest are only counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.answers.answer import Count, Figure
from bot.answers.catalogue import Catalogue, Run
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject

__all__ = ["MOST_NAMED", "Counted", "Glance", "at_a_glance"]

MOST_NAMED = 100
"""Periods of which each is named where they are counted; of more, it is how many there are."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures that were looked at, and how many more there are besides."""

    figures: tuple[Figure, ...]
    more: int = 0

    def __len__(self) -> int:
        return len(self.figures) + self.more

    def count(self, *others: Figure) -> Count:
        """How many they are with those others; each, unless they are too many to be named."""
        if self.more:
            return Count(len(self) + len(others))
        return Count.each((*others, *self.figures))


@dataclass(frozen=True, slots=True)
class Glance:
    """A run of days or weeks, of each of which a level is stated."""

    subject: Subject
    unit: str
    run: Run
    number: int
    catalogue: Catalogue
    at: Callable[[Period], Figure | None]

    def furthest(self, *, lowest: bool) -> list[Period]:
        """The one that goes furthest and all that may go as far, the newest first."""
        told = self.catalogue.furthest(self.subject, self.run, lowest=lowest)
        figure = self.at(told) if told is not None else None
        if figure is None:
            return []
        bound = _near_end(figure, lowest=lowest)
        found = self.reaching(bound, lowest=lowest)
        known = [f for p in found if (f := self.at(p)) is not None and f.value is not None]
        best = (min if lowest else max)((f.value or 0 for f in known), default=None)
        ends = [_near_end(f, lowest=lowest) for f in known if f.value == best]
        # The furthest may be known more roughly than the one by which it was found.
        rougher = (max if lowest else min)((bound, *ends))
        return found if rougher == bound else self.reaching(rougher, lowest=lowest)

    def reaching(self, bound: Fraction, *, lowest: bool) -> list[Period]:
        """All that may reach the bound, the newest first."""
        found = self.catalogue.reaching(self.subject, self.unit, bound, self.run, lowest=lowest)
        if found is None:
            raise ValueError(f"levels of {self.subject} were told to be stated, and are not")
        return sorted(found, key=lambda period: period.end, reverse=True)


def _near_end(figure: Figure, *, lowest: bool) -> Fraction:
    """The end of its interval that anything as far must reach."""
    return (figure.high if lowest else figure.low) or Fraction(0)


def at_a_glance(
    subject: Subject,
    periods: Sequence[Period],
    catalogue: Catalogue,
    at: Callable[[Period], Figure | None],
) -> Glance | None:
    """The periods as a run of days or weeks with a stated level each, in one unit.

    None where they are few enough to be looked at one by one, or have to be. ``at`` gives the
    figure of one of them.
    """
    if len(periods) <= MOST_NAMED or periods[0].grain not in "DW" or any(remainders_in(subject)):
        return None
    units = list(catalogue.level_units(subject))
    codes = [p.code for p in periods if p.grain == periods[0].grain and not p.ytd]
    if len(units) != 1 or len(codes) < len(periods):
        return None
    run = Run(periods[0].grain, min(codes), max(codes))
    if catalogue.how_many(subject, run) != len(codes):
        return None
    return Glance(subject, units[0], run, len(codes), catalogue, at)
