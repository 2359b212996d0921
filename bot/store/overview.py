"""What is on file, for who looks rather than asks: lists of names, releases and the newest load.

Only what everybody may see is in any of it. Every list is cut where nobody reads on, and
is found by index, or remembered until the file changes.
"""

# ruff: noqa: S608 - what is put into SQL here are our own words; values are bound

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.answers.findings import rule_of
from bot.figures.series import Subject
from bot.language.words import phrase_key
from bot.store.catalogue import StoredCatalogue
from bot.store.newest import DIMENSIONS, LEVEL, PLAIN
from bot.store.periods import LAST_TEXT
from bot.store.reading import borrow

__all__ = ["Health", "Overview", "open_overview"]

_HELD = (
    "SELECT code FROM (SELECT DISTINCT ref_area AS code FROM series) AS whose WHERE EXISTS ("
    " SELECT 1 FROM series INDEXED BY series_subject"
    f" WHERE series.ref_area = whose.code AND {LEVEL} AND {{spoken_of}})"
)
_AREAS = """
SELECT areas.code, areas.name FROM areas
WHERE (areas.name LIKE :inside ESCAPE '\\'
    OR areas.code IN (SELECT substr(means, 6) FROM names
                      WHERE phrase BETWEEN :low AND :high AND means LIKE 'AREA=%'))
  AND areas.code IN (SELECT value FROM json_each(:held))
ORDER BY areas.name LIKE :begins ESCAPE '\\' DESC, areas.code = :home DESC, areas.name
LIMIT :most
"""
_SAID = (
    "(coalesce((SELECT group_concat(title, ' ') FROM titles WHERE titles.indicator ="
    " series.indicator AND titles.trade_flow = series.trade_flow), '') || ' ' ||"
    " indicators.name || ' ' || partners.name || ' ' || coalesce(partners.in_sentence, '')"
    " || ' ' || products.name || ' ' || coverage.name)"
)
"""All the words by which a subject can be found."""

_FOUND = """
SELECT findings.key, count(*) FROM findings
CROSS JOIN statements ON statements.id = findings.statement
CROSS JOIN sources ON sources.id = statements.source
WHERE (valid_from IS NULL OR valid_from <= :as_of) AND (valid_to IS NULL OR valid_to > :as_of)
  AND {current}
GROUP BY findings.key
"""
_CONTRADICTIONS = frozenset(
    ("inconsistent", "part_exceeds_whole", "record_contradicted", "implausible_ratio")
)


@dataclass(frozen=True, slots=True)
class Health:
    """How the figures are: when they were last loaded, and what in them contradicts itself."""

    loaded: datetime | None
    contradictions: int


class Overview(StoredCatalogue):
    """The catalogue with its lists; satisfies ``Catalogue`` too."""

    def __enter__(self) -> Overview:
        return self

    def areas(self, typed: str, most: int) -> Sequence[tuple[str, str]]:
        """Code and name of areas with figures whose name has the text, or another name of theirs.

        Those that begin with it come first, of these the home area.
        """
        begun = phrase_key(typed)
        values = {
            "inside": f"%{_literal(typed.strip())}%",
            "begins": f"{_literal(typed.strip())}%",
            "low": begun or LAST_TEXT,
            "high": begun + LAST_TEXT,
            "home": self.home_area,
            "most": most,
            "held": self.remember("areas with figures", self._find_held),
        }
        return tuple(self._connection.execute(_AREAS, self._values(values)))

    def _find_held(self) -> str:
        """Codes of the areas of which a level can be seen, as JSON."""
        held = _HELD.format(spoken_of=self._sql.spoken_of)
        return json.dumps([code for (code,) in self._connection.execute(held, self._values({}))])

    def measures(self, area: str, typed: str, most: int) -> Sequence[tuple[int, Subject]]:
        """What is on file of the area and has all the words typed, the plainest first.

        Each with the number of a series of it.
        """
        words = {f"word{place}": f"%{_literal(word)}%" for place, word in enumerate(typed.split())}
        of_words = "".join(f" AND {_SAID} LIKE :{name} ESCAPE '\\'" for name in words)
        rows = self._connection.execute(
            f"SELECT min(series.id), {DIMENSIONS} FROM series"
            " JOIN indicators ON indicators.code = series.indicator"
            " JOIN areas AS partners ON partners.code = series.counterpart_area"
            " JOIN products ON products.code = series.product"
            " JOIN coverage ON coverage.code = series.coverage"
            f" WHERE series.ref_area = :area AND {LEVEL}{of_words} AND {self._sql.spoken_of}"
            f" GROUP BY {DIMENSIONS}"
            f" ORDER BY {PLAIN}, indicators.name, series.indicator, series.trade_flow = 'T' DESC,"
            " partners.name, products.name LIMIT :most",
            self._values({"area": area, "most": most, **words}),
        )
        return tuple((number, Subject(*subject)) for number, *subject in rows)

    def measure(self, number: int) -> Subject | None:
        """The subject of a series; None where it is not, or no longer, to be seen."""
        row = self._connection.execute(
            f"SELECT {DIMENSIONS} FROM series WHERE id = :id AND {LEVEL} AND {self._sql.spoken_of}",
            self._values({"id": number}),
        ).fetchone()
        return Subject(*row) if row else None

    def how_many_measures(self) -> int:
        """Subjects of which a level can be seen."""
        return self.remember("how many measures", self._count_measures)

    def _count_measures(self) -> int:
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM series WHERE {LEVEL} AND {self._sql.spoken_of}"
            f" GROUP BY {DIMENSIONS})",
            self._values({}),
        ).fetchone()
        return int(count)

    def health(self) -> Health:
        """How the figures are."""
        (loaded,) = self._connection.execute(
            "SELECT max(loaded_at) FROM loads WHERE undone_at IS NULL AND package <> 'codes'"
        ).fetchone()
        found = self.remember("contradictions", self._count_contradictions)
        return Health(datetime.fromisoformat(loaded) if loaded else None, found)

    def _count_contradictions(self) -> int:
        rows = self._connection.execute(_FOUND.format(current=self._sql.current), self._values({}))
        return sum(count for key, count in rows if rule_of(key) in _CONTRADICTIONS)

    def _values(self, more: dict[str, Any]) -> dict[str, Any]:
        return {"as_of": self._on, **more}


def open_overview(database: Path, as_of: date, *, now: datetime | None = None) -> Overview:
    """What everybody may see on that day, and at that time; use it in a ``with``.

    Raises NoFigures, NotFigures, OutdatedFigures.
    """
    return Overview(borrow(database), as_of, now=now)


def _literal(text: str) -> str:
    """Text in which LIKE sees no sign of its own."""
    for sign in "\\%_":
        text = text.replace(sign, f"\\{sign}")
    return text
