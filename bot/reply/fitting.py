"""Making text fit for Slack: escaped so that it can ping nobody, cut so that it is not refused.

Slack counts a text after escaping, so text is cut with that in mind: at the end
of a word where there is one, with "…" to show it, never inside an entity.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

__all__ = ["escape", "fit", "fit_lines", "link"]

ELLIPSIS = "…"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str) -> str:
    """The text with the three characters escaped that mean something to Slack."""
    return text.translate(_ENTITIES)


def fit(text: str, limit: int) -> str:
    """The text escaped, and no longer than ``limit`` characters after that."""
    escaped = escape(text)
    if len(escaped) <= limit:
        return escaped
    size, end = len(ELLIPSIS), 0
    for end, character in enumerate(text):  # noqa: B007 - where it stops is the result
        size += len(escape(character))
        if size > limit:
            break
    kept = text[:end]
    head, space, _ = kept.rpartition(" ")
    # A cut at a word must not throw away most of the text.
    if space and len(head) * 2 > len(kept):
        kept = head
    return escape(kept.rstrip(" ,;:.")) + ELLIPSIS


def fit_lines(text: str, limit: int, tail: int = 3) -> str:
    """The text escaped; where too long, lines before the last few give way to "…"."""
    if len(escape(text)) <= limit:
        return escape(text)
    lines = text.split("\n")
    last = fit("\n".join(lines[-tail:]), limit // 3) if len(lines) > tail else ""
    room = limit - len(last) - 2 * len("\n" + ELLIPSIS)
    kept: list[str] = []
    for line in lines[: len(lines) - tail] if last else lines:
        escaped = fit(line, limit // 3)
        if len("\n".join((*kept, escaped))) > room:
            break
        kept.append(escaped)
    return "\n".join(part for part in (*kept, ELLIPSIS, last) if part)


def link(text: str, url: str | None, limit: int) -> str:
    """A link in Slack's markup, or the text alone where the address is none of the web."""
    address = quote(url, safe="%/:?#[]@!$&'()*+,;=~") if url else ""
    if not address or urlsplit(address).scheme not in ("http", "https"):
        return fit(text, limit)
    opening = f"<{escape(address)}|"
    if len(opening) * 2 > limit:
        return fit(text, limit)
    return f"{opening}{fit(text, limit - len(opening) - 1)}>"
