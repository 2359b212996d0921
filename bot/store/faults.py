"""What can go wrong with files and packages; each message says what to do next.

StoreFault
├── NoFigures              there is no database, or nothing was ever loaded into it
├── NotFigures             the file is not one of the desk's
├── OutdatedFigures        made by another version of the desk
├── DatabaseBusy           another load holds it
├── DatabaseUnwritable     no right, no space, no folder
├── NotUndone              a load that cannot be taken back
├── BackupExists           a backup would overwrite something
├── ExportExists           an export would
├── ExportTangled          packages that refer to each other
├── ExportUnwritable       no right, no space, no folder
├── NotOnFile              no package of that name
├── MissingLibrary         a kind of file that needs an extra which is not installed
└── PackageFault
    ├── NoPackage          no datapackage.json there
    ├── NotLoadable        a file that is neither a package nor an SDMX message
    ├── SourceUnsaid       an SDMX message by itself whose publisher is not known
    ├── BadDescriptor      datapackage.json cannot be used
    ├── MissingRequirement a package that it requires is not there
    ├── CircularRequirement
    ├── QuestionsOpen      a mapping that was proposed, with what it still asks
    ├── LoadDoubted        what is on file would change as by a slip
    └── RowsRefused        every row that cannot be loaded, with its place and remedy
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "UNTIL",
    "BackupExists",
    "BadDescriptor",
    "CircularRequirement",
    "DatabaseBusy",
    "DatabaseUnwritable",
    "ExportExists",
    "ExportTangled",
    "ExportUnwritable",
    "LoadDoubted",
    "MissingLibrary",
    "MissingRequirement",
    "NoFigures",
    "NoPackage",
    "NoState",
    "NotFigures",
    "NotLoadable",
    "NotOnFile",
    "NotState",
    "NotUndone",
    "OutdatedFigures",
    "PackageFault",
    "QuestionsOpen",
    "Refusal",
    "RowsRefused",
    "SourceUnsaid",
    "StoreFault",
]


class StoreFault(Exception):
    """Anything of the store that a person must mend. ``str()`` is a sentence to show."""


class NoFigures(StoreFault):
    """There is nothing to answer from."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"There are no figures at {database}. Load some first: figures load data/xinjiang"
        )


class NotFigures(StoreFault):
    """A file that is no SQLite database, or one of something else."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"{database} is not a file of the figures desk. "
            "Name another with --database, or move that one away and load again."
        )


class NoState(StoreFault):
    """There is no file of the bot's own memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no memory of the bot's at {path}. The bot makes it once it answers in "
            "Slack; name another with --state."
        )


class NotState(StoreFault):
    """A file that does not hold the bot's own memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not a file of the bot's own memory. "
            "Move it away, or name another, and start again."
        )


class OutdatedFigures(StoreFault):
    """The tables are of another version of the desk than the one that runs."""

    def __init__(self, database: Path, *, newer: bool) -> None:
        self.newer = newer
        if newer:
            super().__init__(
                f"{database} was made by a newer version of the desk. "
                "Update the desk, or name another file with --database."
            )
        else:
            super().__init__(
                f"{database} was made by an earlier version of the desk. "
                "Load a package once to bring it up to date: figures load data/xinjiang"
            )


class DatabaseBusy(StoreFault):
    """Another process writes to the file and did not end in time."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"Another load is writing to {database}. Nothing was changed; "
            "try again when it is done."
        )


class DatabaseUnwritable(StoreFault):
    """The file cannot be made or written."""

    def __init__(self, database: Path, reason: str) -> None:
        super().__init__(
            f"{database} cannot be written: {reason}. Nothing was changed. "
            "See that its folder exists, may be written and has space left."
        )


class NotUndone(StoreFault):
    """A load that is not the one to take back; the message says which is, or why none can be."""


class BackupExists(StoreFault):
    """There is something where a backup was to be written."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"There is already something at {file}, and a backup overwrites nothing. "
            "Name another file, or move that one away."
        )


class ExportExists(StoreFault):
    """Something stands where an export was to be written."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"There is already something at {place}, and an export overwrites nothing. "
            "Name another place, or move that away."
        )


class ExportUnwritable(StoreFault):
    """An export that could not be written to its end."""

    def __init__(self, place: Path, reason: str) -> None:
        super().__init__(
            f"{place} cannot be written: {reason}. Nothing was left there. "
            "See that its folder exists, may be written and has space."
        )


class ExportTangled(StoreFault):
    """Packages of which none can be loaded before the others."""

    def __init__(self, packages: Sequence[str]) -> None:
        named = " and ".join([", ".join(packages[:-1]), packages[-1]])
        super().__init__(
            f"The packages {named} refer to each other's codes or sources, so none of them can "
            "be loaded first, and nothing was written. Move what both use into one of them and "
            "load them again, or export the statements alone with --format sdmx-csv."
        )


