"""Runs of months whose level is known, and what their averages tell of the months in them.

Nobody may have printed a single month of a stretch, and yet its average can tell that
one of them was higher than another month: what is above the average somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import product

from bot.answers.answer import Figure
from bot.answers.catalogue import Catalogue
from bot.answers.comparing import formula_of
from bot.answers.making import computed, from_derivation, from_statement
from bot.answers.published import MONTHS
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reckon.derive import Level, by_rate, stated
from bot.reckon.expression import Expression, value

__all__ = ["averages", "runs", "since_then"]

MOST = 40
"""Periods of one year looked at: months, the year to date after each, quarters and halves."""

SEVERAL = 2

YEAR = 12
"""Months of a year."""

OLDEST = 30
"""Years looked back, at most."""


def runs(subject: Subject, unit: str, year: int, catalogue: Catalogue) -> tuple[Figure, ...]:
    """Levels of runs of whole months of the year: as stated, or as a stated rate implies."""
    key = ("runs", subject, unit, year)
    return catalogue.remember(key, lambda: tuple(_runs(subject, unit, year, catalogue)))


def _runs(subject: Subject, unit: str, year: int, catalogue: Catalogue) -> Iterator[Figure]:
    for period in _spoken_of(subject, year, catalogue):
        level = Level(subject, period, unit)
        held = stated(level, catalogue)
        if held:
            yield from_statement(held[0])
            continue
        derived = by_rate(level, catalogue)
        if derived is not None:
            yield from_derivation(derived)


def _spoken_of(subject: Subject, year: int, catalogue: Catalogue) -> tuple[Period, ...]:
    """Runs of whole months of the year that statements are about or compared with."""
    about = catalogue.periods(subject, levels=False, year=year, limit=MOST)
    after = catalogue.periods(subject, levels=False, year=year + 1, limit=MOST)
    bases = [
        statement.comparison_period
        for period in (*about, *after)
        for statement in catalogue.statements(subject, period)
        if statement.comparison_period is not None and statement.comparison_period.year == year
    ]
    found = {p.span: p for p in (*about, *bases) if p.whole_months is not None}
    return tuple(found.values())


def averages(
    figure: Figure, within: Callable[[Period], bool], catalogue: Catalogue, *, lowest: bool = False
) -> Iterator[Figure]:
    """Means of a flow that are surely above the figure (or below), over stretches without it.

    A stretch is of several periods as long as the figure's, of months, quarters or halves;
    ``within`` says which count. It may be what two releases imply together.
    """
    grain, own = figure.period.grain, figure.period
    length = MONTHS.get(grain, YEAR)
    if own.ytd or length == YEAR or not catalogue.is_flow(figure.subject.indicator):
        return
    for year in _years(figure.subject, catalogue):
        singly = catalogue.periods(figure.subject, ytd=False, grain=grain, year=year, limit=YEAR)
        if len(singly) * length == YEAR:
            continue  # every period of it is known, and so the highest
        for stretch, formula in _stretches(runs(figure.subject, figure.unit, year, catalogue)):
            count, rest = divmod(stretch.length[1], length)
            apart = stretch.end < own.start or own.end < stretch.start
            if count < SEVERAL or rest or not apart or not within(stretch):
                continue
            if not _beats(value(formula) / count, figure, lowest=lowest):
                continue  # its bounds need not be known
            mean = computed(
                formula / count, subject=figure.subject, period=stretch, unit=figure.unit
            )
            if _beats(mean.high if lowest else mean.low, figure, lowest=lowest):
                yield replace(mean, each=grain)


def _beats(number: Fraction | None, figure: Figure, *, lowest: bool) -> bool:
    if number is None or figure.low is None or figure.high is None:
        return False
    return number < figure.low if lowest else number > figure.high


def _years(subject: Subject, catalogue: Catalogue) -> Iterable[int]:
    """The years that figures on file are of or compared with."""
    held = catalogue.periods(subject, levels=False, limit=OLDEST * YEAR)
    return dict.fromkeys(year for p in held for year in (p.year, p.year - 1))


def since_then(since: Period | None) -> Callable[[Period], bool]:
    """Whether a stretch is since then: "since November" leaves November out, "since 2020" nothing.

    Without a period, every stretch is.
    """
    if since is None:
        return lambda _: True
    single = since.grain in MONTHS and since.length[1] < YEAR
    first = since.end if single else since.start - timedelta(days=1)
    return lambda stretch: stretch.start > first


def _stretches(known: tuple[Figure, ...]) -> Iterator[tuple[Period, Expression]]:
    """Each run, and what is left of each where a shorter one is taken from its beginning or end."""
    for longer in known:
        whole = formula_of(longer)
        if whole is not None:
            yield longer.period, whole
    for longer, shorter in product(known, known):
        whole, part = formula_of(longer), formula_of(shorter)
        here, there = longer.period.whole_months, shorter.period.whole_months
        if whole is None or part is None or here is None or there is None:
            continue
        year, first, last = here
        if there[1] == first and there[2] < last:
            yield Period.months(year, there[2] + 1, last), whole - part
        elif there[2] == last and there[1] > first:
            yield Period.months(year, first, there[1] - 1), whole - part
