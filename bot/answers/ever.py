"""Over all that is on file: has it ever fallen, and how many of its changes were rises.

Counted are the changes that sources state, of periods of any length unless one is
named, and none that is worked out: what no source states is not counted as anything.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.answer import Count, Figure, Note, Status
from bot.answers.balances import asked_side
from bot.answers.extremes import names_period, newest_only
from bot.answers.kept import RATES, Kept
from bot.answers.request import Found, Miss, Request
from bot.answers.timing import CHANGED, RANKED
from bot.figures.codes import Qualifier, Transformation
from bot.figures.period import Period
from bot.language.direction import Direction, direction
from bot.language.lexicon import Cue
from bot.language.question import Question

__all__ = ["as_record", "asks_of_all", "cannot_be_counted", "find_changes"]


def asks_of_all(question: Question) -> bool:
    """Whether the changes on file are asked about, and not one of them."""
    told = question.cues & {Cue.EVER, Cue.COUNT} and question.cues & CHANGED
    return bool(told) and not question.cues & {*RANKED, Cue.SHARE, Cue.WHY}


def cannot_be_counted(question: Question) -> bool:
    """Whether all of something is asked about that the desk has no count of.

    Counted are rises and falls of levels: not those of shares, nor of rates, which fall
    where a level still rises ("has inflation ever fallen").
    """
    if asks_of_all(question):
        without = _RATE.sub(" ", question.text)
        of_rate = question.rate is not None or without != question.text
        return of_rate and (Cue.EVER in question.cues or direction(without) is not None)
    changes_of_share = {Cue.EVER, Cue.SHARE} <= question.cues and question.cues & CHANGED
    return Cue.COUNT in question.cues or bool(changes_of_share)


_RATE = re.compile(r"\b(?:growth|rates? of (?:growth|increase|change))\b", re.IGNORECASE)


def as_record(question: Question) -> Question:
    """ "Has it ever exceeded 30 billion", "has there ever been a deficit": the furthest it went.

    The figure stands beside the amount, and whoever asked judges. So does the largest change,
    where one of a size is asked about: "has it ever doubled".
    """
    cues = question.cues
    by_far = _MANIFOLD.search(question.text)
    if by_far and asks_of_all(question):
        sought = {Cue.LOW if by_far[1].lower() == "halv" else Cue.RECORD, Cue.HIGHEST}
        kept = cues - {Cue.MOVED, Cue.COUNT}
        return replace(question, cues=kept | sought, verdict=False)
    if Cue.RANK in cues and not cues & OF_WHOM and _OF_TIME.search(question.text):
        return replace(question, cues=cues - {Cue.RANK} | {Cue.RECORD, Cue.HIGHEST})
    limit = question.amount is not None or asked_side(cues) is not None
    if Cue.EVER not in cues or not limit or cues & {*RANKED, Cue.SHARE}:
        return question
    low = question.amount is not None and _BELOW.search(question.text) is not None
    kept = cues - {*CHANGED, Cue.MOVED, Cue.AVERAGE, Cue.LEVEL}
    sought = {Cue.LOW if low else Cue.RECORD, Cue.HIGHEST}
    return replace(question, cues=kept | sought, verdict=False)


OF_WHOM = frozenset({Cue.WHICH, Cue.PARTNERS, Cue.PLACES, Cue.PRODUCTS})
"""What asks which place, partner or product has the most, and not when it was."""

_OF_TIME = re.compile(
    r"\b(?:which|what) (?:year|quarter|month|week|day)\b"
    r"|\b(?:biggest|largest) (?:annual|yearly|quarterly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)
"""Words before "most" that ask when it was: "which year had the most"."""

_MANIFOLD = re.compile(r"\b(doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|less than|fewer than|lower than|fallen to)\b", re.IGNORECASE)


def find_changes(request: Request) -> Found | Miss:
    """The stated changes that went the way asked about, and of how many those are."""
    way = direction(request.question.text)
    grain = _grain_counted(request)
    found: list[Figure] = []
    notes: tuple[Note, ...] = ()
    for transformation in next(t for cue, t in RATES.items() if cue in request.cues):
        kept = Kept(request.subject, request.catalogue, transformation)
        periods = [p for p in kept.any_length() if _is_asked(p, grain, request)]
        held = [figure for p in periods if (figure := kept.at(p)) is not None]
        # Of changes on a year earlier and on the period before, those of which there are more.
        if len(held) >= max(len(found), 1):
            found, notes = held, newest_only(kept, held[0].period)
    if not found:
        note = Note("no_changes", {"subject": request.subject})
        return Miss(Status.NOT_HELD, (note,), closeness=1)
    told = _told(request, found, way)
    return replace(told, notes=notes) if isinstance(told, Found) else told


def _grain_counted(request: Request) -> str | None:
    found = _COUNTED.search(request.question.text)
    return COUNTED[found[1].lower()] if found else None


COUNTED = {"years": "A", "quarters": "Q", "months": "M", "weeks": "W", "days": "D"}
_COUNTED = re.compile(rf"\bhow many ({'|'.join(COUNTED)})\b", re.IGNORECASE)


def _is_asked(period: Period, grain: str | None, request: Request) -> bool:
    if grain is not None and (period.grain != grain or period.ytd):
        return False
    whole = request.period
    within = whole.start <= period.start and period.end <= whole.end
    return within or not names_period(request)


def _told(request: Request, held: list[Figure], way: Direction | None) -> Found | Miss:
    if way is None:
        return Miss(Status.UNSUPPORTED, (Note("which_way"),), closeness=2)
    went = [figure for figure in held if _went(figure, way)]
    yearly = held[0].transformation is Transformation.GROWTH_YEAR
    values = {
        "count": Count.each(went),
        "all": Count.each(held),
        "against": "a year earlier" if yearly else "the period before",
        "any": "periods of any length" if len({f.period.length for f in held}) > 1 else None,
        "yes": ("Yes" if went else "Not on file") if Cue.EVER in request.cues else None,
    }
    note = Note(f"changes_{way}", values)
    shown = sorted(went or held, key=lambda f: f.period.end, reverse=True)[:MOST_SHOWN]
    if not went:
        furthest = min(held, key=lambda f: (f.value or 0) * (1 if way is Direction.DOWN else -1))
        shown = [furthest]
    return Found(tuple(shown), message=(note,), period=shown[0].period, searched=True)


MOST_SHOWN = 20
"""Changes shown at most."""


def _went(figure: Figure, way: Direction) -> bool:
    """Whether it surely was a rise, or a fall."""
    qualifier = figure.statement.qualifier if figure.statement is not None else None
    if figure.low is None or figure.high is None:
        value = figure.value or 0
        if qualifier in (Qualifier.UP, Qualifier.DOWN):
            return (qualifier is Qualifier.UP) == (way is Direction.UP)
        return value > 0 if way is Direction.UP else value < 0
    return figure.low > 0 if way is Direction.UP else figure.high < 0
