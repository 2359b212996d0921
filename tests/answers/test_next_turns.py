"""The next turns that a reply offers: each has an answer, and is of what it is called."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk

QUESTIONS = Path(__file__).parents[1] / "questions"

OFFERED = [
    # asked, the turns offered
    ("Xinjiang trade Nov", [("Year to date", "Jan-Nov 2021")]),  # no November 2020 follows
    ("Xinjiang trade YTD", [("The month alone", "Nov 2021"), ("A year earlier", "Jan-Nov 2020")]),
    ("freight trains YTD", [("A year earlier", "Jan-Nov 2020")]),
    ("China exports Nov 2011", [("A year earlier", "Nov 2010")]),
    ("how much did exports to the EU grow", []),
    ("exports, imports and balance China Nov 2011", []),
    ("EU share of Xinjiang trade", []),
    ("trade in widgets", []),
    ("was November 2021 a record", [("Year to date", "Jan-Nov 2021")]),
]


@pytest.mark.parametrize(("asked", "turns"), OFFERED)
def test_what_is_offered(asked: str, turns: list[tuple[str, str]], desk: Desk) -> None:
    reply = desk.ask(asked)
    assert list(reply.follow_ups) == turns, reply.text


def test_of_an_index_no_year_to_date_is_offered(desk_invented: Desk) -> None:
    labels = [label for label, _ in desk_invented.ask("CPI index level, December 2021").follow_ups]
    assert labels == ["A year earlier"]


def cases(name: str) -> list[dict[str, Any]]:
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["open", "pellandia"])
def test_every_turn_offered_gives_the_like_figure(
    name: str, desk: Desk, desk_invented: Desk
) -> None:
    """Of all questions that editors asked: a press is never met with "I have no figure"."""
    here = desk if name == "open" else desk_invented
    offered, met = 0, set()
    for case in cases(name):
        asked = case["turns"]
        as_of = date.fromisoformat(case["as_of"]) if case.get("as_of") else None
        reply = here.ask(asked[-1], earlier=asked[:-1], as_of=as_of)
        for label, text in reply.follow_ups:
            subject = reply.contract["figures"][0]["label"]
            if (subject, text) in met:
                continue
            met.add((subject, text))
            there = here.ask(text, earlier=asked, as_of=as_of)
            offered += 1
            if there.status == "ambiguous":
                continue  # which basis was meant is then asked: no wrong number, no dead end
            figures = there.contract["figures"]
            said = f"{asked}, then {label!r}: {there.text}"
            assert (there.status, len(figures)) == ("answered", 1), said
            assert figures[0]["label"] == subject, said
            assert figures[0]["unit"] == reply.contract["figures"][0]["unit"], said
    assert offered > 20
