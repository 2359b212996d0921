"""The command line: a thin skin over the desk, the store and Slack.

Nothing is decided here about figures. What only one command needs is imported
inside it, so that ``figures ask`` starts quickly.
"""

from __future__ import annotations

import io
import sys

import click

from bot import __version__
from bot.cli.ask import ask
from bot.cli.check import check
from bot.cli.common import Commands, database_option
from bot.cli.describe import describe
from bot.cli.evaluate import evaluate
from bot.cli.export import export
from bot.cli.load import load
from bot.cli.loads import backup, loads, undo
from bot.cli.local import local
from bot.cli.questions import questions
from bot.cli.serve import manifest, run, serve

__all__ = ["figures", "main"]

EPILOG = """\b
Begin with:
  figures run                       load the figures and answer here
  figures ask "Xinjiang trade Nov"  one question, one reply
  figures COMMAND --help            what a command takes, with examples
"""


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="figures", message="%(prog)s %(version)s")
@database_option(expose_value=False)
def figures() -> None:
    """Ask for official figures: the number, how it compares, and the source."""


for command in (
    *(ask, describe, load, loads, undo, backup, export, check, evaluate),
    *(questions, local, run, serve, manifest),
):
    figures.add_command(command)


def main() -> None:
    """The console script."""
    _write_what_can_be_written()
    figures(prog_name="figures")


def _write_what_can_be_written() -> None:
    """UTF-8 in pipes and files whatever the locale; on a terminal, what it can show."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
