"""True series of small systems: what happened, month by month, as exact fractions.

A *system* is what one area's offices might count: one measure, or several that hang
together (exports and imports, partners of the world, parts of a whole). A seed
makes the same systems again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.figures.codes import COUNT, UNKNOWN_COVERAGE, Kind
from bot.figures.period import Period
from bot.figures.series import Subject

__all__ = ["INDICATORS", "KINDS", "PARENTS", "System", "make"]

Month = tuple[int, int]
Months = Mapping[Month, Fraction]

MONEY, TONNES = "CNY", "T"

INDICATORS: dict[str, tuple[Kind, str | None]] = {
    # code: its kind, and what it is a part of; all parts of each are here
    "GOODS": (Kind.FLOW, None),
    "FREIGHT": (Kind.FLOW, None),
    "TRIPS": (Kind.FLOW, None),
    "TRIPS_OUT": (Kind.FLOW, "TRIPS"),
    "TRIPS_BACK": (Kind.FLOW, "TRIPS"),
    "REVENUE": (Kind.FLOW, None),
    "REVENUE_TAX": (Kind.FLOW, "REVENUE"),
    "REVENUE_FEES": (Kind.FLOW, "REVENUE"),
    "REVENUE_OTHER": (Kind.FLOW, "REVENUE"),
    "PEOPLE": (Kind.STOCK, None),
    "PEOPLE_TOWN": (Kind.STOCK, "PEOPLE"),
    "PEOPLE_LAND": (Kind.STOCK, "PEOPLE"),
}

PARENTS = {code: parent for code, (_, parent) in INDICATORS.items() if parent is not None}


@dataclass(frozen=True)
class System:
    """What happened: a value for each subject and month."""

    kind: str
    years: tuple[int, ...]
    months: Mapping[Subject, Months]
    units: Mapping[Subject, str]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(self.months)

    def flows(self, subject: Subject) -> bool:
        """Whether its months add up to longer periods."""
        return INDICATORS[subject.indicator][0] is Kind.FLOW

    def level(self, subject: Subject, period: Period) -> Fraction | None:
        """The true level; None of days that are no whole months, or not of these years."""
        run, held = period.by_years, self.months[subject]
        parts = [part.whole_months for part in run]
        months = [
            (year, month)
            for part in parts
            if part is not None
            for year, first, last in (part,)
            for month in range(first, last + 1)
        ]
        if not months or any(month not in held for month in months):
            return None
        if not self.flows(subject) and len(months) > 1:
            return None
        return sum((held[month] for month in months), Fraction(0))


def make(kind: str, chance: random.Random, area: str = "CN-XJ") -> System:
    """A system of that kind, one of ``KINDS``."""
    first = chance.randint(2017, 2019)
    years = tuple(range(first, first + chance.randint(2, 4)))
    return _MAKERS[kind](_Making(kind, chance, area, years))


@dataclass(frozen=True)
class _Making:
    kind: str
    chance: random.Random
    area: str
    years: tuple[int, ...]

    def subject(self, indicator: str, flow: str, partner: str = "W1") -> Subject:
        product = "_Z" if flow == "_Z" else "_T"
        coverage = UNKNOWN_COVERAGE if self.chance.random() < 0.1 else "OWN"
        return Subject(self.area, partner, indicator, flow, product, coverage, "N")

    def scale(self, least: float, most: float) -> Fraction:
        """A size anywhere between two powers of ten."""
        power = self.chance.uniform(least, most)
        return Fraction(10) ** int(power) * Fraction(self.chance.randint(100, 999), 100)

    def series(self, scale: Fraction, unit: str = MONEY) -> dict[Month, Fraction]:
        """Months about that size, some far from it; whole numbers where things are counted.

        Of some the numbers are so round that printing them has ties to settle.
        """
        chance = self.chance
        grain = chance.choice((10, 100, 1000, 10**6, 7 * 10**5, 3 * 10**4))
        odd = chance.choice((0.0, 0.0, 0.1))
        trend = chance.uniform(-0.3, 0.5)
        made = {}
        for year in self.years:
            for month in range(1, 13):
                usual = (1 + trend) ** (year - self.years[0]) * chance.uniform(0.6, 1.5)
                if chance.random() < odd:
                    usual *= chance.choice((0.0, 1e-3, 1e-2, 20.0))
                value = scale * Fraction(round(usual * grain), grain)
                made[year, month] = Fraction(round(value)) if unit == COUNT else value
        return made

    def part(self, whole: Months, share: float, unit: str) -> dict[Month, Fraction]:
        """A part of each month's whole."""
        made = {}
        for month, value in whole.items():
            each = Fraction(round(min(1.0, share * self.chance.uniform(0.5, 1.5)) * 10**4), 10**4)
            made[month] = Fraction(round(value * each)) if unit == COUNT else value * each
        return made

    def system(self, months: Mapping[Subject, Months], units: Mapping[Subject, str]) -> System:
        return System(self.kind, self.years, months, units)


