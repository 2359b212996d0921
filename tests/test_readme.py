"""What the README and docs/ show is what the desk says now.

Every ``console`` block is run: lines after ``$`` are commands, the rest is their
output. In the table of questions the code of a row's first cell is asked, and the
second cell is the first line of the reply. Each page is run from top to bottom in
a folder of its own that has ``data`` in it, so what one example loads, the next has.

The five steps of data/README.md are taken as written: its files are put where it says, its
answers written in place of the questions, its commands run. A command that shows no output
there is run all the same.

``make readme`` (this module run by itself) writes the output anew.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

from bot.cli import figures

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "contract.md", ROOT / "docs" / "evaluation.md")

DATA_PAGE = ROOT / "data" / "README.md"
FIRST, LAST = "## Your first table, in five steps\n", "## Add a release\n"
STEPS = re.compile(
    r"(?ms)^```(?P<kind>console|csv|json)\n(?P<block>.*?)^```$"
    r"|^\| `(?P<name>\w+)` \| `(?P<answer>[^`]+)` \|$"
    r"|`(?P<file>[\w/]+\.csv)`|Write `(?P<setting>\"load\": \"default\")`"
    r"|constant `\"(?P<constant>\w+)\": \"(?P<value>[^\"]+)\"`"
)

EXAMPLES = re.compile(
    r"(?ms)^```console\n(?P<block>.*?)^```$"
    r"|^\| Ask \|[^\n]*\n\|---\|---\|\n(?P<table>(?:\|[^\n]*\n)+)"
)
CODE = re.compile(r"`(.+?)`")

# The environment is there already; make must not build it again for an example.
MAKE = 'make() { command make --old-file=.venv/.run-stamp --no-print-directory "$@"; }; '


class Shell:
    """A newcomer's shell: our commands on the path, nothing set, nothing loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("tests", "Makefile", "pyproject.toml", "requirements.txt"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "data").mkdir()  # for a newcomer adds to it
        for package in (ROOT / "data").iterdir():
            (folder / "data" / package.name).symlink_to(package)
        (folder / ".venv").symlink_to(sys.prefix)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("FIGURES_", "SLACK_", "MAKE", "COLUMNS"))
        }
        self.environment["PATH"] = f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}"

    def run(self, command: str) -> str:
        """All that the command prints; a command that fails must be one that says why."""
        done = subprocess.run(
            ["bash", "-c", MAKE + command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        assert done.returncode in (0, 1), f"$ {command}\n{done.stdout}"
        assert "Traceback" not in done.stdout, f"$ {command}\n{done.stdout}"
        return done.stdout

    def first_line(self, turns: list[str]) -> str:
        """The first line of the last reply, as a cell of a table."""
        done = subprocess.run(
            ["figures", "ask", "--json", *turns],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        last = json.loads(done.stdout.splitlines()[-1])
        return str(last["text"]).splitlines()[0].replace("|", "\\|")


def as_run(page: str, shell: Shell) -> str:
    """The page with the output of its examples as it is now."""

    def now(example: re.Match[str]) -> str:
        part = "block" if example["block"] is not None else "table"
        written = _transcript if part == "block" else _answered
        return example[0].replace(example[part], written(example[part], shell))

    return EXAMPLES.sub(now, page)


def _transcript(block: str, shell: Shell) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{shell.run(command)}" for command in commands)


def _answered(table: str, shell: Shell) -> str:
    questions = [row.split(" | ")[0] for row in table.splitlines()]
    return "".join(f"{asked} | {shell.first_line(CODE.findall(asked))} |\n" for asked in questions)


def steps_taken(page: str, shell: Shell) -> str:
    """The page with its five steps taken, and what the commands among them say now."""
    before, first, rest = page.partition(FIRST)
    steps, last, after = rest.partition(LAST)
    assert first
    assert last
    folders = (shell.folder / "rents", shell.folder / "data" / "rents")
    file = ""

    def rewrite(change: Callable[[Any], Any]) -> None:
        (described,) = (each / "datapackage.json" for each in folders if each.exists())
        text = json.dumps(change(json.loads(described.read_text("utf-8"))))
        described.write_text(text, "utf-8")

    def take(step: re.Match[str]) -> str:
        nonlocal file
        if step["file"]:
            file = step["file"]
        elif step["name"]:
            rewrite(lambda value: _with_answer(value, step["name"], json.loads(step["answer"])))
        elif step["setting"]:
            rewrite(lambda value: {**value, "figures": json.loads(f"{{{step['setting']}}}")})
        elif step["constant"]:
            rewrite(lambda value: _with_constant(value, step["constant"], step["value"]))
        elif step["kind"] == "csv":
            (shell.folder / file).write_text(step["block"], "utf-8")
        elif step["kind"] == "json":
            more = json.loads(f"[{step['block']}]")
            rewrite(lambda value: _with_more(value, more))
        else:
            said = _transcript(step["block"], shell)
            silent = all(line.startswith("$ ") for line in step["block"].splitlines())
            return step[0] if silent else step[0].replace(step["block"], said)
        return step[0]

    return f"{before}{first}{STEPS.sub(take, steps)}{last}{after}"


def _with_answer(value: Any, name: str, answer: object) -> Any:
    """The description with a question answered, wherever in it one stands under the name."""
    if isinstance(value, list):
        return [_with_answer(each, name, answer) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: answer
        if key == name and str(each).startswith("?")
        else _with_answer(each, name, answer)
        for key, each in value.items()
    }


def _with_more(value: Any, more: list[Any]) -> Any:
    """The description with resources added, or fields of its table."""
    resources = [*value["resources"], *(each for each in more if "path" in each)]
    (table,) = (each for each in resources if "schema" in each)
    table["schema"]["fields"] += [each for each in more if "path" not in each]
    return {**value, "resources": resources}


def _with_constant(value: Any, name: str, said: str) -> Any:
    """The description with a constant of its table as said."""
    (table,) = (each for each in value["resources"] if "schema" in each)
    table["figures"]["constants"][name] = said
    return value


@contextmanager
def newcomers_shell() -> Iterator[Shell]:
    with tempfile.TemporaryDirectory() as folder:
        yield Shell(Path(folder))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_shows_what_the_desk_says_now(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    with newcomers_shell() as shell:
        assert text == as_run(text, shell), f"{page.name} is out of date: run make readme"


def test_the_five_steps_to_a_first_table_work_as_written() -> None:
    text = DATA_PAGE.read_text(encoding="utf-8")
    with newcomers_shell() as shell:
        taken = steps_taken(text, shell)
        shell.run("figures load --database rents.db data/rents")
        help_ = shell.run("figures ask --database rents.db help")
    assert text == taken, "data/README.md is out of date: run make readme"
    assert "Leeds average rent 2025" in help_, help_
    for word in ("trade", "exports", "dollars"):
        assert word not in help_, f"the examples of a file of rents have {word}: {help_}"


def test_every_command_and_option_is_in_the_readme() -> None:
    readme = PAGES[0].read_text(encoding="utf-8")
    wanted = {f"figures {name}" for name in figures.commands}
    for command in (figures, *figures.commands.values()):
        wanted |= {
            name
            for option in command.params
            if isinstance(option, click.Option)
            for name in option.opts
        }
    missing = sorted(name for name in wanted if name not in readme)
    assert not missing, f"the README says nothing of {', '.join(missing)}"


def test_every_setting_is_in_the_readme() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    settings = re.findall(r"(?m)^([A-Z_]+)=", example)
    readme = PAGES[0].read_text(encoding="utf-8")
    assert settings
    assert [name for name in settings if f"`{name}`" not in readme] == []


if __name__ == "__main__":
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        with newcomers_shell() as shell:
            page.write_text(as_run(before, shell), encoding="utf-8")
    before = DATA_PAGE.read_text(encoding="utf-8")
    with newcomers_shell() as shell:
        DATA_PAGE.write_text(steps_taken(before, shell), encoding="utf-8")
