"""The same through the real store: loaded as a package, worked out by ``bot.answers``.

Many systems share one database, each an area's of its own, since loading takes longer
than all that is asked.
"""

from __future__ import annotations

import csv
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from bot.answers.answer import Basis, Comparison, Figure
from bot.answers.comparing import between, change, share_of_total, stated_comparisons
from bot.answers.findings import rule_of
from bot.answers.making import level
from bot.figures.codes import COUNT, PERCENT, POINTS, PURE_NUMBER
from bot.figures.period import Period
from bot.figures.quantity import Interval, Refused
from bot.figures.series import Subject
from bot.figures.statement import Statement
from bot.reckon.compare import KINDS
from bot.store.catalogue import StoredCatalogue
from bot.store.package import CODES
from tests.properties.judging import LEVELS, Judge, truth_of
from tests.properties.printing import Printed, every_period, printed, wholes_of
from tests.properties.tally import Run
from tests.properties.truth import INDICATORS, PARENTS, make
from tests.properties.truth import KINDS as SYSTEMS
from tests.store.packages import as_of, loaded, package, source, stated

__all__ = ["judge_stored"]

TOGETHER = 40
"""Systems in one database."""


def judge_stored(seed: int, count: int, together: int = TOGETHER) -> Run:
    """Systems of one seed, in databases of some each, until so many numbers are worked out."""
    run = Run()
    first = 0
    while run.numbers < count:
        _one_database(seed, range(first, first + together), run)
        first += together
    return run


def _one_database(seed: int, numbers: Sequence[int], run: Run) -> None:
    judges = []
    for number, area in zip(numbers, _areas(), strict=False):
        chance = random.Random(f"stored {seed} {number}")  # noqa: S311 - not for secrets
        system = make(SYSTEMS[number % len(SYSTEMS)], chance, area)
        judges.append(
            StoredJudge(system, chance, run, f"through the store, seed {seed}, system {number}")
        )
    with tempfile.TemporaryDirectory() as folder:
        for cut in (False, True):
            database = Path(folder) / f"{'cut' if cut else 'rounded'}.db"
            held = {judge: printed(judge.said, cut=cut) for judge in judges}
            loaded(database, _package(Path(folder) / f"made-{cut}", held.values()))
            with as_of(database) as catalogue:
                current = defaultdict(list)
                for statement in catalogue.every_statement():
                    current[statement.series.subject.ref_area].append(statement)
                for judge in judges:
                    asked = judge.digits_cut if cut else judge.through
                    asked(catalogue, current[judge.system.subjects[0].ref_area])


