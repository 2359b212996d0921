"""The Home tab: what is on file, what is new, questions to press, and how the figures are.

Published whenever somebody opens it, so that it is never older than that. What is
pressed in it is answered in the direct message.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot import __version__
from bot.answers.catalogue import Source
from bot.lookup import Lookup, OnFile
from bot.reply.english import upper_first
from bot.reply.fitting import escape, fit, link
from bot.reply.labels import MONTHS
from bot.slack import posts
from bot.slack.answering import Answering
from bot.slack.buttons import asking
from bot.slack.logs import desk_log, fault, line
from bot.slack.manifest import COMMAND
from bot.slack.payloads import Payload
from bot.slack.places import Block
from bot.slack.presses import Button
from bot.store.overview import Health

__all__ = ["opened", "publish", "view"]

NEWEST = 20
RELEASES = 5
EXAMPLES = 3
LINE = 300

_ALWAYS = (("What is on file", "what do you have"), ("How to ask", "help"))
"""Buttons that are there whatever is on file: label, question."""


class _Opened(Payload):
    user: str
    tab: str = "home"


class _Envelope(Payload):
    event: _Opened


def opened(body: Mapping[str, Any]) -> str | None:
    """Who opened the Home tab; None where it was the messages beside it."""
    event = _Envelope.model_validate(body).event
    return event.user if event.tab == "home" else None


def publish(body: Mapping[str, Any], answering: Answering) -> None:
    """Show the Home tab to who opened it. A failure shows an older one, or says so."""
    user = opened(body)
    if user is None:
        return
    try:
        shown = view(Lookup(answering.desk).on_file(NEWEST, RELEASES))
    except Exception as error:
        desk_log.error(line("home_failed", **fault(error)))
        shown = _unreadable()
    try:
        answering.outbox.publish_home(shown, user)
    except Exception as error:
        desk_log.error(line("home_not_shown", **fault(error)))


def view(on_file: OnFile) -> dict[str, Any]:
    """The Home tab as a view."""
    return _home(
        [
            *_how(on_file),
            *_releases(on_file.releases),
            *_newest(on_file),
            *_health(on_file.health, on_file.today),
        ]
    )


def _home(blocks: list[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": blocks}


def _unreadable() -> dict[str, Any]:
    text = "I cannot get at my figures just now. Please open this tab again in a minute."
    return _home([posts.section(text)])


def _how(on_file: OnFile) -> list[Block]:
    how = (
        "Ask me for an official figure in your own words: here under *Messages*, with "
        f"`{COMMAND}` in any channel but in no thread (the answer is for you alone), or by naming "
        "me, in a thread too, where I am in the channel. Try one of these; the answer comes as a "
        "direct message."
    )
    examples = [(upper_first(question), question) for _, _, question in on_file.newest[:EXAMPLES]]
    buttons = [
        asking(place, label, value)
        for place, (label, question) in enumerate((*examples, *_ALWAYS))
        if (value := Button(q=question).value()) is not None
    ]
    return [
        _header("Official figures, with their source"),
        posts.section(how),
        {"type": "actions", "elements": buttons},
    ]


def _releases(releases: tuple[Source, ...]) -> list[Block]:
    lines = []
    for release in releases:
        said = f"{_day(release.published)}: {release.publisher}"
        title = f", “{release.title}”" if release.title else ""
        lines.append(link(f"{said}{title}", release.url, LINE))
    if not lines:
        return []
    return [_header("Newest releases"), posts.section("\n".join(f"• {each}" for each in lines))]


def _newest(on_file: OnFile) -> list[Block]:
    if not on_file.newest:
        return [posts.section("Nothing is on file yet.")]
    lines = [f"• {fit(measure, LINE)}: *{escape(period)}*" for measure, period, _ in on_file.newest]
    left = on_file.measures - len(lines)
    are = "is" if left == 1 else "are"
    more = (
        [posts.context(f'{left:,} more {are} on file: ask "what do you have on …".')]
        if left
        else []
    )
    halves = (lines[: len(lines) // 2], lines[len(lines) // 2 :])
    sections = [posts.section("\n".join(half)) for half in halves if half]
    return [_header("On file, each with its newest period"), *sections, *more]


def _health(health: Health, today: date) -> list[Block]:
    said = [_age(health, today)]
    if health.contradictions:
        one = health.contradictions == 1
        said.append(
            f"{health.contradictions} {'place' if one else 'places'} where the sources contradict "
            "themselves or each other; a reply that stands on one says so"
        )
    else:
        said.append("no contradictions found in the figures")
    said.append(f"version {escape(__version__)}")
    return [_header("The state of the figures"), posts.context(" · ".join(said))]


def _age(health: Health, today: date) -> str:
    if health.loaded is None:
        return "No figures have been loaded"
    loaded = health.loaded.date()
    days = (today - loaded).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")
    return f"Figures last loaded on {_day(loaded)}{f', {ago}' if days >= 0 else ''}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}
