"""The day by which a figure was published: "November 2021 as of 26 December 2021".

Such a day is no period of the figure: the desk answers as it would have on that
day. By itself "as of 30 June 2021" may be either, so whether another period is
named, or the words say that something was known, is told with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.language.period_meaning import Fixed
from bot.language.periods import find_periods
from bot.language.words import fold

__all__ = ["Vintage", "vintage"]

_AS_OF = re.compile(r"\bas (?:of|at|on)(?: the)? $", re.I)
_KNOWN = re.compile(
    r"\b(?:as )?(?:we )?(?:known?|knew|published|available|reported)(?: as (?:of|at))?"
    r"(?: on| by)?(?: the)? $",
    re.I,
)
_KNEW = re.compile(r"\bkn[oe]w", re.I)  # "reported on 30 June" may be the day's own figure
_BY_DAY = re.compile(r"\b(?:on|by|as of|as at) $", re.I)
_DID_WE_KNOW = re.compile(r"\b(?:did|do) (?:we|you) (?:know|have)(?: about| of| for| on)?\b", re.I)
_MAYBE = re.compile(r"\bas (?:of|at|on)\b|\bkn[oe]wn?\b|\b(?:published|available|reported)\b", re.I)


@dataclass(frozen=True, slots=True)
class Vintage:
    """A question without its day of publication, and that day."""

    text: str
    day: date
    sure: bool  # whether the day can be nothing else


def vintage(text: str) -> Vintage | None:
    """The day by which the question wants its figure to have been published, if it names one."""
    if not _MAYBE.search(text):
        return None
    folded = fold(text)
    phrases = find_periods(folded)
    for phrase in phrases:
        if not isinstance(phrase.meaning, Fixed) or phrase.meaning.period.grain != "D":
            continue
        before, behind = folded[: phrase.start], folded[phrase.end :]
        known = _KNOWN.search(before)
        asked = _DID_WE_KNOW.search(before) if _BY_DAY.search(before) else None
        said = known or _AS_OF.search(before)
        if asked is not None:
            left = _BY_DAY.sub("", _DID_WE_KNOW.sub("is", before))
        elif said is not None:
            left = before[: said.start()]
        else:
            continue
        told = known is not None and _KNEW.search(known.group()) is not None
        sure = told or asked is not None or len(phrases) > 1
        rest = f"{left.strip()} {behind.strip()}".strip(" ?.!,")
        return Vintage(rest or "that", phrase.meaning.period.end, sure)
    return None
