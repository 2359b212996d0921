"""A package of figures drawn by lot, in every form in which a number can be printed.

Shipped figures are well behaved. These are printed in units, thousands, ten thousands, hundred
millions and billions, as "around", "more than" and "nearly", are zero, negative or ten times
the month before, are revised and contradicted: what is true of them does not matter, only that
each is said as it is on file and that what is worked out of them is worked out right.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tests.store.packages import SOURCE, package, stated

__all__ = ["odd"]

Indicator = tuple[str, str, str, str, str, tuple[int, int], tuple[int, ...]]
INDICATORS: tuple[Indicator, ...] = (
    # code, label, kind, what is counted, unit, the sizes drawn, and its powers of ten
    ("SALES", "sales", "flow", "", "GBP", (-3, 6), (0, 3, 4, 6, 8, 9, 12)),
    ("COSTS", "costs", "flow", "", "GBP", (0, 4), (6, 9)),
    ("VISITS", "visits", "flow", "visit", "NUM", (0, 5), (0, 0, 3, 4)),
    ("WORKERS", "workers", "stock", "worker", "NUM", (1, 4), (0, 3)),
    ("PRICES", "price index", "index", "", "IX", (1, 3), (0,)),
    ("OIL", "oil price", "price", "", "USD", (0, 2), (0,)),
    ("IDLE", "idle rate", "rate", "", "PT", (-1, 1), (0,)),
    ("FREIGHT", "freight", "flow", "", "T", (0, 4), (0, 3, 6)),
)
AREAS = (("ODD", "Oddland"), ("ODD-A", "Aldermark"), ("ODD-B", "Brinshire"), ("ODD-C", "Corvale"))
QUALIFIERS = ("EQ",) * 12 + ("AR", "GT", "LT", "AR")
CUTS = 2
"""The release that cuts digits off."""

RELEASES = ("2020-02-20", "2021-02-20", "2021-08-20", "2022-02-20", "2022-09-20")


def odd(folder: Path, seed: int = 1) -> Path:
    """Write the package into the folder; the same seed writes the same."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    sources = [
        {
            **SOURCE,
            "SOURCE_ID": f"r{n}-{who[:1]}",
            "PUBLISHER": who,
            "PUBLISHED": day,
            "ROUNDING": "truncated" if n == CUTS else "rounded",
        }
        for n, day in enumerate(RELEASES)
        for who in ("Office of Odd Numbers", "Daily Even")
    ]
    rows = list(_rows(chance))
    return package(
        folder,
        figures={"home_area": "ODD"},
        indicators=[
            {"CODE": code, "LABEL": label, "KIND": kind, "ONE": one, "MANY": f"{one}s" * bool(one)}
            for code, label, kind, one, *_ in INDICATORS
        ],
        areas=[{"CODE": code, "LABEL": label, "KIND": "subdivision"} for code, label in AREAS],
        membership=[
            {"GROUP": "ODD", "MEMBER": code, "SOURCE_ID": "", "NOTE": ""} for code, _ in AREAS[1:]
        ],
        aliases=[{"ALIAS": label, "MEANS": f"INDICATOR={code}"} for code, label, *_ in INDICATORS],
        ratios=[{"NUMERATOR": "FREIGHT", "DENOMINATOR": "VISITS", "LABEL": "tonnes a visit"}],
        sources=sources,
        statements=[{**row, "ID": str(n)} for n, row in enumerate(rows, 1)],
    )


def _rows(chance: random.Random) -> Iterator[dict[str, str]]:
    for indicator in INDICATORS:
        least, most = indicator[5]
        for area, _ in AREAS:
            # Of most series the numbers are alike in size and in how they are printed.
            size, mult = 10 ** chance.uniform(least, most), chance.choice(indicator[6])
            for code, ytd in _periods(chance):
                if not ytd or indicator[2] == "flow":
                    yield from _of(chance, indicator, area, (code, ytd), (size, mult))


def _periods(chance: random.Random) -> Iterator[tuple[str, bool]]:
    months = [f"{year}-{month:02}" for year in (2019, 2020, 2021) for month in range(1, 13)]
    yield from ((month, False) for month in months if chance.random() < 0.5)
    yield from ((month, True) for month in months if chance.random() < 0.15 and month[5:] > "01")
    yield from ((f"{year}-Q{n}", False) for year in (2020, 2021) for n in range(1, 5))
    yield from ((str(year), False) for year in (2019, 2020, 2021) if chance.random() < 0.7)


def _of(
    chance: random.Random,
    indicator: Indicator,
    area: str,
    period: tuple[str, bool],
    usual: tuple[float, int],
) -> Iterator[dict[str, str]]:
    """A level, at times revised or contradicted, and at times its growth."""
    (name, _, kind, _, unit, (least, most), mults), (code, ytd) = indicator, period
    size, mult = usual
    if chance.random() < 0.1:
        size, mult = 10 ** chance.uniform(least, most), chance.choice(mults)
    months = int(code[5:]) if ytd else {"Q": 3, "": 12}.get(code[5:6], 1)
    size *= chance.uniform(0.6, 1.5) * (months if kind == "flow" else 1)
    own = {
        "REF_AREA": area,
        "COUNTERPART_AREA": "_Z",
        "INDICATOR": name,
        "TRADE_FLOW": "_Z",
        "PRODUCT": "_Z",
        "COVERAGE": "_Z",
        "FREQ": {"Q": "Q", "": "A"}.get(code[5:6], "M"),
        "TIME_PERIOD": code,
        "ACCUMULATION": "YTD" if ytd else "N",
        "UNIT_MEASURE": unit,
        "SOURCE_ID": _source(chance, code),
        "OBS_QUALIFIER": chance.choice(QUALIFIERS),
    }
    level = {**own, "UNIT_MULT": str(mult), "OBS_STATUS": chance.choice("AAAAAPEU")}
    whole = unit == "NUM" and mult == 0
    sign = -1 if least < 0 and chance.random() < 0.25 else 1
    yield stated("", _value(chance, sign * size, whole=whole), **level)
    if chance.random() < 0.15:
        again = {**level, "SOURCE_ID": chance.choice(("r4-O", "r4-D"))}
        yield stated("", _value(chance, size * chance.uniform(0.9, 1.1), whole=whole), **again)
    if chance.random() < 0.3:
        growth = {
            "TRANSFORMATION": "D1Y" if kind == "rate" else "G1Y",
            "UNIT_MEASURE": "PP" if kind == "rate" else "PT",
            "UNIT_MULT": "0",
            "COMPARISON_PERIOD": f"{int(code[:4]) - 1}{code[4:]}",
        }
        yield stated("", _change(chance), **{**own, **growth})


def _source(chance: random.Random, code: str) -> str:
    """A release from after the period, mostly of the office."""
    first = {"2019": 0, "2020": 1, "2021": 3}[code[:4]]
    return f"r{chance.randint(first, 3)}-{chance.choice('OOOD')}"


def _value(chance: random.Random, size: float, *, whole: bool) -> str:
    if chance.random() < 0.03:
        return "0"
    return f"{size:.{0 if whole else chance.randint(0, 3)}f}"


def _change(chance: random.Random) -> str:
    far, near, huge = chance.uniform(-60, 80), chance.uniform(-3, 3), chance.uniform(300, 900)
    return f"{chance.choice((far, near, huge)):.{chance.randint(0, 2)}f}"
