"""SDMX-JSON data messages, 1.0 and 2.x, with every number as the text that stands there.

They are read here: of the libraries for SDMX one has no reader of data in this format
and the other makes binary floats of the numbers, loses the attributes of series and
knows 1.0 alone.

A message lists its dimensions and attributes with their values; observations name the
values by their places in those lists. A dimension or attribute that has one value for
the whole data set is listed there alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.grids import Unreadable
from bot.store.sdmx import DATAFLOW

__all__ = ["observations", "preamble"]

_LEVELS = ("dataSet", "series", "observation")


def _message(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable(line, "it is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as fault:
        raise Unreadable(fault.lineno, f"it is not JSON ({fault.msg}); get the file anew") from None
    if not isinstance(found, dict):
        raise Unreadable(1, "it is not a message of SDMX-JSON; get the data message")
    return found


def preamble(content: bytes) -> tuple[str | None, str | None, str | None]:
    """Who sent the message, when it was prepared, and the data set that it is of."""
    message = _message(content)
    meta = message.get("meta", message.get("header", {}))
    sender, structures = meta.get("sender", {}), _structures(message)
    if isinstance(sender, list):
        sender = sender[0] if sender else {}
    name = sender.get("name") or sender.get("id")
    return name, meta.get("prepared"), _dataflow(structures[0]) if structures else None


def _structures(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    data = message.get("data", message)
    return list(data["structures"]) if "structures" in data else [data.get("structure", {})]


def observations(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The line of each observation and its cells by concept. Raises Unreadable."""
    message = _message(content)
    data = message.get("data", message)
    lines = _Lines(content.decode("utf-8-sig"))
    try:
        structures = _structures(message)
        for each in data["dataSets"]:
            found = _Structure(structures[int(each.get("structure", 0))])
            if str(each.get("action", "")).lower() == "delete":
                raise Unreadable(
                    lines.now,
                    "its data set takes back what was published, which is not read; load the "
                    "message without the observations that are gone",
                )
            yield from _of_data_set(each, found, lines)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        advice = f"it is not as SDMX-JSON has to be ({fault!r}); get the data message anew"
        raise Unreadable(lines.now, advice) from None


class _Lines:
    """Where observations stand, as far as their keys can be found one after the other."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self.now = text, 0, 1

    def to(self, key: str) -> int:
        """The line of the next such key."""
        found = self._text.find(f'"{key}"', self._at)
        if found > 0:
            self.now += self._text.count("\n", self._at, found)
            self._at = found + 1
        return self.now


@dataclass(frozen=True, slots=True)
class _Concept:
    """A dimension, measure or attribute with the texts of its values, where they are listed."""

    id: str
    values: tuple[str, ...] | None
    default: str

    def text(self, said: Any) -> str:
        """What is said of it: a place among its values, or the value itself."""
        if said is None:
            return self.default
        if self.values is None or not isinstance(said, str):
            return _text(said)
        return self.values[int(said)]


class _Structure:
    """The lists of a message, by the level on which they are said."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.dataflow = _dataflow(said)
        self.dimensions, self.attributes, self.measures = (
            {level: tuple(map(_concept, listed)) for level, listed in said.get(part, {}).items()}
            for part in ("dimensions", "attributes", "measures")
        )
        order = [
            (int(one.get("keyPosition", 1_000)), one["id"])
            for level in _LEVELS
            for one in said.get("dimensions", {}).get(level, ())
        ]
        self.key = tuple(id_ for _, id_ in sorted(order, key=lambda each: each[0]))

    @property
    def values(self) -> tuple[_Concept, ...]:
        """The measures of an observation, which has one where none is listed."""
        return self.measures.get("observation") or (_Concept("OBS_VALUE", None, ""),)


def _concept(said: Mapping[str, Any]) -> _Concept:
    values, default = said.get("values"), said.get("default")
    texts = None if not values else tuple(map(_value, values))
    return _Concept(said["id"], texts, "" if default is None else _text(default))


def _value(said: Any) -> str:
    if not isinstance(said, dict):
        return _text(said)
    return _text(next((said[key] for key in ("id", "value", "name") if key in said), None))


def _text(said: Any) -> str:
    if said is None:
        return ""
    return said.strip() if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def _dataflow(said: Mapping[str, Any]) -> str:
    """What the links of a structure name: AGENCY:ID(VERSION)."""
    urns = {link.get("rel"): link.get("urn", "") for link in said.get("links", ())}
    found: str = urns.get("dataflow") or urns.get("datastructure") or ""
    return found.rpartition("=")[2]


def _of_data_set(
    said: Mapping[str, Any], structure: _Structure, lines: _Lines
) -> Iterator[tuple[int, dict[str, str]]]:
    whole = {DATAFLOW: structure.dataflow}
    whole |= {one.id: (one.values or ("",))[0] for one in structure.dimensions.get("dataSet", ())}
    attributes = structure.attributes.get("dataSet", ())
    if "attributes" in said:
        whole |= _said(attributes, said["attributes"])
    else:  # where only one value can be meant, a message may leave out which it is
        whole |= {one.id: one.values[0] if one.values else one.default for one in attributes}
    groups = [
        (_key(structure, key), _said(structure.attributes.get("dimensionGroup", ()), found))
        for key, found in said.get("dimensionGroupAttributes", {}).items()
    ]
    for key, series in (said.get("series") or {"": said}).items():
        of_series = dict(whole)
        lines.to("observations")
        if key:
            of_series |= _keyed(structure.dimensions.get("series", ()), key)
            of_series |= _said(structure.attributes.get("series", ()), series.get("attributes"))
        for place, found in (series.get("observations") or {}).items():
            row = of_series | _keyed(structure.dimensions.get("observation", ()), place)
            for dimensions, attached in groups:
                if dimensions.items() <= row.items():
                    row |= attached
            measures = structure.values
            row |= _said(measures, found)
            row |= _said(structure.attributes.get("observation", ()), found[len(measures) :])
            yield lines.to(place), row


def _keyed(concepts: Sequence[_Concept], key: str) -> dict[str, str]:
    return {
        concept.id: concept.text(place)
        for concept, place in zip(concepts, key.split(":"), strict=True)
    }


def _key(structure: _Structure, key: str) -> dict[str, str]:
    """The dimensions of a group, whose key has an empty place for every other."""
    concepts = {one.id: one for level in _LEVELS for one in structure.dimensions.get(level, ())}
    return {
        id_: concepts[id_].text(place)
        for id_, place in zip(structure.key, key.split(":"), strict=True)
        if place
    }


def _said(concepts: Sequence[_Concept], said: Sequence[Any] | None) -> dict[str, str]:
    """What is said of each of the concepts; the last ones may be left out."""
    given = [*(said or ()), *[None] * len(concepts)]
    # Annotations come last, and are none of the concepts.
    return {one.id: one.text(each) for one, each in zip(concepts, given, strict=False)}
