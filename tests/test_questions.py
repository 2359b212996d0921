"""Questions from the reporter's side, judged as ``figures eval`` judges them.

``frozen.jsonl`` was written by someone who had not seen the parser, and stays
as it was written: a question that fails there is reported, and never given a
rule of its own. ``open.jsonl`` is for working with. Both are asked of the two
packages together; what was on file at the end of 2021 is asked with ``as_of``.
``pellandia.jsonl`` is asked of an invented country, to see that nothing here
knows its subject: prices, jobs, births, borrowing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.report import Tally, evaluate, misses
from bot.evaluation.verdict import Outcome

QUESTIONS = Path(__file__).parent / "questions"
ANSWERED_AT_LEAST = 0.95
WRONG_AT_MOST = {
    "frozen.jsonl": 1,  # a follow-up that people read both ways
    "open.jsonl": 0,
}
ANSWERED_OF_THE_INVENTED = 0.75


@pytest.mark.parametrize("name", WRONG_AT_MOST)
def test_questions(name: str, desk_later: Desk) -> None:
    verdicts = list(evaluate(read_cases(QUESTIONS / name), desk_later))
    tally = Tally.of(name, verdicts)
    report = "\n\n".join([str(dict(tally.counts)), *misses(verdicts)])
    assert tally.counts[Outcome.WRONG] <= WRONG_AT_MOST[name], report
    assert tally.answered >= ANSWERED_AT_LEAST * tally.answerable, report


def test_questions_on_subjects_it_was_not_made_for(desk_invented: Desk) -> None:
    verdicts = list(evaluate(read_cases(QUESTIONS / "pellandia.jsonl"), desk_invented))
    tally = Tally.of("pellandia", verdicts)
    report = "\n\n".join([str(dict(tally.counts)), *misses(verdicts)])
    assert tally.counts[Outcome.WRONG] == 0, report
    assert tally.answered >= ANSWERED_OF_THE_INVENTED * tally.answerable, report


def cases() -> list[Case]:
    return [case for name in WRONG_AT_MOST for case in read_cases(QUESTIONS / name)]


def test_there_are_enough_of_each_kind() -> None:
    asked = cases()
    tags = Counter(tag for case in asked for tag in case.tags)
    assert len(asked) >= 400
    assert tags["typo"] >= len(asked) / 4
    assert sum(len(case.turns) > 1 for case in asked) >= len(asked) / 5 - 1
    assert sum(not case.expect.answerable for case in asked) >= len(asked) * 2 / 5
    assert len({case.id for case in asked}) == len(asked)


def test_no_question_is_asked_twice() -> None:
    turns = Counter((case.turns, case.as_of) for case in cases())
    assert [asked for asked, count in turns.items() if count > 1] == []
