"""``.env``: what it sets, and which of its lines set nothing.

python-dotenv's own reader would log a line that it cannot read each time the file is
read, and tells a blank value from a missing one, which nobody here means: of a name that
stands twice, as where the example's blank one is left below, the last value counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv.parser import Binding, parse_stream

__all__ = ["ENV_FILE", "EnvFile", "env_file"]

ENV_FILE = Path(".env")
"""In the working directory."""

_BLANK_BEFORE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class EnvFile:
    """What a file of ``NAME=value`` lines says. Lines are counted from 1."""

    values: Mapping[str, str]  # those that are not blank
    lines: Mapping[str, int]  # every name, blank or not, and where it stands first
    unread: tuple[int, ...]  # lines that set nothing


def env_file(file: Path = ENV_FILE) -> EnvFile:
    """What the file says; nothing where there is none. Raises OSError, UnicodeDecodeError."""
    if not file.is_file():
        return EnvFile({}, {}, ())
    with file.open(encoding="utf-8") as stream:
        bindings = list(parse_stream(stream))
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    unread = []
    for binding in bindings:
        if binding.key is not None and binding.value is not None:
            lines.setdefault(binding.key, _line(binding))
            if binding.value:
                values[binding.key] = binding.value
        elif binding.error or binding.key is not None:
            unread.append(_line(binding))
    return EnvFile(values, lines, tuple(unread))


def _line(binding: Binding) -> int:
    """Where it stands; python-dotenv counts it from the blank lines before it."""
    before = _BLANK_BEFORE.match(binding.original.string)
    return binding.original.line + (before[0].count("\n") if before else 0)
