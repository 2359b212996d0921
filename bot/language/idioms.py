"""Words that say something else in each question: read by what the question names beside them.

"Going to" foretells, and before a place it is where goods go. "The most deaths, year" asks which
year; "ratio to December" sets against December. The items are rewritten so before they are
walked, and no word is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.items import Item
from bot.language.lexicon import CUES, Cue
from bot.language.periods import find_periods

__all__ = ["as_meant"]


def as_meant(items: Sequence[Item]) -> Sequence[Item]:
    """The items with each such phrase as what it says in this question."""
    for rewritten in (_bound_for, _where, _which_length, _ratio_to, _back_to):
        items = rewritten(items)
    return items


def _bound_for(items: Sequence[Item]) -> Sequence[Item]:
    """ "Exports going to Norvia", "where are exports going", "which countries do they go to"."""
    found = list(items)
    asked = bool(items) and {Cue.WHICH, Cue.PARTNERS} & set(items[0].cues)
    if _says(items[:1], "where") and _says(items[-1:], *GOING) and not _names(items, "area"):
        found[0] = replace(found[0], cues=CUES["which countries"])
        asked = {Cue.WHICH}
    for place, item in enumerate(items):
        if item.text.casefold() not in GOING_TO:
            continue
        after = next((i for i in items[place + 1 :] if i.cues != (Cue.FILLER,)), None)
        if _names([after] if after else [], "area") or (after is None and asked):
            found[place] = replace(item, cues=(Cue.TO,), unknown=False)
    return found


GOING_TO = frozenset({"going to", "heading for", "headed to"})
GOING = ("going", "going to", "go", "go to", "heading", "sent", "shipped")


def _where(items: Sequence[Item]) -> Sequence[Item]:
    """ "Where did births fall in 2021": in which places, where none is named."""
    moved = any(Cue.MOVED in i.cues for i in items)
    place = next((n for n, i in enumerate(items[:2]) if _says([i], "where")), None)
    if place is None or not moved or _names(items, "area"):
        return items
    asked = replace(items[place], cues=CUES["by region"])
    return [*items[:place], asked, *items[place + 1 :]]


def _which_length(items: Sequence[Item]) -> Sequence[Item]:
    """ "Most deaths year", "year with most births": which of the years had the most."""
    most = next((i for i in items if i.text.casefold() in MOST and not i.meanings), None)
    places = [n for n in (0, len(items) - 1) if items and items[n].text.casefold() in LENGTHS]
    if most is None or not places or any(i.period or Cue.WHICH in i.cues for i in items):
        return items
    found = list(items)
    place = places[0]
    found[place] = replace(items[place], cues=CUES[f"which {items[place].text.casefold()}"])
    return [
        replace(i, cues=CUES["highest"]) if i is most and Cue.RANK in i.cues else i for i in found
    ]


MOST = frozenset({"most", "the most", "highest", "biggest", "largest", "lowest", "fewest", "least"})
LENGTHS = frozenset({"year", "quarter", "month", "week", "day"})


def _ratio_to(items: Sequence[Item]) -> Sequence[Item]:
    """ "Births to deaths ratio", "nights August ratio to December 2021": the one to the other."""
    if not any("ratio" in i.text.casefold().split() for i in items if Cue.RATIO in i.cues):
        return items
    found: list[Item] = []
    for place, item in enumerate(items):
        before, after = items[max(place - 1, 0) : place], items[place + 1 : place + 2]
        measured = bool(before and after) and _measured(before[0]) and _measured(after[0])
        dated = _is_ratio(before) and bool(after) and after[0].period is not None
        if item.cues == (Cue.TO,) and (measured or dated):
            found.append(replace(item, cues=(Cue.VERSUS,)))
        elif item.period and place > 1 and _is_ratio(items[place - 2 : place - 1]):
            found.append(_by_itself(item))
        else:
            found.append(item)
    return found


def _is_ratio(items: Sequence[Item]) -> bool:
    return any(Cue.RATIO in i.cues for i in items)


def _by_itself(item: Item) -> Item:
    """The month of "ratio to December 2021", which no months up to it are meant by."""
    named = find_periods(item.text)
    if len(named) != 1 or named[0].text != item.text or item.period is None:
        return item
    return replace(item, period=replace(item.period, meaning=named[0].meaning))


def _back_to(items: Sequence[Item]) -> Sequence[Item]:
    """ "Have nights recovered to 2019 levels", "are they back to 2019": set against that year."""
    for place, item in enumerate(items):
        to, behind = items[place + 1 : place + 2], items[place + 2 :]
        if item.text.casefold() not in RECOVERED or not (to and Cue.TO in to[0].cues):
            continue
        base = next((n for n, i in enumerate(behind[:2]) if i.cues != (Cue.FILLER,)), None)
        if base is not None and behind[base].period is not None:
            said = replace(item, cues=(Cue.FILLER,), unknown=False)
            versus = replace(to[0], cues=(Cue.VERSUS,))
            # What follows dates what came back: "to the 2019 level in August 2021".
            return [*items[:place], said, *behind[base + 1 :], versus, *behind[: base + 1]]
    return items


RECOVERED = frozenset({"recover", "recovered", "back", "return", "returned", "bounced back"})


def _says(items: Sequence[Item], *words: str) -> bool:
    return any(i.text.casefold() in words for i in items)


def _names(items: Sequence[Item], dimension: str) -> bool:
    return any(d == dimension for i in items for m in i.meanings for d, _ in m.codes)


def _measured(item: Item) -> bool:
    return _names([item], "indicator")
