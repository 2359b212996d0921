"""The run: every statement is looked at once, and what comes of it put together.

A relation that does not hold is seen from each of its figures and counts once. What
replies are to tell of it goes with the figure that is wrong, where that is known:
the slip, the level revised since; else with all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.answers.answer import Figure
from bot.answers.catalogue import Catalogue
from bot.answers.findings import IMPLIED, REVISED_BASE, Finding, Meant, follows
from bot.answers.making import from_statement
from bot.checking import claims, growths, ratios, wholes
from bot.checking.slips import slip
from bot.figures.statement import Statement
from bot.reckon.agree import AGREE, Relation, Verdict, relations
from bot.reckon.expression import Input, bounds, inputs, steps
from bot.reckon.revisions import restated, revised_parts

__all__ = ["CHECKS", "Check", "Checked", "Judged", "check"]

CHECKS = (*wholes.CHECKS, *ratios.CHECKS, *growths.CHECKS, *claims.CHECKS)
"""Every check besides the relations: of a statement and what is on file, its findings."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation with its verdict, and the slip that would explain it where one does."""

    relation: Relation
    verdict: Verdict
    slip: Meant | None = None
    told: tuple[Finding, ...] = ()  # what replies say of it, on the figures it concerns


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how much was looked at."""

    disagreements: tuple[Judged, ...]
    agreements: tuple[Judged, ...]
    findings: tuple[Finding, ...]  # of the other checks
    alone: tuple[Statement, ...]  # numbers that nothing else on file says anything about
    numbers: int

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Everything that replies are to tell."""
        told: dict[tuple[str, int], Finding] = {}
        for one in self.disagreements:
            for finding in one.told:
                place = (finding.key, finding.statement.id)
                told[place] = min(told.get(place, finding), finding, key=_plainest)
        return (*told.values(), *self.findings)


def check(
    statements: Iterable[Statement], catalogue: Catalogue, source: str | None = None
) -> Checked:
    """Everything that does not hold, each once; of one source, what its own figures are in."""
    run = Check()
    for statement in statements:
        if source is None or statement.source == source:
            run.look(statement, catalogue)
    return run.checked()


class Check:
    """A run under way: look at each statement, on a day on which it was current."""

    def __init__(self) -> None:
        self._seen: set[frozenset[int]] = set()
        self._holding: list[Judged] = []
        self._broken: dict[frozenset[int], tuple[Verdict, list[Relation]]] = {}
        self._findings: list[Finding] = []
        self._tied: set[int] = set()
        self._numbers: dict[int, Statement] = {}

    def look(self, statement: Statement, catalogue: Catalogue) -> None:
        """Set the statement beside what else is on file."""
        if statement.quantity is not None:
            self._numbers[statement.id] = statement
        for relation in relations(statement, catalogue):
            self._tied.add(statement.id)
            verdict, together = relation.verdict, relation.statements
            if verdict is None:
                continue
            if verdict not in AGREE:
                self._broken.setdefault(together, (verdict, []))[1].append(relation)
            elif together not in self._seen:
                self._holding.append(Judged(relation, verdict))
            self._seen.add(together)
        for one in CHECKS:
            self._findings += one(statement, catalogue)
        self._findings += _revised_parts(statement, catalogue)

    def checked(self) -> Checked:
        """What came of it."""
        return Checked(
            tuple(self._disagreements()),
            tuple(self._holding),
            tuple(_once(self._findings)),
            tuple(s for id_, s in self._numbers.items() if id_ not in self._tied),
            len(self._numbers),
        )

    def _disagreements(self) -> Iterator[Judged]:
        # What is inconsistent is of one source, and so is all that shares a figure with it.
        alike: defaultdict[int, list[Relation]] = defaultdict(list)
        for together, (verdict, views) in self._broken.items():
            if verdict is Verdict.INCONSISTENT:
                for number in together:
                    alike[number].append(views[0])
        for verdict, views in self._broken.values():
            first = views[0]
            found = slip(first, alike) if verdict is Verdict.INCONSISTENT else None
            yield Judged(first, verdict, found, tuple(_told(verdict, views, found)))


def _plainest(finding: Finding) -> tuple[int, Fraction]:
    """Of several formulas that say the same, the shortest tells it, then the narrowest."""
    implied = finding.values.get(IMPLIED)
    if not isinstance(implied, Figure) or implied.working is None:
        return 0, Fraction(0)
    width = bounds(implied.working).width
    return steps(implied.working), width


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, int, str]] = set()
    for finding in findings:
        key = (finding.key, finding.statement.id, finding.kept)
        if key not in seen:
            seen.add(key)
            yield finding


def _told(verdict: Verdict, views: Sequence[Relation], found: Meant | None) -> Iterator[Finding]:
    match verdict:
        case Verdict.INCONSISTENT:
            yield from _contradiction(views, found)
        case Verdict.REVISED:
            yield from _revision(views)
        case Verdict.PUBLISHERS:
            yield from _two_publishers(views)


def _contradiction(views: Sequence[Relation], found: Meant | None) -> Iterator[Finding]:
    """On the slip, where it is known and the relation is seen from it; else on all of it."""
    verdict = Verdict.INCONSISTENT
    if found is not None:
        for view in views:
            if view.statement.id == found.printed.id:
                told = {**_implied(view), "meant": found}
                yield Finding("slip", verdict, view.statement, told)
                return
    relation = views[0]
    for statement in (relation.statement, *inputs(relation.formula)):
        yield Finding("contradicts_itself", verdict, statement, _implied(relation))


def _implied(view: Relation) -> dict[str, object]:
    return {
        "figure": from_statement(view.statement),
        IMPLIED: follows(view.statement, view.formula),
    }


def _revision(views: Sequence[Relation]) -> Iterator[Finding]:
    """The level that everything else in the relation, all of it later, makes another."""
    for view in views:
        day = view.statement.realtime_start
        later = all(s.realtime_start > day for s in inputs(view.formula))
        if later and view.statement.series.is_level:
            yield Finding(REVISED_BASE, Verdict.REVISED, view.statement, _implied(view))


def _two_publishers(views: Sequence[Relation]) -> Iterator[Finding]:
    for view in views:
        if isinstance(view.formula, Input):
            other = view.formula.statement
            told = {"publisher": other.publisher, "period": other.period, "other": other}
            yield Finding("other_publisher", Verdict.PUBLISHERS, view.statement, told)


def _revised_parts(statement: Statement, catalogue: Catalogue) -> Iterator[Finding]:
    """A sum printed before a month of it was revised, with what the revision makes of it."""
    parts = revised_parts(statement, catalogue)
    formula = restated(statement, catalogue) if parts else None
    if formula is None:
        return
    then, now = parts[0] if len(parts) == 1 else (None, None)
    told = {
        "period": statement.period,
        "parts": tuple(part.period for _, part in parts),
        "then": then,
        "now": now,
        "computed": follows(statement, formula),
    }
    yield Finding("revised_part", Verdict.REVISED, statement, told)
