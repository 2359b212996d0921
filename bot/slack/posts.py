"""What is said in Slack besides the desk's own replies, and the button that shares one.

All text of the bot's Slack side for people is here. It is mrkdwn: what comes from
elsewhere is escaped before it gets here, ids of Slack's are written as references.
"""

from __future__ import annotations

from datetime import date

from bot.answers.answer import Status
from bot.reply.reply import Reply
from bot.slack.payloads import Button
from bot.slack.places import Block, Post

__all__ = ["SHARE", "cannot_post", "failed", "noted", "of", "shareable", "shared", "was_shared"]

SHARE = "share"
"""The action id of the button that shares."""

_LONGEST_VALUE = 2000
_WORTH_SHARING = frozenset((Status.ANSWERED, Status.REFUSED, Status.NOT_HELD))
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


def of(reply: Reply) -> Post:
    """The desk's reply as a message."""
    return Post(reply.message_text, tuple(reply.blocks))


def shareable(reply: Reply, as_of: date) -> Post:
    """The reply with the button that shares it, where there is something to share."""
    post = of(reply)
    value = Button(q=reply.question, a=as_of).value()
    if reply.status not in _WORTH_SHARING or len(value) > _LONGEST_VALUE or not post.blocks:
        return post
    button: Block = {
        "type": "button",
        "action_id": SHARE,
        "text": {"type": "plain_text", "text": "Share to channel", "emoji": False},
        "value": value,
    }
    return Post(post.text, (*post.blocks, {"type": "actions", "elements": [button]}))


def shared(reply: Reply, user: str) -> Post:
    """The reply for the channel, naming who shared it."""
    return _below(of(reply), f"Shared by <@{user}>", f"<@{user}>")


def was_shared(reply: Reply, channel: str) -> Post:
    """What becomes of the private reply: the same without the button."""
    return _below(of(reply), f"Shared to <#{channel}>", f"<#{channel}>")


def noted(help_: Post) -> Post:
    """A help with what is kept of questions, where their words are."""
    blocks = (*help_.blocks, _context(_KEPT)) if help_.blocks else ()
    return Post(f"{help_.text}\n{_KEPT}", blocks)


_KEPT = (
    "What is asked, private questions too, is kept for 90 days for the data editors, to see what "
    "is missing. Who asked is not noted."
)


def cannot_post(code: str, channel: str, bot: str, answer: Post | None = None) -> Post | None:
    """Why the bot may not post in a channel and what to do, above the answer if one is given.

    None where Slack's code says nothing that the asker could do something about.
    """
    if code not in _REASONS or channel.startswith("D"):
        return None
    references = (f"<#{channel}>", f"<@{bot}>")
    reason = _REASONS[code].format(channel=references[0], bot=references[1])
    if answer is None:
        return Post(reason, references=references)
    blocks = (_context(reason), *answer.blocks) if answer.blocks else ()
    return Post(f"{reason}\n{answer.text}", blocks, references)


def failed(reference: str, *, figures: bool = False) -> Post:
    """That there is no reply this time, with what to quote to whoever keeps the bot running."""
    what = "I cannot get at my figures just now" if figures else "Something went wrong on my side"
    return Post(
        f"{what}, so I have no answer for you. Please ask again in a minute; "
        f"if it goes on, tell whoever looks after me, with the reference {reference}."
    )


def _below(post: Post, note: str, reference: str) -> Post:
    blocks = (*post.blocks, _context(note)) if post.blocks else ()
    return Post(f"{post.text}\n{note}", blocks, (reference,))


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}
