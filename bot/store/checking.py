"""The door of a load: rows come in checked, refusals are collected, all of them.

What is possible but looks like a slip is let in and noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language.spelling import distance
from bot.store.agreement import Agreement
from bot.store.faults import BadDescriptor, Refusal
from bot.store.package import Package, Resource, cells
from bot.store.rows import MODELS, AliasRow, Row, read
from bot.store.schema import CODE_LISTS
from bot.store.suspicions import ordinary_word

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
    """A row with the place where it stands; None for a row that is refused already."""

    row: Row | None
    file: str
    line: int
    cells: Mapping[str, str]
    refused: frozenset[str]  # columns


@dataclass(slots=True)
class Door:
    """Checks the rows of packages in the order in which they are loaded.

    ``known``: the codes of each table, from the database to begin with; each
    package's codes join them as they are read. ``agreement``: what rows must agree with.
    """

    known: dict[str, set[str]]
    agreement: Agreement
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _unread: set[str] = field(default_factory=set)  # tables of which not every row could be read
    _good: set[tuple[object, ...]] = field(default_factory=set)
    _advice: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def rows(self, package: Package, resource: Resource) -> Iterator[Row]:
        """The rows that can be loaded; every other is among the refusals when this ends."""
        placed: Iterable[_Placed] = self._read(package, resource)
        if resource.name != "statements":
            # A row may refer to another of its own list, wherever that stands.
            placed = list(placed)
        model = MODELS[resource.name]
        return (
            each.row
            for each in placed
            if self._knows_codes_of(each, model)
            and each.row is not None
            and self._agrees(package, resource, each, each.row)
        )

    def home_area(self, package: Package) -> str | None:
        """The area that the package makes the desk's home."""
        code = package.home_area
        if code is not None and not self._knows("areas", code):
            shown = package.shown(package.descriptor)
            advice = self._unknown("figures.home_area", "areas", code)
            self.refusals.append(Refusal(shown, 1, "figures.home_area", code, advice))
        return code

    def _read(self, package: Package, resource: Resource) -> Iterator[_Placed]:
        """All rows; those of the wrong form, or with a key that another has, are refused."""
        model = MODELS[resource.name]
        columns = {str(each.alias): each.is_required() for each in model.model_fields.values()}
        required = [name for name, needed in columns.items() if needed]
        optional = [name for name, needed in columns.items() if not needed]
        places: dict[tuple[str, ...], tuple[str, int]] = {}

        def unread(refusal: Refusal) -> None:
            self.refusals.append(refusal)
            self._unread.add(resource.name)

        for file, line, found in cells(package, resource, required, optional, unread):
            self._learn(resource.name, found)
            before = len(self.refusals)
            row = read(model, found, self._refuser(file, line))
            if self._repeats(model, file, line, found, places):
                row = None
            refused = frozenset(refusal.column for refusal in self.refusals[before:])
            yield _Placed(row, file, line, found, refused)

    def _repeats(
        self,
        model: type[Row],
        file: str,
        line: int,
        found: Mapping[str, str],
        places: dict[tuple[str, ...], tuple[str, int]],
    ) -> bool:
        """Whether another row has this one's key."""
        columns = [name.upper() for name in model.KEY]
        if not columns:
            return False
        first = places.setdefault(tuple(found[column] for column in columns), (file, line))
        if first == (file, line):
            return False
        where = f"line {first[1]}" if first[0] == file else f"{first[0]}, line {first[1]},"
        advice = f"{where} has it already; remove one of them"
        self._refuser(file, line)(columns[-1], found[columns[-1]], advice)
        return True

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

    def _knows_codes_of(self, placed: _Placed, model: type[Row]) -> bool:
        if placed.row is None:
            self._refuse_unknown(placed, _raw_references(placed, model))
            return False
        # Rows of one series share their codes: those found good once are not looked up again.
        codes = (model, *(placed.row.__dict__[name] for name in model.coded()))
        if codes not in self._good and self._refuse_unknown(placed, placed.row.references()):
            return False
        self._good.add(codes)
        return True

    def _refuse_unknown(self, placed: _Placed, references: Iterable[tuple[str, str, str]]) -> bool:
        """Whether any of the codes is not known."""
        refuse, found = self._refuser(placed.file, placed.line), False
        for column, table, code in references:
            if not self._knows(table, code):
                refuse(column, placed.cells.get(column, code), self._unknown(column, table, code))
                found = True
        return found

    def _knows(self, table: str, code: str) -> bool:
        """Whether the code is known, or may stand where a file could not be read."""
        held = "codes" if table in CODE_LISTS else table
        return code in self.known[table] or held in self._unread

    def _agrees(self, package: Package, resource: Resource, placed: _Placed, row: Row) -> bool:
        """Whether the row fits with all others; notes what is odd about it."""
        refuse, agrees = self._refuser(placed.file, placed.line), True
        for objection in self.agreement.objections(
            package, resource.name, row, placed.file, placed.line
        ):
            refuse(*objection)
            agrees = False
        ours = self.agreement.is_own(package)
        if isinstance(row, AliasRow) and not ours and ordinary_word(row.alias):
            self.notes.append(
                f"{placed.file}, line {placed.line}: the alias {row.alias!r} is also an ordinary "
                "word or a period, and questions that have it may be misread; remove it if you can."
            )
        return agrees

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


def _raw_references(placed: _Placed, model: type[Row]) -> Iterator[tuple[str, str, str]]:
    """What can be told of the codes of a row that is refused for another cell."""
    for column, table in model.CODES.items():
        code = placed.cells.get(column)
        if code and column not in placed.refused and not code.startswith("_"):
            yield column, table, code


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
