"""Disagreements: each printed number beside what the others make of it.

A slip is looked for where a release contradicts itself: the one figure that all
of its contradictions share, put otherwise as people slip (a decimal point, two
digits swapped, a zero left out, a sign), is named where that settles all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answers.answer import Note
from bot.answers.catalogue import Catalogue
from bot.answers.checks import REVISED_BASE, values
from bot.figures.statement import Statement
from bot.reckon.agree import Relation, Verdict, relations
from bot.reckon.expression import inputs
from bot.reckon.holdings import Holdings

__all__ = ["Checked", "Disagreement", "Slip", "check", "found_by_load"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure as it may have been meant."""

    printed: Statement
    meant: Statement


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A relation that does not hold, and the slip that would explain it where one does."""

    relation: Relation
    verdict: Verdict
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how much was looked at."""

    disagreements: tuple[Disagreement, ...]
    relations: int
    checked: int  # numbers that something else on file says anything about
    numbers: int


def check(
    statements: Iterable[Statement], holdings: Holdings, source: str | None = None
) -> Checked:
    """Every relation of the statements that does not hold, each once; of one source, its own."""
    found: dict[frozenset[int], Relation] = {}
    tied: set[int] = set()
    numbers = 0
    for statement in statements:
        if source is not None and statement.source != source:
            continue
        numbers += statement.quantity is not None
        for relation in relations(statement, holdings):
            tied.add(statement.id)
            found.setdefault(relation.statements, relation)
    verdicts = [(relation, relation.verdict) for relation in found.values()]
    broken = [Disagreement(r, v) for r, v in verdicts if v is not None and v not in AGREE]
    return Checked(tuple(_explained(broken)), len(found), len(tied), numbers)


def found_by_load(
    statements: Iterable[Statement], catalogue: Catalogue, source: str | None = None
) -> tuple[Note, ...]:
    """The cautions that were found when the figures were loaded, but for revisions, told above."""
    return tuple(
        Note(rule, values(rule, statement, detail, catalogue))
        for statement in statements
        if source is None or statement.source == source
        for rule, detail in catalogue.cautions(statement)
        if rule != REVISED_BASE
    )


AGREE = (Verdict.EXACT, Verdict.ROUNDING)


def _explained(broken: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """The disagreements, those within a release with the slip that would settle them."""
    of_source: defaultdict[str, list[Disagreement]] = defaultdict(list)
    for one in broken:
        if one.verdict is Verdict.INCONSISTENT:
            of_source[one.relation.statement.source].append(one)
    for one in broken:
        alike = of_source[one.relation.statement.source]
        yield replace(one, slip=_slip(one, alike)) if one in alike else one


def _slip(one: Disagreement, alike: Sequence[Disagreement]) -> Slip | None:
    """The only figure of the relation that, put otherwise, settles all that it is part of."""
    slips = [
        Slip(suspect, meant)
        for suspect in (one.relation.statement, *inputs(one.relation.formula))
        for meant in _otherwise(suspect)
        if all(
            d.relation.with_(suspect, meant).verdict in AGREE
            for d in alike
            if suspect.id in d.relation.statements
        )
    ]
    most = max((_settles(slip, alike) for slip in slips), default=0)
    best = [slip for slip in slips if _settles(slip, alike) == most]
    return best[0] if len({slip.printed.id for slip in best}) == 1 else None


def _settles(slip: Slip, alike: Sequence[Disagreement]) -> int:
    return sum(slip.printed.id in d.relation.statements for d in alike)


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
