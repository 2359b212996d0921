"""The shortcut of a message, "Look up figures here": what the message mentions, aside.

The first figure on file that the message mentions is answered, and the others are buttons.
A sentence is asked as it stands, else for what it mentions; then the reply says what of the
sentence it passed over. A message of the bot's own is answered with the very question that
it answers.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.answers.answer import Status
from bot.language.mentions import Mentioned, Sentence
from bot.reply.reply import Reply
from bot.slack import posts
from bot.slack.answering import Answering
from bot.slack.logs import desk_log, fault, line
from bot.slack.payloads import Asked, Payload, Text
from bot.slack.places import Post, Private
from bot.slack.presses import Button

__all__ = ["look_up"]

MOST_SENTENCES = 200
"""Sentences of a message that are read: more than a person may send at once."""

MOST_ASKED = 60
"""Figures that are looked for: of a list of them nobody reads more."""

MOST_OTHERS = 5

_SAID = (Status.REFUSED, Status.NOT_HELD, Status.AMBIGUOUS)
"""How a question ends that was read to its last word, but has no figure."""

# After a full stop only where a new sentence begins: not in "Nov. 2021" or "16.03". Nor after
# one of the three signs that Slack writes as "&amp;", "&lt;" and "&gt;".
_ENDS = re.compile(
    r"(?<=[!?;])(?<!&amp;)(?<!&lt;)(?<!&gt;)\s+"
    r"|(?:(?<=\w\w\.)|(?<=[%)\"\u201d]\.))\s+(?=[A-Z]|\d+,\d)|(?<=%\.)\s+|\n+"
)


class _Id(Payload):
    id: str


class _Attachment(Payload):
    pretext: Text | None = None
    title: Text | None = None
    text: Text | None = None
    fallback: Text | None = None

    @property
    def words(self) -> Iterator[str]:
        shown = [text for text in (self.pretext, self.title, self.text) if text]
        yield from shown or ([self.fallback] if self.fallback else [])


class _Message(Payload):
    text: Text | None = None
    thread_ts: str | None = None
    user: str | None = None
    blocks: tuple[dict[str, Any], ...] | None = None
    attachments: tuple[_Attachment, ...] | None = None

    @property
    def words(self) -> str:
        """All that it says: its text, what an app set out in blocks, and what is forwarded in it.

        What people write stands in the text whole; of an app's the text may be next to nothing.
        """
        attached = [text for each in self.attachments or () for text in each.words]
        return "\n".join([self.text or "", *_set_out(self.blocks or ()), *attached])


def _set_out(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The texts of headers, sections and small print."""
    for block in blocks:
        if block.get("type") not in ("header", "section", "context"):
            continue
        for shown in (block.get("text"), *_list(block, "fields"), *_list(block, "elements")):
            text = shown.get("text") if isinstance(shown, dict) else None
            if isinstance(text, str):
                yield text


