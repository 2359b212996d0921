"""What a publisher has said of a figure by and by: its first vintage, and each that revised it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.answers.answer import Answer, Caution, Comparison, Figure, Note, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import between
from bot.answers.findings import REVISED_BASE, rule_of, values_of
from bot.answers.making import from_statement
from bot.figures.codes import PERCENT, POINTS
from bot.figures.period import Period
from bot.figures.statement import Statement
from bot.reckon.expression import Input

__all__ = [
    "first_day",
    "not_borne_out",
    "since_day",
    "since_first",
    "the_stated",
    "with_revisions",
]

_STATES = {"P": "provisional", "E": "estimated"}
"""What is said of a vintage beside its number, by its OBS_STATUS."""


ONE_REVISION = 2
"""Vintages of a figure that was revised once: its last change is all of them."""

MOST_FIGURES = 12
"""Figures of which each is told whether it was revised."""

MOST_LOOKED_AT, MOST_OTHERS = 24, 3
"""Periods beside the newest of which it is seen whether they were revised, and those named."""


def the_stated(found: Answer) -> Statement | None:
    """The statement that an answer gives, where it is one figure that a publisher printed.

    Of what was asked to be set against another there are two, and each has days of its own.
    """
    if found.status is not Status.ANSWERED or len(found.figures) != 1:
        return None
    if any(c.asked and c.against is not None for c in found.comparisons):
        return None
    return found.figures[0].statement


def first_day(found: Answer, catalogue: Catalogue) -> date | None:
    """On which day the figure of an answer was first published; None where it is worked out."""
    statement = the_stated(found)
    return None if statement is None else _vintages(statement, catalogue)[0].realtime_start


def since_first(found: Answer, catalogue: Catalogue) -> Note | None:
    """That an answer gives its figure as first published, and what has become of it since.

    None where it gives another. The catalogue is as on the day on which it is asked.
    """
    statement = the_stated(found)
    first = None if statement is None else _vintages(statement, catalogue)[0]
    if statement is None or first is None or first.realtime_start != statement.realtime_start:
        return None
    told: dict[str, object] = {"published": statement.realtime_start, "first": "published"}
    if since := _since(statement, catalogue):
        told |= since
        return Note("published_by", told)
    kept = "no other figure has been published since"
    if any(key == REVISED_BASE for key, _ in catalogue.cautions(statement)):
        kept = f"{kept}, though later releases imply one"
    told |= {"kept": kept}
    return Note("published_by", told)


def since_day(found: Answer, day: date, catalogue: Catalogue) -> Note:
    """That an answer is as of a day, and what has become of its figure since."""
    statement = the_stated(found)
    since = _since(statement, catalogue) if statement is not None else {}
    told = {"published": day, **since}
    return Note("published_by", told)


def _since(statement: Statement, catalogue: Catalogue) -> dict[str, object]:
    """The number that it is by now, and since when; nothing where that is the same."""
    last = _vintages(statement, catalogue)[-1]
    if _is_same(last, statement):
        return {}
    return {"now": from_statement(last), "revised": last.realtime_start}


def not_borne_out(found: Answer, catalogue: Catalogue) -> Answer:
    """The answer with the caution that later releases imply another figure than it gives.

    The catalogue is as on the day on which it is asked.
    """
    statement = the_stated(found)
    if statement is None:
        return found
    told = {(c.rule, c.note.key) for c in found.cautions if statement in c.about}
    doubts = [
        Caution(rule_of(key), Note(key, {"of": None, **values_of(detail, catalogue)}), (statement,))
        for key, detail in catalogue.cautions(statement)
        if key == REVISED_BASE and (rule_of(key), key) not in told
    ]
    return replace(found, cautions=(*doubts, *found.cautions))


def with_revisions(
    found: Answer, catalogue: Catalogue, *, then: bool = False, why: bool = False
) -> Answer:
    """The answer with what its publisher said of the figure before, the newest first.

    Where no period was named, the others that were revised are named beside the newest.
    ``then`` says that the catalogue is as on an earlier day, ``why`` that the reason is asked for.
    """
    if found.status is not Status.ANSWERED:
        return found
    statement = the_stated(found)
    each = (statement,) if statement is not None else _each_stated(found)
    if not each:
        return replace(found, assumptions=(*found.assumptions, Note("revised_which")))
    notes = tuple(_told_of(one, catalogue, then=then) for one in each)
    reasons = (Note("revised_why"),) if why and any(n.key == "revised" for n in notes) else ()
    found = replace(found, message=(*notes, *reasons, *found.message))
    newest = any(note.key == "newest_taken" for note in found.assumptions)
    return _with_others(found, statement, catalogue) if statement and newest else found


def _each_stated(found: Answer) -> tuple[Statement, ...]:
    """The statements of several figures; none where one was worked out, or they are too many."""
    stated = tuple(one.statement for one in found.figures if one.statement is not None)
    alike = len(stated) == len(found.figures) <= MOST_FIGURES
    return stated if alike and not any(c.asked for c in found.comparisons) else ()


def _told_of(statement: Statement, catalogue: Catalogue, *, then: bool) -> Note:
    """What its publisher said of one figure, the newest first."""
    said = _vintages(statement, catalogue)
    figure, first = from_statement(said[-1]), said[0].realtime_start
    if len(said) == 1 and then:
        return Note("not_revised_then", {"figure": figure, "published": first})
    if len(said) == 1:
        doubted = any(key == REVISED_BASE for key, _ in catalogue.cautions(statement))
        but = "though later releases imply another" if doubted else None
        return Note("not_revised", {"figure": figure, "published": first, "but": but})
    before = (None, *said[:-1])
    lines = tuple(_line(one, last) for one, last in zip(said, before, strict=True))[::-1]
    if not _moves(said):
        return Note("published_again", {"figure": figure, "lines": lines})
    moved = _moved(said[-1], said[0]) if len(said) > ONE_REVISION else {}
    whole = {f"all_{name}": change for name, change in moved.items()}
    return Note("revised", {"figure": figure, "lines": lines, **whole})


def _with_others(found: Answer, statement: Statement, catalogue: Catalogue) -> Answer:
    """The answer with the other periods of the same series that its publisher has revised."""
    subject = statement.series.subject
    periods = catalogue.periods(
        subject, ytd=statement.series.ytd, grain=statement.period.grain, limit=MOST_LOOKED_AT + 1
    )
    others = [p for p in periods if p.span != statement.period.span]
    revised = [p for p in others if _was_revised(statement, p, catalogue)]
    if not revised:
        return found
    shown = tuple(revised[:MOST_OTHERS])
    options = tuple(
        replace(one, question=f"{one.question} revised?")
        for one in (offer(subject, period, catalogue) for period in shown)
    )
    more = "others" if len(revised) > len(shown) else None
    note = Note("others_revised", {"periods": shown, "more": more})
    return replace(found, message=(*found.message, note), options=(*options, *found.options))


def _was_revised(statement: Statement, period: Period, catalogue: Catalogue) -> bool:
    """Whether the publisher gave another number for that period first, in the same series."""
    for one in catalogue.statements(statement.series.subject, period):
        if one.series == statement.series and one.publisher == statement.publisher:
            return _moves(_vintages(one, catalogue))
    return False


def _moves(said: Sequence[Statement]) -> bool:
    """Whether any vintage is another number than the one before it."""
    return any(not _is_same(one, last) for last, one in pairwise(said))


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two vintages have the same number, as far as the coarser of them is printed."""
    if one.quantity is None or other.quantity is None or one.printed_unit == other.printed_unit:
        return one.quantity == other.quantity
    return Input(one).cut.meets(Input(other).cut)


