"""Words on the revision of a figure: "as first published", "has it been revised".

What is asked for is the figure in its first vintage, or all that its publisher has said of
it. What is left of the question without these words says which figure it is.
"""

from __future__ import annotations

import re

from bot.language.words import fold

__all__ = ["Cut", "first_published", "of_revision"]

Cut = tuple[str, str]
"""What is left of a question, and the words that were taken out of it."""

_PUBLISHED = r"(?:published|released|reported|issued|printed|announced|estimated|stated|put out)"
_FIGURE = r"(?:estimates?|figures?|releases?|prints?|numbers?|values?|vintages?|publications?)"
_FIRST = re.compile(
    rf"\b(?:(?:as|when) )?(?:(?:it|they) )?(?:(?:was|were) )?(?:first|originally|initially) "
    rf"{_PUBLISHED}\b(?: as\b)?"
    rf"|\b(?:the )?(?:very )?(?:first|original|initial|unrevised) (?:published )?{_FIGURE}\b"
    r"(?: (?:of|for)\b)?"
    r"|\bbefore (?:the |any |all |its |it was |they were |being )?revis(?:ions?|ed)\b"
    r"|\bunrevised\b",
    re.I,
)
_REVISED = re.compile(
    r"\b(?:(?:been|being|ever|since) )*revis(?:ed|ions?)(?: histor(?:y|ies))?\b"
    r"(?: (?:(?:up|down)(?:wards?)?|since|later|again|yet|at all|afterwards)\b)*"
    r"(?: (?:to|of|for|in|from)\b)?",
    re.I,
)
_OPENS = re.compile(
    r"(?:by )?(?:how (?:much|often|many(?: times)?)|how|when|what|which|why|has|have|had|was|"
    r"were|is|are|did|any|there|list|show|me|all|the|and)\b ?",
    re.I,
)
_JOINT = re.compile(r"\b(?:vs\.?|versus|against|and|or|than|from|to|with|by)$", re.I)
_IT = frozenset({"", "it", "that", "this", "they", "these", "figure", "number", "been"})


def first_published(text: str) -> Cut | None:
    """A question for a figure as it was first published; None where it is no such question."""
    return _without(_FIRST, fold(text))


def of_revision(text: str) -> Cut | None:
    """A question whether a figure has been revised, or how; None where it is no such question."""
    folded = fold(text)
    first = _without(_FIRST, folded)
    if first is None:
        return _without(_REVISED, folded)
    cut = _without(_REVISED, first[0])  # "births 2020 revised vs first estimate"
    return None if cut is None else (_JOINT.sub("", cut[0]).strip() or "that", cut[1])


def _without(words: re.Pattern[str], text: str) -> Cut | None:
    found = words.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()].strip()} {text[found.end() :].strip()}".strip(" ?.!,:")
    while opening := _OPENS.match(rest):
        rest = rest[opening.end() :].strip(" ,")
    return ("that" if rest.casefold() in _IT else rest), found.group().strip()
