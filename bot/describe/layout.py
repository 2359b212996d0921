"""Where in a file the header stands, where the data begin and end, and what is around them.

A row of data has a number in it and the label of a period in the same column as the other
rows, or the names of the columns themselves are periods.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.describe.body import body_of, is_number
from bot.describe.crossed import crossed, is_numbered, out_of_order, unread_parts
from bot.describe.financial import perhaps_financial
from bot.describe.known import rows
from bot.describe.periods import Labels, is_period, labels_of, shape
from bot.describe.slips import almost_period, not_a_period

__all__ = ["Layout", "lay_out", "named"]

Cells = Sequence[str]

_LOOK = 60  # rows by which the header is found
_MOST_ABOVE = 40
_MOST_OF = 2  # periods to one slip, in a column of periods
_LEFT = 12  # columns among which the periods are looked for, whatever their names


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a file; rows are counted from 1."""

    header: tuple[str, ...]
    header_rows: tuple[int, ...]  # none where the file has no header
    above: tuple[tuple[str, ...], ...]
    beside: Mapping[str, tuple[str, ...]]  # rows between header and data, by their first cell
    passed: tuple[int, ...]  # the rows of these, and blank ones are not among them
    body: Sequence[Cells]
    lines: Sequence[int]  # of the body, as a text editor counts
    first: int  # the row on which the data begin
    until: str | None
    footer: Sequence[Cells]
    periods: tuple[int, ...]  # the columns that tell the period, in the order to read them
    across: tuple[int, ...]  # the columns that are named by periods, or end those of the rows
    by_year: bool  # of a table with both: whether the rows are years
    labels: Labels | None
    problems: tuple[str, ...]  # what cannot be described, as questions
    count: int  # rows of data
    unfilled: int  # of them at the end, that have no figure
    below: int  # rows below them that are not blank

    @property
    def crossed(self) -> bool:
        """Whether the row and the column tell the period together."""
        return bool(self.periods and self.across)

    def emptied(self) -> Layout:
        """The same without the rows themselves, which are large."""
        return replace(self, body=(), lines=(), footer=(), beside={})


def named(role: str, name: str) -> bool:
    """Whether a column's name is one that columns of that role have.

    What stands behind a backslash is said of the columns beside it: ``geo\\time``.
    """
    name = name.partition("\\")[0]
    pattern = next(row["PATTERN"] for row in rows("names") if row["ROLE"] == role)
    bare = " ".join(re.sub(r"[^\w']+", " ", name.replace("_", " ")).split())
    return re.fullmatch(pattern.replace("[ _]", " "), bare, re.IGNORECASE) is not None


def lay_out(table: Sequence[Cells], lines: Sequence[int]) -> Layout | None:
    """The parts of a table; None where no header with data below can be told.

    ``lines``: on which of the file each row begins.
    """
    width = _width(table)
    start = _first_of_data(table, width)
    if start is None:
        return None
    body_from, header_at = start
    header, header_rows = _header(table, header_at, width)
    after = header_at + 1 if header_at is not None else 0
    between = [place for place in range(after, body_from) if any(table[place])]
    sample = [row for row in table[body_from : body_from + _LOOK] if len(row) == width and any(row)]
    both = crossed(header, sample)
    across = both.across if both else _across(header)
    columns = (both.lead,) if both else None if across else _period_columns(header, sample, width)
    if not across and columns is None:
        columns = _nearly_periods(header, sample)
        if columns is None:
            return None
    found = body_of(table, lines, body_from, header, columns or (), across)
    if found is None:
        return None
    body, odd = found.rows, found.problems
    labels = labels_of(_labels(header, body, columns or (), across))
    if both and (unordered := out_of_order(header, both)):
        odd = (*odd, unordered)
    elif not across and labels and set(labels.spans) == {"A"} and (parts := unread_parts(header)):
        odd = (*odd, parts)
    top = header_rows[0] - 1 if header_rows else body_from
    titles = tuple(tuple(cell for cell in row if cell) for row in table[:top] if any(row))
    names = [header[place] for place in columns or ()]
    if across and not both and header_rows and labels and (misnamed := _misnamed(header, across)):
        line = lines[header_rows[-1] - 1]
        each = (not_a_period(line, "column", header[p], labels.spans) for p in misnamed)
        odd = (*odd, *(f"{said}. Mend the name in the file and describe it anew" for said in each))
    if financial := perhaps_financial(names, map(" ".join, titles), labels):
        odd = (*odd, financial)
    return Layout(
        header,
        header_rows,
        titles,
        {table[place][0]: tuple(table[place]) for place in between if header_rows},
        tuple(place + 1 for place in between),
        body,
        found.lines,
        body_from + 1,
        found.until,
        found.footer,
        columns or (),
        across,
        both is not None and both.by_year,
        labels,
        odd,
        len(body),
        found.unfilled,
        len(found.footer),
    )


