"""Titles of catalogues: indicators that are found by a search, and not by their name.

An agency's catalogue has thousands of series, each with a title of its own. As names they
would be read into every other question, so they are searched instead, with SQLite's
full-text search (FTS5), and only where a question finds nothing else. A row is an
indicator in an area; beside its title stand codes for what it is about besides: the area,
and the releases it was published in, whose titles and publishers count as well. Those have
rows too, with the numbers of the sources below zero.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.answers.catalogue import Title
from bot.figures.codes import BY_SEARCH
from bot.language.correction import SHORTEST
from bot.language.inflection import other_number
from bot.language.spelling import WordList
from bot.language.words import phrase_key
from bot.store.reading import Reader

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["find_titles", "has_titles", "near_words", "write_titles"]

MOST = 200
"""Titles looked at for one search, the likeliest by their words first (BM25)."""

_OTHERWISE = frozenset(
    (
        *("non", "excl", "excluding", "extra", "outside", "exc", "rest", "other", "central"),
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "latin"),
    )
)
"""Words before the name of an area that make it another, or all but it."""

_TITLE_WORD = re.compile(r"[^\W_]+|/")
_WORD = re.compile(r"[^\W_]+")

LONGEST = 4
"""Words of the longest phrase that means the same as another."""

_SEARCHED = (
    "SELECT min(series.id), series.ref_area, indicators.code, indicators.name"
    " FROM indicators CROSS JOIN series ON series.indicator = indicators.code"
    " WHERE indicators.found_by = ? GROUP BY indicators.code, series.ref_area"
)
_SOURCES = (
    "SELECT series.indicator, series.ref_area, (SELECT source FROM statements"
    " WHERE statements.series = series.id{} ORDER BY period DESC LIMIT 1) AS last"
    " FROM indicators CROSS JOIN series ON series.indicator = indicators.code"
    " WHERE indicators.found_by = ? AND last IS NOT NULL"
)
"""The release that each series was last in, or last for everybody: what is held back hides none."""

_HELD_BACK = "SELECT 1 FROM statements WHERE conf_status IS NOT NULL LIMIT 1"
_RELEASES = "SELECT -id, coalesce(title || ', ', '') || publisher FROM sources"
_FOUND = (
    "SELECT series.indicator, series.ref_area, indicators.name,"
    " highlight(titles_found, 0, char(2), char(3))"
    " FROM titles_found JOIN series ON series.id = titles_found.rowid"
    " JOIN indicators ON indicators.code = series.indicator"
    " WHERE titles_found MATCH ? ORDER BY titles_found.rank LIMIT ?"
)


def write_titles(db: Database) -> None:
    """Bring what is searched up to date, if any indicator is found so."""
    rows = db.execute(_SEARCHED, [BY_SEARCH]).fetchall()
    titles = {id_: title for id_, _, _, title in rows}
    titles |= dict(db.execute(_RELEASES)) if rows else {}
    if titles == dict(db.execute("SELECT rowid, title FROM titles_found")):
        return
    sources: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    held_back = db.execute(_HELD_BACK).fetchone() is not None
    for free in ("", " AND conf_status IS NULL") if held_back else ("",):
        for code, area, source in db.execute(_SOURCES.format(free), [BY_SEARCH]):
            sources[code, area].add(source)
    about = {
        id_: " ".join([_of_area(area), *map(_of_source, sorted(sources[code, area]))])
        for id_, area, code, _ in rows
    }
    db.execute("DELETE FROM titles_found")
    db.conn.executemany(
        "INSERT INTO titles_found (rowid, title, about) VALUES (?, ?, ?)",
        ((id_, title, about.get(id_, "")) for id_, title in titles.items()),
    )


def _of_area(code: str) -> str:
    return "area" + "".join(filter(str.isalnum, code)).lower()


def _of_source(id_: int) -> str:
    return f"source{id_}"


def _synonyms(reader: Reader) -> tuple[Mapping[str, Collection[str]], Collection[str]]:
    """Phrases with others that mean the same, and words that say little by themselves."""
    return reader.remember("synonyms", lambda: _read_synonyms(reader.connection))


def _read_synonyms(
    connection: sqlite3.Connection,
) -> tuple[Mapping[str, Collection[str]], Collection[str]]:
    same: defaultdict[str, set[str]] = defaultdict(set)
    little: set[str] = set()
    for word, other in connection.execute("SELECT word, same FROM synonyms"):
        one = phrase_key(word)
        if other is None:
            little.update(_WORD.findall(one))
        else:
            same[one].add(phrase_key(other))
            same[phrase_key(other)].add(one)
    # What means the same as one thing means the same as each other: CPI, consumer prices.
    groups = {phrase: {phrase} | others for phrase, others in same.items()}
    for phrase, others in same.items():
        for other in others:
            if len(same[other]) > 1 and len(others) == 1:
                groups[phrase] |= same[other]
    return groups, little


def has_titles(reader: Reader) -> bool:
    """Whether there are any."""
    return reader.remember(
        "has titles",
        lambda: (
            reader.connection.execute("SELECT 1 FROM titles_found LIMIT 1").fetchone() is not None
        ),
    )


def find_titles(
    reader: Reader, words: Sequence[str], maybe: Collection[str], unseen: frozenset[int]
) -> tuple[Title, ...]:
    """Titles that have all the words, or others that mean the same: the nearest first.

    ``unseen`` are numbers of releases that may not be known of; nothing is found by theirs.

    Nearest is the one with the fewest words besides that say anything, then the one with the
    most of those that it may have, then the one that BM25 puts first.
    """
    key = ("titles", tuple(words), frozenset(maybe), unseen)
    return reader.remember(key, lambda: _find_titles(reader, words, maybe, unseen))


def _find_titles(
    reader: Reader, words: Sequence[str], maybe: Collection[str], unseen: Collection[int]
) -> tuple[Title, ...]:
    same, little = _synonyms(reader)
    areas = _area_names(reader)
    groups = list(_groups(words, same, areas))
    wanted = " AND ".join(f"({_any_of(group, reader, unseen)})" for group in groups)
    named = [group for group in groups if not areas.isdisjoint(group)]
    # The stemmer takes trains for training: a word stands as it was asked for, or in the other
    # number, but where the area or the release has it.
    in_title = [
        _forms(group)
        for group in groups
        if not any(code for phrase in group for code in _about(phrase, reader, unseen))
    ]
    found = []
    for indicator, area, title, marked in reader.connection.execute(_FOUND, (wanted, MOST)):
        if not all(_is_of(title, group, areas) for group in named):
            continue
        said = set(_WORD.findall(title.lower()))
        if not all(_says(said, forms) for forms in in_title):
            continue
        rest = [word for word in _besides(marked) if word not in little]
        besides = [word for word in rest if word not in maybe]
        rank = len(besides), len(besides) - len(rest)
        found.append((rank, Title(indicator, area, title, len(besides))))
    return tuple(title for _, title in sorted(found, key=lambda pair: pair[0]))


def near_words(
    reader: Reader, word: str, distance: int, secret: frozenset[str]
) -> Mapping[str, int]:
    """Words of titles within that distance (optimal string alignment), with theirs.

    ``secret`` are indicators whose titles nobody may know of.
    """
    words = reader.remember(("title words", secret), lambda: _words(reader.connection, secret))
    return reader.remember(
        ("near title words", word, distance, secret), lambda: words.near(word, distance)
    )


def _words(connection: sqlite3.Connection, secret: frozenset[str]) -> WordList:
    """The words of all titles, and what means the same: read once something is misspelt."""
    said = connection.execute(
        "SELECT group_concat(name, ' ') FROM indicators WHERE found_by = ?"
        " AND code NOT IN (SELECT value FROM json_each(?))"
        " UNION ALL SELECT group_concat(word || ' ' || coalesce(same, ''), ' ') FROM synonyms",
        (BY_SEARCH, json.dumps(sorted(secret))),
    )
    text = " ".join(words for (words,) in said if words)
    # Most words are in many titles: they are cut out of each kind of word once.
    kinds = set(text.split())
    words = set(_WORD.findall(" ".join(kinds).casefold()))
    return WordList(word for word in words if word.isalpha() and len(word) >= SHORTEST - 1)


_Forms = Sequence[Sequence[frozenset[str]]]
"""Phrases, each word of them in both its numbers."""


def _forms(phrases: Collection[str]) -> _Forms:
    return [
        [frozenset((word, other_number(word))) for word in _WORD.findall(phrase)]
        for phrase in phrases
    ]


def _says(said: Collection[str], forms: _Forms) -> bool:
    return any(all(not word.isdisjoint(said) for word in phrase) for phrase in forms)


def _area_names(reader: Reader) -> frozenset[str]:
    names = "SELECT phrase FROM names WHERE means LIKE 'AREA=%'"
    return reader.remember(
        "area names", lambda: frozenset(name for (name,) in reader.connection.execute(names))
    )


def _is_of(title: str, names: Collection[str], areas: Collection[str]) -> bool:
    """Whether the title is of the area called so: South Africa is not Africa, nor non-EU the EU.

    True as well where it names the area nowhere, being of it otherwise.
    """
    lower = title.lower()
    called = [name.split() for name in names if name.partition(" ")[0] in lower]
    if not called:
        return True
    said = _TITLE_WORD.findall(lower)
    places = [
        (start, start + len(name))
        for name in called
        for start in range(len(said))
        if said[start : start + len(name)] == name
    ]
    return not places or any(_stands_alone(said, *place, areas) for place in places)


def _stands_alone(said: Sequence[str], start: int, end: int, areas: Collection[str]) -> bool:
    """Whether an area's name is no part of what is another area, or all but it."""
    before, after = said[start - 1] if start else "", said[end] if end < len(said) else ""
    if before in _OTHERWISE or "/" in (before, after):
        return False
    return not any(
        " ".join(said[first:last]) in areas
        for first in range(max(0, start - 3), start + 1)
        for last in range(end, min(len(said), end + 3) + 1)
        if (first, last) != (start, end)
    )


