"""The tables of a run: what was measured, beside its yardstick and its target."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["BRIEF", "Line", "brief", "described", "markdown"]

BRIEF = {
    "`figures load`": "loading all of it",
    "memory of the load": "memory that takes",
    "the file": "the file",
    "`figures ask`, cold": "`figures ask`, from the command line",
    "all questions at that size": "a question to the running bot",
}
"""The lines that README shows, and what it calls them. Of lines of one name it is the first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement."""

    what: str
    measured: str
    yardstick: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def described(lines: Sequence[Line], data: str, statements: int) -> dict[str, Any]:
    """The run as JSON: when, on what, of what, and every line."""
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 - where the machine is
        "machine": _machine(),
        "data": f"{statements:,} statements: {data}",
        "lines": [asdict(line) for line in lines],
    }


def _machine() -> str:
    system = f"{platform.system()}, Python {platform.python_version()}, SQLite"
    return f"{_processor()}, {os.cpu_count()} cores, {system} {sqlite3.sqlite_version}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def markdown(run: dict[str, Any]) -> str:
    """The whole table."""
    rows = [
        "| | measured | beside | ratio | target |",
        "|---|---|---|---|---|",
        *(
            f"| {line['what']} | {line['measured']} | {line['yardstick']} |"
            f" {'' if line['ratio'] is None else format(line['ratio'], '.2f')} | {line['target']} |"
            for line in run["lines"]
        ),
    ]
    return "\n".join([*rows, "", f"{run['date']}: {run['data']}. {run['machine']}."])


def brief(run: dict[str, Any]) -> str:
    """The lines that a reader of README cares about, as measured."""
    measured: dict[str, str] = {}
    for line in run["lines"]:
        measured.setdefault(line["what"], line["measured"])
    rows = [f"| {name} | {measured[what]} |" for what, name in BRIEF.items() if what in measured]
    told = f"{run['date']}, {run['machine']}."
    return "\n".join(["| | |", "|---|---|", *rows, "", told])
