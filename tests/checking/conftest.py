"""The shell of the command line's tests serves here too."""

from __future__ import annotations

from tests.cli.conftest import filled, shell

__all__ = ["filled", "shell"]
