"""Words on the revision of a figure: "as first published", "has it been revised".

What is asked for is the figure in its first vintage, or all that its publisher has said of
it. What is left of the question without these words says which figure it is. After a question
on a revision, "by how much" and "what was it before" are of that revision.
"""

from __future__ import annotations

import re

from bot.language.lexicon import Cue
from bot.language.periods import find_periods
from bot.language.question import Question
from bot.language.words import fold

__all__ = [
    "Cut",
    "asks_alike",
    "asks_why",
    "first_published",
    "more_of_revision",
    "of_revision",
]

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
_NEWEST = r"(?:latest|newest|most recent|last|current|final|updated)"
_WAYS = r"(?:up|down|upwards?|downwards?|higher|lower)"
_REVISED = re.compile(
    rf"\b(?:(?:the )?(?:size|amount|extent|direction|date|history) of )?(?:(?:the |its |any )?"
    rf"{_NEWEST} (?=revis))?(?:(?:been|being|ever|since) )*revis(?:ed|ions?)"
    rf"(?: histor(?:y|ies))?\b(?: {_FIGURE}\b)?"
    rf"(?: (?:(?:{_WAYS} or {_WAYS}|{_WAYS})|since|later|again|yet|at all|afterwards)\b)*"
    r"(?: (?:to|of|for|in|from|by)\b)?",
    re.I,
)
_WHEN = re.compile(r"\brevis(?:ed|ions?) (?:in|on|by|during|since|after|before|until) ", re.I)
_SET_AGAINST = r"(?:vs\.?|versus|against|and|or|than|to|compared (?:with|to))"
_AGAINST_NEWEST = re.compile(
    rf"\b{_SET_AGAINST} (?:the )?(?:{_NEWEST}|now|today|nowadays|currently)(?: published)?"
    rf"(?: {_FIGURE})?$"
    rf"|\b(?:the )?{_NEWEST}(?: published)?(?: {_FIGURE})? {_SET_AGAINST}$",
    re.I,
)
_OPENS = re.compile(
    r"(?:by )?(?:how (?:much|often|big|large|far|many(?: times)?)|how|when|what|which|why|has|"
    r"have|had|was|were|is|are|did|any|there|list|show|me|all|the|and|so|by|in|percent(?:age)?|"
    r"per cent|way|direction)\b ?",
    re.I,
)
_AND_HOW = re.compile(
    r"(?:^|[ ,;?.!]+)(?:(?:and|or|if so|in that case|so|but)[ ,]+)*"
    r"(?:(?:by )?how (?:much|big|large|far|often|many times)|(?:in )?(?:which|what) "
    r"(?:way|direction)|(?:from |to |by )?what(?: (?:amount|percentage|percent|to what))?|"
    rf"when|why|{_WAYS} or {_WAYS}|by|from|to|and|since)$",
    re.I,
)
_JOINT = re.compile(
    r"(?:\b(?:first|original|initial|provisional) )?"
    r"\b(?:vs\.?|versus|against|and|or|than|from|to|with|by)$",
    re.I,
)
_ONE = rf"(?:it|that|they|this|the {_FIGURE}|one)"
_MORE = re.compile(
    rf"(?:by )?how (?:much|big|large|far|often|many times)(?: (?:is|was|were|did) (?:{_ONE})"
    r"(?: (?:change|move|by|go up|go down|go up by|go down by|change by|move by))?"
    r"| more| less| higher| lower)?"
    r"|(?:by |in )?(?:what|how many) (?:amount|percent(?:age)?|per cent|percentage points|points)"
    rf"|(?:what (?:is|was) {_ONE} |what about )?(?:now|today|currently)"
    rf"|(?:as (?:a )?|in )(?:percent(?:age)?|per cent)|(?:was {_ONE} )?{_WAYS}(?: or {_WAYS})?"
    r"|(?:in )?(?:which|what) (?:way|direction)"
    r"|from what(?: to what)?|to what|what (?:to|from)|from what level"
    rf"|(?:what|how much) (?:is|was|were) {_ONE} (?:before|originally|at first|initially|"
    rf"previously|earlier|from|to)(?: {_ONE})?|(?:and )?before(?: (?:that|then|it))?"
    rf"|(?:what (?:is|was|were) )?(?:the )?(?:old|new|previous|earlier|prior|former|other|both) "
    rf"(?:one|{_FIGURE})|what did (?:it|they) say (?:before|at first)|both|show both"
    rf"|(?:on |since )?(?:when|which day|what day|what date|which date)(?: (?:was|were|is) {_ONE})?"
    rf"|why|why (?:is|was|were) {_ONE}|what changed|what has changed",
    re.I,
)
_IN_PERCENT = re.compile(r",? (?:in|as a) (?:percent(?:age)?(?: terms)?|per cent|%)$", re.I)
_GOING_ON = re.compile(r"(?:(?:and|so|but|ok|if so|in that case|yes|,) *)+", re.I)
_IT = frozenset({"", "it", "that", "this", "they", "these", "figure", "number", "been"})


