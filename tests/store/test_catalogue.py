"""The catalogue: what questions find in the shipped figures, and in made ones."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.catalogue import Catalogue
from bot.figures.codes import Kind, Measure, Transformation, UnitKind
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.store.catalogue import StoredCatalogue
from tests.store.packages import SOURCE, as_of, loaded, package, source, stated

TRADE = Subject("CN-XJ", "W1", "TRADE", "T", "_T", "OWN", "N")
TRAINS = Subject("CN-XJ", "_Z", "TRAIN_TRIPS", "_Z", "_Z", "PORTS", "N")


def month(code: str) -> Period:
    return Period.of(code)


def ytd(code: str) -> Period:
    return Period.of(code, ytd=True)


def names(periods: object) -> list[str]:
    assert isinstance(periods, tuple)
    return [period.code + (" YTD" if period.ytd else "") for period in periods]


def test_it_is_the_catalogue_that_answers_ask_for(shipped: StoredCatalogue) -> None:
    catalogue: Catalogue = shipped
    assert catalogue.as_of == date(2026, 1, 2)


# --- statements --------------------------------------------------------------------------


def test_the_seed_s_first_figure(shipped: StoredCatalogue) -> None:
    found = {
        (s.series.measure, s.series.transformation, s.series.unit): s
        for s in shipped.statements(TRADE, month("2021-11"))
    }
    level = found[Measure.LEVEL, Transformation.NONE, "CNY"]
    assert (level.value, level.unit_mult, level.decimals) == ("16.03", 9, 2)
    assert level.quantity is not None
    assert level.quantity.value == 16_030_000_000
    assert (level.source, level.locator) == ("xj-2021-11", "paragraph 1")
    assert level.realtime_start == date(2021, 12, 27)
    growth = found[Measure.LEVEL, Transformation.GROWTH, "PT"]
    assert (growth.value, growth.comparison_period) == ("48", month("2021-10"))
    assert found[Measure.RECORD, Transformation.NONE, "_Z"].comparison_period is None


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (Period.of("2017-S1"), "9"),
        (ytd("2017-06"), "9"),
        (Period.of("2017-01-01/P181D"), "9"),
        (ytd("2017-Q2"), "9"),
        (month("2017-06"), None),
        (ytd("2017-05"), None),
    ],
    ids=str,
)
def test_equal_spans_are_one_period(
    shipped: StoredCatalogue, asked: Period, value: str | None
) -> None:
    levels = [s.value for s in shipped.statements(TRADE, asked) if s.series.is_level]
    assert levels == ([value] if value else [])


def test_the_statement_keeps_the_name_it_was_made_with(shipped: StoredCatalogue) -> None:
    assert {s.period for s in shipped.statements(TRADE, Period.of("2017-S1"))} == {ytd("2017-06")}


def test_what_is_compared_with_a_period(shipped: StoredCatalogue) -> None:
    (growth,) = shipped.compared_with(TRADE, month("2021-10"))
    assert growth.value == "48"
    (ratio,) = shipped.compared_with(TRADE, Period.of("2020"))
    assert (ratio.series.measure, ratio.value) == (Measure.RATIO, "93")
    (yearly,) = shipped.compared_with(TRADE, ytd("2020-11"))
    assert (yearly.value, yearly.comparison_period) == ("-1.3", ytd("2020-11"))
    assert shipped.compared_with(TRADE, month("2020-11")) == ()


def test_shares_of_a_whole(shipped: StoredCatalogue) -> None:
    shares = shipped.shares_of(TRADE, ytd("2021-11"))
    assert {(s.series.subject.counterpart_area, s.value) for s in shares} == {
        ("BRI", "87"),
        ("BRI", "4.2"),
    }
    exports = Subject("CN-XJ", "EU", "TRADE", "X", "_T", "PORTS", "N")
    (machines,) = shipped.shares_of(exports, ytd("2021-11"))
    assert (machines.series.subject.product, machines.value) == ("MECH_ELEC", "79.9")


def test_a_statement_by_its_number(shipped: StoredCatalogue) -> None:
    (first, *_) = shipped.statements(TRADE, month("2021-11"))
    assert shipped.statement(first.id) == first
    with pytest.raises(KeyError):
        shipped.statement(10**9)


def test_nothing_is_known_before_it_is_published(databases: dict[str, Path]) -> None:
    with as_of(databases["default"], "2021-12-26") as catalogue:
        assert catalogue.statements(TRADE, month("2021-11")) == ()
        assert catalogue.claims(TRADE) == ()
        assert catalogue.subjects({"indicator": ["TRAIN_TRIPS"], "ref_area": ["CN-XJ"]}) == ()
        assert names(catalogue.periods(TRADE)) == ["2021-08 YTD"]
        with pytest.raises(KeyError):
            catalogue.statement(1)
    with as_of(databases["default"], "2021-12-27") as catalogue:
        assert catalogue.statements(TRADE, month("2021-11"))
        assert len(catalogue.claims(TRADE)) == 3


# --- subjects and series -----------------------------------------------------------------


def test_subjects_by_their_dimensions(shipped: StoredCatalogue) -> None:
    wanted = {"ref_area": ["CN-XJ"], "indicator": ["TRADE"], "trade_flow": ["X", "M"]}
    found = shipped.subjects({**wanted, "counterpart_area": ["EU"], "product": ["_T"]})
    assert {(s.counterpart_area, s.trade_flow, s.coverage) for s in found} == {
        ("EU", "X", "UNK"),
        ("EU", "M", "UNK"),
    }
    assert shipped.subjects({"ref_area": ["CN-XZ"]}) == ()
    assert shipped.subjects({"ref_area": []}) == ()
    with pytest.raises(ValueError, match="no dimension colour"):
        shipped.subjects({"colour": ["red"]})


def test_counterparts_differ_in_one_dimension(shipped: StoredCatalogue) -> None:
    partners = {s.counterpart_area for s in shipped.counterparts(TRADE, "COUNTERPART_AREA")}
    assert partners == {"BRI", "KZ"}
    flows = {s.trade_flow for s in shipped.counterparts(TRADE, "trade_flow")}
    assert flows == {"X", "M"}


def test_series_of_a_subject(shipped: StoredCatalogue) -> None:
    units = {s.unit for s in shipped.series(TRADE) if s.is_level}
    assert units == {"CNY", "USD"}
    assert shipped.series(TRADE.with_("counterpart_area", "JP")) == ()


# --- the published calendar --------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["2021-11"]),
        ({"ytd": False}, ["2021-11"]),
        ({"ytd": True}, ["2021-11 YTD"]),
        ({"grain": "M", "number": 8}, ["2021-08 YTD"]),
        ({"grain": "M", "number": 8, "ytd": False}, ["2020-08"]),
        ({"grain": "M", "number": 12}, []),
        ({"grain": "A"}, []),
        ({"year": 2019, "limit": 9}, ["2019-11 YTD", "2019-10 YTD", "2019-05 YTD"]),
        ({"year": 2018}, []),
        ({"before": Period.of("2021-11")}, ["2021-08 YTD"]),
        ({"before": Period.of("2020"), "limit": 2}, ["2020-08", "2020-02 YTD"]),
        ({"since": Period.of("2021-08"), "limit": 9}, ["2021-11", "2021-11 YTD", "2021-08 YTD"]),
        ({"since": Period.of("2021"), "limit": 9}, []),
        (
            {"since": Period.of("2020-08"), "before": Period.of("2021-11"), "limit": 9},
            ["2021-08 YTD", "2020-08"],
        ),
    ],
    ids=str,
)
def test_periods_of_xinjiang_s_trade(
    shipped: StoredCatalogue, filters: dict[str, object], expected: list[str]
) -> None:
    assert names(shipped.periods(TRADE, **filters)) == expected  # type: ignore[arg-type]


def test_a_growth_without_a_level_is_no_level(shipped: StoredCatalogue) -> None:
    germany = Subject("CN-XJ", "DE", "TRADE", "T", "_T", "UNK", "N")
    assert shipped.periods(germany) == ()
    assert names(shipped.periods(germany, levels=False)) == ["2021-11 YTD"]


def test_mixed_grains_and_odd_spans_go_by_their_last_day(shipped_later: StoredCatalogue) -> None:
    containers = Subject("CN", "_Z", "TRAIN_TEU", "_Z", "_Z", "_Z", "N")
    periods = shipped_later.periods(containers, limit=9)
    assert names(periods) == ["2024-05", "2023", "2022-01-01/P233D", "2020", "2020-Q1"]
    assert names(shipped_later.periods(containers, grain="X")) == ["2022-01-01/P233D"]
    before = shipped_later.periods(containers, before=Period.of("2022-08-22"))
    assert names(before) == ["2022-01-01/P233D"]
    assert names(shipped_later.periods(containers, before=Period.of("2022-08-21"))) == ["2020"]


def nth(grain: str, n: int) -> Period:
    """The n-th period of a grain since about 2000."""
    day = date(2008, 12, 1) + timedelta(n * (7 if grain == "W" else 1))
    week = day.isocalendar()
    return Period.of(
        {
            "A": f"{1960 + n}",
            "S": f"{1990 + n // 2}-S{n % 2 + 1}",
            "Q": f"{2000 + n // 4}-Q{n % 4 + 1}",
            "M": f"{2000 + n // 12}-{n % 12 + 1:02}",
            "W": f"{week.year}-W{week.week:02}",
            "D": day.isoformat(),
        }[grain]
    )


GRAINS = "ASQMWD"


def gb(period: str) -> dict[str, str]:
    return {"TIME_PERIOD": period, "REF_AREA": "GB"}


@pytest.fixture(scope="module")
def grains(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series of 60 periods of every length."""
    folder = tmp_path_factory.mktemp("grains")
    rows = [
        stated(f"{grain}{n}", str(n), FREQ=grain, **gb(nth(grain, n).code))
        for grain in GRAINS
        for n in range(60)
    ]
    database = folder / "grains.db"
    loaded(database, package(folder / "grains", sources=[SOURCE], statements=rows), after=None)
    return database


