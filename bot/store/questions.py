"""What a proposed package still asks: cells and values that begin with a question mark.

``figures describe`` writes into each place that it cannot fill what is to be found out:
``? In which unit are the numbers?``. No code, number or date begins so, and nothing is
loaded while one of them stands.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.store.faults import QuestionsOpen
from bot.store.package import STATEMENTS, Package

__all__ = ["MARK", "asked", "in_cells", "in_descriptor", "see_that_all_is_answered"]

MARK = "?"
_BYTES = (b"? ", b'"?"', b",?")  # of a file without one of these, nothing need be read


def asked(question: str) -> str:
    """The text that stands in place of an answer."""
    return f"{MARK} {question}"


def see_that_all_is_answered(package: Package) -> None:
    """Raise QuestionsOpen with every question that stands in the package."""
    questions = tuple(_of(package))
    if questions:
        raise QuestionsOpen(package.name, questions)


def _of(package: Package) -> Iterator[str]:
    raw = package.descriptor.read_bytes()
    if _may_ask(raw):
        shown = package.shown(package.descriptor)
        said = json.loads(raw.decode("utf-8-sig"))
        for place, question in in_descriptor(said):
            yield f"{shown}, {place}: {question}"
    for file in _lists(package):
        raw = file.read_bytes()
        if _may_ask(raw):
            rows = csv.reader(io.StringIO(raw.decode("utf-8-sig", errors="replace"), newline=""))
            for place, question in in_cells(next(rows, []), rows):
                yield f"{package.shown(file)}, {place}: {question}"


def _lists(package: Package) -> Iterator[Path]:
    """The files of our own columns that a description writes."""
    for resource in package.resources:
        if resource.holds != STATEMENTS:
            yield from resource.files
        elif resource.is_mapped:
            listed = resource.said["figures"]
            path = listed.get("columns") if isinstance(listed, dict) else None
            path = path.get("path") if isinstance(path, dict) else path
            if isinstance(path, str) and (package.folder / path).is_file():
                yield package.folder / path


def _may_ask(raw: bytes) -> bool:
    return any(mark in raw for mark in _BYTES)


def _question(value: object) -> str | None:
    """The question in place of a value; empty for a mark alone."""
    if not isinstance(value, str) or not value.startswith(MARK):
        return None
    rest = value.removeprefix(MARK)
    return rest.strip() if not rest or rest[0].isspace() else None


_ALONE = "this is still to be filled in"


def in_descriptor(said: object) -> Iterator[tuple[str, str]]:
    """Place and question of each in a datapackage.json."""
    for place, value in _walked(said, ()):
        question = _question(value)
        if question is not None:
            yield ", ".join(place), question or _ALONE


_PASSED = ("resources", "schema", "fields", "figures", "constants")
"""Keys that tell an editor nothing that the name of the table or column does not."""


def _walked(value: object, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _walked(each, place if key in _PASSED else (*place, str(key)))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _walked(each, (*place, *_named(each, place)))
    else:
        yield place, value


def _named(value: Any, place: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, Mapping) or "name" not in value:
        return ()
    return (f"column {value['name']!r}" if place else str(value["name"]),)


def in_cells(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Place and question of each in a file of rows; one asked of many rows is told once."""
    found: dict[tuple[str, str], list[int]] = {}
    for line, row in enumerate(rows, 2):
        for name, cell in zip(header, row, strict=False):
            question = _question(cell.strip()) if cell.startswith(MARK) else None
            if question is not None:
                found.setdefault((name, question or _ALONE), []).append(line)
    for (name, question), lines in found.items():
        more = f" and {len(lines) - 1:,} more" if len(lines) > 1 else ""
        yield f"line {lines[0]}{more}, {name}", question
