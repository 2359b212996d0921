"""``figures eval``: a file of questions with known answers, asked and judged."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.common import Stopped, database_option, house_style

__all__ = ["evaluate"]


@click.command("eval")
@click.argument(
    "files",
    metavar="FILE [FILE ...]",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--brief", is_flag=True, help="The tables alone, without the misses.")
@database_option()
def evaluate(files: tuple[Path, ...], brief: bool, database: Path) -> None:
    """Ask every question of each FILE and judge the replies.

    A FILE has one JSON object a line: the turns of a thread and what must come of
    the last one; docs/evaluation.md describes it. Printed are the counts for each
    FILE and tag, and each miss with its reason. The status is 1 where an answer
    was wrong, so that a newsroom can run its own questions before it changes its
    data.

    \b
    Examples:
      figures eval questions.jsonl
      figures eval --brief tests/questions/*.jsonl
    """
    from bot.desk import Desk
    from bot.evaluation.cases import FaultyCases, read_cases
    from bot.evaluation.report import evaluate as judged
    from bot.evaluation.report import misses, table
    from bot.evaluation.verdict import Outcome

    try:
        cases = {file: read_cases(file) for file in files}
    except FaultyCases as fault:
        raise Stopped(str(fault)) from fault
    desk = Desk(database, house_style())
    parts = [(file.name, list(judged(of_file, desk))) for file, of_file in cases.items()]
    verdicts = [verdict for _, of_file in parts for verdict in of_file]
    click.echo(table(parts))
    if not brief:
        for miss in misses(verdicts):
            click.echo(f"\n{miss}")
    if any(verdict.outcome is Outcome.WRONG for verdict in verdicts):
        raise click.exceptions.Exit(1)
