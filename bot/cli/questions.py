"""``figures questions``: what was asked in Slack, and what the desk could not tell."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import setting

if TYPE_CHECKING:
    from bot.store.asked import AskedOnce

__all__ = ["questions"]

VARIABLE = "FIGURES_STATE"
STATE = "state.db"
COLUMNS = ("at", "surface", "status", "milliseconds", "text", "unread")
SHOWN = 50
"""Questions printed unless more are asked for."""

MOST_WORDS = 20


@click.command()
@click.option("--unanswered", is_flag=True, help="Only those that did not get what they asked for.")
@click.option("--csv", "as_csv", is_flag=True, help="All of them as CSV, for a spreadsheet.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"Print the newest N; else {SHOWN}, and with --csv all.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"The SQLite file of the bot's memory; else {VARIABLE} names it, else {STATE}.",
)
def questions(unanswered: bool, as_csv: bool, limit: int | None, state: Path | None) -> None:
    """List what was asked in Slack, the newest first.

    Of the last 90 days: when and how it was asked, how it ended, how long the reply took, and
    its words, unless FIGURES_LOG_QUESTIONS is off. Below stand how many ended in each way,
    and the words that could not be read: aliases that are wanting, figures to look for.
    With --unanswered those that were answered are left out. Who asked is not kept.

    \b
    Examples:
      figures questions
      figures questions --unanswered
      figures questions --csv > questions.csv
    """
    from bot.store.asked import asked

    file = state or Path(setting(VARIABLE) or STATE)
    found = asked(file, datetime.now(UTC), unanswered=unanswered)
    if as_csv:
        _write(found[:limit])
        return
    for one in found[: limit or SHOWN]:
        click.echo(_line(one))
    click.echo("\n".join(_sums(found, unanswered=unanswered)))


def _line(one: AskedOnce) -> str:
    at = datetime.fromisoformat(one.at).astimezone(UTC)
    text = one.text if one.text is not None else "(its words are not kept)"
    took = f"{one.milliseconds:,} ms"
    return f"{at:%Y-%m-%d %H:%M} UTC  {one.surface:<8} {one.status:<11} {took:>8}  {text}".rstrip()


def _sums(found: Sequence[AskedOnce], *, unanswered: bool) -> Iterator[str]:
    from bot.store.asked import statuses, unread_words

    which = " without an answer" if unanswered else ""
    if not found:
        yield f"No questions{which} in the last 90 days."
        return
    many = "1 question" if len(found) == 1 else f"{len(found):,} questions"
    ended = ", ".join(f"{status} {number:,}" for status, number in statuses(found).items())
    yield f"\n{many}{which} in the last 90 days: {ended}"
    words = list(unread_words(found).items())
    if words:
        told = ", ".join(f"{word} {number:,}" for word, number in words[:MOST_WORDS])
        more = f" and {len(words) - MOST_WORDS:,} more" if len(words) > MOST_WORDS else ""
        yield f"Words that could not be read: {told}{more}"


def _write(found: Sequence[AskedOnce]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in found:
        # A spreadsheet would work out what begins as a formula does.
        cells = (_plain(one.text or ""), _plain(", ".join(one.unread)))
        table.writerow((one.at, one.surface, one.status, one.milliseconds, *cells))


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
