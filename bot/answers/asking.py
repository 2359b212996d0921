"""Questions the desk offers: the text that asks for a subject in a period, readable back."""

from __future__ import annotations

from calendar import month_name

from bot.answers.answer import Note, Option
from bot.answers.catalogue import Catalogue
from bot.figures.codes import ALL, NOT_APPLICABLE, UNSTATED, WORLD
from bot.figures.period import Period
from bot.figures.series import Subject

__all__ = ["offer", "period_text", "question_text"]


def offer(
    subject: Subject,
    period: Period | None,
    catalogue: Catalogue,
    extra: str = "",
    before: str = "",
) -> Option:
    """The option to ask for the subject in the period.

    ``extra`` says what else is asked ("growth"), ``before`` what opens the question ("why").
    """
    text = question_text(subject, period, catalogue, extra)
    return Option(
        Note("ask", {"subject": subject, "period": period, "extra": extra or before}),
        f"{before} {text}".strip(),
    )


def question_text(
    subject: Subject, period: Period | None, catalogue: Catalogue, extra: str = ""
) -> str:
    """A question in plain words that names every dimension the subject has."""
    words = []
    if subject.ref_area not in (NOT_APPLICABLE, UNSTATED):
        words.append(catalogue.label("ref_area", subject.ref_area))
    words.append(catalogue.typed(subject.indicator, subject.trade_flow))
    if subject.product not in (ALL, NOT_APPLICABLE):
        words += ["of", catalogue.label("product", subject.product)]
    if subject.counterpart_area not in (WORLD, NOT_APPLICABLE, UNSTATED):
        words.append(catalogue.preposition(subject.trade_flow))
        words.append(catalogue.label("counterpart_area", subject.counterpart_area))
    if subject.coverage == "PORTS" and subject.trade_flow != NOT_APPLICABLE:
        words.append(catalogue.label("coverage", subject.coverage))
    words.append(extra)
    if period is not None:
        words.append(period_text(period))
    return " ".join(word for word in words if word)


def period_text(period: Period) -> str:
    """The period as a reporter would type it."""
    year = period.year
    last = month_name[period.end.month][:3]
    if period.ytd and period.grain != "A":
        return f"Jan-{last} {year}" if period.end.month > 1 else f"Jan {year}"
    match period.grain:
        case "M":
            return f"{last} {year}"
        case "Q":
            return f"Q{period.number} {year}"
        case "S":
            return f"H{period.number} {year}"
        case "A":
            return str(year)
        case _:
            return period.code
