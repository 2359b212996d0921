"""Phrases: what one figure says, without and with its name.

``amount`` is the bare number, ``change`` a change with its direction, ``phrase``
the figure as the end of a headline ("up 27.7% on a year earlier", "87% of
Xinjiang imports and exports") and ``line`` the whole headline. A table by
measure words what stands alone; a transformation is always worded as a change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from bot.answers.answer import Basis, Comparison, Figure
from bot.answers.catalogue import Unit
from bot.figures.codes import (
    ALL,
    NOT_APPLICABLE,
    PERCENT,
    UNSTATED,
    WORLD,
    Measure,
    Qualifier,
    Transformation,
    UnitKind,
)
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.expression import bounds
from bot.reply.english import article, joined, lower_first, ordinal, possessive, upper_first
from bot.reply.labels import Voice
from bot.reply.numbers import round_to
from bot.reply.style import (
    TIMES,
    Amount,
    Change,
    Noun,
    Style,
    change_stated,
    coarse_range,
    computed,
    stated,
)
from bot.reply.style import change as change_computed

__all__ = [
    "LEVEL",
    "MOVED",
    "RANKED",
    "amount",
    "anew",
    "as_percent",
    "as_times",
    "base_period",
    "cell",
    "change",
    "column",
    "compared_with",
    "during",
    "each",
    "is_multiple",
    "last_place",
    "line",
    "marks",
    "moved",
    "moved_cell",
    "on",
    "over",
    "phrase",
    "ranked",
    "rate",
    "said",
    "signed",
    "size",
    "span",
    "title",
    "unit_name",
    "whole",
]

_MEASURES = {
    Measure.LEVEL: "{amount}",
    Measure.SHARE: "{amount} of {whole}",
    Measure.RATIO: "{amount} of the figure for {base}",
    Measure.CONVERSION: "{amount} at the source's rate{rate}",
}
LEVEL, RANKED = "Figure", "Rank"  # the heads of columns whose cells speak for themselves
_COLUMNS = {
    Measure.LEVEL: LEVEL,
    Measure.SHARE: "Share",
    Measure.RANK: RANKED,
    Measure.RECORD: "Record",
    Measure.RATIO: "Ratio",
    Measure.CONVERSION: "Converted",
}
_CHANGE_COLUMNS = {
    Transformation.GROWTH: "On the period before",
    Transformation.GROWTH_YEAR: "On a year earlier",
    Transformation.DIFFERENCE: "On the period before",
    Transformation.DIFFERENCE_YEAR: "On a year earlier",
}
MOVED = tuple(dict.fromkeys(lower_first(head) for head in _CHANGE_COLUMNS.values()))
"""How the head of a column ends whose cells are changes."""

_YEARLY = (Transformation.GROWTH_YEAR, Transformation.DIFFERENCE_YEAR)
_JOINS = {"on": "on {}", "from": "from {}", "as": "as in {}"}
_GRAINS = {"A": "year", "S": "half", "Q": "quarter", "M": "month", "W": "week", "D": "day"}
_DIRECTIONS = {Qualifier.UP: "rose", Qualifier.DOWN: "fell"}
_MULTIPLES = {"100": "doubled", "200": "tripled", "300": "quadrupled", "-50": "halved"}
_PARTNERS = {"T": "trading partner", "X": "export market", "M": "source of imports"}
_POINTS = Unit("IX", UnitKind.OTHER, "point", "points", "")
NO_VALUE = "no figure, the source gives none"
ONLY_DIRECTION = "(the source gives only the direction)"
IMPLIED = "implied by the source's wording"
RECORD = "a record, says the source"


def amount(figure: Figure, voice: Voice) -> Amount:
    """The bare number, or its words where the source has only words."""
    number = _number(figure, voice)
    return Amount(_words(figure)) if number is None else number


def as_percent(figure: Figure) -> Figure:
    """A ratio below one as a percentage: 0.0043 times is 0.43%."""
    if figure.value is None:
        return figure
    low, high = _ends(figure)
    value, low, high = figure.value * 100, low * 100, high * 100
    return replace(figure, value=value, low=low, high=high, unit=PERCENT, statement=None)


def as_times(figure: Figure) -> Figure:
    """A ratio in percent as a multiple: 425% is 4.25 times."""
    if figure.value is None:
        return figure
    low, high = _ends(figure)
    value, low, high = figure.value / 100, low / 100, high / 100
    return replace(figure, value=value, low=low, high=high, unit=TIMES.code, statement=None)


def during(period: Period) -> str:
    """The word before a period in which something was so: in November, on 9 December."""
    return "on" if period.grain == "D" and not period.ytd else "in"


def span(figure: Figure, voice: Voice) -> str:
    """Where the number lies, for a sentence: "17.6–17.8 billion yuan"; as printed if stated."""
    if figure.statement is not None or figure.value is None:
        return amount(figure, voice).full
    low, high = _ends(figure)
    style = _style(figure, voice)
    return coarse_range(style, figure.value, low, high, *_unit(figure, voice))


def change(
    figure: Figure, voice: Voice, *, named: bool = True, coarsest: int | None = None
) -> Change:
    """A growth or a difference by its direction: "up 48%", "rose", "doubled".

    ``named`` says what is counted: "up 1,828 births". ``coarsest`` is the last place, a power of
    ten, that what was worked out may have.
    """
    unit, noun = _unit(figure, voice)
    noun = noun if named else None
    if unit.kind is UnitKind.OTHER and not (unit.one or unit.prefix):
        unit = _POINTS  # an index has no unit of its own, but differs by points
    counted = voice.noun(figure.subject.indicator) is not None
    printed = figure.statement
    if figure.value is None:
        return Change(Amount(_words(figure)), "from")
    if printed is not None and printed.value is not None:
        return change_stated(
            voice.style,
            printed.value,
            unit,
            noun,
            unit_mult=printed.unit_mult,
            decimals=printed.decimals,
            qualifier=printed.qualifier,
            counted=counted,
        )
    low, high = _ends(figure)
    style = _style(figure, voice)
    return change_computed(
        style, figure.value, low, high, unit, noun, counted=counted, coarsest=coarsest
    )


def last_place(figure: Figure, voice: Voice) -> int | None:
    """The last place, a power of ten, of a change in percent or in points as it is printed.

    None where that is in words, or as a multiple.
    """
    number = _IN_PERCENT.search(change(figure, voice).amount.text)
    return -len(number["decimals"] or "") if number is not None else None


_IN_PERCENT = re.compile(r"\d(?:\.(?P<decimals>\d+))?(?:%| percent)")


def is_multiple(figure: Figure, voice: Voice) -> bool:
    """Whether a change is told as a multiple of what it is on: "9.5 times as much"."""
    moved = figure.transformation is not Transformation.NONE and figure.value is not None
    return moved and change(figure, voice).join == "as"


def size(figure: Figure, voice: Voice) -> str:
    """How large a change is, beside one whose direction is told: "about 0.4%"."""
    by = change(figure, voice).amount.full
    return re.sub(r"^(?:up|down) (?:by )?", "", by)


def on(join: str, base: str, *, year: bool) -> str:
    """What a change is a change on: "on October", "from a year earlier", "as in October"."""
    return f"{join} a year earlier" if year else _JOINS[join].format(base)


def phrase(figure: Figure, voice: Voice) -> Amount:
    """What the figure says, as it stands behind the name of its subject and period."""
    if figure.measure is Measure.RECORD:
        return Amount(RECORD)
    if figure.measure is Measure.RANK:
        implied = figure.statement and figure.statement.qualifier is Qualifier.IMPLIED
        sentence, rank = ranked(figure, voice)
        return Amount(f"{sentence} ({rank}{f', {IMPLIED}' if implied else ''})")
    if figure.transformation is not Transformation.NONE:
        return _change_phrase(figure, voice)
    number = amount(figure, voice)
    if figure.value is None:
        return number
    if figure.measure is Measure.RATIO and figure.statement is None:
        return number  # what it is a ratio to, its comparison says
    if figure.each:
        return Amount(f"an average of {number.text}{each(figure)}", number.bounds)
    text = _MEASURES[figure.measure].format(
        amount=number.text,
        whole=whole(figure, voice),
        base=_base(figure, voice),
        rate=rate(figure, voice),
    )
    return Amount(text, number.bounds)


def rate(figure: Figure, voice: Voice) -> str:
    """Of which period the rate of a conversion is, where that is not the figure's own."""
    return f" for {voice.the(figure.rate_of)}" if figure.rate_of is not None else ""