@given(data=st.data())
@settings(max_examples=150)
def test_the_calendar_is_what_a_look_at_every_period_would_find(
    grains: Path, data: st.DataObject
) -> None:
    """Bounds in SQL must never lose a period."""
    everything = [nth(grain, n) for grain in GRAINS for n in range(60)]
    grain = data.draw(st.none() | st.sampled_from(GRAINS))
    year = data.draw(st.none() | st.integers(1995, 2015))
    before = data.draw(st.none() | st.sampled_from(everything))
    since = data.draw(st.none() | st.sampled_from(everything))
    number = data.draw(st.none() | st.integers(1, 12))
    expected = sorted(
        (
            period
            for period in everything
            if grain in (None, period.grain)
            and year in (None, period.year)
            and number in (None, period.number)
            and (before is None or period.end < before.end)
            and (since is None or period.end >= since.end)
        ),
        key=lambda period: (-period.end.toordinal(), period.days),
    )
    with as_of(grains) as catalogue:
        found = catalogue.periods(
            TRADE.with_("ref_area", "GB"),
            grain=grain,
            number=number,
            year=year,
            before=before,
            since=since,
            limit=400,
        )
    assert list(found) == expected


def test_the_newest_of_a_long_daily_series_is_read_by_index(database: Path, tmp_path: Path) -> None:
    first = date(1987, 5, 20)
    rows = [
        stated(str(n), str(n), FREQ="D", TIME_PERIOD=(first + timedelta(n)).isoformat())
        for n in range(10_000)
    ]
    rows.append(stated("odd", "5", FREQ="D", TIME_PERIOD="1987-05-20/P30D"))
    loaded(database, package(tmp_path / "oil", sources=[SOURCE], statements=rows), after=None)
    with as_of(database) as catalogue:
        last = (first + timedelta(9_999)).isoformat()
        assert names(catalogue.periods(TRADE)) == [last]
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection = catalogue._reader.connection
        connection.set_progress_handler(count, 100)
        try:
            catalogue.periods(TRADE)
            catalogue.periods(TRADE, before=Period.of("2000-01-01"))
            catalogue.periods(TRADE, year=1999, limit=3)
            catalogue.statements(TRADE, Period.of("1999-12-31"))
            catalogue.series(TRADE)
            catalogue.subjects({"ref_area": ["CN-XJ"]})
        finally:
            connection.set_progress_handler(None, 100)
        assert steps < 30, (
            f"six questions took {steps}00 steps of SQLite: some table was read whole"
        )


