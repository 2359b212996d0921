"""Words of English: whoever writes one means it, however near a name it stands.

The words are symspellpy's, by how often they are written; the rarest are left out,
as slips look like them ("chian"). ``ordinary_words.txt`` adds words of newsrooms.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

__all__ = ["ordinary"]

MOST_COMMON = 55_000
"""Words taken, the most common first."""

SHORTEST = 4
"""Letters of the shortest word taken: no shorter one is ever read as a name."""


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Words that are no slip for another, and unknown where they are no name."""
    file = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    common = (line.split(" ", 1)[0] for line in islice(lines, MOST_COMMON))
    own = Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8").split()
    return frozenset((*(word for word in common if len(word) >= SHORTEST), *own))
