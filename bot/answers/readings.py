"""From the names in a question to the subjects they can mean.

A name can mean several things, an area can be whose figure it is or whose
partner. Every combination is looked up in the catalogue; those on file are the
readings. What the question leaves out is filled by the plainest code there is
(the world, the total, registered trade), never by a particular partner or
product.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from bot.answers.answer import Code, Note
from bot.answers.catalogue import Catalogue
from bot.figures.codes import ALL, NOT_APPLICABLE, UNKNOWN_COVERAGE, UNSTATED, WORLD
from bot.figures.series import Subject
from bot.language.question import Mention, Role, Terms
from bot.language.vocabulary import Meaning
from bot.reckon.derive import FLOWS

__all__ = [
    "COVERAGES",
    "PLAINEST",
    "Combination",
    "Reading",
    "combinations",
    "may_own",
    "readings",
    "sides",
]

PLAINEST: dict[str, tuple[str, ...]] = {
    "counterpart_area": (WORLD, NOT_APPLICABLE, UNSTATED),
    "trade_flow": ("T", NOT_APPLICABLE),
    "product": (ALL, NOT_APPLICABLE),
}
"""What a dimension that is not named may be, the plainest first."""

COVERAGES = ("OWN", NOT_APPLICABLE, ALL, UNKNOWN_COVERAGE)
"""Coverages in the order in which they are tried where none is named; others after."""


@dataclass(frozen=True, slots=True)
class Combination:
    """One way to take the names: codes of each dimension named."""

    codes: dict[str, str]
    home: bool = False  # the area was left out and the desk's own put in
    guess: int = 0  # how far from the words: 0 as they stand
    taken: tuple[Note, ...] = ()  # which of several meanings each name was given
    turned: bool = False  # "China exports" taken as those to China, not China's own

    def named(self, dimension: str) -> bool:
        return dimension in self.codes


@dataclass(frozen=True, slots=True)
class Reading:
    """A subject on file that the names can mean."""

    subject: Subject
    combination: Combination
    kin: tuple[Subject, ...]  # whose periods are its calendar: itself, or what it follows from
    notes: tuple[Note, ...] = field(default=())


def combinations(terms: Terms, home: str | None) -> list[Combination]:
    """Every way to take the names of one side of a question, the likeliest first."""
    found: list[Combination] = []
    for meanings in product(*(mention.meanings for mention in terms.names)):
        areas: list[tuple[str, Mention]] = []
        codes: dict[str, list[str]] = {}
        chosen = tuple(
            Note("name_taken", {"name": mention.text, "meaning": _code(meaning)})
            for mention, meaning in zip(terms.names, meanings, strict=True)
            if len(mention.meanings) > 1
        )
        for mention, meaning in zip(terms.names, meanings, strict=True):
            for dimension, code in meaning.codes:
                if dimension == "area":
                    areas.append((code, mention))
                else:
                    codes.setdefault(dimension, []).append(code)
        _forget_totals(codes)
        for flow in _flows(areas, codes):
            for taken, home_taken, guess in _areas(areas, codes | flow, home):
                for values in product(*(codes | flow).values()):
                    named = dict(zip(codes | flow, values, strict=True)) | taken
                    turned = any(
                        mention.role is Role.BEFORE and taken.get("counterpart_area") == code
                        for code, mention in areas
                    )
                    combination = Combination(named, home_taken, guess, chosen, turned)
                    if combination not in found:
                        found.append(combination)
    return sorted(found, key=lambda c: c.guess)


def _flows(
    areas: Sequence[tuple[str, Mention]], codes: Mapping[str, list[str]]
) -> Iterator[dict[str, list[str]]]:
    """The flows to try: those named, and with "from" or "to" also of what has no flows.

    "Goods shipped to the EU" are exports to it: goods name no measure that could be a total.
    """
    roles = {mention.role for _, mention in areas} & {Role.FROM, Role.TO}
    if not roles or "trade_flow" in codes:
        yield {}
        return
    if "indicator" in codes or "product" not in codes:
        yield {}
    else:
        yield {"trade_flow": ["X" if Role.TO in roles else "M"]}
    yield {"trade_flow": [NOT_APPLICABLE]}


def _code(meaning: Meaning) -> Code:
    """The code that tells a meaning from the others, as a sentence takes it."""
    told = (code for code in meaning.codes if code[0] in ("area", "product"))
    return Code(*next(told, meaning.codes[0]))


def sides(terms: Terms) -> list[Terms]:
    """The terms one at a time, where names of one kind are listed: "exports and imports"."""
    kinds: dict[str, list[Mention]] = {}
    for mention in terms.names:
        for dimension in dict(mention.meanings[0].codes):
            kinds.setdefault(dimension, []).append(mention)
    for dimension, mentions in kinds.items():
        listed = [m for m in mentions if m.joined]
        if dimension == "area" and len(mentions) > 2 and not listed:
            listed = mentions[1:]  # "US China Japan GDP": more than whose and with whom
            mentions = [mentions[0], *(replace(m, joined=True) for m in listed)]
            terms = replace(terms, names=tuple(_in_place(m, mentions) for m in terms.names))
            listed = mentions[1:]
        if not listed and dimension == "trade_flow" and _exclude(mentions):
            listed = mentions[1:]  # "exports imports balance": no figure is of two flows
        if listed:
            choices = [m for m in mentions if m in listed or _leads_to(m, listed[0], mentions)]
            if len(choices) > 1:
                rest = [m for m in terms.names if m not in choices]
                return [replace(terms, names=(*rest, replace(m, joined=False))) for m in choices]
    return [terms]


def _in_place(mention: Mention, changed: Sequence[Mention]) -> Mention:
    """The mention as it is among the changed ones; itself where it is none of them."""
    return next((m for m in changed if replace(m, joined=mention.joined) == mention), mention)


def _leads_to(mention: Mention, first: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the name is the one that the first joined name is joined to, or listed before it.

    "Coal, gas and nuclear" and "coal gas and nuclear" are three.
    """
    before = mentions[: mentions.index(first)]
    if mention not in before:
        return False
    return mention is before[-1] or _exclude([*before[before.index(mention) :], first])


