"""A stand-in for Slack: its Web API, its ``response_url``s and its socket, on this machine.

It keeps what was posted (messages, those for one person's eyes, files, windows, Home tabs)
and refuses what Slack refuses: a wrong token, a channel or person it does not know, a
channel the bot is not in, a message or a view at fault (``rules``), a ``response_url``
past its fifth use or its half-hour, a trigger used before or after three seconds, the
deletion of what others wrote; and, where a test switches that on, more than about one
message a second in a channel. What else a test wants refused it asks for with ``refuse``
and ``limit``. ``pass_time`` makes it later. Ids and messages have Slack's shape; nobody
in them exists.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode

from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.server import Server, ServerConnection, serve

from tests.support.rules import message_fault, rings_everybody, view_fault

BOT_TOKEN = "xoxb-1-2-standin"
APP_TOKEN = "xapp-1-A1-2-standin"
SECRET = "0123456789abcdef0123456789abcdef"
BOT, REPORTER, COLLEAGUE = "U0BOT", "U0REPORTER", "U0COLLEAGUE"
NEWSROOM, ELSEWHERE, ARCHIVED, DIRECT = "C0NEWSROOM", "C0ELSEWHERE", "C0ARCHIVED", "D0REPORTER"
USES, HALF_HOUR = 5, 1800
TRIGGER = 3.0  # seconds
BURST, EVERY = 5, 1.0  # posts to a channel at once, and seconds to each after them

Json = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """One message as Slack took it; ``way`` is the method, or "response_url"."""

    way: str
    channel: str
    ts: str
    text: str
    blocks: list[Json]
    sent: Json
    thread: str | None = None
    user: str | None = None  # the only one who sees it, where there is one

    @property
    def is_private(self) -> bool:
        return self.user is not None

    @property
    def whole(self) -> str:
        """All that a reader could see, and all that could ring somebody."""
        return f"{self.text} {json.dumps(self.blocks, ensure_ascii=False)}"

    def buttons(self, action_id: str = "") -> list[Json]:
        return [
            element
            for block in self.blocks
            for element in block.get("elements", [])
            if element.get("type") == "button" and element["action_id"].startswith(action_id)
        ]


@dataclass
class _Hook:
    channel: str
    user: str
    made: float
    left: int = USES
    expired: bool = False
    original: str = ""  # ts of the message that was pressed in


@dataclass
class Slack:
    """The stand-in. Made by ``running``."""

    messages: list[Message] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    connections: list[ServerConnection] = field(default_factory=list)
    loud: list[Json] = field(default_factory=list)  # what would ring a whole channel
    api_url: str = ""
    socket_url: str = ""
    bot_token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    known: set[str] = field(default_factory=lambda: {NEWSROOM, ELSEWHERE, ARCHIVED, DIRECT})
    joined: set[str] = field(default_factory=lambda: {NEWSROOM, ARCHIVED, DIRECT})
    deleted: list[str] = field(default_factory=list)  # ts of each
    homes: dict[str, Json] = field(default_factory=dict)  # by person
    windows: dict[str, Json] = field(default_factory=dict)  # by view id
    files: list[Json] = field(default_factory=list)
    granted: set[str] | None = None  # scopes; None for whatever is needed
    slow: dict[str, float] = field(default_factory=dict)  # seconds that a method takes
    rates: bool = False  # whether a channel takes about one message a second
    heard: Callable[[Message], None] | None = None  # told of every message
    people: set[str] = field(default_factory=lambda: {REPORTER, COLLEAGUE})
    later: float = 0.0
    _triggers: set[str] = field(default_factory=set)  # used
    _taken: dict[str, float] = field(default_factory=dict)  # when a channel has caught up
    _socket: Server | None = None
    _uploads: dict[str, Json] = field(default_factory=dict)
    _hooks: dict[str, _Hook] = field(default_factory=dict)
    _refusals: dict[str, list[str]] = field(default_factory=dict)
    _limits: Counter[str] = field(default_factory=Counter)
    _after: dict[str, str] = field(default_factory=dict)
    _limited_in: dict[str, str | None] = field(default_factory=dict)
    _garbled: Counter[str] = field(default_factory=Counter)
    _acknowledged: dict[str, float] = field(default_factory=dict)
    _told: dict[str, Any] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    # what a test asks for

    def refuse(self, way: str, code: str, times: int = 1) -> None:
        """Answer the next calls of a method, or to a response_url, with this error."""
        self._refusals.setdefault(way, []).extend([code] * times)

    def limit(self, way: str, times: int = 1, after: str = "0", channel: str | None = None) -> None:
        """Answer the next calls with 429 and a Retry-After, of no time at all unless it is given.

        With a channel those for it alone.
        """
        self._limits[way] += times
        self._after[way] = after
        self._limited_in[way] = channel

    def garble(self, way: str, times: int = 1) -> None:
        """Answer the next calls with a page of HTML, as a proxy on the way would."""
        self._garbled[way] += times

    def response_url(
        self,
        channel: str = NEWSROOM,
        user: str = REPORTER,
        *,
        expired: bool = False,
        original: str = "",
    ) -> str:
        name = f"hook{next(self._numbers)}"
        hook = _Hook(channel, user, self._now(), expired=expired, original=original)
        self._hooks[name] = hook
        return f"{self.api_url.removesuffix('api/')}hooks/{name}"

    def pass_time(self, seconds: float) -> None:
        """Make it so much later."""
        self.later += seconds

    def expire(self, trigger_id: str) -> None:
        """Make it as if three seconds had passed since what the trigger is of."""
        _triggered[trigger_id] -= TRIGGER

    def _now(self) -> float:
        return time.monotonic() + self.later

    def until(self, met: Callable[[], bool], what: str, seconds: float = 20) -> None:
        """Wait until that is so. Fails where it does not come."""
        self._until(met, seconds, what)

    def wait(self, number: int = 1, seconds: float = 20) -> list[Message]:
        """The messages, once there are so many. Fails where they do not come."""
        return self._until(lambda: len(self.messages) >= number, seconds, f"{number} messages")

    def settle(self, seconds: float = 0.4) -> list[Message]:
        """The messages, once no more come for a while."""
        with self._changed:
            while self._changed.wait(seconds):
                pass
            return list(self.messages)

    # what Slack itself would send, by socket

    def deliver(self, kind: str, payload: Json, *, seconds: float = 5) -> float:
        """Send an envelope down the newest connection; the seconds its acknowledgement took."""
        envelope = f"E{next(self._numbers)}"
        started = time.monotonic()
        self.send({"type": kind, "envelope_id": envelope, "payload": payload})
        self._until(lambda: envelope in self._acknowledged, seconds, "an acknowledgement")
        return self._acknowledged[envelope] - started

    def offer(
        self, kind: str, payload: Json, *, retry: int = 0, seconds: float = 3
    ) -> float | None:
        """Send an envelope down one of the open connections, as Slack does.

        The seconds its acknowledgement took; None where none came, or no connection is open.
        """
        open_now = self.open_connections
        if not open_now:
            return None
        number = next(self._numbers)
        envelope, connection = f"E{number}", open_now[number % len(open_now)]
        frame: Json = {"type": kind, "envelope_id": envelope, "payload": payload}
        if retry:
            frame |= {"retry_attempt": retry, "retry_reason": "timeout"}
        started = time.monotonic()
        try:
            connection.send(json.dumps({"accepts_response_payload": False, **frame}))
        except ConnectionClosed:
            return None

        def over() -> bool:
            return envelope in self._acknowledged or connection.state is not State.OPEN

        with self._changed:
            while not over() and (left := started + seconds - time.monotonic()) > 0:
                self._changed.wait(min(left, 0.2))
            came = self._acknowledged.pop(envelope, None)
        return None if came is None else came - started

    def asked(self, kind: str, payload: Json) -> Any:
        """Send an envelope that is answered with its acknowledgement; what it was answered."""
        envelope = f"E{next(self._numbers)}"
        self.send({"type": kind, "envelope_id": envelope, "payload": payload})
        self._until(lambda: envelope in self._acknowledged, 5, "an answer")
        return self._told[envelope]

    def send(self, frame: Json) -> None:
        self._until(lambda: bool(self.connections), 10, "a connection")
        self.connections[-1].send(json.dumps({"accepts_response_payload": False, **frame}))

    def open_socket(self) -> None:
        """Take connections, at the address at which they were taken before."""
        port = int(self.socket_url.rpartition(":")[2] or 0)
        self._socket = serve(self.listen, "127.0.0.1", port)
        self.socket_url = f"ws://127.0.0.1:{self._socket.socket.getsockname()[1]}"
        threading.Thread(target=self._socket.serve_forever, daemon=True).start()

    def shut_socket(self) -> None:
        """End every connection, and take no more."""
        if self._socket is not None:
            self._socket.shutdown()
        for connection in self.connections:
            connection.close()

    @property
    def open_connections(self) -> list[ServerConnection]:
        """Those that are there now, the newest last."""
        return [each for each in self.connections if each.state is State.OPEN]

    def connected(self, number: int = 1, seconds: float = 20) -> None:
        self._until(lambda: len(self.connections) >= number, seconds, f"{number} connections")

    def _until(self, met: Callable[[], bool], seconds: float, what: str) -> list[Message]:
        with self._changed:
            if not self._changed.wait_for(met, seconds):
                shown = [f"{m.way}: {m.text[:60]}" for m in self.messages]
                raise AssertionError(f"Slack waited {seconds} s for {what}; it has {shown}")
            return list(self.messages)

    # how it answers

    def answer(self, path: str, token: str, sent: Json) -> tuple[int, Json]:
        """A call of the Web API, or of a response_url: HTTP status and JSON.

        With a status of 429 the JSON has the seconds of Retry-After.
        """
        way = "response_url" if path.startswith("/hooks/") else path.removeprefix("/api/")
        time.sleep(self.slow.get(way, 0))
        with self._changed:
            self.calls.append((way, sent))
            self._changed.notify_all()
            if self._limits[way] > 0 and self._limited_in[way] in (None, sent.get("channel")):
                self._limits[way] -= 1
                return 429, {"ok": False, "error": "ratelimited", "after": self._after[way]}
            if self._garbled[way] > 0:
                self._garbled[way] -= 1
                return 200, {"page": "<html><body>Bad Gateway</body></html>"}
            if code := next(iter(self._refusals.get(way, [])), None):
                self._refusals[way].pop(0)
                return 200, {"ok": False, "error": code}
            if way.startswith("/upload/"):
                return self._take_file(way.rpartition("/")[2], sent)
            if way == "response_url":
                return self._hook(path.rpartition("/")[2], sent)
            wanted = self.app_token if way == "apps.connections.open" else self.bot_token
            if token != wanted:
                return 200, {"ok": False, "error": "invalid_auth"}
            method = _METHODS.get(way)
            if method is None:
                return 200, {"ok": False, "error": "unknown_method"}
            if self.granted is not None and _SCOPES.get(way, "") not in {"", *self.granted}:
                return 200, {"ok": False, "error": "missing_scope", "needed": _SCOPES[way]}
            if way == "chat.postMessage" and self._too_fast(sent.get("channel", "")):
                return 429, {"ok": False, "error": "ratelimited", "after": 1}
            return 200, method(self, sent)

    def _too_fast(self, channel: str) -> bool:
        if not self.rates:
            return False
        caught_up = max(self._taken.get(channel, 0), self._now() - BURST * EVERY)
        if caught_up > self._now():
            return True
        self._taken[channel] = caught_up + EVERY
        return False

    def _hook(self, name: str, sent: Json) -> tuple[int, Json]:
        hook = self._hooks.get(name)
        if hook is None or hook.expired or self._now() - hook.made > HALF_HOUR:
            return 404, {"ok": False, "error": "expired_url"}
        if not hook.left:
            return 404, {"ok": False, "error": "used_url"}
        if sent.get("delete_original"):
            hook.left -= 1
            self.deleted.append(hook.original or name)
            self._changed.notify_all()
            return 200, {"ok": True}
        if code := self._fault(sent):
            return 200, {"ok": False, "error": code}
        hook.left -= 1
        to_all = sent.get("response_type") == "in_channel"
        self._keep("response_url", hook.channel, sent, None if to_all else hook.user)
        return 200, {"ok": True}

    def _fault(self, sent: Json) -> str | None:
        if rings_everybody(sent):
            self.loud.append(sent)
        return message_fault(sent)

    def _post(self, sent: Json) -> Json:
        channel = sent.get("channel", "")
        if code := self._barred(channel) or self._fault(sent):
            return {"ok": False, "error": code}
        kept = self._keep("chat.postMessage", channel, sent)
        return {"ok": True, "channel": self._conversation(channel), "ts": kept.ts}

    def _whisper(self, sent: Json) -> Json:
        channel = sent.get("channel", "")
        if code := self._barred(channel) or self._fault(sent):
            return {"ok": False, "error": code}
        if sent.get("user") not in self.people:
            return {"ok": False, "error": "user_not_in_channel"}
        kept = self._keep("chat.postEphemeral", channel, sent, sent["user"])
        return {"ok": True, "message_ts": kept.ts}

    def _delete(self, sent: Json) -> Json:
        if sent["channel"] not in self.known and not sent["channel"].startswith("D"):
            return {"ok": False, "error": "channel_not_found"}
        if sent["ts"].startswith(SAID):
            return {"ok": False, "error": "cant_delete_message"}
        standing = [m for m in self.messages if m.ts == sent["ts"] and not m.is_private]
        gone = sent["ts"] in self.deleted
        if gone or not any(self._stands(m, sent["channel"]) for m in standing):
            return {"ok": False, "error": "message_not_found"}
        if standing[0].way == "response_url":  # what a person sent by the bot is not the bot's
            return {"ok": False, "error": "cant_delete_message"}
        self.deleted.append(sent["ts"])
        self._changed.notify_all()
        return {"ok": True}

    def _stands(self, message: Message, channel: str) -> bool:
        return channel in (message.channel, self._conversation(message.channel))

    def _conversation(self, channel: str) -> str:
        """A person's id is their direct message."""
        return f"D{channel[1:]}" if channel.startswith("U") else channel

    def _open_window(self, sent: Json) -> Json:
        trigger = sent.get("trigger_id", "")
        if trigger not in _triggered:
            return {"ok": False, "error": "invalid_trigger_id"}
        if trigger in self._triggers:
            return {"ok": False, "error": "exchanged_trigger_id"}
        if self._now() - _triggered[trigger] > TRIGGER:
            return {"ok": False, "error": "expired_trigger_id"}
        if code := _view_fault(sent, "modal"):
            return {"ok": False, "error": code}
        self._triggers.add(trigger)
        return self._show(f"V{next(self._numbers)}", sent)

    def _update_window(self, sent: Json) -> Json:
        view = self.windows.get(sent.get("view_id", ""))
        if view is None:
            return {"ok": False, "error": "not_found"}
        if sent.get("hash") not in (None, view["hash"]):
            return {"ok": False, "error": "hash_conflict"}
        if code := _view_fault(sent, "modal"):
            return {"ok": False, "error": code}
        return self._show(sent["view_id"], sent)

    def _show(self, view_id: str, sent: Json) -> Json:
        view = {**_given(sent["view"]), "id": view_id, "hash": f"h{next(self._numbers)}"}
        self.windows[view_id] = view
        self._changed.notify_all()
        return {"ok": True, "view": view}

    def _publish(self, sent: Json) -> Json:
        if sent.get("user_id") not in self.people:
            return {"ok": False, "error": "user_not_found"}
        if code := _view_fault(sent, "home"):
            return {"ok": False, "error": code}
        self.homes[sent["user_id"]] = _given(sent["view"])
        self._changed.notify_all()
        return {"ok": True}

    def _give_upload(self, sent: Json) -> Json:
        if not sent.get("filename") or not str(sent.get("length", "")).isdigit():
            return {"ok": False, "error": "invalid_arguments"}
        if len(sent.get("alt_txt") or "") > 1000:
            return {"ok": False, "error": "alt_txt_too_large"}
        number = f"F{next(self._numbers)}"
        self._uploads[number] = {
            "filename": sent["filename"],
            "alt_txt": sent.get("alt_txt"),
            "length": int(sent["length"]),
        }
        url = f"{self.api_url.removesuffix('api/')}upload/{number}"
        return {"ok": True, "upload_url": url, "file_id": number}

    def _take_file(self, number: str, sent: Json) -> tuple[int, Json]:
        upload = self._uploads.get(number)
        if upload is None or len(sent["content"]) != upload["length"]:
            return 400, {"ok": False, "error": "upload_failed"}
        upload["content"] = sent["content"].decode(errors="replace")
        return 200, {"ok": True}

    def _complete_upload(self, sent: Json) -> Json:
        channel = sent.get("channel_id", "")
        if channel[:1] not in ("C", "D", "G"):
            return {"ok": False, "error": "channel_not_found"}
        if not channel.startswith("D") and (code := self._barred(channel)):
            return {"ok": False, "error": code}
        given = _given(sent["files"])
        for file in given:
            upload = self._uploads.pop(file["id"], None)
            if upload is None or "content" not in upload:
                return {"ok": False, "error": "file_not_found"}
            more = {k: sent.get(k) for k in ("channel_id", "thread_ts", "initial_comment")}
            self.files.append({**upload, **file, **more})
        self._changed.notify_all()
        return {"ok": True, "files": given}

    def _barred(self, channel: str) -> str | None:
        if channel in self.people:  # a person's id is their direct message
            return None
        if channel.startswith("D") and f"U{channel[1:]}" in self.people:
            return None
        if channel not in self.known:
            return "channel_not_found"
        if channel == ARCHIVED:
            return "is_archived"
        return None if channel in self.joined else "not_in_channel"

    def _keep(self, way: str, channel: str, sent: Json, user: str | None = None) -> Message:
        ts = f"1640600000.{next(self._numbers):06d}"
        message = Message(
            *(way, channel, ts, sent.get("text", ""), sent.get("blocks", []), sent),
            thread=sent.get("thread_ts"),
            user=user,
        )
        self.messages.append(message)
        if self.heard is not None:
            self.heard(message)
        self._changed.notify_all()
        return message

    def _whoami(self, _sent: Json) -> Json:
        return {
            "ok": True,
            "user_id": BOT,
            "bot_id": "B0BOT",
            "team_id": "T0",
            "user": "figures",
            "team": "The Daily",
        }

    def _connect(self, _sent: Json) -> Json:
        return {"ok": True, "url": f"{self.socket_url}/link?ticket=standin-ticket"}

    def listen(self, connection: ServerConnection) -> None:
        """One Socket Mode connection, until it closes."""
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        with suppress(ConnectionClosed):
            for frame in connection:
                with self._changed:
                    told = json.loads(frame)
                    self._acknowledged[told["envelope_id"]] = time.monotonic()
                    self._told[told["envelope_id"]] = told.get("payload")
                    self._changed.notify_all()


