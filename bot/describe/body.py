"""The rows of data of a table: where they end, and what stands among and below them.

Below the last number there may be notes, totals, and rows of data all the same: those whose
figure is missing or mistyped. What is lost in silence is never found again, so that a row
right below the data is taken for a note only where it cannot be data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.describe.known import rows
from bot.describe.periods import is_period, labels_of, shape
from bot.describe.slips import AGAIN, almost_period, digits_meant, not_a_period

__all__ = ["Body", "body_of", "is_number"]

Cells = Sequence[str]

_LOOK = 60  # rows by which it is told what a column holds
_FEW = 5  # slips, or rows, that are named one by one
_LONGEST = 60  # letters of a row that are shown
_MARK = 40  # letters of the first cell of a note that tell it
_NUMBER = re.compile(
    r"[^\w]{0,4}[+\-\N{MINUS SIGN}]?[.,]?\d[\d.,' \u00a0\u202f\u2009]*(?:[eE][+-]?\d+)?"
    r"\W{0,3}\w{0,3}\W{0,3}"
)


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of data, and what is around them."""

    rows: Sequence[Cells]
    lines: Sequence[int]  # of each, as a text editor counts
    unfilled: int  # rows at their end that have no figure
    until: str | None  # how the mapping says where they end
    footer: Sequence[Cells]  # rows below that are not blank
    problems: tuple[str, ...]  # as questions


def is_number(cell: str) -> bool:
    """Whether a cell is printed as a number, whatever its marks and flags."""
    return _NUMBER.fullmatch(cell) is not None


def body_of(
    table: Sequence[Cells],
    lines: Sequence[int],
    start: int,
    header: Cells,
    columns: tuple[int, ...],
    across: tuple[int, ...],
) -> Body | None:
    """The rows of data from ``start`` on; None where there are none.

    ``columns`` tell the period, or ``across`` do by their names, or both together. ``lines``:
    on which of the file each row begins.
    """
    work = _Work(table, lines, start, header, columns, across)
    return work.done() if work.good else None


