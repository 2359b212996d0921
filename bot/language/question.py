"""Words to question: what was named, for which periods, and what is asked of it.

The reading is greedy and literal: at each place the longest phrase that is a
name or a cue is taken, period phrases first. Every word ends as a name, a
period, a cue, a number, a filler, or as *unknown*; no word is dropped in
silence. Which area is whose partner, and which month "Nov" is, only what is on
file can tell: ``bot.answers`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from bot.figures.codes import Kind
from bot.figures.period import Period
from bot.language.amounts import LOOSELY, MULTIPLIED, part_at, rate_at
from bot.language.asked import says_need, together
from bot.language.correction import (
    NOTHING,
    Correction,
    Means,
    Sense,
    correct,
    owner,
    part,
    suggestions,
)
from bot.language.lexicon import (
    BOUNDS,
    CUES,
    KIND_WORDS,
    LONGEST,
    NAME_CUES,
    NUMBER_WORDS,
    ORDINALS,
    PLACE_KINDS,
    SCALES,
    Cue,
)
from bot.language.period_meaning import Between, Fixed, Latest, OpenBetween, YearsBefore
from bot.language.period_words import SLICES
from bot.language.periods import PeriodPhrase, find_periods
from bot.language.unread import Unknown, gathered
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import NAME_SIGNS, Word, fold, key, words

__all__ = ["Item", "Mention", "Question", "Role", "Scope", "Terms", "Unknown", "cut", "read"]

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
    POSSESSIVE = "possessive"  # 's, by: whose figure it is and nothing else
    BEFORE = "before"  # "China exports": China's, or those to China


class Scope(StrEnum):
    """How much of what a name stands for is meant."""

    ALL = "all"
    WITHOUT = "without"  # whatever is left without it: "excluding Kazakhstan"
    REST = "rest"  # what is left of it: "the rest of China"


JOINTS = frozenset(
    {Cue.FILLER, Cue.AND, Cue.FOLLOW, Cue.WITH, Cue.BETWEEN, Cue.TO, Cue.FROM, Cue.OF, Cue.IS}
    | {Cue.COMPARE, Cue.BUT}
)
POSSESSIVE = frozenset({"by", "s"})
PREPOSITIONS = {
    Cue.WITH: Role.WITH,
    Cue.BETWEEN: Role.BETWEEN,
    Cue.TO: Role.TO,
    Cue.FROM: Role.FROM,
    Cue.OF: Role.OWNER,
}


LAST_WORDS = {"from": Role.FROM, "to": Role.TO, "with": Role.WITH}
"""Last words of names that say what the area behind them is: "buys from", "sold to"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the question, with everything it can mean."""

    text: str
    meanings: tuple[Meaning, ...]
    role: Role = Role.PLAIN
    joined: bool = False  # "and", "or" or a comma stands between it and the name before
    comma: bool = False  # of those, nothing but a comma
    scope: Scope = Scope.ALL

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
class Question:
    """What the reporter typed, read but not yet looked up."""

    text: str
    terms: Terms = Terms()
    cues: frozenset[Cue] = frozenset()
    against: Terms = Terms()  # what follows "vs"
    whole: Terms = Terms()  # what follows "share of", where the part stands before it
    per: Terms = Terms()  # what follows "per"
    count: int | None = None  # the 5 of "top 5"
    amount: str | None = None  # the "20bn" of "did trade hit 20bn": a number that was put to us
    place: int | None = None  # the 2 of "second largest"
    of_kind: frozenset[str] = frozenset()  # the kinds of place that are ranked: "airport"
    unknown: tuple[Unknown, ...] = ()
    corrections: tuple[Correction, ...] = ()
    follows: bool = False  # opens as a follow-up: "and exports?"
    inherited: bool = False  # something was taken from the turn before
    hand: Period | None = None  # the period its answer came to, once it has one
    hands: tuple[Period, ...] = ()  # all of them in order, where it was asked for several
    before: Terms = Terms()  # what the turn before it was about
    asked: tuple[Period, ...] = ()  # the periods its thread has had of the same, the last last
    rate: Cue | None = None  # the change that a name means by itself: "inflation"
    moved_on: Cue | None = None  # the change its answer came to: on the period before, on the year
    verdict: bool = False  # opens as a yes-or-no question: "was", "did", "is"
    opens_of: bool = False  # opens with "of": "of the Belt and Road countries?"
    part_open: bool = False  # "share of X" without a part: X is the part, or in a thread the whole
    titled: tuple[Meaning, ...] = ()  # titles of a catalogue that its words are of, if searched for
    otherwise: Question | None = None  # the other way to read it, where the first finds nothing

    @property
    def empty(self) -> bool:
        """Whether nothing of it says what is wanted."""
        cues = self.cues - {Cue.TOTAL}
        said = self.terms or self.against or self.whole or cues or self.unknown
        return not (said or self.amount)


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the text: a name, a period, a cue, a number, or a word that is none of these."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    cues: tuple[Cue, ...] = ()
    period: PeriodPhrase | None = None
    number: int | None = None
    unknown: bool = False
    amount: bool = False
    after_comma: bool = False


def read(text: str, vocabulary: Vocabulary, *, suggesting: bool = True) -> Question:
    """The question that a message asks. Reads any text; raises nothing.

    Where nobody is to be told of words that are unread, ``suggesting`` is False: what may
    have been meant by each takes the longest to find.
    """
    folded = fold(text)
    mended, items, corrections = _mended(folded, vocabulary)
    question = _arrange(items)
    return replace(
        question,
        text=folded,
        corrections=corrections,
        unknown=_unread(mended, items, question.unknown, vocabulary, suggesting=suggesting),
    )


# --- cutting the text into names, periods and cues ---------------------------------------


def cut(text: str, vocabulary: Vocabulary) -> list[Item]:
    """A folded text as what stands in it, in order: each word is of one of the items."""
    periods = _periods(text)
    all_words = words(text)
    runs = list(_runs(all_words, periods))
    phrases = {p for run in runs for p in _phrases(run)}
    names = dict(vocabulary.lookup(phrases))
    if any(phrase in _APART for phrase in phrases):
        names = {name: meanings for name, meanings in names.items() if not _is_two(name, names)}
    items = [Item(p.text, p.start, p.end, period=p) for p in periods]
    for run in runs:
        items += _match(run, names)
    items.sort(key=lambda item: item.start)
    items = _with_amounts(text, _with_kinds(_with_titles(items), vocabulary))
    commas = [w.start for w in all_words if w.text in ",;"]
    return [
        replace(b, after_comma=any(a.end <= c < b.start for c in commas)) if a else b
        for a, b in zip([None, *items], items, strict=False)
    ]


def _with_titles(items: Sequence[Item]) -> Sequence[Item]:
    """The items with "final" as a word of a title, where the word beside it may be one."""

    def of_title(place: int) -> bool:
        beside = (*items[max(place - 1, 0) : place], *items[place + 1 : place + 2])
        return bool(STATUSES & set(items[place].cues)) and any(i.unknown for i in beside)

    return [
        replace(item, cues=(), unknown=True) if of_title(place) else item
        for place, item in enumerate(items)
    ]


def _with_kinds(items: Sequence[Item], vocabulary: Vocabulary) -> Sequence[Item]:
    """The items with words for what a measure is read beside one of that kind.

    "The price of Brent": Brent is a price. Of what a name can mean, that is meant which is
    of the kind. "Price" beside births is a word that nothing here is.
    """
    kinds = {KIND_WORDS[key(i.text)] for i in items if i.unknown and key(i.text) in KIND_WORDS}
    if not kinds:
        return items
    fitting = {i.start: _of_kinds(i, kinds, vocabulary) for i in items if i.meanings}
    found = {kind for meanings in fitting.values() for kind in meanings}
    read: list[Item] = []
    for item in items:
        if item.unknown and KIND_WORDS.get(key(item.text)) in found:
            item = replace(item, unknown=False, cues=(Cue.FILLER,))
        elif meant := [m for each in fitting.get(item.start, {}).values() for m in each]:
            item = replace(item, meanings=tuple(m for m in item.meanings if m in meant))
        read.append(item)
    return read


def _of_kinds(
    item: Item, kinds: Collection[Kind], vocabulary: Vocabulary
) -> Mapping[Kind, Sequence[Meaning]]:
    """The meanings of a name that are levels of a measure of one of the kinds, by kind."""
    found: dict[Kind, list[Meaning]] = {}
    for meaning in item.meanings:
        codes = dict(meaning.codes)
        if "indicator" in codes and "transformation" not in codes:
            kind = vocabulary.kind(codes["indicator"])
            if kind in kinds:
                found.setdefault(kind, []).append(meaning)
    return found


def _with_amounts(text: str, items: Sequence[Item]) -> list[Item]:
    """The items with each amount as one: "top 4 trillion", "hit 20bn", "exceed 10,000".

    A number is an amount where a scale follows it, or a bound stands before it;
    the bound says no more then. "Top 5 partners" counts.
    """
    found: list[Item] = []
    for place, item in enumerate(items):
        if found and found[-1].amount and item.start < found[-1].end:
            continue  # its scale
        if (worded := _in_words(text, item, found, items[place + 1 :])) is not None:
            before = found[-1].text.casefold() if found else ""
            if before in BOUNDS or before == "by":
                found.pop()
            found.append(worded)
            continue
        scale = items[place + 1 : place + 2]
        scaled = bool(scale) and scale[0].text.casefold() in SCALES
        bound = bool(found) and _bounds(found, scaled, items[place + 1 :])
        number = _NUMBER.fullmatch(item.text) and not item.period
        if not number or not (scaled or (bound and sum(map(str.isdigit, item.text)) >= LARGE)):
            found.append(item)
            continue
        if bound and not (Cue.NEEDED in found[-1].cues and says_need(text)):
            found.pop()
        end = scale[0].end if scaled else item.end
        found.append(Item(text[item.start : end], item.start, end, amount=True))
    return found


def _in_words(text: str, item: Item, before: Sequence[Item], after: Sequence[Item]) -> Item | None:
    """The amount said otherwise than by a number with its scale that begins there; else None.

    Where a verb says it, "more than doubled", the verb stays: that it moved is what is asked.
    """
    if item.period is not None or item.meanings:
        return None
    last = before[-1] if before else None
    moved = last is not None and (Cue.GROWTH in last.cues or last.text.casefold() in UP_OR_DOWN)
    end = rate_at(text, item.start) or (part_at(text, item.start) if moved else None)
    if end is not None:
        return Item(text[item.start : end], item.start, end, cues=(Cue.PERCENT,), amount=True)
    loosely = item.text.casefold() in LOOSELY and bool(after)
    if loosely and after[0].text.casefold() in MULTIPLIED:
        return Item(text[item.start : after[0].end], item.start, item.end, amount=True)
    if loosely and item.unknown and {Cue.VERSUS, Cue.RATIO} & set(after[0].cues):
        return replace(item, unknown=False, cues=(Cue.FILLER,))  # "nearly as high as": both stand
    return None


UP_OR_DOWN = frozenset({"up", "down"})


LARGE = 3
"""Digits of a number that is an amount without a scale: "over 3 quarters" bounds no figure."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _bounds(before: Sequence[Item], scaled: bool, after: Sequence[Item]) -> bool:
    """Whether what stands before a number bounds an amount: "hit"; "top", where it is a verb."""
    last = before[-1].text.casefold()
    if last not in BOUNDS or last != "top":
        return last in BOUNDS
    counted = bool(after) and (after[0].meanings or Cue.PARTNERS in after[0].cues)
    return scaled or (any(i.meanings for i in before) and not counted)


