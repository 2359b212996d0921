"""How far one spelling is from another.

Optimal string alignment (restricted Damerau-Levenshtein): the fewest letters
added, left out, exchanged, or swapped with their neighbour, no stretch edited
twice. L. Boytsov, "Indexing methods for approximate dictionary searching",
ACM Journal of Experimental Algorithmics 16 (2011), section 2. It is worked out a
column at a time in the bits of one number: H. Hyyrö, "A bit-vector algorithm for
computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10
(2003), section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["WordList", "distance"]


def distance(a: str, b: str, limit: int) -> int | None:
    """The distance where it is at most ``limit``, else None. Case counts."""
    if abs(len(a) - len(b)) > limit:
        return None
    if a == b:
        return 0
    steps = _distance(_places(a), len(a), b)
    return steps if steps <= limit else None


def _places(word: str) -> Mapping[str, int]:
    """Where each letter stands in the word, a bit for every place."""
    places: dict[str, int] = {}
    for place, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def _distance(places: Mapping[str, int], length: int, other: str) -> int:
    """The distance from a word, given as the places of its letters, to another."""
    if not length:
        return len(other)
    every, last = (1 << length) - 1, 1 << (length - 1)
    # Where the column rises and falls going down, where its diagonal stays level,
    # and the places of the letter before: the names are those of the paper.
    vp, vn, d0, before = every, 0, 0, 0
    steps = length
    for letter in other:
        here = places.get(letter, 0)
        swapped = ((~d0 & here) << 1) & before
        d0 = ((((here & vp) + vp) ^ vp) | here | vn | swapped) & every
        hp = vn | (~(d0 | vp) & every)
        hn = d0 & vp
        if hp & last:
            steps += 1
        elif hn & last:
            steps -= 1
        hp = (hp << 1 | 1) & every
        hn = (hn << 1) & every
        vp = hn | (~(d0 | hp) & every)
        vn = hp & d0
        before = here
    return steps


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
        letters, changed, places = _letters(word), 2 * limit, _places(word)
        found = {}
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other, others in self._by_length.get(length, ()):
                if (letters ^ others).bit_count() <= changed:
                    steps = _distance(places, len(word), other)
                    if steps <= limit:
                        found[other] = steps
        return found


def _letters(word: str) -> int:
    """Which letters a word has, one bit each; several share one beyond the alphabet."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
