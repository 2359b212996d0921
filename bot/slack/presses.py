"""Presses of buttons, read at the door. A button carries all that it needs.

``{"q": text, "t": [turns before it], "a": "YYYY-MM-DD", "i": "imprint"}`` asks for the very
reply again that the button stands under, in any process and days later; ``"e": true`` is with
it where that reply has what everybody may see in whichever channel. The imprint tells whether
the reply has the same figures still: after a load or a correction it may have others. Delete
carries who asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.slack.payloads import Asked, Payload, Text, key_of
from bot.slack.places import InChannel, Private

__all__ = [
    "BUTTON",
    "CHART",
    "COPY",
    "CSV",
    "DELETE",
    "LONGEST_VALUE",
    "SHARE",
    "SOURCE",
    "WORKING",
    "Button",
    "Deletion",
    "delete",
    "press",
    "share",
    "show",
]

BUTTON = "button"
"""The surface of a question that a button carries."""

SHARE, CHART, WORKING, SOURCE, CSV, COPY, DELETE = (
    *("share", "chart", "working", "source"),
    *("csv", "copy", "delete"),
)
"""Action ids, and what is wanted of the reply by them."""

_ASIDE = frozenset((WORKING, SOURCE, COPY))
"""What is shown to the one who pressed alone."""

LONGEST_VALUE = 2000  # characters: Slack's limit of a button's value


class Button(BaseModel):
    """What a button carries: a whole question, so that it needs no memory of ours.

    ``i`` is the imprint of the reply that it stands under, where it shows that one again.
    """

    model_config = ConfigDict(frozen=True)

    q: Text
    t: tuple[Text, ...] = ()
    a: date | None = None
    i: str = ""
    e: bool = False

    def value(self) -> str | None:
        """As a button's value; None where it does not fit.

        It is never cut: without a turn of its thread the question may be another.
        """
        text = written(self.model_dump(mode="json", exclude_defaults=True))
        return text if len(text) <= LONGEST_VALUE else None


def written(carried: Mapping[str, Any]) -> str:
    """JSON in which the three signs that mean something to Slack are spelt out."""
    text = json.dumps(carried, ensure_ascii=False, separators=(",", ":"))
    for sign in "&<>":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@dataclass(frozen=True, slots=True)
class Deletion:
    """Somebody asks that a reply be deleted; ``asker`` is whose it is."""

    asker: str
    aside: Private  # who pressed
    channel: str
    ts: str | None  # None where only its one reader can see the reply


class _Id(Payload):
    id: str


class _Standing(Payload):
    type: str = "message"
    message_ts: str | None = None
    thread_ts: str | None = None
    is_ephemeral: bool = False


class _Action(Payload):
    action_id: str = ""
    value: str = ""


class _Press(Payload):
    user: _Id
    channel: _Id | None = None  # of a message; a view stands in none
    container: _Standing
    actions: list[_Action] = Field(min_length=1)
    trigger_id: str | None = None
    response_url: str | None = None

    @property
    def id(self) -> str | None:
        return self.trigger_id and f"press:{self.trigger_id}"

    @property
    def private(self) -> Private:
        """Where to tell the one who pressed."""
        channel = self.channel.id if self.channel else None
        return Private(self.user.id, channel, self.response_url, self.container.thread_ts)

    @property
    def message(self) -> tuple[str, str] | None:
        """Channel and ts of the message pressed in; None where one person alone sees it."""
        if self.channel is None or self.container.is_ephemeral:
            return None
        ts = self.container.message_ts
        return (self.channel.id, ts) if ts else None


class _Whose(Payload):
    u: str


def press(body: Mapping[str, Any]) -> Asked | None:
    """A button that asks. The reply goes where the message stands that the button is in.

    From the Home tab it goes into the direct message.
    """
    return _read(_Press.model_validate(body))


def share(body: Mapping[str, Any]) -> Asked | None:
    """The button that shows a private reply to all: asked again, for the channel."""
    pressed = _Press.model_validate(body)
    asked = _read(pressed)
    if asked is None or pressed.channel is None:
        return None
    return replace(
        asked,
        surface=SHARE,
        place=InChannel(pressed.channel.id),
        thread=None,
        shared_by=pressed.user.id,
    )


def show(body: Mapping[str, Any]) -> Asked | None:
    """A button that shows more of the reply it stands under, or gives it in another form."""
    pressed = _Press.model_validate(body)
    asked, wants = _read(pressed), pressed.actions[0].action_id
    if asked is None:
        return None
    alone = wants in _ASIDE and asked.audience is not None
    place = asked.aside if alone else asked.place
    return replace(asked, surface=wants, wants=wants, thread=None, place=place)


def delete(body: Mapping[str, Any]) -> Deletion | None:
    """The button by which the asker takes a reply away."""
    pressed = _Press.model_validate(body)
    try:
        whose = _Whose.model_validate_json(pressed.actions[0].value)
    except ValidationError:
        return None
    if pressed.channel is None:
        return None
    message = pressed.message
    return Deletion(
        whose.u,
        pressed.private,
        pressed.channel.id,
        message[1] if message else None,
    )


def _read(pressed: _Press) -> Asked | None:
    try:
        button = Button.model_validate_json(pressed.actions[0].value)
    except ValidationError:  # a button that asks nothing, such as a link
        return None
    private = pressed.private
    asked = Asked(
        id=pressed.id,
        surface=BUTTON,
        text=button.q,
        place=private,
        aside=private,
        as_of=button.a,
        turns=button.t,
        imprint=button.i,
        everybody=button.e,
    )
    if pressed.channel is None:
        return replace(asked, place=InChannel(pressed.user.id))
    if pressed.message is None:
        return asked
    channel, ts = pressed.message
    # Below a message of a channel opens a thread; a direct message needs none.
    hangs = pressed.container.thread_ts or (None if channel.startswith("D") else ts)
    return replace(asked, place=InChannel(channel, hangs), thread=key_of(channel, hangs))
