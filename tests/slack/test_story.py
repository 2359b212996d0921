"""From an empty workspace and an empty folder to an answer that a channel goes on from.

Every step is one of README's, done as a stranger does it: with the command line, a ``.env``
and what Slack shows.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import DATA, ROOT
from tests.support.processes import PROXIES, Process
from tests.support.slack import BOT, COLLEAGUE, NEWSROOM, REPORTER, Slack, command, mention, press


class Newsroom:
    """A folder on somebody's machine, in which nothing of Slack's is set yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        foreign = (*PROXIES, "PORT")
        kept = {k: v for k, v in os.environ.items() if k not in foreign}
        kept = {k: v for k, v in kept.items() if not k.startswith(("SLACK_", "FIGURES_"))}
        self.environment = {**kept, "PYTHONPATH": str(ROOT)}

    def figures(self, *arguments: str) -> str:
        """What a command prints. Fails where it does not end well."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill_in(self, **values: str) -> None:
        """``.env.example``, copied and filled in."""
        text = (ROOT / ".env.example").read_text(encoding="utf-8")
        for name, value in values.items():
            text, found = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", text)
            assert found == 1, f"{name} has no line of its own in .env.example"
        (self.folder / ".env").write_text(text, encoding="utf-8")

    def serve(self) -> Process:
        log = self.folder / "log"
        with log.open("wb") as file:
            popen = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        return Process("socket", log, popen)


def test_from_an_empty_workspace_to_an_answer_that_the_channel_goes_on_from(
    slack: Slack, tmp_path: Path
) -> None:
    newsroom = Newsroom(tmp_path)
    slack.joined.clear()

    # Create New App > From a manifest.
    app = json.loads(newsroom.figures("manifest"))
    slack.granted = set(app["oauth_config"]["scopes"]["bot"])
    heard = app["settings"]["event_subscriptions"]["bot_events"]
    (slash,) = app["features"]["slash_commands"]
    assert app["settings"]["socket_mode_enabled"]
    assert app["settings"]["interactivity"]["is_enabled"]

    # The two tokens, and the figures.
    newsroom.fill_in(
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_API_URL=slack.api_url,
    )
    assert "105 new" in newsroom.figures("load", str(DATA / "xinjiang"))
    bot = newsroom.serve()
    try:
        bot.ready()
        _asked_and_shared(slack, str(slash["command"]), heard)
    finally:
        bot.popen.send_signal(signal.SIGTERM)
        status = bot.ended()
    assert status == 0, bot.said
    assert "event=stopped undone=0" in bot.said
    for secret in (slack.bot_token, slack.app_token, "hooks/", "Xinjiang", "freight"):
        assert secret not in bot.said, f"{secret} stands in the log"


def _asked_and_shared(slack: Slack, slash: str, heard: list[str]) -> None:
    asked = command(slack, "Xinjiang trade Nov")
    assert asked["command"] == slash
    slack.deliver("slash_commands", asked)
    (private,) = slack.wait(1)
    assert private.user == REPORTER
    assert "16.03 billion yuan" in private.text

    # Nobody has invited the bot yet: it says how, and the channel sees nothing.
    (share,) = private.buttons("share")
    slack.deliver("interactive", press(slack, share, private))
    told = slack.wait(2)[-1]
    assert told.user == REPORTER
    assert f"/invite <@{BOT}>" in told.text

    slack.joined.add(NEWSROOM)
    slack.pass_time(10)  # as it takes to invite it
    slack.deliver("interactive", press(slack, share, private))
    slack.wait(3)
    (shared,) = [m for m in slack.settle() if m.channel == NEWSROOM and not m.is_private]
    assert "16.03 billion yuan" in shared.text
    assert f"Shared by <@{REPORTER}>" in shared.text

    # A colleague goes on below it.
    assert "app_mention" in heard
    said = [("Xinjiang trade YTD", "137.66 billion yuan"), ("and in Kazakhstan?", "62.33 billion")]
    for text, words in said:
        before = len(slack.messages)
        slack.deliver("events_api", mention(text, user=COLLEAGUE, thread_ts=shared.ts))
        reply = slack.wait(before + 1)[before]
        assert (reply.channel, reply.thread) == (NEWSROOM, shared.ts)
        assert words in reply.text
    assert len(slack.settle()) == before + 1, "one question, one reply"
