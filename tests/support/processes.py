"""The bot as it runs in a newsroom: ``python -m bot serve``, a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.support.slack import SECRET, Slack

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
_LISTENING = re.compile(r"event=listening .*port=(\d+)")
_CONNECTED = re.compile(r"event=connected ")


@dataclass
class Process:
    """One bot. ``url`` is where Slack calls it, in HTTP mode."""

    mode: str
    log: Path
    popen: subprocess.Popen[bytes]
    url: str = ""

    @property
    def said(self) -> str:
        """Its log so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def memory(self) -> float:
        """What it holds in memory, in MB."""
        status = Path(f"/proc/{self.popen.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    def ready(self, seconds: float = 60) -> Process:
        """Itself, once Slack can reach it. Fails where that does not come."""
        sign = _LISTENING if self.mode == "http" else _CONNECTED
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.popen.poll() is None:
            if found := sign.search(self.said):
                if self.mode == "http":
                    self.url = f"http://127.0.0.1:{found[1]}"
                return self
            time.sleep(0.05)
        raise AssertionError(f"the bot never was ready; it said: {self.said[-2000:]}")

    def stop(self) -> None:
        """Ask it to end."""
        self.popen.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a word."""
        self.popen.kill()
        self.popen.wait()

    def ended(self, seconds: float = 60) -> int:
        """Its exit status, once it has ended."""
        return self.popen.wait(seconds)


def environment(slack: Slack, database: Path, folder: Path, **more: str) -> dict[str, str]:
    """What the bot is told, and nothing of what this machine has set for itself."""
    inherited = {k: v for k, v in os.environ.items() if k not in PROXIES}
    return {
        **inherited,
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "FIGURES_DATABASE": str(database),
        "FIGURES_STATE": str(folder / "state.db"),
        **more,
    }


@contextmanager
def starter(
    mode: str, slack: Slack, database: Path, folder: Path, **more: str
) -> Iterator[Callable[[], Process]]:
    """What starts one bot after the other, all on the same files. None outlives it."""
    arguments = [sys.executable, "-m", "bot", "serve"]
    if mode == "http":
        arguments += ["--http", "--port", "0"]
    started: list[Process] = []

    def start() -> Process:
        log = folder / f"{mode}-{len(started)}.log"
        with log.open("wb") as file:
            popen = subprocess.Popen(
                arguments,
                cwd=folder,
                env=environment(slack, database, folder, **more),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        started.append(Process(mode, log, popen))
        return started[-1]

    try:
        yield start
    finally:
        for process in started:
            if process.popen.poll() is None:
                process.kill()