def said(figure: Figure, voice: Voice) -> str:
    """The phrase with, where it was computed, its bounds and that it was."""
    words = phrase(figure, voice)
    return words.text + marks(figure, words.bounds)


def marks(figure: Figure, bounds: str | None) -> str:
    """ " (10.79–10.87, computed)"; nothing behind a number as it was printed."""
    if figure.basis is Basis.STATED:
        return ""
    return f" ({bounds}, computed)" if bounds else " (computed)"


def signed(figure: Figure, voice: Voice) -> str:
    """The bare number, of a change with its sign: "+0.1%", "about −0.23%"."""
    return _with_sign(amount(figure, voice).text, figure)


def anew(comparison: Comparison, voice: Voice) -> str:
    """What a stated change or share is on the levels of today, in its own digits if they tell."""
    figure, said = comparison.figure, comparison.outdated
    if said is None or figure.value is None:
        return signed(figure, voice)
    low, high = (round_to(end, -said.decimals) for end in _ends(figure))
    if low != high:
        return signed(figure, voice)
    unit, noun = _unit(figure, voice)
    text = stated(voice.style, str(low), unit, noun, decimals=said.decimals).text
    return _with_sign(text, figure)


def _with_sign(text: str, figure: Figure) -> str:
    rose = figure.transformation is not Transformation.NONE and (figure.value or 0) > 0
    return re.sub(r"(?=\d)", "+", text, count=1) if rose else text


