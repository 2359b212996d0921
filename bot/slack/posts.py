"""What is said in Slack besides the desk's own replies, and what the buttons show.

All text of the bot's Slack side for people is here and beside the views. It is mrkdwn:
what comes from elsewhere is escaped before it gets here or on the way, ids of Slack's
are written as references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.charts.picture import CannotDraw, picture
from bot.reply.english import joined
from bot.reply.fitting import escape, fit, link
from bot.reply.reply import Reply
from bot.slack import buttons
from bot.slack.buttons import Standing
from bot.slack.logs import desk_log, line
from bot.slack.payloads import REPLY
from bot.slack.places import Block, File, Post
from bot.slack.presses import CHART, COPY, CSV, SHARE, SOURCE, WORKING

__all__ = [
    "OWN",
    "cannot_delete",
    "cannot_open",
    "cannot_post",
    "context",
    "failed",
    "file_sent",
    "for_everybody",
    "gone",
    "mentioned",
    "no_figure_in",
    "not_yours",
    "noted",
    "nothing_to_show",
    "of",
    "on_its_way",
    "only_in",
    "outdated",
    "section",
    "shared",
    "wanted",
    "was_shared",
]

SECTION = 3000
CONTEXT = 2000
LABEL = 75
ALTERNATIVE = 1000  # characters of a picture's alternative text; Slack refuses more
MOST_SECTIONS = 10

_REASONS = {
    "not_in_channel": "To answer in {channel}, I have to be in it. "
    "Invite me to {channel} first: /invite {bot}",
    "channel_not_found": "I cannot see {channel}. Invite me to it first: /invite {bot}",
    "is_archived": "{channel} is archived, so nothing can be posted there.",
    "restricted_action": "Not everyone may post in {channel}, and I may not.",
    "restricted_action_read_only_channel": "{channel} is read-only, so I cannot post there.",
    "restricted_action_thread_only_channel": "In {channel} I may reply in threads only.",
    "restricted_action_non_threadable_channel": "{channel} has no threads, so I cannot reply.",
}


def of(reply: Reply, standing: Standing | None = None) -> Post:
    """The desk's reply as a message, with what can be pressed below it."""
    pressed = buttons.under(reply, standing) if standing and reply.blocks else ()
    return Post(reply.message_text, (*reply.blocks, *pressed))


def shared(reply: Reply, user: str, standing: Standing) -> Post:
    """The reply for the channel, naming who shared it."""
    return _below(of(reply, standing), f"Shared by <@{user}>", f"<@{user}>")


def was_shared(reply: Reply, channel: str, standing: Standing) -> Post:
    """What becomes of the private reply: the same without the button that shares."""
    post = of(reply, replace(standing, shareable=False))
    return _below(post, f"Shared to <#{channel}>", f"<#{channel}>")


# what the buttons show


def wanted(wants: str, reply: Reply, standing: Standing) -> Post | None:
    """The reply, or what of it a button shows; None where it has nothing of the kind."""
    return _WANTED[wants](reply, standing)


def _chart(reply: Reply, standing: Standing) -> Post | None:
    chart = reply.points
    if chart is None:
        return None
    shows = escape(chart.alternative)
    if reply.chart is not None:
        # What it shows stands below it in words, for who cannot see it.
        words = context(fit(chart.alternative, CONTEXT))
        return Post(shows, (reply.chart, words, *buttons.deletion(standing)))
    try:
        drawn = picture(chart)
    except CannotDraw as fault:
        desk_log.warning(line("no_picture", because=str(fault)))
        return Post(shows, tuple(_sections([chart.alternative])))
    title = f"{chart.title}, {chart.unit}"
    file = File(f"{_name(chart.title)}.png", title, drawn, _cut(chart.alternative), instead=shows)
    return Post(escape(title), file=file)


def _cut(alternative: str) -> str:
    """As much of a picture's alternative text as Slack takes, in whole sentences."""
    if len(alternative) <= ALTERNATIVE:
        return alternative
    kept, end, _ = alternative[: ALTERNATIVE - 2].rpartition(". ")
    return f"{kept}. …" if end else f"{alternative[: ALTERNATIVE - 1]}…"


def _working(reply: Reply, _standing: Standing) -> Post | None:
    working = reply.working_text
    if not working:
        return None
    lines = working.split("\n")
    text = fit(working, CONTEXT)
    return Post(f"The working\n{text}", (section("*The working*"), *_sections(lines)))


def _source(reply: Reply, _standing: Standing) -> Post | None:
    sources = reply.parts.sources
    if not sources:
        return None
    plain = "\n".join(fit(source.text, CONTEXT) for source in sources[: MOST_SECTIONS * 2])
    lines = [link(source.text, source.url, CONTEXT) for source in sources]
    title = "Source" if len(lines) == 1 else "Sources"
    found = _gathered(lines)
    return Post(f"{title}: {plain}", (section(f"*{title}*"), *found))


