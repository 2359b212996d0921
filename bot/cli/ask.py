"""``figures ask``: questions on the command line, answered as text or as JSON.

The texts are successive turns of one thread, so a later one may leave out what
an earlier one said. With ``--json`` each turn is one line, as docs/contract.md
describes it; ``--csv`` and ``--chart`` are of the last turn.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import Stopped, as_of_option, database_option, house_style
from bot.cli.local import replies, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.reply.charts import Chart
    from bot.reply.reply import Reply

__all__ = ["ask"]


@click.command()
@click.argument("texts", metavar="TEXT [TEXT ...]", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each TEXT, one a line.")
@click.option("--csv", "as_csv", is_flag=True, help="The figures as CSV; of the last TEXT.")
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Draw the chart of the last TEXT to this file too, as PNG.",
)
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
    as_csv: bool,
    chart: Path | None,
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
      figures ask --csv "China exports and imports Nov 2011"
      figures ask --chart trade.png "China exports and imports Nov 2011"
      figures ask --channel C012AB3CD "bond spreads latest"
    """
    from bot.desk import Desk

    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
    desk = Desk(database, house_style())
    reply = None
    for turn, reply in enumerate(replies(desk, texts, as_of=as_of, audience=channel)):
        if as_json:
            click.echo(json.dumps(reply.contract, ensure_ascii=False))
        elif not as_csv:
            click.echo(("\n" if turn else "") + shown(reply))
    if reply is None:
        return
    if as_csv and not reply.csv:
        raise Stopped(f"There are no figures to write as CSV. The reply is:\n{reply.text}")
    if as_csv:
        click.echo(reply.csv, nl=False)
    if chart is not None:
        _draw(_charted(desk, texts, reply, as_of, channel), chart)


def _charted(
    desk: Desk, texts: tuple[str, ...], reply: Reply, as_of: date | None, channel: str | None
) -> Chart:
    """The chart of the reply, or that of the one figure over its newest periods."""
    if reply.points is None and reply.chart_turn is not None:
        reply = desk.ask(reply.chart_turn, earlier=texts, as_of=as_of, audience=channel)
    if reply.points is None:
        raise Stopped(NO_CHART)
    return reply.points


NO_CHART = (
    "There is no chart of this: it takes at least two figures of one kind, unit and length of "
    "period. Ask for a trend, or for two places."
)


def _draw(points: Chart, file: Path) -> None:
    from bot.charts.picture import CannotDraw, picture

    try:
        drawn = picture(points)
    except CannotDraw as fault:
        raise Stopped(str(fault)) from fault
    file.write_bytes(drawn)
    click.echo(f"Wrote {file}. {points.alternative}", err=True)
