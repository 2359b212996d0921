"""The sides of a question: what is asked for side by side, each with its own names and periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Note
from bot.answers.catalogue import Catalogue
from bot.answers.readings import sides
from bot.language.follow import merge_names
from bot.language.period_meaning import Fixed
from bot.language.question import Mention, Question, Terms
from bot.language.vocabulary import Meaning

__all__ = [
    "as_pair",
    "both_flows",
    "both_sides",
    "clash",
    "each_period",
    "part",
    "periods_only",
    "without_carriers",
]


def each_period(terms: Terms) -> list[Terms]:
    """Periods named side by side, one at a time: for a change or a share of each."""
    fixed = [p for p in terms.periods if isinstance(p.meaning, Fixed)]
    if len(fixed) < 2 or len(fixed) < len(terms.periods):
        return [terms]
    return [replace(terms, periods=(phrase,)) for phrase in fixed]


EXPORTS_AND_IMPORTS = {"X", "M"}


def both_flows(parts: Sequence[Terms]) -> list[Terms] | None:
    """Exports plus imports are total trade, which is asked for instead; nothing else is added."""
    flows = {code for terms in parts for m in terms.names for code in m.codes("trade_flow")}
    if flows != EXPORTS_AND_IMPORTS:
        return None
    names = tuple(kept for m in parts[0].names if (kept := m.without({"trade_flow"})) is not None)
    total = Mention("total", (Meaning((("trade_flow", "T"),)),))
    return [replace(parts[0], names=(*names, total))]


def part(question: Question, terms: Terms) -> Terms:
    """The names of the part: its own, and the measure or area named with the whole only."""
    if not question.whole.names:
        return terms
    return replace(terms, names=lent(terms, question.whole))


def without_carriers(terms: Terms, catalogue: Catalogue) -> Terms:
    """Of "how many tonnes did the trains carry" the tonnes: the trains only carry them.

    What is carried is what makes sense per carrier, as the package's ratios say.
    """
    named = {code for m in terms.names if not m.joined for code in m.codes("indicator")}
    carriers = {below for above, below, _ in catalogue.ratios() if {above, below} <= named}
    kept = tuple(m for m in terms.names if m.joined or not m.codes("indicator") & carriers)
    if not carriers or not any(m.codes("indicator") for m in kept):
        return terms
    return replace(terms, names=kept)


def as_pair(terms: Terms, home: str | None) -> Terms | None:
    """Two areas with a comma between, the desk's own among them, as whose and with whom.

    "RCEP trade, Xinjiang, ytd" lists no two areas; "Kazakhstan, Turkey" does.
    """
    areas = [m for m in terms.names if "area" in m.dimensions]
    apart = any(m.joined and not m.comma for m in terms.names)
    if len(areas) != 2 or apart or not any(m.comma for m in areas):
        return None
    if home is None or not any(home in m.codes("area") for m in areas):
        return None
    return replace(terms, names=tuple(replace(m, joined=False, comma=False) for m in terms.names))


def clash(terms: Terms) -> Note | None:
    """Two measures named that no figure can be both of: "trade in containers"."""
    measures: dict[frozenset[str], str] = {}
    for mention in terms.names:
        codes = mention.codes("indicator")
        if codes and not mention.joined:
            measures.setdefault(codes, mention.text)
    apart = [
        (first, second)
        for first in measures
        for second in measures
        if not first & second and first != second
    ]
    if not apart:
        return None
    first, second = apart[0]
    return Note("two_measures", {"first": measures[first], "second": measures[second]})


def both_sides(question: Question) -> list[Terms]:
    """The sides of "imports vs exports EU": what only one of them names holds for both."""
    here, there = question.terms, question.against
    first = Terms(lent(here, there), here.periods or there.periods)
    second = Terms(merge_names(there.names, here.names), there.periods or here.periods)
    return [*sides(first), second]


def lent(here: Terms, there: Terms) -> tuple[Mention, ...]:
    """The names of a side with those of the other that name what it leaves open."""
    own = {dimension for mention in here.names for dimension in mention.dimensions}
    return (*here.names, *(m for m in there.names if not m.dimensions & own))


def periods_only(question: Question) -> Question:
    """For "2020 vs 2019 China": what only the second side names holds for both; periods compare."""
    here, there = question.terms, question.against
    contrasted = {d for m in here.names for d in m.dimensions} & {
        d for m in there.names for d in m.dimensions
    }
    if contrasted or not there.names or not (here.periods and there.periods):
        return question
    terms = replace(here, names=lent(here, there))
    return replace(question, terms=terms, against=replace(there, names=()))