def title(figure: Figure, voice: Voice) -> str:
    """Subject and period: "Xinjiang imports and exports, November 2021"."""
    return f"{named(figure, voice)}, {over(figure, voice) or voice.period(figure.period)}"


def named(figure: Figure, voice: Voice) -> str:
    """What the figure is of: its subject, or all that it is the sum of."""
    subjects = figure.of or (figure.subject,)
    if len(subjects) == 1:
        return voice.subject(subjects[0])
    if len({s.with_("ref_area", "") for s in subjects}) > 1:
        return joined([voice.subject(subject) for subject in subjects])
    areas = joined([voice.area(subject.ref_area) for subject in subjects])
    return ", ".join((f"{areas} {voice.what(figure.subject)}", *voice.basis(figure.subject)))


def each(figure: Figure) -> str:
    """How long a period a mean is for: " a month"; empty of any other figure."""
    return f" {article(_EACH[figure.each])}" if figure.each else ""


_EACH = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "S": "half-year", "A": "year"}


def over(figure: Figure, voice: Voice) -> str:
    """The periods of a mean that make no one stretch, each named; empty of any other figure."""
    if len(figure.over) > MOST_NAMED:
        first, *_, last = (voice.the(period) for period in figure.over)
        return f"{len(figure.over)} periods from {first} to {last}"
    return joined([voice.the(period) for period in figure.over])


MOST_NAMED = 6
"""Periods of a mean that its title names."""


def line(figure: Figure, voice: Voice) -> str:
    """The figure in full: name, period and what it says."""
    return voice.once((figure,), lambda: _line(figure, voice))


def _line(figure: Figure, voice: Voice) -> str:
    words = said(figure, voice)
    if figure.measure is Measure.RANK:
        return f"{words}, {voice.period(figure.period)}"
    return f"{title(figure, voice)}: {words}"


