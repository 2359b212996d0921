"""What Slack refuses of a message or a view, with Slack's own code for it.

Written from Slack's reference of Block Kit, and apart from the bot's own checks, so that
a slip in the one shows by the other. ``message_fault`` and ``view_fault`` give the code of
the first fault, None where there is none.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

__all__ = ["message_fault", "options_fault", "rings_everybody", "view_fault"]

Json = dict[str, Any]

_RINGS = re.compile(r"<!(?:channel|here|everyone|subteam)")


class _Fault(Exception):
    """Something that Slack does not take; where, for whoever reads the test."""


def message_fault(sent: Json) -> str | None:
    """Of a message as it is posted, ``text`` and ``blocks``."""
    text, blocks = sent.get("text") or "", sent.get("blocks")
    if not isinstance(text, str) or (not text.strip() and not blocks):
        return "no_text"
    if len(text) > 40_000:
        return "msg_too_long"
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        return "invalid_blocks_format"
    return _code("invalid_blocks", lambda: _blocks(blocks, 50, _IN_MESSAGES))


def view_fault(view: Any, kind: str) -> str | None:
    """Of a window ("modal") or a Home tab ("home")."""
    if len(json.dumps(view).encode()) > 250_000:
        return "view_too_large"
    return _code("invalid_arguments", lambda: _view(view, kind))


def options_fault(answer: Any) -> str | None:
    """Of what is answered to somebody who types into a select."""
    return _code("invalid_options", lambda: _options(answer.get("options"), 0, 100))


def rings_everybody(sent: Json) -> bool:
    """Slack takes it; no newsroom does."""
    return bool(_RINGS.search(json.dumps(sent, ensure_ascii=False)))


def _code(code: str, check: Callable[[], None]) -> str | None:
    try:
        check()
    except _Fault:
        return code
    return None


def _must(so: object, what: str) -> None:
    if not so:
        raise _Fault(what)


def _keys(thing: Any, required: Collection[str], optional: Collection[str] = ()) -> None:
    _must(isinstance(thing, dict), "no object")
    _must(set(required) <= thing.keys(), f"lacks {set(required) - thing.keys()}")
    _must(thing.keys() <= {*required, *optional}, f"has {thing.keys() - {*required, *optional}}")


def _words(text: Any, longest: int, least: int = 1) -> None:
    _must(isinstance(text, str) and least <= len(text) <= longest, f"{text!r} of 1 to {longest}")


def _list(things: Any, least: int, most: int) -> list[Any]:
    _must(isinstance(things, list) and least <= len(things) <= most, f"no list of {least}-{most}")
    found: list[Any] = things
    return found


def _unique(names: Iterable[Any], what: str) -> None:
    seen = list(names)
    _must(len(seen) == len(set(seen)), f"{what} twice")


def _flag(thing: Json, *names: str) -> None:
    for name in names:
        _must(isinstance(thing.get(name, False), bool), f"{name} is no flag")


def _text(text: Any, longest: int, kinds: Collection[str] = ("plain_text", "mrkdwn")) -> None:
    _keys(text, {"type", "text"}, {"emoji", "verbatim"})
    _must(text["type"] in kinds, f"text of type {text['type']!r}")
    _must("emoji" not in text or text["type"] == "plain_text", "emoji of mrkdwn")
    _must("verbatim" not in text or text["type"] == "mrkdwn", "verbatim of plain_text")
    _flag(text, "emoji", "verbatim")
    _words(text["text"], longest)


def _plain(text: Any, longest: int) -> None:
    _text(text, longest, ("plain_text",))


# blocks


def _blocks(blocks: Any, most: int, kinds: Collection[str]) -> None:
    for block in _list(blocks, 1, most):
        _must(isinstance(block, dict) and block.get("type") in kinds, "no such block")
        if "block_id" in block:
            _words(block["block_id"], 255)
        _BLOCKS[block["type"]]({k: v for k, v in block.items() if k not in ("type", "block_id")})
    _unique((b["block_id"] for b in blocks if "block_id" in b), "block_id")
    for block in blocks:
        _unique((e["action_id"] for e in _elements(block) if "action_id" in e), "action_id")
    for kind, number in (("table", 1), ("data_visualization", 2)):
        _must(sum(b["type"] == kind for b in blocks) <= number, f"over {number} {kind}")


def _elements(block: Json) -> list[Json]:
    found = [block.get("element"), block.get("accessory"), *(block.get("elements") or ())]
    return [each for each in found if isinstance(each, dict)]


def _header(block: Json) -> None:
    _keys(block, {"text"})
    _plain(block["text"], 150)


def _section(block: Json) -> None:
    _keys(block, (), {"text", "fields", "accessory", "expand"})
    _must(block.get("text") or block.get("fields"), "neither text nor fields")
    if "text" in block:
        _text(block["text"], 3000)
    for each in _list(block["fields"], 1, 10) if "fields" in block else ():
        _text(each, 2000)
    if "accessory" in block:
        _element(block["accessory"])
    _flag(block, "expand")


def _context(block: Json) -> None:
    _keys(block, {"elements"})
    for each in _list(block["elements"], 1, 10):
        if isinstance(each, dict) and each.get("type") == "image":
            _keys(each, {"type", "image_url", "alt_text"})
            _words(each["alt_text"], 2000)
        else:
            _text(each, 3000)


def _actions(block: Json) -> None:
    _keys(block, {"elements"})
    for each in _list(block["elements"], 1, 25):
        _element(each)


def _divider(block: Json) -> None:
    _keys(block, ())


def _image(block: Json) -> None:
    _keys(block, {"alt_text"}, {"image_url", "slack_file", "title"})
    _must(("image_url" in block) != ("slack_file" in block), "image_url or slack_file")
    _words(block["alt_text"], 2000)
    if "image_url" in block:
        _words(block["image_url"], 3000)
    else:
        _must(len(block["slack_file"].keys() & {"id", "url"}) == 1, "slack_file by id or url")
    if "title" in block:
        _plain(block["title"], 2000)


def _table(block: Json) -> None:
    _keys(block, {"rows"}, {"column_settings"})
    rows = _list(block["rows"], 1, 100)
    size = 0
    for row in rows:
        for cell in _list(row, 1, 20):
            _must(isinstance(cell, dict), "no cell")
            if cell.get("type") == "raw_text":
                _keys(cell, {"type", "text"})
                _must(isinstance(cell["text"], str) and cell["text"], "an empty cell")
                size += len(cell["text"])
            else:
                _rich(cell)
                size += len(json.dumps(cell))
    _must(len({len(row) for row in rows}) == 1, "rows of several lengths")
    _must(size <= 10_000, "over 10,000 characters in all cells")
    for each in _list(block.get("column_settings", []), 0, 20):
        if each is not None:
            _keys(each, (), {"align", "is_wrapped"})
            _must(each.get("align", "left") in ("left", "center", "right"), "align")
            _flag(each, "is_wrapped")


def _rich(thing: Any) -> None:
    _keys(thing, {"type", "elements"}, {"block_id"})
    _must(thing["type"] == "rich_text", f"a cell of type {thing['type']!r}")
    for part in _list(thing["elements"], 1, 100):
        _keys(part, {"type", "elements"}, {"style", "indent", "border"})
        for each in _list(part["elements"], 1, 1000):
            _must(isinstance(each, dict) and "type" in each, "rich text")
            if each["type"] == "text":
                _words(each.get("text"), 10_000)


def _chart(block: Json) -> None:
    _keys(block, {"title", "chart"})
    _words(block["title"], 50)
    chart = block["chart"]
    _must(isinstance(chart, dict), "no chart")
    if chart.get("type") == "pie":
        _keys(chart, {"type", "segments"})
        for each in _list(chart["segments"], 1, 12):
            _point(each)
            _must(each["value"] > 0, "a slice of nothing")
        _unique((each["label"] for each in chart["segments"]), "label")
        return
    _must(chart.get("type") in ("line", "bar", "area"), "no such chart")
    _keys(chart, {"type", "series", "axis_config"})
    axis = chart["axis_config"]
    _keys(axis, {"categories"}, {"x_label", "y_label"})
    categories = _list(axis["categories"], 1, 20)
    for each in categories:
        _words(each, 20)
    _unique(categories, "category")
    for name in ("x_label", "y_label"):
        if name in axis:
            _words(axis[name], 50)
    series = _list(chart["series"], 1, 6)
    for one in series:
        _keys(one, {"name", "data"})
        _words(one["name"], 20)
        for each in _list(one["data"], 1, 20):
            _point(each)
        _must([each["label"] for each in one["data"]] == categories, "labels are no categories")
    _unique((one["name"] for one in series), "name of a series")


def _point(point: Any) -> None:
    _keys(point, {"label", "value"})
    _words(point["label"], 20)
    number = point["value"]
    _must(type(number) in (int, float) and math.isfinite(number), "no number")


def _input(block: Json) -> None:
    _keys(block, {"label", "element"}, {"hint", "optional", "dispatch_action"})
    _plain(block["label"], 2000)
    if "hint" in block:
        _plain(block["hint"], 2000)
    _flag(block, "optional", "dispatch_action")
    _must(block["element"].get("type") in _INPUTS, "no element to ask with")
    _element(block["element"])


# elements


def _element(element: Any) -> None:
    _must(isinstance(element, dict) and element.get("type") in _ELEMENTS, "no such element")
    if "action_id" in element:
        _words(element["action_id"], 255)
    _ELEMENTS[element["type"]]({k: v for k, v in element.items() if k not in ("type", "action_id")})


def _button(button: Json) -> None:
    _keys(button, {"text"}, {"value", "url", "style", "confirm", "accessibility_label"})
    _plain(button["text"], 75)
    for key, longest in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if key in button:
            _words(button[key], longest)
    _must(button.get("style", "primary") in ("primary", "danger"), "style")
    if "confirm" in button:
        _keys(button["confirm"], {"title", "text", "confirm", "deny"}, {"style"})
        _plain(button["confirm"]["title"], 100)
        _text(button["confirm"]["text"], 300)
        for name in ("confirm", "deny"):
            _plain(button["confirm"][name], 30)


_SELECT = {"placeholder", "focus_on_load", "confirm"}


def _select(select: Json) -> None:
    if "placeholder" in select:
        _plain(select["placeholder"], 150)
    _flag(select, "focus_on_load")


def _static(select: Json) -> None:
    _keys(select, {"options"}, {*_SELECT, "initial_option"})
    _select(select)
    _options(select["options"], 1, 100)
    _must(select.get("initial_option", select["options"][0]) in select["options"], "initial")


def _external(select: Json) -> None:
    _keys(select, (), {*_SELECT, "initial_option", "min_query_length"})
    _select(select)
    if "initial_option" in select:
        _options([select["initial_option"]], 1, 1)
    least = select.get("min_query_length", 3)
    _must(type(least) is int and least >= 0, "min_query_length")


def _conversations(select: Json) -> None:
    more = {"initial_conversation", "default_to_current_conversation", "filter"}
    _keys(select, (), {*_SELECT, *more, "response_url_enabled"})
    _select(select)
    _flag(select, "default_to_current_conversation", "response_url_enabled")
    if "initial_conversation" in select:
        _must(re.fullmatch(r"[CDGUW][A-Z0-9]+", str(select["initial_conversation"])), "id")
    if "filter" in select:
        shown = {"include", "exclude_external_shared_channels", "exclude_bot_users"}
        _keys(select["filter"], (), shown)
        _must(select["filter"], "an empty filter")
        included = select["filter"].get("include", ["im"])
        _must(included and set(included) <= {"im", "mpim", "private", "public"}, "include")


def _radio(radio: Json) -> None:
    _keys(radio, {"options"}, {"initial_option", "confirm", "focus_on_load"})
    _options(radio["options"], 1, 10)
    _must(radio.get("initial_option", radio["options"][0]) in radio["options"], "initial_option")


def _typed(field: Json) -> None:
    more = {"initial_value", "multiline", "min_length", "max_length", "dispatch_action_config"}
    _keys(field, (), {"placeholder", "focus_on_load", *more})
    _select(field)


def _options(options: Any, least: int, most: int) -> None:
    for option in _list(options, least, most):
        _keys(option, {"text", "value"}, {"description", "url"})
        _text(option["text"], 75)
        _words(option["value"], 150)
        if "description" in option:
            _plain(option["description"], 75)
    _unique((option["value"] for option in options), "value")


# views


def _view(view: Any, kind: str) -> None:
    more = {"callback_id", "private_metadata", "external_id"}
    if kind == "modal":
        flags = {"clear_on_close", "notify_on_close", "submit_disabled"}
        _keys(view, {"type", "title", "blocks"}, {*more, *flags, "submit", "close"})
        _flag(view, *flags)
        for name in ("title", "submit", "close"):
            if name in view:
                _plain(view[name], 24)
    else:
        _keys(view, {"type", "blocks"}, more)
    _must(view["type"] == kind, "another type of view")
    for name, longest in (("callback_id", 255), ("private_metadata", 3000), ("external_id", 255)):
        _words(view.get(name, ""), longest, least=0)
    _blocks(view["blocks"], 100, _IN_VIEWS)
    asks = any(block["type"] == "input" for block in view["blocks"])
    _must(kind == "home" or "submit" in view or not asks, "input without submit")
    elements = [each for block in view["blocks"] for each in _elements(block)]
    addressed = [each for each in elements if each.get("response_url_enabled")]
    _must(not addressed or (kind == "modal" and len(addressed) == 1), "response_url_enabled")
    _must(sum(bool(each.get("focus_on_load")) for each in elements) <= 1, "focus twice")


_BLOCKS: dict[str, Callable[[Json], None]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "image": _image,
    "table": _table,
    "data_visualization": _chart,
    "input": _input,
}
_IN_MESSAGES = _BLOCKS.keys() - {"input"}
_IN_VIEWS = _BLOCKS.keys() - {"table", "data_visualization"}
_ELEMENTS: dict[str, Callable[[Json], None]] = {
    "button": _button,
    "static_select": _static,
    "external_select": _external,
    "conversations_select": _conversations,
    "radio_buttons": _radio,
    "plain_text_input": _typed,
}
_INPUTS = _ELEMENTS.keys() - {"button"}
