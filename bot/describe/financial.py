"""Financial years, which are no calendar years, and are not taken for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.describe.known import rows
from bot.describe.periods import Labels, are_financial_years

__all__ = ["AS_DAYS", "financial_years_in", "perhaps_financial"]

AS_DAYS = "2019-04-01/P366D is the year from 1 April 2019"
"""How the days are written that a financial year covers: its first, and how many they are."""

_LEFT = 12  # columns among which periods are looked for
_SOME = 2


def financial_years_in(table: Sequence[Sequence[str]]) -> str | None:
    """One of the financial years that are the labels of a column or of a header."""
    width = max(map(len, table), default=0)
    columns = [[row[p] for row in table if p < len(row) and row[p]] for p in range(width)]
    for line in (*columns[:_LEFT], *table[:_LEFT]):
        found = [cell for cell in line if are_financial_years([cell])]
        if len(found) >= _SOME and len(found) * 2 >= len([cell for cell in line if cell]):
            return found[0]
    return None


def perhaps_financial(
    names: Sequence[str], texts: Iterable[str], labels: Labels | None
) -> str | None:
    """What is to be asked of years in a table that speaks of financial ones."""
    if labels is None or set(labels.spans) != {"A"} or any("/" in s for s in labels.spans["A"]):
        return None
    (pattern,) = (row["PATTERN"] for row in rows("financial"))
    said = next((text for text in (*names, *texts) if re.search(pattern, text, re.I)), None)
    if said is None:
        return None
    year, _ = labels.spans["A"]
    return (
        f"Are the years financial years, as {said!r} has it? {year} is then no calendar year: "
        f"write each in the file as the days that it covers ({AS_DAYS}), and describe it anew. If "
        "they are calendar years, take this question out"
    )
