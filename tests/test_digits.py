"""A reply never holds a digit that is not in a stated figure or in a printed working.

A few thousand questions here; ``make digits`` asks many more. That the account can fail is
shown by spoiling the desk, in one way at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import PACKAGES
from tests.digits.asking import Asked, Run, ask_all, on_days
from tests.digits.filed import Filed
from tests.digits.making import mixed
from tests.digits.odd import odd
from tests.digits.spoiling import WAYS
from tests.fuzz.making import seeds
from tests.store.packages import loaded

EACH = 900


@pytest.fixture(scope="module")
def filed(databases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Filed]:
    """What is on file in each of the packages, and in one of odd figures."""
    folder = tmp_path_factory.mktemp("odd")
    loaded(folder / "odd.db", odd(folder / "odd"))
    return {name: Filed(path) for name, path in (*databases.items(), ("odd", folder / "odd.db"))}


@pytest.mark.parametrize(("package", "seed"), [(p, n) for n, p in enumerate([*PACKAGES, "odd"])])
def test_every_digit(package: str, seed: int, filed: dict[str, Filed]) -> None:
    run = ask_all(filed[package], _made(filed[package], 500 + seed, EACH))
    assert not run.faults, f"{run.table()}\n{run.examples()}"
    # They are to reach every kind of number, or they test little.
    for kind in ("numbers stated", "numbers computed", "ends of ranges", "counts"):
        assert run.seen[kind] > 30, run.table()
    assert run.seen["workings"], run.table()
    assert len(run.ended) >= 6, run.table()


def _made(filed: Filed, seed: int, count: int) -> list[Asked]:
    return list(on_days(seed, mixed(seed, count, seeds(filed.database), filed), filed))


@pytest.fixture(scope="module")
def telling(filed: dict[str, Filed]) -> dict[str, list[Asked]]:
    """Questions whose answers hold numbers of every kind, so that a few show what is spoilt."""
    chosen = {}
    for package, rare in RARE.items():
        answered = [
            asked
            for asked in _made(filed[package], 42, 240)
            if ask_all(filed[package], [asked]).ended["answered"]
        ]
        chosen[package] = [*(Asked((text,), "ons", None) for text in rare), *answered]
    return chosen


RARE = {
    "later": ("what was November 2019 worth in Xinjiang trade",),  # 17.565 and 17.775
    "invented": ("average house price 2021", "exports vs imports Dec 2021"),
    "odd": (),
}
"""Questions of numbers that few have: halves, more than five digits known, differences."""


@pytest.mark.parametrize("way", WAYS)
def test_what_is_spoilt_is_noticed(
    way: str, filed: dict[str, Filed], telling: dict[str, Sequence[Asked]]
) -> None:
    for package, asked in telling.items():
        with WAYS[way]():
            if _until_noticed(filed[package], asked).faults:
                return
    pytest.fail(f"not noticed: {way}")


def _until_noticed(filed: Filed, asked: Sequence[Asked]) -> Run:
    run = Run()
    for one in asked:
        run.add(ask_all(filed, [one]))
        if run.faults:
            break
    return run
