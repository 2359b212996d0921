"""What a story mentions of figures, as questions that the desk can be asked.

A story is not put to the desk: most of its words ask nothing. So of a sentence are taken its
names and periods, the words that change what a measure is ("excluding", "per capita"), and
every word *beside* one of these that cannot be read: "passenger" in "passenger train trips"
may say that another thing is meant, and the desk has to say that it cannot read it. What
stands further off is passed over, and has to be told. Words of news (``lexicon``) say how a
thing moved or who said so, and never what it is.

A sentence is cut into its clauses. The first that has a measure is the *head*: it takes the
area and the period that it lacks from the clauses without a measure. A later clause with a
measure of its own is another mention, and takes them from the head. Whose figures they are
may have been said sentences before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.language.items import Item, cut
from bot.language.lexicon import (
    ATTRIBUTES,
    CLAUSE_WORDS,
    DETERMINERS,
    NEWS_WORDS,
    PRONOUNS,
    QUESTION_WORDS,
    SPEAKERS,
    Cue,
)
from bot.language.reader import MULTIPLES, MULTIPLYING
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold, key

__all__ = ["Mentioned", "Sentence", "mentions"]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One figure that is mentioned."""

    text: str  # as a question
    after: str | None = None  # the question that it goes on from, in the same sentence
    passed: tuple[str, ...] = ()  # what else the sentence says, of which nothing is read


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the figures that it mentions, in its order; none without a measure."""

    text: str
    mentions: tuple[Mentioned, ...]
    alone: bool  # whether it says the same by itself, without the sentences before
    asks: bool  # whether it is put as a question


_KEPT = frozenset(
    {Cue.EXCEPT, Cue.LEFT_OUT, Cue.REST, Cue.MINUS, Cue.PER, Cue.PER_HEAD, Cue.AVERAGE}
    | {Cue.SHARE, Cue.SHARE_OF, Cue.WHOLE_OF, Cue.RATIO, Cue.DIFFERENCE, Cue.CONTRIBUTION}
    | {Cue.FORECAST}
)
"""What changes which number is meant."""

_OF_ANY_CLAUSE = frozenset(
    {Cue.EXCEPT, Cue.LEFT_OUT, Cue.REST, Cue.PER, Cue.PER_HEAD, Cue.AVERAGE, Cue.FORECAST}
)
"""Of those, what does so from a clause without a measure too: "trade, excluding Kazakhstan,"."""

_FREQUENCIES = frozenset({Cue.YEARLY, Cue.QUARTERLY, Cue.MONTHLY, Cue.WEEKLY, Cue.DAILY})
"""What does so where it says no more: "monthly exports", but not "month on month"."""

_PARTNER = frozenset({Cue.WITH, Cue.BETWEEN, Cue.TO, Cue.FROM})
_JOINING = _PARTNER | {Cue.OF}
_RATES = frozenset({Cue.YEAR_EARLIER, Cue.PREVIOUS})
_COMPARED = _RATES | {Cue.GROWTH, Cue.VERSUS, Cue.PERCENT, Cue.SHARE_OF}
"""What stands before a period that something is compared with."""

_BEFORE_A_MEASURE = (
    _COMPARED
    | _JOINING
    | {Cue.FILLER, Cue.MOVED, Cue.LEVEL, Cue.RECORD, Cue.LOW, Cue.HIGHEST, Cue.EVER, Cue.TOTAL}
    | {Cue.IS, Cue.AND, Cue.FOLLOW, Cue.WHY, Cue.COMPARE, Cue.SUM, Cue.BUT}
)
"""What may stand right before a measure and leave it what it is."""

_GROWTH_NOUNS = frozenset({"growth", "growth rate", "growth rates", "rate of growth"})
"""Growth as a thing, which is never the verb of what a measure did."""

_DESCRIBING = frozenset({Cue.LOW, Cue.HIGHEST, Cue.RECORD, Cue.BEST, Cue.MOVED, Cue.FILLER})
"""What an adjective before a noun may be read as: "exports of low-cost machines"."""

_DIVIDING = frozenset(",;:()[]!?")
_ENDS = frozenset("-.")
"""What divides clauses where a space follows: "27 Dec - trade", but not in "cross-border"."""


def mentions(sentences: Sequence[str], vocabulary: Vocabulary) -> Iterator[Sentence]:
    """The sentences of a story, each with the figures that it mentions."""
    owner: str | None = None
    sure = False  # whether it is of a sentence that has a measure
    for text in sentences:
        folded = fold(text)
        items = [item for item in cut(folded, vocabulary) if item.text not in PRONOUNS]
        clauses = [_Clause(each) for each in _clauses(folded, items)]
        taken = _taken(clauses)
        own = next((name for each in taken or clauses if (name := each.owner)), None)
        found = tuple(_mentioned(clauses, taken, None if own else owner)) if taken else ()
        yield Sentence(text, found, owner is None or own is not None, _asks(folded))
        if own is not None and not sure:
            owner, sure = own, bool(taken)


def _asks(text: str) -> bool:
    first = text.partition(" ")[0].casefold()
    return text.endswith("?") or first in QUESTION_WORDS


def _taken(clauses: Sequence[_Clause]) -> list[_Clause]:
    """The head and the clauses that it takes something from, in order; none without a head."""
    head = next((each for each in clauses if each.measured), None)
    if head is None:
        return []
    at = clauses.index(head)
    taken = [head]
    numbered = list(enumerate(clauses))
    for place, clause in [*reversed(numbered[:at]), *numbered[at + 1 :]]:
        if not clause.measured:
            clause.adopt_for(taken, behind=place > at)
            if clause.kept:
                taken.append(clause)
    return sorted(taken, key=clauses.index)


def _mentioned(
    clauses: Sequence[_Clause], taken: Sequence[_Clause], owner: str | None
) -> Iterator[Mentioned]:
    question = " ".join([*([owner] if owner else []), *(each.text for each in taken)])
    kept = {code for each in taken for code in each.codes}
    head = next(each for each in clauses if each.measured)
    at = clauses.index(head)
    behind = (each.passed(kept) for each in clauses[at:])
    before = (each.strangers() for each in clauses[:at])
    yield Mentioned(question, passed=tuple(words for each in (*before, *behind) for words in each))
    for clause in clauses:
        if not clause.measured or clause is head:
            continue
        if clause.shares:
            yield Mentioned(clause.text, question)
        else:
            lacking = {"area", "period"} - clause.dimensions
            more = (each.only(lacking) for each in taken)
            whose = [owner] if owner and "area" in lacking else []
            yield Mentioned(" ".join(filter(None, [*whose, clause.text, *more])))


def _clauses(text: str, items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items of each clause. A comma within a list of names divides nothing."""
    clause: list[Item] = []
    for place, item in enumerate(items):
        if clause and _divides(text, clause[-1], items[place:]):
            yield clause
            clause = []
        clause.append(item)
    if clause:
        yield clause


