"""Slips: what a figure may have been meant to be, tried as hypotheses.

People slip by a decimal point, by two digits swapped, by a zero left out, by a sign.
Where a release contradicts itself, the one figure that all of its contradictions
share, put otherwise in one of these ways, is named if that settles all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers.findings import Meant
from bot.figures.statement import Statement
from bot.reckon.agree import AGREE, Relation
from bot.reckon.expression import inputs

__all__ = ["slip"]


def slip(relation: Relation, alike: Mapping[int, Sequence[Relation]]) -> Meant | None:
    """The only figure of the relation that, put otherwise, settles all that it is part of.

    ``alike`` has by the number of a statement the relations with it that do not hold within
    the release, this one among them.
    """
    slips = [
        Meant(suspect, meant.value or "", meant.unit_mult, meant.decimals)
        for suspect in (relation.statement, *inputs(relation.formula))
        for meant in _otherwise(suspect)
        if all(other.with_(suspect, meant).verdict in AGREE for other in alike[suspect.id])
    ]
    most = max((_settles(slip, alike) for slip in slips), default=0)
    best = [slip for slip in slips if _settles(slip, alike) == most]
    return best[0] if len({slip.printed.id for slip in best}) == 1 else None


def _settles(slip: Meant, alike: Mapping[int, Sequence[Relation]]) -> int:
    return len(alike[slip.printed.id])


def _otherwise(statement: Statement) -> Iterator[Statement]:
    """The figure as it would be had one of the usual slips not been made."""
    value = statement.value or ""
    yield replace(statement, unit_mult=statement.unit_mult - 1)
    yield replace(statement, unit_mult=statement.unit_mult + 1)
    yield replace(statement, value=value[1:] if value.startswith("-") else f"-{value}")
    places = [place for place, sign in enumerate(value) if sign.isdecimal()]
    for here, there in pairwise(places):
        if value[here] != value[there]:
            swapped = list(value)
            swapped[here], swapped[there] = value[there], value[here]
            yield replace(statement, value="".join(swapped))
    for place in places[1:]:
        decimals = statement.decimals + ("." in value[:place])
        yield replace(statement, value=f"{value[:place]}0{value[place:]}", decimals=decimals)
