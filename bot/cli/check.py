"""``figures check``: where the figures on file disagree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.cli.common import Stopped, as_of_option, database_option, house_style

__all__ = ["check"]


@click.command()
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option("--alone", is_flag=True, help="List the numbers that nothing else can check.")
@click.option("--every", is_flag=True, help="Print the formulas that hold too.")
@as_of_option("Check what was published by that day, as 2021-12-31; else by today.")
@database_option()
def check(source: str | None, alone: bool, every: bool, as_of: date | None, database: Path) -> None:
    """Set every number on file beside what the others make of it.

    A total beside its parts, a share beside the two levels, growth beside what it
    grew from. Printed is each number that does not agree, with what follows instead,
    its working, and where a slip of the usual kinds would explain it, that. What is
    no formula is checked as well: parts and their wholes, cumulative figures, records
    and ranks, and figures that are hard to believe beside others: tonnes a train, an
    exchange rate, a share. A release that contradicts itself comes first; what was
    revised since is no error. With SOURCE, a SOURCE_ID, only the numbers of that
    source. The status is 1 where figures contradict each other.

    \b
    Examples:
      figures check
      figures check xj-2021-11
      figures check --alone
    """
    from bot.checking.run import check as checked
    from bot.desk import Desk
    from bot.reckon.agree import Verdict
    from bot.reply.checked import alone as lines
    from bot.reply.checked import report
    from bot.reply.labels import Voice
    from bot.store.catalogue import open_catalogue

    desk = Desk(database)
    day = min(as_of or desk.today(), desk.today())
    with open_catalogue(database, day, now=desk.now()) as catalogue:
        try:
            source = catalogue.source(source).id if source is not None else None
        except KeyError as none:
            said = f"There is no source {source} on file: see SOURCE_ID of sources.csv."
            raise Stopped(said) from none
        found = checked(tuple(catalogue.every_statement()), catalogue, source)
        voice = Voice(catalogue, house_style())
        paragraphs = report(found, voice, every=every)
        click.echo("\n".join(lines(found.alone, voice)) if alone else "\n\n".join(paragraphs))
    verdicts = {*(d.verdict for d in found.disagreements), *(f.verdict for f in found.findings)}
    if Verdict.INCONSISTENT in verdicts:
        raise click.exceptions.Exit(1)
