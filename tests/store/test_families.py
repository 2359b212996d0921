"""Tables by partner, flow and product: a load finds in them what a look at every figure does.

It looks one by one only at what may not go together, and of a long table that is little.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.store.findings import write_findings
from bot.store.unaccompanied import Unaccompanied, unaccompanied
from tests.store.packages import SOURCE, loaded, package, source, stated
from tests.test_mappings import completed

YEARS = (2015, 2016)

PARTNERS = ("KZ", "KG", "DE", "DE-BB")  # the last within the one before it

INDICATORS = [
    {"CODE": "TRIPS", "LABEL": "train trips", "KIND": "flow"},
    {"CODE": "RESERVES", "LABEL": "reserves", "KIND": "stock"},
]

PRODUCTS = [{"CODE": "A1", "LABEL": "shoes"}, {"CODE": "B1", "LABEL": "hats"}]

PERIODS: Mapping[str, Sequence[tuple[str, tuple[int, ...]]]] = {
    "M": [(f"-{month:02}", (month,)) for month in range(1, 13)],
    "Q": [(f"-Q{last // 3}", (last - 2, last - 1, last)) for last in (3, 6, 9, 12)],
    "A": [("", tuple(range(1, 13)))],
}

Row = dict[str, str]
Found = list[tuple[str, int, str, str, str | None]]


def kept(connection: sqlite3.Connection) -> Found:
    return connection.execute(
        "SELECT key, statement, detail, valid_from, valid_to FROM findings ORDER BY id"
    ).fetchall()


def looked_at_one_by_one(connection: sqlite3.Connection) -> Found:
    write_findings(connection, Unaccompanied())
    return kept(connection)


def trade(random: Random) -> list[Row]:
    """A made-up table: what adds up, rounded each by itself, now and then with holes."""
    products = random.choice((("_T",), ("_T",), ("A1", "B1", "_T")))
    partners = random.sample(PARTNERS, random.randint(1, 4 if len(products) == 1 else 2))
    flows = random.choice(("TXM", "TXM", "TXMB", "XM", "TXB", "TMB"))
    lengths = random.choice(("M", "M", "Q", "A", "MQ", "MQA"))
    indicator, unit, mult, decimals = random.choice(
        (("TRADE", "CNY", "9", 2), ("TRIPS", "NUM", "0", 0), ("RESERVES", "CNY", "6", 1))
    )
    size = {partner: 10 ** random.uniform(0, 3) for partner in partners}
    signs = random.choice(((1,), (1,), (1,), (1, 1, -1)))
    amounts = {
        (partner, product, flow, year, month): size[partner]
        * random.uniform(0.5, 1.6)
        * random.choice(signs)
        for partner in partners
        for product in products
        for flow in "XM"
        for year in YEARS
        for month in range(1, 13)
    }

    def amount(partner: str, product: str, flow: str, year: int, months: tuple[int, ...]) -> float:
        if partner == "W1":
            return sum(amount(one, product, flow, year, months) for one in partners)
        if product == "_T" and len(products) > 1:
            return sum(amount(partner, one, flow, year, months) for one in products[:-1])
        if flow in "TB":
            exports, imports = (amount(partner, product, one, year, months) for one in "XM")
            return exports + imports if flow == "T" else exports - imports
        return sum(amounts[partner, product, flow, year, month] for month in months)

    holes = random.choice((0, 0, 0.02, 0.2))
    told = (
        {
            "FREQ": freq,
            "TIME_PERIOD": f"{year}{code}",
            "COUNTERPART_AREA": partner,
            "PRODUCT": product,
            "TRADE_FLOW": flow,
            "OBS_VALUE": f"{amount(partner, product, flow, year, months):.{decimals}f}",
        }
        for partner in (*partners, "W1")
        for product in products
        for flow in flows
        for year in YEARS
        for freq in lengths
        for code, months in PERIODS[freq]
        if random.random() >= holes
    )
    alike = {"INDICATOR": indicator, "UNIT_MEASURE": unit, "UNIT_MULT": mult}
    return [
        stated(str(number), row.pop("OBS_VALUE"), **row, **alike)
        for number, row in enumerate(told, 1)
    ]


def slip(row: Row, random: Random) -> None:
    """Print the figure as people do that slip."""
    value, decimals = row["OBS_VALUE"], int(row["DECIMALS"])
    place = random.randrange(len(value))
    match random.choice(("ten", "tenth", "sign", "swap", "digit", "last")):
        case "ten":
            value = f"{float(value) * 10:.{decimals}f}"
        case "tenth":
            value = f"{float(value) / 10:.{decimals}f}"
        case "sign":
            value = value[1:] if value.startswith("-") else f"-{value}"
        case "swap" if value[place : place + 2].isdecimal():
            value = value[:place] + value[place : place + 2][::-1] + value[place + 2 :]
        case "digit" if value[place].isdecimal():
            value = value[:place] + random.choice("123456789") + value[place + 1 :]
        case _:
            value = f"{float(value) + random.choice((-1, 1, 2)) * 10**-decimals:.{decimals}f}"
    row["OBS_VALUE"] = value


def revised(rows: list[Row], random: Random) -> Iterator[Row]:
    """Some of it as the next release has it."""
    for number, row in enumerate(random.sample(rows, min(4, len(rows))), len(rows) + 1):
        new = {**row, "ID": str(number), "SOURCE_ID": "second"}
        if random.random() < 0.7:
            slip(new, random)
        yield new


@pytest.mark.parametrize("seed", range(24))
def test_a_load_finds_what_a_look_at_every_figure_finds(
    seed: int, database: Path, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - of a made-up release
    rows = trade(random)
    for row in random.sample(rows, min(len(rows), seed % 4)):
        slip(row, random)
    if seed % 7 == 1:
        for row in random.sample(rows, min(len(rows), 3)):
            row["OBS_QUALIFIER"] = random.choice(("AR", "GT", "LT"))
    if seed % 5 == 1:
        rows += revised(rows, random)
    rounding = {"ROUNDING": "truncated" if seed % 11 == 1 else ""}
    desk = package(
        tmp_path / "desk",
        indicators=INDICATORS,
        products=PRODUCTS,
        sources=[{**one, **rounding} for one in (SOURCE, source("second", "2022-01-28"))],
        statements=rows,
    )
    loaded(database, desk, anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        told = kept(connection)
        assert told == looked_at_one_by_one(connection)


@pytest.mark.parametrize("name", ["cpi-us", "ons-timeseries", "pellandia", "us-china-trade"])
def test_of_open_data_a_load_finds_what_a_look_at_every_figure_finds(
    name: str, shared: Path, database: Path, tmp_path: Path
) -> None:
    loaded(database, completed(name, shared, tmp_path), anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        told = kept(connection)
        assert told == looked_at_one_by_one(connection)


@pytest.mark.parametrize("name", ["default", "later"])
def test_of_the_shipped_figures_a_load_finds_what_a_look_at_every_figure_finds(
    name: str, databases: dict[str, Path]
) -> None:
    with closing(sqlite3.connect(databases[name])) as connection:
        told = kept(connection)
        assert told == looked_at_one_by_one(connection)
        connection.rollback()


def monthly(values: dict[str, tuple[str, str, str]], **cells: str) -> list[Row]:
    """Trade, exports and imports of a year's months by partner, the same in each."""
    months = [f"2021-{month:02}" for month in range(1, 12)]
    rows = [
        {"TIME_PERIOD": month, "COUNTERPART_AREA": partner, "TRADE_FLOW": flow, "value": value}
        for partner, told in values.items()
        for flow, value in zip("TXM", told, strict=True)
        for month in months
    ]
    return [
        stated(str(number), row.pop("value"), **row, **cells) for number, row in enumerate(rows, 1)
    ]