# --- names, groups, habits ---------------------------------------------------------------


def test_labels(shipped: StoredCatalogue) -> None:
    assert shipped.label("counterpart_area", "EU") == "European Union"
    assert shipped.label("area", "EU", in_sentence=True) == "the EU"
    assert shipped.label("AREA", "KZ", in_sentence=True) == "Kazakhstan"
    assert shipped.label("coverage", "PORTS") == "through the ports"
    assert shipped.label("area", "NOWHERE") == "NOWHERE"
    assert shipped.title("TRADE", "X") == "exports"
    assert shipped.title("TRADE", "_Z") == shipped.indicator("TRADE").label
    assert [shipped.preposition(flow) for flow in "TXM"] == ["with", "to", "from"]


def test_indicators_and_units(shipped: StoredCatalogue) -> None:
    trips = shipped.indicator("TRAIN_TRIPS")
    assert (trips.kind, trips.one, trips.many, trips.parent) == (Kind.FLOW, "trip", "trips", None)
    assert shipped.parts("TRAIN_TRIPS") == ("TRAIN_TRIPS_EASTBOUND", "TRAIN_TRIPS_WESTBOUND")
    assert shipped.parent("TRAIN_TRIPS_EASTBOUND") == "TRAIN_TRIPS"
    assert shipped.is_flow("TRADE")
    dollars = shipped.unit("USD")
    assert (dollars.kind, dollars.many, dollars.prefix) == (UnitKind.CURRENCY, "dollars", "$")
    assert shipped.unit("NUM").one == ""
    for look_up in (shipped.indicator, shipped.unit, shipped.source):
        with pytest.raises(KeyError):
            look_up("NO_SUCH")


