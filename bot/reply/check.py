"""A strict look at a message before it is sent: what Slack would refuse, in words.

Slack refuses a whole message for one bad block, and its software kit misses
most of what it refuses. ``problems`` returns every fault found, an empty list
for a message that is sound. Limits: docs.slack.dev, reference of Block Kit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

__all__ = ["IDENTIFIER", "block_faults", "key_faults", "problems", "text_faults"]

MOST_BLOCKS = 50
MOST_TABLES = 1
MOST_CHARTS = 2
MOST_SERIES = 6
MOST_POINTS = 20
MESSAGE_TEXT = 40_000
TEXT_OBJECT = 3000
TABLE_TEXT = 10_000
IDENTIFIER = 255

_PING = re.compile(r"<!")
_MARKUP = re.compile(r"<(?:https?://[^<>|\s]+(?:\|[^<>]+)?|@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+)>")
_LOOSE = re.compile(r"[<>]|&(?!amp;|lt;|gt;)")

_PLOTTED = {"type", "series", "axis_config"}  # keys of a line, bar or area chart

Found = Iterator[str]
Checker = Callable[[Mapping[str, Any]], Found]


def problems(message: Mapping[str, Any]) -> list[str]:
    """What is wrong with a message's ``text`` and ``blocks``; empty where nothing is."""
    return [*_message_text(message.get("text")), *_all_blocks(message.get("blocks", []))]


def block_faults(block: object) -> Iterator[str]:
    """What is wrong with one block, of those that messages and views have in common."""
    yield from _block(block)


def text_faults(
    text: object, name: str, limit: int, kinds: Sequence[str] = ("plain_text", "mrkdwn")
) -> Iterator[str]:
    """What is wrong with a text object of at most so many characters."""
    yield from _text(text, name, limit, kinds)


def _message_text(text: object) -> Found:
    if not isinstance(text, str) or not text.strip():
        yield "text: missing, so a phone would show nothing"
        return
    if len(text) > MESSAGE_TEXT:
        yield f"text: {len(text)} characters, over {MESSAGE_TEXT}"
    yield from (f"text: {fault}" for fault in _markup(text))


def _all_blocks(blocks: object) -> Found:
    if not isinstance(blocks, list):
        yield "blocks: not a list"
        return
    if len(blocks) > MOST_BLOCKS:
        yield f"blocks: {len(blocks)}, over {MOST_BLOCKS}"
    for place, block in enumerate(blocks):
        yield from (f"blocks[{place}]: {fault}" for fault in _block(block))
    sound = [block for block in blocks if isinstance(block, dict)]
    for kind, most in (("table", MOST_TABLES), ("data_visualization", MOST_CHARTS)):
        count = sum(block.get("type") == kind for block in sound)
        if count > most:
            yield f"blocks: {count} of type {kind}, over {most}"
    yield from _repeated("block_id", [block["block_id"] for block in sound if "block_id" in block])
    buttons = [e for block in sound for e in _list(block.get("elements")) if isinstance(e, dict)]
    yield from _repeated("action_id", [e["action_id"] for e in buttons if "action_id" in e])


def _block(block: object) -> Found:
    if not isinstance(block, dict):
        yield "not an object"
        return
    kind = block.get("type")
    shape = _SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        yield f"type {kind!r} is not one the desk sends"
        return
    required, optional, checker = shape
    yield from key_faults(block, required | {"type"}, optional | {"block_id"})
    if "block_id" in block:
        yield from _string(block["block_id"], "block_id", IDENTIFIER)
    if required <= block.keys():
        yield from checker(block)


def _header(block: Mapping[str, Any]) -> Found:
    yield from _text(block["text"], "text", 150, kinds=("plain_text",))


def _section(block: Mapping[str, Any]) -> Found:
    if "text" not in block and "fields" not in block:
        yield "neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], "text", TEXT_OBJECT)
    fields = block.get("fields", [])
    yield from _count(fields, "fields", 0 if "text" in block else 1, 10)
    for place, field in enumerate(_list(fields)):
        yield from _text(field, f"fields[{place}]", 2000)
    if "accessory" in block:
        yield from _element(block["accessory"], "accessory")


def _context(block: Mapping[str, Any]) -> Found:
    yield from _count(block["elements"], "elements", 1, 10)
    for place, element in enumerate(_list(block["elements"])):
        name = f"elements[{place}]"
        if isinstance(element, dict) and element.get("type") == "image":
            yield from _image(element)
        else:
            yield from _text(element, name, TEXT_OBJECT)


