"""A chart as Slack's own block, where the block can hold it whole.

The block takes a number for each label of each series and knows no gap, so a chart with a
period that has no figure is none for it, and neither is one of more than twenty labels or six
series, or of single days that no line may join: these are drawn as a picture. It has no place
for alternative text: what is computed, provisional or "more than" stands below the axis, and
the message's ``text`` says every number.

Limits: docs.slack.dev, data visualization block.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.reply.charts import Chart
from bot.reply.english import upper_first

__all__ = ["chart_block"]

LABELS = 20
SERIES = 6
LABEL = 20
TITLE = 50

_MEANING = str.maketrans({"&": "+", "<": "\u2039", ">": "\u203a"})
"""The three characters that mean something to Slack. How a chart shows an escaped one is not
documented, so there is none to escape."""


def chart_block(chart: Chart) -> dict[str, Any] | None:
    """The block; None where it would leave out or falsify something."""
    labels = _cut(chart.labels)
    names = _cut([line.name for line in chart.lines])
    if not chart.whole or chart.dots or len(labels) > LABELS or len(names) > SERIES:
        return None
    if len(set(labels)) < len(labels) or len(set(names)) < len(names):
        return None
    axis = {"categories": labels, "y_label": _fit(upper_first(chart.unit), TITLE)}
    if chart.notes:
        axis["x_label"] = _notes(chart.notes)
    series = [
        {
            "name": name,
            "data": [
                {"label": label, "value": _json(point.number)}
                for label, point in zip(labels, line.points, strict=True)
                if point.number is not None
            ],
        }
        for name, line in zip(names, chart.lines, strict=True)
    ]
    return {
        "type": "data_visualization",
        "title": _fit(chart.title, TITLE),
        "chart": {"type": chart.form, "series": series, "axis_config": axis},
    }


def _notes(notes: Sequence[str]) -> str:
    """The notes where they fit, else that there are some."""
    whole = "; ".join(notes)
    if len(whole) <= TITLE:
        return _fit(whole, TITLE)
    kinds = [note.partition(":")[0] for note in notes]
    return _fit(f"Some {', '.join(k.lower() for k in kinds)}: see the figures", TITLE)


def _json(number: Decimal) -> int | float:
    """The number for JSON, whose numbers are read back with the same digits."""
    return int(number) if number == number.to_integral_value() else float(number)


def _cut(texts: Sequence[str]) -> list[str]:
    return [_fit(text, LABEL) for text in texts]


def _fit(text: str, limit: int) -> str:
    """At most so many characters, cut at a word where there is one."""
    text = text.translate(_MEANING)
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{(head if space and len(head) * 2 > len(kept) else kept).rstrip(' ,;:.')}…"
