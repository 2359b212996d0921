"""One sentence in house style that a reporter can paste: what, how much, when, says who.

It says only what the reply says, and all that was asked: a comparison that was asked for
follows as a sentence of its own. A row of ``WORDINGS`` is the sentence for one shape of
answer; ``WARNINGS`` are the cautions that belong to the number itself and stand behind it. Any
other caution follows in full where the sentence says what it is about, or says a change or a
share that rests on it, so that no doubt is lost on the way to print, and none is printed of a
figure that is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.answers.answer import Answer, Basis, Caution, Comparison, Figure, Note, Status
from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, WORLD, Kind, Measure, Transformation
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reply import comparisons, phrases
from bot.reply.english import joined, lower_first, possessive, upper_first
from bot.reply.labels import Voice
from bot.reply.sentences import RECORDS
from bot.reply.sentences import sentence as worded
from bot.reply.sourcing import cited_by
from bot.reply.tables import Label
from bot.reply.words import Parts

__all__ = ["WARNINGS", "WORDINGS", "copied"]

WORDINGS = {
    "one": "{subject} {says}{warned} {when}{changes}, {source}.",
    "several": "{When}, {figures}, {source}{among}.",
    "apart": "{figures}, {source}{among}.",
    "trend": "{subject} {says} {when}, compared with {others}, {source}{among}.",
    "rank": "{ranked}{warned} {when}, {source}.",
    "titled": "{title}: {said}{warned}, {source}.",
}
ATTRIBUTIONS = {
    Basis.STATED: "according to {}",
    Basis.COMPUTED: "calculated from figures by {}",
}
CALCULATED = " (calculated)"
"""Behind a number of ours beside one that a publisher stated."""

ANOTHERS = " (according to {})"
"""Behind a number that another publisher stated than the one who stated the figure itself."""

WARNINGS = {
    "provisional": "provisional",
    "estimated": "estimated",
    "forecast": "forecast",
    "low_reliability": "of low reliability",
}
UNADJUSTED = " (not seasonally adjusted)"
"""Behind a change on the month before that no season has been taken out of."""

AS_PUBLISHED = ", as published by {}"
"""Behind the source, where the figures of another day were asked for."""

REVISED_SINCE = " and revised since to {}, on {}"
"""Behind that, of a figure that is another by now."""

MOST = 8
"""Figures that one sentence holds."""

LISTS = frozenset({"reading_listing", "reading_newest", "reading_series"})
"""How a question is read that asks what is on file."""

MOST_COMPARED = 3
"""Figures that are all named; of more the newest is compared with the oldest alone."""

MOST_PUBLISHERS = 3
MOST_CHANGES = 2

_MOVES = ("previous_period", "year_earlier")
_HEAD = re.compile(r" (?:to|with|from|of|in|at|for|by|\w+ed by) |, ")
_SINGULAR = ("ss", "us", "is")
_SEASON = comparisons.UNADJUSTED
_MARKS = re.compile(
    rf" \((?:(?:(?P<bounds>[^()]*), )?computed(?:, (?P<season>{_SEASON}))?|(?P<alone>{_SEASON}))\)$"
)
_COMPUTED = re.compile(r" \((?:[^()]*, )?computed(?P<season>, [^()]*)?\)")
_STATED = re.compile(r" \(stated(?: by (?P<publisher>[^()]*?))?(?:, not [^()]*)?\)")
_LARGER = ("larger_side", "largest_side_of_these", "smallest_side_of_these")
"""Which of two deficits is the larger, which the numbers below zero do not say to everybody."""

_VINTAGES = ("published_by", "vintage")


def copied(answer: Answer, said: Parts, voice: Voice) -> str | None:
    """The sentence; None where the answer has no figure to copy, or too many for one.

    So it is with a list of what is on file, which answers no question of how much.
    """
    figures = answer.figures
    if answer.status is not Status.ANSWERED or not 0 < len(figures) <= MOST:
        return None
    if answer.reading is not None and answer.reading.key in LISTS:
        return None
    if any(f.value is None for f in figures):
        return None
    based = {c.figure for c in answer.comparisons if c.kind == "other_period"}
    if len(figures) > 1 and based & set(figures):
        return None  # each is on a base of its own, which one sentence of several does not say
    used: list[Figure] = list(figures)
    doubted: list[Figure] = []  # what the sentence does not name, and yet rests on
    told = joined(_warnings(answer, figures))
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
        used += [c.figure for c in moved]
        bases = [c.against for c in moved if c.against is not None and _is_apart(c.against, c)]
        records = [c.figure for c in answer.comparisons if c.kind == "record"]
        doubted = [*bases, *records]
        slots |= {"subject": _subject(first, voice), "says": _says(first, voice)}
        slots["warned"] = _ranged(first, voice, told)
        slots |= {"when": _when(first, voice), "changes": _moved(moved, first, voice)}
    else:
        row = "titled"
        slots |= {"title": said.title or "", "said": _marked(said.said or "", told), "warned": ""}
        used += [c.against for c in answer.comparisons[:1] if c.against is not None]
    else_asked = [c for c in _asked(answer) if c.figure not in used]
    for comparison in else_asked:
        used += [comparison.figure]
        used += [comparison.against] if comparison.against is not None else []
    named = [f for f in used if not _is_anothers(f, first)]  # another's is said behind its number
    slots["source"] = _source(named, len(figures), voice) + _vintage(answer, voice)
    sentence = upper_first(WORDINGS[row].format_map(slots))
    beside = answer.figures if len(figures) > 1 else ()
    compared = [
        _compared(c, first, beside, voice, c.against in [b.against for b in else_asked[:place]])
        for place, c in enumerate(else_asked)
    ]
    whole = " ".join([sentence, *compared, *_verdicts(answer, voice)])
    return " ".join([whole, *_further(answer, said, whole, [*used, *doubted], voice)])


def _of_several(figures: Sequence[Figure], slots: dict[str, str], voice: Voice) -> str:
    """The row for several figures; fills its slots. Where some are stated, it marks the rest."""
    some = {f.basis for f in figures} == set(Basis)

    def made(figure: Figure) -> str:
        mark = "calculated" if some and figure.basis is Basis.COMPUTED else ""
        return _ranged(figure, voice, mark)

    subjects = {f.subject for f in figures}
    spans = {f.period.span for f in figures}
    if len(spans) == 1:
        told = (f"{_subject(f, voice)} {_says(f, voice)}{made(f)}" for f in figures)
        slots |= {"When": upper_first(_when(figures[0], voice)), "figures": joined([*told])}
        return "several"
    ordered = sorted(figures, key=lambda f: f.period.end)
    oldest, newest = ordered[0], ordered[-1]
    levels = all(_is_level(f) for f in figures) and len({f.unit for f in figures}) == 1
    alike = len({f.period.length for f in figures}) == 1  # no year is compared with eleven months
    if len(subjects) == 1 and levels and alike:
        slots |= {"subject": _subject(newest, voice)}
        slots |= {"says": f"{_says(newest, voice)}{made(newest)}"}
        others = ordered[-2::-1] if len(ordered) <= MOST_COMPARED else [oldest]
        amounts = [f"{_amount(f, voice)}{made(f)} {_when(f, voice)}" for f in others]
        slots |= {"when": _when(newest, voice), "others": joined(amounts)}
        return "trend"
    told = (f"{_subject(f, voice)} {_says(f, voice)}{made(f)} {_when(f, voice)}" for f in figures)
    slots["figures"] = joined([*told])
    return "apart"


def _amount(figure: Figure, voice: Voice) -> str:
    """The number, with how long it is for where it is an average: "85.69 births a day"."""
    return phrases.amount(figure, voice).text + phrases.each(figure)


def _ranged(figure: Figure, voice: Voice, mark: str = "") -> str:
    """ " (147.2–148.8)" behind a number of ours: where it lies goes with it to print."""
    own = figure.basis is Basis.COMPUTED
    told = [phrases.phrase(figure, voice).bounds if own else None, mark]
    return f" ({', '.join(filter(None, told))})" if any(told) else ""


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
    unsaid = (ALL, NOT_APPLICABLE, UNSTATED, WORLD)
    if subject.ref_area not in unsaid or voice.is_of_the_world(subject):
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


def _asked(answer: Answer) -> list[Comparison]:
    """What was asked to be compared, once for each thing it is compared with."""
    kept: dict[object, Comparison] = {}
    for comparison in (c for c in answer.comparisons if c.asked):
        against = comparison.against
        base = phrases.base_period(comparison.figure) if against is None else against.period
        on = None if base is None else base.span
        subject = None if against is None else against.subject
        own = comparison.figure.subject, comparison.figure.period.span
        kept.setdefault((on, subject, own), comparison)
    return list(kept.values())


def _compared(
    comparison: Comparison,
    first: Figure,
    beside: Sequence[Figure],
    voice: Voice,
    base_said: bool,
) -> str:
    """ "That is about 34.6% lower than in November 2022 (calculated), which was …"."""
    line = comparisons.sentence(comparison, first, voice, beside, base_said=base_said)
    line = _COMPUTED.sub(_calculated, _STATED.sub(_said_by, line))
    if not beside:
        return f"That is {lower_first(line)}."
    label = Label.among([*beside, comparison.figure], voice, short=True)
    return f"{label(comparison.figure.subject, comparison.figure.period)}: {lower_first(line)}."


def _calculated(marks: re.Match[str]) -> str:
    """ " (calculated, not seasonally adjusted)" for a number of ours, without its bounds."""
    return f" (calculated{marks['season'] or ''})"


def _said_by(marks: re.Match[str]) -> str:
    """ " (according to …)" where another publisher stated it; else it goes without saying."""
    return ANOTHERS.format(marks["publisher"]) if marks["publisher"] else ""


def _by(figure: Figure, voice: Voice) -> str:
    (said,) = figure.sources
    return ANOTHERS.format(voice.catalogue.source(said.source).publisher)


def _is_anothers(figure: Figure, first: Figure) -> bool:
    """Whether it was stated by another publisher than the figure that the sentence is about."""
    said, own = figure.statement, first.statement
    if said is None or own is None or figure.transformation is Transformation.NONE:
        return False
    return said.publisher != own.publisher


def _changes(answer: Answer, first: Figure) -> list[Comparison]:
    """The changes of the very figure that the reply tells, stated ones first.

    Where some were asked for, these alone.
    """
    asked = _asked(answer)
    moved = [
        c
        for c in asked or answer.comparisons
        if c.kind in _MOVES
        and c.outdated is None
        and c.figure != first
        and (c.figure.subject, c.figure.period.span) == (first.subject, first.period.span)
        and c.figure.value is not None
        and c.figure.measure is Measure.LEVEL
        and c.figure.transformation is not Transformation.NONE
    ]
    if not asked:  # figures of two publishers are not put together unasked
        moved = [c for c in moved if not _is_anothers(c.figure, first)]
    stated = [c for c in moved if c.figure.basis is Basis.STATED]
    return stated if asked else [*stated, *(c for c in moved if c not in stated)][:MOST_CHANGES]


def _moved(changes: Sequence[Comparison], first: Figure, voice: Voice) -> str:
    """ ", up 48% on October and down 3% on a year earlier (calculated)"."""
    told = [
        phrases.moved(c.figure, voice).text
        + (UNADJUSTED if comparisons.says_unadjusted(c) else "")
        + (CALCULATED if c.figure.basis is Basis.COMPUTED else "")
        + (_by(c.figure, voice) if _is_anothers(c.figure, first) else "")
        for c in changes
    ]
    return f", {joined(told)}" if told else ""


def _marked(said: str, told: str) -> str:
    """What is said with its marks in one bracket, and what it is warned of in it.

    "(1.2–1.9, not seasonally adjusted, provisional)": that it is ours, the source says.
    """
    marks = _MARKS.search(said)
    if marks is None:
        return f"{said} ({told})" if told else said
    kept = ", ".join(filter(None, (marks["bounds"], marks["season"], marks["alone"], told)))
    return said[: marks.start()] + (f" ({kept})" if kept else "")


def _warnings(answer: Answer, figures: Sequence[Figure]) -> list[str]:
    """What the sentence says of its own figures; of others, a caution behind it says it."""
    warned = (c.rule for c in answer.cautions if c.rule in WARNINGS and _warns_of(c, figures))
    return list(dict.fromkeys(WARNINGS[rule] for rule in warned))


def _warns_of(caution: Caution, figures: Sequence[Figure]) -> bool:
    """Whether one of the figures is what it is about, or rests on that."""
    return any(
        one == figure if isinstance(one, Figure) else _rests_on(one, figure)
        for one in caution.about
        for figure in figures
    )


def _rests_on(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is what was stated, or was made from it: by us, or by its publisher.

    A change that was printed was made from the levels of its two periods, a share from part
    and whole.
    """
    said = figure.statement
    if statement in figure.sources or said is None or said.series.is_level:
        return statement in figure.sources
    subjects = {said.series.subject, said.series.whole}
    periods = {p.span for p in (said.period, said.comparison_period) if p is not None}
    levels = statement.series.is_level and statement.series.subject in subjects
    return levels and statement.period.span in periods


