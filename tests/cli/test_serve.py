"""``figures serve`` and ``figures manifest``: what stops a start, and what Slack is told."""

from __future__ import annotations

import json
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.cli import figures
from tests.cli.conftest import Shell
from tests.conftest import DATA, ROOT

BOT, APP, SECRET = "xoxb-made-up", "xapp-made-up", "0123456789abcdef" * 2
MEND_FIRST = 78
"""The status where a setting has to be mended; docs/figures.service does not start it again."""


@pytest.mark.parametrize(
    ("arguments", "settings", "named"),
    [
        ((), {}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ((), {"SLACK_BOT_TOKEN": BOT}, ["SLACK_APP_TOKEN"]),
        ((), {"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": BOT}, ["SLACK_BOT_TOKEN"]),
        (("--http",), {}, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        (("--http",), {"SLACK_BOT_TOKEN": BOT}, ["SLACK_SIGNING_SECRET"]),
        ((), {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}, ["--http", "figures run"]),
        (("--http",), {"SLACK_SIGNING_SECRET": SECRET, "PORT": "many"}, ["PORT"]),
    ],
)
def test_settings_that_stop_the_start(
    shell: Shell,
    filled: str,
    arguments: tuple[str, ...],
    settings: dict[str, str],
    named: list[str],
) -> None:
    done = shell.figures("serve", "--database", filled, *arguments, settings=settings)
    assert (done.returncode, done.stdout) == (MEND_FIRST, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("The bot cannot start: ")
    assert [name for name in named if name not in done.stderr] == []
    assert not [value for value in settings.values() if value in done.stderr]


def test_a_token_that_is_missed_in_another_folder_may_be_in_the_projects(shell: Shell) -> None:
    there = f"start the command there (cd {shlex.quote(str(ROOT))})."
    done = shell.figures("serve")
    assert done.stderr.endswith(
        f" This is not the project's folder, as it has no folder data: {there}\n"
    )
    (shell.folder / "data").mkdir()
    assert there not in shell.figures("serve").stderr


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        ((), {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}),
        (("--http", "--port", "0"), {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}),
    ],
)
def test_no_figures_stop_the_start(
    shell: Shell, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    done = shell.figures("serve", *arguments, settings=settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There are no figures at figures.db.")


@pytest.mark.parametrize("command", [("serve",), ("run", "--data", str(DATA))])
def test_what_in_the_file_sets_nothing_is_told_once_before(
    shell: Shell, filled: str, command: tuple[str, ...]
) -> None:
    (shell.folder / ".env").write_text(
        f"SLACK_BOT_TOKN={BOT}\nSLACK_APP_TOKEN={APP}\n\nFIGURES_STATE state.db\n"
    )
    done = shell.figures(*command, "--database", filled)
    assert (done.returncode, done.stdout) == (MEND_FIRST, "")
    first, second, last = done.stderr.splitlines()
    assert first == (
        ".env, line 1: SLACK_BOT_TOKN is no setting of the desk's; SLACK_BOT_TOKEN may be meant."
    )
    assert second == ".env, line 4: cannot be read: write NAME=value there."
    assert last.startswith("The bot cannot start: SLACK_BOT_TOKEN is not set")
    assert BOT not in done.stderr


def test_with_all_of_slacks_names_misspelt_the_local_desk_says_so(shell: Shell) -> None:
    (shell.folder / ".env").write_text(f"SLACK_BOTTOKEN={BOT}\nSLACKAPP_TOKEN={APP}\n")
    done = shell.figures("run", "--data", str(DATA), typed="freight trains YTD\n")
    assert "11,156 trips" in done.stdout
    assert "SLACK_BOT_TOKEN may be meant" in done.stderr
    assert "SLACK_APP_TOKEN may be meant" in done.stderr


def test_a_file_that_cannot_be_read_stops_any_command_once(shell: Shell, filled: str) -> None:
    (shell.folder / ".env").write_bytes("FIGURES_STYLE=ap".encode("utf-16"))
    for command in (("serve",), ("run",), ("ask", "freight trains YTD")):
        done = shell.figures(*command)
        assert (done.returncode, done.stdout) == (MEND_FIRST, "")
        assert done.stderr == "The file .env cannot be read: it is not UTF-8.\n"


def test_the_service_is_not_started_again_before_a_setting_is_mended() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "docs" / "figures.service", encoding="utf-8")
    service = unit["Service"]
    assert service["Restart"] == "on-failure"
    assert str(MEND_FIRST) in service["RestartPreventExitStatus"].split()
    assert "1" not in service["RestartPreventExitStatus"].split(), "a network may only be late"


def test_a_port_needs_http(shell: Shell) -> None:
    done = shell.figures("serve", "--port", "3000")
    assert done.returncode == 2
    assert "--port goes with --http" in done.stderr


def test_the_manifest_is_the_file_to_paste(shell: Shell) -> None:
    done = shell.figures("manifest")
    assert done.stdout == (ROOT / "manifest.json").read_text(encoding="utf-8")


def test_the_manifest_for_http(shell: Shell) -> None:
    done = shell.figures("manifest", "--url", "https://figures.example.org")
    settings = json.loads(done.stdout)["settings"]
    assert settings["socket_mode_enabled"] is False
    address = "https://figures.example.org/slack/events"
    assert settings["event_subscriptions"]["request_url"] == address


@pytest.mark.parametrize("url", ["http://figures.example.org", "figures", ""])
def test_an_address_that_slack_cannot_call(shell: Shell, url: str) -> None:
    done = shell.figures("manifest", "--url", url)
    assert (done.returncode, done.stdout) == (2, "")
    assert "as https://figures.example.org" in done.stderr


def test_the_procfile_starts_what_there_is() -> None:
    for line in Path(ROOT / "Procfile").read_text(encoding="utf-8").splitlines():
        kind, _, command = line.partition(": ")
        # A host that installs requirements.txt alone has no script of ours.
        python, dash_m, package, name, *options = shlex.split(command)
        assert kind in ("web", "worker")
        assert (python, dash_m, package) == ("python", "-m", "bot")
        known = {option for each in figures.commands[name].params for option in each.opts}
        assert set(options) <= known
