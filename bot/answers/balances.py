"""Deficits and surpluses: the two sides of zero, which is asked about, and which a figure is on.

Exports less imports are in deficit below zero. Of any other measure its package
says which sign a deficit has (DEFICIT of ``indicators.csv``): borrowing is one
above zero.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from bot.answers.answer import Figure, Note
from bot.answers.catalogue import Catalogue
from bot.figures.codes import Measure, Transformation
from bot.figures.series import Subject
from bot.language.lexicon import Cue

__all__ = ["BALANCE", "Side", "asked_side", "other_side", "side_of", "sign_of", "told_side"]


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


LEVELS = frozenset({Measure.LEVEL, Measure.CONVERSION})
"""What is on one side of zero: how much it is, in whatever currency."""
