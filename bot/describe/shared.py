"""Series that stand in several files: one code for what agrees, another for what does not.

Files of one day may hold one series in two states, as before and after prices were based
on another year. Which is the newer is not said, so neither may revise the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.describe.others import code_of

if TYPE_CHECKING:
    from bot.describe.tables import Numbers, Table

__all__ = ["Shared", "columns_of_several"]


def columns_of_several(headers: Sequence[Sequence[str]]) -> frozenset[str]:
    """Names of columns that stand in the headers of more than one file."""
    times = Counter(name for header in headers for name in set(header))
    return frozenset(name for name, count in times.items() if count > 1)


@dataclass(slots=True)
class _State:
    """One series as some files have it."""

    basis: tuple[object, ...]
    stem: str  # of the first of them
    values: dict[str, str] = field(default_factory=dict)


class Shared:
    """The codes of titled series over all files."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._states: dict[str, list[_State]] = {}
        self._of: dict[tuple[str, str], _State] = {}
        for table in tables:
            for numbers in table.numbers:
                if numbers.title is not None:
                    self._place(table.stem, numbers)

    def _place(self, stem: str, numbers: Numbers) -> None:
        basis = (numbers.basis, numbers.title, numbers.seasonal)
        states = self._states.setdefault(_own_code(numbers), [])
        for state in states:
            if state.basis == basis and _agree(state.values, numbers.values):
                state.values.update(numbers.values)
                self._of[stem, numbers.name] = state
                return
        states.append(_State(basis, stem, dict(numbers.values)))
        self._of[stem, numbers.name] = states[-1]

    @property
    def apart(self) -> int:
        """How many series have more than one state."""
        return sum(len(states) > 1 for states in self._states.values())

    def code(self, table: Table, numbers: Numbers) -> str | None:
        """The INDICATOR of a column; None of one without a title."""
        state = self._of.get((table.stem, numbers.name))
        if state is None:
            return None
        own = _own_code(numbers)
        return own if len(self._states[own]) == 1 else f"{own}.{code_of(state.stem)}"


def _own_code(numbers: Numbers) -> str:
    return numbers.code or code_of(numbers.name)


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    few, many = sorted((one, other), key=len)
    return all(many.get(label, value) == value for label, value in few.items())
