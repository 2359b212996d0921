"""What is on file, given back as it came in: rows of packages, and SDMX-CSV.

Of each package come the rows that are its own, under the columns of its files. Loaded into
an empty file they make the same figures: the same statements with every vintage, the same
names, lists and releases, whose is whose. The numbers of rows and loads are others, and so
are the times and the hashes of the loads.

Rows of statements without an ID, as a table as it was published has them, go into ``tables``,
which is such a table. Others have no place in the files of a package as an editor keeps
them: those of statements go into ``vintages`` (see ``rows.VintageRow``), codes that no
package has any more into ``dropped``. The desk's own codes come with the desk and are left out.

All is read in one transaction: it is of one moment, whatever is loaded meanwhile. No order
of rows is needed to load them, so statements are read as they lie, one at a time.
"""

# ruff: noqa: S608 - what is put into SQL here are our own table and column names

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from bot.store.faults import NotOnFile
from bot.store.package import CODES, STATEMENTS, VINTAGES, open_package
from bot.store.reading import read_only
from bot.store.rows import MODELS, DroppedRow, Row, StatementRow
from bot.store.schema import CODE_LISTS, DIMENSIONS, SEEDED

__all__ = [
    "COLUMNS",
    "DROPPED",
    "LISTS",
    "TABLES",
    "Code",
    "Holdings",
    "Stated",
    "columns_of",
    "held",
]

COLUMNS = (
    *("ID", "SOURCE_ID", "LOCATOR", "FREQ", "REF_AREA", "COUNTERPART_AREA", "INDICATOR"),
    *("TRADE_FLOW", "PRODUCT", "COVERAGE", "SEASONAL_ADJUST", "MEASURE", "TRANSFORMATION"),
    *("UNIT_MEASURE", "ACCUMULATION", "TIME_PERIOD", "COMPARISON_PERIOD", "SHARE_OF"),
    *("OBS_VALUE", "UNIT_MULT", "DECIMALS", "OBS_QUALIFIER", "OBS_STATUS"),
    *("CONF_STATUS", "EMBARGO_TIME", "NOTE"),
)
"""The columns of statements, in the order in which an editor has them."""

DROPPED, TABLES = "dropped", "tables"

LISTS = tuple(name for name in MODELS if name not in (STATEMENTS, VINTAGES, DROPPED))
"""Tables of a package besides its statements."""

_SHARED = ("areas", "products", "units", "indicators")

Code = tuple[str, str]
"""A table and a code of it; of ``sources`` a SOURCE_ID."""

Cells = tuple[Any, ...]

_STATEMENTS = """
SELECT id, load, series, source, period, comparison_period, value, unit_mult, decimals,
  coalesce(qualifier, 'EQ'), status, coalesce(conf_status, 'F'),
  replace(embargo_time, ' ', 'T') || '+00:00',
  locator, note, key, realtime_end
FROM statements ORDER BY id
"""

_FOLLOWING = """
SELECT later.id
FROM statements AS earlier
CROSS JOIN sources AS before ON before.id = earlier.source
CROSS JOIN statements AS later ON later.series = earlier.series AND later.period = earlier.period
CROSS JOIN sources AS after ON after.id = later.source
WHERE earlier.realtime_end IS NOT NULL
  AND later.comparison_period IS earlier.comparison_period
  AND after.publisher = before.publisher AND after.published > before.published
"""
_SAID_AGAIN = f"""{_FOLLOWING} AND later.key IS NOT NULL
  AND later.value IS earlier.value AND later.unit_mult = earlier.unit_mult
  AND later.decimals = earlier.decimals AND later.qualifier IS earlier.qualifier
  AND later.status = earlier.status AND later.conf_status IS earlier.conf_status
  AND later.embargo_time IS earlier.embargo_time
"""
"""Rows that a load could take for one that says nothing new."""

_REVISING = f"{_FOLLOWING} AND later.key IS NULL AND later.realtime_end IS NULL"
"""Rows without an ID that a load would judge as revisions, which they were when they came."""

_RESTRICTED_REVISING = """
SELECT later.id
FROM statements AS later
CROSS JOIN sources AS after ON after.id = later.source
CROSS JOIN statements AS earlier ON earlier.series = later.series AND earlier.period = later.period
CROSS JOIN sources AS before ON before.id = earlier.source
WHERE later.conf_status IS NOT NULL AND later.key IS NULL AND later.realtime_end IS NULL
  AND earlier.comparison_period IS later.comparison_period
  AND after.publisher = before.publisher AND after.published > before.published
"""
"""Those of them that are restricted, and so have ended nothing."""

_EARLIER_OF_AN_ID = """
SELECT id FROM (
  SELECT statements.id, row_number() OVER (
    PARTITION BY key ORDER BY sources.published DESC, statements.id DESC) AS place
  FROM statements JOIN sources ON sources.id = statements.source
  WHERE key IN (SELECT key FROM statements WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1)
)
WHERE place > 1
"""
"""Rows whose ID has gone on to a later release."""


