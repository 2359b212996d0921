"""Vintages: revisions by a publisher, corrections of our own, and what was known when."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.figures.period import Period
from bot.figures.statement import Statement
from bot.store.catalogue import open_catalogue
from bot.store.faults import LoadDoubted
from bot.store.loading import PackageReport
from tests.store.packages import Rows, as_of, loaded, package, source, stated

NOVEMBER, OCTOBER = Period.of("2021-11"), Period.of("2021-10")
FIRST = source("first", "2021-12-27")
SECOND = source("second", "2022-01-20")
THIRD = source("third", "2022-12-14")


def counts(report: PackageReport) -> dict[str, int]:
    names = ("new", "revised", "corrected", "removed", "unchanged")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


class Desk:
    """A database, and a package that a data editor changes again and again."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._folder = database.parent / "desk"

    def load(self, sources: Rows, statements: Rows, *, anyway: bool = False) -> dict[str, int]:
        package(self._folder, sources=sources, statements=statements)
        return counts(loaded(self.database, self._folder, anyway=anyway).packages[-1])

    def november(self, day: str | None = None) -> list[Statement]:
        with as_of(self.database, day) as catalogue:
            subjects = catalogue.subjects({"ref_area": ["CN-XJ"]})
            return [found for one in subjects for found in catalogue.statements(one, NOVEMBER)]

    def values(self, day: str | None = None) -> list[str | None]:
        return [statement.value for statement in self.november(day)]

    def october(self, day: str) -> list[str | None]:
        with as_of(self.database, day) as catalogue:
            subjects = catalogue.subjects({"ref_area": ["CN-XJ"]})
            found = [s for one in subjects for s in catalogue.statements(one, OCTOBER)]
        return [statement.value for statement in found]


@pytest.fixture
def desk(database: Path) -> Desk:
    return Desk(database)


def test_a_later_release_revises(desk: Desk) -> None:
    first, second = stated("1", "16.03"), stated("2", "15.70", SOURCE_ID="second")
    assert desk.load([FIRST], [first]) == {"new": 1}
    assert desk.load([FIRST, SECOND], [first, second]) == {"revised": 1, "unchanged": 1}
    assert desk.values("2021-12-26") == [], "known before it was published"
    assert desk.values("2021-12-27") == ["16.03"]
    assert desk.values("2022-01-19") == ["16.03"]
    assert desk.values("2022-01-20") == ["15.70"]
    (old,) = desk.november("2022-01-01")
    assert str(old.realtime_end) == "2022-01-20"
    assert desk.november()[0].realtime_end is None


def test_the_order_of_loading_does_not_matter(desk: Desk, tmp_path: Path) -> None:
    rows = [
        stated("1", "16.03"),
        stated("2", "15.70", SOURCE_ID="second"),
        stated("3", "15.72", SOURCE_ID="third"),
    ]
    sources = [FIRST, SECOND, THIRD]
    desk.load(sources, rows)
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other" / "figures.db")
    for upto in range(1, 4):
        other.load(sources, rows[-upto:])
    for day in ("2021-12-26", "2021-12-27", "2022-01-20", "2022-12-13", "2022-12-14", None):
        assert desk.values(day) == other.values(day), day


def test_the_same_value_said_again_changes_nothing(desk: Desk) -> None:
    again = stated("2", "16.03", SOURCE_ID="second", LOCATOR="table 3")
    assert desk.load([FIRST, SECOND], [stated("1", "16.03"), again]) == {"new": 1, "unchanged": 1}
    (found,) = desk.november()
    assert found.source == "first"


@pytest.mark.parametrize(
    "cells",
    [
        {"OBS_QUALIFIER": "AR"},
        {"OBS_STATUS": "P"},
        {"UNIT_MULT": "8"},
        {"OBS_VALUE": "16.030", "DECIMALS": "3"},
    ],
    ids=["around", "provisional", "in another scale", "more digits"],
)
def test_said_otherwise_is_another_value(desk: Desk, cells: dict[str, str]) -> None:
    again = stated("2", "16.03", **{"SOURCE_ID": "second", **cells})
    assert desk.load([FIRST, SECOND], [stated("1", "16.03"), again]) == {"new": 1, "revised": 1}


