"""What the catalogue says of remainders, wholes less some of their parts, that nobody states.

Such a subject is spoken of where its whole and each of its parts are, all else alike. What is
published of it are the periods in which the whole and the parts have a number each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bot.answers.catalogue import Catalogue
from bot.answers.remainders import flaw
from bot.figures.codes import ALL, WORLD, Measure
from bot.figures.period import Period
from bot.figures.remainder import Remainder, remainders_in
from bot.figures.series import Subject

__all__ = ["common_periods", "kindred", "label", "remaining", "title"]

Wanted = Mapping[str, Collection[str]]

_EVERY_PARTNER = "all partners"
"""What the world is called where a partner is left out of it."""


def label(dimension: str, rest: Remainder, name: Callable[[str], str]) -> str:
    """What a remainder is called: "all partners but Kazakhstan", "China (excluding Xinjiang)"."""
    parts = _joined([name(part) for part in rest.parts])
    if rest.whole == WORLD and dimension != "ref_area":
        return f"{_EVERY_PARTNER} but {parts}"
    whole = name(rest.whole)
    return f"{whole} but {parts}" if rest.whole == ALL else f"{whole} (excluding {parts})"


def title(rest: Remainder, name: Callable[[str], str]) -> str:
    """What a measure without some of its parts is called: "train trips other than westbound"."""
    whole = name(rest.whole)
    parts = [name(part).removesuffix(f" {whole}") for part in rest.parts]
    return f"{whole} other than {_joined(parts)}"


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def remaining(
    wanted: Wanted, held: Callable[[Wanted], Sequence[Subject]], catalogue: Catalogue
) -> Iterator[Subject]:
    """Of the remainders wanted, the subjects of which the whole and the parts are on file."""
    for dimension, codes in wanted.items():
        for code in codes:
            rest = Remainder.of(code)
            if rest is None or flaw(dimension, rest, catalogue) is not None:
                continue
            whole, *parts = (
                [s.with_(dimension, code) for s in held({**wanted, dimension: (one,)})]
                for one in (rest.whole, *rest.parts)
            )
            yield from (s for s in whole if all(s in part for part in parts))


def kindred(subject: Subject, dimension: str, catalogue: Catalogue) -> Iterator[Subject]:
    """Remainders that differ from this one in that other dimension only, as ``remaining`` has."""
    for of, whole, parts in remainders_in(subject):
        if of == dimension:
            continue
        code = getattr(subject, of)
        beside = [
            [s.with_(of, code) for s in catalogue.counterparts(part, dimension)] for part in parts
        ]
        for other in catalogue.counterparts(whole, dimension):
            if all(other.with_(of, code) in part for part in beside):
                yield other.with_(of, code)


def common_periods(
    subject: Subject,
    catalogue: Catalogue,
    of_whole: Callable[[Subject], Sequence[Period]],
    of_part: Callable[[Subject], Sequence[Period]],
) -> Iterator[Period]:
    """Periods that the whole and all the parts have a number for, as the whole's are called.

    ``of_whole`` are the periods asked for; ``of_part`` may be more, as one period has several
    names.
    """
    for _, whole, parts in remainders_in(subject):
        spans = [{period.span for period in of_part(part)} for part in parts]
        common = (p for p in of_whole(whole) if all(p.span in of_one for of_one in spans))
        for period in common:
            if all(_numbered(one, period, catalogue) for one in (whole, *parts)):
                yield period
        return  # of a remainder in two dimensions the whole is one in the other


def _numbered(subject: Subject, period: Period, catalogue: Catalogue) -> bool:
    """Whether a level is stated, or a share that makes one; "rose" alone makes none."""
    if any(remainders_in(subject)):
        return True
    return any(
        s.quantity is not None and (s.series.is_level or s.series.measure is Measure.SHARE)
        for s in catalogue.statements(subject, period)
    )
