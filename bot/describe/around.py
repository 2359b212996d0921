"""What a table says of itself beside its numbers: rows above and below, blocks of titles, and
a datapackage.json of somebody else's beside the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.describe.known import rows
from bot.describe.layout import Layout
from bot.describe.periods import labels_of
from bot.figures.period import Period
from bot.store.period_labels import labelled

__all__ = ["Around", "Said", "around"]

_KEY = re.compile(r"""^\s*(?P<key>[A-Za-z_]\w*)\s*[=:]\s*['"]?(?P<value>.*?)['"]?\s*$""")
_SOURCE = re.compile(r"^\W*(?:source|sources|quelle|quellen)\s*[:=]\s*(?P<who>.{2,80})$", re.I)
_NAME = "datapackage.json"
_UP = 3  # folders above the file in which a datapackage.json may describe it
_LONGEST = 400  # characters of a description that are looked through for a unit


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one column."""

    title: str | None = None
    texts: tuple[str, ...] = ()  # descriptions and units of it
    keys: Mapping[str, str] = field(default_factory=dict)  # of a block of metadata
    code: str | None = None  # an identifier that is not the column's name


@dataclass(frozen=True, slots=True)
class Around:
    """What is said of a table and of its columns."""

    columns: Mapping[str, Said]
    texts: tuple[str, ...]  # titles and descriptions of the whole table
    notes: str  # every line around it, for signs that are explained there
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # a day, as ISO writes it
    hint: str | None = None  # a day that may be meant
    licence: Mapping[str, Any] | None = None


def around(file: Path, layout: Layout) -> Around:
    """All that stands around a table."""
    blocks, rest = _blocks(layout)
    package, resource = _beside(file)
    columns = {name: blocks.get(name) or _under(layout, name) for name in layout.header}
    for each in _fields(resource):
        name = str(each["name"])
        if name in columns and columns[name] == Said():
            columns[name] = _field(each)
    lines = [*(" ".join(row) for row in layout.above), *rest]
    titles = [line for line in lines[: len(layout.above)] if line]
    texts = [*titles, *_texts(resource), *(_texts(package) if _alone(package) else ())]
    published, hint = _day(lines, layout)
    return Around(
        {name: said for name, said in columns.items() if said != Said()},
        tuple(texts),
        "\n".join(lines),
        _without_unit(titles[0]) if titles else _text(resource, "title"),
        _publisher(package, resource) or _source(lines),
        published,
        hint or _text(package, "last_updated"),
        next(iter(_listed(package, "licenses")), None),
    )


def _without_unit(title: str) -> str:
    """A title without a last word that says no more than that things are counted."""
    words = "|".join(row["PATTERN"] for row in rows("counted"))
    return re.sub(rf"\s*(?:[,:;–-]\s*|\()(?:{words})\)?\s*$", "", title, flags=re.I) or title


def _blocks(layout: Layout) -> tuple[dict[str, Said], list[str]]:
    """Titles and keys of columns in rows below the data that begin with a column's name."""
    names, found, rest = set(layout.header), dict[str, Said](), []
    current: str | None = None
    keys: dict[str, str] = {}
    for row in layout.footer:
        filled = [cell for cell in row if cell]
        if len(filled) == 2 and row[0] in names and row[0] and row[1]:
            current, keys = row[0], {}
            found.setdefault(current, Said(row[1], (), keys))
            continue
        key = _KEY.match(filled[0]) if len(filled) == 1 and not row[0] else None
        if key and current is not None:
            keys[key["key"].lower()] = key["value"]
        elif filled:
            rest.append(" ".join(filled))
    return found, rest


def _under(layout: Layout, name: str) -> Said:
    """What rows between the header and the data say of a column, one kind of thing a row."""
    if not layout.beside or layout.header.count(name) > 1:
        return Said()
    place = layout.header.index(name)
    kinds = {key.lower(): row[place] for key, row in layout.beside.items() if row[place]}
    unit = kinds.get("preunit", "") + kinds.get("unit", "")
    return Said(name, (unit,) if unit else (), kinds, kinds.get("cdid") or kinds.get("code"))


def _beside(file: Path) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The package that a datapackage.json near the file describes, and its resource."""
    for folder in list(file.resolve().parents)[:_UP]:
        descriptor = folder / _NAME
        if not descriptor.is_file():
            continue
        try:
            said = json.loads(descriptor.read_text(encoding="utf-8-sig"))
        except (ValueError, OSError):
            return {}, {}
        for resource in _listed(said, "resources"):
            paths = resource.get("path")
            for path in [paths] if isinstance(paths, str) else paths or ():
                if isinstance(path, str) and (folder / path).resolve() == file.resolve():
                    return said, resource
        return {}, {}
    return {}, {}


def _listed(said: Any, key: str) -> list[Mapping[str, Any]]:
    found = said.get(key) if isinstance(said, Mapping) else None
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _alone(package: Mapping[str, Any]) -> bool:
    """Whether what is said of the package is said of this one table."""
    return len(_listed(package, "resources")) == 1


def _fields(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in _listed(resource.get("schema"), "fields") if "name" in each)


def _field(said: Mapping[str, Any]) -> Said:
    texts = [_text(said, key) for key in ("title", "description", "unit", "unitText")]
    return Said(_text(said, "title"), tuple(text[:_LONGEST] for text in texts if text))


def _texts(said: Mapping[str, Any]) -> Iterator[str]:
    return (text[:_LONGEST] for key in ("title", "description") if (text := _text(said, key)))


def _text(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def _publisher(package: Mapping[str, Any], resource: Mapping[str, Any]) -> str | None:
    """Who is the one source that a datapackage.json names."""
    for said in (package, resource):
        names = {_text(each, "title") or _text(each, "name") for each in _listed(said, "sources")}
        if len(names) == 1:
            return names.pop()
    return None


def _source(lines: Sequence[str]) -> str | None:
    found = [match["who"].strip(" .") for line in lines if (match := _SOURCE.match(line))]
    return found[0] if len(found) == 1 and not re.search(r"https?:", found[0]) else None


def _day(lines: Sequence[str], layout: Layout) -> tuple[str | None, str | None]:
    """The day of publication that a line or a row names; and one that it may be."""
    (said,) = (row["PATTERN"] for row in rows("dates"))
    days = set()
    cells = [
        f"{key}: {cell}" for key, row in layout.beside.items() for cell in set(row[1:]) if cell
    ]
    for line in (*lines, *cells):
        match = re.search(rf"(?i)\b{said}\b\s*[:=]?\s*(?P<day>.+)$", line)
        if match:
            days.add(_read_day(match["day"]))
    days.discard(None)
    return (days.pop(), None) if len(days) == 1 else (None, None)


_WHEN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\.?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
)


def _read_day(text: str) -> str | None:
    match = _WHEN.search(text)
    if match is None:
        return None
    day = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", match["day"])
    day = re.sub(r"(?<=[A-Za-z])[.,]|(?<=\d)\.(?=\s)", "", day)
    found = labels_of([day])
    if found is None or found.question is not None:
        return None
    code, _ = labelled(day, found.formats, None)
    return code if Period.of(code).grain == "D" else None
