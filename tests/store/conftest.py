"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.catalogue import StoredCatalogue
from tests.store.packages import as_of


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database can be made."""
    return tmp_path / "figures.db"


@pytest.fixture
def shipped(databases: dict[str, Path]) -> Iterator[StoredCatalogue]:
    """The shipped figures, as a fresh checkout has them."""
    with as_of(databases["default"]) as catalogue:
        yield catalogue


@pytest.fixture
def shipped_later(databases: dict[str, Path]) -> Iterator[StoredCatalogue]:
    """The shipped figures with the later releases."""
    with as_of(databases["later"]) as catalogue:
        yield catalogue
