"""Where a reply belongs, and what is put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Block", "InChannel", "Place", "Post", "Private"]

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """A message ready for Slack.

    ``text`` is escaped and says everything by itself: phones show only that, and
    it is what remains where Slack refuses the blocks. Any other reference in it is a
    fault: nobody is to be rung by what a label or a question happens to contain.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    references: tuple[str, ...] = ()  # the people and channels that it means to name, as <@U1>


@dataclass(frozen=True, slots=True)
class InChannel:
    """For all in a conversation: a channel's thread, a channel, or a direct message."""

    channel: str
    thread: str | None = None  # the ts that the thread hangs under


@dataclass(frozen=True, slots=True)
class Private:
    """For one person's eyes: by ``response_url`` while it lasts, else where they asked, else
    in a direct message.
    """

    user: str
    channel: str | None = None
    response_url: str | None = None


Place = InChannel | Private
