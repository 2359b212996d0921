"""Mutants: a printed number as a slip would print it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

__all__ = ["KINDS", "mutants"]

KINDS = ("×10", "÷10", "sign", "two digits swapped", "one digit changed")


def mutants(value: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every number that one slip makes of a printed one, each text once a kind."""
    seen: set[tuple[str, str]] = set()
    for kind, text in _mutants(value):
        if text != value and (kind, text) not in seen:
            seen.add((kind, text))
            yield kind, text


def _mutants(value: str) -> Iterator[tuple[str, str]]:
    number = Decimal(value)
    yield "×10", f"{number.scaleb(1):f}"
    yield "÷10", f"{number.scaleb(-1):f}"
    yield "sign", f"{-number:f}"
    places = [place for place, sign in enumerate(value) if sign.isdecimal()]
    for here, there in combinations(places, 2):
        swapped = list(value)
        swapped[here], swapped[there] = value[there], value[here]
        yield "two digits swapped", _plain("".join(swapped))
    for place in places:
        for digit in "0123456789":
            if digit != value[place]:
                changed = f"{value[:place]}{digit}{value[place + 1 :]}"
                yield "one digit changed", _plain(changed)


def _plain(value: str) -> str:
    """Without the noughts in front that nobody prints: "03.2" is 3.2."""
    return f"{Decimal(value):f}"
