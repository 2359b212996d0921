"""Nothing on file fits what was named: which of it, and what is held near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.answers.answer import Code, Note, Option, Status
from bot.answers.asking import offer
from bot.answers.catalogue import Catalogue
from bot.answers.levels import LONGEST_LOOK, held_periods
from bot.answers.making import level
from bot.answers.published import Published
from bot.answers.readings import COVERAGES, PLAINEST, Combination, readings
from bot.answers.request import Miss
from bot.answers.telling import MOST_OPTIONS
from bot.figures.codes import NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.period_meaning import Between, Fiscal, Fixed, PeriodPhrase
from bot.language.question import Mention, Terms

__all__ = ["no_such_period", "nothing_on_file"]


def nothing_on_file(terms: Terms, possible: Sequence[Combination], catalogue: Catalogue) -> Miss:
    """No subject on file fits the names: say which names, and what is held near them."""
    if not terms.names:
        return Miss(Status.UNSUPPORTED, (Note("which_figure"),))
    first = possible[0].codes if possible else {}
    asked = _asked_for(first)
    if asked is not None and (otherwise := _adjusted_otherwise(terms, first, asked, catalogue)):
        return otherwise
    near = _mirrored(first, catalogue)
    other = _with_home(asked, possible, catalogue)
    named = asked or tuple(map(_what, terms.names))
    note = Note("nothing_on", {"subject": named, "other": other})
    for dropped in ("product", "counterpart_area", "trade_flow", "coverage", "ref_area"):
        if dropped not in first:
            continue
        codes = {d: c for d, c in first.items() if d not in (dropped, "unit")}
        if dropped == "ref_area" and catalogue.home_area:
            codes["ref_area"] = catalogue.home_area
        for reading in readings(Combination(codes), catalogue)[:1]:
            newest = Published([reading.subject], catalogue).latest()
            near.append(offer(reading.subject, newest, catalogue))
            if asked is not None:
                note = _told_apart(asked, reading.subject, dropped, catalogue) or note
    near += _own_of_partner(first, catalogue)
    if other is not None:
        near += _with_partner(other, catalogue)
    near = near or _with_partners(first, catalogue)
    return Miss(Status.NOT_HELD, (note,), tuple(near[:3]))


def no_such_period(subject: Subject, phrases: Sequence[PeriodPhrase], catalogue: Catalogue) -> Miss:
    """Nothing on file is in the run of periods, or of the length, asked for: say what is."""
    ahead = catalogue.forecast_periods(subject, limit=LONGEST_LOOK)
    if ahead and not catalogue.periods(subject, levels=False):
        note = Note("only_forecasts", {"subject": subject, "periods": tuple(reversed(ahead))})
        options = tuple(offer(subject, period, catalogue) for period in ahead[:MOST_OPTIONS])
        return Miss(Status.NOT_HELD, (note,), options)
    held = held_periods(catalogue.periods(subject, limit=LONGEST_LOOK))
    for phrase in phrases:
        if isinstance(phrase.meaning, Fiscal):
            return _of_fiscal_year(subject, phrase.text, phrase.meaning, catalogue)
    note = _none_in(subject, phrases) or Note("no_such_period", {"subject": subject})
    return Miss(Status.NOT_HELD, (note, held))


def _adjusted_otherwise(
    terms: Terms, codes: Mapping[str, str], asked: Subject, catalogue: Catalogue
) -> Miss | None:
    """Of what is on file only as adjusted in another way: which way, in the period asked for."""
    if "seasonal_adjust" not in codes:
        return None
    rest = {d: code for d, code in codes.items() if d != "seasonal_adjust"}
    held = [reading.subject for reading in readings(Combination(rest), catalogue)]
    if not held:
        return None
    named = [p.meaning.period for p in terms.periods[:1] if isinstance(p.meaning, Fixed)]
    options = []
    for subject in held[:MOST_OPTIONS]:
        there = [p for p in named if level(subject, p, catalogue) is not None]
        period = there[0] if there else Published([subject], catalogue).latest()
        options.append(offer(subject, period, catalogue))
    what = Code("seasonal_adjust", asked.seasonal_adjust)
    note = Note("nothing_so_adjusted", {"what": what, "subject": held[0], "held": _ways(held)})
    return Miss(Status.NOT_HELD, (note,), tuple(options), closeness=2)


def _ways(held: Sequence[Subject]) -> tuple[Code, ...] | None:
    """How what is on file is adjusted; None where of none of it that can be said."""
    ways = dict.fromkeys(s.seasonal_adjust for s in held if s.seasonal_adjust != NOT_APPLICABLE)
    return tuple(Code("seasonal_adjust", way) for way in ways) or None


FISCAL_STARTS = (4, 7, 10)
"""Months in which a financial year begins somewhere, the most usual first. January is no news."""


def _of_fiscal_year(subject: Subject, words: str, asked: Fiscal, catalogue: Catalogue) -> Miss:
    """When a financial year begins, and whether 2021 begins or ends it, is the custom of a
    place, and none is on file: the months that it may be are offered, where they have a figure.
    """
    begins = (asked.year,) if asked.to else (asked.year - 1, asked.year)
    possible = (
        Period.spanning(first, date(first.year + 1, first.month, 1) - timedelta(days=1))
        for first in (date(year, month, 1) for month in FISCAL_STARTS for year in begins)
    )
    whole_year = asked.grain == "A"
    held = [p for p in possible if whole_year and level(subject, p, catalogue) is not None]
    note = Note("no_fiscal_year", {"words": words, "example": next(iter(held), None)})
    options = tuple(offer(subject, period, catalogue) for period in held[:MOST_OPTIONS])
    on_file = held_periods(catalogue.periods(subject, limit=LONGEST_LOOK))
    return Miss(Status.NOT_HELD, (note,) if options else (note, on_file), options)


def _none_in(subject: Subject, phrases: Sequence[PeriodPhrase]) -> Note | None:
    match [phrase.meaning for phrase in phrases]:
        case [Between(Period() as first, None)]:
            return Note("none_since", {"subject": subject, "since": first})
        case [Between(None, Period() as last)]:
            return Note("none_until", {"subject": subject, "until": last})
        case [Between(Period() as first, Period() as last)]:
            return Note("none_from_to", {"subject": subject, "since": first, "until": last})
    return None


def _own_of_partner(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of Xinjiang's trade with China, China's own trade: it may be what was meant."""
    if not {"indicator", "counterpart_area"} <= codes.keys():
        return []
    own = {d: code for d, code in codes.items() if d not in ("counterpart_area", "unit")}
    own["ref_area"] = codes["counterpart_area"]
    return [
        offer(reading.subject, Published([reading.subject], catalogue).latest(), catalogue)
        for reading in readings(Combination(own), catalogue)[:1]
    ]


