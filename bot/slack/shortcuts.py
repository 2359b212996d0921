"""The shortcut of a message, "Look up figures here": what the message mentions, aside.

The message is read as a question: whole, else the first of its sentences that reads
as one about figures on file, else the first that names a measure, by its names alone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.answers.answer import Status
from bot.desk import LONGEST_QUESTION
from bot.slack import posts
from bot.slack.answering import Answering
from bot.slack.logs import desk_log, fault, line
from bot.slack.payloads import Asked, Payload, Text
from bot.slack.places import Private

__all__ = ["look_up"]

MOST_SENTENCES = 12

_READ = (Status.ANSWERED, Status.REFUSED, Status.NOT_HELD, Status.AMBIGUOUS)
# After a full stop only where a new sentence begins: not in "Nov. 2021" or "16.03".
_ENDS = re.compile(r"(?<=[!?;])\s+|(?<=\w\w\.)\s+(?=[A-Z])|\n+")


class _Id(Payload):
    id: str


class _Message(Payload):
    text: Text = ""
    thread_ts: str | None = None


class _Shortcut(Payload):
    user: _Id
    channel: _Id
    message: _Message
    trigger_id: str | None = None
    response_url: str | None = None


def look_up(body: Mapping[str, Any], answering: Answering) -> None:
    """Answer what the message mentions, for the eyes of who asked alone."""
    said = _Shortcut.model_validate(body)
    private = Private(
        said.user.id, said.channel.id, said.response_url, thread=said.message.thread_ts
    )
    asked = Asked(
        id=said.trigger_id and f"shortcut:{said.trigger_id}",
        surface="shortcut",
        text=said.message.text,
        place=private,
        aside=private,
        turns=(),
    )
    try:
        question = _question(asked, answering)
    except Exception as error:
        # What cannot be read now is told in one place: where a question is answered.
        desk_log.error(line("not_looked_up", **fault(error)))
        question = asked.text
    if question is not None:
        answering.answer(replace(asked, text=question))
    else:
        answering.tell(private, posts.no_figure_in(), secrets.token_hex(3))


def _question(asked: Asked, answering: Answering) -> str | None:
    """What of the message is asked, else mentioned: what can be answered before what cannot."""
    sentences = list(_candidates(asked.text))
    second: str | None = None
    for text in (*sentences, *filter(None, map(answering.desk.mentioned_in, sentences))):
        status = answering.ask(replace(asked, text=text), (), asked.audience).status
        if status is Status.ANSWERED:
            return text
        if second is None and status in _READ:
            second = text
    return second


def _candidates(text: str) -> Iterator[str]:
    whole = text.strip()
    if not whole:
        return
    if len(whole) <= LONGEST_QUESTION:
        yield whole
    sentences = [each.strip() for each in _ENDS.split(whole)]
    for sentence in [s for s in sentences if s and s != whole][:MOST_SENTENCES]:
        yield sentence[:LONGEST_QUESTION]