WITH_TWO = {
    "W1": ("16.0", "12.0", "4.0"),
    "KZ": ("6.0", "5.0", "1.0"),
    "KG": ("2.0", "1.5", "0.5"),
}


def test_a_table_that_adds_up_is_not_looked_at(database: Path, tmp_path: Path) -> None:
    rows = monthly(WITH_TWO)
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=rows))
    with closing(sqlite3.connect(database)) as connection:
        passed_over = unaccompanied(connection)
        assert kept(connection) == []
    assert len(passed_over.series) == 9, "every flow with every partner goes together"


def test_of_a_table_with_a_slip_only_what_stands_with_it_is_looked_at(
    database: Path, tmp_path: Path
) -> None:
    rows = monthly(WITH_TWO)
    odd = next(r for r in rows if (r["COUNTERPART_AREA"], r["TRADE_FLOW"]) == ("KZ", "M"))
    odd["OBS_VALUE"] = "10.0"
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=rows), anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        passed_over = unaccompanied(connection)
        found = {(key, statement) for key, statement, *_ in kept(connection)}
        looked_at = [
            (partner, flow, period)
            for partner, flow, series, period in connection.execute(
                "SELECT counterpart_area, trade_flow, series.id, period FROM statements"
                " JOIN series ON series.id = statements.series ORDER BY 1, 2, 4"
            )
            if not passed_over.has(series, period)
        ]
    month = odd["TIME_PERIOD"]
    # Its flows, and its own share of all imports, which is far from that of every other month.
    assert {one for one in looked_at if one[2] == month} == {("KZ", flow, month) for flow in "TXM"}
    assert {one[:2] for one in looked_at if one[2] != month} <= {("KZ", "M")}
    assert {key for key, _ in found} >= {"slip", "share_far"}
