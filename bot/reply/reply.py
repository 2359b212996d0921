"""The reply: one answer written for every place it can be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from bot.answers.answer import Answer, Option, Status
from bot.answers.asking import period_text
from bot.answers.catalogue import Catalogue
from bot.answers.next_turns import charting, next_turns
from bot.figures.period import Period
from bot.reply import words
from bot.reply.blocks import blocks, message_text
from bot.reply.chart_block import chart_block
from bot.reply.charts import FEWEST, Chart, charted
from bot.reply.contract import contract
from bot.reply.copying import copied
from bot.reply.labels import Voice
from bot.reply.spreadsheet import spreadsheet
from bot.reply.style import ONS, Style
from bot.reply.words import Parts
from bot.reply.workings import working_text

__all__ = ["Reply", "write"]

Reopened = Callable[[], AbstractContextManager[Catalogue]]

UNREAD = "unknown_word"
"""The key of the sentence that names a word it could not read."""


@dataclass(frozen=True)
class Reply:
    """What the desk says, ready for the terminal, for a program and for Slack.

    ``csv`` and ``working_text`` are written when they are first asked for, as few replies are
    asked for them; the names in them are then looked up anew, and raise what the desk raises.
    """

    question: str
    status: Status
    text: str  # the whole reply, plain
    parts: Parts
    contract: dict[str, Any]  # for ``--json``
    blocks: list[dict[str, Any]]  # for Slack
    message_text: str  # the ``text`` that goes with the blocks, escaped
    options: tuple[tuple[str, str], ...]  # label, question
    points: Chart | None  # what a picture is drawn from; None where nothing can be drawn
    chart: dict[str, Any] | None  # Slack's block of it; None where that cannot hold it
    chart_turn: str | None  # of one figure: the next turn, whose reply has the chart
    copy: str | None  # one sentence to paste; None where there is no figure
    follow_ups: tuple[tuple[str, str], ...]  # label, text of the next turn
    unread: tuple[str, ...]  # words of the question that could not be read
    answer: Answer = field(repr=False)
    style: Style = field(repr=False)
    reopened: Reopened = field(repr=False, compare=False)
    context: tuple[str, ...] = ()  # the turns before that it may depend on, as they were typed

    @cached_property
    def imprint(self) -> str:
        """What tells it from a reply to the same question with other figures, in eight digits."""
        told = [self.contract[name] for name in ("status", "figures", "comparisons", "related")]
        return sha256(json.dumps(told).encode()).hexdigest()[:8]

    @cached_property
    def csv(self) -> str:
        """The figures for a spreadsheet; empty where there is none."""
        with self.reopened() as catalogue:
            voice = Voice(catalogue, self.style)
            return spreadsheet(self.answer, self.parts.all_cautions, voice)

    @cached_property
    def working_text(self) -> str:
        """How every number came about, and where it stands; empty where there is none."""
        with self.reopened() as catalogue:
            return working_text(self.answer, Voice(catalogue, self.style))


def write(
    answer: Answer,
    catalogue: Catalogue,
    style: Style = ONS,
    *,
    as_of: date | None = None,
    context: Sequence[str] = (),
    reopened: Reopened | None = None,
) -> Reply:
    """The answer in words. ``as_of`` is the vintage the question asked for, if it did.

    ``context`` are the turns before it that it may depend on.
    ``reopened`` gives the catalogue again once this one is closed; without it, it stays open.
    """
    voice = Voice(catalogue, style)
    said = words.parts(answer, voice)
    text = words.text(said, answer.status)
    points = charted(answer, voice)
    chart = chart_block(points) if points is not None else None
    shown = chart if points is not None and points.held >= FEWEST else None
    turns = next_turns(answer, catalogue)
    return Reply(
        question=answer.question,
        status=answer.status,
        text=text,
        parts=said,
        contract=contract(answer, said, text, voice),
        blocks=blocks(
            replace(said, options=_besides(turns, answer, said)),
            as_of,
            shown,
            points.heading if points is not None else None,
        ),
        message_text=message_text(text),
        options=said.options,
        points=points,
        chart=chart,
        chart_turn=charting(answer, catalogue),
        copy=copied(answer, said, voice),
        follow_ups=turns,
        unread=tuple(str(n.values["word"]) for n in answer.message if n.key == UNREAD),
        answer=answer,
        style=style,
        reopened=reopened or (lambda: nullcontext(catalogue)),
        context=tuple(context),
    )


def _besides(
    turns: Sequence[tuple[str, str]], answer: Answer, said: Parts
) -> tuple[tuple[str, str], ...]:
    """The options that no next turn asks already: that have a button of their own."""
    asked = {text for _, text in turns}
    about = {figure.subject for figure in answer.figures}

    def is_asked(option: Option) -> bool:
        subject, period = (option.label.values.get(name) for name in ("subject", "period"))
        return subject in about and isinstance(period, Period) and period_text(period) in asked

    return tuple(
        worded
        for worded, option in zip(said.options, answer.options, strict=True)
        if not is_asked(option)
    )
