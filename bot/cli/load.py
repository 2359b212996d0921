"""``figures load``: data packages into the database, with a report in words."""

from __future__ import annotations

import getpass
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import Day, database_option, house_style
from bot.cli.progress import bar

if TYPE_CHECKING:
    from bot.store.loading import PackageReport
    from bot.store.revisions import Revised

__all__ = ["counted", "load", "load_and_report", "who"]

ORDER = ("new", "revised", "corrected", "unchanged", "removed")
"""What a load does with statements, in the order in which it is told."""

MOST_NOTES = 20
"""Notes shown; a slip of scale may be in every row of a release."""


@click.command()
@click.argument(
    "paths", metavar="PATH [PATH ...]", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--publisher", metavar="NAME", help="Who published an SDMX message by itself.")
@click.option("--published", metavar="DATE", type=Day(), help="The day it came out: 2020-05-01.")
@click.option("--source-id", metavar="ID", help="Its SOURCE_ID; else its name and that day.")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--anyway", is_flag=True, help="Load what looks like a slip and not like a revision.")
@database_option()
def load(
    paths: tuple[Path, ...],
    publisher: str | None,
    published: date | None,
    source_id: str | None,
    title: str | None,
    dry_run: bool,
    anyway: bool,
    database: Path,
) -> None:
    """Load data packages and SDMX messages.

    PATH is the folder of a data package, that folder as a .zip, or an SDMX message
    whose columns are those of statements.csv: a file, or - for standard input. Where
    a message does not say who published it and when, --publisher and --published do.

    A folder of packages, as an export makes it, stands for all of them. What a package
    requires is loaded before it. Where a row is refused nothing is loaded, and every
    refused row is named with its file, its line and what to do. What is loaded but
    looks like a slip is noted on standard error.
    Loading the same files again changes nothing.

    A release in which many of the values that it changes more than double or halve,
    or are gone, stops before anything changes, unless --anyway is given. With
    --dry-run nothing changes at all: printed are the counts, the largest revisions
    and what the checks would newly find; the status is that of a load.

    \b
    Examples:
      figures load data/xinjiang
      figures load --dry-run data/xinjiang-later
      figures load --anyway data/xinjiang-later
      figures load --database later.db data/xinjiang-later
      figures load rates.xml --publisher "European Central Bank" --published 2021-12-27
      curl https://example.org/rates.csv | figures load - --publisher ECB --published 2021-12-27
    """
    from bot.store.unpacking import Release, unpacked

    release = Release(publisher, published, source_id, title)
    with unpacked(paths, release, sys.stdin.buffer) as folders:
        load_and_report(database, folders, dry_run=dry_run, anyway=anyway)


def load_and_report(
    database: Path,
    paths: Sequence[Path],
    *,
    err: bool = False,
    dry_run: bool = False,
    anyway: bool = False,
) -> None:
    """Load, and say for each package what changed, then what looks like a slip.

    A dry run says more: the largest revisions, and what the checks would find.
    Raises StoreFault.
    """
    from bot.store.faults import LoadDoubted
    from bot.store.findings import write_findings
    from bot.store.loading import load

    found = _Found()
    with bar("B") as progress:
        report = load(
            database,
            paths,
            now=datetime.now(UTC),
            who=who(),
            after=found.check if dry_run else write_findings,
            dry_run=dry_run,
            anyway=anyway,
            progress=progress,
        )
    revised = {one.package: one for one in report.revised}
    for package in report.packages:
        if package.unchanged or package.loaded:
            click.echo(f"{package.package}: {_counted(package)}", err=err)
        if dry_run and package.package in revised:
            click.echo(_largest(revised[package.package]), err=err)
    if dry_run:
        found.tell()
    _listed("Note: ", report.notes, err=True)
    if dry_run:
        if report.doubts and not anyway:
            raise LoadDoubted(report.doubts)
        click.echo("This was a dry run: nothing was changed.")


class _Found:
    """What the checks find that was not found before a load."""

    def __init__(self) -> None:
        self._new: list[str] = []
        self._settled = 0

    def check(self, connection: sqlite3.Connection) -> None:
        """The checks of a load, put into words while its transaction lasts."""
        from bot.reply.checked import newly
        from bot.reply.labels import Voice
        from bot.store.catalogue import StoredCatalogue
        from bot.store.findings import kept_findings, newest_day, write_findings
        from bot.store.reading import Reader

        before = set(kept_findings(connection))
        write_findings(connection)
        after = kept_findings(connection)
        self._settled = len(before.difference(after))
        day = newest_day(connection)
        if day is not None:
            voice = Voice(StoredCatalogue(Reader(connection), day), house_style())
            self._new = list(newly((one for one in after if one not in before), voice))

    def tell(self) -> None:
        if self._new:
            click.echo("The checks would newly find:")
            _listed("  ", self._new)
        if self._settled:
            click.echo(f"Findings that would no longer hold: {self._settled:,}")


def _largest(revised: Revised) -> str:
    lines = [str(revision) for revision in revised.largest]
    if revised.withdrawn:
        lines.append(f"withdrawn: {revised.withdrawn:,}")
    return "\n".join(f"  {line}" for line in lines)


def _listed(begin: str, lines: Sequence[str], *, err: bool = False) -> None:
    """The first lines of many, and how many more there are."""
    for line in lines[:MOST_NOTES]:
        click.echo(f"{begin}{line}", err=err)
    if len(lines) > MOST_NOTES:
        click.echo(f"{begin}{len(lines) - MOST_NOTES:,} more like these.", err=err)


def _counted(package: PackageReport) -> str:
    """What the load did with the statements of one package."""
    if not package.loaded:
        return f"{package.unchanged:,} statements, as they were"
    return counted({name: getattr(package, name) for name in ORDER})


def counted(counts: Mapping[str, int]) -> str:
    """In words what a load did with statements, given how many came to what."""
    total = sum(count for what, count in counts.items() if what != "removed")
    changes = ", ".join(f"{counts[what]:,} {what}" for what in ORDER if counts[what])
    return f"{total:,} statements: {changes}" if changes else "names and codes"


def who() -> str:
    """The name that the operating system has for who runs this."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may run as a user without a name
        return "unknown"
