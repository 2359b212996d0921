"""Tables whose rows are in several units: a level beside its growth, thousands beside percent.

A measure has one unit and one KIND, so that rows in another unit are another measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.describe.areas import unit_codes
from bot.describe.words import unit_in

__all__ = ["InUnit", "in_units", "kept_apart", "several_units"]

_UNIT = "UNIT_MEASURE"
_KINDS = {"percent": "rate", "points": "rate", "index": "index"}


@dataclass(frozen=True, slots=True)
class InUnit:
    """One of the units that the rows of a table are in."""

    key: str  # the same of texts that say one unit in thousands and in millions
    texts: tuple[str, ...]
    kind: str | None  # of a measure in it, where the unit decides that

    @property
    def name(self) -> str:
        return self.texts[0]


def in_units(fields: Iterable[Mapping[str, Any]]) -> tuple[str, tuple[InUnit, ...]] | None:
    """The column that says the units and what they are; None where there is one unit at most."""
    for field in fields:
        codes: Mapping[str, Any] = field.get("figures", {}).get("codes", {})
        if not any(isinstance(code, Mapping) and _UNIT in code for code in codes.values()):
            continue
        keys: dict[str, list[str]] = {}
        for text in codes:
            keys.setdefault(_key(text), []).append(text)
        if len(keys) > 1:
            units = (InUnit(key, tuple(texts), _kind(texts[0])) for key, texts in keys.items())
            return str(field["name"]), tuple(units)
    return None


def _key(text: str) -> str:
    """What is the same of a unit whatever its multiplier; empty of a multiplier alone.

    An index on another base is the same measure.
    """
    if text in unit_codes():
        return text
    unit = unit_in(text)
    if unit is None:
        return text
    return "IX" if unit.kind == "index" else unit.code or ""


def _kind(text: str) -> str | None:
    unit = unit_in(text)
    if unit is not None and unit.kind is not None:
        return unit.kind
    code = unit_codes().get(text if text in unit_codes() else unit.code or "" if unit else "")
    return _KINDS.get(code["KIND"]) if code else None


def kept_apart(what: str, column: str, units: Sequence[InUnit]) -> str:
    """What is to be done of one measure in several units, where columns cannot tell them apart."""
    shown = ", ".join(unit.name for unit in units)
    return (
        f"{what} is in several units ({shown}), and a measure has one: which is to be read here? "
        f"Write null in place of the codes of the others in column {column!r}, describe a copy of "
        "the file for those, and take this question out"
    )


def several_units(
    names: Sequence[str], texts: Sequence[str], units: Sequence[InUnit]
) -> str | None:
    """The first of ``names`` that stands in more than one unit, given those of all rows."""
    keys = {text: unit.key for unit in units for text in unit.texts}
    found: dict[str, str] = {}
    for name, text in zip(names, texts, strict=True):
        if found.setdefault(name, keys[text]) != keys[text]:
            return name
    return None
