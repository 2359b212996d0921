"""The lines that name sources: a day of publication, a place in it, a title, an address."""

from __future__ import annotations

import re
from datetime import date

from tests.digits.calendar import mentions
from tests.digits.entries import Json
from tests.digits.numbers import numbers
from tests.digits.texts import without

__all__ = ["source_faults"]

_MORE = re.compile(r", (\d+) more releases, ")


def source_faults(line: str, said: Json) -> list[str]:
    """What is wrong with such a line: digits that are of no source of that publisher."""
    held = [s for s in said["sources"] if line.startswith(f"Source: {s['publisher']},")]
    faults, rest = [], line
    for source in held:
        for part in (source["title"], source["url"], *source["locators"], source["note"]):
            rest = rest.replace(part, " ") if part else rest
    published = {date.fromisoformat(s["published"]) for s in held}
    places = {n for s in held for where in s["locators"] for n in re.findall(r"\d+", where)}
    notes = " ".join(s["note"] or "" for s in held)
    more = _MORE.search(rest)
    if more is not None:
        publisher = f"Source: {held[0]['publisher']},"
        named = sum(told.startswith(publisher) for told in said["text"].split("\n")) - 1
        if int(more[1]) != len(held) - named:
            faults.append(f"{line!r}: {len(held)} releases, of which {named} are named")
        rest = rest.replace(more[0], " ")
    for mention in mentions(rest):
        known = mention.span is not None and mention.span[0] in published
        if not known and mention.text not in notes:
            faults.append(f"{line!r}: {mention.text} is no day of publication")
    for number in numbers(without(rest, mentions(rest))):
        if number.text not in places and number.text not in notes:
            faults.append(f"{line!r}: {number.text} is no place in the source")
    return faults
