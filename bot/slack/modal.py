"""The window to look up a figure: an area, a measure of it and a period, each from a list.

Only what exists can be chosen: a list depends on what was chosen above it, which its
block's id carries, so that a choice above begins the lists below it anew. What would
be sent is shown before it is; it goes to the one who chose it, or to a channel.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from bot.lookup import Choice, Lookup
from bot.reply.blocks import degrade
from bot.reply.check_views import options_problems
from bot.reply.fitting import fit
from bot.reply.reply import Reply
from bot.slack import posts
from bot.slack.answering import Answering
from bot.slack.logs import desk_log, fault, line
from bot.slack.manifest import COMMAND
from bot.slack.outbox import Refused
from bot.slack.payloads import Asked, Payload
from bot.slack.places import Block, InChannel, Private

__all__ = [
    "AREA",
    "CALLBACK",
    "CHANNEL",
    "CHOICES",
    "MEASURE",
    "PERIOD",
    "WHERE",
    "chosen",
    "missing",
    "opened",
    "submitted",
    "suggestions",
    "view",
]

CALLBACK = "look_up_window"
AREA, MEASURE, PERIOD, WHERE, CHANNEL = "area", "measure", "period", "where", "channel"
CHOICES = (AREA, MEASURE, PERIOD, WHERE)
"""Action ids after which the window changes."""

TO_ME, TO_CHANNEL = "me", "channel"
MOST_OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
MOST_SHOWN = 40  # blocks of a preview

_SURFACE = "window"
_EXPIRED = frozenset(("expired_trigger_id", "trigger_expired", "trigger_exchanged"))
_NEWER = frozenset(("hash_conflict", "not_found", "view_not_found"))
"""Slack's answers where a later choice has changed the window, or it is closed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the window so far, by value."""

    area: str | None = None
    measure: str | None = None
    period: str | None = None
    where: str = TO_ME
    channel: str | None = None


class _Id(Payload):
    id: str


class _Option(Payload):
    value: str


class _Value(Payload):
    selected_option: _Option | None = None
    selected_conversation: str | None = None


class _State(Payload):
    values: dict[str, dict[str, _Value]] = Field(default_factory=dict)


class _View(Payload):
    id: str
    hash: str | None = None
    state: _State = Field(default_factory=_State)
    private_metadata: str = ""


class _Link(Payload):
    channel_id: str
    response_url: str


class _InView(Payload):
    user: _Id
    view: _View
    response_urls: list[_Link] = Field(default_factory=list)


class _Shortcut(Payload):
    user: _Id
    trigger_id: str


class _Typed(Payload):
    action_id: str
    block_id: str
    value: str = ""


class _Kept(Payload):
    a: date


# what Slack sends


def opened(body: Mapping[str, Any], answering: Answering) -> None:
    """The shortcut was chosen: open the window, or say in a direct message how else to ask."""
    said = _Shortcut.model_validate(body)
    try:
        answering.outbox.open_view(view(Chosen(), answering.desk.today()), said.trigger_id)
    except Exception as error:
        code = error.code if isinstance(error, Refused) else None
        reference = secrets.token_hex(3)
        late = code in _EXPIRED
        desk_log.warning(line("window_not_opened", ref=reference, slack=code, **fault(error)))
        told = posts.cannot_open(COMMAND) if late else posts.failed(reference)
        answering.tell(Private(said.user.id), told, reference)


def suggestions(body: Mapping[str, Any], lookup: Lookup) -> list[Block]:
    """The options for what was typed into one of the selects."""
    typed = _Typed.model_validate(body)
    above = typed.block_id.partition(":")[2]
    match typed.action_id:
        case "area":
            found: Sequence[Choice] = lookup.areas(typed.value, MOST_OPTIONS)
        case "measure":
            found = lookup.measures(above, typed.value, MOST_OPTIONS)
        case "period":
            found = lookup.periods(above, typed.value, MOST_OPTIONS)
        case _:
            found = ()
    options = [
        _option(choice.label, choice.value)
        for choice in found
        if choice.label.strip() and len(choice.value) <= OPTION_VALUE
    ]
    if faults := options_problems(options):
        desk_log.error(line("options_at_fault", problems=len(faults), first=faults[0]))
        return []
    return options


def chosen(body: Mapping[str, Any], answering: Answering) -> None:
    """Something was chosen: show what can be chosen next, or what the figure would be."""
    said = _InView.model_validate(body)
    now, day = _chosen(said.view), _day(said.view, answering)
    reply, failed = None, False
    try:
        reply = _preview(now, day, answering)
    except Exception as error:
        desk_log.error(line("preview_failed", **fault(error)))
        failed = True
    try:
        shown = view(now, day, reply, failed=failed)
        answering.outbox.update_view(shown, said.view.id, said.view.hash)
    except Refused as refused:
        level = desk_log.info if refused.code in _NEWER else desk_log.error
        level(line("window_not_updated", slack=refused.code))


def missing(body: Mapping[str, Any]) -> dict[str, str]:
    """What has still to be chosen before it can be sent: a sentence by block; never raises."""
    try:
        said = _InView.model_validate(body)
    except ValidationError:
        return {}
    now = _chosen(said.view)
    if now.period is not None:
        return {}
    # The newest of the blocks is what still waits for its choice, or was just chosen.
    blocks = [name for name in said.view.state.values if name.partition(":")[0] in CHOICES[:3]]
    told = "Choose an area, then what is measured, then a period; then it can be sent."
    return {blocks[-1]: told} if blocks else {}


