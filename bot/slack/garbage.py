"""Short pauses: what Python's collector of garbage looks through while a reply waits.

A full collection looks at everything that is alive, which with all that a bot remembers takes
50 ms and more. So what has survived one is set aside (``gc.freeze``) and only looked at again
once a day; until then it is freed as ever when nothing refers to it, but for cycles. And there
is one after every other collection of what is younger, not after ten of them: each then has
little to look through.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

__all__ = ["short_pauses"]

DAY = 24 * 60 * 60.0
"""Seconds."""

_OLDEST = 2
"""The generation that a full collection is of."""

_YOUNGER = 2
"""Collections of the generation before it that there are between two of them."""


@contextmanager
def short_pauses(clock: Callable[[], float] = monotonic) -> Iterator[None]:
    """Keep full collections short while this lasts. ``clock`` tells seconds."""
    last = clock()

    def looked_through(phase: str, told: dict[str, int]) -> None:
        nonlocal last
        if told["generation"] < _OLDEST:
            return
        if phase == "start" and clock() - last > DAY:
            last = clock()
            gc.unfreeze()
        elif phase == "stop":
            gc.freeze()

    before = youngest, younger, _ = gc.get_threshold()
    gc.set_threshold(youngest, younger, _YOUNGER)
    gc.freeze()
    gc.callbacks.append(looked_through)
    try:
        yield
    finally:
        gc.callbacks.remove(looked_through)
        gc.set_threshold(*before)
        gc.unfreeze()
