"""How far one spelling is from another.

Optimal string alignment (restricted Damerau-Levenshtein): the fewest letters
added, left out, exchanged, or swapped with their neighbour, no stretch edited
twice. L. Boytsov, "Indexing methods for approximate dictionary searching",
ACM Journal of Experimental Algorithmics 16 (2011), section 2.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["WordList", "distance"]


def distance(a: str, b: str, limit: int) -> int | None:
    """The distance where it is at most ``limit``, else None. Case counts."""
    if abs(len(a) - len(b)) > limit:
        return None
    if a == b:
        return 0
    far = limit + 1
    before: list[int] = []
    above = list(range(len(b) + 1))
    for row, letter in enumerate(a, 1):
        # Cells further than the limit from the diagonal cannot lead to a result within it.
        first, last = max(1, row - limit), min(len(b), row + limit)
        here = [far] * (len(b) + 1)
        here[0] = row
        for column in range(first, last + 1):
            other = b[column - 1]
            cost = min(
                above[column] + 1,
                here[column - 1] + 1,
                above[column - 1] + (letter != other),
            )
            swapped = row > 1 and column > 1 and letter == b[column - 2] and a[row - 2] == other
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            here[column] = cost
        if min(here) > limit and (not before or min(above) > limit):
            return None
        before, above = above, here
    return above[-1] if above[-1] <= limit else None


class WordList:
    """Words whose near neighbours can be found in milliseconds among tens of thousands.

    Only words of about the length asked for are looked at, and a set of the letters
    in each, kept as bits, throws out nearly all of those before any distance is
    worked out: one edit changes at most two letters of the set.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[str, int]]] = {}
        for word in sorted(set(words)):
            self._by_length.setdefault(len(word), []).append((word, _letters(word)))

    def near(self, word: str, limit: int) -> dict[str, int]:
        """Words within that distance (optimal string alignment), with theirs."""
        letters, changed = _letters(word), 2 * limit
        found = {}
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other, others in self._by_length.get(length, ()):
                if (letters ^ others).bit_count() <= changed:
                    steps = distance(word, other, limit)
                    if steps is not None:
                        found[other] = steps
        return found


def _letters(word: str) -> int:
    """Which letters a word has, one bit each; several share one beyond the alphabet."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
