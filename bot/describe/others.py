"""Columns that are neither periods nor numbers: areas, flows, units, names of series, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.describe.areas import areas_in, unit_codes
from bot.describe.by_unit import InUnit, in_units, kept_apart, several_units
from bot.describe.footnotes import note_of, without_mark
from bot.describe.layout import Layout, named
from bot.describe.terms import is_term, status_in, term_figures
from bot.describe.words import Unit, flow_in, seasonal_in, unit_in
from bot.store.questions import asked

__all__ = ["Others", "code_of", "others_of"]

_REPORTER, _PARTNER = "REF_AREA", "COUNTERPART_AREA"
_UNIT, _MULT, _SERIES = "UNIT_MEASURE", "UNIT_MULT", "INDICATOR"
_UNSCALED = frozenset({"percent", "points", "index"})  # kinds of units that have no power of ten
_CODE = re.compile(r"[A-Za-z0-9_@$-]+(?:\.[A-Za-z0-9_@$-]+)*")
_HELD = {
    _REPORTER: "places that the figures are of",
    _PARTNER: "partner countries",
    "PRODUCT": "goods",
    _SERIES: "what is measured",
}
"""What columns hold most often that nothing tells, by the column of ours."""

_SOME = 3  # areas that tell what a column is whose name does not
_FEW = 100  # areas that it is no pains to be asked about one by one
_MOST_TEXTS = 2000  # distinct texts of a column beyond which it is no dimension


@dataclass(frozen=True, slots=True)
class Others:
    """Fields of the other columns, and which of our columns they fill."""

    fields: tuple[Mapping[str, Any], ...]
    filled: frozenset[str]
    series: Mapping[str, str]  # by the code that an indicator is given, the text that names it
    sources: tuple[str, ...]  # the SOURCE_IDs that a column of them has
    units: tuple[InUnit, ...]  # that the rows are in, where they are more than one
    unit_column: str
    problems: tuple[str, ...]  # what cannot be described, as questions
    seen: tuple[str, ...]


def code_of(text: str) -> str:
    """A code made of a name: letters, digits and underscores."""
    plain = re.sub(r"[^A-Z0-9]+", "_", text.upper()).strip("_")
    return plain[:60].rstrip("_") or "SERIES"


@dataclass(frozen=True, slots=True)
class _One:
    name: str
    cells: Sequence[str]
    texts: tuple[str, ...]  # each once, in order


def others_of(
    layout: Layout, columns: Sequence[Sequence[str]], known: set[int], *, area: str | None
) -> Others:
    """What the columns are that are not among ``known`` (of numbers or periods)."""
    ones = [
        _One(layout.header[place], cells, tuple(dict.fromkeys(cells)))
        for place, cells in enumerate(columns)
        if place not in known
    ]
    flows = any(flow_in(name) for name in layout.header) or any(_flows(one) for one in ones)
    work = _Work(ones, layout, columns, flows=flows, sided=flows or area is not None)
    return work.done()


class _Work:
    """The columns under way."""

    def __init__(
        self,
        ones: Sequence[_One],
        layout: Layout,
        columns: Sequence[Sequence[str]],
        *,
        flows: bool,
        sided: bool,
    ) -> None:
        self._ones = ones
        self._layout = layout
        self._columns = columns
        self._flows = flows  # whether anything is traded
        self._sided = sided  # whether a column of areas may be that of partners
        self._figures: dict[str, dict[str, Any]] = {}
        self._series: dict[str, str] = {}
        self._seen: list[str] = []
        # Whether a column of its own says the power of ten, so that the unit's says none.
        self._multiplied = any(one.name == _MULT or _scales(one) for one in ones)

    def done(self) -> Others:
        left = [one for one in self._ones if any(one.texts)]
        for one in self._ones:
            if one not in left:
                self._seen.append(f"column {one.name!r} is not read: it is empty throughout")
        for take in (self._terms, self._areas, self._plain):
            left = take(left)
        self._rest(left)
        fields = []
        for one in self._ones:
            figures = self._figures.get(one.name)
            field: dict[str, Any] = {"name": one.name, "type": "string"}
            fields.append({**field, "figures": figures} if figures else field)
        column, units = in_units(fields) or ("", ())
        return Others(
            tuple(fields),
            frozenset(self._filled()),
            self._series,
            self._sources(),
            units,
            column,
            tuple(self._in_several_units(column, units)),
            tuple(self._seen),
        )

    def _in_several_units(self, column: str, units: Sequence[InUnit]) -> Iterator[str]:
        """Series of one name in several units: codes of two columns make no one indicator."""
        told = next((one for one in self._ones if one.name == column), None)
        for one in self._ones:
            figures = self._figures.get(one.name, {})
            if told is None or _SERIES not in _says(figures):
                continue
            name = several_units(one.cells, told.cells, units)
            if name is not None:
                yield kept_apart(repr(name), column, units)

    def _filled(self) -> Iterator[str]:
        for figures in self._figures.values():
            yield from _says(figures)

    def _sources(self) -> tuple[str, ...]:
        return next((one.texts for one in self._ones if one.name == "SOURCE_ID"), ())

    def _terms(self, ones: list[_One]) -> list[_One]:
        """Columns that are named as ours are; of areas, units and series more is to be told."""
        left = []
        for one in ones:
            if not is_term(one.name) or one.name in (_REPORTER, _PARTNER, _UNIT, _SERIES):
                left.append(one)
                continue
            self._figures[one.name] = term_figures(one.name, one.texts)
            self._seen.append(f"column {one.name!r}: is ours of that name")
        return left

    def _areas(self, ones: list[_One]) -> list[_One]:
        """Columns of areas; of two that say the same, the one that more is known of."""
        found: list[tuple[_One, dict[str, str | None]]] = []
        for one in ones:
            if len(one.texts) > _MOST_TEXTS or one.name in (_UNIT, _SERIES):
                continue
            small = _are_places(one.name)
            said = small or any(named(role, one.name) for role in ("area", "partner", "reporter"))
            codes = said and not small and not named("subdivision", one.name)
            bare = {text: without_mark(text)[0] for text in one.texts if text}
            known_as = areas_in(bare.values(), codes=codes, certain=named("geo", one.name))
            read = {text: known_as[name] for text, name in bare.items()}
            if small and not (named("district", one.name) and _most(read)):
                # New York among towns is not the state, nor Delaware among counties.
                read = dict.fromkeys(read)
            known = sum(code is not None for code in read.values())
            # A name alone says enough of a column of few texts: each is then a question.
            told = is_term(one.name) or (said and (known or len(read) <= _FEW))
            if told or (len(read) >= _SOME and _most(read)):
                found.append((one, read))
        taken: set[int] = set()
        groups: list[list[tuple[_One, dict[str, str | None]]]] = []
        for one, read in found:
            group = next((g for g in groups if _one_side(g[0][0], one)), None)
            if group is None:
                groups.append([(one, read)])
            else:
                group.append((one, read))
            taken.add(id(one))
        for group in groups:
            self._one_area(group, len(groups))
        return [one for one in ones if id(one) not in taken]

    def _one_area(self, group: list[tuple[_One, dict[str, str | None]]], sides: int) -> None:
        group.sort(
            key=lambda each: (
                not is_term(each[0].name),
                -sum(code is not None for code in each[1].values()),
                max(map(len, each[0].texts)),
            )
        )
        one, read = group[0]
        codes: dict[str, str | None] = {}
        for text in one.texts:
            others = {
                other_read.get(other.cells[one.cells.index(text)])
                for other, other_read in group[1:]
            } - {None}
            own = read.get(text)
            both = others | ({own} if own else set())
            codes[text] = both.pop() if len(both) == 1 else None
        beside = {
            text: next((o.cells[one.cells.index(text)] for o, _ in group[1:]), "") for text in codes
        }
        asked_for = [text for text, code in codes.items() if code is None]
        noted = {text: code for text, code in codes.items() if code and without_mark(text)[1]}
        figures: dict[str, Any] = {"column": self._side(one, sides)}
        if asked_for or any(text != code for text, code in codes.items()):
            figures["codes"] = {
                text: code if code is not None else _which(text, beside[text])
                for text, code in codes.items()
            } | {text: self._noted(text, code) for text, code in noted.items()}
        self._figures[one.name] = figures
        for other, _ in group[1:]:
            self._seen.append(f"column {other.name!r} is not read: it says what {one.name!r} says")
        self._seen.append(
            f"column {one.name!r}: areas, {len(codes) - len(asked_for)} of {len(codes)} known"
        )

    def _noted(self, text: str, code: str) -> str:
        """What is to be asked of an area with a note, which may be of another extent."""
        _, mark = without_mark(text)
        note = note_of(mark, self._layout.footer)
        said = f"says {note!r}" if note else f"{mark} does not stand in the file"
        return asked(
            f"Is {text!r} {code}? Its note {said}. Write {code} if that is the area all the same, "
            "else one that you give a row of areas.csv, or null to leave its rows out"
        )

    def _side(self, one: _One, sides: int) -> str:
        if is_term(one.name):
            return one.name
        partner, reporter = named("partner", one.name), named("reporter", one.name)
        if partner and not reporter:
            return _PARTNER
        within = _are_places(one.name) and not self._flows
        if reporter or (sides == 1 and (within or not self._sided)):
            return _REPORTER
        return asked(
            f"Are these the areas that the figures are of? Then write {_REPORTER}, and take the "
            f"constant {_REPORTER} out below if there is one. If they are the partners that those "
            f"trade with, write {_PARTNER}"
        )

    def _plain(self, ones: list[_One]) -> list[_One]:
        """Columns that their texts or their names tell."""
        left = []
        for one in ones:
            figures = (
                self._flow(one)
                or self._scale(one)
                or self._unit(one)
                or self._adjusted(one)
                or self._status(one)
                or self._names(one)
            )
            if figures is None:
                left.append(one)
            else:
                self._figures[one.name] = figures
        return left

    def _flow(self, one: _One) -> dict[str, Any] | None:
        if not _flows(one):
            return None
        self._seen.append(f"column {one.name!r}: flows")
        return {"column": "TRADE_FLOW", "codes": {text: flow_in(text) for text in one.texts}}

    def _scale(self, one: _One) -> dict[str, Any] | None:
        """A column of powers of ten beside one of units."""
        beside = any(named("unit", other.name) for other in self._ones if other is not one)
        if not beside or not _scales(one):
            return None
        self._seen.append(f"column {one.name!r}: multipliers")
        units = ((text, unit_in(text)) for text in one.texts)
        return {"column": _MULT, "codes": {text: str(unit.mult) for text, unit in units if unit}}

    def _unit(self, one: _One) -> dict[str, Any] | None:
        if not named("unit", one.name) and not _bases(one):
            return None
        self._seen.append(f"column {one.name!r}: units")
        return {"codes": {text: self._unit_of(text) for text in one.texts}}

    def _unit_of(self, text: str) -> dict[str, str]:
        """Unit and power of ten; a code alone says no power, but of what has none."""
        unit = Unit(text, None) if text in unit_codes() else unit_in(text)
        code, mult = (unit.code, unit.mult) if unit is not None else (None, None)
        which = f"Which unit is {text!r}? Write its code (bot/codes/units.csv has them)"
        said = {_UNIT: asked(which) if code is None else code}
        if self._multiplied:
            return said
        if mult is None and code is not None and unit_codes()[code]["KIND"] in _UNSCALED:
            mult = 0
        if mult is None:
            power = f"In millions, thousands of {text!r}? Write the power of ten: 6, 3, or 0"
            return {**said, _MULT: asked(power)}
        return {**said, _MULT: str(mult)}

    def _adjusted(self, one: _One) -> dict[str, Any] | None:
        read = {text: seasonal_in(text) for text in one.texts}
        if not named("seasonal", one.name) or not any(read.values()):
            return None
        self._seen.append(f"column {one.name!r}: seasonal adjustment")
        which = (
            "Which SEASONAL_ADJUST is {!r}? (Whether the usual ups and downs of the year are taken "
            "out.) Write S adjusted, N not, or null for rows to leave out"
        )
        codes = {text: code or asked(which.format(text)) for text, code in read.items()}
        return {"column": "SEASONAL_ADJUST", "codes": codes}

    def _status(self, one: _One) -> dict[str, Any] | None:
        """A column that says of each number whether it is provisional, a forecast ..."""
        read = {text: status_in(text) for text in one.texts}
        said = named("status", one.name)
        if said and len(one.texts) > 1 and any(code for text, code in read.items() if text):
            self._seen.append(f"column {one.name!r}: statuses of the numbers")
            which = (
                "Which OBS_STATUS is {!r}? (It says how sure a figure is.) Write A nothing "
                "special, P provisional, E estimated, B a break in what is counted"
            )
            return {
                "column": "OBS_STATUS",
                "codes": {text: code or asked(which.format(text)) for text, code in read.items()},
            }
        # One letter under another name may be any code.
        if None in read.values() or not all(len(text) > 1 for text in read if text):
            return None
        self._seen.append(f"column {one.name!r}: statuses of the numbers")
        return {"column": "OBS_STATUS", "codes": read}

    def _names(self, one: _One) -> dict[str, Any] | None:
        """A column that names what is measured."""
        if one.name != _SERIES and (not named("series", one.name) or len(one.texts) > _MOST_TEXTS):
            return None
        codes: dict[str, Any] = {}
        for text in one.texts:
            code = text if one.name == _SERIES and _CODE.fullmatch(text) else code_of(text)
            while self._series.get(code, text) != text:
                code += "_2"
            self._series[code] = text
            unit = unit_in(text) if one.name != _SERIES else None
            codes[text] = code
            if unit is not None and unit.code is not None:
                codes[text] = {
                    "INDICATOR": code, "UNIT_MEASURE": unit.code, "UNIT_MULT": str(unit.mult)
                }  # fmt: skip
        if any(isinstance(code, dict) for code in codes.values()):
            return {
                "codes": {
                    text: code if isinstance(code, dict) else {"INDICATOR": code}
                    for text, code in codes.items()
                }
            }
        self._seen.append(f"column {one.name!r}: {len(codes)} series")
        return {"column": "INDICATOR", "codes": codes}

    def _rest(self, ones: list[_One]) -> None:
        """Columns that nothing tells: a question, unless one says the same of all rows."""
        for one in ones:
            shown = ", ".join(text or "(empty)" for text in one.texts[:4])
            more = ", ..." if len(one.texts) > 4 else ""
            if len(one.texts) > 1:
                question = self._what_it_holds(one, f"{shown}{more}")
            else:
                self._seen.append(f"column {one.name!r} says the same in all rows: {shown}")
                if not named("doubt", one.name):
                    continue
                question = (
                    f"What does this column say ({shown} in all rows)? If it is a status, a unit, "
                    "a power of ten, a base or a restriction, write the name of that column of "
                    "statements.csv (the desk's own table of figures, see data/README.md), with "
                    "codes for its texts, and null for rows to leave out; null here leaves the "
                    "column out"
                )
            self._figures[one.name] = {"column": asked(question)}

    def _what_it_holds(self, one: _One, shown: str) -> str:
        """The question what a column is whose texts differ, with the answers that are usual."""
        filled = set(self._filled())
        usual = [f"{term} ({what})" for term, what in _HELD.items() if term not in filled]
        needed = self._needed(one)
        tells = ", by which alone some rows are told apart" if needed else ""
        left_out = "" if needed else " If it is not needed, write null"
        return (
            f"What does column {one.name!r} hold ({shown}){tells}? Write {', '.join(usual)}, or "
            "another column of statements.csv (the desk's own table of figures, see "
            "data/README.md); beside it, under codes, a code for each text, or null for rows to "
            f"leave out; and take the constant of that name out below.{left_out}"
        )

    def _needed(self, one: _One) -> bool:
        """Whether some rows are told apart by nothing else than columns that are not read."""
        read = [each.cells for each in self._ones if each.name in self._figures]
        periods = [self._columns[place] for place in self._layout.periods]
        keys = list(zip(*read, *periods, strict=True)) if read or periods else []
        if not keys:
            return len(one.cells) > 1
        return len(set(keys)) < len(keys) and len(set(zip(keys, one.cells, strict=True))) > len(
            set(keys)
        )


def _are_places(name: str) -> bool:
    """Whether a column's name is that of places smaller than the parts of a country."""
    return named("settlement", name) or named("district", name)