APART = frozenset({Cue.DIFFERENCE, Cue.RATIO, Cue.SPLIT, Cue.COMPARE})
_APART = frozenset(
    phrase for phrase, cues in CUES.items() if (APART | {Cue.CONTRIBUTION}) & set(cues)
)
"""Phrases that take things one by one: "exports and imports" is then two names."""


def _is_two(name: str, names: Collection[str]) -> bool:
    """Whether a name is two with "and" between: "exports and imports", not "Belt and Road"."""
    first, joint, second = name.partition(" and ")
    return bool(joint) and first in names and second in names


_DIVIDES = re.compile(
    r"\b(?:as (?:an? )?|out )?(?:share|%|percent|percentage|proportion) of\b", re.I
)


def _periods(text: str) -> tuple[PeriodPhrase, ...]:
    """The period phrases; none reaches across "as a share of" to what is divided by."""
    found: list[PeriodPhrase] = []
    start = 0
    for end in (*(m.start() for m in _DIVIDES.finditer(text)), len(text)):
        found += [
            _without_each(text, replace(p, start=p.start + start, end=p.end + start))
            for p in find_periods(text[start:end])
        ]
        start = end
    return tuple(found)


_EACH_YEAR = re.compile(r"\b(?:a|per|each|every) year $", re.I)


