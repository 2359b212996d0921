"""What a load lets in and remarks on: possible, but more often a slip.

* A level a hundred times its neighbour in time, or a hundredth: a slip of
  UNIT_MULT or of the decimal point. Years to date and odd spans are compared by
  the day, since January's is a twelfth of December's. Where one figure of a run
  is off it is that one, where the run takes a step it is the first after it. What
  moves tenfold from one quarter to the next may well move a hundredfold: the step has
  to be far beyond the series' others.
* An alias that is an ordinary word of questions or a period.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from operator import lt

from bot.figures.codes import WORDS_ONLY, Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.language.lexicon import CUES, NUMBER_WORDS, SCALES, Cue
from bot.language.period_words import GRAINS
from bot.language.periods import find_periods
from bot.language.words import phrase_key

__all__ = ["Sizes", "odd_levels", "ordinary_word"]

FAR = 100
BEYOND = 30
"""Times the largest of a series' other steps, below which one of them tells nothing."""

OFTEN = 3
"""Slips in one series beyond which they are no slips: some small numbers move so."""

SURELY_NEAR, SURELY_FAR = 99, 101
"""Beside these binary floats are exact enough to tell."""

_ORDINARY = frozenset(
    [
        *CUES,
        *SCALES,
        *NUMBER_WORDS,
        *GRAINS,
        # Words of phrases that say nothing: "us" of "tell us".
        *(word for phrase, cues in CUES.items() if Cue.FILLER in cues for word in phrase.split()),
    ]
)

_LEVELS = """
SELECT statements.series, series.name, statements.key, statements.period,
  series.accumulation = 'YTD', statements.value, statements.unit_mult,
  statements.load IN (SELECT value FROM json_each(:loads))
    OR statements.id IN (SELECT value FROM json_each(:corrected))
FROM series CROSS JOIN statements ON statements.series = series.id
WHERE series.id IN (SELECT value FROM json_each(:series))
  AND series.measure = :level AND series.transformation = :none
  AND statements.value IS NOT NULL AND statements.realtime_end IS NULL
  AND coalesce(statements.qualifier, :exact) NOT IN (SELECT value FROM json_each(:words))
ORDER BY statements.series, statements.id
"""


@dataclass(frozen=True, slots=True)
class _Level:
    series: str
    key: str | None  # "package/ID"
    period: Period
    value: str
    unit_mult: int
    new: bool

    @property
    def size(self) -> Fraction:
        """What is compared: the amount, a day's worth where periods differ in length."""
        amount = abs(Fraction(self.value)) * Fraction(10) ** self.unit_mult
        return amount / self._days

    @property
    def roughly(self) -> float:
        """The same as a binary float, which costs a tenth."""
        return abs(float(f"{self.value}e{self.unit_mult}")) / self._days

    @property
    def _days(self) -> int:
        return self.period.days if self.period.ytd or self.period.grain == "X" else 1


