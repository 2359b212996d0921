"""What marks a file of the desk, so that a reader need not load what makes its tables."""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION"]

APPLICATION_ID = 0x46494755  # "FIGU", SQLite's application_id
SCHEMA_VERSION = 12  # SQLite's user_version: how many migrations the file has had
