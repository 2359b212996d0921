"""What a load lets in and remarks on: possible, but more often a slip.

* A level a hundred times its neighbour in time, or a hundredth: a slip of
  UNIT_MULT or of the decimal point. Years to date and odd spans are compared by
  the day, since January's is a twelfth of December's. Where one figure of a run
  is off it is that one, where the run takes a step it is the first after it.
* An alias that is an ordinary word of questions or a period.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from bot.figures.codes import WORDS_ONLY, Measure, Transformation
from bot.figures.period import Period
from bot.language.lexicon import CUES, NUMBER_WORDS, SCALES, Cue
from bot.language.period_words import GRAINS
from bot.language.periods import find_periods
from bot.language.words import phrase_key

__all__ = ["odd_levels", "ordinary_word"]

FAR = 100

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
WITH touched AS (
  SELECT id, series FROM statements
  WHERE load IN (SELECT value FROM json_each(:loads))
    OR id IN (SELECT value FROM json_each(:corrected))
)
SELECT statements.series, series.name, statements.key, statements.period,
  series.accumulation = 'YTD', statements.value, statements.unit_mult,
  statements.id IN (SELECT id FROM touched)
FROM series CROSS JOIN statements ON statements.series = series.id
WHERE series.id IN (SELECT series FROM touched)
  AND series.measure = :level AND series.transformation = :none
  AND statements.value IS NOT NULL AND statements.realtime_end IS NULL
  AND statements.qualifier NOT IN (SELECT value FROM json_each(:words))
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
        return amount / self.period.days if self.period.ytd or self.period.grain == "X" else amount


def ordinary_word(alias: str) -> bool:
    """Whether an alias is a word of every other question, or names a period."""
    phrase = phrase_key(alias)
    return phrase in _ORDINARY or any(found.text == phrase for found in find_periods(phrase))


def odd_levels(
    connection: sqlite3.Connection, loads: Collection[int], corrected: Collection[int]
) -> Iterator[str]:
    """A sentence for each level, new with these loads or corrected, far from its neighbour.

    ``corrected``: ids of statements.
    """
    rows = connection.execute(
        _LEVELS,
        {
            "loads": json.dumps(list(loads)),
            "corrected": json.dumps(list(corrected)),
            "level": Measure.LEVEL,
            "none": Transformation.NONE,
            "words": json.dumps(list(WORDS_ONLY)),
        },
    )
    levels = (
        (series, _Level(name, key, Period.of(period, bool(ytd)), value, mult, bool(new)))
        for series, name, key, period, ytd, value, mult, new in rows
    )
    for _, of_series in groupby(levels, key=lambda pair: pair[0]):
        run = [level for _, level in of_series if level.size]
        run.sort(key=lambda level: (level.period.end, level.period.days))
        yield from _odd_ones(run)


def _odd_ones(run: Sequence[_Level]) -> Iterator[str]:
    far = [_is_far(one, other) for one, other in pairwise(run)]
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
