"""Deficits and surpluses: the two sides of zero, which is asked about, and which a figure is on.

Exports less imports are in deficit below zero. Of any other measure its package
says which sign a deficit has (DEFICIT of ``indicators.csv``): borrowing is one
above zero.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.answers.answer import Comparison, Figure, Note
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import between
from bot.figures.codes import Measure, Transformation
from bot.figures.series import Subject
from bot.language.lexicon import Cue

__all__ = [
    "BALANCE",
    "Side",
    "asked_side",
    "how_it_moved",
    "larger_of",
    "other_side",
    "side_of",
    "sign_of",
    "told_side",
]


class Side(StrEnum):
    """A side of zero, by the word that asks for it."""

    DEFICIT = "deficit"
    SURPLUS = "surplus"


def asked_side(cues: Collection[Cue]) -> Side | None:
    """The side that a name in the question asks for; None where it names neither or both."""
    asked = [
        s for s, cue in ((Side.DEFICIT, Cue.DEFICIT), (Side.SURPLUS, Cue.SURPLUS)) if cue in cues
    ]
    return asked[0] if len(asked) == 1 else None


def sign_of(side: Side, subject: Subject, catalogue: Catalogue) -> int | None:
    """The sign of the numbers on that side; None where nothing on file says."""
    if subject.trade_flow == BALANCE:
        deficit = -1
    else:
        stated = catalogue.indicator(subject.indicator).deficit
        if stated is None:
            return None
        deficit = 1 if stated == "positive" else -1
    return deficit if side is Side.DEFICIT else -deficit


BALANCE = "B"
"""TRADE_FLOW: exports less imports."""


def side_of(figure: Figure, catalogue: Catalogue) -> Side | None:
    """The side of zero that a level is surely on; None where it is on neither or may be on both."""
    sign = sign_of(Side.DEFICIT, figure.subject, catalogue)
    if sign is None or figure.low is None or figure.high is None:
        return None
    if figure.low > 0:
        return Side.DEFICIT if sign > 0 else Side.SURPLUS
    if figure.high < 0:
        return Side.DEFICIT if sign < 0 else Side.SURPLUS
    return None


def other_side(figure: Figure, cues: Collection[Cue], catalogue: Catalogue) -> Note | None:
    """What is to be said where a deficit was asked for and the figure is a surplus, or the like."""
    asked, found = _sides(figure, cues, catalogue)
    apart = asked is not None and found not in (None, asked)
    return Note(f"was_{found}", {"figure": figure}) if apart else None


def told_side(
    figure: Figure, cues: Collection[Cue], catalogue: Catalogue, *, verdict: bool = False
) -> Note | None:
    """The same, and that it was what was asked for where the number does not say so.

    So it is with a surplus that is printed below zero, as borrowing is; and where whether it
    was one is the question.
    """
    asked, found = _sides(figure, cues, catalogue)
    if asked is None or found is not asked:
        return other_side(figure, cues, catalogue)
    turned = found is Side.SURPLUS and figure.high is not None and figure.high < 0
    return Note(f"was_{found}_asked", {"figure": figure}) if turned or verdict else None


def _sides(
    figure: Figure, cues: Collection[Cue], catalogue: Catalogue
) -> tuple[Side | None, Side | None]:
    """The side that is asked for, and the one a level is on; None for what is no level."""
    if figure.transformation is not Transformation.NONE or figure.measure not in LEVELS:
        return None, None
    return asked_side(cues), side_of(figure, catalogue)


def how_it_moved(here: Figure, there: Figure, catalogue: Catalogue) -> tuple[Note, ...]:
    """What is said in place of a percentage across zero (design: rule 8).

    Between two deficits that it widened or narrowed and by how much; between a deficit and a
    surplus that it swung; of what has no such sides, the difference alone.
    """
    gap = between("difference", here, there)
    if not isinstance(gap, Comparison) or not gap.figure.value:
        return ()
    now, before = side_of(here, catalogue), side_of(there, catalogue)
    rose = gap.figure.value > 0
    apart = gap if rose else between("difference", there, here)  # how far, whichever way
    if not isinstance(apart, Comparison):
        return ()
    told = {"gap": replace(apart.figure, period=here.period), "base": there.period}
    if now is None or before is None:
        return (Note("moved_by", told),)
    if now is not before:
        told |= {"side": now.value, "before": before.value}
        return (Note("swung", told),)
    told |= {"side": now.value}
    wider = rose is (sign_of(now, here.subject, catalogue) != -1)
    return (Note("widened", told) if wider else Note("narrowed", told),)


def larger_of(
    figures: Sequence[Figure], cues: Collection[Cue], catalogue: Catalogue
) -> Note | None:
    """Of two deficits the larger, where deficits are asked about."""
    side = asked_side(cues)
    if side is None or len(figures) != TWO:
        return None
    one, other = figures
    if {side_of(one, catalogue), side_of(other, catalogue)} != {side}:
        return None
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    sign = sign_of(side, one.subject, catalogue) or 1
    first = one.low > other.high if sign > 0 else one.high < other.low
    second = other.low > one.high if sign > 0 else other.high < one.low
    if not (first or second):
        return None
    most = one if first else other
    apart = one.period.span != other.period.span
    told = {"side": side.value, "subject": most.subject, "in": most.period if apart else None}
    return Note("larger_side", told)


TWO = 2
"""Figures of which one is the larger."""

LEVELS = frozenset({Measure.LEVEL, Measure.CONVERSION})
"""What is on one side of zero: how much it is, in whatever currency."""
