"""The checker finds what Slack would refuse, in words that say what and where."""

from __future__ import annotations

from typing import Any

import pytest

from bot.reply.check import problems

TEXT = {"type": "mrkdwn", "text": "hello"}
SECTION = {"type": "section", "text": TEXT}
CELL = {"type": "raw_text", "text": "x"}
BUTTON = {
    "type": "button",
    "action_id": "a",
    "text": {"type": "plain_text", "text": "Ask"},
    "value": "v",
}
CHART = {
    "type": "data_visualization",
    "title": "Trade",
    "chart": {
        "type": "line",
        "axis_config": {"categories": ["Oct", "Nov"], "x_label": "x", "y_label": "Billion yuan"},
        "series": [
            {
                "name": "Xinjiang",
                "data": [{"label": "Oct", "value": 1}, {"label": "Nov", "value": -2.5}],
            }
        ],
    },
}

SOUND: list[list[Any]] = [
    [],
    [SECTION],
    [{"type": "divider"}],
    [{"type": "header", "text": {"type": "plain_text", "text": "A &amp; B", "emoji": False}}],
    [
        {
            "type": "context",
            "elements": [
                TEXT,
                {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "c"},
            ],
        }
    ],
    [{"type": "actions", "elements": [BUTTON, {**BUTTON, "action_id": "b", "style": "danger"}]}],
    [
        {
            "type": "table",
            "rows": [[CELL, CELL], [CELL, CELL]],
            "column_settings": [{"align": "right", "is_wrapped": True}],
        }
    ],
    [{"type": "section", "text": {"type": "mrkdwn", "text": "<https://a.b|see> &lt;x&gt;"}}],
    [
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": "Shared by <@U0123> in <#C0456>"}],
        }
    ],
    [{"type": "section", "fields": [TEXT]}],
    [{"type": "image", "image_url": "https://a.b/c.png", "alt_text": "c", "block_id": "i"}],
    [CHART],
]


@pytest.mark.parametrize("blocks", SOUND)
def test_a_sound_message_has_no_problems(blocks: list[Any]) -> None:
    assert problems({"text": "hello", "blocks": blocks}) == []


def text(words: str, kind: str = "mrkdwn") -> dict[str, str]:
    return {"type": kind, "text": words}


def button(**changed: Any) -> list[Any]:
    return [{"type": "actions", "elements": [{**BUTTON, **changed}]}]


def point(value: object) -> dict[str, Any]:
    return {"label": "Oct", "value": value}


def chart(**changed: Any) -> list[Any]:
    return [{**CHART, "chart": {**CHART["chart"], **changed}}]  # type: ignore[dict-item]