def _list(block: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = block.get(name)
    return found if isinstance(found, list | tuple) else ()


class _Shortcut(Payload):
    user: _Id
    channel: _Id
    message: _Message
    trigger_id: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a message mentions, asked: the question, and what the desk says to it."""

    asked: Asked
    reply: Reply
    passed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What its button says: the figure, or the question where several are shown."""
        parts = self.reply.parts
        return parts.title if parts.title and parts.said else self.asked.text


def look_up(body: Mapping[str, Any], answering: Answering) -> None:
    """Answer what the message mentions, for the eyes of who asked alone."""
    said = _Shortcut.model_validate(body)
    private = Private(
        said.user.id, said.channel.id, said.response_url, thread=said.message.thread_ts
    )
    asked = Asked(
        id=said.trigger_id and f"shortcut:{said.trigger_id}",
        surface="shortcut",
        text=said.message.words,
        place=private,
        aside=private,
        turns=(),
    )
    if said.message.user == answering.bot:
        own = _own_question(said.message)
        if own is not None:
            answering.answer(replace(asked, text=own.q, turns=own.t, as_of=own.a))
            return
        # Without its buttons: the first line is the headline, and the others are of it.
        headline = (said.message.text or "").strip().partition("\n")[0]
        asked = replace(asked, text=headline)
    sentences = [each.strip() for each in _ENDS.split(asked.text) if each.strip()]
    try:
        found = _found(asked, sentences[:MOST_SENTENCES], answering)
    except Exception as error:
        # What cannot be read now is told in one place: where a question is answered.
        desk_log.error(line("not_looked_up", **fault(error)))
        answering.answer(asked)
        return
    if not found:
        first = MOST_SENTENCES if len(sentences) > MOST_SENTENCES else None
        answering.tell(private, posts.no_figure_in(first), secrets.token_hex(3))
        return
    answered, *others = found
    passed = () if said.message.user == answering.bot else answered.passed

    def finish(post: Post, sight: str | None) -> Post:
        unread = answered.reply.status is Status.UNKNOWN
        # Not even the name of what is restricted to the channel goes elsewhere.
        named = others if sight is not None else _for_everybody(others, answering)
        buttons = [(each.label, _button(each, answering).value()) for each in named]
        return posts.mentioned(post, passed, buttons, unread=unread)

    answering.answer(answered.asked, finish)


def _for_everybody(found: Sequence[_Found], answering: Answering) -> list[_Found]:
    """Those of which everybody may see a figure, named as it is for everybody."""
    asked = [
        replace(each, reply=answering.ask(each.asked, each.asked.turns or (), None))
        for each in found
    ]
    return [each for each in asked if each.reply.status is Status.ANSWERED]


def _button(found: _Found, answering: Answering) -> Button:
    return Button(q=found.asked.text, t=found.asked.turns or (), a=answering.desk.today())


def _own_question(message: _Message) -> Button | None:
    """The question that a message of the bot's answers, as its buttons carry it."""
    for block in message.blocks or ():
        for element in _list(block, "elements"):
            value = element.get("value") if isinstance(element, dict) else None
            if not value or str(element.get("action_id")) not in posts.OWN:
                continue
            try:
                return Button.model_validate_json(value)
            except ValidationError:
                continue
    return None


def _found(asked: Asked, sentences: Sequence[str], answering: Answering) -> list[_Found]:
    """The figures on file that are mentioned, in order; else the first thing that is not."""
    figures: dict[str, _Found] = {}
    first: _Found | None = None
    read = answering.desk.mentioned_in(sentences, audience=asked.audience)
    for looked, found in enumerate(_looked_for(asked, read, answering), 1):
        if found.reply.status is Status.ANSWERED:
            figures.setdefault(found.label, found)
        elif first is None:
            first = found
        if len(figures) > MOST_OTHERS or looked >= MOST_ASKED:
            break
    return [*figures.values()] or ([first] if first else [])


def _looked_for(
    asked: Asked, sentences: Sequence[Sentence], answering: Answering
) -> Iterator[_Found]:
    """What each sentence asks, else mentions: only where the first could be read, the others."""

    def found(mentioned: Mentioned) -> _Found:
        after = (mentioned.after,) if mentioned.after else ()
        one = replace(asked, text=mentioned.text, turns=after)
        return _Found(one, answering.ask(one, after, asked.audience), mentioned.passed)

    said: set[Sentence] = set()
    for sentence in sentences:
        if sentence in said:
            continue
        said.add(sentence)
        if sentence.alone:
            whole = found(Mentioned(sentence.text))
            if whole.reply.status is Status.ANSWERED or whole.reply.status in _SAID:
                # Of a story a sentence that is no question says more by what it mentions.
                yield whole
                if whole.reply.status is Status.ANSWERED or sentence.asks:
                    continue
        for mentioned in sentence.mentions:
            one = found(mentioned)
            yield one
            if one.reply.status not in (Status.ANSWERED, Status.NOT_HELD):
                break