class _Work:
    """The rows under way; a place is an index of ``table``."""

    def __init__(
        self,
        table: Sequence[Cells],
        lines: Sequence[int],
        start: int,
        header: Cells,
        columns: tuple[int, ...],
        across: tuple[int, ...],
    ) -> None:
        self._table, self._lines, self._header = table, lines, header
        self._columns, self._across = columns, across
        filled = [place for place in range(start, len(table)) if any(table[place])]
        self.good = [place for place in filled if self._is_data(table[place])]
        # What is as wide as the table, has the label of a period and no number may be a note.
        numbered = [place for place in self.good if self._has_numbers(table[place])]
        self._end = numbered[-1] if numbered else self.good[-1] if self.good else start
        self._odd = [p for p in filled if p < self._end and not self._is_data(table[p])]
        self._unfilled = 0

    def done(self) -> Body:
        self._go_on()
        mistyped = [place for place in self._odd if self._is_mistyped(self._table[place])]
        inside = [place for place in self._odd if place not in mistyped]
        places = [place for place in self.good if place <= self._end]
        body = [self._table[place] for place in places]
        until, footer, unsaid = self._below(body)
        return Body(
            body,
            [self._lines[place] for place in places],
            self._unfilled,
            until,
            footer,
            (*self._slips(mistyped, body), *self._amid(inside), *unsaid),
        )

    def _is_data(self, row: Cells) -> bool:
        if len(row) != len(self._header):
            return False
        if self._across and not self._columns:
            numbers = row[self._across[0] :]
            return any(map(is_number, numbers)) or not any(numbers)
        if self._across:
            return is_period(self._label(row))
        return is_period(self._label(row)) or (
            len(self._columns) > 1 and all(row[place] for place in self._columns)
        )

    def _label(self, row: Cells) -> str:
        """The text that names a row's period, with the first column's where that has a part."""
        said = " ".join(row[place] for place in self._columns)
        return f"{said} {self._header[self._across[0]]}" if self._across else said

    def _numbers(self, row: Cells) -> Sequence[str]:
        """The cells of a row among which its numbers are."""
        if self._across:
            return row[self._across[0] :]
        return [cell for place, cell in enumerate(row) if place not in self._columns]

    def _has_numbers(self, row: Cells) -> bool:
        return any(map(is_number, self._numbers(row)))

    def _is_mistyped(self, row: Cells) -> bool:
        """Whether a row is data but for a slip in its period."""
        return (
            bool(self._columns)
            and len(row) == len(self._header)
            and self._has_numbers(row)
            and almost_period(self._label(row), self._shapes())
        )

    def _shapes(self) -> set[str]:
        return {shape(self._label(self._table[place])) for place in self.good[:_LOOK]}

    def _go_on(self) -> None:
        """Take in the rows right below that are data without a figure, or with a mistyped one."""
        for place in range(self._end + 1, len(self._table)):
            row = self._table[place]
            if self._is_data(row) and self._lacks_figures(row):
                self._unfilled += not any(map(_is_meant, row))
            elif self._is_mistyped(row):
                self._odd.append(place)
            else:
                return
            self._end = place

    def _lacks_figures(self, row: Cells) -> bool:
        """Whether there is a mistyped number in a row, or none and all else is as in other rows."""
        labels = self._texts
        figures = [p for p in range(len(row)) if p not in labels and p not in self._columns]
        if not all(_is_nothing(row[place]) or _is_meant(row[place]) for place in figures):
            return False
        return any(_is_meant(row[place]) for place in figures) or all(
            row[place] in held for place, held in labels.items()
        )

    @cached_property
    def _texts(self) -> Mapping[int, frozenset[str]]:
        """What the columns hold that are neither periods nor numbers, by their places."""
        data = [self._table[place] for place in self.good if place <= self._end]
        return {
            place: frozenset(row[place] for row in data)
            for place in range(len(self._header))
            if place not in self._columns and not any(is_number(row[place]) for row in data[:_LOOK])
        }

    def _slips(self, mistyped: Sequence[int], body: Sequence[Cells]) -> tuple[str, ...]:
        """What is to be said of periods that there are not."""
        if not mistyped:
            return ()
        name = " ".join(self._header[place] for place in self._columns)
        labels = labels_of(map(self._label, body))
        grains = tuple(labels.spans) if labels is not None else ()
        said = []
        for place in mistyped[:_FEW]:
            row = self._table[place]
            label = " ".join(row[column] for column in self._columns)
            said.append(not_a_period(self._lines[place], name, label, grains))
        more = f" ({len(mistyped) - _FEW:,} more)" if len(mistyped) > _FEW else ""
        each = "each such cell" if len(mistyped) > 1 else "the cell"
        return (f"{'; '.join(said)}{more}. {_capital(AGAIN.replace('the cell', each))}",)

    def _amid(self, inside: Sequence[int]) -> tuple[str, ...]:
        """What is to be asked of rows amid the data that are none."""
        if not inside:
            return ()
        numbers = [place + 1 for place in inside]  # as dialect.commentRows counts them
        many = ", ".join(map(str, numbers[:_FEW])) + (" and more" if len(inside) > _FEW else "")
        first = ",".join(cell for cell in self._table[inside[0]] if cell)
        rows_are = "is row" if len(inside) == 1 else "are the rows"
        problem = (
            f"What {rows_are} {many}, with no period that can be read ({first[:_LONGEST]})? Data "
            "come after. If it is data, mend it in the file and describe it anew; else take all "
            "such out of the file, or name them in dialect.commentRows, and take this question out"
        )
        return (problem,)

    def _below(self, body: Sequence[Cells]) -> tuple[str | None, Sequence[Cells], tuple[str, ...]]:
        """How the mapping says where the data end, the rows below, and what is to be asked."""
        footer = self._table[self._end + 1 :]
        rest = [row for row in footer if any(row)]
        if not rest:
            return None, (), ()
        blank_within = any(not any(row) for row in self._table[: self._end + 1][-len(body) :])
        if not any(footer[0]) and not blank_within:
            return "", rest, ()
        mark = rest[0][0][:_MARK]
        usable = bool(mark) and not any(row[0].startswith(mark) for row in body)
        perhaps = bool(any(footer[0])) and self._may_be_data(footer[0])
        if usable and not perhaps:
            return mark, rest, ()
        return None, rest, (self._where(rest[0], usable, perhaps),)

    def _may_be_data(self, row: Cells) -> bool:
        """Whether a row right below the data may be one of them, as far as it is filled."""
        if not self._columns or len(row) != len(self._header):
            return False
        dated = any(map(str.isdigit, "".join(row[place] for place in self._columns)))
        return self._is_data(row) or (dated and self._has_numbers(row))

    def _where(self, row: Cells, usable: bool, perhaps: bool) -> str:
        """The question where the data end, with what each answer comes to."""
        place = next(p for p in range(self._end + 1, len(self._table)) if any(self._table[p]))
        line, shown = self._lines[place], ",".join(row)[:_LONGEST]
        note = "take the lines from there on out of the file"
        if usable:
            note += ", or say in figures.until how the first cell there begins"
        if not perhaps or not self._is_data(row):
            what = "has no period that can be read" if perhaps else "is none of them"
            return (
                f"Where do the data end? Line {line} ({shown!r}) {what}. If it is a note or a "
                f"total, {note}, and take this question out; if it is data, mend it in the file "
                "and describe it anew"
            )
        return (
            f"Where do the data end? Line {line} ({shown!r}) has no number. If it is data without "
            f"a figure, take this question out; if its figure is mistyped, {AGAIN}; if it is a "
            f"note, {note}, and take this question out"
        )


def _is_nothing(cell: str) -> bool:
    return not cell or any(row["TEXT"] == cell for row in rows("missing"))


def _is_meant(cell: str) -> bool:
    """Whether a cell would be a number if its letters were digits."""
    meant = digits_meant(cell)
    return meant is not None and not is_number(cell) and is_number(meant)


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
