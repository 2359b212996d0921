"""Parts and wholes by code: what may be divided by a whole, or taken from it.

That a part lies within its whole is never inferred from numbers (design: rule 6). Everywhere
is within the world, every product among all, and either flow a part of the two together; an
area is within another, and a measure a part of another, where a package says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.figures.codes import ALL, WORLD
from bot.reckon.holdings import Holdings

__all__ = ["is_part"]


def is_part(dimension: str, part: str, whole: str, holdings: Holdings) -> bool:
    """Whether the one code is, in that dimension of a subject, a true part of the other."""
    if part == whole:
        return False
    match dimension:
        case "ref_area" | "counterpart_area":
            return whole == WORLD or whole in holdings.groups(part)
        case "trade_flow":
            return whole == "T"
        case "product":
            return whole == ALL
        case "indicator":
            return whole in _above(part, holdings)
        case _:
            return False


def _above(indicator: str, holdings: Holdings) -> Iterator[str]:
    above = holdings.parent(indicator)
    while above is not None:
        yield above
        above = holdings.parent(above)
