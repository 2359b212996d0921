"""What the tests of the command line share: a shell in an empty folder with nothing set."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Shell:
    """Runs the command line as a process of its own."""

    folder: Path

    def figures(
        self, *arguments: str, typed: str | bytes = b"", settings: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """``figures`` with those arguments, and that on standard input."""
        given = typed.encode() if isinstance(typed, str) else typed
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.environment(settings),
            input=given,
            capture_output=True,
            timeout=60,
        )
        said, warned = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, said, warned)

    def environment(self, settings: Mapping[str, str] | None = None) -> dict[str, str]:
        """This one's, without what is set for the bot."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("FIGURES_", "SLACK_"))}
        for name in ("PORT", "NO_COLOR", "COLUMNS"):
            kept.pop(name, None)
        return {**kept, **(settings or {})}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def filled(databases: dict[str, Path]) -> str:
    """The file of the figures as shipped."""
    return str(databases["default"])