def _divides(text: str, last: Item, following: Sequence[Item]) -> bool:
    item = following[0]
    if item.text.casefold() in CLAUSE_WORDS:
        return True
    between = text[last.end : item.start]
    if between.strip() == "(" and last.meanings and item.unknown:
        return False  # "exports (cotton)" are no exports of everything
    ends = between[:1].isspace() or between[-1:].isspace()
    if not (_DIVIDING & set(between) or (ends and _ENDS & set(between))):
        return False
    name = next((i for i in following if not (_is_determiner(i) or Cue.AND in i.cues)), None)
    return name is None or not _dimensions(last) & _dimensions(name)


class _Clause:
    """The items of a clause, and which of them are kept."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._said = [self._says(place) for place in range(len(items))]
        self.measured = any("indicator" in _dimensions(i) for i in items)
        self.kept = self._all() if self.measured else set()

    def adopt_for(self, taken: Sequence[_Clause], *, behind: bool) -> None:
        """Keep of a clause without a measure what the others lack, or what changes them.

        A place in a clause ``behind`` the head is theirs only where the clause opens with it:
        "trade, in Xinjiang, rose", but not "trade rose, led by Kazakhstan".
        """
        cues = {cue for item in self._items for cue in item.cues}
        if cues & _OF_ANY_CLAUSE and not self._expects():
            self.kept = self._all()
        else:
            had = {d for clause in taken for d in clause.dimensions}
            lacking = {"area", "period"} - had
            self.kept = {
                place
                for place, item in enumerate(self._items)
                if self._said[place]
                and _dimensions(item) & lacking
                and not (behind and "area" in _dimensions(item) and not self._opens_with(place))
            }

    def _opens_with(self, place: int) -> bool:
        before = self._items[:place]
        return all(i.period or i.cues == (Cue.OF,) or _is_determiner(i) for i in before)

    @property
    def text(self) -> str:
        """What is kept, as a question."""
        return self._written(self.kept)

    def only(self, dimensions: Collection[str]) -> str:
        """What is kept of some dimensions."""
        return self._written(
            {p for p in self.kept if _dimensions(self._items[p]) & set(dimensions)}
        )

    def _written(self, kept: set[int]) -> str:
        said = ""
        for place in sorted(kept | self._joints(kept)):
            item = self._items[place]
            said += f"{',' if item.after_comma and said else ''} {item.text}"
        return said.strip()

    @property
    def dimensions(self) -> frozenset[str]:
        """Those of what is kept."""
        return frozenset(d for place in self.kept for d in _dimensions(self._items[place]))

    @property
    def codes(self) -> frozenset[object]:
        """What is kept, by its meanings."""
        return frozenset(m for place in self.kept for m in self._items[place].meanings)

    @property
    def owner(self) -> str | None:
        """The first area of it that is nobody's partner: whose figures are told."""
        for place, item in enumerate(self._items):
            before = [i for i in self._items[:place] if not _is_determiner(i)][-1:]
            joined = any(_PARTNER & set(i.cues) for i in before)
            if "area" in _dimensions(item) and not joined:
                return item.text
        return None

    @property
    def shares(self) -> bool:
        """Whether it tells a share: "accounting for 87 percent of the total"."""
        return any(Cue.SHARE_OF in self._items[place].cues for place in self.kept)

    def passed(self, kept: Collection[object]) -> Iterator[str]:
        """What of it is passed over, words side by side as one; not what is ``kept`` elsewhere."""
        return self._gathered(
            place
            for place, item in enumerate(self._items)
            if self._is_stranger(place)
            or (self._said[place] and not set(item.meanings) & set(kept))
        )

    def strangers(self) -> Iterator[str]:
        """Of that, the words that cannot be read."""
        return self._gathered(p for p in range(len(self._items)) if self._is_stranger(p))

    def _gathered(self, places: Iterable[int]) -> Iterator[str]:
        runs: list[list[int]] = []
        for place in places:
            if place in self.kept:
                continue
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        return (" ".join(self._items[place].text for place in run) for run in runs)

    def _says(self, place: int) -> bool:
        """Whether it is a name or a period that says what is meant, and no unit of an amount."""
        item = self._items[place]
        if item.period is not None:
            return not self._is_base(place)
        beside = self._items[max(place - 1, 0) : place + 2]
        unit = _dimensions(item) == {"unit"} and any(i.amount or _is_number(i) for i in beside)
        return bool(item.meanings) and not unit

    def _is_new(self, place: int) -> bool:
        """Whether it says something, and not the same again: "the European Union (EU)"."""
        meanings = self._items[place].meanings
        again = any(meanings and i.meanings == meanings for i in self._items[:place])
        return self._said[place] and not again

    def _is_base(self, place: int) -> bool:
        """Whether a period is what a change is from: "rose 48 percent from October"."""
        before = [i for i in self._items[:place] if not _is_determiner(i)]
        marks = {Cue.FROM, Cue.VERSUS, Cue.SHARE_OF}
        from_it = bool(before) and bool(marks & set(before[-1].cues))
        return from_it and any(_COMPARED & set(i.cues) or "%" in i.text for i in before)

    def _expects(self) -> bool:
        """Whether all that it foretells is what was expected: "more than expected"."""
        pairs = zip([None, *self._items], self._items, strict=False)
        foretold = [before for before, item in pairs if Cue.FORECAST in item.cues]
        return bool(foretold) and all(i is not None and Cue.VERSUS in i.cues for i in foretold)

    def _all(self) -> set[int]:
        expects = self._expects()
        changing = {
            place
            for place, item in enumerate(self._items)
            if self._changes(place) and not (expects and Cue.FORECAST in item.cues)
        }
        named = {place for place, said in enumerate(self._said) if said}
        strangers = {
            beside
            for place in changing | named
            for beside in (*self._before(place), *self._behind(place))
        }
        return changing | strangers | {place for place in named if self._is_new(place)}

    def _changes(self, place: int) -> bool:
        """Whether a word of asking changes which number is meant."""
        item = self._items[place]
        cues = set(item.cues)
        if self._multiplies(place):
            return True
        if item.meanings or not cues:
            return False
        after = self._items[place + 1 : place + 2]
        if any("indicator" in _dimensions(i) for i in after) and not cues <= _BEFORE_A_MEASURE:
            return True  # "fair trade", "top exports"
        if self._is_growth_of_measure(place):
            return True
        if cues <= _FREQUENCIES:
            return True
        rate = any(_RATES & set(i.cues) for i in after)  # "a year" of "a year on year rise"
        return bool(_KEPT & cues) and not (rate or cues & _COMPARED - {Cue.SHARE_OF})

    def _multiplies(self, place: int) -> bool:
        """Whether it says so many times a measure: "double the deaths"."""
        word = key(self._items[place].text)
        following = (i for i in self._items[place + 1 :] if not _is_determiner(i))
        return word in MULTIPLES | MULTIPLYING and _is_measure(next(following, None))

    def _is_growth_of_measure(self, place: int) -> bool:
        """Whether the growth of a measure is told: "house price growth", "growth in exports"."""
        if key(self._items[place].text) not in _GROWTH_NOUNS:
            return False
        if place and _is_measure(self._items[place - 1]):
            return True
        joint, *behind = self._items[place + 1 :] or (None,)
        of = joint is not None and Cue.OF in joint.cues
        for item in behind if of else ():
            if _is_measure(item):
                return True
            if not (_is_determiner(item) or "area" in _dimensions(item)):
                return False
        return False

    def _before(self, place: int) -> Iterator[int]:
        """The strangers right before a name: "cotton and tomato exports"."""
        for at in range(place - 1, -1, -1):
            if self._is_stranger(at, named=place):
                yield at
            elif not (Cue.AND in self._items[at].cues and at < place - 1):
                return

    def _behind(self, place: int) -> Iterator[int]:
        """The strangers right behind a name, or joined to it: "exports in 2021 of machinery"."""
        joined = False
        for at in range(place + 1, len(self._items)):
            item = self._items[at]
            if self._is_stranger(at):
                yield at
                joined = True
            elif item.period is not None and not joined:
                continue
            elif _JOINING & set(item.cues) or _is_determiner(item) or Cue.AND in item.cues:
                joined = True
            elif joined and (described := self._described(at)):
                yield from described
                return
            else:
                return

    def _described(self, place: int) -> Sequence[int]:
        """Where adjectives from here on lead to a stranger, all of them: "of high-end chips"."""
        run: list[int] = []
        for at in range(place, len(self._items)):
            item = self._items[at]
            if self._is_stranger(at):
                behind = range(at + 1, len(self._items))
                return [*run, at, *takewhile(self._is_stranger, behind)]
            said = item.unknown or item.amount or _is_number(item)
            if not (said or set(item.cues) & _DESCRIBING):
                return ()
            run.append(at)
        return ()

    def _is_stranger(self, place: int, named: int | None = None) -> bool:
        """Whether it is a word that may say what is meant, but cannot be read."""
        item = self._items[place]
        word = key(item.text)
        if not item.unknown or _is_number(item):
            return False
        if word not in SPEAKERS | NEWS_WORDS:
            return True
        measured = named is not None and _is_measure(self._items[named])
        return measured and (word in SPEAKERS or word in ATTRIBUTES)

    def _joints(self, kept: Collection[int]) -> set[int]:
        """The little words between what is kept."""
        return {
            place
            for place, item in enumerate(self._items)
            if (_JOINING | {Cue.AND}) & set(item.cues) and self._joins(place, kept)
        }

    def _joins(self, place: int, kept: Collection[int]) -> bool:
        following = next(
            (p for p in range(place + 1, len(self._items)) if not _is_determiner(self._items[p])),
            place,
        )
        if following not in kept or self._items[following].period is not None:
            return False
        if Cue.AND in self._items[place].cues or "indicator" in _dimensions(self._items[following]):
            return place - 1 in kept
        return True


def _dimensions(item: Item) -> frozenset[str]:
    if item.period is not None:
        return frozenset({"period"})
    return frozenset(d for meaning in item.meanings for d, _ in meaning.codes)


def _is_measure(item: Item | None) -> bool:
    return item is not None and "indicator" in _dimensions(item)


def _is_determiner(item: Item) -> bool:
    return item.text.casefold() in DETERMINERS


def _is_number(item: Item) -> bool:
    return item.number is not None or item.text[:1].isdigit()
