"""What the log says: one line an event, as ``key=value``, and never a secret.

Convention: no text of a message, no token, no ``response_url``. So the libraries
underneath speak only from WARNING up (below that Bolt and slack_sdk write whole
payloads), a fault is told by its kind and the lines it passed through rather
than by its message, and what still looks like a secret is blotted out on the way.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO

from slack_sdk.errors import SlackApiError

from bot.store.faults import StoreFault

__all__ = ["Blot", "blotted", "desk_log", "fault", "library_log", "line", "log_to", "muted"]

_SECRETS = re.compile(
    r"(?i)"
    r"(?P<token>\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-)[\w.%-]+"
    r"|(?P<hook>hooks\.slack\.com/)[^\s'\"<>\\]+"
    r"|(?P<ticket>[?&]ticket=)[^\s&'\"<>\\]+"
)
_FRAMES = 6
_LIBRARIES = ("slack_bolt", "slack_sdk", "waitress", "urllib3", "concurrent.futures")

desk_log = logging.getLogger("bot.slack")


class Blot(logging.Filter):
    """Blots secrets out of a record: its message, its arguments and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = blotted(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            record.exc_info = None
        if record.exc_text:
            record.exc_text = blotted(record.exc_text)
        return True


def blotted(text: str) -> str:
    """The text with every token, hook address and connection ticket blotted out."""
    return _SECRETS.sub(lambda found: f"{found[found.lastgroup or 0]}[secret]", text)


def log_to(stream: IO[str] = sys.stderr, level: str = "INFO") -> None:
    """Send the log of the whole process to the stream; ``level`` is the desk's own."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        logging.Formatter("time=%(asctime)s level=%(levelname)s logger=%(name)s %(message)s")
    )
    handler.addFilter(Blot())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(level)
    for name in _LIBRARIES:
        library_log(name)
    # How many requests wait in line is no warning: every one is acknowledged in turn.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def library_log(name: str) -> logging.Logger:
    """A library's logger at WARNING. Bolt and slack_sdk read a logger's own level, so it is set."""
    log = logging.getLogger(name)
    log.setLevel(logging.WARNING)
    return log


@contextmanager
def muted(name: str) -> Iterator[None]:
    """A library says nothing meanwhile."""

    def nothing(_: logging.LogRecord) -> bool:
        return False

    log = logging.getLogger(name)
    log.addFilter(nothing)
    try:
        yield
    finally:
        log.removeFilter(nothing)


def line(event: str, **values: object) -> str:
    """One event as ``event=… key=value …``; a value with spaces stands in quotes."""
    pairs = {"event": event, **values}
    return " ".join(f"{key}={_value(value)}" for key, value in pairs.items() if value is not None)


def fault(error: BaseException) -> dict[str, str]:
    """What may be logged of a fault: its kind and where it passed, innermost last.

    Its message only where that cannot hold what a user typed: Slack's error code,
    and what the system, SQLite and the store say.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " > ".join(f"{PurePath(f.filename).name}:{f.lineno}" for f in frames)
    told = {"fault": type(error).__name__, "where": where}
    if isinstance(error, SlackApiError):
        told["slack"] = str(error.response.get("error"))
    elif isinstance(error, OSError | sqlite3.Error | StoreFault):
        told["because"] = str(error)
    return told


def _value(value: object) -> str:
    text = str(value).replace("\n", " ")
    return text if text and not re.search(r'[\s"=]', text) else '"' + text.replace('"', "'") + '"'
