"""``--help`` teaches: every command says what it does, in one line of the list and by example."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from bot import __version__
from bot.cli import figures
from tests.cli.conftest import Shell

COMMANDS = sorted(figures.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_examples_that_are_right(name: str) -> None:
    shown = CliRunner().invoke(figures, [name, "--help"]).stdout
    examples = re.findall(rf"figures {name}\b(.*)", shown.partition("Examples:")[2])
    assert examples, shown
    for example in examples:
        arguments = shlex.split(re.split(r"[<>|]", example)[0])
        context = figures.commands[name].make_context(name, arguments, obj=None)
        assert context.command.name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_line_of_the_list_is_whole(name: str) -> None:
    shown = CliRunner().invoke(figures, ["--help"]).stdout
    line = next(line for line in shown.splitlines() if line.startswith(f"  {name} "))
    assert line.endswith("."), line
    assert not line.endswith("..."), line


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_explained(name: str) -> None:
    for option in figures.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"figures {name} {option.opts[0]}"


def test_version(shell: Shell) -> None:
    assert shell.figures("--version").stdout == f"figures {__version__}\n"


def test_an_unknown_command_is_wrong_usage(shell: Shell) -> None:
    done = shell.figures("answer")
    assert done.returncode == 2
    assert "No such command 'answer'" in done.stderr
