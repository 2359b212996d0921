"""The figures of a reply as CSV, for a spreadsheet: each with all it takes to check it.

A row for each figure asked for, then for each comparison and each figure beside it; ``kind``
says which. ``stated`` and ``unit`` are as the source printed them, ``multiplied by`` what its
unit stands for ("1000000000"), ``number``, ``low`` and ``high`` the plain number and its
bounds, as decimals without commas. A computed figure has its working instead. A cell that a
spreadsheet would run as a formula begins with an apostrophe; a negative number stays one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bot.answers.answer import Answer, Comparison, Figure
from bot.figures.codes import NOT_APPLICABLE, Transformation
from bot.reply import phrases
from bot.reply.english import lower_first
from bot.reply.labels import Voice
from bot.reply.numbers import plain
from bot.reply.sourcing import cited_by
from bot.reply.working import formula

__all__ = ["COLUMNS", "spreadsheet"]

COLUMNS = (
    *("kind", "label", "area", "indicator", "flow", "period", "year to date"),
    *("stated", "unit", "multiplied by", "number", "low", "high", "stated or computed"),
    *("working", "source", "published", "locator", "address", "cautions"),
)
ASKED, BESIDE = "figure", "beside"

_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


def spreadsheet(answer: Answer, cautions: Sequence[str], voice: Voice) -> str:
    """The CSV text with a head; empty where the answer has no figure."""
    if not answer.figures:
        return ""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    warned = " ".join(cautions)
    for kind, figure in _each_once(answer):
        rows.writerow(map(safe, (*_cells(kind, figure, voice), warned)))
    return text.getvalue()


def safe(cell: str) -> str:
    """The cell as a spreadsheet shows it and does not run it."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else cell


def _each_once(answer: Answer) -> Iterator[tuple[str, Figure]]:
    met: set[tuple[Figure, object]] = set()
    for kind, figure in _every(answer.figures, answer.comparisons, answer.related):
        if (figure, figure.value) not in met:
            met.add((figure, figure.value))
            yield kind, figure


def _every(
    figures: Iterable[Figure], compared: Iterable[Comparison], related: Iterable[Figure]
) -> Iterator[tuple[str, Figure]]:
    yield from ((ASKED, figure) for figure in figures)
    for comparison in compared:
        yield comparison.kind.replace("_", " "), comparison.figure
        if comparison.against is not None:
            yield f"base of {comparison.kind.replace('_', ' ')}", comparison.against
    yield from ((BESIDE, figure) for figure in related)


def _cells(kind: str, figure: Figure, voice: Voice) -> tuple[str, ...]:
    subject, printed, period = figure.subject, figure.statement, figure.period
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    statements = cited_by(figure)
    sources = [voice.catalogue.source(s) for s in dict.fromkeys(s.source for s in statements)]
    flow = subject.trade_flow
    changed = figure.transformation is not Transformation.NONE
    stated = phrases.change(figure, voice).amount if changed else phrases.amount(figure, voice)
    return (
        kind,
        _label(figure, voice),
        voice.area(subject.ref_area),
        voice.catalogue.indicator(subject.indicator).label,
        "" if flow == NOT_APPLICABLE else voice.code("trade_flow", flow),
        period.code,
        "yes" if period.ytd else "no",
        _printed(figure, stated.text),
        "" if figure.unit == NOT_APPLICABLE else figure.unit,
        plain(Fraction(10) ** printed.unit_mult) if printed and figure.value is not None else "",
        "" if figure.value is None else plain(figure.value),
        "" if low is None else plain(low, "down"),
        "" if high is None else plain(high, "up"),
        str(figure.basis),
        formula(figure.working, voice, figure.unit) if figure.working is not None else "",
        "; ".join(f"{s.publisher}{f', {s.title}' if s.title else ''}" for s in sources),
        "; ".join(s.published.isoformat() for s in sources),
        "; ".join(dict.fromkeys(s.locator for s in statements if s.locator)),
        "; ".join(s.url for s in sources if s.url),
    )


def _printed(figure: Figure, words: str) -> str:
    """The number as it is in the source, or its words where it has only words."""
    if figure.statement is None:
        return ""
    return words if figure.value is None else figure.statement.value or ""


def _label(figure: Figure, voice: Voice) -> str:
    """Subject, period and what kind of number: "…, November 2021, on a year earlier"."""
    column = phrases.column(figure, voice)
    title = phrases.title(figure, voice)
    return title if column == phrases.LEVEL else f"{title}, {lower_first(column)}"
