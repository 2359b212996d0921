"""Running a command and seeing what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

__all__ = ["Took", "figures", "run"]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and the most memory held, in bytes."""

    seconds: float
    memory: int


def figures(*arguments: object) -> list[str]:
    """The command line's arguments, run by this Python."""
    return [sys.executable, "-m", "bot", *map(str, arguments)]


def run(command: Sequence[str]) -> Took:
    """Run a command to its end. Raises CalledProcessError, with what it said."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        said = process.stderr.read() if process.stderr else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    unit = 1 if sys.platform == "darwin" else 1024
    return Took(seconds, used.ru_maxrss * unit)


def size(database: Path) -> int:
    """Bytes of a database that nobody has open."""
    files = (Path(f"{database}{end}") for end in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
