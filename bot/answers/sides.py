"""The sides of a question: what is asked for side by side, each with its own names and periods."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.answers.answer import Note
from bot.answers.catalogue import Catalogue
from bot.answers.readings import combinations, readings, sides
from bot.language.follow import merge_names
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed
from bot.language.question import Mention, Question, Role, Terms
from bot.language.vocabulary import Meaning

__all__ = [
    "as_exchange",
    "as_pair",
    "both_flows",
    "both_sides",
    "clash",
    "contrasted",
    "each_period",
    "one_thing",
    "part",
    "periods_only",
    "whole_and_part",
    "without_carriers",
]


def each_period(terms: Terms) -> list[Terms]:
    """Periods named side by side, one at a time: for a change or a share of each."""
    fixed = [p for p in terms.periods if isinstance(p.meaning, Fixed)]
    if len(fixed) < 2 or len(fixed) < len(terms.periods):
        return [terms]
    return [replace(terms, periods=(phrase,)) for phrase in fixed]


EXPORTS_AND_IMPORTS = {"X", "M"}


def both_flows(parts: Sequence[Terms]) -> list[Terms] | None:
    """Exports plus imports are total trade, which is asked for instead; nothing else is added."""
    flows = {code for terms in parts for m in terms.names for code in m.codes("trade_flow")}
    if flows != EXPORTS_AND_IMPORTS:
        return None
    names = tuple(kept for m in parts[0].names if (kept := m.without({"trade_flow"})) is not None)
    total = Mention("total", (Meaning((("trade_flow", "T"),)),))
    return [replace(parts[0], names=(*names, total))]


def part(question: Question, terms: Terms) -> Terms:
    """The names of the part: its own, and the measure or area named with the whole only."""
    if not question.whole.names:
        return terms
    of_flow = any("trade_flow" in m.dimensions for m in question.whole.names)
    if Cue.SHARE in question.cues and of_flow:
        # "Norvia's share of exports": hers is the share, and the exports may be those to her.
        owners = (replace(m, role=OF_SHARE.get(m.role, m.role)) for m in terms.names)
        terms = replace(terms, names=tuple(owners))
    return replace(terms, names=lent(terms, question.whole))


OF_SHARE = {Role.POSSESSIVE: Role.PLAIN}
"""What the owner of a share is to what it is a share of: owner or partner, as on file."""


def without_carriers(terms: Terms, catalogue: Catalogue) -> Terms:
    """Of "how many tonnes did the trains carry" the tonnes: the trains only carry them.

    What is carried is what makes sense per carrier, as the package's ratios say.
    """
    named = {code for m in terms.names if not m.joined for code in m.codes("indicator")}
    carriers = {below for above, below, _ in catalogue.ratios() if {above, below} <= named}
    kept = tuple(m for m in terms.names if m.joined or not m.codes("indicator") & carriers)
    if not carriers or not any(m.codes("indicator") for m in kept):
        return terms
    return replace(terms, names=kept)


def as_pair(terms: Terms, home: str | None) -> Terms | None:
    """Two areas with a comma between, the desk's own among them, as whose and with whom.

    "RCEP trade, Xinjiang, ytd" lists no two areas; "Kazakhstan, Turkey" does.
    """
    areas = [m for m in terms.names if "area" in m.dimensions]
    apart = any(m.joined and not m.comma for m in terms.names)
    if len(areas) != 2 or apart or not any(m.comma for m in areas):
        return None
    if home is None or not any(home in m.codes("area") for m in areas):
        return None
    return replace(terms, names=tuple(replace(m, joined=False, comma=False) for m in terms.names))


def as_exchange(question: Question, catalogue: Catalogue) -> Question:
    """Currencies named and no measure: the exchange rate whose name has all of them.

    "Pound against dollar" is no rent in pounds, where a rate of the two is on file.
    """
    here, there = question.terms, question.against
    names = (*here.names, *there.names)
    units = {code for m in names for code in m.codes("unit")}
    only_units = {"unit", "area"} >= {d for m in names for d in m.dimensions}
    if not units or not only_units or question.whole or question.per or question.inherited:
        return question
    areas = {code for m in names for code in m.codes("area")} or {catalogue.home_area or ""}
    held = catalogue.subjects({"ref_area": tuple(areas)})
    codes = {s.indicator for s in held if _is_rate_of(units, s.indicator, catalogue)}
    if not codes:
        return question
    text = next(m.text for m in names if m.codes("unit"))
    meanings = tuple(Meaning((("indicator", code),)) for code in sorted(codes))
    kept = tuple(m for m in names if not m.codes("unit"))
    periods = here.periods or there.periods
    base = Terms((), there.periods if here.periods else ())
    return replace(
        question,
        terms=Terms((*kept, Mention(text, meanings)), periods),
        against=base,
        cues=question.cues if base else question.cues - {Cue.VERSUS},
    )


def _is_rate_of(units: Collection[str], indicator: str, catalogue: Catalogue) -> bool:
    """Whether the measure's name says that it is an exchange rate of those currencies."""
    label = catalogue.indicator(indicator).label.casefold()
    named = (catalogue.unit(code) for code in units)
    words = set(label.split())
    return "exchange rate" in label and all(
        words & {unit.one.casefold(), unit.many.casefold()} for unit in named
    )


