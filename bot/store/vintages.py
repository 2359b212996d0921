"""Statements and their vintages: what is new, revised, corrected or said already.

* A publisher's later release that prints another value for the same series and
  period *revises* it: the old row ends on the day from which the new one can be
  seen (see ``ends``), and stays.
* The same value said again by the same publisher changes nothing: the first row
  has been current all along.
* Another publisher's statement stands beside it; neither ends the other.
* A row of a package is known by its ID. If its cells differ from what is on
  file under the same source, the slip was *ours*: the row is corrected in
  place. If its ID is gone from the package, it should never have been there,
  unless its whole release is gone: from the package's sources, and for a later
  one of its publisher. Then it stays, as what was said at the time.
* A row of a table as it was published has no ID: it is known by its place and
  its source, and corrected and removed in the same way. But where no file of
  its release is in the package any more, and one of a later release is, it
  stays: it is a vintage, and only the file of the newest is at hand.
* Where a release is gone and only an earlier one of its publisher is there, an old
  file has been put in the place of a newer one, or the release is taken back: the
  load is doubted, for it would make the older figures current without a word.
"""

# ruff: noqa: S608 - what is put into SQL here are our own column names; values are bound

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from bot.figures.codes import BALANCE, Kind, Measure, Qualifier, Transformation, UnitKind
from bot.store.agreement import Elsewhere
from bot.store.ends import Place, settle
from bot.store.revisions import Printed, Revisions
from bot.store.rows import StatementRow, VintageRow
from bot.store.schema import DIMENSIONS
from bot.store.suspicions import Sizes

__all__ = ["Statements"]

_SERIES = (*DIMENSIONS, "share_of")

_CELLS = (
    "series",
    "period",
    "value",
    "unit_mult",
    "decimals",
    "qualifier",
    "status",
    "comparison_period",
    "source",
    "locator",
    "conf_status",
    "embargo_time",
    "note",
)

_SOURCE, _COMPARED = _CELLS.index("source"), _CELLS.index("comparison_period")

_PRINTED = ("value", "unit_mult", "decimals", "qualifier", "status", "conf_status", "embargo_time")
"""The cells that make a later release of the same publisher another value."""

_FIND_SERIES = (
    "SELECT id, first_published FROM series WHERE "
    + " AND ".join(f"{column} = ?" for column in DIMENSIONS)
    + " AND share_of IS ?"
)
_ADD_SERIES = "INSERT INTO series ({}, first_published) VALUES ({})".format(
    ", ".join(_SERIES), ", ".join("?" * (len(_SERIES) + 1))
)
# SQLite numbers rows itself, one above the highest: to be told each number costs it a fifth more.
_ADD = "INSERT INTO statements ({}, key, load) VALUES ({})".format(
    ", ".join(_CELLS), ", ".join("?" * (len(_CELLS) + 2))
)
_VARIED = ("period", "value", "decimals")
_ALIKE = [place for place, cell in enumerate(_CELLS) if cell not in _VARIED]

MOST_AT_ONCE = 128
"""Rows written by one command."""

_ADD_MANY = {
    # One command for many rows, with what is the same in them bound once: a command for
    # each row takes half as long again.
    size: "INSERT INTO statements ({}, load, {}) SELECT {}, * FROM (VALUES {})".format(
        ", ".join(_CELLS[place] for place in _ALIKE),
        ", ".join(_VARIED),
        ", ".join("?" * (len(_ALIKE) + 1)),
        ", ".join([f"({', '.join('?' * len(_VARIED))})"] * size),
    )
    for size in (2**power for power in range(MOST_AT_ONCE.bit_length()))
}
_CORRECT = f"UPDATE statements SET {', '.join(f'{cell} = ?' for cell in _CELLS)} WHERE id = ?"
_ON_FILE = f"SELECT {', '.join(_CELLS)} FROM statements WHERE id = ?"
_AT = (
    "SELECT statements.id FROM statements JOIN loads ON loads.id = statements.load"
    " WHERE statements.series = ? AND statements.period = ?"
    " AND statements.comparison_period IS ? AND statements.source = ?"
    " AND statements.key IS NULL AND loads.package = ?"
)
_SAID = (
    f"SELECT statements.id, {', '.join(f'statements.{cell}' for cell in _CELLS)} FROM statements"
    " JOIN loads ON loads.id = statements.load"
    " WHERE statements.series = ? AND statements.comparison_period IS ? AND statements.source = ?"
    " AND statements.key IS NULL AND loads.package = ?"
)
_ELSEWHERE = (
    "SELECT loads.package, value, unit_mult, decimals, qualifier FROM statements"
    " JOIN loads ON loads.id = statements.load"
    " WHERE statements.series = ? AND statements.period = ?"
    " AND statements.comparison_period IS ? AND statements.source = ? AND loads.package <> ?"
    " ORDER BY statements.id"
)
_OF_KEY = "SELECT id FROM statements WHERE key = ? AND source = ?"
_PEERS = (
    "SELECT statements.id, statements.source, sources.published, "
    + ", ".join(f"statements.{cell}" for cell in _PRINTED)
    + " FROM statements CROSS JOIN sources ON sources.id = statements.source"
    " WHERE statements.series = ? AND statements.period = ?"
    " AND statements.comparison_period IS ? AND sources.publisher = ?"
    " ORDER BY sources.published, statements.id"
)


