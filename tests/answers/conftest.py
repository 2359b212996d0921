"""A newsroom made for tests: what the shipped figures have none of.

Prices by the month and the day, a rate by the quarter, borrowing with surpluses
among its deficits, a balance with both, inflation stated by the month, airports
of which one lacks a month, and partners.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.desk import Desk
from tests.store.packages import SOURCE, Rows, loaded, package, stated

INDICATORS = [
    # code, label, kind, what is counted, sign of a deficit
    ("OIL", "oil price", "price", "", ""),
    ("PUNCTUAL", "buses on time", "rate", "", ""),
    ("BORROW", "state borrowing", "flow", "", "positive"),
    ("LEDGER", "ledger balance", "flow", "", ""),
    ("PRICES", "price index", "index", "", ""),
    ("FLIGHTS", "flights", "flow", "flight", ""),
    ("LAKE", "lake level", "stock", "", ""),
]

AREAS = [
    ("MOON", "Moonland"),
    ("MOON-A", "Ashport"),
    ("MOON-B", "Birchport"),
    ("MOON-C", "Cedarport"),
]

ALIASES = {
    "oil": "INDICATOR=OIL",
    "inflation": "INDICATOR=PRICES TRANSFORMATION=G1Y",
    "budget deficit": "INDICATOR=BORROW",
    "budget surplus": "INDICATOR=BORROW",
    "ledger surplus": "INDICATOR=LEDGER",
    "punctuality": "INDICATOR=PUNCTUAL",
}


INFLATION = "2.1 2.4 2.2 1.9 2.0 2.6 2.5 2.3 2.2 2.1 2.0 1.8".split()  # noqa: SIM905
"""By the month of 2024, in percent."""


def _months(first: str, *values: str) -> Iterator[tuple[str, str]]:
    """Each value with its month, from the first on."""
    year, month = map(int, first.split("-"))
    for place, value in enumerate(values, month - 1):
        yield f"{year + place // 12}-{place % 12 + 1:02}", value


def _rows() -> Iterator[dict[str, str]]:
    plain = {
        "REF_AREA": "MOON",
        "COUNTERPART_AREA": "_Z",
        "TRADE_FLOW": "_Z",
        "PRODUCT": "_Z",
        "COVERAGE": "_Z",
        "UNIT_MULT": "0",
    }
    money = {**plain, "UNIT_MEASURE": "USD"}
    rates = {**plain, "UNIT_MEASURE": "PT"}
    for period, value in _months("2024-11", "70.1", "71.5", "72.0", "69.4", "68.9", "75.2"):
        yield {**money, "INDICATOR": "OIL", "TIME_PERIOD": period, "OBS_VALUE": value}
    for day, value in (("2025-03-03", "61.0"), ("2025-03-04", "66.0")):
        row = {"INDICATOR": "OIL", "TIME_PERIOD": day, "OBS_VALUE": value, "FREQ": "D"}
        yield {**money, **row}
    for quarter, value in (("2024-Q3", "91.2"), ("2024-Q4", "88.0"), ("2025-Q1", "93.4")):
        row = {"INDICATOR": "PUNCTUAL", "TIME_PERIOD": quarter, "OBS_VALUE": value, "FREQ": "Q"}
        yield {**rates, **row}
    for indicator in ("BORROW", "LEDGER"):
        for period, value in _months("2025-01", "-40", "120", "-15", "95"):
            yield {**money, "INDICATOR": indicator, "TIME_PERIOD": period, "OBS_VALUE": value}
    for period, value in _months("2025-01", "-0.9", "0.3", "-0.2", "0.1"):
        row = {"INDICATOR": "TRADE", "TRADE_FLOW": "B", "COUNTERPART_AREA": "W1", "PRODUCT": "_T"}
        yield {
            **money,
            **row,
            "COVERAGE": "OWN",
            "UNIT_MULT": "9",
            "TIME_PERIOD": period,
            "OBS_VALUE": value,
        }
    for partner, value in (("KZ", "-0.5"), ("KG", "0.2"), ("MN", "-0.1")):
        row = {
            "INDICATOR": "TRADE",
            "TRADE_FLOW": "B",
            "COUNTERPART_AREA": partner,
            "PRODUCT": "_T",
        }
        yield {
            **money,
            **row,
            "COVERAGE": "OWN",
            "UNIT_MULT": "9",
            "TIME_PERIOD": "2025-04",
            "OBS_VALUE": value,
        }
    for period, value in _months("2024-01", *INFLATION):
        year, month = period.split("-")
        row = {"INDICATOR": "PRICES", "TRANSFORMATION": "G1Y", "TIME_PERIOD": period}
        yield {**rates, **row, "OBS_VALUE": value, "COMPARISON_PERIOD": f"{int(year) - 1}-{month}"}
    for period, value in _months("2024-01", "100.4", "101.0", "101.2"):
        row = {"INDICATOR": "PRICES", "UNIT_MEASURE": "IX", "TIME_PERIOD": period}
        yield {**plain, **row, "OBS_VALUE": value}
    for days in range(300):
        row = {"INDICATOR": "LAKE", "FREQ": "D", "UNIT_MEASURE": "IX"}
        period = (date(2024, 1, 1) + timedelta(days=days)).isoformat()
        yield {**plain, **row, "TIME_PERIOD": period, "OBS_VALUE": f"{900 - days}"}
    counts = {**plain, "INDICATOR": "FLIGHTS", "UNIT_MEASURE": "NUM"}
    held = {
        "MOON-A": ("900", "950", "970"),
        "MOON-B": ("700", "", "720"),
        "MOON-C": ("500", "510", "730"),
    }
    for area, values in held.items():
        for period, value in _months("2025-01", *values):
            if value:
                yield {**counts, "REF_AREA": area, "TIME_PERIOD": period, "OBS_VALUE": value}
    ranked = {"MEASURE": "RK", "UNIT_MEASURE": "_Z", "REF_AREA": "MOON-C", "TIME_PERIOD": "2025-01"}
    yield {**counts, **ranked, "OBS_VALUE": "4"}


def _statements() -> Rows:
    return [stated(str(id_), row["OBS_VALUE"], **row) for id_, row in enumerate(_rows(), 1)]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk with the made figures and nothing else."""
    folder = tmp_path_factory.mktemp("newsroom")
    made = package(
        folder / "moonland",
        figures={"home_area": "MOON"},
        sources=[{**SOURCE, "PUBLISHER": "Moonland Statistics", "PUBLISHED": "2025-06-01"}],
        areas=[{"CODE": code, "LABEL": label, "KIND": "place"} for code, label in AREAS],
        membership=[{"GROUP": "MOON", "MEMBER": code} for code, _ in AREAS[1:]],
        indicators=[
            {
                "CODE": code,
                "LABEL": label,
                "KIND": kind,
                "ONE": one,
                "MANY": f"{one}s" if one else "",
                "DEFICIT": sign,
            }
            for code, label, kind, one, sign in INDICATORS
        ],
        aliases=[{"ALIAS": alias, "MEANS": means} for alias, means in ALIASES.items()],
        statements=_statements(),
    )
    loaded(folder / "figures.db", made)
    return Desk(folder / "figures.db")
