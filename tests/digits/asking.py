"""Made-up questions asked as ``figures ask --json`` asks them, and what came of them."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.desk import Desk
from bot.reply.style import STYLES
from tests.digits.account import Account, Reply
from tests.digits.filed import Filed

__all__ = ["Asked", "Run", "ask_all", "on_days"]


@dataclass(frozen=True)
class Asked:
    """A thread, asked in a house style, as on a day or as on today."""

    turns: tuple[str, ...]
    style: str
    as_of: date | None

    def __str__(self) -> str:
        day = f" as of {self.as_of}" if self.as_of else ""
        return f"{self.turns!r} in {self.style}{day}"


@dataclass
class Run:
    """What came of some threads."""

    asked: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[Asked, str, list[str]]] = field(default_factory=list)

    def add(self, other: Run) -> None:
        self.asked += other.asked
        self.ended += other.ended
        self.seen += other.seen
        self.faults += other.faults

    def table(self) -> str:
        """How the questions ended, and what was found in the replies."""
        lines = [f"{'questions':<32}{self.asked:>12,}"]
        for counts in (self.ended, self.seen):
            lines += [f"  {name:<30}{count:>12,}" for name, count in sorted(counts.items())]
        lines.append(f"{'replies with a fault':<32}{len(self.faults):>12,}")
        return "\n".join(lines)

    def examples(self, most: int = 10) -> str:
        """The first of the faults: what was asked, what was said, and what is wrong with it."""
        return "\n\n".join(
            "\n".join([f"asked {asked}", text, *(f"  FAULT {fault}" for fault in faults)])
            for asked, text, faults in self.faults[:most]
        )


def on_days(seed: int, threads: Iterable[tuple[str, ...]], filed: Filed) -> Iterator[Asked]:
    """The threads as they are asked: of four one in the other style, of five one as on a past day."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    days = sorted({one.published for one in filed.statements})
    for turns in threads:
        style = "ap" if chance.random() < 0.25 else "ons"
        past = chance.choice(days) + timedelta(days=chance.randint(-1, 40))
        yield Asked(turns, style, past if chance.random() < 0.2 else None)


def ask_all(filed: Filed, threads: Iterable[Asked]) -> Run:
    """Ask the last turn of each, and account for every digit of what is said."""
    desks = {name: Desk(filed.database, style) for name, style in STYLES.items()}
    run = Run()
    for asked in threads:
        *earlier, last = asked.turns
        said = desks[asked.style].ask(last, earlier=earlier, as_of=asked.as_of)
        as_json = json.loads(json.dumps(said.contract, ensure_ascii=False))
        found = Account(Reply(asked.turns, as_json, said.blocks), filed)
        run.asked += 1
        run.ended[as_json["status"]] += 1
        run.seen += found.seen
        if found.faults:
            run.faults.append((asked, as_json["text"], found.faults))
    return run
