"""Giving a post to Slack, in the fullest form and by the nearest way that Slack takes.

The only module that writes to Slack. A post is looked over before it is sent, and
is made plainer until Slack takes it: without chart, without table, as text alone.
A rate limit is waited for, however often. What Slack will not take at all is
``Refused`` with Slack's own code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.reply.blocks import degrade
from bot.reply.check import problems
from bot.settings import ForHttp, ForSocketMode
from bot.slack.logs import desk_log, library_log, line
from bot.slack.places import InChannel, Place, Post, Private

__all__ = ["Outbox", "Refused", "web_client"]

Payload = dict[str, Any]

TIMEOUT = 15  # seconds for one call
RATE_LIMIT_WAITS = 90  # slack_sdk itself gives up after a hundred tries

# Slack's answers that a plainer form of the same message may mend.
_TOO_RICH = frozenset(
    (
        *("invalid_blocks", "invalid_blocks_format", "invalid_attachments", "invalid_arguments"),
        *("invalid_payload", "msg_too_long", "msg_blocks_too_long", "cannot_parse_attachment"),
    )
)


class Refused(Exception):
    """Slack does not take the message; ``code`` is Slack's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def web_client(settings: ForSocketMode | ForHttp) -> WebClient:
    """The client of Slack's Web API with which everything is posted."""
    return WebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        timeout=TIMEOUT,
        logger=library_log("slack_sdk.web"),
        retry_handlers=_retries(),
    )


class Outbox:
    """Posts as the bot. Safe to share between threads."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def put(self, post: Post, place: Place) -> None:
        """Put the post in its place. Raises Refused, or OSError where Slack cannot be reached."""
        match place:
            case InChannel(channel, thread):
                self._post(post, channel, thread)
            case Private():
                self._tell(post, place)

    def replace(self, post: Post, response_url: str) -> None:
        """Put the post in the place of the message that a button was pressed in.

        Raises Refused, or OSError where Slack cannot be reached.
        """
        self._respond(post, response_url, replaces=True)

    def _post(self, post: Post, channel: str, thread: str | None = None) -> None:
        def send(payload: Payload) -> None:
            # Not Bolt's say: in a direct message's thread that first reads the thread.
            self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
                **payload,
            )

        _until_taken(post, _as_refused(send))

    def _tell(self, post: Post, place: Private) -> None:
        ways: tuple[tuple[str, str | None, Callable[[Post, str], None]], ...] = (
            ("response_url", place.response_url, self._respond),
            ("ephemeral", place.channel, partial(self._whisper, place.user)),
            ("direct", place.user, self._post),  # a person's id stands for their direct message
        )
        refused = Refused("no_way_to_reply")
        for way, address, put in ways:
            if not address:
                continue
            try:
                put(post, address)
            except Refused as error:
                refused = error
            except (OSError, HTTPException) as error:
                refused = Refused(f"unreachable_{type(error).__name__}")
            else:
                return
            desk_log.warning(line("way_closed", way=way, slack=refused.code))
        raise refused

    def _respond(self, post: Post, response_url: str, *, replaces: bool = False) -> None:
        webhook = WebhookClient(
            response_url,
            timeout=TIMEOUT,
            proxy=self._client.proxy,
            ssl=self._client.ssl,
            logger=library_log("slack_sdk.webhook"),
            retry_handlers=_retries(),
        )
        manner = {
            "response_type": "ephemeral",
            "replace_original": replaces,
            "unfurl_links": False,
            "unfurl_media": False,
        }

        def send(payload: Payload) -> None:
            if code := _refusal(webhook.send_dict({**manner, **payload})):
                raise Refused(code)

        _until_taken(post, send)

    def _whisper(self, user: str, post: Post, channel: str) -> None:
        def send(payload: Payload) -> None:
            self._client.chat_postEphemeral(channel=channel, user=user, **payload)

        _until_taken(post, _as_refused(send))


def _retries() -> list[RetryHandler]:
    return [
        ConnectionErrorRetryHandler(),
        ServerErrorRetryHandler(max_retry_count=2),
        RateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_WAITS),
    ]


def _until_taken(post: Post, send: Callable[[Payload], None]) -> None:
    refused = Refused("invalid_blocks")
    for payload in _forms(post):
        try:
            send(payload)
        except Refused as error:
            if error.code not in _TOO_RICH:
                raise
            refused = error
            desk_log.warning(line("made_plainer", slack=error.code, blocks=_kinds(payload)))
        else:
            return
    raise refused


def _forms(post: Post) -> Iterator[Payload]:
    """The post from fullest to plainest, without those that break a rule of Slack's."""
    for blocks in degrade(post.blocks):
        payload: Payload = {"text": post.text, "blocks": blocks} if blocks else {"text": post.text}
        if blocks and (found := problems(_unnamed(payload, post.references))):
            desk_log.error(line("message_at_fault", problems=len(found), first=found[0]))
            continue
        yield payload


def _unnamed(payload: Payload, references: tuple[str, ...]) -> Payload:
    """The payload as it is looked over: those whom it means to name left out."""
    text = json.dumps(payload)
    for reference in references:
        text = text.replace(reference, "@")
    unnamed: Payload = json.loads(text)
    return unnamed


def _kinds(payload: Payload) -> str:
    return ",".join(block["type"] for block in payload.get("blocks", ())) or "none"


def _as_refused(send: Callable[[Payload], None]) -> Callable[[Payload], None]:
    def sending(payload: Payload) -> None:
        try:
            send(payload)
        except SlackApiError as error:
            raise Refused(str(error.response.get("error"))) from error

    return sending


def _refusal(answer: WebhookResponse) -> str | None:
    """Slack's code for why a response_url did not take a message, None where it did.

    It answers "ok" or JSON, and tells some refusals with a status of 200.
    """
    body = answer.body.strip()
    try:
        told = json.loads(body)
    except ValueError:
        told = body
    if isinstance(told, dict):
        return None if told.get("ok") else str(told.get("error"))
    if answer.status_code == HTTPStatus.OK:
        return None
    return body if body.isidentifier() else f"http_{answer.status_code}"
