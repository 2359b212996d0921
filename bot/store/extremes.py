"""How far levels go: which of thousands can be the highest or lowest, without reading them all.

Amounts are kept as they were printed, and only the arithmetic above reads them exactly. Here
they are cast to floating point and given a margin wider than any rounding, so that what is
left out surely goes less far, and what is found is for the caller to compare exactly.
"""

# ruff: noqa: S608 - what is put into SQL here is our own text; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from fractions import Fraction

from bot.figures.codes import WORDS_ONLY
from bot.figures.period import Period
from bot.figures.series import Series

__all__ = ["furthest", "how_many", "reaching"]

_FROM = "FROM statements CROSS JOIN sources ON sources.id = statements.source"

_WORDS = ", ".join(f"'{qualifier}'" for qualifier in sorted(WORDS_ONLY))
_NUMBERED = (
    "statements.value IS NOT NULL"
    f" AND (statements.qualifier IS NULL OR statements.qualifier NOT IN ({_WORDS}))"
)

# "16.03" and 9 are cast as "16.03e9". Text that is more than digits may be cast to anything.
_PLAIN = "statements.value NOT GLOB '*[^0-9.-]*'"
_AMOUNT = "CAST(statements.value || 'e' || statements.unit_mult AS REAL)"

# No interval reaches further than one unit of the last digit; casting is off by far less than
# a billionth part.
_MARGIN = (
    f"(CAST('1e' || (statements.unit_mult - statements.decimals) AS REAL) + abs({_AMOUNT}) * 1e-9)"
)

_WITHIN = "statements.period BETWEEN :first AND :last AND instr(statements.period, '/') = 0"


def how_many(
    connection: sqlite3.Connection,
    series: Sequence[Series],
    codes: tuple[str, str],
    *,
    current: str,
    as_of: str,
) -> int:
    """Periods of which any of the series has a number, from one code to another of a grain.

    ``current`` is the SQL that keeps statements current at ``:as_of``, here and below.
    """
    (number,) = connection.execute(
        f"SELECT count(DISTINCT statements.period) {_FROM}"
        f" WHERE statements.series IN ({_numbers(series)}) AND {_WITHIN} AND {_NUMBERED}"
        f" AND {current}",
        {"first": codes[0], "last": codes[1], "as_of": as_of},
    ).fetchone()
    return int(number)


def furthest(
    connection: sqlite3.Connection,
    series: Sequence[Series],
    codes: tuple[str, str],
    *,
    lowest: bool,
    current: str,
    as_of: str,
) -> Period | None:
    """The period whose number goes furthest or, within what casting leaves out, nearly so."""
    row = connection.execute(
        f"SELECT statements.period {_FROM}"
        f" WHERE statements.series IN ({_numbers(series)}) AND {_WITHIN} AND {_NUMBERED}"
        f" AND {_PLAIN} AND {current} ORDER BY {_AMOUNT} {'ASC' if lowest else 'DESC'} LIMIT 1",
        {"first": codes[0], "last": codes[1], "as_of": as_of},
    ).fetchone()
    return Period.of(row[0]) if row is not None else None


def reaching(
    connection: sqlite3.Connection,
    regular: Sequence[Series],
    levels: Sequence[Series],
    codes: tuple[str, str],
    unit: str,
    bound: Fraction,
    *,
    lowest: bool,
    current: str,
    as_of: str,
) -> tuple[Period, ...]:
    """Periods of which a level may reach the bound, each once, in no order.

    Looked at is what the ``regular`` of a subject's series of ``levels`` state from the first
    code to the last, and all that any of them states of an odd span, as that may be a day or a
    week as well. What has words alone or another unit may, as nothing here can tell.
    """
    beyond = f"{_AMOUNT} - {_MARGIN} <= :bound" if lowest else f"{_AMOUNT} + {_MARGIN} >= :bound"
    others = _numbers(one for one in levels if one.unit != unit)
    may = f"statements.series IN ({others}) OR NOT ({_NUMBERED}) OR NOT ({_PLAIN}) OR {beyond}"
    found: dict[Period, None] = {}
    for some, table, where in (
        (regular, "statements", _WITHIN),
        (levels, "statements INDEXED BY statements_odd_spans", "instr(statements.period, '/') > 0"),
    ):
        rows = connection.execute(
            f"SELECT statements.series, statements.period FROM {table}"
            " CROSS JOIN sources ON sources.id = statements.source"
            f" WHERE statements.series IN ({_numbers(some)}) AND {where}"
            f" AND statements.value IS NOT NULL AND ({may}) AND {current}",
            {"first": codes[0], "last": codes[1], "bound": float(bound), "as_of": as_of},
        )
        to_date = {one.id for one in some if one.ytd}
        found |= dict.fromkeys(Period.of(code, number in to_date) for number, code in rows)
    return tuple(found)


def _numbers(series: Iterable[Series]) -> str:
    return ", ".join(str(one.id) for one in series)
