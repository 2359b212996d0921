"""What of a question is kept in the log: its words, and nobody's name as Slack refers to them."""

from __future__ import annotations

import re

__all__ = ["kept"]

_REFERENCES = (
    (re.compile(r"<@[^<>]*>"), "@someone"),
    (re.compile(r"<#[^<>]*>"), "#channel"),
    (re.compile(r"<![^<>]*>"), "@group"),
    (re.compile(r"<(?:mailto|tel):[^<>]*>"), "(address)"),
)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def kept(text: str, bot: str) -> str:
    """The text without ids of people, groups and channels, and without the bot's own mention."""
    text = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", "", text) if bot else text
    for reference, instead in _REFERENCES:
        text = reference.sub(instead, text)
    for written, meant in _ENTITIES:
        text = text.replace(written, meant)
    return " ".join(text.split())
