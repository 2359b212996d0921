"""Rows of statements read from a table as it was published, by its mapping.

A cell that holds no number (missingValues) states nothing: no row comes of it, and
never a zero. An SDMX message alone can say beside it that there is no figure. A row that
cannot be read is refused with the name of the column in the file and the text that
stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, compress, islice
from pathlib import Path
from typing import NamedTuple

from bot.figures.codes import MISSING, Qualifier
from bot.store.cell_numbers import BELOW_ZERO, Numbers
from bot.store.faults import Refusal
from bot.store.grids import Unreadable, grid, text_fault
from bot.store.mapping import (
    DECIMALS,
    DEFAULTS,
    PERIOD,
    VALUE,
    Across,
    Column,
    ColumnFigures,
    Table,
)
from bot.store.package import Package, Refuse, Resource
from bot.store.period_labels import ends_a_label, labelled
from bot.store.sdmx import JSON, ML
from bot.store.sdmx_grid import message_grid
from bot.store.splitting import into_parts, split_header

__all__ = ["Irregular", "Origin", "Read", "Run", "mapped_rows", "mapped_runs"]

Origin = tuple[str, str]
"""Where a cell of a statement comes from: the name of the file's column and the text in it."""


class Read(NamedTuple):
    """One statement as it was read."""

    file: str
    line: int
    cells: Mapping[str, str]  # by the columns of statements
    origin: Mapping[str, Origin]  # of those that do not come from the mapping itself
    mapping: str | None = None  # the file of the mapping, as messages name it
    until: str | None = None  # figures.until, by which this row is left out


BLOCK = 1_000_000
"""Cells of a table that are held in memory at a time, where it is read many rows at once."""

_FEW = re.compile(r"1?\d", re.ASCII)

_NAMES = 2  # filled cells of a row that may be names of columns

_NO_FIGURE = frozenset("HJKLMNOQ")
"""OBS_STATUS, of SDMX's list, of an observation without a value."""


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


class _Opened(NamedTuple):
    header: list[str]
    places: Mapping[str, int]  # of the columns that the mapping names
    observed: Sequence[_Observed]
    lacks: int  # columns at the end of the header that a message need not have and does not
    width: int  # of a row as it stands in the file
    split_at: int  # the place of the column that is taken apart, if one is

    def only(self, takes: Callable[[_Observed], bool]) -> _Opened:
        """The same with some of the columns of numbers."""
        return self._replace(observed=tuple(filter(takes, self.observed)))


class Run(NamedTuple):
    """Statements that differ in nothing but period and number, in the order of the file."""

    cells: Mapping[str, str]  # of the first, by the columns of statements
    periods: Sequence[str]
    values: Sequence[str]
    decimals: Sequence[int]


class Irregular(Exception):
    """Something stands in the file that is to be refused, or has to be looked at row by row."""


def mapped_runs(package: Package, resource: Resource, table: Table) -> Iterator[Run]:
    """The statements of each file of the resource, many at a time.

    They are those of ``mapped_rows``, series by series within some thousands of rows.
    Raises Irregular, without saying where, as soon as one of them would be refused.
    """

    def refuse(_: Refusal) -> None:
        raise Irregular

    for file in resource.files:
        shown = package.shown(file)
        if _text_fault(file, shown, table) is not None:
            raise Irregular
        try:
            yield from _File(table, shown, "", refuse).runs(file)
        except (_Refused, Unreadable, ValueError):
            raise Irregular from None


def mapped_rows(
    package: Package, resource: Resource, table: Table, refuse: Refuse
) -> Iterator[Read]:
    """The statements of each file of the resource; what cannot be read goes to ``refuse``."""
    for file in resource.files:
        shown = package.shown(file)
        fault = _text_fault(file, shown, table)
        if fault is not None:
            refuse(fault)
            continue
        yield from _File(table, shown, package.shown(package.descriptor), refuse).read(file)


def _text_fault(file: Path, shown: str, table: Table) -> Refusal | None:
    """What is not of the encoding; XML and JSON say theirs themselves."""
    return None if table.format in (ML, JSON) else text_fault(file, shown, table)


