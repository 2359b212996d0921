"""The working of a reply: where each number of it stands, or how it was worked out.

A paragraph for each number, in the order in which the reply says them: what a publisher
printed with the release, the day and the place in it; what was computed with its formula and
each number in that. A reporter can check every figure by hand with nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.answer import Answer, Comparison, Figure
from bot.answers.making import from_statement
from bot.figures.statement import Statement
from bot.reckon.expression import inputs
from bot.reply import phrases
from bot.reply.english import lower_first, upper_first
from bot.reply.labels import Voice
from bot.reply.sentences import values_said
from bot.reply.sourcing import Cited
from bot.reply.working import formula

__all__ = ["working_text"]

_SCALES = {
    3: "thousand",
    4: "ten thousand",
    6: "million",
    8: "hundred million",
    9: "billion",
    12: "trillion",
}


def working_text(answer: Answer, voice: Voice) -> str:
    """The paragraphs, a blank line between them; empty where the reply has no number."""
    met: set[tuple[Figure, object]] = set()
    paragraphs = []
    for figure in _figures(answer):
        if (figure, figure.value) not in met:
            met.add((figure, figure.value))
            paragraphs.append("\n".join(_told(figure, voice)))
    return "\n\n".join(paragraphs)


def _figures(answer: Answer) -> Iterator[Figure]:
    yield from answer.figures
    for comparison in answer.comparisons:
        yield comparison.figure
        if comparison.against is not None:
            yield comparison.against
    yield from answer.related
    notes = (*answer.message, *answer.assumptions, *(c.note for c in answer.cautions))
    for value in (value for note in notes for value in values_said(note)):
        match value:
            case Figure():
                yield value
            case Comparison():
                yield value.figure
            case Statement():
                yield from_statement(value)


def _told(figure: Figure, voice: Voice) -> Iterator[str]:
    yield upper_first(phrases.line(figure, voice))
    if figure.working is None:
        printed = figure.statement
        if printed is not None:
            yield f"Stated: {_stands(printed, voice)}"
        return
    yield f"Computed: {formula(figure.working, voice, figure.unit)}"
    for statement in dict.fromkeys(inputs(figure.working)):
        of = lower_first(phrases.line(from_statement(statement), voice))
        yield f"\u2022 {upper_first(of)}. {upper_first(_stands(statement, voice))}"


def _stands(statement: Statement, voice: Voice) -> str:
    """Whose it is, of which day, where in it, and how it is printed there."""
    places = (statement.locator,) if statement.locator else ()
    source = voice.catalogue.source(statement.source)
    address = f", {source.url}" if source.url else ""
    return f"{Cited(source, places).text(voice)}{address}{_printed(statement, voice)}"


def _printed(statement: Statement, voice: Voice) -> str:
    if statement.value is None or statement.quantity is None:
        return ", in words"
    power, unit = statement.unit_mult, voice.unit(statement.series.unit).many
    scale = _SCALES.get(power, f"10^{power}" if power else "")
    told = " ".join(part for part in (scale, unit) if part)
    return f', printed as "{statement.value}"{f" ({told})" if told else ""}'
