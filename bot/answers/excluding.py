"""What is left of which whole: words that leave something out, read as the code of a remainder.

"Excluding Kazakhstan" names a part and seldom its whole, "the rest of the world" a whole and
seldom what is taken from it. The other half is named beside it, else it is what the thread is
about; a partner is left out of the world, a place out of the area around it. With both known
it is a name like any other, and what is on file tells whether it has figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from bot.answers.catalogue import Catalogue
from bot.answers.execute import answer
from bot.answers.readings import combinations, may_own, readings
from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.remainder import Remainder
from bot.figures.series import Subject
from bot.language.follow import continues
from bot.language.lexicon import Cue
from bot.language.question import Mention, Question, Role, Scope, Terms
from bot.language.vocabulary import Meaning
from bot.reckon.parts import is_part

__all__ = ["excluding"]

Names = tuple[Mention, ...]


def excluding(question: Question, thread: Question, catalogue: Catalogue) -> Question:
    """The question with each name of a part left out, or of a rest, made one of what is left.

    Where its other half cannot be told a name stays as it is, and the answer asks for it.
    """
    sides = (question.terms, question.against, question.whole, question.per)
    marked = any(m.scope is not Scope.ALL for side in sides for m in side.names)
    if not marked and Cue.REST not in question.cues:
        return question
    going_on = thread if thread.terms and continues(question, thread) else None
    maker = _Maker(catalogue, _subject(going_on, catalogue) if going_on is not None else None)
    made = []
    for side in sides:
        others = tuple(m for other in sides if other is not side for m in other.names)
        made.append(replace(side, names=maker.made(side.names, others)))
    terms, against, whole, per = made
    rest = _rests(sides) > _rests(made)
    if Cue.REST in question.cues and not _rests(sides):
        names = maker.in_thread(None, terms.names)
        terms, rest = replace(terms, names=names or terms.names), names is not None
    cues = question.cues - {Cue.REST} if rest else question.cues
    return replace(question, terms=terms, against=against, whole=whole, per=per, cues=cues)


def _rests(sides: Sequence[Terms]) -> int:
    return sum(m.scope is Scope.REST for side in sides for m in side.names)


def _subject(thread: Question, catalogue: Catalogue) -> Subject | None:
    """What a thread is about: the subject of its figures, else the likeliest that it can mean."""
    figures = answer(thread, catalogue).figures
    if figures:
        return figures[0].subject
    for combination in combinations(thread.terms, catalogue.home_area):
        for reading in readings(combination, catalogue):
            return reading.subject
    return None


_PLAIN = frozenset({WORLD, ALL, NOT_APPLICABLE, UNSTATED})
_OTHER_FLOW = {"X": "M", "M": "X"}
MOST_MEANINGS = 4
"""Readings of one exclusion at most: "plastics" may be two products."""


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes names of remainders, from what is on file and what the thread is about."""

    catalogue: Catalogue
    about: Subject | None  # None where the question stands alone

    def made(self, names: Names, others: Names) -> Names:
        """The names of one side; ``others`` are those of the other sides."""
        names = tuple(self._settled(m, names) for m in names)
        left = tuple(m for m in names if m.scope is Scope.WITHOUT)
        rest = tuple(m for m in names if m.scope is Scope.REST)
        plain = tuple(m for m in names if m.scope is Scope.ALL)
        if left and not rest:
            return self._without(left, plain, others) or names
        if len(rest) == 1 and not left:
            return self._rest_of(rest[0], names, others) or names
        return names

    def _settled(self, mention: Mention, names: Names) -> Mention:
        """The name with what is left out settled: not whose trade it is, nor its measure again.

        "Trade excluding Kazakhstan, Xinjiang" leaves out one, and "trade apart from trade with
        Kazakhstan" no trade.
        """
        if mention.scope is not Scope.WITHOUT:
            return mention
        home = mention.comma and self.catalogue.home_area in mention.codes("area")
        plain = {p for m in names if m.scope is Scope.ALL for one in m.meanings for p in one.codes}
        again = all(set(meaning.codes) <= plain for meaning in mention.meanings)
        if home or (again and "area" not in mention.dimensions):
            return replace(mention, scope=Scope.ALL, joined=False, comma=False)
        return mention

    # --- a part that is left out ---------------------------------------------------------

    def _without(self, left: Names, plain: Names, others: Names) -> Names | None:
        kinds = {m.dimensions for m in left}
        if len(kinds) > 1:
            return None
        match sorted(kinds.pop()):
            case ["area"]:
                return self._areas(left, plain, others)
            case ["product"]:
                whole = next((c for m in plain for c in m.codes("product")), ALL)
                kept = tuple(m for m in plain if "product" not in m.dimensions)
                return (*kept, _named(left, "product", _codes(whole, left, "product")))
            case ["indicator"]:
                return self._measures(left, plain)
            case ["indicator", "trade_flow"]:
                return _flows(left, plain)
            case _:
                return None

    def _areas(self, left: Names, plain: Names, others: Names) -> Names:
        parts = [code for m in left for code in sorted(m.codes("area"))[:1]]
        areas = [m for m in plain if "area" in m.dimensions]
        around = [m for m in areas if self._holds(m, parts)]
        flows = {code for m in plain for code in m.codes("trade_flow")}
        partners = [m for m in areas if not may_own(m.role, flows)]
        for mention in (around or partners)[-1:]:
            known = sorted(mention.codes("area"))
            of = next((code for code in known if self._within(parts, code)), known[0])
            made = _named(left, "area", _codes(of, left, "area"), mention.role, mention.text)
            made = replace(made, joined=mention.joined, comma=mention.comma)
            rest = mention.without({"area"})
            put = (made, rest) if rest is not None else (made,)
            return tuple(one for m in plain for one in (put if m is mention else (m,)))
        if not areas and (here := self._around_all(parts)) is not None:
            whole, role = here
        else:
            whole, role = WORLD, Role.WITH
        made = _named(left, "area", _codes(whole, left, "area"), role)
        # "BRI and non-BRI trade" lists two; a comma before "excluding" lists nothing.
        made = replace(made, joined=left[0].joined and not left[0].comma)
        owner = None if areas else self._owner(role, parts, others)
        return (*([owner] if owner is not None else []), *plain, made)

    def _holds(self, mention: Mention, parts: Sequence[str]) -> bool:
        return any(self._within(parts, area) for area in mention.codes("area"))

    def _within(self, parts: Sequence[str], whole: str) -> bool:
        return all(is_part("ref_area", part, whole, self.catalogue) for part in parts)

    def _around_all(self, parts: Sequence[str]) -> tuple[str, Role] | None:
        """The area that the parts are taken from, where none is named; None for the world."""
        home = self.catalogue.home_area
        if self.about is not None:
            partner, home = map(_all_of, (self.about.counterpart_area, self.about.ref_area))
            if partner not in _PLAIN and self._within(parts, partner):
                return partner, Role.WITH
        if home is not None and self._within(parts, home):
            return home, Role.OWNER
        if home is not None and parts == [home]:
            around = [a for a in self.catalogue.groups(home) if not self.catalogue.is_group(a)]
            inner = [a for a in around if not any(self._within([o], a) for o in around)]
            return (inner[0], Role.OWNER) if len(inner) == 1 else None
        return None

    def _owner(self, role: Role, parts: Sequence[str], others: Names) -> Mention | None:
        """Whose trade it is with what is left, where another side or the thread says so."""
        if role is not Role.WITH:
            return None
        if self.about is not None:
            return self._area(self.about.ref_area)
        named = [c for m in others if may_own(m.role, set()) for c in sorted(m.codes("area"))[:1]]
        owners = [c for c in named if c not in parts and Remainder.of(c) is None]
        return self._area(owners[0]) if owners else None

    def _area(self, code: str) -> Mention | None:
        if code in _PLAIN or code == self.catalogue.home_area:
            return None
        text = self.catalogue.label("ref_area", code)
        return Mention(text, (Meaning((("area", code),)),), Role.OWNER)

    def _measures(self, left: Names, plain: Names) -> Names | None:
        """A measure without some of its parts; where one part is left of all, that part."""
        parts = [code for m in left for code in sorted(m.codes("indicator"))[:1]]
        measures = [m for m in plain if "indicator" in m.dimensions]
        named = [c for m in measures for c in sorted(m.codes("indicator"))]
        above = [w for w in named if all(self._is_measure_of(p, w) for p in parts)]
        parent = self.catalogue.parent(parts[0])
        whole = next(iter((*above, *named)), parent)
        if whole is None or whole in parts:
            return None
        siblings = [code for code in self.catalogue.parts(whole) if code not in parts]
        one = len(siblings) == 1 and set(parts) < set(self.catalogue.parts(whole))
        codes = siblings if one else _codes(whole, left, "indicator")
        text = measures[0].text if measures else ""
        made = _named(left, "indicator", codes, whole=text)
        flows = (m.without({"indicator"}) for m in measures)
        kept = (m for m in plain if m not in measures)
        return (*kept, *(m for m in flows if m is not None), made)

    def _is_measure_of(self, part: str, whole: str) -> bool:
        return is_part("indicator", part, whole, self.catalogue)

    # --- the rest of a whole -------------------------------------------------------------

    def _rest_of(self, rest: Mention, names: Names, others: Names) -> Names | None:
        """ "The rest of China": less the place named before it, else less the thread's."""
        whole = min(rest.codes("area"), default=None)
        if whole is None:  # "the rest of the trains"
            return self.in_thread(None, tuple(replace(m, scope=Scope.ALL) for m in names))
        everywhere = whole == WORLD
        beside = (*others, *names[: names.index(rest)])
        for mention in reversed([m for m in beside if m.scope is Scope.ALL]):
            code = min(mention.codes("area"), default=None)
            home = everywhere and code == self.catalogue.home_area
            if code is not None and not home and self._within([code], whole):
                role = Role.WITH if everywhere else rest.role
                made = _named((mention,), "area", [Remainder.without(whole, [code])], role)
                made = replace(made, joined=rest.joined, comma=rest.comma)
                return tuple(made if m is rest else m for m in names)
        return self.in_thread(whole, tuple(m for m in names if m is not rest))

    def in_thread(self, whole: str | None, names: Names) -> Names | None:
        """The rest of what the thread is about a part of; None where it is about none."""
        if self.about is None:
            return None
        area, partner = self.about.ref_area, self.about.counterpart_area
        if whole not in (None, WORLD, area):
            if self._within([area], whole):
                owner = _of(Remainder.without(whole, [area]), Role.OWNER)
                with_whom = () if partner in _PLAIN else (_of(partner, Role.WITH),)
                return (owner, *names, *with_whom)
            if not self._within([partner], whole):
                return None
            return self._with(Remainder.without(whole, [partner]), names)
        if partner not in _PLAIN:
            rest = Remainder.of(partner)
            if rest is None:
                return self._with(Remainder.without(WORLD, [partner]), names)
            return self._with(rest.parts[0], names) if len(rest.parts) == 1 else None
        if whole == WORLD:
            return None
        if self.about.product not in _PLAIN:
            left = Mention("", (Meaning((("product", self.about.product),)),))
            return (*names, _named((left,), "product", _codes(ALL, (left,), "product")))
        left = Mention("", (Meaning((("indicator", self.about.indicator),)),))
        return self._measures((left,), names)

    def _with(self, partner: str, names: Names) -> Names:
        owner = self._area(self.about.ref_area) if self.about is not None else None
        return (*([owner] if owner is not None else []), *names, _of(partner, Role.WITH))


