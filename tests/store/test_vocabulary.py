"""Names: what a phrase means, and which words are near one that is misspelt."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from bot.language.spelling import distance
from bot.language.vocabulary import Vocabulary
from bot.language.words import phrase_key
from bot.store.catalogue import StoredCatalogue
from tests.store.packages import as_of, loaded, package


def meanings(catalogue: StoredCatalogue, text: str) -> set[str]:
    vocabulary: Vocabulary = catalogue.vocabulary
    phrase = phrase_key(text)
    found = vocabulary.lookup([phrase]).get(phrase, ())
    return {" ".join(f"{dimension}={code}" for dimension, code in m.codes) for m in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xinjiang", {"area=CN-XJ"}),
        ("新疆", {"area=CN-XJ"}),
        ("Khorgos", {"area=CN-XJ-HORGOS"}),
        ("Horgos", {"area=CN-XJ-HORGOS"}),
        ("EU", {"area=EU"}),
        ("the EU", {"area=EU"}),
        ("European Union", {"area=EU"}),
        ("Ürümqi", {"area=CN-XJ-URUMQI"}),
        ("trade", {"indicator=TRADE"}),
        ("exports", {"indicator=TRADE trade_flow=X"}),
        ("imports and exports", {"indicator=TRADE trade_flow=T"}),
        ("plastics", {"product=RAW_PLASTICS", "product=PLASTIC_PRODUCTS"}),
        ("polysilicon", {"product=POLYSILICON"}),
        ("all products", {"product=_T"}),
        ("Tibet", {"area=CN-XZ"}),
        ("widgets", set()),
        ("not applicable", set()),
        ("", set()),
    ],
)
def test_what_a_name_means(shipped: StoredCatalogue, text: str, expected: set[str]) -> None:
    assert meanings(shipped, text) == expected


def test_a_name_that_says_more_stands_for_one_that_says_less(
    database: Path, tmp_path: Path
) -> None:
    desk = package(
        tmp_path / "desk",
        indicators=[{"CODE": "STEEL", "LABEL": "steel shipments", "KIND": "flow"}],
        titles=[{"INDICATOR": "STEEL", "TRADE_FLOW": "X", "TITLE": "steel shipments"}],
        aliases=[
            {"ALIAS": "steel", "MEANS": "INDICATOR=STEEL"},
            {"ALIAS": "steel", "MEANS": "TRADE_FLOW=X INDICATOR=STEEL"},
        ],
    )
    loaded(database, desk)
    with as_of(database) as catalogue:
        assert meanings(catalogue, "steel shipments") == {"indicator=STEEL trade_flow=X"}
        assert meanings(catalogue, "steel") == {
            "indicator=STEEL",
            "indicator=STEEL trade_flow=X",
        }, "readings that are listed all count"


def test_many_phrases_at_once(shipped: StoredCatalogue) -> None:
    phrases = [f"word {n}" for n in range(20_000)] + ["xinjiang"]
    assert set(shipped.vocabulary.lookup(phrases)) == {"xinjiang"}


@pytest.mark.parametrize(
    ("typed", "limit", "expected"),
    [
        ("kazahkstan", 1, {"kazakhstan": 1, "kazakstan": 1}),
        ("xinjang", 1, {"xinjiang": 1}),
        ("frieght", 1, {"freight": 1}),
        ("polysilcon", 2, {"polysilicon": 1}),
        ("xinjiang", 1, {"xinjiang": 0}),
        ("zzzzzzzz", 2, {}),
    ],
)
def test_words_near_a_slip(
    shipped: StoredCatalogue, typed: str, limit: int, expected: dict[str, int]
) -> None:
    assert shipped.vocabulary.near(typed, limit) == expected


def test_no_near_word_is_missed_among_many_and_it_is_quick(database: Path, tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - names made up, the same each time
    letters = "etaoinshrdlu"
    words = sorted(
        {"".join(chance.choices(letters, k=chance.randint(4, 11))) for _ in range(40_000)}
    )
    names = [{"ALIAS": word, "MEANS": "AREA=CN-XJ"} for word in words]
    loaded(database, package(tmp_path / "many", aliases=names))
    with as_of(database) as catalogue:
        catalogue.vocabulary.near("warmed", 1)
        known = [word for (word,) in catalogue._reader.connection.execute("SELECT word FROM words")]
        for typed in chance.sample(words, 2):
            slip = typed[1] + typed[0] + typed[2:] + "s"
            start = time.perf_counter()
            found = catalogue.vocabulary.near(slip, 2)
            took = time.perf_counter() - start
            everything = {word: distance(slip, word, 2) for word in known}
            assert found == {word: steps for word, steps in everything.items() if steps is not None}
            assert took < 0.5, f"{took * 1000:.0f} ms to look for {slip}"
