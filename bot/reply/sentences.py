"""Sentences: everything the desk says besides figures, as one table of templates.

A template has slots and optional parts:

    {period}         the value of that name, worded by its type
    {period:name}    the same in another form, see ``_FORMS``
    {words:or}, {words:list}   several joined by "or", or by semicolons
    [… {slot} …]     left out where a slot in it has no value

Values are worded by type: a Period as it stands in a sentence, a Subject by its
name, a Figure or Statement by its number, a Code by its label, a date as a day, a
Note by its own sentence, a tuple as "a, b and c".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.answers.answer import Code, Figure, Note
from bot.answers.catalogue import Source
from bot.answers.making import from_statement
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reply import phrases
from bot.reply.english import joined
from bot.reply.labels import Voice
from bot.reply.working import named

__all__ = ["SENTENCES", "sentence"]

READING = {
    "reading": "{subject:whole}[, {periods}]",
    "reading_several": "{readings:list}",
    "reading_listing": "what is on file, {shown} of {count} shown",
}

ASSUMPTIONS = {
    "home_area": "{area}, as no area was named",
    "only_area": "{area}, the only area with such figures on file",
    "other_area": "{area}, as there is no such figure for {home}",
    "name_taken": '"{name}" as {meaning}',
    "latest_of_name": "the latest[ {period:name}] on file",
    "latest_ytd": "the latest cumulative figure on file",
    "some_held": "{held} of the {asked} periods are on file[, not {missing:or}]",
    "gaps": "not every period between has a figure on file",
    "no_figure_for": "no figure on file for {periods}",
    "newest": "the newest period on file",
    "newest_taken": "the newest period on file, as none was named",
    "last_year_taken": "last year[ taken as {period}]",
    "year_before": "a year earlier[ is {period}]",
    "period_before": "the period before[ is {period}]",
    "coverage_unstated": "the source does not say on which basis it counts",
    "flow_taken": "{subject:flow}, as nothing else was named",
    "corrected": 'read "{typed}" as {read}',
    "newest_of_them": "the newest {count} of them",
    "order_of_held": "in the order of the figures on file, as no rank is stated",
}

MISSES = {
    "not_held": "I have no figure for {subject}[, {period}]: none is on file and none follows.",
    "not_held_ytd_only": (
        "I have no figure for {period} alone. What is on file is cumulative: {figure:line}."
    ),
    "direction_only": (
        "I have no figure for {subject}. The source gives only the direction: "
        "in {statement:period} it {statement:moved}."
    ),
    "words_only": (
        "I have no figure for {subject}. The source gives only words: "
        "in {statement:period} it {statement:moved}."
    ),
    "no_such_period": "I have no figure of that length for {subject}.",
    "held_periods": "On file: {periods}[; {more} more].",
    "only_one_on_file": "Only {figure:period} is on file: there is no other to set it against.",
    "highest_on_file": "The highest of the {count} on file: {figure:period}.",
    "lowest_on_file": "The lowest of the {count} on file: {figure:period}.",
    "highest_undecided": "Which was the highest cannot be decided: these may each be.",
    "lowest_undecided": "Which was the lowest cannot be decided: these may each be.",
    "beyond_on_file": (
        "Not to be told: of {count} single periods on file this is the one, "
        "but the figure for {figure:period} goes further."
    ),
    "highest_joint": "The highest of the {count} on file, equal as printed:",
    "lowest_joint": "The lowest of the {count} on file, equal as printed:",
    "largest_on_file": "The largest deficit of the {count} on file: {figure:period}.",
    "smallest_on_file": "The smallest deficit of the {count} on file: {figure:period}.",
    "largest_joint": "The largest deficits of the {count} on file, equal as printed:",
    "smallest_joint": "The smallest deficits of the {count} on file, equal as printed:",
    "largest_undecided": "Which deficit was the largest cannot be decided: these may each be.",
    "smallest_undecided": "Which deficit was the smallest cannot be decided: these may each be.",
    "highest_or_lowest": "The highest or the lowest? Either can be the best or the worst.",
    "change_or_to_date": "Which change? Both can be meant.",
    "nothing_on": "I have nothing on file for {subject}.",
    "nothing_listed": "I have nothing on file for that.",
    "unknown_word": 'I cannot read "{word}".[ Did you mean {suggestions:or}?]',
    "too_long": "That is too long to read as one question. Ask for one figure at a time.",
    "no_against": "I have nothing to compare with: no figure for {subject}[, {period}].",
    "no_growth": (
        "I have no change {against} for {subject}, {period}: none is stated and none follows."
    ),
    "no_share": (
        "I have no share of {whole} for {subject}, {period}: none is stated and none follows."
    ),
    "no_share_change": "I have no change in the share of {subject}, {period}.",
    "no_unit_for_that": (
        "I give a change, share, rank or record only in the unit it was printed in."
    ),
    "two_measures": "I have no figure that is both {first} and {second}: name one of the two.",
    "levels_only": "I look for records and ranks among levels only, not among changes.",
    "no_average": "I cannot average {subject}, {period}: name several periods that are on file.",
    "no_mean": "I do not average {subject} over these periods: not all of them are on file.",
    "no_rank": "No source on file ranks {subject}, {period}.",
    "no_partners": "I have no figures by partner for {subject}, {period}.",
    "no_areas": "I have no figures by place for {subject}, {period}.",
    "no_order": "I have nothing to rank for {subject}, {period}.",
    "place_on_file": "Number {place} of the {count} on file, the largest first.",
    "place_between": (
        "Between number {best} and {worst} of the {count} on file, the largest first: "
        "the figures are too rough to say which."
    ),
    "highest_of_these": "The highest of these: {subject}.",
    "lowest_of_these": "The lowest of these: {subject}.",
    "no_rate": (
        "I cannot convert {subject}, {period}, into {unit}: no source on file gives a rate for it."
    ),
    "no_whole": "I cannot tell what {subject} is to be a share of. Name the whole.",
    "whose_flow": "Whose? I hold none of that place's own. Do you mean this?",
    "several_readings": "That can be read in more than one way, and the numbers differ.",
    "which_two": 'Between which two figures? Name both, such as "exports vs imports".',
    "which_figure": 'Which figure? Name a measure, an area or a partner, such as "trade Nov".',
}

REFUSALS = {
    "refused_share_above_whole": (
        "I give no such share: {part:name} is more than {whole:name}, "
        "so the one cannot be a part of the other."
    ),
    "refused_coverage": (
        "I do not divide or compare {figure:name} and {against:name}: "
        "they are not counted on the same basis."
    ),
    "refused_not_part": (
        "I give no such share: nothing on file says that {part:name} is a part of {whole:name}."
    ),
    "refused_across_zero": (
        "I give no percentage on a base of zero or less, nor across zero: the levels say more."
    ),
    "refused_units": ("I do not put {figure:unit} and {against:unit} together: the units differ."),
    "refused_rates": (
        "I give no share or ratio of rates: {figure:line}, and {against:line}. "
        "They differ by points."
    ),
    "refused_kind": "I give no share of {what}: it does not add up.",
    "refused_sum_of": "I add nothing up here: {what} has no sum.",
    "refused_words_only": "I cannot compute with words: the source gives no number.",
    "refused_spans": (
        "I do not compare periods of different lengths: {figure:line}, and {against:line}."
    ),
    "refused_same": "Both are one and the same figure: {figure:line}.",
    "refused_sum": (
        "I do not add these up: only exports and imports of one place and period have a sum here."
    ),
    "refused_mean": "I do not average {what}: rates and shares have no mean.",
    "refused_per": "I know no sound ratio of {subject}[ per {per}].",
}

UNSUPPORTED = {
    "unsupported_forecast": "I report published figures and make no forecasts.",
    "unsupported_opinion": "I report published figures and have no opinion on them.",
    "unsupported_talk": 'I answer questions about the figures on file. Try "help".',
    "why_what": "Why what? Name the figure, and I say what its source gives as the cause.",
    "why_no_claim": ("No source on file gives a cause[ for {subject}]. I infer none."),
    "why_claims": "What the source's speaker names as the causes, paraphrased. I add none:",
}

RECORDS = {
    "record_passed": "It has been passed since: {figure:period} was {figure:range}.",
    "record_low_holds": ("Yes, on file: {figure:period} was the lowest of the {all} to that time."),
    "record_low_undecided": (
        "That cannot be decided on file: {count} before {figure:period} can be told"
        "[, and {against:period} was {against:range}]."
    ),
    "record_low_contradicted": (
        "No: {figure:period} was not the lowest on file[. {against:period} was {against:range}]."
    ),
    "record_test_holds": (
        "Yes, on file: {figure:period} was the highest of the {all} to that time."
    ),
    "record_test_undecided": (
        "That cannot be decided on file: {count} before {figure:period} can be told"
        "[, and {against:period} was {against:range}]."
    ),
    "record_test_contradicted": (
        "No: {figure:period} was not the highest on file[. {against:period} was {against:range}]."
    ),
}

for _kind, _word in (("deficit", "largest"), ("surplus", "smallest")):
    RECORDS |= {
        f"record_{_kind}_holds": (
            f"Yes, on file: {{figure:period}} was the {_word} deficit of the {{all}} to that time."
        ),
        f"record_{_kind}_undecided": RECORDS["record_test_undecided"],
        f"record_{_kind}_contradicted": (
            f"No: {{figure:period}} was not the {_word} deficit on file"
            "[. {against:period} was {against:range}]."
        ),
    }

CAUTIONS = {
    "record_contradicted": (
        "The source calls {period} a record. On file, {against_period} was {against:range}"
        "[ ({against:working})], so it is not an all-time record."
    ),
    "part_exceeds_whole": (
        "{part:line}. That is more than the whole: {whole:line}. "
        "The two are not counted on the same basis, and no share may be computed."
    ),
    "implausible_ratio": (
        "These figures make {figure} {per}[, while in {area}, {period}, it was {other}]. "
        "Implausible: a unit or a scale may be wrong, and which is not decided."
    ),
    "revised_base": (
        "Later releases imply {implied:range} for {figure:title}, first printed as {figure}: "
        "the base has been revised since."
    ),
    "coverage_unknown": "The source does not say on which basis it counts {subject:what}.",
    "inconsistent": "{publisher} gives another figure for {period}: {other}.",
    "different_periods": (
        "These are not like for like: their periods or their kinds of change differ."
    ),
    "not_seasonally_adjusted": "Not seasonally adjusted: months differ in length and holidays.",
    "rate_of_month": (
        "The rate is that of another period of the same source: take the conversion as rough."
    ),
    "provisional": "The figure for {period} is provisional and may be revised.",
    "estimated": "The figure for {period} is an estimate.",
    "low_reliability": "The source's figure for {period} is of low reliability.",
    "break_in_series": "There is a break in the series at {period}.",
}

HELP = {
    "help": "I answer questions about official figures, with the change, working and source.",
    "help_ask": "Name a measure, a place and a period, in any order: {examples:quoted}.",
    "help_follow": (
        'Then go on in the same thread: "and exports?", "vs last year", "in dollars", "why?".'
    ),
    "forgotten": "Forgotten. The next question stands on its own.",
}

OPTIONS = {
    "ask": "{subject}[, {period}][, {extra}]",
    "ask_change": "{period} on {against_period}",
    "ask_year_earlier": "{period} on a year earlier",
    "ask_text": "{text}",
    "ask_same": "{period}[, {extra}]",  # where the reply has named the subject
}

SENTENCES: dict[str, str] = {
    **READING,
    **ASSUMPTIONS,
    **MISSES,
    **REFUSALS,
    **UNSUPPORTED,
    **RECORDS,
    **CAUTIONS,
    **HELP,
    **OPTIONS,
}

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_JOINS = ("or", "list")  # forms of a tuple, not of what it holds
_DIMENSIONS = {
    "area": "ref_area",
    **{name: name for name in Subject.dimensions()},
}


def sentence(note: Note, voice: Voice) -> str:
    """The note in English. Raises KeyError for a key without a sentence, a slot without a value."""
    template = _OPTIONAL.sub(lambda part: _kept(part[1], note.values), SENTENCES[note.key])
    return _SLOT.sub(lambda slot: _worded(note.values[slot[1]], slot[2] or "", voice), template)


def _kept(part: str, values: Mapping[str, object]) -> str:
    return part if all(_given(values.get(slot[1])) for slot in _SLOT.finditer(part)) else ""


def _given(value: object) -> bool:
    """Whether there is anything to say; a code may be empty too."""
    return value not in (None, "", ()) and not (isinstance(value, tuple) and value[-1] == "")


def _worded(value: object, form: str, voice: Voice) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple) and not isinstance(value, Code):
        texts = tuple(dict.fromkeys(_worded(v, form, voice) for v in value if _given(v)))
        if form == "list":
            return "; ".join(texts)
        return joined(texts, "or" if form == "or" else "and")
    for kind, forms in _FORMS.items():
        if isinstance(value, kind):
            return forms["" if form in _JOINS else form](value, voice)
    raise TypeError(f"a sentence has no words for {value!r}")


def _code(value: Code, voice: Voice) -> str:
    dimension, code = value
    if dimension == "unit":
        return voice.unit(code).many
    if dimension == "indicator":
        return voice.catalogue.indicator(code).label
    return voice.code(_DIMENSIONS[dimension], code)


def _named(subject: Subject, voice: Voice) -> str:
    """The subject with its coverage in brackets, where two of them are told apart."""
    basis = joined(voice.basis(subject, usual=True))
    return f"{voice.core(subject)} ({basis})" if basis else voice.core(subject)


Wording = Callable[..., str]

_FIGURE: dict[str, Wording] = {
    "": lambda f, v: phrases.amount(f, v).full,
    "range": phrases.span,
    "line": phrases.line,
    "title": phrases.title,
    "name": lambda f, v: _named(f.subject, v),
    "period": lambda f, v: v.the(f.period),
    "unit": lambda f, v: v.unit(f.unit).many or "counts",
    "working": lambda f, v: named(f.working, v) if f.working is not None else "",
}


def _of_statement(wording: Wording) -> Wording:
    return lambda statement, voice: wording(from_statement(statement), voice)


_FORMS: dict[type, dict[str, Wording]] = {
    Period: {
        "": lambda p, v: v.the(p),
        "name": lambda p, v: v.period(p, beside=p) or v.period(p),
    },
    Subject: {
        "": lambda s, v: v.subject(s),
        "what": lambda s, v: v.what(s),
        "flow": lambda s, v: v.catalogue.title(s.indicator, s.trade_flow),
        "basis": lambda s, v: joined(v.basis(s, usual=True)),
        "whole": lambda s, v: ", ".join((v.core(s), *v.basis(s, usual=True))),
    },
    Figure: _FIGURE,
    Statement: {
        **{form: _of_statement(wording) for form, wording in _FIGURE.items()},
        "moved": lambda s, v: phrases.moved(from_statement(s), v).text,
    },
    Source: {"": lambda s, v: f"{s.publisher}, {v.day(s.published)}"},
    Note: {"": sentence},
    date: {"": lambda d, v: v.day(d)},
    int: {"": lambda n, _: f"{n:,}"},
    str: {"": lambda text, _: text, "quoted": lambda text, _: f'"{text}"'},
    Code: {"": _code},
}
