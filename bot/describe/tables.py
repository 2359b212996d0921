"""One file as a table: its columns with what each is, as far as the file tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

from bot.describe.areas import areas_in
from bot.describe.around import Around, Said, around
from bot.describe.crossed import whole_year
from bot.describe.financial import AS_DAYS, financial_years_in
from bot.describe.layout import Layout, lay_out, named
from bot.describe.marks import (
    Marks,
    cell_of,
    flags_in,
    machine_written,
    marks_of,
    sign_in,
    zeros_cut,
)
from bot.describe.opening import NoTable, Opened
from bot.describe.others import Others, others_of
from bot.describe.periods import Labels
from bot.describe.sums import Calendar, adds_up, calendar_of, is_centred
from bot.describe.words import (
    Unit,
    adds_up_to_date,
    flow_in,
    is_derived,
    kind_in,
    seasonal_in,
    unit_in,
)
from bot.store.period_labels import labelled
from bot.store.questions import asked

__all__ = ["Numbers", "Table", "described", "resource_fields"]

_WRITTEN_SEASONAL = {"SA": "S", "NSA": "N"}
_VALUE = "OBS_VALUE"
_UNKNOWN = "?"  # stated, in words that are not known


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers; None is what nothing tells."""

    name: str  # of the column; empty where periods run across
    title: str | None
    code: str | None  # the publisher's own name for the series
    unit: Unit | None
    seasonal: str | None
    flow: str | None
    kind: str | None
    to_date: bool  # whether words for figures that add up over the year are about it
    decimals: str | None  # DECIMALS, or a question
    centred: bool  # whether its months are the middle ones of three
    flags: frozenset[str]  # that stand beside its numbers
    basis: tuple[str, ...]  # what else is said of it, as the year of the prices in it
    values: Mapping[str, str]  # by the label of the period; empty unless asked for


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was looked into."""

    opened: Opened
    layout: Layout
    labels: Labels
    marks: Marks
    around: Around
    others: Others
    numbers: tuple[Numbers, ...]
    wholes: Mapping[str, str]  # columns of numbers beside those of months: ours, or a question

    @property
    def file(self) -> Path:
        return self.opened.file

    @property
    def stem(self) -> str:
        """The file's name without what its kind adds to it."""
        return re.sub(r"(?i)\.(csv|tsv|txt|xlsx|xlsm|tab)(\.gz)?$", "", self.file.name)


def described(opened: Opened, *, area: str | None, shared: frozenset[str]) -> Table:
    """What a file holds. Raises NoTable.

    ``area``: the code of the area of all figures, where it was told. ``shared``: names of
    columns of which the values are to be kept, for another file has them too.
    """
    layout = lay_out(opened.rows, opened.lines)
    labels = layout.labels if layout is not None else None
    if layout is None or labels is None:
        raise _unread(opened, layout)
    said = around(opened.file, layout)
    columns = list(zip(*layout.body, strict=True))
    places = _number_columns(layout, columns)
    if not places:
        raise NoTable(opened.file, "none of its columns has numbers", "give a table of figures")
    marks = marks_of(
        (columns[place] for place in places), said.notes, partial(_line_of, layout, places)
    )
    wholes = _wholes(layout, columns, places) if layout.crossed and layout.by_year else {}
    beside = {layout.header.index(name) for name in wholes}
    others = others_of(layout, columns, {*places, *layout.periods, *beside}, area=area)
    calendar = _calendar(layout, labels)
    numbers: tuple[Numbers, ...]
    if layout.across:
        numbers = (_across(layout, columns, marks, said, area),)
    else:
        numbers = tuple(
            _column(layout, columns, place, marks, said, area, calendar, shared) for place in places
        )
        numbers = _cut_off(numbers, area)
    opened, layout = replace(opened, rows=(), lines=()), layout.emptied()
    return Table(opened, layout, labels, marks, said, others, numbers, wholes)


def _line_of(layout: Layout, places: Sequence[int], text: str) -> int:
    """The line of the file on which a cell of these columns first stands."""
    rows = zip(layout.lines, layout.body, strict=True)
    return next(line for line, row in rows if any(row[place] == text for place in places))


