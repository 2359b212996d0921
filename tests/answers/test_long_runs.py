"""The highest and the lowest of many days: found among few, and the same as if all were looked at.

Days are made up with what could mislead a quick look: equal amounts printed in several ways,
negative ones, rough ones, several units of printing, revisions, a second publisher, and figures
held back.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from bot.answers.answer import Figure
from bot.answers.catalogue import Catalogue
from bot.answers.kept import End, Kept
from bot.answers.making import level
from bot.desk import Desk
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.store import reading
from bot.store.catalogue import open_catalogue
from tests.store.packages import TODAY
from tests.support.newsroom import Newsroom

DAYS = 130
FIRST = date(2023, 1, 1)
SEEDS = range(12)
PLAIN = "palladium"
PLAIN_DAYS = 400
NAMES = "copper zinc nickel cobalt silver tungsten iron uranium lithium graphite titanium gallium"
WORDY = 3  # the one that has a day with words alone
ENDS = (False, True)

PRINTED = [
    # the same few amounts, as several releases print them: value, UNIT_MULT
    [("1500", "0"), ("1.5", "3"), ("15.00", "2"), ("1.50", "3")],
    [("-1500", "0"), ("-1.5", "3"), ("-15.0", "2")],
    [("1499", "0"), ("1.499", "3")],
    [("0", "0"), ("0.0", "3")],
    [("-1501", "0"), ("-1.501", "3")],
    [("1.4", "3"), ("14", "2")],
    [("-2", "3"), ("-1999.6", "0")],
    [("2", "3"), ("1999.7", "0"), ("1999.65", "0")],
]
COMMON = {
    "COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z", "COVERAGE": "_Z", "FREQ": "D",
    "UNIT_MEASURE": "USD", "CONF_STATUS": "F",
}  # fmt: skip


@dataclass(frozen=True)
class Long:
    """A newsroom with long daily series, as it is today or was on an earlier day."""

    database: Path

    @property
    def names(self) -> list[str]:
        return NAMES.split()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Long:
    room = Newsroom(tmp_path_factory.mktemp("long"))
    room.release("first", "2024-09-01")
    room.release("second", "2024-10-01")
    room.release("held", "2024-08-01", "A Third Office")
    room.release("other", "2024-09-15", "Another Office")
    names = NAMES.split()
    room.has(
        "indicators",
        *(
            {"CODE": name.upper(), "LABEL": f"{name} price", "KIND": "price"}
            for name in (*names, PLAIN)
        ),
    )
    for seed in SEEDS:
        for row in made_up(seed):
            room.says(*row[:3], INDICATOR=names[seed].upper(), **{**COMMON, **row[3]})
    for place in range(PLAIN_DAYS):
        day = (FIRST + timedelta(days=place)).isoformat()
        amount = str(1000 + place * 7919 % 1009)
        room.says("first", amount, day, INDICATOR=PLAIN.upper(), **{**COMMON, "UNIT_MULT": "0"})
    room.desk()
    return Long(room.database)


def made_up(seed: int) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Release, value, day and other cells of each statement about one measure."""
    chosen = random.Random(seed)  # noqa: S311 - nothing secret
    near = PRINTED if seed % 2 else PRINTED[: 2 + seed // 2]
    for place in range(DAYS):
        day = (FIRST + timedelta(days=place)).isoformat()
        yield "first", *printed(chosen, near, day)
        if chosen.random() < 0.15:
            yield "second", *printed(chosen, near, day)
        if chosen.random() < 0.08:
            yield "other", *printed(chosen, near, day)
        if chosen.random() < 0.08:
            secret = {"UNIT_MULT": "3", "DECIMALS": "0", "CONF_STATUS": "C"}
            yield "held", chosen.choice(["99", "-99"]), day, secret
    last = (FIRST + timedelta(days=DAYS)).isoformat()
    if seed == WORDY:
        yield "first", "", last, {"OBS_QUALIFIER": "UP", "UNIT_MULT": "0"}


def printed(
    chosen: random.Random, near: list[list[tuple[str, str]]], day: str
) -> tuple[str, str, dict[str, str]]:
    value, mult = chosen.choice(chosen.choice(near))
    digits = str(len(value.partition(".")[2]))
    qualifier = chosen.choice(["EQ"] * 12 + ["AR", "GT", "LT"])
    return value, day, {"UNIT_MULT": mult, "DECIMALS": digits, "OBS_QUALIFIER": qualifier}


@dataclass(frozen=True)
class Series:
    """One of the long series, with each of its figures looked at."""

    kept: Kept
    periods: list[Period]
    figures: dict[Period, Figure]


def series(catalogue: Catalogue, name: str) -> Series:
    (subject,) = catalogue.subjects({"indicator": (name.upper(),)})
    kept = Kept(subject, catalogue)
    periods = kept.alike("D")
    held = {p: f for p in periods if (f := level(subject, p, catalogue)) is not None}
    return Series(kept, periods, held)


DATES = [None, "2024-09-20", "2024-09-10"]


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_can_be_furthest_is_among_the_few(long: Long, seed: int, day: str | None) -> None:
    with open_catalogue(long.database, date.fromisoformat(day) if day else TODAY) as catalogue:
        one = series(catalogue, long.names[seed])
        glance = one.kept.at_a_glance(one.periods)
        assert (glance is None) == (seed == WORDY), "days with words alone are looked at singly"
        if glance is None:
            return
        assert len(one.figures) == DAYS
        for lowest in ENDS:
            end = End(lowest)
            winner = end.furthest([*one.figures.values()])
            assert winner is not None
            possible = [
                p
                for p, f in one.figures.items()
                if f.value == winner.value or end.may_beat(f, winner)
            ]
            found = glance.furthest(lowest=lowest)
            assert [p for p in found if p in possible] == possible, "left out, or in another order"
            assert end.furthest([one.figures[p] for p in found]) == winner


@pytest.mark.parametrize("seed", SEEDS)
def test_what_reaches_an_amount_is_not_left_out(long: Long, seed: int) -> None:
    with open_catalogue(long.database, TODAY) as catalogue:
        one = series(catalogue, long.names[seed])
        subject: Subject = one.kept.subject
        ends = {e for f in one.figures.values() for e in (f.low, f.high) if e is not None}
        for bound in sorted(ends):
            for lowest in ENDS:
                found = catalogue.reaching(subject, "USD", bound, "D", lowest=lowest)
                assert found is not None
                reaching = {p for p, f in one.figures.items() if reaches(f, bound, lowest=lowest)}
                assert reaching <= {*found}
                further = {
                    p
                    for p in found
                    if p in one.figures and not nearly(catalogue, subject, p, bound, lowest=lowest)
                }
                assert not further, "looked at, though it is far from the amount"


def reaches(figure: Figure, bound: Fraction, *, lowest: bool) -> bool:
    assert figure.low is not None
    assert figure.high is not None
    return figure.low <= bound if lowest else figure.high >= bound


def nearly(
    catalogue: Catalogue, subject: Subject, period: Period, bound: Fraction, *, lowest: bool
) -> bool:
    """Whether any number of the day comes within two units of its last digit."""
    return any(
        s.quantity is not None
        and (
            s.quantity.value - 2 * s.printed_unit <= bound
            if lowest
            else s.quantity.value + 2 * s.printed_unit >= bound
        )
        for s in catalogue.statements(subject, period)
    )


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_reply_is_that_of_all_days(long: Long, seed: int, day: str | None) -> None:
    name, on = long.names[seed], date.fromisoformat(day) if day else TODAY
    with open_catalogue(long.database, on) as catalogue:
        figures = series(catalogue, name).figures
    for word, lowest in (("highest", False), ("lowest", True)):
        end = End(lowest)
        winner = end.furthest([*figures.values()])
        assert winner is not None
        others = [f for f in figures.values() if f is not winner]
        far = [f for f in others if end.may_beat(f, winner)]
        reply = Desk(long.database, today=lambda: TODAY).ask(
            f"{word} {name} price", as_of=on if day else None
        )
        assert reply.status == "answered", reply.text
        shown = [f["period"] for f in reply.contract["figures"]]
        expected = [winner.period.code, *(f.period.code for f in far)]
        assert sorted(shown) == sorted(expected), reply.text
        if not far:
            assert f"The {word} of the {DAYS} days on file" in reply.text, reply.text


@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_is_tested_against_all_days(long: Long, seed: int) -> None:
    name = long.names[seed]
    with open_catalogue(long.database, TODAY) as catalogue:
        one = series(catalogue, name)
        claimed = [f for p in one.periods[:: DAYS // 3] if (f := one.figures.get(p)) is not None]
        # A figure is set against others of its own publisher, where several differ.
        others = {
            f.period: [g for p in one.figures if (g := one.kept.at(p, f)) is not None]
            for f in claimed
        }
    desk = Desk(long.database, today=lambda: TODAY)
    for asked in claimed:
        before = [f for f in others[asked.period] if f.period.end < asked.period.end]
        after = [f for f in others[asked.period] if f.period.end > asked.period.end]
        if before:
            judge(desk, name, asked, before, after)


def judge(desk: Desk, name: str, asked: Figure, before: list[Figure], after: list[Figure]) -> None:
    """The verdict, what decides it, and what has passed a record since."""
    day = asked.period.end
    for word, lowest in (("high", False), ("low", True)):
        end = End(lowest)
        further = [f for f in before if end.surely_beats(f, asked)]
        may = any(end.may_beat(f, asked) for f in before)
        reply = desk.ask(f"was {day.day} {day:%B %Y} a record {word} for the {name} price")
        verdict = "No: " if further else "That cannot be decided" if may else "Yes"
        assert reply.text.startswith(verdict), reply.text
        if further:
            decides = reply.contract["comparisons"][-1]["against"]
            ends = [f.high if lowest else f.low for f in further]
            most = (min if lowest else max)(e for e in ends if e is not None)
            assert Fraction(decides["high" if lowest else "low"]) == most, reply.text
        passed = end.furthest([f for f in after if end.surely_beats(f, asked)])
        if verdict == "Yes" and passed is not None:
            assert str(abs(int(passed.value or 0)) // 1000) in reply.text, reply.text


def test_many_days_take_few_queries_and_rows(long: Long) -> None:
    """Counted, as time differs between machines: a day of its own query took a second in all."""
    counted: dict[str, int] = {"queries": 0}
    reading._forget_all_but(None)
    reader = reading.borrow(long.database)
    reader.connection.set_trace_callback(lambda _: counted.update(queries=counted["queries"] + 1))
    reader.give_back()
    desk = Desk(long.database, today=lambda: TODAY)
    for question in (f"highest {PLAIN} price", f"is {PLAIN} at a record low"):
        desk.ask(question)
        assert 0 < counted["queries"] < 60, f"{counted['queries']} queries for {PLAIN_DAYS} days"
        counted["queries"] = 0
        desk.ask(question)
        assert counted["queries"] < 10, f"{counted['queries']} queries to say the same again"


def test_no_question_looks_through_the_statements(long: Long) -> None:
    """Every query of a question goes by an index to the statements that it is about."""
    said: list[str] = []
    reading._forget_all_but(None)
    reader = reading.borrow(long.database)
    reader.connection.set_trace_callback(said.append)
    reader.give_back()
    desk = Desk(long.database, today=lambda: TODAY)
    for question in ("highest copper price", "copper price 2 January 2023", "what do you have",
                     "zinc price since March 2023", "top 5 prices", "zonc price"):  # fmt: skip
        desk.ask(question)
    reading._forget_all_but(None)
    with closing(sqlite3.connect(long.database)) as connection:
        for sql in {s for s in said if s.lstrip().startswith(("SELECT", "WITH"))}:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            scans = [
                what
                for *_, what in plan
                if what.startswith(("SCAN statements", "SCAN held", "SCAN older"))
                and "statements_" not in what.partition("USING")[2]
            ]
            assert not scans, f"{scans} in {sql}"
