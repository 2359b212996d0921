"""The same strict look at views, windows and the Home tab, and at the options of a select.

``view_problems`` returns every fault of a view that Slack would refuse, and
``options_problems`` those of what is answered to somebody who types into a select.
Limits: docs.slack.dev, references of views and of Block Kit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.reply.check import IDENTIFIER, block_faults, key_faults, text_faults

__all__ = ["options_problems", "view_problems"]

MOST_BLOCKS = 100
MOST_OPTIONS = 100
TITLE = 24
METADATA = 3000
VIEW_BYTES = 250_000
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
HINT = 2000

Found = Iterator[str]

_CONVERSATIONS = {"im", "mpim", "private", "public"}
_MESSAGES_ONLY = {"table", "data_visualization"}


def view_problems(view: Mapping[str, Any]) -> list[str]:
    """What is wrong with a window or a Home tab; empty where nothing is."""
    return [*_view(view)]


def options_problems(options: object) -> list[str]:
    """What is wrong with the options offered; none at all are sound: nothing was found."""
    return [*_options(options, least=0)]


def _view(view: Mapping[str, Any]) -> Found:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        yield f"type {kind!r} is neither modal nor home"
        return
    yield from key_faults(view, _KEYS[kind][0], _KEYS[kind][1])
    for name in ("title", "submit", "close"):
        if name in view:
            yield from text_faults(view[name], name, TITLE, ("plain_text",))
    for name, limit in (("callback_id", IDENTIFIER), ("private_metadata", METADATA)):
        if name in view and not (isinstance(view[name], str) and len(view[name]) <= limit):
            yield f"{name}: no text of at most {limit} characters"
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield f"over {VIEW_BYTES} bytes in all"
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= MOST_BLOCKS:
        yield f"blocks: no list of 1 to {MOST_BLOCKS}"
        return
    for place, block in enumerate(blocks):
        yield from (f"blocks[{place}]: {fault}" for fault in _block(block, kind))
    sound = [block for block in blocks if isinstance(block, dict)]
    if any(block.get("type") == "input" for block in sound) and kind == "modal":
        yield from () if "submit" in view else ("submit is missing, and there is input",)
    yield from _unique(sound)


def _unique(blocks: Sequence[Mapping[str, Any]]) -> Found:
    named = [block["block_id"] for block in blocks if "block_id" in block]
    actions = [e.get("action_id") for block in blocks for e in _elements(block)]
    for name, values in (("block_id", named), ("action_id", actions)):
        for value in {v for v in values if v is not None and values.count(v) > 1}:
            yield f"{name} {value!r} stands twice"
    addressed = sum(bool(e.get("response_url_enabled")) for b in blocks for e in _elements(b))
    if addressed > 1:
        yield "response_url_enabled stands twice"
    if sum(bool(e.get("focus_on_load")) for b in blocks for e in _elements(b)) > 1:
        yield "focus_on_load stands twice"


def _elements(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
    return [element for element in found if isinstance(element, dict)]


def _block(block: object, kind: str) -> Found:
    if not isinstance(block, dict):
        yield "not an object"
    elif block.get("type") in _MESSAGES_ONLY:
        yield f"type {block['type']!r} stands in messages only"
    elif block.get("type") == "input":
        yield from _input(block, kind)
    else:
        yield from block_faults(block)


def _input(block: Mapping[str, Any], kind: str) -> Found:
    yield from key_faults(
        block,
        {"type", "label", "element"},
        {"block_id", "hint", "optional", "dispatch_action"},
    )
    yield from text_faults(block.get("label"), "label", HINT, ("plain_text",))
    if "hint" in block:
        yield from text_faults(block["hint"], "hint", HINT, ("plain_text",))
    block_id = block.get("block_id", "b")
    if not isinstance(block_id, str) or not 1 <= len(block_id) <= IDENTIFIER:
        yield f"block_id: no text of 1 to {IDENTIFIER} characters"
    for name in ("optional", "dispatch_action"):
        if not isinstance(block.get(name, False), bool):
            yield f"{name} is not true or false"
    element = block.get("element")
    check = _ELEMENTS.get(element.get("type", "")) if isinstance(element, dict) else None
    if check is None or not isinstance(element, dict):
        yield "element: not one the desk asks with"
        return
    yield from (f"element: {fault}" for fault in check(element))
    if element.get("response_url_enabled") and kind != "modal":
        yield "element: response_url_enabled stands in windows only"


def _external(element: Mapping[str, Any]) -> Found:
    optional = {"placeholder", "initial_option", "min_query_length", "focus_on_load"}
    yield from key_faults(element, {"type", "action_id"}, optional)
    yield from _asked_with(element)
    least = element.get("min_query_length", 0)
    if isinstance(least, bool) or not isinstance(least, int) or least < 0:
        yield "min_query_length: not a number from 0"
    if "initial_option" in element:
        yield from _options([element["initial_option"]])


def _conversations(element: Mapping[str, Any]) -> Found:
    optional = {
        *("placeholder", "initial_conversation", "default_to_current_conversation"),
        *("response_url_enabled", "filter", "focus_on_load"),
    }
    yield from key_faults(element, {"type", "action_id"}, optional)
    yield from _asked_with(element)
    for name in ("default_to_current_conversation", "response_url_enabled"):
        if not isinstance(element.get(name, False), bool):
            yield f"{name} is not true or false"
    if "initial_conversation" in element:
        channel = element["initial_conversation"]
        if not isinstance(channel, str) or not re.fullmatch("[CDG][A-Z0-9]+", channel):
            yield "initial_conversation: no conversation's id"
    shown = element.get("filter", {"include": ["public"]})
    if not isinstance(shown, dict) or not shown:
        yield "filter: empty"
        return
    kinds = {"include", "exclude_bot_users", "exclude_external_shared_channels"}
    yield from key_faults(shown, set(), kinds)
    included = shown.get("include", ["public"])
    if not isinstance(included, list) or not included or not _CONVERSATIONS.issuperset(included):
        yield "filter: include is none of im, mpim, private, public"


def _radio(element: Mapping[str, Any]) -> Found:
    yield from key_faults(
        element, {"type", "action_id", "options"}, {"initial_option", "focus_on_load"}
    )
    yield from _asked_with(element)
    options = element.get("options")
    yield from _options(options, most=10)
    if "initial_option" in element and element["initial_option"] not in (options or []):
        yield "initial_option is none of the options"


def _asked_with(element: Mapping[str, Any]) -> Found:
    name = element.get("action_id")
    if not isinstance(name, str) or not 1 <= len(name) <= IDENTIFIER:
        yield f"action_id: no text of 1 to {IDENTIFIER} characters"
    if "placeholder" in element:
        yield from text_faults(element["placeholder"], "placeholder", PLACEHOLDER, ("plain_text",))


_ELEMENTS: dict[str, Callable[[Mapping[str, Any]], Found]] = {
    "external_select": _external,
    "conversations_select": _conversations,
    "radio_buttons": _radio,
}


def _options(options: object, *, least: int = 1, most: int = MOST_OPTIONS) -> Found:
    if not isinstance(options, list) or not least <= len(options) <= most:
        yield f"options: no list of {least} to {most}"
        return
    values = []
    for place, option in enumerate(options):
        name = f"options[{place}]"
        if not isinstance(option, dict):
            yield f"{name}: not an object"
            continue
        yield from (f"{name}: {f}" for f in key_faults(option, {"text", "value"}, {"description"}))
        yield from text_faults(option.get("text"), f"{name}.text", OPTION_TEXT, ("plain_text",))
        if "description" in option:
            described = option["description"]
            yield from text_faults(described, f"{name}.description", OPTION_TEXT, ("plain_text",))
        value = option.get("value")
        if not isinstance(value, str) or not 1 <= len(value) <= OPTION_VALUE:
            yield f"{name}.value: no text of 1 to {OPTION_VALUE} characters"
        values.append(value)
    for value in {v for v in values if isinstance(v, str) and values.count(v) > 1}:
        yield f"options: {value!r} stands twice"


_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "modal": (
        {"type", "title", "blocks"},
        {
            *("submit", "close", "callback_id", "private_metadata", "external_id"),
            *("clear_on_close", "notify_on_close"),
        },
    ),
    "home": ({"type", "blocks"}, {"callback_id", "private_metadata", "external_id"}),
}