def whole(figure: Figure, voice: Voice) -> str:
    """What a share is a share of; empty where the figure is none."""
    if figure.share_of is None:
        return "the total" if figure.measure is Measure.SHARE else ""
    dimension, _, code = figure.share_of.partition("=")
    return voice.subject(figure.subject.with_(dimension, code))


def column(figure: Figure, voice: Voice, of: Subject | None = None) -> str:
    """The head of a table's column for figures of this measure.

    ``of`` is the whole that a share is of, where the figure itself does not name it.
    """
    head = _COLUMNS[figure.measure]
    if figure.measure is Measure.SHARE:
        named = figure.share_of is None and of is not None
        head = f"{head} of {voice.subject(of) if named and of else whole(figure, voice)}"
    moved = _CHANGE_COLUMNS.get(figure.transformation)
    if moved is None:
        return head
    return moved if figure.measure is Measure.LEVEL else f"{head}, {lower_first(moved)}"


def cell(figure: Figure, voice: Voice) -> str:
    """The figure as it stands in its column."""
    if figure.transformation is not Transformation.NONE:
        return moved_cell(figure, voice)
    in_words = figure.each or figure.measure is Measure.RANK
    words = phrase(figure, voice) if in_words else amount(figure, voice)
    return words.text + marks(figure, words.bounds)


def moved_cell(figure: Figure, voice: Voice) -> str:
    """A change as it stands in its column, whose head says on what."""
    words = change(figure, voice).amount
    return words.text + marks(figure, words.bounds)


def unit_name(figure: Figure, voice: Voice) -> str:
    """The unit's own name, many of it; empty for a plain number."""
    return _unit(figure, voice)[0].many


def ranked(figure: Figure, voice: Voice) -> tuple[str, str]:
    """The rank as a sentence and as a number: "Kazakhstan was Xinjiang's largest …", "rank 1".

    Where the figures are too rough for one: "ranked between first and second", "rank 1–2".
    """
    subject = figure.subject
    rank = int(figure.value or 0)
    named, rest = _ranked(subject, voice)
    best, worst = (int(end) for end in _ends(figure)) if figure.value is not None else (rank, rank)
    if best != worst:
        about = voice.what(rest) if rest.ref_area == subject.ref_area else voice.subject(rest)
        between = f"between {ordinal(best)} and {ordinal(worst)}"
        number = f"rank {best}{voice.style.dash}{worst}"
        return f"{upper_first(named)} ranked {between} in {about}", number
    if rest.counterpart_area != subject.counterpart_area:
        place = "largest" if rank == 1 else f"{ordinal(rank)}-largest"
        owner = possessive(voice.catalogue.label("area", subject.ref_area))
        partner = _PARTNERS.get(subject.trade_flow, "partner")
        said = f"{upper_first(named)} was {owner} {place} {partner}"
    else:
        about = voice.what(rest) if rest.ref_area == subject.ref_area else voice.subject(rest)
        said = f"{upper_first(named)} ranked {ordinal(rank)} in {about}"
    return said, f"rank {rank}"


def _ranked(subject: Subject, voice: Voice) -> tuple[str, Subject]:
    """Who or what is ranked, and within what: the narrowest dimension that is named."""
    for dimension, every in (("product", ALL), ("counterpart_area", WORLD)):
        code = getattr(subject, dimension)
        if code not in (every, NOT_APPLICABLE, UNSTATED):
            return voice.code(dimension, code), subject.with_(dimension, every)
    return voice.area(subject.ref_area), subject


def moved(figure: Figure, voice: Voice) -> Amount:
    """A change with what it is on: "up 27.7% on a year earlier", "rose from a year earlier"."""
    by = change(figure, voice)
    yearly = figure.transformation in _YEARLY
    text = f"{by.amount.text} {on(by.join, _base(figure, voice), year=yearly)}"
    return Amount(text, by.amount.bounds)