def _money(making: _Making) -> System:
    subject = making.subject("GOODS", "T")
    return making.system({subject: making.series(making.scale(0, 13))}, {subject: MONEY})


def _counts(making: _Making) -> System:
    """Trips, counted, and the tonnes they carried, so that so much a trip makes sense."""
    trips = making.subject("TRIPS", "_Z", "_Z")
    tonnes = trips.with_("indicator", "FREIGHT")
    months = {
        trips: making.series(making.scale(0.5, 6), COUNT),
        tonnes: making.series(making.scale(0, 9), TONNES),
    }
    return making.system(months, {trips: COUNT, tonnes: TONNES})


def _added(one: Months, other: Months, sign: int = 1) -> dict[Month, Fraction]:
    return {month: value + sign * other[month] for month, value in one.items()}


def _with_flows(
    total: Subject, exports: Months, imports: Months, *, balance: bool
) -> dict[Subject, Months]:
    made = {
        total: _added(exports, imports),
        total.with_("trade_flow", "X"): exports,
        total.with_("trade_flow", "M"): imports,
    }
    if balance:
        made[total.with_("trade_flow", "B")] = _added(exports, imports, -1)
    return made


def _flows(making: _Making) -> System:
    total, scale = making.subject("GOODS", "T"), making.scale(0, 13)
    exports = making.series(scale)
    imports = making.series(scale * Fraction(making.chance.randint(5, 150), 100))
    months = _with_flows(total, exports, imports, balance=False)
    return making.system(months, dict.fromkeys(months, MONEY))


def _balance(making: _Making) -> System:
    """Exports and imports so alike that the balance is about nothing, on either side of it."""
    total = making.subject("GOODS", "T")
    exports = making.series(making.scale(0, 13))
    spread = making.chance.choice((0.002, 0.02, 0.2))
    imports = {
        month: value * Fraction(round((1 + making.chance.uniform(-spread, spread)) * 10**5), 10**5)
        for month, value in exports.items()
    }
    months = _with_flows(total, exports, imports, balance=True)
    return making.system(months, dict.fromkeys(months, MONEY))


def _partners(making: _Making) -> System:
    whole = making.subject("GOODS", making.chance.choice("TXM"))
    world = making.series(making.scale(3, 13))
    months: dict[Subject, Months] = {whole: world}
    for partner in ("KZ", "DE")[: making.chance.randint(1, 2)]:
        share = making.chance.choice((0.01, 0.1, 0.4))
        months[whole.with_("counterpart_area", partner)] = making.part(world, share, MONEY)
    return making.system(months, dict.fromkeys(months, MONEY))


def _partners_and_flows(making: _Making) -> System:
    total, scale = making.subject("GOODS", "T"), making.scale(3, 13)
    exports, imports = making.series(scale), making.series(scale)
    months = _with_flows(total, exports, imports, balance=making.chance.random() < 0.3)
    months |= _with_flows(
        total.with_("counterpart_area", "KZ"),
        making.part(exports, 0.3, MONEY),
        making.part(imports, 0.1, MONEY),
        balance=False,
    )
    return making.system(months, dict.fromkeys(months, MONEY))


def _parts(making: _Making) -> System:
    """A whole and all its parts, in money or counted."""
    counted = making.chance.random() < 0.5
    names = ("TRIPS_OUT", "TRIPS_BACK") if counted else ("TAX", "FEES", "OTHER")
    parent, unit = ("TRIPS", COUNT) if counted else ("REVENUE", MONEY)
    whole = making.subject(parent, "_Z", "_Z")
    scale = making.scale(1, 6) if counted else making.scale(0, 12)
    months: dict[Subject, Months] = {}
    for name in names:
        code = name if counted else f"REVENUE_{name}"
        months[whole.with_("indicator", code)] = making.series(
            scale * Fraction(making.chance.randint(5, 100), 100), unit
        )
    parts = list(months.values())
    total = {month: sum(part[month] for part in parts) for month in parts[0]}
    held: dict[Subject, Months] = {whole: {m: Fraction(v) for m, v in total.items()}, **months}
    return making.system(held, dict.fromkeys(held, unit))


def _stock(making: _Making) -> System:
    """What does not add up over time, but over its parts does."""
    whole = making.subject("PEOPLE", "_Z", "_Z")
    town = making.series(making.scale(2, 8), COUNT)
    land = making.series(making.scale(2, 8), COUNT)
    months = {
        whole: _added(town, land),
        whole.with_("indicator", "PEOPLE_TOWN"): town,
        whole.with_("indicator", "PEOPLE_LAND"): land,
    }
    return making.system(months, dict.fromkeys(months, COUNT))


_MAKERS = {
    "money": _money,
    "counts": _counts,
    "flows": _flows,
    "balance": _balance,
    "partners": _partners,
    "partners and flows": _partners_and_flows,
    "parts": _parts,
    "stock": _stock,
}

KINDS = tuple(_MAKERS)
"""Kinds of system."""