def test_a_source(shipped: StoredCatalogue) -> None:
    seed = shipped.source("xj-2021-11")
    assert (seed.publisher, seed.published) == ("Urumqi Customs", date(2021, 12, 27))
    assert seed.url is None
    assert seed.note is not None


def test_groups_reach_through_others(shipped: StoredCatalogue) -> None:
    assert "CN-XJ-HORGOS" in shipped.members("CN")
    assert {"CN-XJ", "CN"} <= shipped.groups("CN-XJ-HORGOS")
    assert "KZ" in shipped.members("BRI")
    assert shipped.members("CN-XJ-HORGOS") == frozenset()


def test_january_is_compared_with_february(shipped: StoredCatalogue) -> None:
    assert shipped.combined_january(TRADE)
    assert shipped.combined_january(TRADE.with_("ref_area", "CN-XJ-HORGOS")), "within Xinjiang"
    assert not shipped.combined_january(TRADE.with_("ref_area", "KZ"))


def test_ratios_that_make_sense(shipped: StoredCatalogue) -> None:
    assert ("TRAIN_FREIGHT", "TRAIN_TRIPS", "tonnes a train") in shipped.ratios()


def test_claims_are_paraphrased_with_their_speaker(shipped: StoredCatalogue) -> None:
    claims = shipped.claims(TRADE)
    assert len(claims) == 3
    assert all(claim.speaker.startswith("Sun Tao") for claim in claims)
    assert shipped.claims(TRAINS) == ()


