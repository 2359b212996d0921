"""When statements cease to be current: on the day from which what revises them can be seen.

That is the day on which the release of the next one is published, but for what is held
back. A figure under embargo revises nothing before the day on which the embargo ends, for
until then the old one is all that anybody may be told (on that day until the hour, see
``sight``). One that is restricted never revises one that is not: the public would be left
with none. A later one for everybody ends both.

What is revised is one *place*: a series in one period, compared with one other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

__all__ = ["Place", "settle", "settle_what_is_held_back"]

Place = tuple[int, str, str | None]
"""Series, period, comparison period."""

_Peer = tuple[int, str, str | None, str | None, str | None]
"""Number, day of publication, day it ends, CONF_STATUS (None for free), end of the embargo."""

_PUBLISHERS = """
SELECT DISTINCT sources.publisher
FROM statements CROSS JOIN sources ON sources.id = statements.source
WHERE statements.series = ? AND statements.period = ? AND statements.comparison_period IS ?
"""
_PEERS = """
SELECT statements.id, sources.published, realtime_end, conf_status, embargo_time
FROM statements CROSS JOIN sources ON sources.id = statements.source
WHERE statements.series = ? AND statements.period = ? AND statements.comparison_period IS ?
  AND sources.publisher = ?
"""

_RESTRICTED, _UNDER_EMBARGO = "C", "E"


def settle(connection: sqlite3.Connection, place: Place) -> None:
    """End each vintage of each publisher on the day from which a later one of it can be seen."""
    for (publisher,) in connection.execute(_PUBLISHERS, place).fetchall():
        peers = connection.execute(_PEERS, (*place, publisher)).fetchall()
        for peer in peers:
            ends = _end(peer, peers)
            if peer[2] != ends:
                connection.execute(
                    "UPDATE statements SET realtime_end = ? WHERE id = ?", (ends, peer[0])
                )


def settle_what_is_held_back(connection: sqlite3.Connection) -> None:
    """Settle every place of which any statement is not for everybody."""
    places = connection.execute(
        "SELECT DISTINCT series, period, comparison_period FROM statements"
        " WHERE conf_status IS NOT NULL"
    ).fetchall()
    for place in places:
        settle(connection, place)


def _end(peer: _Peer, peers: Sequence[_Peer]) -> str | None:
    """The first day on which the statement is not current any more; None while it is."""
    restricted = peer[3] == _RESTRICTED
    return min(
        (
            _seen_from(later)
            for later in peers
            if later[1] > peer[1] and (restricted or later[3] != _RESTRICTED)
        ),
        default=None,
    )


def _seen_from(peer: _Peer) -> str:
    """The day from which everybody may see it who ever may, at some hour of it."""
    _, published, _, status, embargo = peer
    if status != _UNDER_EMBARGO or embargo is None:
        return published
    return max(published, embargo[:10])
