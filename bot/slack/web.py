"""The app over HTTP, as WSGI.

    POST /slack/events   what Slack sends: commands, events, presses
    GET  /health         for whoever watches the host: 200 where the figures can be read and
                         the bot's memory written, else 503, and a line of JSON that says which

The signature is checked over the bytes as they came, before anything of them is
parsed or logged; Bolt, whose own check trips over a timestamp that is no number,
checks it again behind this one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot import __version__
from bot.slack.logs import desk_log, fault, line
from bot.slack.manifest import EVENTS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

__all__ = ["HEALTH", "LARGEST_BODY", "SlackSite"]

HEALTH = "/health"

LARGEST_BODY = 1024 * 1024
"""Bytes. Slack's largest payload, a press in a message of fifty blocks, is well below."""

LATEST = 300
"""Seconds that a request's time may be from ours, as Slack advises and slack_sdk checks."""

Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]


class SlackSite:
    """A WSGI application over a Bolt app. ``secret`` is the app's signing secret.

    ``health`` says of each part of the bot whether it works.
    """

    def __init__(self, app: App, secret: str, health: Callable[[], Mapping[str, bool]]) -> None:
        self._app = app
        self._health = health
        self._verifier = SignatureVerifier(secret)
        self._routes: dict[str, dict[str, Callable[[WSGIEnvironment], Answer]]] = {
            EVENTS: {"POST": self._events},
            HEALTH: {"GET": self._well, "HEAD": self._well},
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request. Whatever happens is an answer; nothing is raised."""
        try:
            status, headers, body = self._answer(environ)
        except Exception as error:
            desk_log.error(line("request_failed", **fault(error)))
            status, headers, body = _plain(HTTPStatus.INTERNAL_SERVER_ERROR)
        headers = [*headers, ("Content-Length", str(len(body)))]
        start_response(f"{status.value} {status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        methods = self._routes.get(environ.get("PATH_INFO", ""))
        if methods is None:
            return _plain(HTTPStatus.NOT_FOUND)
        route = methods.get(environ["REQUEST_METHOD"])
        if route is None:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(methods)))
        return route(environ)

    def _events(self, environ: WSGIEnvironment) -> Answer:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size > LARGEST_BODY:
            return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = environ["wsgi.input"].read(size)
        if not self._is_slacks(environ, body):
            desk_log.warning(line("signature_refused", because=_because(environ)))
            return _plain(HTTPStatus.UNAUTHORIZED)
        try:
            request = BoltRequest(
                body=body.decode(),
                query=environ.get("QUERY_STRING", ""),
                headers=_headers(environ),
            )
        except (ValueError, TypeError, AttributeError):  # JSON that is none, or no object
            return _plain(HTTPStatus.BAD_REQUEST)
        answer = self._app.dispatch(request)
        headers = [(name, value) for name, values in answer.headers.items() for value in values]
        return HTTPStatus(answer.status), headers, answer.body.encode()

    def _well(self, _environ: WSGIEnvironment) -> Answer:
        parts = self._health()
        well = all(parts.values())
        told = {name: "ok" if works else "failing" for name, works in parts.items()}
        body = json.dumps({"status": "ok" if well else "failing", "version": __version__, **told})
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        return status, [("Content-Type", "application/json")], body.encode()

    def _is_slacks(self, environ: WSGIEnvironment, body: bytes) -> bool:
        try:
            return self._verifier.is_valid(
                body,
                environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP"),
                environ.get("HTTP_X_SLACK_SIGNATURE"),
            )
        except (ValueError, TypeError):  # a timestamp or signature that can be none
            return False


def _because(environ: WSGIEnvironment) -> str:
    """Whether it may be for the clock, this machine's or another's, that a signature is refused."""
    sent = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    off = sent.isdecimal() and abs(time.time() - int(sent)) > LATEST
    return "clock" if off else "signature"


def _plain(status: HTTPStatus, *headers: tuple[str, str]) -> Answer:
    text = [("Content-Type", "text/plain; charset=utf-8")]
    return status, [*text, *headers], status.phrase.encode()


def _headers(environ: WSGIEnvironment) -> dict[str, str | Sequence[str]]:
    named: dict[str, str | Sequence[str]] = {"content-type": environ.get("CONTENT_TYPE", "")}
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            named[key.removeprefix("HTTP_").replace("_", "-").lower()] = value
    return named
