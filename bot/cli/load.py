"""``figures load``: data packages into the database, with a report in words."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import database_option

if TYPE_CHECKING:
    from bot.store.loading import PackageReport

__all__ = ["load", "load_and_report"]

MOST_NOTES = 20
"""Notes shown; a slip of scale may be in every row of a release."""


@click.command()
@click.argument(
    "paths", metavar="PATH [PATH ...]", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@database_option()
def load(paths: tuple[Path, ...], database: Path) -> None:
    """Load data packages, each from its folder PATH.

    What a package requires is loaded before it. Where a row is refused nothing is
    loaded, and every refused row is named with its file, its line and what to do.
    What is loaded but looks like a slip is noted on standard error.
    Loading the same files again changes nothing.

    \b
    Examples:
      figures load data/xinjiang
      figures load data/xinjiang-later
      figures load --database later.db data/xinjiang-later
    """
    load_and_report(database, paths)


def load_and_report(database: Path, paths: Sequence[Path], *, err: bool = False) -> None:
    """Load, and say for each package what changed, then what looks like a slip.

    Raises StoreFault.
    """
    from bot.store.loading import load

    report = load(database, paths, now=datetime.now(UTC), who=_who())
    for package in report.packages:
        if package.unchanged or package.loaded:
            click.echo(f"{package.package}: {_counted(package)}", err=err)
    for note in report.notes[:MOST_NOTES]:
        click.echo(f"Note: {note}", err=True)
    if len(report.notes) > MOST_NOTES:
        click.echo(f"Note: {len(report.notes) - MOST_NOTES:,} more like these.", err=True)


def _counted(package: PackageReport) -> str:
    """What the load did with the statements of one package."""
    counts = {
        "new": package.new,
        "revised": package.revised,
        "corrected": package.corrected,
        "unchanged": package.unchanged,
    }
    total = f"{sum(counts.values()):,} statements"
    if not package.loaded:
        return f"{total}, as they were"
    counts["removed"] = package.removed
    changes = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f"{total}: {changes}" if changes else "names and codes"


def _who() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may run as a user without a name
        return "unknown"
