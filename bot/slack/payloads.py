"""What Slack sends, read at the door into what was asked, by whom and where.

Only the fields the desk relies on are read, and they are checked; what Slack adds
is passed over. What is no question of a person's is ``None``: messages of bots,
edits, deletions and other notices (a subtype), and mentions put in by an edit,
which would answer one question twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.slack.places import InChannel, Place, Private

__all__ = ["BUTTON", "Asked", "Button", "command", "direct_message", "mention", "press", "share"]


BUTTON = "button"
"""The surface of a question that a button carries."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and where its reply belongs."""

    id: str | None  # the same when Slack delivers it again
    surface: str
    text: str
    place: Place
    aside: Private  # where to tell the asker alone
    thread: str | None = None  # the key of the conversation that remembers its turns
    opened_from: str | None = None  # the key of the one that this hangs under
    as_of: date | None = None
    shared_by: str | None = None  # who shows an answer of theirs to all


class Button(BaseModel):
    """What a button carries: a whole question, so that it needs no memory of ours."""

    model_config = ConfigDict(frozen=True)

    q: str
    a: date | None = None

    def value(self) -> str:
        """As a button's value. The three signs that mean something to Slack are spelt out."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        for sign in "&<>":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return text


def _whole(text: str) -> str:
    # JSON may hold half a character, which no file and no message could.
    return text.encode(errors="replace").decode()


Text = Annotated[str, AfterValidator(_whole)]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Command(_Payload):
    user_id: str
    channel_id: str
    text: Text = ""
    response_url: str | None = None
    trigger_id: str | None = None


class _Event(_Payload):
    channel: str
    ts: str
    user: str | None = None
    text: Text | None = None
    thread_ts: str | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    edited: Any = None
    hidden: bool = False

    @property
    def is_question(self) -> bool:
        said = self.user is not None and self.bot_id is None
        return said and self.subtype is None and self.edited is None and not self.hidden


class _Envelope(_Payload):
    event: _Event
    event_id: str | None = None


class _Id(_Payload):
    id: str


class _Standing(_Payload):
    message_ts: str | None = None
    thread_ts: str | None = None
    is_ephemeral: bool = False


class _Action(_Payload):
    value: str = ""


class _Press(_Payload):
    user: _Id
    channel: _Id
    container: _Standing
    actions: list[_Action] = Field(min_length=1)
    trigger_id: str | None = None
    response_url: str | None = None


def command(body: Mapping[str, Any]) -> Asked:
    """A slash command: the reply is for the asker's eyes."""
    said = _Command.model_validate(body)
    private = Private(said.user_id, said.channel_id, said.response_url)
    return Asked(
        id=said.trigger_id and f"command:{said.trigger_id}",
        surface="command",
        text=said.text,
        place=private,
        aside=private,
    )


def mention(body: Mapping[str, Any]) -> Asked | None:
    """A mention in a channel: the reply goes into the thread, which remembers it."""
    envelope = _Envelope.model_validate(body)
    said = envelope.event
    if not said.is_question:
        return None
    return _message("mention", envelope, thread=said.thread_ts or said.ts)


def direct_message(body: Mapping[str, Any]) -> Asked | None:
    """A message to the bot alone.

    Everything outside a thread is one conversation, so that a follow-up needs no
    thread; a thread goes on from what had been asked outside it.
    """
    envelope = _Envelope.model_validate(body)
    said = envelope.event
    if said.channel_type != "im" or not said.is_question:
        return None
    return _message("direct", envelope, thread=said.thread_ts)


def press(body: Mapping[str, Any]) -> Asked | None:
    """A button that asks. The reply goes where the message stands that the button is in."""
    pressed = _Press.model_validate(body)
    channel, standing = pressed.channel.id, pressed.container
    if standing.is_ephemeral or standing.message_ts is None:
        return _pressed(BUTTON, pressed)
    # Below a message of a channel opens a thread; a direct message needs none.
    below = None if channel.startswith("D") else standing.message_ts
    hangs = standing.thread_ts or below
    return _pressed(BUTTON, pressed, InChannel(channel, hangs), _key(channel, hangs))


def share(body: Mapping[str, Any]) -> Asked | None:
    """The button that shows a private reply to all: asked again, for the channel."""
    pressed = _Press.model_validate(body)
    asked = _pressed("share", pressed, InChannel(pressed.channel.id))
    return asked and replace(asked, shared_by=pressed.user.id)


def _message(surface: str, envelope: _Envelope, thread: str | None) -> Asked:
    said = envelope.event
    outside = _key(said.channel, None)
    return Asked(
        id=f"event:{envelope.event_id or said.channel + said.ts}",
        surface=surface,
        text=said.text or "",
        place=InChannel(said.channel, thread),
        aside=Private(said.user or "", said.channel),
        thread=_key(said.channel, thread),
        opened_from=outside if surface == "direct" and thread else None,
    )


def _pressed(
    surface: str, pressed: _Press, place: Place | None = None, thread: str | None = None
) -> Asked | None:
    try:
        button = Button.model_validate_json(pressed.actions[0].value)
    except ValidationError:  # a button that asks nothing, such as a link
        return None
    private = Private(pressed.user.id, pressed.channel.id, pressed.response_url)
    return Asked(
        id=pressed.trigger_id and f"press:{pressed.trigger_id}",
        surface=surface,
        text=button.q,
        place=place or private,
        aside=private,
        thread=thread,
        as_of=button.a,
    )


def _key(channel: str, thread: str | None) -> str:
    return f"{channel}:{thread or ''}"