def test_another_publisher_closes_nothing(desk: Desk) -> None:
    daily = source("daily", "2022-01-20", publisher="Xinjiang Daily")
    other = stated("2", "15.9", SOURCE_ID="daily")
    assert desk.load([FIRST, daily], [stated("1", "16.03"), other]) == {"new": 2}
    assert desk.values() == ["16.03", "15.9"]
    assert all(found.realtime_end is None for found in desk.november())


def test_two_publishers_revise_each_their_own(desk: Desk) -> None:
    daily = [source(f"daily-{n}", f"2022-0{n}-20", publisher="Xinjiang Daily") for n in (1, 2)]
    rows = [
        stated("1", "16.03"),
        stated("2", "15.9", SOURCE_ID="daily-1"),
        stated("3", "15.8", SOURCE_ID="daily-2"),
        stated("4", "15.70", SOURCE_ID="third"),
    ]
    desk.load([FIRST, *daily, THIRD], rows)
    assert desk.values("2022-01-20") == ["16.03", "15.9"]
    assert desk.values("2022-02-20") == ["16.03", "15.8"]
    assert desk.values() == ["15.8", "15.70"]


def test_what_it_is_compared_with_is_part_of_what_is_said(desk: Desk) -> None:
    growth = {"TRANSFORMATION": "G1", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
    rows = [
        stated("1", "48", COMPARISON_PERIOD="2021-10", **growth),
        stated("2", "21", COMPARISON_PERIOD="2021-09", SOURCE_ID="second", **growth),
    ]
    assert desk.load([FIRST, SECOND], rows) == {"new": 2}
    assert desk.values() == ["48", "21"]


def test_our_own_slip_is_corrected_in_place(desk: Desk) -> None:
    desk.load([FIRST], [stated("1", "16.30")])
    (slip,) = desk.november()
    assert desk.load([FIRST], [stated("1", "16.03", LOCATOR="paragraph 2")]) == {"corrected": 1}
    (found,) = desk.november()
    assert (found.id, found.value, found.locator) == (slip.id, "16.03", "paragraph 2")
    assert found.realtime_end is None, "a correction of ours is no revision"
    assert desk.values("2021-12-27") == ["16.03"]


def test_a_slip_in_a_dimension_moves_the_row(desk: Desk) -> None:
    desk.load([FIRST], [stated("1", "16.03", COVERAGE="PORTS")])
    assert desk.load([FIRST], [stated("1", "16.03")]) == {"corrected": 1}
    with as_of(desk.database) as catalogue:
        assert [one.coverage for one in catalogue.subjects({})] == ["OWN"]


def test_a_slip_in_the_period_reopens_what_it_had_closed(desk: Desk) -> None:
    first, second = stated("1", "16.03"), stated("2", "24.51", SOURCE_ID="third")
    assert desk.load([FIRST, THIRD], [first, second]) == {"new": 1, "revised": 1}
    mended = {**second, "TIME_PERIOD": "2022-11"}
    assert desk.load([FIRST, THIRD], [first, mended]) == {"corrected": 1, "unchanged": 1}
    assert desk.values() == ["16.03"]
    assert desk.november()[0].realtime_end is None


def test_a_row_that_should_never_have_been_there(desk: Desk) -> None:
    first, second = stated("1", "16.03"), stated("2", "15.70", SOURCE_ID="second")
    desk.load([FIRST, SECOND], [first, second])
    assert desk.load([FIRST, SECOND], [first]) == {"removed": 1, "unchanged": 1}
    assert desk.values() == ["16.03"]
    assert desk.november()[0].realtime_end is None


def test_a_row_given_a_later_source_is_a_revision(desk: Desk) -> None:
    """An editor who overwrites a row with the newer release loses nothing."""
    desk.load([FIRST], [stated("1", "16.03")])
    assert desk.load([FIRST, SECOND], [stated("1", "15.70", SOURCE_ID="second")]) == {"revised": 1}
    assert desk.values("2022-01-19") == ["16.03"]
    assert desk.values() == ["15.70"]


def test_a_row_that_the_later_release_has_no_more(desk: Desk) -> None:
    """The file of the later release is in the place of the first's, which stays as it was."""
    rows = [stated("1", "16.03"), stated("2", "14.1", TIME_PERIOD="2021-10")]
    desk.load([FIRST], rows)
    assert desk.load([SECOND], [stated("1", "15.70", SOURCE_ID="second")]) == {"revised": 1}
    assert desk.values("2022-01-19") == ["16.03"]
    assert desk.october("2022-01-19") == ["14.1"], "what was said at the time is gone"
    assert desk.values() == ["15.70"]


def test_a_row_gone_from_a_release_that_is_still_listed(desk: Desk) -> None:
    rows = [stated("1", "16.03"), stated("2", "14.1", TIME_PERIOD="2021-10")]
    desk.load([FIRST], rows)
    second = stated("1", "15.70", SOURCE_ID="second")
    assert desk.load([FIRST, SECOND], [second]) == {"revised": 1, "removed": 1}
    assert desk.october("2022-01-19") == [], "it should never have been there"


def test_a_later_release_that_is_gone_is_asked_about(desk: Desk) -> None:
    """Its file may have been overwritten by an older one; without a word nothing is lost."""
    both = [stated("1", "16.03"), stated("2", "15.70", SOURCE_ID="second")]
    desk.load([FIRST, SECOND], both)
    with pytest.raises(LoadDoubted) as doubted:
        desk.load([FIRST], [stated("1", "16.03")])
    assert (
        "desk: second, published on 2022-01-20, is gone from the package, in which the newest of "
        "Urumqi Customs is now of 2021-12-27; 1 row of it would be removed."
    ) in str(doubted.value)
    assert desk.values() == ["15.70"]
    assert desk.load([FIRST], [stated("1", "16.03")], anyway=True) == {"removed": 1, "unchanged": 1}
    assert desk.values() == ["16.03"]


def test_an_older_release_in_the_place_of_a_newer_one(desk: Desk) -> None:
    later = stated("1", "15.70", SOURCE_ID="second")
    desk.load([SECOND], [later])
    # An ID that goes on, backwards here, loses nothing.
    assert desk.load([FIRST], [stated("1", "16.03")]) == {"revised": 1}
    assert (desk.values("2022-01-19"), desk.values()) == (["16.03"], ["15.70"])
    october = stated("2", "14.1", TIME_PERIOD="2021-10", SOURCE_ID="second")
    desk.load([SECOND], [later, october])
    with pytest.raises(LoadDoubted, match="second, published on 2022-01-20, is gone"):
        desk.load([FIRST], [stated("1", "16.03")])
    # Beside the later one it is an earlier vintage.
    assert desk.load([FIRST, SECOND], [later, october, stated("3", "16.03")])["unchanged"] == 3
    assert desk.october("2022-01-20") == ["14.1"]


def test_a_corrected_date_of_publication(desk: Desk) -> None:
    rows = [stated("1", "16.03"), stated("2", "15.70", SOURCE_ID="second")]
    desk.load([FIRST, SECOND], rows)
    desk.load([FIRST, source("second", "2022-02-01")], rows)
    assert desk.values("2022-01-31") == ["16.03"]
    assert desk.values("2022-02-01") == ["15.70"]
    desk.load([FIRST, source("second", "2021-12-01")], rows)
    assert desk.values("2021-12-01") == ["15.70"]
    assert desk.values() == ["16.03"]


def test_a_missing_figure_closes_what_was_printed(desk: Desk) -> None:
    gone = stated("2", "", SOURCE_ID="second", OBS_STATUS="M")
    assert desk.load([FIRST, SECOND], [stated("1", "16.03"), gone]) == {"new": 1, "revised": 1}
    (found,) = desk.november()
    assert (found.value, found.status, found.quantity) == (None, "M", None)


def test_restricted_figures_are_not_shown(desk: Desk) -> None:
    desk.load([FIRST], [stated("1", "16.03", CONF_STATUS="C", EMBARGO_TIME="")])
    assert desk.values() == []
    with as_of(desk.database) as catalogue:
        assert catalogue.subjects({}) == ()


def test_an_embargo_is_over_on_its_day(desk: Desk) -> None:
    """The date asked about has no hour: as on a day is as at the end of it, by UTC."""
    until = {"CONF_STATUS": "E", "EMBARGO_TIME": "2022-01-18T23:30:00-05:00"}
    desk.load([FIRST], [stated("1", "16.03", **until)])
    assert desk.values("2022-01-18") == []
    assert desk.values("2022-01-19") == ["16.03"], "that is 04:30 on 19 January by UTC"


@pytest.mark.parametrize(
    ("hour", "asked", "told"),
    [
        ("2022-01-20T12:00:00+00:00", "2022-01-20", "16.03"),
        ("2022-03-10T00:00:00+00:00", "2022-03-10", "16.03"),
        ("2022-03-10T09:29:59+00:00", "2022-03-10", "16.03"),
        ("2022-03-10T09:30:00+00:00", "2022-03-10", "15.70"),
        ("2022-03-10T17:29:00+08:00", "2022-03-10", "16.03"),
        ("2022-03-10T17:31:00+08:00", "2022-03-10", "15.70"),
        ("2022-03-10T09:00:00+00:00", "2022-03-11", "16.03"),  # in the east it is tomorrow
        ("2022-03-10T10:00:00+00:00", "2022-03-09", "16.03"),  # as it was the day before
        ("2022-03-11T08:00:00+00:00", "2022-03-10", "15.70"),  # the same, the day after
    ],
)
def test_an_embargo_ends_at_its_hour(desk: Desk, hour: str, asked: str, told: str) -> None:
    """What it revises stands until then, and what was found meanwhile is forgotten after."""
    desk.load([FIRST, SECOND], [stated("1", "16.03", **OPEN), in_january("15.70", **TO_MARCH)])
    for now in ("2022-03-10T09:29:00+00:00", "2022-03-10T09:31:00+00:00", hour):
        at = datetime.fromisoformat(now)
        with open_catalogue(desk.database, date.fromisoformat(asked), now=at) as catalogue:
            (subject,) = catalogue.subjects({"indicator": ("TRADE",)})
            found = catalogue.statements(subject, Period.of("2021-11"))
    assert [one.value for one in found] == [told]


# --- what revises is held back itself ------------------------------------------------------

RESTRICTED = {"CONF_STATUS": "C", "EMBARGO_TIME": ""}
TO_MARCH = {"CONF_STATUS": "E", "EMBARGO_TIME": "2022-03-10T09:30:00+00:00"}
OPEN = {"CONF_STATUS": "F", "EMBARGO_TIME": ""}


def in_january(value: str, **cells: str) -> dict[str, str]:
    """What the second release has, published on 20 January 2022."""
    return stated("2", value, SOURCE_ID="second", **cells)


@pytest.mark.parametrize(
    ("january", "december", "told"),
    [
        (TO_MARCH, None, {"2022-01-20": "16.03", "2022-03-09": "16.03", "2022-03-10": "15.70"}),
        (
            {**TO_MARCH, "EMBARGO_TIME": "2022-01-01T09:30:00+00:00"},
            None,
            {"2022-01-19": "16.03", "2022-01-20": "15.70"},
        ),
        (RESTRICTED, None, {"2022-01-20": "16.03", "2026-01-01": "16.03"}),
        (RESTRICTED, OPEN, {"2022-01-20": "16.03", "2022-12-13": "16.03", "2022-12-14": "15.5"}),
        (TO_MARCH, OPEN, {"2022-03-09": "16.03", "2022-03-10": "15.70", "2022-12-14": "15.5"}),
        (
            {**TO_MARCH, "EMBARGO_TIME": "2023-01-10T09:30:00+00:00"},
            OPEN,
            {"2022-12-13": "16.03", "2022-12-14": "15.5", "2023-01-11": "15.5"},
        ),
        (OPEN, RESTRICTED, {"2022-01-20": "15.70", "2022-12-14": "15.70"}),
    ],
    ids=[
        "under embargo",
        "an embargo over before it is published",
        "restricted",
        "restricted, then free",
        "under embargo, then free",
        "a free one before the embargo ends",
        "free, then restricted",
    ],
)
def test_a_public_figure_stands_until_the_next_can_be_seen(
    desk: Desk,
    january: dict[str, str],
    december: dict[str, str] | None,
    told: dict[str, str],
) -> None:
    rows = [stated("1", "16.03", **OPEN), in_january("15.70", **january)]
    if december is not None:
        rows.append(stated("3", "15.5", SOURCE_ID="third", **december))
    desk.load([FIRST, SECOND, THIRD], rows)
    assert {day: desk.values(day) for day in told} == {day: [told[day]] for day in told}


def test_an_embargo_that_is_moved(desk: Desk) -> None:
    sources, first = [FIRST, SECOND], stated("1", "16.03", **OPEN)
    desk.load(sources, [first, in_january("15.70", **TO_MARCH)])
    later = {**TO_MARCH, "EMBARGO_TIME": "2022-04-10T09:30:00+00:00"}
    assert desk.load(sources, [first, in_january("15.70", **later)])["corrected"] == 1
    assert (desk.values("2022-04-09"), desk.values("2022-04-10")) == (["16.03"], ["15.70"])
    assert desk.load(sources, [first, in_january("15.70", **OPEN)])["corrected"] == 1
    assert desk.values("2022-01-20") == ["15.70"]


def test_a_file_of_before_has_its_public_figures_back(desk: Desk) -> None:
    """An earlier desk ended them when what may not be told yet was published."""
    desk.load([FIRST, SECOND], [stated("1", "16.03", **OPEN), in_january("15.70", **RESTRICTED)])
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        connection.execute("UPDATE statements SET realtime_end = '2022-01-20' WHERE id = 1")
        connection.execute(
            "DELETE FROM _sqlite_migrations"
            " WHERE name IN ('figures_held_back', 'seen_before_it_revises')"
        )
        connection.execute("DROP INDEX statements_held_back")
        connection.execute("PRAGMA user_version = 9")
    loaded(desk.database)
    assert desk.values() == ["16.03"]


def test_the_view_shows_what_is_public_today(desk: Desk) -> None:
    far = {**TO_MARCH, "EMBARGO_TIME": "2999-03-10T09:30:00+00:00"}
    desk.load([FIRST, SECOND], [stated("1", "16.03", **OPEN), in_january("15.70", **far)])
    with closing(sqlite3.connect(desk.database)) as connection:
        shown = connection.execute("SELECT value FROM current_figures").fetchall()
    assert shown == [("16.03",)]


def test_a_release_that_two_packages_list_is_replaced_in_one(desk: Desk, tmp_path: Path) -> None:
    """What the first release said stays, whichever of them had it first."""
    other = [stated("1", "0.5", TRADE_FLOW="X")]
    loaded(desk.database, package(tmp_path / "other", sources=[FIRST], statements=other))
    rows = [stated("1", "16.03"), stated("2", "14.1", TIME_PERIOD="2021-10")]
    desk.load([FIRST], rows)
    desk.load([SECOND], [stated("1", "15.70", SOURCE_ID="second")])
    assert desk.october("2022-01-19") == ["14.1"]
