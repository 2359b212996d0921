"""A unit that what is asked of is in already: nothing is converted, and no share is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.catalogue import Catalogue
from bot.answers.readings import combinations, readings, sides
from bot.figures.codes import PERCENT, UNSTATED, UnitKind
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.question import Question, Terms

__all__ = ["in_own_currency", "in_own_percent"]


def in_own_percent(question: Question, catalogue: Catalogue) -> Question:
    """ "Unemployment in percent": of what is measured in percent it is the unit, and no share.

    So it is of what adds up to no whole, where nobody states a unit: the reply says that.
    """
    level = _level_in_percent(question.text) and Cue.MOVED in question.cues
    if Cue.PERCENT not in question.cues and not level:
        return question
    units = {
        (series.unit, catalogue.adds_up(subject.indicator))
        for subject in _subjects(question.terms, catalogue)
        for series in catalogue.series(subject)
        if series.is_level
    }
    own = bool(units) and all(u == PERCENT or (u == UNSTATED and not adds) for u, adds in units)
    said = {Cue.PERCENT, Cue.SHARE} if own else {Cue.PERCENT}
    if own and level:
        said |= {Cue.GROWTH, Cue.MOVED}  # "did unemployment fall below 6%" is of where it stands
    return replace(question, cues=question.cues - said)


def _level_in_percent(text: str) -> bool:
    """Whether a percentage is what something came to: "fall below 6%", but not "fell by 6%"."""
    return _CAME_TO.search(text) is not None


_CAME_TO = re.compile(
    r"\b(?:above|below|over|under|past|beyond|to)\s+\d+(?:\.\d+)?\s*(?:%|per ?cent\b|pct\b)",
    re.IGNORECASE,
)


def in_own_currency(question: Question, catalogue: Catalogue) -> Question:
    """ "Is Brent above $60": of what is priced in dollars a barrel nothing is to be converted."""
    names = question.terms.names
    asked = {code for m in names for code in m.codes("unit")}
    signs = {prefix for code in asked if (prefix := catalogue.unit(code).prefix)}
    rest = tuple(kept for m in names if (kept := m.without({"unit"})) is not None)
    if len(signs) != 1 or not rest:
        return question
    terms = replace(question.terms, names=rest)
    priced = [
        catalogue.unit(series.unit)
        for subject in _subjects(terms, catalogue)
        for series in catalogue.series(subject)
        if series.is_level
    ]
    own = bool(priced) and all(
        unit.prefix in signs and unit.kind is not UnitKind.CURRENCY for unit in priced
    )
    return replace(question, terms=terms) if own else question


def _subjects(terms: Terms, catalogue: Catalogue) -> list[Subject]:
    """What the names of a side can mean."""
    return [
        reading.subject
        for side in sides(terms)
        for combination in combinations(side, catalogue.home_area)
        for reading in readings(combination, catalogue)
    ]