def _labels(
    header: Cells, body: Sequence[Cells], columns: tuple[int, ...], across: tuple[int, ...]
) -> Iterator[str]:
    """The labels of all periods, as the loader reads them."""
    begins = list(dict.fromkeys(" ".join(row[place] for place in columns) for row in body))
    if not across:
        yield from begins
    for begin in begins if across else ():
        yield from (f"{begin} {header[place]}".strip() for place in across)


def _width(table: Sequence[Cells]) -> int:
    """The width of the rows at the top that hold the most cells: titles and notes are narrower."""
    widths = Counter(len(row) for row in [row for row in table if any(row)][:_LOOK])
    wide = {width: times for width, times in widths.items() if width > 1 and times > 1}
    return max(wide, key=lambda w: (wide[w] * w, w)) if wide else 0


def _like_data(row: Cells, width: int) -> bool:
    if len(row) != width:
        return False
    filled = [cell for cell in row if cell]
    numbers = {place for place, cell in enumerate(filled) if is_number(cell)}
    if len(numbers) * 3 >= len(filled) > 0:
        return True
    periods = {place for place, cell in enumerate(filled) if is_period(cell)}
    return bool(numbers and periods) and len(numbers | periods) > 1


def _first_of_data(table: Sequence[Cells], width: int) -> tuple[int, int | None] | None:
    """Where the data begin and the header's last row; None for a header that is not there."""
    for place, row in enumerate(table[:_MOST_ABOVE]):
        across = tuple(range(width)) if is_numbered(row) else _across(row)
        if across and len(row) == width and _is_header(table, place, across):
            return _next_filled(table, place), place
        if not _like_data(row, width) or not _is_followed(table, place, width):
            continue
        header = _header_above(table, place, width)
        return place, header
    return None


def _is_header(table: Sequence[Cells], place: int, across: tuple[int, ...]) -> bool:
    """Whether a row with periods in it names columns; below other names its years are data."""
    row = table[place]
    above = [other for other in table[:place] if len(other) == len(row) and _filled(other) > 1]
    if any(len(set(other)) == len(other) and not any(map(is_number, other)) for other in above):
        return False
    below = [other for other in table[place + 1 :] if len(other) == len(row) and any(other)][:3]
    return any(is_number(other[p]) for other in below for p in across)


def _is_followed(table: Sequence[Cells], place: int, width: int) -> bool:
    """Whether more rows of data come, or this one has a period and all that stands is it."""
    later = [row for row in table[place + 1 :][:8] if any(row)]
    alike = sum(_like_data(row, width) for row in later)
    return alike * 2 >= len(later) or (not later) or any(map(is_period, table[place]))


def _next_filled(table: Sequence[Cells], place: int) -> int:
    return next((p for p in range(place + 1, len(table)) if any(table[p])), place + 1)


