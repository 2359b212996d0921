"""A message that holds several questions, cut into them.

Each is then offered on its own: read as one, their names would make another question
("Xinjiang trade Nov; China trade Nov" is no trade of Xinjiang with China). A line, a
semicolon, a question mark or a full stop parts two questions where each names a measure
and whose or of what it is. "And" parts them where each names a measure and a period, or
each a measure and whose it is, and they differ in more than one thing: "exports and imports
in November", "trade in October and November" are lists of one question.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.items import Item, cut
from bot.language.lexicon import Cue
from bot.language.question import Mention, Question, Role
from bot.language.reading import read
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold, phrase_key

__all__ = ["questions_in"]

_LINES = re.compile(r"[\r\n\u2028]+|(?<=\s)[\u2022\u2023\u25aa\u25e6\u00b7]\s")
_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u2023\u25aa\u25e6\u00b7>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+", re.I
)
_ENDS = re.compile(r";|\?+|!+|(?<=\w)\.\s+(?=[A-Z])")
_JOINS = re.compile(r"\b(?:and|plus|as well as|along with|also|then)\b|[,&+]|\u548c|\u4e0e", re.I)
_WORD = re.compile(r"\w")
_OPENING = re.compile(r"^(?:\s|,|&|\b(?:and|also|then|plus)\b)+", re.I)

_ABOUT = frozenset({"area", "product", "coverage"})
"""Dimensions that say whose a measure is or of what."""

TOGETHER = frozenset(
    {Cue.COMPARE, Cue.DIFFERENCE, Cue.RATIO, Cue.SUM, Cue.VERSUS, Cue.SPLIT, Cue.BETWEEN}
    | {Cue.CONTRIBUTION, Cue.NEEDED, Cue.GROWTH_RATE, Cue.RANGE, Cue.HIGHEST, Cue.SHARE}
    | {Cue.SHARE_OF, Cue.WHOLE_OF, Cue.PER}
)
"""What takes two things together, so that "and" joins them."""

CARRIED = (Cue.GROWTH, Cue.RANK, Cue.RECORD, Cue.TREND)
"""What is asked of all that follows: "growth of A in October and B in November"."""


def questions_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The questions of a message, each as a text of its own; empty where it is one question."""
    unescaped = html.unescape(text)
    pieces = tuple(_pieces(unescaped))
    if len(pieces) > 1:
        if vocabulary.lookup([phrase_key(text)]):
            return ()  # a title with such a sign in it
        found = _standing_alone([(piece, _alone(piece, vocabulary)) for piece in pieces])
        if len(found) > 1:
            return found
    folded = fold(text)
    return _joined(folded, vocabulary) if _JOINS.search(folded) else ()


def _pieces(text: str) -> Iterator[str]:
    for line in _LINES.split(text):
        for piece in _ENDS.split(_BULLET.sub("", line)):
            folded = fold(piece).strip(" ,.-")
            if _WORD.search(folded):
                yield folded


def _alone(piece: str, vocabulary: Vocabulary) -> Question:
    return read(piece, vocabulary, suggesting=False)


# --- parted by a sign --------------------------------------------------------------------


def _standing_alone(pieces: Sequence[tuple[str, Question]]) -> tuple[str, ...]:
    """Each piece that stands on its own, with those behind it that go on from it.

    What a first line names holds for those below it: "Xinjiang:" and then a list.
    """
    heading = ""
    found: list[str] = []
    for text, question in pieces:
        if _stands(question, lent=bool(heading)):
            areas = any("area" in m.dimensions for m in question.terms.names)
            found.append(f"{heading} {_OPENING.sub('', text)}" if heading and not areas else text)
        elif found and (question.terms or question.against):
            found[-1] = f"{found[-1]} {text}"
        elif not found and question.terms.names and not question.unknown:
            heading = text.rstrip(" :")
    return tuple(dict.fromkeys(_OPENING.sub("", text) for text in found))


def _stands(question: Question, *, lent: bool = False) -> bool:
    """Whether it names a measure and whose or of what or when, and goes on from nothing."""
    names = question.terms.names
    measured = any("indicator" in m.dimensions for m in names)
    said = {d for m in names for d in m.dimensions} & _ABOUT or question.terms.periods
    goes_on = question.cues & {Cue.THAT, Cue.VERSUS} and not _opens_anew(question)
    return measured and bool(said or lent) and not goes_on


def _opens_anew(question: Question) -> bool:
    """Whether what is compared is all in it: "Xinjiang trade Nov vs Oct"."""
    return Cue.THAT not in question.cues and bool(question.terms.names and question.against)


# --- parted by "and" ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    question: Question


