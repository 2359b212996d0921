"""The tables of the figures, made and brought up to date by sqlite-utils' migrations.

Conventions, which also make the file pleasant in Datasette as it is: a code
list has its ``code`` and then its ``name``, which Datasette shows wherever the
code is referred to; columns that people look for come first; empty is NULL.

``series`` holds the dimensions, ``statements`` what was said: narrow rows,
because there can be millions. A statement has no REALTIME_START of its own: it
is the day its source was published, and the view ``current_figures`` and every
query take it from there, so a corrected date of publication is corrected
everywhere. Dates and periods are text, which sorts as time does within one grain.
"""

# ruff: noqa: S608 - what is put into SQL here are our own column names

from __future__ import annotations

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey, Table

from bot.figures.codes import ALL, BY_NAME, NOT_APPLICABLE, UNSTATED
from bot.figures.series import Subject
from bot.store.ends import settle_what_is_held_back

__all__ = ["CODE_LISTS", "DIMENSIONS", "SEEDED", "migrate"]

CODE_LISTS = (
    "freq",
    "trade_flow",
    "coverage",
    "seasonal_adjust",
    "measure",
    "transformation",
    "accumulation",
    "obs_qualifier",
    "obs_status",
    "conf_status",
)
"""The small lists, one table each, so that a foreign key can point at them."""

DIMENSIONS = {
    "ref_area": "areas",
    "indicator": "indicators",
    "trade_flow": "trade_flow",
    "counterpart_area": "areas",
    "product": "products",
    "coverage": "coverage",
    "seasonal_adjust": "seasonal_adjust",
    "measure": "measure",
    "transformation": "transformation",
    "unit": "units",
    "freq": "freq",
    "accumulation": "accumulation",
}
"""Columns of ``series`` with the code list of each; ``share_of`` comes on top."""

SEEDED = {
    "areas": {UNSTATED: "not stated", NOT_APPLICABLE: "not applicable"},
    "products": {ALL: "all products", UNSTATED: "not stated", NOT_APPLICABLE: "not applicable"},
}
"""SDMX's codes for "no such thing here", which any series may use."""

migrations = Migrations("figures")


def migrate(db: Database) -> None:
    """Bring the tables to this version; runs within the caller's transaction."""
    migrations.apply(db)


@migrations()
def first_tables(db: Database) -> None:
    """Everything the first version of the desk answers from."""
    _make_loads(db)
    _make_code_lists(db)
    _make_sources(db)
    _make_series(db)
    _make_statements(db)
    _make_packages_own(db)
    _make_names(db)


@migrations()
def plain_view(db: Database) -> None:
    """The view for people who look at the file, in words and with numbers to sort by."""
    db.create_view("current_figures", _CURRENT_FIGURES, replace=True)


@migrations()
def complete_parts(db: Database) -> None:
    """Whether the parts of an indicator on file are all that it has, so that they add up to it."""
    _table(db, "indicators").add_column("parts", str, not_null_default="some")


@migrations()
def sign_of_deficit(db: Database) -> None:
    """On which side of zero an indicator has its deficits, where it has any."""
    _table(db, "indicators").add_column("deficit", str)


@migrations()
def periods_of_claims(db: Database) -> None:
    """What period a claim of a cause speaks of, where its package says."""
    claims = _table(db, "claims")
    claims.add_column("time_period", str)
    claims.add_column("accumulation", str, not_null_default="N")


@migrations()
def keys_of_findings(db: Database) -> None:
    """Findings by the key of their sentence; they are found anew with the tables."""
    db.execute("DROP TABLE findings")
    _make_findings(db, "key")


@migrations()
def loads_taken_back(db: Database) -> None:
    """What takes the last loads back (see ``undoing``), and when and by whom that was done."""
    loads = _table(db, "loads")
    loads.add_column("undone_at", str)
    loads.add_column("undone_by", str)
    # No type for "old", so that a number stays a number and a text a text.
    db.execute(
        "CREATE TABLE undo_steps"
        " (id INTEGER PRIMARY KEY, load INTEGER, tab TEXT, act TEXT, cell TEXT, row, old)"
    )