class Sizes:
    """How the levels of each series lie, as they are loaded.

    Where it is sure that no two neighbours are far apart the series need not be read again.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[float, float]] = {}  # the smallest and the largest
        self._far: set[int] = set()  # series of which it is not sure

    def see(
        self, series: int, periods: Sequence[str], values: Iterable[str], unit_mult: int
    ) -> None:
        """Levels of the series, of periods of one length."""
        sizes = [size for size in map(abs, map(float, values)) if size]
        if not sizes:
            return
        scale = 10.0**unit_mult
        least, most = min(sizes) * scale, max(sizes) * scale
        known = self._known.get(series)
        if known is not None:
            least, most = min(least, known[0]), max(most, known[1])
        self._known[series] = least, most
        if most < least * SURELY_NEAR:
            return
        if known is not None or not all(map(lt, periods, periods[1:])):
            self._far.add(series)
            return
        steps = [one / other if one > other else other / one for one, other in pairwise(sizes)]
        far = [step for step in steps if step >= SURELY_NEAR]
        others = max((step for step in steps if step < SURELY_NEAR), default=1)
        # One odd level is far from two; what is so again and again is not noted.
        if any(step > others * (BEYOND - 1) for step in far) and (
            sum(step > SURELY_FAR for step in far) <= 2 * OFTEN
        ):
            self._far.add(series)

    def near(self) -> set[int]:
        """Series of which it is sure, or of which nothing would be noted."""
        return self._known.keys() - self._far


def _surely_near(one: float, other: float) -> bool:
    return 1 / SURELY_NEAR < one / other < SURELY_NEAR


def ordinary_word(alias: str) -> bool:
    """Whether an alias is a word of every other question, or names a period."""
    phrase = phrase_key(alias)
    return phrase in _ORDINARY or any(found.text == phrase for found in find_periods(phrase))


def odd_levels(
    connection: sqlite3.Connection,
    series: Collection[int],
    loads: Collection[int],
    corrected: Collection[int],
) -> Iterator[str]:
    """A sentence for each level of the series, if new or corrected, that is far from the next.

    ``loads`` are those that it may be new with. What moves so far again and again tells nothing.
    ``corrected``: ids of statements.
    """
    rows = connection.execute(
        _LEVELS,
        {
            "series": json.dumps(sorted(series)),
            "loads": json.dumps(list(loads)),
            "corrected": json.dumps(list(corrected)),
            "level": Measure.LEVEL,
            "none": Transformation.NONE,
            "exact": Qualifier.EXACT,
            "words": json.dumps(list(WORDS_ONLY)),
        },
    )
    levels = (
        (id_, _Level(name, key, Period.of(period, bool(ytd)), value, mult, bool(new)))
        for id_, name, key, period, ytd, value, mult, new in rows
    )
    for _, of_series in groupby(levels, key=lambda pair: pair[0]):
        run = [level for _, level in of_series if level.roughly]
        run.sort(key=lambda level: (level.period.end, level.period.days))
        odd = tuple(_odd_ones(run))
        if len(odd) <= OFTEN:
            yield from odd


def _odd_ones(run: Sequence[_Level]) -> Iterator[str]:
    sizes = [level.roughly for level in run]
    if sizes and max(sizes) < min(sizes) * SURELY_NEAR:
        return
    steps = [one / other if one > other else other / one for one, other in pairwise(sizes)]
    far = [_is_far(one, other) for one, other in pairwise(run)]
    others = max((step for step, apart in zip(steps, far, strict=True) if not apart), default=1)
    far = [apart and step > BEYOND * others for step, apart in zip(steps, far, strict=True)]
    told = False  # whether the step just passed is told already
    for place, apart in enumerate(far):
        first, second = run[place], run[place + 1]
        if not apart or told:
            told = False
            continue
        back = place + 2 < len(run) and far[place + 1]
        # Only the first of a run can be off itself: what follows agrees with itself.
        odd, beside = (second, first)
        if place == 0 and len(run) > 2 and not back:
            odd, beside = first, second
        told = back
        if first.new or second.new:
            yield _sentence(odd, beside)


def _is_far(one: _Level, other: _Level) -> bool:
    if _surely_near(one.roughly, other.roughly):
        return False
    return not Fraction(1, FAR) < one.size / other.size < FAR


def _sentence(odd: _Level, beside: _Level) -> str:
    times = odd.size / beside.size
    said = f"{_rounded(times)} times" if times >= 1 else f"1/{_rounded(1 / times)} of"
    package, _, id_ = (odd.key or "").partition("/")
    where = f"{package}, statement {id_}: " if id_ else ""
    return (
        f"{where}{_shown(odd)} is about {said} {_shown(beside)} ({odd.series}); "
        "if that is a slip, correct UNIT_MULT or OBS_VALUE and load again."
    )


def _rounded(times: Fraction) -> str:
    return f"{round(times):,}"


def _shown(level: _Level) -> str:
    scale = f" with UNIT_MULT {level.unit_mult}" if level.unit_mult else ""
    return f"{level.value}{scale} for {level.period.code}"