def _csv(reply: Reply, _standing: Standing) -> Post | None:
    csv = reply.csv
    if not csv:
        return None
    title = _title(reply)
    instead = f"```{fit(csv, SECTION - 10)}```"
    # The mark at the beginning tells a spreadsheet that this is UTF-8.
    file = File(f"{_name(title)}.csv", title, csv.encode("utf-8-sig"), instead=instead)
    return Post(f"The figures as a CSV file: {escape(title)}", file=file)


def _copy(reply: Reply, _standing: Standing) -> Post | None:
    if not reply.copy:
        return None
    text = fit(reply.copy, SECTION)
    plain: Block = {"type": "plain_text", "text": text, "emoji": False}
    return Post(text, ({"type": "section", "text": plain}, *_sources(reply)))


_WANTED: dict[str, Callable[[Reply, Standing], Post | None]] = {
    REPLY: of,
    CHART: _chart,
    WORKING: _working,
    SOURCE: _source,
    CSV: _csv,
    COPY: _copy,
}


def outdated(now: Post) -> Post:
    """The reply as it is now, where another had been pressed in."""
    return Post(f"{_OUTDATED}\n{now.text}", (section(_OUTDATED), *now.blocks) if now.blocks else ())


_OUTDATED = (
    "The figures on file have changed since that reply, so I have not shown or shared anything of "
    "it. This is what I say now:"
)


OWN = frozenset({SHARE, CHART, WORKING, SOURCE, CSV, COPY})
"""Action ids of the buttons that carry the question which the message answers."""


def nothing_to_show(wants: str) -> Post:
    """That the reply, asked again, has nothing of what was wanted."""
    what = {CHART: "to draw", CSV: "for a file", COPY: "to copy"}.get(wants, "more to show")
    return Post(f"There is nothing {what} here. Please ask the question again.")


def on_its_way(wants: str) -> Post:
    """That what was pressed for takes a while."""
    what = "chart" if wants == CHART else "CSV file"
    return Post(f"The {what} is on its way.")


def file_sent(without: str | None = None) -> Post:
    """That a file went into the direct message, since it cannot be shown to one person here.

    ``without`` is the channel whose restricted figures it has not.
    """
    sent = "I have sent you the file in a direct message."
    if without is None:
        return Post(sent)
    channel = f"<#{without}>"
    what = f"It has what everybody may see, not what is restricted to {channel}."
    return Post(f"{sent} {what}", references=(channel,))


def for_everybody(post: Post, without: str) -> Post:
    """The post for elsewhere, saying that it is without a channel's restricted figures."""
    channel = f"<#{without}>"
    note = f"This has what everybody may see, not what is restricted to {channel}."
    return _below(post, note, channel)


def only_in(channel: str) -> Post:
    """That what was wanted may be seen in a channel only."""
    where = f"<#{channel}>"
    return Post(
        f"What this shows is restricted to {where}, so I cannot send it in a direct message. "
        f"Ask me in {where} by name: the reply stands in a thread there, and so does what its "
        "buttons give.",
        references=(where,),
    )


# where something cannot be done


def noted(help_: Post) -> Post:
    """A help with what is kept of questions, where their words are."""
    return _below(help_, _KEPT)


_KEPT = (
    "What is asked, private questions too, is kept for 90 days for the data editors, to see what "
    "is missing. Who asked is not noted."
)


def cannot_post(
    code: str | None, channel: str, bot: str, reference: str, answer: Post | None = None
) -> Post:
    """Why the bot could not post somewhere and what to do, above the answer if one is given.

    ``code`` is Slack's, None where Slack gave none; ``reference`` is told with a code that
    the asker can do nothing about.
    """
    named = channel[:1] in ("C", "G")
    where = f"<#{channel}>" if named else "our direct messages"
    references = (where, f"<@{bot}>") if named else ()
    if named and code in _REASONS:
        reason = _REASONS[code].format(channel=where, bot=f"<@{bot}>")
    else:
        because = f"Slack's reason: {fit(code, LABEL)}." if code else "Slack did not take it."
        reason = (
            f"I could not post this in {where}. {because} If it goes on, tell whoever looks "
            f"after me, with the reference {reference}."
        )
    if answer is None:
        return Post(reason, references=references)
    blocks = (context(reason), *answer.blocks) if answer.blocks else ()
    # No file can be for one person's eyes in a channel: there its text stands for it.
    said = f"{answer.text}\n{answer.file.instead}" if answer.file else answer.text
    return Post(f"{reason}\n{said}", blocks, (*references, *answer.references))