FAULTY: list[tuple[Any, str]] = [
    ("not a list", "blocks: not a list"),
    ([SECTION] * 51, "blocks: 51, over 50"),
    (["x"], "blocks[0]: not an object"),
    ([{"type": "video"}], "blocks[0]: type 'video' is not one the desk sends"),
    ([{"type": ["header"]}], "is not one the desk sends"),
    ([{"type": "header"}], "blocks[0]: text is missing"),
    ([{"type": "header", "text": text("x")}], "text: not a text object of plain_text"),
    (
        [{"type": "header", "text": text("x" * 151, "plain_text")}],
        "text.text: 151 characters, over 150",
    ),
    ([{"type": "header", "text": text(" ", "plain_text")}], "text.text: empty"),
    ([{"type": "section"}], "neither text nor fields"),
    ([{"type": "section", "text": text("x" * 3001)}], "3001 characters, over 3000"),
    ([{"type": "section", "text": TEXT, "fields": [TEXT] * 11}], "fields: 11, not 0 to 10"),
    ([{"type": "section", "fields": [text("x" * 2001)]}], "fields[0].text: 2001 characters"),
    ([{**SECTION, "colour": "red"}], "colour is not a key of it"),
    ([{**SECTION, "block_id": "x" * 256}], "block_id: 256 characters, over 255"),
    ([{**SECTION, "block_id": "b"}, {**SECTION, "block_id": "b"}], "block_id 'b' stands twice"),
    ([{"type": "section", "text": {**TEXT, "emoji": True}}], "text: emoji is not a key of it"),
    ([{"type": "section", "text": {"type": "mrkdwn", "text": 7}}], "text.text: not a text"),
    ([{"type": "context", "elements": []}], "elements: 0, not 1 to 10"),
    ([{"type": "context", "elements": [TEXT] * 11}], "elements: 11, not 1 to 10"),
    ([{"type": "context", "elements": ["x"]}], "elements[0]: not a text object"),
    ([{"type": "actions", "elements": []}], "elements: 0, not 1 to 25"),
    ([{"type": "actions", "elements": [TEXT]}], "elements[0]: not a button"),
    (button(text=text("x")), "not a text object of plain_text"),
    (button(text=text("x" * 76, "plain_text")), "76 characters, over 75"),
    (button(value="x" * 2001), "value: 2001 characters, over 2000"),
    (button(value=""), "value: empty"),
    (button(style="green"), "style 'green'"),
    ([{"type": "actions", "elements": [BUTTON, BUTTON]}], "action_id 'a' stands twice"),
    ([*button(), *button()], "action_id 'a' stands twice"),
    ([{"type": "image", "alt_text": "x"}], "needs image_url or slack_file, one of them"),
    ([{"type": "image", "image_url": "https://a.b", "alt_text": ""}], "alt_text: empty"),
    ([{"type": "table", "rows": []}], "rows: 0, not 1 to 100"),
    ([{"type": "table", "rows": [[CELL]] * 101}], "rows: 101, not 1 to 100"),
    ([{"type": "table", "rows": [[CELL] * 21]}], "rows[0]: 21, not 1 to 20"),
    (
        [{"type": "table", "rows": [[CELL, CELL], [CELL]]}],
        "rows[1]: 1 cells where the first row has 2",
    ),
    ([{"type": "table", "rows": [[text("", "raw_text")]]}], "rows[0][0].text: empty"),
    (
        [{"type": "table", "rows": [[{"type": "raw_number", "value": 1}]]}],
        "neither raw_text nor rich_text",
    ),
    ([{"type": "table", "rows": [[{"type": "rich_text"}]]}], "rows[0][0]: no elements"),
    (
        [{"type": "table", "rows": [[text("x" * 6000, "raw_text")]] * 2}],
        "12000 characters over all cells",
    ),
    (
        [{"type": "table", "rows": [[CELL]], "column_settings": [{"align": "middle"}]}],
        "align 'middle'",
    ),
    (
        [{"type": "table", "rows": [[CELL]], "column_settings": [{"is_wrapped": "yes"}]}],
        "is_wrapped is not",
    ),
    ([{"type": "table", "rows": [[CELL]], "column_settings": [{}] * 21}], "column_settings: 21"),
    ([{"type": "table", "rows": [[CELL]]}] * 2, "2 of type table, over 1"),
    ([CHART] * 3, "3 of type data_visualization, over 2"),
    ([{**CHART, "title": "x" * 51}], "title: 51 characters, over 50"),
    ([{**CHART, "chart": {"type": "scatter"}}], "no chart of type line, bar, area or pie"),
    (chart(series=[]), "series: 0, not 1 to 6"),
    (chart(axis_config={"categories": []}), "categories: 0, not 1 to 20"),
    (chart(axis_config={"categories": ["a", "b"]}), "labels are not the categories"),
    (chart(axis_config={"categories": ["a", "a"]}), "category 'a' stands twice"),
    (chart(axis_config={"categories": ["a" * 21]}), "categories[0]: 21 characters, over 20"),
    (chart(axis_config={"categories": ["a"], "y_label": "x" * 51}), "y_label: 51 characters"),
    (chart(axis_config={"categories": ["a"], "unit": "x"}), "unit is not a key of it"),
    (chart(axis_config=None), "axis_config: not an object"),
    (chart(legend=True), "legend is not a key of it"),
    (chart(series=[{"name": "x", "data": [], "unit": "y"}]), "unit is not a key of it"),
    (chart(series=[{"name": "x", "data": [point(None)]}]), "value: not a number"),
    (chart(series=[{"name": "x", "data": [point(float("nan"))]}]), "nan is no number in JSON"),
    (chart(series=[{"name": "x", "data": [{**point(1), "c": 1}]}]), "c is not a key of it"),
    (chart(type="pie", segments=[{"label": "a", "value": 0}]), "not above zero"),
    (chart(type="pie", segments=[{"label": "a" * 21, "value": 1}]), "21 characters, over 20"),
    (chart(type="pie", segments=["x"]), "segments[0]: not an object"),
    ([{"type": "section", "text": text("<!channel>")}], "would ring everybody"),
    ([{"type": "section", "text": text("a < b")}], "'< b' is not escaped"),
    ([{"type": "section", "text": text("a > b")}], "is not escaped"),
    ([{"type": "section", "text": text("R&D")}], "'&D' is not escaped"),
    ([{"type": "section", "text": text("<https://a b|x>")}], "is not escaped"),
    ([{"type": "table", "rows": [[text("<!here>", "raw_text")]]}], "would ring everybody"),
]


@pytest.mark.parametrize(("blocks", "problem"), FAULTY)
def test_a_faulty_message_is_told_what_is_wrong(blocks: Any, problem: str) -> None:
    found = problems({"text": "hello", "blocks": blocks})
    assert any(problem in one for one in found), found


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (None, "text: missing"),
        ("", "text: missing"),
        (" \n", "text: missing"),
        ("x" * 40_001, "text: 40001 characters, over 40000"),
        ("hi <!everyone>", "would ring everybody"),
        ("a & b", "is not escaped"),
    ],
)
def test_the_text_is_looked_at_too(words: object, problem: str) -> None:
    assert any(problem in one for one in problems({"text": words, "blocks": []}))
