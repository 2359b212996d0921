"""What a row must agree with: other rows, and the calendar.

* A code has one row, and so has a source. A package may repeat another's as it
  stands, and changes its own; to say otherwise of what another package has is refused.
* A name is one code's: two areas of one name could not be told apart in a
  question, nor two products or two measures.
* One source says one thing, in whichever packages. Rows of it about one series and
  period may put the same number more or less exactly, or in words, but not state two
  numbers.
* Nothing is measured before it has happened: what adds up over a period (KIND
  flow) is published when that is over, except a week, which many close on its
  Friday; what is true on a day (a price, a stock, a rank) when it has begun.
  An estimate may come before the end of its period, but only a forecast before
  its beginning. Both say that they are.

Titles and aliases only add names, so a package may add to another's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from sqlite_utils import Database

from bot.figures.codes import (
    BY_SEARCH,
    FORECAST,
    MISSING,
    Kind,
    Measure,
    Qualifier,
    Transformation,
    UnitKind,
)
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from bot.store.lists import SHARED, Record, shared_record, source_record
from bot.store.naming import name_forms
from bot.store.package import Package
from bot.store.rows import Row, SourceRow, StatementRow
from bot.store.schema import DIMENSIONS

__all__ = ["Agreement", "Elsewhere", "two_numbers"]

Objection = tuple[str, str, str]
"""Column, value, and what is wrong and what to do."""

_Names = dict[str, tuple[str, str]]
"""Names as questions are read, each with its code and the file that says so."""

_NAMED = ("areas", "products", "indicators")
_AHEAD = (FORECAST, MISSING)
"""OBS_STATUS of what may be said of a period that has not begun."""

_PERCENT = (UnitKind.PERCENT, UnitKind.POINTS)

_ESTIMATED = "E"
"""OBS_STATUS of what may be said of a period that is not over."""

_COUNTED = (Measure.LEVEL, Measure.SHARE, Measure.RATIO, Measure.CONVERSION)
"""Measures that are a number for the whole period, unlike a rank or a claim."""


class _Standing(NamedTuple):
    """A row of a shared list: what it says, whose it is, and where it stands."""

    record: Record  # without the package
    package: str | None  # None where no package has it any more
    file: str


class _Said(NamedTuple):
    """A number that a source states, and where."""

    file: str
    line: int
    value: str
    unit_mult: int
    decimals: int
    qualifier: str


class Elsewhere(NamedTuple):
    """What a source states of one thing in another package."""

    package: str
    value: str | None
    unit_mult: int
    decimals: int
    qualifier: str | None  # None for EQ, as on file


class Agreement:
    """Remembers what is on file and what a load has read, and objects to what does not fit."""

    def __init__(self, db: Database, *, own_codes: Path) -> None:
        self._own_codes = own_codes
        self._lists = {table: dict(_standing(db, table)) for table in SHARED}
        self._sources = dict(_standing(db, "sources"))
        self._published = {
            code: date.fromisoformat(row.record["published"]) for code, row in self._sources.items()
        }
        self._names: dict[str, _Names] = {}
        self._series: dict[tuple[str | None, ...], int] = {}
        self._said: dict[tuple[int, str, str, str | None], _Said] = {}

    def begin(self, package: Package) -> None:
        """A package is read: what it said before no longer counts, nor what others' rows said."""
        self._said.clear()
        self._names.clear()
        for rows in (*self._lists.values(), self._sources):
            for code, row in rows.items():
                if row.package == package.name:
                    rows[code] = row._replace(package=None)

    def is_own(self, package: Package) -> bool:
        """Whether these are the desk's own codes."""
        return package.folder == self._own_codes

    def objections(
        self, package: Package, table: str, row: Row, file: str, line: int
    ) -> Iterator[Objection]:
        """What keeps the row out, though each of its cells is as it should be."""
        if isinstance(row, StatementRow):
            yield from self.of_series(row)
            yield from self._too_early(row)
            yield from self._said_otherwise(row, file, line)
        elif isinstance(row, SourceRow):
            yield from self._source_taken(package, row, file)
        elif table in self._lists:
            yield from self._taken(package, table, row, file)

    def _taken(self, package: Package, table: str, row: Row, file: str) -> Iterator[Objection]:
        record, rows = shared_record(row), self._lists[table]
        code, old = record["code"], rows.get(record["code"])
        others = old is not None and old.package is not None
        if others and self.is_own(package):
            return  # a newer desk gives way to what a newsroom has made of a code
        names = self._names_of(package, table)
        if old is not None and others:
            yield from _changes(row, old)
        else:
            rows[code] = _Standing(record, package.name, file)
        if table in _NAMED and record.get("found_by") != BY_SEARCH:
            yield from _named_alike(row, code, file, names)

    def _source_taken(self, package: Package, row: SourceRow, file: str) -> Iterator[Objection]:
        record, old = source_record(row), self._sources.get(row.source_id)
        if old is None or old.package is None:
            self._sources[row.source_id] = _Standing(record, package.name, file)
            self._published[row.source_id] = row.published
            return
        if self.is_own(package):
            return
        for column in record:
            stands = old.record[column]
            if record[column] != stands:
                advice = (
                    f"the row of {row.source_id} in {old.file} has {stands or 'nothing'} here; "
                    "repeat that row as it is, change it there, or give another release "
                    "another SOURCE_ID"
                )
                yield column.upper(), str(record[column] or ""), advice

    def _names_of(self, package: Package, table: str) -> _Names:
        """Names that rows of other packages have, and those of this one read so far."""
        if self.is_own(package):
            # A newsroom's names do not keep a newer desk from starting.
            return self._names.setdefault(table, {})
        if table not in self._names:
            self._names[table] = {
                form: (code, row.file)
                for code, row in self._lists[table].items()
                if row.package is not None and row.record.get("found_by") != BY_SEARCH
                for said in (row.record["name"], row.record.get("in_sentence"))
                if said
                for form in name_forms(said)
            }
        return self._names[table]

    def of_series(self, row: StatementRow) -> Iterator[Objection]:
        """What keeps out every row of a series: a level in percent of what adds up.

        Were it let in, rates would be summed.
        """
        if row.measure != Measure.LEVEL or row.transformation != Transformation.NONE:
            return
        unit = self._lists["units"].get(row.unit_measure)
        known = self._lists["indicators"].get(row.indicator)
        if unit is None or known is None or unit.record["kind"] not in _PERCENT:
            return
        if known.record["kind"] in (Kind.FLOW, Kind.STOCK):
            advice = (
                f"it is a percentage, and {row.indicator} is a {known.record['kind']}, which adds "
                "up; give what is measured in percent an indicator of its own with KIND rate"
            )
            yield "UNIT_MEASURE", row.unit_measure, advice

    def any_too_early(self, row: StatementRow, periods: Collection[str]) -> bool:
        """Whether any of the periods, were it the row's, would be objected to as too early."""
        published = self._published.get(row.source_id)
        if published is None or row.obs_status in _AHEAD:
            return False
        ytd = row.accumulation == "YTD"
        # Of one length the last is the last to end, which odd spans need not be.
        told = periods if "/" in "".join(periods) else (max(periods),)
        if all(_ended(period, ytd, published) for period in told):
            return False
        return any(
            next(self._too_early(row.model_copy(update={"time_period": period})), None) is not None
            for period in periods
        )

    def _too_early(self, row: StatementRow) -> Iterator[Objection]:
        published = self._published.get(row.source_id)
        if published is None or row.obs_status in _AHEAD:
            return
        if _ended(row.time_period, row.accumulation == "YTD", published):
            return
        period = Period.of(row.time_period, row.accumulation == "YTD")
        if period.start > published:
            advice = f"it begins on {period.start}, after"
        elif row.obs_status == _ESTIMATED or period.grain == "W":
            return
        elif row.measure in _COUNTED and self._is_flow(row.indicator):
            advice = f"it ends on {period.end}, after"
        else:
            return
        advice += (
            f" its source was published ({published}); correct it, or PUBLISHED in "
            f"sources.csv{_until(period, published)}. A forecast has OBS_STATUS F, an estimate E"
        )
        yield "TIME_PERIOD", row.time_period, advice

    def _is_flow(self, indicator: str) -> bool:
        known = self._lists["indicators"].get(indicator)
        return known is not None and known.record["kind"] == Kind.FLOW

    def _said_otherwise(self, row: StatementRow, file: str, line: int) -> Iterator[Objection]:
        if row.obs_value is None:
            return
        dimensions = (*(_cell(row, name) for name in DIMENSIONS), row.share_of)
        place = (
            self._series.setdefault(dimensions, len(self._series)),
            intern(row.source_id),
            intern(row.time_period),
            row.comparison_period,
        )
        here = _Said(
            file, line, row.obs_value, row.unit_mult, row.decimals, intern(row.obs_qualifier)
        )
        first = self._said.setdefault(place, here)
        if first is here:
            return
        where = f"line {first.line}" if first.file == file else f"{first.file}, line {first.line}"
        if row.id is None:
            # It has no ID to be told from the first by.
            advice = (
                f"{where} has the same series and period ({row.time_period}) already; remove one "
                "of them, or map the column in which they differ"
            )
            yield "OBS_VALUE", row.obs_value, advice
        elif not _agree(row, first, here):
            advice = (
                f"{_shown(here, first)} here, {_shown(first, here)} on {where}, of the same "
                "source, series and period: keep one; a correction goes in the place of the "
                "wrong row"
            )
            yield "OBS_VALUE", row.obs_value, advice


