"""What was said to others than the desk: whether it asks for figures.

In a thread about figures colleagues also talk to each other, and nobody has called the desk.
So a text asks only if *every* word of it is a request's: names and periods, words for what is
asked of them, and a few little words ("what about", "show me", "I meant"). One word of talk
and it is theirs: "any update on trade?", "lol exports", "so exports fell in November?". What
says that a thing rose or was so asks nothing either, unless it opens as a question. In doubt
it is no question.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.items import Item, cut
from bot.language.lexicon import PRONOUNS, QUESTION_WORDS, REQUEST_WORDS, Cue
from bot.language.reading import read
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold

__all__ = ["asks_for_figures"]

_BY_ITSELF = frozenset(
    {Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS, Cue.PERCENT, Cue.GROWTH_RATE}
    | {Cue.TREND, Cue.YEARLY, Cue.QUARTERLY, Cue.MONTHLY, Cue.WEEKLY, Cue.DAILY}
    | {Cue.AVERAGE, Cue.PER_HEAD, Cue.RECORD, Cue.WHY, Cue.COMPARE, Cue.TOTAL, Cue.SOURCE}
    | {Cue.EARLIER, Cue.RANK}
)
"""What can be asked of the figure in hand, with nothing named: "why?", "per day?"."""

_OF_NAMES = frozenset(
    {Cue.LEVEL, Cue.SHARE, Cue.SHARE_OF, Cue.WHOLE_OF, Cue.RANK, Cue.PARTNERS, Cue.DIFFERENCE}
    | {Cue.RATIO, Cue.PER, Cue.EXCEPT, Cue.REST, Cue.SPLIT, Cue.SUM, Cue.MINUS, Cue.PLACES}
    | {Cue.PRODUCTS, Cue.CONTRIBUTION, Cue.VERSUS, Cue.AND, Cue.WITH, Cue.BETWEEN, Cue.TO}
    | {Cue.FROM, Cue.OF, Cue.IS}
)
"""What is asked only of what is named with it: "share of trade", "vs October"."""

_STATING = frozenset({Cue.IS, Cue.MOVED})
"""What makes a statement of a name before it: "exports are up"."""

_JOINTS = frozenset({Cue.WITH, Cue.BETWEEN, Cue.FROM, Cue.TO, Cue.OF})
_RATES = frozenset({Cue.YEAR_EARLIER, Cue.PREVIOUS})
_POLITE = frozenset({"please", "pls", "plz"})
_ASKED_FOR = frozenset({"show", "show me", "show us", "give", "give me", "give us"})


def asks_for_figures(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that nobody has addressed to the desk asks for figures."""
    question = read(text, vocabulary)
    if question.unknown:
        return False
    folded = fold(text)
    for slip in question.corrections:
        folded = folded.replace(slip.typed, slip.read, 1)
    items = cut(folded, vocabulary)
    if not items or not all(_is_of_request(item) for item in items):
        return False
    if _states(items) or _breaks_off(items[-1]):
        return False
    if any(_says_what(item) for item in items):
        return True
    named = any(item.meanings for item in items)
    asked = any(_BY_ITSELF.intersection(item.cues) for item in items)
    return _is_put(folded, items) and (named or asked) and not _refers_past(items)


def _is_of_request(item: Item) -> bool:
    """Whether it can stand in a request."""
    if item.text in PRONOUNS:
        return False
    if item.meanings or item.period is not None or item.amount or item.number is not None:
        return True
    if Cue.SOURCE in item.cues:  # "who says?", "link it" are said among people too
        return "source" in item.text.casefold()
    little = item.text.casefold() in REQUEST_WORDS
    return little or bool(set(item.cues) & (_BY_ITSELF | _OF_NAMES))


def _says_what(item: Item) -> bool:
    """Whether it names a measure or a period: a place alone may be where somebody is."""
    return item.period is not None or any(
        dimension != "area" for meaning in item.meanings for dimension, _ in meaning.codes
    )


def _states(items: Sequence[Item]) -> bool:
    """Whether it says how something is, and does not ask: it opens with no word of asking."""
    opening = items[0].text.split()[0].casefold()
    if opening in QUESTION_WORDS:
        return False
    return any(
        _STATING.intersection(item.cues) and not _RATES.intersection(item.cues) for item in items
    )


def _breaks_off(last: Item) -> bool:
    """Whether it ends with a joint that joins nothing: "is the total in?"."""
    return bool(_JOINTS.intersection(last.cues)) and not (last.meanings or last.period)


def _is_put(text: str, items: Sequence[Item]) -> bool:
    """Whether it is put as a question or a wish."""
    said = {item.text.casefold() for item in items}
    return text.endswith("?") or bool(said & (_POLITE | _ASKED_FOR))


def _refers_past(items: Sequence[Item]) -> bool:
    """Whether a word needs a name that is not there: "is this on the record?"."""
    return not any(item.meanings for item in items) and any(
        {Cue.VERSUS, Cue.SHARE_OF, Cue.WITH, Cue.BETWEEN, Cue.FROM, Cue.TO} & set(item.cues)
        and not _RATES & set(item.cues)
        for item in items
    )
