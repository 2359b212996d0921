"""What Bolt calls: acknowledge, read what was asked, hand it over.

A listener does nothing that can fail between ``ack`` and its end: Bolt would lose
the acknowledgement. The payload is read on the way to the answer, not here. Events
are acknowledged by Bolt itself, before the listener runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack

from bot.slack import payloads
from bot.slack.answering import Answering
from bot.slack.payloads import Asked

__all__ = ["acknowledge", "ask_option", "direct_message", "mention", "share", "slash_command"]

Body = dict[str, Any]


def slash_command(ack: Ack, body: Body, answering: Answering) -> None:
    """``/figures …``: a reply for the asker's eyes; alone or with ``help``, how to ask."""
    ack()
    _answer(payloads.command, body, answering)


def mention(body: Body, answering: Answering) -> None:
    """The bot's name in a channel: a reply in the thread."""
    _answer(payloads.mention, body, answering)


def direct_message(body: Body, answering: Answering) -> None:
    """A message in the conversation with the bot."""
    _answer(payloads.direct_message, body, answering)


def ask_option(ack: Ack, body: Body, answering: Answering) -> None:
    """A button of a reply that asks the next question, or chooses a reading."""
    ack()
    _answer(payloads.press, body, answering)


def share(ack: Ack, body: Body, answering: Answering) -> None:
    """The button that shows a private reply to the channel."""
    ack()
    _answer(payloads.share, body, answering)


def acknowledge(ack: Ack, answering: Answering) -> None:
    """What asks nothing of the desk: a link's button, an event nobody subscribed to."""
    ack()
    answering.work.start(_nothing)


def _nothing() -> None:
    """What is left to do where nothing was asked: the delivery is settled."""


def _answer(
    read: Callable[[Mapping[str, Any]], Asked | None], body: Body, answering: Answering
) -> None:
    def job() -> None:
        if asked := read(body):
            answering.answer(asked)

    answering.work.start(job)
