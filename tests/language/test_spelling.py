"""Distances between spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spelling import distance

words = st.text("abcde", max_size=9)


@pytest.mark.parametrize(
    ("typed", "meant", "steps"),
    [
        ("xinjiang", "xinjiang", 0),
        ("xinjang", "xinjiang", 1),
        ("xinjiiang", "xinjiang", 1),
        ("xenjiang", "xinjiang", 1),
        ("frieght", "freight", 1),
        ("kazahkstan", "kazakhstan", 1),
        ("import", "export", 2),
        ("million", "billion", 1),
        ("ca", "abc", 3),  # no stretch is edited twice
        ("", "abc", 3),
        ("ürümqi", "urumqi", 2),
    ],
)
def test_distance(typed: str, meant: str, steps: int) -> None:
    assert distance(typed, meant, 9) == steps
    assert distance(meant, typed, steps) == steps
    if steps:
        assert distance(typed, meant, steps - 1) is None


def whole_table(a: str, b: str) -> int:
    """The definition, without a limit."""
    table = [
        [max(i, j) if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)
    ]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            ]
            if i > 1 and j > 1 and (a[i - 1], a[i - 2]) == (b[j - 2], b[j - 1]):
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


@given(words, words, st.integers(0, 4))
def test_the_limit_changes_no_distance_within_it(a: str, b: str, limit: int) -> None:
    steps = whole_table(a, b)
    assert distance(a, b, limit) == (steps if steps <= limit else None)
