"""The chart of a reply: which of its figures can be drawn together, as what, and in what words.

Figures of one subject in several periods make a line; several subjects in several periods a
line each; several subjects in one period bars. Only figures of one measure, unit and basis and
of periods of one length stand in one chart, each subject and period once: else there is none.
A period between two others that has no figure is in the chart without a value, never as zero
and never left out. What was computed, is provisional or was printed as "more than" is marked.

A chart is values and words, drawn elsewhere: ``bot.reply.chart_block`` makes Slack's block of
it and ``bot.charts`` a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from bot.answers.answer import Answer, Basis, Figure, Status
from bot.figures.codes import (
    ALL,
    COUNT,
    FORECAST,
    NOT_APPLICABLE,
    PERCENT,
    POINTS,
    UNSTATED,
    WORLD,
    Kind,
    Measure,
    Qualifier,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.series import Subject
from bot.reply import phrases
from bot.reply.english import joined, lower_first, upper_first
from bot.reply.labels import Voice
from bot.reply.numbers import display_place, round_to
from bot.reply.sourcing import cited_by

__all__ = ["COMPUTED", "FEWEST", "Chart", "Line", "Point", "charted"]

FEWEST = 3
"""Labels with a figure that make a chart worth its room beside the table."""

COMPUTED = "computed"
MARKS = {
    Qualifier.OVER: "more than",
    Qualifier.NEARLY: "nearly",
    Qualifier.AROUND: "around",
}
STATUSES = {"P": "provisional", "E": "estimated", FORECAST: "forecast"}
MOST_NAMED = 4
"""Points of a kind that a note names; of more it says how many there are."""

LONGEST_AXIS = 2000
"""Periods on an axis; of more, those without a figure are not shown."""

CLOSED = 12
"""Days that a market can be closed; of days further apart, nothing is known between them."""

_DRAWN = frozenset({Measure.LEVEL, Measure.SHARE})
_BY = {"counterpart_area": "by partner", "product": "by product", "trade_flow": "by flow"}
_EVERY = {"counterpart_area": WORLD, "product": ALL, "trade_flow": "T"}
_UNNAMED = frozenset({WORLD, NOT_APPLICABLE, UNSTATED})


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at its label; a period without one has neither number nor words."""

    number: Decimal | None = None  # in the chart's unit, with the digits that are shown
    said: str = ""  # "about 10.8 billion yuan"
    marks: tuple[str, ...] = ()  # "computed", "provisional", "more than"


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one subject, one for each label of the chart."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, in words and numbers ready to be drawn."""

    form: str  # "line" or "bar"
    title: str  # "Xinjiang imports and exports"
    unit: str  # "billion yuan", "%", "trips"
    labels: tuple[str, ...]  # "Nov 2021" of a line, "Kazakhstan" of a bar
    days: tuple[date, ...]  # of a line: the last day of each label's period
    lines: tuple[Line, ...]
    source: str  # "Source: Urumqi Customs, 27 December 2021"
    dots: bool = False  # single days far apart, which no line may join
    when: str = ""  # of a line, the first and the last with a figure: "January to March 2021"

    @property
    def heading(self) -> str:
        """What all of it is, of when and in what: "Exports, May 2021 to July 2021, trips"."""
        unit = "" if self.unit.casefold() in self.title.casefold() else self.unit
        return ", ".join(part for part in (self.title, self.when, unit) if part)

    @property
    def held(self) -> int:
        """How many labels have a figure."""
        return sum(any(p.number is not None for p in at) for at in self._columns())

    @property
    def whole(self) -> bool:
        """Whether every line has a figure at every label."""
        return all(p.number is not None for line in self.lines for p in line.points)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not to be seen in the numbers: "Computed: Oct 2021", "No figure: Sep 2021"."""
        every = [mark for line in self.lines for p in line.points for mark in p.marks]
        notes = [f"{upper_first(mark)}: {self._marked(mark)}" for mark in dict.fromkeys(every)]
        missing = [self._missing(line) for line in self.lines]
        if len(set(missing)) == 1:
            notes += [f"No figure: {missing[0]}"] if missing[0] else []
        else:
            told = zip(self.lines, missing, strict=True)
            notes += [f"No figure of {lower_first(li.name)}: {what}" for li, what in told if what]
        return tuple(notes)

    @property
    def alternative(self) -> str:
        """What the chart shows, for who cannot see it."""
        kind = "Bar chart" if self.form == "bar" else "Dots" if self.dots else "Line chart"
        count = len(self.labels)
        across = f"{self.labels[0]} to {self.labels[-1]}" if self.form == "line" else ""
        what = (
            f"{count} {'periods' if self.form == 'line' else 'bars'}{f', {across}' * bool(across)}"
        )
        told = [f"{kind}: {self.title}, in {self.unit}; {what}.", *map(self._told, self.lines)]
        return " ".join([*told, *(f"{note}." for note in self.notes), f"{self.source}."])

    def _told(self, line: Line) -> str:
        held = [(label, p) for label, p in zip(self.labels, line.points, strict=True) if p.said]
        name = f"{line.name}: " if len(self.lines) > 1 else ""
        if not held:
            return f"{name}no figure."
        ends = {"first": held[0], "last": held[-1]} if self.form == "line" else {}
        ends["highest"] = max(held, key=lambda one: one[1].number or 0)
        ends["lowest"] = min(held, key=lambda one: one[1].number or 0)
        told = "; ".join(f"{end} {p.said} ({at})" for end, (at, p) in ends.items())
        return f"{name}{told if name else upper_first(told)}."

    def _columns(self) -> Iterator[tuple[Point, ...]]:
        return zip(*(line.points for line in self.lines), strict=True)

    def _marked(self, mark: str) -> str:
        """Which points are so, by their labels, or how many of how many."""
        points = [
            (line, label, p)
            for line in self.lines
            for label, p in zip(self.labels, line.points, strict=True)
        ]
        found = [(line, label) for line, label, p in points if mark in p.marks]
        held = sum(p.number is not None for _, _, p in points)
        if len(found) == held:
            return "all"
        if len(found) > MOST_NAMED:
            return f"{len(found)} of {held}"
        several = len(self.lines) > 1
        return joined([f"{n.name}, {at}" if several else at for n, at in found])

    def _missing(self, line: Line) -> str:
        """The labels without a figure, runs of them from the first to the last."""
        at = zip(self.labels, line.points, strict=True)
        runs = [
            [label for label, _ in run]
            for gone, run in groupby(at, key=lambda one: one[1].number is None)
            if gone
        ]
        if len(runs) > MOST_NAMED:
            return f"{sum(map(len, runs))} of {len(self.labels)}"
        return joined([run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs])


def charted(answer: Answer, voice: Voice) -> Chart | None:
    """The chart of the answer's figures; None where they cannot stand in one."""
    figures = answer.figures
    if answer.status is not Status.ANSWERED or len(figures) < 2 or not _alike(figures):
        return None
    at = {(f.subject, f.period.span): f for f in figures}
    subjects = tuple(dict.fromkeys(f.subject for f in figures))
    periods = {f.period.span: f.period for f in figures}
    if len(at) < len(figures):
        return None  # two publishers' figures of one thing
    scale, unit = _unit(figures, voice)
    source = _source(figures, voice)
    title = _title(figures, subjects, voice)
    names = _names(subjects, voice)
    if len(periods) == 1:
        span, period = next(iter(periods.items()))
        bars = tuple(_point(at[s, span], scale, voice) for s in subjects)
        return Chart("bar", title, unit, names, (), (Line(_label(period), bars),), source)
    axis = _axis([*periods.values(), *_asked(answer, next(iter(periods.values())))])
    lines = (
        Line(name, tuple(_point(at.get((s, p.span)), scale, voice) for p in axis))
        for name, s in zip(names, subjects, strict=True)
    )
    days = tuple(p.end for p in axis)
    apart = axis[0].grain == "D" and any((b - a).days > CLOSED for a, b in pairwise(days))
    labels = tuple(_label(p) for p in axis)
    # The axis also has what was asked for in vain; the heading is of what there is.
    held = [p for p in axis if p.span in periods]
    when = f"{voice.period(held[0])} to {voice.period(held[-1])}"
    return Chart("line", title, unit, labels, days, tuple(lines), source, apart, when)


