"""What share, and how much a unit: one level divided by another it belongs with."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Code, Comparison, Figure, Note, Option, Status
from bot.answers.asking import offer, question_text
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import as_stated, between, stated_comparisons
from bot.answers.forecasts import said_ahead
from bot.answers.levels import LONGEST_LOOK, missing_level, refusal
from bot.answers.making import from_statement, level, together
from bot.answers.published import Settled
from bot.answers.request import Found, Miss, Request
from bot.answers.wholes import Longer, asks_when, longer_whole
from bot.figures.codes import (
    ALL,
    BALANCE,
    NOT_APPLICABLE,
    UNSTATED,
    WORLD,
    Measure,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.quantity import Refused
from bot.figures.remainder import Remainder
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.reckon.parts import is_part
from bot.reckon.publishers import best

__all__ = ["find_per", "find_share", "on_another_coverage", "plainest_whole", "within"]


def find_share(request: Request) -> Found | Miss:
    """The share of the whole: stated, else part over whole where the part is within it by code."""
    if Cue.GROWTH in request.cues or Cue.YEAR_EARLIER in request.cues:
        return _change_of_share(request)
    if request.ratio_to is not None:
        if not _of_itself(request):
            return _no_whole(request)
        return _ratio_to_period(request, request.ratio_to)
    if request.base is not None:
        return _two_shares(request, request.base)
    longer = longer_whole(request.question, request.period)
    if longer is not None:
        return _of_longer(request, longer)
    whole = whole_of(request)
    if whole is None or whole == request.subject:
        return _no_whole(request)
    if not request.catalogue.adds_up(request.subject.indicator):
        note = Note("refused_kind", {"what": Code("indicator", request.subject.indicator)})
        return Miss(Status.REFUSED, (note,), closeness=4)
    for period in request.settled.candidates or request.settled.periods[-1:]:
        stated = _stated_share(request, period, whole)
        if stated is not None:
            figure = from_statement(stated)
            beside = level(request.subject, period, request.catalogue, beside=figure)
            others = stated_comparisons(beside, request.catalogue) if beside else []
            rest = [c for c in others if stated not in (c.figure.statement, c.outdated)]
            share = as_stated("share", stated, beside, request.catalogue)
            return Found(
                figures=(share.figure,),
                comparisons=(share, *rest),
                related=(beside,) if beside else (),
                period=period,
            )
    found = _computed_share(request, whole)
    if isinstance(found, Miss) and found.status is not Status.REFUSED:
        return _share_ahead(request, whole) or _newest_of_both(request, whole) or found
    return found


def _newest_of_both(request: Request, whole: Subject) -> Found | Miss | None:
    """Where no period is named, the share in the newest of which both levels are on file."""
    catalogue = request.catalogue
    if request.question.terms.periods or request.question.whole.periods:
        return None
    if not request.settled.notes:
        return None  # the period was given, not taken
    for period in catalogue.periods(request.subject, limit=LONGEST_LOOK):
        part = level(request.subject, period, catalogue)
        if part is None or period == request.period:
            continue
        if together(part, whole, period, catalogue) is not None:
            found = _computed_share(replace(request, settled=Settled((period,))), whole)
            if isinstance(found, Miss):
                return found
            return replace(found, notes=(Note("newest_of_both"),), searched=True)
    return None


def _share_ahead(request: Request, whole: Subject) -> Found | None:
    """The share that a publisher forecasts for the very period asked about."""
    statement = said_ahead(request, request.period, Measure.SHARE)
    if statement is None or statement.series.whole != whole:
        return None
    figure = from_statement(statement)
    return Found((figure,), (Comparison("share", figure),), period=request.period)


def _of_itself(request: Request) -> bool:
    """Whether the whole is the same thing in another period: "November's share of 2021 trade"."""
    named = request.whole.codes if request.whole else {}
    return all(getattr(request.subject, name, code) == code for name, code in named.items())


def whole_of(request: Request) -> Subject | None:
    """The subject asked about as the whole, else the plainest around the part."""
    part, catalogue = request.subject, request.catalogue
    named = request.whole.codes if request.whole else {}
    whole = part
    for dimension in ("indicator", "trade_flow", "product", "coverage"):
        if dimension in named:
            whole = whole.with_(dimension, named[dimension])
    if "indicator" in named and "trade_flow" not in named and part.trade_flow in ("X", "M"):
        whole = whole.with_("trade_flow", "T")  # "exports as a share of trade"
    area = named.get("counterpart_area") or named.get("ref_area")
    if area is not None and area not in (part.ref_area, part.counterpart_area):
        return _around(part, whole, area, catalogue)
    if area is not None and area == part.ref_area and part.counterpart_area != NOT_APPLICABLE:
        whole = whole.with_("counterpart_area", WORLD)
    if whole != part:
        return whole
    if "indicator" in named and named["indicator"] != part.indicator:
        return part.with_("indicator", named["indicator"])
    return plainest_whole(part, catalogue)


def plainest_whole(part: Subject, catalogue: Catalogue) -> Subject | None:
    """What the part is most plainly a part of: all products, the world, both flows, the country."""
    for dimension, plain in (("product", ALL), ("counterpart_area", WORLD)):
        if getattr(part, dimension) not in (plain, NOT_APPLICABLE, UNSTATED):
            return part.with_(dimension, plain)
    if part.trade_flow in ("X", "M"):
        return part.with_("trade_flow", "T")
    parent = catalogue.parent(part.indicator)
    return part.with_("indicator", parent) if parent else _around_area(part, catalogue)


def _around_area(part: Subject, catalogue: Catalogue) -> Subject | None:
    """The same of the smallest area around, of which it is on file: Dublin's of Ireland's."""
    wanted = part.with_("ref_area", part.ref_area)
    around = [
        other
        for other in catalogue.counterparts(wanted, "ref_area")
        if other.ref_area in catalogue.groups(part.ref_area)
    ]
    inner = [
        o for o in around if not any(o.ref_area in catalogue.groups(x.ref_area) for x in around)
    ]
    return inner[0] if len(inner) == 1 else None


def _around(part: Subject, whole: Subject, area: str, catalogue: Catalogue) -> Subject:
    """The whole of another area: of a partner or group of partners, else of the area itself."""
    as_partner = whole.with_("counterpart_area", area)
    if part.counterpart_area in catalogue.members(area) or catalogue.series(as_partner):
        return as_partner
    if Remainder.of(area) is not None and part.counterpart_area != WORLD:
        return as_partner
    held = catalogue.subjects(
        {
            "ref_area": (part.ref_area,),
            "counterpart_area": (area,),
            "indicator": (whole.indicator,),
            "trade_flow": (whole.trade_flow,),
            "product": (whole.product,),
        }
    )
    return held[0] if held else whole.with_("ref_area", area)


def _stated_share(request: Request, period: Period, whole: Subject) -> Statement | None:
    held = [
        s
        for s in request.catalogue.statements(request.subject, period)
        if s.series.measure is Measure.SHARE
        and s.series.transformation is Transformation.NONE
        and s.series.whole == whole
    ]
    return best(held, request.catalogue) if held else None


def _computed_share(request: Request, whole: Subject) -> Found | Miss:
    catalogue = request.catalogue
    part_figure = whole_figure = None
    for period in request.settled.candidates or request.settled.periods[-1:]:
        part_figure = level(request.subject, period, catalogue)
        if part_figure is None:
            continue
        pair = together(part_figure, whole, period, catalogue)
        if pair is not None:
            part_figure, whole_figure = pair
        else:
            whole_figure = on_another_coverage(whole, period, part_figure.unit, catalogue)
        if whole_figure is not None:
            break
    if part_figure is None:
        return missing_level(request)
    if whole_figure is None:
        values = {"subject": request.subject, "whole": whole, "period": part_figure.period}
        note = Note("no_share", values)
        return Miss(Status.NOT_HELD, (note,), related=(part_figure,), closeness=3)
    return _divided("share", part_figure, whole_figure, request)


def on_another_coverage(
    whole: Subject, period: Period, unit: str, catalogue: Catalogue
) -> Figure | None:
    """The whole as held on another coverage: never to divide by, only to show beside."""
    for other in catalogue.counterparts(whole, "coverage"):
        if figure := level(other, period, catalogue, unit):
            return figure
    return None


def _divided(kind: str, here: Figure, there: Figure, request: Request) -> Found | Miss:
    made = within(here.subject, there.subject, request.catalogue) if kind == "share" else None
    outcome = made or between(kind, here, there)
    if isinstance(outcome, Refused):
        note = refusal(outcome, here, there)
        return Miss(Status.REFUSED, (note,), related=(here, there), closeness=5)
    return Found(
        figures=(outcome.figure,),
        comparisons=(outcome,),
        related=(here, there),
        period=here.period,
    )


def within(part: Subject, whole: Subject, catalogue: Catalogue) -> Refused | None:
    """Whether the part lies within the whole by its codes (design: rule 6)."""
    if BALANCE in (part.trade_flow, whole.trade_flow):
        return Refused("refused_balance")
    if part.coverage != whole.coverage or part.seasonal_adjust != whole.seasonal_adjust:
        return Refused("refused_coverage")
    codes = ((d, getattr(part, d), getattr(whole, d)) for d in Subject.dimensions())
    fits = all(here == there or is_part(d, here, there, catalogue) for d, here, there in codes)
    return None if fits else Refused("refused_not_part")


def _change_of_share(request: Request) -> Found | Miss:
    """How much a share changed: in percentage points, never in percent."""
    for period in request.settled.candidates or request.settled.periods[-1:]:
        held = request.catalogue.statements(request.subject, period)
        changes = [
            s
            for s in held
            if s.series.measure is Measure.SHARE
            and s.series.transformation is not Transformation.NONE
            and (request.base is None or _compares(s, request.base))
        ]
        shares = [
            s
            for s in held
            if s.series.measure is Measure.SHARE and s.series.transformation is Transformation.NONE
        ]
        if changes:
            figure = from_statement(changes[0])
            return Found(
                figures=(figure,),
                comparisons=(Comparison("year_earlier", figure),),
                related=tuple(from_statement(s) for s in shares),
                period=period,
            )
    base = request.base or request.period.years(-1)
    if base is not None:
        plain = replace(request.question, cues=request.cues - {Cue.GROWTH, Cue.YEAR_EARLIER})
        apart = _two_shares(replace(request, question=plain), base)
        if isinstance(apart, Found) and apart.comparisons:
            return apart
    note = Note("no_share_change", {"subject": request.subject, "period": request.period})
    return Miss(Status.NOT_HELD, (note,), closeness=2)


def _compares(statement: Statement, base: Period) -> bool:
    compared = statement.comparison_period
    return compared is not None and compared.span == base.span


def _two_shares(request: Request, base: Period) -> Found | Miss:
    """A share in two periods, side by side: they differ in points, and that is left to see."""
    here = find_share(replace(request, base=None))
    there = find_share(replace(request, base=None, settled=Settled((base,))))
    if isinstance(here, Miss):
        return here
    if isinstance(there, Miss):
        return there
    figures = (*here.figures[:1], *there.figures[:1])
    gap = between("difference", here.figures[0], there.figures[0])
    apart = (_of_share(gap, here),) if isinstance(gap, Comparison) else ()
    return Found(figures=figures, comparisons=apart, related=(), period=here.period)


def _of_share(gap: Comparison, shares: Found) -> Comparison:
    """The change with what it is a share of that changed: it is not the part that did."""
    around = shares.comparisons[0].against if shares.comparisons else None
    if around is None:
        return gap
    part = gap.figure.subject
    other = [d for d in Subject.dimensions() if getattr(part, d) != getattr(around.subject, d)]
    if len(other) != 1:
        return gap
    share_of = f"{other[0]}={getattr(around.subject, other[0])}"
    return replace(gap, figure=replace(gap.figure, share_of=share_of))


def _ratio_to_period(request: Request, base: Period) -> Found | Miss:
    """How much of another period's total the period came to."""
    period = request.period
    if base.span == period.span:
        return _no_whole(request)
    same = _same_of_that_year(period, base)
    if same is not None and request.question.amount is None:
        if asks_when(request.question):
            return _of_longer(request, Longer(None))
        base = same
    here = level(request.subject, period, request.catalogue)
    there = level(request.subject, base, request.catalogue, beside=here)
    for statement in request.catalogue.statements(request.subject, period):
        compared = statement.comparison_period
        if statement.series.measure is Measure.RATIO and compared and compared.span == base.span:
            figure = from_statement(statement)
            return Found(
                figures=(figure,),
                comparisons=(Comparison("ratio", figure, there),),
                related=tuple(f for f in (here, there) if f),
                period=period,
            )
    if here is None:
        return missing_level(request)
    if there is None:
        note = Note("no_against", {"subject": request.subject, "period": base})
        return Miss(Status.NOT_HELD, (note,), related=(here,), closeness=3)
    return _divided("fraction", here, there, request)