class _File:
    """One file under way."""

    def __init__(self, table: Table, shown: str, mapping: str, refuse: Refuse) -> None:
        self._table = table
        self._message = table.is_message
        self._mapping = mapping
        self._shown = shown
        self._refuse = refuse
        self._line = 1
        self._missing = frozenset(table.table_schema.missing)
        self._always = {**DEFAULTS, **table.figures.constants}
        self._ended: Iterator[list[str]] = iter(())  # the rows from figures.until on

    def read(self, file: Path) -> Iterator[Read]:
        try:
            yield from self._statements(self._rows(file))
        except Unreadable as fault:
            self._line = fault.line
            self._refused("row", "", str(fault))

    def runs(self, file: Path) -> Iterator[Run]:
        """The same as ``read``, many at a time. Raises whatever would be refused."""
        rows = self._rows(file)
        opened = self._opened(rows)
        if opened is None:
            return
        across = opened.only(lambda column: column.period is not None)
        down = opened.only(lambda column: column.period is None)
        data, most = self._data(rows, opened), max(1, BLOCK // len(opened.header))
        while block := list(islice(data, most)):
            if across.observed:
                yield from self._across(block, across)
            if down.observed:
                yield from self._down(block, down)
        if any(self._left_out(opened)):
            raise Irregular

    def _down(self, block: Sequence[list[str]], opened: _Opened) -> Iterator[Run]:
        """Of a table with a period in each row."""
        for rows, described in self._alike(block, opened.places):
            labels = [self._label(row, opened.places)[1:] for row in rows]
            columns = list(zip(*rows, strict=True))
            of_freq: dict[str | None, Mapping[str, tuple[list[int], list[str]]]] = {}
            for column in opened.observed:
                cells = {**described, **column.constants}
                stated = cells.get("FREQ")
                if stated not in of_freq:
                    of_freq[stated] = _by_freq(labels, stated)
                texts = columns[column.place]
                for freq, (places, periods) in of_freq[stated].items():
                    there = [texts[place] for place in places]
                    yield from self._run(column, {**cells, "FREQ": freq}, periods, there)

    def _across(self, block: Sequence[list[str]], opened: _Opened) -> Iterator[Run]:
        """Of a table whose columns are the periods: each has the same way of printing numbers."""
        across, observed = self._table.figures.across, opened.observed
        if across is None or not observed:
            return
        names = [column.period or "" for column in observed]
        labels = [(name, across.formats) for name in names]
        for row in block:
            cells = self._described(row, opened.places, {})
            if cells is None:
                continue
            if self._table.is_crossed:
                _, begins, _ = self._label(row, opened.places)
                labels = [(f"{begins} {name}", across.formats) for name in names]
            for freq, (places, periods) in _by_freq(labels, cells.get("FREQ")).items():
                there = [row[observed[place].place] for place in places]
                yield from self._run(observed[0], {**cells, "FREQ": freq}, periods, there)

    def _alike(
        self, block: Sequence[list[str]], places: Mapping[str, int]
    ) -> Iterator[tuple[Sequence[list[str]], Mapping[str, str]]]:
        """Rows of which the mapping says the same, and what it says."""
        telling = [
            places[column.name]
            for column in self._table.columns
            if column.figures is not None and column.figures.column not in (PERIOD, VALUE)
        ]
        groups: dict[tuple[str, ...], list[list[str]]] = {}
        for row in block:
            groups.setdefault(tuple([row[place] for place in telling]), []).append(row)
        for rows in groups.values():
            described = self._described(rows[0], places, {})
            if described is not None:
                yield rows, described

    def _run(
        self,
        column: _Observed,
        cells: Mapping[str, str],
        periods: Sequence[str],
        texts: Sequence[str],
    ) -> Iterator[Run]:
        """What a column states; what is marked otherwise (provisional) apart from the rest."""
        if not column.missing.isdisjoint(texts):
            if self._message and any(
                _says_of_none(text, cells) for text in texts if text in column.missing
            ):
                raise Irregular
            held = [text not in column.missing for text in texts]
            periods, texts = list(compress(periods, held)), list(compress(texts, held))
        if not texts:
            return
        stated = cells.get(DECIMALS)
        if stated and not _FEW.fullmatch(stated):
            raise Irregular
        values, decimals, statuses = column.numbers.read_all(texts, int(stated) if stated else None)
        if statuses is None:
            yield Run(_first(cells, periods, values, decimals), periods, values, decimals)
            return
        # A mark alone in its cell is apart from the same mark beside a number.
        marks = [(status, bool(value)) for status, value in zip(statuses, values, strict=True)]
        for mark in dict.fromkeys(marks):
            of_it = [other == mark for other in marks]
            there = list(compress(periods, of_it))
            numbers = list(compress(values, of_it))
            printed = list(compress(decimals, of_it))
            said = cells if mark[0] is None else {**cells, "OBS_STATUS": mark[0]}
            yield Run(_first(said, there, numbers, printed), there, numbers, printed)

    def _refused(self, column: str, value: str, advice: str) -> None:
        self._refuse(Refusal(self._shown, self._line, column, value, advice))

    def _rows(self, file: Path) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of every row, blank ones too; where it stands is remembered."""
        read = message_grid if self._message else grid
        for number, (line, cells) in enumerate(read(file, self._table), 1):
            self._line = line
            yield number, cells

    def _statements(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Read]:
        opened = self._opened(rows)
        if opened is not None:
            for row in self._data(rows, opened):
                yield from self._of_row(row, opened.places, opened.observed)
            yield from self._left_out(opened)

    def _opened(self, rows: Iterator[tuple[int, list[str]]]) -> _Opened | None:
        """What the header says; None after refusing it."""
        header = self._header(rows)
        if header is None:
            return None
        width, split = len(header), self._table.figures.split
        split_at = header.index(split.column) if split and split.column in header else 0
        try:
            header = split_header(header, split)
        except ValueError as fault:
            self._refused("header", self._table.dialect.delimiter.join(header), str(fault))
            return None
        lacks = self._complete(header)
        if lacks is None:
            return None
        header += lacks
        named = self._named
        places = {name: place for place, name in enumerate(header) if name in named}
        observed = self._observed(header, places)
        if observed is None:
            return None
        return _Opened(header, places, observed, len(lacks), width + len(lacks), split_at)

    def _data(self, rows: Iterator[tuple[int, list[str]]], opened: _Opened) -> Iterator[list[str]]:
        """The rows that hold data; those of another width are refused."""
        width, lacks = opened.width, [""] * opened.lacks
        split = self._table.figures.split
        dialect, until = self._table.dialect, self._table.figures.until
        mark = dialect.comment_char
        for number, row in rows:
            blank = not any(row)
            if until is not None and (blank if until == "" else row and row[0].startswith(until)):
                self._ended = chain((row,), (below for _, below in rows))
                return
            if blank or number in dialect.comment_rows or (mark and row[0].startswith(mark)):
                continue
            row += lacks
            if len(row) != width:
                self._refused(
                    "row",
                    ",".join(row),
                    f"it has {len(row)} cells and the header has {width}; mend it, or where "
                    "the data end say so in figures.until",
                )
                continue
            if split is not None:
                try:
                    row = into_parts(row, opened.split_at, split)
                except ValueError as fault:
                    self._refused(split.column, row[opened.split_at], str(fault))
                    continue
            yield row

    def _left_out(self, opened: _Opened) -> Iterator[Read]:
        """What the rows state that ``until`` leaves out, up to one that may head another table.

        There are to be none: what begins as a row of data does would end the data in silence.
        """
        with suppress(Unreadable):  # what stands below the data need not be a table
            for row in self._ended:
                if len(row) != opened.width - opened.lacks:
                    continue
                stated = self._in_quiet([*row, *[""] * opened.lacks], opened)
                if not stated and sum(map(bool, row)) >= _NAMES:
                    return
                for each in stated:
                    yield each._replace(until=self._table.figures.until)

    def _in_quiet(self, row: list[str], opened: _Opened) -> Sequence[Read]:
        """What a row states, if it can be read; what cannot is no matter."""
        refuse, self._refuse = self._refuse, lambda _: None
        split = self._table.figures.split
        try:
            if split is not None:
                row = into_parts(row, opened.split_at, split)
            return tuple(self._of_row(row, opened.places, opened.observed))
        except ValueError:
            return ()
        finally:
            self._refuse = refuse

    def _complete(self, header: Sequence[str]) -> tuple[str, ...] | None:
        """Take what a message says itself; the fields it lacks, None after refusing it."""
        table = self._table
        try:
            self._table = table.completed(header)
        except ValueError as fault:
            self._refused("header", ",".join(header), str(fault))
            return None
        return table.may_lack(header)

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
            named = tuple(
                self._one(place, name, across, {}, name)
                for place, name in enumerate(header)
                if self._is_across(name)
            )
        else:
            named = ()
        return named + tuple(
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
        # A dash that makes numbers negative may be nothing where it stands alone.
        statuses = {flag for flag, says in flags.items() if says != BELOW_ZERO}
        return _Observed(place, name, numbers, missing - statuses, constants, period)

    def _bad_header(
        self, header: Sequence[str], places: Mapping[str, int]
    ) -> Iterator[tuple[str, str]]:
        times = Counter(header)
        for name in (column.name for column in self._table.columns):
            if name not in places:
                yield (
                    name,
                    ("this column is missing; correct the field's name, delimiter or headerRows"),
                )
            elif times[name] > 1:
                yield name, "this column stands twice; name the columns apart"
        if self._table.table_schema.match == "subset":
            return
        for name in header:
            if name in places or self._table.is_known(name):
                continue
            if name and not self._is_across(name):
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
        if self._table.is_crossed:
            return ends_a_label(name, across.formats)
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
                if not self._message or not _says_of_none(text, cells):
                    continue
                text = ""
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
            if self._message and self._is_left_out(figures, text, cells):
                continue
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

    def _is_left_out(self, figures: ColumnFigures, text: str, cells: Mapping[str, str]) -> bool:
        """Whether a message does not say what holds anyhow where it is not said."""
        known = text in (figures.codes or ())
        return text in self._missing and not known and figures.column in cells

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
            if self._table.is_crossed:
                label = (label[0], f"{label[1]} {column.period}", across.formats)
            else:
                label = (column.name, column.period, across.formats)
        try:
            cells[PERIOD], cells["FREQ"] = labelled(label[1], label[2], cells.get("FREQ"))
        except ValueError as fault:
            raise _Refused(label[0], label[1], str(fault)) from None
        stated = cells.get(DECIMALS)
        if self._message:
            stated = stated or None
        fixed = int(stated) if stated and _FEW.fullmatch(stated) else None
        try:
            if text or not self._message:
                read = column.numbers.read(text, fixed)
            else:
                read = "", 0, _without_figure(cells)
        except ValueError as fault:
            raise _Refused(column.name, text, str(fault)) from None
        cells[VALUE], decimals, status = read
        whence = {**origin, PERIOD: label[:2], VALUE: (column.name, text)}
        if "FREQ" not in described:
            whence["FREQ"] = label[:2]
        if stated is None or fixed is not None:
            cells[DECIMALS] = str(decimals)  # what is no such number is refused as it stands
        if status is not None:
            cells["OBS_STATUS"] = status
            whence["OBS_STATUS"] = (column.name, text)
        return Read(self._shown, self._line, cells, whence, self._mapping)


def _by_freq(
    labels: Sequence[tuple[str, tuple[str, ...]]], stated: str | None
) -> Mapping[str, tuple[list[int], list[str]]]:
    """Where the labels of each frequency stand, and their periods."""
    found: dict[str, tuple[list[int], list[str]]] = {}
    for place, (text, formats) in enumerate(labels):
        period, freq = labelled(text, formats, stated)
        places, periods = found.setdefault(freq, ([], []))
        places.append(place)
        periods.append(period)
    return found


def _first(
    cells: Mapping[str, str],
    periods: Sequence[str],
    values: Sequence[str],
    decimals: Sequence[int],
) -> Mapping[str, str]:
    return {**cells, PERIOD: periods[0], VALUE: values[0], DECIMALS: str(decimals[0])}


def _says_of_none(text: str, cells: Mapping[str, str]) -> bool:
    """Whether a message says that there is no figure, and is not only silent on it."""
    wordless = cells.get("OBS_QUALIFIER") in (Qualifier.UP, Qualifier.DOWN)
    return wordless or text == "NaN" or cells.get("OBS_STATUS", "") in _NO_FIGURE


def _without_figure(cells: dict[str, str]) -> str | None:
    """The OBS_STATUS of a statement without a number; a finer one stays in its note."""
    if cells.get("OBS_QUALIFIER") in (Qualifier.UP, Qualifier.DOWN):
        return None
    status = cells.get("OBS_STATUS", MISSING)
    if status in _NO_FIGURE - {MISSING} and not cells.get("NOTE"):
        cells["NOTE"] = f"OBS_STATUS {status}"
    return MISSING
