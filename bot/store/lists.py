"""Code lists, sources, and the rows that belong to a package: written where they differ.

Two manners. A *shared* row (an area, a unit, a source) is one for all packages:
the package that wrote it first may change it (another that says otherwise is
refused, see ``agreement``), except that the desk's own codes never overrule a
newsroom's package. It is never deleted, since figures may refer to it; one
that its package has dropped is anybody's. A row that a package *owns* (an
alias, a membership) goes when the package drops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.store.rows import CodeRow, DroppedRow, Row, SourceRow

__all__ = [
    "SHARED",
    "Moved",
    "Record",
    "shared_record",
    "source_record",
    "write",
    "write_setting",
    "write_sources",
]

Record = dict[str, Any]

SHARED = ("areas", "products", "units", "indicators")

_OWNED_COLUMNS = {"group": "group_area"}


def write(
    db: Database, resource: str, rows: Sequence[Row], *, package: str, gives_way: bool
) -> bool:
    """Write the rows of any resource but sources and statements; whether anything changed.

    ``gives_way``: rows that another package has written stay as they are.
    """
    if resource == "codes":
        lists = _by_list(row for row in rows if isinstance(row, CodeRow))
        changed = [_share(db, name, found, package, gives_way) for name, found in lists.items()]
        return any(changed)
    if resource == "dropped":
        written = [_leave(db, row) for row in rows if isinstance(row, DroppedRow)]
        return any(written)
    if resource in SHARED:
        return _share(db, resource, [shared_record(row) for row in rows], package, gives_way)
    return _own(db, resource, [_owned_record(db, row) for row in rows], package)


def _by_list(rows: Iterable[CodeRow]) -> Mapping[str, list[Record]]:
    lists: dict[str, list[Record]] = {}
    for row in rows:
        record = {"code": row.code, "name": row.label, "in_sentence": row.in_sentence}
        if row.dimension == "TRADE_FLOW":
            record["preposition"] = row.preposition
        lists.setdefault(row.dimension.lower(), []).append(record)
    return lists


def shared_record(row: Row) -> Record:
    """The row of an area, product, unit or indicator as its table has it, package aside."""
    record = row.model_dump()
    # A unit has no label of its own: its plural is what lists call it.
    label = record.pop("label", None) or record.get("many") or record["code"]
    return {"code": record.pop("code"), "name": label, **record}


def _share(
    db: Database, table: str, records: Sequence[Record], package: str, gives_way: bool
) -> bool:
    on_file = {row["code"]: row for row in db.table(table).rows}
    changed = []
    for record in records:
        new, old = {**record, "package": package}, on_file.pop(record["code"], None)
        whose = old["package"] if old else None
        stands = whose not in (None, package) and (gives_way or old == {**new, "package": whose})
        if old != new and not stands:
            changed.append(new)
    dropped = [code for code, row in on_file.items() if row["package"] == package]
    db.table(table).upsert_all(changed, pk="code")
    db.table(table).upsert_all(({"code": code, "package": None} for code in dropped), pk="code")
    return bool(changed)


def _leave(db: Database, row: DroppedRow) -> bool:
    """Write a code that is nobody's, unless it is on file; whether it was not."""
    table = db.table(row.table)
    if db.execute(f"SELECT 1 FROM {row.table} WHERE code = ?", [row.code]).fetchone():  # noqa: S608 - our own tables
        return False
    record = {"name" if name == "label" else name: cell for name, cell in row.model_dump().items()}
    table.insert({column: record.get(column) for column in table.columns_dict})
    return True


@dataclass(frozen=True, slots=True)
class Moved:
    """A release on file whose publisher or date its package has changed."""

    id: int
    code: str
    publisher: tuple[str, str]  # as it was, and as it is
    published: tuple[str, str]

    def told(self) -> Iterator[str]:
        """A sentence on each of the two that is another."""
        for what, (old, new) in (("date", self.published), ("publisher", self.publisher)):
            if old != new:
                yield f"the {what} of {self.code} moved from {old} to {new}"


def source_record(row: SourceRow) -> Record:
    """What the row of a release says of it, as its table has it, SOURCE_ID aside."""
    record = row.model_dump() | {"published": row.published.isoformat()}
    del record["source_id"]
    return record


def write_sources(db: Database, rows: Sequence[Row], *, package: str) -> tuple[Moved, ...]:
    """Write the releases but for those that another package has; what of them was moved."""
    table = db.table("sources")
    on_file = {row["code"]: row for row in table.rows}
    moved = []
    for row in rows:
        if not isinstance(row, SourceRow):
            continue
        record = source_record(row) | {"code": row.source_id, "package": package}
        record["name"] = f"{row.publisher}, {record['published']}"
        old = on_file.get(row.source_id)
        if old is None:
            table.insert(record)
        elif old["package"] in (None, package) and old != {**record, "id": old["id"]}:
            table.update(old["id"], record)
            one = Moved(
                old["id"],
                row.source_id,
                (old["publisher"], row.publisher),
                (old["published"], record["published"]),
            )
            if any(one.told()):
                moved.append(one)
    return tuple(moved)


def _owned_record(db: Database, row: Row) -> Record:
    record = {_OWNED_COLUMNS.get(name, name): cell for name, cell in row.model_dump().items()}
    if "source_id" in record:
        code = record.pop("source_id")
        found = db.execute("SELECT id FROM sources WHERE code = ?", [code]).fetchone()
        record["source"] = found[0] if found else None
    return record


def _own(db: Database, table: str, records: Sequence[Record], package: str) -> bool:
    on_file = []
    for row in db.table(table).rows_where("package = ?", [package], order_by="id"):
        del row["id"], row["package"]
        on_file.append(row)
    if on_file == list(records):
        return False
    db.table(table).delete_where("package = ?", [package])
    db.table(table).insert_all({**record, "package": package} for record in records)
    return True


def write_setting(db: Database, name: str, value: str) -> bool:
    """Set a value, unless it is so already; whether it changed."""
    found = db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
    if found == (value,):
        return False
    db.table("settings").upsert({"name": name, "value": value}, pk="name")
    return True
