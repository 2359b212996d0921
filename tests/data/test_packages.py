"""The shipped packages, held to the rules a data editor works by.

Codes of SDMX that mean "no such thing here" (``_T``, ``_Z``, ``_U``) need no
label of their own. A name is compared as ``words.phrase_key`` folds it, which is
how a question is read.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from bot.language.items import LONGEST_NAME
from bot.language.lexicon import CUES, SCALES
from bot.language.words import phrase_key

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts"

CODES = ROOT / "bot" / "codes"
XINJIANG = ROOT / "data" / "xinjiang"
LATER = ROOT / "data" / "xinjiang-later"
PACKAGES = (CODES, XINJIANG, LATER)
KNOWN_TO = {CODES: (CODES,), XINJIANG: (CODES, XINJIANG), LATER: (CODES, XINJIANG, LATER)}
"""Packages whose codes each package may use: itself, the codes, and what it requires."""

NO_LABEL = {ALL, NOT_APPLICABLE, UNSTATED}
OF_ALIAS = {"AREA": "areas", "COUNTERPART_AREA": "areas", "UNIT": "units"}
OF_STATEMENT = {
    "REF_AREA": "areas",
    "COUNTERPART_AREA": "areas",
    "INDICATOR": "indicators",
    "PRODUCT": "products",
    "UNIT_MEASURE": "units",
}
IN_CODES = (
    "FREQ",
    "TRADE_FLOW",
    "COVERAGE",
    "SEASONAL_ADJUST",
    "MEASURE",
    "TRANSFORMATION",
    "ACCUMULATION",
    "OBS_QUALIFIER",
    "OBS_STATUS",
)

SEVERAL_READINGS = {"plastic", "plastics", "washington"}
"""Names that mean two things on purpose: the desk looks up both."""

_ORDINARY = """
    us may march mar jan feb apr jun jul aug sep sept oct nov dec january february april june july
    august september october november december month quarter half year ytd latest since won real
    sum own q1 q2 q3 q4 h1 h2 a an and as at by for from in is it no of on or so the to up we will
    with value number record share growth"""
NEVER_NAMES = set(_ORDINARY.split())
"""Ordinary words and periods: as a name they would swallow part of the question."""

Row = Mapping[str, str]


@cache
def rows(package: Path, resource: str) -> tuple[Row, ...]:
    file = package / f"{resource}.csv"
    if not file.exists():
        return ()
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def rows_known(package: Path, resource: str) -> Iterator[Row]:
    return (row for each in KNOWN_TO[package] for row in rows(each, resource))


def codes_known(package: Path, resource: str) -> set[str]:
    return {row["CODE"] for row in rows_known(package, resource)} | NO_LABEL


def small_codes_known(package: Path) -> set[tuple[str, str]]:
    return {(row["DIMENSION"], row["CODE"]) for row in rows_known(package, "codes")}


def facts(name: str) -> list[Row]:
    file = FACTS / f"{name}.csv"
    if not file.exists():
        pytest.skip(f"the facts are not beside this checkout: {file.name}")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(package: Path) -> Iterator[tuple[str, str]]:
    """Every name of the package as typed, with what it means."""
    for area in rows(package, "areas"):
        yield area["LABEL"], f"AREA={area['CODE']}"
        yield area["IN_SENTENCE"], f"AREA={area['CODE']}"
    for indicator in rows(package, "indicators"):
        yield indicator["LABEL"], f"INDICATOR={indicator['CODE']}"
    for product in rows(package, "products"):
        yield product["LABEL"], f"PRODUCT={product['CODE']}"
        yield product["IN_SENTENCE"], f"PRODUCT={product['CODE']}"
    for title in rows(package, "titles"):
        yield title["TITLE"], f"INDICATOR={title['INDICATOR']} TRADE_FLOW={title['TRADE_FLOW']}"
    for alias in rows(package, "aliases"):
        yield alias["ALIAS"], alias["MEANS"]


def all_names() -> Iterator[tuple[str, str]]:
    return ((name, means) for package in PACKAGES for name, means in named(package) if name)


# --- the format --------------------------------------------------------------------------


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_package_is_a_valid_data_package(package: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_file_and_every_column_is_explained(package: Path) -> None:
    descriptor: dict[str, Any] = Package(str(package / "datapackage.json")).to_descriptor()
    assert descriptor["name"] == package.name
    assert descriptor["licenses"][0]["name"] == "CC0-1.0"
    assert {r["path"] for r in descriptor["resources"]} == {f.name for f in package.glob("*.csv")}
    bare = [
        (resource["name"], column["name"])
        for resource in descriptor["resources"]
        for column in resource["schema"]["fields"]
        if not column.get("description")
    ]
    assert bare == [], "columns without a description"


def test_when_each_package_is_loaded() -> None:
    def loading(package: Path) -> Any:
        return Package(str(package / "datapackage.json")).to_descriptor()["figures"]

    assert loading(CODES) == {"load": "default"}
    assert loading(XINJIANG) == {"load": "default", "home_area": "CN-XJ"}
    assert loading(LATER) == {"load": "on request", "requires": ["../xinjiang"]}


# --- the facts ---------------------------------------------------------------------------


@pytest.mark.parametrize("resource", ["statements", "sources", "membership", "claims"])
def test_every_fact_is_in_exactly_one_data_package_unchanged(resource: str) -> None:
    printed = facts(resource)
    shipped = [(p.name, row) for p in (XINJIANG, LATER) for row in rows(p, resource)]
    columns = [column for column in printed[0] if column != "PACKAGE"]
    found = Counter(tuple(row[column] for column in columns) for _, row in shipped)
    expected = Counter(tuple(row[column] for column in columns) for row in printed)
    assert found == expected


def test_each_statement_is_in_the_package_it_belongs_to() -> None:
    belongs = {row["ID"]: row["PACKAGE"] for row in facts("statements")}
    assert {row["ID"] for row in rows(XINJIANG, "statements")} == {
        key for key, package in belongs.items() if package == "default"
    }


def test_nothing_in_the_default_package_was_published_after_2021() -> None:
    late = [r["SOURCE_ID"] for r in rows(XINJIANG, "sources") if r["PUBLISHED"] > "2021-12-31"]
    early = [r["SOURCE_ID"] for r in rows(LATER, "sources") if r["PUBLISHED"] <= "2021-12-31"]
    assert (late, early) == ([], [])


# --- codes -------------------------------------------------------------------------------


@pytest.mark.parametrize("package", [XINJIANG, LATER], ids=lambda package: package.name)
def test_every_code_of_a_statement_has_a_label(package: Path) -> None:
    small = small_codes_known(package)
    missing = {
        (column, row[column])
        for row in rows(package, "statements")
        for column, resource in OF_STATEMENT.items()
        if row[column] not in codes_known(package, resource)
    } | {
        (column, row[column])
        for row in rows(package, "statements")
        for column in IN_CODES
        if (column, row[column]) not in small
    }
    assert missing == set(), "a reply would show the bare code"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_other_rows_use_known_codes_too(package: Path) -> None:
    areas, indicators = codes_known(package, "areas"), codes_known(package, "indicators")
    used_areas = {
        *(row[end] for row in rows(package, "membership") for end in ("GROUP", "MEMBER")),
        *(row["REF_AREA"] for name in ("claims", "habits") for row in rows(package, name)),
    }
    used_indicators = {
        *(row["INDICATOR"] for n in ("claims", "habits", "titles") for row in rows(package, n)),
        *(row[end] for row in rows(package, "ratios") for end in ("NUMERATOR", "DENOMINATOR")),
        *(row["PARENT"] for row in rows(package, "indicators") if row["PARENT"]),
    }
    assert (used_areas - areas, used_indicators - indicators) == (set(), set())


def test_a_code_is_labelled_in_one_package_only() -> None:
    for resource in ("areas", "indicators", "products", "units"):
        counts = Counter(row["CODE"] for package in PACKAGES for row in rows(package, resource))
        assert [code for code, count in counts.items() if count > 1] == []


def test_no_two_areas_share_a_label() -> None:
    areas = defaultdict(set)
    for row in (row for package in PACKAGES for row in rows(package, "areas")):
        for name in {row["LABEL"], row["IN_SENTENCE"]} - {""}:
            areas[phrase_key(name)].add(row["CODE"])
    assert {name: codes for name, codes in areas.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("code", "label", "in_sentence"),
    [
        ("CN-XJ", "Xinjiang", ""),
        ("CN-XJ-HORGOS", "Horgos", ""),
        ("CN-XZ", "Tibet", ""),
        ("CN-NM", "Inner Mongolia", ""),
        ("RU", "Russia", ""),
        ("KR", "South Korea", ""),
        ("VN", "Vietnam", ""),
        ("US", "United States", "the US"),
        ("GB", "United Kingdom", "the UK"),
        ("NL", "Netherlands", "the Netherlands"),
        ("EU", "European Union", "the EU"),
        ("BRI", "Belt and Road countries", "the Belt and Road countries"),
        ("GE", "Georgia", ""),
        ("US-GA", "Georgia (US state)", "the US state of Georgia"),
    ],
)
def test_places_have_everyday_names(code: str, label: str, in_sentence: str) -> None:
    found = {row["CODE"]: row for package in PACKAGES for row in rows(package, "areas")}[code]
    assert (found["LABEL"], found["IN_SENTENCE"]) == (label, in_sentence)


# --- names -------------------------------------------------------------------------------


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_alias_means_known_codes(package: Path) -> None:
    small = small_codes_known(package)
    for row in rows(package, "aliases"):
        for part in row["MEANS"].split():
            dimension, _, code = part.partition("=")
            resource = OF_ALIAS.get(dimension, f"{dimension.lower()}s")
            known = (dimension, code) in small or code in codes_known(package, resource)
            assert known, f"{row['ALIAS']!r} means {part}, which is no code"


def test_no_name_is_folded_away() -> None:
    assert [name for name, _ in all_names() if not phrase_key(name)] == []


def test_no_name_is_longer_than_is_looked_up() -> None:
    long = [name for name, _ in all_names() if len(phrase_key(name).split()) > LONGEST_NAME]
    assert long == []


def test_no_alias_says_what_is_said_already() -> None:
    aliases = Counter(
        (phrase_key(row["ALIAS"]), row["MEANS"])
        for package in PACKAGES
        for row in rows(package, "aliases")
    )
    everything = Counter((phrase_key(name), means) for name, means in all_names())
    said_otherwise = everything - aliases
    assert [name for name, count in aliases.items() if count > 1 or name in said_otherwise] == []


def test_names_with_several_readings_are_meant_to_have_them() -> None:
    readings = defaultdict(set)
    for name, means in all_names():
        readings[phrase_key(name)].add(means)
    assert {name for name, means in readings.items() if len(means) > 1} == SEVERAL_READINGS


def test_no_name_is_an_ordinary_word() -> None:
    taken = {phrase_key(name) for name, _ in all_names()}
    assert taken & (NEVER_NAMES | SCALES | CUES.keys()) == set()


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Xinjiang", "AREA=CN-XJ"),
        ("XJ", "AREA=CN-XJ"),
        ("Xinjiang Uyghur Autonomous Region", "AREA=CN-XJ"),
        ("Urumqi Customs", "AREA=CN-XJ"),
        ("Ürümqi Customs", "AREA=CN-XJ"),
        ("新疆", "AREA=CN-XJ"),
        ("Khorgos", "AREA=CN-XJ-HORGOS"),
        ("Alataw Pass", "AREA=CN-XJ-ALASHANKOU"),
        ("nationwide", "AREA=CN"),
        ("Chinese", "AREA=CN"),
        ("Kazakh", "AREA=KZ"),
        ("German", "AREA=DE"),
        ("the US", "AREA=US"),
        ("U.K.", "AREA=GB"),
        ("Turkiye", "AREA=TR"),
        ("EU", "AREA=EU"),
        ("欧盟", "AREA=EU"),
        ("BRI", "AREA=BRI"),
        ("B&R", "AREA=BRI"),
        ("belt-road", "AREA=BRI"),
        ("Belt and Road", "AREA=BRI"),
        ("OBOR", "AREA=BRI"),
        ("一带一路", "AREA=BRI"),
        ("trade", "INDICATOR=TRADE"),
        ("foreign trade", "INDICATOR=TRADE"),
        ("imports and exports", "INDICATOR=TRADE TRADE_FLOW=T"),
        ("exports & imports", "INDICATOR=TRADE TRADE_FLOW=T"),
        ("进出口", "INDICATOR=TRADE TRADE_FLOW=T"),
        ("exports", "INDICATOR=TRADE TRADE_FLOW=X"),
        ("imported", "INDICATOR=TRADE TRADE_FLOW=M"),
        ("trade surplus", "INDICATOR=TRADE TRADE_FLOW=B"),
        ("through the ports", "COVERAGE=PORTS"),
        ("China–Europe freight trains", "INDICATOR=TRAIN_TRIPS"),
        ("rail freight", "INDICATOR=TRAIN_TRIPS"),
        ("China-Railway Express", "INDICATOR=TRAIN_TRIPS"),
        ("中欧班列", "INDICATOR=TRAIN_TRIPS"),
        ("westbound trains", "INDICATOR=TRAIN_TRIPS_WESTBOUND"),
        ("tonnage", "INDICATOR=TRAIN_FREIGHT"),
        ("freight volume", "INDICATOR=TRAIN_FREIGHT"),
        ("TEUs", "INDICATOR=TRAIN_TEU"),
        ("EVs", "PRODUCT=ELECTRIC_VEHICLES"),
        ("plastics in primary form", "PRODUCT=RAW_PLASTICS"),
        ("footwear", "PRODUCT=SHOES"),
        ("mech-elec", "PRODUCT=MECH_ELEC"),
        ("RMB", "UNIT=CNY"),
        ("US$", "UNIT=USD"),
        ("€", "UNIT=EUR"),
    ],
)
def test_what_reporters_type_is_a_name(typed: str, means: str) -> None:
    found = {meaning for name, meaning in all_names() if phrase_key(name) == phrase_key(typed)}
    assert found == {means}


# --- parts and wholes --------------------------------------------------------------------

DISAGREEMENTS = {
    "CN-XJ with W1, year to 2020-02": "20.3 is a slip of the source for 20.03",
}
"""Totals that their printed parts contradict, with the reason as far as it is known."""

LARGER_THAN_THE_WHOLE = {
    ("CN-XJ", "EU", "2021-11"): "goods through the ports, whoever trades; not of the region's own",
}
"""Trade with a partner above the area's printed total, which no coverage allows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One subject and period in one unit."""

    area: str
    partner: str
    indicator: str
    product: str
    coverage: str
    unit: str
    period: Period

    def __str__(self) -> str:
        when = f"year to {self.period.code}" if self.period.ytd else self.period.code
        return f"{self.area} with {self.partner}, {when}"