def first_published(text: str) -> Cut | None:
    """A question for a figure as it was first published; None where it is no such question."""
    return _without(_FIRST, fold(text))


def of_revision(text: str) -> Cut | None:
    """A question whether a figure has been revised, or how; None where it is no such question."""
    folded = _without_day(fold(text))
    first = _without(_FIRST, folded)
    asked = folded if first is None else first[0]  # "births 2020 revised vs first estimate"
    cut = _without(_REVISED, asked)
    if cut is None and first is not None:
        cut = _without(_AGAINST_NEWEST, asked)  # "first published vs latest"
    return None if cut is None else (_JOINT.sub("", cut[0]).strip() or "that", cut[1])


def _without_day(text: str) -> str:
    """The text without the day on which a figure of another period was revised.

    "Exports September 2021 revised in November 2021": all its vintages are told, with their days.
    """
    found = _WHEN.search(text)
    if found is None or not find_periods(text[: found.start()]):
        return text
    rest = text[found.end() :]
    when = next((one for one in find_periods(rest) if one.start == 0), None)
    return text if when is None else f"{text[: found.end()]}{rest[when.end :]}"


def more_of_revision(text: str) -> bool:
    """Whether a turn asks more of a revision, where the turn before asked for one."""
    asked = fold(text).strip(" ?.!,:")
    opening = _GOING_ON.match(asked)
    asked = asked[opening.end() :] if opening else asked
    sized = _IN_PERCENT.sub("", asked)  # "by how much in percent"
    return any(_MORE.fullmatch(one) for one in (asked, sized) if one)


def asks_why(text: str) -> bool:
    """Whether a question on a revision asks for its reason."""
    return re.search(r"\bwhy\b", fold(text), re.I) is not None


def asks_alike(question: Question) -> bool:
    """Whether a turn only names something else, of which the same is asked: "and Arvale?"."""
    other = question.against or question.whole or question.per or question.amount
    named = question.terms or question.cues & _ALIKE
    return (
        question.inherited
        and bool(named)
        and not (other or question.unknown or question.cues - _ALIKE)
    )


_ALIKE = frozenset(
    {Cue.THAT, Cue.TOTAL, Cue.WHICH, Cue.RANK, Cue.PLACES, Cue.PRODUCTS, Cue.TREND}
    | {Cue.YEARLY, Cue.QUARTERLY, Cue.MONTHLY}
)
"""Cues of a turn that asks for nothing of its own: "by region", "by month" are the same of each."""


def _without(words: re.Pattern[str], text: str) -> Cut | None:
    found = words.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()].strip()} {text[found.end() :].strip()}".strip(" ?.!,:")
    while opening := _OPENS.match(rest):
        rest = rest[opening.end() :].strip(" ,")
    while closing := _AND_HOW.search(rest):
        rest = rest[: closing.start()].strip(" ,?")
    return ("that" if rest.casefold() in _IT else rest), found.group().strip()
