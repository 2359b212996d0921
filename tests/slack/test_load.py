"""Everybody asks at once, as when the figures come out.

The bot is a process of its own here, as it would be: what delivers and what takes the
replies compute in this one. An acknowledgement is timed from before the connection is made,
or the envelope sent, until it is there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.processes import Process, starter
from tests.support.slack import Caller, Json, Slack, command, direct, mention

ASKERS = 200
PROMPT = 1.0  # seconds

Ask = Callable[[Slack], Json]
KINDS: tuple[Ask, ...] = (
    lambda slack: command(slack, "Xinjiang trade Nov"),
    lambda _slack: mention("Xinjiang trade Nov"),
    lambda _slack: direct("Xinjiang trade Nov"),
)


def over_http(bot: Process, slack: Slack) -> Callable[[Json], float]:
    caller = Caller(bot.url)

    def deliver(payload: Json) -> float:
        started = time.monotonic()
        assert caller(payload) == (200, "")
        return time.monotonic() - started

    return deliver


def over_socket(bot: Process, slack: Slack) -> Callable[[Json], float]:
    def deliver(payload: Json) -> float:
        kind = "slash_commands" if "command" in payload else "events_api"
        took = slack.offer(kind, payload, seconds=10)
        assert took is not None, "an envelope was never acknowledged"
        return took

    return deliver


@pytest.mark.parametrize(("mode", "way"), [("http", over_http), ("socket", over_socket)])
def test_two_hundred_at_once_are_acknowledged_within_a_second_and_answered(
    mode: str,
    way: Callable[[Process, Slack], Callable[[Json], float]],
    slack: Slack,
    databases: dict[str, Path],
    tmp_path: Path,
) -> None:
    slowest: list[float] = []
    with starter(mode, slack, databases["default"], tmp_path) as start:
        deliver = way(start().ready(), slack)
        # What else this machine has to do is not the bot's: the best of three tries counts.
        while not slowest or (min(slowest) >= PROMPT and len(slowest) < 3):
            slowest.append(_ask_at_once(slack, deliver))
    assert min(slowest) < PROMPT, f"the slowest acknowledgements took {slowest} s"


def _ask_at_once(slack: Slack, deliver: Callable[[Json], float]) -> float:
    """Seconds of the slowest acknowledgement; every question has its one answer."""
    together = threading.Barrier(ASKERS)
    before = len(slack.messages)
    payloads = [KINDS[number % len(KINDS)](slack) for number in range(ASKERS)]

    def ask(payload: Json) -> float:
        together.wait()
        return deliver(payload)

    with ThreadPoolExecutor(ASKERS) as askers:
        took = list(askers.map(ask, payloads))
    slack.wait(before + ASKERS, seconds=60)
    replies = slack.settle()[before:]
    assert len(replies) == ASKERS, "one question, one reply"
    assert all("16.03 billion yuan" in reply.text for reply in replies)
    return max(took)