def _without_each(text: str, phrase: PeriodPhrase) -> PeriodPhrase:
    """ "Grew on average a year 2017 to 2021": the year is of "a year", and dates nothing."""
    after_year = phrase.start + len("year ")
    if phrase.text[:5].casefold() != "year " or not _EACH_YEAR.search(text[:after_year]):
        return phrase
    return replace(phrase, text=text[after_year : phrase.end], start=after_year)


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


def _match(run: Sequence[Word], names: Mapping[str, tuple[Meaning, ...]]) -> Iterator[Item]:
    at = 0
    while at < len(run):
        item, length = _longest(run, at, names)
        yield item
        at += length


def _longest(
    run: Sequence[Word], at: int, names: Mapping[str, tuple[Meaning, ...]]
) -> tuple[Item, int]:
    for length in range(min(max(LONGEST_NAME, LONGEST), len(run) - at), 0, -1):
        taken = run[at : at + length]
        phrase = " ".join(w.key for w in taken)
        text = " ".join(w.text for w in taken)
        start, end = taken[0].start, taken[-1].end
        if phrase in names:
            cues = tuple(NAME_CUES[w] for w in phrase.split() if w in NAME_CUES)
            return Item(text, start, end, meanings=names[phrase], cues=cues), length
        if phrase in CUES:
            return Item(text, start, end, cues=CUES[phrase]), length
    word = run[at]
    if word.key in NUMBER_WORDS:
        return Item(word.text, word.start, word.end, number=NUMBER_WORDS[word.key]), 1
    if word.key.isdecimal() and len(word.key) < 4:
        return Item(word.text, word.start, word.end, number=int(word.key)), 1
    if word.is_sign:
        return Item(word.text, word.start, word.end, cues=(Cue.FILLER,)), 1
    return Item(word.text, word.start, word.end, unknown=True), 1


# --- words that are nearly a name --------------------------------------------------------


MOST_MENDED = 5
"""Words of one question looked at for a slip; a text with more of them is no question."""

MOST_SUGGESTED = 10
"""Unread words of a text for which names are suggested; none where there are more."""


def _mended(text: str, vocabulary: Vocabulary) -> tuple[str, list[Item], tuple[Correction, ...]]:
    """The text with its slips mended, its items, and what was mended.

    A mended text is read anew: "electirc vehicle" is a name only once its first
    word is right. Its second was right as it stood, and is no correction.
    """
    items = cut(text, vocabulary)
    corrections: list[Correction] = []
    strangers = [i for i in items if i.unknown and i.text.casefold() not in SLICES]
    typed = text
    for item in reversed(strangers[:MOST_MENDED]):
        means = _meanings(text, item, vocabulary)
        owned = owner(item.text, means)
        found = None if owned else correct(item.text, vocabulary.near, means)
        found = found or part(item.text, _known(text, item, vocabulary))
        if owned is not None:
            text = text[: item.start] + owned + text[item.end :]
        elif found is not None and found.read.casefold() != item.text.casefold():
            corrections.insert(0, found)
            text = text[: item.start] + found.read + text[item.end :]
    return text, (cut(text, vocabulary) if text != typed else items), tuple(corrections)


def _meanings(text: str, item: Item, vocabulary: Vocabulary) -> Means:
    """What the text would say at the item with a candidate in its place."""

    def means(candidate: str) -> Sense | None:
        if candidate in SCALES:
            return None
        there = _put(text, item, candidate, vocabulary)
        if not there or there[0].unknown:
            return None
        if there[0].cues in ((Cue.FILLER,), (Cue.IS,)):
            return Sense(NOTHING)
        meanings = there[0].meanings
        on_file = any(vocabulary.held(meaning) for meaning in meanings)
        asked = tuple(cue for cue in there[0].cues if cue is not Cue.MOVED)  # "grow" is "growth"
        what = meanings or asked or _meant(there[0].period)
        wide = there[0].start < item.start or there[0].end > item.start + len(candidate)
        return Sense(what, bool(meanings), on_file, wide)

    return means


def _known(text: str, item: Item, vocabulary: Vocabulary) -> Callable[[str, str], bool]:
    """Whether two words in the item's place would both be read, one of them as what is asked of."""

    def known(first: str, second: str) -> bool:
        if not (_is_word(first, vocabulary) and _is_word(second, vocabulary)):
            return False
        there = _put(text, item, f"{first} {second}", vocabulary)
        if any(i.unknown or i.number is not None for i in there):
            return False
        return any(i.meanings or i.period for i in there)

    return known


def _is_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it can be read at all: a quick look before the whole text is read anew."""
    return text in CUES or bool(vocabulary.near(text, 0)) or bool(find_periods(text))


def _put(text: str, item: Item, words_there: str, vocabulary: Vocabulary) -> list[Item]:
    """The items that other words in the item's place would make."""
    changed = text[: item.start] + words_there + text[item.end :]
    end = item.start + len(words_there)
    return [i for i in cut(changed, vocabulary) if i.start < end and item.start < i.end]


def _meant(phrase: PeriodPhrase | None) -> object:
    """The period a phrase means, however it is written."""
    return None if phrase is None else phrase.meaning


def _unread(
    text: str,
    items: Sequence[Item],
    loose: Sequence[Unknown],
    vocabulary: Vocabulary,
    *,
    suggesting: bool,
) -> tuple[Unknown, ...]:
    """The words that could not be read, and those that count nothing, as they are told."""
    strangers = [item for item in items if item.unknown]
    suggesting = suggesting and len(strangers) <= MOST_SUGGESTED
    unknown = [
        _suggested(text, item, vocabulary)
        if suggesting and place < MOST_MENDED
        else Unknown(item.text, start=item.start)
        for place, item in enumerate(strangers)
    ]
    said = [(item.start, item.end) for item in items if item.meanings or item.period]
    return gathered(text, [*unknown, *loose], said, lambda w: bool(vocabulary.near(key(w), 0)))


def _suggested(text: str, item: Item, vocabulary: Vocabulary) -> Unknown:
    """The word with what may have been meant, and the place of the phrase that would make."""
    likely = suggestions(item.text, vocabulary.near, _meanings(text, item, vocabulary))
    phrase = None
    for name in likely[:1]:
        there = _put(text, item, name, vocabulary)[0]
        longer = len(name) - len(item.text)
        if there.start < item.start or there.end > item.end + longer:
            phrase = (there.start, there.end - longer)
    return Unknown(item.text, likely, item.start, phrase)


# --- who is whose ------------------------------------------------------------------------


