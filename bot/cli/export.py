"""``figures export``: what is on file, as data packages or as SDMX-CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.common import database_option
from bot.cli.progress import bar

__all__ = ["export"]

PACKAGE, SDMX_CSV = "package", "sdmx-csv"
STANDARD_OUTPUT = Path("-")


@click.command()
@click.option(
    "--package",
    "packages",
    metavar="NAME",
    multiple=True,
    help="Only this package; may be given again. Else all that are on file.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([PACKAGE, SDMX_CSV]),
    default=PACKAGE,
    show_default=True,
    help="A folder of data packages, or one table of statements.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="PATH",
    help="The folder to make; of sdmx-csv a file, or - for standard output, as without it.",
)
@database_option()
def export(packages: tuple[str, ...], form: str, output: Path | None, database: Path) -> None:
    """Write what is on file, so that it can be loaded again.

    As packages, --output is a folder that is not there yet, with a folder for each
    package. Loaded into an empty file it makes the same figures: every statement with its
    vintages, the lists, names and releases. The codes that come with the desk are left
    out, and so is the record of loads.

    As sdmx-csv it is one table of SDMX-CSV 2.0: the columns of statements.csv, with the
    publisher and date of each source. Lists and names are not in it.

    Figures that are restricted or under embargo are written too, with their CONF_STATUS:
    mind who gets the files. All is of one moment, and the bot answers meanwhile.

    \b
    Examples:
      figures export --output copy
      figures export --package xinjiang --output copy
      figures load --database other.db copy
      figures export --format sdmx-csv > figures.csv
    """
    if form == PACKAGE:
        if output is None or output == STANDARD_OUTPUT:
            raise click.UsageError("Packages need a folder: name one with --output.")
        _as_packages(database, output, packages)
    elif output is None or output == STANDARD_OUTPUT:
        _as_sdmx_csv(database, packages)
    else:
        _to_file(database, output, packages)


def _as_packages(database: Path, folder: Path, names: tuple[str, ...]) -> None:
    from bot.store.export_files import export_packages

    with bar("statements") as progress:
        made = export_packages(database, folder, names=names, progress=progress)
    for package, count in made.statements.items():
        what = f"{count:,} statements" if count else "names and codes"
        click.echo(f"{package}: {what}")
    if made.missing:
        click.echo(
            f"Note: it stands on what {', '.join(made.missing)} brought, which must be on file "
            "before it is loaded.",
            err=True,
        )


def _as_sdmx_csv(database: Path, names: tuple[str, ...]) -> None:
    from bot.store.export_files import export_sdmx_csv

    with bar("statements") as progress:
        export_sdmx_csv(database, sys.stdout, names=names, progress=progress)


def _to_file(database: Path, file: Path, names: tuple[str, ...]) -> None:
    from bot.store.export_files import export_sdmx_csv
    from bot.store.faults import ExportExists, ExportUnwritable

    unfinished = file.with_name(f"{file.name}.part")
    for taken in (file, unfinished):
        if taken.exists():
            raise ExportExists(taken)
    try:
        with bar("statements") as progress:
            with unfinished.open("w", encoding="utf-8", newline="") as stream:
                count = export_sdmx_csv(database, stream, names=names, progress=progress)
            unfinished.rename(file)
    except OSError as fault:
        raise ExportUnwritable(file, fault.strerror or str(fault)) from fault
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"{file}: {count:,} statements")
