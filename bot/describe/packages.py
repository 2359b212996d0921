"""One package of the tables that were looked into: what is loaded, and what is still asked.

A package with many series is a catalogue: its indicators are found by a search of their
titles, and what a title does not tell is stated as not stated, never asked 37,000 times. Of
them an indicator that is not known to add up is a stock, the kind that allows no sums.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.describe.areas import unit_codes
from bot.describe.by_unit import kept_apart
from bot.describe.others import code_of
from bot.describe.shared import Shared
from bot.describe.tables import Numbers, Table, resource_fields
from bot.describe.words import Unit, unit_in
from bot.store.faults import StoreFault
from bot.store.questions import MARK, asked, in_cells, in_descriptor

__all__ = ["Answers", "FolderExists", "Proposal", "proposed", "written"]

MANY = 12
"""Columns of numbers beyond which a table's columns have a file of their own."""

CATALOGUE = 50
"""Series beyond which a package is a catalogue."""

UNSTATED = "_U"
_NO_UNIT = {
    "CODE": UNSTATED,
    "KIND": "other",
    "ONE": "(unit not stated)",
    "MANY": "(unit not stated)",
}
_TRADE = "TRADE"
_WHICH_TRADE = (
    f"Is this trade in goods as a whole? Then write {_TRADE}; else the code of what is traded, "
    "with a row of indicators.csv"
)
_WHICH_UNIT = (
    "In which unit are the numbers? Write its code, as USD, NUM for a number of things, or PT for "
    "percent (bot/codes/units.csv has them)"
)
_WHICH_MULT = "In millions, thousands? Write the power of ten: 6, 3, or 0 for plain numbers"


class FolderExists(StoreFault):
    """There is something where a package was to be written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is already something at {folder}, and a description overwrites nothing. "
            "Name another folder, or move that one away."
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person who describes a file says at once."""

    publisher: str | None = None
    published: date | None = None
    area: str | None = None


@dataclass(slots=True)
class Proposal:
    """A package as it would be written."""

    described: dict[str, Any]
    lists: dict[str, list[dict[str, str]]] = field(default_factory=dict)  # by file name
    files: list[tuple[Path, str]] = field(default_factory=list)  # to copy, and as what
    seen: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The datapackage.json."""
        return json.dumps(self.described, ensure_ascii=False, indent=2) + "\n"

    def questions(self) -> list[str]:
        """Every question that stands in it, with its place."""
        found = [f"{place}: {question}" for place, question in in_descriptor(self.described)]
        for name, rows in self.lists.items():
            header = _header(rows)
            cells = ([row.get(column, "") for column in header] for row in rows)
            found += [f"{name}, {place}: {q}" for place, q in in_cells(header, cells)]
        return found


def proposed(name: str, tables: Sequence[Table], answers: Answers) -> Proposal:
    """The package of the tables. ``name`` is what it is to be called."""
    work = _Work(name, tables, answers)
    return work.done()


def written(proposal: Proposal, folder: Path) -> None:
    """Write the package into a new folder. Raises FolderExists and OSError."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise FolderExists(folder) from None
    for source, target in proposal.files:
        (folder / target).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, folder / target)
    for name, rows in proposal.lists.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(_csv(rows), encoding="utf-8")
    (folder / "datapackage.json").write_text(proposal.text(), encoding="utf-8")