class NotOnFile(StoreFault):
    """A package that is not there to be exported."""

    def __init__(self, package: str, held: Sequence[str]) -> None:
        listed = f"There are {', '.join(held)}" if held else "There are none"
        super().__init__(f"No package {package} is on file. {listed}.")


class MissingLibrary(StoreFault):
    """A file that is read with a library of an extra of this project."""

    def __init__(self, file: Path, extra: str) -> None:
        super().__init__(
            f"{file} is read with a library that is not installed. Install the desk's extra "
            f"{extra} in its folder: .venv/bin/pip install '.[{extra}]'"
        )


class PackageFault(StoreFault):
    """Something about a package to load."""


class NoPackage(PackageFault):
    """A path that is no data package."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no datapackage.json in {path}. Give the folder of a data package."
        )


class NotLoadable(PackageFault):
    """A file that cannot be loaded by itself."""

    def __init__(self, shown: str, reason: str) -> None:
        super().__init__(
            f"{shown} cannot be loaded: {reason}. Give the folder of a data package, that folder "
            "as a .zip, or an SDMX message; data/README.md says how a table becomes a package."
        )


class SourceUnsaid(PackageFault):
    """An SDMX message that does not say whose figures they are, and from when."""

    def __init__(self, shown: str, sender: str | None, prepared: str | None) -> None:
        proposed = ""
        if sender and prepared:
            proposed = (
                f"Its header has: --publisher {shlex.quote(sender)} --published {prepared[:10]}. "
                "Change the day if that is when the file was made and not when the figures came "
                "out."
            )
        super().__init__(
            f"{shown} does not say who published its figures and when. Add --publisher NAME "
            f"--published DATE, as 2020-05-01. {proposed}".rstrip()
        )


class BadDescriptor(PackageFault):
    """A datapackage.json that cannot be used: a problem in one sentence, or with lines of its own.

    The sentence has no full stop yet; lines end with the end of a line.
    """

    def __init__(self, file: Path, problem: str, remedy: str) -> None:
        stop = "" if problem.endswith("\n") else ". "
        super().__init__(f"{file}: {problem}{stop}{remedy}")


class MissingRequirement(PackageFault):
    """A package that another requires and that is not there."""

    def __init__(self, package: str, path: Path) -> None:
        super().__init__(
            f"The package {package} requires the one in {path}, where there is no "
            "datapackage.json. Put it there, or correct figures.requires: it lists the folders "
            f"of other packages, not their names, by their paths from the folder of {package}, "
            'such as "../places".'
        )


class CircularRequirement(PackageFault):
    """Packages that require each other."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"The package {package} requires itself, directly or through another. "
            "Take one of the figures.requires away."
        )


class QuestionsOpen(PackageFault):
    """A package of which not every question has been answered."""

    def __init__(self, package: str, questions: Sequence[str]) -> None:
        many = f"{len(questions):,} questions are" if len(questions) != 1 else "1 question is"
        lines = "\n".join(f"  {question}" for question in questions)
        super().__init__(
            f"The package {package} cannot be loaded before {many} answered:\n{lines}\n"
            "Write each answer in the place of its question."
        )


class LoadDoubted(PackageFault):
    """What is on file would change more than a publisher's revision changes it."""

    def __init__(self, doubts: Sequence[str]) -> None:
        lines = "\n".join(f"  {doubt}" for doubt in doubts)
        super().__init__(
            f"This looks like a slip and not like a revision, so nothing was loaded:\n{lines}\n"
            "If it is right as it is, load it with --anyway."
        )


UNTIL = "figures.until"
"""What a refusal names in place of a column where a mapping ends the data too early."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that keeps its row out: where it stands, what it holds, and what to do."""

    file: str  # as the package's folder and the file's name
    line: int  # as a text editor counts, the header being line 1
    column: str
    value: str
    advice: str  # what is wrong and what to do

    @property
    def is_of_row(self) -> bool:
        """Whether it is of a row of figures or names, and not of a file or of the mapping."""
        named = self.file.rpartition("/")[2]
        return named != "datapackage.json" and self.column not in ("file", "header", UNTIL)

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else self.value[:57] + "..."
        return f"{self.file}, line {self.line}, {self.column} {shown!r}: {self.advice}"


class RowsRefused(PackageFault):
    """What cannot be loaded, all of it; nothing of the load was written."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        rows = {(each.file, each.line) for each in refusals if each.is_of_row}
        others = {(each.file, each.column, each.value) for each in refusals if not each.is_of_row}
        said = []
        if rows:
            said.append(f"{len(rows)} rows were refused" if len(rows) != 1 else "1 row was refused")
        if others:
            thing = "things are" if len(others) != 1 else "thing is"
            more = "more " if rows else ""
            said.append(f"{len(others)} {more}{thing} to be put right")
        lines = "\n".join(f"  {refusal}" for refusal in refusals)
        super().__init__(f"{' and '.join(said)}, so nothing was loaded:\n{lines}")
