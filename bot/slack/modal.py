"""The window to look up a figure: an area, a measure of it and a period, each from a list.

Only what exists can be chosen: a list depends on what was chosen above it, which its
block's id carries, so that a choice above begins the lists below it anew. What would
be sent is shown before it is; it goes to the one who chose it, or to a channel, and has what
everybody may see wherever it goes. Where it is no longer what is shown, as the figures have
changed meanwhile, it is shown anew first.
"""

from __future__ import annotations

import hashlib
import html
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from bot.lookup import Choice, Lookup
from bot.reply.blocks import degrade
from bot.reply.check_views import options_problems, view_problems
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
    "outdated",
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
_CONFLICT = "hash_conflict"
"""Slack's answer where another choice has changed the window."""

_NEWER = frozenset((_CONFLICT, "not_found", "view_not_found"))
"""Slack's answers where that was a later one, or the window is closed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the window so far, by value."""

    area: str | None = None
    measure: str | None = None
    called: str = ""  # the measure, as its option said
    period: str | None = None
    where: str = TO_ME
    channel: str | None = None


class _Id(Payload):
    id: str


class _Said(Payload):
    text: str = ""


class _Option(Payload):
    value: str
    text: _Said = _Said()


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


class _Made(Payload):
    action_ts: float = 0.0


class _InView(Payload):
    user: _Id
    view: _View
    response_urls: list[_Link] = Field(default_factory=list)
    actions: list[_Made] = Field(default_factory=list)

    @property
    def at(self) -> float:
        """When what was chosen last was chosen, by Slack's clock."""
        return max((made.action_ts for made in self.actions), default=0.0)


class _Shortcut(Payload):
    user: _Id
    trigger_id: str


class _Typed(Payload):
    action_id: str
    block_id: str
    value: str = ""


class _Kept(Payload):
    a: date
    p: str = ""  # what of the reply is shown, as ``_mark`` has it


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
    answering.choices.note(said.view.id, said.at)
    now, day = _chosen(said.view), _day(said.view, answering)
    reply, instead = None, _CHANGED
    try:
        reply = _preview(now, day, answering)
    except Exception as error:
        desk_log.error(line("preview_failed", **fault(error)))
        instead = _UNREADABLE
    shown = view(now, day, reply, instead)
    try:
        try:
            answering.outbox.update_view(shown, said.view.id, said.view.hash)
        except Refused as refused:
            newest = answering.choices.is_newest(said.view.id, said.at)
            if refused.code != _CONFLICT or not newest:
                raise
            answering.outbox.update_view(shown, said.view.id, None)
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


def outdated(body: Mapping[str, Any], answering: Answering) -> dict[str, Any] | None:
    """The window anew, where what would be sent is not what is shown in it; never raises.

    Slack waits for it. What cannot be found out now is told once it is to be sent.
    """
    try:
        said = _InView.model_validate(body)
        now, day = _chosen(said.view), _day(said.view, answering)
        reply = _preview(now, day, answering, in_line=False)
    except Exception as error:
        desk_log.error(line("preview_failed", **fault(error)))
        return None
    if reply is not None and _mark(reply) == _shown_in(said.view):
        return None
    anew = view(now, day, reply, _CHANGED, note=_ANEW)
    if found := view_problems(anew):
        desk_log.error(line("view_at_fault", problems=len(found), first=found[0]))
        return None
    return anew


def submitted(body: Mapping[str, Any], answering: Answering) -> None:
    """The figure is to be sent: to a channel, or to the one who chose it."""
    said = _InView.model_validate(body)
    now, user = _chosen(said.view), said.user.id
    reference = secrets.token_hex(3)
    day, shown = _day(said.view, answering), _shown_in(said.view)
    try:
        question = _question(now, Lookup(answering.desk))
        # It may have waited long for its turn, or through a restart.
        reply = _preview(now, day, answering) if question is not None and shown else None
    except Exception as error:
        desk_log.error(line("not_answered", ref=reference, **fault(error)))
        answering.tell(Private(user), posts.failed(reference, figures=True), reference)
        return
    if question is None or (reply is not None and _mark(reply) != shown):
        answering.tell(Private(user), posts.gone(), reference)
        return
    if _is_sent(said.view, now, answering):
        return
    to_all = now.where == TO_CHANNEL and now.channel is not None
    link = next((u.response_url for u in said.response_urls if u.channel_id == now.channel), None)
    answering.answer(
        Asked(
            id=f"window:{said.view.id}:{said.view.hash}",
            surface=_SURFACE,
            text=question,
            place=InChannel(now.channel or user if to_all else user),
            aside=Private(user),
            as_of=day,
            turns=(),
            shared_by=user if to_all else None,
            everybody=to_all,  # as it was shown
            link=link if to_all else None,
        )
    )


