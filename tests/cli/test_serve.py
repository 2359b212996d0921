"""``figures serve`` and ``figures manifest``: what stops a start, and what Slack is told."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from bot.cli import figures
from tests.cli.conftest import Shell
from tests.conftest import ROOT

BOT, APP, SECRET = "xoxb-made-up", "xapp-made-up", "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("arguments", "settings", "named"),
    [
        ((), {}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ((), {"SLACK_BOT_TOKEN": BOT}, ["SLACK_APP_TOKEN"]),
        ((), {"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": BOT}, ["SLACK_BOT_TOKEN"]),
        (("--http",), {}, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        (("--http",), {"SLACK_BOT_TOKEN": BOT}, ["SLACK_SIGNING_SECRET"]),
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
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("The bot cannot start: ")
    assert [name for name in named if name not in done.stderr] == []
    assert not [value for value in settings.values() if value in done.stderr]


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
