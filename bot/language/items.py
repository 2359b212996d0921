"""A text cut into what stands in it: names, periods, cues, numbers, and words that are none.

The cutting is greedy and literal: at each place the longest phrase that is a name or a cue
is taken, period phrases first. No word is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.figures.codes import Kind
from bot.language.amounts import LOOSELY, MULTIPLIED, part_at, rate_at
from bot.language.asked import says_need
from bot.language.lexicon import (
    BOUNDS,
    CUES,
    KIND_WORDS,
    LONGEST,
    NAME_CUES,
    NUMBER_WORDS,
    SCALES,
    Cue,
)
from bot.language.periods import PeriodPhrase, find_periods
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import NAME_SIGNS, Word, key, words

__all__ = ["APART", "LONGEST_NAME", "STATUSES", "Item", "cut"]

LONGEST_NAME = 8
"""Words of the longest name looked up."""


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


def cut(text: str, vocabulary: Vocabulary) -> list[Item]:
    """A folded text as what stands in it, in order: each word is of one of the items."""
    periods = _periods(text)
    all_words = words(text)
    runs = list(_runs(all_words, periods))
    phrases = {p for run in runs for p in _phrases(run)}
    names = {**_per_unit(phrases, vocabulary), **vocabulary.lookup(phrases)}
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


def _per_unit(
    phrases: Collection[str], vocabulary: Vocabulary
) -> Mapping[str, tuple[Meaning, ...]]:
    """The phrases with "per" that are a unit on file under "a": "per barrel" is "a barrel"."""
    named = {f"a {p.removeprefix('per ')}": p for p in phrases if p.startswith("per ")}
    possible = [name for name, phrase in named.items() if phrase not in CUES]
    held = vocabulary.lookup(possible) if possible else {}
    return {
        named[name]: meanings
        for name, meanings in held.items()
        if {dimension for m in meanings for dimension, _ in m.codes} == {"unit"}
    }


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
    asked = bool(items) and Cue.IS in items[0].cues  # whether something is so
    for place, item in enumerate(items):
        if found and found[-1].amount and item.start < found[-1].end:
            continue  # its scale
        following = items[place + 1 :]
        worded = _in_words(text, item, found, following, asks=asked or text.endswith("?"))
        if worded is not None:
            before = found[-1].text.casefold() if found else ""
            if before in BOUNDS or before == "by":
                found.pop()
            found.append(worded)
            continue
        scale = items[place + 1 : place + 2]
        scaled = bool(scale) and scale[0].text.casefold() in SCALES
        sign = found.pop() if found and _is_sign_of(found[-1], item) else None
        bound = bool(found) and _bounds(found, scaled or sign is not None, items[place + 1 :])
        number = _NUMBER.fullmatch(item.text) and not item.period
        large = sum(map(str.isdigit, item.text)) >= LARGE or sign is not None
        large = large or (bound and asked and _counts_nothing(found[-1], items[place + 1 :]))
        if not number or not (scaled or (bound and large)):
            found += [item] if sign is None else [sign, item]
            continue
        _say_level(found)
        if bound and not (Cue.NEEDED in found[-1].cues and says_need(text)):
            found.pop()
        found += [sign] if sign is not None else []  # in what it is to be told
        start = item.start if sign is None else sign.start
        end = scale[0].end if scaled else item.end
        found.append(Item(text[start:end], item.start, end, amount=True))
    return found


def _is_sign_of(sign: Item, item: Item) -> bool:
    """Whether it is the sign of a currency right before a number: "$60"."""
    return sign.text in CURRENCY_SIGNS and sign.end == item.start


CURRENCY_SIGNS = frozenset("$\u20ac\u00a3\u00a5")


def _counts_nothing(bound: Item, after: Sequence[Item]) -> bool:
    """Whether a small number that is bounded counts nothing named behind it.

    "Is inflation above 5", "was it below 6 in 2021", but not "over 3 quarters" or
    "more than 5 partners".
    """
    if bound.text.casefold() not in LIMITS:
        return False
    behind = after[:1]
    return not behind or behind[0].period is not None or behind[0].text.casefold() in DATING


LIMITS = frozenset(
    [
        *("above", "below", "over", "under", "exceed", "exceeds", "exceeded", "more than"),
        *("less than", "higher than", "lower than", "greater than", "at least", "at most"),
        *("hit", "reach", "reached", "pass", "passed", "cross", "crossed", "topped"),
        *("surpass", "surpassed", "surpasses"),
    ]
)
"""Of the bounds, what a small number is an amount behind; "top 5" and "about 3" count."""

DATING = frozenset({"in", "at", "on", "for", "by", "now", "yet", "or", "and", "since", "?"})
"""What may stand behind a small amount; a word for what is counted may not."""


def _say_level(found: list[Item]) -> None:
    """Let "fall" before "below 31,000" say no more: the level is what so many are of.

    "Fell by 1,000" and "rose more than 2 billion" are of the change, and the verb stays.
    """
    if not found or found[-1].text.casefold() not in LEVEL_BOUNDS:
        return
    last = next((n for n in reversed(range(len(found))) if Cue.MOVED in found[n].cues), None)
    if last is None or Cue.GROWTH not in found[last].cues or any(i.amount for i in found[last:]):
        return
    between = found[last + 1 : -1]
    if all(i.period or i.meanings or Cue.OF in i.cues or i.cues == (Cue.FILLER,) for i in between):
        found[last] = replace(found[last], cues=(Cue.FILLER,))
    if found[-1].text.casefold() == "to":
        found.pop()


LEVEL_BOUNDS = frozenset({"above", "below", "over", "under", "past", "beyond", "to"})
"""What stands between a verb and the level that something came to."""


def _in_words(
    text: str, item: Item, before: Sequence[Item], after: Sequence[Item], *, asks: bool
) -> Item | None:
    """The amount said otherwise than by a number with its scale that begins there; else None.

    Where a verb says it, "more than doubled", the verb stays: that it moved is what is asked.
    So it is where somebody ``asks`` whether it did: "have exports halved?".
    """
    if item.period is not None or item.meanings:
        return None
    last = before[-1] if before else None
    moved = last is not None and (Cue.GROWTH in last.cues or last.text.casefold() in UP_OR_DOWN)
    end = rate_at(text, item.start) or (part_at(text, item.start) if moved else None)
    if end is not None:
        up = last is not None and last.text.casefold() in UP_OR_DOWN
        cues = (Cue.PERCENT, Cue.GROWTH, Cue.MOVED) if up else (Cue.PERCENT,)
        return Item(text[item.start : end], item.start, end, cues=cues, amount=True)
    said = last is not None and last.amount  # "more than doubled", of which this is the verb
    if asks and not said and Cue.MOVED in item.cues and not (after and _is_multiplied(after[0])):
        multiplied = item.text.casefold() in MULTIPLIED
        return replace(item, amount=True) if multiplied else None
    loosely = item.text.casefold() in LOOSELY and bool(after)
    if loosely and after[0].text.casefold() in MULTIPLIED:
        return Item(text[item.start : after[0].end], item.start, item.end, amount=True)
    if loosely and item.unknown and {Cue.VERSUS, Cue.RATIO} & set(after[0].cues):
        return replace(item, unknown=False, cues=(Cue.FILLER,))  # "nearly as high as": both stand
    return None


def _is_multiplied(item: Item) -> bool:
    """Whether it is what something is a multiple of: "double imports", "double 2016"."""
    since = item.text.casefold().startswith(("since ", "from ", "between "))
    return bool(item.meanings) or (item.period is not None and not since)


UP_OR_DOWN = frozenset({"up", "down"})


STATUSES = frozenset({Cue.FINAL, Cue.PROVISIONAL})
"""What a figure is, as its publisher has it; a word of a title besides: "final expenditure"."""

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
