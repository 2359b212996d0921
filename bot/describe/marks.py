"""How the numbers of a table are written: decimal and thousands marks, flags, missing values.

The marks are one thing for the whole table, so that a column of ``1,234`` is read by what
the others show. What a mark may mean either way is a question, and so is every sign whose
meaning is no common one and is not explained below the table. A letter that stands once among
digits and looks like one is a slip, to be mended in the file: ``I95.2`` is nobody's 95.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.describe.known import rows
from bot.describe.slips import AGAIN, digits_meant, looks_like
from bot.store.cell_numbers import BELOW_ZERO, BRACKETS
from bot.store.questions import asked

__all__ = [
    "Cell",
    "Marks",
    "cell_of",
    "flags_in",
    "machine_written",
    "marks_of",
    "sign_in",
    "zeros_cut",
]

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_PARTS = re.compile(
    r"(?P<before>[^\d+\-\N{MINUS SIGN}.,()]{0,6}?)\s?"
    r"(?P<core>[+\-\N{MINUS SIGN}]?\s?[.,]?\d(?:[\d.,'’ \u00a0\u202f\u2009]*\d)?[.,]?"
    r"(?:[eE][+-]?\d{1,3})?)"
    r"(?P<behind>\s?[^\d.,]{0,8})"
)
_BRACKETED = re.compile(r"([^\d()]{0,6})\(([^()]*\d[^()]*)\)([^\d()]{0,8})")
_DASHES = frozenset("-\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}")
_SPACES = "\u00a0\u202f\u2009 "
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_MONEY = re.compile(r"[$€£¥%]|[A-Z]{3}|Fr\.?|kr\.?")
_NONE = frozenset(row["TEXT"] for row in rows("missing"))
_NONE_OF = re.compile(r":\s?[a-z]{1,3}")  # Eurostat's sign for none, with the reason
_ENOUGH = 3  # numbers among which one comma is odd
_FEW_OF = 10  # to one comma, which is then odd as well
_PADDED = 25  # numbers in a run of which one at least shows all its decimals
_MOST_DECIMALS = 6  # beyond, a machine wrote the number and not a publisher


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a number in it, taken apart."""

    core: str
    flags: tuple[str, ...]  # what stands beside the number and is no unit
    bare: bool  # whether there is no sign of a unit about it


@dataclass(frozen=True, slots=True)
class Marks:
    """How the numbers of a table are written."""

    decimal: str = "."
    group: str | None = None
    question: str | None = None  # in place of the decimal mark, where it is not settled
    bare: bool = True
    missing: tuple[str, ...] = ("",)
    flags: Mapping[str, str] = field(default_factory=dict)
    slips: tuple[str, ...] = ()  # what is to be mended, as questions


@lru_cache(maxsize=65536)
def cell_of(text: str) -> Cell | None:
    """The number in a cell; None where there is none."""
    if _PLAIN.fullmatch(text):
        return Cell(text, (), True)
    found = _PARTS.fullmatch(text)
    if found is None:
        return _in_brackets(text)
    before, behind = found["before"].strip(), found["behind"].strip()
    beside = [sign for sign in (before, behind) if sign]
    # A minus behind a number stands before the unit or flag there, or alone.
    if len(behind) > 1 and behind[0] in _DASHES:
        beside = [sign for sign in (before, behind[0], behind[1:].strip()) if sign]
    units = [sign for sign in beside if _MONEY.fullmatch(sign)]
    flags = tuple(sign for sign in beside if sign not in units)
    if sum(flag not in _DASHES for flag in flags) > 1:
        return None
    return Cell(found["core"], flags, not units)


def _in_brackets(text: str) -> Cell | None:
    """(350), or $(350) and (350) p: a number with brackets around it."""
    found = _BRACKETED.fullmatch(text)
    inside = cell_of(f"{found[1]}{found[2].strip()}{found[3]}") if found else None
    return None if inside is None else Cell(inside.core, (BRACKETS, *inside.flags), inside.bare)


