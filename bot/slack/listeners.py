"""What Bolt calls: acknowledge, read what was asked, hand it over.

A listener does nothing that can fail between ``ack`` and its end: Bolt would lose
the acknowledgement. The payload is read on the way to the answer, not here. Events
are acknowledged by Bolt itself, before the listener runs. Only what is typed into a
select is answered with the acknowledgement, as Slack wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack

from bot.lookup import Lookup
from bot.slack import home, modal, payloads, presses, shortcuts
from bot.slack.answering import Answering
from bot.slack.logs import desk_log, fault, line
from bot.slack.payloads import Asked

__all__ = [
    "acknowledge",
    "ask_option",
    "choose",
    "delete",
    "home_opened",
    "look_up_here",
    "mention",
    "message",
    "open_window",
    "send_window",
    "share",
    "show",
    "slash_command",
    "suggest",
]

Body = dict[str, Any]


def slash_command(ack: Ack, body: Body, answering: Answering) -> None:
    """``/figures …``: a reply for the asker's eyes; alone or with ``help``, how to ask."""
    ack()
    _answer(payloads.command, body, answering)


def mention(body: Body, answering: Answering) -> None:
    """The bot's name in a channel: a reply in the thread."""
    _answer(payloads.mention, body, answering)


def message(body: Body, answering: Answering) -> None:
    """A message in the conversation with the bot, or in a thread where it has answered."""

    def read(said: Mapping[str, Any]) -> Asked | None:
        return payloads.direct_message(said) or payloads.thread_reply(said)

    _answer(read, body, answering)


def ask_option(ack: Ack, body: Body, answering: Answering) -> None:
    """A button of a reply that asks the next question, or chooses a reading."""
    ack()
    _answer(presses.press, body, answering)


def share(ack: Ack, body: Body, answering: Answering) -> None:
    """The button that shows a private reply to the channel."""
    ack()
    _answer(presses.share, body, answering)


def show(ack: Ack, body: Body, answering: Answering) -> None:
    """A button that shows the chart, the working, the source, a file or a sentence to copy."""
    ack()
    _answer(presses.show, body, answering)


def delete(ack: Ack, body: Body, answering: Answering) -> None:
    """The button by which the asker takes a reply away."""
    ack()

    def job() -> None:
        if deletion := presses.delete(body):
            answering.delete(deletion)

    answering.work.start(job)


def home_opened(body: Body, answering: Answering) -> None:
    """Somebody opens the Home tab."""
    answering.work.start(lambda: home.publish(body, answering))


def open_window(ack: Ack, body: Body, answering: Answering) -> None:
    """The shortcut that opens the window to look up a figure."""
    ack()
    answering.work.start(lambda: modal.opened(body, answering))


def suggest(ack: Ack, body: Body, answering: Answering) -> None:
    """What can be chosen in the window, for what was typed."""
    try:
        options = modal.suggestions(body, Lookup(answering.desk))
    except Exception as error:
        desk_log.error(line("no_suggestions", **fault(error)))
        options = []
    ack(options=options)


def choose(ack: Ack, body: Body, answering: Answering) -> None:
    """Something was chosen in the window."""
    ack()
    answering.work.start(lambda: modal.chosen(body, answering))


def send_window(ack: Ack, body: Body, answering: Answering) -> None:
    """The figure of the window is to be sent."""
    if missing := modal.missing(body):
        ack(response_action="errors", errors=missing)
        answering.work.start(_nothing)
        return
    if not answering.late and (anew := modal.outdated(body, answering)):
        ack(response_action="update", view=anew)
        answering.work.start(_nothing)
        return
    ack()
    answering.work.start(lambda: modal.submitted(body, answering))


def look_up_here(ack: Ack, body: Body, answering: Answering) -> None:
    """The shortcut of a message: its figures, for who asks alone."""
    ack()
    answering.work.start(lambda: shortcuts.look_up(body, answering))


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
