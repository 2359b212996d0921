"""Data packages on disk: what datapackage.json says, and the cells of its CSV files.

Convention: a package is named by its folder or by its datapackage.json. Cells
are text without the white space around them, and nothing else is done to them.
Files are read a row at a time, so a package may be larger than memory.
"""

from __future__ import annotations

import csv
import hashlib
import json
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from bot.store.faults import (
    BadDescriptor,
    CircularRequirement,
    MissingRequirement,
    NoPackage,
    Refusal,
)
from bot.store.progress import opened
from bot.store.sdmx import FORMATS

__all__ = [
    "CODES",
    "DESCRIPTOR",
    "STATEMENTS",
    "VINTAGES",
    "Package",
    "Refuse",
    "Resource",
    "cells",
    "default_packages",
    "encoding_fault",
    "fingerprint",
    "in_order",
    "listed_cells",
    "open_package",
]

CODES = Path(__file__).parent.parent / "codes"
"""The package of codes that belong to no newsroom, which every database begins with."""

DESCRIPTOR = "datapackage.json"
DEFAULT = "default"
STATEMENTS = "statements"
VINTAGES = "vintages"
"""Statements too, which only an export has: those that an editor's file does not."""

LOADS = (DEFAULT, "on request")

_BLOCK = 1 << 20  # bytes

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}

Refuse = Callable[[Refusal], None]
ReadBytes = Callable[[Path], IO[bytes]]


