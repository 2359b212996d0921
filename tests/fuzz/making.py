"""Threads of questions made up from a seed: the same seed gives the same threads.

Three kinds, mixed: *grammar*, put together from names on file, words of asking
and periods; *mutated*, questions of the tables under ``tests/`` with letters,
words and whole halves changed; *random*, any characters Unicode has.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import string
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.language.lexicon import CUES

_HELD = """
SELECT DISTINCT phrase FROM names, series
WHERE means LIKE '%=' || series.ref_area OR means LIKE '%=' || series.counterpart_area
  OR means LIKE '%INDICATOR=' || series.indicator || '%' OR means = 'PRODUCT=' || series.product
ORDER BY 1
"""

__all__ = ["Seeds", "seeds", "threads"]

TESTS = Path(__file__).parents[1]

PATTERNS = (
    "{name} {period}", "{period} {name}", "{name}", "{cue} {name} {period}", "{name} {cue}",
    "{name} {name} {period}", "{name} vs {name} {period}", "{name} {period} vs {period}",
    "{cue} {cue} {name} {name}", "share of {name} in {name} {period}", "{name} per {name}",
    "what was {name} with {name} in {period}", "and {name}?", "{period}?", "{cue}?",
    "{name}, {name} and {name} {period}", "{name} as a share of {name} {cue} {period}",
    "top {number} {name} {period}", "{cue} {name} since {period}", "{number} {name} {number}",
    "{name} excluding {name} {period}", "{name} outside {name} {cue} {period}", "the rest of {name}",
    "{name} between {period} and {period}", "{cue} {period} {name} {cue} {period} {name}",
)  # fmt: skip
PERIODS = (
    "{month}", "{month} {year}", "Q{quarter}", "Q{quarter} {year}", "H1 {year}", "{year}", "ytd",
    "jan-{month} {year}", "last year", "last month", "latest", "past {number} months",
    "since {year}", "{year} to {year}", "week {number}", "{number} {month} {year}", "a year ago",
    "{month} to {month}", "{month}-{month} {year}", "first {number} months of {year}",
    "1-{number}月", "{year}年{number}月", "{number}M{year}", "{year}-{number}-{number}",
    "last {number} years", "{number} months to {month} {year}", "year to {month}", "fy{year}",
)  # fmt: skip
MONTHS = [
    "jan",
    "feb",
    "mar",
    "april",
    "may",
    "june",
    "jul",
    "august",
    "sept",
    "oct",
    "nov",
    "december",
]
JUNK = (
    "<@U012AB3CD>",
    "&amp;",
    ":fire:",
    "’",
    "–",
    "—",
    "…",
    "?",
    "??",
    "!!",
    "(",
    ")",
    "/",
    ",",
    ".",
    ";",
    "'",
    '"',
    "\xa0",
    "\u200b",
    "*",
    "_",
    "~",
    "\n",
    "<!here>",
    "%",
    "$",
    "€",
    "£",
    "+",
    "-",
    "=",
    "0",
    "11,156",
    "😀",
    "é",
    "½",
    "²",
    "ß",
    "İ",
)


@dataclass(frozen=True)
class Seeds:
    """What threads are made from."""

    names: tuple[str, ...]
    held: tuple[str, ...]  # of those, the names of what there are figures of
    cues: tuple[str, ...]
    questions: tuple[str, ...]


def seeds(database: Path) -> Seeds:
    """Names as the database has them, the desk's own words, and every question of the tests."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as file:
        names = tuple(name for (name,) in file.execute("SELECT phrase FROM names ORDER BY 1"))
        held = tuple(name for (name,) in file.execute(_HELD))
    questions = []
    for path in sorted((TESTS / "questions").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            questions += json.loads(line)["turns"]
    periods = (TESTS / "language" / "periods.tsv").read_text(encoding="utf-8")
    questions += [
        re.sub(r"[\[\]]", "", line.split("\t")[0])
        for line in periods.splitlines()
        if line and not line.startswith("#")
    ]
    return Seeds(names, held, tuple(sorted(CUES)), tuple(questions))


def threads(seed: int, count: int, given: Seeds) -> Iterator[tuple[str, ...]]:
    """So many threads, of one turn mostly; the last turn is the one asked."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(count):
        turns = 1 if chance.random() < 0.75 else chance.randint(2, 4)
        yield tuple(_text(chance, given) for _ in range(turns))


def _text(chance: random.Random, given: Seeds) -> str:
    kind = chance.random()
    if kind < 0.45:
        return _grammar(chance, given)
    if kind < 0.9:
        return _mutated(chance, given)
    return _random(chance)


def _grammar(chance: random.Random, given: Seeds) -> str:
    def filled(part: re.Match[str]) -> str:
        match part[1]:
            case "name":
                return chance.choice(given.held if chance.random() < 0.8 else given.names)
            case "cue":
                return chance.choice(given.cues)
            case "period":
                return re.sub(r"\{(\w+)\}", filled, chance.choice(PERIODS))
            case "month":
                return chance.choice(MONTHS)
            case "year":
                return str(chance.randint(2010, 2026))
            case "quarter":
                return str(chance.randint(1, 4))
            case _:
                return str(chance.randint(0, 40))

    text = re.sub(r"\{(\w+)\}", filled, chance.choice(PATTERNS))
    return _slipped(chance, text) if chance.random() < 0.2 else text


def _mutated(chance: random.Random, given: Seeds) -> str:
    text = chance.choice(given.questions)
    for _ in range(chance.randint(1, 5)):
        match chance.randrange(6):
            case 0 | 1:
                text = _slipped(chance, text)
            case 2:
                words = text.split(" ")
                chance.shuffle(words)
                text = " ".join(words)
            case 3:
                other = chance.choice(given.questions)
                text = (
                    text[: chance.randint(0, len(text))]
                    + " "
                    + other[chance.randint(0, len(other)) :]
                )
            case 4:
                place = chance.randint(0, len(text))
                text = text[:place] + chance.choice(JUNK) + text[place:]
            case _:
                text = f"{chance.choice(given.cues)} {text} {chance.choice(given.names)}"
    return text


def _slipped(chance: random.Random, text: str) -> str:
    """One slip of the finger: a letter gone, doubled, swapped with the next, or another."""
    if len(text) < 2:
        return text + chance.choice(string.ascii_letters)
    at = chance.randrange(len(text) - 1)
    here, there = text[at], text[at + 1]
    changed = (here * 2 + there, there, there + here, chance.choice(string.printable) + there)
    return text[:at] + chance.choice(changed) + text[at + 2 :]


def _random(chance: random.Random) -> str:
    length = chance.choice((0, 1, 3, 10, 60, 300, 520))
    if chance.random() < 0.3:
        return "".join(chance.choice(JUNK) for _ in range(length))
    # Surrogates are no characters: they cannot reach the desk, as text arrives as UTF-8.
    places: Sequence[int] = [
        p
        for p in (chance.randrange(sys.maxunicode) for _ in range(length))
        if not 0xD800 <= p < 0xE000
    ]
    return "".join(map(chr, places))