def _line(statement: Statement, before: Statement | None) -> Note:
    return Note(
        "vintage_line",
        {
            "figure": from_statement(statement),
            "state": _STATES.get(statement.status),
            "published": statement.realtime_start,
            **(_moved(statement, before) if before is not None else {}),
        },
    )


def _moved(statement: Statement, before: Statement) -> dict[str, Figure]:
    """By how much one vintage is another number than one before it: its own unit, and percent.

    No percentage of rates, nor of what may not have moved at all.
    """
    if _is_same(statement, before):
        return {}
    here, there = from_statement(statement), from_statement(before)
    by = between("difference", here, there)
    if not isinstance(by, Comparison) or by.figure.low is None or by.figure.high is None:
        return {}
    moved = {"moved": by.figure}
    surely = by.figure.low > 0 or by.figure.high < 0
    rate = between("other_period", here, there) if surely else None
    if isinstance(rate, Comparison) and here.unit not in (PERCENT, POINTS):
        moved["moved_rate"] = rate.figure
    return moved


def _vintages(statement: Statement, catalogue: Catalogue) -> Sequence[Statement]:
    """All that the publisher said of it, the oldest first; what only repeats is left out."""
    of_day: dict[date, Statement] = {}
    for one in catalogue.vintages(statement):
        finest = of_day.get(one.realtime_start)
        if finest is None or one.printed_unit < finest.printed_unit:
            of_day[one.realtime_start] = one
    said: list[Statement] = []
    for _, one in sorted(of_day.items()):
        before = said[-1] if said else None
        if before is None or (before.quantity, before.status) != (one.quantity, one.status):
            said.append(one)
    return said or [statement]
