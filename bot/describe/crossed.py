"""Tables in which a row and a column tell the period together: a year and its months or quarters.

Years may stand at the left and months above, or the other way about. A column beside the
months may be that of the whole year, if it is that in every row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from bot.describe.known import rows
from bot.describe.periods import is_period, labels_of
from bot.describe.sums import within_rounding
from bot.figures.period import Period
from bot.store.period_labels import labelled
from bot.store.questions import asked

__all__ = ["Crossed", "crossed", "is_numbered", "out_of_order", "unread_parts", "whole_year"]

Cells = Sequence[str]

_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_LEAP = "2000"  # a year that has every day and month
_FEW = 2  # columns that make parts of a year
_MOST = 4  # one column in so many has to be one: among hundreds of codes one is like a month
_ENOUGH = 3  # years that have to be the sums of their parts, for a column to be theirs


@dataclass(frozen=True, slots=True)
class Crossed:
    """Where the two parts of a period stand."""

    lead: int  # the column whose cells begin it
    across: tuple[int, ...]  # the columns whose names end it
    by_year: bool  # whether the rows are years


def crossed(header: Cells, sample: Sequence[Cells]) -> Crossed | None:
    """The columns of such a table, given some of its rows; None of any other table."""
    numbered = is_numbered(header)
    parts = [
        place
        for place, name in enumerate(header)
        if (numbered and _MONTH.fullmatch(name)) or _is_part(name, f"{_LEAP} {name}")
    ]
    if _apart(header, parts) and len(parts) >= 2:
        leads = [p for p in range(parts[0]) if all(_YEAR.fullmatch(row[p]) for row in sample)]
        if leads and sample:
            return Crossed(leads[-1], tuple(parts), by_year=True)
    years = [place for place, name in enumerate(header) if _YEAR.fullmatch(name)]
    if _apart(header, years) and years:
        few = sample[: max(2, len(sample) * 2 // 3)]
        leads = [
            p for p in range(years[0]) if all(_is_part(row[p], f"{row[p]} {_LEAP}") for row in few)
        ]
        if leads and few:
            return Crossed(leads[-1], tuple(years), by_year=False)
    return None


def is_numbered(header: Cells) -> bool:
    """Whether names are the numbers of all twelve months, in their order."""
    return [int(name) for name in header if _MONTH.fullmatch(name)] == list(range(1, 13))


def _apart(header: Cells, places: Sequence[int]) -> bool:
    return len({header[place] for place in places}) == len(places)


def _is_part(name: str, label: str) -> bool:
    """Whether a text names a month or a quarter of any year, as ``label`` has it with one."""
    return bool(name) and not name.isdigit() and not is_period(name) and is_period(label)


def out_of_order(header: Cells, found: Crossed) -> str | None:
    """What is to be asked where the year of a row does not begin with its first column."""
    names = [header[place] for place in found.across]
    labels = labels_of(f"{_LEAP} {name}" for name in names) if found.by_year else None
    if labels is None or labels.question is not None:
        return None
    starts = [Period.of(labelled(f"{_LEAP} {n}", labels.formats, None)[0]).start for n in names]
    later = next((p for p, (a, b) in enumerate(pairwise(starts), 1) if b < a), None)
    if later is None:
        return None
    return (
        f"The columns begin with {names[0]}, and {names[later]} comes later: is "
        f"{header[found.lead]} a financial year, so that {names[later]} is of the calendar year "
        "after it? Then write a row for each calendar year in the file. If all are of the year "
        "that the row names, take this question out"
    )


def unread_parts(names: Sequence[str]) -> str | None:
    """What is to be mended where columns beside years look like parts of the year all the same."""
    patterns = [row["PATTERN"] for row in rows("parts")]
    found = [n for n in names if any(re.fullmatch(p, n, re.IGNORECASE) for p in patterns)]
    if len(found) < max(_FEW, len(names) / _MOST):
        return None
    shown = ", ".join(map(repr, found[:4])) + (", ..." if len(found) > 4 else "")
    return (
        f"Are the columns {shown} parts of the year that each row names? Then call them Jan to Dec "
        "or Q1 to Q4 in the file (and leave halves of years out), and describe it anew. If each is "
        "a measure of whole years, take this question out"
    )


def whole_year(name: str, cells: Cells, parts: Sequence[Cells], years: Cells, heads: Cells) -> str:
    """What a column of numbers beside the months is: OBS_VALUE of the year, or a question.

    ``parts`` are the cells of each of the other columns, named by ``heads``; ``years`` those
    that name the rows.
    """
    sums, others, short = 0, False, ""
    for place, cell in enumerate(cells):
        whole, held = _value(cell), [_value(column[place]) for column in parts]
        if whole is None:
            continue
        if None in held:
            short = short or f"in {years[place]} {heads[held.index(None)]} has no figure"
        elif within_rounding(whole, [value for value in held if value is not None]):
            sums += 1
        else:
            others = True
    called = any(re.fullmatch(row["PATTERN"], name, re.IGNORECASE) for row in rows("wholes"))
    if called and sums >= _ENOUGH and not others and not short:
        return "OBS_VALUE"
    if not called:
        return asked(
            f"What is {name!r}, beside the columns of the parts of the year? Write null to leave "
            "it out, or OBS_VALUE if it is a figure of the whole year, with INDICATOR among its "
            "constants if it is of something else"
        )
    add = " (where all others have one it is their sum)" if sums and not others else ""
    but = f"; {short}{add}" if short else add
    return asked(
        f"Is {name!r} the figure of the whole year, in every row{but}? Write OBS_VALUE if it is, "
        "with INDICATOR among its constants if it is of something else; null leaves the column out"
    )


def _value(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return None