def _is_sent(window: _View, now: Chosen, answering: Answering) -> bool:
    """Whether this very window has been sent before.

    Where Slack got the acknowledgement too late, the window stays open and is sent once more,
    as a delivery of its own. What is taken up after a kill had been begun, but not ended.
    """
    if answering.late:
        return False
    chosen_in_it = [now.area, now.measure, now.period, now.where, now.channel]
    what = json.dumps([window.id, window.hash, *chosen_in_it])
    key = f"window:{hashlib.sha256(what.encode()).hexdigest()[:16]}"
    try:
        return not answering.state.first_sight(key, answering.clock())
    except Exception as error:
        desk_log.error(line("memory_failed", **fault(error)))
        return False


# the window


_CHANGED = (
    "The figures have changed meanwhile: what you chose is no longer on file as it was. "
    "Please choose again what is measured."
)
_ANEW = "The figures have changed meanwhile. This is what would be sent now."
_UNREADABLE = "I cannot get at my figures just now. Please choose again in a minute."


def view(
    now: Chosen, day: date, reply: Reply | None = None, instead: str = "", *, note: str = ""
) -> dict[str, Any]:
    """The window as far as it is filled in.

    ``reply`` is what would be sent, with a note above it; ``instead`` is said where there
    is none.
    """
    blocks = [_select(AREA, AREA, "Area", "Type a name, such as of a province or country")]
    if now.area is not None:
        blocks.append(_select(f"{MEASURE}:{now.area}", MEASURE, "What is measured", "Type a word"))
    if now.measure is not None:
        blocks.append(_select(f"{PERIOD}:{now.measure}", PERIOD, "Period", "The newest come first"))
    if now.period is not None and reply is None:
        blocks += [{"type": "divider"}, posts.section(instead)]
    elif now.period is not None and reply is not None:
        noted = [posts.section(f"*{note}*")] if note else []
        blocks += [{"type": "divider"}, *noted, *_shown(reply), {"type": "divider"}]
        blocks += _where(now)
    kept = {"a": day.isoformat(), **({"p": _mark(reply)} if reply else {})}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain("Look up a figure"),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps(kept),
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


def _shown(reply: Reply) -> list[Block]:
    """The reply as a window can show it: without chart, table and buttons."""
    plainest = degrade(reply.blocks)[-2] if reply.blocks else []
    shown = [block for block in plainest if block["type"] in ("header", "section", "context")]
    return shown[:MOST_SHOWN] or [posts.section(fit(reply.text, 3000))]


def _mark(reply: Reply) -> str:
    """The same for the same reply."""
    return hashlib.sha256(reply.text.encode()).hexdigest()[:16]


def _preview(now: Chosen, day: date, answering: Answering, *, in_line: bool = True) -> Reply | None:
    """What would be sent; ``in_line`` where it may wait for what others ask."""
    question = _question(now, Lookup(answering.desk))
    if question is None:
        return None
    if not in_line:
        return answering.desk.ask(question, as_of=day)
    nobody = Private("")
    asked = Asked(None, _SURFACE, question, place=nobody, aside=nobody, as_of=day)
    return answering.ask(asked, (), None)


def _question(now: Chosen, lookup: Lookup) -> str | None:
    """What to ask; None where what was chosen is no longer on file as what it was called."""
    if now.measure is None or now.period is None:
        return None
    found = lookup.find(now.measure, now.period)
    if found is None or found.area != now.area:
        return None
    return found.question if _words(fit(found.label, OPTION)) == _words(now.called) else None


def _words(called: str) -> list[str]:
    """What an option says, however Slack gives it back."""
    return html.unescape(called).split()


def _chosen(shown: _View) -> Chosen:
    """What is chosen; a list whose block hangs from another choice above it has been left."""
    values = {
        (block, action): value
        for block, actions in shown.state.values.items()
        for action, value in actions.items()
    }

    def option(block: str, action: str) -> _Option | None:
        value = values.get((block, action))
        return value.selected_option if value else None

    def at(block: str, action: str) -> str | None:
        found = option(block, action)
        return found.value if found else None

    area = at(AREA, AREA)
    of_area = option(f"{MEASURE}:{area}", MEASURE) if area is not None else None
    measure = of_area.value if of_area else None
    period = at(f"{PERIOD}:{measure}", PERIOD) if measure is not None else None
    channel = values.get((CHANNEL, CHANNEL))
    return Chosen(
        area=area,
        measure=measure,
        called=of_area.text.text if of_area else "",
        period=period,
        where=at(WHERE, WHERE) or TO_ME,
        channel=channel.selected_conversation if channel else None,
    )


def _day(shown: _View, answering: Answering) -> date:
    """The day that the window was opened, as on which it answers throughout."""
    kept = _kept(shown)
    return kept.a if kept else answering.desk.today()


def _shown_in(window: _View) -> str:
    """The mark of the reply that is shown; empty where none is."""
    kept = _kept(window)
    return kept.p if kept else ""


def _kept(window: _View) -> _Kept | None:
    try:
        return _Kept.model_validate_json(window.private_metadata)
    except ValidationError:
        return None


def _option(label: str, value: str) -> Block:
    return {"text": _plain(fit(label, OPTION)), "value": value}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
