"""Who is the largest, and where somebody stands: ranks stated, and partners set in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.answers.answer import Basis, Code, Comparison, Count, Figure, Note, Status
from bot.answers.balances import BALANCE, asked_side, side_of, sign_of
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import stated_comparisons
from bot.answers.levels import missing_level
from bot.answers.making import from_statement, level
from bot.answers.published import Published, Settled
from bot.answers.readings import Reading
from bot.answers.request import Found, Miss, Request
from bot.figures.codes import (
    ALL,
    NOT_APPLICABLE,
    UNSTATED,
    WORLD,
    Measure,
    Transformation,
)
from bot.figures.period import Period
from bot.figures.quantity import Interval
from bot.figures.remainder import Remainder
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.language.lexicon import Cue
from bot.language.question import Question, Terms
from bot.reckon.expression import ONE, Constant

__all__ = [
    "MOST",
    "all_ranked",
    "as_rank",
    "code_of",
    "find_rank",
    "newest_of",
    "not_in",
    "of_such_places",
    "without_whole",
]

MOST = 20
"""Partners listed at most: what a table in a reply can hold on a phone."""


def find_rank(request: Request) -> Found | Miss:
    """The rank of the partner named; where none is, those that can be ranked in order.

    Ranked are partners where there are any, else areas: who has the most of it.
    A rank that a source states comes before one worked out, and what is worked
    out is worked out of all there are, of two at least.
    """
    subject, catalogue = request.subject, request.catalogue
    if Cue.PRODUCTS in request.cues:
        return _in_order(request, "product")
    if Cue.PLACES in request.cues and catalogue.counterparts(subject, "ref_area"):
        one = _area_named(request) and not _has_places(request)
        return _place_of(request) if one else _in_order(request, "ref_area")
    every = subject.counterpart_area in (WORLD, NOT_APPLICABLE, UNSTATED)
    if not every and not _left_out(subject, catalogue):
        return _rank_of(request)
    if Cue.PARTNERS in request.cues or _has(catalogue.counterparts(subject, "counterpart_area")):
        return _in_order(request, "counterpart_area")
    if catalogue.counterparts(subject, "ref_area"):
        return _place_of(request) if _area_named(request) else _in_order(request, "ref_area")
    return _in_order(request, "product")


def as_rank(question: Question, catalogue: Catalogue) -> Question:
    """ "The smallest economy", where no area is anybody's own: of the places, not of the years.

    "The biggest" ranks by itself; "lowest" is as much a matter of time.
    """
    small = SMALLEST & set(question.text.casefold().split())
    areas = {code for m in question.terms.names for code in m.codes("area")}
    everywhere = catalogue.home_area in (None, WORLD) and areas <= {WORLD}
    if question.cues != {Cue.LOW, Cue.HIGHEST} or not small or not everywhere:
        return question
    return replace(question, cues=frozenset({Cue.RANK, Cue.LOW}))


SMALLEST = frozenset({"smallest", "tiniest"})
"""Words of size, which is a place's; what is low has a time."""


def _has(partners: Sequence[Subject]) -> bool:
    return any(p.counterpart_area not in (WORLD, UNSTATED, NOT_APPLICABLE) for p in partners)


def _left_out(subject: Subject, catalogue: Catalogue) -> frozenset[str]:
    """The partners without which all others are ranked: "top partners excluding Kazakhstan".

    Places only: who is outside a group is not known, as not all its members need be on file.
    """
    rest = Remainder.of(subject.counterpart_area)
    if rest is None or rest.whole != WORLD or any(map(catalogue.is_group, rest.parts)):
        return frozenset()
    return frozenset(rest.parts).union(*map(catalogue.members, rest.parts))


def _area_named(request: Request) -> bool:
    """Whether the question is about one area's place among the others."""
    combination = request.reading.combination
    of_one = request.subject.ref_area != WORLD  # "the largest in the world" is of all there are
    return of_one and combination.named("ref_area") and not combination.home


def _has_places(request: Request) -> bool:
    """Whether areas within the one named have such figures: "airports in the UK" are these."""
    within = request.catalogue.members(request.subject.ref_area)
    rivals = request.catalogue.counterparts(request.subject, "ref_area")
    return any(other.ref_area in within for other in rivals)


def _ranks(subject: Subject, period: Period, catalogue: Catalogue) -> list[Statement]:
    """The ranks that sources state."""
    return [s for s in catalogue.statements(subject, period) if s.series.measure is Measure.RANK]


