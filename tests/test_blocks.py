"""What Slack gets for the main replies, as JSON that can be pasted into Block Kit Builder.

To take over changed blocks after looking at every one of them:
``FIGURES_UPDATE=1 pytest tests/test_blocks.py``.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.check import problems

FOLDER = Path(__file__).parent / "blocks"

REPLIES = {
    "level": "Xinjiang trade Nov",
    "cumulative": "freight trains YTD",
    "computed": "Xinjiang trade Oct 2021",
    "growth": "how much did exports to the EU grow",
    "cautions": "EU trade YTD",
    "several": "exports, imports and balance China Nov 2011",
    "trend": "Xinjiang trade past 6 months",
    "record": "was November 2021 a record",
    "claims": "why did Xinjiang trade grow",
    "refused": "EU share of Xinjiang trade",
    "not-held": "freight trains Nov",
    "unknown": "trade in widgets",
    "help": "help",
}


@pytest.mark.parametrize("name", sorted(REPLIES))
def test_blocks(name: str, databases: dict[str, Path]) -> None:
    reply = Desk(databases["default"], today=lambda: date(2026, 1, 2)).ask(REPLIES[name])
    payload = {"text": reply.message_text, "blocks": reply.blocks}
    assert problems(payload) == [], "Slack would refuse this message"
    path = FOLDER / f"{name}.json"
    if os.environ.get("FIGURES_UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(payload, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == payload