class _Reader:
    """Walks the items once and puts each on its side of the question."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self.main: list[Item] = []
        self.against: list[Item] = []
        self.whole: list[Item] = []
        self.per: list[Item] = []
        self.cues: set[Cue] = set()
        self.roles: dict[int, Role] = {}
        self.joined: set[int] = set()
        self.commas: set[int] = set()
        self.count: int | None = None
        self.amount: str | None = None
        self.place: int | None = None
        self.of_kind: set[str] = set()
        self.loose: list[Unknown] = []
        self._side = self.main
        self._role = Role.PLAIN
        self._joining = False
        self._by_word = False  # joined by "and", not by a comma alone
        self.scopes: dict[int, Scope] = {}
        self._scope = Scope.ALL
        self._left: tuple[int, Item] | None = None  # the last name left out, and its place
        self.part_to_come = False
        self.rate: Cue | None = None
        self._comparing = False  # "compare" opened it: what is compared with what is to come
        self.begun: Item | None = None  # the period after "from", beside another
        for place, item in enumerate(items):
            self._take(place, item)

    def _take(self, place: int, item: Item) -> None:
        self._joining = self._joining or item.after_comma
        cues = set(item.cues)
        if item.amount:
            self.amount = item.text
        elif item.number is not None:
            self._number(place, item, item.number)
        elif self._in_context(place, item, cues):
            pass
        elif self._comes_from(item, cues):
            # "How much of the growth of trade came from exports": so far it was the whole.
            self.whole = [i for i in self.main if i.meanings]
            self.main = [i for i in self.main if not i.meanings]
            self.cues = self.cues - {Cue.SHARE, Cue.DIFFERENCE} | {Cue.CONTRIBUTION}
            self.part_to_come = False
            self._turn_to(self.main)
        elif self._contributes(place, item, cues):
            self.cues.add(Cue.CONTRIBUTION)
            if Cue.TO in cues or item.text.casefold().endswith(" to"):
                self._turn_to(self.whole)
        elif self._sets_against(place, item, cues):
            self.cues |= {Cue.VERSUS, *(cues & {Cue.DIFFERENCE, Cue.RATIO, Cue.NEEDED})}
            self._say_multiple(item)
            self._comparing = False
            self._turn_to(self.against)
        elif Cue.COMPARE in cues:
            self._comparing = not self.main
            self.cues |= set() if self._comparing else {Cue.DIFFERENCE}
        elif Cue.WHOLE_OF in cues:
            self.cues.add(Cue.SHARE)
            self._turn_to(self.whole)
        elif Cue.SHARE_OF in cues:
            self.cues.add(Cue.SHARE)
            self.amount = _multiple(item) or self.amount
            part_named = any(i.meanings for i in self.main) or (
                bool(self.main) and self._period_next(place)
            )
            self._turn_to(self.whole if part_named else self._side)
            dated = item.text.casefold().endswith(" in") and self._period_next(place)
            self.part_to_come = not part_named and not dated  # "share in 2020" awaits no part
        elif Cue.IS in cues and self.part_to_come and self._named_after(place):
            # "What share of trade was with Kazakhstan", "of 2020 was Jan-Nov 2021": so far
            # it was the whole.
            alike = self._period_next(place) and all(i.period for i in self.main)
            if self.main and (alike or self._names_after(place)):
                self.whole, self.main = self.main, []
                self._turn_to(self.main)
                self.part_to_come = False
        elif Cue.PER in cues and self._named_after(place):
            self.cues.add(Cue.PER)
            self._turn_to(self.per)
        elif self.part_to_come and item.text.casefold() == "in" and self._whole_follows(place):
            # "Share of the US in world output": the part was first.
            self._turn_to(self.whole)
            self.part_to_come = False
        elif prepositions := cues & PREPOSITIONS.keys():
            role = PREPOSITIONS[prepositions.pop()]
            role = Role.POSSESSIVE if item.text.casefold() in POSSESSIVE else role
            # "The gap between China and Xinjiang" is no trade between the two.
            listed = role is Role.BETWEEN and self.cues & APART
            self._role = Role.PLAIN if listed else role
        elif {Cue.AND, Cue.SUM} & cues:
            self._joining = self._by_word = True
            self.cues |= cues
        elif item.period:
            self._period(place, item)
        elif item.meanings:
            self._name(place, item)
        elif Cue.VERSUS in cues and item.text.casefold() in THRESHOLDS:
            # "Waiting for more than a year": a bound that nothing here can keep.
            self.loose.append(Unknown(item.text, start=item.start))
        elif self._multiplies(place, item):
            self.loose.append(Unknown(item.text, start=item.start))
        else:
            self.cues |= cues
            if Cue.RATIO in cues:
                self._say_multiple(item)

    def _multiplies(self, place: int, item: Item) -> bool:
        """Whether it says so many times a measure: "double deaths", but not "did deaths double"."""
        if Cue.GROWTH not in item.cues or item.text.casefold() not in MULTIPLYING:
            return False
        after = next((i for i in self._items[place + 1 :] if i.cues != (Cue.FILLER,)), None)
        return after is not None and "indicator" in _kinds(after)

    def _in_context(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words whose sense those around them decide; whether no more is to be done with them."""
        if cues & LEAVING and self._leaves_out(place, item, cues):
            return True
        return bool(cues & BY_NEIGHBOURS) and self._by_neighbours(place, item, cues)

    def _by_neighbours(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words that say something only beside the right ones; whether no more is to be done."""
        before, after = self._items[max(place - 1, 0) : place], self._items[place + 1 : place + 2]
        if Cue.PLACES in cues:  # "Guangdong province" is the name of one, "UK airports" of many
            one = not item.text.casefold().endswith("s") and " " not in item.text
            named = one and any("area" in _kinds(i) for i in (*before, *after))
            if not named:
                words_of = item.text.casefold().split()
                self.of_kind |= {PLACE_KINDS[word] for word in words_of if word in PLACE_KINDS}
            return named
        if Cue.NTH in cues:
            told = any({Cue.RANK, Cue.RECORD, Cue.LOW} & set(i.cues) for i in after)
            self.place = ORDINALS[item.text.casefold()] if told else None
        elif STATUSES & cues:
            # "Final quarter exports 2021" are of a quarter, and not final ones.
            told = not any(i.text.casefold() in LENGTH_WORDS for i in after)
            self.cues |= cues if told else set()
        elif Cue.USE in cues:
            told = any("area" in _kinds(i) for i in after)
            told = told and any(i.text.casefold() == "how many" for i in self._items[:place])
        else:
            told = bool(before and after and _kinds(before[0]) & _kinds(after[0]))
            if told:
                self.cues |= {Cue.DIFFERENCE, Cue.VERSUS}
                self._turn_to(self.against)
        if not told:
            self.loose.append(Unknown(item.text, start=item.start))
        return True

    def _leaves_out(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words that leave something out of a whole; whether no more is to be done with them.

        Those that nothing follows which could be left out are not understood.
        """
        before = self._items[max(place - 1, 0) : place]
        after = next((i for i in self._items[place + 1 :] if not _only_joins(i, cues)), None)
        named = after is not None and bool(after.meanings)
        if Cue.REST in cues and any(Cue.NEEDED in i.cues for i in self._items):
            self.cues.add(Cue.REST)  # "what does the rest of the year need": of a period
        elif Cue.REST in cues and (named or not item.text.casefold().endswith(OF_SOMETHING)):
            self.cues.add(Cue.REST)
            self._scope = Scope.REST if named else Scope.ALL
        elif Cue.LEFT_OUT in cues and before and before[0].meanings:
            self._leave_out_before(before[0])
        elif Cue.MINUS in cues and before and after and _kinds(before[0]) & _kinds(after):
            return False
        elif Cue.BUT in cues:
            every = any(EVERY & set(i.text.casefold().split()) for i in self._items[:place])
            one = after if after is not None and after.period else None
            if every and one and (self._period_next(place) or self._is_every_period(place)):
                self.loose.append(Unknown(f"{item.text} {one.text}", start=item.start))
                return True
            if not named or not (every or self.main):
                return False
            self._scope = Scope.WITHOUT if every else Scope.ALL
            self.loose += [] if every else [Unknown(item.text, start=item.start)]
        elif named and Cue.LEFT_OUT not in cues:
            self._scope, self._role = Scope.WITHOUT, Role.PLAIN
        else:
            dated = after if after is not None and after.period else None
            words = f"{item.text} {dated.text}" if dated else item.text
            self.loose.append(Unknown(words, start=item.start))
        return True

    def _is_every_period(self, place: int) -> bool:
        """Whether periods are what "but" takes one from: "every year but for 2020"."""
        before = [i for i in self._items[:place] if EVERY & set(i.text.casefold().split())]
        return any(i.period or LENGTHS & set(i.cues) for i in before)

    def _leave_out_before(self, item: Item) -> None:
        """ "EU and Kazakhstan excluded": the name before, and those it is listed with."""
        named = [i for i in self._items[: self._items.index(item) + 1] if i.meanings]
        for one in reversed(named):
            self.scopes[one.start] = Scope.WITHOUT
            if one.start not in self.joined:
                break

    def _scope_of(self, place: int, item: Item) -> Scope:
        """How much of a name is meant, after what was said before it."""
        scope, left = self._scope, self._left
        if scope is Scope.WITHOUT and left is not None and not _kinds(left[1]) & _kinds(item):
            scope = Scope.ALL  # "excluding Kazakhstan, exports"
        if scope is Scope.ALL and left is not None and self._belongs(place, item, *left):
            scope = Scope.WITHOUT
        self._left = (place, item) if scope is Scope.WITHOUT else None
        self._scope = scope if self._lists_on(place) else Scope.ALL
        return scope

    def _belongs(self, place: int, item: Item, at: int, left: Item) -> bool:
        """Whether a name says more of the one left out: "trade excluding exports to the EU"."""
        measured = any("indicator" in _kinds(i) and i is not left for i in self._side)
        if not measured or place == at:
            return False
        if place == at + 1:  # "excluding EU exports"
            return "indicator" in _kinds(item)
        joint = set(self._items[place - 1].cues) & {Cue.TO, Cue.FROM, Cue.WITH}
        of_measure = "indicator" in _kinds(left)
        return place == at + 2 and bool(joint) and of_measure and "area" in _kinds(item)

    def _period_next(self, place: int) -> bool:
        return any(i.period for i in self._items[place + 1 : place + 2])

    def _whole_follows(self, place: int) -> bool:
        here = set().union(*(_kinds(i) for i in self.main))
        if here == {"period"}:  # "share of November in January-November"
            return self._period_next(place)
        following = (i for i in self._items[place + 1 :] if i.meanings)
        return any(_kinds(i) & (here - {"period"}) for i in following)

    def _stands_before_flow(self, place: int) -> bool:
        """Whether an area stands right before a flow: "China exports"."""
        here, after = self._items[place], self._items[place + 1 : place + 2]
        flows = {c for i in after for m in i.meanings for d, c in m.codes if d == "trade_flow"}
        return "area" in _kinds(here) and bool(flows & {"X", "M", "B"})

    def between(self) -> Item | None:
        """Of two periods that a change is asked for between, the one that it begins with."""
        periods = [i for i in self.main if i.period is not None]
        if len(periods) != 2 or self.against:
            return None
        joint = {"between", *(p for p in CUES if p.endswith(" between"))}
        named = any(i.text.casefold() in joint for i in self._items) or self._from_to(*periods)
        if not (named or {Cue.DIFFERENCE, Cue.RATIO} & self.cues):
            return None
        first, second = periods
        a, b = (i.period.meaning for i in periods if i.period is not None)
        if isinstance(a, Fixed) and isinstance(b, Fixed) and a.period.end > b.period.end:
            return second
        return first

    def _from_to(self, first: Item, second: Item) -> bool:
        """Whether two periods stand as "between … and …" or with a "to" between them."""
        if first.text.casefold().startswith(("between ", "from ")):
            return True
        inner = self._items[self._items.index(first) + 1 : self._items.index(second)]
        return len(inner) == 1 and Cue.TO in inner[0].cues

    def _is_one_of_two(self, item: Item) -> bool:
        return sum(i.period is not None for i in self._items) == 2 and item.period is not None

    def _turn_to(self, side: list[Item]) -> None:
        self._side, self._role, self._joining = side, Role.PLAIN, False
        self._by_word = False

    @property
    def _is_equalled(self) -> bool:
        """Whether the period to be equalled has been named, so that another dates what is left."""
        against = self._side is self.against and Cue.NEEDED in self.cues
        return against and any(i.period for i in self.against)

    def _number(self, place: int, item: Item, number: int) -> None:
        """A number counts what is ranked ("top 5"); any other is a word not understood."""
        beside = self._items[max(place - 1, 0) : place + 2]
        if any({Cue.RANK, Cue.PARTNERS} & set(i.cues) for i in beside):
            self.count = number
        elif any(Cue.RATIO in i.cues for i in self._items[place + 1 : place + 2]):
            self.amount = f"{item.text} times"  # "three times as much as": judged by whoever asks
        else:
            self.loose.append(Unknown(item.text, start=item.start))

    def _period(self, place: int, item: Item) -> None:
        # "share of BRI Jan-Nov 2021" dates the part; "93% of last year" names the whole.
        part_dated = any(i.period for i in self.main)
        of_whole = (
            self._side is self.whole
            and not self.whole
            and (part_dated or not self._names_after(place))
        )
        of_whole = of_whole and Cue.CONTRIBUTION not in self.cues
        elsewhere = self._side is self.per or (self._side is self.whole and not of_whole)
        side = self.main if elsewhere or self._is_equalled else self._side
        side.append(item)
        if self._role is Role.FROM and side is self.main and self._is_one_of_two(item):
            # "Growth from 2018 to Jan-Sep 2024", "rise in November from October".
            self.begun = item

    def _name(self, place: int, item: Item) -> None:
        self.cues |= set(item.cues)
        if (asked := _asked_by(item)) is not None:
            asked = self._rate_said(place, asked)
            self.cues.add(asked)
            self.rate = asked
        if (scope := self._scope_of(place, item)) is not Scope.ALL:
            self.scopes[item.start] = scope
        self.roles[item.start] = self._role
        if self._role is Role.PLAIN and item.text.casefold().endswith(("'s", "s'")):
            self.roles[item.start] = Role.POSSESSIVE
        elif self._role is Role.PLAIN and self._stands_before_flow(place):
            self.roles[item.start] = Role.BEFORE
        alone = not any(i.meanings for i in self._items[:place])  # "and Kazakhstan?" lists nothing
        if self._joining and self._role is not Role.BETWEEN and not alone:
            self.joined.add(item.start)
            if not self._by_word:
                self.commas.add(item.start)
        self._joining = self._by_word = False
        if not self._lists_on(place):
            self._role = LAST_WORDS.get(item.text.casefold().rsplit(maxsplit=1)[-1], Role.PLAIN)
        area = any(d == "area" for meaning in item.meanings for d, _ in meaning.codes)
        unnamed = not any(i.meanings for i in self.main)
        of_main = (self._side is self.per and area) or (self._is_equalled and unnamed)
        (self.main if of_main else self._side).append(item)

    def _rate_said(self, place: int, asked: Cue) -> Cue:
        """The change that a name of one asks for, with what is said of it right before.

        "Monthly inflation" is on the month before. What a cumulative one would be, and two
        at once, is not read.
        """
        said = [i for i in self._items if i is not self._items[place]]
        for item in said:
            if item.text.casefold() in CUMULATIVE:
                self.loose.append(Unknown(item.text, start=item.start))
        before = takewhile(lambda i: {*LENGTHS, Cue.AND} & set(i.cues), self._items[:place][::-1])
        lengths = [i for i in before if LENGTHS & set(i.cues)]
        shorter = [i for i in lengths if Cue.YEARLY not in i.cues]
        sequential = shorter or [i for i in said if Cue.PREVIOUS in i.cues]
        if asked is not Cue.YEAR_EARLIER or not sequential:
            return asked
        also = any({Cue.YEAR_EARLIER, Cue.YEARLY, Cue.TREND} & set(i.cues) for i in said)
        if also or len(shorter) > 1:
            self.loose.append(Unknown(sequential[0].text, start=sequential[0].start))
        return Cue.PREVIOUS

    def _comes_from(self, item: Item, cues: set[Cue]) -> bool:
        """Whether what growth came from is to follow: "points of growth came from exports"."""
        asked = {Cue.SHARE, Cue.DIFFERENCE} & self.cues and RATES & self.cues
        said = Cue.FROM in cues and item.text.casefold().split()[0] in ("came", "coming", "comes")
        unsaid = not any(i.meanings for i in self.whole)
        return bool(asked) and said and unsaid and self._side is not self.against

    def _contributes(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Whether the item says of a part what it adds to the whole: "contribution of X to Y"."""
        if Cue.CONTRIBUTION in cues:
            return True
        added = item.text.casefold() in ADDED_TO
        if not (added or (Cue.TO in cues and Cue.CONTRIBUTION in self.cues)):
            return False
        following = self._items[place + 1 :]
        growth = next((n for n, i in enumerate(following) if RATES & set(i.cues)), None)
        if growth is None or self._side is not self.main:
            return False
        # Of several "to" the last before "growth": "of exports to the EU to trade growth".
        return not any(Cue.TO in i.cues for i in following[:growth])

    def _sets_against(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Whether the item turns from what is compared to what that is compared with."""
        if self._side is self.against or not self._named_after(place):
            return False
        if Cue.NEEDED in cues:
            return not self._items[place + 1].amount
        if Cue.VERSUS in cues:
            return self._compares(place, item)
        named = any(i.meanings for i in self.main)
        if item.text.casefold() == "as" and Cue.RATIO in self.cues:
            return bool(self.main)  # "how many times as many trains as in 2016"
        if self._is_multiple_of(place, item):
            return True
        if Cue.RATIO in cues and named:  # "exports were how many times imports"
            later = (set(i.cues) for i in self._items[place + 1 :])
            return self._names_after(place) and not any(Cue.VERSUS in more for more in later)
        if Cue.DIFFERENCE in cues:  # "difference with", "gap to"
            return item.text.casefold().split()[-1] in ("with", "from", "to")
        if self._comparing and {Cue.AND, Cue.WITH, Cue.TO} & cues and self.main:
            # "Compare exports to the EU with imports": the joint stands between two of a kind.
            after = next((i for i in self._items[place + 1 :] if _kinds(i)), None)
            first, last = self.main[0], self.main[-1]
            return after is not None and bool(_kinds(after) & (_kinds(first) | _kinds(last)))
        return False

    def _say_multiple(self, item: Item) -> None:
        """ "Twice as much as": how many times it is, beside what was said."""
        multiple = _multiple(item)
        if multiple is not None:
            self.cues.add(Cue.RATIO)
            self.amount = multiple

    def _is_multiple_of(self, place: int, item: Item) -> bool:
        """Whether it says how many times what follows: "double Jan-Nov 2019", "twice imports"."""
        after = self._items[place + 1 : place + 2]
        followed = bool(after) and bool(after[0].meanings or _is_one(after[0].period))
        multiple = _multiple(item) is not None and Cue.SHARE_OF not in item.cues
        return multiple and followed and bool(self.main)

    def _compares(self, place: int, item: Item) -> bool:
        """Whether what follows is compared with; "on" and "over" only date what has no period."""
        if not self._named_after(place):
            return False
        dated = any(i.period for i in self.main) or not self.main
        if dated or item.text.casefold() not in ("on", "over"):
            return True
        following = self._items[place + 1].period  # "how did it change on last year"
        return Cue.GROWTH in self.cues and following is not None and _is_last_year(following)

    def _named_after(self, place: int) -> bool:
        return any(i.meanings or i.period for i in self._items[place + 1 :])

    def _names_after(self, place: int) -> bool:
        return any(i.meanings for i in self._items[place + 1 :])

    def _lists_on(self, place: int) -> bool:
        following = self._items[place + 1 : place + 2]
        return bool(following) and (Cue.AND in following[0].cues or following[0].after_comma)


def _is_one(phrase: PeriodPhrase | None) -> bool:
    """Whether it is one period: "double between 2019 and 2021" is set against no stretch."""
    if phrase is None or phrase.text.casefold().startswith(("from ", "between ")):
        return False
    return not isinstance(phrase.meaning, Between | OpenBetween)


def _multiple(item: Item) -> str | None:
    """How many times something is said to be, in a word: "twice", "half"."""
    if not {Cue.RATIO, Cue.GROWTH, Cue.SHARE_OF} & set(item.cues):
        return None
    return next((w for w in item.text.casefold().split() if w in MULTIPLES), None)


MULTIPLES = frozenset({"twice", "double", "triple", "half"})
MULTIPLYING = frozenset({"double", "triple", "treble", "quadruple", "halve"})


def _is_last_year(phrase: PeriodPhrase) -> bool:
    return phrase.meaning == Latest("A")


STATUSES = frozenset({Cue.FINAL, Cue.PROVISIONAL})
"""What a figure is, as its publisher has it; a word of a title besides: "final expenditure"."""

BY_NEIGHBOURS = frozenset({Cue.PLACES, Cue.NTH, Cue.USE, Cue.MINUS}) | STATUSES
"""What the words beside a phrase decide the sense of."""


LEAVING = frozenset({Cue.EXCEPT, Cue.LEFT_OUT, Cue.BUT, Cue.REST})
"""What leaves something out of a whole."""

LENGTH_WORDS = frozenset(
    f"{word}{many}" for word in ("quarter", "month", "week", "day", "year") for many in ("", "s")
) | {"half", "halves"}
"""Words for a stretch of time that may be the final one."""

OF_SOMETHING = (" of", "remaining")
"""How words for a rest end that name no whole by themselves: "the rest of the year"."""

EVERY = frozenset({"all", "every", "any", "each"})
"""Words that make "but" an exception: "all partners but Kazakhstan"."""


def _only_joins(item: Item, cues: Collection[Cue]) -> bool:
    """Whether an item may stand before what is left out: "except for those with"."""
    joints = {Cue.FILLER} if Cue.BUT in cues else {Cue.FILLER, *PREPOSITIONS}
    return bool(joints & set(item.cues)) and not (item.meanings or item.period)


def _arithmetic(items: Sequence[Item]) -> Unknown | None:
    """Arithmetic on the figure in hand: "double it", "half of that". No source says such a number.

    "Did it double?" asks what happened, and "double that of 2019" names what it is set against.
    """
    if any(i.meanings or i.period or i.unknown for i in items) or _asks_whether(items):
        return None
    place = next((n for n, item in enumerate(items) if _multiple(item)), None)
    if place is None or any(set(i.cues) - ON_THAT for n, i in enumerate(items) if n != place):
        return None
    return Unknown(" ".join(i.text for i in items[place:]), start=items[place].start)


def _asks_whether(items: Sequence[Item]) -> bool:
    """Whether a verb asks if something was so: "did it", "has that"."""
    return any(Cue.IS in i.cues or i.text.casefold().split()[0] in VERBS for i in items)


VERBS = frozenset({"did", "does", "do", "has", "have", "had"})

ON_THAT = JOINTS | {Cue.THAT, Cue.LEVEL}
"""Cues of the little words beside a multiple that say no more than what it is a multiple of."""


def _only_measured_in(items: Sequence[Item]) -> bool:
    """Whether it is "in" and a measure, and no more: "in TEU?" goes on from what was asked."""
    return len(items) == 2 and items[0].text.casefold() == "in" and bool(items[1].meanings)


ADDED_TO = frozenset({"add to", "adds to", "added to"})
"""What says of a part that it contributes, where growth is what it does so to."""

THRESHOLDS = frozenset(p for p, cues in CUES.items() if Cue.VERSUS in cues and p.endswith(" than"))
"""Phrases that bound what is counted, where nothing is named that it is compared with."""


LENGTHS = frozenset({Cue.YEARLY, Cue.QUARTERLY, Cue.MONTHLY, Cue.WEEKLY, Cue.DAILY})

CUMULATIVE = frozenset({"cumulative", "cumulated", "accumulated", "cumulatively"})
"""Words that make one change of several: of a name that is a change no such one is on file."""

CHANGES_NAMED = {"G1Y": Cue.YEAR_EARLIER, "G1": Cue.PREVIOUS}


def _asked_by(item: Item) -> Cue | None:
    """What a name asks for by itself: "inflation" may be the change of an index on the year."""
    asked = {dict(meaning.codes).get("transformation", "") for meaning in item.meanings}
    return CHANGES_NAMED.get(asked.pop()) if len(asked) == 1 else None


def _kinds(item: Item) -> set[str]:
    """What an item can be set against: another period, or a name of a dimension it has too."""
    if item.period is not None:
        return {"period"}
    return {dimension for meaning in item.meanings for dimension, _ in meaning.codes}


RATES = frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS})
CHANGES = RATES | {Cue.DIFFERENCE, Cue.RATIO}


