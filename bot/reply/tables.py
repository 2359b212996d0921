"""Several figures as a table, and the same table as lines for where there is none.

A row for each subject and period in the order given, a column for each measure
and unit; a dash where a row has no figure of a column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answers.answer import Comparison, Figure
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reply import phrases
from bot.reply.english import lower_first, upper_first
from bot.reply.labels import Voice

__all__ = ["MISSING", "Label", "Table", "tabulated"]

MISSING = "\u2013"
_SHARE_OF = "Share of "
_TIMES = " times as "
_AS_MANY = {
    "on the period before": "as in the period before",
    "on a year earlier": "as a year earlier",
}
_OF_A_KIND = {
    "contribution": "Contribution to growth",
    "growth_rate": "A year on average",
    "needed": "Needed",
}
"""Heads of columns by the kind of comparison that a figure is."""
_DIGIT = re.compile(r"\d")
_Column = tuple[str, str]  # head and unit


@dataclass(frozen=True, slots=True)
class Table:
    """Several figures: a row for each subject and period, a column for each measure."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: tuple[str, ...] = ()  # the columns' heads as a line says them, where cells name the unit

    def lines(self) -> tuple[str, ...]:
        """Each row on a line: "November 2021: 16.03 billion yuan; on a year earlier: …"."""
        return tuple(self._line(row) for row in self.rows)

    def _line(self, row: Sequence[str]) -> str:
        label, *cells = row
        said = [
            _said(head, cell)
            for head, cell in zip(self.said or self.head[1:], cells, strict=True)
            if cell != MISSING
        ]
        return f"{label}: {'; '.join(said) or MISSING}"


def _said(head: str, cell: str) -> str:
    """A cell with the head of its column, as they read in a line."""
    if head.startswith((phrases.LEVEL, phrases.RANKED)):
        return cell
    of_share = head.startswith(_SHARE_OF) and not head.endswith(phrases.MOVED)
    if head.startswith("On ") or of_share:  # "up 3.8% on a year earlier (computed)"
        number, bracket, marks = cell.partition(" (")
        more = head.removeprefix("Share ") if of_share else lower_first(head)
        if _TIMES in number:  # "about 5.4 times as many as in the period before"
            more = _AS_MANY.get(more, f"as {more.removeprefix('on ')}")
        elif not of_share and not _DIGIT.search(number):
            more = more.replace("on ", "from ", 1)  # "doubled from a year earlier"
        return f"{number} {more}{bracket}{marks}"
    return f"{lower_first(head)}: {cell}"


def tabulated(
    figures: Sequence[Figure], voice: Voice, compared: Sequence[Comparison] = ()
) -> Table:
    """The figures as a table; two of one subject, period, measure and unit share a cell.

    ``compared`` tells what a computed share is of.
    """
    wholes = {c.figure: c.against.subject for c in compared if c.against is not None}
    kinds = {c.figure: c.kind for c in compared}
    bases = {
        c.figure: c.against.period
        for c in compared
        if c.kind == "other_period" and c.against is not None
    }
    cells: dict[tuple[Subject, Period], dict[_Column, list[str]]] = {}
    for figure in figures:
        head = _OF_A_KIND.get(kinds.get(figure, ""))
        head = head or phrases.column(figure, voice, wholes.get(figure))
        cell = phrases.cell(figure, voice)
        if (base := bases.get(figure)) is not None:
            head, cell = f"On {voice.the(base)}", phrases.moved_cell(figure, voice)
        column = (head, phrases.unit_name(figure, voice))
        row = cells.setdefault((figure.subject, figure.period), {})
        row.setdefault(column, []).append(cell)
    columns = tuple(dict.fromkeys(column for row in cells.values() for column in row))
    label = Label.among(figures, voice)
    return Table(
        head=(label.head, *_heads(columns)),
        rows=tuple(
            (label(*key), *("; ".join(dict.fromkeys(row.get(c, [MISSING]))) for c in columns))
            for key, row in cells.items()
        ),
        said=tuple(head for head, _ in columns),
    )


def _heads(columns: Sequence[_Column]) -> tuple[str, ...]:
    """The columns' heads, with their unit where two would be the same."""
    heads = [head for head, _ in columns]
    return tuple(
        f"{head} ({unit})" if heads.count(head) > 1 and unit else head for head, unit in columns
    )


@dataclass(frozen=True, slots=True)
class Label:
    """What tells one of several figures from the others: its period, its subject, or both."""

    head: str
    voice: Voice
    names: Mapping[Subject, str] = field(default_factory=dict)  # shorter than in full

    @classmethod
    def among(cls, figures: Sequence[Figure], voice: Voice, *, short: bool = False) -> Label:
        """The shortest label that tells these figures apart.

        ``short`` where each is named in full elsewhere: only by what it has of its own.
        """
        subjects = tuple(dict.fromkeys(f.subject for f in figures))
        if len(subjects) == 1:
            return cls("Period", voice)
        one_span = len({f.period.span for f in figures}) == 1
        names = _short_names(subjects, voice) if short else {}
        return cls("Of" if one_span else "Of, in", voice, names)

    def __call__(self, subject: Subject, period: Period) -> str:
        if self.head == "Period":
            return upper_first(self.voice.period(period))
        name = upper_first(self.names.get(subject) or self.voice.subject(subject))
        return name if self.head == "Of" else f"{name}, {self.voice.period(period)}"


def _short_names(subjects: Sequence[Subject], voice: Voice) -> Mapping[Subject, str]:
    """What each has of its own, where that tells all of them apart; else none."""
    apart = {s: {voice.apart(s, other) for other in subjects if other != s} for s in subjects}
    if any(len(names) > 1 for names in apart.values()):
        return {}
    names = {subject: next(iter(found)) for subject, found in apart.items()}
    return names if len(set(names.values())) == len(subjects) else {}