def _header(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _header(rows), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


class _Work:
    """A package under way."""

    def __init__(self, name: str, tables: Sequence[Table], answers: Answers) -> None:
        self._tables = tables
        self._answers = answers
        self._proposal = Proposal({"name": name})
        count = sum(len(table.numbers) + len(table.others.series) for table in tables)
        self._catalogue = count > CATALOGUE
        self._shared = Shared(tables)
        self._names = _distinct([table.stem for table in tables])
        self._labels = self._titles()
        self._indicators: dict[str, dict[str, str]] = {}
        self._units: dict[str, dict[str, str]] = {}
        self._sources: list[dict[str, str]] = []
        self._unadjusted = False  # whether some are neither adjusted nor not
        self._told: Counter[str] = Counter()

    def done(self) -> Proposal:
        described = self._proposal.described
        described["figures"] = {"load": "on request"}
        if self._answers.area:
            described["figures"]["home_area"] = self._answers.area
        licences = [t.around.licence for t in self._tables if t.around.licence]
        if licences and all(licence == licences[0] for licence in licences):
            described["licenses"] = [licences[0]]
        described["resources"] = [
            self._resource(table, name)
            for table, name in zip(self._tables, self._names, strict=True)
        ]
        self._lists()
        self._say()
        return self._proposal

    def _titles(self) -> Mapping[str, int]:
        """How many series have each title, whatever its case."""
        titles = {
            (self._shared.code(table, numbers), numbers.title.casefold())
            for table in self._tables
            for numbers in table.numbers
            if numbers.title
        }
        return Counter(title for _, title in titles)

    def _resource(self, table: Table, name: str) -> dict[str, Any]:
        opened, layout = table.opened, table.layout
        said: dict[str, Any] = {"name": name, "path": self._file(table)}
        if table.around.title:
            said["title"] = table.around.title
        if opened.encoding not in (None, "utf-8"):
            said["encoding"] = opened.encoding
        dialect = {**opened.dialect, **_rows_said(table)}
        if dialect:
            said["dialect"] = dialect
        figures: dict[str, Any] = {"constants": self._constants(table, name)}
        if opened.split is not None:
            figures["split"] = dict(opened.split)
        if layout.until is not None:
            figures["until"] = layout.until
        problems = [
            *layout.problems,
            *table.marks.slips,
            *_alike(layout.header),
            *_in_several_units(table),
        ]
        if problems:
            figures["to_mend"] = [asked(problem) for problem in problems]
        printed = _printed(table)
        numbers: dict[str, dict[str, Any]]
        if layout.across:
            figures["across"] = {"formats": _across_formats(table), **printed}
            if table.marks.flags:
                figures["across"]["flags"] = dict(table.marks.flags)
            self._across(table, figures)
            numbers = _wholes(table, printed)
        else:
            numbers = self._columns(table, name, figures, printed)
        fields = {each["name"]: each for each in resource_fields(table)}
        if _is_by_unit(table):
            (measured,) = table.numbers
            fields[table.others.unit_column] = self._by_unit(
                table, measured, fields[table.others.unit_column]
            )
        schema: dict[str, Any] = {}
        if table.marks.missing != ("",):
            schema["missingValues"] = list(table.marks.missing)
        order = [column for column in layout.header if column in fields or column in numbers]
        schema["fields"] = [
            fields.get(column) or numbers[column] for column in dict.fromkeys(order)
        ]
        said["schema"] = schema
        said["figures"] = figures
        return said

    def _file(self, table: Table) -> str:
        taken = {target for _, target in self._proposal.files}
        target, folder = table.file.name, table.file.resolve().parent.name or "x"
        while target in taken or target.lower() in _OURS:
            target = f"{folder}-{target}" if target == table.file.name else f"x-{target}"
        self._proposal.files.append((table.file, target))
        return target

    def _constants(self, table: Table, name: str) -> dict[str, Any]:
        """What holds of the whole table; what its columns say of their own comes first."""
        filled, flows = table.others.filled, self._is_trade(table)
        constants: dict[str, Any] = {}
        for code in table.others.sources or (None,):
            said = self._source(table, name, code)
            if code is None:
                constants["SOURCE_ID"] = said
        if table.labels.freq is not None and "FREQ" not in filled:
            constants["FREQ"] = table.labels.freq
        if "REF_AREA" not in filled:
            constants["REF_AREA"] = self._answers.area or asked(
                "Which area are these figures of? Write its code, as GB, or W1 for the world"
            )
        if flows and "COUNTERPART_AREA" not in filled:
            constants["COUNTERPART_AREA"] = asked(
                "Trade with whom? Write the partner's code, as CN, or W1 for the whole world"
            )
        if flows and "PRODUCT" not in filled:
            constants["PRODUCT"] = asked("Trade in which goods? Write _T for all, else a code")
        return constants

    def _is_trade(self, table: Table) -> bool:
        return "TRADE_FLOW" in table.others.filled or any(n.flow for n in table.numbers)

    def _source(self, table: Table, name: str, code: str | None) -> str:
        """The row of a source; ``code`` where a column of the table says its SOURCE_ID."""
        published = self._answers.published or table.around.published
        publisher = self._answers.publisher or table.around.publisher
        if code is None:
            code = f"{self._proposal.described['name']}-{name}" if len(self._tables) > 1 else name
        elif any(row["SOURCE_ID"] == code for row in self._sources):
            return code
        self._sources.append(
            {
                "SOURCE_ID": code,
                "PUBLISHER": publisher or asked("Who published it? Write the name in full"),
                "PUBLISHED": str(
                    published
                    or asked(
                        "On which day was it published? Write it as 2021-12-27"
                        + (f" (its packager says {table.around.hint})" if table.around.hint else "")
                    )
                ),
                "TITLE": table.around.title or (table.stem if len(self._tables) > 1 else ""),
            }
        )
        return code

    def _columns(
        self, table: Table, name: str, figures: dict[str, Any], printed: Mapping[str, Any]
    ) -> dict[str, dict[str, Any]]:
        """The fields of numbers; where there are many, a file of their own has them."""
        constants = {n.name: self._of(table, n) for n in table.numbers}
        common = _common(constants.values())
        for key in common:
            figures["constants"][key] = common[key]
        own = {
            column: {k: v for k, v in each.items() if k not in common}
            for column, each in constants.items()
        }
        flags = dict(table.marks.flags)
        seen = {numbers.name: numbers.flags for numbers in table.numbers}
        if len(table.numbers) > MANY:
            path = f"columns/{name}.csv"
            self._proposal.lists[path] = [
                {"COLUMN": column, **each} for column, each in own.items()
            ]
            beside = {**printed, **({"flags": flags} if flags else {})}
            figures["columns"] = {"path": path, **beside} if beside else path
            return {}
        fields = {}
        for column, each in own.items():
            ours: dict[str, Any] = {"column": "OBS_VALUE"}
            if each:
                ours["constants"] = each
            # One that is still asked about is so only where it stands.
            there = {f: s for f, s in flags.items() if f in seen[column] or not s.startswith(MARK)}
            if there:
                ours["flags"] = there
            fields[column] = {"name": column, "type": "number", **printed, "figures": ours}
        return fields

    def _across(self, table: Table, figures: dict[str, Any]) -> None:
        (numbers,) = table.numbers
        figures["constants"].update(self._of(table, numbers))

    def _of(self, table: Table, numbers: Numbers) -> dict[str, str]:
        """The constants of one column of numbers."""
        filled = table.others.filled
        constants: dict[str, str] = {}
        if numbers.flow and "TRADE_FLOW" not in filled:
            constants["TRADE_FLOW"] = numbers.flow
        if "INDICATOR" not in filled and not _is_by_unit(table):
            constants["INDICATOR"] = self._indicator(table, numbers)
        for code, title in table.others.series.items():
            self._add_indicator(code, self._label(title, title), None, titled=True)
        if "SEASONAL_ADJUST" not in filled:
            constants["SEASONAL_ADJUST"] = self._adjusted(numbers)
        if "UNIT_MEASURE" not in filled:
            constants["UNIT_MEASURE"], constants["UNIT_MULT"] = self._unit(numbers)
        elif "UNIT_MULT" not in filled:
            constants["UNIT_MULT"] = asked(_WHICH_MULT)
        if "UNIT_MULT" in filled:
            constants.pop("UNIT_MULT", None)
        # The titles of a catalogue say it.
        if numbers.to_date and not self._catalogue and "ACCUMULATION" not in filled:
            constants["ACCUMULATION"] = asked(
                "Does each figure add up all since January? Then write YTD; N if it is of its "
                "own period alone"
            )
        if numbers.decimals is not None:
            constants["DECIMALS"] = numbers.decimals
        return constants

    def _adjusted(self, numbers: Numbers) -> str:
        if numbers.seasonal is not None:
            return numbers.seasonal
        if self._catalogue:
            self._unadjusted = True
            self._told["seasonal adjustment not stated, or stated both ways"] += 1
            return UNSTATED
        return asked("Are the figures seasonally adjusted? Write S if they are, N if not")

    def _unit(self, numbers: Numbers) -> tuple[str, str]:
        unit = numbers.unit
        if unit is not None and unit.code is not None:
            if unit.code not in unit_codes():
                self._units[unit.code] = _unit_row(unit)
            return unit.code, str(unit.mult)
        if self._catalogue:
            self._units[UNSTATED] = _NO_UNIT
            self._told["unit not stated"] += 1
            return UNSTATED, str(unit.mult if unit and unit.mult else 0)
        if unit is not None and unit.mult is not None:
            return asked(_WHICH_UNIT), str(unit.mult)
        return asked(_WHICH_UNIT), asked(_WHICH_MULT)

    def _by_unit(
        self, table: Table, numbers: Numbers, field: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The field of the units, each with an indicator of its own."""
        codes = dict(field["figures"]["codes"])
        base = code_of(table.stem)
        hint = f" (its title: {table.around.title})" if table.around.title else ""
        for unit in table.others.units:
            if numbers.flow and unit.kind is None:
                for text in unit.texts:
                    codes[text] = {"INDICATOR": asked(_WHICH_TRADE), **codes[text]}
                continue
            named = [code_of(name) for name in (unit.key, unit.name) if re.search(r"\w", name)]
            code = f"{base}_{(named or ['UNIT'])[0]}"
            label = asked(
                f"What is measured in {table.file.name}{hint} in {unit.name!r}? Write what "
                "reporters call it, another name in each unit"
            )
            self._add_indicator(code, label, unit.kind or numbers.kind, titled=False)
            for text in unit.texts:
                codes[text] = {"INDICATOR": code, **codes[text]}
        return {**field, "figures": {**field["figures"], "codes": codes}}

    def _indicator(self, table: Table, numbers: Numbers) -> str:
        if numbers.flow:
            return asked(_WHICH_TRADE)
        code = self._shared.code(table, numbers)
        if code is None:
            single = len(table.numbers) == 1
            code = code_of(table.stem if single else numbers.name)
            if not single and len(self._tables) > 1:
                code = f"{code_of(table.stem)}_{code}"
        of = f"column {numbers.name} of {table.file.name}" if numbers.name else table.file.name
        title = numbers.title
        if title is None:
            hint = f" (its title: {table.around.title})" if table.around.title else ""
            label = asked(f"What is measured in {of}{hint}? Write what reporters call it")
        else:
            label = self._label(title, code)
            if numbers.centred:
                label += ", months being the middle of three"
        self._add_indicator(code, label, numbers.kind, titled=title is not None)
        return code

    def _label(self, title: str, code: str) -> str:
        alike = self._labels.get(title.casefold(), 0) > 1
        return f"{title} ({code})" if alike and title != code else title

    def _add_indicator(self, code: str, label: str, kind: str | None, *, titled: bool) -> None:
        if kind is None and self._catalogue:
            kind = "stock"
            self._told["kind not told, so a stock, of which no sums are made"] += (
                code not in self._indicators
            )
        row = {
            "CODE": code,
            "LABEL": label,
            "KIND": kind
            or asked(
                "What kind of measure is it? Write flow (sums over time, as trade), stock (a level "
                "at one time), rate (in percent), index or price"
            ),
        }
        if self._catalogue and titled:
            row["FOUND_BY"] = "search"
        held = self._indicators.setdefault(code, row)
        if held["KIND"] == "stock" and row["KIND"] == "flow":
            held["KIND"] = "flow"

    def _lists(self) -> None:
        lists = self._proposal.lists
        found: dict[str, list[dict[str, str]]] = {"sources": self._sources}
        if self._indicators:
            found["indicators"] = list(self._indicators.values())
        units = {**_unit_rows(self._tables), **self._units}
        if units:
            found["units"] = list(units.values())
        if self._unadjusted:
            found["codes"] = [
                {
                    "DIMENSION": "SEASONAL_ADJUST",
                    "CODE": UNSTATED,
                    "LABEL": "seasonal adjustment not stated",
                }
            ]
        for name, rows in found.items():
            lists[f"{name}.csv"] = rows
            self._proposal.described["resources"].append({"name": name, "path": f"{name}.csv"})

    def _say(self) -> None:
        for table in self._tables:
            self._proposal.seen.append(_seen(table))
        if self._catalogue:
            self._proposal.seen.append(
                f"{len(self._indicators):,} series, found by a search of their titles"
            )
            kinds = Counter(row["KIND"] for row in self._indicators.values())
            self._proposal.seen.append(
                "kinds: " + ", ".join(f"{times:,} {kind}" for kind, times in kinds.most_common())
            )
        for what, times in self._told.items():
            self._proposal.seen.append(f"{times:,} columns: {what}")
        apart = self._shared.apart
        if apart:
            self._proposal.seen.append(
                f"{apart:,} series stand in several files with other numbers, and are told apart "
                "by the file's name: which are the newer ones is not said"
            )


def _is_by_unit(table: Table) -> bool:
    """Whether the unit of a row tells what is measured in it."""
    units, filled = table.others.units, table.others.filled
    return len(units) > 1 and "INDICATOR" not in filled and len(table.numbers) == 1


def _in_several_units(table: Table) -> Iterator[str]:
    """What is to be mended where columns of numbers are in several units each."""
    others = table.others
    yield from others.problems
    if len(others.units) > 1 and "INDICATOR" not in others.filled and len(table.numbers) > 1:
        names = " and ".join(repr(numbers.name) for numbers in table.numbers[:3])
        yield kept_apart(f"Each of the columns {names}", others.unit_column, others.units)


_OURS = frozenset(
    f"{name}.csv" for name in ("sources", "indicators", "units", "areas", "codes", "statements")
) | {"datapackage.json"}


def _distinct(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "table"
        while plain in found or f"{plain}.csv" in _OURS:
            plain += "-2"
        found.append(plain)
    return found


def _rows_said(table: Table) -> dict[str, Any]:
    layout = table.layout
    if not layout.header_rows:
        return {"header": False}
    said: dict[str, Any] = {}
    if layout.header_rows != (1,):
        said["headerRows"] = list(layout.header_rows)
    if layout.passed:
        said["commentRows"] = list(layout.passed)
    return said


def _alike(header: Sequence[str]) -> Iterator[str]:
    for name, times in Counter(header).items():
        if name and times > 1:
            yield (
                f"Which column {name} is which? Name the {times} of them apart in the file, "
                "describe it anew, or take this question out"
            )


def _printed(table: Table) -> dict[str, Any]:
    marks = table.marks
    said: dict[str, Any] = {}
    if marks.question is not None:
        said["decimalChar"] = marks.question
    elif marks.decimal != ".":
        said["decimalChar"] = marks.decimal
    if marks.group is not None:
        said["groupChar"] = marks.group
    if not marks.bare:
        said["bareNumber"] = False
    return said


def _wholes(table: Table, printed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields of the columns that are of the whole year, beside those of its months."""
    freq = {"constants": {"FREQ": "A"}} if table.labels.freq is not None else {}
    flags = {"flags": dict(table.marks.flags)} if table.marks.flags else {}
    return {
        name: {
            "name": name,
            "type": "number",
            **printed,
            "figures": {"column": column, **freq, **flags},
        }
        for name, column in table.wholes.items()
    }


def _across_formats(table: Table) -> list[str]:
    if table.labels.question is not None:
        return [asked(table.labels.question)]
    return list(table.labels.formats)


def _common(constants: Any) -> dict[str, str]:
    """What all columns of numbers say alike."""
    each = list(constants)
    first = each[0] if each else {}
    return {k: v for k, v in first.items() if all(other.get(k) == v for other in each)}


def _unit_row(unit: Unit) -> dict[str, str]:
    code = str(unit.code)
    if not unit.prefix:
        return {"CODE": code, "KIND": "other", "ONE": unit.words, "MANY": unit.words}
    money = unit_codes()[unit.prefix]
    if money.get("PREFIX"):
        row = {"ONE": unit.words, "MANY": unit.words, "PREFIX": money["PREFIX"]}
    else:
        row = {"ONE": f"{money['ONE']} {unit.words}", "MANY": f"{money['MANY']} {unit.words}"}
    return {"CODE": code, "KIND": "other", **row}


def _unit_rows(tables: Sequence[Table]) -> dict[str, dict[str, str]]:
    """Units that columns of texts name and that the desk's codes have not."""
    found = {}
    for table in tables:
        for each in table.others.fields:
            for text in each.get("figures", {}).get("codes", {}):
                unit = unit_in(text)
                if unit is not None and unit.code is not None and unit.code not in unit_codes():
                    found[unit.code] = _unit_row(unit)
    return found


_GRAINS = {
    "A": "year",
    "S": "half-year",
    "Q": "quarter",
    "M": "month",
    "W": "week",
    "D": "day",
}


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _seen(table: Table) -> str:
    """What was seen of one file, in a few lines."""
    opened, layout, labels = table.opened, table.layout, table.labels
    lines = [", ".join(text for text in opened.seen if text)]
    if layout.header_rows:
        rows = " and ".join(map(str, layout.header_rows))
        lines.append(
            f"header in row {rows}, {_many(layout.count, 'row')} of data from row {layout.first}"
        )
    else:
        lines.append(f"no header, {_many(layout.count, 'row')} of data from row {layout.first}")
    if layout.unfilled:
        lines.append(f"{_many(layout.unfilled, 'row')} at the end without a figure")
    if layout.below:
        lines.append(f"{_many(layout.below, 'row')} below the data, which are not data")
    for grain, (first, last) in labels.spans.items():
        count = _many(labels.counts[grain], _GRAINS.get(grain, "period"))
        lines.append(f"{count} from {first} to {last}" if first != last else f"{count}, {first}")
    across = "named by periods" if layout.across else "of numbers"
    if layout.crossed:
        across = f"whose names tell the period together with {layout.header[layout.periods[0]]!r}"
    columns = _many(len(layout.across) or len(table.numbers), "column")
    lines.append(f"{columns} {across}")
    for numbers in table.numbers[: MANY if len(table.numbers) <= MANY else 0]:
        lines.append(_of_numbers(numbers))
    lines += [
        f"column {name!r}: of the whole year" + ("" if column == "OBS_VALUE" else ", perhaps")
        for name, column in table.wholes.items()
    ]
    lines += table.others.seen
    return "\n".join([f"{table.file.name}:", *(f"  {line}" for line in lines)])


def _of_numbers(numbers: Numbers) -> str:
    told = [f"column {numbers.name!r}" if numbers.name else "its numbers"]
    if numbers.unit is not None:
        told.append(f"unit read from {numbers.unit.said!r}")
    if numbers.kind == "flow":
        told.append("its years are the sums of their parts, so it is a flow")
    if numbers.decimals is not None and numbers.decimals.isdigit():
        told.append(f"zeros cut off behind the point, {numbers.decimals} decimals printed")
    if numbers.centred:
        told.append("its months are the middle ones of three")
    return ": ".join([told[0], ", ".join(told[1:]) or "numbers"])