@migrations()
def found_by_search(db: Database) -> None:
    """Whether an indicator's label is a name in questions, or found by a search of titles."""
    _table(db, "indicators").add_column("found_by", str, not_null_default=BY_NAME)
    _table(db, "synonyms").create(
        {"id": int, "word": str, "same": str, "package": str}, pk="id"
    ).create_index(["package"])
    # The porter stemmer finds "exports" for "export"; accents are folded as in names. The
    # number of a row is that of the first series of the indicator in an area.
    db.execute(
        "CREATE VIRTUAL TABLE titles_found USING"
        " fts5(title, about, tokenize = 'porter unicode61 remove_diacritics 2')"
    )


@migrations()
def rare_rows(db: Database) -> None:
    """A way to the few statements that have ended; what is as printed says nothing of it."""
    db.execute(
        "CREATE INDEX statements_ended ON statements (realtime_end) WHERE realtime_end IS NOT NULL"
    )
    db.execute("UPDATE statements SET qualifier = NULL WHERE qualifier = 'EQ'")
    db.create_view("current_figures", _CURRENT_FIGURES, replace=True)


@migrations()
def figures_held_back(db: Database) -> None:
    """Which statements are not for everybody, so that their names can be kept back too."""
    db.execute(
        "CREATE INDEX statements_held_back ON statements (series) WHERE conf_status IS NOT NULL"
    )


@migrations()
def seen_before_it_revises(db: Database) -> None:
    """What revises can be held back itself: until it is seen, the statement before it stands."""
    settle_what_is_held_back(db.conn)
    db.create_view("current_figures", _CURRENT_FIGURES, replace=True)


@migrations()
def audiences(db: Database) -> None:
    """Channels in which what is restricted may be seen; an embargo ends at its hour.

    Which channels see a figure goes by its release, by its indicator, or by both.
    """
    _table(db, "audiences").create(
        {"id": int, "channel": str, "source": int, "indicator": str, "package": str},
        pk="id",
        foreign_keys=[("source", "sources", "id"), ("indicator", "indicators", "code")],
    ).create_index(["package"])
    settle_what_is_held_back(db.conn)
    db.create_view("current_figures", _CURRENT_FIGURES, replace=True)


def _make_loads(db: Database) -> None:
    loads = _table(db, "loads")
    loads.create(
        {
            "id": int,
            "name": str,
            "package": str,
            "path": str,
            "loaded_at": str,
            "loaded_by": str,  # the name that the operating system has for who loaded it
            "new": int,
            "revised": int,
            "corrected": int,
            "removed": int,
            "unchanged": int,
        },
        pk="id",
    )
    loads.create_index(["package"])
    _table(db, "load_files").create(
        {"load": int, "file": str, "sha256": str},
        pk=("load", "file"),
        foreign_keys=[("load", "loads", "id")],
    )
    _table(db, "settings").create({"name": str, "value": str}, pk="name")


def _make_code_lists(db: Database) -> None:
    for name in CODE_LISTS:
        columns = {"code": str, "name": str, "in_sentence": str, "package": str}
        if name == "trade_flow":
            columns["preposition"] = str
        _table(db, name).create(columns, pk="code")
    _table(db, "areas").create(
        {"code": str, "name": str, "in_sentence": str, "kind": str, "package": str}, pk="code"
    )
    _table(db, "products").create(
        {"code": str, "name": str, "in_sentence": str, "package": str}, pk="code"
    )
    _table(db, "units").create(
        {
            "code": str,
            "name": str,
            "kind": str,
            "one": str,
            "many": str,
            "prefix": str,
            "package": str,
        },
        pk="code",
    )
    indicators = _table(db, "indicators")
    indicators.create(
        {
            "code": str,
            "name": str,
            "kind": str,
            "parent": str,
            "one": str,
            "many": str,
            "package": str,
        },
        pk="code",
        foreign_keys=[("parent", "indicators", "code")],
    )
    indicators.create_index(["parent"])
    for table, codes in SEEDED.items():
        _table(db, table).insert_all({"code": code, "name": name} for code, name in codes.items())


def _make_sources(db: Database) -> None:
    sources = _table(db, "sources")
    sources.create(
        {
            "id": int,
            "name": str,  # publisher and date, for Datasette
            "code": str,  # SOURCE_ID
            "publisher": str,
            "published": str,
            "title": str,
            "url": str,
            "note": str,
            "rounding": str,
            "package": str,
        },
        pk="id",
    )
    sources.create_index(["code"], unique=True)
    sources.create_index(["publisher", "published"])


