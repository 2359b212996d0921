"""Where the figures are from, asked for itself: the releases on file, the newest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answers.releases import MOST_RELEASES
from bot.desk import Desk
from bot.language.lexicon import CUES
from tests.store.packages import loaded, package, source, stated

ASKED = [
    *("sources", "what are your sources?", "where do you get your data", "latest releases"),
    *("what's new", "What is new?", "whats new", "any new figures?", "show sources"),
]


@pytest.mark.parametrize("question", ASKED)
def test_the_releases_are_named_the_newest_first(question: str, databases: dict[str, Path]) -> None:
    reply = Desk(databases["default"], today=lambda: date(2026, 1, 2)).ask(question)
    assert reply.text.startswith("The figures on file come from 16 releases.")
    assert len(reply.contract["sources"]) == 16
    first, *_, last = (link.text for link in reply.parts.sources)
    assert "27 December 2021" in first
    assert last == "China.org.cn, 10 December 2011"
    assert reply.options, "nothing shows how to ask for a figure"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("sources on trains", "11,156 trips"),
        ("sources 2018", "291.5 billion yuan"),
        ("Xinjiang trade Nov, what's the source", "Urumqi Customs"),
    ],
)
def test_with_a_name_or_a_period_it_is_the_figures_with_their_sources(
    question: str, said: str, databases: dict[str, Path]
) -> None:
    reply = Desk(databases["default"], today=lambda: date(2026, 1, 2)).ask(question)
    assert "releases" not in reply.text
    assert said in reply.text


def test_on_an_earlier_day_only_what_was_published_by_then(databases: dict[str, Path]) -> None:
    reply = Desk(databases["default"]).ask("sources", as_of=date(2019, 2, 20))
    assert len(reply.contract["sources"]) == 3


def test_of_very_many_the_newest_are_named(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    days = [date(2021, 1 + number // 28, 1 + number % 28) for number in range(MOST_RELEASES + 5)]
    sources = [source(f"s{day}", day.isoformat(), f"Bureau of {day:%j}") for day in days]
    rows = [
        stated(str(n), "16.03", SOURCE_ID=one["SOURCE_ID"], TIME_PERIOD="2020-11")
        for n, one in enumerate(sources)
    ]
    loaded(database, package(tmp_path / "desk", sources=sources, statements=rows), anyway=True)
    reply = Desk(database).ask("sources")
    assert "35 releases, of which the newest 30 are named here." in reply.text
    assert len(reply.parts.sources) == MOST_RELEASES
    assert reply.parts.sources[0].text == "Bureau of 038, 7 February 2021"


CAME_OUT = [
    ("what was published in march 2021", 5),
    ("what came out in march 2021?", 5),
    ("which figures were released in march 2021", 5),
    ("what was announced in march 2021", 5),
    ("releases in march 2021", 5),
    ("what was published on 18 march 2021", 1),
    ("what was published in 2021", 65),
]


@pytest.mark.parametrize(("question", "count"), CAME_OUT)
def test_what_came_out_in_a_month_is_its_releases(
    question: str, count: int, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(question)
    assert f" on file: {count}" in reply.text.split("\n")[0], reply.text
    assert "As published by" not in reply.text
    if count < 10:
        assert '18 March 2021, "Births and deaths, 2020, provisional"' in reply.text
        assert len(reply.contract["sources"]) == count


def test_of_what_came_out_by_a_day_all_before_it_count(desk_invented: Desk) -> None:
    reply = desk_invented.ask("what was published by march 2021")
    told = "As published by 31 March 2021:\nThe figures on file come from 29 releases."
    assert reply.text.startswith(told), reply.text
    reply = desk_invented.ask("what was published in march 1990")
    assert reply.text == "No release of March 1990 is on file."


LISTED = [
    # turns, how the reply begins, what it names
    (["what do you have as of 2020-06-30"], "30 June 2020", "Pellandia births, 2019: 32,053"),
    (["what do you have", "as of 2020-06-30"], "30 June 2020", "Pellandia births, 2019: 32,053"),
    (
        ["exports september 2021", "as of 1 november 2021", "what do you have"],
        "1 November 2021",
        "Pellandia exports, September 2021: 3.11 billion pellars",
    ),
    (["sources", "as of 2020-06-30"], "30 June 2020", "come from 13 releases"),
    (["sources as of 2020-06-30"], "30 June 2020", "come from 13 releases"),
    (["exports as of 1 november 2021", "sources"], "1 November 2021", "come from 66 releases"),
    (["what do you have as of 2020-06-30", "births"], "30 June 2020", "births, 2019: 32,053"),
    (
        ["what do you have", "as of 2020-06-30", "births", "deaths"],
        "30 June 2020",
        "Pellandia deaths, 2019: 30,694",
    ),
]


@pytest.mark.parametrize(("turns", "day", "words"), LISTED, ids=[" / ".join(t) for t, *_ in LISTED])
def test_what_was_on_file_by_a_day_is_listed_as_of_it(
    turns: list[str], day: str, words: str, desk_invented: Desk
) -> None:
    reply = desk_invented.ask(turns[-1], earlier=turns[:-1])
    assert reply.text.startswith(f"As published by {day}:\n"), reply.text
    assert words in reply.text, reply.text


@pytest.mark.parametrize(
    "turns",
    [
        ["what do you have as of 2020-06-30", "start over", "births"],
        ["what do you have as of 2020-06-30", "thanks"],
        ["what do you have as of 2020-06-30", "births latest"],
        ["what was published in october 2021", "births"],
    ],
    ids=" / ".join,
)
def test_what_goes_on_from_no_such_list_is_of_today(turns: list[str], desk_invented: Desk) -> None:
    assert "As published by" not in desk_invented.ask(turns[-1], earlier=turns[:-1]).text


def test_the_examples_are_of_the_releases_that_are_named(desk_invented: Desk) -> None:
    reply = desk_invented.ask("what was published in october 2021")
    asked = [option["question"] for option in reply.contract["options"]]
    assert asked, reply.text
    for question in asked:
        told = desk_invented.ask(question).contract["sources"]
        assert told[0]["published"].startswith("2021-10"), question


def test_phrases_are_written_as_questions_are_read() -> None:
    """ "What's behind" is read as "what behind": "what s behind" would never be found."""
    assert [phrase for phrase in CUES if " s " in phrase] == []
