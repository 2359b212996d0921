"""Every formula for a level that the desk's rules allow, within so many steps.

The desk keeps the best few ways to each level and builds on those. This keeps them
all, and so shows whether one that was dropped led to something narrower.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from bot.figures.codes import UNKNOWN_COVERAGE
from bot.reckon.derive import Level, Rule, Scaled, rules, stated
from bot.reckon.expression import Expression, Input, Operation
from bot.reckon.holdings import Holdings
from tests.properties.optimum import Box, Pole, found_range, operations

__all__ = ["Formulas", "TooMany"]

MOST = 400
"""Formulas for one level beyond which a system is not small."""


class TooMany(Exception):
    """More formulas than can be tried."""


@dataclass(frozen=True)
class Way:
    formula: Expression
    steps: int
    sources: frozenset[str]
    rated: bool


class Formulas:
    """All formulas for the levels of one system."""

    def __init__(self, holdings: Holdings, box: Box) -> None:
        self._holdings, self._box = holdings, box
        self._known: dict[Hashable, list[Way]] = {}

    def of(self, level: Level, depth: int, steps: int) -> list[Way]:
        """Those of at most so many steps, with rules on rules to that depth. Raises TooMany."""
        key = (level.subject, level.period.span, level.unit, depth, steps)
        if key not in self._known:
            self._known[key] = list(self._find(level, depth, steps))
        return self._known[key]

    def _find(self, level: Level, depth: int, steps: int) -> Iterator[Way]:
        held = stated(level, self._holdings)
        for statement in held if steps >= 0 else ():
            yield Way(Input(statement), 0, frozenset((statement.source,)), False)
        if held or depth == 0 or steps < 1:
            return
        found = 0
        for rule in rules(level, self._holdings):
            for way in self._applied(rule, depth - 1, steps):
                if len(way.sources) > 1 and level.subject.coverage == UNKNOWN_COVERAGE:
                    continue
                found += 1
                if found > MOST:
                    raise TooMany
                yield way

    def _applied(self, rule: Rule, depth: int, steps: int) -> Iterator[Way]:
        if isinstance(rule, Scaled):
            yield from self._scaled(rule, depth, steps)
            return
        taken = self.of(rule.needed[0], depth, steps)
        for sign, need in zip(rule.signs[1:], rule.needed[1:], strict=True):
            taken = [
                joined
                for way in taken
                for other in self.of(need, depth, steps - way.steps - 1)
                if (joined := _joined(sign, way, other)).steps <= steps
            ]
            if len(taken) > MOST:
                raise TooMany
        for way in taken:
            if not way.rated or (len(way.sources) == 1 and not rule.bare):
                yield way

    def _scaled(self, rule: Scaled, depth: int, steps: int) -> Iterator[Way]:
        source = rule.rate.source
        taken = 1 + operations(rule.factor)
        ways = self.of(rule.needed, depth, steps - taken)
        own = [way for way in ways if way.sources == {source}]
        bare = rule.base and rule.needed.subject.coverage != UNKNOWN_COVERAGE
        other = [way for way in ways if not way.steps] if bare and not own else []
        if self._low(rule.factor) <= 0:
            return
        for way in own or other:
            if self._low(way.formula) > 0:
                yield Way(
                    Operation("/" if rule.base else "*", way.formula, rule.factor),
                    way.steps + taken,
                    way.sources | {source},
                    True,
                )

    def _low(self, formula: Expression) -> float:
        try:
            return float(found_range(formula, self._box)[0])
        except Pole:
            return 0.0


def _joined(sign: str, way: Way, other: Way) -> Way:
    return Way(
        Operation(sign, way.formula, other.formula),
        way.steps + other.steps + 1,
        way.sources | other.sources,
        way.rated or other.rated,
    )