def _make_series(db: Database) -> None:
    series = _table(db, "series")
    columns = {"id": int, "name": str, **dict.fromkeys(DIMENSIONS, str)}
    series.create(
        {**columns, "share_of": str, "first_published": str},
        pk="id",
        foreign_keys=[(column, table, "code") for column, table in DIMENSIONS.items()],
    )
    # The seven dimensions of a subject in the order in which questions fix them.
    series.create_index(
        [
            "ref_area",
            "indicator",
            "trade_flow",
            "counterpart_area",
            "product",
            "coverage",
            "seasonal_adjust",
        ],
        index_name="series_subject",
    )
    for column in ("indicator", "counterpart_area", "product"):
        series.create_index([column])
    db.execute(
        "CREATE INDEX series_share_of ON series (share_of, ref_area, indicator)"
        " WHERE share_of IS NOT NULL"
    )


def _make_statements(db: Database) -> None:
    statements = _table(db, "statements")
    statements.create(
        {
            "id": int,
            "series": int,
            "period": str,
            "value": str,
            "unit_mult": int,
            "decimals": int,
            "qualifier": str,  # NULL is EQ, as printed: with millions of rows each byte counts
            "status": str,
            "comparison_period": str,
            "source": int,
            "locator": str,
            "realtime_end": str,
            "conf_status": str,  # NULL is F, free
            "embargo_time": str,
            "note": str,
            "key": str,  # "package/ID" of a row that a person keeps; NULL for machine-made rows
            "load": int,
        },
        pk="id",
        foreign_keys=[
            ("series", "series", "id"),
            ("source", "sources", "id"),
            ("qualifier", "obs_qualifier", "code"),
            ("status", "obs_status", "code"),
            ("conf_status", "conf_status", "code"),
            ("load", "loads", "id"),
        ],
    )
    statements.create_index(["series", "period"], index_name="statements_series_period")
    db.execute(
        "CREATE INDEX statements_comparison ON statements (series, comparison_period)"
        " WHERE comparison_period IS NOT NULL"
    )
    # Odd spans sort by their first day, not their last: they are looked at one by one.
    db.execute(
        "CREATE INDEX statements_odd_spans ON statements (series) WHERE instr(period, '/') > 0"
    )
    db.execute(
        "CREATE UNIQUE INDEX statements_key ON statements (key, source) WHERE key IS NOT NULL"
    )
    _make_findings(db, "rule")


def _make_findings(db: Database, what: str) -> None:
    _table(db, "findings").create(
        {
            "id": int,
            what: str,
            "statement": int,
            "detail": str,
            "valid_from": str,
            "valid_to": str,
        },
        pk="id",
        foreign_keys=[ForeignKey("findings", "statement", "statements", "id", on_delete="CASCADE")],
    ).create_index(["statement"])


def _make_packages_own(db: Database) -> None:
    """Rows that belong to the package they came in, and go when it drops them."""
    owned: dict[str, tuple[dict[str, type], list[tuple[str, str, str]]]] = {
        "membership": (
            {"group_area": str, "member": str, "source": int, "note": str},
            [
                ("group_area", "areas", "code"),
                ("member", "areas", "code"),
                ("source", "sources", "id"),
            ],
        ),
        "titles": (
            {"title": str, "indicator": str, "trade_flow": str},
            [("indicator", "indicators", "code"), ("trade_flow", "trade_flow", "code")],
        ),
        "aliases": ({"alias": str, "means": str}, []),
        "claims": (
            {
                "subject": str,
                "speaker": str,
                "paraphrase": str,
                "kind": str,
                "ref_area": str,
                "indicator": str,
                "source": int,
                "locator": str,
            },
            [
                ("ref_area", "areas", "code"),
                ("indicator", "indicators", "code"),
                ("source", "sources", "id"),
            ],
        ),
        "habits": (
            {"habit": str, "ref_area": str, "indicator": str, "note": str},
            [("ref_area", "areas", "code")],
        ),
        "ratios": (
            {"label": str, "numerator": str, "denominator": str},
            [("numerator", "indicators", "code"), ("denominator", "indicators", "code")],
        ),
    }
    for name, (columns, foreign_keys) in owned.items():
        _table(db, name).create(
            {"id": int, **columns, "package": str}, pk="id", foreign_keys=foreign_keys
        ).create_index(["package"])
    for table, columns_of_index in {
        "membership": [["group_area"], ["member"]],
        "titles": [["indicator", "trade_flow"]],
        "claims": [["ref_area", "indicator"]],
        "habits": [["ref_area", "habit"]],
    }.items():
        for index in columns_of_index:
            _table(db, table).create_index(index)


