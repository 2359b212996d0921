"""The report of a check: each disagreement in words, with both numbers and what may explain it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.answer import Note
from bot.answers.findings import Finding, follows, rule_of, values_of
from bot.answers.making import from_statement
from bot.checking.run import Checked, Judged
from bot.figures.codes import Measure
from bot.figures.statement import Statement
from bot.reckon.agree import Verdict
from bot.reckon.expression import Input, inputs
from bot.reply import phrases
from bot.reply.labels import Voice
from bot.reply.numbers import round_to
from bot.reply.sentences import sentence
from bot.reply.sourcing import stated_in
from bot.reply.working import formula as written

__all__ = ["alone", "newly", "report"]

SAYS = {
    Verdict.INCONSISTENT: "the release contradicts itself",
    Verdict.IMPLAUSIBLE: "",
    Verdict.UNDECIDABLE: "",
    Verdict.TRUNCATION: "agrees only if digits were cut off and not rounded",
    Verdict.PUBLISHERS: "publishers that do not count alike",
    Verdict.REVISED: "of different releases: revised since",
    Verdict.ROUNDING: "agrees within what rounding leaves open",
    Verdict.EXACT: "agrees exactly",
}
"""What each verdict means of a formula, the gravest first."""


def report(checked: Checked, voice: Voice, *, every: bool = False) -> Iterator[str]:
    """A paragraph for each thing found, the gravest first, and a count.

    ``every`` adds the formulas that hold.
    """
    found = list(_of_formulas(checked.disagreements, voice))
    found += _of_checks(checked.findings, voice)
    order = list(SAYS)
    for _, paragraph in sorted(found, key=lambda pair: order.index(pair[0])):
        yield paragraph
    for _, paragraph in _of_formulas(checked.agreements if every else (), voice):
        yield paragraph
    counts = Counter(verdict for verdict, _ in found)
    said = ", ".join(f"{counts[v]} {v}" for v in order if counts[v]) or "nothing disagrees"
    formulas = len(checked.agreements) + len(checked.disagreements)
    tied = checked.numbers - len(checked.alone)
    yield (
        f"{formulas:,} formulas between {tied:,} of {checked.numbers:,} numbers: {said}. "
        f"No formula ties the other {len(checked.alone):,} to anything on file (--alone)."
    )


def alone(statements: Sequence[Statement], voice: Voice) -> Iterator[str]:
    """A line for each number that no formula ties to another, with its source."""
    for statement in statements:
        yield f"{phrases.line(from_statement(statement), voice)} ({statement.source})"


def newly(found: Iterable[tuple[str, int, str]], voice: Voice) -> Iterator[str]:
    """A line for each finding, given by its key, statement and values as they are kept.

    Each is said once, though replies on several figures tell it.
    """
    said: set[str] = set()
    for key, id_, kept in found:
        told = sentence(Note(key, values_of(kept, voice.catalogue)), voice)
        if told not in said:
            said.add(told)
            figure = phrases.line(from_statement(voice.catalogue.statement(id_)), voice)
            yield told if figure in told else f"{figure}: {told}"


def _of_checks(findings: Sequence[Finding], voice: Voice) -> Iterator[tuple[Verdict, str]]:
    """Each once, though replies on several figures tell it."""
    seen: set[tuple[str, frozenset[int]]] = set()
    for finding in findings:
        key = (finding.key, frozenset(s.id for s in finding.statements))
        if key in seen or finding.key == "revised_part":  # a formula says that above
            continue
        seen.add(key)
        lines = [f"{rule_of(finding.key).replace('_', ' ')}: {sentence(finding.note, voice)}"]
        lines += [f"  {s.text(voice)}" for s in stated_in(finding.statements, voice)]
        yield finding.verdict, "\n".join(lines)


def _of_formulas(judged: Sequence[Judged], voice: Voice) -> Iterator[tuple[Verdict, str]]:
    """A figure once, with every formula that is judged alike of it."""
    together: defaultdict[tuple[Verdict, int], list[Judged]] = defaultdict(list)
    for one in judged:
        together[one.verdict, one.relation.statement.id].append(one)
    for (verdict, _), alike in together.items():
        yield verdict, _paragraph(alike, voice)


def _paragraph(alike: Sequence[Judged], voice: Voice) -> str:
    verdict, statement = alike[0].verdict, alike[0].relation.statement
    lines = [f"{verdict}: {phrases.line(from_statement(statement), voice)}"]
    for one in alike:
        implied = follows(statement, one.relation.formula)
        formula = written(one.relation.formula, voice, implied.unit)
        lines.append(f"  {phrases.span(implied, voice)} follows: {formula}")
    lines.append(f"  {SAYS[verdict]}")
    if verdict is Verdict.REVISED and (moved := _moved(alike[0])) is not None:
        lines[-1] += f", by {moved}"
    for slip in dict.fromkeys(one.slip for one in alike if one.slip is not None):
        meant = phrases.amount(from_statement(slip.statement), voice).full
        if slip.printed == statement:
            lines.append(f"  it would all fit if it were {meant}")
        else:
            printed = phrases.line(from_statement(slip.printed), voice)
            lines.append(f"  it would all fit if this were {meant}: {printed}")
    used = dict.fromkeys(s for one in alike for s in inputs(one.relation.formula))
    lines += [f"  {s.text(voice)}" for s in stated_in((statement, *used), voice)]
    return "\n".join(lines)


def _moved(one: Judged) -> str | None:
    """By how much a level is revised, in percent: from what was printed to what follows."""
    statement = one.relation.statement
    if statement.series.measure is not Measure.LEVEL or not statement.series.is_level:
        return None
    printed, follows = Input(statement).number, one.relation.interval
    if printed == 0:
        return None
    ends = sorted((end / printed - 1) * 100 for end in (follows.low, follows.high))
    low, high = (f"{round_to(end, -1):+f}".replace("-", "\u2212") for end in ends)
    return f"{low}%" if low == high else f"{low} to {high}%"
