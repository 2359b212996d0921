"""Bars on long work: on a terminal, on standard error, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.store.packages import SOURCE, package, stated

termios = pytest.importorskip("termios", reason="no pseudo-terminals here")

ROWS = 12_000


@pytest.fixture
def long_work(tmp_path: Path) -> Path:
    """A package that takes some seconds to load."""
    days = [f"{1980 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(ROWS)]
    rows = [stated(str(n), "100", FREQ="D", TIME_PERIOD=day) for n, day in enumerate(days)]
    return package(tmp_path / "desk", sources=[SOURCE], statements=rows)


def on_a_terminal(shell: Shell, *arguments: str) -> tuple[str, str]:
    """Standard output, which is a pipe, and standard error, which is a terminal."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=shell.folder,
        env=shell.environment(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # how Linux tells the end of a terminal
            break
        if not part:
            break
        shown += part
    os.close(ours)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, shown
    return said, shown.decode()


def test_a_bar_on_a_terminal_alone(shell: Shell, long_work: Path) -> None:
    said, shown = on_a_terminal(shell, "load", str(long_work))
    assert said.endswith(f"desk: {ROWS:,} statements: {ROWS:,} new\n")
    assert re.search(r"Reading desk: +\d+%.*B/s", shown), shown
    assert "Checking: 00:" in shown
    assert shown.rstrip(" \r").endswith("\r") or not shown.split("\r")[-1].strip(), "it goes"
    for piped in (
        shell.figures("load", "--database", "other.db", str(long_work)),
        shell.figures("backup", "copy.db"),
        shell.figures("export", "--output", "out"),
    ):
        assert (piped.returncode, piped.stderr) == (0, "")
