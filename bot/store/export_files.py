"""Writing an export: a folder of data packages, or one table of SDMX-CSV.

A folder is made beside its place and takes its name when it is whole. In it each package
has a folder of its own, whose datapackage.json requires those whose codes or releases it
refers to; ``figures load`` takes the folder of folders and loads them in that order.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import IO, Any

from bot.store.export import (
    COLUMNS,
    DROPPED,
    LISTS,
    TABLES,
    Code,
    Holdings,
    Stated,
    columns_of,
    held,
)
from bot.store.faults import ExportExists, ExportTangled, ExportUnwritable
from bot.store.package import DESCRIPTOR, STATEMENTS, VINTAGES
from bot.store.progress import Progress
from bot.store.rows import MODELS

__all__ = ["Exported", "export_packages", "export_sdmx_csv"]

STRUCTURE = ("dataflow", "FIGURES:STATEMENTS(1.0)", "I")
"""SDMX-CSV's first three cells: what is reported, its id, and the action "information"."""

_NOW_AND_THEN = 5_000
"""Statements between two words on how far it has come."""

_OF_STATEMENTS = (STATEMENTS, TABLES, VINTAGES)

_TITLES = {
    STATEMENTS: "Statements",
    TABLES: "Statements of tables as they were published, which have no ID",
    VINTAGES: "Statements that a later release has followed, or that follow one",
    DROPPED: "Codes that no package has any more",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    statements: Mapping[str, int]  # by package, in the order in which they are to be loaded
    missing: tuple[str, ...]  # packages that these require and that were not asked for


class _Table:
    """A CSV file under way, made with its first row."""

    def __init__(self, file: Path, header: Sequence[str], files: ExitStack) -> None:
        self.count = 0
        self._file, self._header, self._files = file, header, files
        self._plain: Any = None
        self._quoted: Any = None

    def write(self, cells: Sequence[Any]) -> None:
        if self._plain is None:
            stream = self._files.enter_context(self._file.open("w", encoding="utf-8", newline=""))
            self._plain, self._quoted = _writers(stream)
            self._plain.writerow(self._header)
        _write(self._plain, self._quoted, cells)
        self.count += 1


def _writers(stream: IO[str]) -> tuple[Any, Any]:
    return (
        csv.writer(stream, lineterminator="\n"),
        csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL),
    )


def _write(plain: Any, quoted: Any, cells: Sequence[Any]) -> None:
    # Not every Python quotes a carriage return.
    returns = any(isinstance(cell, str) and "\r" in cell for cell in cells)
    (quoted if returns else plain).writerow(cells)


def export_packages(
    database: Path,
    folder: Path,
    *,
    names: Collection[str] = (),
    progress: Progress | None = None,
) -> Exported:
    """Write the packages of those names, or all, into a folder that is not there yet or empty.

    Raises NoFigures, NotFigures, OutdatedFigures, NotOnFile, ExportExists, ExportTangled,
    ExportUnwritable.
    """
    unfinished = folder.with_name(f"{folder.name}.part")
    with held(database) as holdings:
        wanted = holdings.chosen(names)
        if unfinished.exists():
            raise ExportExists(unfinished)
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise ExportExists(folder)
        try:
            unfinished.mkdir(parents=True)
            made = _Packages(holdings, wanted, unfinished).write(progress)
            if folder.exists():
                folder.rmdir()
            unfinished.rename(folder)
        except OSError as fault:
            raise ExportUnwritable(folder, fault.strerror or str(fault)) from fault
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return made


