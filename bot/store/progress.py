"""How far long work has come, told to whoever wants to show it.

The store knows no bar: it is given a function and calls it now and then. Reading files is
counted in bytes, where each is opened, so that what reads their rows need not know of it.

    with told(progress, "Reading", total):
        with opened(file) as stream: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

__all__ = ["Progress", "opened", "told"]

Progress = Callable[[str, int, int], None]
"""Takes what is under way, how much of it is done, and of how much; 0 of 0 where that cannot
be known."""

_BUFFER = 1 << 17
"""Bytes read of a file at a time, and so between two calls."""


class _Count:
    """Bytes read so far of the files that are to be read."""

    def __init__(self, progress: Progress, doing: str, total: int) -> None:
        self._progress, self._doing, self._total = progress, doing, total
        self._done = 0

    def add(self, size: int) -> None:
        self._done += size
        # A file may be looked at twice, and grow meanwhile.
        self._progress(self._doing, min(self._done, self._total), self._total)


_count: ContextVar[_Count | None] = ContextVar("count", default=None)


@contextmanager
def told(progress: Progress | None, doing: str, total: int) -> Iterator[None]:
    """Within this, what is read of files by ``opened`` is told, of ``total`` bytes in all."""
    if progress is None:
        yield
        return
    progress(doing, 0, total)
    before = _count.set(_Count(progress, doing, total))
    try:
        yield
    finally:
        _count.reset(before)


class _Counted(FileIO):
    """A file whose bytes are counted as they are read."""

    def __init__(self, file: Path, count: _Count) -> None:
        super().__init__(file)
        self._count = count

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        read = super().readinto(buffer) or 0
        self._count.add(read)
        return read


def opened(file: Path) -> BinaryIO:
    """The bytes of a file, counted where somebody wants to know."""
    count = _count.get()
    if count is None:
        return file.open("rb")
    return BufferedReader(_Counted(file, count), _BUFFER)
