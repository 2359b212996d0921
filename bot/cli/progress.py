"""A bar for long work, on standard error, where a person looks at it; else nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Never

if TYPE_CHECKING:
    from bot.store.progress import Progress

__all__ = ["bar"]


@contextmanager
def bar(unit: str, *, silent: bool = False) -> Iterator[Progress | None]:
    """What to tell of progress, counted in ``unit``; None where nobody looks at a terminal.

    Bytes ("B") are shown as kB and MB. The bar goes when the work ends.
    """
    if silent or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    shown: tqdm[Never] = tqdm(
        total=0,
        unit=unit,
        unit_scale=True,
        leave=False,
        file=sys.stderr,
        dynamic_ncols=True,
    )

    def tell(doing: str, done: int, total: int) -> None:
        if (doing, total) != (shown.desc.removesuffix(": "), shown.total):
            shown.set_description(doing, refresh=False)
            shown.bar_format = None if total else "{desc}{elapsed}"
            shown.reset(total=total)
        shown.update(done - shown.n)

    try:
        yield tell
    finally:
        shown.close()
