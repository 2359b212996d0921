"""Whose flow "exports" are: the measure's named beside the word or before it in the thread.

By itself the word means trade. Beside "electricity trade", or in a thread about
electricity imports, it means electricity's, where such figures are on file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.language.question import Mention, Question, Terms
from bot.language.vocabulary import Meaning, Vocabulary
from bot.language.words import phrase_key

__all__ = ["settled"]

_FLOW, _MEASURE = "trade_flow", "indicator"
_BARE = ("exports", "imports")
"""Words that say a flow and leave its measure open: what they mean is trade at large."""

MADE_OF = {"B": ("X", "M"), "T": ("X", "M")}
"""Flows that follow from others where they are not on file themselves."""


def settled(question: Question, thread: Terms, vocabulary: Vocabulary) -> Question:
    """The question with each bare flow given the measure that it is of.

    ``thread`` is what the turns before were about.
    """
    sides = (question.terms, question.against, question.whole, question.per)
    named = [mention for side in sides for mention in side.names]
    if not any(_FLOW in mention.dimensions for mention in named):
        return question
    at_large = _at_large(vocabulary)
    bare = [mention for mention in named if _is_bare(mention, at_large, vocabulary)]
    rest = [mention for mention in named if mention not in bare]
    measures = _measures(rest) or _measures(thread.names)

    def of_side(side: Terms) -> Terms:
        names = (_owned(m, measures, vocabulary) if m in bare else m for m in side.names)
        return replace(side, names=tuple(names))

    terms, against, whole, per = map(of_side, sides)
    return replace(question, terms=terms, against=against, whole=whole, per=per)


def _at_large(vocabulary: Vocabulary) -> frozenset[str]:
    """The measure of trade at large, whose flows go by their bare names."""
    meant = vocabulary.lookup(_BARE).values()
    return frozenset(c for meanings in meant for m in meanings for d, c in m.codes if d == _MEASURE)


def _is_bare(mention: Mention, at_large: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether it says a flow only: "exports", but not "trade exports" or "power exports"."""
    if not all({d for d, _ in meaning.codes} == {_FLOW, _MEASURE} for meaning in mention.meanings):
        return False
    if not mention.codes(_MEASURE) <= at_large:
        return False
    inner = vocabulary.lookup(list(_inner(phrase_key(mention.text)))).values()
    names_it = (meaning for meanings in inner for meaning in meanings)
    return not any(len(m.codes) == 1 and m.codes[0][1] in at_large for m in names_it)


def _inner(phrase: str) -> Iterator[str]:
    words = phrase.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield " ".join(words[start:end])


def _measures(names: Sequence[Mention]) -> list[str]:
    """The measures that the names are of, each once."""
    codes = (code for mention in names for code in sorted(mention.codes(_MEASURE)))
    return list(dict.fromkeys(codes))


def _owned(mention: Mention, measures: Sequence[str], vocabulary: Vocabulary) -> Mention:
    """The flow as that of the measures which have it on file; where none has, as it is."""
    flows = sorted(mention.codes(_FLOW))
    owned = tuple(
        Meaning(((_MEASURE, measure), (_FLOW, flow)))
        for measure in measures
        for flow in flows
        if _has(measure, flow, vocabulary)
    )
    return replace(mention, meanings=owned or mention.meanings)


def _has(measure: str, flow: str, vocabulary: Vocabulary) -> bool:
    """Whether figures of the measure are on file with that flow, or with those it is made of."""

    def held(code: str) -> bool:
        return vocabulary.held(Meaning(((_MEASURE, measure), (_FLOW, code))))

    return held(flow) or (flow in MADE_OF and all(held(code) for code in MADE_OF[flow]))