_METHODS: Mapping[str, Callable[[Slack, Json], Json]] = {
    "auth.test": Slack._whoami,
    "apps.connections.open": Slack._connect,
    "chat.postMessage": Slack._post,
    "chat.postEphemeral": Slack._whisper,
    "chat.delete": Slack._delete,
    "views.open": Slack._open_window,
    "views.update": Slack._update_window,
    "views.publish": Slack._publish,
    "files.getUploadURLExternal": Slack._give_upload,
    "files.completeUploadExternal": Slack._complete_upload,
}


_SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.delete": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}


def _given(sent: Any) -> Any:
    """JSON that came in a form."""
    return json.loads(sent) if isinstance(sent, str) else sent


def _view_fault(sent: Json, kind: str) -> str | None:
    return view_fault(_given(sent.get("view")), kind)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    slack: Slack

    def do_POST(self) -> None:
        came = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = came.decode(errors="replace")
        if self.path.startswith("/upload/"):
            sent: Json = {"content": came}
        elif body.startswith("{"):
            sent = json.loads(body)
        else:
            sent = {name: values[0] for name, values in parse_qs(body).items()}
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, told = self.slack.answer(self.path, token or sent.get("token", ""), sent)
        answer = told["page"].encode() if "page" in told else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        if self.slack.granted is not None:
            self.send_header("X-OAuth-Scopes", ",".join(sorted(self.slack.granted)))
        if status == 429:
            self.send_header("Retry-After", str(told["after"]))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Web(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


@contextmanager
def running() -> Iterator[Slack]:
    """A stand-in, listening on ports of its own. Fails where a message would ring everybody."""
    slack = Slack()
    web = _Web(("127.0.0.1", 0), type("Handler", (_Handler,), {"slack": slack}))
    slack.api_url = f"http://127.0.0.1:{web.server_port}/api/"
    slack.open_socket()
    # How often it looks whether it is to end, which every test would wait for.
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield slack
    finally:
        slack.shut_socket()
        web.shutdown()
        web.server_close()
        thread.join()
    assert not slack.loud, f"would ring a whole channel: {slack.loud[0]}"


# what Slack sends when people do something

_ids = count(1)
_triggered: dict[str, float] = {}
SAID = "1640500000."
"""How the timestamps of people's own messages begin."""


def _trigger() -> str:
    """What a window can be opened with for three seconds, once."""
    trigger = f"T.{next(_ids)}"
    _triggered[trigger] = time.monotonic()
    return trigger


def command(slack: Slack, text: str, channel: str = NEWSROOM, **more: str) -> Json:
    """``/figures text``."""
    return {
        "command": "/figures",
        "text": text,
        "team_id": "T0",
        "user_id": REPORTER,
        "user_name": "reporter",
        "channel_id": channel,
        "channel_name": "newsroom",
        "api_app_id": "A1",
        "trigger_id": _trigger(),
        "response_url": slack.response_url(channel),
        **more,
    }


def event(event: Json, event_id: str | None = None) -> Json:
    number = next(_ids)
    full = {"user": REPORTER, "ts": f"{SAID}{number:06d}", "team": "T0", **event}
    full = {key: value for key, value in full.items() if value is not None}
    return {
        "type": "event_callback",
        "team_id": "T0",
        "api_app_id": "A1",
        "event_id": event_id or f"Ev{number}",
        "event_time": 1640500000,
        "authorizations": [{"team_id": "T0", "user_id": BOT, "is_bot": True}],
        "event": full,
    }


def mention(text: str, channel: str = NEWSROOM, **more: Any) -> Json:
    """``@figures text`` in a channel."""
    return event({"type": "app_mention", "channel": channel, "text": f"<@{BOT}> {text}", **more})


def direct(text: str, **more: Any) -> Json:
    """A message to the bot alone."""
    said = {"type": "message", "channel": DIRECT, "channel_type": "im", "text": text}
    return event({**said, **more})


def press(slack: Slack, button: Json, message: Message, user: str = REPORTER) -> Json:
    """Somebody presses a button of a message."""
    return {
        "type": "block_actions",
        "team": {"id": "T0", "domain": "newsroom"},
        "user": {"id": user, "username": "reporter", "name": "reporter", "team_id": "T0"},
        "api_app_id": "A1",
        "token": "legacy",
        "trigger_id": _trigger(),
        "channel": {"id": message.channel, "name": "newsroom"},
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.is_private,
            **({"thread_ts": message.thread} if message.thread else {}),
        },
        "response_url": slack.response_url(message.channel, user, original=message.ts),
        "actions": [{**button, "block_id": "b", "action_ts": f"{time.time() + slack.later:.6f}"}],
    }