def _most(read: Mapping[str, str | None]) -> bool:
    """Whether nearly all texts of a column are known."""
    return sum(code is not None for code in read.values()) * 10 >= len(read) * 8 > 0


def _says(figures: Mapping[str, Any]) -> Iterator[str]:
    """The terms that the mapping of a column says."""
    if "column" in figures:
        yield figures["column"]
    for code in figures.get("codes", {}).values():
        if isinstance(code, Mapping):
            yield from code


def _flows(one: _One) -> bool:
    return bool(one.texts) and all(flow_in(text) for text in one.texts)


def _scales(one: _One) -> bool:
    """Whether a column says powers of ten in words, and no units."""
    if not named("multiplier", one.name):
        return False
    units = [unit_in(text) for text in one.texts]
    return all(unit is not None and unit.code is None and unit.mult for unit in units)


def _bases(one: _One) -> bool:
    """Whether a column says which period of an index is 100."""
    codes = [unit.code for text in one.texts if (unit := unit_in(text))]
    return len(codes) == len(one.texts) and all(str(code).startswith("IX_") for code in codes)


def _one_side(one: _One, other: _One) -> bool:
    """Whether two columns say the same areas, and not those of two who trade."""
    sides = [named("partner", each.name) for each in (one, other)]
    both = is_term(one.name) and is_term(other.name)
    return not both and sides[0] == sides[1] and _same(one, other)


def _same(one: _One, other: _One) -> bool:
    """Whether two columns tell rows apart alike."""
    pairs = len(set(zip(one.cells, other.cells, strict=True)))
    return pairs == len(one.texts) == len(other.texts)


def _which(text: str, beside: str) -> str:
    name = f"{text!r} ({beside})" if beside and beside != text else repr(text)
    return asked(
        f"Which area is {name}? Write its code (bot/codes/areas.csv has countries and provinces), "
        "or one of your own, with a row of areas.csv in this folder, or null to leave its rows out"
    )
