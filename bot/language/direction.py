"""Direction: whether a text speaks of a rise or of a fall.

direction("why did trade fall")            -> Direction.DOWN
direction("growth of foreign trade")       -> Direction.UP
direction("why"), direction("rise and fall")  -> None
"""

from __future__ import annotations

from enum import StrEnum

from bot.language.words import phrase_key

__all__ = ["Direction", "direction"]


class Direction(StrEnum):
    """Which way something went."""

    UP = "up"
    DOWN = "down"


_STEMS = {
    Direction.UP: """
        accelerat boom bounc climb doubl expand expans gain grew grow increas jump quadrupl
        rebound recover rise risen rising soar spik strengthen surge surging swell triple
        tripling up higher upturn""",
    Direction.DOWN: """
        collaps contracted contracti crash declin decreas dip dipped downturn down drop ease
        easing fall fell halve halving lower plung reduc sank shrank shrink shrunk sink slid
        slump sunk tumbl weaken""",
}
"""Beginnings of words of either direction; a short one is the whole word."""

_WHOLE = {Direction.UP: ("rose", "shot"), Direction.DOWN: ()}
"""Whole words besides, that begin others of no direction."""

SHORTEST_STEM = 4
"""Letters of the shortest beginning: "up" and "dip" are words, not beginnings of any."""


def direction(text: str) -> Direction | None:
    """The one direction that the text speaks of; None where it speaks of none or of both."""
    words = phrase_key(text).split()
    found = {
        way
        for way, stems in _STEMS.items()
        if any(_begins(word, stem) for word in words for stem in stems.split())
        or any(word in _WHOLE[way] for word in words)
    }
    return found.pop() if len(found) == 1 else None


def _begins(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= SHORTEST_STEM and word.startswith(stem))
