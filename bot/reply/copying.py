"""One sentence in house style that a reporter can paste: what, how much, when, says who.

It says only what the reply says. A row of ``WORDINGS`` is the sentence for one shape of
answer; ``WARNINGS`` are the cautions that belong to the number itself and stand behind it, and
``UNTOUCHED`` those that change nothing of what the sentence says. Any other caution follows
as a sentence of its own, so that no doubt is lost on the way to print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.answers.answer import Answer, Basis, Figure, Status
from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, WORLD, Kind, Measure, Transformation
from bot.figures.series import Subject
from bot.reply import phrases
from bot.reply.english import joined, possessive, upper_first
from bot.reply.labels import Voice
from bot.reply.sourcing import cited_by
from bot.reply.words import Parts

__all__ = ["WARNINGS", "WORDINGS", "copied"]

WORDINGS = {
    "one": "{subject} {says}{warned} {when}{changes}, {source}.",
    "several": "{When}, {figures}, {source}{among}.",
    "apart": "{figures}, {source}{among}.",
    "trend": "{subject} {says} {when}, compared with {amount} {then}, {source}{among}.",
    "rank": "{ranked}{warned} {when}, {source}.",
    "titled": "{title}: {said}{warned}, {source}.",
}
ATTRIBUTIONS = {
    Basis.STATED: "according to {}",
    Basis.COMPUTED: "calculated from figures by {}",
}
CALCULATED = " (calculated)"
"""Behind a number of ours beside one that a publisher stated."""

WARNINGS = {
    "provisional": "provisional",
    "estimated": "estimated",
    "forecast": "forecast",
    "low_reliability": "of low reliability",
}
UNTOUCHED = frozenset(
    {
        "coverage_unknown",  # the subject's name says so
        "not_seasonally_adjusted",
        "record_contradicted",  # no record is copied
        "record_outdone",
    }
)
MOST = 8
"""Figures that one sentence holds."""

MOST_PUBLISHERS = 3
MOST_CHANGES = 2

_MOVES = ("previous_period", "year_earlier")
_HEAD = re.compile(r" (?:to|with|from|of|in|at|for|by|\w+ed by) |, ")
_SINGULAR = ("ss", "us", "is")
_MARKS = re.compile(r" \((?:[^()]*, )?computed\)$")


def copied(answer: Answer, said: Parts, voice: Voice) -> str | None:
    """The sentence; None where the answer has no figure to copy, or too many for one."""
    figures = answer.figures
    if answer.status is not Status.ANSWERED or not 0 < len(figures) <= MOST:
        return None
    if any(f.value is None for f in figures):
        return None
    used: list[Figure] = list(figures)
    told = joined(_warnings(answer))
    slots = {
        "warned": f" ({told})" if told else "",
        "among": f"; some of these are {told}" if told else "",
    }
    first = figures[0]
    if len(figures) > 1:
        row = _of_several(figures, slots, voice)
    elif first.measure is Measure.RANK:
        row = "rank"
        slots |= {"ranked": phrases.ranked(first, voice)[0], "when": _when(first, voice)}
    elif _is_plain(first, answer):
        row = "one"
        moved = _changes(answer, first) if _is_level(first) else []
        used += moved
        slots |= {"subject": _subject(first, voice), "says": _says(first, voice)}
        slots |= {"when": _when(first, voice), "changes": _moved(moved, voice)}
    else:
        row = "titled"
        bare = _MARKS.sub("", said.said or "")
        slots |= {"title": said.title or "", "said": bare}
        used += [c.against for c in answer.comparisons[:1] if c.against is not None]
    slots["source"] = _source(used, len(figures), voice)
    sentence = upper_first(WORDINGS[row].format_map(slots))
    return " ".join([sentence, *_further(answer, said)])


def _of_several(figures: Sequence[Figure], slots: dict[str, str], voice: Voice) -> str:
    """The row for several figures; fills its slots. Where some are stated, it marks the rest."""
    some = {f.basis for f in figures} == set(Basis)

    def made(figure: Figure) -> str:
        return CALCULATED if some and figure.basis is Basis.COMPUTED else ""

    subjects = {f.subject for f in figures}
    spans = {f.period.span for f in figures}
    if len(spans) == 1:
        told = (f"{_subject(f, voice)} {_says(f, voice)}{made(f)}" for f in figures)
        slots |= {"When": upper_first(_when(figures[0], voice)), "figures": joined([*told])}
        return "several"
    ordered = sorted(figures, key=lambda f: f.period.end)
    oldest, newest = ordered[0], ordered[-1]
    levels = all(_is_level(f) for f in figures) and len({f.unit for f in figures}) == 1
    if len(subjects) == 1 and levels:
        slots |= {"subject": _subject(newest, voice)}
        slots |= {"says": f"{_says(newest, voice)}{made(newest)}"}
        slots |= {"when": _when(newest, voice), "then": _when(oldest, voice)}
        slots["amount"] = f"{phrases.amount(oldest, voice).text}{made(oldest)}"
        return "trend"
    told = (f"{_subject(f, voice)} {_says(f, voice)}{made(f)} {_when(f, voice)}" for f in figures)
    slots["figures"] = joined([*told])
    return "apart"


def _is_plain(figure: Figure, answer: Answer) -> bool:
    """Whether it is a level, or a change or share as it was stated."""
    own = any(c.figure == figure for c in answer.comparisons)
    made = figure.of or figure.over or figure.each
    usual = figure.measure in (Measure.LEVEL, Measure.SHARE)
    forecast = any(c.rule == "forecast" for c in answer.cautions)
    return usual and not made and not forecast and not (own and figure.statement is None)


def _is_level(figure: Figure) -> bool:
    return (figure.measure, figure.transformation) == (Measure.LEVEL, Transformation.NONE)


def _subject(figure: Figure, voice: Voice) -> str:
    """ "Xinjiang's imports and exports", with the basis where it does not go without saying."""
    subject = figure.subject
    what = voice.what(subject)
    if subject.ref_area not in (ALL, NOT_APPLICABLE, UNSTATED, WORLD):
        what = f"{possessive(voice.area(subject.ref_area))} {what}"
    basis = voice.basis(subject)
    return f"{what}, {', '.join(basis)}," if basis else what


def _says(figure: Figure, voice: Voice) -> str:
    """The verb and what it says: "were 16.03 billion yuan", "stood at 5.2%", "numbered 11,156"."""
    text = phrases.phrase(figure, voice).text
    noun = voice.noun(figure.subject.indicator)
    if not _is_level(figure):
        return f"{_verb(figure.subject, voice)} {text}"
    if noun and text.endswith(f" {noun[1]}") and _head(figure.subject, voice).endswith(noun[1]):
        return f"numbered {text.removesuffix(f' {noun[1]}')}"
    if voice.catalogue.indicator(figure.subject.indicator).kind is Kind.FLOW:
        return f"{_verb(figure.subject, voice)} {text}"
    return f"stood at {text}"


def _verb(subject: Subject, voice: Voice) -> str:
    head = _head(subject, voice)
    return "were" if head.endswith("s") and not head.endswith(_SINGULAR) else "was"


def _head(subject: Subject, voice: Voice) -> str:
    """The words that the verb agrees with: "exports" of "exports to the EU"."""
    return _HEAD.split(voice.what(subject), maxsplit=1)[0]


def _when(figure: Figure, voice: Voice) -> str:
    return f"{phrases.during(figure.period)} {voice.the(figure.period)}"


def _changes(answer: Answer, first: Figure) -> list[Figure]:
    """The changes of the very figure that the reply tells, stated ones first."""
    moved = [
        c.figure
        for c in answer.comparisons
        if c.kind in _MOVES
        and c.outdated is None
        and c.figure != first
        and (c.figure.subject, c.figure.period.span) == (first.subject, first.period.span)
        and c.figure.value is not None
        and c.figure.measure is Measure.LEVEL
        and c.figure.transformation is not Transformation.NONE
    ]
    return sorted(moved, key=lambda f: f.basis is Basis.COMPUTED)[:MOST_CHANGES]


def _moved(figures: Sequence[Figure], voice: Voice) -> str:
    """ ", up 48% on October and down 3% on a year earlier (calculated)"."""
    told = [
        phrases.moved(f, voice).text + (CALCULATED if f.basis is Basis.COMPUTED else "")
        for f in figures
    ]
    return f", {joined(told)}" if told else ""


def _warnings(answer: Answer) -> list[str]:
    return list(dict.fromkeys(WARNINGS[c.rule] for c in answer.cautions if c.rule in WARNINGS))


def _further(answer: Answer, said: Parts) -> Iterable[str]:
    """The cautions that a word behind the number cannot say."""
    for caution, text in zip(answer.cautions, said.all_cautions, strict=True):
        if caution.rule not in WARNINGS and caution.rule not in UNTOUCHED:
            yield f"Caution: {text}"


def _source(figures: Sequence[Figure], shown: int, voice: Voice) -> str:
    """Who says so; ``shown`` of the figures, the first, are what the sentence is about."""
    publishers = list(
        dict.fromkeys(
            voice.catalogue.source(s.source).publisher for f in figures for s in cited_by(f)
        )
    )
    if len(publishers) > MOST_PUBLISHERS:
        publishers = [*publishers[: MOST_PUBLISHERS - 1], "others"]
    stated = any(f.basis is Basis.STATED for f in figures[:shown])
    wording = ATTRIBUTIONS[Basis.STATED if stated else Basis.COMPUTED]
    return wording.format(joined(publishers))