def submitted(body: Mapping[str, Any], answering: Answering) -> None:
    """The figure is to be sent: to a channel, or to the one who chose it."""
    said = _InView.model_validate(body)
    now, user = _chosen(said.view), said.user.id
    reference = secrets.token_hex(3)
    try:
        question = _question(now, Lookup(answering.desk))
    except Exception as error:
        desk_log.error(line("not_answered", ref=reference, **fault(error)))
        answering.tell(Private(user), posts.failed(reference, figures=True), reference)
        return
    if question is None:
        answering.tell(Private(user), posts.gone(), reference)
        return
    to_all = now.where == TO_CHANNEL and now.channel is not None
    link = next((u.response_url for u in said.response_urls if u.channel_id == now.channel), None)
    answering.answer(
        Asked(
            # Slack sends a window once; a second delivery has the same hash.
            id=f"window:{said.view.id}:{said.view.hash}",
            surface=_SURFACE,
            text=question,
            place=InChannel(now.channel or user if to_all else user),
            aside=Private(user),
            as_of=_day(said.view, answering),
            turns=(),
            shared_by=user if to_all else None,
            link=link if to_all else None,
        )
    )


# the window


def view(
    now: Chosen, day: date, reply: Reply | None = None, *, failed: bool = False
) -> dict[str, Any]:
    """The window as far as it is filled in; ``reply`` is what would be sent."""
    blocks = [_select(AREA, AREA, "Area", "Type a name, such as of a province or country")]
    if now.area is not None:
        blocks.append(_select(f"{MEASURE}:{now.area}", MEASURE, "What is measured", "Type a word"))
    if now.measure is not None:
        blocks.append(_select(f"{PERIOD}:{now.measure}", PERIOD, "Period", "The newest come first"))
    if now.period is not None:
        blocks += [{"type": "divider"}, *_shown(reply, failed=failed), {"type": "divider"}]
        blocks += _where(now)
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain("Look up a figure"),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"a": day.isoformat()}),
        "blocks": blocks,
    }


def _select(block_id: str, action_id: str, label: str, placeholder: str) -> Block:
    return {
        "type": "input",
        "block_id": block_id,
        "dispatch_action": True,
        "label": _plain(label),
        "element": {
            "type": "external_select",
            "action_id": action_id,
            "min_query_length": 0,
            "placeholder": _plain(placeholder),
        },
    }


def _where(now: Chosen) -> list[Block]:
    options = [
        _option("To me, as a direct message", TO_ME),
        _option("To a channel, with my name", TO_CHANNEL),
    ]
    radio: Block = {
        "type": "input",
        "block_id": WHERE,
        "dispatch_action": True,
        "label": _plain("Send it"),
        "element": {
            "type": "radio_buttons",
            "action_id": WHERE,
            "options": options,
            "initial_option": options[0],
        },
    }
    if now.where != TO_CHANNEL:
        return [radio]
    channel: Block = {
        "type": "input",
        "block_id": CHANNEL,
        "label": _plain("Channel"),
        "element": {
            "type": "conversations_select",
            "action_id": CHANNEL,
            "default_to_current_conversation": True,
            "response_url_enabled": True,
            "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        },
    }
    return [radio, channel]


def _shown(reply: Reply | None, *, failed: bool) -> list[Block]:
    """The reply as a window can show it: without chart, table and buttons."""
    if reply is None:
        said = (
            "I cannot get at my figures just now. Please choose again in a minute."
            if failed
            else "This is no longer on file. Please choose another period."
        )
        return [posts.section(said)]
    plainest = degrade(reply.blocks)[-2] if reply.blocks else []
    shown = [block for block in plainest if block["type"] in ("header", "section", "context")]
    return shown[:MOST_SHOWN] or [posts.section(fit(reply.text, 3000))]


def _preview(now: Chosen, day: date, answering: Answering) -> Reply | None:
    question = _question(now, Lookup(answering.desk)) if now.period is not None else None
    if question is None:
        return None
    nobody = Private("")
    asked = Asked(None, _SURFACE, question, place=nobody, aside=nobody, as_of=day)
    return answering.ask(asked, (), None)


def _question(now: Chosen, lookup: Lookup) -> str | None:
    if now.measure is None or now.period is None:
        return None
    return lookup.question(now.measure, now.period)


def _chosen(shown: _View) -> Chosen:
    """What is chosen; a list whose block hangs from another choice above it has been left."""
    values = {
        (block, action): value
        for block, actions in shown.state.values.items()
        for action, value in actions.items()
    }

    def at(block: str, action: str) -> str | None:
        value = values.get((block, action))
        return value.selected_option.value if value and value.selected_option else None

    area = at(AREA, AREA)
    measure = at(f"{MEASURE}:{area}", MEASURE) if area is not None else None
    period = at(f"{PERIOD}:{measure}", PERIOD) if measure is not None else None
    channel = values.get((CHANNEL, CHANNEL))
    return Chosen(
        area=area,
        measure=measure,
        period=period,
        where=at(WHERE, WHERE) or TO_ME,
        channel=channel.selected_conversation if channel else None,
    )


def _day(shown: _View, answering: Answering) -> date:
    """The day that the window was opened, as on which it answers throughout."""
    try:
        return _Kept.model_validate_json(shown.private_metadata).a
    except ValidationError:
        return answering.desk.today()


def _option(label: str, value: str) -> Block:
    return {"text": _plain(fit(label, OPTION)), "value": value}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
