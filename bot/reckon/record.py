"""Testing a claim that a level is a record, over everything held or derivable.

A claim holds against all on file, is contradicted by one that was surely
higher, or cannot be decided where intervals overlap. Only earlier periods of
the same length count: a record is not undone by what came after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.figures.quantity import Interval

T = TypeVar("T")

__all__ = ["Candidate", "Verdict", "verdict"]


class Verdict(StrEnum):
    """How a record claim fares."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """An earlier level, with whatever the caller wants back with it."""

    interval: Interval
    of: T


def verdict(
    claimed: Interval, earlier: Sequence[Candidate[T]], *, highest: bool = True
) -> tuple[Verdict, Candidate[T] | None]:
    """The verdict, with the earlier level that decides it where there is one."""
    if highest:
        above = [c for c in earlier if c.interval.low > claimed.high]
        beside = [c for c in earlier if c.interval.high > claimed.low]
        strongest = max(above, key=lambda c: c.interval.low, default=None)
    else:
        above = [c for c in earlier if c.interval.high < claimed.low]
        beside = [c for c in earlier if c.interval.low < claimed.high]
        strongest = min(above, key=lambda c: c.interval.high, default=None)
    if strongest is not None:
        return Verdict.CONTRADICTED, strongest
    if beside or not earlier:
        return Verdict.UNDECIDED, beside[0] if beside else None
    return Verdict.HOLDS, None
