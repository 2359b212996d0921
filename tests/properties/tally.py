"""What came of a run: cases counted by kind, how wide they were, and everything that failed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Run", "Widths"]


@dataclass
class Widths:
    """How much wider than the optimum some intervals were: 1 is as narrow as can be."""

    count: int = 0
    total: float = 0.0
    most: float = 0.0

    def put(self, ratio: float) -> None:
        self.count += 1
        self.total += ratio
        self.most = max(self.most, ratio)

    def add(self, other: Widths) -> None:
        self.count += other.count
        self.total += other.total
        self.most = max(self.most, other.most)

    @property
    def mean(self) -> float:
        return self.total / self.count if self.count else 0.0

    def row(self, name: str) -> str:
        return f"  {name:<34}{self.count:>11,}{self.mean:>12.5f}{self.most:>12.5f}"


Table = defaultdict[str, Widths]


def _table() -> Table:
    return defaultdict(Widths)


@dataclass
class Run:
    """What came of some systems."""

    systems: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    by_system: Table = field(default_factory=_table)
    by_derivation: Table = field(default_factory=_table)
    by_steps: Table = field(default_factory=_table)
    stored: int = 0  # of the numbers, those that came through the store and the answers
    refused: Counter[str] = field(default_factory=Counter)
    rounded: Counter[str] = field(default_factory=Counter)  # relations by their verdict
    cut: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)  # by the checks of a load
    enumerated: Counter[str] = field(default_factory=Counter)
    joint: Counter[str] = field(default_factory=Counter)  # our width over the joint optimum's
    miscalled: list[str] = field(default_factory=list)  # cut off, and said to be worse
    failures: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> int:
        return sum(each.count for each in self.by_system.values())

    @property
    def judged(self) -> int:
        return sum(self.rounded.values()) + sum(self.cut.values())

    def add(self, other: Run) -> None:
        for name in ("systems", "refused", "rounded", "cut", "found", "enumerated", "joint"):
            getattr(self, name).update(getattr(other, name))
        for name in ("by_system", "by_derivation", "by_steps"):
            ours: Table = getattr(self, name)
            for kind, widths in getattr(other, name).items():
                ours[kind].add(widths)
        self.statements += other.statements
        self.stored += other.stored
        self.miscalled += other.miscalled
        self.failures += other.failures

    def table(self) -> str:
        """Counts and widths, as text."""
        lines = [
            f"{'systems':<36}{sum(self.systems.values()):>11,}",
            f"{'numbers printed':<36}{self.statements:>11,}",
            f"{'numbers worked out':<36}{self.numbers:>11,}",
            f"{'  of them through the store':<36}{self.stored:>11,}",
        ]
        for title, table in (
            ("kind of system", self.by_system),
            ("worked out from", self.by_derivation),
            ("operations", self.by_steps),
        ):
            lines.append(f"\n{title:<36}{'numbers':>11}{'mean width':>12}{'most':>12}")
            lines += [widths.row(kind) for kind, widths in _sorted(table)]
        lines += _counts("comparisons refused", self.refused)
        lines += _counts("relations, printed by rounding", self.rounded)
        lines += _counts("the same, digits cut off", self.cut)
        lines += _counts("found by loads", self.found)
        lines += _counts("every formula tried", self.enumerated)
        lines += _counts("width beside the joint optimum", self.joint)
        lines.append(f"\n{'called worse than cut off':<36}{len(self.miscalled):>11,}")
        lines.append(f"{'failures':<36}{len(self.failures):>11,}")
        return "\n".join(lines)

    def examples(self, most: int = 10) -> str:
        """The first few of what failed."""
        return "\n\n".join([*self.failures[:most], *self.miscalled[:most]])


def _sorted(table: Mapping[str, Widths]) -> list[tuple[str, Widths]]:
    return sorted(table.items(), key=lambda each: (-each[1].count, each[0]))


def _counts(title: str, counts: Mapping[str, int]) -> list[str]:
    lines = [f"\n{title:<36}{sum(counts.values()):>11,}"]
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return lines + [f"  {name:<34}{count:>11,}" for name, count in ordered]