def clash(terms: Terms) -> Note | None:
    """Two measures named that no figure can be both of: "trade in containers"."""
    measures: dict[frozenset[str], str] = {}
    for mention in terms.names:
        codes = mention.codes("indicator")
        if codes and not mention.joined:
            measures.setdefault(codes, mention.text)
    apart = [
        (first, second)
        for first in measures
        for second in measures
        if not first & second and first != second
    ]
    if not apart:
        return None
    first, second = apart[0]
    return Note("two_measures", {"first": measures[first], "second": measures[second]})


def both_sides(question: Question, catalogue: Catalogue) -> list[Terms]:
    """The sides of "imports vs exports EU": what only one of them names holds for both."""
    here, there = question.terms, question.against
    ours, theirs = _names_of_both(here, there, catalogue)
    first = Terms(ours, here.periods or there.periods)
    second = Terms(theirs, there.periods or here.periods)
    return [*sides(first), second]


def _names_of_both(
    here: Terms, there: Terms, catalogue: Catalogue
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The names of each side, with what only the other names and holds for both.

    With everything lent "exports vs exports to Norvia" would be one thing twice. Where it would,
    the side that names no partner, place or product is the whole: none is lent to it.
    """
    ours, theirs = _of_first(here, there, catalogue), merge_names(there.names, here.names)
    dated_alike = not (here.periods and there.periods) or here.periods == there.periods
    if not (here.names and there.names and dated_alike) or not _same_names(ours, theirs):
        return ours, theirs
    for kinds in (PARTNERS, EVERY_PLACE):
        less = tuple(m for m in ours if m in here.names or not _narrows(m, kinds))
        other = tuple(m for m in theirs if m in there.names or not _narrows(m, kinds))
        if not _same_names(less, other):
            return less, other
    return ours, theirs


PARTNERS = frozenset({Role.WITH, Role.TO, Role.FROM})
EVERY_PLACE = frozenset(Role)
"""Roles of areas that may make a part of a whole: of partners first, and then of any."""

PARTS = frozenset({"area", "product"})
"""Dimensions that make a part of what is measured."""


def _narrows(mention: Mention, roles: Collection[Role]) -> bool:
    """Whether the name makes a part of what is measured, as a product or as such an area does."""
    return mention.dimensions <= PARTS and (
        "product" in mention.dimensions or mention.role in roles
    )


def _same_names(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether they mean the same: total trade is trade."""
    return _meant(ours) == _meant(theirs)


def _meant(names: Sequence[Mention]) -> set[tuple[Meaning, ...]]:
    apart = (replace(m, meanings=tuple(map(_without_total, m.meanings))) for m in names)
    return {m.meanings for m in apart if any(meaning.codes for meaning in m.meanings)}


def _without_total(meaning: Meaning) -> Meaning:
    codes = tuple(pair for pair in meaning.codes if pair != ("trade_flow", "T"))
    return replace(meaning, codes=codes)


def one_thing(parts: Sequence[Terms]) -> bool:
    """Whether all the sides name the same."""
    return all(_same_names(terms.names, parts[0].names) for terms in parts)


def whole_and_part(question: Question, catalogue: Catalogue) -> list[Terms]:
    """The two things of "compare trade and BRI growth": of all of it, and of a part.

    Nothing is both a list of measures and a list of partners, so what "and" joins are a whole
    and a part of it. Other terms stand as they are.
    """
    terms = question.terms
    joined = [m for m in terms.names if m.joined]
    if len(joined) != 1 or joined[0].comma or question.whole or question.cues & OF_ONE_WHOLE:
        return [terms]
    behind = joined[0]
    place = terms.names.index(behind)
    if any(m.meanings == behind.meanings for m in terms.names[:place]):
        # "Trade with Kazakhstan and trade": the measure is named with each.
        again = (replace(behind, joined=False), *terms.names[place + 1 :])
        each = _names_of_both(Terms(terms.names[:place]), Terms(again), catalogue)
        return [terms] if _same_names(*each) else [replace(terms, names=names) for names in each]
    before = terms.names[terms.names.index(behind) - 1]
    one = next((m for m in (before, behind) if m.dimensions <= PARTS), None)
    other = behind if one is before else before
    if one is None or "indicator" not in other.dimensions or other.dimensions & PARTS:
        return [terms]
    names = tuple(replace(m, joined=False) if m is behind else m for m in terms.names)
    part_of = replace(terms, names=names)
    whole = replace(terms, names=tuple(m for m in names if m.meanings != one.meanings))
    if not _is_part(part_of, one, catalogue):
        return [terms]
    return [whole, part_of] if one is behind else [part_of, whole]


OF_ONE_WHOLE = frozenset(
    {Cue.SHARE, Cue.PER, Cue.CONTRIBUTION, Cue.RANK, Cue.PARTNERS, Cue.PRODUCTS, Cue.PLACES}
)
"""What is asked of a part and its whole together."""


def _is_part(terms: Terms, named: Mention, catalogue: Catalogue) -> bool:
    """Whether figures are on file in which the name is the partner or the product."""
    codes = named.codes("area"), named.codes("product")
    return any(
        reading.subject.counterpart_area in codes[0] or reading.subject.product in codes[1]
        for combination in combinations(terms, catalogue.home_area)
        for reading in readings(combination, catalogue)
    )


def contrasted(question: Question, catalogue: Catalogue) -> Question:
    """A comparison of two things with what only one side names given to both.

    So that a turn after it can go on from both: "Xinjiang vs China trade Nov 2021". Periods are
    left with the second side only where they are others than those of the first.
    """
    question = periods_only(question)
    here, there = question.terms, question.against
    if not there.names or Cue.NEEDED in question.cues:
        return question
    ours, theirs = _names_of_both(here, there, catalogue)
    first = Terms(ours, here.periods or there.periods)
    periods = there.periods if here.periods and there.periods != here.periods else ()
    second = Terms(theirs, periods)
    return replace(question, terms=first, against=second)


def _of_first(here: Terms, there: Terms, catalogue: Catalogue) -> tuple[Mention, ...]:
    """The names of the first side, with what it leaves open.

    An area that is all the other side has is what the two differ in: "house prices vs Arvale"
    sets those of the place in hand, else the desk's own, against Arvale's. One that is on file
    as a partner is that of both: "exports vs Norvia" are not those of two exporters.
    """
    same = {m.meanings for m in here.names}
    dimensions = {d for m in there.names if m.meanings not in same for d in m.dimensions}
    measures = {code for m in here.names for code in m.codes("indicator")}
    if dimensions != {"area"} or not measures:
        return lent(here, there)
    areas = {code for m in there.names for code in m.codes("area")}
    if any("area" in m.dimensions for m in here.names):
        return lent(here, there)
    traded = catalogue.subjects({"indicator": measures, "counterpart_area": areas})
    return lent(here, there) if traded else here.names


def lent(here: Terms, there: Terms) -> tuple[Mention, ...]:
    """The names of a side with those of the other that name what it leaves open."""
    own = {dimension for mention in here.names for dimension in mention.dimensions}
    return (*here.names, *(m for m in there.names if not m.dimensions & own))


def periods_only(question: Question) -> Question:
    """For "2020 vs 2019 China": what only the second side names holds for both; periods compare."""
    here, there = question.terms, question.against
    contrasted = {d for m in here.names for d in m.dimensions} & {
        d for m in there.names for d in m.dimensions
    }
    if contrasted or not there.names or not (here.periods and there.periods):
        return question
    terms = replace(here, names=lent(here, there))
    return replace(question, terms=terms, against=replace(there, names=()))
