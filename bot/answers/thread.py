"""What a turn takes from the figures of its thread, where words alone cannot tell."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.catalogue import Catalogue
from bot.answers.execute import answer
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.language.lexicon import Cue
from bot.language.period_meaning import Fixed, PeriodPhrase
from bot.language.question import Question

__all__ = ["earlier_figure"]


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


def _before(hand: Period, subject: Subject, catalogue: Catalogue) -> Period | None:
    if hand.grain != "D":
        return hand.shift(-1)
    earlier = catalogue.periods(subject, ytd=hand.ytd, grain=hand.grain, before=hand)
    return earlier[0] if earlier else None
