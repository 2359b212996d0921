"""The reply as one JSON object: the contract of ``figures ask --json``.

Numbers are decimal strings in the plain unit ("16030000000" yuan; percent as
printed). A computed bound is exact where that is short, else rounded outward to
twenty significant digits, so that the truth never falls outside. Keys may be
added to; none is ever dropped or renamed.

Every number of the text is in it, with its working where it was worked out: also what
a caution, a message or an assumption says in passing, as ``figures``, and what was
counted, as ``counts``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.answers.answer import Answer, Comparison, Count, Figure, Note
from bot.answers.findings import Meant
from bot.answers.making import from_statement
from bot.answers.telling import each_once
from bot.figures.codes import PERCENT, POINTS
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reply import comparisons, phrases
from bot.reply.labels import Voice
from bot.reply.numbers import plain
from bot.reply.sentences import sentence, values_said
from bot.reply.sourcing import Cited, cited, cited_by
from bot.reply.words import Parts
from bot.reply.working import formula

__all__ = ["contract"]

Json = dict[str, Any]


def contract(answer: Answer, said: Parts, text: str, voice: Voice) -> Json:
    """The answer as plain dicts, lists and strings, ready for ``json.dumps``."""
    first = answer.figures[0] if answer.figures else None
    return {
        "question": answer.question,
        "status": str(answer.status),
        "reading": said.reading or "",
        "assumptions": list(said.assumptions),
        "figures": _figures(answer, said, voice),
        "comparisons": [_comparison(c, first, voice) for c in answer.comparisons],
        "cautions": [
            {"rule": caution.rule, "text": line, **_numbers(caution.note, voice)}
            for caution, line in zip(answer.cautions, said.all_cautions, strict=True)
        ],
        "options": [{"label": label, "question": q} for label, q in said.options],
        "claims": [
            {
                "speaker": claim.speaker,
                "text": claim.text,
                "source": claim.source,
                **(_period(claim.period) if claim.period else _NO_PERIOD),
            }
            for claim in answer.claims
        ],
        "sources": [_source(c) for c in cited(answer, voice)],
        "text": text,
        "as_of": answer.as_of.isoformat(),
        "related": [_figure(figure, voice) for figure in answer.related],
        "notes": _notes(answer, said, voice),
    }


def _notes(answer: Answer, said: Parts, voice: Voice) -> list[Json]:
    """The messages, and of how it was read what says a number besides periods."""
    messages = zip(answer.message, said.messages, strict=True)
    read = [(note, sentence(note, voice)) for note in answer.assumptions]
    if answer.reading is not None:
        read.append((answer.reading, said.reading or ""))
    beside = ({"text": text, **_numbers(note, voice)} for note, text in read)
    return [
        *({"text": text, **_numbers(note, voice)} for note, text in messages),
        *(note for note in beside if note["figures"] or note["counts"]),
    ]


def _numbers(note: Note, voice: Voice) -> Json:
    """What a sentence says of figures, and what it counts."""
    figures: list[Json] = []
    counts: list[Json] = []
    supposed: list[Json] = []
    for value in values_said(note):
        match value:
            case Count():
                counts.append(_count(value, voice))
            case Figure():
                figures.append(_figure(value, voice))
            case Statement():
                figures.append(_figure(from_statement(value), voice))
            case Comparison():
                figures.append(_figure(value.figure, voice))
            case Meant():
                supposed.append(_supposed(value, voice))
    return {
        "figures": list(each_once(figures)),
        "counts": list(each_once(counts)),
        **({"supposed": list(each_once(supposed))} if supposed else {}),
    }


def _supposed(meant: Meant, voice: Voice) -> Json:
    """What a figure may have been meant to be: no number of anybody's, but of a slip undone."""
    figure = from_statement(meant.statement)
    return {
        **_value(figure),
        "unit": figure.unit,
        "text": phrases.amount(figure, voice).full,
        "printed": _figure(from_statement(meant.printed), voice),
    }


def _count(count: Count, voice: Voice) -> Json:
    """How many, and each of them; as many as cannot all be named are left to be counted anew."""
    return {"count": str(count.number), "of": [_counted(one, voice) for one in count.of]}


