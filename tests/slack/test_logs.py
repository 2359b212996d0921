"""Nothing secret reaches a log, whoever writes it and however."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.slack.logs import Blot, blotted, fault, line, log_to
from tests.support.slack import BOT_TOKEN, Slack

TOKEN = "xoxb-1111-2222-madeUpForThisTest"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What would stand on standard error."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    log_to(stream, "DEBUG")
    yield stream
    root.handlers[:], root.level = before[0], before[1]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"token {TOKEN} refused", "token xoxb-[secret] refused"),
        ("Bearer xapp-1-A02-33-9f8e", "Bearer xapp-[secret]"),
        ("XOXP-1-2", "XOXP-[secret]"),
        ("xoxe.xoxb-1-Mi0y xoxe-1-My0x", "xoxe.xoxb-[secret] xoxe-[secret]"),
        (
            "https://hooks.slack.com/commands/T0/12/ab?x=1 gone",
            "https://hooks.slack.com/[secret] gone",
        ),
        ("wss://host/link/?ticket=a-b-c&app_id=1", "wss://host/link/?ticket=[secret]&app_id=1"),
        ("a foxb-1 and a box-1", "a foxb-1 and a box-1"),
    ],
)
def test_secrets_are_blotted_out_and_the_rest_stands(written: str, left: str) -> None:
    assert blotted(written) == left


def test_in_a_message_in_its_arguments_and_in_a_traceback(log: io.StringIO) -> None:
    try:
        raise ValueError(f"Invalid header value b'Bearer {TOKEN}'")
    except ValueError:
        logging.getLogger("anything").exception("failed for %s with %s", TOKEN, {"t": TOKEN})
    said = log.getvalue()
    assert "Invalid header value b'Bearer xoxb-[secret]'" in said
    assert "Traceback" in said
    assert TOKEN not in said


def test_at_slack_sdks_most_talkative(slack: Slack, log: io.StringIO) -> None:
    for name in ("slack_sdk.web.base_client", "slack_sdk.webhook.client"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        client = WebClient(BOT_TOKEN, base_url=slack.api_url)
        client.auth_test(token=BOT_TOKEN)
        client.api_call("auth.test", params={"token": BOT_TOKEN})
        WebhookClient(slack.response_url()).send(text=f"the token is {BOT_TOKEN}")
    finally:
        for name in ("slack_sdk.web.base_client", "slack_sdk.webhook.client"):
            logging.getLogger(name).setLevel(logging.NOTSET)
    said = log.getvalue()
    assert "Sending a request" in said
    assert BOT_TOKEN not in said


def test_the_blot_may_be_hung_on_any_handler(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(Blot())
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s", (TOKEN,), None)
    handler.handle(record)
    assert capsys.readouterr().err == "xoxb-[secret]\n"


def test_a_line_is_keys_and_values() -> None:
    said = line("answered", surface="mention", ms=34, because='a "b"\nc', ref=None)
    assert said == "event=answered surface=mention ms=34 because=\"a 'b' c\""


def test_a_fault_is_told_without_its_message() -> None:
    try:
        raise ValueError("what the reporter typed")
    except ValueError as error:
        told = fault(error)
    assert told["fault"] == "ValueError"
    assert "test_logs.py:" in told["where"]
    assert "typed" not in str(told)
