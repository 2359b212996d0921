"""Asking made-up threads, and what must hold of every reply.

Time is that of the processor for one ask (reading the thread anew, answering,
writing the reply with its blocks), as other work on the machine says nothing of
the desk. A reply must say something, and be a message that Slack takes.
"""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.answers.answer import Status
from bot.desk import Desk
from bot.language.ordinary import ordinary
from bot.reply.check import problems
from bot.slack.garbage import short_pauses

__all__ = ["LIMIT", "Run", "ask_all"]

LIMIT = 0.050
"""Seconds of processor time that no question may take."""


@dataclass
class Run:
    """What came of some threads."""

    ended: Counter[str] = field(default_factory=Counter)
    spent: list[float] = field(default_factory=list)  # seconds, one for each ask
    slow: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, other: Run) -> None:
        self.ended += other.ended
        self.spent += other.spent
        self.slow += other.slow
        self.faults += other.faults

    def table(self) -> str:
        """How the questions ended, and the time they took."""
        spent = sorted(self.spent)
        lines = [f"{'questions':<22}{len(spent):>12,}"]
        lines += [f"  {name:<20}{count:>12,}" for name, count in sorted(self.ended.items())]
        for name, part in (("median", 0.5), ("99th percentile", 0.99), ("slowest", 1.0)):
            place = min(len(spent) - 1, int(len(spent) * part))
            lines.append(f"{name:<22}{spent[place] * 1000:>9.1f} ms")
        lines.append(f"{'over 50 ms':<22}{len(self.slow):>12,}")
        lines.append(f"{'exceptions and faults':<22}{len(self.faults):>12,}")
        return "\n".join(lines)

    def examples(self, most: int = 10) -> str:
        """The worst of it: what was asked, and what came of it."""
        slow = sorted(self.slow, reverse=True)[:most]
        shown = [f"{spent * 1000:.0f} ms: {turns!r}" for spent, turns in slow]
        return "\n".join([*shown, *(f"{turns!r}\n{fault}" for fault, turns in self.faults[:most])])


def ask_all(database: Path, asked: Iterable[tuple[str, ...]]) -> Run:
    """Ask the last turn of each thread; the first ask, which warms up, is not counted."""
    desk = Desk(database)
    desk.ask("help")
    ordinary()
    run = Run()
    with short_pauses():  # as in the bot
        for turns in asked:
            _ask(desk, turns, run)
    return run


def _ask(desk: Desk, turns: tuple[str, ...], run: Run) -> None:
    *earlier, last = turns
    started = time.thread_time()
    try:
        reply = desk.ask(last, earlier=earlier)
    except Exception:
        run.faults.append((traceback.format_exc(), turns))
        return
    spent = time.thread_time() - started
    run.spent.append(spent)
    run.ended[reply.status] += 1
    if spent > LIMIT:
        run.slow.append((spent, turns))
    found = problems({"text": reply.message_text, "blocks": reply.blocks})
    if found or not reply.text.strip() or reply.status not in set(Status):
        run.faults.append((f"{reply.status}: {reply.text}\n{found}", turns))