def press_home(button: Json, user: str = REPORTER) -> Json:
    """Somebody presses a button of their Home tab, which stands in no channel."""
    return {
        "type": "block_actions",
        "team": {"id": "T0", "domain": "newsroom"},
        "user": {"id": user, "username": "reporter", "team_id": "T0"},
        "api_app_id": "A1",
        "trigger_id": _trigger(),
        "container": {"type": "view", "view_id": "V0HOME"},
        "view": {"id": "V0HOME", "type": "home"},
        "actions": [{**button, "block_id": "b", "action_ts": f"{time.time():.6f}"}],
    }


def plain_reply(text: str, thread: str, channel: str = NEWSROOM, **more: Any) -> Json:
    """Somebody writes in a thread of a channel, without naming the bot."""
    said = {"type": "message", "channel": channel, "channel_type": "channel", "text": text}
    return event({**said, "thread_ts": thread, **more})


def home_opened(user: str = REPORTER, tab: str = "home") -> Json:
    return event({"type": "app_home_opened", "user": user, "channel": DIRECT, "tab": tab})


def shortcut(callback_id: str = "look_up", user: str = REPORTER) -> Json:
    """Somebody chooses a shortcut from the menu, wherever they are."""
    return {
        "type": "shortcut",
        "callback_id": callback_id,
        "trigger_id": _trigger(),
        "user": {"id": user, "username": "reporter", "team_id": "T0"},
        "team": {"id": "T0", "domain": "newsroom"},
    }


