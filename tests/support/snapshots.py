"""Files that hold what came out once and was looked at.

To take over what has changed, after looking at every bit of it: ``FIGURES_UPDATE=1 pytest`` with
the tests that fail.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

__all__ = ["BLOCKS", "same", "same_json"]

BLOCKS = Path(__file__).parents[1] / "blocks"
"""What Slack gets, as JSON that can be pasted into Block Kit Builder."""


def same(path: Path, text: str) -> None:
    """The file has this text; or gets it, where snapshots are taken over."""
    if os.environ.get("FIGURES_UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def same_json(path: Path, value: Any) -> None:
    """The file has this value as JSON; or gets it, likewise."""
    same(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")