def _exclude(mentions: Sequence[Mention]) -> bool:
    """Whether no two of the names can be of one figure: each has its own codes in one dimension."""
    for dimension in frozenset.intersection(*(m.dimensions for m in mentions)):
        sets = [m.codes(dimension) for m in mentions]
        if all(not a & b for n, a in enumerate(sets) for b in sets[n + 1 :]):
            return len(mentions) > 1 and all(
                m.dimensions == mentions[0].dimensions for m in mentions
            )
    return False


def _forget_totals(codes: dict[str, list[str]]) -> None:
    """ "Foreign trade exports": the total says nothing beside the flow that is named."""
    for dimension, values in codes.items():
        particular = [v for v in dict.fromkeys(values) if v not in ("T", ALL)]
        codes[dimension] = particular or list(dict.fromkeys(values))


def _areas(
    areas: Sequence[tuple[str, Mention]], codes: dict[str, list[str]], home: str | None
) -> Iterator[tuple[dict[str, str], bool, int]]:
    flows = set(codes.get("trade_flow", ()))
    own = [code for code, mention in areas if may_own(mention.role, flows)]
    partner = [code for code, mention in areas if _partner(mention.role, flows)]
    distinct = list(dict.fromkeys(code for code, _ in areas))
    if len(distinct) == 0:
        if home is not None:
            yield {"ref_area": home}, True, 0
        yield {}, False, 2
    elif len(distinct) == 1:
        area = distinct[0]
        if area in own:
            yield {"ref_area": area}, False, 0
        if area in partner:
            if home is not None and area != home:
                yield {"ref_area": home, "counterpart_area": area}, True, 1 if area in own else 0
            yield {"counterpart_area": area}, False, 2
    elif len(distinct) == 2:
        for ref in own or distinct:  # "between China and Kazakhstan"
            for counterpart in partner:
                if ref != counterpart:
                    yield {"ref_area": ref, "counterpart_area": counterpart}, False, 0


def may_own(role: Role, flows: set[str]) -> bool:
    """Whether the area can be the one whose figure it is."""
    if role is Role.WITH:
        return False
    if role is Role.TO:
        return flows == {"M"}
    if role is Role.FROM:
        return "M" not in flows
    return True