def _actions(block: Mapping[str, Any]) -> Found:
    yield from _count(block["elements"], "elements", 1, 25)
    for place, element in enumerate(_list(block["elements"])):
        yield from _element(element, f"elements[{place}]")


def _divider(_block: Mapping[str, Any]) -> Found:
    yield from ()


def _image(block: Mapping[str, Any]) -> Found:
    if ("image_url" in block) == ("slack_file" in block):
        yield "needs image_url or slack_file, one of them"
    yield from _string(block.get("alt_text"), "alt_text", 2000)
    if "image_url" in block:
        yield from _string(block["image_url"], "image_url", TEXT_OBJECT)
    if "title" in block:
        yield from _text(block["title"], "title", 2000, kinds=("plain_text",))


def _table(block: Mapping[str, Any]) -> Found:
    rows = block["rows"]
    yield from _count(rows, "rows", 1, 100)
    width, size = None, 0
    for place, row in enumerate(_list(rows)):
        yield from _count(row, f"rows[{place}]", 1, 20)
        cells = _list(row)
        width = len(cells) if width is None else width
        if len(cells) != width:
            yield f"rows[{place}]: {len(cells)} cells where the first row has {width}"
        for column, cell in enumerate(cells):
            yield from _cell(cell, f"rows[{place}][{column}]")
            size += len(str(cell.get("text", ""))) if isinstance(cell, dict) else 0
    if size > TABLE_TEXT:
        yield f"rows: {size} characters over all cells, over {TABLE_TEXT}"
    settings = block.get("column_settings", [])
    yield from _count(settings, "column_settings", 0, 20)
    for place, setting in enumerate(_list(settings)):
        yield from _column(setting, f"column_settings[{place}]")


def _cell(cell: object, name: str) -> Found:
    if not isinstance(cell, dict) or cell.get("type") not in ("raw_text", "rich_text"):
        yield f"{name}: neither raw_text nor rich_text"
    elif cell["type"] == "raw_text":
        yield from (f"{name}: {fault}" for fault in key_faults(cell, {"type", "text"}, set()))
        yield from _string(cell.get("text"), f"{name}.text", TABLE_TEXT)
        yield from (f"{name}: {fault}" for fault in _markup(str(cell.get("text", ""))))
    elif not _list(cell.get("elements")):
        yield f"{name}: no elements"


def _column(setting: object, name: str) -> Found:
    if not isinstance(setting, dict):
        yield f"{name}: not an object"
        return
    yield from (f"{name}: {fault}" for fault in key_faults(setting, set(), {"align", "is_wrapped"}))
    if setting.get("align", "left") not in ("left", "center", "right"):
        yield f"{name}: align {setting['align']!r}"
    if not isinstance(setting.get("is_wrapped", False), bool):
        yield f"{name}: is_wrapped is not true or false"


def _chart(block: Mapping[str, Any]) -> Found:
    yield from _string(block["title"], "title", 50)
    chart = block["chart"]
    if not isinstance(chart, dict) or chart.get("type") not in ("line", "bar", "area", "pie"):
        yield "chart: no chart of type line, bar, area or pie"
        return
    if chart["type"] == "pie":
        yield from (f"chart: {fault}" for fault in key_faults(chart, {"type", "segments"}, set()))
        yield from _count(chart.get("segments"), "segments", 1, 6)
        for place, segment in enumerate(_list(chart.get("segments"))):
            yield from _point(segment, f"segments[{place}]", positive=True)
        return
    yield from (f"chart: {fault}" for fault in key_faults(chart, _PLOTTED, set()))
    axis = chart.get("axis_config")
    categories = _list(axis.get("categories")) if isinstance(axis, dict) else []
    yield from _axis(axis)
    yield from _count(chart.get("series"), "series", 1, MOST_SERIES)
    series = [one for one in _list(chart.get("series")) if isinstance(one, dict)]
    yield from _repeated("series name", [one.get("name") for one in series])
    for place, one in enumerate(series):
        yield from (
            f"series[{place}]: {fault}" for fault in key_faults(one, {"name", "data"}, set())
        )
        yield from _string(one.get("name"), f"series[{place}].name", 20)
        points = _list(one.get("data"))
        for number, point in enumerate(points):
            yield from _point(point, f"series[{place}].data[{number}]")
        labels = [point.get("label") for point in points if isinstance(point, dict)]
        if labels != categories:
            yield f"series[{place}]: labels are not the categories"


