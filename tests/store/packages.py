"""Packages made for tests, and the database they are loaded into."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.store.catalogue import StoredCatalogue, open_catalogue
from bot.store.loading import LoadReport, load
from bot.store.rows import MODELS

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TODAY = date(2026, 1, 2)

Rows = Sequence[Mapping[str, str]]

SOURCE = {
    "SOURCE_ID": "first",
    "PUBLISHER": "Urumqi Customs",
    "PUBLISHED": "2021-12-27",
    "TITLE": "",
    "URL": "",
    "NOTE": "",
}

STATEMENT = {
    "ID": "1",
    "SOURCE_ID": "first",
    "LOCATOR": "paragraph 1",
    "FREQ": "M",
    "REF_AREA": "CN-XJ",
    "COUNTERPART_AREA": "W1",
    "INDICATOR": "TRADE",
    "TRADE_FLOW": "T",
    "PRODUCT": "_T",
    "COVERAGE": "OWN",
    "SEASONAL_ADJUST": "N",
    "MEASURE": "LV",
    "TRANSFORMATION": "N",
    "UNIT_MEASURE": "CNY",
    "ACCUMULATION": "N",
    "TIME_PERIOD": "2021-11",
    "COMPARISON_PERIOD": "",
    "SHARE_OF": "",
    "OBS_VALUE": "16.03",
    "UNIT_MULT": "9",
    "DECIMALS": "2",
    "OBS_QUALIFIER": "EQ",
    "OBS_STATUS": "A",
    "NOTE": "",
}


def source(code: str, published: str, publisher: str = "Urumqi Customs") -> dict[str, str]:
    return {**SOURCE, "SOURCE_ID": code, "PUBLISHED": published, "PUBLISHER": publisher}


def stated(id_: str, value: str, **cells: str) -> dict[str, str]:
    """A row of statements: Xinjiang's trade in November 2021, unless cells say otherwise."""
    decimals = str(len(value.partition(".")[2]))
    return {**STATEMENT, "ID": id_, "OBS_VALUE": value, "DECIMALS": decimals, **cells}


def package(folder: Path, *, figures: Mapping[str, Any] | None = None, **tables: Rows) -> Path:
    """Write a package named after its folder, or write it anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in MODELS.keys() - tables.keys():
        (folder / f"{old}.csv").unlink(missing_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    descriptor = {
        "name": folder.name,
        "figures": {"load": "on request", **(figures or {})},
        "resources": [{"name": name, "path": f"{name}.csv"} for name in tables],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def loaded(database: Path, *packages: Path, **options: Any) -> LoadReport:
    return load(database, packages, now=NOW, who="tests", **options)


def as_of(database: Path, day: str | None = None) -> StoredCatalogue:
    return open_catalogue(database, date.fromisoformat(day) if day else TODAY)
