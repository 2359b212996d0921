"""The parts of a reply in the order in which they are read, and the reply as plain text.

headline · breaks · stated and computed comparisons · the obvious next figure · cautions ·
causes as quoted · how it was read · source · what to ask next
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.answers.answer import Answer, Basis, Comparison, Figure, Note, Option, Status
from bot.figures.codes import Measure, Transformation
from bot.reply import comparisons, phrases
from bot.reply.english import lower_first, upper_first
from bot.reply.labels import Voice
from bot.reply.sentences import SENTENCES, sentence
from bot.reply.sourcing import cited, told
from bot.reply.tables import Label, Table, tabulated
from bot.reply.working import formula

__all__ = ["WARNING", "Link", "Parts", "parts", "text"]

WARNING = "\u26a0"
_UNADJUSTED, _BREAK = "not_seasonally_adjusted", "break_in_series"


@dataclass(frozen=True, slots=True)
class Link:
    """A line of text with the address it leads to, where one is known."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The reply as lines, not yet laid out."""

    messages: tuple[str, ...] = ()  # what a miss says, or what goes before the figures
    title: str | None = None  # "Xinjiang imports and exports, November 2021"
    said: str | None = None  # "16.03 billion yuan", what follows the title's colon
    aside: str | None = None  # "($2.52 billion at the source's rate)"
    working: str | None = None  # the headline's formula, where it was computed
    table: Table | None = None
    rows: tuple[str, ...] = ()  # the table's rows as lines
    breaks: tuple[str, ...] = ()  # cautions that are read before what is compared
    comparisons: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()  # the others, but for those said already
    all_cautions: tuple[str, ...] = ()  # one for each caution of the answer
    claims: tuple[str, ...] = ()
    reading: str | None = None
    assumptions: tuple[str, ...] = ()
    sources: tuple[Link, ...] = ()
    options: tuple[tuple[str, str], ...] = ()  # label, question

    @property
    def headline(self) -> str | None:
        """Title and figure on one line."""
        if self.title is None or self.said is None:
            return self.title or self.said
        return f"{self.title}: {self.said}"

    @property
    def read_as(self) -> str | None:
        """How the question was read, with what was assumed in brackets."""
        assumed = "; ".join(self.assumptions)
        if self.reading is None:
            return upper_first(assumed) or None
        return f"Read as: {self.reading}{f' ({assumed})' if assumed else ''}"


def parts(answer: Answer, voice: Voice) -> Parts:
    """The answer in words, part by part."""
    first = answer.figures[0] if answer.figures else None
    several = len(answer.figures) > 1
    own = _own(answer)
    table = tabulated(answer.figures, voice, answer.comparisons) if several else None
    title, said = _headline(answer, own, voice)
    messages = tuple(upper_first(sentence(note, voice)) for note in answer.message)
    cautions = tuple(upper_first(sentence(c.note, voice)) for c in answer.cautions)
    lines = [
        c
        for c in answer.comparisons
        if (_adds(c, answer) if several else not _is_own(c, own))
        and (several or not comparisons.bracketed(c, voice))
    ]
    return Parts(
        messages=messages,
        title=title,
        said=said,
        aside=_aside(answer, first, own, voice) if not several else None,
        working=_working(first, voice) if not several else None,
        table=table,
        rows=table.lines() if table else (),
        comparisons=_each_once(_compared(answer, lines, voice)),
        related=_related(answer, own, messages, voice),
        breaks=_unsaid(answer, cautions, of_breaks=True),
        cautions=_unsaid(answer, cautions, of_breaks=False),
        all_cautions=cautions,
        claims=_claims(answer, voice),
        reading=sentence(answer.reading, voice) if answer.reading else None,
        assumptions=tuple(dict.fromkeys(sentence(n, voice) for n in answer.assumptions)),
        sources=tuple(
            Link(line, url)
            for line, url in told(cited(answer, voice), voice, asked_for=bool(answer.releases))
        ),
        options=tuple(
            (_label(option, answer, voice), option.question) for option in answer.options
        ),
    )


