"""What the desk calls things: the names questions are read with, and the names of series.

Worked out once a load from labels, titles and aliases, because questions need
them folded and at once. A name that says more stands for one that says less:
where "exports" is the title of trade that leaves, it is not also trade at large.
"""

# ruff: noqa: S608 - what is put into SQL here are our own column names; values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlite_utils import Database

from bot.figures.codes import NOT_APPLICABLE, UNSTATED
from bot.language.lexicon import CUES
from bot.language.words import phrase_key

__all__ = ["name_forms", "other_number", "rename"]

_LABELLED = {"areas": "AREA", "products": "PRODUCT", "indicators": "INDICATOR"}
_ARTICLE = "the "


def rename(db: Database, *, labels_changed: bool) -> None:
    """Bring names up to date with what the load has written.

    ``labels_changed``: whether it wrote anything that has a name, rather than figures only.
    """
    if labels_changed:
        _write_names(db)
    where = "" if labels_changed else " WHERE name IS NULL"
    db.execute(f"UPDATE series SET name = ({_SERIES_NAME}){where}")


def _write_names(db: Database) -> None:
    given = set(_listed(db)) | set(_given(db))
    names = given | set(_inflected(given))
    db.execute("DELETE FROM names")
    db.execute("DELETE FROM words")
    db.table("names").insert_all({"phrase": p, "means": m} for p, m in sorted(names))
    # What is misspelt is held against the names as given: "freights" would rival "freight".
    words = {word for phrase, _ in given for word in phrase.split()}
    db.table("words").insert_all({"word": w, "length": len(w)} for w in sorted(words))


def _listed(db: Database) -> Iterator[tuple[str, str]]:
    """Names that a package lists as aliases: each reading counts."""
    for alias, means in db.execute("SELECT DISTINCT alias, means FROM aliases"):
        yield from _folded([alias], means)


def _given(db: Database) -> Iterator[tuple[str, str]]:
    """Names that labels and titles are, unless the same words already say more."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrase, means in (*_labels(db), *_titles(db)):
        found[phrase].add(means)
    listed: dict[str, set[str]] = defaultdict(set)
    for phrase, means in _listed(db):
        listed[phrase].add(means)
    for phrase, meanings in found.items():
        known = meanings | listed[phrase]
        for means in meanings:
            if not any(set(means.split()) < set(other.split()) for other in known):
                yield phrase, means


def _labels(db: Database) -> Iterator[tuple[str, str]]:
    for table, dimension in _LABELLED.items():
        in_sentence = "NULL" if table == "indicators" else "in_sentence"
        rows = db.execute(f"SELECT code, name, {in_sentence} FROM {table}")
        for code, *forms in rows:
            if code not in (UNSTATED, NOT_APPLICABLE):
                yield from _folded(filter(None, forms), f"{dimension}={code}")


def _titles(db: Database) -> Iterator[tuple[str, str]]:
    for title, indicator, flow in db.execute("SELECT title, indicator, trade_flow FROM titles"):
        yield from _folded([title], f"INDICATOR={indicator} TRADE_FLOW={flow}")


def _folded(forms: Iterable[str], means: str) -> Iterator[tuple[str, str]]:
    for name in forms:
        for phrase in name_forms(name):
            yield phrase, means


def name_forms(name: str) -> Iterator[str]:
    """A name as questions are looked up by, with its article and without."""
    phrase = phrase_key(name)
    if phrase:
        yield phrase
    if phrase.startswith(_ARTICLE):
        yield phrase.removeprefix(_ARTICLE)


def _inflected(names: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Measures and products in the other number, where that is no name yet: "jobless rates"."""
    taken = {phrase for phrase, _ in names}
    for phrase, means in names:
        dimensions = {pair.partition("=")[0] for pair in means.split()}
        if dimensions & {"INDICATOR", "PRODUCT"} and "AREA" not in dimensions:
            *before, last = phrase.split()
            other = " ".join((*before, other_number(last)))
            if other not in taken and other not in CUES:
                yield other, means


SHORTEST_INFLECTED = 5
"""Letters of the shortest word made singular or plural: "goods" is not what is good."""

_OTHER_ENDINGS = (
    ("ies", "y"),
    *((f"{ending}es", ending) for ending in ("ch", "sh", "x", "ss")),
    ("ss", "sses"),
    ("us", "uses"),
    ("is", "is"),
    ("s", ""),
    ("ay", "ays"),
    ("ey", "eys"),
    ("oy", "oys"),
    ("y", "ies"),
    *((ending, f"{ending}es") for ending in ("ch", "sh", "x")),
)


def other_number(word: str) -> str:
    """The plural of a singular, the singular of a plural, as English makes most; else the word."""
    if not (word.isascii() and word.isalpha()):
        return word
    endings = (pair for pair in _OTHER_ENDINGS if word.endswith(pair[0]))
    ending, other = next(endings, ("", "s"))
    made = word.removesuffix(ending) + other
    return made if min(len(word), len(made)) >= SHORTEST_INFLECTED else word


_SERIES_NAME = """
SELECT areas.name || ': '
  || coalesce(
    (SELECT title FROM titles
     WHERE titles.indicator = series.indicator AND titles.trade_flow = series.trade_flow
     ORDER BY titles.id DESC LIMIT 1),
    indicators.name)
  || CASE WHEN series.counterpart_area IN ('_Z', '_U') THEN ''
     ELSE ' ' || coalesce(trade_flow.preposition, 'with') || ' '
       || coalesce(partners.in_sentence, partners.name) END
  || CASE WHEN series.product IN ('_T', '_Z', '_U') THEN '' ELSE ', ' || products.name END
  || CASE WHEN series.coverage = '_Z' THEN '' ELSE ', ' || coverage.name END
  || CASE WHEN series.measure = 'LV' THEN '' ELSE ', ' || measure.name END
  || CASE WHEN series.transformation = 'N' THEN '' ELSE ', ' || transformation.name END
  || CASE WHEN series.unit = '_Z' OR units.kind = 'count' THEN '' ELSE ', ' || units.name END
  || ', ' || freq.name
  || CASE WHEN series.accumulation = 'N' THEN '' ELSE ', ' || accumulation.name END
FROM areas, indicators, areas AS partners, products, trade_flow, coverage, measure,
  transformation, units, freq, accumulation
WHERE areas.code = series.ref_area AND indicators.code = series.indicator
  AND partners.code = series.counterpart_area AND products.code = series.product
  AND trade_flow.code = series.trade_flow AND coverage.code = series.coverage
  AND measure.code = series.measure AND transformation.code = series.transformation
  AND units.code = series.unit AND freq.code = series.freq
  AND accumulation.code = series.accumulation
"""
