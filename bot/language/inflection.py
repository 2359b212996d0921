"""One word in its forms: plural and singular, and the endings of a verb.

Only what English does by rule: "men" and "grew" are words of their own here.
"""

from __future__ import annotations

__all__ = ["other_number", "same_word"]

SHORTEST_INFLECTED = 5
"""Letters of the shortest word made singular or plural: "goods" is not what is good."""

_OTHER_ENDINGS = (
    ("ies", "y"),
    *((f"{ending}es", ending) for ending in ("ch", "sh", "x", "ss")),
    ("ss", "sses"),
    ("us", "uses"),
    ("is", "is"),
    ("s", ""),
    ("ay", "ays"),
    ("ey", "eys"),
    ("oy", "oys"),
    ("y", "ies"),
    *((ending, f"{ending}es") for ending in ("ch", "sh", "x")),
)


def other_number(word: str, shortest: int = SHORTEST_INFLECTED) -> str:
    """The plural of a singular, the singular of a plural, as English makes most; else the word."""
    if not (word.isascii() and word.isalpha()):
        return word
    endings = (pair for pair in _OTHER_ENDINGS if word.endswith(pair[0]))
    ending, other = next(endings, ("", "s"))
    made = word.removesuffix(ending) + other
    return made if min(len(word), len(made)) >= shortest else word


_SIBILANT = ("s", "x", "z", "ch", "sh")


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "accelerates" and "accelerated", "coals" and "coal"."""
    return bool(_roots(one) & _roots(other))


def _roots(word: str) -> set[str]:
    """The word, and what it may be a form of."""
    roots = {word}
    for ending in ("s", "ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            roots.add(stem)
            if ending != "s":
                roots.add(f"{stem}e")  # "rising", "eased"
            elif stem.endswith("e") and stem[:-1].endswith(_SIBILANT):
                roots.add(stem[:-1])  # "crashes"
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            roots.add(f"{word.removesuffix(ending)}y")
    return {root for root in roots if len(root) > 2}