def text(said: Parts, status: Status) -> str:
    """The whole reply as plain text; a question back lists what may be answered."""
    headline = " ".join(filter(None, (said.headline, said.aside)))
    lines = [
        *said.messages,
        headline,
        *said.rows,
        *(f"{WARNING} {caution}" for caution in said.breaks),
        *said.comparisons,
        *said.related,
        f"Working: {said.working}" if said.working else "",
        *(f"{WARNING} {caution}" for caution in said.cautions),
        *said.claims,
        said.read_as or "",
        *sources(said),
    ]
    if status not in (Status.ANSWERED, Status.HELP):  # a help quotes its examples
        lines += [f"{n}. {label}" for n, (label, _) in enumerate(said.options, 1)]
    return "\n".join(line for line in lines if line)


def sources(said: Parts) -> tuple[str, ...]:
    """The source lines, the address behind each where it is known."""
    return tuple(
        f"Source: {link.text}{f', {link.url}' if link.url else ''}" for link in said.sources
    )


def _adds(comparison: Comparison, answer: Answer) -> bool:
    """Whether its line says more than the figures of the table: of so much per trip, per what."""
    return comparison.figure not in answer.figures or comparison.kind in TOLD_IN_FULL


TOLD_IN_FULL = frozenset({"per", "contribution", "growth_rate", "needed"})
"""Kinds of which the bare number in a table does not say all."""


def _compared(answer: Answer, kept: Sequence[Comparison], voice: Voice) -> tuple[str, ...]:
    """A line for each comparison; beside several figures it says of which.

    What two of them compare with is said once.
    """
    first = answer.figures[0] if answer.figures else None
    beside = answer.figures if len(answer.figures) > 1 else ()
    above = [[c.against for c in kept[:place]] for place in range(len(kept))]
    lines = [
        comparisons.sentence(c, first, voice, beside, base_said=c.against in bases)
        for c, bases in zip(kept, above, strict=True)
    ]
    if not beside:
        return tuple(lines)
    label = Label.among([*beside, *(c.figure for c in kept)], voice, short=True)
    return tuple(
        line
        if c.figure.measure is Measure.RANK
        else f"{label(c.figure.subject, c.figure.period)}: {lower_first(line)}"
        for c, line in zip(kept, lines, strict=True)
    )


def _each_once(lines: Iterable[str]) -> tuple[str, ...]:
    """Without what is said twice: a change so large that it is told as the ratio is."""
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(_BASE.split(line)[0], line)
    return tuple(found.values())


_BASE = re.compile(r", (?:from|which was) ")


