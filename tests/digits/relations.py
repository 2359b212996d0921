"""Whether a computed comparison is the relation that its kind says, to what it names.

The working of a change ends in "÷ base − 1", that of a share or of so many times in "÷ whole",
that of a difference in "− other"; and what it is divided by, or what is taken from it, is the
figure given under "against". A right number for the wrong relation is a wrong number.
"""

from __future__ import annotations

from fractions import Fraction

from tests.digits.calendar import code_span
from tests.digits.entries import CLOSE, POINTS, Json
from tests.digits.formula import ROOT, Leaf, Tree, Unreadable, Working, value_of

__all__ = ["relation_faults"]

CHANGES = ("previous_period", "year_earlier", "other_period", "year_to_date")
QUOTIENTS = ("share", "ratio", "fraction", "per")
DIFFERENCES = ("difference", "range")


def relation_faults(comparison: Json) -> list[str]:
    """What is wrong with a comparison that was worked out against a figure it gives."""
    kind, against, working = (comparison[key] for key in ("kind", "against", "working"))
    if working is None or against is None or against["value"] is None:
        return []
    difference = kind in DIFFERENCES or (kind in CHANGES and comparison["unit"] == POINTS)
    if not difference and kind not in (*CHANGES, *QUOTIENTS, "growth_rate", "needed"):
        return []
    try:
        tree = Working(working).tree
    except Unreadable:
        return []  # as is said of the figure
    base = Fraction(against["value"]) / (100 if against["unit"] in ("PT", "PP") else 1)
    if kind == "growth_rate":
        tree, years = _without_root(tree)
        here, there = (
            code_span(one["period"], one["accumulation"] == "YTD") for one in (comparison, against)
        )
        if years != here[1].year - there[1].year:
            return [f"{comparison['text']}: {working!r} is over {years} years"]
    if kind == "needed":
        found = None if isinstance(tree, Leaf) or tree[0] != "\u2212" else value_of(tree[1])
    elif difference:
        found = _subtrahend(tree)
    else:
        found = _divisor(tree, change=kind in (*CHANGES, "growth_rate"))
    if found is None or abs(found - base) > abs(base) * CLOSE:
        return [f"{comparison['text']}: {working!r} is no {kind} against {against['value']}"]
    return []


def _without_root(tree: Tree) -> tuple[Tree, int]:
    """A growth rate as the growth that it is a root of, and over how many years."""
    match tree:
        case ("\u2212", (sign, growth, Leaf() as degree), one) if sign == ROOT:
            return ("\u2212", growth, one), int(degree.value)
    return tree, 0


def _subtrahend(tree: Tree) -> Fraction | None:
    if isinstance(tree, Leaf):
        return None
    sign, _, right = tree
    return {"\u2212": 1, "+": -1}.get(sign, 0) * value_of(right) if sign in "+\u2212" else None


def _divisor(tree: Tree, *, change: bool) -> Fraction | None:
    if change:
        if isinstance(tree, Leaf) or tree[0] != "\u2212" or value_of(tree[2]) != 1:
            return None
        tree = tree[1]
    if isinstance(tree, Leaf) or tree[0] != "\u00f7":
        return None
    return value_of(tree[2])