def _axis(axis: object) -> Found:
    if not isinstance(axis, dict):
        yield "axis_config: not an object"
        return
    optional = {"x_label", "y_label"}
    yield from (f"axis_config: {fault}" for fault in key_faults(axis, {"categories"}, optional))
    yield from _count(axis.get("categories"), "categories", 1, MOST_POINTS)
    categories = _list(axis.get("categories"))
    for place, category in enumerate(categories):
        yield from _string(category, f"categories[{place}]", 20)
    yield from _repeated("category", [one for one in categories if isinstance(one, str)])
    for name in sorted(optional & axis.keys()):
        yield from _string(axis[name], name, 50)


def _point(point: object, name: str, *, positive: bool = False) -> Found:
    if not isinstance(point, dict):
        yield f"{name}: not an object"
        return
    yield from (f"{name}: {fault}" for fault in key_faults(point, {"label", "value"}, set()))
    yield from _string(point.get("label"), f"{name}.label", 20)
    number = point.get("value")
    if isinstance(number, bool) or not isinstance(number, int | float):
        yield f"{name}.value: not a number"
    elif not isfinite(number):
        yield f"{name}.value: {number} is no number in JSON"
    elif positive and number <= 0:
        yield f"{name}.value: not above zero"


def _element(element: object, name: str) -> Found:
    if not isinstance(element, dict) or element.get("type") != "button":
        yield f"{name}: not a button"
        return
    required = {"type", "text", "action_id"}
    optional = {"value", "url", "style", "confirm", "accessibility_label"}
    yield from (f"{name}: {fault}" for fault in key_faults(element, required, optional))
    yield from _text(element.get("text"), f"{name}.text", 75, kinds=("plain_text",))
    yield from _string(element.get("action_id"), f"{name}.action_id", IDENTIFIER)
    for key, limit in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if key in element:
            yield from _string(element[key], f"{name}.{key}", limit)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"{name}: style {element['style']!r}"


def _text(
    text: object, name: str, limit: int, kinds: Sequence[str] = ("plain_text", "mrkdwn")
) -> Found:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"{name}: not a text object of {' or '.join(kinds)}"
        return
    optional = {"emoji"} if text["type"] == "plain_text" else {"verbatim"}
    yield from (f"{name}: {fault}" for fault in key_faults(text, {"type", "text"}, optional))
    yield from _string(text.get("text"), f"{name}.text", limit)
    yield from (f"{name}: {fault}" for fault in _markup(str(text.get("text", ""))))


def _markup(text: str) -> Found:
    """Links and references to one person or channel are ours; all other markup is a slip."""
    if _PING.search(text):
        yield "'<!' would ring everybody"
        return
    rest = _MARKUP.sub("", text)
    if found := _LOOSE.search(rest):
        yield f"{rest[found.start() : found.start() + 20]!r} is not escaped"


def key_faults(thing: Mapping[str, Any], required: set[str], optional: set[str]) -> Found:
    """Keys that a thing lacks, and keys that are none of it."""
    for key in sorted(required - thing.keys()):
        yield f"{key} is missing"
    for key in sorted(thing.keys() - required - optional):
        yield f"{key} is not a key of it"


def _string(text: object, name: str, limit: int) -> Found:
    if not isinstance(text, str):
        yield f"{name}: not a text"
    elif not text.strip():
        yield f"{name}: empty"
    elif len(text) > limit:
        yield f"{name}: {len(text)} characters, over {limit}"


def _count(things: object, name: str, least: int, most: int) -> Found:
    if not isinstance(things, list):
        yield f"{name}: not a list"
    elif not least <= len(things) <= most:
        yield f"{name}: {len(things)}, not {least} to {most}"


def _repeated(name: str, values: Sequence[object]) -> Found:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            yield f"{name} {value!r} stands twice"
        seen.add(value)


def _list(things: object) -> list[Any]:
    return things if isinstance(things, list) else []


_SHAPES: dict[str, tuple[set[str], set[str], Checker]] = {
    "header": ({"text"}, set(), _header),
    "section": (set(), {"text", "fields", "accessory", "expand"}, _section),
    "context": ({"elements"}, set(), _context),
    "actions": ({"elements"}, set(), _actions),
    "divider": (set(), set(), _divider),
    "image": ({"alt_text"}, {"image_url", "slack_file", "title"}, _image),
    "table": ({"rows"}, {"column_settings"}, _table),
    "data_visualization": ({"title", "chart"}, set(), _chart),
}
