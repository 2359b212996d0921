"""The report: each disagreement in words, with both numbers and what may explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bot.answers.answer import Figure, Note
from bot.answers.making import computed, from_statement
from bot.checking.disagree import Checked, Disagreement
from bot.figures.codes import Measure
from bot.reckon.agree import Verdict
from bot.reckon.expression import Constant, Input, Operation, inputs
from bot.reply import phrases
from bot.reply.labels import Voice
from bot.reply.sentences import sentence
from bot.reply.sourcing import stated_in
from bot.reply.working import formula as written

__all__ = ["report"]

SAYS = {
    Verdict.INCONSISTENT: "the release contradicts itself",
    Verdict.TRUNCATION: "agrees only if digits were cut off and not rounded",
    Verdict.REVISED: "of different releases: revised since",
    Verdict.PUBLISHERS: "publishers that do not count alike",
}
"""What each verdict means, the gravest first."""


def report(checked: Checked, of_load: Sequence[Note], voice: Voice) -> Iterator[str]:
    """A paragraph for each disagreement, the gravest first, then the cautions, and a count."""
    order = list(SAYS)
    for one in sorted(checked.disagreements, key=lambda d: order.index(d.verdict)):
        yield _paragraph(one, voice)
    for note in of_load:
        yield f"{note.key.replace('_', ' ')}: {sentence(note, voice)}"
    counts = Counter(d.verdict for d in checked.disagreements)
    found = ", ".join(f"{counts[v]} {v}" for v in order if counts[v]) or "none disagrees"
    yield (
        f"{checked.relations:,} relations between {checked.checked:,} of {checked.numbers:,} "
        f"numbers: {found}. {checked.numbers - checked.checked:,} stand alone, and nothing "
        "on file can check them."
    )


def _paragraph(one: Disagreement, voice: Voice) -> str:
    statement, formula = one.relation.statement, one.relation.formula
    follows = _figure(one)
    lines = [
        f"{one.verdict}: {phrases.line(from_statement(statement), voice)}",
        f"  {phrases.span(follows, voice)} follows: {written(formula, voice, follows.unit)}",
        f"  {SAYS[one.verdict]}",
    ]
    if one.verdict is Verdict.REVISED and (moved := _moved(one)) is not None:
        lines[-1] += f", by {moved}"
    if one.slip is not None:
        meant = phrases.amount(from_statement(one.slip.meant), voice).full
        printed = phrases.line(from_statement(one.slip.printed), voice)
        lines.append(f"  it would all fit if {printed} were {meant}")
    lines += [f"  {s.text(voice)}" for s in stated_in((statement, *inputs(formula)), voice)]
    return "\n".join(lines)


def _figure(one: Disagreement) -> Figure:
    """What follows, as a figure that can be said."""
    statement, formula = one.relation.statement, one.relation.formula
    series = statement.series
    if Input(statement).scale != 1:
        formula = Operation("*", formula, Constant(1 / Input(statement).scale))
    return computed(
        formula,
        subject=series.subject,
        period=statement.period,
        unit=series.unit,
        measure=series.measure,
        transformation=series.transformation,
    )


def _moved(one: Disagreement) -> str | None:
    """By how much a level is revised, in percent: from what was printed to what follows."""
    statement = one.relation.statement
    if statement.series.measure is not Measure.LEVEL or not statement.series.is_level:
        return None
    printed, follows = Input(statement).number, one.relation.interval
    if printed == 0:
        return None
    ends = [(end / printed - 1) * 100 for end in (follows.low, follows.high)]
    low, high = (_rounded(end) for end in sorted(ends))
    return f"{low}%" if low == high else f"{low} to {high}%"


def _rounded(number: Fraction) -> str:
    tenths = round(number * 10)
    return f"{tenths / 10:+.1f}".replace("-", "\u2212")