def _rank_of(request: Request) -> Found | Miss:
    """The rank of a partner: as stated, or none."""
    if (found := _as_stated(request)) is not None:
        return found
    figure_here = level(request.subject, request.period, request.catalogue)
    if figure_here is None:
        return missing_level(request)
    note = Note("no_rank", {"subject": request.subject, "period": request.period})
    return Miss(Status.NOT_HELD, (note,), related=(figure_here,), closeness=3)


def _as_stated(request: Request) -> Found | None:
    """The rank as a source states it, beside the level."""
    catalogue = request.catalogue
    for period in request.settled.candidates or request.settled.periods[-1:]:
        stated = _ranks(request.subject, period, catalogue)
        if stated:
            figure = from_statement(stated[0])
            beside = level(request.subject, period, catalogue)
            others = stated_comparisons(beside, catalogue) if beside else []
            rest = [c for c in others if c.kind != "rank"]
            return Found(
                figures=(figure,),
                comparisons=(Comparison("rank", figure), *rest),
                related=(beside,) if beside else (),
                period=period,
            )
    return None


# --- several in order --------------------------------------------------------------------


Ranked = tuple[Figure, Statement | None]
"""A level with the rank that a source states, or that rank alone."""


def all_ranked(request: Request) -> tuple[list[Subject], str]:
    """All that a list by place, partner or product is of, with the dimension they differ in."""
    subject, catalogue = request.subject, request.catalogue
    if Cue.PRODUCTS in request.cues:
        dimension = "product"
    elif Cue.PARTNERS in request.cues or (
        Cue.PLACES not in request.cues and _has(catalogue.counterparts(subject, "counterpart_area"))
    ):
        dimension = "counterpart_area"
    else:
        dimension = "ref_area"
    return _rivals(request, dimension), dimension


def newest_of(rivals: Sequence[Subject], catalogue: Catalogue) -> tuple[Period, Note] | None:
    """The newest period with figures of these, with the note that says so; None without any."""
    return _newest(rivals, catalogue)


def not_in(without: Sequence[Subject], request: Request, dimension: str) -> tuple[Note, ...]:
    """Who is missing from a list, and is known to have figures."""
    return _not_in(_lacking(without, request.period, request.catalogue), dimension)


def _in_order(request: Request, dimension: str) -> Found | Miss:
    """Those with a level in the period, largest first; groups and wholes are not ranked."""
    catalogue = request.catalogue
    rivals = _rivals(request, dimension)
    notes: list[Note] = []
    newest = None if request.question.terms.periods else _newest(rivals, catalogue)
    if newest is not None:
        # No period was named: the newest in which these have figures, not the total.
        period, note = newest
        request, notes = replace(request, settled=Settled((period,))), [note]
    held = _held(rivals, request.period, catalogue)
    found = _on_side(held, request)
    if not found:
        key = {"counterpart_area": "no_partners", "ref_area": "no_areas"}.get(dimension, "no_order")
        note = Note(key, {"subject": request.subject, "period": request.period})
        return Miss(Status.NOT_HELD, (note,), closeness=2 if rivals else 1)
    with_one = {f.subject for f, _ in held}
    without = [r for r in rivals if r not in with_one]
    lacking = _not_in(_lacking(without, request.period, catalogue), dimension)
    levels = [pair for pair in found if pair[0].measure is Measure.LEVEL]
    smallest = Cue.LOW in request.cues
    place = request.question.place
    if place is not None and len(found) < place:
        return _no_place([f for f, _ in found], place)
    if len(found) == 1 or (smallest and len(levels) < 2):
        alone = _alone(request, (levels or found)[0], dimension, [f for f, _ in held])
        return replace(alone, notes=(*notes, *lacking), searched=newest is not None)
    order, key = _from_the_bottom(request, levels) if smallest else _from_the_top(request, found)
    if place is not None:
        nth = _nth(request, order, place)
        return nth if isinstance(nth, Miss) else replace(nth, notes=(*notes, *lacking))
    shown = order[: request.question.count or MOST]
    ranks = [from_statement(s) for _, s in shown if s is not None]
    if not ranks:
        count = Count.each(figure for figure, _ in order)
        notes.append(Note(key, {"period": request.period, "count": count}))
    return Found(
        figures=tuple(f for f, _ in shown),
        comparisons=tuple(Comparison("rank", rank) for rank in ranks),
        message=_fewer(request, [f for f, _ in order]),
        notes=(*notes, *lacking),
        period=request.period,
        searched=newest is not None,
    )


