"""The change of each of several places, partners or products, in order: "births change by region".

Each is what it is for that one alone, as stated or worked out, all on the same base. Which of
them rose or fell the most is not looked for: of how many there is no change on file is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.answers.answer import Comparison, Figure, Note, Status
from bot.answers.growth import change_asked, kinds_asked
from bot.answers.levels import versus_period
from bot.answers.published import Settled
from bot.answers.ranks import MOST, all_ranked, code_of, newest_of, not_in
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import CHANGED, RANKED
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import CUES, Cue
from bot.language.question import Question

__all__ = ["as_list", "asks_of_each", "find_each_change"]

OF_EACH = frozenset({Cue.PLACES, Cue.PRODUCTS, Cue.PARTNERS, Cue.WHICH})
"""What is listed: "by region", "by product", "by partner", "by country"."""

_EACH = re.compile(r"\b(?:by|per|each|every|all)\b|^\W*(?:and )?where\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def asks_of_each(question: Question) -> bool:
    """Whether the change of each of them is asked for, and not who changed the most."""
    changes = question.cues & CHANGED and question.cues & OF_EACH
    others = question.cues & {Cue.SHARE, Cue.WHY, Cue.CONTRIBUTION, Cue.GROWTH_RATE, Cue.COUNT}
    if not changes or others or question.place is not None or question.count is not None:
        return False
    return _EACH.search(question.text) is not None and not _ranks(question.text)


def _ranks(text: str) -> bool:
    """Whether a word of it asks who is first: "biggest", "most", "which"."""
    said = [word.casefold() for word in _WORD.findall(text)]
    firsts = (word for word in said if {*RANKED} & {*CUES.get(word, ())})
    return "which" in said or any(not OF_EACH & {*CUES[word]} for word in firsts)


def as_list(question: Question) -> Question:
    """The question without the rank that "by region" asks for, where changes are listed by it."""
    return replace(question, cues=question.cues - RANKED) if asks_of_each(question) else question


def find_each_change(request: Request) -> Found | Miss:
    """The change of each that has one, the largest rise first."""
    rivals, dimension = all_ranked(request)
    notes: list[Note] = []
    newest = None if request.question.terms.periods else newest_of(rivals, request.catalogue)
    if newest is not None:
        # No period was named: the newest in which these have figures, not the total.
        request, notes = replace(request, settled=Settled((newest[0],))), [newest[1]]
    held = _held(request, rivals)
    if not held or rivals == [request.subject]:
        return _none(request, rivals, dimension)
    in_order = sorted(held, key=lambda one: (one.size is None, -(one.size or 0)))
    shown = in_order[:MOST]
    with_one = {one.figure.subject for one in held}
    without = [r for r in rivals if r not in with_one]
    if len(held) > 1:
        notes.append(Note("largest_rise_first"))
    notes += not_in(without, request, dimension)
    return Found(
        figures=tuple(one.figure for one in shown),
        comparisons=tuple(one.comparison for one in shown),
        message=_alone(held, request, dimension),
        notes=tuple(notes),
        period=request.period,
        searched=newest is not None,
    )


def _alone(held: Sequence[_Changed], request: Request, dimension: str) -> tuple[Note, ...]:
    """That only one of them has such a change on file: one is no order."""
    if len(held) > 1:
        return ()
    whom = code_of(dimension, held[0].figure.subject)
    return (Note("only_one_changed", {"whom": whom, "period": request.period}),)


@dataclass(frozen=True, slots=True)
class _Changed:
    """A change with the figure that it is told by: itself, or the level on another named base."""

    figure: Figure
    comparison: Comparison

    @property
    def size(self) -> Fraction | None:
        return self.comparison.figure.value


def _held(request: Request, rivals: Sequence[Subject]) -> list[_Changed]:
    """Their changes, all of one kind and in the unit that most of them are in."""
    alone = [replace(request, reading=replace(request.reading, subject=r)) for r in rivals]
    request.catalogue.read_ahead(list(rivals), request.period)
    if request.base is not None:
        return _of_one_unit([c for one in alone if (c := _on(request.base, one)) is not None])
    of_kinds: list[list[_Changed]] = []
    for kind in kinds_asked(request):
        found = [change_asked(one, request.period, (kind,)) for one in alone]
        of_kinds.append(_of_one_unit([_Changed(c.figure, c) for c in found if c is not None]))
    # The likeliest kind, unless most of them have another.
    return max(of_kinds, key=len)


def _on(base: Period, request: Request) -> _Changed | None:
    found = versus_period(request, base)
    if not isinstance(found, Found) or not found.comparisons:
        return None
    return _Changed(found.figures[0], found.comparisons[0])


def _of_one_unit(held: Sequence[_Changed]) -> list[_Changed]:
    units = Counter(one.comparison.figure.unit for one in held)
    usual = units.most_common(1)[0][0] if units else None
    return [one for one in held if one.comparison.figure.unit == usual]


def _none(request: Request, rivals: Sequence[Subject], dimension: str) -> Miss:
    """Nothing to list: no such places or partners are on file, or no change of theirs."""
    none = {"counterpart_area": "no_partners", "ref_area": "no_areas"}.get(dimension, "no_order")
    key = none if rivals in ([], [request.subject]) else "no_changes_of_each"
    values = {"subject": request.subject, "period": request.period}
    return Miss(Status.NOT_HELD, (Note(key, values),), closeness=1 if key == none else 2)
