"""Clean releases: the seed's, a year later, as true figures made up at random would print it.

What is on file of 2021 is true within its rounding, and a release of November 2022
prints the same statements of it: levels, changes on 2021, shares, a conversion. The two
slips known among the shipped figures are mended first, so that any alarm is a false one.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.mutation.running import Desk

__all__ = ["add_release", "mend"]

SEED = "xj-2021-11"
MENDED = {"xinjiang/23": "14.5", "xinjiang/82": "20.03"}
"""Freight that goes with that of Horgos, and the total of China Daily's own parts."""


def mend(desk: Desk) -> None:
    """Put right the figures on file that the checks rightly object to."""
    for key, value in MENDED.items():
        decimals = len(value.partition(".")[2])
        desk.connection.execute(
            "UPDATE statements SET value = ?, decimals = ? WHERE key = ?", (value, decimals, key)
        )
    desk.connection.commit()


def add_release(desk: Desk, seed: int) -> None:
    """Put a release of November 2022 on file, until ``undo``."""
    truth = _truth(random.Random(seed))  # noqa: S311 - not for secrets
    connection = desk.connection
    source = connection.execute(
        "INSERT INTO sources (name, code, publisher, published, rounding, package)"
        " SELECT name, 'clean', publisher, '2022-12-20', rounding, package FROM sources"
        " WHERE code = ?",
        (SEED,),
    ).lastrowid
    rows = connection.execute(
        "SELECT statements.* FROM statements JOIN sources ON sources.id = statements.source"
        " WHERE sources.code = ? AND statements.key IS NOT NULL",
        (SEED,),
    )
    names = [column[0] for column in rows.description]
    for row in rows.fetchall():
        _put(dict(zip(names, row, strict=True)), truth, int(source or 0), connection)


def _put(
    cells: dict[str, object],
    truth: Mapping[str, Fraction],
    source: int,
    connection: sqlite3.Connection,
) -> None:
    number = str(cells["key"]).partition("/")[2]
    if number not in truth:
        return
    cells |= {
        "id": None,
        "key": f"clean/{number}",
        "source": source,
        "period": _year_on(cells["period"]),
        "comparison_period": _year_on(cells["comparison_period"]),
        "value": _in_print(
            truth[number], int(str(cells["unit_mult"])), int(str(cells["decimals"]))
        ),
    }
    columns, marks = ", ".join(cells), ", ".join("?" * len(cells))
    connection.execute(
        f"INSERT INTO statements ({columns}) VALUES ({marks})",  # noqa: S608 - our own columns
        tuple(cells.values()),
    )


def _year_on(code: object) -> str | None:
    if not isinstance(code, str) or not code[:4].isdecimal():
        return code if isinstance(code, str) else None
    return f"{int(code[:4]) + 1}{code[4:]}"


def _in_print(number: Fraction, unit_mult: int, decimals: int) -> str:
    scaled = number / Fraction(10) ** unit_mult
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _truth(given: random.Random) -> Mapping[str, Fraction]:
    """A true number, in plain units, for each row of the seed by its ID."""

    def between(low: float, high: float) -> Fraction:
        return Fraction(given.uniform(low, high))

    billion = 10**9
    total_before = between(137.655, 137.665) * billion
    to_bri_before = between(119.805, 119.815) * billion
    eu_before = {"X": between(197.85, 197.95) * billion, "M": between(63.85, 63.95) * billion}
    trips_before, freight_before = Fraction(11156), between(14.45, 14.55) * 10**6

    total = total_before * between(0.7, 1.6)
    month = total * between(0.07, 0.13)
    share = between(0.8, 0.95)
    to_bri = total * share
    eu = {flow: level * between(0.7, 1.6) for flow, level in eu_before.items()}
    trips = Fraction(round(trips_before * between(0.8, 1.4)))
    freight = freight_before * (trips / trips_before) * between(0.87, 1.15)
    year_before = total_before + between(8, 16) * billion

    def growth(now: Fraction, before: Fraction) -> Fraction:
        return (now / before - 1) * 100

    return {
        "2": (1 / between(0.7, 1.4) - 1) * 100,
        "3": month,
        "4": month / between(6.3, 7.1),
        "5": total,
        "6": total / year_before * 100,
        "7": growth(total, total_before),
        "8": to_bri,
        "9": growth(to_bri, to_bri_before),
        "10": share * 100,
        "11": (share - to_bri_before / total_before) * 100,
        "12": Fraction(1),
        "14": to_bri * between(0.3, 0.6),
        "15": eu["X"] + eu["M"],
        "16": growth(eu["X"] + eu["M"], eu_before["X"] + eu_before["M"]),
        "17": eu["X"],
        "18": growth(eu["X"], eu_before["X"]),
        "19": growth(eu["M"], eu_before["M"]),
        "20": eu["M"],
        "21": trips,
        "22": growth(trips, trips_before),
        "23": freight,
        "24": growth(freight, freight_before),
    }
