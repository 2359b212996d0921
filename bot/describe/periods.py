"""In which formats a column's labels of periods are written, and which frequency they have.

A format is right if it reads every label of its shape. Where two formats read them all and
make other periods of them (3/4/2020), that is a question. Dates that stand for something
longer tell it by their spacing: one a week, a month, a quarter or a year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from bot.describe.known import rows
from bot.figures.period import Period
from bot.store.period_labels import MONTH_WORDS, labelled
from bot.store.questions import asked

__all__ = ["Labels", "are_financial_years", "is_period", "labels_of", "shape", "wordless"]

_CODES = ""  # no format: the label is a TIME_PERIOD already
_OF_CODES = "dhmpqstwyz"  # letters of TIME_PERIODs, of intervals and moments too
_LETTERS = re.compile(r"[^\W\d_]+")
_OFTEN = "How often is it published? Write D, W, M, Q or A"
_FINANCIAL = re.compile(
    r"(?i)(?P<called>f\.?y\.?|(?:fiscal|financial)(?: year)?)?\s?'?(?P<first>\d{4}|(?<=\D)\d\d)"
    r"(?:\s?[/–-]\s?(?P<second>\d{4}|\d\d))?(?: (?:[eapb]|est|actual|budget)\.?)?"
)
_FEW = 3  # dates that are too few for their spacing to tell


@dataclass(frozen=True, slots=True)
class Labels:
    """How labels of periods are written, and what they stand for."""

    formats: tuple[str, ...]  # empty where they are TIME_PERIODs already
    question: str | None  # where the formats are not settled
    freq: str | None  # FREQ to state; None where the labels tell it, or a question
    spans: Mapping[str, tuple[str, str]]  # by FREQ, the first and last TIME_PERIOD
    counts: Mapping[str, int]  # by FREQ, how many periods


@lru_cache(maxsize=65536)
def _read(text: str, form: str) -> str | None:
    try:
        return labelled(text, (form,) if form else (), None)[0]
    except ValueError:
        return None


def shape(label: str) -> str:
    """How a label is written, whatever its digits and letters: 9999-99, a 9999."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", " ".join(label.split())))


@lru_cache(maxsize=4096)
def _formats(label: str) -> tuple[str, ...]:
    """The formats that read one label."""
    forms = [row["FORMAT"] for row in rows("formats")]
    found = tuple(form for form in (*forms, _CODES) if _read(label, form) is not None)
    return tuple(form for form in found if form) or found


@cache
def _words() -> frozenset[str]:
    """All letters that labels of periods have, run by run: tens of formats need not be tried
    on a code of a series.
    """
    read = " ".join(row["READS"] for row in rows("formats")).lower()
    return frozenset((*_LETTERS.findall(read), *MONTH_WORDS, *_OF_CODES))


def wordless(label: str) -> bool:
    """Whether a text has no word but those that labels of periods have."""
    return _words().issuperset(_LETTERS.findall(label.lower()))


def is_period(label: str) -> bool:
    """Whether a text can be read as the label of a period."""
    if not label or len(label) > 24 or not any(sign.isdigit() for sign in label):
        return False
    if not wordless(label):
        return False
    found = _formats(label)
    return any(1600 <= int((_read(label, form) or "0")[:4]) <= 2199 for form in found)


def labels_of(labels: Iterable[str]) -> Labels | None:
    """How the labels are written; None where some of them are no periods."""
    distinct = list(dict.fromkeys(labels))
    by_shape: dict[str, list[str]] = {}
    for label in distinct:
        by_shape.setdefault(shape(label), []).append(label)
    if not distinct or are_financial_years(distinct):
        return None
    choices: dict[str, list[str]] = {}
    for written, alike in by_shape.items():
        left = [form for form in _formats(alike[0]) if _read_all(alike, form)]
        if not left:
            return None
        choices[written] = _told_apart(alike, left)
    settled = {left[0] for left in choices.values() if len(left) == 1}
    formats, question = [], None
    for written, left in choices.items():
        known = [form for form in left if form in settled]
        if len(known) == 1 or len(left) == 1:
            formats.append((known or left)[0])
        else:
            question = question or _which(by_shape[written][0], left)
            formats.append(left[0])
    formats = _ordered(formats)
    read = {label: labelled(label, tuple(f for f in formats if f), None) for label in distinct}
    freq, unsure = _frequency([Period.of(code) for code, _ in read.values()])
    if question is not None:
        freq, unsure = None, _OFTEN
    if unsure is not None:
        freq = asked(unsure)
    return _summed(formats, question, freq, [code for code, _ in read.values()])