class Stated(NamedTuple):
    """One statement: whose it is, in which table it goes, and its cells."""

    package: str
    table: str  # STATEMENTS, TABLES or VINTAGES
    cells: Cells  # by COLUMNS
    source: int


@dataclass(slots=True)
class _Told:
    """What the statements of a package have told of: what they need to be loaded."""

    series: set[int] = field(default_factory=set)
    others: set[tuple[int, str, str, str]] = field(default_factory=set)  # source and codes


@contextmanager
def held(database: Path, codes: Path = CODES) -> Iterator[Holdings]:
    """What is on file at this moment. Raises NoFigures, NotFigures, OutdatedFigures."""
    connection = read_only(database)
    try:
        connection.execute("BEGIN")
        yield Holdings(connection, open_package(codes).name)
    finally:
        connection.close()


class Holdings:
    """The figures of one moment, package by package."""

    def __init__(self, connection: sqlite3.Connection, own_codes: str) -> None:
        self._connection = connection
        self._own_codes = own_codes
        self._told: dict[str, _Told] = {}

    def chosen(self, names: Collection[str]) -> tuple[str, ...]:
        """The packages of those names, or all of them. Raises NotOnFile."""
        for name in names:
            if name not in self.packages:
                raise NotOnFile(name, self.packages)
        return tuple(name for name in self.packages if not names or name in names)

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """The packages on file but for the desk's own codes, in the order of their first load."""
        rows = self._connection.execute(
            "SELECT package FROM loads WHERE undone_at IS NULL AND package <> ?"
            " GROUP BY package ORDER BY min(id)",
            (self._own_codes,),
        )
        return tuple(name for (name,) in rows)

    @cached_property
    def home_area(self) -> str | None:
        found = self._connection.execute("SELECT value FROM settings WHERE name = 'home_area'")
        row = found.fetchone()
        return row[0] if row else None

    def count(self) -> int:
        """How many statements there are."""
        (count,) = self._connection.execute("SELECT count(*) FROM statements").fetchone()
        return int(count)

    def statements(self) -> Iterator[Stated]:
        """Every statement, package by package or not, as they lie."""
        packages = dict(self._connection.execute("SELECT id, package FROM loads"))
        self._told = {package: _Told() for package in packages.values()}
        series, codes = self._series(), self._source_codes
        elsewhere = {
            id_
            for sql in (_SAID_AGAIN, _EARLIER_OF_AN_ID, _REVISING, _RESTRICTED_REVISING)
            for (id_,) in self._connection.execute(sql)
        }
        prefixes = {package: len(package) + 1 for package in self._told}
        for row in self._connection.execute(_STATEMENTS):
            id_, load, of, source, period, compared, value, mult, decimals, *rest = row
            qualifier, status, conf, embargo, locator, note, key, end = rest
            package = packages[load]
            told = self._told[package]
            told.series.add(of)
            told.others.add((source, qualifier, status, conf))
            dimensions, share_of = series[of]
            cells = (
                key[prefixes[package] :] if key is not None else None,
                codes[source],
                locator,
                *dimensions,
                *(period, compared, share_of, value, mult, decimals),
                *(qualifier, status, conf, embargo, note),
            )
            if id_ in elsewhere or (key is None and (end is not None or value is None)):
                table = VINTAGES
            else:
                table = STATEMENTS if key is not None else TABLES
            yield Stated(package, table, cells, source)

    def _series(self) -> Mapping[int, tuple[Cells, str | None]]:
        """The dimensions of each series, as COLUMNS has them, and what it is a share of."""
        names = [
            "unit" if name == "UNIT_MEASURE" else name.lower()
            for name in COLUMNS[COLUMNS.index("FREQ") : COLUMNS.index("TIME_PERIOD")]
        ]
        rows = self._connection.execute(f"SELECT id, share_of, {', '.join(names)} FROM series")
        return {id_: (tuple(dimensions), share_of) for id_, share_of, *dimensions in rows}

    @cached_property
    def _source_codes(self) -> Mapping[int, str]:
        return dict(self._connection.execute("SELECT id, code FROM sources"))

    @cached_property
    def releases(self) -> Mapping[int, tuple[str, str]]:
        """Publisher and day of publication of each source, by its number."""
        rows = self._connection.execute("SELECT id, publisher, published FROM sources")
        return {id_: (publisher, published) for id_, publisher, published in rows}

    def rows(self, name: str, package: str) -> Iterator[Cells]:
        """The rows of one of LISTS that are the package's, in their order."""
        tables = CODE_LISTS if name == "codes" else (name,)
        for table in tables:
            cells = ", ".join(_cell(name, table, column) for column in columns_of(MODELS[name]))
            yield from self._connection.execute(
                f"SELECT {cells} FROM {table} WHERE package = ? ORDER BY rowid", (package,)
            )

    @cached_property
    def dropped(self) -> Mapping[Code, Cells]:
        """Codes that no package has any more, with their rows."""
        found: dict[Code, Cells] = {}
        for table in (*CODE_LISTS, *_SHARED):
            has = {name for (name,) in self._connection.execute(_NAMES_OF, (table,))}
            cells = ", ".join(
                _cell("dropped", table, column) if _column(column) in has else "NULL"
                for column in columns_of(DroppedRow)[1:]
            )
            for row in self._connection.execute(
                f"SELECT {cells} FROM {table} WHERE package IS NULL ORDER BY rowid"
            ):
                if row[0] not in SEEDED.get(table, ()):
                    found[table, row[0]] = (table.upper(), *row)
        return found

    @cached_property
    def owners(self) -> Mapping[Code, str]:
        """Whose each code and each source is."""
        found: dict[Code, str] = {}
        for table in (*CODE_LISTS, *_SHARED, "sources"):
            rows = self._connection.execute(
                f"SELECT code, package FROM {table} WHERE package IS NOT NULL"
            )
            found.update(((table, code), package) for code, package in rows)
        return found

    def needs(self, package: str) -> set[Code]:
        """The codes and sources that rows of the package refer to, once ``statements`` is through.

        Of codes that no package has, those that they refer to in their turn are among them.
        """
        found = set(self._needs_of_statements(package))
        for name in LISTS:
            model = MODELS[name]
            for cells in self.rows(name, package):
                found.update(_references(model, cells))
        if self.home_area is not None and package == self._at_home:
            found.add(("areas", self.home_area))
        more = list(found)
        while more:
            code = more.pop()
            if code in self.dropped:
                parent = dict(zip(columns_of(DroppedRow), self.dropped[code], strict=True))[
                    "PARENT"
                ]
                if parent is not None and ("indicators", parent) not in found:
                    found.add(("indicators", parent))
                    more.append(("indicators", parent))
        return found

    @cached_property
    def _at_home(self) -> str | None:
        """The package that is to set the home area: whose area it is, else the first."""
        owner = self.owners.get(("areas", self.home_area or ""))
        if owner in self.packages:
            return owner
        return self.packages[0] if self.packages else None

    def home_of(self, package: str) -> str | None:
        """The home area, of the one package that is to set it."""
        return self.home_area if package == self._at_home else None

    def _needs_of_statements(self, package: str) -> Iterator[Code]:
        told = self._told.get(package, _Told())
        names = list(DIMENSIONS)
        rows = self._connection.execute(f"SELECT id, share_of, {', '.join(names)} FROM series")
        for id_, share_of, *codes in rows:
            if id_ in told.series:
                yield from (
                    (DIMENSIONS[name], code) for name, code in zip(names, codes, strict=True)
                )
                if share_of is not None:
                    dimension, _, code = share_of.partition("=")
                    yield StatementRow.CODES[dimension], code
        for source, qualifier, status, conf in told.others:
            yield "sources", self._source_codes[source]
            yield "obs_qualifier", qualifier
            yield "obs_status", status
            yield "conf_status", conf

    def titles(self) -> Iterator[tuple[str, str]]:
        """Packages whose titles of one thing differ: the one whose title counts, and the other."""
        yield from self._connection.execute(
            "SELECT DISTINCT later.package, earlier.package"
            " FROM titles AS later JOIN titles AS earlier"
            " ON earlier.indicator = later.indicator AND earlier.trade_flow = later.trade_flow"
            " WHERE earlier.id < later.id AND earlier.package <> later.package"
            " AND earlier.title <> later.title ORDER BY later.id DESC"
        )


_NAMES_OF = "SELECT name FROM pragma_table_info(?)"


def columns_of(model: type[Row]) -> tuple[str, ...]:
    """The columns of a table as its file has them."""
    return tuple(str(found.alias) for found in model.model_fields.values())


_COLUMNS_ON_FILE = {"LABEL": "name", "GROUP": "group_area"}


def _column(column: str) -> str:
    return _COLUMNS_ON_FILE.get(column, column.lower())


def _cell(name: str, table: str, column: str) -> str:
    """The SQL of a column of a file."""
    if column == "SOURCE_ID":
        return "code" if name == "sources" else "(SELECT code FROM sources WHERE id = source)"
    if column == "DIMENSION":
        return f"'{table.upper()}'"
    if column == "LABEL" and name == "ratios":
        return "label"
    if column == "PREPOSITION" and table != "trade_flow":
        return "NULL"
    return _column(column)


def _references(model: type[Row], cells: Sequence[Any]) -> Iterator[Code]:
    """The codes that a row refers to."""
    row = model.model_construct(**dict(zip(model.model_fields, cells, strict=True)))
    return ((table, code) for _, table, code in row.references())
