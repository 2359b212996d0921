"""What Slack sends, read at the door into what was asked, by whom and where.

Only the fields the desk relies on are read, and they are checked; what Slack adds
is passed over. What is no question of a person's is ``None``: messages of bots,
edits, deletions and other notices (most subtypes), and mentions put in by an edit,
which would answer one question twice. Presses are read in ``presses``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from bot.slack.places import InChannel, Place, Private, audience_of

__all__ = [
    "BY_PEOPLE",
    "REPLY",
    "Asked",
    "Payload",
    "Text",
    "command",
    "direct_message",
    "key_of",
    "mention",
    "posts_in",
    "said_in",
    "thread_reply",
]

REPLY = "reply"
"""What is wanted of a question unless something else is: the reply itself."""

BY_PEOPLE = frozenset((None, "file_share", "thread_broadcast", "me_message"))
"""Subtypes of what people write: plainly, with a file, in a thread and also to its channel, or
with ``/me``. Every other subtype is a notice.
"""


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
    turns: tuple[str, ...] | None = None  # what it goes on from; None for what is remembered
    wants: str = REPLY  # the whole reply, or which part or form of it
    link: str | None = None  # the address that Slack gave with a channel that was chosen
    imprint: str = ""  # of the reply that is to be shown more of; empty where it may be any
    outdated: bool = False  # the reply that was to be shown has other figures now
    quiet: bool = False  # nobody has called the bot: what is no question of figures gets no reply
    everybody: bool = False  # only what everybody may see, wherever it is seen

    @property
    def audience(self) -> str | None:
        """The channel that will see the reply; None for the asker alone."""
        return audience_of(self.place)

    @property
    def sight(self) -> str | None:
        """The channel whose restricted figures may be in the reply; None for nobody's."""
        return None if self.everybody else self.audience


def _whole(text: str) -> str:
    # JSON may hold half a character, which no file and no message could.
    return text.encode(errors="replace").decode()


Text = Annotated[str, AfterValidator(_whole)]


class Payload(BaseModel):
    """What all that is read at the door has in common."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Command(Payload):
    user_id: str
    channel_id: str
    text: Text = ""
    response_url: str | None = None
    trigger_id: str | None = None


class _Event(Payload):
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
        said = self.user is not None and self.bot_id is None and self.subtype in BY_PEOPLE
        return said and self.edited is None and not self.hidden


class _Envelope(Payload):
    event: _Event
    event_id: str | None = None


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


def thread_reply(body: Mapping[str, Any]) -> Asked | None:
    """A plain message in a channel's thread, which may go on from what the bot answered there.

    One that names somebody is between colleagues; one that names the bot is delivered as
    a mention too, and is that.
    """
    envelope = _Envelope.model_validate(body)
    said = envelope.event
    in_thread = said.thread_ts is not None and said.thread_ts != said.ts
    if said.channel_type not in ("channel", "group") or not in_thread or not said.is_question:
        return None
    if "<@" in (said.text or "") or not (said.text or "").strip():
        return None
    return _message("thread", envelope, thread=said.thread_ts, quiet=True)


def _message(
    surface: str, envelope: _Envelope, thread: str | None, *, quiet: bool = False
) -> Asked:
    said = envelope.event
    outside = key_of(said.channel, None)
    return Asked(
        id=f"event:{envelope.event_id or said.channel + said.ts}",
        surface=surface,
        text=said.text or "",
        place=InChannel(said.channel, thread),
        # Where the asker looks; Slack shows nobody's eyes anything in a thread yet to begin.
        aside=Private(said.user or "", said.channel, thread=said.thread_ts),
        thread=key_of(said.channel, thread),
        opened_from=outside if surface == "direct" and thread else None,
        # A file without a word does not ask the last question again.
        turns=None if (said.text or "").strip() else (),
        quiet=quiet,
    )


def said_in(body: Mapping[str, Any]) -> tuple[str, float] | None:
    """The key of the conversation that a message is of, and when it was said by Slack's clock.

    None of what is no message; never raises.
    """
    event = body.get("event")
    if not isinstance(event, dict):
        return None
    channel, ts, hangs = event.get("channel"), event.get("ts"), event.get("thread_ts")
    try:
        said = float(ts or "")
    except (TypeError, ValueError):
        return None
    opens = ts if event.get("type") == "app_mention" else None
    return key_of(str(channel), hangs or opens), said


def posts_in(body: Mapping[str, Any]) -> str:
    """The channel in which what answers it is posted; "" where that is by an address of its own."""
    event = body.get("event")
    return str(event.get("channel") or "") if isinstance(event, dict) else ""


def key_of(channel: str, thread: str | None) -> str:
    """What a conversation is remembered by: a channel's thread, or all outside threads."""
    return f"{channel}:{thread or ''}"