def _read_all(labels: Sequence[str], form: str) -> bool:
    return all(_read(label, form) is not None for label in labels)


def _told_apart(labels: Sequence[str], forms: Sequence[str]) -> list[str]:
    """One format of each reading that the labels allow."""
    readings: dict[tuple[str | None, ...], str] = {}
    for form in forms:
        readings.setdefault(tuple(_read(label, form) for label in labels), form)
    return list(readings.values())


def _which(label: str, forms: Sequence[str]) -> str:
    said = " or ".join(f"{form} ({_read(label, form)})" for form in forms)
    return f"How is {label} to be read: {said}? Write the format here"


def are_financial_years(labels: Sequence[str]) -> bool:
    """2009/10, FY2019: a year and the next, which a month or a year would be mistaken for."""
    return bool(labels) and all(map(_is_financial_year, labels))


def _is_financial_year(label: str) -> bool:
    found = _FINANCIAL.fullmatch(label.strip())
    if found is None:
        return False
    if found["second"] is None:
        return found["called"] is not None
    return (int(found["first"]) + 1 - int(found["second"])) % 100 == 0


def _ordered(formats: Sequence[str]) -> list[str]:
    known = [row["FORMAT"] for row in rows("formats")]
    return sorted(dict.fromkeys(formats), key=lambda f: known.index(f) if f else len(known))


def _frequency(periods: Sequence[Period]) -> tuple[str | None, str | None]:
    """FREQ to state, or a question about it; neither where the labels themselves tell."""
    grains = {period.grain for period in periods}
    if len(grains) != 1:
        return None, None
    grain = grains.pop()
    if grain == "X":  # as many days as a year has are one, whichever month it begins in
        years = all((period.end - period.start).days in (364, 365) for period in periods)
        return ("A", None) if years else (None, _OFTEN)
    starts = sorted({period.start for period in periods})
    if grain == "M" and len(starts) >= _FEW:
        months = [day.year * 12 + day.month for day in starts]
        step = _usual([b - a for a, b in pairwise(months)])
        if step in (3, 12):
            longer = {3: "quarter", 12: "year"}[step]
            return None, (
                f"The months stand {step} apart: does each stand for its {longer}, or for the "
                f"month alone? Write {longer[0].upper() if step == 3 else 'A'} or M"
            )
    if grain != "D":
        return None, None
    gaps = [(b - a).days for a, b in pairwise(starts)]
    if len(gaps) + 1 < _FEW:
        return None, _OFTEN
    usual = _usual(gaps)
    for freq, low, high, key in _SPACINGS:
        places = Counter(key(day) for day in starts)
        if low <= usual <= high and (freq == "D" or max(places.values()) == 1):
            return freq, None
    return None, f"Its dates stand {usual} days apart: how often is it? Write D, W, M, Q or A"


_SPACINGS = (
    ("D", 1, 3, lambda day: day.toordinal()),
    ("W", 7, 7, lambda day: day.isocalendar()[:2]),
    ("M", 28, 31, lambda day: (day.year, day.month)),
    ("Q", 89, 92, lambda day: (day.year, (day.month + 2) // 3)),
    ("A", 365, 366, lambda day: (day.year, 0)),
)


def _usual(gaps: Sequence[int]) -> int:
    """The gap in the middle, if nearly all are about as long; 0 where they differ too much."""
    middle = sorted(gaps)[len(gaps) // 2]
    alike = sum(middle - 3 <= gap <= middle + 3 for gap in gaps)
    return middle if alike * 10 >= len(gaps) * 8 else 0


def _summed(
    formats: Sequence[str], question: str | None, freq: str | None, codes: Iterable[str]
) -> Labels:
    stated = freq if freq in tuple(each[0] for each in _SPACINGS) else None
    found: dict[str, list[str]] = {}
    for code in codes:
        place, grain = labelled(code, (), stated)
        found.setdefault(grain, []).append(place)
    return Labels(
        tuple(form for form in formats if form),
        question,
        freq,
        {grain: (min(held), max(held)) for grain, held in found.items()},
        {grain: len(set(held)) for grain, held in found.items()},
    )
