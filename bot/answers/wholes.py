"""What follows "share of": a longer period of the same measure, or its change, as a whole.

"What share of the year's exports came in December" and "Arvale's share of the rise in births"
name no other subject as the whole: the part's own measure over longer, or how far it moved.
Passed over, such words leave a share of something else that nobody asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.figures.period import Grain, Period
from bot.language.lexicon import CUES, DETERMINERS, Cue
from bot.language.period_meaning import Fixed, Meaning, Open, PeriodPhrase
from bot.language.question import Question, Terms
from bot.language.words import phrase_key

__all__ = ["Longer", "asks_when", "is_of_change", "longer_whole", "with_whole"]

LENGTHS: dict[str, Grain] = {
    **dict.fromkeys(("year", "annual", "yearly"), "A"),
    **dict.fromkeys(("half", "half-yearly"), "S"),
    **dict.fromkeys(("quarter", "quarterly"), "Q"),
    **dict.fromkeys(("month", "monthly"), "M"),
}
"""Words that say how long the whole is."""

CAME = frozenset({"came", "come", "happened", "occurred", "arose"})
"""Verbs of when, not of whom: what comes in December is a part of something longer."""

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}


@dataclass(frozen=True, slots=True)
class Longer:
    """The whole of a share over time; without a period where which is meant cannot be told."""

    period: Period | None


def longer_whole(question: Question, period: Period) -> Longer | None:
    """The longer period whose figure the part's is to be a share of; None where none is meant."""
    if not question.part_open or question.whole or len(question.terms.periods) > 1:
        return None
    after = _after_share_of(question)
    if not after:
        return None
    came = asks_when(question)
    others = any(m.dimensions - {"indicator", "trade_flow"} for m in question.terms.names[1:])
    grain = LENGTHS.get(after[0])
    if _is_shorter_of(question, after):
        around = _around(period, "A")
    elif grain is not None and (came or not others) and after[1:2] != ["to"]:
        around = _around(period, grain)
    else:
        return Longer(None) if came else None
    if around is not None and _contains(around, period):
        return Longer(around)
    return Longer(None)


def with_whole(question: Question) -> Question:
    """ "Share of 2021 exports that came in December 2021": the first is the whole of the other."""
    if not question.part_open or question.whole or Cue.SHARE not in question.cues:
        return question
    if len(question.terms.periods) != TWO:
        return question
    whole, own = question.terms.periods
    if not isinstance(whole.meaning, Fixed) or not _says(whole, _after_share_of(question)):
        return question
    part = _in_year(own.meaning, whole.meaning.period)
    if part is None or not (_contains(whole.meaning.period, part) or asks_when(question)):
        return question
    terms = replace(question.terms, periods=(replace(own, meaning=Fixed(part)),))
    return replace(question, terms=terms, whole=Terms((), (whole,)))


TWO = 2


def _says(phrase: PeriodPhrase, words: list[str]) -> bool:
    said = phrase_key(phrase.text).split()
    return words[: len(said)] == said


def _in_year(meaning: Meaning, around: Period) -> Period | None:
    """The part, of the year around it where it is named without one: "2021's nights, August"."""
    match meaning:
        case Fixed(period):
            return period
        case Open(grain=grain, number=number, ytd=ytd, back=0):
            return Period.numbered(grain, around.year, number, ytd)
    return None


def is_of_change(question: Question) -> bool:
    """Whether a share of a rise or a fall is asked for, and not how far a share moved."""
    after = _after_share_of(question)
    return any(Cue.GROWTH in CUES.get(word, ()) for word in after[:1])


def _after_share_of(question: Question) -> list[str]:
    """The words behind "share of", articles left out; none where nothing is."""
    said = phrase_key(question.text).split()
    for at, word in enumerate(said):
        if word == "of" and any(_asks_share(said[first : at + 1]) for first in range(at)):
            rest = said[at + 1 :]
            while rest and rest[0] in PASSED_OVER:
                rest = rest[1:]
            return rest
    return []


PASSED_OVER = DETERMINERS | {"full"}
"""Words before the whole that do not tell which it is."""


def _asks_share(said: list[str]) -> bool:
    return not {Cue.SHARE, Cue.SHARE_OF}.isdisjoint(CUES.get(" ".join(said), ()))


def asks_when(question: Question) -> bool:
    """Whether it asks how much "came" in a period: the whole is then of a longer one."""
    return not CAME.isdisjoint(phrase_key(question.text).split())


def _is_shorter_of(question: Question, after: list[str]) -> bool:
    """Whether the period was made of a year that is the whole's and a shorter one named apart:
    "what share of 2021 exports came in the fourth quarter".
    """
    match question.terms.periods:
        case (PeriodPhrase(meaning=Fixed(Period(grain=grain)) | Open(grain=grain)) as phrase,):
            years = _YEAR.fullmatch(phrase_key(phrase.text))
            return years is not None and grain != "A" and _says(phrase, after)
    return False


_YEAR = re.compile(r"\d{4}(?: s)?|(?:last|this|the previous|previous) year")
"""A year by itself, as the text of a phrase."""


def _around(period: Period, grain: Grain) -> Period | None:
    if grain == "A":
        return Period.of(f"{period.year:04}")
    return Period.numbered(grain, period.year, (period.end.month - 1) // MONTHS[grain] + 1)


def _contains(around: Period, period: Period) -> bool:
    return around.start <= period.start and period.end <= around.end and around.span != period.span
