"""What a turn takes from the figures of its thread, where words alone cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Option
from bot.answers.asking import question_text
from bot.answers.catalogue import Catalogue
from bot.answers.execute import answer
from bot.answers.shares import plainest_whole
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, PeriodPhrase
from bot.language.question import Question
from bot.language.reading import read
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold

__all__ = ["chosen", "earlier_figure", "text_of_total"]


def chosen(text: str, options: Sequence[Option], vocabulary: Vocabulary) -> str | None:
    """The question of the option that a turn chooses: by its number, or by its year or period.

    "2020", after "of which year?", is the option that compares with a period of that year, where
    it is of one alone. None of any other turn.
    """
    if not options:
        return None
    bare = fold(text).strip(" .)")
    if bare.isdecimal() and 0 < int(bare) <= len(options):
        return options[int(bare) - 1].question
    named = read(text, vocabulary, suggesting=False)
    match [phrase.meaning for phrase in named.terms.periods]:
        case [Fixed(period)] if not (named.terms.names or named.cues or named.unknown):
            fitting = [o.question for o in options if _compares_with(o, period, vocabulary)]
            return fitting[0] if len(fitting) == 1 else None
    return None


def _compares_with(option: Option, period: Period, vocabulary: Vocabulary) -> bool:
    against = read(option.question, vocabulary, suggesting=False).against.periods
    match [phrase.meaning for phrase in against]:
        case [Fixed(base)]:
            return base.span == period.span or (period.grain == "A" and base.year == period.year)
    return False


def earlier_figure(question: Question, thread: Question, catalogue: Catalogue) -> Question:
    """ "Before that?": the period before the one in hand; of days the last with a figure."""
    if Cue.EARLIER not in question.cues or thread.hand is None or question.terms.periods:
        return question
    figures = answer(thread, catalogue).figures
    before = _before(thread.hand, figures[0].subject, catalogue) if figures else None
    if before is None:
        return question
    phrase = PeriodPhrase("before that", 0, 0, Fixed(before))
    terms = replace(question.terms, periods=(phrase,))
    return replace(question, terms=terms, cues=question.cues - {Cue.EARLIER}, follows=True)


def text_of_total(question: Question, thread: Question, catalogue: Catalogue) -> str | None:
    """ "Total?", after the figure of one place or partner: the question for what it is part of.

    None where it is of several figures, or of exports or imports, whose total is the two together.
    """
    if question.cues != {Cue.TOTAL} or question.terms or question.against or question.unknown:
        return None
    of_share = Cue.SHARE in thread.cues
    else_asked = thread.cues - {Cue.SHARE, Cue.PERCENT}
    one = thread.hand is not None and not (thread.hands or thread.against or else_asked)
    flows = {code for name in thread.terms.names for code in name.codes("trade_flow")}
    if (
        not one
        or (flows & {"X", "M"} and not of_share)
        or any(name.joined for name in thread.terms.names)
    ):
        return None
    figures = answer(thread, catalogue).figures
    whole = plainest_whole(figures[0].subject, catalogue) if len(figures) == 1 else None
    return question_text(whole, figures[0].period, catalogue) if whole is not None else None


def _before(hand: Period, subject: Subject, catalogue: Catalogue) -> Period | None:
    if hand.grain != "D":
        return hand.shift(-1)
    earlier = catalogue.periods(subject, ytd=hand.ytd, grain=hand.grain, before=hand)
    return earlier[0] if earlier else None
