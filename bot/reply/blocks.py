"""The reply as Block Kit: plain dicts, every text escaped, every limit of Slack's kept.

    header      title and figure
    section     what is said first, comparisons, the obvious next figure
    table       where there is more than one figure
    chart       of a trend, or where three or more are compared
    section     cautions, each with a sign and in words
    section     causes as their speaker's claim
    context     how it was read
    context     sources, linked where the address is known
    actions     what to ask next; a button carries its whole question

Limits: docs.slack.dev, reference of Block Kit. A message that breaks one is
refused whole, so ``bot.reply.check`` looks over what is sent, and ``degrade``
gives the plainer messages to try when Slack refuses one all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bot.reply.fitting import escape, fit, fit_lines, link
from bot.reply.tables import Table
from bot.reply.words import WARNING, Parts

__all__ = ["blocks", "degrade", "message_text"]

Block = dict[str, Any]

HEADER = 150
SECTION = 3000
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2000
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
BUTTONS = 10
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_TEXT = 9000  # Slack refuses 10,000 characters over all cells
MOST_SECTIONS = 6  # of one kind, which keeps the whole below 50 blocks
MOST_SOURCES = 3 * CONTEXT_ELEMENTS
TEXT = 4000


def blocks(said: Parts, as_of: date | None = None, chart: Block | None = None) -> list[Block]:
    """The parts as blocks. ``as_of`` is the vintage asked for; buttons ask in it again.

    ``chart`` is a block of the reply's figures, where it is worth its room.
    """
    head, rest = _header(said)
    opening = [*said.messages, *rest]
    found: list[Block] = [
        *head,
        *_sections(opening),
        *_sections([*said.comparisons, *said.related, *_working(said)]),
        *_table(said.table),
        *([chart] if chart is not None else []),
        *_sections([f"{WARNING} *Caution:* {escape(c)}" for c in said.cautions], escaped=True),
        *_sections([f"&gt; {escape(c)}" for c in said.claims], escaped=True),
        *_context([fit(said.read_as, CONTEXT_TEXT)] if said.read_as else []),
        *_sources(said),
        *_actions(said.options, as_of),
    ]
    return found or _sections(["There is nothing to say."])


def message_text(text: str) -> str:
    """The plain reply as the ``text`` of a message: what phones notify and readers speak."""
    return fit_lines(text, TEXT)


def degrade(full: Sequence[Block]) -> tuple[list[Block], ...]:
    """Plainer and plainer forms of a message: without chart, without table, text alone.

    The first is the message as it is; the last is empty, so that its ``text``
    stands alone. A table's rows become lines.
    """
    steps = [list(full)]
    for drop in (_without_chart, _without_table):
        plainer = [block for old in steps[-1] for block in drop(old)]
        if plainer != steps[-1]:
            steps.append(plainer)
    return (*steps, [])


def _without_chart(block: Block) -> list[Block]:
    return [] if block["type"] in ("data_visualization", "image") else [block]


def _without_table(block: Block) -> list[Block]:
    if block["type"] != "table":
        return [block]
    rows = [[cell["text"] for cell in row] for row in block["rows"]]
    return _sections([f"{row[0]}: {', '.join(row[1:])}" for row in rows[1:]], escaped=True)


def _header(said: Parts) -> tuple[list[Block], list[str]]:
    """The header, and what of the headline is still to be said below it."""
    headline = said.headline
    if headline is None:
        return [], []
    whole = f"{headline} {said.aside}" if said.aside else headline
    for text, below in ((whole, []), (headline, [said.aside or ""])):
        if len(escape(text)) <= HEADER:
            return [_header_block(escape(text))], below
    return [_header_block(_shortened(said))], [whole]


def _shortened(said: Parts) -> str:
    """The headline cut in its name, never in its number, where that is at all possible."""
    number = escape(said.said or "")
    room = HEADER - len(number) - len(": ")
    if said.title is None or said.said is None or room < HEADER // 4:
        return fit(said.said or said.title or "", HEADER)
    return f"{fit(said.title, room)}: {number}"


def _header_block(text: str) -> Block:
    return {"type": "header", "text": _plain(text)}


def _working(said: Parts) -> list[str]:
    return [f"Working: {said.working}"] if said.working else []


def _sections(lines: Iterable[str], *, escaped: bool = False) -> list[Block]:
    """Lines gathered into as few sections as hold them."""
    texts: list[str] = []
    for line in lines:
        fitted = _cut(line, SECTION) if escaped else fit(line, SECTION)
        if not fitted.strip():
            continue
        if texts and len(texts[-1]) + len(fitted) < SECTION:
            texts[-1] += f"\n{fitted}"
        else:
            texts.append(fitted)
    if len(texts) > MOST_SECTIONS:
        texts = [*texts[: MOST_SECTIONS - 1], "…"]
    return [{"type": "section", "text": _mrkdwn(text)} for text in texts]


def _cut(line: str, limit: int) -> str:
    """A line with markup of ours in it, already escaped, cut between entities."""
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    kept = kept[: kept.rindex("&")] if "&" in kept[-5:] and ";" not in kept[-5:] else kept
    return f"{kept.rpartition(' ')[0] or kept}…"


def _table(table: Table | None) -> list[Block]:
    if table is None:
        return []
    head, *rows = ([fit(cell, 400) for cell in row[:TABLE_COLUMNS]] for row in _all_rows(table))
    size, kept = sum(map(len, head)), []
    for row in rows[: TABLE_ROWS - 1]:
        size += sum(map(len, row))
        if size > TABLE_TEXT:
            break
        kept.append(row)
    block: Block = {
        "type": "table",
        "column_settings": [
            {"align": "right" if place else "left", "is_wrapped": True}
            for place in range(len(head))
        ],
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in (head, *kept)],
    }
    left = len(rows) - len(kept)
    return [
        block,
        *_context([f"{left} more {'row' if left == 1 else 'rows'} not shown."] * (left > 0)),
    ]


def _all_rows(table: Table) -> list[tuple[str, ...]]:
    return [table.head, *table.rows]


def _context(texts: Sequence[str]) -> list[Block]:
    """Context blocks of texts already fitted."""
    pages = [texts[i : i + CONTEXT_ELEMENTS] for i in range(0, len(texts), CONTEXT_ELEMENTS)]
    return [{"type": "context", "elements": [_mrkdwn(t) for t in page]} for page in pages]


def _sources(said: Parts) -> list[Block]:
    lines = [f"Source: {link(s.text, s.url, CONTEXT_TEXT - 8)}" for s in said.sources]
    if len(lines) > MOST_SOURCES:
        left = len(lines) - MOST_SOURCES + 1
        lines = [*lines[: MOST_SOURCES - 1], f"and {left} more sources"]
    return _context(lines)


def _actions(options: Sequence[tuple[str, str]], as_of: date | None) -> list[Block]:
    buttons = [
        {
            "type": "button",
            "action_id": f"ask_option_{place}",
            "text": _plain(fit(label, BUTTON_TEXT)),
            "value": value,
        }
        for place, (label, question) in enumerate(options)
        if label.strip() and len(value := _value(question, as_of)) <= BUTTON_VALUE
    ]
    return [{"type": "actions", "elements": buttons[:BUTTONS]}] if buttons else []


def _value(question: str, as_of: date | None) -> str:
    """What a button asks, as JSON that holds no character that means anything to Slack."""
    asked = {"q": question, "a": as_of.isoformat() if as_of else None}
    text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    for character in "&<>":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _mrkdwn(text: str) -> Block:
    # Verbatim: Slack makes no link and no mention of anything by itself.
    return {"type": "mrkdwn", "text": text, "verbatim": True}
