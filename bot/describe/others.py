"""Columns that are neither periods nor numbers: areas, flows, units, names of series, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.describe.areas import areas_in
from bot.describe.layout import Layout, named
from bot.describe.words import flow_in, seasonal_in, unit_in
from bot.store.questions import asked

__all__ = ["Others", "code_of", "others_of"]

_REPORTER, _PARTNER = "REF_AREA", "COUNTERPART_AREA"
_SOME = 3  # areas that tell what a column is whose name does not
_FEW = 100  # areas that it is no pains to be asked about one by one
_MOST_TEXTS = 2000  # distinct texts of a column beyond which it is no dimension


@dataclass(frozen=True, slots=True)
class Others:
    """Fields of the other columns, and which of our columns they fill."""

    fields: tuple[Mapping[str, Any], ...]
    filled: frozenset[str]
    series: Mapping[str, str]  # by the code that an indicator is given, the text that names it
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
    work = _Work(ones, layout, columns, flows or area is not None)
    return work.done()


class _Work:
    """The columns under way."""

    def __init__(
        self,
        ones: Sequence[_One],
        layout: Layout,
        columns: Sequence[Sequence[str]],
        sided: bool,
    ) -> None:
        self._ones = ones
        self._layout = layout
        self._columns = columns
        self._sided = sided  # whether a column of areas may be that of partners
        self._figures: dict[str, dict[str, Any]] = {}
        self._series: dict[str, str] = {}
        self._seen: list[str] = []

    def done(self) -> Others:
        left = [one for one in self._ones if any(one.texts)]
        for take in (self._areas, self._plain):
            left = take(left)
        self._rest(left)
        fields = []
        for one in self._ones:
            figures = self._figures.get(one.name)
            field: dict[str, Any] = {"name": one.name, "type": "string"}
            fields.append({**field, "figures": figures} if figures else field)
        return Others(tuple(fields), frozenset(self._filled()), self._series, tuple(self._seen))

    def _filled(self) -> Iterator[str]:
        for figures in self._figures.values():
            if "column" in figures:
                yield figures["column"]
            for code in figures.get("codes", {}).values():
                if isinstance(code, Mapping):
                    yield from code

    def _areas(self, ones: list[_One]) -> list[_One]:
        """Columns of areas; of two that say the same, the one that more is known of."""
        found: list[tuple[_One, dict[str, str | None]]] = []
        for one in ones:
            if len(one.texts) > _MOST_TEXTS:
                continue
            said = any(named(role, one.name) for role in ("area", "partner", "reporter"))
            codes = said and not named("subdivision", one.name)
            read = areas_in((text for text in one.texts if text), codes=codes)
            known = sum(code is not None for code in read.values())
            # A name alone says enough of a column of few texts: each is then a question.
            told = said and (known or len(read) <= _FEW)
            if told or (len(read) >= _SOME and known * 10 >= len(read) * 8):
                found.append((one, read))
        taken: set[int] = set()
        groups: list[list[tuple[_One, dict[str, str | None]]]] = []
        for one, read in found:
            group = next((g for g in groups if _same(g[0][0], one)), None)
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
        figures: dict[str, Any] = {"column": self._side(one, sides)}
        if asked_for or any(text != code for text, code in codes.items()):
            figures["codes"] = {
                text: code if code is not None else _which(text, beside[text])
                for text, code in codes.items()
            }
        self._figures[one.name] = figures
        for other, _ in group[1:]:
            self._seen.append(f"column {other.name!r} is not read: it says what {one.name!r} says")
        self._seen.append(
            f"column {one.name!r}: areas, {len(codes) - len(asked_for)} of {len(codes)} known"
        )

    def _side(self, one: _One, sides: int) -> str:
        partner, reporter = named("partner", one.name), named("reporter", one.name)
        if partner and not reporter:
            return _PARTNER
        if reporter or (sides == 1 and not self._sided):
            return _REPORTER
        return asked(
            "Are these the areas that the figures are of, or the partners that they trade with? "
            f"Write {_REPORTER} or {_PARTNER}"
        )

    def _plain(self, ones: list[_One]) -> list[_One]:
        """Columns that their texts or their names tell."""
        left = []
        for one in ones:
            figures = self._flow(one) or self._unit(one) or self._adjusted(one) or self._names(one)
            if figures is None:
                left.append(one)
            elif figures["codes"]:
                self._figures[one.name] = figures
        return left

    def _flow(self, one: _One) -> dict[str, Any] | None:
        if not _flows(one):
            return None
        self._seen.append(f"column {one.name!r}: flows")
        return {"column": "TRADE_FLOW", "codes": {text: flow_in(text) for text in one.texts}}

    def _unit(self, one: _One) -> dict[str, Any] | None:
        if not named("unit", one.name):
            return None
        codes: dict[str, Any] = {}
        for text in one.texts:
            unit = unit_in(text)
            if unit is None or unit.code is None:
                codes[text] = {
                    "UNIT_MEASURE": asked(f"Which unit is {text!r}? Write a code of units.csv"),
                    "UNIT_MULT": "0" if unit is None else str(unit.mult),
                }
            else:
                codes[text] = {"UNIT_MEASURE": unit.code, "UNIT_MULT": str(unit.mult)}
        self._seen.append(f"column {one.name!r}: units")
        return {"codes": codes}

    def _adjusted(self, one: _One) -> dict[str, Any] | None:
        read = {text: seasonal_in(text) for text in one.texts}
        if not named("seasonal", one.name) or None in read.values():
            return None
        self._seen.append(f"column {one.name!r}: seasonal adjustment")
        return {"column": "SEASONAL_ADJUST", "codes": read}

    def _names(self, one: _One) -> dict[str, Any] | None:
        """A column that names what is measured."""
        if not named("series", one.name) or len(one.texts) > _MOST_TEXTS:
            return None
        codes: dict[str, Any] = {}
        for text in one.texts:
            code = code_of(text)
            while self._series.get(code, text) != text:
                code += "_2"
            self._series[code] = text
            unit = unit_in(text)
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
        """Columns that nothing tells: a question where the rows need them to be told apart."""
        for one in ones:
            if len(one.texts) == 1:
                self._seen.append(
                    f"column {one.name!r} is not read: it says {one.texts[0]!r} throughout"
                )
            elif self._needed(one):
                shown = ", ".join(text or "(empty)" for text in one.texts[:4])
                more = ", ..." if len(one.texts) > 4 else ""
                self._figures[one.name] = {
                    "column": asked(
                        f"What does this column tell the rows apart by ({shown}{more})? Write the "
                        "column of statements.csv that it is, with codes for its texts, and null "
                        "for rows to leave out"
                    )
                }
            else:
                self._seen.append(f"column {one.name!r} is not read: no row needs it")

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


def _flows(one: _One) -> bool:
    return bool(one.texts) and all(flow_in(text) for text in one.texts)


def _same(one: _One, other: _One) -> bool:
    """Whether two columns tell rows apart alike."""
    pairs = len(set(zip(one.cells, other.cells, strict=True)))
    return pairs == len(one.texts) == len(other.texts)


def _which(text: str, beside: str) -> str:
    name = f"{text!r} ({beside})" if beside and beside != text else repr(text)
    return asked(
        f"Which area is {name}? Write its code, or one that you give a row of areas.csv, or null "
        "to leave its rows out"
    )