def _areas() -> Iterator[str]:
    with (CODES / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    partners = ("KZ", "DE")
    return (r["CODE"] for r in rows if r["KIND"] == "country" and r["CODE"] not in partners)


class StoredJudge(Judge):
    """One system, answered from a database."""

    def through(self, catalogue: StoredCatalogue, current: Sequence[Statement]) -> None:
        """Ask for every level and for comparisons of it, as answers are made."""
        self.number_anew(current)
        self.findings(catalogue, current, "rounded", self.fail)
        figures = [
            figure
            for subject, unit in self.system.units.items()
            for period in every_period(self.system, subject)
            if (figure := level(subject, period, catalogue, unit)) is not None
        ]
        self.chance.shuffle(figures)
        for figure in figures:
            self.answered(figure)
        for figure in figures[:LEVELS]:
            for comparison, kind, there in self._compared(figure, figures, catalogue):
                self.comparison(comparison, kind, there)
        for figure in figures[:LEVELS]:
            for comparison in stated_comparisons(figure, catalogue):
                self.said_beside(comparison)
        self.rounded(catalogue, current)

    def digits_cut(self, catalogue: StoredCatalogue, current: Sequence[Statement]) -> None:
        """The same with digits cut off."""
        self.number_anew(current)
        self.findings(catalogue, current, "cut off", self.miscalled)
        self.cut_in(catalogue, current)

    def number_anew(self, current: Iterable[Statement]) -> None:
        """Know what was printed by the number that it has on file."""
        places = {each.statement.locator: each for each in self.printed}
        self.by_id = {statement.id: places[statement.locator] for statement in current}
        self.box = {number: (each.low, each.high) for number, each in self.by_id.items()}

    def findings(
        self,
        catalogue: StoredCatalogue,
        current: Iterable[Statement],
        manner: str,
        fail: Callable[..., None],
    ) -> None:
        """The load found no contradiction and no revision. What is hard to believe may be true."""
        for statement in current:
            for key, detail in catalogue.cautions(statement):
                self.run.found[f"{key}, {manner}"] += 1
                if not rule_of(key).startswith("implausible"):
                    fail(f"{statement.value}, {manner}: {key}", detail)

    def answered(self, figure: Figure) -> None:
        """A level, stated or worked out."""
        name = _name(figure)
        truth = self.system.level(figure.subject, figure.period)
        interval = _interval(figure)
        if truth is None or interval is None:
            self.fail(f"{name}: nobody knows that", figure.unit)
        elif figure.working is None:
            if truth not in interval:
                self.fail(f"{name}: stated, and the truth lies outside")
        else:
            self.number(name, figure.working, interval, truth, whole=figure.unit == COUNT)
            self.run.stored += 1

    def _compared(
        self, here: Figure, figures: Sequence[Figure], catalogue: StoredCatalogue
    ) -> Iterator[tuple[Comparison, str, Figure]]:
        """Comparisons worked out of the figure, each with its row and what it is set against."""
        bases: list[tuple[str, Period | None]] = [("year_earlier", here.period.years(-1))]
        if not here.period.ytd:
            bases.append(("previous_period", here.period.shift(-1)))
        for kind, base in bases:
            made = change(kind, here, base, catalogue) if base is not None else None
            yield from _worked(made, kind, self.run)
        whole = share_of_total(here, catalogue)
        yield from _worked(whole, "share", self.run)
        there = self.chance.choice(figures)
        if there.subject == here.subject and there is not here:
            for kind in ("difference", "ratio", "other_period"):
                yield from _worked(between(kind, here, there), kind, self.run)
        for around, _ in wholes_of(here.subject, self.system):
            other = level(around, here.period, catalogue, here.unit, beside=here)
            if other is not None:
                yield from _worked(between("share", here, other), "share", self.run)
        if here.subject.indicator == "FREIGHT":
            trips = here.subject.with_("indicator", "TRIPS")
            other = level(trips, here.period, catalogue, COUNT, beside=here)
            if other is not None:
                yield from _worked(between("per", here, other), "per", self.run)

    def comparison(self, made: Comparison, kind: str, there: Figure) -> None:
        """A comparison worked out, of that kind."""
        figure, base = made.figure, there
        here = self.system.level(figure.subject, figure.period)
        truth = self.system.level(base.subject, base.period)
        interval, name = _interval(figure), f"{kind}: {_name(figure)}, {base.period.code}"
        if here is None or truth is None or interval is None or figure.working is None:
            self.fail(f"{name}: nobody knows that")
            return
        whole = kind == "difference" and figure.unit == COUNT
        self.number(
            name,
            figure.working,
            interval,
            truth_of(kind, here, truth),
            whole=whole,
            what=kind,
            least=KINDS[kind].least,
        )
        self.run.stored += 1

    def said_beside(self, comparison: Comparison) -> None:
        """What a publisher says beside a level stands, as nothing was revised."""
        figure = comparison.figure
        if comparison.outdated is not None:
            self.fail(f"{comparison.outdated.value} is called outdated", _name(figure))
        if figure.statement is not None:
            truth, interval = self.by_id[figure.statement.id].truth, _interval(figure)
            if interval is None or truth * _scale(figure.unit) not in interval:
                self.fail(f"{figure.statement.value} printed for {truth}", _name(figure))


def _worked(
    made: Comparison | Refused | None, kind: str, run: Run
) -> Iterator[tuple[Comparison, str, Figure]]:
    if isinstance(made, Refused):
        run.refused[f"{kind}: {made.rule}"] += 1
    elif made is not None and made.figure.basis is Basis.COMPUTED and made.against is not None:
        yield made, kind, made.against


def _name(figure: Figure) -> str:
    return f"{figure.subject}, {figure.period.code}{' to date' * figure.period.ytd}"


def _scale(unit: str) -> Fraction:
    return Fraction(1, 100) if unit in (PERCENT, POINTS) else Fraction(1)


def _interval(figure: Figure) -> Interval | None:
    """As a formula has it: percent as fractions."""
    if figure.low is None or figure.high is None:
        return None
    return Interval(figure.low * _scale(figure.unit), figure.high * _scale(figure.unit))


def _package(folder: Path, systems: Iterable[Sequence[Printed]]) -> Path:
    held = [each for of_one in systems for each in of_one]
    releases = {each.said.release.code: each.said.release for each in held}
    sources = [
        {
            **source(release.code, release.published.isoformat(), release.publisher),
            "ROUNDING": "truncated" if release.cuts else "rounded",
        }
        for release in releases.values()
    ]
    indicators = [
        {
            "CODE": code,
            "LABEL": code.lower().replace("_", " "),
            "KIND": str(kind),
            "PARENT": parent or "",
            "ONE": "",
            "MANY": "",
            "PARTS": "all" if code in PARENTS.values() else "",
        }
        for code, (kind, parent) in INDICATORS.items()
    ]
    rows = [_row(number, each.statement) for number, each in enumerate(held, 1)]
    units = [{"CODE": PURE_NUMBER, "KIND": "other", "ONE": "time", "MANY": "times", "PREFIX": ""}]
    return package(folder, sources=sources, indicators=indicators, units=units, statements=rows)


def _row(number: int, statement: Statement) -> Mapping[str, str]:
    series, against = statement.series, statement.comparison_period
    return stated(
        str(number),
        statement.value or "",
        SOURCE_ID=statement.source,
        LOCATOR=statement.locator or "",
        FREQ=series.freq,
        **{
            dimension.upper(): getattr(series.subject, dimension)
            for dimension in Subject.dimensions()
        },
        MEASURE=str(series.measure),
        TRANSFORMATION=str(series.transformation),
        UNIT_MEASURE=series.unit,
        ACCUMULATION="YTD" if series.ytd else "N",
        TIME_PERIOD=statement.period.code,
        COMPARISON_PERIOD=against.code if against else "",
        SHARE_OF=series.share_of or "",
        UNIT_MULT=str(statement.unit_mult),
        OBS_QUALIFIER=str(statement.qualifier),
    )
