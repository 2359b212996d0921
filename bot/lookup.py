"""What is on file, for who looks rather than asks: by names, and as the words of a question.

A window asks for an area, what is measured there and a period, each from a list of those
that exist; the Home tab shows the newest of each. All are names in house style, of what
everybody may see. ``find`` gives what to ask the desk for the very figure that was chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answers.asking import question_text
from bot.answers.catalogue import Source
from bot.desk import Desk
from bot.figures.period import Period, PeriodError
from bot.figures.series import Subject
from bot.reply.english import upper_first
from bot.reply.labels import Voice
from bot.store.overview import Health, Overview, open_overview

__all__ = ["Choice", "Found", "Lookup", "OnFile"]

MOST_PERIODS = 400
"""Periods looked through for what was typed: a century of quarters, or a year of days."""

YTD = "YTD"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what it is called, and what it is chosen by."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a chosen value finds now: the code of its area, what it is called, what to ask."""

    area: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the Home tab shows."""

    newest: tuple[tuple[str, str, str], ...]  # measure, its newest period, the question for it
    measures: int  # how many there are in all
    releases: tuple[Source, ...]
    health: Health
    today: date


@dataclass(frozen=True, slots=True)
class Lookup:
    """Lists of what the desk's figures are about. Safe to share between threads.

    Methods raise OSError or sqlite3.Error where the database cannot be read.
    """

    desk: Desk

    def areas(self, typed: str, most: int) -> tuple[Choice, ...]:
        """Areas with figures, by their name or another name of theirs."""
        with self._open() as overview:
            return tuple(Choice(name, code) for code, name in overview.areas(typed, most))

    def measures(self, area: str, typed: str, most: int) -> tuple[Choice, ...]:
        """What is measured of the area: "exports to the EU", "population"."""
        with self._open() as overview:
            say = self._measure(overview)
            found = overview.measures(area, typed, most)
            return tuple(Choice(say(subject), str(number)) for number, subject in found)

    def periods(self, measure: str, typed: str, most: int) -> tuple[Choice, ...]:
        """Periods with a figure of the measure, the newest first."""
        with self._open() as overview:
            subject = overview.measure(_number(measure))
            if subject is None:
                return ()
            voice = Voice(overview, self.desk.style)
            words = typed.casefold().replace("-", voice.style.dash).split()
            held = overview.periods(subject, limit=MOST_PERIODS if words else most)
            named = ((voice.period(period), period) for period in held)
            found = [
                Choice(name, _code(period))
                for name, period in named
                if all(word in name.casefold() for word in words)
            ]
            return tuple(found[:most])

    def find(self, measure: str, period: str) -> Found | None:
        """What was chosen; None where it is no longer on file.

        After a load is taken back the value may find another measure: see what it is called.
        """
        with self._open() as overview:
            subject = overview.measure(_number(measure))
            wanted = _period(period)
            if subject is None or wanted is None:
                return None
            label = self._measure(overview)(subject)
            return Found(subject.ref_area, label, question_text(subject, wanted, overview))

    def on_file(self, most: int, releases: int) -> OnFile:
        """The newest of each measure, the newest releases and how the figures are."""
        today = self.desk.today()
        with open_overview(self.desk.database, today, now=self.desk.now()) as overview:
            voice = Voice(overview, self.desk.style)
            return OnFile(
                tuple(
                    (voice.subject(s), voice.period(p), question_text(s, p, overview))
                    for s, p in overview.newest(most)
                ),
                overview.how_many_measures(),
                tuple(map(overview.source, overview.releases()[:releases])),
                overview.health(),
                today,
            )

    def _open(self) -> Overview:
        return open_overview(self.desk.database, self.desk.today(), now=self.desk.now())

    def _measure(self, overview: Overview) -> Callable[[Subject], str]:
        voice = Voice(overview, self.desk.style)
        return lambda s: upper_first(", ".join((voice.what(s), *voice.basis(s))))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else -1


def _code(period: Period) -> str:
    return f"{period.code} {YTD}" if period.ytd else period.code


def _period(text: str) -> Period | None:
    code, _, accumulation = text.partition(" ")
    try:
        return Period.of(code, accumulation == YTD)
    except PeriodError:
        return None