def _counted(one: object, voice: Voice) -> Json:
    match one:
        case Figure():
            return {**_named_value(one, voice), "working": _working(one, voice)}
        case Period():
            return {"label": None, **_period(one)}
        case Subject():
            return {"label": voice.subject(one), **_NO_PERIOD}
    raise TypeError(f"a count has no words for {one!r}")


def _figures(answer: Answer, said: Parts, voice: Voice) -> list[Json]:
    found = [_figure(figure, voice) for figure in answer.figures]
    if len(found) == 1 and said.headline is not None:
        found[0]["text"] = said.headline
    return found


def _figure(figure: Figure, voice: Voice) -> Json:
    subject = figure.subject
    dimensions = {
        name: "+".join(dict.fromkeys(getattr(s, name) for s in figure.of or (subject,)))
        for name in type(subject).dimensions()
    }
    return {
        "series": {
            **dimensions,
            "measure": str(figure.measure),
            "transformation": str(figure.transformation),
        },
        **_named_value(figure, voice),
        "text": phrases.line(figure, voice),
        "working": _working(figure, voice),
        "sources": _sources(figure),
        "realtime_start": figure.realtime_start.isoformat() if figure.realtime_start else None,
        **({"periods": [period.code for period in figure.over]} if figure.over else {}),
        **_at_rate(figure),
    }


def _at_rate(figure: Figure) -> Json:
    """Of which period the rate is that it was converted at, where that is another than its own."""
    return {"rate_period": _period(figure.rate_of)} if figure.rate_of is not None else {}


def _comparison(comparison: Comparison, first: Figure | None, voice: Voice) -> Json:
    figure = comparison.figure
    return {
        "kind": comparison.kind,
        **_period(figure.period),
        **_value(figure),
        "unit": figure.unit,
        "basis": str(figure.basis),
        "against": _against(comparison, voice),
        "text": comparisons.sentence(comparison, first, voice),
        "working": _working(figure, voice),
        "sources": _sources(figure),
        **_at_rate(figure),
    }


def _against(comparison: Comparison, voice: Voice) -> Json | None:
    """What is compared with; with a null value where only its period is known."""
    figure, against = comparison.figure, comparison.against
    if against is not None:
        return {
            **_named_value(against, voice),
            "working": _working(against, voice),
            "sources": _sources(against),
        }
    period = phrases.base_period(figure)
    if period is None:
        return None
    return {
        "label": voice.subject(figure.subject),
        **_period(period),
        "value": None,
        "low": None,
        "high": None,
        "unit": None,
        "basis": None,
    }


def _named_value(figure: Figure, voice: Voice) -> Json:
    return {
        "label": phrases.named(figure, voice),
        **_period(figure.period),
        **_value(figure),
        "unit": figure.unit,
        "basis": str(figure.basis),
    }


_NO_PERIOD: Json = {"period": None, "accumulation": None}


def _period(period: Period) -> Json:
    return {"period": period.code, "accumulation": "YTD" if period.ytd else "N"}


def _value(figure: Figure) -> Json:
    if figure.value is None:
        return {"value": None, "low": None, "high": None}
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return {
        "value": _printed(figure) or plain(figure.value),
        "low": plain(low, "down"),
        "high": plain(high, "up"),
    }


def _printed(figure: Figure) -> str | None:
    """A stated percentage exactly as printed, its zeros included."""
    printed = figure.statement
    if printed is None or printed.value is None or printed.unit_mult:
        return None
    if figure.unit not in (PERCENT, POINTS):
        return None
    return f"{Decimal(printed.value):f}"


def _working(figure: Figure, voice: Voice) -> str | None:
    working, unit = figure.working, figure.unit
    if working is None:
        return None
    return voice.once((working, unit), lambda: formula(working, voice, unit))


def _sources(figure: Figure) -> list[str]:
    return list(dict.fromkeys(statement.source for statement in cited_by(figure)))


def _source(found: Cited) -> Json:
    source = found.source
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published.isoformat(),
        "url": source.url,
        "locator": found.locators[0] if found.locators else None,
        "locators": list(found.locators),
        "note": source.note,
    }