def _header_above(table: Sequence[Cells], place: int, width: int) -> int | None:
    """The row that names the columns: the nearest above with more than one cell filled.

    Where several rows stand between it and the data, each named in its first cell (unit,
    release date), it is the first of them. A row with one cell filled is a title.
    """
    run: list[int] = []
    for above in range(place - 1, -1, -1):
        row = table[above]
        if len(row) != width or not any(row):
            if run:
                break
            continue
        run.append(above)
    while run and _filled(table[run[-1]]) < min(2, width):
        run.pop()
    if len(run) >= 3 and all(table[above][0] for above in run):
        return run[-1]
    return next((above for above in run if _filled(table[above]) >= min(2, width)), None)


def _filled(row: Cells) -> int:
    return sum(1 for cell in row if cell)


def _header(
    table: Sequence[Cells], at: int | None, width: int
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if at is None:
        return tuple(f"column {place}" for place in range(1, width + 1)), ()
    rows_of = [at]
    above = at - 1
    lower = table[at]
    if (
        above >= 0
        and len(table[above]) == width
        and _filled(table[above]) >= 2
        and (not all(lower[1:]) or len(set(lower)) < len(lower))
    ):
        rows_of.insert(0, above)
    cells = zip(*(table[place] for place in rows_of), strict=True)
    return tuple(" ".join(filter(None, names)) for names in cells), tuple(p + 1 for p in rows_of)


def _across(header: Cells) -> tuple[int, ...]:
    """The columns named by periods, where those are two or more and in order."""
    found = [place for place, name in enumerate(header) if is_period(name)]
    labels = labels_of([header[place] for place in found]) if len(found) >= 2 else None
    names = [header[place] for place in found]
    if labels is None or len(set(names)) < len(names) or 0 in found:
        return ()
    run = sorted({*found, *_misnamed(header, found)})
    return tuple(found) if run == list(range(run[0], run[0] + len(run))) else ()


def _misnamed(header: Cells, periods: Sequence[int]) -> list[int]:
    """The columns whose names are no periods by a slip, beside those that are."""
    shapes = {shape(header[place]) for place in periods}
    return [
        place
        for place, name in enumerate(header)
        if place not in periods and not is_period(name) and almost_period(name, shapes)
    ]


def _period_columns(header: Cells, sample: Sequence[Cells], width: int) -> tuple[int, ...] | None:
    """The columns whose cells tell the period of a row."""
    few = sample[: max(3, len(sample) * 2 // 3)]
    places = [place for place in range(width) if place < _LEFT or named("period", header[place])]
    read = [place for place in places if all(is_period(row[place]) for row in few)]
    year = [p for p in places if named("year", header[p]) and p in read]
    part = [p for p in places if named("part", header[p]) and p not in year]
    for first in year:
        for second in part:
            order = (min(first, second), max(first, second))  # as the loader joins them
            if labels_of(" ".join(row[p] for p in order) for row in few) is not None:
                return order
    said = [place for place in read if named("period", header[place])]
    if said:
        return (min(said, key=lambda p: -len({row[p] for row in sample})),)
    texts = [p for p in read if any(not row[p].replace(".", "").isdigit() for row in few)]
    first_column = [p for p in read if p == 0]
    return ((texts or first_column)[0],) if texts or first_column else None


def _nearly_periods(header: Cells, sample: Sequence[Cells]) -> tuple[int, ...] | None:
    """The column of periods, where some of its cells are none by a slip."""
    for place, name in enumerate(header[:_LEFT]):
        texts = [row[place] for row in sample]
        good = [text for text in texts if is_period(text)]
        shapes = {shape(text) for text in good}
        odd = [text for text in texts if text and not is_period(text)]
        if len(good) < _MOST_OF or len(good) < _MOST_OF * len(odd):
            continue
        # Four digits may be any number, where nothing else says that they are years.
        years = all(text.isdigit() for text in good)
        alike = not years and all(almost_period(text, shapes) for text in odd)
        if named("period", name) or alike:
            return (place,)
    return None