def _no_place(figures: Sequence[Figure], place: int) -> Miss:
    """Too few are on file, or too roughly known, to tell who stands in that place."""
    key = "too_few_ranked" if len(figures) < place else "no_such_place"
    note = Note(key, {"place": place, "count": Count.each(figures)})
    return Miss(Status.NOT_HELD, (note,), related=tuple(figures[:MOST]), closeness=3)


def _nth(request: Request, order: Sequence[Ranked], place: int) -> Found | Miss:
    """The one in that place: as a source ranks it, else by the levels, where these can tell."""
    stated = [pair for pair in order if _rank(pair[1]) == place]
    if stated:
        figure, rank = stated[0]
        said = (Comparison("rank", from_statement(rank)),) if rank is not None else ()
        return Found((figure,), said, period=request.period)
    figures = [figure for figure, _ in order]
    here = figures[place - 1 : place]
    values = {"place": Count.each(figures[:place]), "count": Count.each(figures)}
    if not here or any(_meet(here[0], other) for other in figures if other is not here[0]):
        return _no_place(figures, place)
    key = "place_from_below" if Cue.LOW in request.cues else "place_on_file"
    return Found((here[0],), message=(Note(key, values),), period=request.period)


def _meet(one: Figure, other: Figure) -> bool:
    """Whether either of the two may be the larger."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return Interval(one.low, one.high).meets(Interval(other.low, other.high))


def _from_the_top(request: Request, found: Sequence[Ranked]) -> tuple[list[Ranked], str]:
    """The largest first, by the ranks stated; those alone, unless several are asked for."""
    stated = [pair for pair in found if pair[1] is not None]
    question = request.question
    alone = question.count == 1 or (question.place is None and not _many(request))
    chosen = stated if stated and alone else found
    # Levels tell the order; where one has only its rank, the ranks do.
    levels = all(figure.measure is Measure.LEVEL for figure, _ in chosen)

    def place(pair: Ranked) -> tuple[int, Fraction, int]:
        figure, rank = pair
        return 0 if levels else _rank(rank), -_size(request, figure), _rank(rank)

    return sorted(chosen, key=place), "order_of_held"


def _from_the_bottom(request: Request, levels: Sequence[Ranked]) -> tuple[list[Ranked], str]:
    """The smallest first: a stated rank is from the top, so only the levels held can tell."""
    order = sorted((figure for figure, _ in levels), key=lambda f: _size(request, f))
    return [(figure, None) for figure in order], "smallest_first"


def _held(rivals: Sequence[Subject], period: Period, catalogue: Catalogue) -> list[Ranked]:
    """The level of each in the period, in the unit that most are in; else its stated rank."""
    found: list[Ranked] = []
    catalogue.read_ahead(rivals, period)
    for rival in rivals:
        ranks = _ranks(rival, period, catalogue)
        figure = level(rival, period, catalogue)
        if figure is None and ranks:
            figure = from_statement(ranks[0])
        if figure is not None:
            found.append((figure, ranks[0] if ranks else None))
    units = Counter(f.unit for f, _ in found if f.measure is Measure.LEVEL)
    usual = units.most_common(1)[0][0] if units else None
    return [(f, s) for f, s in found if f.measure is not Measure.LEVEL or f.unit == usual]


def _on_side(found: list[Ranked], request: Request) -> list[Ranked]:
    """Of those in deficit or in surplus, where that is asked for, only those."""
    side = asked_side(request.cues)
    if side is None:
        return found
    return [pair for pair in found if side_of(pair[0], request.catalogue) is side]


def _size(request: Request, figure: Figure) -> Fraction:
    """How large it is; a deficit is the larger the lower the balance."""
    side = asked_side(request.cues)
    sign = sign_of(side, figure.subject, request.catalogue) if side is not None else None
    return (figure.value or Fraction(0)) * (sign or 1)


def _newest(rivals: Sequence[Subject], catalogue: Catalogue) -> tuple[Period, Note] | None:
    """The newest period with figures of these; of one alone, unranked, that of the newest rank."""
    newest = Published(rivals, catalogue).latest(levels=False)
    if newest is None:
        return None
    held = _held(rivals, newest, catalogue)
    if len(held) < 2 and all(rank is None for _, rank in held):
        ranked = [p for r in rivals if (p := _newest_rank(r, catalogue)) is not None]
        if ranked:
            return max(ranked, key=lambda p: p.end), Note("newest_ranked")
    return newest, Note("newest_of_these")


def _newest_rank(subject: Subject, catalogue: Catalogue) -> Period | None:
    """The newest period for which a source ranks it."""
    if not any(s.measure is Measure.RANK for s in catalogue.series(subject)):
        return None
    held = catalogue.periods(subject, levels=False, limit=MOST_PERIODS)
    return next((p for p in held if _ranks(subject, p, catalogue)), None)


MOST_PERIODS = 240
"""Periods looked through: twenty years of months."""


def _alone(request: Request, found: Ranked, dimension: str, held: Sequence[Figure]) -> Found:
    """One alone is no order: its rank is told where a source states one, and it is the top's."""
    figure, rank = found
    told = rank is not None and Cue.LOW not in request.cues
    whom = code_of(dimension, figure.subject)
    values = {"whom": whom, "period": request.period, "count": Count.each(held)}
    side = asked_side(request.cues)
    if side is not None and len(held) > 1:
        key: str | None = f"only_one_{side}"
    elif _many(request):
        key = "only_one_listed"
    else:
        key = None if told else "only_one_ranked"
    return Found(
        figures=(figure,),
        comparisons=(Comparison("rank", from_statement(rank)),) if rank and told else (),
        message=(Note(key, values),) if key else (),
        period=request.period,
    )


