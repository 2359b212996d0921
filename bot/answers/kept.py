"""What a record is looked for among, and which end of it is looked for.

Looked among are the levels of a subject or, where the question is about its
rate of change ("inflation"), the rates that a source states; never the two
together, and never a rate worked out. Or they are its shares of a whole, as
stated or worked out. Levels are set against levels of periods of one length
only; rates and shares are of periods of any length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from bot.answers.answer import Figure
from bot.answers.balances import BALANCE, Side
from bot.answers.catalogue import Catalogue
from bot.answers.glance import Glance, at_a_glance
from bot.answers.making import from_statement, level
from bot.answers.published import MONTHS
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.remainder import remainders_in
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.reckon.publishers import best, publishers_of

__all__ = ["EVERY", "FURTHEST", "RATES", "End", "Kept"]

RATES = {
    Cue.YEAR_EARLIER: (Transformation.GROWTH_YEAR,),
    Cue.PREVIOUS: (Transformation.GROWTH,),
    Cue.GROWTH: (Transformation.GROWTH_YEAR, Transformation.GROWTH),
}
"""Which rates of change each word asks about, the likeliest first."""

FURTHEST = 240
"""Periods of one length looked at of what adds up, where each may have to be worked out: twenty
years of months."""

EVERY = 20_000
"""The same of what does not add up, and is read as it stands: prices by the day of two working
lives."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a record is looked for among: levels, or one kind of rate of change as stated."""

    subject: Subject
    catalogue: Catalogue
    transformation: Transformation = Transformation.NONE
    whole: Subject | None = None  # of which its shares are meant
    share: Callable[[Period], Figure | None] | None = field(default=None, compare=False)

    @property
    def levels(self) -> bool:
        return self.transformation is Transformation.NONE and self.whole is None

    def at(self, period: Period, beside: Figure | None = None) -> Figure | None:
        """The figure of the period; of a rate also one that has only words ("doubled").

        ``beside`` is the figure it is set against: of its unit, and of its publisher where
        several differ.
        """
        if self.share is not None:
            return self.share(period)
        used = publishers_of(beside.sources) if beside is not None else frozenset()
        unit = beside.unit if beside is not None else None
        key = ("kept", self.subject, period, unit, used, self.transformation)
        return self.catalogue.remember(key, lambda: self._at(period, unit, beside))

    def _at(self, period: Period, unit: str | None, beside: Figure | None) -> Figure | None:
        if self.levels:
            return level(self.subject, period, self.catalogue, unit, beside)
        rates = [
            s
            for s in self.catalogue.statements(self.subject, period)
            if s.series.measure is Measure.LEVEL
            and s.series.transformation is self.transformation
            and (unit is None or s.series.unit == unit)
        ]
        numbered = [s for s in rates if s.quantity is not None]
        return from_statement(best(numbered or rates, self.catalogue)) if rates else None

    def has(self, periods: Iterable[Period], enough: int) -> bool:
        """Whether of the periods as many as that have a figure."""
        return len(list(islice((p for p in periods if self.at(p) is not None), enough))) >= enough

    def at_a_glance(self, periods: Sequence[Period]) -> Glance | None:
        """The periods, where they are many days or weeks and each has its level as stated."""
        return at_a_glance(self.subject, periods, self.catalogue, self.at) if self.levels else None

    def alike(self, grain: str, number: int = 0, *, ytd: bool = False) -> list[Period]:
        """Periods of that length of which a figure is on file or may follow, in no order.

        Years to date are of one length where they end with the same ``number``.
        """
        key = ("alike", self.subject, self.transformation, self.whole, grain, number, ytd)
        return list(self.catalogue.remember(key, lambda: self._alike(grain, number, ytd=ytd)))

    def _alike(self, grain: str, number: int, *, ytd: bool) -> list[Period]:
        held = self._held(grain, ytd=ytd)
        if not self.levels or grain in "WD":
            return [p for p in held if not ytd or p.number == number]
        # What something on file is compared with counts too.
        known = self._compared(held)
        found: list[Period | None] = [p for p in known if p.grain == grain and p.ytd == ytd]
        if ytd:
            years = dict.fromkeys(p.year for p in known)
            found = [Period.numbered(grain, year, number, ytd=True) for year in years]
        elif grain in MONTHS:
            found = [*_between_edges(known, grain)]
        return list(dict.fromkeys(p for p in found if p is not None))

    def like(self, period: Period) -> list[Period]:
        """Periods of the length of this one."""
        found = self.alike(period.grain, period.number, ytd=period.ytd)
        if period.grain in "WD" and not period.ytd:
            return found
        return [p for p in found if p.length == period.length]

    def namesakes(self, period: Period) -> list[Period]:
        """The same month (quarter, months of the year so far) of every year, this one's too."""
        found = self.alike(period.grain, period.number, ytd=period.ytd)
        return [p for p in found if p.number == period.number]

    def before(self, period: Period) -> list[Period]:
        """Those it can be set against that ended before it."""
        return [p for p in self.rivals(period) if p.end < period.end]

    def rivals(self, period: Period) -> list[Period]:
        """Periods that it can be set against: of its length, of rates and shares of any."""
        pool = () if self.levels else self.any_length()
        return list(pool) if period in pool else self.like(period)

    def any_length(self) -> list[Period]:
        """Of rates and shares: all periods that have one, whatever their length.

        Where at least half of them are single months, or quarters, or the like, only those.
        """
        key = ("kept_any_length", self.subject, self.transformation, self.whole)
        return self.catalogue.remember(key, self._any_length)

    def _any_length(self) -> list[Period]:
        held = self._periods(None, None)
        if self.share is not None:
            held = self._compared(held)
        with_one = [p for p in held if self.at(p) is not None]
        counts = Counter(p.grain for p in with_one if not p.ytd)
        grain, most = next(iter(counts.most_common(1)), ("", 0))
        if most > 1 and most * 2 >= len(with_one):
            return [p for p in with_one if p.grain == grain and not p.ytd]
        return with_one

    def usual(self) -> list[Period]:
        """Of levels: single months where most are on file of these, else what most are of."""
        stated = Counter(
            (p.grain, p.number if p.ytd else 0, p.ytd)
            for p in self._periods(None, None)
            if p.grain in MONTHS
        )
        if not stated:
            return []
        (grain, number, ytd), most = stated.most_common(1)[0]
        months = [p for p in self.alike("M") if self.at(p) is not None]
        return months if len(months) >= max(most, 2) else self.alike(grain, number, ytd=ytd)

    def looked_at(self, period: Period) -> list[Period]:
        """The periods of the length of this one that are looked at, where more are on file.

        Of rates and shares, of whatever length; empty where all there are are looked at.
        """
        alike = [(period.grain, period.ytd)]
        for grain, ytd in alike if self.levels else [*alike, (None, None)]:
            if len(self._periods(grain, ytd, self._most + 1)) > self._most:
                return self._periods(grain, ytd)
        return []

    def on_file(self, limit: int) -> Sequence[Period]:
        """The newest periods with a level."""
        return self.catalogue.periods(self.subject, limit=limit)

    @property
    def _spoken_of(self) -> tuple[Subject, ...]:
        """The subject, and where nobody states it those that tell when it may follow.

        For what is left of a whole a part is enough: no more is left than both have.
        """
        parts = [part for _, _, (part, *_) in remainders_in(self.subject)]
        flows = "XM" if self.subject.trade_flow == BALANCE else ""
        return self.subject, *parts, *(self.subject.with_("trade_flow", flow) for flow in flows)

    def _held(self, grain: str, *, ytd: bool) -> list[Period]:
        """Periods on file that one of the grain can be, or follow from."""
        if not self.levels or grain in "WD":
            return self._periods(grain, ytd)
        return [p for longer in LONGER for p in self._periods(longer, None)]

    def _compared(self, held: Sequence[Period]) -> list[Period]:
        """The periods, and those that something on file compares them with."""
        compared = [
            statement.comparison_period
            for subject in self._spoken_of
            for p in held
            for statement in self.catalogue.statements(subject, p)
        ]
        return list(dict.fromkeys([*held, *(p for p in compared if p is not None)]))

    @property
    def _most(self) -> int:
        """How many periods of one length are looked at."""
        return FURTHEST if self.catalogue.is_flow(self.subject.indicator) else EVERY

    def _periods(
        self, grain: str | None, ytd: bool | None, limit: int | None = None
    ) -> list[Period]:
        # One more than are looked at, whichever is asked for: both are read but once.
        held = [
            period
            for subject in self._spoken_of
            for period in self.catalogue.periods(
                subject, levels=False, ytd=ytd, grain=grain, limit=self._most + 1
            )[: limit or self._most]
        ]
        if grain is not None and ytd is not None and len(self._spoken_of) == 1:
            return held
        # January and the year to January are one period.
        return list({p.span: p for p in reversed(held)}.values())[::-1]


