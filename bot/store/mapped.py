"""Rows of statements read from a table as it was published, by its mapping.

A cell that holds no number (missingValues) states nothing: no row comes of it, and
never a zero. A row that cannot be read is refused with the name of the column in
the file and the text that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.store.cell_numbers import Numbers
from bot.store.faults import Refusal
from bot.store.grids import Unreadable, grid, text_fault
from bot.store.mapping import DECIMALS, DEFAULTS, PERIOD, VALUE, Across, Column, Table
from bot.store.package import Package, Refuse, Resource
from bot.store.period_labels import labelled

__all__ = ["Origin", "Read", "mapped_rows"]

Origin = tuple[str, str]
"""Where a cell of a statement comes from: the name of the file's column and the text in it."""


class Read(NamedTuple):
    """One statement as it was read."""

    file: str
    line: int
    cells: Mapping[str, str]  # by the columns of statements
    origin: Mapping[str, Origin]  # of those that do not come from the mapping itself
    mapping: str | None = None  # the file of the mapping, as messages name it


_FEW = re.compile(r"1?\d", re.ASCII)


class _Refused(Exception):
    """A cell that keeps its statement, or its whole row, out."""

    def __init__(self, column: str, value: str, advice: str) -> None:
        super().__init__(advice)
        self.column, self.value, self.advice = column, value, advice


@dataclass(frozen=True, slots=True)
class _Observed:
    """A column of numbers, and where in a row it stands."""

    place: int
    name: str
    numbers: Numbers
    missing: frozenset[str]
    constants: Mapping[str, str]
    period: str | None  # the label that names it where periods run across


class _Rows(NamedTuple):
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]  # line, cells


def mapped_rows(
    package: Package, resource: Resource, table: Table, refuse: Refuse
) -> Iterator[Read]:
    """The statements of each file of the resource; what cannot be read goes to ``refuse``."""
    for file in resource.files:
        shown = package.shown(file)
        fault = text_fault(file, shown, table)
        if fault is not None:
            refuse(fault)
            continue
        yield from _File(table, shown, package.shown(package.descriptor), refuse).read(file)