def two_numbers(row: StatementRow, others: Iterable[Elsewhere]) -> Iterator[Objection]:
    """The first of the same source's statements in other packages that is of another number."""
    for other in others:
        if row.obs_value is None or other.value is None:
            continue
        here = _Said("", 0, row.obs_value, row.unit_mult, row.decimals, row.obs_qualifier)
        exactly = other.qualifier or Qualifier.EXACT
        there = _Said("", 0, other.value, other.unit_mult, other.decimals, exactly)
        if not _agree(row, there, here):
            advice = (
                f"{_shown(here, there)} here, but {row.source_id} states {_shown(there, here)} in "
                f"the package {other.package}; one source cannot state two numbers of one thing. "
                "Correct the one that is wrong, or give this row the release it is of"
            )
            yield "OBS_VALUE", row.obs_value, advice
            return


@lru_cache(maxsize=16_384)
def _ended(code: str, ytd: bool, day: date) -> bool:
    return Period.of(code, ytd).end <= day


def _standing(db: Database, table: str) -> Iterator[tuple[str, _Standing]]:
    for record in db.table(table).rows:
        package = record.pop("package")
        yield record["code"], _Standing(record, package, f"{package}/{table}.csv")


def _named_alike(row: Row, code: str, file: str, names: _Names) -> Iterator[Objection]:
    for column in ("label", "in_sentence"):
        said: str | None = getattr(row, column, None)
        if said is None:
            continue
        for form in name_forms(said):
            other, where = names.setdefault(form, (code, file))
            if other != code:
                advice = f"{said} is already the name of {other} in {where}; name one otherwise"
                yield column.upper(), said, advice
                return


