"""The door of a load: rows come in checked, refusals are collected, all of them.

What is possible but looks like a slip is let in and noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language.spelling import distance
from bot.store.agreement import Agreement
from bot.store.faults import UNTIL, BadDescriptor, Refusal
from bot.store.mapped import Irregular, Origin, Read, Run, mapped_rows, mapped_runs
from bot.store.mapping import mapping_of
from bot.store.package import STATEMENTS, VINTAGES, Package, Refuse, Resource, cells
from bot.store.rows import MODELS, AliasRow, MappedRow, Row, StatementRow, read
from bot.store.schema import CODE_LISTS
from bot.store.suspicions import ordinary_word

__all__ = ["Door", "Tell", "in_turn"]

_THING = {
    "areas": "area",
    "products": "product",
    "indicators": "indicator",
    "units": "unit",
    "sources": "source",
}
"""Lists that packages add to, with the word for one row."""

_ITSELF: Mapping[str, Origin] = {}
"""Of a row whose columns are ours: each cell stands as it was read."""

Tell = Callable[[str, str, str], None]
"""Takes column, value, and what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with the place where it stands; None for a row that is refused already."""

    row: Row | None
    read: Read
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
    _listed: dict[str, set[str]] = field(default_factory=dict)  # sources of each package
    _said: set[tuple[str, str, str]] = field(default_factory=set)  # of mappings, once for all rows

    def rows(self, package: Package, resource: Resource) -> Iterator[Row]:
        """The rows that can be loaded; every other is among the refusals when this ends.

        Raises BadDescriptor for a mapping that cannot be used.
        """
        return (row for row, _ in self.rows_in_place(package, resource))

    def rows_in_place(self, package: Package, resource: Resource) -> Iterator[tuple[Row, Tell]]:
        """The same, each with what refuses it if only the file it goes into can tell."""
        model = MappedRow if resource.is_mapped else MODELS[resource.name]
        placed: Iterable[_Placed] = self._read(package, resource, model)
        if resource.holds != STATEMENTS:
            # A row may refer to another of its own list, wherever that stands.
            placed = list(placed)
        return (
            (each.row, self._refuser(each.read))
            for each in placed
            if self._knows_codes_of(each, model)
            and each.row is not None
            and self._agrees(package, resource, each, each.row)
        )

    def runs(self, package: Package, resource: Resource) -> Iterator[tuple[StatementRow, Run]]:
        """The rows of a table as it was published, many at a time: the first of each run, and all.

        Nothing is refused here: Irregular is raised where ``rows`` would refuse one.
        """

        def refuse(*_: object) -> None:
            raise Irregular

        mapping = mapping_of(package, resource, refuse)
        if mapping is None:
            return
        for run in mapped_runs(package, resource, mapping):
            row = read(MappedRow, run.cells, refuse)
            if (
                not isinstance(row, StatementRow)
                or row.id is not None
                or not all(self._knows(table, code) for _, table, code in row.references())
            ):
                raise Irregular
            objected = next(self.agreement.of_series(row), None) is not None
            if objected or self.agreement.any_too_early(row, run.periods):
                raise Irregular
            yield row, run

    def see_that_all_is_listed(self, package: Package) -> None:
        """Refuse a list that lies in the package's folder and that its descriptor leaves out.

        Passed over in silence, it would seem to be read.
        """
        listed = {file.resolve() for resource in package.resources for file in resource.files}
        for name in MODELS:
            file = package.folder / f"{name}.csv"
            if file.is_file() and file.resolve() not in listed:
                entry = f'{{"name": "{name}", "path": "{file.name}"}}'
                advice = (
                    f"it is in the folder but not listed, so it would not be read: add {entry} to "
                    "resources, or move the file away"
                )
                shown = package.shown(package.descriptor)
                self.refusals.append(Refusal(shown, 1, "resources", file.name, advice))

    def listed(self, package: Package) -> frozenset[str]:
        """The SOURCE_IDs that the package itself has, once its sources are read."""
        return frozenset(self._listed.get(package.name, ()))

    def home_area(self, package: Package) -> str | None:
        """The area that the package makes the desk's home."""
        code = package.home_area
        if code is not None and not self._knows("areas", code):
            shown = package.shown(package.descriptor)
            advice = self._unknown("figures.home_area", "areas", code)
            self.refusals.append(Refusal(shown, 1, "figures.home_area", code, advice))
        return code

    def _read(self, package: Package, resource: Resource, model: type[Row]) -> Iterator[_Placed]:
        """All rows; those of the wrong form, or with a key that another has, are refused."""
        places: dict[tuple[str, ...], tuple[str, int]] = {}

        def unread(refusal: Refusal) -> None:
            self.refusals.append(refusal)
            self._unread.add(resource.holds)

        for each in _all_of(package, resource, model, unread):
            if each.until is not None:
                if self._would_count(package, resource, model, each):
                    self._refuse_end(each)
                    return
                continue
            if resource.name == "sources":
                self._listed.setdefault(package.name, set()).add(each.cells["SOURCE_ID"])
            self._learn(resource.holds, each.cells)
            refused: set[str] = set()
            tell = self._refuser(each)

            def refuse(
                column: str, value: str, advice: str, tell: Tell = tell, of: set[str] = refused
            ) -> None:
                of.add(column)
                tell(column, value, advice)

            row = read(model, each.cells, refuse)
            if self._repeats(model, each, places, refuse):
                row = None
            yield _Placed(row, each, frozenset(refused))

    def _would_count(
        self, package: Package, resource: Resource, model: type[Row], each: Read
    ) -> bool:
        """Whether a row that the mapping leaves out is data all the same.

        What is none is a sum of places that is no place, or a second table of the same.
        """
        wrong: list[object] = []
        row = read(model, each.cells, lambda *objection: wrong.append(objection))
        if row is None or wrong:
            return False
        if not all(self._knows(table, code) for _, table, code in row.references()):
            return False
        objections = self.agreement.objections(package, resource.holds, row, each.file, each.line)
        return next(objections, None) is None

    def _refuse_end(self, each: Read) -> None:
        advice = (
            "by that the data end above this line, but it is data as well, and would be left out "
            "with all that is below; take until out of datapackage.json, or give the beginning of "
            "a line below the data, as none of them begins"
        )
        self.refusals.append(Refusal(each.file, each.line, UNTIL, each.until or "", advice))

    def _repeats(
        self,
        model: type[Row],
        each: Read,
        places: dict[tuple[str, ...], tuple[str, int]],
        refuse: Tell,
    ) -> bool:
        """Whether another row has this one's key."""
        file, line, found = each.file, each.line, each.cells
        columns = [name.upper() for name in model.KEY]
        if model is MappedRow and found.get("ID"):
            columns = ["ID"]
        if not columns or not found.get(columns[0]):
            return False
        first = places.setdefault(tuple(found[column] for column in columns), (file, line))
        if first == (file, line):
            return False
        where = f"line {first[1]}" if first[0] == file else f"{first[0]}, line {first[1]},"
        advice = f"{where} has it already; remove one of them"
        refuse(columns[-1], found[columns[-1]], advice)
        return True

    def _refuser(self, each: Read) -> Tell:
        """Refuses cells of a row, as they stand in its file."""

        def refuse(column: str, value: str, advice: str) -> None:
            file, line = each.file, each.line
            if each.mapping is not None and column not in each.origin:
                # The mapping's own word is as wrong in every row.
                if (each.mapping, column, value) in self._said:
                    return
                self._said.add((each.mapping, column, value))
                column = f"constant {column}"
                advice = f"{advice} (it is of all of {file}, first on line {line})"
                file, line = each.mapping, 1
            elif column in each.origin:
                name, text = each.origin[column]
                if text != value:
                    advice = f"read as {column} {value}: {advice}"
                column, value = name, text
            self.refusals.append(Refusal(file, line, column, value, advice))

        return refuse

    def _learn(self, resource: str, found: Mapping[str, str]) -> None:
        """A code is known even where its row is refused: that refusal says enough."""
        if resource == "codes":
            self.known.get(found["DIMENSION"].lower(), set()).add(found["CODE"])
        elif resource == "dropped":
            self.known.get(found["CODELIST"].lower(), set()).add(found["CODE"])
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
        refuse, found = self._refuser(placed.read), False
        for column, table, code in references:
            if not self._knows(table, code):
                refuse(
                    column, placed.read.cells.get(column, code), self._unknown(column, table, code)
                )
                found = True
        return found

    def _knows(self, table: str, code: str) -> bool:
        """Whether the code is known, or may stand where a file could not be read."""
        held = "codes" if table in CODE_LISTS else table
        return code in self.known[table] or held in self._unread

    def _agrees(self, package: Package, resource: Resource, placed: _Placed, row: Row) -> bool:
        """Whether the row fits with all others; notes what is odd about it."""
        refuse, agrees = self._refuser(placed.read), True
        file, line = placed.read.file, placed.read.line
        for objection in self.agreement.objections(package, resource.holds, row, file, line):
            refuse(*objection)
            agrees = False
        ours = self.agreement.is_own(package)
        if isinstance(row, AliasRow) and not ours and ordinary_word(row.alias):
            self.notes.append(
                f"{file}, line {line}: the alias {row.alias!r} is also an ordinary "
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
        code = placed.read.cells.get(column)
        if code and column not in placed.refused and not code.startswith("_"):
            yield column, table, code


def _all_of(
    package: Package, resource: Resource, model: type[Row], unread: Refuse
) -> Iterator[Read]:
    """Every row of the resource that is one."""
    if resource.is_mapped:
        mapping = mapping_of(package, resource, unread)
        if mapping is not None:
            yield from mapped_rows(package, resource, mapping, unread)
        return
    columns = {str(each.alias): each.is_required() for each in model.model_fields.values()}
    required = [name for name, needed in columns.items() if needed]
    optional = [name for name, needed in columns.items() if not needed]
    for file, line, found in cells(package, resource, required, optional, unread):
        yield Read(file, line, found, _ITSELF)


def in_turn(package: Package) -> Sequence[Resource]:
    """The package's tables in the order in which they are loaded. Raises BadDescriptor."""
    turns = list(MODELS)
    for resource in package.resources:
        if resource.holds not in MODELS:
            raise BadDescriptor(
                package.descriptor,
                f"the resource {resource.name} is not known",
                f"Name it after what it holds: {', '.join(turns)}; or give it figures, "
                "the mapping of a table as it was published.",
            )
    # Of statements those that an editor keeps come first, as they did when they were loaded.
    return sorted(
        package.resources,
        key=lambda resource: (turns.index(resource.holds), resource.name == VINTAGES),
    )