def _listed_by_versus(items: Sequence[Item]) -> Sequence[Item]:
    """Three or more things with "vs" between them are a list: every "vs" is an "and"."""
    if sum(Cue.VERSUS in item.cues and item.text.casefold() in SHORT_VERSUS for item in items) < 2:
        return items
    return [
        replace(item, cues=(Cue.AND, Cue.SPLIT)) if Cue.VERSUS in item.cues else item
        for item in items
    ]


SHORT_VERSUS = frozenset({"vs", "v", "versus", "against"})


FEWER = frozenset({"fewer", "less"})
"""What asks, before a measure, whether there was less of it than before."""


def _whether_fewer(items: Sequence[Item]) -> Sequence[Item]:
    """ "Fewer births in 2021?" asks how they changed, "less trade than in 2019" against 2019.

    Between two of a kind "less" is a minus: "trade less exports".
    """
    return [
        replace(item, cues=_fewer_than(items, place)) if _is_fewer(items, place) else item
        for place, item in enumerate(items)
    ]


def _is_fewer(items: Sequence[Item], place: int) -> bool:
    if items[place].text.casefold() not in FEWER or items[place].meanings:
        return False
    before, after = items[max(place - 1, 0) : place], items[place + 1 :]
    if after[:1] and after[0].cues == (Cue.FILLER,):
        after = after[1:]  # "fewer people unemployed"
    measured = bool(after) and "indicator" in _kinds(after[0])
    return measured and not (before and _kinds(before[0]))


