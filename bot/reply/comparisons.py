"""Comparisons: one line for each relation, stated ones marked so, computed ones with bounds.

A row of ``KINDS`` words one kind of the contract. Its slots:

    change   "up 48%", or a difference in units
    moved    that with what it is on: "up 48% on October", "8 billion yuan more than …"
    amount   the bare number
    times    a ratio: "93% of", "2.1 times as much as"
    against  what it is compared with: a period, or another subject
    whole    what a share is a share of
    period   the figure's own period
    ranked   "Kazakhstan was Xinjiang's largest trading partner"
    phrase   the whole phrase of the figure
    record   the claim, or the strongest figure that a record was looked for in
    added    a contribution with what it was made to: "contributed 4.2 percentage points to an
             8% rise in Xinjiang exports"; where part and whole went apart, "added 0.2 percentage
             points, while Xinjiang exports fell 1%"
    yearly   a growth rate: "up 4.2% a year on average"
    needs    what a period needs to equal another, or that it was passed already
    apart    how far the highest and the lowest lie apart
    one      the noun that a figure per something is per: "trip"
    marks    "(stated, not seasonally adjusted)", "(10.79–10.87, computed)"
    base     ", so October was about 10.8 billion yuan (10.79–10.87, computed)"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answers.answer import Basis, Comparison, Figure
from bot.figures.codes import PERCENT, POINTS, Measure, Qualifier, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reply.english import article, upper_first
from bot.reply.labels import Voice
from bot.reply.phrases import (
    IMPLIED,
    amount,
    as_percent,
    as_times,
    base_period,
    change,
    compared_with,
    during,
    each,
    last_place,
    line,
    marks,
    on,
    over,
    phrase,
    ranked,
    rate,
    title,
    whole,
)
from bot.reply.style import Amount, Change

__all__ = ["KINDS", "UNADJUSTED", "bracketed", "headline", "says_unadjusted", "sentence"]

_MOVED = "{moved} {marks}{base}"

KINDS: dict[str, str] = {
    "previous_period": _MOVED,
    "year_earlier": _MOVED,
    "other_period": _MOVED,
    "difference": _MOVED,
    "year_to_date": "{change} since {against} {marks}{base}",
    "growth_rate": "{yearly} since {against} {marks}",
    "share": "{amount} of {whole} {marks}",
    "ratio": "{times} {against} {marks}{base}",
    "fraction": "{times} {against} {marks}{base}",
    "contribution": "{added}",  # its marks stand in it, as it holds two numbers
    "per": "{amount} per {one} {marks}",
    "conversion": "{amount} at the source's rate{rate} {marks}",
    "sum": "{amount} {marks}",
    "mean": "An average of {amount}{each} over {period} {marks}",
    "needed": "{period} {needs} {marks}",
    "range": "{apart} from the lowest to the highest {marks}",
    "rank": "{ranked} {marks}",
    "record": "{record}",
}
_HEADLINES = {  # where the title has said the rest
    "mean": "an average of {amount}{each} {marks}",
    "needed": "{needs} {marks}",
}
_OTHER = "{phrase} {marks}"  # a kind that has no wording of its own yet
UNADJUSTED = "not seasonally adjusted"
_WAYS = {"up": ("more", "more"), "down": ("less", "fewer")}
"""So much more or less, of what is measured and of what is counted."""

_OTHER_WAY = {"up": "down", "down": "up"}
_SAME, _MAY_BE = "unchanged", "changed by "
"""How changes begin that go neither way."""

_HIGHER = {"up": "higher", "down": "lower"}
"""The same of percentages and points."""

_YEARLY = (Transformation.GROWTH_YEAR, Transformation.DIFFERENCE_YEAR)


def sentence(
    comparison: Comparison,
    headline: Figure | None,
    voice: Voice,
    beside: Sequence[Figure] = (),
    *,
    base_said: bool = False,
) -> str:
    """The comparison as a line of the reply. ``headline`` tells what need not be said again.

    ``beside`` are figures shown above it with their names: neither is said again in full. Nor is
    what it compares with, where ``base_said``: a line above it has the number.
    """

    def written() -> str:
        slots = _Slots(comparison, headline, voice, tuple(beside), base_said)
        return upper_first(KINDS.get(comparison.kind, _OTHER).format_map(slots).strip())

    return voice.once((comparison, headline, base_said, *beside), written)


def headline(comparison: Comparison, voice: Voice) -> str:
    """The comparison as what a headline says, where it is itself the figure asked for."""
    template = _HEADLINES.get(comparison.kind) or KINDS.get(comparison.kind, _OTHER)
    slots = _Slots(comparison, comparison.figure, voice)
    return template.replace("{base}", "").format_map(slots).strip()


def bracketed(comparison: Comparison, voice: Voice) -> str | None:
    """A conversion as it stands in brackets behind the headline; None for any other kind."""
    if comparison.kind != "conversion" or comparison.figure.value is None:
        return None
    said = amount(comparison.figure, voice)
    marks = f", {said.bounds}, computed" if said.bounds else ""
    return f"({said.text} at the source's rate{marks})"


def says_unadjusted(comparison: Comparison) -> bool:
    """Whether the line warns of seasons: a raw change on the month, quarter or half before."""
    figure = comparison.figure
    return (
        comparison.kind == "previous_period"
        and figure.subject.seasonal_adjust == "N"
        and figure.period.grain in "SQM"
        and not figure.period.ytd
    )


def _parted(change: str) -> tuple[str, str]:
    """Which way a change goes, and how far: "up", "8%"; of "up by at most 8%", "at most 8%"."""
    way, _, size = change.partition(" ")
    return way, size.removeprefix("by ")


def _is_one_way(figure: Figure) -> bool:
    """Whether all that the figure may be is on one side of zero."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return low is not None and high is not None and (low >= 0 or high <= 0)


