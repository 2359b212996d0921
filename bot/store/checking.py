"""The door of a load: rows come in checked, refusals are collected, all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language.spelling import distance
from bot.store.faults import BadDescriptor, Refusal
from bot.store.package import Package, Resource, cells
from bot.store.rows import MODELS, Row, read
from bot.store.schema import CODE_LISTS

__all__ = ["Door", "in_turn"]

_THING = {
    "areas": "area",
    "products": "product",
    "indicators": "indicator",
    "units": "unit",
    "sources": "source",
}
"""Lists that packages add to, with the word for one row."""


@dataclass(frozen=True, slots=True)
class _Placed:
    row: Row
    file: str
    line: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Door:
    """Checks the rows of packages in the order in which they are loaded.

    ``known``: the codes of each table, from the database to begin with; each
    package's codes join them as they are read.
    """

    known: dict[str, set[str]]
    refusals: list[Refusal] = field(default_factory=list)
    _good: set[tuple[object, ...]] = field(default_factory=set)
    _advice: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def rows(self, package: Package, resource: Resource) -> Iterator[Row]:
        """The rows that can be loaded; every other is among the refusals when this ends."""
        placed: Iterable[_Placed] = self._read(package, resource)
        if resource.name != "statements":
            # A row may refer to another of its own list, wherever that stands.
            placed = list(placed)
        return (each.row for each in placed if self._knows_codes_of(each))

    def home_area(self, package: Package) -> str | None:
        """The area that the package makes the desk's home."""
        code = package.home_area
        if code is not None and code not in self.known["areas"]:
            shown = package.shown(package.descriptor)
            advice = self._unknown("figures.home_area", "areas", code)
            self.refusals.append(Refusal(shown, 1, "figures.home_area", code, advice))
        return code

    def _read(self, package: Package, resource: Resource) -> Iterator[_Placed]:
        """Rows of the right form, each key once."""
        model = MODELS[resource.name]
        columns = {str(each.alias): each.is_required() for each in model.model_fields.values()}
        required = [name for name, needed in columns.items() if needed]
        optional = [name for name, needed in columns.items() if not needed]
        lines: dict[tuple[str, ...], int] = {}
        for file, line, found in cells(package, resource, required, optional, self.refusals.append):
            self._learn(resource.name, found)
            row = read(model, found, self._refuser(file, line))
            if row is None:
                continue
            key = tuple(found[column.upper()] for column in model.KEY)
            if key and lines.setdefault(key, line) != line:
                advice = f"line {lines[key]} has it already; remove one, or correct it"
                column = model.KEY[-1].upper()
                self.refusals.append(Refusal(file, line, column, found[column], advice))
                continue
            yield _Placed(row, file, line, found)

    def _refuser(self, file: str, line: int) -> Callable[[str, str, str], None]:
        def refuse(column: str, value: str, advice: str) -> None:
            self.refusals.append(Refusal(file, line, column, value, advice))

        return refuse

    def _learn(self, resource: str, found: Mapping[str, str]) -> None:
        """A code is known even where its row is refused: that refusal says enough."""
        if resource == "codes":
            self.known.get(found["DIMENSION"].lower(), set()).add(found["CODE"])
        elif resource == "sources":
            self.known[resource].add(found["SOURCE_ID"])
        elif resource in _THING:
            self.known[resource].add(found["CODE"])

    def _knows_codes_of(self, placed: _Placed) -> bool:
        row, known = placed.row, True
        # Rows of one series share their codes: those found good once are not looked up again.
        codes = (type(row), *(row.__dict__[name] for name in row.coded()))
        if codes in self._good:
            return True
        for column, table, code in row.references():
            if code not in self.known[table]:
                advice = self._unknown(column, table, code)
                cell = placed.cells.get(column, code)
                self.refusals.append(Refusal(placed.file, placed.line, column, cell, advice))
                known = False
        if known:
            self._good.add(codes)
        return known

    def _unknown(self, column: str, table: str, code: str) -> str:
        asked = (column, table, code)
        if asked not in self._advice:
            self._advice[asked] = self._say_unknown(column, table, code)
        return self._advice[asked]

    def _say_unknown(self, column: str, table: str, code: str) -> str:
        codes = self.known[table]
        if table in CODE_LISTS:
            return f"{column} is one of {', '.join(sorted(codes))}; use one of these"
        near = sorted(other for other in codes if distance(code, other, 1) is not None)
        meant = f"did you mean {' or '.join(near)}? Correct it" if near else "correct it"
        thing = _THING[table]
        return f"no {thing} has the code {code}; {meant}, or add the {thing} to {table}.csv"


def in_turn(package: Package) -> Sequence[Resource]:
    """The package's tables in the order in which they are loaded. Raises BadDescriptor."""
    turns = list(MODELS)
    for resource in package.resources:
        if resource.name not in MODELS:
            raise BadDescriptor(
                package.descriptor,
                f"the resource {resource.name} is not known",
                f"Name it after what it holds: {', '.join(turns)}.",
            )
    return sorted(package.resources, key=lambda resource: turns.index(resource.name))
