"""Names: periods, days, areas and subjects as a reporter would write them.

A *voice* is the catalogue that knows the names and the house style that says how
to write them; every function of the reply that makes English takes one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date

from bot.answers.catalogue import Catalogue, Unit
from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.period import Period
from bot.figures.remainder import Remainder
from bot.figures.series import Subject
from bot.reply.english import ordinal, possessive, upper_first
from bot.reply.style import Noun, Style

__all__ = ["MONTHS", "Voice"]

_UNWORDED = frozenset({ALL, NOT_APPLICABLE, UNSTATED, WORLD})
_AREAS = ("ref_area", "counterpart_area")  # one list of names serves both
_TOTAL_FLOW = "T"
_OWN = "OWN"  # the coverage that goes without saying
_RAW = "N"  # likewise, of what is not adjusted
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the names on file, in one house's style."""

    catalogue: Catalogue
    style: Style
    _said: dict[tuple[int, ...], tuple[object, str]] = field(
        default_factory=dict, compare=False, repr=False
    )

    _names: dict[Hashable, str] = field(default_factory=dict, compare=False, repr=False)

    def once(self, of: tuple[object, ...], write: Callable[[], str]) -> str:
        """What ``write`` wrote of these very things: a reply says the same in several places."""
        key = tuple(map(id, of))
        if key not in self._said:
            self._said[key] = of, write()  # with the things themselves, whose ids are then theirs
        return self._said[key][1]

    def named(self, thing: Hashable, name: Callable[[], str]) -> str:
        """The name of a thing, worked out once: a long reply says it in every line."""
        found = self._names.get(thing)
        if found is None:
            found = self._names[thing] = name()
        return found

    def day(self, day: date) -> str:
        """27 December 2021."""
        month = self.style.months[day.month - 1]
        return self.style.day.format(day=day.day, month=month, year=day.year)

    def period(self, period: Period, beside: Period | None = None) -> str:
        """The period's name; without its year where ``beside`` is within the same one."""
        return self.named((period, beside), lambda: self._period(period, beside))

    def _period(self, period: Period, beside: Period | None) -> str:
        year = "" if beside is not None and _same_year(period, beside) else str(period.named_year)
        if period.grain in "AM" or period.ytd or period.grain == "X":
            return self._span(period, year)
        name = _GRAINS[period.grain].format(
            number=period.number, ordinal=ordinal(period.number), day=self.day(period.end)
        )
        return f"{name} of {year}" if year and period.grain != "D" else name

    def the(self, period: Period, beside: Period | None = None) -> str:
        """The period as it stands in a sentence: "the third quarter of 2021", "November 2021"."""
        name = self.period(period, beside)
        return f"the {name}" if period.grain in "QS" and not period.ytd else name

    def area(self, code: str) -> str:
        """The name of the area whose figure it is, as it reads in a sentence."""
        # What is left of the world is no partner where it is whose figure it is.
        return self.code("ref_area" if Remainder.of(code) else "area", code)

    def code(self, dimension: str, code: str) -> str:
        """A code's name as it reads in a sentence."""
        own = dimension == "ref_area" and Remainder.of(code) is not None
        name = "area" if dimension in _AREAS and not own else dimension
        return self.catalogue.label(name, code, in_sentence=True)

    def subject(self, subject: Subject) -> str:
        """Whose, what, with whom, of what, on which coverage; what is everything is not said."""
        return self.named(subject, lambda: self._with_basis(subject))

    def _with_basis(self, subject: Subject) -> str:
        core = self.core(subject)
        # A title of a catalogue may say itself that it is seasonally adjusted.
        unsaid = (said for said in self.basis(subject) if said.casefold() not in core.casefold())
        return ", ".join((core, *unsaid))

    def basis(self, subject: Subject, *, usual: bool = False) -> tuple[str, ...]:
        """On which coverage, and how adjusted; what goes without saying only where ``usual``."""
        coverage, adjusted = subject.coverage, subject.seasonal_adjust
        said = []
        if coverage not in (ALL, NOT_APPLICABLE) and (usual or coverage != _OWN):
            said.append(self.code("coverage", coverage))
        if adjusted not in (_RAW, NOT_APPLICABLE):
            said.append(self.code("seasonal_adjust", adjusted))
        return tuple(said)

    def what(self, subject: Subject) -> str:
        """The measure and its partner without the area: "exports to the EU of polysilicon"."""
        partner = subject.counterpart_area not in _UNWORDED
        words = [self._flow(subject, partner)]
        if partner:
            words += [
                self.catalogue.preposition(subject.trade_flow),
                self.code("counterpart_area", subject.counterpart_area),
            ]
        if subject.product not in _UNWORDED:
            words += ["of", self.code("product", subject.product)]
        return " ".join(words)

    def unit(self, code: str) -> Unit:
        return self.catalogue.unit(code)

    def noun(self, indicator: str) -> Noun:
        """What the indicator counts, one and many; None where it counts nothing."""
        row = self.catalogue.indicator(indicator)
        return (row.one, row.many) if row.one and row.many else None

    def core(self, subject: Subject) -> str:
        """The subject without what sets its figures apart: whose, what, with whom, of what."""
        dimension = "ref_area" if Remainder.of(subject.ref_area) else "area"
        area, what = self.catalogue.label(dimension, subject.ref_area), self.what(subject)
        if subject.ref_area in _UNWORDED and not self.is_of_the_world(subject):
            return upper_first(what)
        # "China China-Europe trains" would stammer.
        return f"{possessive(area) if what.startswith(area) else area} {what}"

    def is_of_the_world(self, subject: Subject) -> bool:
        """Whether it is the world's as others are a country's; a price of oil is nobody's."""
        if subject.ref_area != WORLD:
            return False
        return bool(self.catalogue.counterparts(subject, "ref_area"))

    def apart(self, subject: Subject, other: Subject) -> str:
        """The subject beside another whose name is said in full: what sets it apart from that."""
        if subject == other.with_("ref_area", subject.ref_area):
            return self.area(subject.ref_area)
        same = subject.ref_area == other.ref_area
        return self.what(subject) if same and self._alike(subject, other) else self.subject(subject)

    def _alike(self, subject: Subject, other: Subject) -> bool:
        here = subject.coverage, subject.seasonal_adjust
        return here == (other.coverage, other.seasonal_adjust)

    def _flow(self, subject: Subject, partner: bool) -> str:
        # "Imports and exports" is what a total is called by itself; with a partner
        # or a product the indicator's own name serves: "trade with Kazakhstan".
        narrowed = partner or subject.product not in _UNWORDED
        if subject.trade_flow == _TOTAL_FLOW and narrowed:
            return self.catalogue.indicator(subject.indicator).label
        return self.catalogue.title(subject.indicator, subject.trade_flow)

    def _span(self, period: Period, year: str) -> str:
        start, end, dash = period.start, period.end, self.style.dash
        if period.grain == "A" and not period.ytd:
            return str(period.year)
        if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
            return self._days(start, end)
        first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
        if start.year != end.year and (start.month, end.month) == (1, 12):
            return f"{start.year}{dash}{end.year}"
        if start.year != end.year:
            return f"{first} {start.year}{dash}{last} {end.year}"
        name = last if start.month == end.month else f"{first}{dash}{last}"
        return f"{name} {year}".strip()

    def _days(self, start: date, end: date) -> str:
        if start.year != end.year:
            return f"{self.day(start)}{self.style.dash}{self.day(end)}"
        # The year stands once, at the end.
        first = self.day(start).replace(f", {start.year}", "").replace(f" {start.year}", "")
        return f"{first}{self.style.dash}{self.day(end)}"


_GRAINS = {
    "Q": "{ordinal} quarter",
    "S": "{ordinal} half",
    "W": "week {number}",
    "D": "{day}",
}


def _same_year(period: Period, beside: Period) -> bool:
    return period.start.year == period.end.year == beside.end.year
