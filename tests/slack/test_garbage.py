"""The bot's pauses for garbage stay short, and yet nothing piles up over the days."""

from __future__ import annotations

import gc
import sys
import time
import weakref

import pytest

from bot.slack.garbage import DAY, short_pauses

OLDEST = 2


class Cycle:
    """What only a collection can free."""

    def __init__(self) -> None:
        self.itself = self


def pause() -> float:
    started = time.thread_time()
    gc.collect()
    return time.thread_time() - started


def test_what_is_remembered_makes_no_pause_longer() -> None:
    remembered = [[number] for number in range(400_000)]
    before = pause()
    with short_pauses():
        assert pause() < before / 4
    assert len(remembered) == 400_000


def test_cycles_of_what_lived_long_are_freed_once_a_day() -> None:
    now = 0.0
    with short_pauses(lambda: now):
        cycle = Cycle()
        gone = weakref.ref(cycle)
        gc.collect()
        del cycle
        gc.collect()
        assert gone() is not None, "it was not set aside: collections look at everything"
        now += DAY + 1
        gc.collect()
        assert gone() is None


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python collects little by little")
def test_no_pause_is_long_while_much_is_made_that_lives() -> None:
    pauses: list[float] = []
    began = 0.0

    def timed(phase: str, told: dict[str, int]) -> None:
        nonlocal began
        if phase == "start":
            began = time.thread_time()
        elif told["generation"] == OLDEST:
            pauses.append(time.thread_time() - began)

    with short_pauses():
        gc.callbacks.append(timed)
        remembered = [[number] for number in range(400_000)]
        gc.callbacks.remove(timed)
    whole = pause()  # looks at all of them
    assert len(remembered) == 400_000
    assert len(pauses) > 10, "each full collection has much to look through"
    assert max(pauses) < whole / 4


def test_afterwards_it_is_as_before() -> None:
    thresholds = gc.get_threshold()
    with short_pauses():
        pass
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == thresholds
