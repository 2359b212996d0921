"""What was said to others than the desk: whether it asks about figures, and what it mentions.

In a thread about figures, colleagues also talk to each other. What is read as a question
has to name, by itself, something that figures are about, or to ask for a comparison;
what people say of themselves or in thanks is theirs. In doubt it is no question.
"""

from __future__ import annotations

from itertools import zip_longest

from bot.language.lexicon import Cue
from bot.language.question import cut, read
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold, words

__all__ = ["asks_for_figures", "mentioned"]

_COMPARING = frozenset(
    {Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS, Cue.TREND, Cue.SHARE, Cue.MONTHLY, Cue.QUARTERLY}
)
"""What asks for figures where nothing is named, if it is put as a question."""

_AMONG_PEOPLE = frozenset(
    {"i", "im", "ill", "ive", "we", "us", "my", "our", "me"}
    | {"thanks", "thank", "thx", "cheers", "sorry"}
)
_SIGNS = str.maketrans("", "", "'\u2019")


def asks_for_figures(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that nobody has addressed to the desk asks for figures."""
    if _AMONG_PEOPLE.intersection(word.text.casefold().translate(_SIGNS) for word in words(text)):
        return False
    question = read(text, vocabulary)
    named = question.terms or question.against or question.whole
    compared = text.rstrip().endswith("?") and question.cues & _COMPARING
    return bool((named or compared) and not question.unknown)


_PREPOSITIONS = frozenset({Cue.WITH, Cue.BETWEEN, Cue.TO, Cue.FROM, Cue.OF})


def mentioned(text: str, vocabulary: Vocabulary) -> str | None:
    """What a sentence mentions of figures, as a question: its measures, places and periods.

    None where it names nothing that is measured. Everything else of it is left out, so the
    reply must say how it was read.
    """
    items = cut(fold(text), vocabulary)
    kept: list[str] = []
    measured = False
    for item, following in zip_longest(items, items[1:]):
        joins = _PREPOSITIONS.intersection(item.cues) and following is not None
        if item.meanings or item.period is not None or (joins and kept and following.meanings):
            kept.append(item.text)
        measured = measured or any(d == "indicator" for m in item.meanings for d, _ in m.codes)
    return " ".join(kept) if measured else None