# --- what checks found -------------------------------------------------------------------


def test_findings_of_the_load_are_cautions(shipped: StoredCatalogue) -> None:
    (record,) = (
        s for s in shipped.statements(TRADE, month("2021-11")) if s.series.measure is Measure.RECORD
    )
    assert [rule for rule, _ in shipped.cautions(record)] == ["record_contradicted"]


def test_a_finding_holds_from_its_day(database: Path, tmp_path: Path) -> None:
    def find(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO findings (key, statement, detail, valid_from, valid_to)"
            " VALUES ('revised_base', 1, '{}', '2022-12-14', '2023-01-01')"
        )

    folder = package(tmp_path / "desk", sources=[SOURCE], statements=[stated("1", "16.03")])
    loaded(database, folder, after=find)
    told = {}
    for day in ("2022-12-13", "2022-12-14", "2022-12-31", "2023-01-01"):
        with as_of(database, day) as catalogue:
            (found,) = catalogue.statements(TRADE, month("2021-11"))
            told[day] = [rule for rule, _ in catalogue.cautions(found)]
    assert told == {
        "2022-12-13": [],
        "2022-12-14": ["revised_base"],
        "2022-12-31": ["revised_base"],
        "2023-01-01": [],
    }


# --- values ------------------------------------------------------------------------------


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30
)


@given(values=st.lists(decimals, min_size=1, max_size=40))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_decimal_comes_back_exactly(
    values: list[Decimal], begun: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exact")
    database = Path(shutil.copy(begun, folder / "exact.db"))
    periods = [f"{1900 + n}" for n in range(len(values))]
    rows = [
        stated(period, f"{value:f}", UNIT_MULT="0", FREQ="A", TIME_PERIOD=period)
        for period, value in zip(periods, values, strict=True)
    ]
    loaded(database, package(folder / "desk", sources=[SOURCE], statements=rows), after=None)
    with as_of(database) as catalogue:
        for period, value in zip(periods, values, strict=True):
            (found,) = catalogue.statements(TRADE, Period.of(period))
            assert found.value == f"{value:f}"
            assert found.quantity is not None
            assert found.quantity.value == Fraction(value)


def test_no_value_is_ever_a_float(databases: dict[str, Path]) -> None:
    with closing(sqlite3.connect(databases["later"])) as connection:
        kinds = connection.execute("SELECT DISTINCT typeof(value) FROM statements").fetchall()
    assert set(kinds) == {("text",), ("null",)}


def test_a_question_costs_little(databases: dict[str, Path]) -> None:
    """Everything a question looks up, on a connection that is open: a millisecond or so."""

    def ask() -> None:
        with as_of(databases["default"]) as catalogue:
            catalogue.vocabulary.lookup(["xinjiang", "trade", "nov", "xinjiang trade"])
            (subject,) = catalogue.subjects(
                {"ref_area": ["CN-XJ"], "counterpart_area": ["W1"], "trade_flow": ["T"]}
            )
            (period,) = catalogue.periods(subject, grain="M", number=11, ytd=False)
            catalogue.statements(subject, period)
            catalogue.label("area", subject.ref_area)

    ask()
    times = []
    for _ in range(100):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    median = sorted(times)[50]
    assert median < 0.005, f"{median * 1000:.2f} ms of SQL for one question"


def test_a_publisher_s_second_statement_of_a_day_stands_beside_the_first(
    database: Path, tmp_path: Path
) -> None:
    sources = [SOURCE, source("same-day", "2021-12-27")]
    rows = [stated("1", "16.03"), stated("2", "16", SOURCE_ID="same-day")]
    loaded(database, package(tmp_path / "desk", sources=sources, statements=rows), after=None)
    with as_of(database) as catalogue:
        assert [s.value for s in catalogue.statements(TRADE, month("2021-11"))] == ["16.03", "16"]
