"""What the tests share: databases of the shipped figures, made once a run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from bot.desk import Desk

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
INVENTED = ROOT / "tests" / "packages" / "pellandia"
PACKAGES = {
    "default": [DATA / "xinjiang"],
    "later": [DATA / "xinjiang", DATA / "xinjiang-later"],
    "invented": [INVENTED],
}

# How long a thing takes is measured by make bench: a busy machine is no fault of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The figures as shipped ("default"), with the later releases ("later"), and others' alone."""
    from bot.store.loading import load

    folder = tmp_path_factory.mktemp("figures")
    made = {}
    for name, packages in PACKAGES.items():
        made[name] = folder / f"{name}.db"
        load(made[name], packages, now=datetime(2026, 1, 2, tzinfo=UTC), who="tests")
    return made


@pytest.fixture(scope="session")
def desk(databases: dict[str, Path]) -> Desk:
    """The desk as a fresh checkout has it."""
    return Desk(databases["default"])


@pytest.fixture(scope="session")
def desk_later(databases: dict[str, Path]) -> Desk:
    """The desk with the later releases loaded."""
    return Desk(databases["later"])


@pytest.fixture(scope="session")
def desk_invented(databases: dict[str, Path]) -> Desk:
    """A desk of other subjects: prices, jobs, births, borrowing, of an invented country."""
    return Desk(databases["invented"])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts beside the checkout; a stranger's clone has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside this checkout: the facts it is tested against are absent")
    return folder