def message_shortcut(
    slack: Slack, text: str, channel: str = NEWSROOM, thread: str | None = None
) -> Json:
    """Somebody chooses a shortcut of a colleague's message."""
    said = {"type": "message", "user": COLLEAGUE, "ts": "1640500000.000009", "text": text}
    return {
        "type": "message_action",
        "callback_id": "look_up_here",
        "trigger_id": _trigger(),
        "response_url": slack.response_url(channel),
        "user": {"id": REPORTER, "name": "reporter", "team_id": "T0"},
        "channel": {"id": channel, "name": "newsroom"},
        "team": {"id": "T0", "domain": "newsroom"},
        "message_ts": "1640500000.000009",
        "message": {**said, **({"thread_ts": thread} if thread else {})},
    }


def _in_window(view: Json, values: Json, kind: str) -> Json:
    return {
        "type": kind,
        "team": {"id": "T0", "domain": "newsroom"},
        "user": {"id": REPORTER, "username": "reporter", "team_id": "T0"},
        "api_app_id": "A1",
        "view": {**view, "state": {"values": values}},
    }


def typed(view: Json, block: Json, text: str) -> Json:
    """Somebody types into a select of a window."""
    return {
        **_in_window(view, {}, "block_suggestion"),
        "container": {"type": "view", "view_id": view["id"]},
        "action_id": block["element"]["action_id"],
        "block_id": block["block_id"],
        "value": text,
    }


