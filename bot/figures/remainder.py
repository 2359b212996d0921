"""Remainders: the code of a whole less some of its parts, ``W1_X_BRI``.

SDMX's guidelines for code lists write "A excluding B" as A_X_B, and so does the desk, in
whatever dimension: ``W1_X_BRI`` are the partners outside the Belt and Road, ``CN_X_CN-XJ``
is China without Xinjiang, ``_T_X_SHOES`` all products but shoes. A package may have such a
code of its own, where a publisher states the figure; else the desk works it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.figures.series import Subject

__all__ = ["Remainder", "remainders_in"]

_EXCLUDING = "_X_"


@dataclass(frozen=True, slots=True)
class Remainder:
    """The codes that the code of a remainder is made of, all of one dimension."""

    whole: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, code: str) -> Remainder | None:
        """None where the code is that of no remainder."""
        if _EXCLUDING not in code:
            return None
        whole, *parts = code.split(_EXCLUDING)
        return cls(whole, tuple(parts)) if parts and whole and all(parts) else None

    @classmethod
    def without(cls, whole: str, parts: Sequence[str]) -> str:
        """The code of the whole less the parts, which are named in one order whatever theirs."""
        return _EXCLUDING.join((whole, *sorted(set(parts))))


def remainders_in(subject: Subject) -> Iterator[tuple[str, Subject, tuple[Subject, ...]]]:
    """Each dimension in which the subject is a remainder, with its whole and its parts."""
    for dimension in Subject.dimensions():
        rest = Remainder.of(getattr(subject, dimension))
        if rest is not None:
            parts = tuple(subject.with_(dimension, part) for part in rest.parts)
            yield dimension, subject.with_(dimension, rest.whole), parts