def _changes(row: Row, old: _Standing) -> Iterator[Objection]:
    """The first cell in which a row says otherwise than another package's row of the code."""
    for column, cell in row.model_dump().items():
        stands = old.record["name" if column == "label" else column]
        if cell != stands:
            code = old.record["code"]
            if column == "label":
                found = f"{code} is already {stands} in {old.file}"
            else:
                found = f"the row of {code} in {old.file} has {stands or 'nothing'} here"
            advice = f"{found}; take another code, or repeat that row as it is"
            yield column.upper(), str(cell or ""), advice
            return


def _until(period: Period, published: date) -> str:
    """How to write what is measured up to the day of publication."""
    days = (published - period.start).days + 1
    return f", or write the days it covers, as {period.start}/P{days}D" if days > 0 else ""


def _cell(row: StatementRow, dimension: str) -> str:
    return str(getattr(row, "unit_measure" if dimension == "unit" else dimension))


def _agree(row: StatementRow, first: _Said, second: _Said) -> bool:
    """Whether either number is one that the other leaves open, as 16.03 is of "over 16"."""
    one, other = _printed(row, first), _printed(row, second)
    if one is None or other is None:
        return True
    return one[0] in other[1] or other[0] in one[1]


def _printed(row: StatementRow, said: _Said) -> tuple[Fraction, Interval] | None:
    """The number and what its printing leaves open; None for words."""
    series = Series(
        id=0,
        subject=Subject(*(_cell(row, name) for name in Subject.dimensions())),
        freq=row.freq,
        measure=Measure(row.measure),
        transformation=Transformation(row.transformation),
        unit=row.unit_measure,
        ytd=row.accumulation == "YTD",
        share_of=row.share_of,
    )
    quantity = Statement(
        id=0,
        series=series,
        period=Period.of(row.time_period, series.ytd),
        comparison_period=None,
        value=said.value,
        unit_mult=said.unit_mult,
        decimals=said.decimals,
        qualifier=Qualifier(said.qualifier),
        status=row.obs_status,
        source=row.source_id,
        publisher="",
        locator=None,
        note=None,
        realtime_start=date.min,
        realtime_end=None,
    ).quantity
    return (quantity.value, quantity.interval) if quantity else None


def _shown(said: _Said, other: _Said) -> str:
    """The value, with its scale where only that tells the two apart."""
    if Decimal(said.value) != Decimal(other.value):
        return said.value
    return f"{said.value} with UNIT_MULT {said.unit_mult}"