@dataclass(frozen=True)
class _Slots:
    """The slots of one comparison, each worked out when a template asks for it.

    What rounds numbers is worked out once: it is most of the time that a reply takes.
    """

    comparison: Comparison
    headline: Figure | None
    voice: Voice
    beside: tuple[Figure, ...] = ()
    base_said: bool = False

    def __getitem__(self, slot: str) -> str:
        return str(getattr(self, slot))

    @property
    def figure(self) -> Figure:
        return self.comparison.figure

    @property
    def change(self) -> str:
        return f"{self._what}{self._change.amount.text}"

    @property
    def moved(self) -> str:
        """The change and what it is on; against another subject, so much more or less than it.

        So it is against a later period: nothing is up on what is still to come.
        """
        against = self.comparison.against
        if against is not None and against.subject != self.figure.subject:
            if against.transformation is not Transformation.NONE:
                return self._against_change(against)
            way, size = _parted(self._change.amount.text)
            if way in _WAYS:
                return f"{size} {self._more(way)} than {self.against}"
            return self._neither(self.against)
        if (than := self._than_later) is not None:
            return than
        yearly = self.comparison.kind == "year_earlier" or self.figure.transformation in _YEARLY
        return f"{self.change} {on(self._change.join, self.against, year=yearly)}"

    def _more(self, way: str) -> str:
        """The word for more or for less: of rates and balances, of what is measured or counted."""
        against = self.comparison.against
        below_zero = against is not None and (against.value or 0) < 0
        if self.figure.unit in (PERCENT, POINTS) or below_zero:
            return _HIGHER[way]  # of two deficits the one that is "more" is the smaller
        return _WAYS[way][self._counted]

    def _neither(self, other: str) -> str:
        """What is surely neither more nor less than another."""
        text = self._change.amount.text
        if text.startswith(_SAME):
            return f"the same as {other}{', as printed' if text != _SAME else ''}"
        if text.startswith(_MAY_BE):
            return f"differs by {text.removeprefix(_MAY_BE)} from {other}"
        return f"{text} {self._change.join} {other}"

    def _against_change(self, against: Figure) -> str:
        """How far a change is from another's: the smaller of two falls is no "more" than the other.

        Of two rises or two falls by how much the one is greater; else which is above the other.
        """
        way, size = _parted(self._change.amount.text)
        if way not in _WAYS:
            said = self._neither(f"that of {self.against}")
            return f"the change {said}" if said.startswith("differs") else f"the change is {said}"
        here, there = (against.value or 0) + (self.figure.value or 0), against.value or 0
        if here > 0 and there > 0:
            return f"rose by {size} {_WAYS[way][0]} than {self.against}"
        if here < 0 and there < 0:
            return f"fell by {size} {_WAYS[_OTHER_WAY[way]][0]} than {self.against}"
        above = "above" if way == "up" else "below"
        return f"the change is {size} {above} that of {self.against}"

    @property
    def _is_later(self) -> bool:
        """Whether what is compared with is of the same in a later period."""
        against, own = self.comparison.against, self.figure
        if against is None or against.subject != own.subject or own.statement is not None:
            return False
        return against.period.end > own.period.end

    @property
    def _than_later(self) -> str | None:
        """How much more or less than later: "1.3% higher than in November"."""
        against = self.comparison.against
        way, size = _parted(self._change.amount.text)
        if against is None or not self._is_later or way not in _WAYS:
            return None
        return f"{self._what}{size} {self._more(way)} than {during(against.period)} {self.against}"

    @property
    def amount(self) -> str:
        return self._amount.text

    @property
    def rate(self) -> str:
        return rate(self.figure, self.voice)

    @property
    def each(self) -> str:
        """How long a period a mean is for: " a month"; empty where that goes without saying."""
        return each(self.figure)

    @property
    def phrase(self) -> str:
        return phrase(self.figure, self.voice).text

    @property
    def ranked(self) -> str:
        return ranked(self.figure, self.voice)[0]

    @property
    def record(self) -> str:
        if self.figure.measure is Measure.RECORD:
            return self.phrase
        here, head = self.figure, self.headline
        lower = head is not None and (here.value or 0) < (head.value or 0)
        end = "lowest" if lower else "highest"
        return f"the {end} on file before it: {line(here, self.voice)}"

    @property
    def whole(self) -> str:
        against = self.comparison.against
        if self.figure.share_of is None and against is not None:
            return self._other(against.subject)
        return whole(self.figure, self.voice)

    @property
    def period(self) -> str:
        return over(self.figure, self.voice) or self.voice.the(self.figure.period)

    @property
    def times(self) -> str:
        if self._ratio.unit == PERCENT:
            return f"equal to {self._amount.text} of"
        against = self.comparison.against
        same = against is not None and against.subject == self.figure.subject
        then = same and self.comparison.kind == "ratio"  # "as in 2020", for a share of it is "of"
        when = f" {during(against.period)}" if against is not None and then else ""
        return f"{self._amount.text} as {'many' if self._counted else 'much'} as{when}"

    @property
    def against(self) -> str:
        """The period compared with; the subject too where that is another."""
        against, own = self.comparison.against, self.figure
        if against is None:
            period = base_period(own)
            return self._period(period) if period is not None else "the period before"
        if against.subject == own.subject:
            return self._period(against.period)
        if against.period.span == own.period.span:
            return self._other(against.subject)
        if self.beside:
            return f"{self._other(against.subject)}, {self.voice.the(against.period)}"
        return title(against, self.voice)

    @property
    def one(self) -> str:
        against = self.comparison.against
        if against is None:
            return "unit"
        noun = self.voice.noun(against.subject.indicator)
        return noun[0] if noun else self.voice.unit(against.unit).one

    @property
    def added(self) -> str:
        """A contribution by its direction, beside that of the whole: both up, both down, apart."""
        against, figure = self.comparison.against, self.figure
        size = f"{self._sized.text} {self.marks}"
        if against is None or against.value is None or not _is_one_way(figure):
            return f"contributed {size} to {self._whole_moved}"
        part, whole = (figure.value or 0) > 0, against.value > 0
        if part == whole and _is_one_way(against):
            return f"contributed {size} to {self._whole_moved}"
        moved = "added" if part else "took off"
        return f"{moved} {size}, while {self._whole_went}"

    @property
    def _whole_moved(self) -> str:
        """The change of the whole: "an 8% rise in Xinjiang exports"."""
        against = self.comparison.against
        if against is None or against.value is None:
            return "the change"
        way, size = self._of_whole
        noun = {"up": "rise", "down": "fall"}.get(way)
        what = self.voice.subject(against.subject)
        if noun is None:
            return f"the change in {what}"
        exact = size[:1].isdigit()
        return f"{article(f'{size} {noun}') if exact else f'a {noun} of {size}'} in {what}"

    @property
    def _whole_went(self) -> str:
        """The same as a clause: "Xinjiang exports fell 1%"."""
        against = self.comparison.against
        if against is None:
            return "the whole changed"
        way, size = self._of_whole
        verb = {"up": "rose", "down": "fell"}.get(way)
        what = self.voice.subject(against.subject)
        return f"{what} {verb} {size}" if verb else f"{what} changed little"

    @property
    def _of_whole(self) -> tuple[str, str]:
        """Which way the whole went, and how far."""
        against = self.comparison.against
        if against is None:
            return "", ""
        way, _, size = change(against, self.voice).amount.text.partition(" ")
        return way, size

    @property
    def yearly(self) -> str:
        """So much a year on average; of more than 300% a year, how many times as much."""
        if self._change.join == "as":
            return f"{self.change} each year as the year before, on average"
        return f"{self.change} a year on average"

    @property
    def needs(self) -> str:
        """How much to equal what; nothing, where that was passed already.

        Of a period that is over, by how much it fell short of what it was to equal.
        """
        figure, against = self.figure, self.comparison.against
        low, high = figure.low or 0, figure.high or 0
        if against is not None and against.period.length == figure.period.length:
            if high <= 0:
                by = f" by {self._sized.text}" if low < 0 else ""
                return f"{'passed' if low < 0 else 'equalled'} {self.against}{by}"
            unsure = ", or may have passed it" if low < 0 else ""
            return f"fell {self.amount} short of {self.against}{unsure}"
        if high <= 0:
            by = f", passed already by {self._sized.text}" if low < 0 else ""
            return f"needs nothing more to equal {self.against}{by}"
        unsure = ", which it may have passed already" if low < 0 else ""
        return f"needs {self.amount} to equal {self.against}{unsure}"

    @property
    def apart(self) -> str:
        """How far two figures lie apart: of an index in points."""
        text = self._change.amount.text
        return text.removeprefix("up ") if text.startswith("up ") else self.amount

    @property
    def marks(self) -> str:
        """How the number came about, in brackets."""
        rank = ranked(self.figure, self.voice)[1] if self.comparison.kind == "rank" else None
        marks = [rank, self._bounds, self._basis]
        if says_unadjusted(self.comparison):
            marks.append(UNADJUSTED)
        return f"({', '.join(mark for mark in marks if mark)})"

    @property
    def base(self) -> str:
        """The figure compared with, where there is one; what it implies, where it is computed."""
        against = self.comparison.against
        if self.base_said or against is None or against.value is None or against in self.beside:
            return ""
        if self.figure.basis is Basis.COMPUTED and not self.figure.value:
            return ""  # the same again
        said = amount(against, self.voice)
        if against.subject != self.figure.subject:
            return f", which was {said.text}{marks(against, said.bounds)}"
        name = self._period(against.period)
        bounds = f"{said.bounds}, " if said.bounds else ""
        if "{times}" in self._template and self.figure.basis is Basis.COMPUTED:
            return f", which was {said.text}{marks(against, said.bounds)}"
        if self._is_later:
            return f", which was {said.text}{marks(against, said.bounds)}"
        if against.basis is Basis.STATED:
            return f", from {said.text} {during(against.period)} {name}"
        if self.figure.basis is Basis.STATED:
            return f", so {name} was {said.text} ({bounds}computed)"
        return f", from {said.text} {during(against.period)} {name} ({bounds}computed)"

    @property
    def _what(self) -> str:
        """What moved, where it is not the very thing that the headline gives."""
        figure, head, against = self.figure, self.headline, self.comparison.against
        if head is None or head == figure:
            return ""
        if head.measure is Measure.CONVERSION and against is not None:
            return f"in {self.voice.unit(against.unit).many}, "
        if figure.share_of is not None and head.share_of is None:
            return f"share of {whole(figure, self.voice)} "
        if figure.share_of is None and head.measure in (Measure.SHARE, Measure.RANK):
            return f"{self.voice.what(figure.subject)} "
        return ""

    @property
    def _template(self) -> str:
        return KINDS.get(self.comparison.kind, _OTHER)

    @property
    def _ratio(self) -> Figure:
        """A ratio as it is said: a percentage up to 300, a multiple above, and below one never."""
        figure = self.figure
        if figure.statement is not None or figure.value is None:
            return figure
        if figure.unit == PERCENT and figure.value > 300:
            return as_times(figure)
        below_one = figure.unit != PERCENT and 0 <= figure.value < 1
        return as_percent(figure) if below_one else figure

    @property
    def _counted(self) -> bool:
        return self.voice.noun(self.figure.subject.indicator) is not None

    @cached_property
    def _change(self) -> Change:
        against = self.comparison.against
        other = against is not None and against.subject != self.figure.subject
        noun = self.voice.noun(self.figure.subject.indicator)
        unlike = against is not None and self.voice.noun(against.subject.indicator) != noun
        named = not (other and unlike)  # "1,828 fewer than deaths"
        return change(self.figure, self.voice, named=named, coarsest=self._coarsest)

    @property
    def _coarsest(self) -> int | None:
        """The last place of two changes, as they are printed, whose difference this is."""
        against = self.comparison.against
        if against is None or self.figure.unit != POINTS or self.figure.statement is not None:
            return None
        one = next((f for f in self.beside if self._is_minuend(f, against)), None)
        places = [last_place(f, self.voice) for f in (one, against) if f is not None]
        known = [place for place in places if place is not None]
        return max(known) if len(known) == 2 else None

    def _is_minuend(self, figure: Figure, against: Figure) -> bool:
        """Whether the figure is the change from which the other is taken away."""
        own = self.figure
        return (
            figure.transformation is not Transformation.NONE
            and (figure.subject, figure.period) == (own.subject, own.period)
            and (figure.transformation, figure.measure) == (against.transformation, against.measure)
        )

    @cached_property
    def _amount(self) -> Amount:
        return amount(self._ratio if "{times}" in self._template else self.figure, self.voice)

    @cached_property
    def _sized(self) -> Amount:
        """The size of what may be below zero, which the words around it tell."""
        figure = self.figure
        if figure.statement is not None or figure.value is None or not _is_one_way(figure):
            return amount(figure, self.voice)
        if (figure.high or 0) > 0:
            return amount(figure, self.voice)
        low = figure.value if figure.low is None else figure.low
        high = figure.value if figure.high is None else figure.high  # which may be 0
        turned = replace(figure, value=-figure.value, low=-high, high=-low)
        return amount(turned, self.voice)

    @property
    def _bounds(self) -> str | None:
        if any(slot in self._template for slot in ("{change}", "{moved}", "{yearly}", "{apart}")):
            return self._change.amount.bounds
        if any(slot in self._template for slot in ("{added}", "{needs}")):
            return self._sized.bounds
        return self._amount.bounds

    @property
    def _basis(self) -> str:
        statement = self.figure.statement
        if statement is None:
            return "computed"
        if statement.qualifier is Qualifier.IMPLIED:
            return IMPLIED
        shown = self.headline.sources if self.headline is not None else ()
        if not shown or statement.source in {s.source for s in shown}:
            return "stated"
        return f"stated by {self.voice.catalogue.source(statement.source).publisher}"

    def _other(self, subject: Subject) -> str:
        """What is compared with, as short as the figures shown above let it be."""
        if not self.beside:
            return self.voice.subject(subject)
        return self.voice.apart(subject, self.figure.subject)

    def _period(self, period: Period) -> str:
        return compared_with(period, self.figure.period, self.voice)