def _unread(opened: Opened, layout: Layout | None) -> NoTable:
    """Why no periods can be told in a file, and what to do."""
    year = financial_years_in(opened.rows)
    if year is not None:
        return NoTable(
            opened.file,
            f"its periods are financial years, as {year}, which are no calendar years",
            f"write each in the file as the days that it covers, its first day and their number "
            f"({AS_DAYS}), and describe it anew",
        )
    if layout is None:
        return NoTable(
            opened.file,
            "no table of figures was found in it, with names of columns above and a period "
            "in every row or at the head of every column",
            "see that it is the right file (or sheet), and take notes and totals apart from it",
        )
    names = [layout.header[place] for place in layout.periods or layout.across]
    return NoTable(
        opened.file,
        f"the periods of {', '.join(name or 'its first column' for name in names)} cannot be read",
        "write the periods as 2021, 2021-Q3, 2021-11 or 2021-11-30 in the file",
    )


def _number_columns(layout: Layout, columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    if layout.across:
        return layout.across
    if _VALUE in layout.header:  # of SDMX: other columns with digits in them are codes
        return (layout.header.index(_VALUE),)
    return tuple(
        place
        for place, cells in enumerate(columns)
        if place not in layout.periods and _are_numbers(layout.header[place], cells)
    )


def _wholes(
    layout: Layout, columns: Sequence[Sequence[str]], places: Sequence[int]
) -> dict[str, str]:
    """What the columns of numbers are that stand beside those of the months of a year."""
    names = layout.header
    years, parts = columns[layout.periods[0]], [columns[place] for place in places]
    return {
        names[place]: whole_year(names[place], cells, parts, years, [names[p] for p in places])
        for place, cells in enumerate(columns)
        if place not in (*places, *layout.periods) and _are_numbers(names[place], cells)
    }


def _are_numbers(name: str, cells: Sequence[str]) -> bool:
    filled = {cell for cell in cells if cell}
    if not filled or named("code", name):
        return False
    if named("area", name) or named("partner", name):
        known = areas_in(filled).values()  # M49's codes are numbers
        if sum(code is not None for code in known) * 2 > len(known):
            return False
    read = sum(cell_of(cell) is not None for cell in filled)
    return read * 10 >= len(filled) * 6


def _calendar(layout: Layout, labels: Labels) -> Calendar | None:
    """Which rows are parts of which; None where there are no years and parts of one series."""
    if layout.across or len(labels.counts) < 2:
        return None
    texts = [" ".join(row[place] for place in layout.periods) for row in layout.body]
    if len(set(texts)) < len(texts):
        return None
    return calendar_of([labelled(text, labels.formats, None)[0] for text in texts])


def _column(
    layout: Layout,
    columns: Sequence[Sequence[str]],
    place: int,
    marks: Marks,
    around: Around,
    area: str | None,
    calendar: Calendar | None,
    shared: frozenset[str],
) -> Numbers:
    name, cells = layout.header[place], columns[place]
    said = around.columns.get(name, Said())
    # Where there is a title, a column's name is a code, and a code may spell a unit by chance.
    near = tuple(t for t in (said.title or name, *said.texts, sign_in(cells)) if t)
    found = _facts(name, near, said, around, area, cells, marks)
    values = _values(cells) if calendar and marks.decimal == "." else None
    if (
        values
        and calendar
        and found.kind is None
        and found.flow is None
        and adds_up(calendar, values)
    ):
        found = replace(found, kind="flow")
    if values and calendar and is_centred(calendar, values):
        found = replace(found, centred=True)
    if name in shared:
        labels = (" ".join(row[p] for p in layout.periods) for row in layout.body)
        held = {label: cell for label, cell in zip(labels, cells, strict=True) if cell}
        found = replace(found, values=held)
    return found


def _across(
    layout: Layout,
    columns: Sequence[Sequence[str]],
    marks: Marks,
    around: Around,
    area: str | None,
) -> Numbers:
    cells = [cell for place in layout.across for cell in columns[place]]
    sign = sign_in(cells)
    return _facts("", (sign,) if sign else (), Said(), around, area, cells, marks)


def _facts(
    name: str,
    near: Sequence[str],
    said: Said,
    around: Around,
    area: str | None,
    cells: Sequence[str],
    marks: Marks,
) -> Numbers:
    unit = _unit(near, around, area, name)
    if unit is not None and unit.code == "IX" and said.keys.get("index_period", "-") != "-":
        unit = unit_in(f"{said.keys['index_period']}=100") or unit
    kind = (unit.kind if unit else None) or kind_in(" ".join((*near, *around.texts)))
    return Numbers(
        name,
        said.title,
        said.code,
        unit,
        _seasonal(near, said, around),
        None if is_derived(name) else flow_in(name),
        kind,
        any(map(adds_up_to_date, (*near, *around.texts))),
        _decimals(cells, marks),
        centred=False,
        flags=flags_in(cells),
        basis=tuple(said.keys.get(key, "") for key in ("base_period", "index_period", "price")),
        values={},
    )


def _unit(near: Sequence[str], around: Around, area: str | None, name: str) -> Unit | None:
    """The unit that what stands nearest tells; None where it is not told, or told twice."""
    for texts in (near, () if is_derived(name) else around.texts):
        found = [unit for text in texts if (unit := unit_in(text, area=area))]
        told = {(str(unit.code), unit.mult): unit for unit in found if unit.code}
        if any(code.startswith("IX_") for code, _ in told):
            told.pop(("IX", 0), None)  # the same index, less fully said
        if len({code for code, _ in told}) == 1 and len(told) == 2:
            told = {key: unit for key, unit in told.items() if unit.mult}  # "$" beside "$m"
        scales = {unit.mult for unit in found if not unit.code}
        if len(told) == 1 and not scales:
            return next(iter(told.values()))
        if len(told) == 1 and len(scales) == 1:
            unit = next(iter(told.values()))
            return replace(unit, mult=scales.pop()) if unit.mult == 0 else None
        if told:
            return None
        if len(scales) == 1:
            return found[0]
    return None


def _seasonal(near: Sequence[str], said: Said, around: Around) -> str | None:
    found = {adjusted for text in near if (adjusted := seasonal_in(text))}
    stated = said.keys.get("seasonal_adjustment") or said.keys.get("seasonal adjustment")
    if stated is not None:
        found.add(_WRITTEN_SEASONAL.get(stated, seasonal_in(stated) or _UNKNOWN))
    if not found:
        found = {adjusted for text in around.texts if (adjusted := seasonal_in(text))}
    only = found.pop() if len(found) == 1 else None
    return None if only == _UNKNOWN else only


def _decimals(cells: Sequence[str], marks: Marks) -> str | None:
    long = machine_written(cells, marks.decimal)
    if long is not None:
        return asked(
            f"How many digits after the point are meant, as of {long}? Write 0 for whole numbers"
        )
    cut = zeros_cut(cells, marks.decimal)
    return str(cut) if cut is not None else None


def _values(cells: Sequence[str]) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for cell in cells:
        try:
            found.append(Decimal(cell) if cell else None)
        except InvalidOperation:
            found.append(None)
    return found


def _cut_off(numbers: tuple[Numbers, ...], area: str | None) -> tuple[Numbers, ...]:
    """Units anew of titles that are as long as titles get there, and may go on."""
    lengths = [len(each.title) for each in numbers if each.title]
    longest = max(lengths, default=0)
    if sum(length >= longest - 1 for length in lengths) < 2:
        return numbers
    return tuple(
        replace(each, unit=unit_in(each.title, area=area, cut_off=True))
        if each.title
        and len(each.title) >= longest - 1
        and each.unit
        and each.unit.mult == 0
        and each.unit.code
        and each.unit.kind is None
        else each
        for each in numbers
    )


def resource_fields(table: Table) -> list[Mapping[str, Any]]:
    """The fields of the columns that are not numbers, as the mapping has them."""
    return [*_period_fields(table), *table.others.fields]


def _period_fields(table: Table) -> list[Mapping[str, Any]]:
    layout, labels = table.layout, table.labels
    fields: list[Mapping[str, Any]] = []
    for place in layout.periods:
        figures: dict[str, Any] = {"column": "TIME_PERIOD"}
        field: dict[str, Any] = {"name": layout.header[place], "type": "string"}
        if layout.across:
            field["type"] = "year" if layout.by_year else "string"
        elif labels.question is not None:
            figures["formats"] = [asked(labels.question)]
        elif len(layout.periods) > 1 or len(labels.formats) > 1:
            figures["formats"] = list(labels.formats)
        elif labels.formats:
            field.update(
                _STANDARD.get(labels.formats[0], {"type": "date", "format": labels.formats[0]})
            )
        fields.append({**field, "figures": figures})
    return fields


_STANDARD = {"%Y-%m-%d": {"type": "date"}, "%Y-%m": {"type": "yearmonth"}, "%Y": {"type": "year"}}
