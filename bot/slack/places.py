"""Where a reply belongs, and what is put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Block", "File", "InChannel", "Place", "Post", "Posted", "Private", "audience_of"]

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message; ``instead`` is what is said where it cannot be sent."""

    name: str
    title: str
    content: bytes
    alt_text: str | None = None  # of a picture: what it shows, for who cannot see it
    instead: str = ""


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
    file: File | None = None


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
    thread: str | None = None  # where the message stood that was pressed


Place = InChannel | Private


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message came to stand: of a person's id, the conversation with them."""

    channel: str
    ts: str


def audience_of(place: Place) -> str | None:
    """The channel whose members will see what is put there; None for one person alone."""
    channel = place.channel or ""
    return channel if channel[:1] in ("C", "G") else None