def marks_of(columns: Iterable[Sequence[str]], notes: str, line_of: Callable[[str], int]) -> Marks:
    """The marks of all columns of numbers. ``notes``: what stands around the table.

    ``line_of`` gives the line of the file on which a cell of them first stands.
    """
    seen = _Seen()
    for cells in columns:
        seen.add(cells)
    decimal, group, question = seen.settled(line_of)
    flags, unknown, letters = _flags(seen, notes, line_of)
    missing, odd, digits = _missing(seen.texts, notes, line_of)
    return Marks(
        decimal,
        group,
        question,
        seen.bare,
        ("", *missing, *odd),
        {**flags, **unknown},
        (*letters, *digits),
    )


def flags_in(cells: Iterable[str]) -> frozenset[str]:
    """What stands beside the numbers of a column and is no unit."""
    read = (cell_of(text) for text in set(cells) if text)
    return frozenset(flag for cell in read if cell is not None for flag in cell.flags)


class _Seen:
    """What the cells of a table show."""

    def __init__(self) -> None:
        self.flags: dict[str, str] = {}  # each with an example
        self.times: Counter[str] = Counter()  # how many cells have each of them
        self.texts: Counter[str] = Counter()  # that stand alone in a cell and are no number
        self.bare = True
        self._decimal: dict[str, str] = {}  # marks that can be nothing else, with an example
        self._group: dict[str, str] = {}
        self._either: dict[str, str] = {}
        self._long = False  # a number of four digits and more that is not grouped
        self._count = 0  # numbers
        self._commas = 0  # of them, those in which a comma can be nothing but the decimal mark

    def add(self, cells: Sequence[str]) -> None:
        for text, times in Counter(cells).items():
            if text:
                self._one(text, times)

    def _one(self, text: str, times: int) -> None:
        if _PLAIN.fullmatch(text):
            self._count += times
            whole, point, part = text.lstrip("-").partition(".")
            if not point:
                self._long |= len(whole) > 3
            elif len(part) != 3 or len(whole) > 3 or whole == "0":
                self._decimal.setdefault(".", text)
            else:
                self._either.setdefault(".", text)
            return
        cell = cell_of(text)
        if cell is None:
            self.texts[text] += 1
            return
        self.bare &= cell.bare
        for flag in cell.flags:
            self.flags.setdefault(flag, text)
            self.times[flag] += times
        self._count += times
        self._mark(cell.core, text, times)

    def _mark(self, core: str, text: str, times: int) -> None:
        digits = re.sub(r"[eE][+-]?\d+$", "", core.lstrip("+-\N{MINUS SIGN} "))
        marks = [sign for sign in digits if not sign.isdigit()]
        spaces = [sign for sign in marks if sign in _SPACES or sign in "'’"]
        for sign in spaces:
            self._group.setdefault(sign, text)
        points = [sign for sign in marks if sign in ".,"]
        if not points:
            self._long |= len(digits) > 3 and not spaces
        elif len(set(points)) == 2:
            self._decimal.setdefault(points[-1], text)
            self._group.setdefault(points[0], text)
        elif len(points) > 1:
            self._group.setdefault(points[0], text)
        elif spaces or not _AMBIGUOUS.fullmatch(digits):
            self._commas += times if points[0] == "," and not spaces else 0
            self._decimal.setdefault(points[0], text)
        else:
            self._either.setdefault(points[0], text)

    def settled(self, line_of: Callable[[str], int]) -> tuple[str, str | None, str | None]:
        """Decimal mark, thousands mark, and a question where they are not sure."""
        if self._is_odd_comma():
            return ".", None, self._odd_comma(line_of)
        decimal, group = set(self._decimal), set(self._group)
        for mark in self._either:
            if mark in decimal or mark in group:
                continue
            other = {".": ",", ",": "."}[mark]
            if other in decimal or (other in self._either and other not in group):
                if other in decimal:
                    group.add(mark)
            elif other in group or (self._long and mark == "."):
                decimal.add(mark)  # "1,004" beside 1050 may be either
        unsettled = [m for m in self._either if m not in decimal and m not in group]
        both = decimal & group
        if unsettled or both or len(decimal) > 1:
            mark = sorted(unsettled or both or decimal)[0]
            shown = (self._either, self._decimal, self._group)
            text = next(held[mark] for held in shown if mark in held)
            return (
                ".",
                None,
                asked(
                    f"What is {mark} in the numbers, as in {text} on line {line_of(text)}: the "
                    "decimal mark or that of thousands? Write the decimal mark here, and that of "
                    "thousands as groupChar"
                ),
            )
        spaces = [sign for sign in group if sign in _SPACES]
        group -= set(spaces[1:])  # any of them reads them all
        if len(group) > 1:
            return (
                ".",
                None,
                asked(
                    f"Which of {' and '.join(sorted(group))} is the thousands mark? Write it as "
                    "groupChar, and the decimal mark here"
                ),
            )
        return next(iter(decimal), "."), next(iter(group), None), None

    def _is_odd_comma(self) -> bool:
        """Whether a comma is the decimal mark by few cells, which may as well be mistyped."""
        few = self._commas == 1 or self._commas * _FEW_OF <= self._count
        told = set(self._group) - {","}  # 1.234,5
        return self._commas > 0 and few and self._count >= _ENOUGH and not told

    def _odd_comma(self, line_of: Callable[[str], int]) -> str:
        text = self._decimal[","]
        beside = f"numbers such as {self._either[',']}" if "," in self._either else "whole numbers"
        read = f"{text.replace(',', '.')} or {text.replace(',', '')}"
        if "." in self._decimal:
            return asked(
                f"Line {line_of(text)} has {text!r} amid numbers such as {self._decimal['.']}: is "
                f"that {read}? {_capital(AGAIN)}"
            )
        return asked(
            f"Line {line_of(text)} has {text!r} amid {beside}: is that {read}? If it is a slip, "
            f"{AGAIN}; if the comma is the decimal mark of all of them, write , here"
        )


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


