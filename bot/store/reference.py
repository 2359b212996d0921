"""Names, units, groups and habits on file: what does not depend on the date asked about.

Each is looked up once and remembered with the connection, so nothing here
reads a whole table, however many codes there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.answers.catalogue import Indicator, Source, Unit
from bot.figures.codes import ALL, BY_SEARCH, Kind, UnitKind
from bot.figures.remainder import Remainder
from bot.figures.series import Subject
from bot.language.words import phrase_key
from bot.store import remainders
from bot.store.reading import Reader

__all__ = ["Reference"]

_LISTS = {
    "area": "areas",
    "ref_area": "areas",
    "counterpart_area": "areas",
    "product": "products",
    "indicator": "indicators",
    "unit": "units",
    "unit_measure": "units",
    "freq": "freq",
    "trade_flow": "trade_flow",
    "coverage": "coverage",
    "seasonal_adjust": "seasonal_adjust",
    "measure": "measure",
    "transformation": "transformation",
    "accumulation": "accumulation",
    "obs_qualifier": "obs_qualifier",
    "obs_status": "obs_status",
    "conf_status": "conf_status",
}
"""Dimensions with the table of their codes."""

_WITHOUT_SENTENCE_FORM = ("indicators", "units")

_CLOSURE = """
WITH RECURSIVE found (code) AS (
  SELECT {get} FROM membership WHERE {given} = ?
  UNION
  SELECT membership.{get} FROM membership JOIN found ON membership.{given} = found.code
)
SELECT code FROM found
"""
_MEMBERS = _CLOSURE.format(get="member", given="group_area")
_GROUPS = _CLOSURE.format(get="group_area", given="member")

_AREA = "AREA="
_OF_KIND = f"SELECT DISTINCT means FROM names WHERE phrase LIKE ? AND means LIKE '{_AREA}%'"  # noqa: S608 - our own words

COMBINED = "JAN_FEB_COMBINED"


class Reference:
    """The part of the catalogue that is the same at every date."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._reader.connection

    @property
    def home_area(self) -> str | None:
        """The area a question means when it names none."""
        found: str | None = self._value("SELECT value FROM settings WHERE name = ?", "home_area")
        return found

    def label(self, dimension: str, code: str, *, in_sentence: bool = False) -> str:
        """The name of a code, or as it reads in a sentence; the code itself where it has none."""
        table = _LISTS[dimension.lower()]
        form = "name"
        if in_sentence and table not in _WITHOUT_SENTENCE_FORM:
            form = "coalesce(in_sentence, name)"
        sql = f"SELECT {form} FROM {table} WHERE code = ?"  # noqa: S608 - our own words
        found: str | None = self._value(sql, code)
        rest = Remainder.of(code) if found is None else None
        if rest is None:
            return found or code
        if table == "indicators":
            return remainders.title(rest, lambda one: self.label(dimension, one))
        return remainders.label(
            dimension, rest, lambda one: self.label(dimension, one, in_sentence=True)
        )

    def title(self, indicator: str, trade_flow: str) -> str:
        """What the indicator is called for that flow, else its label."""
        found: str | None = self._value(
            "SELECT title FROM titles WHERE indicator = ? AND trade_flow = ?"
            " ORDER BY id DESC LIMIT 1",
            indicator,
            trade_flow,
        )
        rest = None if found or self._is_measure(indicator) else Remainder.of(indicator)
        if rest is not None:
            return remainders.title(rest, lambda one: self.title(one, trade_flow))
        return found or self.label("indicator", indicator)

    def typed(self, indicator: str, trade_flow: str) -> str:
        """What a question calls it: its title, or the code of one that is found by a search."""
        found: str | None = self._value(
            "SELECT code FROM indicators JOIN names ON means = 'INDICATOR=' || code"
            " AND phrase = ? WHERE code = ? AND found_by = ?",
            phrase_key(indicator),
            indicator,
            BY_SEARCH,
        )
        return found or self.title(indicator, trade_flow)

    def _is_measure(self, code: str) -> bool:
        return bool(self._rows("SELECT 1 FROM indicators WHERE code = ?", code))

    def preposition(self, trade_flow: str) -> str:
        """Between the flow and its partner: exports *to*, imports *from*, trade *with*."""
        return self._value("SELECT preposition FROM trade_flow WHERE code = ?", trade_flow) or (
            "with"
        )

    def members(self, group: str) -> frozenset[str]:
        """Areas stated to be within the group or area, directly or through another."""
        return frozenset(code for (code,) in self._rows(_MEMBERS, group))

    def groups(self, area: str) -> frozenset[str]:
        """Groups and areas that the area is within, directly or through another."""
        found = frozenset(code for (code,) in self._rows(_GROUPS, area))
        rest = Remainder.of(area)
        return found | self.groups(rest.whole) | {rest.whole} if rest is not None else found

    def is_group(self, area: str) -> bool:
        """Whether the area is a group of countries, not a place."""
        if Remainder.of(area) is not None:
            return True
        return bool(self._value("SELECT kind = 'group' FROM areas WHERE code = ?", area))

    def of_kind(self, kind: str) -> frozenset[str]:
        """Areas that a name of theirs says are of that kind: "Heathrow Airport" is an airport."""
        return frozenset(
            means.removeprefix(_AREA)
            for (means,) in self._rows(_OF_KIND, f"% {kind}")
            if " " not in means
        )

    def parts(self, indicator: str) -> Sequence[str]:
        """All the parts of the indicator; none where what is on file may not be all of them."""
        sql = (
            "SELECT part.code FROM indicators AS part"
            " JOIN indicators AS whole ON whole.code = part.parent"
            " WHERE whole.code = ? AND whole.parts = 'all' ORDER BY part.code"
        )
        return tuple(code for (code,) in self._rows(sql, indicator))

    def parent(self, indicator: str) -> str | None:
        """The indicator this one is a part of; None too for a code that is not on file."""
        try:
            return self.indicator(indicator).parent
        except KeyError:
            return None

    def is_flow(self, indicator: str) -> bool:
        """Whether the indicator is a flow, so that its periods add up."""
        return self.indicator(indicator).kind is Kind.FLOW

    def adds_up(self, indicator: str) -> bool:
        """Whether its flows and parts add up: a flow or a stock, no rate, index or price."""
        return self.indicator(indicator).kind in (Kind.FLOW, Kind.STOCK)

    def indicator(self, code: str) -> Indicator:
        """Raises KeyError for a code that is not on file."""
        return self._reader.remember(("indicator", code), lambda: self._indicator(code))

    def _indicator(self, code: str) -> Indicator:
        sql = "SELECT code, name, kind, parent, one, many, deficit FROM indicators WHERE code = ?"
        rest = Remainder.of(code)
        if rest is not None and not self._is_measure(code):
            label = self.label("indicator", code)
            return replace(self.indicator(rest.whole), code=code, label=label, parent=rest.whole)
        code, label, kind, parent, one, many, deficit = self._row(sql, code)
        return Indicator(code, label, Kind(kind), parent, one, many, deficit)

    def unit(self, code: str) -> Unit:
        """Raises KeyError for a code that is not on file."""
        return self._reader.remember(("unit", code), lambda: self._unit(code))

    def _unit(self, code: str) -> Unit:
        sql = "SELECT code, kind, one, many, prefix FROM units WHERE code = ?"
        code, kind, one, many, prefix = self._row(sql, code)
        return Unit(code, UnitKind(kind), one or "", many or "", prefix or "")

    def source(self, id: str) -> Source:
        """Raises KeyError for a SOURCE_ID that is not on file."""
        sql = "SELECT code, publisher, published, title, url, note FROM sources WHERE code = ?"
        code, publisher, published, title, url, note = self._row(sql, id)
        return Source(code, publisher, date.fromisoformat(published), title, url, note)

    def combined_january(self, subject: Subject) -> bool:
        """Whether January and February are compared combined, there or where that is within."""
        areas = {subject.ref_area} | self.groups(subject.ref_area)
        rows = self._rows("SELECT ref_area, indicator FROM habits WHERE habit = ?", COMBINED)
        indicators = (subject.indicator, ALL)
        return any(area in areas and indicator in indicators for area, indicator in rows)

    def ratios(self) -> Sequence[tuple[str, str, str]]:
        """Indicators that make sense per unit of another: (numerator, denominator, label)."""
        return self._rows("SELECT DISTINCT numerator, denominator, label FROM ratios")

    def _rows(self, sql: str, *values: str) -> tuple[Any, ...]:
        return self._reader.remember(
            (sql, values), lambda: tuple(self._connection.execute(sql, values))
        )

    def _row(self, sql: str, code: str) -> Any:
        rows = self._rows(sql, code)
        if not rows:
            raise KeyError(code)
        return rows[0]

    def _value(self, sql: str, *values: str) -> Any:
        rows = self._rows(sql, *values)
        return rows[0][0] if rows else None