def _make_names(db: Database) -> None:
    """What questions are read with, worked out at load; phrases as ``phrase_key`` folds them."""
    db.execute(
        "CREATE TABLE names (phrase TEXT, means TEXT, PRIMARY KEY (phrase, means)) WITHOUT ROWID"
    )
    db.execute("CREATE TABLE words (word TEXT PRIMARY KEY, length INTEGER) WITHOUT ROWID")
    _table(db, "words").create_index(["length"])


def _table(db: Database, name: str) -> Table:
    return db.table(name)


_WHOLE = "CASE substr(series.share_of, 1, instr(series.share_of, '=') - 1)"
_WHOLE += "".join(
    f" WHEN '{dimension.upper()}' THEN (SELECT name FROM {DIMENSIONS[dimension]}"
    " WHERE code = substr(series.share_of, instr(series.share_of, '=') + 1))"
    for dimension in Subject.dimensions()
)
_WHOLE += " END"
"""What a share is a share of: the label of the one dimension that differs in the whole."""

_CURRENT_FIGURES = f"""
SELECT
  statements.id,
  areas.name AS area,
  coalesce(
    (SELECT max(title) FROM titles
     WHERE titles.indicator = series.indicator AND titles.trade_flow = series.trade_flow),
    indicators.name
  ) AS figure,
  partners.name AS partner,
  products.name AS product,
  CASE WHEN series.transformation = 'N' THEN measure.name
    WHEN series.measure = 'LV' THEN transformation.name
    ELSE measure.name || ', ' || transformation.name END AS statement,
  {_WHOLE} AS share_of,
  coverage.name AS coverage,
  measure.name AS measure,
  transformation.name AS transformation,
  statements.period,
  accumulation.name AS accumulation,
  obs_qualifier.name AS qualifier,
  statements.value,
  statements.unit_mult,
  -- For sorting and looking only: a binary float, where the value is exact. A claim has none.
  CASE WHEN series.measure <> 'RC'
    THEN CAST(statements.value || 'e' || statements.unit_mult AS REAL) END AS number,
  CASE WHEN units.kind = 'count' THEN coalesce(indicators.many, units.name)
    ELSE nullif(units.name, '_Z') END AS unit,
  nullif(nullif(statements.comparison_period, '_U'), '_Z') AS comparison_period,
  obs_status.name AS status,
  sources.publisher,
  sources.published,
  sources.title,
  sources.url,
  statements.locator,
  statements.note
FROM statements
JOIN series ON series.id = statements.series
JOIN sources ON sources.id = statements.source
JOIN areas ON areas.code = series.ref_area
JOIN areas AS partners ON partners.code = series.counterpart_area
JOIN indicators ON indicators.code = series.indicator
JOIN products ON products.code = series.product
JOIN coverage ON coverage.code = series.coverage
JOIN measure ON measure.code = series.measure
JOIN transformation ON transformation.code = series.transformation
JOIN accumulation ON accumulation.code = series.accumulation
JOIN units ON units.code = series.unit
JOIN obs_qualifier ON obs_qualifier.code = coalesce(statements.qualifier, 'EQ')
JOIN obs_status ON obs_status.code = statements.status
WHERE sources.published <= date('now')
  AND (statements.conf_status IS NULL
       OR (statements.conf_status = 'E' AND statements.embargo_time <= datetime('now')))
  AND (statements.realtime_end IS NULL OR statements.realtime_end > date('now')
       -- Until the hour at which the embargo on what follows it ends.
       OR (statements.realtime_end = date('now') AND NOT EXISTS (
         SELECT 1 FROM statements AS later JOIN sources AS after ON after.id = later.source
         WHERE later.series = statements.series AND later.period = statements.period
           AND later.comparison_period IS statements.comparison_period
           AND after.publisher = sources.publisher AND after.published > sources.published
           AND after.published <= date('now')
           AND (later.conf_status IS NULL
                OR (later.conf_status = 'E' AND later.embargo_time <= datetime('now'))))))
"""
