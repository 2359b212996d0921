"""A newsroom with a few rows of its own: what it loads, and what it asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bot.desk import Desk
from tests.store.packages import TODAY, loaded, package, source, stated

__all__ = ["CUSTOMS", "MONTH", "Newsroom", "headline", "holds", "rules"]

CUSTOMS = "Urumqi Customs"
MONTH: dict[str, str] = {"UNIT_MULT": "6"}


class Newsroom:
    """Rows as they are thought of, loaded and asked about."""

    def __init__(self, folder: Path, home: str | None = "CN-XJ") -> None:
        self._folder = folder
        self._figures = {"home_area": home} if home else {}
        self._sources: dict[str, dict[str, str]] = {}
        self._rows: list[dict[str, str]] = []
        self._tables: dict[str, list[dict[str, str]]] = {}

    def release(self, code: str, published: str, publisher: str = CUSTOMS, **cells: str) -> None:
        self._sources[code] = {
            **source(code, published, publisher),
            "ROUNDING": "rounded",
            **cells,
        }

    def says(self, release: str, value: str, period: str, **cells: str) -> None:
        row = {"SOURCE_ID": release, "TIME_PERIOD": period, **MONTH, **cells}
        self._rows.append(stated(str(len(self._rows) + 1), value, **row))

    def has(self, table: str, *rows: dict[str, str]) -> None:
        self._tables[table] = list(rows)

    def rows(self, table: str) -> list[dict[str, str]]:
        return list(self._tables.get(table, ()))

    @property
    def database(self) -> Path:
        return self._folder / "figures.db"

    def desk(self) -> Desk:
        tables = {**self._tables, "sources": list(self._sources.values()), "statements": self._rows}
        made = package(self._folder / "made", figures=self._figures, **tables)
        loaded(self.database, made)
        return Desk(self.database, today=lambda: TODAY)

    def ask(self, *turns: str, as_of: str | None = None) -> Any:
        day = date.fromisoformat(as_of) if as_of else None
        return self.desk().ask(turns[-1], earlier=turns[:-1], as_of=day)


def rules(reply: Any) -> list[str]:
    return [caution["rule"] for caution in reply.contract["cautions"]]


def headline(reply: Any) -> tuple[str, str]:
    figure = reply.contract["figures"][0]
    return figure["value"], figure["period"]


def holds(reply: Any, status: str, value: str | None, words: str) -> None:
    """The reply ends so, with that first figure (None for no figure) and those words in it."""
    assert reply.status == status, reply.text
    found = [figure["value"] for figure in reply.contract["figures"]]
    assert found[:1] == ([value] if value is not None else []), reply.text
    assert words in reply.text, reply.text