def _groups(
    words: Sequence[str], same: Mapping[str, Collection[str]], areas: Collection[str]
) -> Iterator[Collection[str]]:
    """For each word, area, or run of words that means the same as another, all that it may be."""
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in same or phrase in areas or length == 1:
                yield same.get(phrase, (phrase,))
                at += length
                break


def _any_of(phrases: Collection[str], reader: Reader, unseen: Collection[int]) -> str:
    in_title = " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))
    about = " OR ".join(
        sorted({code for phrase in phrases for code in _about(phrase, reader, unseen)})
    )
    return f"title : ({in_title})" + (f" OR about : ({about})" if about else "")


def _about(phrase: str, reader: Reader, unseen: Collection[int]) -> Iterator[str]:
    """Codes of areas that are called so, and of releases with those words in their title."""
    names = reader.connection.execute("SELECT means FROM names WHERE phrase = ?", (phrase,))
    for (means,) in names.fetchall():
        dimension, _, code = means.partition("=")
        if dimension == "AREA":
            yield _of_area(code)
    releases = "SELECT rowid FROM titles_found WHERE titles_found MATCH ? AND rowid < 0"
    for (id_,) in reader.connection.execute(releases, (f'title : "{phrase}"',)).fetchall():
        if -id_ not in unseen:
            yield _of_source(-id_)


def _besides(marked: str) -> Iterator[str]:
    """Words of a title outside the marks of what was found in it."""
    for piece in marked.split("\x03"):
        yield from _WORD.findall(piece.partition("\x02")[0].lower())
