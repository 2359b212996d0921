"""Everybody asks at once, as when the figures come out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.slack.conftest import Bot
from tests.support.slack import command, direct, mention

ASKERS = 50


def test_fifty_questions_at_once_are_acknowledged_within_a_second_and_answered(bot: Bot) -> None:
    kinds = (
        lambda: command(bot.slack, "Xinjiang trade Nov"),
        lambda: mention("Xinjiang trade Nov"),
        lambda: direct("Xinjiang trade Nov"),
    )
    payloads = [kinds[number % 3]() for number in range(ASKERS)]
    with ThreadPoolExecutor(ASKERS) as askers:
        took = list(askers.map(bot.deliver, payloads))
    assert max(took) < 1, f"the slowest acknowledgement took {max(took):.2f} s"
    replies = bot.slack.wait(ASKERS, seconds=60)
    assert len(bot.slack.settle()) == ASKERS
    assert all("16.03 billion yuan" in reply.text for reply in replies)
