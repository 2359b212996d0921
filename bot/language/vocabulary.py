"""What names the desk knows: a door through which the store hands them in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.figures.codes import Kind

__all__ = ["Meaning", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a name can mean: codes of one or more dimensions.

    "exports" means ``(("indicator", "TRADE"), ("trade_flow", "X"))``,
    "Khorgos" means ``(("area", "CN-XJ-HORGOS"),)``. The dimension ``area`` stands
    for REF_AREA or COUNTERPART_AREA, whichever the sentence makes it; ``unit``
    asks for a unit of measure. All other names are attributes of Subject.
    """

    codes: tuple[tuple[str, str], ...]

    def without(self, dimension: str) -> Meaning:
        """The same, that dimension left open."""
        return Meaning(tuple(pair for pair in self.codes if pair[0] != dimension))


class Vocabulary(Protocol):
    """Names with their meanings. Phrases are as ``words.phrase_key`` writes them."""

    def lookup(self, phrases: Collection[str]) -> Mapping[str, tuple[Meaning, ...]]:
        """The meanings of those phrases that are names."""
        ...

    def near(self, word: str, distance: int) -> Mapping[str, int]:
        """Words of names within an optimal-string-alignment distance, with the distance."""
        ...

    def kind(self, indicator: str) -> Kind:
        """What a measure is, by its code. Raises KeyError for one that is not on file."""
        ...

    def held(self, meaning: Meaning) -> bool:
        """Whether anything on file has all the codes of the meaning."""
        ...
