"""The items of a text, read by a reader, made a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.asked import together
from bot.language.items import Item
from bot.language.lexicon import (
    Cue,
)
from bot.language.period_meaning import YearsBefore
from bot.language.periods import PeriodPhrase
from bot.language.question import Mention, Question, Role, Scope, Terms
from bot.language.reader import CHANGES, JOINTS, Reader, kinds_of, multiple_in
from bot.language.unread import Unknown

__all__ = ["arrange"]


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
    measured = bool(after) and "indicator" in kinds_of(after[0])
    return measured and not (before and kinds_of(before[0]))


def _fewer_than(items: Sequence[Item], place: int) -> tuple[Cue, ...]:
    """What "fewer" asks: nothing more, where what it is fewer than is named."""
    named = any({Cue.VERSUS, Cue.AND} & set(i.cues) for i in items[place + 1 :])
    return (Cue.FILLER,) if named else (Cue.GROWTH, Cue.MOVED)


def arrange(items: Sequence[Item]) -> Question:
    items = _whether_fewer(_listed_by_versus(items))
    walked = Reader(items)
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


def _second_of_two(items: Sequence[Item], walked: Reader) -> list[Item]:
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


def _say_on_which(walked: Reader) -> None:
    """ "Growth on the previous year" is that on a year earlier, of the period in hand."""
    named = any(item.meanings for item in walked.against)
    for side in (walked.main, *([walked.against] if named else [])):
        for item in side:
            if item.period and item.period.meaning == YearsBefore(1) and not item.period.is_then:
                side.remove(item)
                walked.cues.add(Cue.YEAR_EARLIER)
                return


def _said_of_both(walked: Reader, items: Sequence[Item]) -> Cue | None:
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


def _names_whole(walked: Reader) -> bool:
    """Whether what follows "share of" is a whole: a period alone only dates an undated part.

    "Kazakhstan's share in 2020" is a share of trade; "Jan-Nov as a share of 2020" and,
    in a thread, "what share of 2020?" are shares of the year.
    """
    undated = not any(i.period for i in walked.main)
    only_dated = not any(i.meanings for i in walked.whole)
    return not (undated and only_dated and any(i.meanings for i in walked.main))


def _settled_cues(walked: Reader, items: Sequence[Item]) -> frozenset[Cue]:
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


def _terms(items: Sequence[Item], walked: Reader) -> Terms:
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


def _arithmetic(items: Sequence[Item]) -> Unknown | None:
    """Arithmetic on the figure in hand: "double it", "half of that". No source says such a number.

    "Did it double?" asks what happened, and "double that of 2019" names what it is set against.
    """
    if any(i.meanings or i.period or i.unknown for i in items) or _asks_whether(items):
        return None
    place = next((n for n, item in enumerate(items) if multiple_in(item)), None)
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
