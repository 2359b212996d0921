"""Which way a text says that something went."""

from __future__ import annotations

import pytest

from bot.language.direction import Direction, direction

TEXTS = [
    ("why did Xinjiang trade fall in Jan-Nov 2021", Direction.DOWN),
    ("Xinjiang trade fell in Nov 2021, why?", Direction.DOWN),
    ("cause of the decline", Direction.DOWN),
    ("why are imports down", Direction.DOWN),
    ("why did trade grow", Direction.UP),
    ("growth of Xinjiang's foreign trade", Direction.UP),
    ("rise in consumer prices", Direction.UP),
    ("why is solar up", Direction.UP),
    ("why", None),
    ("causes of the change in exports", None),
    ("why did imports rise and exports fall", None),
    ("why did rosewood upset the duplex contracts of Eastleigh", None),
]


@pytest.mark.parametrize(("text", "way"), TEXTS)
def test_direction(text: str, way: Direction | None) -> None:
    assert direction(text) is way
