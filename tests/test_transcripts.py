"""Transcripts: what a reporter typed and the whole reply, in files an editor can read.

A file holds threads, divided by lines of "=". In a thread each turn opens with
"> " and the reply stands below it. To take over changed replies after reading
every one of them: ``FIGURES_UPDATE=1 pytest tests/test_transcripts.py``.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk

FOLDER = Path(__file__).parent / "transcripts"
RULE = "=" * 72


def threads(path: Path) -> list[list[str]]:
    """The turns of each thread in a file."""
    return [
        [line[2:] for line in part.splitlines() if line.startswith("> ")]
        for part in path.read_text(encoding="utf-8").split(RULE)
    ]


def replay(desk: Desk, turns: list[str]) -> str:
    """The thread with its replies, as the file writes it."""
    said = []
    for place, turn in enumerate(turns):
        reply = desk.ask(turn, earlier=turns[:place])
        said.append(f"> {turn}\n\n{reply.text}\n")
    return "\n".join(said)


@pytest.mark.parametrize("name", sorted(p.name for p in FOLDER.glob("*.txt")))
def test_transcript(name: str, databases: dict[str, Path]) -> None:
    path = FOLDER / name
    database = databases["later" if "later" in name else "default"]
    desk = Desk(database, today=lambda: date(2026, 1, 2))
    replies = f"\n{RULE}\n\n".join(replay(desk, turns) for turns in threads(path))
    if os.environ.get("FIGURES_UPDATE"):
        path.write_text(replies, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == replies