def _with_partners(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of a place's exports, where none are on file of all to everybody: those to a partner."""
    if "counterpart_area" in codes or not {"indicator", "ref_area"} <= codes.keys():
        return []
    wanted = {d: (code,) for d, code in codes.items() if d != "unit"}
    held = catalogue.subjects({"product": PLAINEST["product"], **wanted})
    return [offer(s, Published([s], catalogue).latest(), catalogue) for s in held]


def _what(mention: Mention) -> Code | str:
    """A name as a sentence says it: a place by its own name, anything else as it was typed."""
    codes = [meaning.codes for meaning in mention.meanings]
    place = len(codes) == 1 and len(codes[0]) == 1 and codes[0][0][0] == "area"
    return Code("area", codes[0][0][1]) if place else mention.text


def _with_home(
    asked: Subject | None, possible: Sequence[Combination], catalogue: Catalogue
) -> Subject | None:
    """Of a place's exports those of the home area to it, which the words may mean as well.

    None where the words can mean no such thing, or the home area counts nothing by partner.
    """
    turned = (c.codes for c in possible if c.home and "counterpart_area" in c.codes)
    meant = next(filter(None, map(_asked_for, turned)), None)
    if asked is None or meant is None or meant == asked:
        return None
    counted = {"indicator": (meant.indicator,), "ref_area": (meant.ref_area,)}
    partners = {s.counterpart_area for s in catalogue.subjects(counted)}
    return meant if partners - {WORLD, UNSTATED, NOT_APPLICABLE} else None


def _with_partner(subject: Subject, catalogue: Catalogue) -> list[Option]:
    """Of exports to a partner the trade with it, where that is on file."""
    codes = {d: getattr(subject, d) for d in ("indicator", "ref_area", "counterpart_area")}
    return [
        offer(reading.subject, Published([reading.subject], catalogue).latest(), catalogue)
        for reading in readings(Combination(codes), catalogue)[:1]
    ]


def _mirrored(codes: Mapping[str, str], catalogue: Catalogue) -> list[Option]:
    """Of the EU's imports from Xinjiang, Xinjiang's exports to the EU: another count of them."""
    sides = {"ref_area": "counterpart_area", "counterpart_area": "ref_area"}
    if codes.get("trade_flow") not in OTHER_SIDE or not sides.keys() <= codes.keys():
        return []
    turned = {sides.get(d, d): code for d, code in codes.items() if d != "unit"}
    turned["trade_flow"] = OTHER_SIDE[codes["trade_flow"]]
    return [
        offer(reading.subject, Published([reading.subject], catalogue).latest(), catalogue)
        for reading in readings(Combination(turned), catalogue)[:1]
    ]


OTHER_SIDE = {"X": "M", "M": "X"}


def _told_apart(asked: Subject, held: Subject, dropped: str, catalogue: Catalogue) -> Note | None:
    """What is not held, where something of the very same name is: a balance of what has no
    flows, a figure on another basis."""
    if dropped == "coverage":
        return Note("nothing_on_basis", {"subject": asked})
    titles = {catalogue.title(s.indicator, s.trade_flow) for s in (asked, held)}
    if dropped != "trade_flow" or len(titles) > 1:
        return None
    flow = Code("trade_flow", asked.trade_flow)
    return Note("nothing_on_flow", {"what": flow, "subject": held})


def _asked_for(codes: Mapping[str, str]) -> Subject | None:
    """The subject that was named, what was left out filled in plainly; None without a measure."""
    if "indicator" not in codes or "ref_area" not in codes:
        return None
    plain = {dimension: order[0] for dimension, order in PLAINEST.items()}
    filled = {"coverage": COVERAGES[0], "seasonal_adjust": "N", **plain, **codes}
    return Subject(**{name: filled[name] for name in Subject.dimensions()})
