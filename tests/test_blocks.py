"""What Slack gets for the main replies, as JSON that can be pasted into Block Kit Builder.

To take over changed blocks after looking at every one of them:
``FIGURES_UPDATE=1 pytest tests/test_blocks.py``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.check import problems
from tests.support.snapshots import BLOCKS, same, same_json

INVENTED = {
    "trend-chart": "exports trend",
    "flows-chart": "exports vs imports each month of 2021",
    "ranking": "which partner did we sell most to in 2021",
    "regions": "births in every region 2021",
}
"""Of the invented country, which has series long enough for a chart."""

ATTACHED = {
    "level": "Xinjiang trade Nov",
    "trend": "Xinjiang trade past 6 months",
}
"""What the buttons below a reply give, beside its blocks."""

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


@pytest.mark.parametrize("name", sorted({**REPLIES, **INVENTED}))
def test_blocks(name: str, databases: dict[str, Path]) -> None:
    database = databases["invented" if name in INVENTED else "default"]
    desk = Desk(database, today=lambda: date(2026, 1, 2))
    reply = desk.ask({**REPLIES, **INVENTED}[name])
    payload = {"text": reply.message_text, "blocks": reply.blocks}
    assert problems(payload) == [], "Slack would refuse this message"
    same_json(BLOCKS / f"{name}.json", payload)


@pytest.mark.parametrize("name", sorted(ATTACHED))
def test_what_the_buttons_give(name: str, databases: dict[str, Path]) -> None:
    desk = Desk(databases["default"], today=lambda: date(2026, 1, 2))
    reply = desk.ask(ATTACHED[name])
    same(BLOCKS / f"{name}.csv", reply.csv.replace("\r\n", "\n"))
    told = {
        "copy": reply.copy,
        "working": reply.working_text.split("\n"),
        "follow_ups": reply.follow_ups,
        "chart": reply.points.alternative if reply.points else None,
    }
    same_json(BLOCKS / f"{name}-attached.json", told)
