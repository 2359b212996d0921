"""Loading packages: every row is checked, then all of it counts in one transaction, or none.

The desk's own codes come first, then the packages that others require, then
those asked for. A package whose files are as they were is passed over, so a
second load writes nothing at all. Rows are read one at a time; once one is
refused nothing more is written, and the rest is read only to report every
other refusal too. What would change as by a slip stops the load as well.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.store.agreement import Agreement, two_numbers
from bot.store.batches import COUNTS, is_stale, recorded
from bot.store.checking import Door, Tell, in_turn
from bot.store.faults import LoadDoubted, RowsRefused
from bot.store.findings import write_findings
from bot.store.lists import SHARED, Moved, write, write_setting, write_sources
from bot.store.mapped import Irregular
from bot.store.naming import rename
from bot.store.package import CODES, STATEMENTS, VINTAGES, Package, Resource, fingerprint, in_order
from bot.store.progress import Progress, told
from bot.store.questions import see_that_all_is_answered
from bot.store.revisions import Revised, Revisions, gone
from bot.store.rows import MODELS, StatementRow
from bot.store.schema import CODE_LISTS
from bot.store.suspicions import odd_levels
from bot.store.undoing import journal
from bot.store.vintages import Statements
from bot.store.writing import transaction

__all__ = ["LoadReport", "PackageReport", "is_stale", "load"]

After = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a load did with the statements of one package."""

    package: str
    loaded: bool  # False where its files are as they were at its last load
    new: int
    revised: int  # the publisher printed another value later; the old one stays as its vintage
    corrected: int  # our own transcription was mended in place
    removed: int  # our own rows that the package no longer has
    unchanged: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, package by package, in the order in which they were loaded."""

    packages: tuple[PackageReport, ...]
    notes: tuple[str, ...] = ()  # sentences on what was loaded but looks like a slip
    revised: tuple[Revised, ...] = ()  # by package, where any was
    doubts: tuple[str, ...] = ()  # what would stop the load, or would have

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any(package.loaded for package in self.packages)


def load(
    database: Path,
    packages: Sequence[Path],
    *,
    now: datetime,
    who: str,
    after: After | None = write_findings,
    codes: Path = CODES,
    wait: float = 60.0,
    dry_run: bool = False,
    anyway: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Load packages into the database, which is made where it is missing.

    ``now`` and ``who`` are recorded with the load. ``after`` runs within the
    transaction, once everything is written, unless nothing was and the file is of
    this version of the desk: the checks, so that no reader sees figures without
    what was found in them. ``wait`` is how many seconds another load may take to end.
    A ``dry_run`` does all of it and then leaves the file as it was, or not made.
    ``progress`` is told how many bytes of a package's files are read, and of the checks.

    Raises QuestionsOpen where a proposed mapping still asks, RowsRefused with every refusal,
    LoadDoubted where what is on file would change
    as by a slip (unless ``anyway``, or on a dry run, whose report has the doubts), and the
    other faults of ``bot.store.faults``; the database is then as it was.
    """
    wanted = in_order([codes, *packages])
    for package in wanted:
        see_that_all_is_answered(package)
    arguments = wanted, now, who, after, codes.resolve(), wait, dry_run, anyway, progress
    try:
        return _load(database, *arguments, by_row=False)
    except Irregular:
        # What is to be refused, and anything out of the ordinary, is found row by row.
        return _load(database, *arguments, by_row=True)


