"""Questions that mostly have an answer: the tables' own, and names, words and periods on file.

``tests.fuzz.making`` makes the rest, which mostly have none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from tests.digits.filed import Filed
from tests.fuzz.making import TESTS, Seeds, threads

__all__ = ["mixed", "plain", "tabled"]

PATTERNS = (
    "{name} {period}", "{name} {cue}", "{name} {cue} {period}", "{cue} {name} {period}",
    "{name} {period} vs {period}", "{name} vs {name} {period}", "{name}, {name} {period}",
    "share of {name} in {name} {period}", "{name} as a share of {name} {period}",
    "{name} {period} in dollars", "{name} from {period} to {period}", "{name} {cue} {cue}",
    "highest {name}", "lowest {name} since {period}", "was {period} a record for {name}",
    "top 5 {name} {period}", "rank of {name} {period}", "{name} by month {year}",
    "average {name} {year}", "{name} past {number} months", "everything on {name} {year}",
    "how many times has {name} risen", "{name} per {name} {period}", "{name} trend",
    "best month for {name}", "worst {name} since {period}", "largest deficit {name}",
    "smallest surplus {name}", "smallest deficit {name} {year}", "biggest surplus {name} {year}",
    "was {period} the lowest November for {name}", "was {period} the largest deficit for {name}",
    "second largest {name} {period}", "smallest {name} by region {period}", "number 3 {name}",
    "has {name} ever fallen", "how many months has {name} fallen", "highest growth of {name}",
    "did {name} hit 20bn", "{name} as of {period}-15", "{name} this year", "{name} {period} in yuan",
    "which is higher, {name} or {name}", "was {period} a record low for {name} since {period}",
    "lowest of {name} in {period} and {period}", "{name} {period} per head", "everything on {name}",
    "change in {name} share of {name} {period}", "highest month of {year} for {name}",
    "contribution of {name} to {name} growth {period}", "{name} excluding {name} {period}",
    "average annual growth of {name} {year} to {year}", "highest and lowest month of {year} {name}",
    "what does {name} need to equal {year}", "is {name} {period} twice {period}",
)  # fmt: skip


def mixed(seed: int, count: int, given: Seeds, filed: Filed) -> Iterator[tuple[str, ...]]:
    """So many threads: a third of the tables, a third plain, a third made or mutated at random."""
    third = count // 3
    tables = list(tabled())
    yield from random.Random(seed).choices(tables, k=third)  # noqa: S311 - not for secrets
    yield from plain(seed, third, given, filed)
    yield from threads(seed, count - 2 * third, given)


def tabled() -> Iterator[tuple[str, ...]]:
    """Every thread of the question tables, and each of its beginnings."""
    for path in sorted((TESTS / "questions").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            turns = json.loads(line)["turns"]
            yield from (tuple(turns[: n + 1]) for n in range(len(turns)))


def plain(seed: int, count: int, given: Seeds, filed: Filed) -> Iterator[tuple[str, ...]]:
    """So many questions in names of what is held, of periods that something is held of."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    periods = sorted({(one.code, one.ytd) for one in filed.statements if "/" not in one.code})
    for _ in range(count):
        yield tuple(_text(chance, given, periods) for _ in range(1 if chance.random() < 0.8 else 2))


def _text(chance: random.Random, given: Seeds, periods: list[tuple[str, bool]]) -> str:
    text = chance.choice(PATTERNS)
    while "{" in text:
        code, ytd = chance.choice(periods)
        text = text.replace("{period}", f"Jan to {code}" if ytd else code, 1)
        text = text.replace("{year}", chance.choice(periods)[0][:4], 1)
        text = text.replace("{name}", chance.choice(given.held), 1)
        text = text.replace("{cue}", chance.choice(given.cues), 1)
        text = text.replace("{number}", str(chance.randint(2, 60)), 1)
    return text