@dataclass(frozen=True, slots=True)
class _Source:
    id: int
    publisher: str
    published: str


class _Marks:
    """Numbers of rows, few bytes each however many they are."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._bytes = bytearray()
        self.count = 0
        for number in numbers:
            if number >= len(self._bytes):
                self._bytes.extend(bytes(number + 1 - len(self._bytes)))
            self._bytes[number] = 1
            self.count += 1

    def __contains__(self, number: int) -> bool:
        return number < len(self._bytes) and bool(self._bytes[number])

    def take(self, number: int) -> bool:
        """Whether the number was there; it no longer is."""
        if number not in self:
            return False
        self._bytes[number] = 0
        self.count -= 1
        return True

    def numbers(self) -> Iterator[int]:
        """Those that are left, in order."""
        place = self._bytes.find(1)
        while place >= 0:
            yield place
            place = self._bytes.find(1, place + 1)


class Statements:
    """Writes the statements of one package, within the transaction of its load."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        package: str,
        load: int,
        listed: Collection[str] = (),
    ) -> None:
        """``listed``: the SOURCE_IDs that the package has now, all of them."""
        self.counts: Counter[str] = Counter()
        self.corrected: set[int] = set()  # ids of statements
        self.gone = (0, 0)  # rows that the files no longer have, and all that were on file
        self.revisions = Revisions(package)
        self._connection = connection
        self._package = package
        self._load = load
        self._series: dict[tuple[str | None, ...], tuple[int, str]] = {}
        (self._had_series,) = connection.execute("SELECT EXISTS (SELECT * FROM series)").fetchone()
        self._sources = {
            code: _Source(id_, publisher, published)
            for code, id_, publisher, published in connection.execute(
                "SELECT code, id, publisher, published FROM sources"
            )
        }
        self._releases = {source.id: source for source in self._sources.values()}
        self._dropped = {source.id for code, source in self._sources.items() if code not in listed}
        """Releases that the package has no more, whoever else may."""
        self._undercut: Counter[int] = Counter()  # rows removed of each later release that is gone
        self._cited: set[int] = set()  # releases of which this load has rows
        self._on_file = {
            (key, source): id_
            for id_, key, source in connection.execute(
                "SELECT id, key, source FROM statements WHERE key > ? AND key < ?",
                # "0" is the character after "/".
                (f"{package}/", f"{package}0"),
            )
        }
        self._uneven = set(
            connection.execute(
                "SELECT 'indicator', code FROM indicators WHERE kind = ? OR deficit IS NOT NULL"
                " UNION SELECT 'unit', code FROM units WHERE kind IN (?, ?)",
                (Kind.RATE, UnitKind.PERCENT, UnitKind.POINTS),
            )
        )
        self._kept: set[str] = set()
        self._left: set[int] = set()
        self._unsaid = _Marks(
            id_
            for (id_,) in connection.execute(
                "SELECT statements.id FROM statements JOIN loads ON loads.id = statements.load"
                " WHERE statements.key IS NULL AND loads.package = ? ORDER BY statements.id",
                (package,),
            )
        )
        """Rows without an ID, until this load says them again."""
        self._had = self._unsaid.count
        self._sources_of: dict[int, set[int]] = {}  # by series, of this load's rows without an ID
        (self._last_series,) = connection.execute(
            "SELECT coalesce(max(id), 0) FROM series"
        ).fetchone()
        self._spans: dict[int, dict[int, tuple[str, str]]] = {}
        """First and last period that each source has of each series of this load's own."""
        self._followed: set[int] = set()  # series of which rows were looked up one by one
        self._touched: set[int] = set()  # those of which any was written
        self._sizes = Sizes()

    def put(self, row: StatementRow) -> tuple[Elsewhere, ...]:
        """Write one row of the package, or find that it is on file.

        What it must not contradict is given back: what other packages have on file of its
        source about the very same thing, where the row is new or another than it was.
        """
        source = self._sources[row.source_id]
        self._cited.add(source.id)
        cells = self._cells(row, source)
        key = None
        stands = isinstance(row, VintageRow)
        if row.id is None:
            id_ = self._found(cells, source)
        else:
            key = f"{self._package}/{row.id}"
            self._kept.add(key)
            id_ = self._on_file.get((key, source.id))
            if stands:  # the same ID may have come with statements just now
                found = self._connection.execute(_OF_KEY, (key, source.id)).fetchone()
                id_ = found[0] if found else None
        others = self._elsewhere(cells) if id_ is None or self._row(id_) != cells else ()
        self._put(cells, key, id_, source, level=self._is_level(row), stands=stands)
        return others

    def elsewhere(self, row: StatementRow) -> tuple[Elsewhere, ...]:
        """What other packages have on file by now of the row's source about the same thing."""
        return self._elsewhere(self._cells(row, self._sources[row.source_id]))

    def _elsewhere(self, cells: Sequence[Any]) -> tuple[Elsewhere, ...]:
        found = self._connection.execute(
            _ELSEWHERE, (*_place(cells), cells[_SOURCE], self._package)
        )
        return tuple(map(Elsewhere._make, found))

    def put_run(
        self,
        row: StatementRow,
        periods: Sequence[str],
        values: Sequence[str],
        decimals: Sequence[int],
    ) -> bool:
        """Write rows without an ID that differ from ``row`` in these only.

        False, with some of them written, where two of this load are of one place and source,
        or another package has another number there of that source.
        """
        source = self._sources[row.source_id]
        cells = self._cells(row, source)
        if len(set(periods)) < len(periods):
            return False
        self._cited.add(source.id)
        self._sources_of.setdefault(cells[0], set()).add(source.id)
        if self._is_free(cells, source, periods):
            self._add_all(row, cells, periods, values, decimals)
            return True
        self._followed.add(cells[0])
        level, said = self._is_level(row), self._said(cells, source)
        for period, value, printed in zip(periods, values, decimals, strict=True):
            here = (cells[0], period, value or None, cells[3], printed, *cells[5:])
            id_, old = said.get(period, (None, None))
            if id_ is not None and not self._unsaid.take(id_):
                return False  # said already in this load
            if old == here:
                self.counts["unchanged"] += 1
            else:
                if any(other[1:] != here[2:6] for other in self._elsewhere(here)):
                    return False
                self._put(here, None, id_, source, level=level)
        return True

    def _is_free(self, cells: tuple[Any, ...], source: _Source, periods: Sequence[str]) -> bool:
        """Whether nothing on file can be of the places, nor be revised by what is said of them."""
        series = cells[0]
        if series <= self._last_series or series in self._followed or cells[_COMPARED] is not None:
            return False
        for other in map(self._releases.__getitem__, self._spans.get(series, ())):
            if other.publisher == source.publisher and other.published != source.published:
                return False
        span = min(periods), max(periods)
        spans = self._spans.setdefault(series, {})
        before = spans.get(source.id)
        if before is not None:
            if span[0] <= before[1] and before[0] <= span[1]:
                return False
            span = min(span[0], before[0]), max(span[1], before[1])
        spans[source.id] = span
        return True

    def _add_all(
        self,
        row: StatementRow,
        cells: tuple[Any, ...],
        periods: Sequence[str],
        values: Sequence[str],
        decimals: Sequence[int],
    ) -> None:
        stated = values if values[0] else repeat(None)  # else none of them has a number
        varied = list(chain(*zip(periods, stated, decimals, strict=False)))
        same = [cells[place] for place in _ALIKE]
        start, size = 0, MOST_AT_ONCE
        while start < len(periods):
            while size > len(periods) - start:
                size //= 2
            end = start + size
            some = varied[start * len(_VARIED) : end * len(_VARIED)]
            self._connection.execute(_ADD_MANY[size], (*same, self._load, *some))
            start = end
        self.counts["new"] += len(periods)
        self._touched.add(cells[0])
        of_a_length = row.accumulation != "YTD" and "/" not in "".join(periods)
        if values[0] and of_a_length:
            self._sizes.see(cells[0], periods, values, row.unit_mult)
        else:
            self._followed.add(cells[0])

    @property
    def to_look_over(self) -> set[int]:
        """Series with new rows, but for those of which all levels are surely near each other."""
        return self._touched - (self._sizes.near() - self._followed)

    def _put(
        self,
        cells: tuple[Any, ...],
        key: str | None,
        id_: int | None,
        source: _Source,
        *,
        level: bool,
        stands: bool = False,
    ) -> None:
        if id_ is None:
            outcome = self._add(cells, key, source, level=level, stands=stands)
        else:
            outcome = self._correct(id_, cells, level=level)
        self.counts[outcome] += 1

    def _found(self, cells: tuple[Any, ...], source: _Source) -> int | None:
        """The number of a row without an ID where it is on file; it is said from now on."""
        self._sources_of.setdefault(cells[0], set()).add(source.id)
        self._followed.add(cells[0])
        if not self._unsaid.count:
            return None
        found = self._connection.execute(_AT, (*_place(cells), source.id, self._package)).fetchone()
        if found is None:
            return None
        self._unsaid.take(found[0])
        return int(found[0])

    def _said(
        self, cells: tuple[Any, ...], source: _Source
    ) -> dict[str, tuple[int, tuple[Any, ...]]]:
        """Rows without an ID of the series and source, this load's too: number and cells."""
        rows = self._connection.execute(
            _SAID, (cells[0], cells[_COMPARED], source.id, self._package)
        )
        return {row[2]: (row[0], row[1:]) for row in rows}

    def _is_level(self, row: StatementRow) -> bool:
        """Whether it is an amount, which a revision changes by a part of itself."""
        return (
            row.measure == Measure.LEVEL
            and row.transformation == Transformation.NONE
            and row.trade_flow != BALANCE
            and self._uneven.isdisjoint((("indicator", row.indicator), ("unit", row.unit_measure)))
        )

    def _row(self, id_: int) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._connection.execute(_ON_FILE, (id_,)).fetchone()
        return row

    def remove_the_rest(self) -> None:
        """Take away this package's rows that it no longer has, and what that leaves bare."""
        keys = {key for key, _ in self._on_file}
        unsaid = sum(not self._is_followed(self._row(id_)) for id_ in self._unsaid.numbers())
        self.gone = len(keys - self._kept) + unsaid, len(keys) + self._had
        newest = self._newest_cited()
        gone = [id_ for (key, _), id_ in self._on_file.items() if key not in self._kept]
        for id_ in chain(gone, self._unsaid.numbers()):
            old = self._row(id_)
            release = self._releases[old[_SOURCE]]
            past = release.published < newest.get(release.publisher, "")
            missing = self._dropped if id_ not in self._unsaid else self._releases.keys()
            if release.id in missing - self._cited:
                if past:
                    continue
                if release.publisher in newest and release.published > newest[release.publisher]:
                    self._undercut[release.id] += 1
            self._connection.execute("DELETE FROM findings WHERE statement = ?", (id_,))
            self._connection.execute("DELETE FROM statements WHERE id = ?", (id_,))
            self._left_behind(old)
            self.counts["removed"] += 1
        for series in sorted(self._left):
            _tidy(self._connection, series)

    def undercut(self) -> Iterator[str]:
        """A sentence on each release that is gone, with only earlier ones in its place."""
        newest = self._newest_cited()
        codes = {source.id: code for code, source in self._sources.items()}
        for id_, rows in self._undercut.items():
            release = self._releases[id_]
            many = f"{rows:,} rows of it" if rows != 1 else "1 row of it"
            yield (
                f"{self._package}: {codes[id_]}, published on {release.published}, is gone from "
                f"the package, in which the newest of {release.publisher} is now of "
                f"{newest[release.publisher]}; {many} would be removed. To add the older release, "
                "leave the later one's file and rows where they are and give it a table of its own."
            )

    def _newest_cited(self) -> dict[str, str]:
        """The day of the newest release of each publisher of which this load has rows."""
        newest: dict[str, str] = {}
        for id_ in self._cited:
            release = self._releases[id_]
            newest[release.publisher] = max(newest.get(release.publisher, ""), release.published)
        return newest

    def _is_followed(self, cells: Sequence[Any]) -> bool:
        """Whether this load has the row's series in a later release of its publisher."""
        releases = self._releases
        here, said = releases[cells[_SOURCE]], self._sources_of.get(cells[0], set())
        return here.id not in said and any(
            releases[other].publisher == here.publisher
            and releases[other].published > here.published
            for other in said
        )

    def source_moved(self, source: int) -> None:
        """A release's date or publisher was corrected: end its vintages anew."""
        connection = self._connection
        places = connection.execute(
            "SELECT DISTINCT series, period, comparison_period FROM statements WHERE source = ?",
            (source,),
        ).fetchall()
        for place in places:
            settle(self._connection, place)
            self._left.add(place[0])

    def _cells(self, row: StatementRow, source: _Source) -> tuple[Any, ...]:
        free = row.conf_status == "F"
        embargo = row.embargo_time
        return (
            self._series_of(row, source),
            row.time_period,
            row.obs_value,
            row.unit_mult,
            row.decimals,
            None if row.obs_qualifier == Qualifier.EXACT else row.obs_qualifier,
            row.obs_status,
            row.comparison_period,
            source.id,
            row.locator,
            None if free else row.conf_status,
            embargo.strftime("%Y-%m-%d %H:%M:%S") if embargo else None,
            row.note,
        )

    def _series_of(self, row: StatementRow, source: _Source) -> int:
        dimensions = (
            *(row.unit_measure if name == "unit" else getattr(row, name) for name in DIMENSIONS),
            row.share_of,
        )
        known = self._series.get(dimensions)
        if known is None and self._had_series:
            known = self._connection.execute(_FIND_SERIES, dimensions).fetchone()
        if known is None:
            added = self._connection.execute(_ADD_SERIES, (*dimensions, source.published))
            known = (int(added.lastrowid or 0), source.published)
        id_, first = known
        if source.published < first:
            first = source.published
            self._connection.execute(
                "UPDATE series SET first_published = ? WHERE id = ?", (first, id_)
            )
        self._series[dimensions] = (id_, first)
        return id_

    def _add(
        self,
        cells: tuple[Any, ...],
        key: str | None,
        source: _Source,
        *,
        level: bool,
        stands: bool,
    ) -> str:
        """Put a row on file. One that ``stands`` is not judged: it has been on file before."""
        place = _place(cells)
        peers = self._connection.execute(_PEERS, (*place, source.publisher)).fetchall()
        earlier = [peer for peer in peers if peer[2] < source.published]
        printed = tuple(cells[_CELLS.index(cell)] for cell in _PRINTED)
        again = earlier and earlier[-1][3:] == printed
        # Another package may have it already, of the very same release.
        twice = any(peer[1] == source.id and peer[3:] == printed for peer in peers)
        if (again or twice) and not stands:
            return "unchanged"
        self._touched.add(cells[0])
        self._followed.add(cells[0])
        self._connection.execute(_ADD, (*cells, key, self._load))
        if all(peer[2] == source.published for peer in peers):
            return "new"
        settle(self._connection, place)
        if stands:
            return "revised"
        beside = earlier[-1] if earlier else next(p for p in peers if p[2] > source.published)
        pair = Printed(*beside[3:5]), _printed(cells)
        old, new = pair if earlier else reversed(pair)
        self.revisions.add(*place[:2], source.id, old, new, level=level)
        return "revised"

    def _correct(self, id_: int, cells: tuple[Any, ...], *, level: bool) -> str:
        old = self._connection.execute(_ON_FILE, (id_,)).fetchone()
        if old == cells:
            return "unchanged"
        self._touched.add(cells[0])
        self._connection.execute(_CORRECT, (*cells, id_))
        self.corrected.add(id_)
        settle(self._connection, _place(cells))
        self._left_behind(old)
        if _place(old) == _place(cells):
            series, period, *_ = cells
            source = cells[_CELLS.index("source")]
            self.revisions.add(series, period, source, _printed(old), _printed(cells), level=level)
        return "corrected"

    def _left_behind(self, old: Sequence[Any]) -> None:
        settle(self._connection, _place(old))
        self._left.add(old[0])


def _place(cells: Sequence[Any]) -> Place:
    return cells[0], cells[1], cells[7]


def _printed(cells: Sequence[Any]) -> Printed:
    return Printed(cells[2], cells[3])


def _tidy(connection: sqlite3.Connection, series: int) -> None:
    """Work out when a series was first on file, or drop it where nothing of it is left."""
    (first,) = connection.execute(
        "SELECT min(sources.published) FROM statements"
        " CROSS JOIN sources ON sources.id = statements.source WHERE statements.series = ?",
        (series,),
    ).fetchone()
    if first is None:
        connection.execute("DELETE FROM series WHERE id = ?", (series,))
    else:
        connection.execute("UPDATE series SET first_published = ? WHERE id = ?", (first, series))