def _partner(role: Role, flows: set[str]) -> bool:
    """Whether the area can be the partner: exports go to it, imports come from it."""
    if role is Role.TO:
        return flows != {"M"}
    if role is Role.FROM:
        # "Goods from Kazakhstan" are imports: total trade would be something else. What has
        # no flows has one direction, and people who come from a place are counted by it.
        return flows in ({"M"}, {NOT_APPLICABLE})
    # "China's exports" are its own; "China exports" may be those to it.
    return role is not Role.POSSESSIVE or not flows & {"X", "M"}


def readings(combination: Combination, catalogue: Catalogue) -> list[Reading]:
    """Subjects on file for one way to take the names, the plainest coverage first."""
    wanted: dict[str, tuple[str, ...]] = {
        dimension: (code,) for dimension, code in combination.codes.items() if dimension != "unit"
    }
    if not wanted:
        return []
    for dimension, plain in PLAINEST.items():
        if dimension not in wanted and not (dimension == "trade_flow" and "product" in wanted):
            wanted[dimension] = plain
    held = _plainest(catalogue.subjects(wanted), combination)
    home = catalogue.home_area
    found = {s: (s,) for s in held} or _implied(wanted, combination, catalogue)
    alone = len({subject.ref_area for subject in found}) == 1
    return [
        Reading(subject, combination, kin, _notes(subject, combination, home, alone=alone))
        for subject, kin in found.items()
    ]


def _implied(
    wanted: Mapping[str, Collection[str]], combination: Combination, catalogue: Catalogue
) -> dict[Subject, tuple[Subject, ...]]:
    """Subjects that nobody states, but that the flows on file make up: a balance, a total."""
    flow = combination.codes.get("trade_flow", "T")
    parts = tuple(part for part, _ in FLOWS.get(flow, ()))
    if not parts or ("trade_flow" not in wanted):
        return {}
    found: dict[Subject, tuple[Subject, ...]] = {}
    for subject in _plainest(
        catalogue.subjects({**wanted, "trade_flow": parts}), combination, "trade_flow"
    ):
        whole = subject.with_("trade_flow", flow)
        found[whole] = (*found.get(whole, ()), subject)
    return {whole: kin for whole, kin in found.items() if len(kin) == len(parts)}


def _plainest(subjects: Iterable[Subject], combination: Combination, *free: str) -> list[Subject]:
    """Where a dimension is not named, only the plainest of its codes that is on file."""
    kept = list(subjects)
    for dimension, plain in PLAINEST.items():
        if combination.named(dimension) or dimension in free:
            continue
        by_indicator: dict[str, int] = {}
        for subject in kept:
            place = _place(plain, getattr(subject, dimension))
            by_indicator[subject.indicator] = min(by_indicator.get(subject.indicator, place), place)
        kept = [
            s for s in kept if _place(plain, getattr(s, dimension)) == by_indicator[s.indicator]
        ]
    return sorted(kept, key=lambda s: (_place(COVERAGES, s.coverage), s.seasonal_adjust))


def _place(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else len(order)


def _whose(subject: Subject, home: str | None, *, alone: bool) -> Note:
    area = Code("area", subject.ref_area)
    if home is None:
        return Note("only_area" if alone else "home_area", {"area": area})
    return Note("other_area", {"area": area, "home": Code("area", home)})


def _notes(
    subject: Subject, combination: Combination, home: str | None, *, alone: bool
) -> tuple[Note, ...]:
    """What was taken for what is not named; ``alone``: no other area has such figures."""
    notes = list(combination.taken)
    if combination.home:
        notes.append(Note("home_area", {"area": Code("area", subject.ref_area)}))
    elif not combination.named("ref_area") and subject.ref_area not in (NOT_APPLICABLE, UNSTATED):
        notes.append(_whose(subject, home, alone=alone))
    if not combination.named("trade_flow") and subject.trade_flow not in PLAINEST["trade_flow"]:
        notes.append(Note("flow_taken", {"subject": subject}))
    if not combination.named("coverage") and subject.coverage == UNKNOWN_COVERAGE:
        notes.append(Note("coverage_unstated", {"subject": subject}))
    return tuple(notes)
