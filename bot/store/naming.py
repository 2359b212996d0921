"""What the desk calls things: the names questions are read with, and the names of series.

Worked out once a load from labels, titles and aliases, because questions need
them folded and at once. A name that says more stands for one that says less:
where "exports" is the title of trade that leaves, it is not also trade at large.
"""

# ruff: noqa: S608 - what is put into SQL here are our own column names; values are bound

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlite_utils import Database

from bot.figures.codes import BY_NAME, BY_SEARCH, NOT_APPLICABLE, UNSTATED
from bot.language.inflection import other_number
from bot.language.lexicon import CUES
from bot.language.ordinary import ordinary
from bot.language.periods import find_periods
from bot.language.words import phrase_key
from bot.store.titles import write_titles

__all__ = ["name_forms", "rename"]

_LABELLED = {"areas": "AREA", "products": "PRODUCT", "indicators": "INDICATOR"}
_ARTICLE = "the "


def rename(db: Database, *, labels_changed: bool) -> None:
    """Bring names up to date with what the load has written.

    ``labels_changed``: whether it wrote anything that has a name, rather than figures only.
    """
    if labels_changed:
        _write_names(db)
    write_titles(db)
    where = "" if labels_changed else " WHERE name IS NULL"
    db.execute(f"UPDATE series SET name = ({_SERIES_NAME}){where}")


def _write_names(db: Database) -> None:
    given = set(_listed(db)) | set(_given(db))
    given |= set(_unless_taken(given, (*_units(db), *_national(db))))
    codes = set(_unless_taken(given, _codes(db)))
    names = given | codes | set(_inflected(given))
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
        forms = "name, in_sentence"
        if table == "indicators":
            forms = f"CASE found_by WHEN '{BY_NAME}' THEN name END"
        rows = db.execute(f"SELECT code, {forms} FROM {table}")
        for code, *forms in rows:
            if code not in (UNSTATED, NOT_APPLICABLE):
                yield from _folded(filter(None, forms), f"{dimension}={code}")


def _titles(db: Database) -> Iterator[tuple[str, str]]:
    for title, indicator, flow in db.execute("SELECT title, indicator, trade_flow FROM titles"):
        yield from _folded([title], f"INDICATOR={indicator} TRADE_FLOW={flow}")


def _unless_taken(
    given: Collection[tuple[str, str]], more: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Names that stand only where the same words are no other name."""
    taken = {phrase for phrase, _ in given} | CUES.keys()
    return ((phrase, means) for phrase, means in more if phrase not in taken)


def _codes(db: Database) -> Iterator[tuple[str, str]]:
    """Indicators that are found by a search have their codes as names, if those are no words."""
    rows = db.execute("SELECT code FROM indicators WHERE found_by = ?", [BY_SEARCH])
    for (code,) in rows:
        for phrase, means in _folded([code], f"INDICATOR={code}"):
            if len(phrase) >= SHORTEST_CODE and phrase not in ordinary() and not _dates(phrase):
                yield phrase, means


SHORTEST_CODE = 4


def _dates(phrase: str) -> bool:
    """Whether it can be a period, as "1H21" is."""
    return sum(map(str.isdigit, phrase)) > 1 and bool(find_periods(phrase))


def _units(db: Database) -> Iterator[tuple[str, str]]:
    """Units by their own names, "GWh"; of currencies only aliases, since "won" is a verb too."""
    units = "SELECT code, one, many FROM units WHERE kind NOT IN ('currency', 'percent', 'points')"
    for code, *forms in db.execute(units):
        yield from _folded(filter(None, forms), f"UNIT={code}")


NATIONAL = (
    *("national", "nationally", "nationwide", "countrywide", "the whole country"),
    *("national total", "national average", "national figure", "national level"),
)
"""What the country around the desk's home area is called without its name."""


def _national(db: Database) -> Iterator[tuple[str, str]]:
    """The home area where it is a country, else the country that it lies within."""
    found = db.execute(
        "SELECT code FROM areas WHERE kind = 'country' AND code IN ("
        " SELECT value FROM settings WHERE name = 'home_area' UNION"
        " SELECT group_area FROM membership JOIN settings ON member = value"
        " WHERE name = 'home_area')"
    ).fetchall()
    if len(found) == 1:
        yield from _folded(NATIONAL, f"AREA={found[0][0]}")


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
    """Measures and products with a word in the other number, where that is no name yet.

    "Jobless rates" and "rail fare index" are the jobless rate and the rail fares index.
    """
    taken = {phrase for phrase, _ in names}
    for phrase, means in names:
        dimensions = {pair.partition("=")[0] for pair in means.split()}
        if dimensions & {"INDICATOR", "PRODUCT"} and "AREA" not in dimensions:
            for other in _in_other_number(phrase.split()):
                if other not in taken and other not in CUES:
                    yield other, means


SHORTEST_IN_PHRASE = 4
"""Letters of the shortest word of a phrase made singular or plural: others tell what it is."""


def _in_other_number(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        other = other_number(word, SHORTEST_IN_PHRASE) if len(words) > 1 else other_number(word)
        if other != word and not {word, other} & CUES.keys():
            yield " ".join((*words[:place], other, *words[place + 1 :]))


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
