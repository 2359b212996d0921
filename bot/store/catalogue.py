"""The figures on file as they stood on one day; the store's side of ``bot.answers.catalogue``.

A statement is current from the day its source was published until the same
publisher's next one can be seen. What may be seen depends on where the reply will be: what is
for named channels only is on file for those alone, and for all others is not there (see
``sight``).

    with open_catalogue(database, as_of, audience="C012AB3CD") as catalogue:
        ...

belongs to one question in one thread, and reads one moment of the file however
long the question takes. Dimensions are fixed by index: no question reads a
whole table.
"""

# ruff: noqa: S608 - what is put into SQL here are our own column names; values are bound

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache, partial
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from bot.answers.answer import Figure
from bot.answers.catalogue import Claim, Run, Title
from bot.answers.findings import IMPLIED, REVISED_BASE, values_of
from bot.checking.run import Check
from bot.figures.codes import BREAK, FORECAST, MISSING, UNSTATED, Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Series, Subject
from bot.figures.statement import Statement
from bot.reckon.expression import Expression
from bot.reckon.publishers import at_odds
from bot.store import extremes, remainders, titles
from bot.store.newest import plainest
from bot.store.periods import LAST_TEXT, Wanted, newest, newest_first
from bot.store.reading import Reader, borrow
from bot.store.reference import Reference
from bot.store.sight import Sight, sight
from bot.store.vocabulary import StoredVocabulary

__all__ = ["StoredCatalogue", "open_catalogue"]

T = TypeVar("T")

DAILY = "D"
TRUNCATED = "truncated"  # ROUNDING of sources.csv

FLOWS = "TXMB"

FEW = 10
"""Subjects that are as quickly looked up one by one."""

FURTHEST = 400
"""Periods of a whole, and of a part of it, looked through for those that both have."""

_SUBJECT = Subject.dimensions()
_dimensions = attrgetter(*_SUBJECT)

ABOUT, COMPARED, SHARES, AHEAD = "period", "comparison_period", "shares", "forecasts"
"""What a statement can be to a subject and a period: about them, compared with that period, a
share whose whole the subject is, or a forecast about them, which is none of the others."""

_STATEMENT = (
    "SELECT statements.id, statements.series, statements.period, statements.comparison_period,"
    " statements.value, statements.unit_mult, statements.decimals, statements.qualifier,"
    " statements.status, sources.code, statements.locator, statements.note, sources.published,"
    " sources.publisher, statements.realtime_end, sources.rounding"
    " FROM statements CROSS JOIN sources ON sources.id = statements.source"
)
_SERIES_COLUMNS = (
    *("id", "freq", "measure", "transformation", "unit", "accumulation", "share_of"),
    *_SUBJECT,
)
_SERIES = f"SELECT {', '.join(_SERIES_COLUMNS)} FROM series"


@dataclass(frozen=True, slots=True)
class _Sql:
    """The SQL that depends on what may be seen."""

    seen: str
    current: str
    measured: str
    forecasts: str
    spoken_of: str
    held_back: str
    claims: str
    news: str


@cache
def _sql(sight: Sight) -> _Sql:
    seen, current = sight.seen, sight.current
    return _Sql(
        seen,
        current,
        measured=f"statements.status <> '{FORECAST}' AND {current}",
        forecasts=f"statements.status = '{FORECAST}' AND {current}",
        spoken_of=_SPOKEN_OF.format(current=current),
        held_back=_HELD_BACK.format(seen=seen),
        claims=_CLAIMS.format(seen=seen),
        news=_NEWS.format(
            measured=f"statements.status <> '{FORECAST}' AND {seen}",
            seen_before=sight.seen_as("older", "before"),
        ),
    )


_SPOKEN_OF = (
    "series.first_published <= :as_of AND EXISTS (SELECT 1 FROM statements"
    " CROSS JOIN sources ON sources.id = statements.source"
    " WHERE statements.series = series.id AND {current})"
)
_HELD_BACK = """
SELECT DISTINCT held.series FROM statements AS held
WHERE held.conf_status IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM statements CROSS JOIN sources ON sources.id = statements.source
  WHERE statements.series = held.series AND {seen}
)
"""
_RELEASES = """
SELECT id, code FROM sources WHERE published <= :as_of ORDER BY published DESC, id DESC
"""
_SEEN_OF_HELD = """
SELECT DISTINCT statements.source FROM statements
CROSS JOIN sources ON sources.id = statements.source
WHERE statements.conf_status IS NOT NULL AND {seen}
"""
_ALL_HELD_BACK = """
SELECT DISTINCT source FROM statements WHERE conf_status IS NOT NULL
EXCEPT SELECT DISTINCT source FROM statements WHERE conf_status IS NULL
"""
"""Reads every statement: once, and only where any is held back and titles are searched."""

