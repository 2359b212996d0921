"""``figures eval``: what it prints, and with which status it ends."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Shell

RIGHT = {"status": "answered", "value": "16030000000"}
WRONG = {"status": "answered", "value": "61030000000"}
NEEDLESS = {"status": "ambiguous"}


def write(shell: Shell, *expected: dict[str, Any], turns: str = "Xinjiang trade Nov 2021") -> None:
    cases = [{"id": str(n), "turns": [turns], "expect": e} for n, e in enumerate(expected)]
    (shell.folder / "own.jsonl").write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")


def test_right_answers_end_with_0(shell: Shell, filled: str) -> None:
    write(shell, RIGHT)
    done = shell.figures("eval", "--database", filled, "own.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("own.jsonl: 1 of 1 that have an answer answered (100.0%)\n")


def test_a_wrong_answer_ends_with_1_and_is_explained(shell: Shell, filled: str) -> None:
    write(shell, RIGHT, WRONG)
    done = shell.figures("eval", "--database", filled, "own.jsonl")
    assert done.returncode == 1
    assert "wrong: 1: Xinjiang trade Nov 2021\n  61,030,000,000 was expected\n" in done.stdout
    brief = shell.figures("eval", "--brief", "--database", filled, "own.jsonl")
    assert brief.returncode == 1
    assert "was expected" not in brief.stdout


def test_a_needless_refusal_is_told_and_ends_with_0(shell: Shell, filled: str) -> None:
    write(shell, RIGHT, turns="Xinjiang trade Nov 2020")
    done = shell.figures("eval", "--database", filled, "own.jsonl")
    assert done.returncode == 0
    assert "refused needlessly: 0: Xinjiang trade Nov 2020" in done.stdout


def test_several_files_are_counted_apart(shell: Shell, filled: str) -> None:
    write(shell, RIGHT)
    own = shell.folder / "own.jsonl"
    own.rename(shell.folder / "first.jsonl")
    write(shell, RIGHT, NEEDLESS)
    done = shell.figures("eval", "--brief", "--database", filled, "first.jsonl", "own.jsonl")
    heads = [line for line in done.stdout.splitlines() if "that have an answer" in line]
    assert [head.split(" that")[0] for head in heads] == [
        "first.jsonl: 1 of 1",
        "own.jsonl: 1 of 1",
    ]


def test_faulty_lines_are_all_named_and_nothing_is_asked(shell: Shell, filled: str) -> None:
    (shell.folder / "own.jsonl").write_text("no\nneither\n", encoding="utf-8")
    done = shell.figures("eval", "--database", filled, "own.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "own.jsonl, line 1" in done.stderr
    assert "own.jsonl, line 2" in done.stderr


def test_a_file_that_is_not_there_is_said_to_be_so(shell: Shell, filled: str) -> None:
    done = shell.figures("eval", "--database", filled, "none.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "none.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