_STATUSES = (
    "write its OBS_STATUS (a letter for how sure a figure is): A nothing special, P provisional, "
    "E estimated, B a break in what is counted"
)
_MARKED = _STATUSES.replace(" A nothing special,", "")  # what says nothing is no mark, but a digit


def _flags(
    seen: _Seen, notes: str, line_of: Callable[[str], int]
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """OBS_STATUS of each flag, of those that nothing explains a question, and what is a slip."""
    told, unknown, slips = dict[str, str](), dict[str, str](), list[str]()
    for flag, text in sorted(seen.flags.items()):
        if flag == BRACKETS or not _DASHES.isdisjoint(flag):
            unknown[flag] = _perhaps_negative(flag, text)
            continue
        letter = flag.strip("()[]").lower()
        row = next((r for r in rows("flags") if r["MARK"] == letter), None)
        explained = _explained(flag.strip("()[]"), notes)
        meant, line = _meant(text), line_of(text)
        if explained is not None:
            told[flag] = explained
        elif meant is not None and _among_digits(flag, text) and seen.times[flag] == 1:
            slips.append(_slip(text, line))
        elif meant is not None:
            core = text.replace(flag, "").strip()
            unknown[flag] = asked(
                f"Line {line} has {text!r}. Is {flag} a mark beside {core}, or is it a slip for "
                f"{meant}? If it is a slip, {AGAIN}; if it is a mark, {_MARKED}"
            )
        elif row is not None and not _explains(flag.strip("()[]"), notes):
            told[flag] = row["OBS_STATUS"]
        else:
            unknown[flag] = asked(
                f"What does {flag} beside a number mean, as in {text!r} on line {line}? If it is "
                f"a slip, {AGAIN}; if it is a mark, {_STATUSES}"
            )
    return told, unknown, slips


def _among_digits(flag: str, text: str) -> bool:
    """Whether letters stand where no mark does: before the number, or several of them."""
    return text.startswith(flag) or len(flag) > 1


def _meant(text: str) -> str | None:
    """The number that a cell would be if letters in it were the digits they look like."""
    meant = digits_meant(text)
    cell = cell_of(meant) if meant is not None else None
    return meant if cell is not None and not cell.flags else None


def _slip(text: str, line: int) -> str:
    said = f"Line {line} has {text!r} where a number should be: {looks_like(text)}"
    return f"{said}. {_capital(AGAIN)}"


def _perhaps_negative(flag: str, example: str) -> str:
    what = "do brackets around" if flag == BRACKETS else f"does {flag} beside"
    return asked(
        f"What {what} a number mean, as in {example}? Most often that it is below zero: then "
        f"write {BELOW_ZERO} here. Else {_STATUSES}"
    )


def _explains(sign: str, notes: str) -> re.Match[str] | None:
    return re.search(
        rf"(?im)^\W{{0,2}}{re.escape(sign)}[\])]?\s*[=:–-]?\s+(?P<words>[^\W\d_].{{3,80}})$", notes
    ) or re.search(rf"(?i)(?<!\w){re.escape(sign)}[\])]?\s*=\s*(?P<words>[^;,\n]{{4,80}})", notes)


def _explained(sign: str, notes: str) -> str | None:
    """OBS_STATUS that the notes give to a sign."""
    said = _explains(sign, notes)
    if said is None:
        return None
    found = {
        row["OBS_STATUS"]
        for row in rows("flags")
        if re.search(row["WORDS"], said["words"], re.IGNORECASE)
    }
    return found.pop() if len(found) == 1 else None


_NO_FIGURE = re.compile(
    r"not (?:available|applicable|collected)|missing|suppressed|no (?:data|figure)", re.I
)


def _missing(
    texts: Iterable[str], notes: str, line_of: Callable[[str], int]
) -> tuple[list[str], list[str], list[str]]:
    """Texts that stand where there is no number, questions about those that may, and slips."""
    known, odd, slips = list[str](), list[str](), list[str]()
    for text in sorted(texts):
        said = _explains(text, notes)
        if (
            text in _NONE
            or _NONE_OF.fullmatch(text)
            or (said is not None and _NO_FIGURE.search(said["words"]))
        ):
            known.append(text)
        elif _meant(text) is not None:
            slips.append(_slip(text, line_of(text)))
        elif any(map(str.isdigit, text)):
            odd.append(
                asked(
                    f"Line {line_of(text)} has {text!r} where a number should be. If it is a slip, "
                    f"{AGAIN}; if it means that there is no figure, write {text} here"
                )
            )
        else:
            odd.append(
                asked(
                    f"Does {text} alone in a cell mean that there is no figure? (It stands first "
                    f"on line {line_of(text)}.) Then write {text} here; a figure of nil is to be "
                    "written 0 in the file"
                )
            )
    return known, odd, slips


def sign_in(cells: Iterable[str]) -> str | None:
    """The sign of a unit that stands beside every number of a column."""
    signs = {_sign(text) for text in set(cells) if text and cell_of(text) is not None}
    return signs.pop() if len(signs) == 1 else None


def _sign(text: str) -> str | None:
    if _PLAIN.fullmatch(text):
        return None
    found = _PARTS.fullmatch(text)
    beside = (found["before"].strip(), found["behind"].strip()) if found else ()
    return next((sign for sign in beside if _MONEY.fullmatch(sign)), None)


def zeros_cut(cells: Iterable[str], decimal: str) -> int | None:
    """How many decimals a publisher printed where whoever wrote the file cut the zeros off.

    None where that is not sure. Sure it is where no number ends in a zero behind the point,
    although many could, and all along some have all the decimals.
    """
    parts = [_part(text, decimal) for text in cells]
    known = [part for part in parts if part is not None]
    most = max(map(len, known), default=0)
    if not 1 <= most <= 4 or any(part.endswith("0") for part in known):
        return None
    if len({len(part) for part in known}) == 1 or len(known) < 2 * _PADDED:
        return None
    runs = [known[at : at + _PADDED] for at in range(0, len(known) - _PADDED + 1, _PADDED)]
    return most if all(any(len(part) == most for part in run) for run in runs) else None


def _part(text: str, decimal: str) -> str | None:
    """The digits behind the point; None of what is no plain number."""
    if decimal == "." and _PLAIN.fullmatch(text):
        return text.partition(".")[2]
    cell = cell_of(text) if text else None
    if cell is None or "e" in cell.core.lower():
        return None
    return cell.core.rpartition(decimal)[2] if decimal in cell.core else ""


def machine_written(cells: Iterable[str], decimal: str) -> str | None:
    """A number with more decimals than any publisher prints; None where there is none."""
    for text in cells:
        part = _part(text, decimal)
        if part is not None and len(part) > _MOST_DECIMALS:
            return text
    return None
