"""Folding a message to plain text, and cutting that into words.

Convention: ``fold`` runs once, at the door; every offset in this package counts
characters of the folded text. Folding undoes what phones, Slack and word
processors do to text (curly quotes, long dashes, non-breaking and zero-width
spaces, ``&amp;``, ``<@U123>``, ``<https://…|label>``, ``:emoji:``, full-width
forms) and leaves the case as typed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Word", "fold", "key", "phrase_key", "words"]

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
        **dict.fromkeys("\u3001\uff0c", ","),
        "\u3002": ".",
        "\u2026": "...",
    }
)
_SLACK_REFERENCE = re.compile(r"<(?:[@!][^>|]*|#[^>|]*)(?:\|([^>]*))?>")
_SLACK_LINK = re.compile(r"<(?:https?|mailto):[^>|]*(?:\|([^>]*))?>")
_EMOJI_NAME = re.compile(r"(?<!\w):[a-z0-9_+\-]{2,}:(?::skin-tone-\d:)?")
_FORMATTING = re.compile(r"(?<!\w)[*_~`]+(?=\w)|(?<=\w)[*_~`]+(?!\w)")
NAME_SIGNS = "&%$\u20ac\u00a3\u00a5"
"""Signs that can be part of a name (B&R, %); all others only separate words."""

_PLUS = re.compile(r"(?<=\s)\+(?=\s)")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(
    r"[\u3400-\u9fff]"  # Chinese has no spaces to cut at: every character is a word
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*"
    r"|\b[A-Z](?:\.[A-Z])+\b\.?"  # U.S., U.K.
    r"|[^\W\d_\u3400-\u9fff]+(?:'[^\W\d_]+)*"
    r"|[&%$\u20ac\u00a3\u00a5]"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign of the folded text, with the place where it stands."""

    text: str  # as typed
    key: str  # folded for comparing: lower case, no accents, no possessive
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        return not self.key[:1].isalnum()


@lru_cache(maxsize=64)  # each question is folded at several doors
def fold(text: str) -> str:
    """The message as plain text: one line, plain quotes and dashes, no markup."""
    if text.isascii() and text.isalnum():
        return text  # as the codes of a catalogue are, by the ten thousand
    text = _SLACK_REFERENCE.sub(" ", text)
    text = _SLACK_LINK.sub(lambda link: f" {link[1] or ''} ", text)
    text = html.unescape(text)
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    text = "".join(c if _keeps(c) else " " if c.isspace() else "" for c in text)
    text = _EMOJI_NAME.sub(" ", text)
    text = _FORMATTING.sub("", text)
    text = _PLUS.sub("and", text)
    return _SPACES.sub(" ", text).strip()


def _keeps(character: str) -> bool:
    # Control, format, surrogate and private characters say nothing; symbols
    # other than currency and mathematics are emoji and the like.
    category = unicodedata.category(character)
    return category[0] != "C" and category not in ("So", "Sk", "Zl", "Zp")


_SHORT_SPELLINGS = {
    "thru": "through",
    "w": "with",
    "pct": "percent",
    "ppl": "people",
    "&": "and",
}
"""Words that phones and signs shorten."""


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which names are compared: lower case, without accents or possessive."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    for ending in ("'s", "'"):
        bare = bare.removesuffix(ending)
    bare = bare.replace(".", "") if bare[:1].isalpha() else bare
    return _SHORT_SPELLINGS.get(bare, bare)


def words(folded: str) -> tuple[Word, ...]:
    """The words and signs of a folded text, in order."""
    return tuple(
        Word(found.group(), key(found.group()), found.start(), found.end())
        for found in _WORD.finditer(folded)
    )


def phrase_key(text: str) -> str:
    """The form in which a whole name is stored and looked up: its words' keys, spaced."""
    return " ".join(w.key for w in words(fold(text)) if not w.is_sign or w.text in NAME_SIGNS)
