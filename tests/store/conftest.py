"""What the tests of the store share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.catalogue import StoredCatalogue
from tests.store.packages import as_of, loaded


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the desk's own codes and nothing else."""
    path = tmp_path_factory.mktemp("begun") / "figures.db"
    loaded(path)
    return path


@pytest.fixture
def database(begun: Path, tmp_path: Path) -> Path:
    """A database of one's own, with the desk's codes in it."""
    return Path(shutil.copy(begun, tmp_path / "figures.db"))


@pytest.fixture
def missing(tmp_path: Path) -> Path:
    """Where a database can be made."""
    return tmp_path / "missing.db"


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