def _fewer_than(items: Sequence[Item], place: int) -> tuple[Cue, ...]:
    """What "fewer" asks: nothing more, where what it is fewer than is named."""
    named = any({Cue.VERSUS, Cue.AND} & set(i.cues) for i in items[place + 1 :])
    return (Cue.FILLER,) if named else (Cue.GROWTH, Cue.MOVED)


def _arrange(items: Sequence[Item]) -> Question:
    items = _whether_fewer(_listed_by_versus(items))
    walked = _Reader(items)
    if (asked := _arithmetic(items)) is not None:
        walked.loose.append(asked)
    first = set(items[0].cues) if items else set()
    if not _names_whole(walked):
        walked.main += walked.whole
        walked.whole = []
    if Cue.HIGHEST in walked.cues and not walked.against:
        walked.against = _second_of_two(items, walked)
        walked.main = [i for i in walked.main if i not in walked.against]
    begun = walked.begun or walked.between()
    if begun is not None and walked.cues & (CHANGES | {Cue.PERCENT}):
        walked.main.remove(begun)
        walked.against.append(begun)
    if Cue.GROWTH in walked.cues and walked.rate is None:
        _say_on_which(walked)
    return Question(
        text="",
        terms=_terms(walked.main, walked),
        cues=_settled_cues(walked, items),
        against=_terms(walked.against, walked),
        whole=_terms(walked.whole, walked),
        per=_terms(walked.per, walked),
        count=walked.count,
        amount=walked.amount,
        place=walked.place,
        of_kind=frozenset(walked.of_kind),
        unknown=tuple(walked.loose),
        follows=bool({Cue.FOLLOW, Cue.VERSUS} & first) or _only_measured_in(items),
        part_open=walked.part_to_come,
        rate=walked.rate or _said_of_both(walked, items),
        opens_of=Cue.OF in first,
        verdict=Cue.IS in first,
    )


