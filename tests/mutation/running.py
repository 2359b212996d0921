"""Running the checks over figures on file with one of them changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.answers.findings import Finding
from bot.checking.run import Checked, check
from bot.figures.codes import Qualifier
from bot.figures.statement import Statement
from bot.store.catalogue import StoredCatalogue
from bot.store.reading import Reader

__all__ = ["Desk", "Outcome", "Report", "printed"]

Report = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mutant, and whether the checks caught it."""

    statement: Statement
    kind: str
    text: str
    caught: bool


def printed(statement: Statement) -> bool:
    """Whether a publisher printed the number: not of words, nor of what wording implies."""
    return statement.quantity is not None and statement.qualifier is not Qualifier.IMPLIED


class Desk:
    """Figures in memory, checked again and again."""

    def __init__(self, database: Path, day: date) -> None:
        self.connection = sqlite3.connect(":memory:")
        with sqlite3.connect(database) as disk:
            disk.backup(self.connection)
        self.connection.execute("DELETE FROM findings")
        self.connection.commit()
        self._day = day

    def statements(self, source: str) -> Iterator[Statement]:
        return (s for s in self._catalogue().every_statement() if s.source == source)

    def change(self, statement: Statement, text: str) -> None:
        """Print another number, until ``undo``."""
        decimals = len(text.partition(".")[2])
        self.connection.execute(
            "UPDATE statements SET value = ?, decimals = ? WHERE id = ?",
            (text, decimals, statement.id),
        )

    def undo(self) -> None:
        self.connection.rollback()

    def report(self) -> Report:
        """What the checks report, each thing by what it is about and what would explain it."""
        catalogue = self._catalogue()
        return _report(check(tuple(catalogue.every_statement()), catalogue))

    def _catalogue(self) -> StoredCatalogue:
        return StoredCatalogue(Reader(self.connection), self._day)


def _report(checked: Checked) -> Report:
    formulas = {
        (one.verdict, one.relation.statements, one.slip and (one.slip.printed.id, one.slip.value))
        for one in checked.disagreements
    }
    others = {
        (one.verdict, frozenset(s.id for s in one.statements), one.key, _scale(one))
        for one in checked.findings
    }
    return frozenset((*formulas, *others))


def _scale(finding: Finding) -> object:
    return getattr(finding.values.get("meant"), "unit_mult", None)
