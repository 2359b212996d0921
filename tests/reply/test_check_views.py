"""What Slack refuses of a view, an input or an option is found before it is sent."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bot.reply.check_views import options_problems, view_problems

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str = "a", label: str = "A") -> Json:
    return {"text": plain(label), "value": value}


def entry(**element: Any) -> Json:
    whole = {"type": "external_select", "action_id": "area", **element}
    return {"type": "input", "block_id": "area", "label": plain("Area"), "element": whole}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("Look up"),
        "submit": plain("Send"),
        "blocks": list(blocks) or [entry()],
        **more,
    }


CHANNEL: Json = {
    "type": "conversations_select",
    "action_id": "channel",
    "response_url_enabled": True,
    "default_to_current_conversation": True,
    "filter": {"include": ["public"]},
}
RADIO: Json = {"type": "radio_buttons", "action_id": "where", "options": [option()]}

SOUND = {
    "a select": modal(),
    "a channel": modal({**entry(), "element": CHANNEL}),
    "a choice": modal({**entry(), "element": RADIO}),
    "a Home tab": {"type": "home", "blocks": [{"type": "divider"}] * 100},
}
SECTION: Json = {"type": "section", "text": plain("x")}
FAULTS: dict[str, tuple[Json, str]] = {
    "another kind": ({"type": "popup", "blocks": [SECTION]}, "neither modal nor home"),
    "no title": ({k: v for k, v in modal().items() if k != "title"}, "title is missing"),
    "a long title": (modal(title=plain("x" * 25)), "over 24"),
    "a title in markup": (modal(title={"type": "mrkdwn", "text": "x"}), "not a text object"),
    "input without submit": (
        {k: v for k, v in modal().items() if k != "submit"},
        "submit is missing",
    ),
    "a title at home": ({"type": "home", "title": plain("x"), "blocks": [SECTION]}, "not a key"),
    "no blocks": (modal() | {"blocks": []}, "1 to 100"),
    "101 blocks": ({"type": "home", "blocks": [SECTION] * 101}, "1 to 100"),
    "long metadata": (modal(private_metadata="x" * 3001), "private_metadata"),
    "a table": (modal({"type": "table", "rows": [[]]}), "messages only"),
    "a chart at home": (
        {"type": "home", "blocks": [{"type": "data_visualization"}]},
        "messages only",
    ),
    "a block twice": (modal(entry(), entry()), "stands twice"),
    "an unknown element": (modal({**entry(), "element": {"type": "slider"}}), "asks with"),
    "no action id": (modal({**entry(), "element": {"type": "external_select"}}), "action_id"),
    "a long placeholder": (modal(entry(placeholder=plain("x" * 151))), "over 150"),
    "a select's options": (modal(entry(options=[option()])), "not a key"),
    "a minus length": (modal(entry(min_query_length=-1)), "min_query_length"),
    "a label that rings": (modal({**entry(), "label": plain("<!channel>")}), "ring everybody"),
    "a long label": (modal({**entry(), "label": plain("x" * 2001)}), "over 2000"),
    "dispatch that is no truth": (modal({**entry(), "dispatch_action": "yes"}), "true or false"),
    "a wrong filter": (modal({**entry(), "element": CHANNEL | {"filter": {}}}), "filter"),
    "two addresses": (
        modal(
            {**entry(), "element": CHANNEL},
            {**entry(), "block_id": "b", "element": CHANNEL | {"action_id": "c"}},
        ),
        "response_url_enabled stands twice",
    ),
    "an address at home": (
        {"type": "home", "blocks": [{**entry(), "element": CHANNEL}]},
        "in windows only",
    ),
    "eleven radio buttons": (
        modal({**entry(), "element": RADIO | {"options": [option(str(n)) for n in range(11)]}}),
        "1 to 10",
    ),
    "a first choice that is none": (
        modal({**entry(), "element": RADIO | {"initial_option": option("z")}}),
        "none of the options",
    ),
    "a fault inside a section": (modal({"type": "section", "text": plain("x" * 3001)}), "3000"),
}
OPTIONS: dict[str, tuple[object, str]] = {
    "101": ([option(str(n)) for n in range(101)], "0 to 100"),
    "no list": ({"options": []}, "no list"),
    "a long label": ([option(label="x" * 76)], "over 75"),
    "no label": ([option(label=" ")], "empty"),
    "a long value": ([option("x" * 151)], "150"),
    "no value": ([option("")], "150"),
    "a value twice": ([option(), option()], "stands twice"),
    "a loose sign": ([option(label="R&D")], "not escaped"),
    "another key": ([option() | {"url": "x"}], "not a key"),
    "no object": (["A"], "not an object"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_let_through(name: str) -> None:
    assert view_problems(deepcopy(SOUND[name])) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_view_is_found(name: str) -> None:
    view, said = FAULTS[name]
    found = view_problems(view)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize("name", OPTIONS)
def test_a_fault_of_options_is_found(name: str) -> None:
    options, said = OPTIONS[name]
    found = options_problems(options)
    assert any(said in fault for fault in found), found


def test_no_options_and_a_hundred_are_sound() -> None:
    assert options_problems([]) == []
    assert options_problems([option(str(n)) for n in range(100)]) == []
