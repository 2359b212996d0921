"""What publishers print of a true series: levels, growth, shares, ratios, rounded half up.

*What* is printed, where and how exactly is a plan of its own, so that the same can
be printed a second time with its digits cut off instead of rounded. Nothing is ever
revised: a later release that prints a figure anew prints the same truth, more or
less exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor, log10

from bot.figures.codes import (
    COUNT,
    PERCENT,
    POINTS,
    PURE_NUMBER,
    Measure,
    Qualifier,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from tests.properties.truth import PARENTS, System

__all__ = ["Printed", "Said", "every_period", "plan", "printed", "rate_of", "wholes_of"]


@dataclass(frozen=True)
class Release:
    """A source with its day; ``cuts`` is said of one known to cut digits off."""

    code: str
    publisher: str
    published: date
    cuts: bool = False


@dataclass(frozen=True)
class Said:
    """One number to print: what it is of, its true value, and how exactly it is put.

    ``truth`` is in the unit (percent, not a fraction); ``place`` the power of ten of the last
    digit; ``mult`` the power of ten that is spelt out ("billion").
    """

    release: Release
    series: Series
    period: Period
    against: Period | None
    truth: Fraction
    place: int
    mult: int
    qualifier: Qualifier

    @property
    def spot(self) -> tuple[object, ...]:
        """What one release says once."""
        against = self.against.code if self.against else None
        return self.release.code, self.series, self.period.code, against


@dataclass(frozen=True)
class Printed:
    """A statement with the truth behind it, and where its reader must take that to lie."""

    said: Said
    statement: Statement
    low: Fraction
    high: Fraction

    @property
    def truth(self) -> Fraction:
        return self.said.truth


def plan(system: System, chance: random.Random) -> list[Said]:
    """What is said of a system, in the order of its releases: five numbers or two hundred."""
    habits = _Habits(system, chance)
    said = [one for subject in system.subjects for one in habits.about(subject)]
    most = chance.choice((12, 25, 40, 80, 160))
    if len(said) > most:
        said = chance.sample(said, most)
    again = [habits.again(one) for one in said if chance.random() < habits.repeats]
    once = {one.spot: one for one in (*again, *said)}
    return sorted(once.values(), key=lambda one: (one.release.published, one.release.code))


def printed(said: Sequence[Said], *, cut: bool = False) -> list[Printed]:
    """The statements, rounded half up, or with their digits cut off though nobody says so.

    Releases that are known to cut digits off do so in either case.
    """
    return [_print(one, number, cut=cut) for number, one in enumerate(said, 1)]


def every_period(system: System, subject: Subject) -> Iterator[Period]:
    """The periods that a publisher may speak of, each of its days once."""
    for year in system.years:
        yield from (Period.months(year, month, month) for month in range(1, 13))
        if system.flows(subject):
            yield from (Period.months(year, 3 * q - 2, 3 * q) for q in range(1, 5))
            yield from (Period.months(year, 6 * h - 5, 6 * h) for h in range(1, 3))
            yield Period.months(year, 1, 12)
            to_date = (Period.months(year, 1, month) for month in range(2, 12))
            yield from (period for period in to_date if period.ytd)


def wholes_of(subject: Subject, system: System) -> Iterator[tuple[Subject, str]]:
    """The subjects that it is a part of, each with the SHARE_OF of a share of it."""
    around = [("COUNTERPART_AREA", "W1")]
    if subject.trade_flow in ("X", "M"):
        around.append(("TRADE_FLOW", "T"))
    if subject.indicator in PARENTS:
        around.append(("INDICATOR", PARENTS[subject.indicator]))
    for dimension, code in around:
        whole = subject.with_(dimension, code)
        if whole != subject and whole in system.subjects and subject.trade_flow != "B":
            yield whole, f"{dimension}={code}"


def rate_of(here: Fraction | None, there: Fraction | None) -> Fraction | None:
    """One level over another, where that means anything."""
    if here is None or there is None or there <= 0 or here < 0 or here > 1000 * there:
        return None
    return here / there


KNOWN_TO_CUT = 0.1

SCARCE = (0.0, 0.0, 0.1, 0.3, 0.6, 0.95)


class _Habits:
    """How an office prints: what, how often, how exactly, and in how many releases."""

    def __init__(self, system: System, chance: random.Random) -> None:
        self._system, self._chance = system, chance
        self._releases = _releases(system, chance)
        one = len(self._releases) == 1
        self.repeats = 0.0 if one else chance.choice((0.0, 0.1, 0.3))
        self._often = {
            what: chance.choice(SCARCE)
            for what in ("M", "Q", "S", "A", "ytd", "growth", "on year", "ratio", "share", "points")
        }
        self._odd = chance.choice((0.0, 0.0, 0.15))  # around, over, nearly
        self._digits = chance.randint(2, 6)
        self._ragged = chance.random() < 0.3  # not always as many digits
        self._rate_place = chance.choice((-1, -1, -1, -2, 0))
        self._spelt = chance.choice((0, 3, 4, 6, 8, 9))

    def about(self, subject: Subject) -> Iterator[Said]:
        """Everything said of a subject: its levels, and its rates whatever levels are said."""
        for period in every_period(self._system, subject):
            truth = self._system.level(subject, period)
            if truth is None:
                continue
            period = self._named(period)
            if self._does("ytd" if period.ytd else period.grain):
                yield self._level(subject, period, truth)
            yield from self._changes(subject, period, truth)
            yield from self._shares(subject, period, truth)

    def again(self, said: Said) -> Said:
        """The same in another release, and maybe not as exactly."""
        digits = self._chance.choice((-1, 0, 0, 1))
        place = said.place + digits
        if said.series.unit == COUNT:
            place = max(place, 0)
        return replace(
            said,
            release=self._release(said.period),
            place=place,
            mult=max(said.mult, place),
            qualifier=Qualifier.EXACT,
        )

    def _does(self, what: str) -> bool:
        return self._chance.random() < self._often[what]

    def _named(self, period: Period) -> Period:
        """The period, or those same days under another name."""
        names = period.names()
        return self._chance.choice(names) if self._chance.random() < 0.1 else period

    def _release(self, period: Period) -> Release:
        after = [r for r in self._releases if r.published > period.end]
        return after[0] if self._chance.random() < 0.7 else self._chance.choice(after)

    def _level(self, subject: Subject, period: Period, truth: Fraction) -> Said:
        unit = self._system.units[subject]
        digits = self._chance.randint(1, 6) if self._ragged else self._digits
        held = self._system.months[subject].values()
        size = max(abs(truth), max(abs(value) for value in held) / 10, Fraction(1, 1000))
        power = floor(log10(size))
        place = power - digits + 1
        if unit == COUNT:
            place = max(place, 0)
        mult = max(place, min(self._spelt, power))
        return self._said(_series(subject, period, unit), period, None, truth, place, mult)

    def _changes(self, subject: Subject, period: Period, truth: Fraction) -> Iterator[Said]:
        year = period.years(-1)
        changes = [("on year", Transformation.GROWTH_YEAR, year)]
        if not period.ytd and period.grain in "MQ":
            changes.append(("growth", Transformation.GROWTH, period.shift(-1)))
        for what, transformation, base in changes:
            rate = rate_of(truth, self._at(subject, base))
            if rate is not None and self._does(what):
                series = _series(subject, period, PERCENT, Measure.LEVEL, transformation)
                yield self._rate(series, period, base, (rate - 1) * 100)
        if period.ytd and year is not None:
            base = Period.of(f"{year.year:04}")
            rate = rate_of(truth, self._at(subject, base))
            if rate is not None and self._does("ratio"):
                unit = PERCENT if self._chance.random() < 0.7 else PURE_NUMBER
                series = _series(subject, period, unit, Measure.RATIO)
                yield self._rate(series, period, base, rate * 100 if unit == PERCENT else rate)

    def _shares(self, subject: Subject, period: Period, truth: Fraction) -> Iterator[Said]:
        year = period.years(-1)
        for whole, share_of in wholes_of(subject, self._system):
            share = rate_of(truth, self._at(whole, period))
            before = rate_of(self._at(subject, year), self._at(whole, year))
            if share is not None and self._does("share"):
                series = _series(subject, period, PERCENT, Measure.SHARE, share_of=share_of)
                yield self._rate(series, period, None, share * 100)
            if share is not None and before is not None and self._does("points"):
                apart = Transformation.DIFFERENCE_YEAR
                series = _series(subject, period, POINTS, Measure.SHARE, apart, share_of)
                yield self._rate(series, period, year, (share - before) * 100)

    def _at(self, subject: Subject, period: Period | None) -> Fraction | None:
        return self._system.level(subject, period) if period is not None else None

    def _rate(
        self, series: Series, period: Period, against: Period | None, truth: Fraction
    ) -> Said:
        place = self._chance.randint(-2, 0) if self._ragged else self._rate_place
        if series.unit == PURE_NUMBER:
            place = min(place, -1)
        return self._said(series, period, against, truth, place, 0)

    def _said(
        self,
        series: Series,
        period: Period,
        against: Period | None,
        truth: Fraction,
        place: int,
        mult: int,
    ) -> Said:
        qualifier = Qualifier.EXACT
        if truth > 0 and self._chance.random() < self._odd:
            qualifier = self._chance.choice((Qualifier.AROUND, Qualifier.OVER, Qualifier.NEARLY))
        release = self._release(period)
        return Said(release, series, period, against, truth, place, mult, qualifier)


def _series(
    subject: Subject,
    period: Period,
    unit: str,
    measure: Measure = Measure.LEVEL,
    transformation: Transformation = Transformation.NONE,
    share_of: str | None = None,
) -> Series:
    return Series(0, subject, period.grain, measure, transformation, unit, period.ytd, share_of)


def _releases(system: System, chance: random.Random) -> list[Release]:
    """One release after all of it, or one every so often, of one office or of two."""
    over = date(system.years[-1] + 1, 1, 20)
    area = system.subjects[0].ref_area
    every = chance.choice((None, None, 1, 3, 12))
    if every is None:
        return [Release(f"{area}-all", "Office", over, chance.random() < KNOWN_TO_CUT)]
    found = []
    for publisher in ("Office", "Gazette")[: chance.choice((1, 1, 2))]:
        late, cuts = chance.randint(0, 9), chance.random() < KNOWN_TO_CUT
        for year in system.years:
            for month in range(every, 13, every):
                ended = Period.months(year, month, month).end
                day = ended + timedelta(days=15 + late)
                code = f"{area}-{publisher}-{year}-{month:02}"
                found.append(Release(code, publisher, day, cuts))
    return sorted(found, key=lambda release: (release.published, release.code))


# --- printing --------------------------------------------------------------------------------


def _print(said: Said, number: int, *, cut: bool) -> Printed:
    unit = Fraction(10) ** said.place
    steps, qualifier = _steps(said, unit, cut=cut or said.release.cuts)
    value, low, high = steps * unit, *_between(said, steps, unit, qualifier)
    decimals = said.mult - said.place
    return Printed(
        said,
        Statement(
            id=number,
            series=said.series,
            period=said.period,
            comparison_period=said.against,
            value=_digits(value / Fraction(10) ** said.mult, decimals, below=said.truth < 0),
            unit_mult=said.mult,
            decimals=decimals,
            qualifier=qualifier,
            status="A",
            source=said.release.code,
            publisher=said.release.publisher,
            locator=str(number),
            note=None,
            realtime_start=said.release.published,
            realtime_end=None,
            truncated=said.release.cuts,
        ),
        low,
        high,
    )


def _steps(said: Said, unit: Fraction, *, cut: bool) -> tuple[int, Qualifier]:
    """The number in units of its last digit. Only the plain number is ever cut."""
    exact = abs(said.truth) / unit
    below, sign = floor(exact), -1 if said.truth < 0 else 1
    match said.qualifier:
        case Qualifier.OVER if below and below != exact:
            return below, Qualifier.OVER
        case Qualifier.NEARLY if below != exact:
            return ceil(exact), Qualifier.NEARLY
        case Qualifier.AROUND if below:
            # Half the units that may be said to be "around" it are not the nearest.
            return below, Qualifier.AROUND
    return sign * (below if cut else floor(exact + Fraction(1, 2))), Qualifier.EXACT


def _between(
    said: Said, steps: int, unit: Fraction, qualifier: Qualifier
) -> tuple[Fraction, Fraction]:
    """Where the truth lies for a reader who knows whether the source rounds or cuts."""
    value = steps * unit
    match qualifier:
        case Qualifier.AROUND:
            return value - unit, value + unit
        case Qualifier.OVER:
            return value, value + unit
        case Qualifier.NEARLY:
            return value - unit, value
    if said.series.unit == COUNT and unit == 1:
        return value, value
    if said.release.cuts:
        return value - unit * (value <= 0), value + unit * (value >= 0)
    return value - unit / 2, value + unit / 2


def _digits(number: Fraction, decimals: int, *, below: bool) -> str:
    whole = abs(number) * 10**decimals
    if whole.denominator != 1:
        raise AssertionError(f"{number} has more than {decimals} decimals")
    digits = str(whole.numerator).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if below else text