def _same_of_that_year(period: Period, base: Period) -> Period | None:
    """Of a month as a percentage of another year: that year's own such month is meant.

    The month is no part of that year, and "vs" takes the same of it as well. Months to date
    may be set against the whole of the year before: how much of it has been reached.
    """
    alone = period.grain in "MQ" and not period.ytd
    if base.grain != "A" or not alone or base.year == period.year:
        return None
    return period.years(base.year - period.year)


def _of_longer(request: Request, longer: Longer) -> Found | Miss:
    """How much of a longer period's total came in the one asked about; of which, if it is said."""
    if longer.period is not None:
        return _ratio_to_period(request, longer.period)
    period, catalogue = request.period, request.catalogue
    note = Note("no_longer_whole", {"subject": request.subject, "period": period})
    year = Period.of(f"{period.year:04}")
    options: tuple[Option, ...] = ()
    if year.span != period.span:
        text = question_text(request.subject, period, catalogue)
        values = {"subject": request.subject, "period": period, "whole": year}
        options = (Option(Note("ask_of_longer", values), f"{text} as a share of {year.code}"),)
    return Miss(Status.NOT_HELD, (note,), options, closeness=5)


def _no_whole(request: Request) -> Miss:
    note = Note("no_whole", {"subject": request.subject})
    options = (offer(request.subject, request.period, request.catalogue),)
    return Miss(Status.NOT_HELD, (note,), options, closeness=1)


