"""The reply: one answer written for every place it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answers.answer import Answer, Status
from bot.answers.catalogue import Catalogue
from bot.reply import words
from bot.reply.blocks import blocks, message_text
from bot.reply.contract import contract
from bot.reply.labels import Voice
from bot.reply.style import ONS, Style
from bot.reply.words import Parts

__all__ = ["Reply", "write"]


UNREAD = "unknown_word"
"""The key of the sentence that names a word it could not read."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the desk says, ready for the terminal, for a program and for Slack."""

    question: str
    status: Status
    text: str  # the whole reply, plain
    parts: Parts
    contract: dict[str, Any]  # for ``--json``
    blocks: list[dict[str, Any]]  # for Slack
    message_text: str  # the ``text`` that goes with the blocks, escaped
    options: tuple[tuple[str, str], ...]  # label, question
    unread: tuple[str, ...] = ()  # words of the question that could not be read


def write(
    answer: Answer, catalogue: Catalogue, style: Style = ONS, *, as_of: date | None = None
) -> Reply:
    """The answer in words. ``as_of`` is the vintage the question asked for, if it did."""
    voice = Voice(catalogue, style)
    said = words.parts(answer, voice)
    text = words.text(said, answer.status)
    return Reply(
        question=answer.question,
        status=answer.status,
        text=text,
        parts=said,
        contract=contract(answer, said, text, voice),
        blocks=blocks(said, as_of),
        message_text=message_text(text),
        options=said.options,
        unread=tuple(str(n.values["word"]) for n in answer.message if n.key == UNREAD),
    )