def _claims(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What each speaker gives as the cause of what and when, on one line."""
    said: dict[str, list[str]] = {}
    for claim in answer.claims:
        when = f", {voice.the(claim.period)}" if claim.period is not None else ""
        said.setdefault(f"{claim.speaker}, on {claim.subject}{when}", []).append(claim.text)
    return tuple(f"{upper_first(who)}: {'; '.join(what)}" for who, what in said.items())


def _label(option: Option, answer: Answer, voice: Voice) -> str:
    """What an option is called: the period alone, where the reply has named the one subject."""
    offered = {str(o.label.values.get("subject")) for o in answer.options}
    named: list[object] = [f.subject for f in answer.figures[:1]]
    named += [note.values.get("subject") for note in answer.message]
    shorter = f"{option.label.key}_same"
    values = option.label.values
    one = len(offered) == 1 and values.get("subject") in named
    if shorter in SENTENCES and values.get("period") and one:
        return upper_first(sentence(Note(shorter, values), voice))
    return upper_first(sentence(option.label, voice))


def _own(answer: Answer) -> Comparison | None:
    """The comparison that is itself what was asked for, and so makes the headline."""
    if len(answer.figures) != 1:
        return None
    return next((c for c in answer.comparisons if c.figure == answer.figures[0]), None)


def _is_own(comparison: Comparison, own: Comparison | None) -> bool:
    """Whether the headline says it: a rate's change is its difference in points, too."""
    if own is None or comparison is own:
        return comparison is own
    here, there = comparison.figure, own.figure
    same = (here.unit, here.low, here.high, here.value) == (
        there.unit,
        there.low,
        there.high,
        there.value,
    )
    return same and here.value is not None and comparison.against == own.against


def _headline(
    answer: Answer, own: Comparison | None, voice: Voice
) -> tuple[str | None, str | None]:
    """The title and what is said of it; of several figures only what they share."""
    if not answer.figures:
        return None, None
    first = answer.figures[0]
    if len(answer.figures) > 1:
        return _shared(answer.figures, voice), None
    if first.measure is Measure.RANK:
        return None, phrases.line(first, voice)
    if own is not None and first.basis is Basis.COMPUTED:
        return upper_first(phrases.title(first, voice)), comparisons.headline(own, voice)
    said = phrases.said(first, voice)
    if own is not None and comparisons.says_unadjusted(own):
        said = f"{said} ({comparisons.UNADJUSTED})"
    return upper_first(phrases.title(first, voice)), said


def _shared(figures: Sequence[Figure], voice: Voice) -> str | None:
    subjects = {f.subject for f in figures}
    spans = {f.period.span for f in figures}
    names = []
    if len(subjects) == 1:
        names.append(voice.subject(figures[0].subject))
    if len(spans) == 1:
        names.append(voice.period(figures[0].period))
    return upper_first(", ".join(names)) or None


def _aside(
    answer: Answer, figure: Figure | None, own: Comparison | None, voice: Voice
) -> str | None:
    """A level in the source's other currency, or the level behind a conversion, in brackets."""
    if figure is None or figure.value is None:
        return None
    if own is not None and own.kind == "conversion" and own.against is not None:
        return f"({phrases.amount(own.against, voice).text})"
    if not _is_level(figure):
        return None
    found = (
        comparisons.bracketed(c, voice)
        for c in answer.comparisons
        if c is not own
        and (c.figure.subject, c.figure.period.span) == (figure.subject, figure.period.span)
    )
    return next((aside for aside in found if aside), None)


def _working(figure: Figure | None, voice: Voice) -> str | None:
    if figure is None or figure.working is None:
        return None
    written = formula(figure.working, voice, figure.unit)
    if phrases.is_multiple(figure, voice):
        return written.removesuffix(LESS_ONE)  # "9.5 times as much" is the ratio itself
    return written


LESS_ONE = " \u2212 1"
"""How the working of a growth ends, which is a ratio less one."""


def _related(
    answer: Answer, own: Comparison | None, messages: Sequence[str], voice: Voice
) -> tuple[str, ...]:
    """One line for each subject and period: the level, then what is said of its change.

    What a message has said already is not said twice.
    """
    first = answer.figures[0] if answer.figures else None
    one = len({f.subject for f in answer.figures}) == 1
    behind = (own.against,) if own is not None and _needs_saying(own) else ()
    figures = [
        f
        for f in dict.fromkeys((*answer.related, *behind))
        if f is not None and f != first and not any(phrases.line(f, voice) in m for m in messages)
    ]
    lines: list[str] = []
    for (subject, period), group in groupby(figures, lambda f: (f.subject, f.period)):
        if first is not None and one and subject == first.subject and not first.of:
            name = voice.period(period, beside=first.period)
        else:
            name = f"{voice.subject(subject)}, {voice.period(period)}"
        told = ", ".join(_told(figure, answer, own, voice) for figure in group)
        lines.append(f"{upper_first(name)}: {told}")
    return tuple(lines)


def _needs_saying(own: Comparison) -> bool:
    """Whether what the headline compares with is a number that the headline leaves out."""
    said = own.kind in ("conversion", "contribution", "growth_rate")
    return not said and own.against is not None and own.against.value is not None


def _told(figure: Figure, answer: Answer, own: Comparison | None, voice: Voice) -> str:
    """A figure said in passing; all but a bare level says whether it was stated."""
    said = phrases.said(figure, voice)
    if _is_level(figure):
        first = answer.figures[0] if answer.figures else None
        beside = first is None or not _is_level(first)
        aside = _aside(answer, figure, None, voice) if own is not None and beside else None
        return f"{said} {aside}" if aside else said
    return said if figure.statement is None else f"{said} (stated)"


def _is_level(figure: Figure) -> bool:
    return (figure.measure, figure.transformation) == (Measure.LEVEL, Transformation.NONE)


def _unsaid(answer: Answer, lines: tuple[str, ...], *, of_breaks: bool) -> tuple[str, ...]:
    """The warnings, but for the one that a comparison already carries in its brackets.

    Those of breaks are apart: what is set against a figure from before one is read after it.
    """
    said = any(comparisons.says_unadjusted(c) for c in answer.comparisons)
    kept = (
        line
        for caution, line in zip(answer.cautions, lines, strict=True)
        if not (said and caution.rule == _UNADJUSTED) and (caution.rule == _BREAK) is of_breaks
    )
    return tuple(dict.fromkeys(kept))