class _File:
    """One file under way."""

    def __init__(self, table: Table, shown: str, mapping: str, refuse: Refuse) -> None:
        self._table = table
        self._mapping = mapping
        self._shown = shown
        self._refuse = refuse
        self._line = 1
        self._missing = frozenset(table.table_schema.missing)
        self._always = {**DEFAULTS, **table.figures.constants}

    def read(self, file: Path) -> Iterator[Read]:
        try:
            yield from self._statements(self._rows(file))
        except Unreadable as fault:
            self._line = fault.line
            self._refused("row", "", str(fault))

    def _refused(self, column: str, value: str, advice: str) -> None:
        self._refuse(Refusal(self._shown, self._line, column, value, advice))

    def _rows(self, file: Path) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of every row, blank ones too; where it stands is remembered."""
        for number, (line, cells) in enumerate(grid(file, self._table), 1):
            self._line = line
            yield number, cells

    def _statements(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Read]:
        dialect, header = self._table.dialect, self._header(rows)
        if header is None:
            return
        places = {name: place for place, name in enumerate(header) if name in self._named}
        observed = self._observed(header, places)
        if observed is None:
            return
        until, mark = self._table.figures.until, dialect.comment_char
        for number, row in rows:
            blank = not any(row)
            if until is not None and (blank if until == "" else row and row[0].startswith(until)):
                return
            if blank or number in dialect.comment_rows or (mark and row[0].startswith(mark)):
                continue
            if len(row) != len(header):
                self._refused(
                    "row",
                    ",".join(row),
                    f"it has {len(row)} cells and the header has {len(header)}; mend it, or where "
                    "the data end say so in figures.until",
                )
                continue
            yield from self._of_row(row, places, observed)

    def _header(self, rows: Iterator[tuple[int, list[str]]]) -> list[str] | None:
        """The names of the columns; None after refusing a file that has none."""
        dialect = self._table.dialect
        if not dialect.header:
            return [column.name for column in self._table.columns]
        found: list[list[str]] = []
        for number, row in rows:
            if number in dialect.header_rows:
                found.append(row)
            if number >= max(dialect.header_rows):
                break
        if len(found) < len(set(dialect.header_rows)):
            self._refused("file", "", "it ends before its header; correct it, or headerRows")
            return None
        width = max(len(row) for row in found)
        cells = [row + [""] * (width - len(row)) for row in found]
        return [dialect.header_join.join(filter(None, names)) for names in zip(*cells, strict=True)]

    @property
    def _named(self) -> frozenset[str]:
        return frozenset(column.name for column in self._table.columns)

    def _observed(
        self, header: Sequence[str], places: Mapping[str, int]
    ) -> tuple[_Observed, ...] | None:
        """The columns of numbers; None after refusing a header that is not as the mapping says."""
        wrong = list(self._bad_header(header, places))
        for column, advice in wrong:
            self._refused(column or "header", self._table.dialect.delimiter.join(header), advice)
        if wrong:
            return None
        across = self._table.figures.across
        if across is not None:
            return tuple(
                self._one(place, name, across, {}, name)
                for place, name in enumerate(header)
                if self._is_across(name)
            )
        return tuple(
            self._one(places[column.name], column.name, column, column.figures.constants, None)
            for column in self._table.of(VALUE)
            if column.figures
        )

    def _one(
        self,
        place: int,
        name: str,
        said: Column | Across,
        constants: Mapping[str, str],
        period: str | None,
    ) -> _Observed:
        flags = (
            said.flags if isinstance(said, Across) else said.figures.flags if said.figures else {}
        )
        numbers = Numbers(
            decimal=said.decimal_char, group=said.group_char, bare=said.bare_number, flags=flags
        )
        missing = self._missing if said.missing is None else frozenset(said.missing)
        return _Observed(place, name, numbers, missing - flags.keys(), constants, period)

    def _bad_header(
        self, header: Sequence[str], places: Mapping[str, int]
    ) -> Iterator[tuple[str, str]]:
        for name in (column.name for column in self._table.columns):
            if name not in places:
                yield (
                    name,
                    ("this column is missing; correct the field's name, delimiter or headerRows"),
                )
            elif header.count(name) > 1:
                yield name, "this column stands twice; name the columns apart"
        if self._table.table_schema.match == "subset":
            return
        for name in header:
            if name and name not in places and not self._is_across(name):
                yield (
                    name,
                    (
                        "this column is not among the fields; add it there, or "
                        '"fieldsMatch": "subset" to leave out what is not listed'
                    ),
                )

    def _is_across(self, name: str) -> bool:
        across = self._table.figures.across
        if across is None or name in self._named:
            return False
        try:
            labelled(name, across.formats, self._always.get("FREQ"))
        except ValueError:
            return False
        return True

    def _of_row(
        self, row: Sequence[str], places: Mapping[str, int], observed: Sequence[_Observed]
    ) -> Iterator[Read]:
        origin: dict[str, Origin] = {}
        try:
            cells = self._described(row, places, origin)
            if cells is None:
                return
            label = self._label(row, places)
        except _Refused as fault:
            self._refused(fault.column, fault.value, fault.advice)
            return
        for column in observed:
            text = row[column.place]
            if text in column.missing:
                continue
            try:
                yield self._statement(text, column, cells, origin, label)
            except _Refused as fault:
                self._refused(fault.column, fault.value, fault.advice)
                if fault.column == label[0]:
                    return  # of the whole row

    def _described(
        self, row: Sequence[str], places: Mapping[str, int], origin: dict[str, Origin]
    ) -> dict[str, str] | None:
        """What the row says of its numbers; None of a row that is to be left out."""
        cells = dict(self._always)
        for column in self._table.columns:
            figures = column.figures
            if figures is None or figures.column in (PERIOD, VALUE):
                continue
            text = row[places[column.name]]
            said: str | Mapping[str, str] | None = text
            if figures.codes is not None:
                if text not in figures.codes:
                    advice = (
                        "it is not among the codes of this column; add it there, "
                        "with null if its rows are to be left out"
                    )
                    raise _Refused(column.name, text, advice)
                said = figures.codes[text]
            if said is None:
                return None
            found = {str(figures.column): said} if isinstance(said, str) else said
            cells.update(found)
            origin.update(dict.fromkeys(found, (column.name, text)))
        return cells

    def _label(
        self, row: Sequence[str], places: Mapping[str, int]
    ) -> tuple[str, str, tuple[str, ...]]:
        """Name, text and formats of the row's period; columns of it are read as one text."""
        columns = self._table.of(PERIOD)
        formats = tuple(form for column in columns for form in column.period_formats)
        text = " ".join(row[places[column.name]] for column in columns)
        return " ".join(column.name for column in columns), text, formats

    def _statement(
        self,
        text: str,
        column: _Observed,
        described: Mapping[str, str],
        origin: Mapping[str, Origin],
        label: tuple[str, str, tuple[str, ...]],
    ) -> Read:
        cells = {**described, **column.constants}
        across = self._table.figures.across
        if column.period is not None and across is not None:
            label = (column.name, column.period, across.formats)
        try:
            cells[PERIOD], cells["FREQ"] = labelled(label[1], label[2], cells.get("FREQ"))
        except ValueError as fault:
            raise _Refused(label[0], label[1], str(fault)) from None
        stated = cells.get(DECIMALS)
        fixed = int(stated) if stated and _FEW.fullmatch(stated) else None
        try:
            cells[VALUE], decimals, status = column.numbers.read(text, fixed)
        except ValueError as fault:
            raise _Refused(column.name, text, str(fault)) from None
        whence = {**origin, PERIOD: label[:2], VALUE: (column.name, text)}
        if "FREQ" not in described:
            whence["FREQ"] = label[:2]
        if stated is None or fixed is not None:  # what is no such number is refused as it stands
            cells[DECIMALS] = str(decimals)
        if status is not None:
            cells["OBS_STATUS"] = status
            whence["OBS_STATUS"] = (column.name, text)
        return Read(self._shown, self._line, cells, whence, self._mapping)