def _second_of_two(items: Sequence[Item], walked: _Reader) -> list[Item]:
    """Of "births 2019 or deaths 2020" the second: each of the two is named with its own period.

    Empty where they are not: "exports or imports 2020" are both of that year.
    """
    main = [i for i in items if i in walked.main]
    for joint in range(1, len(main)):
        first, second = main[:joint], main[joint:]
        start, end = items.index(first[-1]), items.index(second[0])
        joined = any(Cue.AND in i.cues for i in items[start:end]) or second[0].after_comma
        if joined and all(_is_dated(side) for side in (first, second)):
            walked.joined -= {i.start for i in second}
            return second
    return []


def _is_dated(side: Sequence[Item]) -> bool:
    """Whether it names something, and one period."""
    return any(i.meanings for i in side) and sum(i.period is not None for i in side) == 1


def _say_on_which(walked: _Reader) -> None:
    """ "Growth on the previous year" is that on a year earlier, of the period in hand."""
    for item in walked.main:
        if item.period and item.period.meaning == YearsBefore(1) and not item.period.is_then:
            walked.main.remove(item)
            walked.cues.add(Cue.YEAR_EARLIER)
            return


def _said_of_both(walked: _Reader, items: Sequence[Item]) -> Cue | None:
    """The rate that two periods are compared by: "2022 growth vs 2023 growth" are two rates."""
    if Cue.VERSUS not in walked.cues or any(i.meanings for i in walked.against):
        return None
    for cue in (Cue.YEAR_EARLIER, Cue.GROWTH):
        said = [i for i in items if cue in i.cues and Cue.MOVED not in i.cues and not i.meanings]
        if len(said) == TWO:
            return cue
    return None