def _load(
    database: Path,
    wanted: Sequence[Package],
    now: datetime,
    who: str,
    after: After | None,
    own_codes: Path,
    wait: float,
    dry_run: bool,
    anyway: bool,
    progress: Progress | None,
    *,
    by_row: bool,
) -> LoadReport:
    """A load, of tables as published many rows at a time, or row by row. Raises Irregular."""
    with transaction(database, wait=wait, keep=not dry_run) as (db, outdated):
        loading = _Loading(db, now, who, own_codes=own_codes, progress=progress, by_row=by_row)
        with _without_gc():
            reports = tuple(loading.package(package) for package in wanted)
        loading.refuse_what_is_contrary()
        if loading.door.refusals:
            raise RowsRefused(loading.door.refusals)
        doubts = loading.doubts()
        if doubts and not (anyway or dry_run):
            raise LoadDoubted(doubts)
        notes: tuple[str, ...] = ()
        if any(report.loaded for report in reports):
            rename(db, labels_changed=loading.labels_changed)
            db.execute("ANALYZE series")
            notes = loading.notes()
        revised = loading.revised()
        if after is not None and (outdated or any(report.loaded for report in reports)):
            if progress is not None:
                progress("Checking", 0, 0)
            after(db.conn)
    return LoadReport(reports, notes, revised, doubts)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Rows make no cycles, and looking for some among millions takes a tenth of a load.

    Checks do make some: only reading and writing rows goes without.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Loading:
    """One load under way."""

    def __init__(
        self,
        db: Database,
        now: datetime,
        who: str,
        *,
        own_codes: Path,
        progress: Progress | None,
        by_row: bool,
    ) -> None:
        self.labels_changed = False
        self.door = Door(_known(db), Agreement(db, own_codes=own_codes))
        self._db = db
        self._now = now.isoformat(timespec="seconds")
        self._who = who
        self._own_codes = own_codes
        self._progress = progress
        self._by_row = by_row
        self._loads: list[int] = []
        self._corrected: set[int] = set()
        self._touched: set[int] = set()  # series
        self._revisions: list[Revisions] = []
        self._contrary: list[tuple[StatementRow, Tell, Statements]] = []
        self._gone: list[str] = []
        self._moved: list[str] = []

    def package(self, package: Package) -> PackageReport:
        """Load one package, or find that it is on file as it is."""
        files = fingerprint(package)
        if recorded(self._db.conn, package.name) == files:
            return self._passed_over(package)
        load = self._record(package, files)
        self._loads.append(load)
        size = sum(file.stat().st_size for table in package.resources for file in table.files)
        doing = told(self._progress, f"Reading {package.name}", size)
        with doing, journal(self._db.conn, load):
            counts = self._write(package, load)
        self._db.table("loads").update(load, counts)
        return PackageReport(package.name, True, **counts)

    def _write(self, package: Package, load: int) -> dict[str, int]:
        """Everything that the package has; how many statements came to what."""
        self.door.see_that_all_is_listed(package)
        self.door.agreement.begin(package)
        tables = in_turn(package)
        moved: tuple[Moved, ...] = ()
        for resource in tables:
            if resource.holds != STATEMENTS:
                moved += self._write_list(package, resource)
        self._empty_what_is_gone(package)
        self._write_home(package)
        listed = self.door.listed(package)
        statements = Statements(self._db.conn, package.name, load, listed)
        for source in moved:
            statements.source_moved(source.id)
            self._moved += (f"{package.name}: {told}." for told in source.told())
        for resource in tables:
            if resource.holds == STATEMENTS:
                self._write_statements(package, resource, statements)
        if not self.door.refusals:
            statements.remove_the_rest()
        self._revisions.append(statements.revisions)
        self._gone += (*gone(package.name, *statements.gone), *statements.undercut())
        self._corrected |= statements.corrected
        self._touched |= statements.to_look_over
        return {name: statements.counts[name] for name in COUNTS}

    def notes(self) -> tuple[str, ...]:
        """What was written but looks like a slip, or counts from another day than before.

        Series must have their names by now.
        """
        levels = odd_levels(self._db.conn, self._touched, self._loads, self._corrected)
        return (*self.door.notes, *self._moved, *levels)

    def doubts(self) -> tuple[str, ...]:
        """What looks like a slip in what the load does to what is on file."""
        found = (said for one in self._revisions for said in one.doubts(self._db.conn))
        return (*found, *self._gone)

    def revised(self) -> tuple[Revised, ...]:
        """What each package revises. Series must have their names by now."""
        told = (one.told(self._db.conn) for one in self._revisions)
        return tuple(one for one in told if one.largest or one.withdrawn)

    def _passed_over(self, package: Package) -> PackageReport:
        (rows,) = self._db.execute(
            "SELECT new + revised + corrected + unchanged FROM loads"
            " WHERE package = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
            [package.name],
        ).fetchone()
        return PackageReport(package.name, False, 0, 0, 0, 0, unchanged=rows)

    def _record(self, package: Package, files: Mapping[str, str]) -> int:
        load = self._db.table("loads").insert(
            {
                "name": f"{package.name}, {self._now}",
                "package": package.name,
                "path": package.folder.name,
                "loaded_at": self._now,
                "loaded_by": self._who,
                **dict.fromkeys(COUNTS, 0),
            }
        )
        id_ = int(load.last_rowid or 0)
        self._db.table("load_files").insert_all(
            {"load": id_, "file": file, "sha256": digest} for file, digest in files.items()
        )
        return id_

    def _write_list(self, package: Package, resource: Resource) -> tuple[Moved, ...]:
        """Write a resource other than statements; the sources whose date or publisher moved."""
        rows = list(self.door.rows(package, resource))
        if self.door.refusals:
            return ()
        if resource.name == "sources":
            return write_sources(self._db, rows, package=package.name)
        gives_way = package.folder == self._own_codes
        changed = write(self._db, resource.name, rows, package=package.name, gives_way=gives_way)
        self.labels_changed |= changed
        return ()

    def _empty_what_is_gone(self, package: Package) -> None:
        """Rows of tables that the package no longer has go as if the tables were empty."""
        listed = {resource.holds for resource in package.resources}
        if not self.door.refusals:
            for name in (
                MODELS.keys() - listed - {"codes", "dropped", "sources", STATEMENTS, VINTAGES}
            ):
                changed = write(self._db, name, (), package=package.name, gives_way=False)
                self.labels_changed |= changed

    def _write_home(self, package: Package) -> None:
        home_area = self.door.home_area(package)
        if home_area is None or self.door.refusals:
            return
        before = self._home()
        if write_setting(self._db, "home_area", home_area):
            self.labels_changed = True
            if before is not None:
                self._moved.append(
                    f"{package.name}: questions that name no area were about {before}, and are "
                    f"about {self._home()} from now on, as home_area in its datapackage.json says. "
                    "To leave that as it was: figures undo, take home_area out there, load again."
                )

    def _home(self) -> str | None:
        """The area that questions are about which name none, by its name."""
        found = self._db.execute(
            "SELECT areas.name FROM settings JOIN areas ON areas.code = settings.value "
            "WHERE settings.name = 'home_area'"
        ).fetchone()
        return found[0] if found else None

    def _write_statements(
        self, package: Package, resource: Resource, statements: Statements
    ) -> None:
        if resource.is_mapped and not self._by_row:
            if self.door.refusals:
                raise Irregular
            for first, run in self.door.runs(package, resource):
                if not statements.put_run(first, run.periods, run.values, run.decimals):
                    raise Irregular
            return
        for row, refuse in self.door.rows_in_place(package, resource):
            if isinstance(row, StatementRow) and not self.door.refusals:
                others = statements.put(row)
                if any(two_numbers(row, others)):
                    self._contrary.append((row, refuse, statements))

    def refuse_what_is_contrary(self) -> None:
        """Refuse rows that are so to another package's, now that all packages are written.

        Until then the other's number may be corrected as well.
        """
        if not self.door.refusals:
            for row, refuse, statements in self._contrary:
                for objection in two_numbers(row, statements.elsewhere(row)):
                    refuse(*objection)


def _known(db: Database) -> dict[str, set[str]]:
    """The codes on file, by table."""
    return {
        table: {row["code"] for row in db.table(table).rows_where(select="code")}
        for table in (*SHARED, *CODE_LISTS, "sources")
    }
