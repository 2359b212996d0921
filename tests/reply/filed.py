"""A catalogue over the rows of the shipped packages, held in memory: the names and the facts.

It answers everything the replies ask, from the same CSV files that are loaded
into SQLite, so that wording is tested on the figures a reporter will see.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeVar

from bot.answers.catalogue import Claim, Indicator, Run, Source, Title, Unit
from bot.figures.codes import BREAK, Kind, Measure, Qualifier, Transformation, UnitKind
from bot.figures.period import Period
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot/codes", "data/xinjiang", "data/xinjiang-later")

Row = dict[str, str]
T = TypeVar("T")


class Filed:
    """Every row of some packages, all of them current."""

    def __init__(
        self, packages: Iterable[str] = PACKAGES, *, extra: Iterable[tuple[str, Row]] = ()
    ) -> None:
        self._rows: dict[str, list[Row]] = {}
        for resource, row in (*(r for package in packages for r in _read(package)), *extra):
            self._rows.setdefault(resource, []).append(row)
        self._all = _statements(tuple(packages))

    @property
    def as_of(self) -> date:
        return date(2024, 12, 31)

    @property
    def home_area(self) -> str | None:
        return "CN-XJ"

    # --- names

    def label(self, dimension: str, code: str, *, in_sentence: bool = False) -> str:
        resource = {"area": "areas", "product": "products", "indicator": "indicators"}.get(
            dimension
        )
        for row in self._rows[resource] if resource else self._rows["codes"]:
            if row["CODE"] == code and (resource or row["DIMENSION"] == dimension.upper()):
                return (in_sentence and row.get("IN_SENTENCE")) or row["LABEL"]
        raise KeyError((dimension, code))

    def title(self, indicator: str, trade_flow: str) -> str:
        for row in self._rows["titles"]:
            if (row["INDICATOR"], row["TRADE_FLOW"]) == (indicator, trade_flow):
                return row["TITLE"]
        return self.indicator(indicator).label

    def preposition(self, trade_flow: str) -> str:
        return next(
            row["PREPOSITION"]
            for row in self._rows["codes"]
            if (row["DIMENSION"], row["CODE"]) == ("TRADE_FLOW", trade_flow)
        )

    def indicator(self, code: str) -> Indicator:
        row = self._row("indicators", "CODE", code)
        kind = Kind(row["KIND"])
        parent, one, many = (row[key] or None for key in ("PARENT", "ONE", "MANY"))
        return Indicator(code, row["LABEL"], kind, parent, one, many)

    def unit(self, code: str) -> Unit:
        row = self._row("units", "CODE", code)
        return Unit(code, UnitKind(row["KIND"]), row["ONE"], row["MANY"], row["PREFIX"])

    def source(self, id: str) -> Source:
        row = self._row("sources", "SOURCE_ID", id)
        title, url, note = (row[key] or None for key in ("TITLE", "URL", "NOTE"))
        return Source(id, row["PUBLISHER"], date.fromisoformat(row["PUBLISHED"]), title, url, note)

    def releases(self) -> Sequence[str]:
        return ()

    def claims(self, subject: Subject) -> Sequence[Claim]:
        return [
            Claim(
                source=row["SOURCE_ID"],
                locator=row["LOCATOR"],
                kind=row["KIND"],
                subject=row["SUBJECT"],
                speaker=row["SPEAKER"],
                text=row["PARAPHRASE"],
            )
            for row in self._rows["claims"]
            if (row["REF_AREA"], row["INDICATOR"]) == (subject.ref_area, subject.indicator)
        ]

    # --- statements

    def statement(self, id: int) -> Statement:
        return next(s for s in self._all if s.id == id)

    def statements(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [s for s in self._about(subject) if s.period.span == period.span]

    def compared_with(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [
            s
            for s in self._about(subject)
            if s.comparison_period and s.comparison_period.span == period.span
        ]

    def breaks(self, subject: Subject, first: Period, last: Period) -> Sequence[Period]:
        found = {s.period for s in self._about(subject) if s.status == BREAK}
        return [p for p in found if p.grain == last.grain and first.end < p.end < last.end]

    def every_conversion(self, unit: str) -> Sequence[Statement]:
        return ()

    def later_implies(self, statement: Statement) -> None:
        return None

    @property
    def has_titles(self) -> bool:
        return False

    def newest(self, most: int) -> Sequence[tuple[Subject, Period]]:
        return ()

    def titles(self, words: Sequence[str], maybe: Collection[str]) -> Sequence[Title]:
        return ()

    def typed(self, indicator: str, trade_flow: str) -> str:
        return self.title(indicator, trade_flow)

    def conversions(self, source: str) -> Sequence[Statement]:
        converted = (s for s in self._all if s.series.measure is Measure.CONVERSION)
        return [s for s in converted if s.source == source]

    def speaks(self, subject: Subject, year: int) -> bool:
        return bool(self.series(subject))

    def series(self, subject: Subject) -> Sequence[Series]:
        return list(dict.fromkeys(s.series for s in self._about(subject)))

    def at_odds(self, subject: Subject) -> Sequence[str]:
        return ()

    def stated_on(self, statement: Statement, day: date) -> Statement | None:
        return None

    def vintages(self, statement: Statement) -> Sequence[Statement]:
        return [statement]

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return [s for s in self._all if s.series.whole == subject and s.period.span == period.span]

    def subjects(self, wanted: Mapping[str, Collection[str]]) -> Sequence[Subject]:
        return [
            subject
            for subject in dict.fromkeys(s.series.subject for s in self._all)
            if all(getattr(subject, name) in codes for name, codes in wanted.items())
        ]

    def periods(
        self,
        subject: Subject,
        *,
        levels: bool = True,
        ytd: bool | None = None,
        grain: str | None = None,
        number: int | None = None,
        year: int | None = None,
        before: Period | None = None,
        since: Period | None = None,
        limit: int = 1,
    ) -> Sequence[Period]:
        found = {
            s.period
            for s in self._about(subject)
            if (s.series.is_level or not levels)
            and ytd in (None, s.period.ytd)
            and grain in (None, s.period.grain)
            and number in (None, s.period.number)
            and year in (None, s.period.year)
            and (before is None or s.period.end < before.end)
            and (since is None or s.period.end >= since.end)
        }
        return sorted(found, key=lambda p: p.end, reverse=True)[:limit]

    def forecasts(self, subject: Subject, period: Period) -> Sequence[Statement]:
        return ()

    def forecast_periods(self, subject: Subject, limit: int = 1) -> Sequence[Period]:
        return ()

    def near_titles(self, word: str, distance: int) -> Mapping[str, int]:
        return {}

    def read_ahead(self, subjects: Sequence[Subject], period: Period) -> None:
        """All is in memory already."""

    def level_units(self, subject: Subject) -> Collection[str]:
        return {s.series.unit for s in self._about(subject) if s.series.is_level}

    def how_many(self, subject: Subject, run: Run) -> int:
        return len({s.period for s in self._levels(subject, run)})

    def furthest(self, subject: Subject, run: Run, *, lowest: bool) -> Period | None:
        held = [(s.quantity.value, s) for s in self._levels(subject, run) if s.quantity]
        found = (min if lowest else max)(held, key=lambda pair: pair[0], default=None)
        return found[1].period if found else None

    def reaching(
        self, subject: Subject, unit: str, bound: Fraction, within: Run | str, *, lowest: bool
    ) -> Collection[Period] | None:
        return None  # each is looked at

    def _levels(self, subject: Subject, run: Run) -> list[Statement]:
        """Levels with a number of the periods of the run."""
        return [
            s
            for s in self._about(subject)
            if s.series.is_level
            and s.quantity is not None
            and s.period.grain == run.grain
            and run.first <= s.period.code <= run.last
        ]

    def counterparts(self, subject: Subject, dimension: str) -> Sequence[Subject]:
        name = dimension.lower()
        return [
            other
            for other in dict.fromkeys(s.series.subject for s in self._all)
            if other != subject and other.with_(name, getattr(subject, name)) == subject
        ]

    def members(self, group: str) -> frozenset[str]:
        direct = {row["MEMBER"] for row in self._rows["membership"] if row["GROUP"] == group}
        return frozenset(direct.union(*(self.members(member) for member in direct)))

    def is_group(self, area: str) -> bool:
        return bool(self.members(area))

    def of_kind(self, kind: str) -> frozenset[str]:
        return frozenset()

    def groups(self, area: str) -> frozenset[str]:
        direct = {row["GROUP"] for row in self._rows["membership"] if row["MEMBER"] == area}
        return frozenset(direct.union(*(self.groups(group) for group in direct)))

    def parts(self, indicator: str) -> Sequence[str]:
        return [row["CODE"] for row in self._rows["indicators"] if row["PARENT"] == indicator]

    def parent(self, indicator: str) -> str | None:
        return self.indicator(indicator).parent

    def is_flow(self, indicator: str) -> bool:
        return self.indicator(indicator).kind is Kind.FLOW

    def adds_up(self, indicator: str) -> bool:
        return self.indicator(indicator).kind in (Kind.FLOW, Kind.STOCK)

    def remember(self, key: Hashable, work_out: Callable[[], T]) -> T:
        return work_out()

    def combined_january(self, subject: Subject) -> bool:
        return any(
            row["REF_AREA"] == subject.ref_area and row["INDICATOR"] == subject.indicator
            for row in self._rows["habits"]
        )

    def ratios(self) -> Sequence[tuple[str, str, str]]:
        return [(r["NUMERATOR"], r["DENOMINATOR"], r["LABEL"]) for r in self._rows["ratios"]]

    def cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:
        return ()

    # --- rows

    def _about(self, subject: Subject) -> Iterator[Statement]:
        return (s for s in self._all if s.series.subject == subject)

    def _row(self, resource: str, key: str, value: str) -> Row:
        for row in self._rows[resource]:
            if row[key] == value:
                return row
        raise KeyError((resource, value))


@cache
def _read(package: str) -> tuple[tuple[str, Row], ...]:
    rows: list[tuple[str, Row]] = []
    for path in sorted((ROOT / package).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [(path.stem, row) for row in csv.DictReader(file)]
    return tuple(rows)


@cache
def _statements(packages: tuple[str, ...]) -> tuple[Statement, ...]:
    rows = [row for package in packages for row in _read(package)]
    published = {row["SOURCE_ID"]: row["PUBLISHED"] for name, row in rows if name == "sources"}
    return tuple(
        _statement(row, date.fromisoformat(published[row["SOURCE_ID"]]))
        for name, row in rows
        if name == "statements"
    )


def _statement(row: Row, published: date) -> Statement:
    subject = Subject(*(row[name.upper()] for name in Subject.dimensions()))
    ytd = row["ACCUMULATION"] == "YTD"
    series = Series(
        id=0,
        subject=subject,
        freq=row["FREQ"],
        measure=Measure(row["MEASURE"]),
        transformation=Transformation(row["TRANSFORMATION"]),
        unit=row["UNIT_MEASURE"],
        ytd=ytd,
        share_of=row["SHARE_OF"] or None,
    )
    return Statement(
        id=int(row["ID"]),
        series=series,
        period=Period.of(row["TIME_PERIOD"], ytd),
        comparison_period=_compared(row["COMPARISON_PERIOD"], ytd),
        value=row["OBS_VALUE"] or None,
        unit_mult=int(row["UNIT_MULT"]),
        decimals=int(row["DECIMALS"]),
        qualifier=Qualifier(row["OBS_QUALIFIER"]),
        status=row["OBS_STATUS"],
        source=row["SOURCE_ID"],
        publisher="",
        locator=row["LOCATOR"] or None,
        note=row["NOTE"] or None,
        realtime_start=published,
        realtime_end=None,
    )


def _compared(code: str, ytd: bool) -> Period | None:
    if code in ("", "_U"):
        return None
    period = Period.of(code)
    return (period.to_date or period) if ytd and period.grain == "M" else period


@cache
def filed() -> Filed:
    """The shipped packages, read once."""
    return Filed()
