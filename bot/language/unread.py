"""Words that could not be read, as the reporter is told of them: as few as say what is wrong.

Words side by side are one complaint: "co2 emissions". Where one word spoils a
name, it alone is named: in "hybrd registrations" the first, since registrations
are on file. Where every word is of some name and only the whole is not, the whole
is: "deaths on the road".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

__all__ = ["Unknown", "gathered"]

MOST_BETWEEN = 2
"""Words of asking that may stand within a name: "deaths on the road"."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that are no name, no period and no words of asking, with names close to them."""

    word: str
    suggestions: tuple[str, ...] = ()
    start: int = 0  # where it stands in the text
    phrase: tuple[int, int] | None = None  # the place of the name it would make with its neighbours

    @property
    def end(self) -> int:
        return self.start + len(self.word)


def gathered(
    text: str,
    strangers: Iterable[Unknown],
    said: Sequence[tuple[int, int]],
    named: Callable[[str], bool],
) -> tuple[Unknown, ...]:
    """The complaints, in order and each once.

    ``said`` are the places of names and periods that could be read, which no
    complaint reaches across; ``named`` tells whether a word is a word of any name.
    """
    runs: list[list[Unknown]] = []
    for stranger in sorted(dict.fromkeys(strangers), key=lambda one: one.start):
        if runs and _goes_on(text, runs[-1][-1], stranger, said):
            runs[-1].append(stranger)
        else:
            runs.append([stranger])
    told = (one for run in runs for one in _told(text, run, named))
    return tuple({unknown.word: unknown for unknown in told}.values())


def _goes_on(text: str, before: Unknown, after: Unknown, said: Sequence[tuple[int, int]]) -> bool:
    """Whether the two may be of one phrase: side by side, or with a little word between."""
    between = text[before.end : after.start].split()
    apart = any(before.end <= start < after.start for start, _ in said)
    return not apart and len(between) <= MOST_BETWEEN and all(map(str.isalpha, between))


def _told(text: str, run: Sequence[Unknown], named: Callable[[str], bool]) -> list[Unknown]:
    """The complaints of one run: the word that spoils a name, else the words as they stand."""
    for one in run if len(run) > 1 else ():
        if one.phrase is not None:
            return [_phrase(text, one, *one.phrase)]
    strange = [one for one in run if one.suggestions or not named(one.word)]
    if not strange:
        return [_joined(text, run)]
    pages: list[list[Unknown]] = []
    for one in strange:
        beside = pages and not text[pages[-1][-1].end : one.start].strip()
        if beside and not (one.suggestions or pages[-1][-1].suggestions):
            pages[-1].append(one)
        else:
            pages.append([one])
    return [_joined(text, page) for page in pages]


def _joined(text: str, run: Sequence[Unknown]) -> Unknown:
    return replace(run[0], word=text[run[0].start : run[-1].end])


def _phrase(text: str, unknown: Unknown, start: int, end: int) -> Unknown:
    """The whole phrase: "consumer prise index", which may be "consumer price index"."""
    before, after = text[start : unknown.start], text[unknown.end : end]
    meant = tuple(f"{before}{name}{after}" for name in unknown.suggestions)
    return Unknown(text[start:end], meant, start)