def chosen(view: Json, values: Json, block: Json) -> Json:
    """Somebody chooses something in a window; ``values`` is all that is chosen in it."""
    return {
        **_in_window(view, values, "block_actions"),
        "trigger_id": _trigger(),
        "container": {"type": "view", "view_id": view["id"]},
        "actions": [
            {
                "action_id": block["element"]["action_id"],
                "block_id": block["block_id"],
                "action_ts": f"{time.time():.6f}",
            }
        ],
    }


def submitted(slack: Slack, view: Json, values: Json, channel: str | None = None) -> Json:
    """Somebody sends a window."""
    links = (
        [{"channel_id": channel, "response_url": slack.response_url(channel)}] if channel else []
    )
    return {
        **_in_window(view, values, "view_submission"),
        "trigger_id": _trigger(),
        "response_urls": links,
    }


@dataclass(frozen=True)
class Caller:
    """Slack calling the bot over HTTP, with its signature."""

    url: str
    secret: str = SECRET
    timeout: float = 10

    def __call__(self, payload: Json, *, retry: int = 0) -> tuple[int, str]:
        """Deliver a payload as Slack does, again where ``retry`` says so; HTTP status and body."""
        again = {"X_Slack_Retry_Num": str(retry), "X_Slack_Retry_Reason": "http_timeout"}
        more: Json = again if retry else {}
        if "command" in payload:
            return self.send(urlencode(payload).encode(), form=True, **more)
        if payload.get("type") != "event_callback":
            body = urlencode({"payload": json.dumps(payload)}).encode()
            return self.send(body, form=True, **more)
        return self.send(json.dumps(payload).encode(), **more)

    def send(
        self,
        body: bytes,
        *,
        form: bool = False,
        timestamp: str | None = None,
        signature: str | None = None,
        path: str = "/slack/events",
        method: str = "POST",
        **headers: str,
    ) -> tuple[int, str]:
        timestamp = str(int(time.time())) if timestamp is None else timestamp
        digest = hmac.new(self.secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}{path}",
            data=body if method == "POST" else None,
            method=method,
            headers={
                "Content-Type": kind,
                "X-Slack-Request-Timestamp": timestamp,
                "X-Slack-Signature": f"v0={digest.hexdigest()}" if signature is None else signature,
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 - likewise
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
