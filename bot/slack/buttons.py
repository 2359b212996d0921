"""The buttons below a reply: which there are, in which order, and what each carries.

A button needs no memory of ours: it carries the question it stands under, the turns
that the question depends on, the day it was answered as on, and what tells whether the reply
still has the same figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.answers.answer import Status
from bot.reply.fitting import fit
from bot.reply.reply import Reply
from bot.slack.places import Block
from bot.slack.presses import (
    CHART,
    COPY,
    CSV,
    DELETE,
    LONGEST_VALUE,
    SHARE,
    SOURCE,
    WORKING,
    Button,
    written,
)

__all__ = ["ASK", "Standing", "asking", "deletion", "under"]

ASK = "ask_option_"
"""Action ids of the buttons that ask: this, and the place among them."""

LABEL = 75
MOST = 25

_WORTH_SHARING = frozenset((Status.ANSWERED, Status.REFUSED, Status.NOT_HELD))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reply stands: what its buttons have to know besides the reply."""

    as_of: date
    asker: str = ""  # who may delete it
    shareable: bool = False
    everybody: bool = False  # it has what everybody may see, whichever channel it stands in


@dataclass(frozen=True, slots=True)
class Row:
    """One button: its label says what it does."""

    action_id: str
    label: str
    has: Callable[[Reply], object]  # whether the reply has anything to show by it
    tells: str = field(default="", kw_only=True)  # what a screen reader says instead


ROWS = (
    Row(CHART, "Chart", lambda reply: _draws(reply)),
    # Working and file are written when they are asked for: every reply with figures has them.
    Row(WORKING, "Show the working", lambda reply: reply.contract["figures"]),
    Row(SOURCE, "Source", lambda reply: reply.parts.sources, tells="Show the source in full"),
    Row(CSV, "CSV", lambda reply: reply.contract["figures"], tells="Get a CSV file of the figures"),
    Row(COPY, "Copy as text", lambda reply: reply.copy, tells="Get a sentence to copy"),
)
"""What shows more of a reply, in the order in which it stands there."""


def _draws(reply: Reply) -> bool:
    """Whether there is a chart that the reply does not show already."""
    drawn = reply.points is not None and reply.chart not in reply.blocks
    return drawn or reply.chart_turn is not None


def under(reply: Reply, standing: Standing) -> tuple[Block, ...]:
    """The actions block for below the reply; empty where there is nothing to press."""
    buttons = [*_buttons(reply, standing)][:MOST]
    return ({"type": "actions", "elements": buttons},) if buttons else ()


def _buttons(reply: Reply, standing: Standing) -> Iterator[Block]:
    on, alike = standing.as_of, standing.everybody
    question, turns = _bare(reply.question), tuple(map(_bare, reply.context))
    own = Button(q=question, t=turns, a=on, i=reply.imprint, e=alike).value()
    # A question too long to be asked again has been answered with just that.
    if own is not None and reply.blocks:
        if standing.shareable and reply.status in _WORTH_SHARING:
            yield _button(SHARE, "Share to channel", own)
        for place, (label, text) in enumerate(reply.follow_ups, len(reply.options)):
            after = Button(q=text, t=(*turns, question), a=on, e=alike).value()
            if after is not None:
                yield asking(place, label, after)
        for row in ROWS:
            if row.has(reply):
                yield _button(row.action_id, row.label, own, row.tells)
    yield from _deletion(standing)


def deletion(standing: Standing) -> tuple[Block, ...]:
    """The actions block with Delete alone, for who asked; empty where nobody did."""
    buttons = [*_deletion(standing)]
    return ({"type": "actions", "elements": buttons},) if buttons else ()


def _deletion(standing: Standing) -> Iterator[Block]:
    if standing.asker:
        whose = written({"u": standing.asker})
        yield _button(DELETE, "Delete", whose, "Delete this reply; only its asker can")


_PERSON = re.compile(r"<@[^<>]*>")


def _bare(text: str) -> str:
    """A question without those whom it mentions, which the desk does not read either."""
    return " ".join(_PERSON.sub(" ", text).split())


def asking(place: int, label: str, value: str) -> Block:
    """A button that asks what its value carries."""
    return _button(f"{ASK}{place}", fit(label, LABEL), value)


def _button(action_id: str, label: str, value: str, tells: str = "") -> Block:
    assert len(value) <= LONGEST_VALUE  # noqa: S101 - Button.value sees to it
    button: Block = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "value": value,
    }
    return {**button, "accessibility_label": tells} if tells else button
