"""What is loaded by itself, without the folder of a data package: made into one.

An SDMX message whose columns are ours needs no mapping. It becomes a package of its own
name, with a row of sources for each release that it names, or for the one that was said
with it. What comes from standard input is named after its data set. A .zip holds a data
package, or one message.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from bot.store.faults import NoPackage, NotLoadable, SourceUnsaid
from bot.store.grids import Unreadable
from bot.store.mapping import Table
from bot.store.package import DESCRIPTOR
from bot.store.sdmx import DATAFLOW, format_of
from bot.store.sdmx_grid import message_grid, preamble

__all__ = ["STANDARD_INPUT", "Release", "unpacked"]

STANDARD_INPUT = Path("-")
_PIPED = "standard-input"

_OF_SOURCE = {"PUBLISHER": "PUBLISHER", "PUBLISHED": "PUBLISHED", "TITLE": "TITLE", "URL": "URL",
              "ROUNDING": "ROUNDING", "SOURCE_NOTE": "NOTE"}  # fmt: skip
"""Columns of a message that say something of its SOURCE_ID, with those of sources.csv."""


@dataclass(frozen=True, slots=True)
class Release:
    """Where a message comes from, as far as whoever loads it says so."""

    publisher: str | None = None
    published: date | None = None
    source_id: str | None = None
    title: str | None = None


@contextmanager
def unpacked(
    paths: Sequence[Path], release: Release, standard_input: BinaryIO
) -> Iterator[tuple[Path, ...]]:
    """The folders of packages for what is to be loaded; made ones last as long as the context.

    Raises NoPackage, NotLoadable, SourceUnsaid.
    """
    with TemporaryDirectory() as made:
        yield tuple(
            _folder(path, release, standard_input, Path(made) / str(number))
            for number, path in enumerate(paths)
        )


def _folder(path: Path, release: Release, standard_input: BinaryIO, room: Path) -> Path:
    if path == STANDARD_INPUT:
        path = room / _PIPED / _PIPED
        path.parent.mkdir(parents=True)
        with path.open("wb") as stream:
            shutil.copyfileobj(standard_input, stream)
    elif path.is_dir() or path.name == DESCRIPTOR:
        return _needing_no(release, path)
    elif not path.is_file():
        raise NoPackage(path)
    if zipfile.is_zipfile(path):
        return _of_archive(path, release, room)
    return _of_message(path, release, room)


def _needing_no(release: Release, path: Path) -> Path:
    if release != Release():
        raise NotLoadable(
            str(path), "a data package says in its sources.csv who published it, not with options"
        )
    return path


def _of_archive(path: Path, release: Release, room: Path) -> Path:
    folder = room / path.name.removesuffix(".zip")
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    except (OSError, RuntimeError, zipfile.BadZipFile) as fault:
        raise NotLoadable(path.name, f"it cannot be unpacked ({fault})") from None
    found = [folder / DESCRIPTOR, *sorted(folder.glob(f"*/{DESCRIPTOR}"))]
    descriptors = [each for each in found if each.is_file()]
    if descriptors:
        return _needing_no(release, descriptors[0].parent)
    files = [each for each in folder.rglob("*") if each.is_file()]
    if len(files) != 1:
        raise NotLoadable(path.name, f"it has no {DESCRIPTOR}")
    return _of_message(files[0], release, room / "message")


def _of_message(file: Path, release: Release, room: Path) -> Path:
    """The folder of a package that is one message."""
    format_ = format_of(file)
    if format_ is None:
        raise NotLoadable(file.name, "it is no SDMX message")
    folder = room / file.name
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / file.name
    if copy != file:
        shutil.copyfile(file, copy)
    seen = _looked_through(copy, format_)
    name = (seen.name if file.name == _PIPED else None) or file.name
    constants, sources = {}, seen.sources
    if seen.header and (release != Release() or "SOURCE_ID" not in seen.header):
        sources = [_source(release, name, copy, format_)]
        constants["SOURCE_ID"] = sources[0]["SOURCE_ID"]
    message = {
        "name": "message",
        "path": file.name,
        "format": format_,
        "schema": {"fields": [{"name": each} for each in _OF_SOURCE if each in seen.header]},
        "figures": {"constants": constants},
    }
    resources: list[Mapping[str, object]] = [message]
    if sources:
        resources.append({"name": "sources", "path": "sources.csv"})
        with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, ("SOURCE_ID", *_OF_SOURCE.values()), restval="")
            writer.writeheader()
            writer.writerows(sources)
    described = json.dumps({"name": name, "resources": resources})
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")
    return folder


def _source(release: Release, name: str, file: Path, format_: str) -> Mapping[str, str]:
    """The row of sources for what was said with the message. Raises SourceUnsaid."""
    if release.publisher is None or release.published is None:
        said = preamble(file, format_)
        raise SourceUnsaid(file.name, said.sender, said.prepared)
    code = release.source_id or f"{name.partition('.')[0]}-{release.published}"
    return {
        "SOURCE_ID": code,
        "PUBLISHER": release.publisher,
        "PUBLISHED": release.published.isoformat(),
        "TITLE": release.title or "",
    }


class _Seen(NamedTuple):
    """What a look through a message finds; nothing where it cannot be read, as the load says."""

    header: Sequence[str] = ()
    name: str = ""  # of its data set, as a package may have it
    sources: Sequence[Mapping[str, str]] = ()


def _looked_through(file: Path, format_: str) -> _Seen:
    try:
        rows = message_grid(file, Table.model_validate({"format": format_}))
        _, header = next(rows, (1, []))
        places = {name: place for place, name in enumerate(header)}
        told = {"SOURCE_ID", "PUBLISHER", "PUBLISHED"} <= places.keys()
        columns = {"SOURCE_ID": "SOURCE_ID", **_OF_SOURCE}
        name, sources = "", dict[tuple[str, ...], None]()
        for _, row in rows:
            name = name or (_named(row[places[DATAFLOW]]) if DATAFLOW in places else "")
            if not told:
                break
            sources[tuple(row[places[each]] if each in places else "" for each in columns)] = None
    except (Unreadable, UnicodeDecodeError):
        return _Seen()
    named = [dict(zip(columns.values(), each, strict=True)) for each in sources]
    return _Seen(header, name, named)


def _named(dataflow: str) -> str:
    """ECB:EXR(1.0) as the name of a package, ecb-exr-1.0."""
    return re.sub(r"[^a-z0-9._]+", "-", dataflow.lower()).strip("-")
