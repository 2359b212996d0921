"""What several words ask together, of which each alone asks for something else.

"Average annual growth" is one rate of growth and no mean of rates, "the highest and the lowest
month" is both ends and not either, and "what will December need" foretells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from bot.language.lexicon import Cue

__all__ = ["says_need", "together"]

_A_YEAR = frozenset({Cue.AVERAGE, Cue.EACH_YEAR})
_HIGH = frozenset({Cue.RECORD, Cue.BEST, Cue.RANK})
_LOW = frozenset({Cue.LOW, Cue.WORST})
_NEED = (
    r"needs?|needed|requires?|required|must|ha(?:ve|s) to|takes?|short of|far off|left|missing|"
    r"how (?:much|many) (?:more|less|fewer|to)|be to"
)
_NEEDS = re.compile(rf"\b(?:{_NEED})\b", re.I)
_WILL_NEED = re.compile(rf"\bwill\b.*\b(?:{_NEED})\b", re.I)


def says_need(text: str) -> bool:
    """Whether a text asks what is missing, and not only whether something came to so much."""
    return _NEEDS.search(text) is not None


def together(cues: Set[Cue], text: str, phrases: Sequence[Set[Cue]]) -> frozenset[Cue]:
    """The cues of a question, with those that its words have only side by side.

    ``phrases`` are the cues of each phrase in order, empty for a name or a period.
    """
    verdict = Cue.IS in next(iter(phrases), set())
    found = set(cues)
    if {*_A_YEAR, Cue.GROWTH} <= found:
        found.add(Cue.GROWTH_RATE)
    if Cue.GROWTH_RATE in found:
        found -= _A_YEAR
    if Cue.NEEDED in found and verdict and not says_need(text):
        found.discard(Cue.NEEDED)  # "did November manage to match 2019"
    if Cue.NEEDED in found:
        found -= {Cue.DIFFERENCE, Cue.REST}
        if _WILL_NEED.search(text):
            found.discard(Cue.FORECAST)
    if Cue.RANGE not in found and _both_ends(phrases):
        found |= {Cue.RANGE, Cue.RECORD, Cue.HIGHEST}
    elif Cue.RANGE not in found and _apart_ends(phrases):
        found.add(Cue.APART_ENDS)
    if Cue.RANGE in found:
        found -= {*_LOW, *_HIGH, Cue.AVERAGE} - {Cue.RECORD}
    return frozenset(found)


def _both_ends(phrases: Sequence[Set[Cue]]) -> bool:
    """Whether "and" or "to" alone stands between the highest and the lowest of something.

    What it is of may stand there too, if nothing is named behind: "highest exports and lowest".
    """
    ends = [(place, _end(cues)) for place, cues in enumerate(phrases) if _end(cues)]
    return any(
        first != last
        and (
            _only_joined(phrases[here + 1 : there])
            or (_is_joined(phrases[here + 1 : there]) and all(phrases[there + 1 :]))
        )
        for (here, first), (there, last) in pairwise(ends)
    )


def _apart_ends(phrases: Sequence[Set[Cue]]) -> bool:
    """Whether each end is of something of its own: "highest exports and lowest imports"."""
    ends = [(place, _end(cues)) for place, cues in enumerate(phrases) if _end(cues)]
    return any(
        first != last and _is_joined(phrases[here + 1 : there]) and not all(phrases[there + 1 :])
        for (here, first), (there, last) in pairwise(ends)
    )


def _end(cues: Set[Cue]) -> str:
    if cues & _LOW:
        return "low"
    return "high" if cues & _HIGH else ""


_JOINTS = frozenset({Cue.AND, Cue.TO})
_LITTLE = frozenset({Cue.AND, Cue.TO, Cue.FOLLOW, Cue.FILLER})


def _is_joined(between: Sequence[Set[Cue]]) -> bool:
    return any(cues & _JOINTS for cues in between)


def _only_joined(between: Sequence[Set[Cue]]) -> bool:
    return _is_joined(between) and all(cues and cues <= _LITTLE for cues in between)