def failed(reference: str, *, figures: bool = False) -> Post:
    """That there is no reply this time, with what to quote to whoever keeps the bot running."""
    what = "I cannot get at my figures just now" if figures else "Something went wrong on my side"
    return Post(
        f"{what}, so I have no answer for you. Please ask again in a minute; "
        f"if it goes on, tell whoever looks after me, with the reference {reference}."
    )


def not_yours(asker: str) -> Post:
    """That only who asked may delete a reply."""
    who = f"<@{asker}>"
    return Post(f"Only {who}, who asked for it, can delete this reply.", references=(who,))


def cannot_delete(*, private: bool) -> Post:
    """That a reply cannot be deleted, and what else there is to do."""
    if private:
        return Post(
            "I cannot take this reply away any more. Only you can see it: close it with "
            '"Dismiss message", or it goes when Slack is next opened.'
        )
    return Post("I cannot delete this reply. An administrator of this Slack can.")


def cannot_open(command: str) -> Post:
    """That the window could not be opened in time, and how to ask otherwise."""
    return Post(
        "The window to look up a figure did not open in time. Open the shortcut once more, or "
        f'ask me here in your own words, or with {command} in a channel; "help" shows how.'
    )


def gone() -> Post:
    """That what was chosen in the window is not on file any more as it was shown."""
    return Post(
        "The figures have changed since you looked this up, so I have sent nothing. "
        "Please look it up once more."
    )


def no_figure_in(first: int | None = None) -> Post:
    """That a message that was to be looked up asks for nothing on file.

    ``first`` is how many of its sentences were read, where it has more.
    """
    where = f"the first {first} sentences of that message" if first else "that message"
    return Post(
        f"I find no question about figures on file in {where}. "
        'Ask me in your own words; "help" shows how.'
    )


def mentioned(
    post: Post,
    passed: Sequence[str],
    others: Sequence[tuple[str, str | None]],
    *,
    unread: bool = False,
) -> Post:
    """The reply to what a message mentions, with what of it was passed over.

    ``others`` are the other figures mentioned, each with what its button carries; ``unread``
    where the reply is that a word cannot be read.
    """
    if unread:
        return _below(post, _UNREAD)
    if passed:
        quoted = [f'"{escape(words)}"' for words in passed[:MOST_PASSED]]
        more = len(passed) - MOST_PASSED
        listed = joined([*quoted, f"{more} more"] if more > 0 else quoted)
        post = _below(post, f"Of that sentence I passed over {listed}.")
    pressed = [
        buttons.asking(BESIDE + place, label, value)
        for place, (label, value) in enumerate(others)
        if value is not None
    ]
    if pressed:
        listed = "; ".join(escape(label) for label, value in others if value is not None)
        post = Post(f"{post.text}\nAlso mentioned: {listed}", post.blocks, post.references)
        more_blocks = (context("Also mentioned:"), {"type": "actions", "elements": pressed})
        post = replace(post, blocks=(*post.blocks, *more_blocks) if post.blocks else ())
    return post


_UNREAD = (
    "In that message it may say that another thing is meant, so I give no figure. "
    "Ask me without it if that is what you need."
)
MOST_PASSED = 5
BESIDE = 50
"""Where the places of buttons begin that ask for other figures of a message."""


# blocks


def section(text: str) -> Block:
    """A section of mrkdwn that is fitted already."""
    return {"type": "section", "text": _mrkdwn(text)}


def context(text: str) -> Block:
    """Small print of mrkdwn that is fitted already."""
    return {"type": "context", "elements": [_mrkdwn(text)]}


def _sections(lines: Sequence[str]) -> list[Block]:
    """Plain lines, in as few sections as hold them."""
    return _gathered([fit(each, SECTION) for each in lines if each.strip()])


def _gathered(lines: Sequence[str]) -> list[Block]:
    texts: list[str] = []
    for each in lines:
        if texts and len(texts[-1]) + len(each) < SECTION:
            texts[-1] += f"\n{each}"
        else:
            texts.append(each)
    return [section(text) for text in texts[:MOST_SECTIONS]]


def _sources(reply: Reply) -> list[Block]:
    lines = [f"Source: {link(s.text, s.url, CONTEXT - 8)}" for s in reply.parts.sources[:3]]
    return [context(each) for each in lines]


def _title(reply: Reply) -> str:
    return reply.parts.title or reply.parts.headline or reply.question


def _name(title: str) -> str:
    """A file's name that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "figures"


def _below(post: Post, note: str, *names: str) -> Post:
    """The post with a line below it; ``names`` are those that the line means to name."""
    blocks = (*post.blocks, context(note)) if post.blocks else ()
    references = (*post.references, *names)
    return replace(post, text=f"{post.text}\n{note}", blocks=blocks, references=references)


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
