"""Giving a post or a view to Slack, in the fullest form and by the nearest way that Slack takes.

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
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.reply.blocks import degrade
from bot.reply.check import problems
from bot.reply.check_views import view_problems
from bot.settings import ForHttp, ForSocketMode
from bot.slack.logs import desk_log, fault, library_log, line
from bot.slack.places import File, InChannel, Place, Post, Posted, Private

__all__ = ["UNREADABLE", "Outbox", "Refused", "web_client"]

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


_NO_CHANNEL = frozenset(("not_in_channel", "channel_not_found", "is_archived"))
"""Slack's answers that another form of the same message does not mend."""


UNREADABLE = "unreadable"
"""The code where what came is no answer of Slack's, such as a page of a proxy's."""


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

    def put(
        self, post: Post, place: Place, direct: Callable[[], Post] | None = None
    ) -> Posted | None:
        """Put the post in its place; where it stands, if that can be known.

        ``direct`` gives the post for a direct message, where what is for one person's eyes
        in a channel has to go there instead: not all that the channel may see may leave it.
        Raises Refused, or OSError where Slack cannot be reached.
        """
        match place:
            case InChannel(channel, thread):
                return self._post(post, channel, thread)
            case Private():
                return self._tell(post, place, direct or (lambda: post))

    def answer_to(self, post: Post, response_url: str) -> None:
        """Post for all by the address that Slack gave for a channel somebody chose.

        Raises Refused, or OSError where Slack cannot be reached.
        """
        self._respond(post, response_url, to_all=True)

    def replace(self, post: Post, response_url: str) -> None:
        """Put the post in the place of the message that a button was pressed in.

        Raises Refused, or OSError where Slack cannot be reached.
        """
        self._respond(post, response_url, replaces=True)

    def delete(self, channel: str, ts: str | None, response_url: str | None) -> None:
        """Take a message of the bot's away; ``ts`` is None where only one person can see it.

        Raises Refused, or OSError where Slack cannot be reached.
        """
        if ts is not None:
            try:
                self._client.chat_delete(channel=channel, ts=ts)
            except SlackApiError as error:
                refused = _code(error)
                if refused == "message_not_found":  # somebody was quicker
                    return
                if response_url is None:
                    raise Refused(refused) from error
                desk_log.warning(line("way_closed", way="delete", slack=refused))
            else:
                return
        if response_url is None:
            raise Refused("no_way_to_delete")
        if code := _refusal(self._webhook(response_url).send_dict({"delete_original": True})):
            raise Refused(code)

    def open_view(self, view: Payload, trigger_id: str) -> None:
        """Open a window for who did what the trigger is of. Raises Refused, OSError."""
        self._view(view, lambda: self._client.views_open(trigger_id=trigger_id, view=view))

    def update_view(self, view: Payload, view_id: str, hash_: str | None) -> None:
        """Put a window's new state in its place, unless it has a newer one. Raises likewise."""
        self._view(view, lambda: self._client.views_update(view_id=view_id, hash=hash_, view=view))

    def publish_home(self, view: Payload, user: str) -> None:
        """Show a person their Home tab. Raises Refused, OSError."""
        self._view(view, lambda: self._client.views_publish(user_id=user, view=view))

    def _view(self, view: Payload, send: Callable[[], object]) -> None:
        if found := view_problems(view):
            desk_log.error(line("view_at_fault", problems=len(found), first=found[0]))
            raise Refused("view_at_fault")
        try:
            send()
        except SlackApiError as error:
            raise Refused(_code(error)) from error

    def _post(self, post: Post, channel: str, thread: str | None = None) -> Posted | None:
        if post.file is not None:
            return self._upload(post, post.file, channel, thread)
        posted: list[Posted] = []

        def send(payload: Payload) -> None:
            # Not Bolt's say: in a direct message's thread that first reads the thread.
            answer = self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
                **payload,
            )
            posted.append(Posted(str(answer.get("channel", channel)), str(answer.get("ts", ""))))

        _until_taken(post, _as_refused(send))
        return posted[0]

    def _upload(self, post: Post, file: File, channel: str, thread: str | None) -> Posted | None:
        """The file with the post's text; where no file is taken, what there is instead of it."""
        stands = Posted(channel, thread or "")
        said: str | None = post.text
        if channel[:1] in ("U", "W"):  # a file goes to a conversation, not to a person
            opened = self._post(Post(post.text), channel)
            stands, said = opened or stands, None
        try:
            self._client.files_upload_v2(
                content=file.content,
                filename=file.name,
                title=file.title,
                alt_txt=file.alt_text,
                channel=stands.channel,
                thread_ts=thread,
                initial_comment=said,
            )
        except (SlackApiError, SlackRequestError) as error:
            code = _code(error)
            if code in _NO_CHANNEL:
                raise Refused(code) from error
            desk_log.warning(line("no_file", slack=code))
            text = post.text if said else "I could not send the file. Its text:"
            whole = Post(f"{text}\n{file.instead}" if file.instead else text)
            return self._post(whole, stands.channel, thread)
        return stands

    def _tell(self, post: Post, place: Private, direct: Callable[[], Post]) -> Posted | None:
        ways: tuple[tuple[str, str | None, Callable[[str], Posted | None]], ...] = (
            ("response_url", place.response_url, partial(self._answer, post, place)),
            ("ephemeral", place.channel, partial(self._whisper, post, place)),
            # A person's id stands for their direct message.
            ("direct", place.user, lambda user: self._post(direct(), user)),
        )
        refused = Refused("no_way_to_reply")
        for way, address, put in ways:
            if not address:
                continue
            try:
                return put(address)
            except Refused as error:
                refused = error
            except (OSError, HTTPException) as error:
                refused = Refused(f"unreachable_{type(error).__name__}")
            except Exception as error:  # whatever it is, the next way may still be open
                refused = Refused(f"failed_{type(error).__name__}")
                desk_log.error(line("way_failed", way=way, **fault(error)))
            desk_log.warning(line("way_closed", way=way, slack=refused.code))
        raise refused

    def _answer(self, post: Post, place: Private, response_url: str) -> None:
        self._respond(post, response_url, thread=place.thread)

    def _respond(
        self,
        post: Post,
        response_url: str,
        *,
        replaces: bool = False,
        to_all: bool = False,
        thread: str | None = None,
    ) -> None:
        webhook = self._webhook(response_url)
        manner: Payload = {
            "response_type": "in_channel" if to_all else "ephemeral",
            "replace_original": replaces,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if thread is not None and not replaces:
            manner["thread_ts"] = thread

        def send(payload: Payload) -> None:
            if code := _refusal(webhook.send_dict({**manner, **payload})):
                raise Refused(code)

        _until_taken(post, send)

    def _webhook(self, response_url: str) -> WebhookClient:
        return WebhookClient(
            response_url,
            timeout=TIMEOUT,
            proxy=self._client.proxy,
            ssl=self._client.ssl,
            logger=library_log("slack_sdk.webhook"),
            retry_handlers=_retries(),
        )

    def _whisper(self, post: Post, place: Private, channel: str) -> None:
        def send(payload: Payload) -> None:
            self._client.chat_postEphemeral(
                channel=channel, user=place.user, thread_ts=place.thread, **payload
            )

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
            raise Refused(_code(error)) from error

    return sending


def _code(error: SlackApiError | SlackRequestError) -> str:
    if not isinstance(error, SlackApiError):
        return "upload_failed"
    code = str(error.response.get("error"))
    return code if code.isidentifier() else UNREADABLE


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
