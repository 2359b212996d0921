"""Which choice is the newest of each window, where several are made in quick succession.

A choice is answered with the window anew, which Slack takes only where the window is still
as it was when the choice was made. So of two choices made before the first is answered,
the second would be refused, and the window would stand as of the first. With this the
newest is put in its place all the same, and none that is older.

A process knows the choices that came to it. Two in one window that come to two processes
within a moment may end as if the first were the newest; what is sent is shown before all
the same.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

__all__ = ["Choices"]

MOST = 500
"""Windows that are remembered: far more than are open at once."""


class Choices:
    """When the newest choice of each window was made. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest: OrderedDict[str, float] = OrderedDict()

    def note(self, window: str, at: float) -> None:
        """A choice was made in a window; ``at`` is when, by Slack's clock."""
        with self._lock:
            self._newest[window] = max(at, self._newest.get(window, at))
            self._newest.move_to_end(window)
            while len(self._newest) > MOST:
                self._newest.popitem(last=False)

    def is_newest(self, window: str, at: float) -> bool:
        """Whether no later one is known."""
        with self._lock:
            return self._newest.get(window, at) <= at
