"""``figures check``: where the figures on file disagree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.cli.common import Stopped, as_of_option, database_option, house_style

__all__ = ["check"]


@click.command()
@click.argument("source", metavar="[SOURCE]", required=False)
@as_of_option("Check what was published by that day, as 2021-12-31; else by today.")
@database_option()
def check(source: str | None, as_of: date | None, database: Path) -> None:
    """Set every number on file beside what the others make of it.

    A total beside its parts, a share beside the two levels, growth beside what it
    grew from. Printed is each number that does not agree, with what follows instead,
    its working, and where a slip of the usual kinds would explain it, that. A release
    that contradicts itself comes first; what was revised since is no error. Then come
    the cautions that replies give: parts above their whole, unlikely ratios, records
    that are none. With SOURCE, a SOURCE_ID, only the numbers of that source. The
    status is 1 where a release contradicts itself.

    \b
    Examples:
      figures check
      figures check xj-2021-11
    """
    from bot.checking.disagree import check as checked
    from bot.checking.disagree import found_by_load
    from bot.checking.report import report
    from bot.desk import Desk
    from bot.reckon.agree import Verdict
    from bot.reply.labels import Voice
    from bot.store.catalogue import open_catalogue

    with open_catalogue(database, as_of or Desk(database).today()) as catalogue:
        try:
            source = catalogue.source(source).id if source is not None else None
        except KeyError as none:
            said = f"There is no source {source} on file: see SOURCE_ID of sources.csv."
            raise Stopped(said) from none
        statements = tuple(catalogue.every_statement())
        found = checked(statements, catalogue, source)
        of_load = found_by_load(statements, catalogue, source)
        click.echo("\n\n".join(report(found, of_load, Voice(catalogue, house_style()))))
    if any(d.verdict is Verdict.INCONSISTENT for d in found.disagreements):
        raise click.exceptions.Exit(1)
