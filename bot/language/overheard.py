"""What was said to nobody in particular: whether it asks about figures all the same.

In a thread about figures, colleagues also talk to each other. What is read as a question
has to name, by itself, something that figures are about, or to ask for a comparison;
what people say of themselves or in thanks is theirs. In doubt it is no question.
"""

from __future__ import annotations

from bot.language.lexicon import Cue
from bot.language.question import read
from bot.language.vocabulary import Vocabulary
from bot.language.words import words

__all__ = ["asks_for_figures"]

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