def _joined(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    items = cut(text, vocabulary)
    if sum(_names_a(i, "indicator") for i in items) < 2 or any(
        TOGETHER & set(i.cues) for i in items
    ):
        return ()
    if len(pieces := _complete(text, items)) < 2:
        return ()
    parts = [_Part(piece, _alone(piece, vocabulary)) for piece in pieces]
    if any(part.question.unknown for part in parts):
        return ()
    first, *rest = parts
    dated = [bool(part.question.terms.periods) for part in parts]
    sides = [_side(part.question) for part in parts]
    if not all(dated) and (None in sides or len(set(sides)) > 1):
        return ()  # "Xinjiang's exports and imports with the EU" are one place's
    if all(_differences(first.question, part.question) < 2 for part in rest):
        return ()
    return tuple(_lent(parts))


def _complete(text: str, items: Sequence[Item]) -> list[str]:
    """The text cut at each joint with all that a question needs both before and behind it."""
    places = [(i.start, i.end) for i in items if Cue.AND in i.cues and not i.meanings]
    places += [(i.start, i.start) for i in items if i.after_comma]
    cuts = [0]
    ends: list[int] = []
    for start, end in sorted(places):
        here = [i for i in items if cuts[-1] <= i.start < start]
        after = [i for i in items if i.start >= end]
        if _is_complete(here) and _is_complete(after):
            ends.append(start)
            cuts.append(end)
    ends.append(len(text))
    pieces = (text[start:end] for start, end in zip(cuts, ends, strict=True))
    return [_OPENING.sub("", piece).strip(" ,.?!") for piece in pieces]


def _is_complete(items: Sequence[Item]) -> bool:
    measured = any(_names_a(i, "indicator") for i in items)
    return measured and any(i.period is not None or _names_a(i, "area") for i in items)


def _names_a(item: Item, dimension: str) -> bool:
    return any(d == dimension for meaning in item.meanings for d, _ in meaning.codes)


def _side(question: Question) -> bool | None:
    """Whether each place it names is the one whose figure it is; none is, but a partner; neither.

    None where it names no place, or some of both.
    """
    own = {m.role in OWNERS for m in question.terms.names if m.codes("area")}
    return own.pop() if len(own) == 1 else None


OWNERS = frozenset({Role.PLAIN, Role.BEFORE, Role.OWNER, Role.POSSESSIVE})


def _differences(here: Question, there: Question) -> int:
    """In how many things two questions differ: what is measured, which way, whose, when."""
    apart = _names(here, "area") != _names(there, "area")
    areas = apart and bool(_names(here, "area") and _names(there, "area"))  # else it is lent
    of = ("indicator", "trade_flow", "product", "coverage")
    dates = ({p.meaning for p in question.terms.periods} for question in (here, there))
    others = sum(_names(here, dimension) != _names(there, dimension) for dimension in of)
    here_dated, there_dated = dates
    return areas + others + bool(here_dated and there_dated and here_dated != there_dated)


def _names(question: Question, dimension: str) -> frozenset[str]:
    return frozenset(code for m in question.terms.names for code in m.codes(dimension))


def _lent(parts: Sequence[_Part]) -> Iterator[str]:
    """Each question with the place, the period and the asking that only another names."""
    first, last = parts[0].question, parts[-1]
    behind = [m for m in last.question.terms.names if m.codes("area")][-1:]
    behind = [m for m in behind if last.text.casefold().endswith(m.text.casefold())]
    areas = [m for m in first.terms.names if m.codes("area") and not m.codes("indicator")]
    dates = [p.text for part in parts for p in part.question.terms.periods]
    asked = [cue for cue in CARRIED if cue in first.cues]
    for part in parts:
        text = part.text
        if part is not parts[0]:
            for area in () if _names(part.question, "area") else areas:
                text = _with_area(text, part.question, area, first)
            more = [cue.value for cue in asked if cue not in part.question.cues]
            text = " ".join((text, *more))
        elif not _names(first, "area"):
            # "Exports Nov and imports Oct China": what ends it holds for both.
            text = " ".join((text, *(m.text for m in behind)))
        if not part.question.terms.periods:
            # "Xinjiang exports and China imports Nov": what is dated once is so for both.
            text = " ".join((text, *(dates if len(dates) == 1 else ())))
        yield text


def _with_area(text: str, question: Question, area: Mention, first: Question) -> str:
    """The text with the area before it; with a partner behind it, if the same flows are of it."""
    if area.role in OWNERS:
        return f"{area.text} {text}"
    alike = _names(question, "indicator") == _names(first, "indicator")
    flows = _names(question, "trade_flow") & {"X", "M"}
    return f"{text} with {area.text}" if alike and flows else text
