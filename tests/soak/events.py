"""What happens in a busy workspace: questions, follow-ups, presses, edits, deletions, bots.

Every question is told apart from all others by where its reply must stand: a thread, a
person or a conversation of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from tests.support.slack import Json, Message, Slack, command, direct, event, mention, press

__all__ = ["ASKING", "Happening", "Turn", "happenings"]

CHANNELS = [f"C0SOAK{number}" for number in range(40)]

QUESTIONS = [
    ("Xinjiang trade Nov", "16.03 billion yuan"),
    ("freight trains YTD", "11,156"),
    ("Xinjiang trade YTD", "137.66 billion yuan"),
    ("EU trade Jan-Nov 2021", "261.8 billion yuan"),
    ("what about Kazakhstan YTD", "62.33 billion yuan"),
]
THREAD = [("Xinjiang trade Nov", "16.03 billion yuan"), ("and YTD?", "137.66 billion yuan")]
"""Turns that say something else where one is lost, or comes before its time, or twice."""

ASKING = ("mention", "follow-up", "direct message", "command", "press")
_SHARES = {
    "mention": 34,
    "follow-up": 8,  # each of two events
    "direct message": 14,
    "command": 18,
    "press": 8,
    "edit": 4,
    "edit into a mention": 2,
    "deletion": 4,
    "bot's message": 4,
    "colleagues' talk": 2,
    "unknown event": 2,
}


@dataclass(frozen=True)
class Turn:
    """One event; ``words`` are those of the reply, None where nothing was asked."""

    payload: Json
    words: str | None = None


@dataclass(frozen=True)
class Happening:
    """Events that follow on each other, each once the one before is answered."""

    kind: str
    turns: list[Turn]
    places: tuple[str, ...] = ()  # where their replies can stand
    redelivered: bool = True  # whether Slack delivers it again where it is not acknowledged


@dataclass
class _Making:
    slack: Slack
    random: Random
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def person(self) -> str:
        user = f"U0S{next(self.numbers)}"
        self.slack.people.add(user)
        return user

    def make(self, kind: str) -> Happening:
        user, channel = self.person(), self.random.choice(CHANNELS)
        conversation = f"D{user[1:]}"
        text, words = self.random.choice(QUESTIONS)
        aside = (user, conversation)
        match kind:
            case "mention":
                said = mention(text, channel, user=user)
                return Happening(kind, [Turn(said, words)], (said["event"]["ts"], *aside))
            case "follow-up":
                first = mention(THREAD[0][0], channel, user=user)
                thread = first["event"]["ts"]
                then = mention(THREAD[1][0], channel, user=user, thread_ts=thread)
                turns = [Turn(first, THREAD[0][1]), Turn(then, THREAD[1][1])]
                return Happening(kind, turns, (thread, *aside))
            case "direct message":
                said = direct(text, user=user, channel=conversation)
                return Happening(kind, [Turn(said, words)], aside)
            case "command":
                url = self.slack.response_url(channel, user)
                said = command(self.slack, text, channel, user_id=user, response_url=url)
                return Happening(kind, [Turn(said, words)], aside, redelivered=False)
            case "press":
                ts = f"1640700000.{next(self.numbers):06d}"
                under = Message("chat.postMessage", channel, ts, "", [], {})
                value = json.dumps({"q": text, "a": None})
                button = {"type": "button", "action_id": "ask_option_0", "value": value}
                said = press(self.slack, button, under, user)
                return Happening(kind, [Turn(said, words)], (ts, *aside), redelivered=False)
        return Happening(kind, [Turn(self._asking_nothing(kind, text, channel, user))])

    def _asking_nothing(self, kind: str, text: str, channel: str, user: str) -> Json:
        ts = f"1640600001.{next(self.numbers):06d}"
        inner: Json = {"type": "message", "user": user, "text": text, "ts": ts}
        message: Json = {"type": "message", "channel": f"D{user[1:]}", "channel_type": "im"}
        match kind:
            case "edit":
                edited = {**message, "subtype": "message_changed", "message": inner}
                return event({**edited, "previous_message": inner})
            case "edit into a mention":
                return mention(text, channel, user=user, edited={"user": user, "ts": ts})
            case "deletion":
                gone = {**message, "subtype": "message_deleted", "deleted_ts": ts}
                return event({**gone, "previous_message": inner})
            case "bot's message":
                return event({**message, "subtype": "bot_message", "bot_id": "B0X", "text": text})
            case "colleagues' talk":
                talk = {**message, "channel": channel, "channel_type": "channel", "text": text}
                return event({**talk, "user": user})
            case _:
                return event({"type": "link_shared", "channel": channel, "user": user})


def happenings(slack: Slack, number: int, seed: int) -> Iterator[Happening]:
    """So many events, always the same ones for a seed."""
    for channel in CHANNELS:
        slack.known.add(channel)
        slack.joined.add(channel)
    making = _Making(slack, Random(seed))  # noqa: S311 - of no secret
    kinds, shares = list(_SHARES), list(_SHARES.values())
    made = 0
    while made < number:
        (kind,) = making.random.choices(kinds, shares)
        happening = making.make(kind)
        made += len(happening.turns)
        yield happening