_CLAIMS = """
SELECT sources.code, claims.locator, claims.kind, claims.subject, speaker, paraphrase, time_period,
  claims.accumulation
FROM claims JOIN sources ON sources.id = claims.source
WHERE claims.ref_area = :area AND claims.indicator = :indicator AND sources.published <= :as_of
  AND (
    NOT EXISTS (
      SELECT 1 FROM series CROSS JOIN statements ON statements.series = series.id
      WHERE series.ref_area = :area AND series.indicator = :indicator
        AND statements.source = claims.source AND statements.conf_status IS NOT NULL
    )
    OR EXISTS (
      SELECT 1 FROM series CROSS JOIN statements ON statements.series = series.id
      WHERE series.ref_area = :area AND series.indicator = :indicator
        AND statements.source = claims.source AND {seen}
    )
  )
ORDER BY claims.id
"""
"""Claims of an area's indicator, unless all that their source says of it is held back."""

_NEWS = """
SELECT DISTINCT statements.period, series.accumulation
FROM series
CROSS JOIN statements ON statements.series = series.id
CROSS JOIN sources ON sources.id = statements.source
WHERE series.ref_area = :area AND series.indicator = :indicator AND sources.code = :source
  AND {measured}
  AND NOT EXISTS (
    SELECT 1 FROM statements AS older
    CROSS JOIN sources AS before ON before.id = older.source
    WHERE older.series = statements.series AND older.period = statements.period
      AND older.comparison_period IS statements.comparison_period
      AND before.publisher = sources.publisher AND before.published < sources.published
      AND {seen_before}
  )
"""
"""What a release is the first of its publisher's to tell of: no revisions. What is held back of
an older one nobody has been told."""

_SERIES_OF_THESE = (
    f"SELECT {', '.join(f'series.{name}' for name in _SERIES_COLUMNS)} FROM json_each(?) AS asked"
    " CROSS JOIN series ON "
    + " AND ".join(
        f"series.{name} = json_extract(asked.value, '$[{place}]')"
        for place, name in enumerate(_SUBJECT)
    )
    + " ORDER BY series.id"
)

_OF_SUBJECT = " AND ".join(f"{dimension} = ?" for dimension in _SUBJECT)


Span = tuple[date, date]

Skip = Callable[[int, str], bool]
"""Of the number of a series and the code of a period."""


@dataclass(slots=True)
class _Shelf:
    """What has been read of the statements in one role to a subject, as on one date."""

    role: str
    regular: tuple[Series, ...]
    daily: tuple[Series, ...]
    years: dict[int, Mapping[Span, tuple[Statement, ...]]] = field(default_factory=dict)
    days: dict[Span, tuple[Statement, ...]] = field(default_factory=dict)


def open_catalogue(
    database: Path, as_of: date, *, audience: str | None = None, now: datetime | None = None
) -> StoredCatalogue:
    """The figures as on that day, for one question; close it, or use it in a ``with``.

    ``audience`` is the id of the channel that the reply will be seen in: what is restricted to
    it is on file. None is everybody. ``now`` is the time of the question, before which no
    embargo ends; without it, each is over on its day.

    Raises NoFigures, NotFigures, OutdatedFigures.
    """
    return StoredCatalogue(borrow(database), as_of, audience=audience, now=now)


