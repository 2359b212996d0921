"""``figures loads``, ``undo`` and ``backup``: what was loaded, taking it back, a copy of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import database_option
from bot.cli.load import counted, who
from bot.cli.progress import bar

if TYPE_CHECKING:
    from bot.store.batches import Batch

__all__ = ["backup", "loads", "undo"]

DIGITS = 8
"""Digits shown of a file's SHA-256."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each load, one a line.")
@database_option()
def loads(as_json: bool, database: Path) -> None:
    """List every load on record, the newest first.

    Printed are its number, when it was and who ran it, the package, what came of its
    statements, and its files with the beginning of their SHA-256. With --json the
    hashes are whole.

    \b
    Examples:
      figures loads
      figures loads --json
    """
    from bot.store.batches import batches

    for batch in batches(database):
        click.echo(json.dumps(asdict(batch), ensure_ascii=False) if as_json else _shown(batch))


def _shown(batch: Batch) -> str:
    files = ", ".join(f"{file} {digest[:DIGITS]}" for file, digest in batch.files.items())
    lines = [
        f"{batch.id}: {_time(batch.loaded_at)}, by {batch.loaded_by}",
        f"  {batch.package}: {counted(batch.counts)}",
        f"  {files}",
    ]
    if batch.undone_at is not None:
        lines.append(f"  taken back {_time(batch.undone_at)}, by {batch.undone_by}")
    return "\n".join(lines)


def _time(recorded: str) -> str:
    return f"{datetime.fromisoformat(recorded).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@click.command()
@click.argument("load", metavar="LOAD", type=click.IntRange(1))
@database_option()
def undo(load: int, database: Path) -> None:
    """Take back a load, the newest on file.

    LOAD is its number in "figures loads". Afterwards the figures, their vintages, names
    and findings are as they were before it; the load stays on record, as taken back. To
    take back several, begin with the newest; the last ten can be.

    \b
    Examples:
      figures undo 7
    """
    from bot.store.undoing import undo as take_back

    undone = take_back(database, load, now=datetime.now(UTC), who=who())
    if undone.before is None:
        rest = "nothing of the package is on file now"
    else:
        rest = f"the package is as load {undone.before} left it"
    click.echo(
        f"Load {load} of {undone.package}, {_time(undone.loaded_at)}, is taken back: {rest}. "
        "Put its files right before the folder is loaded again."
    )


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@database_option()
def backup(file: Path, database: Path) -> None:
    """Copy the figures to FILE, while the bot runs.

    The copy is of one moment, also while a load runs: then it is as before that load.
    FILE must not be there yet. To go back to a copy, stop the bot and put the copy in
    the place of the figures.

    \b
    Examples:
      figures backup figures-monday.db
      figures backup --database later.db /mnt/copies/later.db
    """
    from bot.store.backup import back_up

    with bar("pages") as progress:
        made = back_up(database, file, progress=progress)
    upto = f"up to load {made.load}" if made.load is not None else "without a load"
    packages = "1 package" if made.packages == 1 else f"{made.packages:,} packages"
    click.echo(
        f"{file}: {made.statements:,} statements of {packages}, {upto}, {made.size / 1e6:,.1f} MB"
    )