Levels = dict[_Cell, dict[str, Interval]]


def _levels(package: Path, flow: str) -> Levels:
    """Printed levels with their rounding intervals, by the code in the column ``flow``."""
    levels: Levels = defaultdict(dict)
    for row in rows_known(package, "statements"):
        if (row["MEASURE"], row["TRANSFORMATION"]) == ("LV", "N"):
            cell = _Cell(
                row["REF_AREA"],
                row["COUNTERPART_AREA"],
                row["INDICATOR"] if flow == "TRADE_FLOW" else row["SOURCE_ID"],
                row["PRODUCT"],
                row["COVERAGE"],
                row["UNIT_MEASURE"],
                Period.of(row["TIME_PERIOD"], ytd=row["ACCUMULATION"] == "YTD"),
            )
            quantity = _statement(row).quantity
            assert quantity is not None, f"statement {row['ID']} is a level without a number"
            levels[cell][row[flow]] = quantity.interval
    return levels


def _statement(row: Row) -> Statement:
    subject = Subject(*(row[name.upper()] for name in Subject.dimensions()))
    series = Series(
        id=0,
        subject=subject,
        freq=row["FREQ"],
        measure=Measure(row["MEASURE"]),
        transformation=Transformation(row["TRANSFORMATION"]),
        unit=row["UNIT_MEASURE"],
        ytd=row["ACCUMULATION"] == "YTD",
        share_of=row["SHARE_OF"] or None,
    )
    source = {s["SOURCE_ID"]: s for s in rows_known(LATER, "sources")}[row["SOURCE_ID"]]
    period = Period.of(row["TIME_PERIOD"], ytd=series.ytd)
    return Statement(
        id=int(row["ID"]),
        series=series,
        period=period,
        comparison_period=None,
        value=row["OBS_VALUE"] or None,
        unit_mult=int(row["UNIT_MULT"]),
        decimals=int(row["DECIMALS"]),
        qualifier=Qualifier(row["OBS_QUALIFIER"]),
        status=row["OBS_STATUS"],
        source=source["SOURCE_ID"],
        publisher=source["PUBLISHER"],
        locator=row["LOCATOR"] or None,
        note=row["NOTE"] or None,
        realtime_start=period.end,
        realtime_end=None,
    )