def _change_phrase(figure: Figure, voice: Voice) -> Amount:
    words = moved(figure, voice)
    text = words.text
    if figure.measure is not Measure.LEVEL:
        measure = _COLUMNS[figure.measure].lower()
        text = f"{measure} of {whole(figure, voice)} {text}"
    if figure.statement is not None and figure.statement.qualifier in _DIRECTIONS:
        text = f"{text} {ONLY_DIRECTION}"
    return Amount(text, words.bounds)


def _base(figure: Figure, voice: Voice) -> str:
    against = base_period(figure)
    if against is not None:
        return compared_with(against, figure.period, voice)
    return f"the {_GRAINS.get(figure.period.grain, 'period')} before"


def compared_with(period: Period, own: Period, voice: Voice) -> str:
    """The period that another is compared with; without its year only right before that.

    "Lower than in the fourth quarter", of the first of a year, would be read as the one before it.
    """
    just_before = period.end + timedelta(days=1) == own.start
    return voice.the(period, beside=own if just_before else None)


def base_period(figure: Figure) -> Period | None:
    """The period that the figure's statement names as the one it compares with."""
    return figure.statement.comparison_period if figure.statement is not None else None


def _number(figure: Figure, voice: Voice) -> Amount | None:
    printed = figure.statement
    if figure.value is None or figure.measure is Measure.RECORD:
        return None
    if figure.measure is Measure.RANK:
        return Amount(str(int(figure.value)))
    unit, noun = _unit(figure, voice)
    if figure.rate_of is not None and figure.working is not None:
        # Rounded as at that rate, but without bounds: how the rate moved is not known.
        at = bounds(figure.working)
        at_rate = computed(_style(figure, voice), figure.value, at.low, at.high, unit, noun)
        return Amount(at_rate.text)
    if printed is None:
        low, high = _ends(figure)
        return computed(_style(figure, voice), figure.value, low, high, unit, noun)
    return _printed(printed, voice)


def _printed(statement: Statement, voice: Voice) -> Amount | None:
    if statement.value is None:
        return None
    return stated(
        voice.style,
        statement.value,
        voice.unit(statement.series.unit),
        voice.noun(statement.series.subject.indicator),
        unit_mult=statement.unit_mult,
        decimals=statement.decimals,
        qualifier=statement.qualifier,
    )


def _style(figure: Figure, voice: Voice) -> Style:
    """House style; for what was printed in thousands of millions, without a word for billions.

    So that "4,703 million" and "2,084 million" differ by 2,619 million.
    """
    style = voice.style
    printed = [s for s in figure.sources if s.value is not None and s.series.unit == figure.unit]
    scales = {s.unit_mult for s in printed}
    if len(scales) != 1 or not any(abs(Decimal(s.value or 0)) >= 1000 for s in printed):
        return style
    scale = scales.pop()
    if scale not in dict(style.scales):
        return style
    return replace(style, scales=tuple(pair for pair in style.scales if pair[0] <= scale))


def _words(figure: Figure) -> str:
    if figure.measure is Measure.RECORD:
        return RECORD
    statement = figure.statement
    if statement is None:
        return NO_VALUE
    if statement.qualifier in _DIRECTIONS:
        return _DIRECTIONS[statement.qualifier]
    if statement.qualifier is Qualifier.APPROXIMATE and statement.value is not None:
        if statement.series.unit == PERCENT and statement.value in _MULTIPLES:
            return _MULTIPLES[statement.value]
        return "changed a great deal, the source gives no exact figure"
    return NO_VALUE


def _unit(figure: Figure, voice: Voice) -> tuple[Unit, Noun]:
    unit = TIMES if figure.unit == TIMES.code else voice.unit(figure.unit)
    noun = voice.noun(figure.subject.indicator) if unit.kind is UnitKind.COUNT else None
    return unit, noun


def _ends(figure: Figure) -> tuple[Fraction, Fraction]:
    if figure.value is None:
        raise ValueError("a figure without a value has no bounds")
    low = figure.value if figure.low is None else figure.low
    return low, figure.value if figure.high is None else figure.high
