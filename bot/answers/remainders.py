"""Remainders: whether a whole less some of its parts may be worked out, and why it is not.

What is taken away must lie within the whole by code, on the same basis, and no two parts may
have anything in common (design: rules 6 and 13). Where that is so the arithmetic does the
rest: a remainder is a subject like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from bot.answers.answer import Code, Figure, Note, Status
from bot.answers.catalogue import Catalogue
from bot.answers.making import level
from bot.answers.request import Miss, Request
from bot.answers.telling import each_once
from bot.figures.codes import BALANCE
from bot.figures.remainder import Remainder, remainders_in
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.question import Mention, Question, Scope, Terms
from bot.language.vocabulary import Meaning
from bot.reckon.parts import is_part

__all__ = ["flaw", "missed", "not_on_file", "what_is_left"]


def flaw(dimension: str, rest: Remainder, catalogue: Catalogue) -> Note | None:
    """Why nothing may be taken away there, whatever the figures; None where it may."""
    for part in rest.parts:
        if not is_part(dimension, part, rest.whole, catalogue):
            values = {"part": _code(dimension, part), "whole": _code(dimension, rest.whole)}
            return Note("refused_no_part", values)
    for one, other in combinations(rest.parts, 2):
        for inner, outer in ((one, other), (other, one)):
            if is_part(dimension, inner, outer, catalogue):
                values = {"part": _code(dimension, inner), "whole": _code(dimension, outer)}
                return Note("refused_part_of_other", values)
        if not _apart(dimension, one, other, catalogue):
            values = {"first": _code(dimension, one), "second": _code(dimension, other)}
            return Note("refused_overlap", values)
    return None


def _apart(dimension: str, one: str, other: str, catalogue: Catalogue) -> bool:
    """Whether two parts are known to have nothing in common.

    Two places have not, unless a place is within both; what is on file of a group need not be
    all its members. Measures have not where a package says that they and others make up their
    whole. Of products nothing says.
    """
    match dimension:
        case "ref_area" | "counterpart_area":
            if catalogue.is_group(one) or catalogue.is_group(other):
                return False
            nested = one.startswith(f"{other}-") or other.startswith(f"{one}-")
            return not nested and not catalogue.members(one) & catalogue.members(other)
        case "indicator":
            parent = catalogue.parent(one)
            return parent is not None and {one, other} <= set(catalogue.parts(parent))
        case _:
            return False


def _code(dimension: str, code: str) -> Code:
    return Code("area" if dimension.endswith("_area") else dimension, code)


def what_is_left(question: Question) -> Note | None:
    """What to ask back where something is to be left out, and of what cannot be told."""
    sides = (question.terms, question.against, question.whole, question.per)
    left = [m.text for side in sides for m in side.names if m.scope is Scope.WITHOUT]
    if left:
        return Note("leave_out_of_what", {"names": tuple(left)})
    rest = any(m.scope is Scope.REST for side in sides for m in side.names)
    return Note("rest_of_what") if rest or Cue.REST in question.cues else None


def missed(miss: Miss, request: Request) -> Miss:
    """Why there is no figure of a remainder, with what is held of its whole and its parts."""
    subject, catalogue, period = request.subject, request.catalogue, request.period
    for _, whole, parts in remainders_in(subject):
        if miss.status is not Status.NOT_HELD or level(subject, period, catalogue) is not None:
            break
        figures = [level(one, period, catalogue) for one in (whole, *parts)]
        held = tuple(figure for figure in figures if figure is not None)
        if not catalogue.adds_up(subject.indicator):
            what = Note("refused_left_of_kind", {"what": Code("indicator", whole.indicator)})
            return Miss(Status.REFUSED, (what,), related=held, closeness=5)
        related = each_once((*held, *miss.related))
        if len(held) < len(figures):
            return replace(miss, related=related)
        if len({figure.unit for figure in held}) > 1:
            note = Note("refused_units", {"figure": held[0], "against": held[-1]})
            return Miss(Status.REFUSED, (note,), related=held, closeness=5)
        if subject.trade_flow != BALANCE and _exceeded(*held):
            note = Note("refused_parts_above_whole", {"parts": held[1:], "whole": held[0]})
            return Miss(Status.REFUSED, (note,), related=held, closeness=5)
        return replace(miss, message=(*miss.message, Note("left_of_releases")), related=related)
    return miss


def _exceeded(whole: Figure, *parts: Figure) -> bool:
    """Whether the parts are surely more than the whole."""
    least = sum(part.low or 0 for part in parts)
    return whole.high is not None and least > whole.high


Ask = Callable[[Terms], Sequence[Figure] | Miss]
"""How much of it there is, or why that is not known."""


def not_on_file(terms: Terms, ask: Ask, catalogue: Catalogue) -> Miss | None:
    """Why no subject on file is the remainder named; None where none is named."""
    found = ((d, code) for m in terms.names for meaning in m.meanings for d, code in meaning.codes)
    dimension, code = next((pair for pair in found if Remainder.of(pair[1])), ("", ""))
    rest = Remainder.of(code)
    if rest is None:
        return None
    names = {one: catalogue.label(dimension, one) for one in (rest.whole, *rest.parts)}
    outcomes = [ask(_instead(terms, code, one, name)) for one, name in names.items()]
    held = each_once(f for o in outcomes if not isinstance(o, Miss) for f in o[:1])
    wrong = flaw("ref_area" if dimension == "area" else dimension, rest, catalogue)
    if wrong is not None:
        return Miss(Status.REFUSED, (wrong,), related=held, closeness=5)
    lacking = [o for o in outcomes if isinstance(o, Miss)]
    if not lacking:
        return _together_on_file(held, rest) if len(held) == len(outcomes) else None
    message = each_once(note for miss in lacking for note in miss.message)
    options = each_once(option for miss in lacking for option in miss.options)
    return Miss(Status.NOT_HELD, (Note("left_takes_both"), *message), options, held, closeness=2)


def _together_on_file(held: Sequence[Figure], rest: Remainder) -> Miss | None:
    """Why figures that are all on file make no remainder: their basis, or their periods.

    None where they are not of that whole and of parts of it.
    """
    whole, *parts = held
    for part, code in zip(parts, rest.parts, strict=True):
        codes = {d: (getattr(whole.subject, d), getattr(part.subject, d)) for d in _DIMENSIONS}
        apart = {d: pair for d, pair in codes.items() if pair[0] != pair[1]}
        if [pair for d, pair in apart.items() if d not in _BASIS] != [(rest.whole, code)]:
            return None
        if apart.keys() & _BASIS:
            note = Note("refused_left_of_basis", {"part": part, "whole": whole})
            return Miss(Status.REFUSED, (note,), related=tuple(held), closeness=5)
    note = Note("left_in_no_period")
    return Miss(Status.NOT_HELD, (note,), related=tuple(held), closeness=3)


_DIMENSIONS = Subject.dimensions()
_BASIS = frozenset({"coverage", "seasonal_adjust"})
"""Dimensions that say how something is counted, and not what."""


def _instead(terms: Terms, code: str, other: str, name: str) -> Terms:
    """The terms with another code, of that name, wherever they have the one."""

    def changed(meaning: Meaning) -> Meaning:
        return Meaning(tuple((d, other if c == code else c) for d, c in meaning.codes))

    def renamed(mention: Mention) -> Mention:
        meanings = tuple(map(changed, mention.meanings))
        return (
            replace(mention, text=name, meanings=meanings)
            if meanings != mention.meanings
            else mention
        )

    return replace(terms, names=tuple(map(renamed, terms.names)))
