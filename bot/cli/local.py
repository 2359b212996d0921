"""The local desk: the replies that Slack would get, here in the terminal.

On a terminal it shows a prompt and coloured replies. From a pipe it reads one
question a line and writes plain replies with a blank line between them, and
nothing else. Either way the questions are one thread: each may leave out what an
earlier one said, and a number alone chooses one of the options last offered. In a
pipe an empty line begins a new thread, as it begins a paragraph. At the prompt,
where one is soon typed by accident, "start over" does, and Ctrl-C ends it as Ctrl-D
does, which is no fault.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import database_option, house_style, see_that_it_opens

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.reply.reply import Reply

__all__ = ["TO_CONNECT", "hold", "local", "on_terminal", "replies", "shown"]

TO_ASK = "Ask for a figure{example}, or type help. Ctrl-D ends."
TO_CONNECT = (
    "To answer in Slack: create an app from manifest.json, put its two tokens in .env (see README)."
)
PROMPT = "> "
LONGEST_THREAD = 50
"""Turns that a thread remembers, as many as it does in Slack."""

NEW_THREAD = None
"""In place of a question: the next one begins a new thread. (Nothing asked, "", is a question.)"""


@click.command("desk")
@database_option()
def local(database: Path) -> None:
    """Open the local desk: a prompt that replies as Slack would.

    Follow-ups are one thread. A number chooses one of the options offered, "start
    over" forgets the thread. Questions may come from a pipe too, one a line; there
    an empty line begins a new thread.

    \b
    Examples:
      figures desk
      echo "freight trains YTD" | figures desk
      printf "Xinjiang trade Nov\\nand YTD?\\n\\nfreight trains YTD\\n" | figures desk
      figures desk < questions.txt > replies.txt
    """
    if on_terminal():
        click.echo(TO_CONNECT, err=True)
    hold(database)


def hold(database: Path) -> None:
    """Answer standard input until it ends."""
    from bot.desk import Desk

    desk = Desk(database, house_style())
    if on_terminal():
        see_that_it_opens(database)
        click.echo(TO_ASK.format(example=_example(desk)), err=True)
        for reply in replies(desk, _typed()):
            click.echo(f"{shown(reply)}\n")
        click.echo()  # so that the shell's own prompt begins a line
    else:
        for turn, reply in enumerate(replies(desk, _piped())):
            click.echo(("\n" if turn else "") + shown(reply))


def replies(
    desk: Desk,
    lines: Iterable[str | None],
    *,
    as_of: date | None = None,
    audience: str | None = None,
) -> Iterator[Reply]:
    """The reply to each question in turn, all of one thread until a NEW_THREAD."""
    earlier: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    for line in lines:
        if line is NEW_THREAD:
            earlier, options = (), ()
            continue
        text = _chosen(line, options)
        if text is None:
            text = line
        else:
            earlier = ()  # an option is a whole question, as Slack's buttons are
        reply = desk.ask(text, earlier=earlier, as_of=as_of, audience=audience)
        earlier = (*earlier, text)[-LONGEST_THREAD:]
        options = reply.options
        yield reply


def _chosen(line: str, options: tuple[tuple[str, str], ...]) -> str | None:
    """The question of the option whose number this is."""
    number = line.strip()
    if number.isdecimal() and 1 <= int(number) <= len(options):
        return options[int(number) - 1][1]
    return None


def shown(reply: Reply) -> str:
    """In colour on a terminal that has it, else as plain text."""
    from bot.reply.terminal import render

    coloured = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return render(reply, colour=True) if sys.stdout.isatty() and coloured else reply.text


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _typed() -> Iterator[str]:
    with suppress(ImportError):  # not every Python has it
        import readline  # noqa: F401  (its import gives the prompt editing and history)
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            if line := input(PROMPT).strip():
                yield line


def _piped() -> Iterator[str | None]:
    return (NEW_THREAD if line.isspace() else line.rstrip("\n") for line in sys.stdin)


def _example(desk: Desk) -> str:
    """A question that can be asked of what is on file, in brackets."""
    from bot.lookup import Lookup

    newest = Lookup(desk).on_file(1, 0).newest
    return f" ({newest[0][2]})" if newest else ""