class _Packages:
    """The packages of one export."""

    def __init__(self, holdings: Holdings, wanted: Sequence[str], folder: Path) -> None:
        self._holdings = holdings
        self._wanted = wanted
        self._folders = dict(zip(wanted, _folder_names(wanted), strict=True))
        self._folder = folder
        self._tables: dict[tuple[str, str], _Table] = {}

    def write(self, progress: Progress | None) -> Exported:
        for name in self._folders.values():
            (self._folder / name).mkdir()
        with ExitStack() as files:
            for package in self._wanted:
                for table in _OF_STATEMENTS:
                    self._begin(package, table, _header(table), files)
            for stated in _told(self._holdings, progress):
                if stated.package in self._folders:
                    cells = stated.cells if stated.table != TABLES else stated.cells[1:]
                    self._tables[stated.package, stated.table].write(cells)
            needs = {package: self._holdings.needs(package) for package in self._wanted}
            requires = self._requires(needs)
            order = _in_order(requires)
            dropped = self._dropped(needs, order)
            for package in self._wanted:
                self._write_lists(package, dropped[package], files)
        for package in self._wanted:
            self._describe(package, requires[package])
        owners = self._holdings.owners
        missing = {owners.get(code) for found in needs.values() for code in found}
        return Exported(
            {package: self._count(package) for package in order},
            tuple(p for p in self._holdings.packages if p in missing and p not in self._wanted),
        )

    def _begin(self, package: str, table: str, header: Sequence[str], files: ExitStack) -> _Table:
        file = self._folder / self._folders[package] / f"{table}.csv"
        begun = self._tables[package, table] = _Table(file, header, files)
        return begun

    def _count(self, package: str) -> int:
        return sum(self._tables[package, table].count for table in _OF_STATEMENTS)

    def _write_lists(self, package: str, dropped: Sequence[Code], files: ExitStack) -> None:
        for name in LISTS:
            table = self._begin(package, name, _header(name), files)
            for cells in self._holdings.rows(name, package):
                table.write(cells)
        table = self._begin(package, DROPPED, _header(DROPPED), files)
        for code in dropped:
            table.write(self._holdings.dropped[code])

    def _requires(self, needs: Mapping[str, set[Code]]) -> Mapping[str, set[str]]:
        """Of each package the others that it refers to or, for the same titles, comes after."""
        owners, wanted = self._holdings.owners, set(self._wanted)
        found = {
            package: {owners[code] for code in codes if code in owners} & wanted - {package}
            for package, codes in needs.items()
        }
        _in_order(found)
        for later, earlier in self._holdings.titles():
            if {later, earlier} <= wanted and later not in _all_of(earlier, found):
                found[later].add(earlier)
        return found

    def _dropped(
        self, needs: Mapping[str, set[Code]], order: Sequence[str]
    ) -> Mapping[str, Sequence[Code]]:
        """The codes of nobody that go with each package: those it refers to; the rest with the
        first."""
        needed = {code for codes in needs.values() for code in codes}
        return {
            package: [
                code
                for code in self._holdings.dropped
                if code in needs[package] or (package == order[0] and code not in needed)
            ]
            for package in order
        }

    def _describe(self, package: str, requires: Collection[str]) -> None:
        """Write datapackage.json; of a package that has nothing of its own, drop the folder."""
        folder = self._folder / self._folders[package]
        tables = [
            name for (of, name), table in self._tables.items() if of == package and table.count
        ]
        figures: dict[str, Any] = {"load": "on request"}
        home_area = self._holdings.home_of(package)
        if home_area is not None:
            figures["home_area"] = home_area
        others = [self._folders[other] for other in self._wanted if other in requires]
        if others:
            figures["requires"] = [f"../{other}" for other in others]
        said = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": package,
            "figures": figures,
            "resources": [_resource(name) for name in tables],
        }
        if not tables:
            folder.rmdir()
            return
        text = json.dumps(said, ensure_ascii=False, indent=2)
        (folder / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8")


def _header(table: str) -> Sequence[str]:
    """The columns of a table; a row of a table as it was published has no ID."""
    if table in _OF_STATEMENTS:
        return COLUMNS[1:] if table == TABLES else COLUMNS
    return columns_of(MODELS[table])


def _resource(name: str) -> Mapping[str, Any]:
    fields: list[dict[str, Any]] = [{"name": field, "type": "string"} for field in _header(name)]
    said: dict[str, Any] = {
        "name": name,
        "type": "table",
        "title": _TITLES.get(name, name.capitalize()),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
    if name == TABLES:
        for field in fields:
            field["figures"] = {"column": field["name"]}
        said["figures"] = {}
    return said


def _told(holdings: Holdings, progress: Progress | None) -> Iterator[Stated]:
    """Every statement, with a word now and then on how far it has come."""
    if progress is None:
        yield from holdings.statements()
        return
    total = holdings.count()
    for number, stated in enumerate(holdings.statements()):
        if number % _NOW_AND_THEN == 0:
            progress("Writing", number, total)
        yield stated
    progress("Writing", total, total)


def _folder_names(packages: Iterable[str]) -> Iterator[str]:
    """A folder for each package: its name, as far as every system has such files."""
    taken: set[str] = set()
    for package in packages:
        plain = re.sub(r"[^\w.-]", "_", package).strip(".") or "package"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        yield name


def _in_order(requires: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The packages, each behind those it requires. Raises ExportTangled."""
    try:
        return tuple(TopologicalSorter(requires).static_order())
    except CycleError as fault:
        raise ExportTangled(sorted(set(fault.args[1]))) from None


def _all_of(package: str, requires: Mapping[str, Collection[str]]) -> set[str]:
    """What a package requires, directly or not."""
    found: set[str] = set()
    more = [package]
    while more:
        new = set(requires[more.pop()]) - found
        found |= new
        more += new
    return found


def export_sdmx_csv(
    database: Path,
    stream: IO[str],
    *,
    names: Collection[str] = (),
    progress: Progress | None = None,
) -> int:
    """Write the statements of those packages, or of all, as SDMX-CSV 2.0; how many there were.

    Beside the columns of statements stand publisher and date of their source, so that the
    file can be read by itself. Raises NoFigures, NotFigures, OutdatedFigures, NotOnFile.
    """
    with held(database) as holdings:
        wanted, releases = set(holdings.chosen(names)), holdings.releases
        plain, quoted = _writers(stream)
        plain.writerow(("STRUCTURE", "STRUCTURE_ID", "ACTION", *COLUMNS, "PUBLISHER", "PUBLISHED"))
        count = 0
        for stated in _told(holdings, progress):
            if stated.package in wanted:
                _write(plain, quoted, (*STRUCTURE, *stated.cells, *releases[stated.source]))
                count += 1
    return count