class StoredCatalogue(Reference):
    """Figures, names and units of one database at one date; satisfies ``Catalogue``."""

    def __init__(
        self,
        reader: Reader,
        as_of: date,
        *,
        audience: str | None = None,
        now: datetime | None = None,
    ) -> None:
        super().__init__(reader)
        self._as_of = as_of
        self._on = as_of.isoformat()
        self._asked_by: dict[str, Any] = {"audience": audience, "now": now}
        self._sight = sight(reader, self._on, audience, now)
        self._sql = _sql(self._sight)
        # What has been looked up for one audience is not for another to find.
        self._when = self._on if self._sight.is_ordinary else (self._on, self._sight)
        self._shelves: dict[tuple[str, Subject], _Shelf] = {}
        self.vocabulary = StoredVocabulary(reader, self._held_back)

    def __enter__(self) -> StoredCatalogue:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back; the catalogue is of no use afterwards."""
        self._reader.give_back()

    @property
    def as_of(self) -> date:
        return self._as_of

    def releases(self) -> Sequence[str]:
        return self.remember("releases", self._find_releases)

    def _find_releases(self) -> Sequence[str]:
        hidden = self._secret_releases()
        rows = self._connection.execute(_RELEASES, {"as_of": self._on})
        return tuple(code for number, code in rows if number not in hidden)

    def _held_back(self) -> frozenset[int]:
        """Numbers of the series of which some statement is held back, and none can be seen."""
        return self.remember("held back", self._find_held_back)

    def _find_held_back(self) -> frozenset[int]:
        rows = self._connection.execute(self._sql.held_back, {"as_of": self._on})
        return frozenset(number for (number,) in rows)

    def remember(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What ``work_out`` gave, asked once for each key, day and sight until the file changes."""
        return self._reader.remember((self._when, key), work_out)

    def subjects(self, wanted: Mapping[str, Collection[str]]) -> Sequence[Subject]:
        """Subjects with statements on file whose every named dimension has one of the codes.

        Of wholes less some of their parts, those of which both are on file.
        """
        left = remainders.remaining(wanted, self.subjects, self)
        return tuple(dict.fromkeys((*self._stated(wanted), *left)))

    def _stated(self, wanted: Mapping[str, Collection[str]]) -> Sequence[Subject]:
        key = ("subjects", *((dimension, *codes) for dimension, codes in wanted.items()))
        return self.remember(key, lambda: self._find_stated(wanted))

    def _find_stated(self, wanted: Mapping[str, Collection[str]]) -> Sequence[Subject]:
        conditions, values = [self._sql.spoken_of], {"as_of": self._on}
        for dimension, codes in wanted.items():
            if dimension not in _SUBJECT:
                raise ValueError(f"a subject has no dimension {dimension}")
            names = {f"{dimension}_{place}": code for place, code in enumerate(codes)}
            conditions.append(f"{dimension} IN ({', '.join(':' + name for name in names)})")
            values |= names
        return self._subjects(conditions, values)

    @property
    def has_titles(self) -> bool:
        """Whether any indicator is found by a search of titles."""
        return titles.has_titles(self._reader)

    def titles(self, words: Sequence[str], maybe: Collection[str]) -> Sequence[Title]:
        """Indicators whose titles have all the words, those with the fewest others first.

        Words that they may have too put first those that do.
        """
        found = titles.find_titles(self._reader, words, maybe, self._secret_releases())
        if not self._held_back():
            return found
        return [
            one
            for one in found
            if self.subjects({"indicator": (one.indicator,), "ref_area": (one.ref_area,)})
        ]

    def near_titles(self, word: str, distance: int) -> Mapping[str, int]:
        """Words of titles within that distance (optimal string alignment), with theirs."""
        secret = self.vocabulary.secret_indicators()
        return titles.near_words(self._reader, word, distance, secret)

    def _secret_releases(self) -> frozenset[int]:
        """Numbers of the releases of which nothing that is on file can be seen."""
        if not self._held_back_at_all():
            return frozenset()
        return self.remember("secret releases", self._find_secret_releases)

    def _held_back_at_all(self) -> bool:
        return self._reader.remember("any held back", self._is_any_held_back)

    def _is_any_held_back(self) -> bool:
        sql = "SELECT 1 FROM statements WHERE conf_status IS NOT NULL LIMIT 1"
        return self._connection.execute(sql).fetchone() is not None

    def _find_secret_releases(self) -> frozenset[int]:
        some = self._reader.remember("releases held back", self._find_releases_held_back)
        seen = self._connection.execute(
            _SEEN_OF_HELD.format(seen=self._sql.seen), {"as_of": self._on}
        )
        return some - {number for (number,) in seen}

    def _find_releases_held_back(self) -> frozenset[int]:
        """Those that have figures, and none for everybody."""
        return frozenset(number for (number,) in self._connection.execute(_ALL_HELD_BACK))

    def counterparts(self, subject: Subject, dimension: str) -> Sequence[Subject]:
        """Subjects on file that differ from this one in that dimension only."""
        free = dimension.lower()
        if free not in _SUBJECT:
            raise ValueError(f"a subject has no dimension {dimension}")
        conditions = [f"{name} {'<>' if name == free else '='} :{name}" for name in _SUBJECT]
        values = dict(zip(_SUBJECT, _dimensions(subject), strict=True)) | {"as_of": self._on}
        return self.remember(
            ("counterparts", subject, free),
            lambda: (
                *self._subjects([*conditions, self._sql.spoken_of], values),
                *remainders.kindred(subject, free, self),
            ),
        )

    def series(self, subject: Subject) -> Sequence[Series]:
        """Every series that speaks about the subject."""
        return self.remember(("series", subject), lambda: self._spoken_series(subject))

    def _spoken_series(self, subject: Subject) -> tuple[Series, ...]:
        held = self._series_of(subject)
        if not held:
            return ()
        spoken = self._spoken(held)
        return tuple(series for series in held if series.id in spoken)

    def _spoken(self, held: Iterable[Series]) -> frozenset[int]:
        """Numbers of those of the series with a statement on file."""
        sql = f"SELECT id FROM series WHERE {self._sql.spoken_of} AND id IN ({_numbers(held)})"
        rows = self._connection.execute(sql, {"as_of": self._on})
        return frozenset(number for (number,) in rows)

    def read_ahead(self, subjects: Sequence[Subject], period: Period) -> None:
        """Read at once what will be asked of each of many: their series, and the period's year.

        One by one, with the flows that each may follow from, each would take a dozen queries.
        """
        if len(subjects) >= FEW:
            key = ("ahead", tuple(subjects), period.year)
            self.remember(key, lambda: self._read_ahead(subjects, period.year))

    def _read_ahead(self, subjects: Sequence[Subject], year: int) -> None:
        wanted = dict.fromkeys(
            one for s in subjects for one in (s, *(s.with_("trade_flow", flow) for flow in FLOWS))
        )
        asked = json.dumps([_dimensions(one) for one in wanted])
        found: dict[Subject, list[Series]] = {one: [] for one in wanted}
        for row in self._connection.execute(_SERIES_OF_THESE, (asked,)):
            series = _series(row)
            found[series.subject].append(series)
        spoken = self._spoken(one for several in found.values() for one in several)
        for subject, several in found.items():
            held = self._reader.remember(("series", subject), partial(tuple, several))
            on_file = tuple(one for one in held if one.id in spoken)
            self.remember(("series", subject), partial(tuple, on_file))
        for role in (ABOUT, COMPARED):
            self._read_years(role, [self._shelf(role, one) for one in wanted], year)

    def _read_years(self, role: str, shelves: Sequence[_Shelf], year: int) -> None:
        """Fill the year of each of the shelves that has not been read."""
        unread = [shelf for shelf in shelves if year not in shelf.years]
        place = {series.id: shelf for shelf in unread for series in shelf.regular}
        found: dict[int, dict[Span, tuple[Statement, ...]]] = {id(shelf): {} for shelf in unread}
        every = [series for shelf in unread for series in shelf.regular]
        for there, statement in self._read(role, every, *_whole_year(year)):
            of_one = found[id(place[statement.series.id])]
            of_one[there.span] = (*of_one.get(there.span, ()), statement)
        for shelf in unread:
            shelf.years[year] = found[id(shelf)]

    def statements(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """All statements (any measure, unit, frequency) about exactly those days."""
        return self._at(ABOUT, subject, period)

    def compared_with(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Statements whose COMPARISON_PERIOD is exactly those days."""
        return self._at(COMPARED, subject, period)

    def at_odds(self, subject: Subject) -> Sequence[str]:
        """Publishers whose levels of the subject differ, the one that states the most first.

        Daily figures aside, which are too many to look through.
        """
        return self.remember(("at odds", subject), lambda: self._find_at_odds(subject))

    def _find_at_odds(self, subject: Subject) -> tuple[str, ...]:
        levels = [one for one in self._series_of(subject) if one.is_level and one.freq != DAILY]
        if len(self._publishers_of(levels)) < 2:
            return ()
        return at_odds(s for _, s in self._read(ABOUT, levels, "<> ''", {}))

    def _publishers_of(self, series: Sequence[Series]) -> Sequence[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT sources.publisher FROM statements"
            " CROSS JOIN sources ON sources.id = statements.source"
            f" WHERE statements.series IN ({_numbers(series)}) AND {self._sql.measured}",
            {"as_of": self._on},
        )
        return [publisher for (publisher,) in rows]

    def shares_of(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Shares, stated for those days, of which the subject is the whole."""
        return self._at(SHARES, subject, period)

    def forecasts(self, subject: Subject, period: Period) -> Sequence[Statement]:
        """Publishers' forecasts about exactly those days; every other method leaves them out."""
        return self._at(AHEAD, subject, period)

    def speaks(self, subject: Subject, year: int) -> bool:
        """Whether anything is stated about the subject in the year, or compared with it.

        Daily figures aside: nothing is worked out from those.
        """
        shelves = (self._shelf(role, subject) for role in (ABOUT, COMPARED))
        return any(self._in_year(shelf, year) for shelf in shelves)

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
        """Periods with a statement about the subject, the newest (by last day) first.

        A period for which the publisher says that there is no figure does not count, nor one
        of which there are forecasts only.
        """
        wanted = Wanted(grain, number, year, before, since)
        return self.remember(
            ("periods", subject, levels, ytd, wanted, limit),
            lambda: self._find_periods(subject, wanted, levels=levels, ytd=ytd, limit=limit),
        )

    def _find_periods(
        self, subject: Subject, wanted: Wanted, *, levels: bool, ytd: bool | None, limit: int
    ) -> tuple[Period, ...]:
        said = "statements.value IS NOT NULL" if levels else f"statements.status <> '{MISSING}'"
        found = newest_first(
            self._connection,
            [
                series
                for series in self._series_of(subject)
                if (series.is_level or not levels) and ytd in (None, series.ytd)
            ],
            wanted,
            current=f"{said} AND {self._sql.measured}",
            as_of=self._on,
            limit=limit,
        )
        if not any(remainders_in(subject)):
            return found
        left = self.remember(
            ("left", subject, ytd, wanted), lambda: self._common_periods(subject, ytd, wanted)
        )
        return tuple(sorted({*found, *left}, key=newest))[:limit]

    def _common_periods(
        self, subject: Subject, ytd: bool | None, wanted: Wanted
    ) -> tuple[Period, ...]:
        """Periods of a whole less some of its parts: those that all of them have."""

        days = Wanted(year=wanted.year, before=wanted.before, since=wanted.since)

        def published(of: Subject, ytd: bool | None, wanted: Wanted) -> Sequence[Period]:
            return self.periods(
                of,
                levels=False,
                ytd=ytd,
                grain=wanted.grain,
                number=wanted.number,
                year=wanted.year,
                before=wanted.before,
                since=wanted.since,
                limit=FURTHEST,
            )

        def of_whole(whole: Subject) -> Sequence[Period]:
            return published(whole, ytd, wanted)

        def of_part(part: Subject) -> Sequence[Period]:
            return published(part, None, days)

        return tuple(remainders.common_periods(subject, self, of_whole, of_part))

    def level_units(self, subject: Subject) -> Collection[str]:
        """Units in which any level of the subject has ever been on file."""
        back = self._held_back()
        return dict.fromkeys(one.unit for one in self._levels_of(subject) if one.id not in back)

    def newest(self, most: int) -> Sequence[tuple[Subject, Period]]:
        """The plainest measures, of what was loaded last first, each with its newest period."""
        return self.remember(("newest of each", most), lambda: self._find_newest(most))

    def _find_newest(self, most: int) -> Sequence[tuple[Subject, Period]]:
        subjects = plainest(
            self._connection,
            self.home_area,
            most,
            current=self._sql.current,
            as_of=self._on,
        )
        return tuple((one, period) for one in subjects for period in self.periods(one))

    def how_many(self, subject: Subject, run: Run) -> int:
        """Periods of the run of which a level with a number is stated, in whatever unit."""
        return self.remember(
            ("how many", subject, run),
            lambda: extremes.how_many(
                self._connection,
                self._levels_by(subject, run.grain),
                (run.first, run.last),
                current=self._sql.measured,
                as_of=self._on,
            ),
        )

    def furthest(self, subject: Subject, run: Run, *, lowest: bool) -> Period | None:
        """The period of the run whose level, as stated, goes furthest, or as good as furthest."""
        return self.remember(
            ("furthest", subject, run, lowest),
            lambda: extremes.furthest(
                self._connection,
                self._levels_by(subject, run.grain),
                (run.first, run.last),
                lowest=lowest,
                current=self._sql.measured,
                as_of=self._on,
            ),
        )

    def reaching(
        self,
        subject: Subject,
        unit: str,
        bound: Fraction,
        within: Run | str,
        *,
        lowest: bool,
    ) -> Collection[Period] | None:
        """Periods of the run, or of the grains, of which a stated level may reach the bound.

        What is left out surely does not. None where that is not known: of a whole less some of
        its parts, which nobody states.
        """
        if any(remainders_in(subject)):
            return None
        if isinstance(within, Run):
            grains, codes = within.grain, (within.first, within.last)
        else:
            grains, codes = within, ("", LAST_TEXT)
        # A year to date may be a year, so these count whatever their grain.
        regular = [
            one
            for one in self._levels_of(subject)
            if one.freq in grains or (one.ytd and within == grains)
        ]
        return self.remember(
            ("reaching", subject, unit, bound, within, lowest),
            lambda: extremes.reaching(
                self._connection,
                regular,
                self._levels_of(subject),
                codes,
                unit,
                bound,
                lowest=lowest,
                current=self._sql.measured,
                as_of=self._on,
            ),
        )

    def _levels_of(self, subject: Subject) -> Sequence[Series]:
        return [one for one in self._series_of(subject) if one.is_level]

    def _levels_by(self, subject: Subject, grain: str) -> Sequence[Series]:
        return [one for one in self._levels_of(subject) if one.freq == grain and not one.ytd]

    def forecast_periods(self, subject: Subject, limit: int = 1) -> Sequence[Period]:
        """Periods of which a publisher has made a forecast about the subject, the last first."""
        return newest_first(
            self._connection,
            self._series_of(subject),
            Wanted(),
            current=self._sql.forecasts,
            as_of=self._on,
            limit=limit,
        )

    def claims(self, subject: Subject) -> Sequence[Claim]:
        """Causal claims on file about the subject's growth."""
        rows = self._connection.execute(
            self._sql.claims,
            {"area": subject.ref_area, "indicator": subject.indicator, "as_of": self._on},
        )
        found = []
        for source, locator, kind, about, speaker, text, code, accumulation in rows:
            period = self._spoken_of(source, code, accumulation, subject)
            found.append(Claim(source, locator, kind, about, speaker, text, period))
        return tuple(found)

    def _spoken_of(
        self, source: str, code: str | None, accumulation: str, subject: Subject
    ) -> Period | None:
        """The period of a claim: as the package says, else what is new in its release."""
        if code is not None:
            return Period.of(code, accumulation == "YTD")
        return self._news(source, subject)

    def _news(self, source: str, subject: Subject) -> Period | None:
        """What a release is the first to tell of the area's indicator, in the newest year of it."""
        key = ("news", source, subject.ref_area, subject.indicator)
        return self.remember(key, lambda: self._find_news(source, subject))

    def _find_news(self, source: str, subject: Subject) -> Period | None:
        rows = self._connection.execute(
            self._sql.news,
            {
                "area": subject.ref_area,
                "indicator": subject.indicator,
                "source": source,
                "as_of": self._on,
            },
        )
        told = [Period.of(code, accumulation == "YTD") for code, accumulation in rows]
        last = max((period.end for period in told), default=None)
        if last is None:
            return None
        of_year = [p.start for p in told if p.start.year == last.year]
        return Period.spanning(min(of_year, default=last), last)

    def cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:
        """What checks found about the statement that holds now: (key, detail as JSON)."""
        return self.remember(("cautions", statement.id), lambda: self._read_cautions(statement))

    def _read_cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:
        if not self._sight.is_ordinary:
            return self._cautions_here(statement)
        return self._kept_cautions(statement)

    def _cautions_here(self, statement: Statement) -> Sequence[tuple[str, str]]:
        """Those whose figures are all seen here. A load keeps none of what is restricted: what
        it stands beside is checked anew, as it is asked for.
        """
        subject = statement.series.subject
        measure = subject.ref_area, subject.indicator
        if measure in self.remember("restricted", self._find_restricted):
            found = self.remember(("found", measure), lambda: self._check(*measure))
            return found.get(statement.id, ())
        kept = self._kept_cautions(statement)
        return tuple((key, detail) for key, detail in kept if self._can_be_told(detail))

    def _find_restricted(self) -> frozenset[tuple[str, str]]:
        """Areas and indicators with figures that are restricted, and seen here."""
        rows = self._connection.execute(
            "SELECT DISTINCT series.ref_area, series.indicator FROM statements"
            " CROSS JOIN series ON series.id = statements.series"
            " CROSS JOIN sources ON sources.id = statements.source"
            " WHERE statements.conf_status IS NOT NULL AND statements.conf_status = 'C'"
            f" AND {self._sql.seen}",
            {"as_of": self._on},
        )
        return frozenset((area, indicator) for area, indicator in rows)

    def _check(self, area: str, indicator: str) -> Mapping[int, Sequence[tuple[str, str]]]:
        """What checks find in the figures of an area's indicator, by statement."""
        # As in a load, none is found in another: with a memory of its own.
        unchecked = _Unchecked(Reader(self._connection), self._as_of, **self._asked_by)
        series = unchecked._read_series("ref_area = ? AND indicator = ?", area, indicator)
        figures = [figure for _, figure in unchecked._read(ABOUT, series, "<> ''", {})]
        found: dict[int, Sequence[tuple[str, str]]] = {}
        run = Check()
        for figure in sorted(figures, key=lambda one: (one.series.id, one.period.code)):
            run.look(figure, unchecked)
        for one in run.checked().all_findings:
            told = found.get(one.statement.id, ())
            found[one.statement.id] = (*told, (one.key, one.kept))
        return found

    def _can_be_told(self, detail: str) -> bool:
        try:
            values_of(detail, self)
        except KeyError:
            return False
        return True

    def _kept_cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:
        rows = self._connection.execute(
            "SELECT key, detail FROM findings WHERE statement = :statement"
            " AND (valid_from IS NULL OR valid_from <= :as_of)"
            " AND (valid_to IS NULL OR valid_to > :as_of) ORDER BY id",
            {"statement": statement.id, "as_of": self._on},
        )
        return tuple(rows)

    def breaks(self, subject: Subject, first: Period, last: Period) -> Sequence[Period]:
        """Periods between the two at which the subject's levels have a break, the newest first."""
        key = ("breaks", subject, first, last)
        return self.remember(key, lambda: self._find_breaks(subject, first, last))

    def _find_breaks(self, subject: Subject, first: Period, last: Period) -> Sequence[Period]:
        alike = [
            series
            for series in self.series(subject)
            if series.is_level and (series.freq, series.ytd) == (last.grain, last.ytd)
        ]
        if not alike:
            return ()
        # Codes of periods of one length sort by time.
        rows = self._connection.execute(
            "SELECT DISTINCT statements.period FROM statements"
            " CROSS JOIN sources ON sources.id = statements.source"
            f" WHERE statements.series IN ({_numbers(alike)}) AND statements.status = '{BREAK}'"
            f" AND statements.period > :first AND statements.period < :last AND {self._sql.current}"
            " ORDER BY statements.period DESC",
            {"first": first.code, "last": last.code, "as_of": self._on},
        )
        return tuple(Period.of(code, last.ytd) for (code,) in rows)

    def stated_on(self, statement: Statement, day: date) -> Statement | None:
        """What the statement's publisher stated of the very same thing on an earlier day."""
        row = self._connection.execute(
            f"{_STATEMENT} WHERE statements.series = :series AND statements.period = :period"
            " AND statements.comparison_period IS"
            " (SELECT comparison_period FROM statements WHERE id = :id)"
            " AND sources.publisher = :publisher AND sources.published < :published"
            f" AND {self._sql.current}"
            " ORDER BY sources.published DESC, statements.id LIMIT 1",
            {
                "series": statement.series.id,
                "period": statement.period.code,
                "id": statement.id,
                "publisher": statement.publisher,
                "published": statement.realtime_start.isoformat(),
                "as_of": min(day, self._as_of).isoformat(),
            },
        ).fetchone()
        return _statement(row, statement.series) if row is not None else None

    def vintages(self, statement: Statement) -> Sequence[Statement]:
        """All that its publisher has stated of the very same thing, the oldest first."""
        own, period = statement.series, statement.period
        alike = [
            one
            for one in self._series_of(own.subject)
            if (one.measure, one.transformation, one.unit, one.share_of)
            == (own.measure, own.transformation, own.unit, own.share_of)
        ]
        by_id = {one.id: one for one in alike}
        names = json.dumps([name.code for name in period.names()])
        rows = self._connection.execute(
            f"{_STATEMENT} WHERE statements.series IN ({_numbers(alike)})"
            " AND statements.period IN (SELECT value FROM json_each(:names))"
            f" AND sources.publisher = :publisher AND {self._sql.seen}"
            " ORDER BY sources.published, statements.id",
            {"names": names, "publisher": statement.publisher, "as_of": self._on},
        )
        said = (_statement(row, by_id[row[1]]) for row in rows)
        return tuple(
            one
            for one in said
            if one.period.span == period.span
            and one.comparison_period == statement.comparison_period
            and one.is_forecast == statement.is_forecast
        )

    def later_implies(self, statement: Statement) -> Expression | None:
        """What later releases make of a level that they do not bear out, as a check found."""
        for key, detail in self.cautions(statement):
            if key == REVISED_BASE:
                implied = values_of(detail, self)[IMPLIED]
                return implied.working if isinstance(implied, Figure) else None
        return None

    def conversions(self, source: str) -> Sequence[Statement]:
        """The conversions into other units that a source printed, of whatever subject."""
        return self.remember(("conversions", source), lambda: self._read_conversions(source))

    def _read_conversions(self, source: str) -> Sequence[Statement]:
        series = self._reader.remember(
            "conversions", lambda: self._read_series(f"measure = '{Measure.CONVERSION}'")
        )
        if not series:
            return ()
        rows = self._connection.execute(
            f"{_STATEMENT} WHERE statements.series IN ({_numbers(series)})"
            f" AND sources.code = :source AND {self._sql.measured} ORDER BY statements.id",
            {"source": source, "as_of": self._on},
        )
        by_id = {one.id: one for one in series}
        return tuple(_statement(row, by_id[row[1]]) for row in rows)

    def every_conversion(self, unit: str) -> Sequence[Statement]:
        """The conversions into the unit that any source printed, of whatever subject."""
        return self.remember(("every conversion", unit), lambda: self._read_every(unit))

    def _read_every(self, unit: str) -> Sequence[Statement]:
        series = self._read_series(f"measure = '{Measure.CONVERSION}' AND unit = ?", unit)
        return tuple(s for _, s in self._read(ABOUT, series, "<> ''", {}))

    def statement(self, id: int) -> Statement:
        """One statement by its number, current or not. Raises KeyError where none was on file."""
        return self.remember(("statement", id), lambda: self._read_one(id))

    def _read_one(self, id: int) -> Statement:
        row = self._connection.execute(
            f"{_STATEMENT} WHERE statements.id = :id AND {self._sql.seen}",
            {"id": id, "as_of": self._on},
        ).fetchone()
        if row is None:
            raise KeyError(id)
        series = self._one_series(row[1])
        return _statement(row, series)

    def every_statement(
        self, but: Collection[int] = (), skip: Skip | None = None
    ) -> Iterator[Statement]:
        """All measured and current, series by series: for checks of a load, not for questions.

        ``but`` are numbers of series to leave out; ``skip`` says of a series and a period
        whether its statements are left out.
        """
        return self._every(self._sql.measured, but, skip)

    def _every(self, which: str, but: Collection[int], skip: Skip | None) -> Iterator[Statement]:
        rows = self._connection.execute(
            f"{_STATEMENT} WHERE {which} AND statements.series IN (SELECT id FROM series"
            " WHERE id NOT IN (SELECT value FROM json_each(:but)))"
            " ORDER BY statements.series, statements.period",
            {"as_of": self._on, "but": json.dumps(list(but))},
        )
        for number, of_one in groupby(rows, key=itemgetter(1)):
            wanted = [row for row in of_one if skip is None or not skip(number, row[2])]
            if wanted:
                series = self._one_series(number)
                yield from (_statement(row, series) for row in wanted)

    def closing(self, skip: Skip | None = None) -> Iterator[Statement]:
        """Those of them that are revised on the next day."""
        next_day = (self._as_of + timedelta(days=1)).isoformat()
        which = f"{self._sql.measured} AND statements.realtime_end = '{next_day}'"
        return self._every(which, (), skip)

    def _subjects(self, conditions: Iterable[str], values: Mapping[str, str]) -> Sequence[Subject]:
        sql = (
            f"SELECT DISTINCT {', '.join(_SUBJECT)} FROM series"
            f" WHERE {' AND '.join(conditions)} ORDER BY {', '.join(_SUBJECT)}"
        )
        return tuple(Subject(*row) for row in self._connection.execute(sql, values))

    def _series_of(self, subject: Subject) -> tuple[Series, ...]:
        """The series about a subject, current or not."""
        return self._reader.remember(
            ("series", subject), lambda: self._read_series(_OF_SUBJECT, *_dimensions(subject))
        )

    def _shares_of(self, subject: Subject) -> tuple[Series, ...]:
        """The series of shares of which the subject is the whole."""
        return self._reader.remember("shares", self._read_shares).get(subject, ())

    def _read_shares(self) -> Mapping[Subject, tuple[Series, ...]]:
        found: dict[Subject, tuple[Series, ...]] = {}
        for series in self._read_series("share_of IS NOT NULL"):
            if series.whole is not None:
                found[series.whole] = (*found.get(series.whole, ()), series)
        return found

    def _read_series(self, where: str, *values: Any) -> tuple[Series, ...]:
        rows = self._connection.execute(f"{_SERIES} WHERE {where} ORDER BY id", values)
        return tuple(_series(row) for row in rows)

    def _one_series(self, number: int) -> Series:
        (series,) = self._reader.remember(number, lambda: self._read_series("id = ?", number))
        return series

    def _at(self, role: str, subject: Subject, period: Period) -> Sequence[Statement]:
        """Statements in that role to the subject about exactly those days, however named."""
        shelf = self._shelf(role, subject)
        if not shelf.regular:
            return self._on_day(shelf, period) if shelf.daily else ()
        # A code begins with the year of the first day or, of some weeks, of the last.
        span = period.span
        first, last = span[0].year, span[1].year
        found = self._in_year(shelf, first).get(span, ())
        if first != last:
            found = (*found, *self._in_year(shelf, last).get(span, ()))
        return (*found, *self._on_day(shelf, period)) if shelf.daily else found

    def _shelf(self, role: str, subject: Subject) -> _Shelf:
        key = (role, subject)
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self.remember(key, lambda: self._new_shelf(role, subject))
            self._shelves[key] = shelf
        return shelf

    def _new_shelf(self, role: str, subject: Subject) -> _Shelf:
        series = self._shares_of(subject) if role == SHARES else self._series_of(subject)
        return _Shelf(
            role,
            tuple(one for one in series if one.freq != DAILY),
            tuple(one for one in series if one.freq == DAILY),
        )

    def _on_day(self, shelf: _Shelf, period: Period) -> tuple[Statement, ...]:
        """The same of daily figures, which are too many to read a year of."""
        if period.span not in shelf.days:
            day, span = period.end.isoformat(), f"{period.start.isoformat()}/P{period.days}D"
            found = self._read(
                shelf.role, shelf.daily, "IN (:day, :span)", {"day": day, "span": span}
            )
            shelf.days[period.span] = tuple(s for there, s in found if there.span == period.span)
        return shelf.days[period.span]

    def _in_year(self, shelf: _Shelf, year: int) -> Mapping[Span, tuple[Statement, ...]]:
        """Statements whose code begins with the year, by its days.

        Read at once: a derivation asks for most of a year.
        """
        if year not in shelf.years:
            self._read_years(shelf.role, (shelf,), year)
        return shelf.years[year]

    def _read(
        self, role: str, series: Sequence[Series], codes: str, values: Mapping[str, str]
    ) -> Iterator[tuple[Period, Statement]]:
        """Statements of the series whose code in that role fits, with the period there."""
        if not series:
            return
        column = COMPARED if role == COMPARED else ABOUT
        current = self._sql.forecasts if role == AHEAD else self._sql.measured
        rows = self._connection.execute(
            f"{_STATEMENT} WHERE statements.series IN ({_numbers(series)})"
            f" AND statements.{column} {codes} AND {current} ORDER BY statements.id",
            {**values, "as_of": self._on},
        )
        by_id = {one.id: one for one in series}
        for row in rows:
            statement = _statement(row, by_id[row[1]])
            there = statement.comparison_period if role == COMPARED else statement.period
            if there is not None:
                yield there, statement


class _Unchecked(StoredCatalogue):
    """The same figures before anything is found in them."""

    def _read_cautions(self, statement: Statement) -> Sequence[tuple[str, str]]:  # noqa: ARG002
        return ()


def _whole_year(year: int) -> tuple[str, Mapping[str, str]]:
    """The codes that begin with the year, as SQL with its values."""
    return "BETWEEN :first AND :last", {"first": f"{year:04}", "last": f"{year:04}{LAST_TEXT}"}


def _numbers(series: Iterable[Series]) -> str:
    return ", ".join(str(one.id) for one in series)


def _series(row: Sequence[Any]) -> Series:
    id_, freq, measure, transformation, unit, accumulation, share_of, *subject = row
    return Series(
        id=id_,
        subject=Subject(*subject),
        freq=freq,
        measure=Measure(measure),
        transformation=Transformation(transformation),
        unit=unit,
        ytd=accumulation == "YTD",
        share_of=share_of,
    )


def _statement(row: Sequence[Any], series: Series) -> Statement:
    id_, _, period, compared, value, mult, decimals, qualifier, status, *rest = row
    source, locator, note, published, publisher, end, rounding = rest
    return Statement(
        id=id_,
        series=series,
        period=Period.of(period, series.ytd),
        comparison_period=_comparison(compared, series.ytd),
        value=value,
        unit_mult=mult,
        decimals=decimals,
        qualifier=Qualifier(qualifier or Qualifier.EXACT),
        status=status,
        source=source,
        publisher=publisher,
        locator=locator,
        note=note,
        realtime_start=date.fromisoformat(published),
        realtime_end=date.fromisoformat(end) if end else None,
        truncated=rounding == TRUNCATED,
    )


def _comparison(code: str | None, ytd: bool) -> Period | None:
    """What a year-to-date figure is compared with is the year to date too, or a whole year."""
    if code is None or code == UNSTATED:
        return None
    period = Period.of(code)
    return (period.to_date or period) if ytd and period.grain != "A" else period
