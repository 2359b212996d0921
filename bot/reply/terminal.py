"""The reply for a terminal: the same words as in Slack, with colour where there is any.

Nothing is said by colour alone. Options are numbered, since there are no
buttons to press: the prompt takes the number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from bot.reply.reply import Reply
from bot.reply.words import WARNING, sources

__all__ = ["render"]


def render(reply: Reply, *, colour: bool = False) -> str:
    """The whole reply as text for a terminal; ``colour`` adds ANSI styles."""
    said = reply.parts
    aside = f" {said.aside}" if said.aside else ""
    lines = [
        *said.messages,
        f"{_styled(said.headline, colour, bold=True)}{aside}" if said.headline else "",
        *said.rows,
        *_each((f"{WARNING} {c}" for c in said.breaks), colour, fg="yellow", bold=True),
        *said.comparisons,
        *said.related,
        f"Working: {said.working}" if said.working else "",
        *_each((f"{WARNING} {c}" for c in said.cautions), colour, fg="yellow", bold=True),
        *said.claims,
        *_each((line for line in (said.read_as, *sources(said)) if line), colour, dim=True),
        *_each(_numbered(reply.options), colour, fg="cyan"),
    ]
    return "\n".join(line for line in lines if line)


def _numbered(options: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f"{number}. {label}" for number, (label, _) in enumerate(options, 1))


def _each(lines: Iterable[str], colour: bool, **style: Any) -> list[str]:
    return [_styled(line, colour, **style) for line in lines]


def _styled(line: str | None, colour: bool, **style: Any) -> str:
    return click.style(line, **style) if colour and line else line or ""
