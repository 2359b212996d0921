"""Judging what the desk works out: the truth inside, and nothing wider than it need be."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor, inf

from bot.figures.codes import COUNT, PERCENT
from bot.figures.period import Period
from bot.figures.quantity import Interval, Refused
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.agree import Relation, Verdict, relations
from bot.reckon.compare import KINDS, Term, compare
from bot.reckon.derive import DEEPEST, Derivation, Level, derive, otherwise, stated
from bot.reckon.expression import Expression, Input
from bot.reckon.holdings import Holdings
from tests.properties.enumeration import Formulas, TooMany
from tests.properties.holdings import Held
from tests.properties.joint import joint_range
from tests.properties.optimum import Box, Pole, found_range, operations
from tests.properties.printing import (
    every_period,
    plan,
    printed,
    rate_of,
    wholes_of,
)
from tests.properties.tally import Run
from tests.properties.truth import KINDS as SYSTEMS
from tests.properties.truth import System, make
from tests.properties.wording import in_words, worked_out_from

__all__ = ["LEVELS", "Judge", "judge", "truth_of"]

WIDEST = 1.02
"""How much wider than optimal an interval may be."""

LEVELS, PAIRS = 50, 60
"""Levels and comparisons of one system that are judged, so that no large one outweighs others."""

SMALL = 40
"""Statements of a system of which every formula is tried."""

JOINTLY = 0.02
"""Of the levels worked out, how many are set beside what all figures allow together."""

BESIDE = {"the same": WIDEST, "up to 1.1": 1.1, "up to 2": 2.0, "up to 10": 10.0, "more": inf}
"""How many times as wide as that ours are, with the most that counts as such."""


@dataclass(frozen=True)
class Known:
    """A level that the desk has, stated or worked out, with the truth."""

    subject: Subject
    period: Period
    term: Term
    truth: Fraction


Place = tuple[Subject, tuple[date, date]]


def judge(seed: int, count: int) -> Run:
    """Systems of one seed until so many numbers have been worked out."""
    run = Run()
    number = 0
    while run.numbers < count:
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - not for secrets
        kind = SYSTEMS[number % len(SYSTEMS)]
        system = make(kind, chance)
        Judge(system, chance, run, f"seed {seed}, system {number}").all()
        number += 1
    return run


class Judge:
    """One system: what is printed of it, and what comes of that."""

    def __init__(self, system: System, chance: random.Random, run: Run, name: str) -> None:
        self.system, self.run = system, run
        self.chance, self.name = chance, f"{name} ({system.kind})"
        self.said = plan(system, chance)
        self.printed = printed(self.said)
        self.by_id = {each.statement.id: each for each in self.printed}
        self.box: Box = {number: (each.low, each.high) for number, each in self.by_id.items()}
        run.systems[system.kind] += 1
        run.statements += len(self.printed)

    def all(self) -> None:
        """Print it in both manners, and judge all that follows."""
        held = Held(each.statement for each in self.printed)
        known = self.stated(held) + self.levels(held)
        self.comparisons(known)
        self.rounded(held, held.current)
        self.cut()

    def fail(self, what: str, *lines: str) -> None:
        self.run.failures.append("\n  ".join((f"{self.name}: {what}", *lines)))

    def miscalled(self, what: str, *lines: str) -> None:
        """Figures cut off, of which worse is said than that."""
        self.run.miscalled.append("\n  ".join((f"{self.name}: {what}", *lines)))

    # --- levels ------------------------------------------------------------------------------

    def stated(self, held: Held) -> list[Known]:
        """What was printed: the truth lies where a reader takes it to."""
        for statement in held.current:
            mine, quantity = self.by_id[statement.id], statement.quantity
            if quantity is None or quantity.interval != Interval(mine.low, mine.high):
                self.fail(f"{statement.value} is read as {quantity}", f"{mine.low} to {mine.high}")
            if not mine.low <= mine.truth <= mine.high:
                self.fail(f"{statement.value} printed for {mine.truth}")
        return [
            Known(
                subject,
                period,
                Term(Input(one), Input(one).interval, unit, period, subject.trade_flow == "B"),
                self.by_id[one.id].truth,
            )
            for subject, unit in self.system.units.items()
            for period in every_period(self.system, subject)
            for one in stated(Level(subject, period, unit), held)[:1]
        ]

    def levels(self, held: Held) -> list[Known]:
        """What follows for the levels that were not printed."""
        wanted = [
            Level(subject, period, unit)
            for subject, unit in self.system.units.items()
            for period in (*every_period(self.system, subject), *self.odd_periods(subject))
            if not stated(Level(subject, period, unit), held)
        ]
        self.chance.shuffle(wanted)
        formulas = Formulas(held, self.box) if len(held.current) <= SMALL else None
        known: list[Known] = []
        for level in wanted:
            found = derive(level, held)
            truth = self.system.level(level.subject, level.period)
            if found is None or truth is None:
                continue
            self.level(found, truth)
            if odd := otherwise(level, found.interval, held):
                self.fail(f"{level.period.code}: {in_words(odd.formula)} contradicts what is true")
            if formulas is not None:
                self.others(found, held, formulas)
            if self.chance.random() < JOINTLY:
                self.joint(found, held)
            signed = level.subject.trade_flow == "B"
            term = Term(found.formula, found.interval, level.unit, level.period, signed)
            known.append(Known(level.subject, level.period, term, truth))
            if len(known) == LEVELS:
                break
        return known

    def odd_periods(self, subject: Subject) -> Iterator[Period]:
        """Runs of months that have no name, within a year and over several."""
        if not self.system.flows(subject):
            return
        years = self.system.years
        for _ in range(3):
            first, last = sorted(self.chance.sample(range(1, 13), 2))
            yield Period.months(self.chance.choice(years), first, last)
        yield Period.spanning(
            Period.months(years[0], 1, 1).start, Period.months(years[-1], 12, 12).end
        )

    def level(self, found: Derivation, truth: Fraction) -> None:
        level = found.level
        name = f"{level.subject}, {level.period.code}{' to date' if level.period.ytd else ''}"
        whole = level.unit == COUNT
        self.number(name, found.formula, found.interval, truth, whole=whole)

    def number(
        self,
        name: str,
        formula: Expression,
        interval: Interval,
        truth: Fraction,
        *,
        whole: bool,
        what: str = "",
        least: Fraction | None = None,
    ) -> None:
        """One number worked out: is the truth inside, and is it as narrow as can be?

        ``whole`` says that it is a count, ``least`` what it cannot be below, ``what`` what kind
        of comparison it is.
        """
        lines = (
            f"{in_words(formula)} = {float(interval.low)} to {float(interval.high)}",
            f"truth {float(truth)}",
        )
        if truth not in interval:
            self.fail(f"{name}: the truth lies outside", *lines)
        try:
            low, high = found_range(formula, self.box)
        except Pole:
            self.fail(f"{name}: divided by what may be zero", *lines)
            return
        low, high = settled(low, high, whole=whole, least=least)
        if low < interval.low or high > interval.high:
            self.fail(f"{name}: may be {float(low)} to {float(high)}", *lines)
        ratio = wider(interval, low, high)
        if ratio > WIDEST:
            best = f"{float(low)} to {float(high)} would do"
            self.fail(f"{name}: {ratio:.3f} times as wide as need be", *lines, best)
        self.run.by_system[self.system.kind].put(ratio)
        self.run.by_derivation[what or worked_out_from(formula)].put(ratio)
        self.run.by_steps[f"{min(operations(formula), 12):>2}"].put(ratio)

    def others(self, found: Derivation, held: Held, formulas: Formulas) -> None:
        """Whether another formula of no more steps is narrower."""
        level, steps = found.level, operations(found.formula)
        depth = next(d for d in range(1, DEEPEST + 1) if derive(level, held, d) is not None)
        self.run.enumerated["levels"] += 1
        try:
            ways = formulas.of(level, depth, steps)
        except TooMany:
            self.run.enumerated["levels with too many"] += 1
            return
        self.run.enumerated["formulas"] += len(ways)
        if not any(way.formula == found.formula for way in ways):
            self.run.enumerated["levels by another rule"] += 1
        for way in ways:
            try:
                low, high = found_range(way.formula, self.box)
            except Pole:
                continue
            if level.unit == COUNT and ceil(low) > floor(high):
                continue
            low, high = settled(low, high, whole=level.unit == COUNT)
            ratio = wider(found.interval, low, high)
            if ratio > WIDEST:
                self.fail(
                    f"{level.period.code}: another formula of {way.steps} steps is narrower",
                    f"{in_words(found.formula)}, {steps} steps: {found.interval.width}",
                    f"{in_words(way.formula)}: {high - low}, {ratio:.3f}",
                )
                return

    def joint(self, found: Derivation, held: Held) -> None:
        level = found.level
        current = [self.by_id[s.id] for s in held.current]
        ends = joint_range(self.system, current, level.subject, level.period)
        if ends is None:
            return
        width = ends[1] - ends[0]
        ratio = float(found.interval.width) / width if width > 0 else inf
        self.run.joint[next(name for name, most in BESIDE.items() if ratio <= most)] += 1

    # --- comparisons -------------------------------------------------------------------------

    def comparisons(self, known: Sequence[Known]) -> None:
        """Some of the comparisons that can be made of what is known."""
        at = {(each.subject, each.period.span): each for each in known}
        pairs = [pair for each in known for pair in self.pairs(each, known, at)]
        for kind, here, there in self.chance.sample(pairs, min(PAIRS, len(pairs))):
            self.compared(kind, here, there)
        shares = [share for each in known for share in self.shares(each, at)]
        for here in self.chance.sample(shares, min(PAIRS // 6, len(shares))):
            there = self.chance.choice(shares)
            if here.subject == there.subject and here.period != there.period:
                self.compared("points", here, there)

    def pairs(
        self, here: Known, known: Sequence[Known], at: Mapping[Place, Known]
    ) -> Iterator[tuple[str, Known, Known]]:
        def held(subject: Subject, period: Period | None) -> list[Known]:
            found = at.get((subject, period.span)) if period is not None else None
            return [found] if found is not None and found is not here else []

        for there in held(here.subject, here.period.years(-1)):
            yield "year_earlier", here, there
            yield "difference", here, there
        for there in held(here.subject, None if here.period.ytd else here.period.shift(-1)):
            yield "previous_period", here, there
        for whole, _ in wholes_of(here.subject, self.system):
            for there in held(whole, here.period):
                yield "share", here, there
        trips = here.subject.with_("indicator", "TRIPS")
        if here.subject.indicator == "FREIGHT":
            for there in held(trips, here.period):
                yield "per", here, there
        other = self.chance.choice(known)
        if other is not here and other.subject == here.subject:
            yield "other_period", here, other
            yield "ratio", here, other
            yield "fraction", here, other
            yield "difference", here, other

    def shares(self, here: Known, at: Mapping[Place, Known]) -> Iterator[Known]:
        """Shares of one whole, worked out, in percent: they differ in points."""
        for whole, _ in list(wholes_of(here.subject, self.system))[:1]:
            there = at.get((whole, here.period.span))
            made = compare("share", here.term, there.term) if there is not None else None
            rate = rate_of(here.truth, there.truth) if there is not None else None
            if made is not None and not isinstance(made, Refused) and rate is not None:
                yield Known(here.subject, here.period, Term(*made, PERCENT), rate)

    def compared(self, kind: str, here: Known, there: Known) -> None:
        made = compare(kind, here.term, there.term)
        if isinstance(made, Refused):
            self.run.refused[f"{kind}: {made.rule}"] += 1
            return
        formula, interval = made
        truth = truth_of(kind, here.truth, there.truth)
        row = KINDS[kind]
        self.number(
            f"{kind} of {here.subject}, {here.period.code} and {there.period.code}",
            formula,
            interval,
            truth,
            whole=kind == "difference" and here.term.unit == COUNT,
            what=kind,
            least=row.least,
        )

    # --- relations ---------------------------------------------------------------------------

    def rounded(self, held: Holdings, current: Iterable[Statement]) -> None:
        """Printed by rounding, all agree."""
        for relation in _relations(held, current):
            statement, verdict = relation.statement, relation.verdict
            self.run.rounded[verdict or "not to be judged"] += 1
            where = f"{statement.value} in {statement.period.code}"
            working = in_words(relation.formula)
            if verdict not in (Verdict.EXACT, Verdict.ROUNDING, None):
                self.fail(f"{where} is {verdict}", f"{working}, all rounded")
            if verdict is None:
                continue
            interval = relation.interval
            # As the formula has it: percent as fractions.
            truth = self.by_id[statement.id].truth * Input(statement).scale
            if truth not in interval:
                ends = f"{float(interval.low)} to {float(interval.high)}"
                self.fail(f"{where} cannot be so", f"{working} = {ends}", f"truth {float(truth)}")

    def cut(self) -> None:
        """The same printed with digits cut off."""
        held = Held(each.statement for each in printed(self.said, cut=True))
        self.cut_in(held, held.current)

    def cut_in(self, held: Holdings, current: Iterable[Statement]) -> None:
        """Of digits cut off it is at worst said that they were."""
        for relation in _relations(held, current):
            statement, verdict = relation.statement, relation.verdict
            self.run.cut[verdict or "not to be judged"] += 1
            if verdict in (Verdict.EXACT, Verdict.ROUNDING, Verdict.TRUNCATION, None):
                continue
            # A contradiction is what nobody may be accused of; a revision is wrong too.
            fail = self.fail if verdict is Verdict.INCONSISTENT else self.miscalled
            where = f"{statement.value} in {statement.period.code}"
            fail(f"{where} is {verdict}", f"{in_words(relation.formula)}, digits cut off")


def _relations(held: Holdings, current: Iterable[Statement]) -> Iterator[Relation]:
    return (relation for statement in current for relation in relations(statement, held))


def settled(
    low: Fraction, high: Fraction, *, whole: bool, least: Fraction | None = None
) -> tuple[Fraction, Fraction]:
    """The range as what is known of the number narrows it."""
    if whole:
        low, high = Fraction(ceil(low)), Fraction(floor(high))
    if least is not None:
        low = max(low, least)
    return low, high


def wider(interval: Interval, low: Fraction, high: Fraction) -> float:
    """How many times as wide the interval is."""
    if high == low:
        return 1.0 if interval.exact else inf
    return float(interval.width / (high - low))


def truth_of(kind: str, here: Fraction, there: Fraction) -> Fraction:
    """The true comparison of two true levels."""
    if kind in ("difference", "points"):
        return here - there
    quotient = here / there
    return quotient if kind in ("share", "ratio", "fraction", "per") else quotient - 1
