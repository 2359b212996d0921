"""Files of questions: what is read, and what is said of a line that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.cases import FaultyCases, read_cases

GOOD = '{"id": "a", "turns": ["trade"], "expect": {"status": "answered"}}'


def test_a_file_is_read_in_order_and_blank_lines_say_nothing(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    other = GOOD.replace('"a"', '"b"')
    file.write_text(f"{GOOD}\n\n{other}\r\n", encoding="utf-8")
    assert [case.id for case in read_cases(file)] == ["a", "b"]


FAULTY = [
    # what stands in the line, what is said of it
    ("not json", "is not JSON"),
    ('{"id": "x", "turns": ["t"]}', "expect: is missing"),
    ('{"id": "x", "turns": [], "expect": {"status": "answered"}}', "turns"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answred"}}', "'answred'"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered"}, "asof": 1}', "no such key"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered", "valeu": "1"}}', "valeu"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered", "value": "12bn"}}', "12bn"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered", "low": "1"}}', "go together"),
    (
        '{"id": "x", "turns": ["t"], "expect": {"status": "answered", "low": "2", "high": "1"}}',
        "low is above high",
    ),
    (
        '{"id": "x", "turns": ["t"], "expect": {"status": "answered", "value": "1", "low": "1", "high": "2"}}',
        "not both",
    ),
    (
        '{"id": "x", "turns": ["t"], "expect": {"status": "answered", "period": "2021-13"}}',
        "2021-13",
    ),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered", "accumulation": "Y"}}', "'Y'"),
    ('{"id": "x", "turns": ["t"], "expect": {"status": "answered"}, "as_of": "May"}', "as_of"),
    (GOOD, "the id 'a' is on line 1 too"),
]


@pytest.mark.parametrize(("line", "said"), FAULTY)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(FaultyCases) as caught:
        read_cases(file)
    (fault,) = str(caught.value).splitlines()
    assert fault.startswith(f"{file}, line 2: ")
    assert said in fault


def test_all_faulty_lines_are_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(line for line, _ in FAULTY), encoding="utf-8")
    with pytest.raises(FaultyCases) as caught:
        read_cases(file)
    # The last of them is a good line here, as no other has its id.
    assert {fault.line for fault in caught.value.faults} == set(range(1, len(FAULTY)))


def test_an_empty_file_is_no_evaluation(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(FaultyCases, match="there is no question in it"):
        read_cases(file)
