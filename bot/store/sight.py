"""What may be seen: the SQL that keeps those statements which a reply may stand on.

What everybody may see is the rule: free figures, and those whose embargo has ended. Two
things make an exception, both rare, so that no other question pays for them.

* An *audience*: the channel that a reply is seen in may be named (``audiences``) for
  figures that are restricted. There they are seen too, and revise what they revise.
* An embargo that ends later today. A vintage is a day, so the figure before ends with that
  day's beginning; until the hour has come, it is seen still.

A sight is known by its values: what is remembered of one is never told to another.
"""

# ruff: noqa: S608 - what is put into SQL here are names and numbers of ours

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from bot.store.reading import Reader

__all__ = ["EVERYBODY", "Sight", "sight"]


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be seen. SQL is of ``statements`` joined with ``sources``, as on ``:as_of``."""

    audience: tuple[int, ...] = ()
    """Rows of ``audiences`` that are of the channel."""

    before: str | None = None
    """The end of the first embargo that has not ended though its day has come."""

    @property
    def is_ordinary(self) -> bool:
        """Whether it is that of everybody, at an hour like any other."""
        return not self.audience and self.before is None

    @property
    def seen(self) -> str:
        """Published, and not held back."""
        return _seen(self, "statements", "sources")

    @property
    def current(self) -> str:
        """Seen, and not revised since by what is seen as well."""
        return _current(self)

    def seen_as(self, statements: str, sources: str) -> str:
        """``seen`` for tables that go by other names."""
        return _seen(self, statements, sources)


EVERYBODY = Sight()


def sight(reader: Reader, day: str, audience: str | None, now: datetime | None) -> Sight:
    """What is seen in a channel (by its id; None for nowhere in particular) on a day.

    ``now`` is the time at which it is asked: no embargo ends before it. Without it, each
    counts as over on the day on which it ends.
    """
    rows: tuple[int, ...] = ()
    if audience is not None:
        channels = reader.remember("audiences", lambda: _audiences(reader))
        rows = channels.get(audience, ())
    before = None
    if now is not None:
        ends = reader.remember("embargoes", lambda: _embargoes(reader))
        moment = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        before = min((end for end in ends if end > moment and end[:10] <= day), default=None)
    return Sight(rows, before) if rows or before else EVERYBODY


def _audiences(reader: Reader) -> dict[str, tuple[int, ...]]:
    """The rows of each channel."""
    found: dict[str, tuple[int, ...]] = {}
    for channel, row in reader.connection.execute("SELECT channel, id FROM audiences ORDER BY id"):
        found[channel] = (*found.get(channel, ()), row)
    return found


def _embargoes(reader: Reader) -> Sequence[str]:
    """The times at which embargoes end, past ones too: few, and found by index."""
    rows = reader.connection.execute(
        "SELECT DISTINCT embargo_time FROM statements"
        " WHERE conf_status IS NOT NULL AND conf_status = 'E'"
    )
    return tuple(end for (end,) in rows)


@cache
def _seen(of: Sight, statements: str, sources: str) -> str:
    ways = [f"{statements}.conf_status IS NULL"]
    over = f"substr({statements}.embargo_time, 1, 10) <= :as_of"
    if of.before is not None:
        over += f" AND {statements}.embargo_time < '{of.before}'"
    ways.append(f"({statements}.conf_status = 'E' AND {over})")
    if of.audience:
        rows = ", ".join(map(str, of.audience))
        ways.append(
            f"({statements}.conf_status = 'C' AND EXISTS (SELECT 1 FROM audiences"
            f" CROSS JOIN series AS shown ON shown.id = {statements}.series"
            f" WHERE audiences.id IN ({rows})"
            f" AND coalesce(audiences.source, {statements}.source) = {statements}.source"
            " AND coalesce(audiences.indicator, shown.indicator) = shown.indicator))"
        )
    return f"{sources}.published <= :as_of AND ({' OR '.join(ways)})"


@cache
def _current(of: Sight) -> str:
    stands = "statements.realtime_end IS NULL OR statements.realtime_end > :as_of"
    if of.is_ordinary:
        return f"{of.seen} AND ({stands})"
    # What ends a figure may be out of sight here, and what does not end it for everybody in it.
    # Only where one of the two is held back from anybody can that be.
    return (
        f"{of.seen} AND ({stands} OR EXISTS (SELECT 1 FROM statements AS other"
        f" WHERE {_SAME_PLACE.format('other')} AND other.conf_status IS NOT NULL))"
        " AND NOT EXISTS (SELECT 1 FROM statements AS later"
        " CROSS JOIN sources AS after ON after.id = later.source"
        f" WHERE {_SAME_PLACE.format('later')} AND after.publisher = sources.publisher"
        f" AND after.published > sources.published AND {of.seen_as('later', 'after')})"
    )


_SAME_PLACE = (
    "{0}.series = statements.series AND {0}.period = statements.period"
    " AND {0}.comparison_period IS statements.comparison_period"
)