def _alike(figures: Sequence[Figure]) -> bool:
    """Whether figures may stand on one scale."""
    kinds = {
        (f.measure, f.transformation, f.unit, f.share_of, f.each, f.period.ytd, f.period.length)
        for f in figures
    }
    bases = {(f.subject.coverage, f.subject.seasonal_adjust) for f in figures}
    plain = all(f.value is not None and not f.of and not f.over for f in figures)
    return len(kinds) == 1 and len(bases) == 1 and plain and figures[0].measure in _DRAWN


def _axis(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods in time, with those between them that have no figure.

    Of days only those on file: a market's holidays are no gaps.
    """
    held = {p.span: p for p in reversed(tuple(periods))}
    ordered = sorted(held.values(), key=lambda p: p.end)
    first, last = ordered[0], ordered[-1]
    if first.grain == "D":
        return tuple(ordered)
    every: list[Period] = []
    here: Period | None = first
    while here is not None and here.end < last.end:
        every.append(held.get(here.span, here))
        here = here.shift(1)
        if len(every) > LONGEST_AXIS:
            return tuple(ordered)
    every.append(last)
    met = {p.span for p in every}
    return tuple(every) if held.keys() <= met else tuple(ordered)


def _asked(answer: Answer, like: Period) -> list[Period]:
    """Periods that were asked for and have no figure, as the reading says."""
    found: list[Period] = []
    for note in answer.assumptions:
        for name in ("missing", "periods"):
            value = note.values.get(name)
            found += [v for v in value if isinstance(v, Period)] if isinstance(value, tuple) else []
    return [p for p in found if (p.ytd, p.length) == (like.ytd, like.length)]


def _point(figure: Figure | None, scale: int, voice: Voice) -> Point:
    if figure is None or figure.value is None:
        return Point()
    words = phrases.amount(figure, voice)
    if figure.transformation is not Transformation.NONE:
        words = phrases.change(figure, voice).amount
    return Point(_shown(figure, figure.value).scaleb(-scale), words.text, tuple(_marks(figure)))


def _shown(figure: Figure, value: Fraction) -> Decimal:
    """The number with the digits that the reply shows of it."""
    printed = figure.statement
    if printed is not None and printed.value is not None:
        return Decimal(printed.value).scaleb(printed.unit_mult)
    low = value if figure.low is None else figure.low
    high = value if figure.high is None else figure.high
    if low == high:
        return round_to(value, MOST_DECIMALS)
    return round_to(value, display_place(Interval(low, high)))


MOST_DECIMALS = -6


def _marks(figure: Figure) -> Iterator[str]:
    if figure.basis is Basis.COMPUTED:
        yield COMPUTED
    yield from dict.fromkeys(STATUSES[s.status] for s in cited_by(figure) if s.status in STATUSES)
    if figure.statement is not None and figure.statement.qualifier in MARKS:
        yield MARKS[figure.statement.qualifier]


def _unit(figures: Sequence[Figure], voice: Voice) -> tuple[int, str]:
    """The power of ten that the numbers are drawn in, and the unit with its word."""
    unit = figures[0].unit
    if unit == PERCENT:
        return 0, "%"
    if unit == POINTS:
        return 0, "percentage points"
    most = max(abs(f.value) for f in figures if f.value is not None)
    power, word = next(((p, w) for p, w in voice.style.scales if most >= 10**p), (0, ""))
    nouns = {voice.noun(indicator) for indicator in {f.subject.indicator for f in figures}}
    noun = nouns.pop() if len(nouns) == 1 and unit == COUNT else None
    if noun is not None:
        return power, f"{word} {noun[1]}".strip()
    if unit == COUNT:
        return power, word or "number"
    written = voice.unit(unit)
    name = written.many or voice.code("unit", unit)
    if name == unit:  # it has no words: "106.1" is all that is said of an index
        kind = voice.catalogue.indicator(figures[0].subject.indicator).kind
        name = "index" if kind is Kind.INDEX else "number"
    if written.prefix and name.startswith(("a ", "an ", "per ")):
        name = f"{written.prefix} {name}"  # "$ a barrel"
    elif name.startswith("("):  # "(2015 = 100)" stands behind the number of an index
        name = f"index {name}"
    return power, f"{word} {name}".strip()


def _names(subjects: Sequence[Subject], voice: Voice) -> tuple[str, ...]:
    """What sets each apart from the others, as short as it can be said."""
    differ = _differing(subjects)
    if len(subjects) == 1:
        names = [voice.what(subjects[0])]
    elif len(differ) == 1:
        dimension = differ[0]
        if dimension in ("trade_flow", "indicator"):
            names = [voice.catalogue.title(s.indicator, s.trade_flow) for s in subjects]
        else:
            names = [voice.catalogue.label(dimension, getattr(s, dimension)) for s in subjects]
    else:
        names = [voice.subject(s) for s in subjects]
    if len(set(names)) < len(names):
        names = [voice.subject(s) for s in subjects]
    return tuple(upper_first(name) for name in names)


def _differing(subjects: Sequence[Subject]) -> list[str]:
    return [d for d in Subject.dimensions() if len({getattr(s, d) for s in subjects}) > 1]


def _title(figures: Sequence[Figure], subjects: Sequence[Subject], voice: Voice) -> str:
    """What all have in common: the subject, else whose or what; one period; what kind of change."""
    first, differ = figures[0], _differing(subjects)
    if len(subjects) == 1:
        what = voice.subject(subjects[0])
    elif differ == ["ref_area"]:
        what = ", ".join((voice.what(subjects[0]), *voice.basis(subjects[0])))
    elif len(differ) == 1 and differ[0] in _BY:
        what = _whole(subjects[0], differ[0], voice)
    else:
        what = joined([lower_first(name) for name in _names(subjects, voice)])
    kind = ""
    if first.measure is Measure.SHARE or first.transformation is not Transformation.NONE:
        kind = lower_first(phrases.column(first, voice))
    one = len({f.period.span for f in figures}) == 1
    parts = (what, kind, voice.period(first.period) if one else "")
    return upper_first(", ".join(part for part in parts if part))


def _whole(subject: Subject, differing: str, voice: Voice) -> str:
    """What the subjects are kinds of: "China trade", "Xinjiang trade with the EU"."""
    every = subject.with_(differing, _EVERY[differing])
    if differing == "trade_flow" and subject.counterpart_area in _UNNAMED:
        area = voice.catalogue.label("area", subject.ref_area)
        name = f"{area} {lower_first(voice.catalogue.indicator(subject.indicator).label)}"
    else:
        name = voice.core(every)
    return ", ".join((f"{name} {_BY[differing]}", *voice.basis(subject)))


def _source(figures: Sequence[Figure], voice: Voice) -> str:
    """ "Source: Urumqi Customs, 27 December 2021"; of many releases the last day of them."""
    releases = {s.source for f in figures for s in cited_by(f)}
    days: dict[str, date] = {}
    for source in map(voice.catalogue.source, sorted(releases)):
        days[source.publisher] = max(days.get(source.publisher, date.min), source.published)
    told = sorted(days.items(), key=lambda one: (one[1], one[0]), reverse=True)
    many = len(told) > MOST_NAMED
    named = [f"{publisher}, {voice.day(day)}" for publisher, day in told[:MOST_NAMED]]
    more = f" and {len(told) - MOST_NAMED} more" if many else ""
    return f"Source{'s' if len(told) > 1 else ''}: {'; '.join(named)}{more}"


def _label(period: Period) -> str:
    """The period as short as an axis needs it: "Nov 2021", "Q3 2021", "Jan–Nov 2021"."""
    year, last = period.named_year, _MONTHS[period.end.month - 1]
    run = period.whole_months
    if period.ytd and run is not None and period.grain != "A":
        return f"{_MONTHS[run[1] - 1]}–{last} {year}" if run[1] != run[2] else f"{last} {year}"
    if period.ytd or period.grain not in "AMQSWD":
        return f"{_day(period.start)}–{_day(period.end)} {year}"
    return {
        "A": f"{year}",
        "M": f"{last} {year}",
        "Q": f"Q{period.number} {year}",
        "S": f"H{period.number} {year}",
        "W": f"Week {period.number} {year}",
        "D": f"{_day(period.end)} {year}",
    }[period.grain]


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
