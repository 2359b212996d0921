"""``figures ask``: questions on the command line, answered as text or as JSON.

The texts are successive turns of one thread, so a later one may leave out what
an earlier one said. With ``--json`` each turn is one line, as docs/contract.md
describes it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from bot.cli.common import as_of_option, database_option, house_style
from bot.cli.local import replies, shown

__all__ = ["ask"]


@click.command()
@click.argument("texts", metavar="TEXT [TEXT ...]", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each TEXT, one a line.")
@as_of_option("Answer with what was published by that day, as 2021-12-31; else by today.")
@click.option(
    "--channel",
    metavar="ID",
    help="Answer as in that Slack channel, which may be named for restricted figures.",
)
@database_option()
def ask(
    texts: tuple[str, ...],
    as_json: bool,
    as_of: date | None,
    channel: str | None,
    database: Path,
) -> None:
    """Answer each TEXT. A second TEXT follows up on the first, and so on.

    Put a question of several words in quotes. The status is 0 whenever there was
    a reply, be it that the figure is not on file. Replies are those that everybody
    gets: figures that are restricted to named channels are in none but with
    --channel and the id of one of them.

    \b
    Examples:
      figures ask "Xinjiang trade Nov"
      figures ask "Xinjiang trade YTD" "in dollars"
      figures ask --as-of 2021-12-10 "China trade Nov"
      figures ask --json "freight trains YTD"
      figures ask --channel C012AB3CD "bond spreads latest"
    """
    from bot.desk import Desk

    desk = Desk(database, house_style())
    for turn, reply in enumerate(replies(desk, texts, as_of=as_of, audience=channel)):
        if as_json:
            click.echo(json.dumps(reply.contract, ensure_ascii=False))
        else:
            click.echo(("\n" if turn else "") + shown(reply))