def code_of(dimension: str, subject: Subject) -> Code:
    """Whom or what a ranked figure is of, as a sentence names it."""
    return Code("product" if dimension == "product" else "area", getattr(subject, dimension))


def _fewer(request: Request, held: Sequence[Figure]) -> tuple[Note, ...]:
    """What is to be said where more were asked for than are on file."""
    if (request.question.count or 0) <= len(held):
        return ()
    return (Note("fewer_ranked", {"count": Count.each(held), "period": request.period}),)


def _not_in(lacking: Sequence[Subject], dimension: str) -> tuple[Note, ...]:
    """Who is missing from an order, and is known to have figures."""
    if not lacking:
        return ()
    if len(lacking) > MOST_NAMED:
        return (Note("some_lacking", {"count": Count.each(lacking)}),)
    return (Note("lacking", {"whom": tuple(code_of(dimension, s) for s in lacking)}),)


MOST_NAMED = 6


def _rivals(request: Request, dimension: str) -> list[Subject]:
    """Who is ranked: all that differ in the dimension, but for groups and wholes of others."""
    subject, catalogue = request.subject, request.catalogue
    others = [subject, *catalogue.counterparts(subject, dimension)]
    if subject.trade_flow == BALANCE:
        # A balance that nobody states follows from the flows of the same partner.
        exports = catalogue.counterparts(subject.with_("trade_flow", "X"), dimension)
        others += [o for e in exports if (o := e.with_("trade_flow", BALANCE)) not in others]
    plain = {
        "counterpart_area": (WORLD, UNSTATED, NOT_APPLICABLE),
        "product": (ALL, NOT_APPLICABLE),
    }
    kept = [o for o in others if getattr(o, dimension) not in plain.get(dimension, (WORLD,))]
    without = _left_out(subject, catalogue)
    kept = [o for o in kept if getattr(o, dimension) not in without]
    if dimension == "product":
        return kept
    if Cue.PLACES in request.cues and request.reading.combination.named(dimension):
        within = catalogue.members(subject.ref_area)
        kept = [o for o in kept if o.ref_area in within] or kept
    if dimension == "ref_area":
        sought = _of_kind(request.question, catalogue)
        alike = [o for o in kept if o.ref_area in sought]
        if alike or request.question.of_kind & NAMED_KINDS:
            return alike
    codes = {getattr(o, dimension) for o in kept}
    wholes = {whole for code in codes for whole in catalogue.groups(code)}
    return [
        o
        for o in kept
        if not catalogue.is_group(getattr(o, dimension)) and getattr(o, dimension) not in wholes
    ]


def _of_kind(question: Question, catalogue: Catalogue) -> frozenset[str]:
    """The areas of the kinds that are asked about; none where no name on file says its kind."""
    return frozenset().union(*(catalogue.of_kind(kind) for kind in question.of_kind))


