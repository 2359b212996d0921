"""The stand-in refuses what Slack refuses, told by Slack's codes through slack_sdk's own client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.support.rules import message_fault, options_fault, view_fault
from tests.support.slack import ARCHIVED, ELSEWHERE, NEWSROOM, REPORTER, Slack, command, mention

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "text", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action: str = "a", **more: Any) -> Json:
    return {"type": "button", "action_id": action, "text": plain("Press"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def table(*rows: list[str], **more: Any) -> Json:
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    return {"type": "table", "rows": cells, **more}


def chart(
    *values: Any, kind: str = "line", labels: list[str] | None = None, name: str = "s"
) -> Json:
    named = [str(number) for number in range(len(values))]
    points = [{"label": n, "value": v} for n, v in zip(labels or named, values, strict=True)]
    axis = {"categories": named}
    series = [{"name": name, "data": points}]
    body = {"type": kind, "series": series, "axis_config": axis}
    return {"type": "data_visualization", "title": "Trade", "chart": body}


def select(**more: Any) -> Json:
    return {"type": "external_select", "action_id": "area", **more}


def asks(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "b", "label": plain("Area"), "element": element, **more}


def window(*blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "title": plain("Look up"), "blocks": list(blocks)}
    return {**view, "submit": plain("Send"), **more}


def option(value: str = "v", text: str = "Text") -> Json:
    return {"text": plain(text), "value": value}


SOUND: dict[str, list[Json]] = {
    "a reply": [
        {"type": "header", "text": plain("h" * 150)},
        section("t" * 3000),
        actions(button()),
    ],
    "fifty blocks": [section()] * 50,
    "a table": [table(["a", "–"], ["b", "1"], column_settings=[{}, {"align": "right"}])],
    "two charts": [chart(1, 2.5), chart(3, kind="bar")],
    "fields": [{"type": "section", "fields": [plain("f" * 2000)] * 10}],
}
AT_FAULT: dict[str, list[Json]] = {
    "51 blocks": [section()] * 51,
    "no blocks in the list": [],
    "an unknown block": [{"type": "graph"}],
    "input in a message": [asks(select())],
    "a long header": [{"type": "header", "text": plain("h" * 151)}],
    "a header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "h"}}],
    "a long section": [section("t" * 3001)],
    "an empty text": [section("")],
    "11 fields": [{"type": "section", "fields": [plain("f")] * 11}],
    "a long field": [{"type": "section", "fields": [plain("f" * 2001)]}],
    "11 in a context": [{"type": "context", "elements": [plain("c")] * 11}],
    "26 buttons": [actions(*(button(str(n)) for n in range(26)))],
    "a long label": [actions({**button(), "text": plain("b" * 76)})],
    "a long value": [actions(button(value="v" * 2001))],
    "an action twice": [actions(button("a"), button("a"))],
    "a block twice": [section(block_id="b"), section(block_id="b")],
    "an unknown key": [section(colour="red")],
    "a style of our own": [actions(button(style="quiet"))],
    "an image without alternative text": [{"type": "image", "image_url": "https://x.org/a.png"}],
    "two tables": [table(["a"]), table(["b"])],
    "ragged rows": [table(["a", "b"], ["c"])],
    "an empty cell": [table(["a", ""])],
    "101 rows": [table(*[["a"]] * 101)],
    "21 columns": [table(["a"] * 21)],
    "10,001 characters": [table(["a" * 5001], ["b" * 5000])],
    "an unknown alignment": [table(["a"], column_settings=[{"align": "centre"}])],
    "three charts": [chart(1)] * 3,
    "21 points": [chart(*range(21))],
    "a label that is no category": [chart(1, labels=["other"])],
    "a long name of a series": [chart(1, name="s" * 21)],
    "a gap": [chart(1, None)],
    "text for a number": [chart("1")],
    "an unknown chart": [chart(1, kind="scatter")],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_slack_takes_is_taken(name: str) -> None:
    assert message_fault({"text": "said", "blocks": SOUND[name]}) is None


@pytest.mark.parametrize("name", AT_FAULT)
def test_blocks_at_fault_are_refused(name: str) -> None:
    assert message_fault({"text": "said", "blocks": AT_FAULT[name]}) == "invalid_blocks"


VIEWS: dict[str, tuple[Json, str | None]] = {
    "a window": (window(asks(select()), section()), None),
    "100 blocks": (window(*[section()] * 100), None),
    "101 blocks": (window(*[section()] * 101), "invalid_arguments"),
    "a long title": (window(section(), title=plain("t" * 25)), "invalid_arguments"),
    "no title": ({"type": "modal", "blocks": [section()]}, "invalid_arguments"),
    "input and nothing to send it": (
        {"type": "modal", "title": plain("Look up"), "blocks": [asks(select())]},
        "invalid_arguments",
    ),
    "a block twice": (window(asks(select()), asks(select())), "invalid_arguments"),
    "a table": (window(table(["a"])), "invalid_arguments"),
    "a chart": (window(chart(1)), "invalid_arguments"),
    "much to remember": (window(section(), private_metadata="m" * 3001), "invalid_arguments"),
    "a button to ask with": (window(asks(button())), "invalid_arguments"),
    "a home": ({"type": "home", "blocks": [section()]}, "invalid_arguments"),
}


@pytest.mark.parametrize("name", VIEWS)
def test_windows(name: str) -> None:
    view, code = VIEWS[name]
    assert view_fault(view, "modal") == code


@pytest.mark.parametrize(
    ("answer", "sound"),
    [
        ({"options": []}, True),
        ({"options": [option(str(n)) for n in range(100)]}, True),
        ({"options": [option(str(n)) for n in range(101)]}, False),
        ({"options": [option(), option()]}, False),
        ({"options": [option(text="t" * 76)]}, False),
        ({"options": [option("v" * 151)]}, False),
        ({}, False),
    ],
)
def test_options(answer: Json, sound: bool) -> None:
    assert (options_fault(answer) is None) == sound


# what it knows of the workspace

Call = Callable[[WebClient, Slack], object]


def own_message(client: WebClient) -> str:
    return str(client.chat_postMessage(channel=NEWSROOM, text="said")["ts"])


def deleted_twice(client: WebClient, _: Slack) -> object:
    ts = own_message(client)
    client.chat_delete(channel=NEWSROOM, ts=ts)
    return client.chat_delete(channel=NEWSROOM, ts=ts)


def whispered_and_deleted(client: WebClient, _: Slack) -> object:
    sent = client.chat_postEphemeral(channel=NEWSROOM, user=REPORTER, text="said")
    return client.chat_delete(channel=NEWSROOM, ts=str(sent["message_ts"]))


def opened(client: WebClient, trigger: str) -> object:
    return client.views_open(trigger_id=trigger, view=window(section()))


def opened_late(client: WebClient, slack: Slack) -> object:
    asked = command(slack, "trade")
    slack.pass_time(4)
    return opened(client, asked["trigger_id"])


def opened_twice(client: WebClient, slack: Slack) -> object:
    asked = command(slack, "trade")
    opened(client, asked["trigger_id"])
    return opened(client, asked["trigger_id"])


def unscoped(client: WebClient, slack: Slack) -> object:
    slack.granted = set()
    return own_message(client)


def uploaded_nothing(client: WebClient, _: Slack) -> object:
    given = client.files_getUploadURLExternal(filename="chart.png", length=3)
    file: list[dict[str, str | None]] = [{"id": str(given["file_id"])}]
    return client.files_completeUploadExternal(files=file, channel_id=NEWSROOM)


REFUSED: dict[str, tuple[str, Call]] = {
    "a wrong token": (
        "invalid_auth",
        lambda c, s: WebClient("xoxb-other", base_url=s.api_url).auth_test(),
    ),
    "no scope": (
        "missing_scope",
        unscoped,
    ),
    "an unknown method": ("unknown_method", lambda c, s: c.api_call("chat.shout")),
    "an unknown channel": (
        "channel_not_found",
        lambda c, s: c.chat_postMessage(channel="C0X", text="said"),
    ),
    "a channel without the bot": (
        "not_in_channel",
        lambda c, s: c.chat_postMessage(channel=ELSEWHERE, text="said"),
    ),
    "an archived channel": (
        "is_archived",
        lambda c, s: c.chat_postMessage(channel=ARCHIVED, text="said"),
    ),
    "an unknown person": (
        "user_not_in_channel",
        lambda c, s: c.chat_postEphemeral(channel=NEWSROOM, user="U0X", text="said"),
    ),
    "no text": ("no_text", lambda c, s: c.api_call("chat.postMessage", json={"channel": NEWSROOM})),
    "a long text": (
        "msg_too_long",
        lambda c, s: c.chat_postMessage(channel=NEWSROOM, text="t" * 40_001),
    ),
    "a message deleted twice": ("message_not_found", deleted_twice),
    "a message only one person sees": ("message_not_found", whispered_and_deleted),
    "a person's message": (
        "cant_delete_message",
        lambda c, s: c.chat_delete(channel=NEWSROOM, ts=mention("hi")["event"]["ts"]),
    ),
    "a window three seconds late": ("expired_trigger_id", opened_late),
    "a window opened twice": ("exchanged_trigger_id", opened_twice),
    "a trigger of nobody's": ("invalid_trigger_id", lambda c, s: opened(c, "T.none")),
    "the Home tab of nobody": (
        "user_not_found",
        lambda c, s: c.views_publish(user_id="U0X", view={"type": "home", "blocks": [section()]}),
    ),
    "a file that never came": ("file_not_found", uploaded_nothing),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_slack_refuses_is_refused_with_its_code(slack: Slack, name: str) -> None:
    code, call = REFUSED[name]
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    with pytest.raises(SlackApiError) as refused:
        call(client, slack)
    assert refused.value.response["error"] == code


def test_a_private_address_ends_after_five_uses_or_half_an_hour(slack: Slack) -> None:
    used, late = slack.response_url(), slack.response_url()
    answers = [WebhookClient(used).send(text="said").body for _ in range(6)]
    assert ["used_url" in body for body in answers] == [False] * 5 + [True]
    slack.pass_time(31 * 60)
    assert "expired_url" in WebhookClient(late).send(text="said").body


def test_a_channel_takes_about_one_message_a_second(slack: Slack) -> None:
    slack.rates = True
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    for _ in range(6):
        own_message(client)
    with pytest.raises(SlackApiError) as refused:
        own_message(client)
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    slack.pass_time(1)
    own_message(client)


def test_a_file_comes_whole(slack: Slack) -> None:
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    client.files_upload_v2(content="a,b\n", filename="figures.csv", channel=NEWSROOM)
    (file,) = slack.files
    assert (file["filename"], file["content"], file["channel_id"]) == (
        "figures.csv",
        "a,b\n",
        NEWSROOM,
    )