def _all_of(area: str) -> str:
    """The area, with whatever was left out of it before."""
    rest = Remainder.of(area)
    return rest.whole if rest is not None else area


def _flows(left: Names, plain: Names) -> Names | None:
    """Total trade without exports is imports; of one flow alone nothing is left out."""
    flows = {code for m in left for code in m.codes("trade_flow")}
    named = {code for m in plain for code in m.codes("trade_flow")}
    other = _OTHER_FLOW.get(flows.pop()) if len(flows) == 1 else None
    if other is None or not named <= {"T"}:
        return None
    pairs = [(("indicator", code), ("trade_flow", other)) for code in left[0].codes("indicator")]
    kept = (m.without({"trade_flow"}) for m in plain)
    made = Mention(_text(left), tuple(map(Meaning, pairs)))
    return (*(m for m in kept if m is not None), made)


def _codes(whole: str, left: Names, dimension: str) -> list[str]:
    """The code of the whole without the parts, in each way that these can be read."""
    ways = product(*(sorted(m.codes(dimension)) for m in left))
    return [Remainder.without(whole, parts) for parts in ways][:MOST_MEANINGS]


def _named(
    left: Names, dimension: str, codes: Sequence[str], role: Role = Role.PLAIN, whole: str = ""
) -> Mention:
    meanings = tuple(Meaning(((dimension, code),)) for code in codes)
    return Mention(f"{whole} {_text(left)}".strip(), meanings, role)


def _of(area: str, role: Role) -> Mention:
    return Mention(area, (Meaning((("area", area),)),), role)


def _text(left: Names) -> str:
    return f"excluding {' and '.join(m.text for m in left)}"