LONGER = "ASQMX"
"""Lengths of period that levels follow from one to the other."""


def _between_edges(known: Sequence[Period], grain: str) -> list[Period]:
    """Months (quarters, halves, years) that begin and end where periods on file do.

    Only of these can a level follow: the difference of two periods lies between their ends.
    """
    edges = {day for p in known for day in (p.start, p.end + ONE_DAY)}
    starting = (
        Period.numbered(grain, day.year, (day.month - 1) // MONTHS[grain] + 1)
        for day in sorted(edges)
    )
    return [p for p in starting if p and p.start in edges and p.end + ONE_DAY in edges]


ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class End:
    """Which end is looked for: the highest, the lowest, or the largest of deficits or surpluses."""

    low: bool = False  # the lowest, or of a side of zero the smallest
    side: Side | None = None
    sign: int = 1  # of the numbers on that side

    @property
    def lowest(self) -> bool:
        """Whether it is the lowest of the numbers: so is the largest deficit of a balance."""
        return self.low == (self.sign > 0)

    @property
    def key(self) -> str:
        """What the keys of its sentences have in them."""
        if self.side is None:
            return "lowest" if self.low else "highest"
        return f"{'smallest' if self.low else 'largest'}_{self.side}"

    def may_be(self, figure: Figure) -> bool:
        """Whether a figure may be on the side of zero that is asked for."""
        if figure.low is None or figure.high is None:
            return False
        return self.side is None or (figure.high > 0 if self.sign > 0 else figure.low < 0)

    def surely_is(self, figure: Figure) -> bool:
        """Whether it cannot but be."""
        if figure.low is None or figure.high is None:
            return False
        return self.side is None or (figure.low > 0 if self.sign > 0 else figure.high < 0)

    def furthest(self, figures: Sequence[Figure]) -> Figure | None:
        """The one that goes furthest, by its value."""
        furthest = min if self.lowest else max
        return furthest(figures, key=lambda f: f.value or 0, default=None)

    def may_beat(self, figure: Figure, best: Figure) -> bool:
        """Whether one may go further than another, as far as the two are known."""
        if figure.low is None or figure.high is None or best.low is None or best.high is None:
            return False
        return figure.low < best.high if self.lowest else figure.high > best.low

    def surely_beats(self, figure: Figure, best: Figure) -> bool:
        """Whether it surely does."""
        if figure.low is None or figure.high is None or best.low is None or best.high is None:
            return False
        return figure.high < best.low if self.lowest else figure.low > best.high
