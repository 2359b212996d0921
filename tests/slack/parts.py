"""A desk whose replies have every part that a button shows, where they have none of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.answers.answer import Status
from bot.desk import Desk
from bot.reply.reply import Reply

CHART: dict[str, Any] = {
    "type": "data_visualization",
    "title": "Xinjiang trade",
    "chart": {
        "type": "line",
        "axis_config": {"categories": ["Oct 2021", "Nov 2021"]},
        "series": [
            {
                "name": "billion yuan",
                "data": [
                    {"label": "Oct 2021", "value": 10.8},
                    {"label": "Nov 2021", "value": 16.03},
                ],
            }
        ],
    },
}


class WholeDesk(Desk):
    """The real desk; what its replies lack is filled in."""

    __slots__ = ()

    def ask(self, text: str, **how: Any) -> Reply:
        reply = super().ask(text, **how)
        if reply.status is not Status.ANSWERED:
            return reply
        headline = (reply.parts.headline or reply.text).split("\n")[0]
        return replace(
            reply,
            chart=reply.chart or CHART,
            csv=reply.csv or f"label,value\n{headline},1\n",
            copy=reply.copy or f"{headline}, according to the source.",
            working_text=reply.working_text or f"{headline}: as printed",
            follow_ups=reply.follow_ups or (("Year to date", "YTD"),),
        )
