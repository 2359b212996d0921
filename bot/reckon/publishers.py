"""Publishers: figures of one thing by several of them, who need not count alike.

Two publishers are *at odds* about a subject where both state its level for the
same days and the two cannot both be true. Nothing is then worked out from the
one's figures and the other's together, as long as one of them has all that it
takes; where none has, the reply must say so. Publishers that agree wherever
they meet, as newspapers do that quote one office, go together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations

from bot.figures.statement import Statement
from bot.reckon.holdings import Holdings

__all__ = ["at_odds", "best", "in_order", "mixed", "publishers_of"]


def at_odds(levels: Iterable[Statement]) -> tuple[str, ...]:
    """Publishers of which two state levels that cannot both be true, the one with most first."""
    counts: Counter[str] = Counter()
    newest: dict[str, date] = {}
    places: defaultdict[tuple[str, tuple[date, date]], list[Statement]] = defaultdict(list)
    for level in levels:
        counts[level.publisher] += 1
        newest[level.publisher] = max(
            level.realtime_start, newest.get(level.publisher, level.realtime_start)
        )
        places[level.series.unit, level.period.span].append(level)
    found = {
        publisher
        for held in places.values()
        for one, other in combinations(held, 2)
        if one.publisher != other.publisher and not _agree(one, other)
        for publisher in (one.publisher, other.publisher)
    }
    return tuple(sorted(found, key=lambda p: (-counts[p], -newest[p].toordinal(), p)))


def _agree(one: Statement, other: Statement) -> bool:
    here, there = one.quantity, other.quantity
    return here is None or there is None or here.interval.meets(there.interval)


def publishers_of(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(statement.publisher for statement in statements)


def best(
    statements: Collection[Statement], holdings: Holdings, beside: frozenset[str] = frozenset()
) -> Statement:
    """Of several statements of one thing the one to use."""
    return in_order(statements, holdings, beside)[0]


def in_order(
    statements: Collection[Statement], holdings: Holdings, beside: frozenset[str] = frozenset()
) -> list[Statement]:
    """Statements of one thing, the one to use first: the most precise, then the newest.

    Where their publishers are at odds, first come those of the publishers ``beside``, with
    whose figures it will be put together, then those of the publisher that states the most.
    """
    statements = list(statements)
    odds: list[str] = []
    if len(publishers_of(statements)) > 1:
        # Of long daily series only what differs here and now is known.
        odds = list(holdings.at_odds(statements[0].series.subject) or at_odds(statements))

    def key(statement: Statement) -> tuple[bool, int, Fraction, int, int]:
        publisher = statement.publisher
        place = odds.index(publisher) if publisher in odds else 0
        return (bool(odds) and publisher not in beside, place, *_precision(statement))

    return sorted(statements, key=key)


def _precision(statement: Statement) -> tuple[Fraction, int, int]:
    quantity = statement.quantity
    width = quantity.interval.width if quantity else Fraction(0)
    return width, -statement.realtime_start.toordinal(), statement.id


def mixed(statements: Iterable[Statement], holdings: Holdings) -> tuple[str, ...]:
    """The publishers among those of the statements that are at odds; none where at most one is."""
    held = tuple(statements)
    publishers = publishers_of(held)
    if len(publishers) < 2:
        return ()
    subjects = dict.fromkeys(statement.series.subject for statement in held)
    odds = dict.fromkeys(p for subject in subjects for p in holdings.at_odds(subject))
    found = tuple(publisher for publisher in odds if publisher in publishers)
    return found if len(found) > 1 else ()