def _sum(parts: list[Interval]) -> Interval:
    return Interval(
        sum((p.low for p in parts), Fraction()), sum((p.high for p in parts), Fraction())
    )


def test_exports_and_imports_agree_with_the_total_or_are_listed() -> None:
    checked = contradicted = 0
    for cell, flows in _levels(LATER, "TRADE_FLOW").items():
        if {"X", "M", "T"} <= flows.keys():
            checked += 1
            agrees = _sum([flows["X"], flows["M"]]).meets(flows["T"])
            contradicted += not agrees
            assert agrees or str(cell) in DISAGREEMENTS, f"{cell}: the parts are not the total"
    assert (checked, contradicted) == (12, len(DISAGREEMENTS))


def test_trains_of_both_directions_are_all_trains() -> None:
    trips = [
        by_indicator
        for by_indicator in _levels(LATER, "INDICATOR").values()
        if "TRAIN_TRIPS_WESTBOUND" in by_indicator
    ]
    assert len(trips) == 1
    (year,) = trips
    parts = [year["TRAIN_TRIPS_WESTBOUND"], year["TRAIN_TRIPS_EASTBOUND"]]
    assert _sum(parts) == year["TRAIN_TRIPS"]


def test_trade_with_a_partner_is_within_the_total_or_is_listed() -> None:
    levels = _levels(LATER, "TRADE_FLOW")
    totals = {
        (cell.area, cell.unit, cell.period): flows["T"]
        for cell, flows in levels.items()
        if cell.partner == "W1" and "T" in flows
    }
    larger = {
        (cell.area, cell.partner, cell.period.code)
        for cell, flows in levels.items()
        if "T" in flows
        and (whole := totals.get((cell.area, cell.unit, cell.period)))
        and flows["T"].low > whole.high
    }
    assert larger == LARGER_THAN_THE_WHOLE.keys()
