"""Words to question: what was named, for which periods, and what is asked of it.

The reading is greedy and literal: at each place the longest phrase that is a
name or a cue is taken, period phrases first. Every word ends as a name, a
period, a cue, a number, a filler, or as *unknown*; no word is dropped in
silence. Which area is whose partner, and which month "Nov" is, only what is on
file can tell: ``bot.answers`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.figures.period import Period
from bot.language.correction import NOTHING, Correction, Means, correct, suggestions
from bot.language.lexicon import CUES, LONGEST, NUMBER_WORDS, SCALES, Cue
from bot.language.period_words import SLICES
from bot.language.periods import PeriodPhrase, find_periods
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import NAME_SIGNS, Word, fold, words

__all__ = ["Mention", "Question", "Role", "Terms", "Unknown", "read"]

LONGEST_NAME = 8
"""Words of the longest name looked up."""


class Role(StrEnum):
    """What the words before an area make of it."""

    PLAIN = "plain"
    WITH = "with"
    BETWEEN = "between"
    TO = "to"
    FROM = "from"
    OWNER = "owner"  # of, in, for


JOINTS = frozenset(
    {Cue.FILLER, Cue.AND, Cue.FOLLOW, Cue.WITH, Cue.BETWEEN, Cue.TO, Cue.FROM, Cue.OF, Cue.IS}
)
PREPOSITIONS = {
    Cue.WITH: Role.WITH,
    Cue.BETWEEN: Role.BETWEEN,
    Cue.TO: Role.TO,
    Cue.FROM: Role.FROM,
    Cue.OF: Role.OWNER,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the question, with everything it can mean."""

    text: str
    meanings: tuple[Meaning, ...]
    role: Role = Role.PLAIN
    joined: bool = False  # "and", "or" or a comma stands between it and the name before

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions that any of its meanings names."""
        return frozenset(d for meaning in self.meanings for d, _ in meaning.codes)

    def codes(self, dimension: str) -> frozenset[str]:
        """The codes of one dimension that it can mean."""
        return frozenset(c for meaning in self.meanings for d, c in meaning.codes if d == dimension)

    def without(self, dimensions: Collection[str]) -> Mention | None:
        """The name for its other dimensions only; None where it has no others."""
        meanings = tuple(
            Meaning(tuple(pair for pair in meaning.codes if pair[0] not in dimensions))
            for meaning in self.meanings
        )
        kept = tuple(meaning for meaning in meanings if meaning.codes)
        return replace(self, meanings=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Terms:
    """The names and periods of one side of a question."""

    names: tuple[Mention, ...] = ()
    periods: tuple[PeriodPhrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.periods)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is no name, no period and no word of asking, with names close to it."""

    word: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the reporter typed, read but not yet looked up."""

    text: str
    terms: Terms = Terms()
    cues: frozenset[Cue] = frozenset()
    against: Terms = Terms()  # what follows "vs"
    whole: Terms = Terms()  # what follows "share of", where the part stands before it
    per: Terms = Terms()  # what follows "per"
    count: int | None = None  # the 5 of "top 5"
    unknown: tuple[Unknown, ...] = ()
    corrections: tuple[Correction, ...] = ()
    follows: bool = False  # opens as a follow-up: "and exports?"
    inherited: bool = False  # something was taken from the turn before
    hand: Period | None = None  # the period its answer came to, once it has one
    part_open: bool = False  # "share of X" without a part: X is the part, or in a thread the whole
    otherwise: Question | None = None  # the other way to read it, where the first finds nothing

    @property
    def empty(self) -> bool:
        """Whether nothing of it says what is wanted."""
        return not (self.terms or self.against or self.whole or self.cues or self.unknown)


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    cues: tuple[Cue, ...] = ()
    period: PeriodPhrase | None = None
    number: int | None = None
    unknown: bool = False
    after_comma: bool = False


def read(text: str, vocabulary: Vocabulary) -> Question:
    """The question that a message asks. Reads any text; raises nothing."""
    folded = fold(text)
    items, corrections = _mended(folded, vocabulary)
    strangers = [item for item in items if item.unknown]
    unknown = [
        Unknown(item.text, _suggested(folded, item, vocabulary) if place < MOST_MENDED else ())
        for place, item in enumerate(strangers)
    ]
    question = _arrange(items)
    return replace(
        question,
        text=folded,
        corrections=corrections,
        unknown=tuple(dict.fromkeys([*unknown, *question.unknown])),
    )


# --- cutting the text into names, periods and cues ---------------------------------------


def _items(text: str, vocabulary: Vocabulary) -> list[_Item]:
    periods = _periods(text)
    all_words = words(text)
    runs = list(_runs(all_words, periods))
    phrases = {p for run in runs for p in _phrases(run)}
    names = dict(vocabulary.lookup(phrases))
    if any(phrase in _APART for phrase in phrases):
        names = {name: meanings for name, meanings in names.items() if " and " not in name}
    items = [_Item(p.text, p.start, p.end, period=p) for p in periods]
    for run in runs:
        items += _match(run, names)
    items.sort(key=lambda item: item.start)
    commas = [w.start for w in all_words if w.text in ",;"]
    return [
        replace(b, after_comma=any(a.end <= c < b.start for c in commas)) if a else b
        for a, b in zip([None, *items], items, strict=False)
    ]


_APART = frozenset(p for p, cues in CUES.items() if {Cue.DIFFERENCE, Cue.RATIO} & set(cues))
"""Phrases that set two things against each other: "exports and imports" is then two names."""

_DIVIDES = re.compile(
    r"\b(?:as (?:an? )?|out )?(?:share|%|percent|percentage|proportion) of\b", re.I
)


def _periods(text: str) -> tuple[PeriodPhrase, ...]:
    """The period phrases; none reaches across "as a share of" to what is divided by."""
    found: list[PeriodPhrase] = []
    start = 0
    for end in (*(m.start() for m in _DIVIDES.finditer(text)), len(text)):
        found += [
            replace(p, start=p.start + start, end=p.end + start)
            for p in find_periods(text[start:end])
        ]
        start = end
    return tuple(found)


def _runs(all_words: Sequence[Word], periods: Sequence[PeriodPhrase]) -> Iterator[list[Word]]:
    """Words between periods and punctuation; a name or cue never crosses either."""
    run: list[Word] = []
    for word in all_words:
        inside = any(p.start < word.end and word.start < p.end for p in periods)
        if not inside and (not word.is_sign or word.text in NAME_SIGNS):
            run.append(word)
        elif run and (inside or word.text not in "-/.'\""):
            yield run
            run = []
    if run:
        yield run


def _phrases(run: Sequence[Word]) -> Iterator[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(run)) + 1):
            yield " ".join(w.key for w in run[start:end])


def _match(run: Sequence[Word], names: Mapping[str, tuple[Meaning, ...]]) -> Iterator[_Item]:
    at = 0
    while at < len(run):
        item, length = _longest(run, at, names)
        yield item
        at += length


def _longest(
    run: Sequence[Word], at: int, names: Mapping[str, tuple[Meaning, ...]]
) -> tuple[_Item, int]:
    for length in range(min(max(LONGEST_NAME, LONGEST), len(run) - at), 0, -1):
        taken = run[at : at + length]
        phrase = " ".join(w.key for w in taken)
        text = " ".join(w.text for w in taken)
        start, end = taken[0].start, taken[-1].end
        if phrase in names:
            return _Item(text, start, end, meanings=names[phrase]), length
        if phrase in CUES:
            return _Item(text, start, end, cues=CUES[phrase]), length
    word = run[at]
    if word.key in NUMBER_WORDS:
        return _Item(word.text, word.start, word.end, number=NUMBER_WORDS[word.key]), 1
    if word.key.isdecimal() and len(word.key) < 4:
        return _Item(word.text, word.start, word.end, number=int(word.key)), 1
    if word.is_sign:
        return _Item(word.text, word.start, word.end, cues=(Cue.FILLER,)), 1
    return _Item(word.text, word.start, word.end, unknown=True), 1


# --- words that are nearly a name --------------------------------------------------------


MOST_MENDED = 5
"""Words of one question looked at for a slip; a text with more of them is no question."""


def _mended(text: str, vocabulary: Vocabulary) -> tuple[list[_Item], tuple[Correction, ...]]:
    """The items of the text, its slips mended, and what was mended.

    A mended text is read anew: "electirc vehicle" is a name only once its first
    word is right.
    """
    items = _items(text, vocabulary)
    corrections: list[Correction] = []
    strangers = [i for i in items if i.unknown and i.text.casefold() not in SLICES]
    for item in reversed(strangers[:MOST_MENDED]):
        found = correct(item.text, vocabulary.near, _meanings(text, item, vocabulary))
        if found is not None:
            corrections.insert(0, found)
            text = text[: item.start] + found.read + text[item.end :]
    return (_items(text, vocabulary) if corrections else items), tuple(corrections)


def _meanings(text: str, item: _Item, vocabulary: Vocabulary) -> Means:
    """What the text would say at the item with a candidate in its place."""

    def means(candidate: str) -> object | None:
        if candidate in SCALES:
            return None
        changed = text[: item.start] + candidate + text[item.end :]
        there = [i for i in _items(changed, vocabulary) if i.start <= item.start < i.end]
        if not there:
            return None
        if there[0].cues in ((Cue.FILLER,), (Cue.IS,)):
            return NOTHING
        return there[0].meanings or there[0].cues or there[0].period

    return means


def _suggested(text: str, item: _Item, vocabulary: Vocabulary) -> tuple[str, ...]:
    return suggestions(item.text, vocabulary.near, _meanings(text, item, vocabulary))


# --- who is whose ------------------------------------------------------------------------


class _Reader:
    """Walks the items once and puts each on its side of the question."""

    def __init__(self, items: Sequence[_Item]) -> None:
        self._items = items
        self.main: list[_Item] = []
        self.against: list[_Item] = []
        self.whole: list[_Item] = []
        self.per: list[_Item] = []
        self.cues: set[Cue] = set()
        self.roles: dict[int, Role] = {}
        self.joined: set[int] = set()
        self.count: int | None = None
        self.loose: list[Unknown] = []
        self._side = self.main
        self._role = Role.PLAIN
        self._joining = False
        self.part_to_come = False
        for place, item in enumerate(items):
            self._take(place, item)

    def _take(self, place: int, item: _Item) -> None:
        self._joining = self._joining or item.after_comma
        cues = set(item.cues)
        if item.number is not None:
            self._number(place, item, item.number)
        elif Cue.VERSUS in cues and self._compares(place, item):
            self.cues.add(Cue.VERSUS)
            self._turn_to(self.against)
        elif Cue.WHOLE_OF in cues:
            self.cues.add(Cue.SHARE)
            self._turn_to(self.whole)
        elif Cue.SHARE_OF in cues:
            self.cues.add(Cue.SHARE)
            part_named = any(i.meanings for i in self.main)
            self._turn_to(self.whole if part_named else self._side)
            self.part_to_come = not part_named
        elif Cue.IS in cues and self.part_to_come and self._names_after(place):
            # "What share of trade was with Kazakhstan": so far it was the whole.
            if any(i.meanings for i in self.main):
                self.whole, self.main = self.main, []
                self._turn_to(self.main)
                self.part_to_come = False
        elif Cue.PER in cues and self._named_after(place):
            self.cues.add(Cue.PER)
            self._turn_to(self.per)
        elif prepositions := cues & PREPOSITIONS.keys():
            self._role = PREPOSITIONS[prepositions.pop()]
        elif {Cue.AND, Cue.SUM} & cues:
            self._joining = True
            self.cues |= cues
        elif item.period:
            self._period(place, item)
        elif item.meanings:
            self._name(place, item)
        else:
            self.cues |= cues

    def _turn_to(self, side: list[_Item]) -> None:
        self._side, self._role, self._joining = side, Role.PLAIN, False

    def _number(self, place: int, item: _Item, number: int) -> None:
        """A number counts what is ranked ("top 5"); any other is a word not understood."""
        beside = self._items[max(place - 1, 0) : place + 2]
        if any({Cue.RANK, Cue.PARTNERS} & set(i.cues) for i in beside):
            self.count = number
        else:
            self.loose.append(Unknown(item.text))

    def _period(self, place: int, item: _Item) -> None:
        # "share of BRI Jan-Nov 2021" dates the part; "93% of last year" names the whole.
        of_whole = self._side is self.whole and not self.whole and not self._names_after(place)
        elsewhere = self._side is self.per or (self._side is self.whole and not of_whole)
        (self.main if elsewhere else self._side).append(item)

    def _name(self, place: int, item: _Item) -> None:
        self.roles[item.start] = self._role
        if self._joining and self._role is not Role.BETWEEN:
            self.joined.add(item.start)
        self._joining = False
        if not self._lists_on(place):
            self._role = Role.PLAIN
        area = any(d == "area" for meaning in item.meanings for d, _ in meaning.codes)
        (self.main if self._side is self.per and area else self._side).append(item)

    def _compares(self, place: int, item: _Item) -> bool:
        """Whether what follows is compared with; "on" and "over" only date what has no period."""
        if not self._named_after(place):
            return False
        dated = any(i.period for i in self.main) or not self.main
        return dated or item.text.casefold() not in ("on", "over")

    def _named_after(self, place: int) -> bool:
        return any(i.meanings or i.period for i in self._items[place + 1 :])

    def _names_after(self, place: int) -> bool:
        return any(i.meanings for i in self._items[place + 1 :])

    def _lists_on(self, place: int) -> bool:
        following = self._items[place + 1 : place + 2]
        return bool(following) and (Cue.AND in following[0].cues or following[0].after_comma)


def _arrange(items: Sequence[_Item]) -> Question:
    walked = _Reader(items)
    first = set(items[0].cues) if items else set()
    return Question(
        text="",
        terms=_terms(walked.main, walked),
        cues=frozenset(walked.cues - JOINTS),
        against=_terms(walked.against, walked),
        whole=_terms(walked.whole, walked),
        per=_terms(walked.per, walked),
        count=walked.count,
        unknown=tuple(walked.loose),
        follows=bool({Cue.FOLLOW, Cue.VERSUS} & first),
        part_open=walked.part_to_come,
    )


def _distinct(periods: Sequence[PeriodPhrase]) -> tuple[PeriodPhrase, ...]:
    """A month and its year apart ("nov exports 2021") are two phrases of one meaning."""
    return tuple({phrase.meaning: phrase for phrase in reversed(periods)}.values())[::-1]


def _terms(items: Sequence[_Item], walked: _Reader) -> Terms:
    return Terms(
        names=tuple(
            Mention(
                i.text, i.meanings, walked.roles.get(i.start, Role.PLAIN), i.start in walked.joined
            )
            for i in items
            if i.meanings
        ),
        periods=_distinct([i.period for i in items if i.period]),
    )