def find_per(request: Request) -> Found | Miss:
    """So much a unit: only for pairs of indicators that the package says make sense."""
    if request.base is not None:
        return _two_pers(request, request.base)
    catalogue, here = request.catalogue, request.subject
    named = request.whole.codes.get("indicator") if request.whole else None
    pairs = {(above, below) for above, below, _ in catalogue.ratios()}
    if Cue.PER_HEAD in request.cues:
        named = _heads(here.indicator, catalogue)
        if named is None:
            return _no_heads(request)
    if (here.indicator, named) not in pairs:
        note = Note(
            "refused_per", {"subject": here, "per": Code("indicator", named) if named else None}
        )
        return Miss(Status.REFUSED, (note,), closeness=2)
    below = here.with_("indicator", named or "")
    for period in request.settled.candidates or request.settled.periods[-1:]:
        a = level(here, period, catalogue)
        b = level(below, period, catalogue, beside=a)
        if a is not None and b is not None:
            return _divided("per", a, b, request)
    return missing_level(request)


def _heads(indicator: str, catalogue: Catalogue) -> str | None:
    """What "per head" divides the indicator by, as the label of a ratio of the package says."""
    return next(
        (
            below
            for above, below, label in catalogue.ratios()
            if above == indicator and label.casefold().endswith("per head")
        ),
        None,
    )


def _no_heads(request: Request) -> Miss:
    """ "Per head" where nothing on file is divided by heads: a word that cannot be read."""
    word = next((w for w in HEADS if w in request.question.text.casefold()), "head")
    note = Note("unknown_word", {"word": word, "suggestions": ()})
    return Miss(Status.UNKNOWN, (note,), closeness=2)


HEADS = ("capita", "head", "person", "inhabitant", "resident")
"""Words for one of those that something is divided among."""


def _two_pers(request: Request, base: Period) -> Found | Miss:
    """So much a unit in two periods, side by side."""
    here = find_per(replace(request, base=None))
    there = find_per(replace(request, base=None, settled=Settled((base,))))
    if isinstance(here, Miss) or isinstance(there, Miss):
        return here if isinstance(here, Miss) else there
    return Found(
        figures=(*here.figures, *there.figures),
        comparisons=(*here.comparisons, *there.comparisons),
        period=here.period,
    )
