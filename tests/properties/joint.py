"""What all that is published allows together: the joint optimum, by linear programming.

Levels, sums, growth, shares and ratios are all linear in the months of what does
not add up from anything else. Formulas use few of them at a time, so their bounds
may be wider; how often they are is measured, not judged.

The truth satisfies every constraint, so moves away from it start from a feasible
point: the simplex method needs no first phase.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.figures.codes import PERCENT, Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from tests.properties.printing import Printed
from tests.properties.truth import PARENTS, System

__all__ = ["joint_range"]

Months = tuple[Subject, tuple[int, int]]
Row = dict[int, float]

PIVOTS = 400
TINY = 1e-9


def joint_range(
    system: System, held: Iterable[Printed], subject: Subject, period: Period
) -> tuple[float, float] | None:
    """The lowest and highest that the level can be; None where it takes too long to find."""
    truth = system.level(subject, period)
    if truth is None:
        return None
    unknown = _Unknown(system)
    target = unknown.row(subject, period)
    rows: list[Row] = []
    room: list[float] = []
    for each in held:
        for row, left in unknown.constraints(each):
            rows.append(row)
            room.append(left)
    ends = []
    for sign in (-1.0, 1.0):
        moved = _most({at: sign * by for at, by in target.items()}, rows, room)
        if moved is None:
            return None
        ends.append(float(truth) + sign * moved)
    return ends[0], ends[1]


class _Unknown:
    """Months of what adds up from nothing else, numbered, each counted in its own size."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._numbers: dict[Months, int] = {}

    def row(self, subject: Subject, period: Period) -> Row:
        made: defaultdict[int, float] = defaultdict(float)
        for leaf, sign in self._leaves(subject):
            for part in period.by_years:
                year, first, last = part.whole_months or (0, 1, 0)
                for month in range(first, last + 1):
                    size = float(abs(self._system.months[leaf][year, month])) or 1.0
                    number = self._numbers.setdefault((leaf, (year, month)), len(self._numbers))
                    made[number] += sign * size
        return dict(made)

    def _leaves(self, subject: Subject) -> list[tuple[Subject, int]]:
        exports, imports = (subject.with_("trade_flow", flow) for flow in "XM")
        held = self._system.months
        if subject.trade_flow in ("T", "B") and exports in held and imports in held:
            return [(exports, 1), (imports, -1 if subject.trade_flow == "B" else 1)]
        parts = [code for code, parent in PARENTS.items() if parent == subject.indicator]
        subjects = [subject.with_("indicator", code) for code in parts]
        if subjects and all(each in held for each in subjects):
            return [(each, 1) for each in subjects]
        return [(subject, 1)]

    def constraints(self, printed: Printed) -> Iterable[tuple[Row, float]]:
        """What one printed number says: how far one may move from the truth, either way."""
        said = printed.said
        here = self.row(said.series.subject, said.period)
        if said.series.is_level:
            yield here, float(printed.high - printed.truth)
            yield _times(here, -1.0), float(printed.truth - printed.low)
            return
        base = self._base(printed)
        if base is None:
            return
        subject, period = base
        there, level = self.row(subject, period), self._system.level(subject, period)
        if level is None:
            return
        hundred = 100 if said.series.unit == PERCENT else 1
        one = 1 if said.series.is_growth else 0
        for end, sign in ((printed.high, 1.0), (printed.low, -1.0)):
            factor = end / hundred + one
            room = (end - printed.truth) / hundred * level
            yield _times(_plus(here, _times(there, -float(factor))), sign), sign * float(room)

    def _base(self, printed: Printed) -> tuple[Subject, Period] | None:
        said = printed.said
        if said.series.measure is Measure.SHARE:
            plain = said.series.transformation is Transformation.NONE
            whole = said.series.whole
            return (whole, said.period) if plain and whole is not None else None
        return (said.series.subject, said.against) if said.against is not None else None


def _times(row: Mapping[int, float], factor: float) -> Row:
    return {at: by * factor for at, by in row.items()}


def _plus(one: Mapping[int, float], other: Mapping[int, float]) -> Row:
    made = dict(one)
    for at, by in other.items():
        made[at] = made.get(at, 0.0) + by
    return made


def _most(target: Row, rows: list[Row], room: list[float]) -> float | None:
    """The largest value of the target, rows being at most their room; None where not found.

    Every unknown may move both ways, so it enters twice; the slack of each row is basic first.
    """
    tableau, right = [], []
    for row, left in zip(rows, room, strict=True):
        size = max((abs(by) for by in row.values()), default=0.0)
        if size:
            tableau.append(_both_ways({at: by / size for at, by in row.items()}))
            right.append(max(left, 0.0) / size)
    scale = max(abs(by) for by in target.values())
    cost = _both_ways({at: by / scale for at, by in target.items()})
    basic = [-1 - place for place in range(len(tableau))]
    total = 0.0
    for turn in range(PIVOTS):
        gains = {at: by for at, by in cost.items() if by > TINY}
        if not gains:
            return total * scale
        # The largest gain at first; later the first, which cannot go round in circles.
        column = max(gains, key=lambda at: gains[at]) if turn < PIVOTS // 2 else min(gains)
        limits = [
            (right[place] / by, basic[place], place)
            for place, row in enumerate(tableau)
            if (by := row.get(column, 0.0)) > TINY
        ]
        if not limits:
            return None
        _, _, place = min(limits)
        pivot = tableau[place].pop(column)
        row = {at: by / pivot for at, by in tableau[place].items()}
        row[basic[place]] = 1 / pivot
        basic[place], tableau[place] = column, row
        right[place] /= pivot
        for other, line in enumerate(tableau):
            if other != place and column in line:
                factor = line.pop(column)
                _take(line, row, factor)
                right[other] = max(right[other] - factor * right[place], 0.0)
        factor = cost.pop(column)
        _take(cost, row, factor)
        total += factor * right[place]
    return None


def _both_ways(row: Row) -> Row:
    made = {}
    for at, by in row.items():
        made[2 * at], made[2 * at + 1] = by, -by
    return made


def _take(line: Row, row: Row, factor: float) -> None:
    for at, by in row.items():
        left = line.get(at, 0.0) - factor * by
        if abs(left) > TINY * 1e-3:
            line[at] = left
        else:
            line.pop(at, None)
