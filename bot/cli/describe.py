"""``figures describe``: an unknown table looked into, and a mapping of it proposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.cli.common import Day, Stopped

__all__ = ["describe"]

MOST_QUESTIONS = 40
"""Questions shown; a table of many places may ask about each."""


@click.command()
@click.argument(
    "files",
    metavar="FILE [FILE ...]",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the whole package into this new folder.",
)
@click.option("--publisher", metavar="NAME", help="Who published the figures.")
@click.option("--published", type=Day(), metavar="DATE", help="The day on which they came out.")
@click.option("--area", metavar="CODE", help="The code of the area that all figures are of, as GB.")
@click.option(
    "--sheet", metavar="NAME", help="Which sheet of a workbook; else the first with a table."
)
def describe(
    files: tuple[Path, ...],
    output: Path | None,
    publisher: str | None,
    published: date | None,
    area: str | None,
    sheet: str | None,
) -> None:
    """Look at unknown tables and propose how to load them.

    A table is a CSV, TSV or XLSX file, or one of these compressed as .gz.

    Printed is a datapackage.json with a mapping of what each column is; on standard
    error what was seen, and a plain question for all that the file does not tell. With
    --output a whole package is written: answer each question in its place, where it
    stands behind a question mark, then load the folder. Nothing is guessed, and nothing
    is ever written over.

    \b
    Examples:
      figures describe prices.csv
      figures describe trade.csv --area US --output us-trade
      figures describe a.csv b.xlsx --publisher "Statistics Office" --published 2021-12-27
    """
    from bot.describe.areas import is_area
    from bot.describe.packages import Answers, FolderExists, proposed, written
    from bot.describe.run import tables_of

    if area is not None and not is_area(area):
        raise Stopped(
            f"There is no area {area} among the desk's codes: see bot/codes/areas.csv. Leave "
            "--area out and answer by hand where it is one of your own."
        )
    if output is not None and output.exists():
        raise FolderExists(output)
    tables = tables_of(files, area=area, sheet=sheet)
    name = (output or files[0]).resolve().name if output or len(files) == 1 else "figures"
    proposal = proposed(_plain(name), tables, Answers(publisher, published, area))
    for line in proposal.seen:
        click.echo(line, err=True)
    questions = proposal.questions()
    _ask(questions)
    if output is None:
        click.echo(proposal.text(), nl=False)
        return
    written(proposal, output)
    then = "Answer the questions there, then" if questions else "To load it:"
    click.echo(f"Written to {output}. {then} figures load {output}", err=True)


def _ask(questions: list[str]) -> None:
    if not questions:
        click.echo("No question is left.", err=True)
        return
    click.echo(f"Questions ({len(questions):,}):", err=True)
    for question in questions[:MOST_QUESTIONS]:
        click.echo(f"  {question}", err=True)
    if len(questions) > MOST_QUESTIONS:
        click.echo(f"  {len(questions) - MOST_QUESTIONS:,} more like these.", err=True)


def _plain(name: str) -> str:
    import re

    stem = re.sub(r"(?i)\.(csv|tsv|txt|xlsx|xlsm|tab)(\.gz)?$", "", name)
    return re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-") or "figures"
