"""What is on file, read from the database with SQL: statements as printed, names, units.

The period of a statement is its days, whatever it is called. ``on(day)`` is what could be known
on a day: everything published by then, replaced figures included, since the working of a reply
may take a figure as it was before its revision.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from tests.digits.calendar import Span, code_span

__all__ = ["Filed", "Printed"]

SUBJECT = (
    *("ref_area", "counterpart_area", "indicator", "trade_flow"),
    *("product", "coverage", "seasonal_adjust"),
)
_STATEMENTS = f"""
SELECT statements.id, {", ".join(f"series.{name}" for name in SUBJECT)}, series.measure,
  series.transformation, series.unit, series.accumulation, statements.period,
  statements.comparison_period, statements.value, statements.unit_mult, statements.decimals,
  coalesce(statements.qualifier, 'EQ'), sources.code, sources.published, statements.realtime_end,
  sources.rounding
FROM statements JOIN series ON series.id = statements.series
JOIN sources ON sources.id = statements.source
"""  # noqa: S608 - our own column names


@dataclass(frozen=True)
class Printed:
    """One number as a publisher printed it, or words in place of one."""

    subject: tuple[str, ...]
    measure: str
    transformation: str
    unit: str
    code: str  # TIME_PERIOD
    ytd: bool
    span: Span
    compared: Span | None
    text: str | None  # OBS_VALUE
    mult: int
    decimals: int
    qualifier: str
    source: str
    published: date
    replaced: date | None
    cut: bool  # the source cuts digits off and does not round

    @cached_property
    def value(self) -> Fraction:
        """In the plain unit."""
        return Fraction(Decimal(self.text or 0)) * Fraction(10) ** self.mult

    @property
    def place(self) -> int:
        """The power of ten of the last digit printed."""
        return self.mult - self.decimals

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Where the truth lies, by the table of the contract."""
        unit = Fraction(10) ** self.place
        below, above = {"AR": (1, 1), "GT": (0, 1), "LT": (1, 0)}.get(
            self.qualifier, (Fraction(1, 2), Fraction(1, 2))
        )
        count = self.unit == "NUM" and self.place == 0
        if self.qualifier in ("EQ", "IM"):
            if count or self.measure == "RK":
                below = above = 0
            elif self.cut:  # the truth is further from zero
                below, above = int(self.value <= 0), int(self.value >= 0)
        return self.value - below * unit, self.value + above * unit

    @property
    def is_level(self) -> bool:
        return (self.measure, self.transformation) == ("LV", "N")


class Filed:
    """One database of figures."""

    def __init__(self, database: Path) -> None:
        self.database = database
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as file:
            self.statements = [_printed(row) for row in file.execute(_STATEMENTS)]
            self.units = {
                code: (kind, one or "", many or "", prefix or "")
                for code, kind, one, many, prefix in file.execute(
                    "SELECT code, kind, one, many, prefix FROM units"
                )
            }
            self.nouns = {
                code: (one, many)
                for code, one, many in file.execute("SELECT code, one, many FROM indicators")
                if one and many
            }
            self.names = (
                tuple(
                    name
                    for table in ("areas", "products", "indicators", "coverage", "seasonal_adjust")
                    for row in file.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
                    for name in row[1:3]
                    if isinstance(name, str) and any(c.isdigit() for c in name)
                )
                + tuple(
                    name
                    for (name,) in file.execute("SELECT DISTINCT phrase FROM names")
                    if any(c.isdigit() for c in name)
                )
            )
        self.by_source: Mapping[str, list[Printed]] = defaultdict(list)
        self._spans: dict[date, set[Span]] = {}
        self.days: Mapping[tuple[str, ...], set[date]] = defaultdict(set)
        for one in self.statements:
            self.by_source[one.source].append(one)
            self.days[one.subject].add(one.published)

    def spans(self, day: date) -> set[Span]:
        """Every period that something published by that day is of, or is compared with."""
        if day not in self._spans:
            held = [p for p in self.statements if p.published <= day]
            both = {p.span for p in held} | {p.compared for p in held if p.compared}
            self._spans[day] = both
        return self._spans[day]

    def printed(self, sources: list[str], day: date) -> list[Printed]:
        """Everything these sources print, published by that day."""
        return [p for s in sources for p in self.by_source.get(s, ()) if p.published <= day]


def _printed(row: tuple[object, ...]) -> Printed:
    _, *subject = row[:8]
    measure, transformation, unit, accumulation, period, compared, value = map(_text, row[8:15])
    mult, decimals, qualifier, source, published, replaced, rounding = row[15:]
    ytd = accumulation == "YTD"
    return Printed(
        tuple(map(_text, subject)),
        measure,
        transformation,
        unit,
        period,
        ytd,
        code_span(period, ytd),
        code_span(compared, ytd) if compared and not compared.startswith("_") else None,
        value or None,
        int(str(mult)),
        int(str(decimals)),
        _text(qualifier),
        _text(source),
        date.fromisoformat(_text(published)),
        date.fromisoformat(_text(replaced)) if replaced else None,
        _text(rounding) == "truncated",
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