def open_bytes(file: Path) -> IO[bytes]:
    """The file for its bytes, as they stand."""
    return file.open("rb")


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a package, in one file or several with the same columns."""

    name: str
    files: tuple[Path, ...]
    columns: Path | None = None  # the file that says what its many columns are
    schema: Path | None = None  # the file of its schema, where that has one of its own
    said: Mapping[str, Any] = field(default_factory=dict, compare=False)  # all of it, as it stands

    @property
    def is_mapped(self) -> bool:
        """Whether it is a table as somebody published it, with a mapping to statements."""
        return "figures" in self.said or self.said.get("format") in FORMATS

    @property
    def holds(self) -> str:
        """The table of ours that its rows belong to."""
        return STATEMENTS if self.is_mapped or self.name == VINTAGES else self.name


@dataclass(frozen=True, slots=True)
class Package:
    """What a datapackage.json says, as far as the desk uses it."""

    name: str
    folder: Path
    load: str  # "default" or "on request"
    home_area: str | None
    requires: tuple[Path, ...]
    resources: tuple[Resource, ...]

    @property
    def descriptor(self) -> Path:
        return self.folder / DESCRIPTOR

    def shown(self, file: Path) -> str:
        """A file as messages name it, whatever machine it is on."""
        if file.name == self.folder.name:
            return file.name  # it came by itself, and is a package of its own name
        return f"{self.folder.name}/{file.relative_to(self.folder).as_posix()}"


def open_package(path: Path) -> Package:
    """The package in a folder. Raises NoPackage or BadDescriptor."""
    folder = path.parent if path.name == DESCRIPTOR else path
    file = folder / DESCRIPTOR
    if not file.is_file():
        raise NoPackage(path)
    return _described(folder.resolve(), file, _read(file))


_REQUIRES = 'List the folders of other packages by their paths from this one, as ["../places"].'


def _read(file: Path) -> Mapping[str, Any]:
    try:
        said = json.loads(file.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise BadDescriptor(file, f"it is not JSON: {fault}", "Correct it there.") from None
    if not isinstance(said, dict):
        raise BadDescriptor(file, "it is not a JSON object", "Begin it with {.")
    return said


def _described(folder: Path, file: Path, said: Mapping[str, Any]) -> Package:
    name, figures = said.get("name"), said.get("figures", {})
    if not isinstance(name, str) or not name or "/" in name:
        raise BadDescriptor(file, "it has no name", 'Add one, as "name": "xinjiang".')
    if not isinstance(figures, dict) or figures.get("load", LOADS[1]) not in LOADS:
        choices = " or ".join(f'"{load}"' for load in LOADS)
        raise BadDescriptor(file, "figures.load is not known", f"Write {choices}.")
    requires, listed = figures.get("requires", []), said.get("resources")
    if not _texts(requires):
        raise BadDescriptor(file, "figures.requires is not a list of paths", _REQUIRES)
    if not isinstance(listed, list) or not listed:
        raise BadDescriptor(file, "it lists no resources", "Add one for each CSV file.")
    return Package(
        name=name,
        folder=folder,
        load=figures.get("load", LOADS[1]),
        home_area=figures.get("home_area"),
        requires=tuple((folder / path).resolve() for path in requires),
        resources=tuple(_resource(folder, file, resource) for resource in listed),
    )


def _resource(folder: Path, file: Path, said: object) -> Resource:
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        raise BadDescriptor(file, "a resource has no name", "Name it after what it holds.")
    paths = said.get("path")
    paths = [paths] if isinstance(paths, str) else paths
    if not paths or not _texts(paths):
        raise BadDescriptor(
            file, f"the resource {said['name']} has no path", "Give the path of its CSV file."
        )
    files = tuple(_inside(folder, file, path) for path in paths)
    columns, schema = _columns(folder, file, said.get("figures")), None
    if isinstance(said.get("schema"), str):
        schema = _inside(folder, file, said["schema"])
        said = {**said, "schema": _read(schema)}
    return Resource(said["name"], files, columns, schema, said)


def _columns(folder: Path, file: Path, figures: object) -> Path | None:
    """The file named under ``columns`` of a mapping, as a path or with one."""
    listed = figures.get("columns") if isinstance(figures, dict) else None
    path = listed.get("path") if isinstance(listed, dict) else listed
    return _inside(folder, file, path) if isinstance(path, str) else None


def _inside(folder: Path, file: Path, path: str) -> Path:
    found = (folder / path).resolve()
    if not found.is_relative_to(folder):
        raise BadDescriptor(file, f"{path} is outside the package", "Put the file beside this one.")
    if not found.is_file():
        raise BadDescriptor(file, f"there is no file {path}", "Add it, or drop its resource.")
    return found


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def default_packages(folder: Path) -> tuple[Path, ...]:
    """The packages in a folder of packages that say that they are loaded by default."""
    found = sorted(file.parent for file in folder.glob(f"*/{DESCRIPTOR}"))
    return tuple(path for path in found if open_package(path).load == DEFAULT)


def in_order(paths: Sequence[Path]) -> tuple[Package, ...]:
    """The packages with those they require, each once, requirements first.

    A folder of packages stands for all of them.

    Raises NoPackage, BadDescriptor, MissingRequirement, CircularRequirement.
    """
    done: dict[Path, Package] = {}
    for path in paths:
        for package in _packages_in(path):
            _add(open_package(package), done, ())
    return tuple(done.values())


def _packages_in(path: Path) -> Sequence[Path]:
    """The packages in a folder that is none itself, as an export makes it; else the path."""
    if (path / DESCRIPTOR).exists():
        return (path,)
    return sorted(file.parent for file in path.glob(f"*/{DESCRIPTOR}")) or (path,)


def _add(package: Package, done: dict[Path, Package], asking: tuple[Path, ...]) -> None:
    if package.folder in done:
        return
    if package.folder in asking:
        raise CircularRequirement(package.name)
    for path in package.requires:
        try:
            required = open_package(path)
        except NoPackage:
            raise MissingRequirement(package.name, path) from None
        _add(required, done, (*asking, package.folder))
    done[package.folder] = package


def fingerprint(package: Package) -> Mapping[str, str]:
    """SHA-256 of each file of the package, by its path within it."""
    files = [package.descriptor]
    for table in package.resources:
        files += [*table.files, *filter(None, (table.columns, table.schema))]
    return {file.relative_to(package.folder).as_posix(): _sha256(file) for file in files}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cells(
    package: Package,
    resource: Resource,
    required: Sequence[str],
    optional: Sequence[str],
    refuse: Refuse,
) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """File, line and cells by column of each row; rows that are no rows go to ``refuse``.

    A file that cannot be read as a table at all is one refusal.
    """
    for file in resource.files:
        yield from listed_cells(package, file, required, optional, refuse)


def listed_cells(
    package: Package,
    file: Path,
    required: Sequence[str],
    optional: Sequence[str],
    refuse: Refuse,
) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """The same of one file."""
    shown = package.shown(file)
    fault = encoding_fault(file, shown) or _separator_fault(file, shown, required)
    if fault is not None:
        refuse(fault)
        return
    with TextIOWrapper(opened(file), encoding="utf-8-sig", newline="") as stream:
        yield from _rows(csv.reader(stream, strict=True), shown, required, optional, refuse)


def encoding_fault(
    file: Path, shown: str, stated: str | None = None, read: ReadBytes = open_bytes
) -> Refusal | None:
    """The first byte that is not of the encoding: UTF-8, unless a mapping states another.

    ``read`` opens the file for its bytes. The byte is looked for line by line where the end
    of a line is one byte: no character runs on over it then, in UTF-8 or where each is a byte.
    """
    encoding = stated or "utf-8"
    with read(file) as stream:
        if _is_text(stream, encoding):
            return None
    with read(file) as stream:
        by_line = "\n".encode(encoding) == b"\n" or encoding == "utf-8-sig"
        for line, text in enumerate(stream if by_line else (stream.read(),), 1):
            try:
                text.decode(encoding)
            except UnicodeDecodeError as fault:
                name = encoding.upper()
                advice = f"it is not {name}; save the file as {name}"
                if stated is not None:
                    advice += ", or correct the encoding in datapackage.json"
                byte = f"0x{text[fault.start]:02X}"
                return Refusal(shown, line, f"byte {fault.start + 1}", byte, advice)
    return None


def _is_text(stream: IO[bytes], encoding: str) -> bool:
    """Whether all bytes are of the encoding, without where they are not: in a tenth of the time."""
    decoder = getincrementaldecoder(encoding)()
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator_fault(file: Path, shown: str, columns: Sequence[str]) -> Refusal | None:
    """A header whose columns are told apart by something else than commas."""
    with file.open(encoding="utf-8-sig") as stream:
        header = stream.readline().rstrip()
    for sign, name in _OTHER_SEPARATORS.items():
        found = {cell.strip(' "') for cell in header.split(sign)}
        if len(found.intersection(columns)) > 1:
            advice = f"this file is separated by {name}; save it with commas"
            return Refusal(shown, 1, "file", header, advice)
    return None


def _rows(
    reader: Any, shown: str, required: Sequence[str], optional: Sequence[str], refuse: Refuse
) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    header: list[str] | None = None
    line = 1
    try:
        for row in reader:
            first, line = line, reader.line_num + 1
            if header is None:
                header = [name.strip() for name in row]
                bad = list(_bad_columns(header, required, optional))
                for column, advice in bad:
                    refuse(Refusal(shown, 1, column, ",".join(header), advice))
                if bad:
                    return
            elif len(row) == len(header):
                yield shown, first, dict(zip(header, map(str.strip, row), strict=True))
            elif row:
                advice = (
                    f"it has {len(row)} cells and the header has {len(header)}; "
                    "add or remove commas, and quote a text that has one"
                )
                refuse(Refusal(shown, first, "row", ",".join(row), advice))
    except csv.Error as fault:
        refuse(Refusal(shown, line, "row", "", f"it is not CSV ({fault}); mend the quotes"))
    if header is None:
        refuse(Refusal(shown, 1, "file", "", "it is empty; give it a header"))


def _bad_columns(
    header: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for column in required:
        if column not in header:
            yield column, "this column is missing; add it"
    for place, column in enumerate(header):
        if column not in required and column not in optional:
            yield column, "this column is not known here; correct its name or remove it"
        elif column in header[:place]:
            yield column, "this column stands twice; remove one"
