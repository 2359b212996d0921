"""What a load does not look at, as nothing stands beside it: looking would find nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.checking.run import check
from bot.store.findings import kept_findings
from bot.store.unaccompanied import unaccompanied
from tests.store.packages import SOURCE, as_of, loaded, package, source, stated

YEARS = range(2015, 2018)


def whole_and_parts(random: Random, *, wrong: bool, mixed: bool) -> dict[str, tuple[str, str]]:
    """A flow by month, quarter and year, with UNIT_MULT, rounded each by itself.

    If ``wrong`` one is off; if ``mixed`` some are in millions and not in billions.
    """
    months = {f"{y}-{m:02}": random.uniform(5, 30) for y in YEARS for m in range(1, 13)}
    values = dict(months)
    for year in YEARS:
        values[f"{year}"] = sum(months[f"{year}-{m:02}"] for m in range(1, 13))
        for quarter in range(1, 5):
            last = 3 * quarter
            values[f"{year}-Q{quarter}"] = sum(
                months[f"{year}-{m:02}"] for m in range(last - 2, last + 1)
            )
    told = {
        period: (f"{value * 1000:.0f}", "6")
        if mixed and random.random() < 0.5
        else (f"{value:.1f}", "9")
        for period, value in values.items()
    }
    for period in random.sample(sorted(told), random.randrange(len(told) // 2)):
        del told[period]
    if wrong and told:
        odd = random.choice(sorted(told))
        value, mult = told[odd]
        told[odd] = f"{float(value) * random.choice((0.4, 0.9, 1.1, 3)):.1f}", mult
    return told


@pytest.mark.parametrize("seed", range(24))
def test_what_is_passed_over_holds_nothing_to_find(
    seed: int, database: Path, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - of a made-up release
    told = whole_and_parts(random, wrong=seed % 2 == 1, mixed=seed >= 16)
    rows = [
        stated(
            str(number),
            value,
            TIME_PERIOD=period,
            FREQ="Q" if "Q" in period else "A" if "-" not in period else "M",
            UNIT_MULT=mult,
        )
        for number, (period, (value, mult)) in enumerate(told.items())
    ]
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=rows), anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        kept = {(key, statement) for key, statement, _ in kept_findings(connection)}
        passed_over = unaccompanied(connection)
    with as_of(database) as catalogue:
        found = check(tuple(catalogue.every_statement()), catalogue).all_findings
    assert {(one.key, one.statement.id) for one in found} == kept
    if not seed % 2:
        assert passed_over, "nothing is wrong with it, and all of it would be looked at"


def test_growth_has_company(database: Path, tmp_path: Path) -> None:
    growth = {"TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
    rows = [
        stated("1", "16.03"),
        stated("2", "12.0", TIME_PERIOD="2020-11"),
        stated("3", "33.6", COMPARISON_PERIOD="2020-11", **growth),
    ]
    loaded(database, package(tmp_path / "desk", sources=[SOURCE], statements=rows))
    with closing(sqlite3.connect(database)) as connection:
        assert not unaccompanied(connection)


@pytest.mark.parametrize("oddly", [{"UNIT_MEASURE": "NUM", "UNIT_MULT": "0"}, {}])
def test_exact_counts_and_figures_cut_off_have_to_add_up(
    oddly: dict[str, str], database: Path, tmp_path: Path
) -> None:
    """Months of 10 and 11 and 12 make no quarter of 35 of trains, nor of what is cut off."""
    values = {"2021-01": "10", "2021-02": "11", "2021-03": "12", "2021-Q1": "31"}
    if oddly:
        values["2021-Q1"] = "34"
    rows = [
        stated(str(n), value, TIME_PERIOD=period, FREQ="Q" if "Q" in period else "M", **oddly)
        for n, (period, value) in enumerate(values.items(), 1)
    ]
    cut_off = {**SOURCE, "ROUNDING": "" if oddly else "truncated"}
    loaded(database, package(tmp_path / "desk", sources=[cut_off], statements=rows), anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        assert {key for key, *_ in kept_findings(connection)} == {"contradicts_itself"}


def test_two_publishers_are_looked_at(database: Path, tmp_path: Path) -> None:
    sources = [SOURCE, source("second", "2021-12-28", "China Daily")]
    rows = [stated("1", "16.03"), stated("2", "16.9", SOURCE_ID="second")]
    loaded(database, package(tmp_path / "desk", sources=sources, statements=rows))
    with closing(sqlite3.connect(database)) as connection:
        assert not unaccompanied(connection)


def test_a_level_of_one_length_may_be_revised(database: Path, tmp_path: Path) -> None:
    sources = [SOURCE, source("second", "2022-01-28")]
    rows = [
        stated(f"{code}-{month}", value, SOURCE_ID=code, TIME_PERIOD=f"2021-{month:02}")
        for code, value in (("first", "16.03"), ("second", "16.9"))
        for month in range(1, 12)
    ]
    loaded(database, package(tmp_path / "desk", sources=sources, statements=rows), anyway=True)
    with closing(sqlite3.connect(database)) as connection:
        assert kept_findings(connection) == ()
        assert unaccompanied(connection)
    for day in ("2022-01-27", None):
        with as_of(database, day) as catalogue:
            assert not check(tuple(catalogue.every_statement()), catalogue).all_findings