def _is_apart(base: Figure, change: Comparison) -> bool:
    """Whether the base of a stated change rests on more than follows from the change itself."""
    return base.basis is Basis.STATED or change.figure.statement not in base.sources


def _verdicts(answer: Answer, voice: Voice) -> Iterable[str]:
    """Whether it was a record, where that was asked, without the yes or no that answers."""
    for note in answer.message:
        if (note.key in RECORDS or note.key in _LARGER) and note.key not in _VINTAGES:
            yield upper_first(worded(Note(note.key, {**note.values, "yes": None}), voice))


def _further(
    answer: Answer, said: Parts, sentence: str, used: Sequence[Figure], voice: Voice
) -> Iterable[str]:
    """The cautions that a word behind the number cannot say, each once."""
    told = zip(answer.cautions, said.all_cautions, strict=True)
    kept = (text for c, text in told if not _is_said(c, answer, sentence, used, voice))
    return [f"Caution: {text}" for text in dict.fromkeys(kept)]


def _is_said(
    caution: Caution, answer: Answer, sentence: str, used: Sequence[Figure], voice: Voice
) -> bool:
    """Whether the sentence says it already, or says nothing that it is about."""
    if caution.about and not _warns_of(caution, used):
        return True
    match caution.rule:
        case rule if rule in WARNINGS:
            return _warns_of(caution, answer.figures)
        case "coverage_unknown":
            bases = [b for f in answer.figures for b in voice.basis(f.subject)]
            return bool(bases) and all(basis in sentence for basis in bases)
        case "not_seasonally_adjusted":
            return UNADJUSTED.strip(" ()") in sentence
        case _:
            return False


def _vintage(answer: Answer, voice: Voice) -> str:
    """On which day the figures stood so, where such a day was asked for."""
    notes = (*answer.message, *answer.assumptions)
    told = (note.values for note in notes if note.key in _VINTAGES)
    said = next((values for values in told if isinstance(values.get("published"), date)), {})
    match said.get("published"), said.get("now"), said.get("revised"):
        case date() as day, Figure() as now, date() as revised:
            since = REVISED_SINCE.format(phrases.amount(now, voice).full, voice.day(revised))
            return AS_PUBLISHED.format(voice.day(day)) + since
        case date() as day, _, _:
            return AS_PUBLISHED.format(voice.day(day))
    return ""


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
