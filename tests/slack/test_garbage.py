"""The bot's pauses for garbage stay short, and yet nothing piles up over the days."""

from __future__ import annotations

import gc
import time
import weakref

from bot.slack.garbage import DAY, short_pauses


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


def test_afterwards_it_is_as_before() -> None:
    with short_pauses():
        pass
    assert gc.get_freeze_count() == 0
