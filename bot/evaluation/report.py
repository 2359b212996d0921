"""The report: verdicts counted by file and by tag, and each miss explained.

The score is RS(10) = (right + refused rightly - 10 x wrong) / all: one wrong
number undoes ten right ones, and a refusal is worth an answer where there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.answers.answer import Status
from bot.desk import Desk
from bot.evaluation.cases import Case
from bot.evaluation.verdict import GOOD, Outcome, Verdict, judge

__all__ = ["COST_OF_WRONG", "Tally", "evaluate", "misses", "table"]

COST_OF_WRONG = 10
"""Right answers that one wrong number undoes."""


def evaluate(cases: Iterable[Case], desk: Desk) -> Iterator[Verdict]:
    """The verdict on each case, in order. Raises what Desk.ask raises."""
    for case in cases:
        *earlier, last = case.turns
        yield judge(case, desk.ask(last, earlier=earlier, as_of=case.as_of))


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts counted under one name."""

    name: str
    counts: Counter[Outcome]
    answerable: int  # cases that have an answer and nothing else
    answered: int  # of those, the ones answered, rightly or not

    @classmethod
    def of(cls, name: str, verdicts: Sequence[Verdict]) -> Tally:
        has_answer = [v for v in verdicts if v.case.expect.answerable]
        return cls(
            name,
            Counter(v.outcome for v in verdicts),
            len(has_answer),
            sum(v.reply.status is Status.ANSWERED for v in has_answer),
        )

    @property
    def all(self) -> int:
        return self.counts.total()

    @property
    def score(self) -> Fraction:
        """RS(10): at most 1; below 0 where more than a tenth of the right ones' worth is wrong."""
        good = sum(self.counts[outcome] for outcome in GOOD)
        return Fraction(good - COST_OF_WRONG * self.counts[Outcome.WRONG], self.all)


def table(parts: Sequence[tuple[str, Sequence[Verdict]]]) -> str:
    """A table for each part (a file), with a line for all of it and one for each of its tags."""
    blocks = []
    for name, verdicts in parts:
        whole = Tally.of("all", verdicts)
        tags = sorted({tag for v in verdicts for tag in v.case.tags})
        of_tags = [Tally.of(t, [v for v in verdicts if t in v.case.tags]) for t in tags]
        rows = [_row(tally) for tally in (whole, *of_tags)]
        share = f" ({whole.answered / whole.answerable:.1%})" if whole.answerable else ""
        said = f"{name}: {whole.answered} of {whole.answerable} that have an answer answered{share}"
        blocks.append("\n".join([said, *_aligned([*HEADS, *rows])]))
    return "\n\n".join(blocks)


HEADS = (
    ("", "", "", "refused", "refused", "refused", "asked", "", ""),
    (
        "",
        "questions",
        "right",
        "rightly",
        "needlessly",
        "otherwise",
        "needlessly",
        "wrong",
        "RS(10)",
    ),
)


def _row(tally: Tally) -> tuple[str, ...]:
    counts = (str(tally.counts[outcome]) for outcome in Outcome)
    return (tally.name, str(tally.all), *counts, f"{float(tally.score):.3f}")


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def misses(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Each case that did not end as expected, the worst first: what was asked, said, expected."""
    order = list(Outcome)
    missed = [v for v in verdicts if v.outcome not in GOOD]
    for verdict in sorted(missed, key=lambda v: -order.index(v.outcome)):
        asked = " / ".join(verdict.case.turns)
        lines = [f"{verdict.outcome}: {verdict.case.id}: {asked}", f"  {verdict.reason}"]
        lines += [f"  said: {line}" for line in verdict.reply.text.splitlines()[:1]]
        if verdict.case.why:
            lines.append(f"  expected because: {verdict.case.why}")
        yield "\n".join(lines)
