"""Where the figures come from: one line a source, with what it takes to find the number.

Publisher and date of publication always; the place in the source and its
address only where they are known. A source's note is added where it bears on
the date, since a date that is not the source's own must not pass as such. Of many
releases by one publisher the first is named, and the rest are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer, Figure, Note
from bot.answers.catalogue import Source
from bot.figures.statement import Statement
from bot.reply.labels import Voice

__all__ = ["Cited", "cited", "cited_by", "stated_in", "told"]

_CLAUSE = re.compile(r"[.:;,]\s+|\.$")
_OF_DATES = re.compile(r"\b(?:dates?|days? of publication)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as the reply names it."""

    source: Source
    locators: tuple[str, ...]

    def text(self, voice: Voice) -> str:
        """ "Urumqi Customs, 27 December 2021 (the date is a sister release's), paragraph 1"."""
        note = _on_date(self.source.note)
        published = voice.day(self.source.published) + (f" ({note})" if note else "")
        title = f'"{self.source.title}"' if self.source.title else None
        parts = (self.source.publisher, published, *_places(self.locators), title)
        return ", ".join(part for part in parts if part)


MOST_RELEASES = 3
"""Releases of one publisher that are each named."""


MOST_ASKED_FOR = 12
"""Releases of which each is named, where it is they that are asked for."""


def told(
    sources: Sequence[Cited], voice: Voice, *, asked_for: bool = False
) -> tuple[tuple[str, str | None], ...]:
    """The lines that name the sources, each with the address behind it, where one is known.

    ``asked_for`` says that the question is about them, and not about their figures.
    """
    lines: list[tuple[str, str | None]] = []
    for publisher, found in _by_publisher(sources).items():
        named = [s for s in found if s is found[0] or _on_date(s.source.note)]
        rest = [s for s in found if s not in named]
        each = asked_for and len(sources) <= MOST_ASKED_FOR
        if each or len(found) <= MOST_RELEASES or len(rest) < 2:
            named, rest = list(found), []
        lines += [(one.text(voice), one.source.url) for one in named]
        if rest:
            days = sorted(one.source.published for one in rest)
            between = f"{voice.day(days[0])} to {voice.day(days[-1])}"
            lines.append((f"{publisher}, {len(rest)} more releases, {between}", None))
    return tuple(lines)


def _by_publisher(sources: Sequence[Cited]) -> dict[str, list[Cited]]:
    found: dict[str, list[Cited]] = {}
    for one in sources:
        found.setdefault(one.source.publisher, []).append(one)
    return found


def cited(answer: Answer, voice: Voice) -> tuple[Cited, ...]:
    """Every source the answer stands on, the headline's first, each once."""
    figures = [
        *answer.figures,
        *(c.figure for c in answer.comparisons),
        *(c.against for c in answer.comparisons if c.against is not None),
        *answer.related,
    ]
    statements = (*(s for figure in figures for s in cited_by(figure)), *_said(answer))
    said = [(s.source, s.locator) for s in statements]
    said += [(claim.source, claim.locator) for claim in answer.claims]
    said += [(release, None) for release in answer.releases]
    return _cited(said, voice)


def stated_in(statements: Iterable[Statement], voice: Voice) -> tuple[Cited, ...]:
    """The sources of statements, each once, with the places in it."""
    return _cited([(s.source, s.locator) for s in statements], voice)


def _cited(said: Iterable[tuple[str, str | None]], voice: Voice) -> tuple[Cited, ...]:
    places: dict[str, list[str]] = {}
    for source, locator in said:
        _note_place(places, source, locator)
    return tuple(Cited(voice.catalogue.source(id), tuple(where)) for id, where in places.items())


def cited_by(figure: Figure) -> tuple[Statement, ...]:
    """The statements a figure stands on."""
    if figure.sources or figure.statement is None:
        return figure.sources
    return (figure.statement,)


def _said(answer: Answer) -> Iterator[Statement]:
    """What only a sentence tells of: a direction, a refusal's two levels, a caution's other."""
    for note in (*answer.message, *(c.note for c in answer.cautions)):
        yield from _said_in(note)


def _said_in(note: Note) -> Iterator[Statement]:
    for value in note.values.values():
        if isinstance(value, Statement):
            yield value
        elif isinstance(value, Figure):
            yield from cited_by(value)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Note):
                    yield from _said_in(one)


def _note_place(places: dict[str, list[str]], source: str, locator: str | None) -> None:
    found = places.setdefault(source, [])
    if locator and locator not in found:
        found.append(locator)


def _places(locators: tuple[str, ...]) -> tuple[str, ...]:
    """paragraph 1; paragraphs 1 and 2, where they are of one kind."""
    if len(locators) < 2:
        return locators
    kinds = {locator.rpartition(" ")[0] for locator in locators}
    numbers = [locator.rpartition(" ")[2] for locator in locators]
    if len(kinds) != 1 or not all(number.isdigit() for number in numbers):
        return locators
    numbers.sort(key=int)
    return (f"{kinds.pop()}s {', '.join(numbers[:-1])} and {numbers[-1]}",)


def _on_date(note: str | None) -> str | None:
    """The clause of a source's note that speaks of its date, in the first sentence that does."""
    for sentence in re.split(r"(?<=[.])\s+", note or ""):
        clauses = [c.strip() for c in _CLAUSE.split(sentence) if _OF_DATES.search(c)]
        if clauses:
            return clauses[-1]
    return None