TWO = 2
"""Times that a rate is said, once of each of two periods."""


def _names_whole(walked: _Reader) -> bool:
    """Whether what follows "share of" is a whole: a period alone only dates an undated part.

    "Kazakhstan's share in 2020" is a share of trade; "Jan-Nov as a share of 2020" and,
    in a thread, "what share of 2020?" are shares of the year.
    """
    undated = not any(i.period for i in walked.main)
    only_dated = not any(i.meanings for i in walked.whole)
    return not (undated and only_dated and any(i.meanings for i in walked.main))


def _settled_cues(walked: _Reader, items: Sequence[Item]) -> frozenset[Cue]:
    """The cues; "percent" is a share, unless a change is asked for or two things are compared.

    Where only "percent" says so it may be the unit instead, and stays beside the share.
    """
    cues = walked.cues - JOINTS
    if Cue.PERCENT in cues:
        alone = not (cues & (CHANGES | {Cue.SHARE}) or walked.against or walked.whole)
        cues -= set() if alone else {Cue.PERCENT}
        if walked.against and not any(i.meanings for i in walked.against):
            cues |= {Cue.GROWTH}
        elif not (cues & CHANGES or walked.against):
            cues |= {Cue.SHARE}
    return together(cues, " ".join(i.text for i in items), [set(i.cues) for i in items])


def _distinct(periods: Sequence[PeriodPhrase]) -> tuple[PeriodPhrase, ...]:
    """A month and its year apart ("nov exports 2021") are two phrases of one meaning."""
    return tuple({phrase.meaning: phrase for phrase in reversed(periods)}.values())[::-1]


def _terms(items: Sequence[Item], walked: _Reader) -> Terms:
    return Terms(
        names=tuple(
            Mention(
                i.text,
                tuple(meaning.without("transformation") for meaning in i.meanings),
                walked.roles.get(i.start, Role.PLAIN),
                i.start in walked.joined,
                i.start in walked.commas,
                walked.scopes.get(i.start, Scope.ALL),
            )
            for i in items
            if i.meanings
        ),
        periods=_distinct([i.period for i in items if i.period]),
    )