def of_such_places(
    held: Sequence[Reading], question: Question, catalogue: Catalogue
) -> Sequence[Reading]:
    """The readings with figures of such places: of the busiest airport no freight is.

    All of them where the names on file do not tell of which kind a place is, and need not.
    """
    sought = _of_kind(question, catalogue)

    def fits(subject: Subject) -> bool:
        others = catalogue.counterparts(subject, "ref_area")
        return any(s.ref_area in sought for s in (subject, *others))

    fitting = [reading for reading in held if sought and fits(reading.subject)]
    return fitting if fitting or question.of_kind & NAMED_KINDS else held


NAMED_KINDS = frozenset({"airport", "port", "station"})
"""Kinds of place that are called so: no region passes for one."""


def without_whole(terms: Terms, catalogue: Catalogue) -> Terms:
    """ "Edinburgh among UK airports": the UK only says among which."""
    areas = {code: m for m in terms.names for code in m.codes("area")}
    if len(areas) != 2:
        return terms
    wholes = [m for code, m in areas.items() if catalogue.members(code) & areas.keys()]
    return replace(terms, names=tuple(m for m in terms.names if m not in wholes))


# --- the place of one --------------------------------------------------------------------


def _place_of(request: Request) -> Found | Miss:
    """An area's place among all on file, the largest first, with how many those are."""
    if (found := _as_stated(request)) is not None:
        return found
    catalogue, period = request.catalogue, request.period
    figure = level(request.subject, period, catalogue)
    if figure is None or figure.low is None or figure.high is None:
        return missing_level(request)
    rivals = _beside(request)
    levels = {r: level(r, period, catalogue, figure.unit) for r in rivals}
    held = [f for f in levels.values() if f is not None]
    lacking = _lacking([r for r, f in levels.items() if f is None], period, catalogue)
    if lacking:
        whom = tuple(code_of("ref_area", s) for s in lacking)
        named = {"whom": whom} if len(whom) <= MOST_NAMED else {"count": Count.each(lacking)}
        key = "field_incomplete" if len(whom) <= MOST_NAMED else "field_incomplete_by"
        note = Note(key, {"period": period, **named})
        return Miss(Status.NOT_HELD, (note,), related=(figure,), closeness=3)
    if not held:
        note = Note("no_order", {"subject": request.subject, "period": period})
        return Miss(Status.NOT_HELD, (note,), related=(figure,), closeness=3)
    above = [f for f in held if f.low is not None and f.low > figure.high]
    beside = [f for f in held if f not in above and f.high is not None and f.high > figure.low]
    larger = [f for f in held if f.value is not None and f.value > (figure.value or 0)]
    place, count = Count.each((*above, figure)), Count.each((figure, *held))
    if beside:
        worst = Count.each((*above, figure, *beside))
        note = Note("place_between", {"best": place, "worst": worst, "count": count})
    else:
        note = Note("place_on_file", {"place": place, "count": count})
    ranks = Figure(
        subject=request.subject,
        measure=Measure.RANK,
        transformation=Transformation.NONE,
        unit=NOT_APPLICABLE,
        period=period,
        value=Fraction(len(larger) + 1),
        low=Fraction(place.number),
        high=Fraction(place.number + len(beside)),
        basis=Basis.COMPUTED,
        working=Constant(Fraction(len(larger))) + ONE,
        sources=tuple(s for f in (figure, *held) for s in f.sources),
        realtime_start=max(f.realtime_start for f in (figure, *held) if f.realtime_start),
    )
    return Found((figure,), (Comparison("rank", ranks),), message=(note,), period=period)


def _beside(request: Request) -> list[Subject]:
    """The places that one is ranked among: none that it lies within, or that lies within it."""
    catalogue, area = request.catalogue, request.subject.ref_area
    kin = catalogue.groups(area) | catalogue.members(area) | {area}
    return [r for r in _rivals(request, "ref_area") if r.ref_area not in kin]


def _lacking(rivals: Sequence[Subject], period: Period, catalogue: Catalogue) -> list[Subject]:
    """Those without a figure for the period that have one just before it, just after, or within."""
    before, after = period.shift(-1) or period, period.shift(2)
    return [r for r in rivals if catalogue.periods(r, since=before, before=after, limit=1)]


def _rank(statement: Statement | None) -> int:
    return int(statement.value) if statement and statement.value else 1000


def _many(request: Request) -> bool:
    """Whether several are asked for: "top 5", "partners", "by region"."""
    if {Cue.PLACES, Cue.PRODUCTS} & request.cues:
        return True
    text = request.question.text.lower()
    return (request.question.count or 0) > 1 or "partners" in text or "markets" in text
